/* What was done to find sources, and what came of it. */
#include "report/sourcing.h"

#include "base/i18n.h"

/* ---- reading ---------------------------------------------------------------------------------------- */

static int read_year(struct sourcing *s, int year, struct date from, struct date to)
{
	struct work_year y = {.first = year == from.year ? from.month : 1,
		.last = year == to.year ? to.month : 12};
	struct date as_of = date_min(report_year_to(year), to);
	int k = work_read_owed(s->db, year, as_of, &y.w, s->err);
	if (!k && !VEC_PUSH(&s->years, y)) {
		work_done(&y.w);
		k = ERR_OOM(s->err);
	}
	return k;
}

/* Years before the first resolution have nothing to say; the last one always stands. */
static int read_years(struct sourcing *s, struct date from, struct date to)
{
	int64_t first = 0;
	int k = db_number(
		db_begin(s->db, DBQ_SOURCING_FIRST_YEAR, s->err), to.year, &first, s->err);
	int year = from.year > first && first ? from.year : first ? (int)first : to.year;
	if (year > to.year)
		year = to.year;
	for (; !k && year <= to.year; year++)
		k = read_year(s, year, from, to);
	return k;
}

int sourcing_begin(struct sourcing *s, struct db *db, struct report *r, struct err *err)
{
	struct date to = r->f.as_of, from = r->q.from; /* later than `to`: it has not begun */
	*s = (struct sourcing){.db = db, .r = r, .j = {.out = &r->json}, .err = err};
	int k = report_places(r, &s->places, err);
	if (!k)
		k = sourcing_terms_read(db, DBQ_SOURCING_ASSOCIATIONS, &s->associations, err);
	if (!k)
		k = named_read(db, r, &s->places, from, to, &s->named, err);
	return k ? k : read_years(s, date_min(from, to), to);
}

void sourcing_done(struct sourcing *s)
{
	VEC_EACH (y, &s->years)
		work_done(&y->w);
	VEC_DONE(&s->years);
	VEC_DONE(&s->places);
	sourcing_terms_done(&s->associations);
	named_done(&s->named);
}

long sourcing_reports(const struct work_year *y, const struct cell_work *w, bool made)
{
	long n = 0;
	for (int m = y->first; m <= y->last; m++)
		if (w->months[m - 1].due)
			n += made ? w->months[m - 1].made : w->months[m - 1].due;
	return n;
}

/* ---- in short --------------------------------------------------------------------------------------- */

static bool was_there(const struct cell *c, struct date day)
{
	return (!date_is_set(c->valid_from) || date_cmp(c->valid_from, day) <= 0) &&
	       (!date_is_set(c->valid_to) || date_cmp(c->valid_to, day) >= 0);
}

/* The members who had a duty in the year, where that is as many persons as duties; else no door. */
static int duty_door(struct sourcing *s, int year, long members, int *ret)
{
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_DUTY_PEOPLE, s->err);
	struct tally people = {0};
	int k;
	db_bind_int(q, "year", year);
	while ((k = db_step(q, s->err)) == 1) {
		struct person_id person = {db_int(q, "id")};
		if (report_cell_key(&s->places, db_int(q, "cell_id")) &&
			!tally_add(&people, 0, person, 0)) {
			k = ERR_OOM(s->err);
			break;
		}
	}
	db_reset(q);
	struct tally_span all = tally_of(&people, 0);
	*ret = !k && tally_count(all, 0) == members ? tally_door(s->r, all, 0) : 0;
	TALLY_DONE(&people);
	return k;
}

static int add_year(struct sourcing *s, struct table *t, const struct work_year *y)
{
	int door;
	long cells = 0, resolutions = 0, members = 0, associations = 0, find = 0, due = 0, made = 0;
	VEC_EACH (c, &s->r->f.cells) {
		const struct cell_work *w = work_of(&y->w, c->cell.id);
		bool is_there = was_there(&c->cell, y->w.as_of);
		cells += is_there;
		if (!w)
			continue;
		resolutions += is_there && w->resolution;
		members += w->members;
		associations += w->associations;
		find += w->find;
		due += sourcing_reports(y, w, false);
		made += sourcing_reports(y, w, true);
	}
	int k = duty_door(s, y->w.year, members, &door);
	if (k)
		return k;
	table_row(t);
	table_year(t, y->w.year);
	table_number(t, 0, resolutions);
	table_number(t, 0, cells);
	table_number(t, door, members);
	table_number(t, 0, associations);
	table_number(t, 0, find);
	table_number(t, 0, made);
	table_number(t, 0, due);
	table_percent(t, percent_tenths(made, due));
	return 0;
}

static int add_years(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Year"), "year", DOC_LEFT, 0, NULL},
		{N_("With"), "with_resolution", DOC_RIGHT, 0, N_("Cells with a resolution")},
		{N_("Cells in all"), "cells", DOC_RIGHT, 0, N_("Cells with a resolution")},
		{N_("Members"), "members", DOC_RIGHT, 0, N_("With a duty")},
		{N_("Associations"), "associations", DOC_RIGHT, 0, N_("With a duty")},
		{N_("To find"), "find", DOC_RIGHT, 0, NULL},
		{N_("Made"), "reports_made", DOC_RIGHT, 0, N_("Reports")},
		{N_("Due"), "reports_due", DOC_RIGHT, 0, N_("Reports")},
		{N_("%"), "reports_percent", DOC_RIGHT, 0, N_("Reports")},
	};
	struct table t;
	table_begin(&t, s->r, &s->j, "years", columns, ARRAY_LEN(columns));
	int k = 0;
	VEC_EACH (y, &s->years)
		if (!k)
			k = add_year(s, &t, y);
	table_end(&t);
	return k;
}

static void figure(struct sourcing *s, struct doc_table *t, const char *label, const char *key,
	int door, long n)
{
	doc_table_row(&s->r->doc, t);
	doc_cell(&s->r->doc, t, 0, 0, "%s", label);
	report_number(s->r, t, 1, door, n);
	json_number(&s->j, key, n);
}

static void named_figure(
	struct sourcing *s, struct doc_table *t, const char *label, const char *key, unsigned flags)
{
	struct tally_span all = tally_of(&s->named.all, 0);
	figure(s, t, label, key, tally_door(s->r, all, flags), tally_count(all, flags));
}

int sourcing_add_short(struct sourcing *s)
{
	struct doc *d = &s->r->doc;
	int k = add_years(s);
	if (k)
		return k;
	json_open(&s->j, "summary", '{');
	struct doc_table *t = doc_table(d, "summary");
	doc_table_column(d, t, NULL, _("Figure"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Number"), DOC_RIGHT, 0);
	named_figure(s, t, _("Named in the period"), "named", 0);
	named_figure(s, t, _("of them on the list"), "named_listed", NAMED_LISTED);
	named_figure(s, t, _("of them sent to the class"), "named_class", NAMED_CLASS);
	named_figure(s, t, _("of them admitted"), "named_admitted", NAMED_ADMITTED);
	figure(s, t, _("Admitted in the period, whenever named"), "admitted",
		report_door_now(s->r, admission_any, 0), (long)s->r->f.now.n);
	json_close(&s->j, '}');
	return 0;
}

/* ---- yield ------------------------------------------------------------------------------------------- */

#define YIELD(title, key)                                                                          \
	{                                                                                          \
		title, key, DOC_LEFT, 1, NULL                                                      \
	}
#define YIELD_FIGURES                                                                              \
	{N_("Proposed"), "proposed", DOC_RIGHT, 0, NULL},                                          \
		{N_("Listed"), "listed", DOC_RIGHT, 0, NULL},                                      \
		{N_("Sent to the class"), "class", DOC_RIGHT, 0, NULL},                            \
	{                                                                                          \
		N_("Admitted"), "admitted", DOC_RIGHT, 0, NULL                                     \
	}

static void yield(struct table *t, struct tally_span span)
{
	table_people(t, span, 0);
	table_people(t, span, NAMED_LISTED);
	table_people(t, span, NAMED_CLASS);
	table_people(t, span, NAMED_ADMITTED);
}

static void source_row(struct sourcing *s, struct table *t, int64_t source, const char *name,
	const char *code, bool always)
{
	struct tally_span span = tally_of(&s->named.by_source, source);
	if (!span.n && !always)
		return;
	table_row(t);
	table_text(t, name);
	table_text(t, code);
	table_number(t, 0, source > 0 ? (long)source : -1);
	yield(t, span);
}

static void add_sources(struct sourcing *s)
{
	static const struct table_column columns[] = {YIELD(N_("Named by"), "name"),
		{NULL, "source", DOC_LEFT, 0, NULL}, {NULL, "id", DOC_LEFT, 0, NULL},
		YIELD_FIGURES};
	struct doc *d = &s->r->doc;
	struct table t;
	doc_heading(d, 1, "%s", _("Names by source"));
	table_begin(&t, s->r, &s->j, "by_source", columns, ARRAY_LEN(columns));
	VEC_EACH (a, &s->associations)
		source_row(s, &t, a->id, a->name, "association", !a->is_closed);
	source_row(s, &t, SOURCE_MEMBER, _("Members"), "member", true);
	source_row(s, &t, SOURCE_HEAD, _("Heads of hamlets and others"), "head", false);
	source_row(s, &t, SOURCE_NONE, _("No source recorded"), "none", false);
	table_total(&t);
	table_text(&t, _("All, each person once"));
	table_skip(&t);
	table_skip(&t);
	yield(&t, tally_of(&s->named.all, 0));
	table_end(&t);
	json_number(&s->j, "with_several_sources", s->named.several);
	if (s->named.several)
		doc_note(d,
			P_("%ld person was named by more than one: counted in each row, once in "
			   "the last one.",
				"%ld persons were named by more than one: counted in each row, "
				"once in the last one.",
				(unsigned long)s->named.several),
			s->named.several);
	doc_note(d, "%s",
		_("Who was found without a proposal counts for the member that found them. Listed, "
		  "sent to "
		  "the class and admitted: until the last day of the report."));
}

static void add_cells(struct sourcing *s)
{
	static const struct table_column columns[] = {
		YIELD(N_("Cell"), "name"), {NULL, "code", DOC_LEFT, 0, NULL}, YIELD_FIGURES};
	struct tally_span without = tally_of(&s->named.by_cell, 0);
	struct table t;
	doc_heading(&s->r->doc, 1, "%s", _("Names by cell"));
	table_begin(&t, s->r, &s->j, "by_cell", columns, ARRAY_LEN(columns));
	VEC_EACH (c, &s->r->f.cells) {
		table_row(&t);
		table_text(&t, c->cell.name);
		table_text(&t, c->cell.code);
		yield(&t, tally_of(&s->named.by_cell, c->cell.id.v));
	}
	if (without.n) {
		table_row(&t);
		table_text(&t, _("Without a cell, or in one that has ended"));
		table_text(&t, NULL);
		yield(&t, without);
	}
	table_total(&t);
	table_text(&t, _("Total"));
	table_skip(&t);
	yield(&t, tally_of(&s->named.all, 0));
	table_end(&t);
}

static int add_all(struct sourcing *s)
{
	static int (*const sections[])(struct sourcing * s) = {sourcing_add_reports,
		sourcing_add_heads, sourcing_add_associations, sourcing_add_oversight,
		sourcing_add_papers, sourcing_add_schools};
	int k = 0;
	doc_heading(&s->r->doc, 1, "%s", _("In short"));
	k = sourcing_add_short(s);
	if (k)
		return k;
	add_sources(s);
	add_cells(s);
	for (size_t i = 0; !k && i < ARRAY_LEN(sections); i++)
		k = sections[i](s);
	return k;
}

int report_build_sourcing(struct db *db, struct report *r, struct err *err)
{
	struct sourcing s;
	int k = sourcing_begin(&s, db, r, err);
	report_basis(r);
	json_open(&s.j, NULL, '{');
	json_open(&s.j, "period", '{');
	json_date(&s.j, "from", r->q.from);
	json_date(&s.j, "to", r->q.to);
	json_close(&s.j, '}');
	json_date(&s.j, "as_of", r->f.as_of);
	if (!k)
		k = add_all(&s);
	json_close(&s.j, '}');
	sourcing_done(&s);
	return k;
}
