/* Tables: fixed columns as wide as their words need, heads again on every page, no row over two pages. */
#include "module/docx_part.h"

#include "base/mem.h"
#include "report/doc_ahead.h"

#include <string.h>

/* SIDES: of a cell, in twentieths of a point. Word processors take 63 columns. */
enum { SIDES = 130, COLUMNS_MAX = 63, INDENT = 200, INDENT_MAX = 6 };

struct grid {
	struct docx *x;
	const struct doc_table *t;
	int n;
	int size; /* points */
	int for_all[COLUMNS_MAX],
		for_words[COLUMNS_MAX]; /* wanted, in thousandths of the font's size */
	int width[COLUMNS_MAX], least[COLUMNS_MAX];
	bool has_groups;
};

/* ---- widths ---------------------------------------------------------------------------------------- */

static int max(int a, int b)
{
	return a > b ? a : b;
}

/* Bold letters are broader. */
static struct docx_width bold(struct docx_width w)
{
	return (struct docx_width){w.all * 11 / 10, w.word * 11 / 10};
}

static void measure_row(struct grid *g, const struct doc_row *row)
{
	for (int c = 0; !row->is_group && c < g->n; c++) {
		if (!row->cells[c].text)
			continue;
		struct docx_width w = docx_text_width(row->cells[c].text);
		w = row->is_total ? bold(w) : w;
		int indent = c ? 0 : 1000 * row->indent;
		g->for_all[c] = max(g->for_all[c], w.all + indent);
		g->for_words[c] =
			max(g->for_words[c], (g->t->columns[c].weight ? w.word : w.all) + indent);
	}
}

static void stop(struct docx *x, int r)
{
	x->r = r;
	x->failed = true;
}

/* What is longer than any word is breaks where it must; a head keeps its words. */
static void measure(struct grid *g)
{
	enum { WORD_MAX = 12000 };
	struct doc_walk walk;
	const struct doc_row *row;
	int r = doc_walk_begin(&walk, g->x->d, g->t, DOC_MEASURE, g->x->err);
	while (!r && (r = doc_walk_next(&walk, &row, g->x->err)) == 1) {
		measure_row(g, row);
		r = 0;
	}
	if (r)
		stop(g->x, r);
	for (int c = 0; c < g->n; c++) {
		const char *title = g->t->columns[c].title;
		int head = bold(docx_text_width(title ? title : "")).word;
		int word = g->for_words[c] < WORD_MAX ? g->for_words[c] : WORD_MAX;
		g->for_words[c] = max(word, head);
		g->for_all[c] = max(g->for_all[c], head);
	}
}

static int sum(const int *v, int n)
{
	int s = 0;
	for (int i = 0; i < n; i++)
		s += v[i];
	return s;
}

static void scale(struct grid *g, int size)
{
	/* a twentieth of a point, and some room: not every program has the very font */
	enum { PART = 49 };
	g->size = size;
	for (int c = 0; c < g->n; c++) {
		g->least[c] = g->for_words[c] * size / PART + SIDES;
		g->width[c] = g->for_all[c] * size / PART + SIDES;
	}
}

/* Too wide: the widest give first, and all alike where that is not enough. Room to spare: the columns with a
 * weight take it. */
static void fit(struct grid *g, int room)
{
	enum { GIVE = 20 };
	int over = sum(g->width, g->n) - room, weights = 0;
	while (over > 0) {
		int widest = -1;
		for (int c = 0; c < g->n; c++)
			if (g->width[c] > g->least[c] &&
				(widest < 0 || g->width[c] > g->width[widest]))
				widest = c;
		if (widest < 0)
			break;
		int give = g->width[widest] - g->least[widest];
		give = give < GIVE ? give : GIVE;
		g->width[widest] -= give;
		over -= give;
	}
	int all = sum(g->width, g->n);
	for (int c = 0; over > 0 && c < g->n; c++)
		g->width[c] = (int)((long)g->width[c] * room / all);
	for (int c = 0; c < g->n; c++)
		weights += g->t->columns[c].weight;
	for (int c = 0; over < 0 && weights && c < g->n; c++)
		g->width[c] -= (int)((long)over * g->t->columns[c].weight / weights);
}

/* The largest letters that `width` fits into `room` with. */
static bool choose(struct grid *g, const int *width, int smallest, int room)
{
	for (int size = 11; size >= smallest; size--) {
		scale(g, size);
		if (sum(width, g->n) <= room &&
			sum(g->least, g->n) <= docx_room(g->x->is_landscape))
			return true;
	}
	return false;
}

/* Rows of one line, but for the longest texts, where letters of 10 points allow; else as the printed paper does it: smaller letters, then a page
 * on its side. A paper that is wide from the start prefers rows of one line. */
static void lay_out(struct grid *g)
{
	struct docx *x = g->x;
	int room = docx_room(x->is_landscape);
	measure(g);
	if (x->d->is_wide)
		choose(g, g->width, 8, room);
	else if (!choose(g, g->width, 10, room + room / 12))
		choose(g, g->least, 8, room);
	if (sum(g->least, g->n) > docx_room(x->is_landscape) && !x->is_landscape) {
		docx_turn(x, true);
		scale(g, 10);
	}
	fit(g, docx_room(x->is_landscape));
}

/* ---- cells ----------------------------------------------------------------------------------------- */

static void begin_table(struct docx *x, const char *style, const int *widths, int n)
{
	part_open(x, "w:tbl");
	part_open(x, "w:tblPr");
	part_value(x, "w:tblStyle", style);
	part_open(x, "w:tblW");
	part_attr_int(x, "w:w", sum(widths, n));
	part_attr(x, "w:type", "dxa");
	part_close(x);
	part_open(x, "w:tblLayout");
	part_attr(x, "w:type", "fixed");
	part_close(x);
	part_close(x);
	part_open(x, "w:tblGrid");
	for (int c = 0; c < n; c++) {
		part_open(x, "w:gridCol");
		part_attr_int(x, "w:w", widths[c]);
		part_close(x);
	}
	part_close(x);
}

/* `height`: at least, in twentieths of a point; 0: as its words need. */
static void begin_row(struct docx *x, bool is_head, int height)
{
	part_open(x, "w:tr");
	part_open(x, "w:trPr");
	part_value(x, "w:cantSplit", NULL);
	if (height) {
		part_open(x, "w:trHeight");
		part_attr_int(x, "w:val", height);
		part_attr(x, "w:hRule", "atLeast");
		part_close(x);
	}
	if (is_head)
		part_value(x, "w:tblHeader", NULL);
	part_close(x);
}

/* CELL_TOTAL: a thicker line above; CELL_HEAD: its text in the middle. */
enum { CELL_PLAIN, CELL_TOTAL, CELL_HEAD };

/* `span` columns; `merge`: "restart", "continue" or NULL. */
static void begin_cell(struct docx *x, int width, int span, const char *merge, int look)
{
	part_open(x, "w:tc");
	part_open(x, "w:tcPr");
	part_open(x, "w:tcW");
	part_attr_int(x, "w:w", width);
	part_attr(x, "w:type", "dxa");
	part_close(x);
	if (span > 1)
		part_value_int(x, "w:gridSpan", span);
	if (merge)
		part_value(x, "w:vMerge", merge);
	if (look == CELL_TOTAL) {
		part_open(x, "w:tcBorders");
		part_open(x, "w:top");
		part_attr(x, "w:val", "single");
		part_attr(x, "w:sz", "12");
		part_attr(x, "w:space", "0");
		part_attr(x, "w:color", "auto");
		part_close(x);
		part_close(x);
	}
	if (look == CELL_HEAD)
		part_value(x, "w:vAlign", "center");
	part_close(x);
}

void docx_plain_begin(struct docx *x, const int *widths, int n)
{
	begin_table(x, STYLE_PLAIN, widths, n);
	begin_row(x, false, 0);
}

void docx_plain_cell(struct docx *x, int width)
{
	begin_cell(x, width, 1, NULL, CELL_PLAIN);
}

static void put_words(struct grid *g, const char *style, int align, int indent, bool keep,
	const char *text, int flags)
{
	static const char *const aligns[] = {
		[DOC_LEFT] = "left", [DOC_CENTRE] = "center", [DOC_RIGHT] = "right"};
	struct docx *x = g->x;
	part_open(x, "w:p");
	part_open(x, "w:pPr");
	part_value(x, "w:pStyle", style);
	if (keep)
		part_value(x, "w:keepNext", NULL);
	if (indent > 0) {
		part_open(x, "w:ind");
		part_attr_int(x, "w:left", (indent < INDENT_MAX ? indent : INDENT_MAX) * INDENT);
		part_close(x);
	}
	part_value(x, "w:jc", aligns[align]);
	part_close(x);
	part_run(x, text, flags, 2 * g->size);
	part_close(x);
}

/* ---- rows ------------------------------------------------------------------------------------------ */

static int group_end(const struct grid *g, int c)
{
	const char *group = g->t->columns[c].group;
	int end = c + 1;
	while (group && end < g->n && g->t->columns[end].group &&
		!strcmp(group, g->t->columns[end].group))
		end++;
	return end;
}

/* Heads above several columns; the title of a column without one goes over both lines. */
static void put_groups(struct grid *g)
{
	begin_row(g->x, true, 0);
	for (int c = 0, end; c < g->n; c = end) {
		const struct doc_column *col = &g->t->columns[c];
		end = group_end(g, c);
		begin_cell(g->x, sum(g->width + c, end - c), end - c, col->group ? NULL : "restart",
			CELL_HEAD);
		put_words(g, STYLE_HEAD, DOC_CENTRE, 0, true, col->group ? col->group : col->title,
			0);
		part_close(g->x);
	}
	part_close(g->x);
}

static void put_titles(struct grid *g)
{
	begin_row(g->x, true, 0);
	for (int c = 0; c < g->n; c++) {
		const struct doc_column *col = &g->t->columns[c];
		bool is_above = g->has_groups && !col->group;
		begin_cell(g->x, g->width[c], 1, is_above ? "continue" : NULL, CELL_HEAD);
		put_words(g, STYLE_HEAD, DOC_CENTRE, 0, true, is_above ? NULL : col->title, 0);
		part_close(g->x);
	}
	part_close(g->x);
}

/* `keep`: on the page of what comes next. */
static void put_row(struct grid *g, const struct doc_row *row, bool keep)
{
	begin_row(g->x, false, g->t->is_form ? DOCX_MM(9) : 0);
	if (row->is_group) {
		begin_cell(g->x, sum(g->width, g->n), g->n, NULL, CELL_PLAIN);
		put_words(g, STYLE_CELL, DOC_LEFT, 0, true, row->cells[0].text,
			RUN_BOLD | RUN_ITALIC);
		part_close(g->x);
	}
	for (int c = 0; !row->is_group && c < g->n; c++) {
		begin_cell(g->x, g->width[c], 1, NULL, row->is_total ? CELL_TOTAL : CELL_PLAIN);
		put_words(g, STYLE_CELL, (int)g->t->columns[c].align, c ? 0 : row->indent, keep,
			row->cells[c].text, row->is_total ? RUN_BOLD : 0);
		part_close(g->x);
	}
	part_close(g->x);
}

static void put_rows(struct grid *g)
{
	struct docx *x = g->x;
	struct doc_ahead rows;
	if (x->failed)
		return;
	doc_ahead_begin(&rows, x->d, g->t, DOC_WRITE, x->err);
	for (; !doc_ahead_end(&rows, 0) && !x->failed; doc_ahead_drop(&rows, 1))
		put_row(g, doc_ahead_at(&rows, 0),
			doc_ahead_stays(&rows, 0) || (x->keep_end && doc_ahead_end(&rows, 1)));
	if (rows.r)
		stop(x, rows.r);
	doc_ahead_done(&rows);
}

bool docx_table_turns(struct docx *x, const struct doc_table *t)
{
	enum { MANY = 8 };
	struct grid g = {.x = x,
		.t = t,
		.n = t->column_count < COLUMNS_MAX ? (int)t->column_count : COLUMNS_MAX};
	static const int smallest = 8;
	if (g.n < MANY || x->is_landscape)
		return false;
	measure(&g);
	scale(&g, smallest);
	return sum(g.least, g.n) > docx_room(false);
}

void docx_table(struct docx *x, const struct doc_table *t)
{
	struct grid g = {.x = x,
		.t = t,
		.n = t->column_count < COLUMNS_MAX ? (int)t->column_count : COLUMNS_MAX};
	bool was_landscape = x->is_landscape;
	if (!g.n)
		return;
	for (int c = 0; c < g.n; c++)
		g.has_groups |= t->columns[c].group != NULL;
	lay_out(&g);
	begin_table(x, STYLE_TABLE, g.width, g.n);
	if (g.has_groups)
		put_groups(&g);
	put_titles(&g);
	put_rows(&g);
	part_close(x);
	/* what keeps two tables apart */
	part_paragraph(x, STYLE_GAP, -1, NULL, x->keep_end ? PARA_KEEP : 0);
	if (!x->keep_end)
		docx_turn(x, was_landscape);
}

/* ---- charts ---------------------------------------------------------------------------------------- */

/* A bar of signs, the part up to the target lighter: it needs no picture and prints anywhere. */
static char *bar(const struct doc_bar *b, long most)
{
	enum { SIGNS = 18 };
	struct strbuf s = {0};
	long full = (b->value * SIGNS + most / 2) / most;
	long target = b->target > b->value ? (b->target * SIGNS + most / 2) / most : full;
	for (long i = 0; i < target; i++)
		strbuf_add(&s, i < full ? "█" : "░");
	char *text = s.failed ? NULL : mem_strdup(strbuf_str(&s));
	strbuf_done(&s);
	return text;
}

/* The columns of a chart: what a bar stands for, its figures, the bar. */
enum { LABEL, VALUE, TARGET, BAR, CHART_COLUMNS };

static void put_chart_row(struct grid *g, const char *const texts[CHART_COLUMNS], bool is_head)
{
	static const int aligns[] = {DOC_LEFT, DOC_RIGHT, DOC_RIGHT, DOC_LEFT};
	begin_row(g->x, is_head, 0);
	for (int c = 0; c < CHART_COLUMNS; c++) {
		if (!g->width[c])
			continue;
		begin_cell(g->x, g->width[c], 1, NULL, is_head ? CELL_HEAD : CELL_PLAIN);
		put_words(g, is_head ? STYLE_HEAD : STYLE_CELL, is_head ? DOC_CENTRE : aligns[c], 0,
			is_head, texts[c], c == BAR ? RUN_GREY : 0);
		part_close(g->x);
	}
	part_close(g->x);
}

static void put_bar(struct grid *g, const struct doc_bar *b, long most)
{
	char value[24], target[24] = "";
	CLEANUP_FREE char *signs = bar(b, most);
	snprintf(value, sizeof value, "%ld", b->value);
	if (b->target >= 0)
		snprintf(target, sizeof target, "%ld", b->target);
	g->x->failed |= !signs;
	put_chart_row(g, (const char *[]){b->label, value, target, signs}, false);
}

void docx_chart(struct docx *x, const struct doc_chart *c)
{
	enum { BAR_WIDTH = DOCX_MM(62), FIGURE_WIDTH = DOCX_MM(22) };
	int target = c->target_name ? FIGURE_WIDTH : 0;
	int label = docx_room(x->is_landscape) - FIGURE_WIDTH - target - BAR_WIDTH;
	struct grid g = {.x = x,
		.n = CHART_COLUMNS,
		.size = 11,
		.width = {label, FIGURE_WIDTH, target, BAR_WIDTH}};
	const int grid[] = {label, FIGURE_WIDTH, target ? target : BAR_WIDTH, BAR_WIDTH};
	long most = 1;
	if (!c->bar_count)
		return;
	for (size_t i = 0; i < c->bar_count; i++) {
		most = c->bars[i].value > most ? c->bars[i].value : most;
		most = c->bars[i].target > most ? c->bars[i].target : most;
	}
	put_words(&g, STYLE_HEAD, DOC_CENTRE, 0, true, c->title, 0);
	begin_table(x, STYLE_TABLE, grid, target ? CHART_COLUMNS : CHART_COLUMNS - 1);
	put_chart_row(&g, (const char *[]){NULL, c->value_name, c->target_name, NULL}, true);
	for (size_t i = 0; i < c->bar_count && !x->failed; i++)
		put_bar(&g, &c->bars[i], most);
	part_close(x);
	part_paragraph(x, STYLE_GAP, -1, NULL, 0);
}
