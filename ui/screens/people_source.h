/* What the lists of candidates, members and mentors share: rows of core/people.h with their cell's name,
 * paged by key. */
#ifndef TN_UI_SCREENS_PEOPLE_SOURCE_H
#define TN_UI_SCREENS_PEOPLE_SOURCE_H

#include "core/people.h"
#include "ui/list_view.h"
#include "ui/screens/screens.h"

struct people_row {
	struct person_row p; /* begins with the id, as list rows do */
	char cell[200];
	char code[40]; /* of the cell */
};

/* Of row->p.cell. */
int people_row_name_cell(struct db *db, struct people_row *row, struct err *err);

/* The ctx of such a list begins with this. */
struct people_list {
	struct db *db;
	struct app *app;
	struct people_query query; /* without words: these are the list's filter */
	struct people_query base;  /* what the list was opened with: Esc goes back to it first */
};

/* For list_source; `sort` PEOPLE_SORT_DAY orders by the day of the stage. */
enum { PEOPLE_SORT_NAME = 1, PEOPLE_SORT_DAY };
int people_source_read(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret_rows, size_t *ret_n, struct err *err);
int people_source_at(
	void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err);
int people_source_count(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err);
int people_source_find(void *ctx, const struct list_query *q, const char *text, const void *anchor,
	enum list_dir dir, void *ret_row, struct err *err);

#define PEOPLE_SOURCE                                                                              \
	{                                                                                          \
		.row_size = sizeof(struct people_row), .read = people_source_read,                 \
		.at = people_source_at, .count = people_source_count, .find = people_source_find   \
	}

/* Columns. */
void people_name_text(const void *row, void *ctx, struct strbuf *ret);
void people_birth_text(const void *row, void *ctx, struct strbuf *ret);
void people_cell_text(const void *row, void *ctx, struct strbuf *ret);
void people_cell_code(const void *row, void *ctx, struct strbuf *ret); /* where the name is cut */
void people_stage_text(const void *row, void *ctx, struct strbuf *ret);
void people_since_text(const void *row, void *ctx, struct strbuf *ret);

/* The preview beside the list, and the head of a person's page. */
int people_preview(void *ctx, const void *row, struct page *page, struct err *err);

#endif
