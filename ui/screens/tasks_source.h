/* What the list of things to do is made of: rows of core/task.h with their cell's name, by day, paged
 * by key. */
#ifndef TN_UI_SCREENS_TASKS_SOURCE_H
#define TN_UI_SCREENS_TASKS_SOURCE_H

#include "core/task.h"
#include "ui/list_view.h"

struct task_line {
	struct task_row t; /* begins with the id, as list rows do */
	char cell[200], code[40];
	bool is_open; /* its day rests on a year whose days off are not confirmed */
};

/* Until when: the days before are always in it. */
enum task_horizon { HORIZON_ALL, HORIZON_WEEK, HORIZON_MONTH, HORIZON_90 };
#define HORIZONS 4

/* What a list is narrowed down to. */
struct task_view {
	struct task_query query;
	enum task_horizon horizon;
};

struct task_list {
	struct db *db;
	struct task_view now, base; /* Esc goes back to what it was opened with */
	struct date to;		    /* the last day that it was opened with; unset: none */
	char *title;		    /* of whom or what; NULL: of all */
	char words[256];	    /* that are filtered by, as read last */
};

/* `today` and the last day of l->now follow from the clock and the horizon. */
void task_list_settle(struct task_list *l);
/* "overdue · Ấp 2": in what l->now differs from `base`; adds nothing where it does not. */
void task_list_parts(const struct task_list *l, const struct task_view *base, struct strbuf *ret);
/* Is it one of those that l->words let through? */
int task_list_has_words(
	struct db *db, const struct task_row *t, const char *words, bool *ret, struct err *err);
const char *task_set_label(enum task_set s);	     /* N_() */
const char *task_horizon_label(enum task_horizon h); /* N_() */

/* For list_source. */
int tasks_source_read(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret_rows, size_t *ret_n, struct err *err);
int tasks_source_at(
	void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err);
int tasks_source_count(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err);

#define TASKS_SOURCE                                                                               \
	{                                                                                          \
		.row_size = sizeof(struct task_line), .read = tasks_source_read,                   \
		.at = tasks_source_at, .count = tasks_source_count                                 \
	}

/* Columns. */
void task_what_text(const void *row, void *ctx, struct strbuf *ret);
void task_name_text(const void *row, void *ctx, struct strbuf *ret);
void task_cell_text(const void *row, void *ctx, struct strbuf *ret);
void task_cell_code(const void *row, void *ctx, struct strbuf *ret); /* where the name is cut */

#endif
