/* What somebody has looked at and judged: that a fault of one person's data is right as it is. It holds for the value
 * that was there; with another value the fault comes back. */
#ifndef TN_CORE_JUDGEMENT_H
#define TN_CORE_JUDGEMENT_H

#include "core/act.h"

struct judgement_item {
	struct person_id person;
	const char *fault;
	const char *value; /* NULL: there is none (something is missing, and rightly so) */
	const char *note;
};
/* Several are one act. A later judgement takes the place of an earlier one. Act "judgement_save"; ERR_NOT_FOUND
 * "person". */
int judgement_save(struct db *db, const struct act_by *by, const struct judgement_item *items,
	size_t n, struct err *err);
/* Takes them back, whatever their values. Act "judgement_remove"; ERR_NOT_FOUND "judgement". */
int judgement_remove(struct db *db, const struct act_by *by, const struct judgement_item *items,
	size_t n, struct err *err);

#endif
