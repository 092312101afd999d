/* The pages of a document as they would be printed, to be shown one at a time. Of a long one some dozen are kept. */
#ifndef TN_REPORT_DOC_PAGES_H
#define TN_REPORT_DOC_PAGES_H

#include "base/vec.h"
#include "report/doc_trace.h"

enum doc_mark_kind { MARK_TEXT, MARK_LINE, MARK_AREA };

/* In points from the page's upper left. */
struct doc_mark {
	enum doc_mark_kind kind;
	float x, y;	     /* text: of the line that its letters stand on */
	float width, height; /* text: of the room that it lies in, 0 high; line: one of them is 0 */
	unsigned char align; /* enum doc_align */
	unsigned char style; /* TRACE_BOLD, TRACE_ITALIC */
	unsigned text;	     /* offset in texts */
};

struct doc_sheet {
	double width, height;
	VEC(struct doc_mark) marks;
	struct strbuf texts;
};

struct doc_pages;

/* The document stays the caller's and must outlive the pages. Nothing is laid out yet. */
int doc_pages_new(const struct doc *d, struct doc_pages **ret, struct err *err);
void doc_pages_free(struct doc_pages *p);
/* Page n, from 0, valid until the next call; DOC_PAGES_LAST: the last one. *ret_n: which it is. ERR_NOT_FOUND "page":
 * there are not so many; ERR_STOPPED; what laying out fails with. */
#define DOC_PAGES_LAST SIZE_MAX
int doc_pages_at(struct doc_pages *p, size_t n, const struct doc_sheet **ret, size_t *ret_n,
	struct err *err);
/* How many there are; 0: not known yet. */
size_t doc_pages_count(const struct doc_pages *p);

#endif
