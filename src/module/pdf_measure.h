/* What the columns of a table want of room, in letters of one size. Private to the module. */
#ifndef TN_MODULE_PDF_MEASURE_H
#define TN_MODULE_PDF_MEASURE_H

#include "module/pdf_grid.h"

/* Everything is measured once, in letters of UNIT points: without hinting widths grow with the size. */
enum { UNIT = 10, MEASURED = 300, WORDS_MAX = 16, WORD_LETTERS = 30 };

struct words {
	size_t n;
	double v[WORDS_MAX], longest;
};

struct column {
	double least;	    /* the longest word, or the longest figure */
	struct words title; /* in bold */
	double text[MEASURED];
};

/* Of a row: the lines of the cell that has most, which cell that is, and of the one that comes after it. */
struct most {
	double lines, after;
	size_t c;
};

struct measure {
	struct pdf_grid *g;
	struct column *columns;
	size_t rows;	   /* that were measured */
	size_t seen, step; /* rows so far; each step-th of them is measured */
	struct most most[MEASURED];
	struct words group[PDF_COLUMNS]; /* at the first column of each */
	double space;
};

/* Measures the rows of the grid's table, and of those that look alike: p->r has what reading failed with. */
void pdf_measure(struct pdf *p, struct measure *m);
/* Tables of the same heads look alike, from one end of the paper to the other. */
bool pdf_is_alike(const struct doc_table *a, const struct doc_table *b);

#endif
