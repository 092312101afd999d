/* The frame around a view: title line, status line, key bar. */
#include "ui/app_model.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

bool app_is_too_small(void)
{
	return draw_cols() < APP_MIN_COLS || draw_lines() < APP_MIN_LINES;
}

static void paint_too_small(void)
{
	char text[128];
	snprintf(text, sizeof text, _("Make the window larger: %dx%d at least."), APP_MIN_COLS,
		APP_MIN_LINES);
	draw_text((draw_lines() - 1) / 2, 0, draw_cols(), STYLE_STRONG, 0, text);
}

static void add_day(struct strbuf *b)
{
	static const char *const days[] = {
		N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su")};
	char buf[DATE_TEXT];
	struct date today = clock_today();
	strbuf_addf(b, "%s %s", _(days[date_weekday(today)]), date_to_user(today, buf));
}

void view_title(struct view *v, struct strbuf *ret)
{
	if (v->class->title)
		v->class->title(v, ret);
}

static void paint_title(struct app *app, struct view *v)
{
	struct strbuf left = {0}, right = {0};
	int w = draw_cols();
	strbuf_addc(&left, ' ');
	view_title(v, &left);
	if (app->config.read_only)
		strbuf_addf(&right, "%s · ", _("read only"));
	add_day(&right);
	if (app->config.user)
		strbuf_addf(&right, " · %s", app->config.user);
	strbuf_addc(&right, ' ');
	int rw = text_cells(strbuf_str(&right));
	if (rw > w / 2)
		rw = w / 2;
	draw_text(0, 0, w - rw, STYLE_TITLE, -1, strbuf_str(&left));
	draw_text(0, w - rw, rw, STYLE_TITLE, 1, strbuf_str(&right));
	strbuf_done(&left);
	strbuf_done(&right);
}

static void paint_status(struct app *app, struct view *v)
{
	enum { BAR = 20 };
	int y = draw_lines() - 2, w = draw_cols();
	if (v->class->prompt && v->class->prompt(v, y, w))
		return;
	struct strbuf info = {0};
	if (v->class->info && !app->all)
		v->class->info(v, &info);
	int iw = text_cells(strbuf_str(&info));
	if (iw > w / 2)
		iw = w / 2;
	int taken = app->all ? BAR : iw;
	if (app->status.len) {
		const char *sign = app->status_is_warning ? "!" : "";
		draw_text(y, 1, 2, STYLE_BAD, -1, sign);
		draw_text(y, *sign ? 3 : 1, w - taken - 5,
			app->status_is_warning ? STYLE_BAD : STYLE_STRONG, -1,
			strbuf_str(&app->status));
	}
	if (app->all)
		draw_bar(y, w - BAR - 1, BAR, app->done, app->all);
	if (iw)
		draw_text(y, w - iw - 1, iw, STYLE_CHIP, -1, strbuf_str(&info));
	strbuf_done(&info);
}

/* ---- key bar --------------------------------------------------------------------------------- */

const char *action_label(const struct action *a, char buf[KEY_NAME_MAX])
{
	return a->keys ? key_label(key_from_name(a->keys), buf) : "";
}

/* One "key name" pair if it fits before `end`; false if it does not. */
static bool paint_key(const struct action *a, const char *name, int *x, int end)
{
	char buf[KEY_NAME_MAX];
	const char *key = action_label(a, buf);
	int need = text_cells(key) + 1 + text_cells(name);
	if (*x + need > end)
		return false;
	int y = draw_lines() - 1;
	*x += draw_label(y, *x, end - *x, STYLE_KEY, key) + 1;
	*x += draw_label(y, *x, end - *x, STYLE_NORMAL, name) + 2;
	return true;
}

static const char *own_name(struct view *v, const struct action *a)
{
	const char *name = v->class->own_name ? v->class->own_name(v, a->id) : NULL;
	return name ? name : _(a->name);
}

static bool is_in_bar(const struct action *a)
{
	return a->name && !(a->flags & ACTION_HIDDEN);
}

/* The first view has nowhere to go back to: there quitting is shown. */
static bool app_in_bar(struct view *v, const struct action *a)
{
	const struct action *own = action_find(v->class->own, key_from_name(a->keys));
	if (own && view_offers_own(v, own))
		return false;
	if (a->id == APP_CLOSE || a->id == APP_QUIT)
		return (v->below == NULL) == (a->id == APP_QUIT);
	return is_in_bar(a);
}

/* Help first and back before what gives way: the rest is dropped from the end. */
static void paint_keys(struct view *v)
{
	int x = 1, end = draw_cols();
	const struct action *bar = v->class->bar ? v->class->bar(v) : NULL;
	for (const struct action *a = bar; a && a->id; a++)
		if (!paint_key(a, _(a->name), &x, end))
			return;
	if (bar)
		return;
	for (const struct action *a = app_actions; a->id; a++)
		if (app_in_bar(v, a) && !paint_key(a, _(a->name), &x, end))
			return;
	for (const struct action *a = v->actions; a && a->id; a++)
		if (is_in_bar(a) && view_offers(v, a) && !paint_key(a, _(a->name), &x, end))
			return;
	for (const struct action *a = v->class->own; a && a->id; a++)
		if (is_in_bar(a) && view_offers_own(v, a) && !paint_key(a, own_name(v, a), &x, end))
			return;
}

void app_paint(struct app *app)
{
	draw_begin();
	if (app_is_too_small()) {
		paint_too_small();
	} else if (app->top) {
		struct area a = {1, 0, draw_lines() - 3, draw_cols()};
		struct view *full = app->top, *over[32];
		size_t n = 0;
		for (; full->modal && full->below; full = full->below)
			if (n < ARRAY_LEN(over))
				over[n++] = full;
		paint_title(app, full);
		full->class->paint(full, a);
		for (; n > 0; n--)
			over[n - 1]->class->paint(over[n - 1], a);
		paint_status(app, app->top);
		paint_keys(app->top);
	}
	draw_end();
}
