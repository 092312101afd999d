/* A list as a screen: one constant ops table. */
#ifndef TN_UI_LIST_VIEW_H
#define TN_UI_LIST_VIEW_H

#include "ui/app.h"
#include "ui/list.h"
#include "ui/page.h"

/* What an action works on: the marked rows for one with ACTION_MARKED (their marks go when it
 * returns 0), else the present row alone. `row` is the present row's struct (NULL in an empty list)
 * and, like `ids`, valid until the first ask_… or form_run: copy what is needed later. */
struct chosen {
	const int64_t *ids;
	size_t n;
	const void *row;
};

struct list_ops {
	const char *name;				   /* for the help and scripts: "cells" */
	const char *title;				   /* N_(); or title_text */
	void (*title_text)(void *ctx, struct strbuf *ret); /* already translated */
	struct list_source source;
	const struct column *columns;
	const struct action *actions; /* Enter is an action like others: give it the key "Enter" */
	int sort;		      /* at the start; 0 the source's own order */
	bool descending;
	const char *empty; /* N_(): what an empty list says, with the key that adds ("Press n …") */
	/* May this action be done on this row (NULL: none)? NULL: all may. */
	bool (*can)(void *ctx, int action, const void *row);
	/* 0: done, the list reads anew; ERR_STOPPED: the user thought better of it, nothing is
	 * said. */
	int (*act)(
		struct app *app, void *ctx, int action, const struct chosen *on, struct err *err);
	/* Beside the list from 110 columns on. May be NULL. */
	int (*preview)(void *ctx, const void *row, struct page *page, struct err *err);
	int beside; /* cells that the list wants beside the preview, up to two thirds; 0: three fifths do */
	/* A chip for a filter that the screen itself holds ("without mentor"); adds nothing if
	 * there is none. Esc calls unfilter before it goes back. Both may be NULL. is_filtered: is
	 * there something for unfilter to take off (NULL: whenever there is a chip)? */
	void (*chip)(void *ctx, struct strbuf *ret);
	bool (*is_filtered)(void *ctx);
	void (*unfilter)(void *ctx);
	/* A line under the rows (totals). May be NULL. */
	void (*foot)(void *ctx, struct strbuf *ret);
	void (*done)(void *ctx); /* frees ctx; may be NULL */
};

/* Pushes the list. ctx belongs to the view from now on, also on failure. */
int list_open(struct app *app, const struct list_ops *ops, void *ctx, struct err *err);
/* In act(), after adding a record: the list on top goes to it when it has read anew. */
void list_show(struct app *app, int64_t id);
/* In act(): the list on top itself, to walk its rows or to ask for its order. */
struct list *list_on_top(struct app *app);
/* The list on top waits for the words of a search, as if / had been pressed. */
void list_begin_find(struct app *app);
/* Runs a list as a question: Enter gives the chosen row's id. ERR_STOPPED: Esc. Screens' act() is
 * not called for Enter here. */
int list_pick(
	struct app *app, const struct list_ops *ops, void *ctx, int64_t *ret_id, struct err *err);

#endif
