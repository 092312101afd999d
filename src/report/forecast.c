/* Who can still be admitted in the year: by the rules, and at the pace of this office. */
#include "base/clock.h"
#include "base/i18n.h"
#include "report/build.h"
#include "report/listing_limit.h"
#include "report/target_lines.h"

#include <stdlib.h>

struct chance {
	struct person_id person;
	size_t cell; /* index in figures.cells */
	bool is_likely;
};

/* Each of the pipeline is one of three: can, late or no_day. */
struct tally {
	long pipeline;
	long can, likely; /* by the rules; of these at the pace here */
	long late;	  /* the earliest day lies after the year */
	long no_day;	  /* something must be mended before any day can be told */
};

struct forecast {
	struct report *r;
	const struct rulebook *book;
	const struct rule_set *set; /* in force today */
	struct step_days usual;
	struct date today, end;
	struct cell_places places; /* of figures.cells */
	VEC(struct chance) chances;
	VEC(int64_t) counted; /* who counts as admitted in the year already, sorted */
	VEC(struct tally) cells;
	struct tally all;
	struct err *err;
};

static void count(struct tally *t, const struct outlook *o, bool can, bool likely)
{
	t->pipeline++;
	t->can += can;
	t->likely += likely;
	t->late += !can && date_is_set(o->earliest);
	t->no_day += !date_is_set(o->earliest);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* A decision that waits for its ceremony may count as an admission already: nobody is expected twice. */
static bool is_counted(const struct forecast *f, int64_t person)
{
	return f->counted.n &&
	       bsearch(&person, f->counted.v, f->counted.n, sizeof *f->counted.v, by_number);
}

static int take(void *ctx, const struct followed *p)
{
	struct forecast *f = ctx;
	size_t at = cell_places_find(&f->places, p->cell);
	if (!stage_in_pipeline(p->stage) || at == SIZE_MAX || is_counted(f, p->person.v))
		return 0;
	struct outlook o =
		dossier_outlook(p->facts, p->set, &f->book->calendar, &f->usual, f->today);
	bool can = date_is_set(o.earliest) && date_cmp(o.earliest, f->end) <= 0;
	bool likely = can && date_is_set(o.likely) && date_cmp(o.likely, f->end) <= 0;
	count(&f->cells.v[at], &o, can, likely);
	count(&f->all, &o, can, likely);
	struct chance c = {p->person, at, likely};
	return !can || VEC_PUSH(&f->chances, c) ? 0 : ERR_OOM(f->err);
}

static int by_cell(const void *a, const void *b)
{
	const struct chance *x = a, *y = b;
	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	if (x->is_likely != y->is_likely)
		return x->is_likely ? -1 : 1;
	return (x->person.v > y->person.v) - (x->person.v < y->person.v);
}

static int prepare(struct forecast *f)
{
	VEC_EACH (c, &f->r->f.cells)
		if (!cell_places_add(&f->places, c->cell.id) ||
			!VEC_PUSH(&f->cells, (struct tally){0}))
			return ERR_OOM(f->err);
	cell_places_sort(&f->places);
	VEC_EACH (a, &f->r->f.now)
		if (!VEC_PUSH(&f->counted, a->person.v))
			return ERR_OOM(f->err);
	if (f->counted.n)
		qsort(f->counted.v, f->counted.n, sizeof *f->counted.v, by_number);
	return 0;
}

/* People with a door: those of a cell (SIZE_MAX: all) who can, or who likely will. They stand together in
 * report.listed, the likely ones of a cell first. */
static int door(struct forecast *f, size_t cell, bool likely)
{
	size_t from = f->r->listed.n, n = 0;
	VEC_EACH (c, &f->chances) {
		if ((cell != SIZE_MAX && c->cell != cell) || (likely && !c->is_likely))
			continue;
		if (!VEC_PUSH(&f->r->listed, c->person)) {
			f->r->doc.failed = true;
			return 0;
		}
		n++;
	}
	struct door_rule rule = {.of = DOOR_LIST, .from = from, .n = n};
	return n ? report_door(f->r, rule) : 0;
}

static void add_row(struct forecast *f, struct doc_table *t, const char *name, size_t cell,
	const struct tally *n, long target, long admitted)
{
	struct report *r = f->r;
	long expected = admitted + n->likely;
	struct doc_row *row = doc_table_row(&r->doc, t);
	if (row)
		row->is_total = cell == SIZE_MAX;
	doc_cell(&r->doc, t, 0, 0, "%s", name);
	report_number(r, t, 1, 0, target);
	report_number(r, t, 2, 0, admitted);
	report_number(r, t, 3, 0, n->pipeline);
	report_number(r, t, 4, door(f, cell, false), n->can);
	report_number(r, t, 5, 0, n->late);
	report_number(r, t, 6, 0, n->no_day);
	report_number(r, t, 7, door(f, cell, true), n->likely);
	report_number(r, t, 8, 0, expected);
	report_number(r, t, 9, 0, target_missing(target, expected));
}

static void add_json(
	struct json *j, const char *code, const struct tally *n, long target, long admitted)
{
	json_text(j, "cell", code);
	json_number_or_null(j, "target", target);
	json_number(j, "admitted", admitted);
	json_number(j, "pipeline", n->pipeline);
	json_number(j, "possible", n->can);
	json_number(j, "late", n->late);
	json_number(j, "no_day", n->no_day);
	json_number(j, "likely", n->likely);
	json_number_or_null(j, "missing", target_missing(target, admitted + n->likely));
}

static void add_table(struct forecast *f, struct json *j)
{
	static const char *const titles[] = {N_("Cell"), N_("Target"), N_("Admitted"),
		N_("In the pipeline"), N_("Possible by the rules"), N_("Not this year"),
		N_("No day can be told yet"), N_("At the pace here"), N_("Expected in all"),
		N_("Still missing")};
	struct report *r = f->r;
	struct doc_table *t = doc_table(&r->doc, "forecast");
	long admitted = 0;
	size_t i = 0;
	for (size_t k = 0; k < ARRAY_LEN(titles); k++)
		doc_table_column(&r->doc, t, NULL, _(titles[k]), k ? DOC_RIGHT : DOC_LEFT, !k);
	json_open(j, "cells", '[');
	VEC_EACH (c, &r->f.cells) {
		admitted += c->admitted;
		if (c->is_valid || c->admitted || f->cells.v[i].pipeline) {
			add_row(f, t, c->cell.name, i, &f->cells.v[i], c->target, c->admitted);
			json_open(j, NULL, '{');
			add_json(j, c->cell.code, &f->cells.v[i], c->target, c->admitted);
			json_close(j, '}');
		}
		i++;
	}
	json_close(j, ']');
	long target = r->f.only.v ? -1 : r->f.target[TARGET_ADMISSION];
	admitted = r->f.only.v ? admitted : r->f.actual[TARGET_ADMISSION];
	add_row(f, t, _("Total"), SIZE_MAX, &f->all, target, admitted);
	json_open(j, "total", '{');
	add_json(j, NULL, &f->all, target, admitted);
	json_close(j, '}');
}

/* ---- new names -------------------------------------------------------------------------------------- */

static void add_limit(
	struct forecast *f, struct json *j, struct doc_table *t, int year, bool at_pace)
{
	struct report *r = f->r;
	char text[DATE_TEXT] = "-";
	struct listing_limit l = listing_limit(
		f->set, &f->book->calendar, at_pace ? &f->usual : NULL, report_year_to(year));
	bool is_late = date_is_set(l.by) && date_cmp(l.by, f->today) < 0;
	if (date_is_set(l.by))
		date_to_user(l.by, text);
	doc_table_row(&r->doc, t);
	doc_cell(&r->doc, t, 0, 0, "%d", year);
	doc_cell(&r->doc, t, 1, 0, "%s",
		at_pace ? _("every step takes what it takes here (median)")
			: _("every step takes the shortest time that the rules allow"));
	doc_cell(&r->doc, t, 2, 0, "%s", text);
	struct strbuf b = {0};
	if (!date_is_set(l.by))
		strbuf_add(&b, _("not known"));
	if (is_late)
		strbuf_add(&b, _("too late"));
	if (l.open_year)
		strbuf_addf(&b, "%s", b.len ? "; " : ""),
			strbuf_addf(&b, _("the days off of %d are not confirmed"), l.open_year);
	doc_cell(&r->doc, t, 3, 0, "%s", strbuf_str(&b));
	r->doc.failed |= b.failed;
	strbuf_done(&b);
	json_open(j, NULL, '{');
	json_number(j, "year", year);
	json_text(j, "assumption", at_pace ? "median" : "shortest");
	json_date(j, "list_until", l.by);
	json_bool(j, "too_late", is_late);
	json_number_or_null(j, "open_year", l.open_year ? l.open_year : -1);
	json_close(j, '}');
}

/* Until when somebody whose name is not known yet must be listed: two days, each with what it assumes. */
static void add_new_names(struct forecast *f, struct json *j)
{
	static const char *const titles[] = {
		N_("To be admitted in"), N_("If"), N_("Listed, with a mentor, by"), N_("Note")};
	struct doc *d = &f->r->doc;
	doc_heading(d, 1, "%s", _("New names"));
	struct doc_table *t = doc_table(d, "new_names");
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(d, t, NULL, _(titles[i]), DOC_LEFT, i == 1 ? 2 : i == 3);
	json_open(j, "new_names", '[');
	for (int year = f->end.year; year <= f->end.year + 1; year++) {
		add_limit(f, j, t, year, false);
		add_limit(f, j, t, year, true);
	}
	json_close(j, ']');
}

/* ---- what it rests on --------------------------------------------------------------------------------- */

/* The sentence stands under the tables and in the JSON. */
static void add_assumption(struct forecast *f, struct json *j, struct strbuf *text)
{
	doc_note(&f->r->doc, "%s", strbuf_str(text));
	json_text(j, NULL, strbuf_str(text));
	f->r->doc.failed |= text->failed;
	strbuf_clear(text);
}

static void add_pace(struct forecast *f, struct strbuf *b)
{
	strbuf_addf(b,
		_("At the pace here: each missing step takes what it took in the middle of the "
		  "last %d years"),
		STEP_DAYS_YEARS);
	for (size_t i = 0; i < WAY_STEPS; i++) {
		int days = f->usual.days[way_steps[i]];
		if (days >= 0)
			strbuf_addf(b, P_("; %s: %d day", "; %s: %d days", (unsigned long)days),
				_(event_label(way_steps[i])), days);
	}
	strbuf_add(b, _(". Whose pace is not known is not expected."));
}

static void add_assumptions(struct forecast *f, struct json *j)
{
	struct strbuf b = {0};
	char today[DATE_TEXT];
	json_open(j, "assumptions", '[');
	strbuf_addf(&b,
		_("As of %s, by the rules: each missing step on the first day they allow (%s; "
		  "whose "
		  "papers have begun: the rule set of that day)."),
		date_to_user(f->today, today), f->set ? f->set->number : "-");
	add_assumption(f, j, &b);
	strbuf_add(&b, _("No day can be told yet of whom something holds up whatever is done: "
			 "education, a negative background check, age, a re-admission that the "
			 "rules exclude, or papers that began before the first rule set. Things "
			 "to do count otherwise what is blocked: by matters, not by persons."));
	add_assumption(f, j, &b);
	add_pace(f, &b);
	add_assumption(f, j, &b);
	json_close(j, ']');
	strbuf_done(&b);
}

/* What the figures rest on, for programs. */
static void add_basis(struct forecast *f, struct json *j)
{
	json_open(j, "rule_set", '{');
	json_text(j, "key", f->set ? f->set->key : NULL);
	json_text(j, "number", f->set ? f->set->number : NULL);
	json_close(j, '}');
	json_open(j, "median_days", '{');
	for (size_t i = 0; i < WAY_STEPS; i++)
		json_number_or_null(j, event_code(way_steps[i]), f->usual.days[way_steps[i]]);
	json_close(j, '}');
	json_number(j, "median_years", STEP_DAYS_YEARS);
}

int report_build_forecast(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	struct forecast f = {.r = r, .today = clock_today(), .end = r->q.to, .err = err};
	int k = rulebook_of(db, &f.book, err);
	if (!k) {
		f.set = rulebook_on(f.book, f.today);
		k = step_days_read(db, f.today, &f.usual, err);
	}
	if (!k)
		k = prepare(&f);
	/* a year that is over has nobody to come */
	if (!k && date_cmp(f.end, f.today) >= 0)
		k = followed_each(db, take, &f, err);
	if (!k) {
		if (f.chances.n)
			qsort(f.chances.v, f.chances.n, sizeof *f.chances.v, by_cell);
		report_basis(r);
		json_open(&j, NULL, '{');
		json_date(&j, "as_of", f.today);
		json_number(&j, "year", f.end.year);
		add_basis(&f, &j);
		add_table(&f, &j);
		add_new_names(&f, &j);
		add_assumptions(&f, &j);
		json_close(&j, '}');
	}
	VEC_DONE(&f.places);
	VEC_DONE(&f.chances);
	VEC_DONE(&f.counted);
	VEC_DONE(&f.cells);
	return k;
}
