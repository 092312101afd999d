/* The inside of a list, shared by list.c, list_memory.c, list_find.c and list_marks.c. */
#ifndef TN_UI_LIST_MODEL_H
#define TN_UI_LIST_MODEL_H

#include "ui/list.h"

#include <time.h>

struct list_find_state {
	bool active, wrapped, has_anchor;
	enum list_dir dir;
	char *text;
	void *anchor; /* row_size bytes: how far the search has come */
};

struct list {
	struct list_source source; /* of a `load` list: the memory source over `all` */
	const struct column *columns;
	void *ctx;		 /* the screen's */
	struct list_query query; /* filter is owned */

	char *rows; /* the window: n of row_size bytes, room for `height` */
	size_t n, chosen, height;
	char *spare; /* room for `height` rows and one more while the window moves */

	/* a `load` list */
	bool in_memory, loaded;
	int (*load)(void *ctx, struct list *list, struct err *err);
	char *all;
	size_t all_n, all_cap;
	size_t *order; /* indices into `all`: sorted and filtered */
	size_t order_n;

	VEC(int64_t) marks; /* ascending */
	int64_t one;	    /* what list_targets points to without marks */

	struct list_find_state find;
	bool counted;
	long shown, total;
};

static inline void *list_at(const struct list *l, char *rows, size_t i)
{
	return rows + i * l->source.row_size;
}

static inline int64_t list_id(const void *row)
{
	return ((const struct list_row *)row)->id;
}

/* Frees what rows own; a `load` list's window shares its rows with `all`. */
void list_rows_done(struct list *l, char *rows, size_t n);
/* Makes the row (whose texts the list then owns) the chosen one, with its neighbours around it. */
int list_land_on(struct list *l, const void *row, struct err *err);
/* Does a column that is searched have `text`? */
int list_row_has(struct list *l, const void *row, const char *text, bool *ret, struct err *err);
/* One portion of the search: as list_find. */
int list_find_more(struct list *l, struct err *err);
bool list_budget_over(const struct timespec *start);

/* The source of a `load` list; its ctx is the list itself. */
extern const struct list_source list_memory_source;
int list_memory_load(struct list *l, struct err *err);
/* Sorts and filters what is loaded. */
int list_memory_order(struct list *l, struct err *err);
void list_memory_done(struct list *l);
/* Place of the row in the order, order_n if it is not there. */
size_t list_memory_place(const struct list *l, int64_t id);

static inline void *list_source_ctx(struct list *l)
{
	return l->in_memory ? (void *)l : l->ctx;
}

#endif
