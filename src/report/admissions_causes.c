/* What the admission summary of whole years says beyond its figures, in the order in which such a paper is written:
 * what was done for sources, what fell short, and why. */
#include "base/i18n.h"
#include "report/sourcing.h"
#include "viet/wording.h"

#include <stdlib.h>

struct cause_row {
	int year;
	int64_t kind, cell; /* 0: own words; of the whole */
	enum cause_side side;
	char *name, *words;
};
struct causes {
	struct db *db;
	struct report *r;
	struct json *j;
	struct cell_places places;
	VEC(struct cause_row) rows; /* objective first, by kind, by cell */
	struct err *err;
};

static bool is_whole_years(const struct report_request *q)
{
	return q->from.month == 1 && q->from.day == 1 && q->to.month == 12 && q->to.day == 31;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

static void causes_done(struct causes *c)
{
	VEC_EACH (row, &c->rows) {
		free(row->name);
		free(row->words);
	}
	VEC_DONE(&c->rows);
	VEC_DONE(&c->places);
}

static bool take(struct causes *c, struct db_stmt *s)
{
	const char *words = db_text(s, "words");
	struct cause_row row = {.year = (int)db_int(s, "year"),
		.kind = db_int(s, "kind_id"),
		.cell = db_int(s, "cell_id"),
		/* a cause of the office's own list may have no side: it is taken for one of its own */
		.side = db_int(s, "side") == CAUSE_OBJECTIVE ? CAUSE_OBJECTIVE : CAUSE_SUBJECTIVE};
	row.name = mem_strdup(row.kind ? term_name(db_text(s, "code"), db_text(s, "name")) : "");
	row.words = mem_strdup(words ? words : "");
	if (row.name && row.words && VEC_PUSH(&c->rows, row))
		return true;
	free(row.name);
	free(row.words);
	return false;
}

static int read_causes(struct causes *c)
{
	struct db_stmt *s = db_begin(c->db, DBQ_SOURCING_CAUSES, c->err);
	int k;
	db_bind_int(s, "first", c->r->q.from.year);
	db_bind_int(s, "last", c->r->q.to.year);
	while ((k = db_step(s, c->err)) == 1) {
		if (c->r->q.cell.v && db_int(s, "cell_id") != c->r->q.cell.v)
			continue;
		if (!take(c, s)) {
			k = ERR_OOM(c->err);
			break;
		}
	}
	db_reset(s);
	return k;
}

/* Is there anything to tell of the years? */
static int is_recorded(struct causes *c, enum db_query query, bool *ret)
{
	struct db_stmt *s = db_begin(c->db, query, c->err);
	int64_t n = 0;
	db_bind_date(s, "from", c->r->q.from);
	db_bind_date(s, "to", c->r->q.to);
	int k = db_number(s, 0, &n, c->err);
	*ret = n;
	return k;
}

/* ---- limits ------------------------------------------------------------------------------------------- */

static void limit(struct causes *c, const char *text)
{
	doc_paragraph(&c->r->doc, "- %s", text);
}

static void residential(struct causes *c)
{
	struct figures *f = &c->r->f;
	char n[WORDING_MAX], all[WORDING_MAX], share[WORDING_MAX];
	long in = figures_count(f->now.v, f->now.n, admission_residential, 0);
	long percent = percent_tenths(in, (long)f->now.n);
	json_number(c->j, "residential_admitted", in);
	json_tenths(c->j, "residential_percent", percent);
	if (!f->now.n)
		return;
	wording_number(in, n);
	wording_number((long)f->now.n, all);
	wording_percent(percent, share);
	CLEANUP_FREE char *text =
		mem_printf(_("Admitted in residential cells: %s of %s (%s)."), n, all, share);
	limit(c, text ? text : "");
}

static void teachers(struct causes *c)
{
	struct workforce w = figures_workforce(&c->r->f, CELL_SCHOOL);
	char n[WORDING_MAX], all[WORDING_MAX], share[WORDING_MAX];
	long percent = w.all < 0 ? PERCENT_NONE : percent_tenths(w.members, w.all);
	json_tenths(c->j, "teachers_percent", percent);
	if (w.all < 0)
		return;
	wording_number(w.members, n);
	wording_number(w.all, all);
	wording_percent(percent, share);
	CLEANUP_FREE char *text =
		mem_printf(_("Members among the teachers: %s of %s (%s)."), n, all, share);
	limit(c, text ? text : "");
}

static void dry_cells(struct causes *c, bool residential_only)
{
	struct strbuf b = {0};
	long n = 0;
	json_open(c->j, residential_only ? "dry_residential" : "dry_other", '[');
	VEC_EACH (f, &c->r->f.cells) {
		if (!f->is_dry || (f->cell.type == CELL_RESIDENTIAL) != residential_only)
			continue;
		strbuf_addf(&b, "%s%s", n++ ? ", " : "", cell_short_name(f->cell.name));
		json_text(c->j, NULL, f->cell.code);
	}
	json_close(c->j, ']');
	if (n)
		doc_paragraph(&c->r->doc,
			residential_only
				? P_("- %ld residential cell without admission for %d years and "
				     "more: %s.",
					  "- %ld residential cells without admission for %d years "
					  "and more: %s.",
					  (unsigned long)n)
				: P_("- %ld other cell without admission for %d years and more: "
				     "%s.",
					  "- %ld other cells without admission for %d years and "
					  "more: %s.",
					  (unsigned long)n),
			n, c->r->f.settings.dry_years, strbuf_str(&b));
	c->r->doc.failed |= b.failed;
	strbuf_done(&b);
}

static void add_limits(struct causes *c)
{
	doc_heading(&c->r->doc, 1, "%s", _("Limits and their causes"));
	doc_heading(&c->r->doc, 2, "%s", _("Limits"));
	json_open(c->j, "limits", '{');
	residential(c);
	teachers(c);
	dry_cells(c, true);
	dry_cells(c, false);
	json_close(c->j, '}');
}

/* ---- causes ------------------------------------------------------------------------------------------- */

static const char *side_code(enum cause_side side)
{
	return side == CAUSE_OBJECTIVE ? "objective" : "subjective";
}

static void add_cell(struct causes *c, struct strbuf *b, int64_t cell)
{
	const char *name =
		cell ? report_cell_name(c->r, &c->places, cell) : _("the whole committee");
	strbuf_add(b, name ? name : "?");
}

/* The rows of one kind stand together, by cell: each cell counts once, whatever the years. */
static size_t kind_row(struct causes *c, struct table *t, size_t i)
{
	const struct cause_row *first = &c->rows.v[i];
	struct strbuf cells = {0}, words = {0};
	long n = 0;
	size_t k = i;
	for (; k < c->rows.n && c->rows.v[k].kind == first->kind &&
		c->rows.v[k].side == first->side;
		k++) {
		const struct cause_row *row = &c->rows.v[k];
		bool is_new = k == i || row->cell != row[-1].cell;
		if (is_new) {
			strbuf_add(&cells, k > i ? ", " : "");
			add_cell(c, &cells, row->cell);
			n += row->cell != 0;
		}
		if (*row->words) {
			strbuf_add(&words, words.len ? "; " : "");
			add_cell(c, &words, row->cell);
			strbuf_addf(&words, ": %s", row->words);
		}
	}
	table_row(t);
	table_text(t, first->name);
	table_both(t, 0, _(cause_side_label(first->side)), side_code(first->side));
	table_number(t, 0, n);
	table_text(t, strbuf_str(&cells));
	table_text(t, strbuf_str(&words));
	c->r->doc.failed |= cells.failed || words.failed;
	strbuf_done(&cells);
	strbuf_done(&words);
	return k;
}

static void add_kinds(struct causes *c)
{
	static const struct table_column columns[] = {
		{N_("Cause"), "name", DOC_LEFT, 2, NULL},
		{N_("Side"), "side", DOC_LEFT, 0, NULL},
		{N_("Number of cells"), "cells", DOC_RIGHT, 0, NULL},
		{N_("Which"), "which", DOC_LEFT, 2, NULL},
		{N_("In own words"), "words", DOC_LEFT, 2, NULL},
	};
	struct table t;
	doc_heading(&c->r->doc, 2, "%s", _("Objective and subjective causes"));
	table_begin(&t, c->r, c->j, "causes", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < c->rows.n;)
		if (c->rows.v[i].kind)
			i = kind_row(c, &t, i);
		else
			i++;
	table_end(&t);
}

static void add_own_words(struct causes *c)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{N_("Year"), "year", DOC_LEFT, 0, NULL},
		{N_("Side"), "side", DOC_LEFT, 0, NULL},
		{N_("In the cell's own words"), "words", DOC_LEFT, 4, NULL},
	};
	bool any = false;
	struct table t;
	VEC_EACH (row, &c->rows)
		any |= !row->kind;
	if (!any)
		return;
	doc_heading(&c->r->doc, 2, "%s", _("Causes in own words"));
	table_begin(&t, c->r, c->j, "own_words", columns, ARRAY_LEN(columns));
	VEC_EACH (row, &c->rows) {
		const char *cell = row->cell ? report_cell_name(c->r, &c->places, row->cell)
					     : _("the whole committee");
		if (row->kind)
			continue;
		table_row(&t);
		table_text(&t, cell ? cell : "?");
		table_year(&t, row->year);
		table_both(&t, 0, _(cause_side_label(row->side)), side_code(row->side));
		table_text(&t, row->words);
	}
	table_end(&t);
}

static int add_work(struct causes *c)
{
	struct sourcing s;
	int k = sourcing_begin(&s, c->db, c->r, c->err);
	s.j = *c->j;
	doc_heading(&c->r->doc, 1, "%s", _("Results of the work for sources"));
	if (!k)
		k = sourcing_add_short(&s);
	*c->j = s.j;
	sourcing_done(&s);
	return k;
}

static int add_all(struct causes *c, bool has_work)
{
	int k = 0;
	json_open(c->j, "sourcing", '{');
	if (has_work)
		k = add_work(c);
	if (!k) {
		add_limits(c);
		add_kinds(c);
		add_own_words(c);
		doc_heading(&c->r->doc, 2, "%s", _("Obstacles of candidates"));
		json_open(c->j, "obstacles", '{');
		k = obstacles_add_kinds(c->db, c->r, c->j, c->err);
		json_close(c->j, '}');
	}
	json_close(c->j, '}');
	return k;
}

int report_add_causes(struct db *db, struct report *r, struct json *j, struct err *err)
{
	struct causes c = {.db = db, .r = r, .j = j, .err = err};
	bool has_work = false, has_obstacles = false;
	if (!is_whole_years(&r->q))
		return 0;
	int k = is_recorded(&c, DBQ_SOURCING_RECORDED, &has_work);
	if (!k)
		k = is_recorded(&c, DBQ_SOURCING_OBSTACLES_ANY, &has_obstacles);
	if (!k)
		k = read_causes(&c);
	if (!k)
		k = report_places(r, &c.places, err);
	if (!k && (has_work || has_obstacles || c.rows.n))
		k = add_all(&c, has_work);
	causes_done(&c);
	return k;
}
