/* What stands in candidates' ways: by kind, by cell, and what is done about each. */
#include "base/i18n.h"
#include "report/sourcing.h"

#include <stdlib.h>
#include <string.h>

enum { OBSTACLE_ENDED = 1, OBSTACLE_OPEN = 2, OBSTACLE_LATE = 4 };

struct obstacle_row {
	struct person_id person;
	int64_t kind;
	unsigned flags;
	size_t cell; /* place in figures.cells; SIZE_MAX: none */
	bool is_diploma;
	struct date since, next_on, reported_on, study_from, study_done, ended_on;
	char *name, *owner, *next_step, *school, *outcome;
};
struct obstacles {
	struct db *db;
	struct report *r;
	struct json *j;
	struct cell_places places;
	struct sourcing_terms kinds;
	VEC(struct obstacle_row) rows; /* in the order of names */
	struct tally by_kind, by_cell, all;
	struct err *err;
};

/* ---- reading ---------------------------------------------------------------------------------------- */

static void row_done(struct obstacle_row *row)
{
	free(row->name);
	free(row->owner);
	free(row->next_step);
	free(row->school);
	free(row->outcome);
}

static void obstacles_done(struct obstacles *o)
{
	VEC_EACH (row, &o->rows)
		row_done(row);
	VEC_DONE(&o->rows);
	VEC_DONE(&o->places);
	sourcing_terms_done(&o->kinds);
	TALLY_DONE(&o->by_kind);
	TALLY_DONE(&o->by_cell);
	TALLY_DONE(&o->all);
}

static unsigned flags_of(const struct obstacle_row *row, struct date as_of)
{
	bool is_ended = date_is_set(row->ended_on) && date_cmp(row->ended_on, as_of) <= 0;
	bool is_late = date_is_set(row->next_on) && date_cmp(row->next_on, as_of) < 0;
	return is_ended ? OBSTACLE_ENDED : OBSTACLE_OPEN | (is_late ? OBSTACLE_LATE : 0U);
}

static bool copy(char **ret, const char *text)
{
	*ret = mem_strdup(text ? text : "");
	return *ret;
}

static bool take(struct obstacles *o, struct db_stmt *s)
{
	const char *code = db_text(s, "code");
	struct obstacle_row row = {.person = {db_int(s, "id")},
		.kind = db_int(s, "kind_id"),
		.cell = cell_places_find(&o->places, (struct cell_id){db_int(s, "cell_id")}),
		.is_diploma = code && strcmp(code, "diploma") == 0,
		.since = db_date(s, "since"),
		.next_on = db_date(s, "next_on"),
		.reported_on = db_date(s, "reported_on"),
		.study_from = db_date(s, "study_from"),
		.study_done = db_date(s, "study_done"),
		.ended_on = db_date(s, "ended_on")};
	row.flags = flags_of(&row, o->r->f.as_of);
	int64_t cell = row.cell == SIZE_MAX ? 0 : o->r->f.cells.v[row.cell].cell.id.v;
	bool ok = copy(&row.name, db_text(s, "full_name")) &&
		  copy(&row.owner, db_text(s, "owner")) &&
		  copy(&row.next_step, db_text(s, "next_step")) &&
		  copy(&row.school, db_text(s, "school")) &&
		  copy(&row.outcome, db_text(s, "outcome")) && VEC_PUSH(&o->rows, row);
	if (!ok)
		row_done(&row);
	return ok && tally_add(&o->by_kind, row.kind, row.person, row.flags) &&
	       tally_add(&o->by_cell, cell, row.person, row.flags) &&
	       tally_add(&o->all, 0, row.person, row.flags);
}

static int read_rows(struct obstacles *o)
{
	struct db_stmt *s = db_begin(o->db, DBQ_SOURCING_OBSTACLES, o->err);
	int k;
	db_bind_date(s, "from", date_min(o->r->q.from, o->r->f.as_of));
	db_bind_date(s, "to", o->r->f.as_of);
	while ((k = db_step(s, o->err)) == 1) {
		if (o->r->q.cell.v && db_int(s, "cell_id") != o->r->q.cell.v)
			continue;
		if (!take(o, s)) {
			k = ERR_OOM(o->err);
			break;
		}
	}
	db_reset(s);
	tally_sort(&o->by_kind);
	tally_sort(&o->by_cell);
	return k;
}

static int begin(
	struct obstacles *o, struct db *db, struct report *r, struct json *j, struct err *err)
{
	*o = (struct obstacles){.db = db, .r = r, .j = j, .err = err};
	int k = report_places(r, &o->places, err);
	if (!k)
		k = sourcing_terms_read(db, DBQ_SOURCING_OBSTACLE_KINDS, &o->kinds, err);
	return k ? k : read_rows(o);
}

/* ---- figures ----------------------------------------------------------------------------------------- */

#define FIGURES                                                                                    \
	{N_("People"), "people", DOC_RIGHT, 0, NULL}, {N_("Ended"), "ended", DOC_RIGHT, 0, NULL},  \
		{N_("Still open"), "open", DOC_RIGHT, 0, NULL},                                    \
	{                                                                                          \
		N_("Next step overdue"), "overdue", DOC_RIGHT, 0, NULL                             \
	}

static void figures(struct table *t, struct tally_span span)
{
	table_people(t, span, 0);
	table_people(t, span, OBSTACLE_ENDED);
	table_people(t, span, OBSTACLE_OPEN);
	table_people(t, span, OBSTACLE_OPEN | OBSTACLE_LATE);
}

static void total(struct obstacles *o, struct table *t)
{
	table_total(t);
	table_text(t, _("All, each person once"));
	table_skip(t);
	figures(t, tally_of(&o->all, 0));
}

static void add_kinds(struct obstacles *o)
{
	static const struct table_column columns[] = {{N_("Obstacle"), "name", DOC_LEFT, 1, NULL},
		{NULL, "id", DOC_LEFT, 0, NULL}, FIGURES};
	struct table t;
	table_begin(&t, o->r, o->j, "by_kind", columns, ARRAY_LEN(columns));
	VEC_EACH (kind, &o->kinds) {
		struct tally_span span = tally_of(&o->by_kind, kind->id);
		if (!span.n)
			continue;
		table_row(&t);
		table_text(&t, kind->name);
		table_number(&t, 0, (long)kind->id);
		figures(&t, span);
	}
	if (o->rows.n)
		total(o, &t);
	table_end(&t);
	if (o->rows.n)
		doc_note(&o->r->doc, "%s",
			_("A person counts once in each row; who has several obstacles, or one "
			  "that "
			  "ended and one that is open, counts in several, and once in the last "
			  "row."));
}

int obstacles_add_kinds(struct db *db, struct report *r, struct json *j, struct err *err)
{
	struct obstacles o;
	int k = begin(&o, db, r, j, err);
	if (!k)
		add_kinds(&o);
	obstacles_done(&o);
	return k;
}

static void add_cells(struct obstacles *o)
{
	static const struct table_column columns[] = {{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL}, FIGURES};
	struct tally_span without = tally_of(&o->by_cell, 0);
	struct table t;
	doc_heading(&o->r->doc, 1, "%s", _("By cell"));
	table_begin(&t, o->r, o->j, "by_cell", columns, ARRAY_LEN(columns));
	VEC_EACH (c, &o->r->f.cells) {
		struct tally_span span = tally_of(&o->by_cell, c->cell.id.v);
		if (!span.n)
			continue;
		table_row(&t);
		table_text(&t, c->cell.name);
		table_text(&t, c->cell.code);
		figures(&t, span);
	}
	if (without.n) {
		table_row(&t);
		table_text(&t, _("Without a cell, or in one that has ended"));
		table_text(&t, NULL);
		figures(&t, without);
	}
	if (o->rows.n)
		total(o, &t);
	table_end(&t);
}

/* ---- one by one -------------------------------------------------------------------------------------- */

static void who(struct obstacles *o, struct table *t, const struct obstacle_row *row)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = o->r->listed.n, .n = 1};
	int door = 0;
	if (VEC_PUSH(&o->r->listed, row->person))
		door = report_door(o->r, rule);
	else
		o->r->doc.failed = true;
	table_both(t, door, row->name, row->name);
	table_text(t,
		row->cell == SIZE_MAX ? "" : cell_short_name(o->r->f.cells.v[row->cell].cell.name));
}

static void add_open(struct obstacles *o)
{
	static const struct table_column columns[] = {
		{N_("Full name"), "person", DOC_LEFT, 1, NULL},
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{N_("Obstacle"), "obstacle", DOC_LEFT, 1, NULL},
		{N_("Since"), "since", DOC_LEFT, 0, NULL},
		{N_("Who deals with it"), "owner", DOC_LEFT, 1, NULL},
		{N_("Next step"), "next_step", DOC_LEFT, 2, NULL},
		{N_("On"), "next_on", DOC_LEFT, 0, NULL},
		{N_("Overdue"), "overdue", DOC_CENTRE, 0, NULL},
	};
	struct table t;
	doc_heading(&o->r->doc, 1, "%s", _("Obstacles that are open"));
	table_begin(&t, o->r, o->j, "open", columns, ARRAY_LEN(columns));
	VEC_EACH (row, &o->rows) {
		if (!(row->flags & OBSTACLE_OPEN))
			continue;
		table_row(&t);
		who(o, &t, row);
		table_text(&t, sourcing_term_name(&o->kinds, row->kind));
		table_date(&t, row->since);
		table_text(&t, row->owner);
		table_text(&t, row->next_step);
		table_date(&t, row->next_on);
		table_yes(&t, row->flags & OBSTACLE_LATE);
	}
	table_end(&t);
}

static void add_ended(struct obstacles *o)
{
	static const struct table_column columns[] = {
		{N_("Full name"), "person", DOC_LEFT, 1, NULL},
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{N_("Obstacle"), "obstacle", DOC_LEFT, 1, NULL},
		{N_("Since"), "since", DOC_LEFT, 0, NULL},
		{N_("Ended on"), "ended_on", DOC_LEFT, 0, NULL},
		{N_("How it ended"), "outcome", DOC_LEFT, 2, NULL},
	};
	struct table t;
	doc_heading(&o->r->doc, 1, "%s", _("Obstacles that ended"));
	table_begin(&t, o->r, o->j, "ended", columns, ARRAY_LEN(columns));
	VEC_EACH (row, &o->rows) {
		if (!(row->flags & OBSTACLE_ENDED))
			continue;
		table_row(&t);
		who(o, &t, row);
		table_text(&t, sourcing_term_name(&o->kinds, row->kind));
		table_date(&t, row->since);
		table_date(&t, row->ended_on);
		table_text(&t, row->outcome);
	}
	table_end(&t);
}

/* A missing diploma goes to the standing committee at once. */
static void add_diplomas(struct obstacles *o)
{
	static const struct table_column columns[] = {
		{N_("Full name"), "person", DOC_LEFT, 1, NULL},
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{N_("Since"), "since", DOC_LEFT, 0, NULL},
		{N_("Reported"), NULL, DOC_LEFT, 0, NULL},
		{NULL, "reported_on", DOC_LEFT, 0, NULL},
		{N_("Sent to school"), "school", DOC_LEFT, 1, NULL},
		{N_("Studies since"), "study_from", DOC_LEFT, 0, NULL},
		{N_("Finished"), "study_done", DOC_LEFT, 0, NULL},
	};
	char text[DATE_TEXT];
	struct table t;
	doc_heading(&o->r->doc, 1, "%s", _("Missing diplomas: reported, sent to school, finished"));
	table_begin(&t, o->r, o->j, "diplomas", columns, ARRAY_LEN(columns));
	VEC_EACH (row, &o->rows) {
		if (!row->is_diploma)
			continue;
		table_row(&t);
		who(o, &t, row);
		table_date(&t, row->since);
		table_both(&t, 0,
			date_is_set(row->reported_on) ? date_to_user(row->reported_on, text)
						      : _("not reported"),
			NULL);
		table_date(&t, row->reported_on);
		table_text(&t, row->school);
		table_date(&t, row->study_from);
		table_date(&t, row->study_done);
	}
	table_end(&t);
}

int report_build_obstacles(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	struct obstacles o;
	char text[DATE_TEXT];
	int k = begin(&o, db, r, &j, err);
	doc_paragraph(&r->doc, _("As of %s. Obstacles that were open on any day of the period."),
		date_to_user(r->f.as_of, text));
	json_open(&j, NULL, '{');
	json_open(&j, "period", '{');
	json_date(&j, "from", r->q.from);
	json_date(&j, "to", r->q.to);
	json_close(&j, '}');
	json_date(&j, "as_of", r->f.as_of);
	if (!k) {
		doc_heading(&r->doc, 1, "%s", _("By kind"));
		add_kinds(&o);
		add_cells(&o);
		add_open(&o);
		add_ended(&o);
		add_diplomas(&o);
	}
	json_close(&j, '}');
	obstacles_done(&o);
	return k;
}
