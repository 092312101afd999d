/* Tables: the head again on every page with two rows below it at least; a group's name, a sum and the last row are
 * never alone; a row goes over two pages only where one has no room for it. */
#include "module/pdf_grid.h"
#include "report/doc_ahead.h"

static const double rule = 0.5;
/* The least that a hand writes into. */
static const double by_hand = 9 * MM;

static void horizontal(struct pdf *p, const struct pdf_grid *g, double y)
{
	pdf_line(p, g->x[0], y, g->x[g->n], y, rule);
}

static void vertical(struct pdf *p, const struct pdf_grid *g, size_t c, double y1, double y2)
{
	pdf_line(p, g->x[c], y1, g->x[c], y2, rule);
}

static PangoAlignment alignment(enum doc_align a)
{
	return a == DOC_RIGHT	 ? PANGO_ALIGN_RIGHT
	       : a == DOC_CENTRE ? PANGO_ALIGN_CENTER
				 : PANGO_ALIGN_LEFT;
}

/* ---- the head -------------------------------------------------------------------------------------- */

struct head {
	double groups, titles; /* heights of its two lines; the upper may be 0 */
	double height[PDF_COLUMNS];
};

static double inside(const struct pdf_grid *g, size_t c, size_t end)
{
	return g->x[end] - g->x[c] - 2 * PDF_PAD;
}

static double set_title(struct pdf *p, const struct pdf_grid *g, size_t c)
{
	const char *title = g->t->columns[c].title;
	return pdf_set(p, p->cell[c], title ? title : "", g->size, PDF_BOLD, inside(g, c, c + 1),
		       PANGO_ALIGN_CENTER) +
	       2 * PDF_GAP;
}

/* A title without a group above it has both lines to stand in. */
static struct head measure_head(struct pdf *p, const struct pdf_grid *g)
{
	struct head h = {0};
	double alone = 0;
	for (size_t c = 0, end; c < g->n; c = end) {
		const char *group = g->t->columns[c].group;
		end = pdf_group_end(g, c);
		if (!group)
			continue;
		double height =
			pdf_height(p, group, g->size, PDF_BOLD, inside(g, c, end)) + 2 * PDF_GAP;
		h.groups = height > h.groups ? height : h.groups;
	}
	for (size_t c = 0; c < g->n; c++) {
		double *most = g->has_groups && !g->t->columns[c].group ? &alone : &h.titles;
		h.height[c] = set_title(p, g, c);
		*most = h.height[c] > *most ? h.height[c] : *most;
	}
	if (alone > h.groups + h.titles)
		h.titles = alone - h.groups;
	return h;
}

static void show_groups(struct pdf *p, const struct pdf_grid *g, double height)
{
	for (size_t c = 0, end; c < g->n; c = end) {
		const char *group = g->t->columns[c].group;
		end = pdf_group_end(g, c);
		if (!group)
			continue;
		double own =
			pdf_height(p, group, g->size, PDF_BOLD, inside(g, c, end)) + 2 * PDF_GAP;
		pdf_text(p, group, g->size, PDF_BOLD, g->x[c] + PDF_PAD,
			p->y + (height - own) / 2 + PDF_GAP, inside(g, c, end), PANGO_ALIGN_CENTER);
		pdf_line(p, g->x[c], p->y + height, g->x[end], p->y + height, rule);
	}
}

static void show_head(struct pdf *p, const struct pdf_grid *g)
{
	struct head h = measure_head(p, g);
	double all = h.groups + h.titles;
	horizontal(p, g, p->y);
	if (g->has_groups)
		show_groups(p, g, h.groups);
	for (size_t c = 0; c < g->n; c++) {
		double top = g->t->columns[c].group ? h.groups : 0;
		set_title(p, g, c);
		pdf_show(p, p->cell[c], g->x[c] + PDF_PAD,
			p->y + top + (all - top - h.height[c]) / 2 + PDF_GAP);
	}
	for (size_t c = 0, end; c < g->n; c = end) {
		end = pdf_group_end(g, c);
		vertical(p, g, c, p->y, p->y + all);
		for (size_t k = c + 1; k < end; k++)
			vertical(p, g, k, p->y + h.groups, p->y + all);
	}
	vertical(p, g, g->n, p->y, p->y + all);
	p->y += all;
	horizontal(p, g, p->y);
}

/* ---- rows ------------------------------------------------------------------------------------------ */

/* A group's name goes over the whole width: one cell. */
static size_t cells_of(const struct pdf_grid *g, const struct doc_row *row)
{
	return row->is_group ? 1 : g->n;
}

/* Shapes the row; returns its height. */
static double set_row(struct pdf *p, const struct pdf_grid *g, const struct doc_row *row)
{
	int style = row->is_group ? PDF_BOLD | PDF_ITALIC : row->is_total ? PDF_BOLD : 0;
	double h = 0;
	for (size_t c = 0; c < cells_of(g, row); c++) {
		const char *text = row->cells[c].text;
		double indent = c || row->is_group ? 0 : pdf_indent(row);
		double width = inside(g, c, row->is_group ? g->n : c + 1) - indent;
		double cell = pdf_set(p, p->cell[c], text ? text : "", g->size, style,
			width > 1 ? width : 1,
			row->is_group ? PANGO_ALIGN_LEFT : alignment(g->t->columns[c].align));
		h = cell > h ? cell : h;
	}
	h += 2 * PDF_GAP;
	return g->t->is_form && h < by_hand ? by_hand : h;
}

static void frame_row(
	struct pdf *p, const struct pdf_grid *g, const struct doc_row *row, double height)
{
	for (size_t c = 0; c < g->n; c++)
		if (!c || !row->is_group)
			vertical(p, g, c, p->y, p->y + height);
	vertical(p, g, g->n, p->y, p->y + height);
	p->y += height;
	horizontal(p, g, p->y);
	p->is_blank = false;
}

static double cell_x(const struct pdf_grid *g, const struct doc_row *row, size_t c)
{
	return g->x[c] + PDF_PAD + (c || row->is_group ? 0 : pdf_indent(row));
}

/* The row that is shaped, of that height. */
static void show_row(
	struct pdf *p, const struct pdf_grid *g, const struct doc_row *row, double height)
{
	for (size_t c = 0; c < cells_of(g, row); c++)
		pdf_show(p, p->cell[c], cell_x(g, row, c), p->y + PDF_GAP);
	frame_row(p, g, row, height);
}

/* A new page with the head; without one that would fill it. */
static void next_page(struct pdf *p, const struct pdf_grid *g)
{
	struct head h = measure_head(p, g);
	pdf_new_page(p, p->is_landscape);
	if (h.groups + h.titles < (p->bottom - p->top) / 2)
		show_head(p, g);
	else
		horizontal(p, g, p->y);
}

/* A row that no page has room for: each has as many lines of its cells as it can take. */
static void show_in_parts(struct pdf *p, const struct pdf_grid *g, const struct doc_row *row)
{
	int next[PDF_COLUMNS] = {0};
	bool has_more = true;
	while (has_more && pdf_goes_on(p)) {
		double most = 0, room = p->bottom - p->y - 2 * PDF_GAP;
		has_more = false;
		set_row(p, g, row);
		for (size_t c = 0; c < cells_of(g, row); c++) {
			int all = pango_layout_get_line_count(p->cell[c]);
			double height;
			if (next[c] >= all)
				continue;
			next[c] = pdf_show_lines(p, p->cell[c], next[c], cell_x(g, row, c),
				p->y + PDF_GAP, room, &height);
			most = height > most ? height : most;
			has_more |= next[c] < all;
		}
		frame_row(p, g, row, most + 2 * PDF_GAP);
		if (has_more)
			next_page(p, g);
	}
}

/* ---- what stays together --------------------------------------------------------------------------- */

static double height_of(
	struct pdf *p, const struct pdf_grid *g, const struct doc_ahead *rows, size_t n)
{
	double h = 0;
	for (size_t i = 0; i < n; i++)
		h += set_row(p, g, doc_ahead_at(rows, i));
	return h;
}

/* The row that is shaped, `height` points of it, on this page or the next. */
static void put_row(
	struct pdf *p, const struct pdf_grid *g, const struct doc_row *row, double height)
{
	if (p->y + height > p->bottom) {
		next_page(p, g);
		set_row(p, g, row);
	}
	if (p->y + height > p->bottom)
		show_in_parts(p, g, row);
	else
		show_row(p, g, row, height);
}

/* The next rows that stay together, with `tail` points below the last of the table. */
static void put_rows(struct pdf *p, const struct pdf_grid *g, struct doc_ahead *rows, double tail)
{
	size_t n = doc_ahead_together(rows);
	/* several are shaped again to be drawn; one stays as it is */
	double h = height_of(p, g, rows, n), below = doc_ahead_end(rows, n) ? tail : 0;
	if (!doc_ahead_is_first(rows) && p->y + h + below > p->bottom) {
		next_page(p, g);
		set_row(p, g, doc_ahead_at(rows, 0));
	}
	if (n == 1)
		put_row(p, g, doc_ahead_at(rows, 0), h);
	else
		for (size_t i = 0; i < n && pdf_goes_on(p); i++) {
			const struct doc_row *row = doc_ahead_at(rows, i);
			put_row(p, g, row, set_row(p, g, row));
		}
	doc_ahead_drop(rows, n);
	p->r = rows->r;
}

static double lead(
	struct pdf *p, const struct pdf_grid *g, const struct doc_ahead *rows, double tail)
{
	struct head h = measure_head(p, g);
	size_t n = doc_ahead_together(rows);
	return h.groups + h.titles + height_of(p, g, rows, n) + (doc_ahead_end(rows, n) ? tail : 0);
}

double pdf_table_lead(struct pdf *p, const struct doc_table *t, bool *ret_turns)
{
	struct pdf_grid *g = pdf_grid(p, t);
	struct doc_ahead rows;
	if (!g)
		return 0;
	*ret_turns = g->turns;
	if (g->lead_of != t) {
		doc_ahead_begin(&rows, p->d, t, DOC_MEASURE, p->err);
		p->r = rows.r;
		g->lead = lead(p, g, &rows, 0);
		g->lead_of = t;
		doc_ahead_done(&rows);
	}
	return g->lead;
}

void pdf_table(struct pdf *p, const struct doc_table *t, double tail)
{
	const struct pdf_grid *g = pdf_grid(p, t);
	struct doc_ahead rows;
	if (!g)
		return;
	doc_ahead_begin(&rows, p->d, t, DOC_WRITE, p->err);
	p->r = rows.r;
	pdf_turn(p, p->is_wide || g->turns);
	pdf_need(p, lead(p, g, &rows, tail));
	show_head(p, g);
	while (!doc_ahead_end(&rows, 0) && pdf_goes_on(p))
		put_rows(p, g, &rows, tail);
	doc_ahead_done(&rows);
	p->is_blank = false;
	p->y += PDF_BELOW_TABLE;
}
