/* A list: columns over rows that a source gives page by page, by key, never by offset. It keeps the
 * chosen row by its id when the rows are read anew, marks, sorts, filters and searches. This file
 * and list.c know no terminal; ui/list_view.h shows a list. */
#ifndef TN_UI_LIST_H
#define TN_UI_LIST_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "ui/draw.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Every row struct of a screen begins with this. A row holds all that its columns, its place in the
 * order (the sort key) and its preview need; rows are copied with memcpy, so texts are arrays, or
 * pointers that list_source.row_done frees. */
struct list_row {
	int64_t id; /* never 0 */
};

struct list_query {
	int sort; /* the `sort` of the chosen column, 0: the source's own order */
	bool descending;
	const char *filter; /* text_matches every row's text; "" none */
};

enum list_dir { LIST_AFTER = 1, LIST_BEFORE = -1 };

/* Not an error: the budget is used up, the caller comes again. */
#define LIST_LATER     1
#define LIST_BUDGET_MS 8

struct list; /* the model */

struct list_source {
	size_t row_size;
	/* Up to n rows after (before) the row `anchor` in the query's order, nearest first; anchor
	 * NULL: from the first (last) row. The anchor itself need not exist any more. */
	int (*read)(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
		size_t n, void *ret_rows, size_t *ret_n, struct err *err);
	/* The row with this id, if it is in the query: else ERR_NOT_FOUND. */
	int (*at)(
		void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err);
	/* Rows that the filter lets through, and all. Asked when idle. LIST_LATER: come again.
	 * NULL: the list shows no count. */
	int (*count)(void *ctx, const struct list_query *q, long *ret_shown, long *ret_all,
		struct err *err);
	/* The next row after (before) `anchor` that has `text`: 0 and the row, ERR_NOT_FOUND, or
	 * LIST_LATER after about LIST_BUDGET_MS with *ret_row the place reached, which is the
	 * anchor of the next call. NULL: the list reads rows and looks at the columns with `find`.
	 */
	int (*find)(void *ctx, const struct list_query *q, const char *text, const void *anchor,
		enum list_dir dir, void *ret_row, struct err *err);
	/* For a small list (up to some thousands) instead of all of the above: append every row
	 * with list_add; sorting, filtering and counting are done here. */
	int (*load)(void *ctx, struct list *list, struct err *err);
	void (*row_done)(void *row); /* may be NULL */
};

/* A table ends with a zero entry (no text). The first columns are dropped last. */
struct column {
	const char *title; /* N_(); may be "" with a `text` */
	int min, ideal;	   /* cells; what is left over goes to the columns with `grow` */
	bool grow;
	int align; /* <0 left (default 0 too), >0 right */
	int drop;  /* 0: always shown; else the highest is dropped first when it is narrow */
	int sort;  /* from 1: can be sorted by; 0: cannot */
	bool find; /* searched and filtered by */
	/* The cell's text, already translated. */
	void (*text)(const void *row, void *ctx, struct strbuf *ret);
	/* Stands for a text that the column is too narrow for: a cell's code, where a cut name could be any
	 * school's. NULL, or nothing added: the text is cut. */
	void (*brief)(const void *row, void *ctx, struct strbuf *ret);
	/* For `load` lists: order by this column; NULL: by the text, as label_key orders. */
	int (*compare)(const void *a, const void *b);
	enum style (*style)(const void *row, void *ctx); /* may be NULL; never the only signal */
};

int list_new(const struct list_source *source, const struct column *columns, void *ctx,
	struct list **ret, struct err *err);
void list_free(struct list *l);
/* In load(): takes a copy of *row (row_size bytes). */
int list_add(struct list *l, const void *row, struct err *err);

/* The window of `height` rows that is seen. Changing it reads what is missing. */
int list_set_height(struct list *l, size_t height, struct err *err);
/* Reads anew, keeping the chosen row: the same id, or if it is gone the row that took its place. */
int list_reload(struct list *l, struct err *err);
size_t list_visible(const struct list *l);		      /* rows in the window now */
const void *list_visible_row(const struct list *l, size_t i); /* 0 is the uppermost */
size_t list_chosen_index(const struct list *l);		      /* in the window */
const void *list_chosen(const struct list *l);		      /* NULL in an empty list */
int64_t list_chosen_id(const struct list *l);		      /* 0 in an empty list */

int list_move(struct list *l, long by, struct err *err);	       /* rows down (up if < 0) */
int list_move_page(struct list *l, int dir, struct err *err);	       /* +1, -1 */
int list_move_end(struct list *l, enum list_dir end, struct err *err); /* LIST_BEFORE first row */
int list_choose(struct list *l, int64_t id, struct err *err); /* ERR_NOT_FOUND: not in the list */

/* Marks: kept by id; they survive sorting, filtering and reading anew. */
bool list_is_marked(const struct list *l, int64_t id);
size_t list_marked(const struct list *l);
int list_mark(struct list *l, int64_t id, bool on, struct err *err);
/* Marked ↔ not, for every row that the filter lets through. ERR_REFUSED above 10,000 rows. */
int list_mark_invert(struct list *l, struct err *err);
void list_unmark(struct list *l);
/* What an action works on: the marked ids, else the chosen one. Valid until the list changes. */
size_t list_targets(const struct list *l, const int64_t **ret_ids);

const struct list_query *list_query(const struct list *l);
int list_set_sort(struct list *l, int sort, bool descending, struct err *err);
int list_set_filter(struct list *l, const char *filter, struct err *err);

/* Goes to the next row after (before) the chosen one with `text`, round the end; `from_chosen`: the
 * chosen one may be it. LIST_LATER: go on with list_idle. ERR_NOT_FOUND: none. */
int list_find(
	struct list *l, const char *text, enum list_dir dir, bool from_chosen, struct err *err);
bool list_is_finding(const struct list *l);
void list_find_stop(struct list *l);
/* One portion of what is left to do (search, count): LIST_LATER: there is more; 0: nothing left. A
 * search that ends without a row gives ERR_NOT_FOUND once. */
int list_idle(struct list *l, struct err *err);
/* Known counts; false while they are not known. */
bool list_counts(const struct list *l, long *ret_shown, long *ret_all);

/* Which columns fit into `cells`, and how wide (0: dropped); one cell of space between columns. */
#define LIST_COLUMNS_MAX 24
void list_layout(const struct column *columns, int cells, int ret_width[LIST_COLUMNS_MAX]);

#endif
