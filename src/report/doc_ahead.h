/* The rows of a table with some that come next: what stays together on a page is known before the first of it is
 * written. Built into the modules that make pages. */
#ifndef TN_REPORT_DOC_AHEAD_H
#define TN_REPORT_DOC_AHEAD_H

#include "report/doc_walk.h"

/* More rows than this do not stay together: then they are rows as any. Columns beyond the last are not kept. */
enum { AHEAD_TOGETHER = 8, AHEAD_ROWS = AHEAD_TOGETHER + 2, AHEAD_COLUMNS = 64 };

/* A row that was read on the way; its walk has gone on. */
struct doc_kept {
	struct doc_row row;
	struct doc_cell cells[AHEAD_COLUMNS];
	struct strbuf text;
};

struct doc_ahead {
	struct doc_walk walk;
	size_t columns;
	bool is_over; /* the walk has no more */
	size_t first; /* of `kept`, which goes round */
	size_t n;     /* rows ahead */
	size_t given; /* rows that were dropped */
	struct doc_kept *kept;
	int r; /* 0, or what reading failed with, told in *err: then there are no more rows */
	struct err *err;
};

/* Reads the first rows. */
void doc_ahead_begin(struct doc_ahead *a, const struct doc *d, const struct doc_table *t,
	enum doc_walk_purpose purpose, struct err *err);
void doc_ahead_done(struct doc_ahead *a);
/* The i-th row ahead. */
const struct doc_row *doc_ahead_at(const struct doc_ahead *a, size_t i);
/* There is none after the next n. */
bool doc_ahead_end(const struct doc_ahead *a, size_t n);
/* No row was dropped yet. */
bool doc_ahead_is_first(const struct doc_ahead *a);
/* Must row i ahead be on the page of the next one? A group's name with its first row, a sum with the row above it, two
 * rows at either end of the table. */
bool doc_ahead_stays(const struct doc_ahead *a, size_t i);
/* How many stay on one page; 0 where there is none. */
size_t doc_ahead_together(const struct doc_ahead *a);
/* The next n are done with. */
void doc_ahead_drop(struct doc_ahead *a, size_t n);

#endif
