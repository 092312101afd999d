#include "ui/canvas.h"

#include "base/i18n.h"
#include "ui/view.h"
#include "viet/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	GO_UP = 1,
	GO_DOWN,
	GO_LEFT,
	GO_RIGHT,
	GO_ON,
	GO_BACK,
	GO_NEXT,
	GO_BEFORE,
	GO_FIRST,
	GO_LAST
};
enum { SIDEWAYS = 8 };

struct canvas_view {
	struct view view;
	const struct canvas_ops *ops;
	void *ctx;
	struct canvas canvas;
	int width, height; /* of the window; width 0: not built yet */
	int top, left;
};

static const struct action canvas_actions[] = {
	{GO_ON, "PageDown Space", N_("on"),
		N_("One window on; at the foot of a page to the next one.")},
	{GO_BACK, "PageUp", N_("back"),
		N_("One window back; at the head of a page to the one before."), ACTION_HIDDEN},
	{GO_RIGHT, "Right", N_("right"),
		N_("To the right, where the page is wider than the window.")},
	{GO_LEFT, "Left", N_("left"), N_("To the left."), ACTION_HIDDEN},
	{GO_DOWN, "Down j", N_("down"), N_("One line down."), ACTION_HIDDEN},
	{GO_UP, "Up k", N_("up"), N_("One line up."), ACTION_HIDDEN},
	{GO_NEXT, "] +", N_("next page"), N_("The head of the next page.")},
	{GO_BEFORE, "[ -", N_("page before"), N_("The head of the page before.")},
	{GO_FIRST, "Home", N_("first"), N_("The first page."), ACTION_HIDDEN},
	{GO_LAST, "End", N_("last"), N_("The last page."), ACTION_HIDDEN}, {0}};

/* ---- the sheet -------------------------------------------------------------------------------------- */

void canvas_put(struct canvas *c, int row, int col, enum style style, const char *s, size_t n)
{
	struct canvas_piece p = {.row = row, .col = col, .style = style, .text = c->texts.len};
	strbuf_addn(&c->texts, s, n);
	strbuf_addn(&c->texts, "", 1);
	if (c->texts.failed) {
		c->failed = true;
		return;
	}
	p.cells = text_cells(c->texts.s + p.text);
	c->failed |= !VEC_PUSH(&c->pieces, p);
	c->rows = row >= c->rows ? row + 1 : c->rows;
	c->cols = col + p.cells > c->cols ? col + p.cells : c->cols;
}

void canvas_clear(struct canvas *c)
{
	c->rows = c->cols = 0;
	c->pieces.n = 0;
	strbuf_clear(&c->texts);
	c->failed = false;
}

void canvas_done(struct canvas *c)
{
	VEC_DONE(&c->pieces);
	strbuf_done(&c->texts);
}

/* ---- the view --------------------------------------------------------------------------------------- */

static struct canvas_view *self(struct view *v)
{
	return (struct canvas_view *)v;
}

static int build(struct canvas_view *c, int width, struct err *err)
{
	canvas_clear(&c->canvas);
	c->width = width;
	int r = c->ops->build(c->ctx, &c->canvas, width, err);
	return !r && c->canvas.failed ? ERR_OOM(err) : r;
}

static void keep_inside(struct canvas_view *c)
{
	int lowest = c->canvas.rows - c->height, rightmost = c->canvas.cols - c->width;
	c->top = c->top > lowest ? lowest : c->top;
	c->top = c->top < 0 ? 0 : c->top;
	c->left = c->left > rightmost ? rightmost : c->left;
	c->left = c->left < 0 ? 0 : c->left;
}

/* The part of a piece that the window shows: cut at its cells, never within a letter. */
static void paint_piece(const struct canvas_view *c, const struct canvas_piece *p, struct area a)
{
	const char *s = c->canvas.texts.s + p->text;
	int col = p->col - c->left, used = 0;
	if (p->row < c->top || p->row >= c->top + a.h || col >= a.w || col + p->cells <= 0)
		return;
	if (col < 0) {
		s += text_fit(s, -col, &used);
		/* half of a wide letter stays outside */
		if (used < -col) {
			s += text_fit(s, 2, &used);
			col = 1;
		} else
			col = 0;
	}
	size_t n = text_fit(s, a.w - col, &used);
	char *part = mem_strndup(s, n);
	if (part)
		draw_label(a.y + p->row - c->top, a.x + col, a.w - col, p->style, part);
	free(part);
}

static void paint(struct view *v, struct area a)
{
	struct canvas_view *c = self(v);
	struct err err = {0};
	if (c->width != a.w && build(c, a.w, &err) < 0)
		app_fail(v->app, &err);
	c->height = a.h;
	keep_inside(c);
	VEC_EACH (p, &c->canvas.pieces)
		paint_piece(c, p, a);
}

static int turn(struct canvas_view *c, enum canvas_turn where, struct err *err)
{
	int r = c->ops->turn(c->ctx, where, err);
	if (r <= 0)
		return r;
	r = build(c, c->width, err);
	return r < 0 ? r : 1;
}

/* A window further; past the edge of the sheet to its neighbour, which is seen from the same side. */
static int go(struct canvas_view *c, int dir, struct err *err)
{
	int step = c->height > 2 ? c->height - 2 : 1, lowest = c->canvas.rows - c->height;
	if (dir > 0 ? c->top < lowest : c->top > 0) {
		c->top += dir * step;
		return 0;
	}
	int r = turn(c, dir > 0 ? TURN_AFTER : TURN_BEFORE, err);
	if (r > 0)
		c->top = dir > 0 ? 0 : c->canvas.rows;
	return r < 0 ? r : 0;
}

static int go_to(struct canvas_view *c, enum canvas_turn where, struct err *err)
{
	int r = turn(c, where, err);
	if (where == TURN_FIRST)
		c->left = 0;
	if (r > 0 || where == TURN_FIRST || where == TURN_BEFORE)
		c->top = 0;
	else if (!r && where == TURN_LAST)
		c->top = c->canvas.rows;
	return r < 0 ? r : 0;
}

static int own_act(struct view *v, int id, struct err *err)
{
	struct canvas_view *c = self(v);
	int r = 0;
	switch (id) {
	case GO_ON:
	case GO_BACK:
		r = go(c, id == GO_ON ? 1 : -1, err);
		break;
	case GO_UP:
	case GO_DOWN:
		c->top += id == GO_DOWN ? 1 : -1;
		break;
	case GO_LEFT:
	case GO_RIGHT:
		c->left += id == GO_RIGHT ? SIDEWAYS : -SIDEWAYS;
		break;
	case GO_FIRST:
	case GO_LAST:
		r = go_to(c, id == GO_FIRST ? TURN_FIRST : TURN_LAST, err);
		break;
	case GO_NEXT:
	case GO_BEFORE:
		r = go_to(c, id == GO_NEXT ? TURN_AFTER : TURN_BEFORE, err);
		break;
	}
	/* keys may come faster than painting */
	keep_inside(c);
	return r;
}

static bool own_can(struct view *v, int id)
{
	const struct canvas_view *c = self(v);
	return (id != GO_LEFT && id != GO_RIGHT) || c->canvas.cols > c->width;
}

static void title(struct view *v, struct strbuf *ret)
{
	self(v)->ops->title_text(self(v)->ctx, ret);
}

static void info(struct view *v, struct strbuf *ret)
{
	struct canvas_view *c = self(v);
	if (c->canvas.cols > c->width)
		strbuf_addf(ret, "%s%s ", c->left > 0 ? "←" : "",
			c->left + c->width < c->canvas.cols ? "→" : "");
	if (c->ops->info)
		c->ops->info(c->ctx, ret);
}

static int act(struct view *v, const struct action *a, struct err *err)
{
	struct canvas_view *c = self(v);
	return c->ops->act ? c->ops->act(v->app, c->ctx, a->id, err) : 0;
}

static int reload(struct view *v, struct err *err)
{
	struct canvas_view *c = self(v);
	return c->width ? build(c, c->width, err) : 0;
}

static void done(struct view *v)
{
	struct canvas_view *c = self(v);
	if (c->ops->done && c->ctx)
		c->ops->done(c->ctx);
	canvas_done(&c->canvas);
	free(c);
}

static const struct view_class canvas_class = {
	.title = title,
	.paint = paint,
	.own = canvas_actions,
	.own_can = own_can,
	.own_act = own_act,
	.act = act,
	.info = info,
	.reload = reload,
	.done = done,
};

int canvas_open(struct app *app, const struct canvas_ops *ops, void *ctx, struct err *err)
{
	struct canvas_view *c = mem_alloc(sizeof *c);
	if (!c) {
		if (ops->done && ctx)
			ops->done(ctx);
		return ERR_OOM(err);
	}
	c->view = (struct view){.class = &canvas_class,
		.app = app,
		.name = ops->name,
		.actions = ops->actions,
		.owned = true};
	c->ops = ops;
	c->ctx = ctx;
	/* what cannot be laid out is not opened; until it is painted the window is as large as the screen */
	c->height = draw_lines() > 3 ? draw_lines() - 3 : 1;
	int r = build(c, draw_cols(), err);
	if (r < 0)
		done(&c->view);
	else
		app_push(app, &c->view);
	return r;
}
