/* Inside the engine: a box over the view with lines to choose from or to read. */
#ifndef TN_UI_POPUP_H
#define TN_UI_POPUP_H

#include "base/vec.h"
#include "ui/app.h"

enum popup_kind {
	POPUP_CHOOSE, /* Enter takes the line with the cursor */
	POPUP_FIND,   /* the same; what is typed narrows the lines down at once */
	POPUP_READ,   /* Enter closes; `/` narrows the lines down */
};

/* Lines of one `group` are shown and narrowed down together. */
struct popup_line {
	char *label, *detail;
	int group;
};

struct popup {
	enum popup_kind kind;
	const char *name; /* for scripts */
	const char *title;
	const char *text; /* a paragraph above the lines; NULL: none */
	int label_cells;  /* 0: labels take the whole width */
	VEC(struct popup_line) lines;
	size_t chosen;
};

/* Copies both texts; without memory the line is missing. A wrapped detail makes several lines. */
void popup_add(struct popup *p, const char *label, const char *detail);
/* The line's number, or -1 if the user left. Frees the lines. */
int popup_run(struct app *app, struct popup *p);

#endif
