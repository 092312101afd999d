/* How the writers put a file there: to a name beside the target, which it takes the place of once it is whole. */
#ifndef TN_REPORT_DOC_SAVE_H
#define TN_REPORT_DOC_SAVE_H

#include "report/doc.h"

#include <stdio.h>

struct doc_target {
	const char *path; /* "-": standard output */
	bool keep_existing; /* ERR_EXISTS "file" for one that is there, also for one that comes meanwhile */
};

/* `write` fills a file beside the target. */
int doc_save_with(const struct doc_target *t, int (*write)(void *ctx, FILE *f, struct err *err),
	void *ctx, struct err *err);
/* The same for a `write` that wants a name: of an empty file, which it may also replace. */
int doc_save_named(const struct doc_target *t,
	int (*write)(void *ctx, const char *file, struct err *err), void *ctx, struct err *err);

/* Text on its way into a file: what has gathered goes out between two rows, so that a long list is never whole in
 * memory. Without a file all of it stays in `text`. */
struct doc_sink {
	struct strbuf *text;
	FILE *f;
	const char *path; /* for the error */
};
/* To be called where the text may be cut. ERR_NOMEM, ERR_IO, ERR_FULL. */
int doc_sink_drain(struct doc_sink *s, struct err *err);
int doc_save_text_by(const struct doc_target *t,
	int (*write)(void *ctx, struct doc_sink *s, struct err *err), void *ctx, struct err *err);
struct doc_target doc_target(const struct doc *d, const char *path);

#endif
