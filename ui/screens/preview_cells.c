#include "ui/screens/preview_cells.h"

#include "base/i18n.h"
#include "viet/text.h"

#include <stdlib.h>
#include <string.h>

/* Where something begins or ends, in half points: a place that a column or a line of cells is found for. */
struct stop {
	int at;
	bool is_rule; /* a line stands there, in a cell of its own */
	double cell;
};

struct stops {
	VEC(struct stop) v;
};

/* A text wants `cells` between two stops. */
struct want {
	size_t from, to;
	int cells;
};

struct grid {
	const struct doc_sheet *s;
	struct stops x, y;
	VEC(struct want) wants; /* by `to` */
	int rows, cols;
	unsigned char *mask; /* of each cell: which ways lines go from it, or AREA */
};

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8, AREA = 16 };
/* Cells between the page's edge and what stands on it. */
enum { EDGE = 2 };

static int half_points(double v)
{
	return (int)(2 * v + 0.5); /* nothing lies left of the page */
}

/* ---- stops ----------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const struct stop *x = a, *y = b;
	return x->at != y->at ? (x->at < y->at ? -1 : 1) : (int)x->is_rule - (int)y->is_rule;
}

/* In order, those of one place made one: as near as `near` half points, lines and others apart. */
static void settle(struct stops *s, int near)
{
	size_t n = 0;
	if (s->v.n)
		qsort(s->v.v, s->v.n, sizeof *s->v.v, by_place);
	for (size_t i = 0; i < s->v.n; i++) {
		struct stop stop = s->v.v[i];
		bool is_same = false;
		for (size_t k = n; k > 0 && s->v.v[k - 1].at + near >= stop.at && !is_same; k--)
			is_same = s->v.v[k - 1].is_rule == stop.is_rule;
		if (!is_same)
			s->v.v[n++] = stop;
	}
	s->v.n = n;
}

/* The stop of that kind nearest to a place. */
static size_t find(const struct stops *s, int at, bool is_rule)
{
	size_t best = 0;
	int best_away = -1;
	for (size_t i = 0; i < s->v.n; i++) {
		int away = abs(s->v.v[i].at - at);
		if (s->v.v[i].is_rule == is_rule && (best_away < 0 || away < best_away)) {
			best = i;
			best_away = away;
		}
	}
	return best;
}

static bool add(struct stops *s, double at, bool is_rule)
{
	return VEC_PUSH(&s->v, ((struct stop){.at = half_points(at), .is_rule = is_rule}));
}

static bool is_level(const struct doc_mark *m)
{
	return m->kind == MARK_LINE && m->width * m->width > m->height * m->height;
}

/* A chart's bars have lines of cells of their own, so that one is as much higher as on paper. */
static bool add_area(struct grid *g, const struct doc_mark *m)
{
	enum { LINE = 13 };
	bool ok = add(&g->x, m->x, false) && add(&g->x, m->x + m->width, false);
	for (float at = m->y + m->height; ok && at > m->y; at -= LINE)
		ok = add(&g->y, at, false);
	return ok;
}

static bool add_mark(struct grid *g, const struct doc_mark *m)
{
	switch (m->kind) {
	case MARK_AREA:
		return add_area(g, m);
	case MARK_LINE:
		if (!is_level(m))
			return add(&g->x, m->x, true);
		return add(&g->x, m->x, false) && add(&g->x, m->x + m->width, false) &&
		       add(&g->y, m->y, true);
	case MARK_TEXT:
		break;
	}
	return add(&g->x, m->x, false) && add(&g->x, m->x + m->width, false) &&
	       add(&g->y, m->y, false);
}

/* ---- columns --------------------------------------------------------------------------------------- */

static const char *text_of(const struct grid *g, const struct doc_mark *m)
{
	return strbuf_str(&g->s->texts) + m->text;
}

static int by_end(const void *a, const void *b)
{
	const struct want *x = a, *y = b;
	return x->to < y->to ? -1 : x->to > y->to;
}

static bool collect_wants(struct grid *g)
{
	VEC_EACH (m, &g->s->marks) {
		if (m->kind != MARK_TEXT)
			continue;
		struct want w = {find(&g->x, half_points(m->x), false),
			find(&g->x, half_points(m->x + m->width), false),
			text_cells(text_of(g, m))};
		/* a room narrower than a letter */
		if (w.to <= w.from && w.from + 1 < g->x.v.n)
			w.to = w.from + 1;
		if (!VEC_PUSH(&g->wants, w))
			return false;
	}
	if (g->wants.n)
		qsort(g->wants.v, g->wants.n, sizeof *g->wants.v, by_end);
	return true;
}

/* As far from one another as the texts need, and in between as `scale` has it; returns the width. */
static int place_columns(struct grid *g, double scale)
{
	struct stop *v = g->x.v.v;
	size_t n = g->x.v.n, k = 0;
	for (size_t i = 0; i < n; i++) {
		v[i].cell = i ? v[i - 1].cell + scale * (v[i].at - v[i - 1].at) : EDGE;
		if (i && v[i - 1].is_rule && v[i].cell < v[i - 1].cell + 1)
			v[i].cell = v[i - 1].cell + 1;
		for (; k < g->wants.n && g->wants.v[k].to == i; k++) {
			double least = v[g->wants.v[k].from].cell + g->wants.v[k].cells;
			v[i].cell = least > v[i].cell ? least : v[i].cell;
		}
	}
	for (size_t i = 0; i < n; i++)
		v[i].cell = (int)(v[i].cell + 0.5);
	return (n ? (int)v[n - 1].cell : 0) + EDGE;
}

/* As on paper, where the width suffices for that; what is empty gives way, for as little to scroll as can be. */
static void fit_columns(struct grid *g, int width)
{
	const struct stop *v = g->x.v.v;
	size_t n = g->x.v.n;
	double room = n > 1 ? v[n - 1].at - v[0].at : 0, most = width - 2 * EDGE;
	double scale = room > 0 && most > 0 ? most / room : 0, least = scale / 4;
	for (g->cols = place_columns(g, scale); g->cols > width && scale > least; scale *= 0.95)
		g->cols = place_columns(g, scale);
}

/* ---- rows ------------------------------------------------------------------------------------------ */

/* Each in a line of its own; of what is empty on paper some is kept. */
static void place_rows(struct grid *g)
{
	enum { LINE = 2 * 13, BLANK_MAX = 3 };
	int row = 0;
	for (size_t i = 0; i < g->y.v.n; i++) {
		struct stop *v = &g->y.v.v[i];
		int blank = i ? (v->at - v[-1].at - LINE / 2) / LINE : 0;
		row += i ? 1 + (blank < 0 ? 0 : blank < BLANK_MAX ? blank : BLANK_MAX) : 1;
		v->cell = row;
	}
	g->rows = row + 2;
}

/* ---- lines and areas ------------------------------------------------------------------------------- */

static int col_of(const struct grid *g, double x, bool is_rule)
{
	return (int)g->x.v.v[find(&g->x, half_points(x), is_rule)].cell;
}

static int row_of(const struct grid *g, double y, bool is_rule)
{
	return (int)g->y.v.v[find(&g->y, half_points(y), is_rule)].cell;
}

static unsigned char *at(struct grid *g, int row, int col)
{
	return &g->mask[row * g->cols + col];
}

/* The end of a line may meet another one: it is the one that it touches on paper. */
static int end_of(const struct stops *s, double place, int own)
{
	enum { TOUCHES = 2 };
	size_t rule = find(s, half_points(place), true);
	if (s->v.n && s->v.v[rule].is_rule && abs(s->v.v[rule].at - half_points(place)) <= TOUCHES)
		return (int)s->v.v[rule].cell;
	return own;
}

static void draw_level(struct grid *g, int row, int from, int to)
{
	for (int c = from; c < to; c++) {
		*at(g, row, c) |= RIGHT;
		*at(g, row, c + 1) |= LEFT;
	}
}

static void draw_upright(struct grid *g, int col, int from, int to)
{
	for (int r = from; r < to; r++) {
		*at(g, r, col) |= DOWN;
		*at(g, r + 1, col) |= UP;
	}
}

/* The rows that stand between two heights, those of lines at either end among them. */
static void draw_upright_between(struct grid *g, int col, double y1, double y2)
{
	enum { TOUCHES = 2 };
	int first = -1, last = -1, top = half_points(y1) - TOUCHES, low = half_points(y2) + TOUCHES;
	VEC_EACH (v, &g->y.v) {
		if (v->at < top || v->at > low)
			continue;
		first = first < 0 ? (int)v->cell : first;
		last = (int)v->cell;
	}
	if (first >= 0)
		draw_upright(g, col, first, last);
}

static void draw_line(struct grid *g, const struct doc_mark *m)
{
	double x1 = m->x, x2 = m->x + m->width;
	if (is_level(m)) {
		int to = end_of(&g->x, x2, col_of(g, x2, false) - 1);
		draw_level(g, row_of(g, m->y, true), end_of(&g->x, x1, col_of(g, x1, false)), to);
	} else
		draw_upright_between(g, col_of(g, x1, true), m->y, m->y + m->height);
}

static void draw_area(struct grid *g, const struct doc_mark *m)
{
	int left = col_of(g, m->x, false), right = col_of(g, m->x + m->width, false);
	int top = half_points(m->y), low = half_points(m->y + m->height);
	VEC_EACH (v, &g->y.v)
		for (int c = left; v->at > top && v->at <= low && c < right; c++)
			*at(g, (int)v->cell, c) |= AREA;
}

static const char *sign(unsigned char mask)
{
	static const char *const signs[AREA] = {
		" ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
	return mask & AREA ? "█" : signs[mask];
}

static void put_lines(struct grid *g, struct canvas *c)
{
	struct strbuf run = {0};
	for (int row = 0; row < g->rows; row++)
		for (int col = 0, from; col < g->cols; col++) {
			from = col;
			strbuf_clear(&run);
			while (col < g->cols && *at(g, row, col))
				strbuf_add(&run, sign(*at(g, row, col++)));
			if (run.len)
				canvas_put(c, row, from, STYLE_BORDER, run.s, run.len);
		}
	c->failed |= run.failed;
	strbuf_done(&run);
}

/* ---- texts ----------------------------------------------------------------------------------------- */

static void put_text(struct grid *g, const struct doc_mark *m, struct canvas *c)
{
	const char *text = text_of(g, m);
	int left = col_of(g, m->x, false), right = col_of(g, m->x + m->width, false);
	int spare = right - left - text_cells(text);
	spare = spare < 0 || m->align == DOC_LEFT ? 0 : m->align == DOC_CENTRE ? spare / 2 : spare;
	canvas_put(c, row_of(g, m->y, false), left + spare,
		m->style & TRACE_BOLD ? STYLE_STRONG : STYLE_NORMAL, text, strlen(text));
}

static void put_all(struct grid *g, struct canvas *c)
{
	VEC_EACH (m, &g->s->marks) {
		if (m->kind == MARK_LINE)
			draw_line(g, m);
		else if (m->kind == MARK_AREA)
			draw_area(g, m);
	}
	/* the paper's edge */
	draw_level(g, 0, 0, g->cols - 1);
	draw_level(g, g->rows - 1, 0, g->cols - 1);
	draw_upright(g, 0, 0, g->rows - 1);
	draw_upright(g, g->cols - 1, 0, g->rows - 1);
	put_lines(g, c);
	VEC_EACH (m, &g->s->marks)
		if (m->kind == MARK_TEXT)
			put_text(g, m, c);
}

int preview_cells(const struct doc_sheet *s, int width, struct canvas *c, struct err *err)
{
	/* in half points: texts of one line; edges that are one */
	enum { SAME_LINE = 4, SAME_EDGE = 1 };
	struct grid g = {.s = s};
	bool ok = true;
	VEC_EACH (m, &s->marks)
		ok = ok && add_mark(&g, m);
	settle(&g.x, SAME_EDGE);
	settle(&g.y, SAME_LINE);
	ok = ok && collect_wants(&g);
	if (ok) {
		fit_columns(&g, width);
		place_rows(&g);
		g.mask = mem_alloc((size_t)g.rows * (size_t)g.cols);
		ok = g.mask != NULL;
	}
	if (ok)
		put_all(&g, c);
	VEC_DONE(&g.x.v);
	VEC_DONE(&g.y.v);
	VEC_DONE(&g.wants);
	free(g.mask);
	return ok ? 0 : ERR_OOM(err);
}
