#include "ui/list_view.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/edit.h"
#include "ui/list_view_model.h"
#include "ui/list_walk.h"
#include "ui/page_model.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <string.h>

enum own_id {
	GO_UP = 1,
	GO_DOWN,
	GO_PAGE_UP,
	GO_PAGE_DOWN,
	GO_HOME,
	GO_END,
	DO_FIND,
	DO_NEXT,
	DO_BACK,
	DO_FILTER,
	DO_MARK,
	DO_INVERT,
	DO_SORT_RIGHT,
	DO_SORT_LEFT,
	DO_REVERSE,
	DO_CLEAR,
	DO_TAKE,
	DO_EXPORT
};

static const struct action list_actions[] = {
	{DO_CLEAR, "Esc", N_("clear"), N_("End the search, the filter, the marks; then go back.")},
	{DO_TAKE, "Enter", N_("choose"), N_("Take this row.")},
	{DO_NEXT, "n", N_("next"), N_("Next row that was searched for (while a search is on).")},
	{DO_BACK, "N", N_("previous"), N_("The one before (while a search is on)."), ACTION_HIDDEN},
	{DO_FIND, "/ F3", N_("search"),
		N_("Search as you type; without marks every letter fits, with marks exactly.")},
	{DO_FILTER, "f", N_("filter"), N_("Show only the rows that fit.")},
	{DO_MARK, "Space Insert", N_("mark"), N_("Mark this row or take its mark off.")},
	{DO_INVERT, "*", N_("invert"), N_("Marked rows become unmarked and the others marked."),
		ACTION_HIDDEN},
	{DO_SORT_RIGHT, ">", N_("sort"), N_("Sort by the next column.")},
	{DO_SORT_LEFT, "<", N_("sort"), N_("Sort by the column before."), ACTION_HIDDEN},
	{DO_EXPORT, "E", N_("to a file"),
		N_("The list as it stands, with its filter, order and all its columns: a file, or "
		   "printed.")},
	{DO_REVERSE, "~", N_("reverse"), N_("Sort the other way round."), ACTION_HIDDEN},
	{GO_UP, "Up k", N_("up"), N_("One row up."), ACTION_HIDDEN},
	{GO_DOWN, "Down j", N_("down"), N_("One row down."), ACTION_HIDDEN},
	{GO_PAGE_UP, "PageUp C-b", N_("page up"), N_("One window up."), ACTION_HIDDEN},
	{GO_PAGE_DOWN, "PageDown C-f", N_("page down"), N_("One window down."), ACTION_HIDDEN},
	{GO_HOME, "Home g", N_("first"), N_("First row."), ACTION_HIDDEN},
	{GO_END, "End G", N_("last"), N_("Last row."), ACTION_HIDDEN}, {0}};

static struct list_view *self(struct view *v)
{
	return (struct list_view *)v;
}

static bool is_filtered(const struct list_view *l)
{
	struct strbuf b = {0};
	if (l->ops->is_filtered)
		return l->ops->is_filtered(l->ctx);
	if (l->ops->chip)
		l->ops->chip(l->ctx, &b);
	bool has = b.len > 0;
	strbuf_done(&b);
	return has;
}

static bool own_can(struct view *v, int id)
{
	struct list_view *l = self(v);
	bool any = list_visible(l->list) > 0;
	switch (id) {
	case DO_TAKE:
		return l->picking && any;
	case DO_NEXT:
	case DO_BACK:
		return l->found.text.len > 0 && any;
	case DO_MARK:
	case DO_INVERT:
		return !l->picking && l->marks && any;
	case DO_FILTER:
		return any || *list_query(l->list)->filter;
	case DO_FIND:
		return any;
	case DO_EXPORT:
		return any && !l->picking && app_can_export(v->app);
	case DO_SORT_LEFT:
	case DO_SORT_RIGHT:
	case DO_REVERSE:
		return l->sorts > 0 && any;
	case DO_CLEAR:
		return l->found.text.len || list_marked(l->list) || *list_query(l->list)->filter ||
		       is_filtered(l);
	}
	return true;
}

/* Esc takes off one thing at a time; with nothing left it goes back (the application's Esc). */
static int clear(struct list_view *l, struct err *err)
{
	if (l->found.text.len) {
		list_find_stop(l->list);
		edit_done(&l->found);
		return 0;
	}
	if (*list_query(l->list)->filter)
		return list_set_filter(l->list, "", err);
	if (is_filtered(l) && l->ops->unfilter) {
		l->ops->unfilter(l->ctx);
		return list_reload(l->list, err);
	}
	list_unmark(l->list);
	return 0;
}

/* The column `dir` steps from the one that is sorted by, among those that can be. */
static int sort_step(struct list_view *l, int dir, struct err *err)
{
	int sorts[LIST_COLUMNS_MAX], n = 0, at = 0;
	for (const struct column *c = l->ops->columns; c->text && n < LIST_COLUMNS_MAX; c++)
		if (c->sort) {
			if (c->sort == list_query(l->list)->sort)
				at = n;
			sorts[n++] = c->sort;
		}
	if (list_query(l->list)->sort || dir < 0)
		at = (at + dir + n) % n;
	return list_set_sort(l->list, sorts[at], false, err);
}

static int found(struct list_view *l, int r, struct err *err)
{
	l->nothing = r == ERR_NOT_FOUND;
	if (err)
		err->code = ERR_NONE;
	return r == ERR_NOT_FOUND || r == LIST_LATER ? 0 : r;
}

/* What narrows it down, as the line at the foot says it: the screen's own filter, and the typed one. */
static void add_only(const struct list_view *l, struct strbuf *ret)
{
	const char *filter = list_query(l->list)->filter;
	if (l->ops->chip)
		l->ops->chip(l->ctx, ret);
	if (*filter) {
		strbuf_add(ret, ret->len ? " · " : "");
		strbuf_addf(ret, _("filter: %s"), filter);
	}
}

static void add_order(const struct list_view *l, struct strbuf *ret)
{
	const struct list_query *q = list_query(l->list);
	const struct column *c = l->ops->columns;
	while (c->text && (!q->sort || c->sort != q->sort))
		c++;
	if (!c->text || !*c->title)
		return;
	strbuf_add(ret, ret->len ? " · " : "");
	strbuf_addf(ret, q->descending ? _("by %s, descending") : _("by %s"), _(c->title));
}

static void title(struct view *v, struct strbuf *ret);

static int export_as_it_stands(struct list_view *l, struct err *err)
{
	struct strbuf name = {0}, only = {0};
	title(&l->view, &name);
	add_only(l, &only);
	add_order(l, &only);
	const struct list_export what = {.list = l->list,
		.columns = l->ops->columns,
		.ctx = l->ctx,
		.title = strbuf_str(&name),
		.words = l->ops->title ? _(l->ops->title) : NULL,
		.only = strbuf_str(&only)};
	int r = name.failed || only.failed ? ERR_OOM(err)
					   : app_export_list(l->view.app, &what, err);
	strbuf_done(&name);
	strbuf_done(&only);
	return r;
}

static int own_act(struct view *v, int id, struct err *err)
{
	struct list_view *l = self(v);
	const struct list_query *q = list_query(l->list);
	int r;
	switch (id) {
	case GO_UP:
	case GO_DOWN:
		return list_move(l->list, id == GO_UP ? -1 : 1, err);
	case GO_PAGE_UP:
	case GO_PAGE_DOWN:
		return list_move_page(l->list, id == GO_PAGE_UP ? -1 : 1, err);
	case GO_HOME:
	case GO_END:
		return list_move_end(l->list, id == GO_HOME ? LIST_BEFORE : LIST_AFTER, err);
	case DO_FIND:
	case DO_FILTER:
		l->typing = id == DO_FIND ? TYPING_FIND : TYPING_FILTER;
		if (id == DO_FIND)
			edit_done(&l->found);
		return edit_set(&l->line, id == DO_FIND ? "" : q->filter, err);
	case DO_NEXT:
	case DO_BACK:
		return found(l,
			list_find(l->list, edit_text(&l->found),
				id == DO_NEXT ? LIST_AFTER : LIST_BEFORE, false, err),
			err);
	case DO_MARK:
		r = list_mark(l->list, list_chosen_id(l->list),
			!list_is_marked(l->list, list_chosen_id(l->list)), err);
		return r < 0 ? r : list_move(l->list, 1, err);
	case DO_INVERT:
		return list_mark_invert(l->list, err);
	case DO_SORT_LEFT:
	case DO_SORT_RIGHT:
		return sort_step(l, id == DO_SORT_LEFT ? -1 : 1, err);
	case DO_REVERSE:
		return list_set_sort(l->list, q->sort, !q->descending, err);
	case DO_EXPORT:
		return export_as_it_stands(l, err);
	case DO_CLEAR:
		return clear(l, err);
	case DO_TAKE:
		l->picked = list_chosen_id(l->list);
		view_close(v);
		return 0;
	}
	return 0;
}

/* ---- the line for searching and filtering ---------------------------------------------------- */

/* Every letter of a search goes on from the row it stands on. */
static int typed(struct list_view *l, struct err *err)
{
	const char *s = edit_text(&l->line);
	if (l->typing == TYPING_FILTER)
		return list_set_filter(l->list, s, err);
	if (!*s) {
		l->nothing = false;
		list_find_stop(l->list);
		return 0;
	}
	return found(l, list_find(l->list, s, LIST_AFTER, true, err), err);
}

static int typing_end(struct list_view *l, bool keep, struct err *err)
{
	enum typing was = l->typing;
	l->typing = TYPING_NONE;
	if (was == TYPING_FIND)
		return edit_set(&l->found, keep ? edit_text(&l->line) : "", err);
	return keep ? 0 : list_set_filter(l->list, "", err);
}

static bool type(struct view *v, const struct key_event *e)
{
	struct list_view *l = self(v);
	struct err err = {0};
	const char *rest;
	int r = 0;
	if (!l->typing)
		return false;
	enum edit_result was = e->key == K_PASTE ? edit_paste(&l->line, e->text, &rest)
						 : edit_key(&l->line, e->key);
	if (was == EDIT_DONE)
		r = typed(l, &err);
	else if (was == EDIT_LEFT_OUT)
		app_warn(v->app, _("A character that no text may have was left out."));
	else if (e->key == K_ENTER || e->key == K_TAB)
		r = typing_end(l, true, &err);
	else if (e->key == K_ESC)
		r = typing_end(l, false, &err);
	else if (e->key == K_DOWN || e->key == K_UP)
		r = l->typing == TYPING_FIND
			    ? found(l,
				      list_find(l->list, edit_text(&l->line),
					      e->key == K_DOWN ? LIST_AFTER : LIST_BEFORE, false,
					      &err),
				      &err)
			    : list_move(l->list, e->key == K_DOWN ? 1 : -1, &err);
	if (r < 0)
		app_fail(v->app, &err);
	return true;
}

static const struct action *bar(struct view *v)
{
	static const struct action find[] = {{1, "Enter", N_("keep"), NULL},
		{2, "Esc", N_("cancel"), NULL}, {3, "Down", N_("next"), NULL},
		{4, "Up", N_("previous"), NULL}, {0}};
	static const struct action filter[] = {{1, "Enter", N_("keep"), NULL},
		{2, "Esc", N_("show all"), NULL}, {3, "Down", N_("down"), NULL},
		{4, "Up", N_("up"), NULL}, {0}};
	enum typing typing = self(v)->typing;
	return typing == TYPING_FIND ? find : typing == TYPING_FILTER ? filter : NULL;
}

static void add_counts(struct list_view *l, struct strbuf *ret)
{
	char a[WORDING_MAX], b[WORDING_MAX];
	long shown, all;
	if (!list_counts(l->list, &shown, &all))
		strbuf_add(ret, l->ops->source.count || l->ops->source.load ? "…" : "");
	else if (shown == all)
		strbuf_add(ret, wording_number(all, a));
	else
		strbuf_addf(ret, "%s/%s", wording_number(shown, a), wording_number(all, b));
}

static bool prompt(struct view *v, int y, int w)
{
	struct list_view *l = self(v);
	const char *from;
	int cursor, x = 1;
	if (!l->typing)
		return false;
	x += draw_label(
		y, x, w - x, STYLE_STRONG, l->typing == TYPING_FIND ? _("Search:") : _("Filter:"));
	x++;
	edit_show(&l->line, w / 2, &from, &cursor);
	draw_text(y, x, w / 2, STYLE_FIELD, -1, from);
	draw_cursor(y, x + cursor);
	x += w / 2 + 1;
	if (l->nothing && l->typing == TYPING_FIND)
		draw_label(y, x, w - x, STYLE_WARN, _("nothing found"));
	else if (list_is_finding(l->list))
		draw_label(y, x, w - x, STYLE_DIM, _("searching…"));
	if (l->typing == TYPING_FILTER) {
		struct strbuf b = {0};
		add_counts(l, &b);
		draw_text(y, x, w - x - 1, STYLE_STRONG, 1, strbuf_str(&b));
		strbuf_done(&b);
	}
	return true;
}

static void info(struct view *v, struct strbuf *ret)
{
	struct list_view *l = self(v);
	size_t marked = list_marked(l->list);
	const char *filter = list_query(l->list)->filter;
	strbuf_addc(ret, ' ');
	if (l->found.text.len)
		strbuf_addf(ret, "/%s%s  ", edit_text(&l->found), l->nothing ? " ✗" : "");
	if (marked)
		strbuf_addf(ret, _("%zu marked"), marked), strbuf_add(ret, "  ");
	if (l->ops->chip) {
		size_t before = ret->len;
		l->ops->chip(l->ctx, ret);
		if (ret->len > before)
			strbuf_add(ret, "  ");
	}
	if (*filter)
		strbuf_addf(ret, _("filter: %s"), filter), strbuf_add(ret, "  ");
	add_counts(l, ret);
	strbuf_addc(ret, ' ');
	if (ret->len == 2)
		strbuf_clear(ret);
}

/* ---- the screen's own ------------------------------------------------------------------------ */

static bool can(struct view *v, const struct action *a)
{
	struct list_view *l = self(v);
	const void *row = list_chosen(l->list);
	if (l->picking || (a->flags & ACTION_ROW && !row))
		return false;
	/* while a search is on, n goes on with it */
	if (l->found.text.len && (key_is_one_of('n', a->keys) || key_is_one_of('N', a->keys)))
		return false;
	return !l->ops->can || l->ops->can(l->ctx, a->id, row);
}

static int act(struct view *v, const struct action *a, struct err *err)
{
	struct list_view *l = self(v);
	CLEANUP_FREE int64_t *copy = NULL;
	int64_t one = list_chosen_id(l->list);
	struct chosen on = {.ids = &one, .n = one ? 1 : 0, .row = list_chosen(l->list)};
	if (!l->ops->act)
		return 0;
	if (a->flags & ACTION_MARKED && list_marked(l->list)) {
		const int64_t *ids;
		on.n = list_targets(l->list, &ids);
		copy = mem_alloc(on.n * sizeof *copy);
		if (!copy)
			return ERR_OOM(err);
		memcpy(copy, ids, on.n * sizeof *copy);
		on.ids = copy;
	}
	int r = l->ops->act(v->app, l->ctx, a->id, &on, err);
	if (r == 0 && copy)
		list_unmark(l->list);
	return r;
}

static int reload(struct view *v, struct err *err)
{
	struct list_view *l = self(v);
	l->preview_id = 0;
	int r = list_reload(l->list, err);
	if (r == 0 && l->show_id) {
		/* a record that the filter hides is not gone to */
		struct err none = {0};
		list_choose(l->list, l->show_id, &none);
		l->show_id = 0;
	}
	return r;
}

/* Counting, searching and the preview come after the rows are seen. */
static bool idle(struct view *v, bool *ret_seen)
{
	struct list_view *l = self(v);
	struct err err = {0};
	bool finding = list_is_finding(l->list);
	long shown, all;
	if (list_view_preview(l, ret_seen))
		return true;
	bool counted = list_counts(l->list, &shown, &all);
	int r = list_idle(l->list, &err);
	if (finding && !list_is_finding(l->list)) {
		*ret_seen = true;
		found(l, r, NULL);
		return true;
	}
	if (!counted && list_counts(l->list, &shown, &all))
		*ret_seen = true;
	return r == LIST_LATER;
}

static void title(struct view *v, struct strbuf *ret)
{
	struct list_view *l = self(v);
	if (l->ops->title_text)
		l->ops->title_text(l->ctx, ret);
	else
		strbuf_add(ret, _(l->ops->title));
}

static void done(struct view *v)
{
	struct list_view *l = self(v);
	list_free(l->list);
	if (l->ops->done && l->ctx)
		l->ops->done(l->ctx);
	edit_done(&l->line);
	edit_done(&l->found);
	if (l->preview) {
		page_done(l->preview);
		free(l->preview);
	}
	free(l);
}

static const struct view_class list_class = {
	.title = title,
	.paint = list_view_paint,
	.type = type,
	.own = list_actions,
	.own_can = own_can,
	.own_act = own_act,
	.can = can,
	.act = act,
	.info = info,
	.prompt = prompt,
	.bar = bar,
	.idle = idle,
	.reload = reload,
	.done = done,
};

static int make(const struct list_ops *ops, void *ctx, struct list_view **ret, struct err *err)
{
	struct list_view *l = mem_alloc(sizeof *l);
	int r = l ? list_new(&ops->source, ops->columns, ctx, &l->list, err) : ERR_OOM(err);
	if (r == 0 && ops->sort)
		r = list_set_sort(l->list, ops->sort, ops->descending, err);
	/* read at once: keys that are typed ahead of the first painting find their rows */
	int rows = draw_lines() - 4 - (ops->foot != NULL);
	if (r == 0)
		r = list_set_height(l->list, rows > 0 ? (size_t)rows : 0, err);
	if (r < 0) {
		if (l)
			list_free(l->list);
		free(l);
		if (ops->done && ctx)
			ops->done(ctx);
		return r;
	}
	l->view = (struct view){
		.class = &list_class, .name = ops->name, .actions = ops->actions, .owned = true};
	l->ops = ops;
	l->ctx = ctx;
	for (const struct column *c = ops->columns; c->text; c++)
		l->sorts += c->sort != 0;
	for (const struct action *a = ops->actions; a && a->id; a++)
		l->marks = l->marks || a->flags & ACTION_MARKED;
	*ret = l;
	return 0;
}

int list_open(struct app *app, const struct list_ops *ops, void *ctx, struct err *err)
{
	struct list_view *l;
	int r = make(ops, ctx, &l, err);
	if (r == 0)
		app_push(app, &l->view);
	return r;
}

void list_show(struct app *app, int64_t id)
{
	struct view *v = app_top(app);
	if (v && v->class == &list_class)
		self(v)->show_id = id;
}

struct list *list_on_top(struct app *app)
{
	struct view *v = app_top(app);
	return v && v->class == &list_class ? self(v)->list : NULL;
}

void list_begin_find(struct app *app)
{
	struct view *v = app_top(app);
	struct err err = {0};
	if (v && v->class == &list_class && own_act(v, DO_FIND, &err) < 0)
		app_fail(app, &err);
}

int list_pick(
	struct app *app, const struct list_ops *ops, void *ctx, int64_t *ret_id, struct err *err)
{
	struct list_view *l;
	int r = make(ops, ctx, &l, err);
	if (r < 0)
		return r;
	l->picking = true;
	l->view.owned = false;
	app_run_view(app, &l->view);
	int64_t id = l->picked;
	l->view.class->done(&l->view);
	if (!id)
		return ERR_STOPPED;
	*ret_id = id;
	return 0;
}
