#include "base/mem.h"
#include "base/vec.h"
#include "report/doc_compare_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A block with the heading that it stands under. */
struct placed {
	const char *section;
	const struct doc_block *b;
	bool is_met; /* has found its like */
};
struct places {
	struct placed *v;
	size_t n, cap;
};
struct comparing {
	struct places paper, now;
	struct doc_differences d;
	bool failed;
};

void doc_differences_done(struct doc_differences *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].paper_text);
		free(d->v[i].now_text);
	}
	free(d->v);
	free(d->doors);
	*d = (struct doc_differences){0};
}

static const char *text(const char *s)
{
	return s ? s : "";
}

static void add(struct comparing *c, const struct doc_difference *d)
{
	if (VEC_PUSH(&c->d, *d))
		return;
	free(d->paper_text);
	free(d->now_text);
	c->failed = true;
}

static void add_doors(struct comparing *c, const char *section, const char *line,
	const char *column, int paper, int now)
{
	if (!paper && !now)
		return;
	if (!vec_room((void **)&c->d.doors, c->d.door_count, &c->d.door_cap, sizeof *c->d.doors)) {
		c->failed = true;
		return;
	}
	c->d.doors[c->d.door_count++] = (struct doc_doors){
		.section = section, .line = line, .column = column, .paper = paper, .now = now};
}

/* ---- tables ------------------------------------------------------------------------------------------- */

/* What a whole row says: "Nguyễn Văn An · 12/05/1999 · Ấp 1". */
static char *row_text(const struct doc_table *t, const struct doc_row *row, size_t numbering)
{
	struct strbuf b = {0};
	for (size_t c = 0; c < t->column_count; c++)
		if (c != numbering && *table_cell(row, c))
			strbuf_addf(&b, "%s%s", b.len ? " · " : "", table_cell(row, c));
	return strbuf_take(&b);
}

/* What a row is called: of one that leaves its name out as the row above has it, the next text. */
static const char *line_of(const struct doc_table *t, const struct doc_row *row, size_t name)
{
	for (size_t c = name; c < t->column_count; c++)
		if (*table_cell(row, c) && (c == name || t->columns[c].align == DOC_LEFT))
			return table_cell(row, c);
	return "";
}

static void add_whole_row(struct comparing *c, const struct table_pair *p, const char *section,
	const struct doc_row *row, bool is_paper)
{
	const struct doc_table *t = is_paper ? p->paper : p->now;
	size_t name = is_paper || p->now_of[p->name] == NO_ROW ? p->name : p->now_of[p->name];
	struct doc_difference d = {.kind = is_paper ? DIFFERS_GONE : DIFFERS_NEW,
		.section = section,
		.line = name < t->column_count ? line_of(t, row, name) : ""};
	char *whole = row_text(t, row, p->numbering);
	c->failed |= !whole;
	if (is_paper) {
		d.paper = d.paper_text = whole;
		d.paper_row = row;
		d.paper_cells = t->column_count;
	} else {
		d.now = d.now_text = whole;
		d.now_row = row;
		d.now_cells = t->column_count;
	}
	add(c, &d);
	for (size_t i = 0; i < t->column_count; i++)
		add_doors(c, section, d.line, text(t->columns[i].title),
			is_paper ? row->cells[i].door : 0, is_paper ? 0 : row->cells[i].door);
}

static void compare_row(struct comparing *c, const struct table_pair *p, const char *section,
	const struct doc_row *a, const struct doc_row *b)
{
	const char *line =
		line_of(p->now, b, p->now_of[p->name] == NO_ROW ? 0 : p->now_of[p->name]);
	for (size_t i = 0; i < p->paper->column_count && i < COMPARED_COLUMNS; i++) {
		size_t k = p->now_of[i];
		const struct doc_column *column = &p->paper->columns[i];
		if (k == NO_ROW || i == p->numbering)
			continue;
		add_doors(
			c, section, line, text(column->title), a->cells[i].door, b->cells[k].door);
		if (words_same(table_cell(a, i), table_cell(b, k)))
			continue;
		add(c, &(struct doc_difference){.kind = DIFFERS,
			       .section = section,
			       .line = line,
			       .group = column->group,
			       .column = text(column->title),
			       .paper = table_cell(a, i),
			       .now = table_cell(b, k),
			       .paper_door = a->cells[i].door,
			       .now_door = b->cells[k].door,
			       .paper_row = a,
			       .now_row = b,
			       .paper_cells = p->paper->column_count,
			       .now_cells = p->now->column_count});
	}
}

static void compare_tables(struct comparing *c, const struct placed *a, const struct placed *b)
{
	struct table_pair p;
	table_pair_make(&p, &a->b->table, &b->b->table);
	size_t *now_of = table_pair_rows(&p);
	bool *met = mem_alloc(p.now->row_count + 1);
	if (!now_of || !met)
		c->failed = true;
	for (size_t r = 0; !c->failed && r < p.paper->row_count; r++)
		if (now_of[r] == NO_ROW)
			add_whole_row(c, &p, a->section, &p.paper->rows[r], true);
		else {
			met[now_of[r]] = true;
			compare_row(c, &p, b->section, &p.paper->rows[r], &p.now->rows[now_of[r]]);
		}
	for (size_t r = 0; !c->failed && r < p.now->row_count; r++)
		if (!met[r])
			add_whole_row(c, &p, b->section, &p.now->rows[r], false);
	free(now_of);
	free(met);
}

/* A table that only one of them has: all its rows. */
static void add_table(struct comparing *c, const struct placed *a, bool is_paper)
{
	struct table_pair p;
	table_pair_make(&p, &a->b->table, &a->b->table);
	for (size_t r = 0; r < a->b->table.row_count; r++)
		add_whole_row(c, &p, a->section, &a->b->table.rows[r], is_paper);
}

/* ---- charts and texts --------------------------------------------------------------------------------- */

static char *number(long n)
{
	return n < 0 ? mem_strdup("-") : mem_printf("%ld", n);
}

static void add_number(struct comparing *c, const struct placed *a, const char *label,
	const char *column, long paper, long now)
{
	struct doc_difference d = {.section = text(a->b->chart.title),
		.line = label,
		.column = text(column),
		.paper_text = number(paper),
		.now_text = number(now)};
	d.paper = d.paper_text;
	d.now = d.now_text;
	c->failed |= !d.paper || !d.now;
	add(c, &d);
}

static const struct doc_bar *bar_of(const struct doc_chart *c, const char *label)
{
	for (size_t i = 0; i < c->bar_count; i++)
		if (words_same(c->bars[i].label, label))
			return &c->bars[i];
	return NULL;
}

static void compare_charts(struct comparing *c, const struct placed *a, const struct placed *b)
{
	const struct doc_chart *x = &a->b->chart, *y = &b->b->chart;
	for (size_t i = 0; i < x->bar_count; i++) {
		const char *label = text(x->bars[i].label);
		const struct doc_bar *now = bar_of(y, label);
		if (!now)
			continue;
		add_doors(
			c, text(x->title), label, text(x->value_name), x->bars[i].door, now->door);
		if (x->bars[i].value != now->value)
			add_number(c, a, label, x->value_name, x->bars[i].value, now->value);
		if (x->bars[i].target != now->target)
			add_number(c, a, label, x->target_name, x->bars[i].target, now->target);
	}
}

static void add_text(struct comparing *c, const struct placed *a, const struct placed *b)
{
	add(c, &(struct doc_difference){.kind = !b   ? DIFFERS_GONE
						: !a ? DIFFERS_NEW
						     : DIFFERS,
		       .section = a ? a->section : b->section,
		       .line = "",
		       .paper = a ? text(a->b->text) : NULL,
		       .now = b ? text(b->b->text) : NULL});
}

/* ---- blocks ------------------------------------------------------------------------------------------- */

static void place(struct comparing *c, const struct doc *d, size_t from, struct places *ret)
{
	const char *section = "";
	for (size_t i = from; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind == DOC_HEADING)
			section = text(b->text);
		else if (!VEC_PUSH(ret, ((struct placed){.section = section, .b = b})))
			c->failed = true;
	}
}

enum how { EXACTLY, IN_SECTION, ANYWHERE };

static bool is_like(const struct placed *a, const struct placed *b, enum how how)
{
	bool in_section = words_same(a->section, b->section);
	if (a->b->kind != b->b->kind || (how == IN_SECTION && !in_section))
		return false;
	switch (a->b->kind) {
	case DOC_TABLE:
		return how != EXACTLY && words_same(a->b->table.key, b->b->table.key);
	case DOC_CHART:
		return words_same(a->b->chart.title, b->b->chart.title);
	default:
		/* a sentence that moved is the same sentence; another one stands for it only there */
		return how == EXACTLY ? words_same(a->b->text, b->b->text) : how == IN_SECTION;
	}
}

static void meet(struct comparing *c, struct placed *a, struct placed *b, enum how how)
{
	a->is_met = b->is_met = true;
	if (a->b->kind == DOC_TABLE)
		compare_tables(c, a, b);
	else if (a->b->kind == DOC_CHART)
		compare_charts(c, a, b);
	else if (how != EXACTLY)
		add_text(c, a, b);
}

static void pair(struct comparing *c, enum how how)
{
	VEC_EACH (a, &c->paper)
		VEC_EACH (b, &c->now) {
			if (a->is_met)
				break;
			if (!b->is_met && is_like(a, b, how))
				meet(c, a, b, how);
		}
}

static void add_rest(struct comparing *c, struct places *places, bool is_paper)
{
	VEC_EACH (a, places) {
		if (a->is_met || a->b->kind == DOC_CHART)
			continue;
		if (a->b->kind == DOC_TABLE)
			add_table(c, a, is_paper);
		else
			add_text(c, is_paper ? a : NULL, is_paper ? NULL : a);
	}
}

int doc_compare(const struct doc *paper, const struct doc *now, size_t skip,
	struct doc_differences *ret, struct err *err)
{
	struct comparing c = {0};
	place(&c, paper, skip, &c.paper);
	place(&c, now, 0, &c.now);
	pair(&c, EXACTLY);
	pair(&c, IN_SECTION);
	pair(&c, ANYWHERE);
	add_rest(&c, &c.paper, true);
	add_rest(&c, &c.now, false);
	VEC_DONE(&c.paper);
	VEC_DONE(&c.now);
	if (c.failed) {
		doc_differences_done(&c.d);
		return ERR_OOM(err);
	}
	*ret = c.d;
	return 0;
}
