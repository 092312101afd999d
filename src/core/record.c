#include "core/record.h"

#include "base/mem.h"
#include "base/vec.h"
#include "viet/text.h"

#include <string.h>

/* A copy of a column; memory that runs out is noted in *oom, so that a reader checks once. */
static char *copy(struct db_stmt *s, const char *column, bool *oom)
{
	const char *text = db_text(s, column);
	char *r = mem_strdup(text);
	if (text && !r)
		*oom = true;
	return r;
}

static long figure(struct db_stmt *s, const char *column)
{
	return db_is_null(s, column) ? -1 : (long)db_int(s, column);
}

/* ---- people -------------------------------------------------------------------------------------- */

void person_done(struct person *p)
{
	free(p->full_name);
	free(p->ethnicity);
	free(p->religion);
	free(p->cccd);
	free(p->phone);
	free(p->home_place);
	free(p->residence);
	free(p->occupation);
	free(p->grade);
	free(p->organisation);
	free(p->position);
	free(p->card_no);
	free(p->note);
	memset(p, 0, sizeof *p);
}

int person_load(struct db *db, struct person_id id, struct person *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_ID, err);
	db_bind_int(s, "id", id.v);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "person", NULL);
	bool oom = false;
	const char *sex = db_text(s, "sex");
	struct person p = {
		.id = id,
		.rev = db_int(s, "rev"),
		.full_name = copy(s, "full_name", &oom),
		.birth = db_date(s, "birth"),
		.sex = sex ? sex[0] : 0,
		.ethnicity = copy(s, "ethnicity", &oom),
		.religion = copy(s, "religion", &oom),
		.cccd = copy(s, "cccd", &oom),
		.phone = copy(s, "phone", &oom),
		.home_place = copy(s, "home_place", &oom),
		.residence = copy(s, "residence", &oom),
		.occupation = copy(s, "occupation", &oom),
		.education = (int)db_int(s, "education"),
		.grade = copy(s, "grade", &oom),
		.professional = (int)db_int(s, "professional"),
		.youth_union = db_int(s, "youth_union"),
		.organisation = copy(s, "organisation", &oom),
		.position = copy(s, "position", &oom),
		.is_member = db_int(s, "is_member"),
		.joined_on = db_date(s, "joined_on"),
		.official_on = db_date(s, "official_on"),
		.card_no = copy(s, "card_no", &oom),
		.readmission = db_int(s, "readmission"),
		.note = copy(s, "note", &oom),
		.cell = {db_int(s, "cell_id")},
		.stage = (enum stage)db_int(s, "stage"),
		.stage_on = db_date(s, "stage_on"),
		.is_candidate = db_int(s, "is_candidate"),
		.uncovered = db_int(s, "uncovered"),
	};
	db_reset(s);
	if (oom) {
		person_done(&p);
		return ERR_OOM(err);
	}
	*ret = p;
	return 0;
}

void event_done(struct event *e)
{
	free(e->paper_no);
	free(e->body);
	free(e->source);
	free(e->note);
	memset(e, 0, sizeof *e);
}

static struct event event_of(struct db_stmt *s, bool *oom)
{
	return (struct event){
		.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.person = {db_int(s, "person_id")},
		.kind = (enum event_kind)db_int(s, "kind"),
		.on = db_date(s, "on_date"),
		.paper_no = copy(s, "paper_no", oom),
		.body = copy(s, "body", oom),
		.source = copy(s, "source", oom),
		.note = copy(s, "note", oom),
		.finder = {db_int(s, "finder_id")},
	};
}

static int event_one(struct db_stmt *s, struct event *ret, struct err *err)
{
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "event", NULL);
	bool oom = false;
	struct event e = event_of(s, &oom);
	db_reset(s);
	if (oom) {
		event_done(&e);
		return ERR_OOM(err);
	}
	*ret = e;
	return 0;
}

int event_load(struct db *db, int64_t id, struct event *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_EVENT_BY_ID, err);
	db_bind_int(s, "id", id);
	return event_one(s, ret, err);
}

int event_of_day(struct db *db, struct person_id person, enum event_kind kind, struct date on,
	struct event *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_EVENT_OF_DAY, err);
	db_bind_int(s, "person", person.v);
	db_bind_int(s, "kind", kind);
	db_bind_date(s, "on", on);
	return event_one(s, ret, err);
}

int event_last(struct db *db, struct person_id person, enum event_kind kind, struct event *ret,
	struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_EVENT_LAST_OF_KIND, err);
	db_bind_int(s, "person", person.v);
	db_bind_int(s, "kind", kind);
	return event_one(s, ret, err);
}

void assignment_done(struct assignment *a)
{
	free(a->mentor_name);
	free(a->resolution);
	free(a->end_reason);
	memset(a, 0, sizeof *a);
}

static struct assignment assignment_of(struct db_stmt *s, bool *oom)
{
	return (struct assignment){
		.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.person = {db_int(s, "person_id")},
		.mentor = {db_int(s, "mentor_id")},
		.mentor_name = copy(s, "mentor_name", oom),
		.from = db_date(s, "from_date"),
		.to = db_date(s, "to_date"),
		.resolution = copy(s, "resolution", oom),
		.end_reason = copy(s, "end_reason", oom),
	};
}

int assignment_load(struct db *db, int64_t id, struct assignment *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_ASSIGNMENT_BY_ID, err);
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "assignment", NULL);
	bool oom = false;
	struct assignment a = assignment_of(s, &oom);
	db_reset(s);
	if (oom) {
		assignment_done(&a);
		return ERR_OOM(err);
	}
	*ret = a;
	return 0;
}

static int read_assignments(
	struct db_stmt *s, struct assignment **ret, size_t *ret_n, struct err *err)
{
	VEC(struct assignment) list = {0};
	bool oom = false;
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct assignment a = assignment_of(s, &oom);
		if (oom || !VEC_PUSH(&list, a)) {
			assignment_done(&a);
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	if (r) {
		VEC_EACH (a, &list)
			assignment_done(a);
		VEC_DONE(&list);
		return r;
	}
	*ret = list.v;
	*ret_n = list.n;
	return 0;
}

int assignments_of_mentor(struct db *db, struct person_id mentor, struct assignment **ret,
	size_t *ret_n, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_ASSIGNMENTS_OF_MENTOR, err);
	db_bind_int(s, "mentor", mentor.v);
	return read_assignments(s, ret, ret_n, err);
}

int assignments_of_person(struct db *db, struct person_id person, struct assignment **ret,
	size_t *ret_n, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_ASSIGNMENTS_OF_PERSON, err);
	db_bind_int(s, "person", person.v);
	return read_assignments(s, ret, ret_n, err);
}

void assignments_done(struct assignment *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assignment_done(&list[i]);
	free(list);
}

void person_history_done(struct person_history *h)
{
	for (size_t i = 0; i < h->event_count; i++)
		event_done(&h->events[i]);
	free(h->events);
	assignments_done(h->assignments, h->assignment_count);
	free(h->cells);
	memset(h, 0, sizeof *h);
}

static int read_events(
	struct db *db, struct person_id id, struct person_history *h, struct err *err)
{
	VEC(struct event) list = {0};
	struct db_stmt *s = db_begin(db, DBQ_EVENTS_OF_PERSON, err);
	db_bind_int(s, "person", id.v);
	bool oom = false;
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct event e = event_of(s, &oom);
		if (oom || !VEC_PUSH(&list, e)) {
			event_done(&e);
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	h->events = list.v;
	h->event_count = list.n;
	return r;
}

static int read_cells(struct db *db, struct person_id id, struct person_history *h, struct err *err)
{
	VEC(struct person_cell) list = {0};
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELLS, err);
	db_bind_int(s, "person", id.v);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct person_cell c = {.id = db_int(s, "id"),
			.rev = db_int(s, "rev"),
			.cell = {db_int(s, "cell_id")},
			.from = db_date(s, "from_date"),
			.to = db_date(s, "to_date")};
		if (!VEC_PUSH(&list, c)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	h->cells = list.v;
	h->cell_count = list.n;
	return r;
}

int person_history_load(
	struct db *db, struct person_id id, struct person_history *ret, struct err *err)
{
	struct person_history h = {0};
	int r = read_events(db, id, &h, err);
	if (!r)
		r = assignments_of_person(db, id, &h.assignments, &h.assignment_count, err);
	if (!r)
		r = read_cells(db, id, &h, err);
	if (r)
		person_history_done(&h);
	else
		*ret = h;
	return r;
}

/* ---- targets ------------------------------------------------------------------------------------- */

void target_done(struct target *t)
{
	free(t->set_by);
	free(t->paper_no);
	memset(t, 0, sizeof *t);
}

static struct target target_of(struct db_stmt *s, bool *oom)
{
	return (struct target){
		.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.from_year = (int)db_int(s, "from_year"),
		.to_year = (int)db_int(s, "to_year"),
		.cell = {db_int(s, "cell_id")},
		.kind = (enum target_kind)db_int(s, "kind"),
		.count = figure(s, "count"),
		.percent = figure(s, "percent"),
		.base = figure(s, "base"),
		.base_date = db_date(s, "base_date"),
		.set_by = copy(s, "set_by", oom),
		.paper_no = copy(s, "paper_no", oom),
	};
}

static int target_one(struct db_stmt *s, struct target *ret, struct err *err)
{
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "target", NULL);
	bool oom = false;
	struct target t = target_of(s, &oom);
	db_reset(s);
	if (oom) {
		target_done(&t);
		return ERR_OOM(err);
	}
	*ret = t;
	return 0;
}

int target_load(struct db *db, int64_t id, struct target *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_TARGET_BY_ID, err);
	db_bind_int(s, "id", id);
	return target_one(s, ret, err);
}

int target_find(struct db *db, int from_year, int to_year, struct cell_id cell,
	enum target_kind kind, struct target *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_TARGET_OF, err);
	db_bind_int(s, "from", from_year);
	db_bind_int(s, "to", to_year);
	db_bind_int(s, "cell", cell.v);
	db_bind_int(s, "kind", kind);
	return target_one(s, ret, err);
}

long target_number(const struct target *t)
{
	if (t->count >= 0)
		return t->count;
	return t->percent >= 0 && t->base >= 0 ? target_from_percent(t->base, t->percent) : -1;
}

int target_for(struct db *db, struct cell_id cell, enum target_kind kind, struct date from,
	struct date to, long *ret, struct err *err)
{
	VEC(struct fact_target) facts = {0};
	struct db_stmt *s = db_begin(db, DBQ_TARGETS_TOUCHING, err);
	db_bind_int(s, "from", from.year);
	db_bind_int(s, "to", to.year);
	db_bind_int(s, "cell", cell.v);
	db_bind_int(s, "kind", kind);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct target t = {.count = figure(s, "count"),
			.percent = figure(s, "percent"),
			.base = figure(s, "base")};
		struct fact_target f = {.from_year = (int)db_int(s, "from_year"),
			.to_year = (int)db_int(s, "to_year"),
			.count = target_number(&t)};
		if (!VEC_PUSH(&facts, f)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	if (!r)
		*ret = target_of_period(facts.v, facts.n, from, to);
	VEC_DONE(&facts);
	return r;
}

int target_of_term(struct db *db, int year, struct cell_id cell, enum target_kind kind,
	struct target *ret, struct err *err)
{
	int64_t id = 0;
	struct db_stmt *s = db_begin(db, DBQ_TARGETS_TOUCHING, err);
	db_bind_int(s, "from", year);
	db_bind_int(s, "to", year);
	db_bind_int(s, "cell", cell.v);
	db_bind_int(s, "kind", kind);
	int r;
	while ((r = db_step(s, err)) == 1)
		if (db_int(s, "from_year") != db_int(s, "to_year"))
			id = db_int(s, "id");
	if (r || !id)
		return r;
	r = target_load(db, id, ret, err);
	return r ? r : 1;
}

/* ---- the committee -------------------------------------------------------------------------------- */

void committee_done(struct committee *c)
{
	free(c->name);
	free(c->superior);
	free(c->place);
	free(c->on_behalf);
	free(c->office_held);
	free(c->signer);
	free(c->symbol);
	memset(c, 0, sizeof *c);
}

int committee_load(struct db *db, struct date day, struct committee *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_COMMITTEE_ON, err);
	db_bind_date(s, "day", day);
	int r = db_step(s, err);
	if (r == 0) {
		s = db_begin(db, DBQ_COMMITTEE_FIRST, err);
		r = db_step(s, err);
	}
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "committee", NULL);
	bool oom = false;
	struct committee c = {
		.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.from = db_date(s, "from_date"),
		.name = copy(s, "name", &oom),
		.superior = copy(s, "superior", &oom),
		.place = copy(s, "place", &oom),
		.on_behalf = copy(s, "on_behalf", &oom),
		.office_held = copy(s, "office_held", &oom),
		.signer = copy(s, "signer", &oom),
		.symbol = copy(s, "symbol", &oom),
	};
	db_reset(s);
	if (oom) {
		committee_done(&c);
		return ERR_OOM(err);
	}
	*ret = c;
	return 0;
}

int person_name_add(struct db *db, struct strbuf *b, struct person_id id, struct err *err)
{
	struct person p;
	int r = person_load(db, id, &p, err);
	if (r)
		return r == ERR_NOT_FOUND ? 0 : r;
	strbuf_add(b, p.full_name);
	person_done(&p);
	return 0;
}
