#include "core/intake.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/act_scope.h"
#include "core/dossier_own.h"
#include "core/standing.h"
#include "core/task_own.h"

#include <string.h>

static int refuse(const struct verdict *v, struct date on, struct err *err)
{
	char text[DATE_TEXT];
	struct date d = v->rule == RULE_FUTURE || !date_is_set(v->other_on) ? on : v->other_on;
	int r = ERR_RULE(err, ERR_REFUSED, (int)v->rule, "on_date", "%s", date_to_user(d, text));
	if (err)
		err->other = (int)v->other;
	return r;
}

/* Every event is held against those before it, as if they had been entered one by one. */
static int check_events(const struct intake *in, struct intake_taken *t, size_t *ret_at,
	int *ret_rule, struct err *err)
{
	struct date today = clock_today();
	struct fact_person p = {.birth = in->person->birth,
		.joined = in->person->joined_on,
		.official = in->person->official_on,
		.is_listed_member = in->person->is_member,
		.events = t->events};
	for (size_t i = 0; i < in->event_count; i++) {
		struct fact_event e = {in->events[i].kind, in->events[i].on};
		struct verdict v = event_check(&p, e, today);
		if (v.kind == VERDICT_REFUSED) {
			*ret_at = i;
			return refuse(&v, e.on, err);
		}
		if (v.kind == VERDICT_REASON)
			*ret_rule = (int)v.rule;
		t->events[p.event_count++] = e;
	}
	p.events = NULL; /* of the array that is copied */
	t->person = p;
	return 0;
}

static int put_event(struct db *db, int64_t person, const struct event *e, struct err *err)
{
	CLEANUP_FREE char *paper_no = NULL, *body = NULL, *source = NULL, *note = NULL;
	int r = act_clean(e->paper_no, "paper_no", &paper_no, err);
	if (!r)
		r = act_clean(e->body, "body", &body, err);
	if (!r)
		r = act_clean(e->source, "source", &source, err);
	if (!r)
		r = act_clean(e->note, "note", &note, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_EVENT_ADD, err);
	db_bind_int(s, "person_id", person);
	db_bind_int(s, "kind", e->kind);
	db_bind_date(s, "on_date", e->on);
	db_bind_text(s, "paper_no", paper_no);
	db_bind_text(s, "body", body);
	db_bind_text(s, "source", source);
	db_bind_id(s, "finder_id", e->finder.v);
	db_bind_text(s, "note", note);
	return db_run(s, err);
}

/* As assignment_at_work, from what is at hand. */
static struct fact_mentor mentor_fact(const struct intake_mentor *m)
{
	struct fact_mentor f = {.from = m->from, .is_active = true};
	if (!m->id.v)
		return f;
	struct standing s = standing_of(&m->facts, (struct date){0});
	f.is_active = stage_is_member(s.stage);
	if (!f.is_active)
		f.gone = s.since;
	return f;
}

static struct fact_person facts_of(
	const struct intake_taken *t, const struct intake_mentor *m, size_t n)
{
	struct fact_person p = t->person;
	p.events = t->events;
	p.is_mentored = n > 0;
	for (size_t i = 0; i < n; i++)
		p.first_mentored = date_min(p.first_mentored, m[i].from);
	return p;
}

/* As standing_derive, from what is at hand. */
static struct derived derive(const struct intake_taken *t, const struct fact_person *p,
	const struct intake_mentor *m, size_t n)
{
	struct standing s = standing_of(p, (struct date){0});
	bool covered = false;
	for (size_t i = 0; i < n; i++)
		covered |= mentor_fact(&m[i]).is_active;
	return (struct derived){.cell = t->cell,
		.stage = s.stage,
		.stage_on = s.since,
		.is_candidate = s.is_candidate,
		.uncovered = s.is_candidate && s.stage >= STAGE_LISTED &&
			     s.stage <= STAGE_DECISION && !covered};
}

static int put_person(struct db *db, const struct act_by *by, const struct intake *in,
	struct intake_taken *t, struct err *err)
{
	const struct fact_person p = facts_of(t, NULL, 0);
	const struct derived d = derive(t, &p, NULL, 0);
	return person_add_as(db, by, in->person, &d, &t->id, err);
}

int intake_person(struct db *db, const struct act_by *by, const struct intake *in,
	struct intake_taken *ret, size_t *ret_at, int *ret_rule, struct err *err)
{
	struct intake_taken t = {.cell = in->cell,
		.education = in->person->education,
		.is_readmission = in->person->readmission,
		.is_in_youth_union = in->person->youth_union};
	int rule = 0;
	*ret_at = in->event_count;
	if (in->event_count > INTAKE_EVENTS || !db_act_is_open(db))
		return ERR(err, ERR_INTERNAL, NULL, "intake");
	/* else every event comes before it, and that is told instead */
	char birth[DATE_TEXT];
	if (date_cmp(in->person->birth, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "birth", "%s",
			date_to_user(in->person->birth, birth));
	int r = check_events(in, &t, ret_at, &rule, err);
	if (!r)
		r = put_person(db, by, in, &t, err);
	for (size_t i = 0; !r && i < in->event_count; i++) {
		*ret_at = i;
		r = put_event(db, t.id.v, &in->events[i], err);
	}
	if (r)
		return r;
	*ret = t;
	*ret_rule = rule;
	return 0;
}

static int check_mentor(
	const struct intake_taken *t, const struct intake_mentor *m, size_t i, struct err *err)
{
	char text[DATE_TEXT];
	date_to_user(m[i].from, text);
	if (date_is_set(m[i].from) && date_cmp(m[i].from, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "from_date", "%s", text);
	if (m[i].id.v && m[i].id.v == t->id.v)
		return ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_SELF, "mentor", NULL);
	if (m[i].id.v && !was_official_on(&m[i].facts, m[i].from))
		return ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL, "mentor", "%s", text);
	for (size_t j = 0; j < i; j++)
		if (m[j].id.v == m[i].id.v && (m[i].id.v || strcmp(m[j].name, m[i].name) == 0))
			return ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_TWICE, "mentor", NULL);
	return 0;
}

static int put_mentor(struct db *db, int64_t person, const struct intake_mentor *m, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	int r = act_clean(m->name, "mentor", &name, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_ASSIGNMENT_ADD, err);
	db_bind_int(s, "person", person);
	db_bind_id(s, "mentor", m->id.v);
	db_bind_text(s, "mentor_name", name);
	db_bind_date(s, "from", m->from);
	db_bind_null(s, "to");
	db_bind_null(s, "resolution");
	db_bind_null(s, "end_reason");
	return db_run(s, err);
}

/* The dossier whose rule set the day of the papers freezes. */
static int put_dossier(struct db *db, int64_t person, const struct way *w,
	const struct rule_set *set, struct err *err)
{
	struct date began = w->on[EVENT_PAPERS];
	if (!date_is_set(began) || !set)
		return 0;
	struct db_stmt *s = db_begin(db, DBQ_DOSSIER_ADD, err);
	db_bind_int(s, "person", person);
	db_bind_date(s, "began", date_max(began, w->anew_on));
	db_bind_date(s, "frozen", began);
	bind_rule_set(s, set);
	return db_run(s, err);
}

/* As tasks_refresh, from what is at hand. */
static int put_tasks(struct db *db, const struct intake_taken *t, const struct fact_person *p,
	const struct intake_mentor *m, size_t n, struct err *err)
{
	struct fact_mentor mentors[INTAKE_MENTORS];
	struct need needs[TASKS_MAX];
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	/* nobody has ended, and the person has not moved: nobody replaces another */
	for (size_t i = 0; i < n; i++)
		mentors[i] = mentor_fact(&m[i]);
	const struct way w = way_of(p, (struct date){0});
	const struct rule_set *set = task_set(book, &w, NULL);
	/* what the tasks rest on besides is of a dossier, which nobody has yet */
	const struct fact_dossier d = {.person = *p,
		.education = t->education,
		.is_youth = fact_is_youth(t->is_in_youth_union, p->birth, &w),
		.is_readmission = t->is_readmission,
		.needs_check = true,
		.mentors = mentors,
		.mentor_count = n,
		.arrived = w.on[EVENT_ARRIVED]};
	size_t count = dossier_tasks(&d, set, &book->calendar, needs);
	r = tasks_add(db, t->id, t->cell, needs, count, err);
	return r ? r : put_dossier(db, t->id.v, &w, set, err);
}

/* What follows without mentors was written with the person. */
static int follow(struct db *db, const struct intake_taken *t, const struct intake_mentor *m,
	size_t n, struct err *err)
{
	const struct fact_person p = facts_of(t, m, n);
	const struct derived d = derive(t, &p, m, n);
	int r = n ? standing_put(db, t->id, &d, err) : 0;
	return r || !d.is_candidate ? r : put_tasks(db, t, &p, m, n, err);
}

int intake_mentors(struct db *db, const struct intake_taken *taken, const struct intake_mentor *m,
	size_t n, size_t *ret_at, struct err *err)
{
	int r = n > INTAKE_MENTORS ? ERR(err, ERR_INTERNAL, NULL, "intake") : 0;
	for (size_t i = 0; !r && i < n; i++) {
		*ret_at = i;
		r = check_mentor(taken, m, i, err);
	}
	for (size_t i = 0; !r && i < n; i++) {
		*ret_at = i;
		r = put_mentor(db, taken->id.v, &m[i], err);
	}
	return r ? r : follow(db, taken, m, n, err);
}
