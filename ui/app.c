#include "ui/app.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/app_model.h"
#include "ui/term.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define POLL_MS 250 /* how often another program's saves are looked for */

static const struct input terminal = {term_read, term_key_pending};
static const struct input *input = &terminal;
static struct app *running; /* for scripts: there is one application a program */

const struct action app_actions[] = {
	{APP_HELP, "F1 ?", N_("help"), N_("What can be done here, and with which keys.")},
	{APP_CLOSE, "Esc q", N_("back"), N_("Back to where you came from.")},
	{APP_QUIT, "F10 C-c", N_("quit"), N_("Leave the program."), ACTION_HIDDEN},
	{APP_PALETTE, ":", N_("all actions"),
		N_("Find an action or a screen by typing a part of its name, without marks."),
		ACTION_HIDDEN},
	{APP_HISTORY_SHOW, "C-p", N_("messages"),
		N_("The latest messages of the last line but one."), ACTION_HIDDEN},
	{APP_SCREEN, "1 2 3 4 5 6 7 8 9 0", N_("screens"), N_("Go to the screen with this number."),
		ACTION_HIDDEN},
	{APP_REDRAW, "C-l", N_("redraw"), N_("Draw everything anew."), ACTION_HIDDEN},
	{APP_SUSPEND, "C-z", N_("suspend"), N_("Back to the shell; fg comes back here."),
		ACTION_HIDDEN},
	{0}};

/* ---- the stack ------------------------------------------------------------------------------- */

void app_push(struct app *app, struct view *v)
{
	v->app = app;
	v->below = app->top;
	app->top = v;
	app_touch(app);
}

static bool is_on_stack(const struct app *app, const struct view *v)
{
	for (const struct view *at = app->top; at; at = at->below)
		if (at == v)
			return true;
	return false;
}

static void pop(struct app *app)
{
	struct view *v = app->top;
	app->top = v->below;
	v->closed = true;
	if (v->owned) {
		v->below = app->buried;
		app->buried = v;
	}
	app_touch(app);
}

static void bury(struct app *app)
{
	while (app->buried) {
		struct view *v = app->buried;
		app->buried = v->below;
		v->class->done(v);
	}
}

void view_close(struct view *v)
{
	struct app *app = v->app;
	while (is_on_stack(app, v))
		pop(app);
}

void app_close(struct app *app)
{
	struct view *v = app->top;
	if (v && (!v->class->leave || v->class->leave(v)) && is_on_stack(app, v))
		view_close(v);
}

struct view *app_top(const struct app *app)
{
	return app->top;
}

void app_quit(struct app *app)
{
	struct view *v = app->top;
	while (v) {
		if (v->class->leave && !v->class->leave(v))
			return;
		v = v->below;
	}
	app->ending = true;
}

void app_go(struct app *app, const struct screen *screen)
{
	struct err err = {0};
	struct view *v = app->top;
	for (; v && v->below; v = v->below)
		if (v->class->leave && !v->class->leave(v))
			return;
	while (app->top && app->top->below)
		pop(app);
	if (app->top)
		app->top->stale = true;
	if (screen == app->config.screens && app->top)
		return;
	if (screen->open(app, &err) < 0)
		app_fail(app, &err);
}

/* ---- small things ---------------------------------------------------------------------------- */

void *app_data(const struct app *app)
{
	return app->config.data;
}

bool app_can_export(const struct app *app)
{
	return app->config.export_list != NULL;
}

int app_export_list(struct app *app, const struct list_export *what, struct err *err)
{
	return app->config.export_list ? app->config.export_list(app, what, err)
				       : ERR(err, ERR_NOT_FOUND, NULL, NULL);
}

bool app_is_read_only(const struct app *app)
{
	return app->config.read_only;
}

bool app_is_ending(const struct app *app)
{
	return app->ending || term_is_ending();
}

const struct app_config *app_config(const struct app *app)
{
	return &app->config;
}

const struct screen *app_screens(const struct app *app)
{
	return app->config.screens;
}

void app_touch(struct app *app)
{
	app->touched = true;
}

void app_changed(struct app *app)
{
	for (struct view *v = app->top; v; v = v->below)
		v->stale = true;
	app_touch(app);
}

static void remember(struct app *app, const char *text)
{
	int at = app->history_n++ % APP_HISTORY;
	free(app->history[at]);
	app->history[at] = mem_strdup(text);
}

const char *app_history(const struct app *app, int back)
{
	if (back >= app->history_n || back >= APP_HISTORY)
		return NULL;
	return app->history[(app->history_n - 1 - back) % APP_HISTORY];
}

static void set_status(struct app *app, const char *text, bool warning)
{
	strbuf_clear(&app->status);
	strbuf_add(&app->status, text);
	app->status_is_warning = warning;
	if (*text)
		remember(app, text);
	app_touch(app);
}

void app_say(struct app *app, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	set_status(app, text, false);
}

void app_warn(struct app *app, const char *text)
{
	set_status(app, text, true);
}

const char *app_sentence(const struct app *app, const struct err *err, char *buf, size_t size)
{
	if (app->config.sentence)
		return app->config.sentence(err, buf, size);
	snprintf(buf, size, "%s %s %d", err->field, err->detail, (int)err->code);
	return buf;
}

void app_fail(struct app *app, const struct err *err)
{
	char buf[512];
	if (err->code && err->code != ERR_STOPPED)
		set_status(app, app_sentence(app, err, buf, sizeof buf), true);
}

void app_set_input(const struct input *other)
{
	input = other ? other : &terminal;
}

const char *app_status(void)
{
	return running ? strbuf_str(&running->status) : "";
}

/* ---- actions --------------------------------------------------------------------------------- */

static bool allowed(const struct view *v, const struct action *a)
{
	return !(a->flags & ACTION_WRITE && v->app->config.read_only);
}

bool view_offers(struct view *v, const struct action *a)
{
	return allowed(v, a) && (!v->class->can || v->class->can(v, a));
}

bool view_offers_own(struct view *v, const struct action *a)
{
	return allowed(v, a) && (!v->class->own_can || v->class->own_can(v, a->id));
}

void view_do(struct view *v, const struct action *a)
{
	struct app *app = v->app;
	struct err err = {0};
	int r = v->class->act ? v->class->act(v, a, &err) : 0;
	if (r < 0) {
		err.code = err.code ? err.code : (enum err_code)r;
		app_fail(app, &err);
	} else {
		/* what the action has opened has just been read */
		for (struct view *at = is_on_stack(app, v) ? v : app->top; at; at = at->below)
			at->stale = true;
		app_touch(app);
	}
}

void view_do_own(struct view *v, const struct action *a)
{
	struct app *app = v->app;
	struct err err = {0};
	int r = v->class->own_act(v, a->id, &err);
	if (r < 0) {
		err.code = err.code ? err.code : (enum err_code)r;
		app_fail(app, &err);
	}
	app_touch(app);
}

void app_do(struct app *app, int id)
{
	switch (id) {
	case APP_HELP:
		app_show_help(app);
		break;
	case APP_CLOSE:
		app_close(app);
		break;
	case APP_QUIT:
		app_quit(app);
		break;
	case APP_PALETTE:
		app_show_palette(app);
		break;
	case APP_HISTORY_SHOW:
		app_show_history(app);
		break;
	case APP_REDRAW:
		term_redraw();
		app_touch(app);
		break;
	case APP_SUSPEND:
		term_suspend();
		app_touch(app);
		break;
	}
}

static void go_by_digit(struct app *app, uint32_t key)
{
	for (const struct screen *s = app->config.screens; s && s->open; s++)
		if (s->key && key_is_one_of(key, s->key)) {
			app_go(app, s);
			return;
		}
}

/* A screen's key without effect says why, rather than nothing. */
static void dispatch_action(struct app *app, struct view *v, uint32_t key)
{
	const struct action *a = action_find(v->actions, key), *own, *all;
	if (a && view_offers(v, a)) {
		view_do(v, a);
		return;
	}
	own = action_find(v->class->own, key);
	if (own && view_offers_own(v, own)) {
		view_do_own(v, own);
		return;
	}
	all = action_find(app_actions, key);
	if (all && all->id == APP_SCREEN) {
		if (!v->modal)
			go_by_digit(app, key);
	} else if (all && all->id == APP_CLOSE && key == K_ESC && !v->below && !v->modal) {
		/* Esc is pressed once more than needed: that must not end the program */
		app_say(app, _("F10 or q leaves the program."));
	} else if (all && !(v->modal && all->id == APP_PALETTE)) {
		app_do(app, all->id);
	} else if (a) {
		app_say(app, app->config.read_only && a->flags & ACTION_WRITE
				     ? _("Read only: nothing can be changed here.")
				     : _("Not possible here."));
	}
}

static void freshen(struct app *app)
{
	for (struct view *v = app->top; v; v = v->modal ? v->below : NULL) {
		struct err err = {0};
		if (!v->stale)
			continue;
		v->stale = false;
		if (v->class->reload && v->class->reload(v, &err) < 0)
			app_fail(app, &err);
		app_touch(app);
	}
}

static void dispatch(struct app *app, const struct key_event *e)
{
	struct view *v = app->top;
	app_touch(app);
	if (e->key == K_END_OF_INPUT) {
		app->ending = true;
		return;
	}
	/* nothing is done blindly: what cannot be seen cannot be worked with */
	if (e->key == K_RESIZE || (app_is_too_small() && e->key != K_CTRL('z')))
		return;
	strbuf_clear(&app->status);
	app->busy = false;
	/* keys may be typed ahead of the painting: they mean the rows as they are */
	freshen(app);
	if (v->class->type && v->class->type(v, e))
		return;
	if (e->key != K_PASTE)
		dispatch_action(app, v, e->key);
}

/* ---- the loop -------------------------------------------------------------------------------- */

static void show(struct app *app)
{
	freshen(app);
	if (app->touched) {
		app->touched = false;
		app_paint(app);
	}
}

/* true: there is more to do */
static bool idle(struct app *app)
{
	bool seen = false, more = false;
	for (struct view *v = app->top; v && !more; v = v->modal ? v->below : NULL)
		more = v->class->idle && v->class->idle(v, &seen);
	if (seen)
		app_touch(app);
	return more;
}

static void loop(struct app *app, const struct view *until)
{
	app->depth++;
	while (!app->ending && is_on_stack(app, until)) {
		struct key_event e;
		bool more = false;
		if (app->depth == 1)
			bury(app);
		if (!input->pending()) {
			show(app);
			more = idle(app);
			if (app->touched && !input->pending())
				show(app);
		}
		if (input->read(more ? 0 : app->config.changed ? POLL_MS : -1, &e))
			dispatch(app, &e);
		else if (!more && app->config.changed && app->config.changed(app->config.data))
			app_changed(app);
	}
	app->depth--;
}

void app_run_view(struct app *app, struct view *v)
{
	app_push(app, v);
	loop(app, v);
	view_close(v);
}

void app_settle(void)
{
	if (!running || !running->top)
		return;
	if (running->config.changed && running->config.changed(running->config.data))
		app_changed(running);
	do
		show(running);
	while (idle(running));
	show(running);
}

bool app_progress(struct app *app, const char *what, long done, long all)
{
	struct key_event e;
	bool stop = false;
	app->busy = true;
	strbuf_clear(&app->status);
	app->status_is_warning = false;
	strbuf_addf(&app->status, all > 0 ? "%s %ld/%ld" : "%s", what, done, all);
	app->done = done;
	app->all = all;
	app_paint(app);
	app->all = 0;
	while (input->pending() && input->read(0, &e)) {
		if (e.key == K_END_OF_INPUT)
			app->ending = true;
		stop = stop || e.key == K_ESC || app->ending;
	}
	return stop;
}

static void finish(struct app *app)
{
	while (app->top)
		pop(app);
	bury(app);
	for (int i = 0; i < APP_HISTORY; i++)
		free(app->history[i]);
	strbuf_done(&app->status);
	running = NULL;
}

int app_run(const struct app_config *config, struct err *err)
{
	struct app app = {.config = *config};
	running = &app;
	int r = config->first ? config->first(&app, err) : 0;
	if (r == 0 && !app.ending)
		r = config->screens[0].open(&app, err);
	/* home is at the bottom, whatever was opened above it at the start */
	const struct view *bottom = app.top;
	while (bottom && bottom->below)
		bottom = bottom->below;
	if (r == 0 && bottom)
		loop(&app, bottom);
	finish(&app);
	return r;
}
