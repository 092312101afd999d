/* The rows of a table one after another, wherever they come from. What every writer walks by; it is built into the
 * modules, too. */
#ifndef TN_REPORT_DOC_WALK_H
#define TN_REPORT_DOC_WALK_H

#include "report/doc.h"

enum doc_walk_purpose {
	DOC_MEASURE, /* before the writing: stands still in the progress */
	DOC_WRITE,
};

struct doc_walk {
	const struct doc *d;
	const struct doc_table *t;
	enum doc_walk_purpose purpose;
	size_t given;	    /* rows of this walk */
	size_t before, all; /* rows of the tables before, of all tables; for the progress */
};

/* At the first row; `t` is a table of `d`. A table that is streamed has one walk at a time. 0, what begin() failed
 * with, ERR_STOPPED. */
int doc_walk_begin(struct doc_walk *w, const struct doc *d, const struct doc_table *t,
	enum doc_walk_purpose purpose, struct err *err);
/* 1: the next row, valid until the next call; 0: no more; what next() failed with; ERR_STOPPED. */
int doc_walk_next(struct doc_walk *w, const struct doc_row **ret, struct err *err);
/* 0; ERR_STOPPED where the user wants no more of it, for the time after the last row. */
int doc_go_on(const struct doc *d, struct err *err);
/* Rows of all tables, as far as that is known beforehand. */
size_t doc_row_count(const struct doc *d);

#endif
