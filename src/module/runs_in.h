/* The text of a cell while it is gathered: runs in fonts, of which a run may take its font from the cell. */
#ifndef TN_MODULE_RUNS_IN_H
#define TN_MODULE_RUNS_IN_H

#include "reader/workbook.h"

enum { RUNS_OF_CELL = -1 }; /* the cell's own font */

/* Runs as workbook.h keeps them: \x1F, 'A' + charset ('@': the cell's), text. */
struct runs {
	struct strbuf form;
	int font; /* of the last run */
};

void runs_clear(struct runs *r);
void runs_done(struct runs *r);
void runs_add(struct runs *r, int font, const char *s, size_t n);
/* The same of text of a workbook of Microsoft's: _x000D_ is what it stands for. */
void runs_add_escaped(struct runs *r, int font, const char *s, size_t n);
/* What stands in a cell of that font: plain where all runs are of one kind. `text` of *ret lives in `scratch`. */
int runs_cell(const char *form, size_t n, enum charset cell_font, struct strbuf *scratch,
	struct raw_cell *ret, struct err *err);

#endif
