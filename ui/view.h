/* Inside the engine: what a widget is to the application. Screens do not include this. */
#ifndef TN_UI_VIEW_H
#define TN_UI_VIEW_H

#include "base/strbuf.h"
#include "ui/app.h"
#include "ui/draw.h"

struct view_class {
	void (*title)(struct view *v, struct strbuf *ret);
	/* A view that fills the window gets the lines between title and status; a modal one the
	 * same and draws its box into it. */
	void (*paint)(struct view *v, struct area a);
	/* Takes a key before any action does (typing); false: not mine. */
	bool (*type)(struct view *v, const struct key_event *e);
	const struct action *own; /* the widget's own actions, after the screen's */
	bool (*own_can)(struct view *v, int id);
	int (*own_act)(struct view *v, int id, struct err *err);
	/* What this view calls one of its own actions, translated; NULL, or NULL given: as the table does. */
	const char *(*own_name)(struct view *v, int id);
	bool (*can)(struct view *v, const struct action *a); /* of the screen's actions */
	int (*act)(struct view *v, const struct action *a, struct err *err);
	/* Right end of the status line: counts, marks, filter. */
	void (*info)(struct view *v, struct strbuf *ret);
	/* Draws a prompt over the status line; false: there is none. */
	bool (*prompt)(struct view *v, int y, int w);
	/* While a prompt is typed in: what its keys are; NULL: the key bar is as ever. */
	const struct action *(*bar)(struct view *v);
	/* One portion of idle work; true if there is more. *ret_seen: something visible has
	 * changed. */
	bool (*idle)(struct view *v, bool *ret_seen);
	int (*reload)(struct view *v, struct err *err);
	bool (*leave)(struct view *v); /* false: the user stays */
	void (*done)(struct view *v);  /* frees the view */
};

struct view {
	const struct view_class *class;
	struct app *app;
	const char *name;
	const struct action *actions; /* the screen's; may be NULL */
	struct view *below;
	bool modal; /* over the view below, whose screens and palette are out of reach */
	bool stale; /* reads anew before it is seen */
	bool closed;
	bool owned; /* freed by the application, else by who runs it */
};

void app_push(struct app *app, struct view *v);
/* Runs the loop until the view is closed (or the program ends), as part of an action. */
void app_run_view(struct app *app, struct view *v);
void view_close(struct view *v);
struct view *app_top(const struct app *app);
const struct app_config *app_config(const struct app *app);
/* Something on the screen is not as it was painted. */
void app_touch(struct app *app);
void app_warn(struct app *app, const char *text);

/* Is the action offered now? Takes flags, can() and read-only into account. */
bool view_offers(struct view *v, const struct action *a);
bool view_offers_own(struct view *v, const struct action *a);
/* Does it, reporting failure in the status line. */
void view_do(struct view *v, const struct action *a);
void view_do_own(struct view *v, const struct action *a);
void view_title(struct view *v, struct strbuf *ret);

extern const struct action app_actions[];
void app_do(struct app *app, int id);
/* "Ctrl-S", "Enter": the label of the first key of the action. */
const char *action_label(const struct action *a, char buf[KEY_NAME_MAX]);

/* The status line's history and the help and palette, as modal views (app_help.c). */
void app_show_help(struct app *app);
void app_show_palette(struct app *app);
void app_show_history(struct app *app);
#define APP_HISTORY 200
const char *app_history(const struct app *app, int back); /* 0 the latest; NULL: no more */

/* Where keys come from when no terminal gives them (script.c). */
struct input {
	bool (*read)(int timeout_ms, struct key_event *ret);
	bool (*pending)(void);
};
void app_set_input(const struct input *input); /* NULL: the terminal */
/* For the script: all idle work; paints. */
void app_settle(void);
const char *app_status(void);

#endif
