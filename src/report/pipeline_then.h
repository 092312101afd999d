/* Where every candidate stood on a past day. */
#ifndef TN_REPORT_PIPELINE_THEN_H
#define TN_REPORT_PIPELINE_THEN_H

#include "core/record.h"

/* Calls `each` for every candidate of that day, in the order of ids, from one pass over the records. */
int pipeline_then_read(struct db *db, struct date day,
	int (*each)(void *ctx, struct person_id person, struct cell_id cell, enum stage stage),
	void *ctx, struct err *err);

#endif
