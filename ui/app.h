/* The application: a stack of views, one loop, title line, status line and key bar. Every screen
 * and widget runs in this loop; what must be answered first (a form, a question) runs it again
 * inside (form_run, ask_…) and returns the answer, so that an action reads as one straight
 * function. */
#ifndef TN_UI_APP_H
#define TN_UI_APP_H

#include "base/err.h"
#include "ui/action.h"

#include <stdbool.h>
#include <stddef.h>

struct app;
struct list_export;
struct view;

/* A screen in the menu, reached by its digit and through the palette. */
struct screen {
	const char *key;  /* "1" … "9", "0"; NULL: only in the palette */
	const char *name; /* N_("Cells") */
	const char *help; /* N_(): one sentence */
	/* Pushes its view (list_open, page_open …). */
	int (*open)(struct app *app, struct err *err);
	bool off_menu; /* not in a page's menu, whose lines are few: it has a door of its own there */
};

struct app_config {
	void *data;	  /* what screens need: app_data() */
	const char *user; /* the person at the keyboard, shown at the upper right */
	bool read_only;
	const struct screen *screens; /* ends with a zero entry; the first is home */
	/* Has another program saved since the last call? Asked every 250 ms when idle. May be NULL.
	 */
	bool (*changed)(void *data);
	/* The user's sentence for an error. */
	const char *(*sentence)(const struct err *e, char *buf, size_t size);
	/* Reads the paragraphs of the general help, already translated; NULL: none. */
	const char *help;
	/* How the files begin in which a form that a signal interrupted leaves its draft (the
	 * database's path); NULL: drafts are dropped. */
	const char *draft_base;
	/* What happens first, before home is shown (the first start's questions). May be NULL. 0
	 * goes on. */
	int (*first)(struct app *app, struct err *err);
	/* A list as it stands is to go into a file or to the printer: the rows that list_walk.h gives; words are
	 * already translated. NULL: lists offer no such thing. */
	int (*export_list)(struct app *app, const struct list_export *what, struct err *err);
};

/* Runs until the user leaves or the terminal ends; the terminal must be started. 0, or what opening
 * the home screen failed with. */
int app_run(const struct app_config *config, struct err *err);

void *app_data(const struct app *app);
bool app_is_read_only(const struct app *app);
/* ERR_NOT_FOUND where the program has no such thing. */
int app_export_list(struct app *app, const struct list_export *what, struct err *err);
bool app_can_export(const struct app *app);
const struct screen *app_screens(const struct app *app);
/* The program is to end: loops and long work leave. */
bool app_is_ending(const struct app *app);
/* A line for the user, already translated; kept in the history (Ctrl-P). */
void app_say(struct app *app, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The error's sentence in the status line, as a warning. */
void app_fail(struct app *app, const struct err *err);
const char *app_sentence(const struct app *app, const struct err *err, char *buf, size_t size);
/* Opens a screen from the menu's table above home; what was open above home is closed. */
void app_go(struct app *app, const struct screen *screen);
/* This program has saved something: every view reads anew before it is next seen. After an act()
 * that returned 0 the engine does this itself. */
void app_changed(struct app *app);
/* Closes the view on top; the one below is seen again. Forms that are dirty ask first. */
void app_close(struct app *app);
/* Ends the program, as F10 does. */
void app_quit(struct app *app);
/* Paints "…" of long work in the status line at once, with a bar where `all` is known; true if the user pressed Esc
 * meanwhile. */
bool app_progress(struct app *app, const char *what, long done, long all);

#endif
