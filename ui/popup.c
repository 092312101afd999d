#include "ui/popup.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/edit.h"
#include "ui/page_model.h"
#include "ui/view.h"
#include "viet/text.h"

#include <string.h>

#define WIDE 76 /* cells of a box that needs the room */

struct popup_view {
	struct view view;
	struct popup *p;
	struct edit line;
	bool typing;
	size_t *seen; /* the lines that fit what is typed */
	size_t seen_n, at, top, height;
	int result;
};

enum { GO_UP = 1, GO_DOWN, GO_PAGE_UP, GO_PAGE_DOWN, GO_HOME, GO_END, DO_TAKE, DO_CLOSE, DO_FIND };

#define MOVES                                                                                      \
	{GO_UP, "Up", N_("up"), N_("One line up."), ACTION_HIDDEN},                                \
		{GO_DOWN, "Down", N_("down"), N_("One line down."), ACTION_HIDDEN},                \
		{GO_PAGE_UP, "PageUp", N_("page up"), N_("One window up."), ACTION_HIDDEN},        \
		{GO_PAGE_DOWN, "PageDown", N_("page down"), N_("One window down."),                \
			ACTION_HIDDEN},                                                            \
		{GO_HOME, "Home", N_("first"), N_("To the beginning."), ACTION_HIDDEN},            \
	{                                                                                          \
		GO_END, "End", N_("last"), N_("To the end."), ACTION_HIDDEN                        \
	}

static const struct action choose_actions[] = {
	{DO_TAKE, "Enter", N_("choose"), N_("Take this line.")},
	{DO_CLOSE, "Esc q", N_("cancel"), N_("Close without choosing.")}, MOVES, {0}};

static const struct action read_actions[] = {
	{DO_FIND, "/ F3", N_("search"), N_("Show only the lines that fit.")},
	{DO_CLOSE, "Esc q Enter ? F1", N_("close"), N_("Close this box.")}, MOVES, {0}};

static struct popup_view *self(struct view *v)
{
	return (struct popup_view *)v;
}

static bool group_fits(const struct popup *p, int group, const char *typed)
{
	struct strbuf b = {0};
	bool fits = false;
	VEC_EACH (l, &p->lines)
		if (l->group == group)
			strbuf_addf(&b, "%s %s ", l->label, l->detail);
	text_matches(strbuf_str(&b), typed, &fits, NULL);
	strbuf_done(&b);
	return fits;
}

static void narrow(struct popup_view *v)
{
	const char *typed = edit_text(&v->line);
	int group = -1;
	bool fits = true;
	v->seen_n = 0;
	for (size_t i = 0; i < v->p->lines.n; i++) {
		const struct popup_line *l = &v->p->lines.v[i];
		if (*typed && l->group != group)
			fits = group_fits(v->p, l->group, typed);
		group = l->group;
		if (fits)
			v->seen[v->seen_n++] = i;
	}
	v->at = v->top = 0;
}

static void title(struct view *v, struct strbuf *ret)
{
	strbuf_add(ret, self(v)->p->title);
}

static int lines_width(const struct popup *p)
{
	int most = text_cells(p->title) + 4;
	for (size_t i = 0; i < p->lines.n; i++) {
		int n = p->label_cells ? WIDE - 6 : text_cells(p->lines.v[i].label) + 2;
		if (n > most)
			most = n;
	}
	return most;
}

static struct area frame(struct popup_view *v, struct area a, struct page *text)
{
	const struct popup *p = v->p;
	int w = (p->text ? WIDE - 12 : lines_width(p) + 4), extra = p->kind == POPUP_FIND ? 2 : 0;
	if (p->text && lines_width(p) + 4 > w)
		w = lines_width(p) + 4;
	if (p->kind != POPUP_CHOOSE)
		w = WIDE;
	if (w > a.w - 2)
		w = a.w - 2;
	page_begin(text, w - 4);
	if (p->text) {
		page_line(text);
		page_wrap(text, STYLE_NORMAL, 0, p->text);
		page_line(text);
	}
	int h = 2 + page_lines(text) + extra + (int)p->lines.n;
	if (p->kind == POPUP_FIND || h > a.h)
		h = a.h;
	return draw_box((struct area){a.y + (a.h - h) / 2, a.x + (a.w - w) / 2, h, w}, p->title);
}

static void paint_line(struct popup_view *v, size_t i, int y, struct area in)
{
	const struct popup_line *l = &v->p->lines.v[v->seen[i]];
	bool here = v->p->kind != POPUP_READ && i == v->at;
	enum style style = here ? STYLE_CURSOR : STYLE_NORMAL;
	int lw = v->p->label_cells && v->p->label_cells < in.w ? v->p->label_cells : in.w;
	draw_text(y, in.x - 1, in.w + 2, style, -1, here ? "▸" : "");
	draw_text(y, in.x, lw,
		here					? style
		: v->p->kind == POPUP_READ && lw < in.w ? STYLE_KEY
							: STYLE_NORMAL,
		-1, l->label);
	if (lw < in.w)
		draw_text(y, in.x + lw + 1, in.w - lw - 1, style, -1, l->detail);
}

static void paint(struct view *view, struct area a)
{
	struct popup_view *v = self(view);
	struct page text = {0};
	struct area in = frame(v, a, &text);
	int y = in.y;
	for (int i = 0; i < page_lines(&text) && y < in.y + in.h - (int)v->p->lines.n; i++)
		page_draw_line(&text, i, y++, in.x, in.w, NULL);
	if (v->p->kind == POPUP_FIND) {
		const char *from;
		int cursor;
		edit_show(&v->line, in.w, &from, &cursor);
		draw_text(y, in.x, in.w, STYLE_FIELD, -1, from);
		draw_cursor(y, in.x + cursor);
		y += 2;
	}
	v->height = in.y + in.h > y ? (size_t)(in.y + in.h - y) : 0;
	if (v->p->kind != POPUP_READ) {
		if (v->at < v->top)
			v->top = v->at;
		if (v->height && v->at >= v->top + v->height)
			v->top = v->at - v->height + 1;
	} else if (v->top + v->height > v->seen_n) {
		v->top = v->seen_n > v->height ? v->seen_n - v->height : 0;
	}
	for (size_t i = 0; i < v->height && v->top + i < v->seen_n; i++)
		paint_line(v, v->top + i, y + (int)i, in);
	if (!v->seen_n && v->height)
		draw_text(y, in.x, in.w, STYLE_DIM, -1, _("Nothing fits what is typed."));
	if (v->top > 0)
		draw_text(y, in.x + in.w, 1, STYLE_DIM, -1, "↑");
	if (v->top + v->height < v->seen_n)
		draw_text(in.y + in.h - 1, in.x + in.w, 1, STYLE_DIM, -1, "↓");
	page_done(&text);
}

static bool prompt(struct view *view, int y, int w)
{
	struct popup_view *v = self(view);
	const char *from;
	int cursor;
	if (v->p->kind != POPUP_READ || !v->typing)
		return false;
	int x = 2 + draw_label(y, 1, w - 2, STYLE_STRONG, _("Search:"));
	edit_show(&v->line, w / 2, &from, &cursor);
	draw_text(y, x, w / 2, STYLE_FIELD, -1, from);
	draw_cursor(y, x + cursor);
	return true;
}

static bool type(struct view *view, const struct key_event *e)
{
	struct popup_view *v = self(view);
	const char *rest;
	bool find = v->p->kind == POPUP_FIND;
	if (!find && !v->typing)
		return false;
	if (e->key == K_ESC && !find) {
		v->typing = false;
		edit_done(&v->line);
		narrow(v);
		return true;
	}
	if (e->key == K_ENTER && !find) {
		v->typing = false;
		return true;
	}
	enum edit_result r = EDIT_IGNORED;
	if (e->key == K_PASTE)
		r = edit_paste(&v->line, e->text, &rest);
	else if (e->key != K_HOME && e->key != K_END)
		r = edit_key(&v->line, e->key);
	if (r == EDIT_IGNORED)
		return key_is_text(e->key);
	narrow(v);
	return true;
}

static void move(struct popup_view *v, int dir, size_t by)
{
	bool read = v->p->kind == POPUP_READ;
	size_t *at = read ? &v->top : &v->at;
	size_t last = v->seen_n ? v->seen_n - 1 : 0;
	if (dir < 0)
		*at = *at > by ? *at - by : 0;
	else
		*at = last - *at > by ? *at + by : last;
}

static int own_act(struct view *view, int id, struct err *err)
{
	struct popup_view *v = self(view);
	size_t page = v->height > 1 ? v->height - 1 : 1;
	(void)err;
	switch (id) {
	case GO_UP:
	case GO_DOWN:
		move(v, id == GO_UP ? -1 : 1, 1);
		break;
	case GO_PAGE_UP:
	case GO_PAGE_DOWN:
		move(v, id == GO_PAGE_UP ? -1 : 1, page);
		break;
	case GO_HOME:
	case GO_END:
		move(v, id == GO_HOME ? -1 : 1, v->seen_n);
		break;
	case DO_FIND:
		v->typing = true;
		break;
	case DO_TAKE:
		if (!v->seen_n)
			break;
		v->result = (int)v->seen[v->at];
		view_close(view);
		break;
	case DO_CLOSE:
		view_close(view);
		break;
	}
	return 0;
}

static const struct view_class choose_class = {.title = title,
	.paint = paint,
	.type = type,
	.own = choose_actions,
	.own_act = own_act,
	.prompt = prompt};
static const struct view_class read_class = {.title = title,
	.paint = paint,
	.type = type,
	.own = read_actions,
	.own_act = own_act,
	.prompt = prompt};

static void push_line(struct popup *p, const char *label, const char *detail, size_t n, int group)
{
	struct popup_line l = {mem_strdup(label), mem_strndup(detail, n), group};
	if (l.label && l.detail && VEC_PUSH(&p->lines, l))
		return;
	free(l.label);
	free(l.detail);
}

void popup_add(struct popup *p, const char *label, const char *detail)
{
	int group = p->lines.n ? p->lines.v[p->lines.n - 1].group + 1 : 0;
	int room = WIDE - 6 - p->label_cells;
	do {
		int used;
		size_t n = text_fit(detail, room, &used), at = n;
		while (detail[n] && at > 0 && detail[at] != ' ')
			at--;
		n = detail[n] && at > 0 ? at : n;
		if (!p->label_cells || n == 0)
			n = strlen(detail);
		push_line(p, label, detail, n, group);
		detail += n + strspn(detail + n, " ");
		label = "";
	} while (*detail);
}

int popup_run(struct app *app, struct popup *p)
{
	struct popup_view v = {.p = p, .result = -1};
	v.view = (struct view){.class = p->kind == POPUP_READ ? &read_class : &choose_class,
		.name = p->name,
		.modal = true};
	v.seen = mem_alloc((p->lines.n + 1) * sizeof *v.seen);
	if (v.seen) {
		narrow(&v);
		v.at = p->chosen;
		app_run_view(app, &v.view);
	}
	free(v.seen);
	edit_done(&v.line);
	VEC_EACH (l, &p->lines) {
		free(l->label);
		free(l->detail);
	}
	VEC_DONE(&p->lines);
	return v.result;
}
