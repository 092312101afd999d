/* The people of a list one after another: who they are a page at a time, what is shown of each in one read. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/people.h"
#include "core/rulebook.h"
#include "core/setting.h"
#include "report/admissions_read.h"
#include "report/cell_places.h"
#include "report/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 200 };

struct item {
	int64_t person;
	char *mentor;
};
struct roster_reader {
	struct db *db;
	struct roster_request q;
	int certificate_months, probation_months;
	struct cell_row {
		int64_t id;
		char *name, *code;
	} * cells;
	size_t cell_count;
	/* lists that are known whole: those of a period, and of mentors */
	struct {
		struct item *v;
		size_t n, cap;
	} all;
	/* the others go on from the last one */
	struct person_row *found, last;
	bool has_last, is_over;
	struct item page[PAGE];
	size_t n, at, told, taken; /* taken: of `all` */
	struct roster_person person;
};

/* ---- a person --------------------------------------------------------------------------------------- */

static void person_clear(struct roster_person *p)
{
	free(p->full_name);
	free(p->birth);
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
	free(p->note);
	free(p->source);
	free(p->mentors[0]);
	free(p->mentors[1]);
	free(p->all_mentors);
	for (size_t i = 0; i < ARRAY_LEN(p->steps); i++)
		free(p->steps[i].paper_no);
	*p = (struct roster_person){0};
}

static bool copy(char **to, const char *from)
{
	*to = mem_strdup(from);
	return *to || !from;
}

static bool take_mentors(struct roster_person *p, const char *names)
{
	for (int i = 0; i < 2 && names && *names; i++) {
		size_t n = strcspn(names, "\n");
		if (!(p->mentors[i] = mem_strndup(names, n)))
			return false;
		names += n + (names[n] == '\n');
	}
	return true;
}

/* "A\nB" → "A, B" */
static bool take_all_mentors(struct roster_person *p, const char *names)
{
	struct strbuf b = {0};
	for (; names && *names; names++)
		strbuf_add(&b, *names == '\n' ? ", " : (char[]){*names, '\0'});
	p->all_mentors = b.len ? strbuf_take(&b) : NULL;
	bool ok = !b.failed;
	strbuf_done(&b);
	return ok;
}

static bool take_steps(struct roster_person *p, struct db_stmt *s)
{
	static const struct {
		enum event_kind kind;
		const char *on, *no;
	} steps[] = {{EVENT_LISTED, "listed_on", "listed_no"},
		{EVENT_CLASS, "class_on", "class_no"}, {EVENT_PAPERS, "papers_on", "papers_no"},
		{EVENT_CELL_VOTE, "cell_vote_on", "cell_vote_no"},
		{EVENT_COMMITTEE, "committee_on", "committee_no"},
		{EVENT_DECISION, "decision_on", "decision_no"},
		{EVENT_CEREMONY, "ceremony_on", "ceremony_no"},
		{EVENT_RECOGNISED, "recognised_on", "recognised_no"}};
	bool ok = true;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		p->steps[steps[i].kind].on = db_date(s, steps[i].on);
		ok &= copy(&p->steps[steps[i].kind].paper_no, db_text(s, steps[i].no));
	}
	return ok;
}

static bool take_person(struct roster_reader *r, struct db_stmt *s, struct roster_person *p)
{
	const char *sex = db_text(s, "sex");
	int64_t cell = db_int(s, "cell_id");
	p->sex = sex ? *sex : 0;
	p->education = (int)db_int(s, "education");
	p->professional = (int)db_int(s, "professional");
	p->youth_union = db_int(s, "youth_union");
	p->readmission = db_int(s, "readmission");
	p->stage = (enum stage)db_int(s, "stage");
	p->stage_on = db_date(s, "stage_on");
	p->assigned_on = db_date(s, "assigned_on");
	p->certificate_months = r->certificate_months;
	p->probation_months = r->probation_months;
	for (size_t i = 0; i < r->cell_count; i++)
		if (r->cells[i].id == cell) {
			p->cell_name = r->cells[i].name;
			p->cell_code = r->cells[i].code;
		}
	return copy(&p->full_name, db_text(s, "full_name")) &&
	       copy(&p->birth, db_text(s, "birth")) &&
	       copy(&p->ethnicity, db_text(s, "ethnicity")) &&
	       copy(&p->religion, db_text(s, "religion")) && copy(&p->cccd, db_text(s, "cccd")) &&
	       copy(&p->phone, db_text(s, "phone")) &&
	       copy(&p->home_place, db_text(s, "home_place")) &&
	       copy(&p->residence, db_text(s, "residence")) &&
	       copy(&p->occupation, db_text(s, "occupation")) &&
	       copy(&p->grade, db_text(s, "grade")) &&
	       copy(&p->organisation, db_text(s, "organisation")) &&
	       copy(&p->position, db_text(s, "position")) && copy(&p->note, db_text(s, "note")) &&
	       copy(&p->source, db_text(s, "source")) && take_mentors(p, db_text(s, "mentors")) &&
	       take_all_mentors(p, db_text(s, "mentors")) && take_steps(p, s);
}

/* 1: there; 0: gone meanwhile. */
static int read_person(struct roster_reader *r, const struct item *item, struct err *err)
{
	struct db_stmt *s = db_begin(r->db, DBQ_ROSTER_ROW, err);
	db_bind_int(s, "id", item->person);
	int k = db_step(s, err);
	person_clear(&r->person);
	r->person.id = item->person;
	r->person.mentor = item->mentor;
	if (k == 1 && !take_person(r, s, &r->person))
		k = ERR_OOM(err);
	db_reset(s);
	return k;
}

/* ---- who -------------------------------------------------------------------------------------------- */

static bool fits(const struct roster_reader *r, const struct person_row *p)
{
	const struct roster *l = r->q.roster;
	return (int)p->stage >= l->first && (int)p->stage <= l->last;
}

/* Members for those past the ceremony, else candidates; the next ones after the last that was looked at. */
static int next_by_stage(struct roster_reader *r, struct err *err)
{
	const struct roster *l = r->q.roster;
	const struct people_query q = {
		.set = l->first >= STAGE_PROBATION ? PEOPLE_MEMBERS : PEOPLE_CANDIDATES,
		.cell = r->q.cell,
		.stage = l->first == l->last && l->first < STAGE_PROBATION ? (enum stage)l->first
									   : STAGE_NONE};
	int k = 0;
	while (!k && !r->n && !r->is_over) {
		size_t n = 0;
		k = people_read(
			r->db, &q, r->has_last ? &r->last : NULL, 1, PAGE, r->found, &n, err);
		for (size_t i = 0; !k && i < n; i++)
			if (fits(r, &r->found[i]))
				r->page[r->n++] = (struct item){r->found[i].id, NULL};
		if (!k && n) {
			r->last = r->found[n - 1];
			r->has_last = true;
		}
		r->is_over = n < PAGE;
	}
	return k;
}

static void next_of_all(struct roster_reader *r)
{
	while (r->n < PAGE && r->taken < r->all.n)
		r->page[r->n++] = r->all.v[r->taken++];
	r->is_over = r->taken == r->all.n;
}

static int next_page(struct roster_reader *r, struct err *err)
{
	r->n = r->at = 0;
	if (r->q.roster->from == ROSTER_STAGES)
		return next_by_stage(r, err);
	next_of_all(r);
	return 0;
}

/* ---- lists that are known whole --------------------------------------------------------------------- */

static int take_all(struct roster_reader *r, struct db_stmt *s, bool has_mentor, struct err *err)
{
	int k;
	while ((k = db_step(s, err)) == 1) {
		struct item item = {db_int(s, "id"), NULL};
		if (has_mentor && !copy(&item.mentor, db_text(s, "mentor_name"))) {
			k = ERR_OOM(err);
			break;
		}
		if (!VEC_PUSH(&r->all, item)) {
			free(item.mentor);
			k = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	return k;
}

static int read_admitted(struct roster_reader *r, struct err *err)
{
	struct settings settings;
	struct admissions list = {0};
	int k = settings_load(r->db, &settings, err);
	if (!k)
		k = admissions_read(r->db, r->q.from, r->q.to, settings.date_basis, &list, err);
	for (size_t i = 0; !k && i < list.n; i++)
		if ((!r->q.cell.v || r->q.cell.v == list.v[i].cell.v) &&
			!VEC_PUSH(&r->all, ((struct item){list.v[i].person.v, NULL})))
			k = ERR_OOM(err);
	admissions_done(&list);
	return k;
}

static int read_all(struct roster_reader *r, struct err *err)
{
	const struct roster *l = r->q.roster;
	if (l->from == ROSTER_STAGES)
		return 0;
	if (l->from == ROSTER_ADMITTED)
		return read_admitted(r, err);
	bool is_helped = l->from == ROSTER_HELPED;
	struct db_stmt *s = db_begin(r->db, is_helped ? DBQ_ROSTER_MENTORS : DBQ_ROSTER_STEP, err);
	db_bind_int(s, "cell", r->q.cell.v);
	if (!is_helped) {
		db_bind_int(s, "kind", l->first);
		db_bind_date(s, "from", r->q.from);
		db_bind_date(s, "to", r->q.to);
	}
	return take_all(r, s, is_helped, err);
}

static int read_cells(struct roster_reader *r, struct err *err)
{
	struct db_stmt *s = db_begin(r->db, DBQ_ROSTER_CELLS, err);
	size_t cap = 0;
	int k;
	while ((k = db_step(s, err)) == 1) {
		if (!vec_room((void **)&r->cells, r->cell_count, &cap, sizeof *r->cells)) {
			k = ERR_OOM(err);
			break;
		}
		r->cells[r->cell_count] = (struct cell_row){.id = db_int(s, "id")};
		if (!copy(&r->cells[r->cell_count++].code, db_text(s, "code"))) {
			k = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	for (size_t i = 0; !k && i < r->cell_count; i++)
		k = cell_name(r->db, (struct cell_id){r->cells[i].id}, (struct date){0},
			&r->cells[i].name, err);
	return k;
}

static int read_rules(struct roster_reader *r, struct err *err)
{
	const struct rulebook *book;
	int k = rulebook_of(r->db, &book, err);
	if (k)
		return k;
	const struct rule_set *set = rulebook_on(book, clock_today());
	r->certificate_months = set ? (int)rule_value(set, PARAM_CERTIFICATE_MONTHS, 0) : 0;
	r->probation_months = set ? (int)rule_value(set, PARAM_PROBATION_MONTHS, 0) : 0;
	return 0;
}

/* ---- in turn ---------------------------------------------------------------------------------------- */

int roster_open(
	struct db *db, const struct roster_request *q, struct roster_reader **ret, struct err *err)
{
	struct roster_reader *r = mem_alloc(sizeof *r);
	if (!r)
		return ERR_OOM(err);
	*r = (struct roster_reader){.db = db, .q = *q};
	r->found = mem_alloc(PAGE * sizeof *r->found);
	int k = r->found ? read_rules(r, err) : ERR_OOM(err);
	if (!k)
		k = read_cells(r, err);
	if (!k)
		k = read_all(r, err);
	if (k)
		roster_close(r);
	else
		*ret = r;
	return k;
}

static bool is_shown(const struct roster_reader *r, const struct roster_person *p)
{
	struct date on = p->steps[EVENT_CLASS].on;
	return !r->q.roster->is_lapsed ||
	       (date_is_set(on) && r->certificate_months &&
		       date_cmp(date_add_months(on, r->certificate_months), clock_today()) < 0);
}

int roster_next(struct roster_reader *r, const struct roster_person **ret, struct err *err)
{
	for (;;) {
		while (r->at < r->n) {
			int k = read_person(r, &r->page[r->at++], err);
			if (k < 0)
				return k;
			if (k && is_shown(r, &r->person)) {
				r->person.place = ++r->told;
				*ret = &r->person;
				return 1;
			}
		}
		if (r->is_over)
			return 0;
		int k = next_page(r, err);
		if (k)
			return k;
	}
}

int roster_rewind(struct roster_reader *r, struct err *err)
{
	(void)err;
	r->n = r->at = 0;
	r->has_last = r->is_over = false;
	r->taken = r->told = 0;
	return 0;
}

void roster_close(struct roster_reader *r)
{
	if (!r)
		return;
	person_clear(&r->person);
	for (size_t i = 0; i < r->cell_count; i++) {
		free(r->cells[i].name);
		free(r->cells[i].code);
	}
	free(r->cells);
	VEC_EACH (i, &r->all)
		free(i->mentor);
	VEC_DONE(&r->all);
	free(r->found);
	free(r);
}
