/* The inside of the application, shared by app.c, app_paint.c and app_help.c. */
#ifndef TN_UI_APP_MODEL_H
#define TN_UI_APP_MODEL_H

#include "ui/view.h"

/* ids of app_actions */
enum app_action {
	APP_HELP = 1,
	APP_CLOSE,
	APP_QUIT,
	APP_PALETTE,
	APP_HISTORY_SHOW,
	APP_SCREEN,
	APP_REDRAW,
	APP_SUSPEND,
};

struct app {
	struct app_config config;
	struct view *top;
	struct view *buried; /* closed ones, freed when no action runs any more */
	int depth;	     /* loops within loops */
	bool ending, touched;
	bool busy;	/* a message of long work stands in the status line */
	long done, all; /* of that work, for a bar; all 0: none */
	struct strbuf status;
	bool status_is_warning;
	char *history[APP_HISTORY]; /* a ring */
	int history_n;
};

/* The smallest window in which the program can be worked with. */
#define APP_MIN_COLS  60
#define APP_MIN_LINES 16
bool app_is_too_small(void);
void app_paint(struct app *app);

#endif
