#ifndef TN_EXCHANGE_SAMPLE_SOURCING_H
#define TN_EXCHANGE_SAMPLE_SOURCING_H

#include "core/act.h"

/* The sourcing work of the sample: two years of the books, from sample/sourcing.csv. */
int sample_sourcing(struct db *db, const struct act_by *by, struct err *err);

#endif
