/* What would be printed, told instead of drawn: the PDF writer's own layout, for whoever shows it otherwise. */
#ifndef TN_REPORT_DOC_TRACE_H
#define TN_REPORT_DOC_TRACE_H

#include "report/doc.h"

enum { TRACE_BOLD = 1, TRACE_ITALIC = 2 };

/* Points from the upper left of an A4 page, down. Each call answers 0, or anything else to stop. */
struct doc_trace {
	/* A page begins; all that follows is on it. */
	int (*page)(void *ctx, double width, double height);
	/* One line of text, `n` bytes without a line's end. It lies between x and x + width as `align` says; y is where
	 * its letters stand. */
	int (*text)(void *ctx, double x, double y, double width, enum doc_align align, int style,
		const char *s, size_t n);
	/* Upright or level. */
	int (*line)(void *ctx, double x1, double y1, double x2, double y2);
	/* A grey area: a chart's bar. */
	int (*area)(void *ctx, double x, double y, double width, double height);
	void *ctx;
};

/* Lays the document out as doc_write_pdf does. 0; ERR_STOPPED where a call stopped it; ERR_NOMEM; what loading the
 * module fails with. */
int doc_trace(const struct doc *d, const struct doc_trace *to, struct err *err);

#endif
