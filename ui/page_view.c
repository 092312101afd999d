#include "ui/page.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/page_model.h"
#include "ui/view.h"

#include <stdlib.h>

enum { GO_UP = 1, GO_DOWN, GO_LEFT, GO_RIGHT, GO_PAGE_UP, GO_PAGE_DOWN, GO_HOME, GO_END, GO_OPEN };

struct page_view {
	struct view view;
	const struct page_ops *ops;
	void *ctx;
	struct page page;
	bool built;
	bool later, anew; /* there is work put off; it begins anew */
	bool moved;	  /* somebody has chosen a door */
	bool follow;	  /* the chosen door must be in sight; not after scrolling away from it */
	size_t chosen;	  /* span; SIZE_MAX: no door here */
	int top;	  /* first line seen below the head */
	int height;	  /* lines seen below the head */
	char *text;	  /* of page_open_text */
	char *title;
};

#define NO_SPAN SIZE_MAX

static const struct action page_actions[] = {
	{GO_OPEN, "Enter", N_("open"), N_("Open what the cursor is on.")},
	{GO_UP, "Up k", N_("up"), N_("Up; scrolls where there is nothing to choose."),
		ACTION_HIDDEN},
	{GO_DOWN, "Down j", N_("down"), N_("Down; scrolls where there is nothing to choose."),
		ACTION_HIDDEN},
	{GO_LEFT, "Left BackTab", N_("left"), N_("The one before."), ACTION_HIDDEN},
	{GO_RIGHT, "Right Tab", N_("right"), N_("The next one."), ACTION_HIDDEN},
	{GO_PAGE_UP, "PageUp", N_("page up"), N_("One window up."), ACTION_HIDDEN},
	{GO_PAGE_DOWN, "PageDown", N_("page down"), N_("One window down."), ACTION_HIDDEN},
	{GO_HOME, "Home", N_("first"), N_("To the beginning."), ACTION_HIDDEN},
	{GO_END, "End", N_("last"), N_("To the end."), ACTION_HIDDEN}, {0}};

static struct page_view *self(struct view *v)
{
	return (struct page_view *)v;
}

static const struct span *chosen_span(const struct page_view *p)
{
	return p->chosen < p->page.spans.n ? &p->page.spans.v[p->chosen] : NULL;
}

static struct door chosen_door(const struct page_view *p)
{
	const struct span *s = chosen_span(p);
	return s ? s->door : (struct door){0};
}

/* The door of the same kind and record; else the one nearest to where it stood. */
static size_t find_door(const struct page_view *p, struct door d, int line)
{
	size_t near = NO_SPAN;
	int best = 0;
	for (size_t i = 0; i < p->page.spans.n; i++) {
		const struct span *s = &p->page.spans.v[i];
		int away = s->line > line ? s->line - line : line - s->line;
		if (!s->door.kind)
			continue;
		if (s->door.kind == d.kind && s->door.a == d.a && s->door.b == d.b)
			return i;
		if (near == NO_SPAN || away < best) {
			near = i;
			best = away;
		}
	}
	return near;
}

static int build(struct page_view *p, int width, struct err *err)
{
	struct door was = chosen_door(p);
	const struct span *s = chosen_span(p);
	int line = s ? s->line : 0;
	page_begin(&p->page, width);
	p->built = true;
	int r = 0;
	if (p->text) {
		page_line(&p->page);
		page_wrap(&p->page, STYLE_NORMAL, 0, p->text);
	} else {
		r = p->ops->build(p->ctx, &p->page, err);
	}
	if (r == 0 && (p->page.failed || p->page.texts.failed))
		r = ERR_OOM(err);
	if (p->page.from_top) {
		was = (struct door){0};
		line = p->top = 0;
		p->moved = false;
	}
	p->chosen = find_door(p, was, line);
	/* the page stays where it is until somebody moves: at first at its beginning */
	p->follow = p->moved;
	return r;
}

static void title(struct view *v, struct strbuf *ret)
{
	struct page_view *p = self(v);
	if (p->title)
		strbuf_add(ret, p->title);
	else if (p->ops->title_text)
		p->ops->title_text(p->ctx, ret);
	else
		strbuf_add(ret, _(p->ops->title));
}

static void keep_in_sight(struct page_view *p)
{
	int lines = page_lines(&p->page) - p->page.head;
	const struct span *s = chosen_span(p);
	if (p->follow && s && s->line >= p->page.head) {
		int at = s->line - p->page.head;
		if (at < p->top)
			p->top = at;
		if (at >= p->top + p->height)
			p->top = at - p->height + 1;
	}
	p->follow = false;
	if (p->top > lines - p->height)
		p->top = lines - p->height;
	if (p->top < 0)
		p->top = 0;
}

static void paint(struct view *v, struct area a)
{
	struct page_view *p = self(v);
	struct err err = {0};
	if ((!p->built || p->page.width != a.w - 2) && build(p, a.w - 2, &err) < 0)
		app_fail(v->app, &err);
	int head = p->page.head < a.h ? p->page.head : a.h;
	const struct span *s = chosen_span(p);
	p->height = a.h - head;
	keep_in_sight(p);
	for (int i = 0; i < head; i++)
		page_draw_line(&p->page, i, a.y + i, a.x + 1, a.w - 2, s);
	for (int i = 0; i < p->height; i++) {
		int line = p->page.head + p->top + i;
		if (line < page_lines(&p->page))
			page_draw_line(&p->page, line, a.y + head + i, a.x + 1, a.w - 2, s);
	}
	if (p->top > 0)
		draw_text(a.y + head, a.x + a.w - 1, 1, STYLE_DIM, -1, "↑");
	if (page_lines(&p->page) - p->page.head > p->top + p->height)
		draw_text(a.y + a.h - 1, a.x + a.w - 1, 1, STYLE_DIM, -1, "↓");
}

static size_t step(const struct page_view *p, int dir)
{
	size_t i = p->chosen;
	while (i != NO_SPAN) {
		i = dir > 0 ? (i + 1 < p->page.spans.n ? i + 1 : NO_SPAN) : (i ? i - 1 : NO_SPAN);
		if (i != NO_SPAN && p->page.spans.v[i].door.kind)
			return i;
	}
	return NO_SPAN;
}

/* The door nearest in x on the nearest line above or below that has one. */
static size_t step_line(const struct page_view *p, int dir)
{
	const struct span *from = chosen_span(p);
	size_t best = NO_SPAN;
	if (!from)
		return NO_SPAN;
	int middle = from->x + from->cells / 2;
	for (size_t i = p->chosen; i < p->page.spans.n;) {
		const struct span *s = &p->page.spans.v[i];
		if (best != NO_SPAN && s->line != p->page.spans.v[best].line)
			break;
		if (s->door.kind && s->line != from->line) {
			const struct span *b = best == NO_SPAN ? NULL : &p->page.spans.v[best];
			int away = abs(s->x + s->cells / 2 - middle);
			if (!b || away < abs(b->x + b->cells / 2 - middle))
				best = i;
		}
		if (dir < 0 && i == 0)
			break;
		i = dir > 0 ? i + 1 : i - 1;
	}
	return best;
}

static void choose(struct page_view *p, size_t span)
{
	p->chosen = span;
	p->moved = p->follow = true;
}

/* The chosen door is still out of sight, ahead: the page goes to it first. */
static bool is_ahead(const struct page_view *p, int dir)
{
	const struct span *s = chosen_span(p);
	int at = s ? s->line - p->page.head : -1;
	/* where it is followed it comes into sight when painted: keys may come faster than that */
	return s && at >= 0 && !p->follow && (dir > 0 ? at >= p->top + p->height : at < p->top);
}

static void go_line(struct page_view *p, int dir)
{
	size_t to = step_line(p, dir);
	if (is_ahead(p, dir)) {
		p->follow = true;
		return;
	}
	if (to != NO_SPAN)
		choose(p, to);
	else
		p->top += dir;
}

static void go_page(struct page_view *p, int dir)
{
	const struct span *s = chosen_span(p);
	int page = p->height > 1 ? p->height - 1 : 1;
	size_t to = s ? find_door(p, (struct door){0}, s->line + dir * page) : NO_SPAN;
	if (to != NO_SPAN && to != p->chosen)
		choose(p, to);
	else
		p->top += dir * page;
}

/* What was opened may have been a form that has saved: then this page is on top again. */
static int open_chosen(struct page_view *p, struct err *err)
{
	struct view *v = &p->view;
	if (p->chosen == NO_SPAN || !p->ops->open)
		return 0;
	int r = p->ops->open(v->app, p->ctx, chosen_door(p), err);
	if (!r && app_top(v->app) == v)
		app_changed(v->app);
	return r;
}

static int own_act(struct view *v, int id, struct err *err)
{
	struct page_view *p = self(v);
	size_t to = NO_SPAN;
	switch (id) {
	case GO_OPEN:
		return open_chosen(p, err);
	case GO_UP:
	case GO_DOWN:
		go_line(p, id == GO_UP ? -1 : 1);
		return 0;
	case GO_PAGE_UP:
	case GO_PAGE_DOWN:
		go_page(p, id == GO_PAGE_UP ? -1 : 1);
		return 0;
	case GO_LEFT:
	case GO_RIGHT:
		to = step(p, id == GO_LEFT ? -1 : 1);
		break;
	case GO_HOME:
		p->top = 0;
		to = find_door(p, (struct door){0}, 0);
		break;
	case GO_END:
		p->top = page_lines(&p->page);
		for (size_t i = 0; i < p->page.spans.n; i++)
			if (p->page.spans.v[i].door.kind)
				to = i;
		break;
	}
	if (to != NO_SPAN)
		choose(p, to);
	return 0;
}

static bool own_can(struct view *v, int id)
{
	struct page_view *p = self(v);
	return id != GO_OPEN || (p->chosen != NO_SPAN && p->ops->open);
}

static bool can(struct view *v, const struct action *a)
{
	struct page_view *p = self(v);
	if (a->flags & ACTION_ROW && p->chosen == NO_SPAN)
		return false;
	return !p->ops->can || p->ops->can(p->ctx, a->id, chosen_door(p));
}

static int act(struct view *v, const struct action *a, struct err *err)
{
	struct page_view *p = self(v);
	return p->ops->act ? p->ops->act(v->app, p->ctx, a->id, chosen_door(p), err) : 0;
}

static bool idle(struct view *v, bool *ret_seen)
{
	struct page_view *p = self(v);
	struct err err = {0};
	if (!p->later || !p->built)
		return false;
	int r = p->ops->later(p->ctx, p->anew, &err);
	if (r == ERR_STOPPED)
		return true;
	p->anew = false;
	p->later = r > 0;
	if (r >= 0)
		r = build(p, p->page.width, &err);
	if (r < 0)
		app_fail(v->app, &err);
	*ret_seen = true;
	return p->later;
}

static int reload(struct view *v, struct err *err)
{
	struct page_view *p = self(v);
	p->later = p->anew = p->ops->later != NULL;
	return p->built ? build(p, p->page.width, err) : 0;
}

static void done(struct view *v)
{
	struct page_view *p = self(v);
	if (p->ops->done && p->ctx)
		p->ops->done(p->ctx);
	page_done(&p->page);
	free(p->text);
	free(p->title);
	free(p);
}

static bool leave(struct view *v)
{
	const struct page_view *p = self(v);
	return !p->ops->leave || p->ops->leave(v->app, p->ctx);
}

static const struct view_class page_class = {
	.title = title,
	.paint = paint,
	.own = page_actions,
	.own_can = own_can,
	.own_act = own_act,
	.can = can,
	.act = act,
	.idle = idle,
	.reload = reload,
	.leave = leave,
	.done = done,
};

/* Laid out at once: keys that are typed ahead of the first painting find its doors. */
static int open_view(struct app *app, const struct page_ops *ops, void *ctx, struct page_view *p,
	struct err *err)
{
	p->view = (struct view){.class = &page_class,
		.app = app,
		.name = ops->name,
		.actions = ops->actions,
		.owned = true};
	p->ops = ops;
	p->ctx = ctx;
	p->chosen = NO_SPAN;
	p->later = p->anew = ops->later != NULL;
	int r = build(p, draw_cols() > 2 ? draw_cols() - 2 : 1, err);
	if (r < 0)
		done(&p->view);
	else
		app_push(app, &p->view);
	return r;
}

int page_open(struct app *app, const struct page_ops *ops, void *ctx, struct err *err)
{
	struct page_view *p = mem_alloc(sizeof *p);
	if (p)
		return open_view(app, ops, ctx, p, err);
	if (ops->done && ctx)
		ops->done(ctx);
	return ERR_OOM(err);
}

int page_open_text(struct app *app, const char *title_text, const char *text, struct err *err)
{
	static const struct page_ops ops = {.name = "text"};
	struct page_view *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->title = mem_strdup(title_text);
	p->text = mem_strdup(text);
	if (!p->title || !p->text) {
		free(p->title);
		free(p->text);
		free(p);
		return ERR_OOM(err);
	}
	return open_view(app, &ops, NULL, p, err);
}
