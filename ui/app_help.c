/* Help, palette and history: all made from the same action tables as the keys themselves. */
#include "ui/app_model.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/popup.h"

#include <stdio.h>
#include <string.h>

/* In the order in which app.c looks a key up. */
enum table { OF_SCREEN, OF_WIDGET, OF_APP };

/* Does a table before this one take the key? */
static bool is_taken(struct view *v, enum table of, uint32_t key)
{
	const struct action *screen = action_find(v->actions, key);
	const struct action *own = action_find(v->class->own, key);
	return (of > OF_SCREEN && screen && view_offers(v, screen)) ||
	       (of > OF_WIDGET && own && view_offers_own(v, own));
}

static void add_keys(struct strbuf *b, struct view *v, enum table of, const char *keys)
{
	char buf[KEY_NAME_MAX];
	while (keys && *keys) {
		uint32_t key = key_from_name(keys);
		if (!is_taken(v, of, key)) {
			if (b->len)
				strbuf_addc(b, ' ');
			strbuf_add(b, key_label(key, buf));
		}
		keys += strcspn(keys, " ");
		keys += strspn(keys, " ");
	}
}

static void add_action(struct popup *p, struct view *v, enum table of, const struct action *a)
{
	struct strbuf keys = {0}, text = {0};
	if (!a->name)
		return;
	add_keys(&keys, v, of, a->keys);
	strbuf_add(&text, _(a->name));
	if (a->help)
		strbuf_addf(&text, ": %s", _(a->help));
	popup_add(p, strbuf_str(&keys), strbuf_str(&text));
	strbuf_done(&keys);
	strbuf_done(&text);
}

static void add_table(struct popup *p, struct view *v, enum table of, const struct action *table)
{
	for (const struct action *a = table; a && a->id; a++)
		if (of != OF_WIDGET || view_offers_own(v, a))
			add_action(p, v, of, a);
}

static void add_text(struct popup *p, const char *text)
{
	while (text && *text) {
		size_t n = strcspn(text, "\n");
		CLEANUP_FREE char *line = mem_strndup(text, n);
		popup_add(p, "", line ? line : "");
		text += n + (text[n] == '\n');
	}
}

void app_show_help(struct app *app)
{
	struct view *v = app->top;
	struct strbuf title = {0};
	strbuf_addf(&title, "%s: ", _("Help"));
	view_title(v, &title);
	struct popup p = {
		.kind = POPUP_READ, .name = "help", .title = strbuf_str(&title), .label_cells = 18};
	add_table(&p, v, OF_SCREEN, v->actions);
	add_table(&p, v, OF_WIDGET, v->class->own);
	add_table(&p, v, OF_APP, app_actions);
	if (app->config.help) {
		popup_add(&p, "", "");
		add_text(&p, app->config.help);
	}
	popup_run(app, &p);
	strbuf_done(&title);
}

void app_show_history(struct app *app)
{
	struct popup p = {
		.kind = POPUP_READ, .name = "history", .title = _("Messages"), .label_cells = 4};
	const char *s;
	for (int i = 0; (s = app_history(app, i)); i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", i + 1);
		popup_add(&p, number, s);
	}
	if (!p.lines.n)
		popup_add(&p, "", _("No messages yet."));
	popup_run(app, &p);
}

struct entry {
	const struct action *action;
	enum table of;
	const struct screen *screen;
};

/* One line each, so that a line's number is the entry's. */
static void add_entry(struct popup *p, struct view *v, struct entry *all, size_t *n, struct entry e)
{
	struct strbuf label = {0}, text = {0};
	const char *keys = e.screen ? e.screen->key : e.action->keys;
	const char *name = e.screen ? e.screen->name : e.action->name;
	const char *help = e.screen ? e.screen->help : e.action->help;
	add_keys(&label, v, e.screen ? OF_APP : e.of, keys);
	strbuf_add(&text, _(name));
	if (help)
		strbuf_addf(&text, ": %s", _(help));
	struct popup_line l = {strbuf_take(&label), strbuf_take(&text), (int)*n};
	if (l.label && l.detail && VEC_PUSH(&p->lines, l))
		all[(*n)++] = e;
}

static size_t table_size(const struct action *t)
{
	size_t n = 0;
	while (t && t[n].id)
		n++;
	return n;
}

void app_show_palette(struct app *app)
{
	struct view *v = app->top;
	size_t n = 0,
	       most = table_size(v->actions) + table_size(v->class->own) + table_size(app_actions);
	for (const struct screen *s = app->config.screens; s->open; s++)
		most++;
	CLEANUP_FREE struct entry *all = mem_alloc((most + 1) * sizeof *all);
	struct popup p = {.kind = POPUP_FIND,
		.name = "palette",
		.title = _("All actions"),
		.label_cells = 14};
	if (!all)
		return;
	for (const struct action *a = v->actions; a && a->id; a++)
		if (a->name && view_offers(v, a))
			add_entry(&p, v, all, &n, (struct entry){.action = a, .of = OF_SCREEN});
	for (const struct screen *s = app->config.screens; s->open; s++)
		add_entry(&p, v, all, &n, (struct entry){.screen = s});
	for (const struct action *a = v->class->own; a && a->id; a++)
		if (a->name && view_offers_own(v, a))
			add_entry(&p, v, all, &n, (struct entry){.action = a, .of = OF_WIDGET});
	for (const struct action *a = app_actions; a->id; a++)
		if (a->id != APP_PALETTE && a->id != APP_SCREEN)
			add_entry(&p, v, all, &n, (struct entry){.action = a, .of = OF_APP});
	int r = popup_run(app, &p);
	if (r < 0)
		return;
	if (all[r].screen)
		app_go(app, all[r].screen);
	else if (all[r].of == OF_SCREEN)
		view_do(v, all[r].action);
	else if (all[r].of == OF_WIDGET)
		view_do_own(v, all[r].action);
	else
		app_do(app, all[r].action->id);
}
