/* Part of the sample commune: see sample.h. */
#ifndef TN_EXCHANGE_SAMPLE_DOSSIER_H
#define TN_EXCHANGE_SAMPLE_DOSSIER_H

#include "core/act.h"

/* Inside an act: papers, votes and background checks of people that the lists have brought in. */
int sample_dossiers(struct db *db, const struct act_by *by, struct err *err);

#endif
