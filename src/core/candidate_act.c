#include "core/act_scope.h"

int candidate_add(struct db *db, const struct act_by *by, const struct person *p,
	struct cell_id cell, const struct event *found, struct person_id *ret, struct err *err)
{
	struct act_scope scope;
	struct person_id id = {0};
	struct event e = *found;
	int r = act_enter(&scope, db, by, "candidate_add", err);
	if (r == 1)
		ret->v = scope.done;
	if (r)
		return r < 0 ? r : 0;
	r = person_save(db, by, p, cell, &id, err);
	e.id = 0;
	e.person = id;
	if (!r)
		r = event_save(db, by, &e, false, NULL, NULL, err);
	r = act_leave(&scope, r, "person", id.v, err);
	if (!r)
		*ret = id;
	return r;
}
