/* A text in the making. Private to its writer. */
#ifndef TN_REPORT_DOC_TEXT_H
#define TN_REPORT_DOC_TEXT_H

#include "report/doc_save.h"

struct out_marks {
	const char *across, *down, *cross, *top, *bottom, *left, *right;
	const char *corner[4]; /* upper left, upper right, lower left, lower right */
	const char *bar, *rest;
};

struct out {
	const struct doc *d;
	struct doc_sink *sink;
	struct strbuf *b; /* the sink's */
	const struct out_marks *m;
	int width;
	bool ascii;
};

/* `s` so many times. */
void out_repeat(struct out *o, const char *s, int n);
/* Cleaned, in a field of so many cells. `align`: -1 left, 0 middle, 1 right. */
void out_put(struct out *o, const char *s, int cells, int align);
/* Bytes of s that stand on the next line of `cells`; *ret_skip: blanks to pass over after it. */
size_t out_line_break(const char *s, int cells, size_t *ret_skip);
int out_table(struct out *o, const struct doc_table *t, struct err *err);

#endif
