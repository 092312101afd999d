/* Tables: as wide as their words need, the head again on every page, no row over two pages. */
#include "module/pdf_page.h"

#include <string.h>

enum { PAD = 3, MEASURED = 300 };

struct grid {
	const struct doc_table *t;
	size_t n;
	double size;
	double width[PDF_COLUMNS], least[PDF_COLUMNS], x[PDF_COLUMNS + 1];
	bool has_groups;
};

static double text_width(struct pdf *p, const char *text, double size, int style)
{
	int w;
	pdf_set(p->layout, text, size, style, 0, PANGO_ALIGN_LEFT);
	pango_layout_get_size(p->layout, &w, NULL);
	return (double)w / PANGO_SCALE;
}

static double word_width(struct pdf *p, const char *text, double size, int style)
{
	double widest = 0;
	char word[128];
	while (*text) {
		size_t n = strcspn(text, " "), k = n < sizeof word - 1 ? n : sizeof word - 1;
		/* a word that is cut stays whole characters: the library warns on the screen of others */
		while (k < n && k && ((unsigned char)text[k] & 0xC0) == 0x80)
			k--;
		memcpy(word, text, k);
		word[k] = '\0';
		double w = text_width(p, word, size, style);
		widest = w > widest ? w : widest;
		text += n + (text[n] == ' ');
	}
	return widest;
}

/* Long tables are measured by some hundred of their rows: the rest wraps where it must. */
static void measure(struct pdf *p, struct grid *g)
{
	size_t step = g->t->row_count / MEASURED + 1;
	for (size_t c = 0; c < g->n; c++) {
		const struct doc_column *col = &g->t->columns[c];
		double least = word_width(p, col->title ? col->title : "", g->size, PDF_BOLD),
		       full = least;
		for (size_t r = 0; r < g->t->row_count; r += step) {
			const struct doc_row *row = &g->t->rows[r];
			const char *text = row->cells[c].text;
			if (!text || row->is_group)
				continue;
			double all = text_width(p, text, g->size, row->is_total ? PDF_BOLD : 0);
			double word = col->weight ? word_width(p, text, g->size, 0) : all;
			least = word > least ? word : least;
			full = all > full ? all : full;
		}
		g->least[c] = least + 2 * PAD + 1;
		g->width[c] = full + 2 * PAD + 1;
	}
}

static double sum(const double *v, size_t n)
{
	double s = 0;
	for (size_t i = 0; i < n; i++)
		s += v[i];
	return s;
}

/* Too wide: the widest give first. Room to spare: the columns with a weight take it. */
static void fit(struct grid *g, double room)
{
	double over = sum(g->width, g->n) - room;
	while (over > 0.5) {
		size_t widest = g->n;
		for (size_t c = 0; c < g->n; c++)
			if (g->width[c] > g->least[c] &&
				(widest == g->n || g->width[c] > g->width[widest]))
				widest = c;
		if (widest == g->n)
			break;
		double give = g->width[widest] - g->least[widest];
		give = give > 2 ? 2 : give;
		g->width[widest] -= give;
		over -= give;
	}
	int weights = 0;
	for (size_t c = 0; c < g->n; c++)
		weights += g->t->columns[c].weight;
	for (size_t c = 0; over < 0 && weights && c < g->n; c++)
		g->width[c] -= over * g->t->columns[c].weight / weights;
}

static void place(struct pdf *p, struct grid *g)
{
	g->x[0] = p->left;
	for (size_t c = 0; c < g->n; c++)
		g->x[c + 1] = g->x[c] + g->width[c];
}

/* Portrait at 11 down to 8 points, else landscape. A paper that is wide from the start is one to see at a glance:
 * there rows of one line come before large letters. */
static void lay_out(struct pdf *p, struct grid *g)
{
	static const double sizes[] = {11, 10, 9, 8};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		g->size = sizes[i];
		measure(p, g);
		if (sum(p->d->is_wide ? g->width : g->least, g->n) <= p->width)
			break;
	}
	if (sum(g->least, g->n) > p->width && !p->is_landscape) {
		pdf_new_page(p, true);
		g->size = 10;
		measure(p, g);
	}
	fit(g, p->width);
	place(p, g);
}

static void verticals(struct pdf *p, struct grid *g, double y1, double y2)
{
	for (size_t c = 0; c <= g->n; c++)
		pdf_line(p, g->x[c], y1, g->x[c], y2, 0.5);
}

static void horizontal(struct pdf *p, struct grid *g, double y)
{
	pdf_line(p, g->x[0], y, g->x[g->n], y, 0.5);
}

static PangoAlignment alignment(enum doc_align a)
{
	return a == DOC_RIGHT	 ? PANGO_ALIGN_RIGHT
	       : a == DOC_CENTRE ? PANGO_ALIGN_CENTER
				 : PANGO_ALIGN_LEFT;
}

static double set_cells(struct pdf *p, struct grid *g, const struct doc_row *row)
{
	double h = 0;
	for (size_t c = 0; c < g->n; c++) {
		const struct doc_column *col = &g->t->columns[c];
		const char *text = row ? row->cells[c].text : col->title;
		int style = !row || row->is_total ? PDF_BOLD : 0;
		double cell = pdf_set(p->cell[c], text ? text : "", g->size, style,
			g->width[c] - 2 * PAD, row ? alignment(col->align) : PANGO_ALIGN_CENTER);
		h = cell > h ? cell : h;
	}
	return h + 2;
}

static void show_cells(struct pdf *p, struct grid *g, double h)
{
	for (size_t c = 0; c < g->n; c++)
		pdf_show(p, p->cell[c], g->x[c] + PAD, p->y + 1);
	verticals(p, g, p->y, p->y + h);
	p->y += h;
	horizontal(p, g, p->y);
	p->is_blank = false;
}

/* Heads above several columns; a column without one has its title over both lines. */
static void group_line(struct pdf *p, struct grid *g)
{
	double h = 0;
	for (size_t c = 0; c < g->n;) {
		const char *group = g->t->columns[c].group;
		size_t end = c + 1;
		while (group && end < g->n && g->t->columns[end].group &&
			!strcmp(group, g->t->columns[end].group))
			end++;
		if (group) {
			double cell = pdf_text(p, group, g->size, PDF_BOLD, g->x[c] + PAD, p->y + 1,
				g->x[end] - g->x[c] - 2 * PAD, PANGO_ALIGN_CENTER);
			h = cell + 2 > h ? cell + 2 : h;
		}
		c = end;
	}
	for (size_t c = 0; c <= g->n; c++) {
		const char *here = c < g->n ? g->t->columns[c].group : NULL;
		const char *before = c ? g->t->columns[c - 1].group : NULL;
		if (here && before && !strcmp(here, before))
			continue;
		pdf_line(p, g->x[c], p->y, g->x[c], p->y + h, 0.5);
	}
	p->y += h;
	for (size_t c = 0; c < g->n; c++)
		if (g->t->columns[c].group)
			pdf_line(p, g->x[c], p->y, g->x[c + 1], p->y, 0.5);
}

static void head(struct pdf *p, struct grid *g)
{
	horizontal(p, g, p->y);
	if (g->has_groups)
		group_line(p, g);
	show_cells(p, g, set_cells(p, g, NULL));
}

static double head_height(struct pdf *p, struct grid *g)
{
	return set_cells(p, g, NULL) * (g->has_groups ? 2 : 1);
}

static void group_row(struct pdf *p, struct grid *g, const char *text)
{
	double w = g->x[g->n] - g->x[0];
	double h = pdf_text(p, text, g->size, PDF_BOLD | PDF_ITALIC, g->x[0] + PAD, p->y + 1,
			   w - 2 * PAD, PANGO_ALIGN_LEFT) +
		   2;
	pdf_line(p, g->x[0], p->y, g->x[0], p->y + h, 0.5);
	pdf_line(p, g->x[g->n], p->y, g->x[g->n], p->y + h, 0.5);
	p->y += h;
	horizontal(p, g, p->y);
}

void pdf_table(struct pdf *p, const struct doc_table *t)
{
	struct grid g = {
		.t = t, .n = t->column_count < PDF_COLUMNS ? t->column_count : PDF_COLUMNS};
	bool was_landscape = p->is_landscape;
	for (size_t c = 0; c < g.n; c++)
		g.has_groups |= t->columns[c].group != NULL;
	lay_out(p, &g);
	/* a head is never left alone */
	pdf_need(p, head_height(p, &g) + 2 * (g.size + 6));
	head(p, &g);
	for (size_t r = 0; r < t->row_count; r++) {
		const struct doc_row *row = &t->rows[r];
		/* a group's name stays with its first row */
		double h = row->is_group ? 3 * (g.size + 5) : set_cells(p, &g, row);
		if (p->y + h > p->bottom) {
			pdf_new_page(p, p->is_landscape);
			head(p, &g);
			if (!row->is_group)
				h = set_cells(p, &g, row);
		}
		if (row->is_group)
			group_row(p, &g, row->cells[0].text ? row->cells[0].text : "");
		else
			show_cells(p, &g, h);
	}
	p->y += 8;
	if (p->is_landscape && !was_landscape)
		pdf_new_page(p, false);
}
