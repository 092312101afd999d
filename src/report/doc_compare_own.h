/* What the files of the comparison share. */
#ifndef TN_REPORT_DOC_COMPARE_OWN_H
#define TN_REPORT_DOC_COMPARE_OWN_H

#include "report/doc_compare.h"

#include <stdint.h>

#define NO_ROW ((size_t)-1)
enum { COMPARED_COLUMNS = 64 };

/* Two tables of one kind, and which column of the one is which of the other. */
struct table_pair {
	const struct doc_table *paper, *now;
	size_t now_of[COMPARED_COLUMNS]; /* by column of the paper; NO_ROW: it is there no more */
	size_t name;			 /* the column that says what a row is */
	size_t numbering;		 /* only numbers the rows; NO_ROW: none does */
};
void table_pair_make(
	struct table_pair *p, const struct doc_table *paper, const struct doc_table *now);
/* For each row of the paper the one of now, or NO_ROW; the array is the caller's. NULL without memory. */
size_t *table_pair_rows(const struct table_pair *p);
const char *table_cell(const struct doc_row *row, size_t column); /* never NULL */

/* Do two texts say the same? "uỷ" and "ủy" do: how the program writes them is a setting, which may have changed. Both
 * may be NULL: "". */
bool words_same(const char *a, const char *b);
uint64_t words_hash(uint64_t hash, const char *text);

#endif
