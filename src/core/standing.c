#include "core/standing.h"

#include "base/vec.h"
#include "core/task_own.h"

int person_facts(struct db *db, struct person_id id, struct fact_event **events,
	struct fact_person *ret, struct err *err)
{
	VEC(struct fact_event) list = {0};
	struct fact_person p = {0};
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_ID, err);
	db_bind_int(s, "id", id.v);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "person", NULL);
	p.birth = db_date(s, "birth");
	p.joined = db_date(s, "joined_on");
	p.official = db_date(s, "official_on");
	p.is_listed_member = db_int(s, "is_member");
	db_reset(s);
	s = db_begin(db, DBQ_EVENT_FACTS, err);
	db_bind_int(s, "person", id.v);
	while ((r = db_step(s, err)) == 1) {
		struct fact_event e = {(enum event_kind)db_int(s, "kind"), db_date(s, "on_date")};
		if (!event_code(e.kind)) /* of a damaged file: no rule knows it */
			continue;
		if (!VEC_PUSH(&list, e)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	s = r ? NULL : db_begin(db, DBQ_ASSIGNMENTS_OF_PERSON, err);
	db_bind_int(s, "person", id.v);
	while (!r && (r = db_step(s, err)) == 1) {
		p.is_mentored = true;
		p.first_mentored = date_min(p.first_mentored, db_date(s, "from_date"));
		r = 0;
	}
	db_reset(s);
	if (r) {
		VEC_DONE(&list);
		return r;
	}
	p.events = list.v;
	p.event_count = list.n;
	*events = list.v;
	*ret = p;
	return 0;
}

int assignment_is_active(struct db *db, const struct assignment *a, bool *ret, struct err *err)
{
	struct date gone;
	return assignment_at_work(db, a, ret, &gone, err);
}

int assignment_at_work(struct db *db, const struct assignment *a, bool *ret, struct date *ret_gone,
	struct err *err)
{
	*ret_gone = (struct date){0};
	if (date_is_set(a->to) || !a->mentor.v) {
		*ret = !date_is_set(a->to);
		return 0;
	}
	struct fact_event *events = NULL;
	struct fact_person mentor;
	int r = person_facts(db, a->mentor, &events, &mentor, err);
	if (r)
		return r;
	struct standing s = standing_of(&mentor, (struct date){0});
	free(events);
	*ret = stage_is_member(s.stage);
	if (!*ret)
		*ret_gone = s.since;
	return 0;
}

/* The cell of the latest membership. */
static int latest_cell(struct db *db, struct person_id id, struct cell_id *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELLS, err);
	db_bind_int(s, "person", id.v);
	int64_t cell = 0;
	bool is_open = false;
	int r;
	while ((r = db_step(s, err)) == 1) {
		bool open = db_is_null(s, "to_date");
		if (open || !is_open)
			cell = db_int(s, "cell_id");
		is_open |= open;
	}
	ret->v = cell;
	return r;
}

/* Listed or later, still on the way, and nobody helps. */
static int is_uncovered(struct db *db, struct person_id id, bool *ret, struct err *err)
{
	struct assignment *list;
	size_t n;
	int r = assignments_of_person(db, id, &list, &n, err);
	if (r)
		return r;
	bool covered = false;
	for (size_t i = 0; !r && !covered && i < n; i++)
		r = assignment_is_active(db, &list[i], &covered, err);
	assignments_done(list, n);
	*ret = !covered;
	return r;
}

int standing_derive(struct db *db, struct person_id id, struct derived *ret, struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	struct derived d = {0};
	int r = person_facts(db, id, &events, &facts, err);
	if (r)
		return r;
	struct standing s = standing_of(&facts, (struct date){0});
	free(events);
	d.stage = s.stage;
	d.stage_on = s.since;
	d.is_candidate = s.is_candidate;
	r = latest_cell(db, id, &d.cell, err);
	if (!r && s.is_candidate && s.stage >= STAGE_LISTED && s.stage <= STAGE_DECISION)
		r = is_uncovered(db, id, &d.uncovered, err);
	if (!r)
		*ret = d;
	return r;
}

int standing_put(struct db *db, struct person_id id, const struct derived *d, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_DERIVE, err);
	db_bind_int(s, "id", id.v);
	db_bind_id(s, "cell", d->cell.v);
	db_bind_int(s, "stage", d->stage);
	db_bind_date(s, "stage_on", d->stage_on);
	db_bind_int(s, "is_candidate", d->is_candidate);
	db_bind_int(s, "uncovered", d->uncovered);
	return db_run(s, err);
}

int standing_keep(struct db *db, struct person_id id, struct err *err)
{
	struct derived d;
	int r = standing_derive(db, id, &d, err);
	return r ? r : standing_put(db, id, &d, err);
}

static int refresh_one(struct db *db, struct person_id id, struct err *err)
{
	int r = standing_keep(db, id, err);
	return r ? r : tasks_refresh(db, id, err);
}

int standing_refresh(struct db *db, struct person_id id, bool with_helped, struct err *err)
{
	int r = refresh_one(db, id, err);
	if (r || !with_helped)
		return r;
	struct assignment *list;
	size_t n;
	r = assignments_of_mentor(db, id, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++)
		r = refresh_one(db, list[i].person, err);
	assignments_done(list, n);
	return r;
}
