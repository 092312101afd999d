/* Two documents of the same report held against each other, table by table, row by row, cell by cell. A row is found
 * again by all that it says, else by its first text, else by most of the rest: what was renamed is not a new one. */
#ifndef TN_REPORT_DOC_COMPARE_H
#define TN_REPORT_DOC_COMPARE_H

#include "report/doc.h"

enum difference_kind {
	DIFFERS,      /* both say something */
	DIFFERS_GONE, /* a row or text that only the paper has */
	DIFFERS_NEW,
};

/* Texts of the two documents, which must outlive it, but for `row_text`. */
struct doc_difference {
	enum difference_kind kind;
	const char *section;	     /* the heading above; "" */
	const char *line;	     /* what the row is called; "" of a text that stands alone */
	const char *group, *column;  /* NULL: the row as a whole, or a text */
	const char *paper, *now;     /* NULL: nothing */
	char *paper_text, *now_text; /* owned, where paper or now is put together */
	int paper_door, now_door;
	const struct doc_row *paper_row, *now_row;
	size_t paper_cells, now_cells; /* of the rows */
};
/* Two figures that stand for each other, and have people behind them. */
struct doc_doors {
	const char *section, *line, *column;
	int paper, now; /* 0: none */
};
struct doc_differences {
	struct doc_difference *v;
	size_t n, cap;
	struct doc_doors *doors;
	size_t door_count, door_cap;
};
/* `skip`: so many first blocks of the paper are not looked at. doc_differences_done. */
int doc_compare(const struct doc *paper, const struct doc *now, size_t skip,
	struct doc_differences *ret, struct err *err);
void doc_differences_done(struct doc_differences *d);

#endif
