/* A row of texts that are written anew each time: of rows that are read while they are written (struct doc_rows). */
#ifndef TN_REPORT_DOC_TEXTS_H
#define TN_REPORT_DOC_TEXTS_H

#include "base/strbuf.h"
#include "report/doc.h"

#define DOC_TEXTS_MAX 40

struct doc_texts {
	struct strbuf text[DOC_TEXTS_MAX];
	struct doc_cell cells[DOC_TEXTS_MAX];
	struct doc_row row;
};

/* The text of a column, empty, to be filled. */
struct strbuf *doc_texts_at(struct doc_texts *t, size_t column);
/* The row of the first n columns, until the next one is begun. 1, as doc_rows' next. */
int doc_texts_row(struct doc_texts *t, size_t n, const struct doc_row **ret, struct err *err);
void doc_texts_done(struct doc_texts *t);

#endif
