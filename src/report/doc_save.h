/* How the writers put a file there. */
#ifndef TN_REPORT_DOC_SAVE_H
#define TN_REPORT_DOC_SAVE_H

#include "report/doc.h"

#include <stdio.h>

/* `write` fills a file beside `path`, which then takes its place; "-" is standard output. */
int doc_save_with(const char *path, int (*write)(void *ctx, FILE *f, struct err *err), void *ctx,
	struct err *err);
/* The same for a `write` that wants a name: of an empty file, which it may also replace. */
int doc_save_named(const char *path, int (*write)(void *ctx, const char *file, struct err *err),
	void *ctx, struct err *err);

#endif
