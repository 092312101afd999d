/* The sample commune: invented people in the real shape of a commune's Party committee, kept as CSV
 * and loaded through the importers. */
#ifndef TN_EXCHANGE_SAMPLE_H
#define TN_EXCHANGE_SAMPLE_H

#include "core/act.h"

/* Fills an empty database: the committee's name, then the six files, as one act: all or nothing.
 * ERR_REFUSED with the first refused line in detail. Days of the sample are past whatever the clock
 * says (a pinned or wrong clock before its last day is set to that day for the time of loading). */
int sample_load(struct db *db, const struct act_by *by, struct err *err);

#endif
