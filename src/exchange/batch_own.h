/* Private to the plan and its batches. */
#ifndef TN_EXCHANGE_BATCH_OWN_H
#define TN_EXCHANGE_BATCH_OWN_H

#include "exchange/batch.h"

/* Inside the act: the file's bytes once, the batch with its plan and figures, the headings that people explained. */
int batch_add(struct db *db, const struct workbook *w, const struct plan *p,
	const struct plan_options *options, const struct import_result *sum, long left_out,
	int64_t *ret, struct err *err);

#endif
