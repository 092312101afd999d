/* What is due after one day of the calendar has changed: only what that day can move is made anew. */
#include "core/task_own.h"

#include "base/vec.h"

#include <stdlib.h>

/* Whose day is counted in working days; all other days come from events and months alone. A test holds this
 * against the arithmetic of the rules. */
static const enum need_kind counted[] = {NEED_CHECK_ANSWER, NEED_SEND_UP, NEED_COMMITTEE,
	NEED_DECISION, NEED_CEREMONY, NEED_DECLARE, NEED_REGISTER, NEED_RECOGNITION_CELL,
	NEED_RECOGNITION_COMMITTEE, NEED_RECOGNITION_DECISION, NEED_FORWARD, NEED_RECEIVER};

bool task_counts_workdays(enum need_kind k)
{
	for (size_t i = 0; i < ARRAY_LEN(counted); i++)
		if (counted[i] == k)
			return true;
	return false;
}

struct people {
	VEC(int64_t) ids;
	struct err *err;
};

static int take(void *ctx, const struct task_row *row)
{
	struct people *p = ctx;
	return VEC_PUSH(&p->ids, row->person.v) ? 0 : ERR_OOM(p->err);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Counting goes forward: a deadline that ends before the day never passes it, and one that ends on it or
 * later may. With the day taken off or given back it ends on that day or later again. */
static int refresh_from(struct db *db, struct date day, struct err *err)
{
	struct people p = {.err = err};
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(counted); i++) {
		const struct task_query q = {.from = day, .kind = counted[i]};
		r = tasks_each(db, &q, take, &p, err);
	}
	if (p.ids.n)
		qsort(p.ids.v, p.ids.n, sizeof *p.ids.v, by_number);
	for (size_t i = 0; !r && i < p.ids.n; i++)
		if (i == 0 || p.ids.v[i] != p.ids.v[i - 1])
			r = tasks_refresh(db, (struct person_id){p.ids.v[i]}, err);
	VEC_DONE(&p.ids);
	return r;
}

int tasks_refresh_day(struct db *db, bool were_current, struct date day, struct err *err)
{
	/* what was stale before cannot be mended in part */
	if (!were_current)
		return tasks_refresh_all(db, err);
	int r = date_is_set(day) ? refresh_from(db, day, err) : 0;
	return r ? r : tasks_stamp(db, err);
}
