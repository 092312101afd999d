/* The columns of a table in a PDF: how wide each is, in which size of letters. Private to the module. */
#ifndef TN_MODULE_PDF_GRID_H
#define TN_MODULE_PDF_GRID_H

#include "module/pdf_page.h"

/* Points beside a cell's text, on either side; above and below it. */
enum { PDF_PAD = 3, PDF_GAP = 1 };

struct pdf_grid {
	const struct doc_table *t;
	size_t n;
	double size;
	double width[PDF_COLUMNS], x[PDF_COLUMNS + 1];
	bool has_groups;
	const struct doc_table *lead_of; /* what its beginning takes is known already */
	double lead;
	bool for_wide; /* made while the document's pages lie */
	bool turns;    /* it needs a page that lies, where the document's stand */
};

/* Widths and size for the page that the document has, or for one that lies (turns). Long tables are measured by some
 * hundred of their rows: the rest wraps where it must. Kept until the next table; NULL without memory or columns. */
struct pdf_grid *pdf_grid(struct pdf *p, const struct doc_table *t);
/* The columns from c on that stand under the same head. */
size_t pdf_group_end(const struct pdf_grid *g, size_t c);
/* Points that a row's first column stands in from the left. */
double pdf_indent(const struct doc_row *row);

#endif
