/* What follows from a person's events, assignments and cells, kept beside the person for the lists. */
#ifndef TN_CORE_STANDING_H
#define TN_CORE_STANDING_H

#include "core/act.h"

struct derived {
	struct cell_id cell;
	enum stage stage;
	struct date stage_on;
	bool is_candidate, uncovered;
};
/* Computes from the records; writes nothing. */
int standing_derive(struct db *db, struct person_id id, struct derived *ret, struct err *err);
/* Brings the person's row up to date, and those of the people he mentors if his being a member may have
 * changed. Inside an act. */
int standing_refresh(struct db *db, struct person_id id, bool with_helped, struct err *err);

/* The same for the columns kept beside the person alone: where the records are those of a past day. */
int standing_keep(struct db *db, struct person_id id, struct err *err);
/* These columns, where what follows is known already. */
int standing_put(struct db *db, struct person_id id, const struct derived *d, struct err *err);

/* Inside an act: person_save of somebody new, of whom it is known already what will follow from the events that the
 * caller adds; nothing is refreshed. */
int person_add_as(struct db *db, const struct act_by *by, const struct person *p,
	const struct derived *d, struct person_id *ret, struct err *err);

#endif
