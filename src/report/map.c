/* "Bản đồ chi bộ": a row per cell on one page, and why the dry ones are dry. */
#include "base/clock.h"
#include "base/i18n.h"
#include "report/cell_map.h"
#include "report/sourcing.h"

#include <stdint.h>
#include <stdio.h>

struct map {
	struct db *db;
	struct report *r;
	struct json j;
	struct cell_map m;
	struct cell_places places;
	struct named named;
	struct tally helpers, duties;
	struct tally uncovered; /* who has no mentor is known of today only */
	bool is_now;
	struct err *err;
};

/* People behind a figure, by cell. */
static int read_people(struct map *m, struct db_stmt *s, struct tally *ret)
{
	int k;
	while ((k = db_step(s, m->err)) == 1) {
		struct person_id person = {db_int(s, "id")};
		if (!tally_add(ret, report_cell_key(&m->places, db_int(s, "cell_id")), person, 0)) {
			k = ERR_OOM(m->err);
			break;
		}
	}
	db_reset(s);
	tally_sort(ret);
	return k;
}

static int read_helpers(struct map *m)
{
	struct db_stmt *s = db_begin(m->db, DBQ_SOURCING_HELPERS, m->err);
	db_bind_date(s, "day", m->r->f.as_of);
	return read_people(m, s, &m->helpers);
}

static int read_duties(struct map *m)
{
	struct db_stmt *s = db_begin(m->db, DBQ_SOURCING_DUTY_PEOPLE, m->err);
	db_bind_int(s, "year", m->r->q.to.year);
	return read_people(m, s, &m->duties);
}

static int begin(struct map *m, struct db *db, struct report *r, struct err *err)
{
	*m = (struct map){.db = db, .r = r, .j = {.out = &r->json}, .err = err};
	int k = report_places(r, &m->places, err);
	if (!k)
		k = cell_map_of(db, r->q.to.year, &r->f, &m->m, err);
	if (!k)
		k = named_read(db, r, &m->places, r->q.from, date_min(r->q.to, r->f.as_of),
			&m->named, err);
	if (!k)
		k = read_helpers(m);
	if (!k)
		k = read_duties(m);
	m->is_now = date_cmp(r->f.as_of, clock_today()) == 0;
	return k || !m->is_now
		       ? k
		       : read_people(m, db_begin(db, DBQ_SOURCING_UNCOVERED, err), &m->uncovered);
}

/* "18/05/18": the page is narrow. */
static void short_date(struct date d, char ret[DATE_TEXT])
{
	date_to_user(d, ret);
	if (date_is_full(d)) {
		ret[6] = ret[8];
		ret[7] = ret[9];
		ret[8] = '\0';
	}
}

static void resolution(struct table *t, const struct cell_work *w)
{
	/* a line a cell, so that the page holds them all: the day stands on the cell's own page */
	table_both(t, 0,
		!w->resolution ? "-"
		: *w->number   ? w->number
			       : _("yes"),
		w->resolution ? w->number : NULL);
	json_bool(t->j, "has_resolution", w->resolution != 0);
	json_date(t->j, "resolution_on", w->resolution_on);
}

/* The door to them where they are as many as the figure says: not all who help are in the lists. */
static int door_of(struct map *m, struct tally_span span, long n)
{
	return tally_count(span, 0) == n ? tally_door(m->r, span, 0) : 0;
}

static void duties(struct map *m, struct table *t, const struct cell_work *w)
{
	char text[48];
	snprintf(text, sizeof text, w->associations ? "%ld+%ld" : "%ld", w->members,
		w->associations);
	table_both(t, door_of(m, tally_of(&m->duties, w->cell.v), w->members), text, NULL);
	json_number(t->j, "duty_members", w->members);
	json_number(t->j, "duty_associations", w->associations);
}

static void reports(struct map *m, struct table *t, const struct cell_work *w)
{
	struct strbuf marks = {0};
	month_marks_add(&marks, w, 1, 12);
	/* a space that does not break the line */
	strbuf_addf(&marks, "\u00a0%ld/%ld", w->reports_made, w->reports_due);
	table_both(t, 0, strbuf_str(&marks), NULL);
	m->r->doc.failed |= marks.failed;
	strbuf_done(&marks);
	json_number(t->j, "reports_made", w->reports_made);
	json_number(t->j, "reports_due", w->reports_due);
	json_open(t->j, "months", '[');
	for (int i = 0; i < 12; i++) {
		json_open(t->j, NULL, '{');
		json_number(t->j, "made", w->months[i].due ? w->months[i].made : 0);
		json_number(t->j, "due", w->months[i].due);
		json_close(t->j, '}');
	}
	json_close(t->j, ']');
}

static void admitted(struct map *m, struct table *t, const struct cell_figures *f)
{
	int door = f->admitted ? report_door_now(m->r, admission_cell, (int)f->cell.id.v) : 0;
	char text[48];
	snprintf(text, sizeof text, f->target < 0 ? "%ld" : "%ld/%ld", f->admitted, f->target);
	table_both(t, door, text, NULL);
	json_number(t->j, "admitted", f->admitted);
	json_number_or_null(t->j, "target", f->target);
}

/* "18/05/18 (4)": the day, and a number where there is one to tell. */
static void day_and(struct table *t, struct date day, const char *none, long n)
{
	char text[64], date[DATE_TEXT];
	short_date(day, date);
	snprintf(text, sizeof text, n > 0 ? "%s (%ld)" : "%s", *date ? date : none, n);
	table_both(t, 0, text, NULL);
}

static void add_reasons(struct table *t, bool is_dry, unsigned reasons)
{
	json_open(t->j, "reasons", '[');
	for (int i = 0; i < DRY_REASONS; i++)
		if (is_dry && reasons >> i & 1)
			json_text(t->j, NULL, dry_reason_code((enum dry_reason)i));
	json_close(t->j, ']');
}

static void add_row(struct map *m, struct table *t, const struct cell_map_row *row)
{
	const struct cell_figures *f = row->figures;
	const struct cell_work *w = row->work;
	struct tally_span uncovered = tally_of(&m->uncovered, f->cell.id.v);
	struct door_rule pipeline = {
		.of = DOOR_PIPELINE, .cell = (size_t)(f - m->r->f.cells.v), .stage = 0};
	struct strbuf name = {0};
	strbuf_addf(&name, "%s%s", f->is_dry ? "! " : "", cell_shortest_name(f->cell.name));
	table_row(t);
	table_both(t, 0, strbuf_str(&name), f->cell.name);
	m->r->doc.failed |= name.failed;
	strbuf_done(&name);
	table_text(t, f->cell.code);
	resolution(t, w);
	duties(m, t, w);
	table_number(t, 0, w->find);
	reports(m, t, w);
	table_people(t, tally_of(&m->named.by_cell, f->cell.id.v), 0);
	table_number(t, f->in_pipeline ? report_door(m->r, pipeline) : 0, f->in_pipeline);
	table_number(t, door_of(m, tally_of(&m->helpers, f->cell.id.v), w->mentors), w->mentors);
	if (m->is_now)
		table_people(t, uncovered, 0);
	else
		table_number(t, 0, -1);
	admitted(m, t, f);
	day_and(t, f->last_admission, _("never"), f->years_without);
	json_date(t->j, "last_admission", f->last_admission);
	json_number_or_null(t->j, "years_without", f->years_without);
	day_and(t, w->last_meeting, "-", w->requests);
	json_date(t->j, "last_visit", w->last_meeting);
	json_number(t->j, "requests_open", w->requests);
	json_bool(t->j, "is_dry", f->is_dry);
	add_reasons(t, f->is_dry, row->reasons);
}

static void add_rows(struct map *m)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("Resolution"), "resolution", DOC_LEFT, 1, NULL},
		{N_("With a duty"), NULL, DOC_RIGHT, 0, NULL},
		{N_("To find"), "find", DOC_RIGHT, 0, NULL},
		{N_("Reports of months 1-12"), NULL, DOC_LEFT, 1, NULL},
		{N_("Names"), "names", DOC_RIGHT, 0, NULL},
		{N_("On the way"), "in_pipeline", DOC_RIGHT, 0, NULL},
		{N_("Who help"), "mentors", DOC_RIGHT, 0, NULL},
		{N_("Not helped"), "uncovered", DOC_RIGHT, 0, NULL},
		{N_("Admitted"), NULL, DOC_RIGHT, 0, NULL},
		{N_("Last one (years)"), NULL, DOC_LEFT, 1, NULL},
		{N_("Last visit (not done)"), NULL, DOC_LEFT, 1, NULL},
	};
	struct table t;
	table_begin(&t, m->r, &m->j, "cells", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < m->m.n; i++)
		if (m->m.rows[i].is_shown)
			add_row(m, &t, &m->m.rows[i]);
	table_end(&t);
	doc_note(&m->r->doc, "%s",
		_("! dry. Duties: members + associations. Reports: ● all, ◐ some, ○ none, · not "
		  "due; "
		  "made/due. Admitted/target. In brackets: years without admission; what the "
		  "committee "
		  "asked for and was not done."));
}

static void add_dry(struct map *m)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("Years without"), "years_without", DOC_RIGHT, 1, NULL},
		{N_("Why"), NULL, DOC_LEFT, 3, NULL},
	};
	struct table t;
	doc_heading(&m->r->doc, 1, _("Cells without admission for %d years and more"),
		m->r->f.settings.dry_years);
	table_begin(&t, m->r, &m->j, "dry_cells", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < m->m.n; i++) {
		const struct cell_map_row *row = &m->m.rows[i];
		struct strbuf why = {0};
		if (!row->figures->is_dry)
			continue;
		dry_reasons_add(&why, row->reasons);
		table_row(&t);
		table_text(&t, row->figures->cell.name);
		table_text(&t, row->figures->cell.code);
		table_number(&t, 0, row->figures->years_without);
		table_both(&t, 0, why.len ? strbuf_str(&why) : _("no reason in the records"), NULL);
		m->r->doc.failed |= why.failed;
		strbuf_done(&why);
		add_reasons(&t, true, row->reasons);
	}
	table_end(&t);
}

int report_build_map(struct db *db, struct report *r, struct err *err)
{
	struct map m;
	int k = begin(&m, db, r, err);
	r->doc.is_wide = true;
	json_open(&m.j, NULL, '{');
	json_number(&m.j, "year", r->q.to.year);
	json_date(&m.j, "as_of", r->f.as_of);
	if (!k) {
		add_rows(&m);
		add_dry(&m);
		report_basis(r);
	}
	json_close(&m.j, '}');
	VEC_DONE(&m.places);
	TALLY_DONE(&m.uncovered);
	TALLY_DONE(&m.helpers);
	TALLY_DONE(&m.duties);
	named_done(&m.named);
	cell_map_done(&m.m);
	return k;
}
