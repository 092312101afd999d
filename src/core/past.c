#include "core/past.h"

#include "base/clock.h"
#include "core/standing.h"
#include "core/task.h"

#include <stdlib.h>

/* Of everybody of whom something came later, what follows from the rest; the others stand as they stood. */
static int keep_people(struct db *db, struct date day, struct err *err)
{
	int64_t *ids = NULL;
	size_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_PEOPLE_AFTER_DAY, err);
	db_bind_date(s, "day", day);
	int r = db_read_ids(s, &ids, &n, err);
	for (size_t i = 0; !r && i < n; i++)
		r = standing_keep(db, (struct person_id){ids[i]}, err);
	free(ids);
	return r;
}

int past_begin(struct past *p, struct db *db, struct date day, struct date known, bool with_tasks,
	struct err *err)
{
	int r = db_past_begin(db, day, known, err);
	if (r)
		return r;
	*p = (struct past){.db = db, .pinned = clock_pinned()};
	clock_pin_today(day);
	r = keep_people(db, day, err);
	if (!r && with_tasks)
		r = tasks_refresh_all(db, err);
	if (r)
		past_end(p);
	return r;
}

void past_end(struct past *p)
{
	if (!p->db)
		return;
	clock_pin_today(p->pinned);
	db_past_end(p->db);
	p->db = NULL;
}

struct date past_known(const struct db *db)
{
	return db_past_is_open(db) ? db_past_known(db) : clock_today();
}
