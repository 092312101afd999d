/* What the files of the check share. */
#ifndef TN_CORE_CHECK_SCOPE_H
#define TN_CORE_CHECK_SCOPE_H

#include "base/date.h"
#include "base/err.h"
#include "db/db.h"

struct check {
	struct db *db;
	int (*fault)(void *ctx, const char *text);
	void *ctx;
	struct date today;
	int64_t words;	/* how many rows the search has to have */
	bool has_tasks; /* the kept tasks are of this program's rules */
	struct err *err;
};

/* "name (id): what". `name` is data, `what` a msgid. */
int check_tell(struct check *c, const char *name, int64_t id, const char *what);
/* The same for a rule of the office: enum rule_id, with the event and the day it holds against. */
int check_tell_rule(
	struct check *c, const char *name, int64_t id, int rule, int other, struct date on);

/* The later of the pinned and the real day: looking at the past is no fault of what came since. */
struct date check_today(void);
/* One person's events, assignments, memberships and votes, whether they hold together; one cell's own. */
int check_person(struct check *c, struct person_id id);
int check_cell_by_id(struct check *c, int64_t id);
/* Names, what follows from events, assignments and memberships; then the words of the search. */
int check_people(struct check *c);
/* Records that were changed or removed beside the audit. */
int check_audit(struct check *c);

#endif
