/* Every candidate with his facts, from one pass over each table in the order of ids: no query a person, no
 * memory a person. Those who have a dossier are few, and read one by one. */
#include "core/task_own.h"

#include "base/clock.h"
#include "base/vec.h"
#include "core/dossier_own.h"
#include "core/person_stream.h"

struct pass {
	struct db *db;
	const struct rulebook *book;
	struct person_stream events, mentors, moves, dossiers;
	VEC(struct fact_event) event_list;
	VEC(struct fact_mentor) mentor_list;
	struct date moved; /* when the person did, last */
	struct err *err;
};

static int take_events(struct pass *p, int64_t id)
{
	bool has;
	int r = person_stream_seek(&p->events, id, &has, p->err);
	p->event_list.n = 0;
	while (!r && has) {
		struct fact_event e = {(enum event_kind)db_int(p->events.s, "kind"),
			db_date(p->events.s, "on_date")};
		if (event_code(e.kind) && !VEC_PUSH(&p->event_list, e))
			return ERR_OOM(p->err);
		r = person_stream_next(&p->events, id, &has, p->err);
	}
	return r;
}

static int take_mentors(struct pass *p, int64_t id)
{
	bool has, has_moved;
	int r = person_stream_seek(&p->moves, id, &has_moved, p->err);
	p->moved = !r && has_moved ? db_date(p->moves.s, "moved") : (struct date){0};
	if (!r)
		r = person_stream_seek(&p->mentors, id, &has, p->err);
	p->mentor_list.n = 0;
	while (!r && has) {
		struct db_stmt *s = p->mentors.s;
		struct fact_mentor m = {
			.from = db_date(s, "from_date"), .to = db_date(s, "to_date")};
		bool is_known = !db_is_null(s, "mentor_id");
		m.is_active = !date_is_set(m.to) &&
			      (!is_known || stage_is_member((enum stage)db_int(s, "mentor_stage")));
		if (!m.is_active && !date_is_set(m.to))
			m.gone = db_date(s, "mentor_stage_on");
		if (!VEC_PUSH(&p->mentor_list, m))
			return ERR_OOM(p->err);
		r = person_stream_next(&p->mentors, id, &has, p->err);
	}
	return r;
}

/* What the tables say of somebody without a dossier. */
static void fill(const struct pass *p, struct db_stmt *s, struct fact_dossier *d, struct way *w)
{
	*d = (struct fact_dossier){.person = {.birth = db_date(s, "birth"),
					   .joined = db_date(s, "joined_on"),
					   .official = db_date(s, "official_on"),
					   .is_listed_member = db_int(s, "is_member"),
					   .is_mentored = p->mentor_list.n > 0,
					   .events = p->event_list.v,
					   .event_count = p->event_list.n},
		.education = (int)db_int(s, "education"),
		.is_readmission = db_int(s, "readmission"),
		.needs_check = true,
		.mentors = p->mentor_list.v,
		.mentor_count = p->mentor_list.n};
	VEC_EACH (m, &p->mentor_list)
		d->person.first_mentored = date_min(d->person.first_mentored, m->from);
	*w = way_of(&d->person, (struct date){0});
	for (size_t i = 0; i < p->mentor_list.n; i++)
		p->mentor_list.v[i].is_replacement = mentor_is_replacement(
			p->mentor_list.v, p->mentor_list.n, i, p->moved, w->anew_on);
	d->is_youth = fact_is_youth(db_int(s, "youth_union"), d->person.birth, w);
	d->arrived = w->on[EVENT_ARRIVED];
}

/* Of somebody with a dossier: read whole. */
static int give_dossier(struct pass *p, struct followed *f,
	int (*each)(void *ctx, const struct followed *f), void *ctx)
{
	struct dossier_view v;
	int r = dossier_view_load(p->db, f->person, &v, p->err);
	if (r)
		return r;
	f->facts = &v.facts;
	f->set = task_set(p->book, &v.way, v.d.rule_key && date_is_set(v.d.frozen) ? v.set : NULL);
	r = each(ctx, f);
	dossier_view_done(&v);
	return r;
}

static int give(struct pass *p, struct db_stmt *s, int (*each)(void *ctx, const struct followed *f),
	void *ctx)
{
	struct followed f = {.person = {db_int(s, "id")},
		.cell = {db_int(s, "cell_id")},
		.stage = (enum stage)db_int(s, "stage")};
	struct fact_dossier facts;
	struct way w;
	bool has_dossier;
	int r = take_events(p, f.person.v);
	if (!r)
		r = take_mentors(p, f.person.v);
	if (!r)
		r = person_stream_seek(&p->dossiers, f.person.v, &has_dossier, p->err);
	if (r)
		return r;
	if (has_dossier)
		return give_dossier(p, &f, each, ctx);
	fill(p, s, &facts, &w);
	f.facts = &facts;
	f.set = task_set(p->book, &w, NULL);
	return each(ctx, &f);
}

int followed_each(
	struct db *db, int (*each)(void *ctx, const struct followed *f), void *ctx, struct err *err)
{
	struct pass p = {.db = db, .err = err};
	int r = rulebook_of(db, &p.book, err);
	if (!r)
		r = person_stream_begin(&p.events, db_begin(db, DBQ_STREAM_EVENTS, err), err);
	if (!r)
		r = person_stream_begin(&p.mentors, db_begin(db, DBQ_FOLLOWED_MENTORS, err), err);
	if (!r)
		r = person_stream_begin(&p.moves, db_begin(db, DBQ_FOLLOWED_MOVES, err), err);
	if (!r)
		r = person_stream_begin(&p.dossiers, db_begin(db, DBQ_FOLLOWED_DOSSIERS, err), err);
	struct db_stmt *people = r ? NULL : db_begin(db, DBQ_FOLLOWED_PEOPLE, err);
	while (people && (r = db_step(people, err)) == 1) {
		r = give(&p, people, each, ctx);
		if (r)
			break;
	}
	db_reset(people);
	db_reset(p.events.s);
	db_reset(p.mentors.s);
	db_reset(p.moves.s);
	db_reset(p.dossiers.s);
	VEC_DONE(&p.event_list);
	VEC_DONE(&p.mentor_list);
	return r;
}
