/* Facts for the yearly evaluation of cells, members with a duty, and mentors. Never a grade. */
#include "base/i18n.h"
#include "core/past.h"
#include "report/cell_map.h"
#include "report/sourcing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct evaluation {
	struct sourcing s;
	struct cell_map map;
	int year;
};

/* ---- cells ------------------------------------------------------------------------------------------- */

/* Who was put on the list in the year. */
static int read_listed(struct evaluation *e, struct tally *ret)
{
	struct report *r = e->s.r;
	struct db_stmt *q = db_begin(e->s.db, DBQ_SOURCING_LISTED, e->s.err);
	int k;
	db_bind_date(q, "from", r->q.from);
	db_bind_date(q, "to", r->f.as_of);
	while ((k = db_step(q, e->s.err)) == 1) {
		struct person_id person = {db_int(q, "id")};
		int64_t cell = report_cell_key(&e->s.places, db_int(q, "cell_id"));
		if (!tally_add(ret, cell, person, 0)) {
			k = ERR_OOM(e->s.err);
			break;
		}
	}
	db_reset(q);
	tally_sort(ret);
	return k;
}

static void resolution(struct table *t, const struct cell_work *w)
{
	char text[160], date[DATE_TEXT];
	date_to_user(w->resolution_on, date);
	snprintf(text, sizeof text, "%s%s%s", w->number, *w->number && *date ? " " : "", date);
	table_both(t, 0, !w->resolution ? "-" : *text ? text : _("yes"), w->number);
	json_bool(t->j, "has_resolution", w->resolution != 0);
	json_date(t->j, "resolution_on", w->resolution_on);
}

static void cell_row(struct evaluation *e, struct table *t, const struct cell_map_row *row,
	const struct tally *listed)
{
	struct report *r = e->s.r;
	const struct cell_figures *f = row->figures;
	const struct cell_work *w = row->work;
	table_row(t);
	table_text(t, f->cell.name);
	table_text(t, f->cell.code);
	resolution(t, w);
	table_number(t, 0, w->find);
	table_number(t, 0, w->reports_made);
	table_number(t, 0, w->reports_due);
	table_people(t, tally_of(&e->s.named.by_cell, f->cell.id.v), 0);
	table_people(t, tally_of(listed, f->cell.id.v), 0);
	table_number(t, report_door_now(r, admission_cell, (int)f->cell.id.v), f->admitted);
	table_number(t, 0, f->target);
	table_percent(t, f->target < 0 ? PERCENT_NONE : percent_tenths(f->admitted, f->target));
	table_number(t, 0, f->years_without);
	table_yes(t, f->cell.nobody_left);
}

static int add_cells(struct evaluation *e)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("Resolution"), "resolution", DOC_LEFT, 1, NULL},
		{N_("To find"), "find", DOC_RIGHT, 0, NULL},
		{N_("Made"), "reports_made", DOC_RIGHT, 0, N_("Reports")},
		{N_("Due"), "reports_due", DOC_RIGHT, 0, N_("Reports")},
		{N_("Names"), "names", DOC_RIGHT, 0, NULL},
		{N_("Listed"), "listed", DOC_RIGHT, 0, NULL},
		{N_("Admitted"), "admitted", DOC_RIGHT, 0, NULL},
		{N_("Target"), "target", DOC_RIGHT, 0, NULL},
		{N_("%"), "percent_of_target", DOC_RIGHT, 0, NULL},
		{N_("Years without"), "years_without", DOC_RIGHT, 0, NULL},
		{N_("Nobody left to admit"), "nobody_left", DOC_CENTRE, 0, NULL},
	};
	struct tally listed = {0};
	struct table t;
	int k = read_listed(e, &listed);
	doc_heading(&e->s.r->doc, 1, "%s", _("Cells"));
	table_begin(&t, e->s.r, &e->s.j, "cells", columns, ARRAY_LEN(columns));
	for (size_t i = 0; !k && i < e->map.n; i++)
		cell_row(e, &t, &e->map.rows[i], &listed);
	table_end(&t);
	TALLY_DONE(&listed);
	return k;
}

/* ---- who has a duty ---------------------------------------------------------------------------------- */

/* How many reports each of the cell owed so far. */
static long owed(const struct cell_work *w)
{
	long n = 0;
	for (int m = 0; m < 12; m++)
		n += w->months[m].due > 0;
	return n;
}

/* The last month of the year that is over on the day: "2022-11"; a month before the year where none is. */
static void last_over(int year, struct date as_of, struct date today, char ret[16])
{
	int last = 0;
	for (int m = 1; m <= 12; m++)
		if (report_month_is_over(year, m, as_of, today))
			last = m;
	snprintf(ret, 16, "%04d-%02d", year, last);
}

static void duty_row(struct evaluation *e, struct table *t, struct db_stmt *q)
{
	struct report *r = e->s.r;
	int64_t cell = db_int(q, "cell_id"), association = db_int(q, "association_id");
	bool is_person = !db_is_null(q, "person_id");
	const struct cell_work *w = work_of(&e->map.w, (struct cell_id){cell});
	const char *where = report_cell_name(r, &e->s.places, cell);
	const char *name = is_person ? db_text(q, "full_name")
				     : term_name(db_text(q, "code"), db_text(q, "name"));
	struct tally_span names =
		is_person ? tally_of(&e->s.named.by_finder, db_int(q, "person_id"))
			  : tally_of(&e->s.named.by_source_cell, sourcing_pair(association, cell));
	table_row(t);
	table_text(t, where);
	table_text(t, name);
	table_text(t, is_person ? "member" : "association");
	table_number(t, 0, (long)(is_person ? db_int(q, "person_id") : association));
	table_number(t, 0, (long)db_int(q, "find"));
	table_number(t, 0, (long)db_int(q, "made"));
	table_number(t, 0, w ? owed(w) : 0);
	table_people(t, names, 0);
}

static int add_duties(struct evaluation *e)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{N_("Who has the duty"), "who", DOC_LEFT, 1, NULL},
		{NULL, "kind", DOC_LEFT, 0, NULL},
		{NULL, "id", DOC_LEFT, 0, NULL},
		{N_("To find"), "find", DOC_RIGHT, 0, NULL},
		{N_("Made"), "reports_made", DOC_RIGHT, 0, N_("Reports")},
		{N_("Due"), "reports_due", DOC_RIGHT, 0, N_("Reports")},
		{N_("Names proposed"), "names", DOC_RIGHT, 0, NULL},
	};
	struct db_stmt *q = db_begin(e->s.db, DBQ_SOURCING_DUTIES, e->s.err);
	char first[16], last[16];
	struct table t;
	int k;
	snprintf(first, sizeof first, "%04d-01", e->year);
	last_over(e->year, e->s.r->f.as_of, past_known(e->s.db), last);
	db_bind_int(q, "year", e->year);
	db_bind_text(q, "first", first);
	db_bind_text(q, "last", last);
	doc_heading(&e->s.r->doc, 1, "%s", _("Members and associations with a duty"));
	table_begin(&t, e->s.r, &e->s.j, "duties", columns, ARRAY_LEN(columns));
	while ((k = db_step(q, e->s.err)) == 1)
		if (report_cell_key(&e->s.places, db_int(q, "cell_id")))
			duty_row(e, &t, q);
	table_end(&t);
	return k;
}

/* ---- mentors ------------------------------------------------------------------------------------------ */

enum { MENTOR_MOVED = 1, MENTOR_ENDED = 2, MENTOR_ADMITTED = 4 };

struct admitted_on {
	int64_t person;
	struct date on;
};

static int by_person(const void *a, const void *b)
{
	const struct admitted_on *x = a, *y = b;
	return (x->person > y->person) - (x->person < y->person);
}

struct mentors {
	struct evaluation *e;
	VEC(struct admitted_on) admitted;
	struct tally people; /* of one mentor */
	char *name;
	int64_t id;
	bool is_one; /* a mentor is being read */
	struct table t;
};

static void mentor_row(struct mentors *m)
{
	struct tally_span all = tally_of(&m->people, 0);
	if (!m->is_one)
		return;
	table_row(&m->t);
	table_text(&m->t, m->name);
	table_both(&m->t, 0, m->id ? "" : _("mentor unconfirmed"), NULL);
	json_bool(m->t.j, "confirmed", m->id != 0);
	table_people(&m->t, all, 0);
	table_people(&m->t, all, MENTOR_MOVED);
	table_people(&m->t, all, MENTOR_ENDED);
	table_people(&m->t, all, MENTOR_ADMITTED);
}

static bool was_admitted(const struct mentors *m, struct db_stmt *q)
{
	struct admitted_on key = {.person = db_int(q, "id")};
	struct date from = db_date(q, "from_date"), to = db_date(q, "to_date");
	const struct admitted_on *a =
		m->admitted.n ? bsearch(&key, m->admitted.v, m->admitted.n, sizeof key, by_person)
			      : NULL;
	return a && (!date_is_set(from) || date_cmp(from, a->on) <= 0) &&
	       (!date_is_set(to) || date_cmp(a->on, to) <= 0);
}

static int take_assignment(struct mentors *m, struct db_stmt *q)
{
	struct evaluation *e = m->e;
	const char *name = db_text(q, "mentor_name");
	struct person_id person = {db_int(q, "id")};
	struct date to = db_date(q, "to_date");
	bool is_ended = date_is_set(to) && date_cmp(to, e->s.r->f.as_of) <= 0;
	unsigned flags = (db_int(q, "moved") ? MENTOR_MOVED : 0U) | (is_ended ? MENTOR_ENDED : 0U) |
			 (was_admitted(m, q) ? MENTOR_ADMITTED : 0U);
	/* members by id, whatever the name was written as; others by name */
	int64_t id = db_int(q, "mentor_id");
	if (!m->is_one || id != m->id || (!id && strcmp(name, m->name) != 0)) {
		mentor_row(m);
		free(m->name);
		m->people.n = 0;
		m->is_one = true;
		m->id = id;
		m->name = mem_strdup(name);
		if (!m->name)
			return ERR_OOM(e->s.err);
	}
	return tally_add(&m->people, 0, person, flags) ? 0 : ERR_OOM(e->s.err);
}

static int read_mentors(struct mentors *m)
{
	struct evaluation *e = m->e;
	struct db_stmt *q = db_begin(e->s.db, DBQ_SOURCING_MENTORS, e->s.err);
	int k;
	db_bind_date(q, "from", e->s.r->q.from);
	db_bind_date(q, "to", e->s.r->f.as_of);
	while ((k = db_step(q, e->s.err)) == 1) {
		if (e->s.r->q.cell.v && db_int(q, "cell_id") != e->s.r->q.cell.v)
			continue;
		k = take_assignment(m, q);
		if (k)
			break;
	}
	db_reset(q);
	if (!k)
		mentor_row(m);
	return k;
}

static int add_mentors(struct evaluation *e)
{
	static const struct table_column columns[] = {
		{N_("Mentor"), "mentor", DOC_LEFT, 1, NULL},
		{N_("Note"), NULL, DOC_LEFT, 0, NULL},
		{N_("Followed"), "followed", DOC_RIGHT, 0, NULL},
		{N_("Moved on"), "moved_on", DOC_RIGHT, 0, NULL},
		{N_("Ended"), "ended", DOC_RIGHT, 0, NULL},
		{N_("Admitted"), "admitted", DOC_RIGHT, 0, NULL},
	};
	struct mentors m = {.e = e};
	int k = 0;
	VEC_EACH (a, &e->s.r->f.now) {
		struct admitted_on on = {a->person.v, a->on};
		if (!VEC_PUSH(&m.admitted, on))
			k = ERR_OOM(e->s.err);
	}
	if (m.admitted.n)
		qsort(m.admitted.v, m.admitted.n, sizeof *m.admitted.v, by_person);
	doc_heading(&e->s.r->doc, 1, "%s", _("Mentors"));
	table_begin(&m.t, e->s.r, &e->s.j, "mentors", columns, ARRAY_LEN(columns));
	if (!k)
		k = read_mentors(&m);
	table_end(&m.t);
	doc_note(&e->s.r->doc, "%s",
		_("Moved on: a step forward was recorded in the year while the mentor was "
		  "assigned."));
	VEC_DONE(&m.admitted);
	TALLY_DONE(&m.people);
	free(m.name);
	return k;
}

/* ---- all of it ---------------------------------------------------------------------------------------- */

int report_build_evaluation(struct db *db, struct report *r, struct err *err)
{
	struct evaluation e = {.year = r->q.to.year};
	int k = sourcing_begin(&e.s, db, r, err);
	if (!k)
		k = cell_map_of(db, e.year, &r->f, &e.map, err);
	report_basis(r);
	doc_paragraph(
		&r->doc, "%s", _("Facts only: the grading is the superior standing committee's."));
	json_open(&e.s.j, NULL, '{');
	json_number(&e.s.j, "year", e.year);
	json_date(&e.s.j, "as_of", r->f.as_of);
	if (!k)
		k = add_cells(&e);
	if (!k)
		k = add_duties(&e);
	if (!k)
		k = add_mentors(&e);
	json_close(&e.s.j, '}');
	cell_map_done(&e.map);
	sourcing_done(&e.s);
	return k;
}
