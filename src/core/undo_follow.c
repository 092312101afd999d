/* After records were taken back: what follows from them, and whether what is left holds together. */
#include "core/undo_own.h"

#include "core/act_scope.h"
#include "core/check_scope.h"
#include "core/dossier_own.h"
#include "core/rulebook_own.h"
#include "core/standing.h"
#include "core/task_own.h"

#include <stdlib.h>

static int by_person(const void *a, const void *b)
{
	const struct undo_person *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* Each once, and only who is there. */
static int settle_people(struct undo *u)
{
	size_t n = 0;
	if (u->people.n)
		qsort(u->people.v, u->people.n, sizeof *u->people.v, by_person);
	for (size_t i = 0; i < u->people.n; i++) {
		const struct undo_person p = u->people.v[i];
		int64_t is_there = 0;
		if (n && u->people.v[n - 1].id == p.id) {
			u->people.v[n - 1].as_mentor |= p.as_mentor;
			continue;
		}
		struct db_stmt *s = db_begin(u->db, DBQ_PERSON_IS_THERE, u->err);
		db_bind_int(s, "id", p.id);
		int r = db_number(s, 0, &is_there, u->err);
		if (r)
			return r;
		if (is_there)
			u->people.v[n++] = p;
	}
	u->people.n = n;
	return 0;
}

/* ---- does it hold together -------------------------------------------------------------------------- */

static int on_fault(void *ctx, const char *text)
{
	(void)text;
	*(bool *)ctx = true;
	return 0;
}

/* An act that is refused says no; every other error is one. */
static int verdict(int r, bool *ret_bad)
{
	if (r != ERR_REFUSED && r != ERR_REASON)
		return r;
	*ret_bad = true;
	return 0;
}

/* A dossier that came or changed since the act, and was not put back itself, or half an act: the rule set follows the
 * events again. Else it is as it was with them. */
static int must_follow(struct undo *u, struct person_id id, bool *ret)
{
	int64_t *ids = NULL;
	size_t n = 0;
	*ret = u->is_partial;
	if (*ret)
		return 0;
	struct db_stmt *s = db_begin(u->db, DBQ_DOSSIERS_OF, u->err);
	db_bind_int(s, "person", id.v);
	int r = db_read_ids(s, &ids, &n, u->err);
	for (size_t i = 0; !r && !*ret && i < n; i++) {
		int64_t newest = 0;
		if (undo_find(u, TABLE_DOSSIER, ids[i]))
			continue;
		r = undo_newest(u, TABLE_DOSSIER, ids[i], &newest);
		*ret = newest > u->changes.v[u->changes.n - 1].id;
	}
	free(ids);
	return r;
}

static int follow_person(struct undo *u, const struct undo_person *p, bool *ret_bad)
{
	const struct person_id id = {p->id};
	struct check c = {.db = u->db,
		.fault = on_fault,
		.ctx = ret_bad,
		.today = check_today(),
		.err = u->err};
	bool must = false;
	int r = must_follow(u, id, &must);
	if (!r && must)
		r = verdict(dossier_follow(u->db, id, u->err), ret_bad);
	if (!r)
		r = standing_refresh(u->db, id, p->as_mentor, u->err);
	if (!r)
		r = check_person(&c, id);
	if (!r)
		r = verdict(act_check_mentors(u->db, id, u->err), ret_bad);
	if (!r && p->as_mentor)
		r = verdict(act_check_helped(u->db, id, u->err), ret_bad);
	return r;
}

static int follow_cells(struct undo *u, bool *ret_bad)
{
	struct check c = {.db = u->db,
		.fault = on_fault,
		.ctx = ret_bad,
		.today = check_today(),
		.err = u->err};
	int r = 0;
	for (size_t i = 0; !r && i < u->cells.n; i++)
		r = check_cell_by_id(&c, u->cells.v[i]);
	return r;
}

/* ---- what must stay for it -------------------------------------------------------------------------- */

struct culprits {
	VEC(int64_t) people;
	bool cells;
};

static int keep_cells(struct undo *u, size_t *ret_n)
{
	int r = 0;
	VEC_EACH (rec, &u->records) {
		if (r || rec->why || rec->is_back ||
			(rec->table != TABLE_CELL && rec->table != TABLE_CELL_NAME))
			continue;
		++*ret_n;
		r = undo_keep(u, rec, UNDO_CONTRADICTS, 0);
	}
	return r;
}

/* All of the act that is about them; if nothing is, everything. */
static int keep_culprits(struct undo *u, const struct culprits *who, size_t *ret_n)
{
	int r = who->cells ? keep_cells(u, ret_n) : 0;
	for (size_t i = 0; !r && i < who->people.n; i++)
		r = undo_keep_person(u, who->people.v[i], UNDO_CONTRADICTS, ret_n);
	VEC_EACH (rec, &u->records) {
		if (r || *ret_n)
			break;
		r = undo_keep(u, rec, UNDO_CONTRADICTS, 0);
	}
	*ret_n += !r && !*ret_n;
	return r;
}

static int follow_rules(struct undo *u)
{
	int r = u->has_rules ? tasks_refresh_all(u->db, u->err) : 0;
	if (u->has_rules || !u->has_days)
		return r;
	for (size_t i = 0; !r && i < u->days.n; i++)
		r = tasks_refresh_day(u->db, u->were_current, u->days.v[i], u->err);
	return r || u->days.n ? r
			      : tasks_refresh_day(u->db, u->were_current, (struct date){0}, u->err);
}

int undo_follow(struct undo *u, size_t *ret_n)
{
	struct culprits who = {0};
	bool is_bad = false;
	if (u->has_rules || u->has_days)
		rulebook_touch(u->db);
	int r = settle_people(u);
	for (size_t i = 0; !r && i < u->people.n; i++) {
		bool bad = false;
		r = follow_person(u, &u->people.v[i], &bad);
		if (!r && bad && !VEC_PUSH(&who.people, u->people.v[i].id))
			r = ERR_OOM(u->err);
		is_bad |= bad;
	}
	if (!r)
		r = follow_cells(u, &who.cells);
	is_bad |= who.cells;
	if (!r && !is_bad)
		r = follow_rules(u);
	if (!r && is_bad)
		r = keep_culprits(u, &who, ret_n);
	VEC_DONE(&who.people);
	return r;
}
