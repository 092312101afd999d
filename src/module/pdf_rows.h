/* The rows of a table with some that come next: what stays together is known before the first of it is drawn. Private
 * to the module. */
#ifndef TN_MODULE_PDF_ROWS_H
#define TN_MODULE_PDF_ROWS_H

#include "module/pdf_page.h"
#include "report/doc_walk.h"

/* More rows than this do not stay together: then they are rows as any. */
enum { PDF_TOGETHER = 8, PDF_AHEAD = PDF_TOGETHER + 2 };

/* A row that was read on the way; its walk has gone on. */
struct pdf_kept {
	struct doc_row row;
	struct doc_cell cells[PDF_COLUMNS];
	struct strbuf text;
};

struct pdf_rows {
	struct pdf *p;
	struct doc_walk walk;
	size_t columns;
	bool is_over; /* the walk has no more */
	size_t first; /* of `kept`, which goes round */
	size_t n;     /* rows ahead */
	size_t given; /* rows that were dropped */
	struct pdf_kept *kept;
};

/* Reads the first rows; p->r has what it failed with. */
void pdf_rows_begin(struct pdf_rows *r, struct pdf *p, const struct doc_table *t);
void pdf_rows_done(struct pdf_rows *r);
/* The i-th row ahead. */
const struct doc_row *pdf_rows_at(const struct pdf_rows *r, size_t i);
/* There is none after the next n. */
bool pdf_rows_end(const struct pdf_rows *r, size_t n);
/* No row was dropped yet. */
bool pdf_rows_is_first(const struct pdf_rows *r);
/* How many stay on one page: a group's name with its first row, a sum with the row above it, two rows at either end of
 * the table. 0 where there is none. */
size_t pdf_rows_together(const struct pdf_rows *r);
/* The next n are done with. */
void pdf_rows_drop(struct pdf_rows *r, size_t n);

#endif
