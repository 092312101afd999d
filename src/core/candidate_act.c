#include "core/act_scope.h"

#include <stdio.h>
#include <string.h>

static int add_arrival(struct db *db, const struct act_by *by, const struct event *found,
	struct date on, struct err *err)
{
	struct event e = {.person = found->person, .kind = EVENT_ARRIVED, .on = on};
	char text[DATE_TEXT];
	int r;
	/* the order of events does not know it: steps are taken there before and here after it */
	if (date_is_full(on) && date_cmp(on, found->on) < 0)
		r = ERR_RULE(err, ERR_REFUSED, RULE_ORDER, "on_date", "%s", date_to_user(on, text));
	else
		r = event_save(db, by, &e, false, NULL, NULL, err);
	if (r && err && strcmp(err->field, "on_date") == 0)
		snprintf(err->field, sizeof err->field, "arrived_on");
	return r;
}

int candidate_add(struct db *db, const struct act_by *by, const struct person *p,
	struct cell_id cell, const struct event *found, struct date arrived, struct person_id *ret,
	struct err *err)
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
	if (!r && date_is_set(arrived))
		r = add_arrival(db, by, &e, arrived, err);
	r = act_leave(&scope, r, "person", id.v, err);
	if (!r)
		*ret = id;
	return r;
}
