/* All rows of a list one after another: as it is sorted and filtered now, a page at a time, so that a list of a million
 * needs no more memory than the one that is seen. The list must not change meanwhile. */
#ifndef TN_UI_LIST_WALK_H
#define TN_UI_LIST_WALK_H

#include "ui/list.h"

struct list_walk;
int list_walk_new(struct list *l, struct list_walk **ret, struct err *err);
/* 1: a row, valid until the next call; 0: no more. */
int list_walk_next(struct list_walk *w, const void **ret, struct err *err);
/* At the first row again. */
void list_walk_rewind(struct list_walk *w);
void list_walk_free(struct list_walk *w);

/* A list that is to go into a file: app_config.export_list. */
struct list_export {
	struct list *list; /* must not change meanwhile */
	const struct column *columns;
	void *ctx; /* the screen's, for the columns */
	const char *title;
	const char
		*words; /* what every list of the kind is called; NULL: the title may name people */
	const char *only; /* what it is narrowed down to, and its order; "" nothing */
};

#endif
