/* Records of bytes, as what is kept for years is written: a tag, a length, what it says. Whoever reads passes over
 * tags that it does not know; nothing is believed that the bytes do not bear out. */
#ifndef TN_REPORT_KEEP_BYTES_H
#define TN_REPORT_KEEP_BYTES_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- writing: into a strbuf; its `failed` is looked at once, at the end ------------------------------- */

/* Begins a record; keep_end fills in its length. Returns where it begins. */
size_t keep_begin(struct strbuf *out, char tag);
void keep_end(struct strbuf *out, size_t begun);
void keep_number(struct strbuf *out, int64_t n);
void keep_text(struct strbuf *out, const char *s); /* NULL stays NULL */
/* A record of one text; none for NULL. */
void keep_text_record(struct strbuf *out, char tag, const char *s);

/* ---- reading ------------------------------------------------------------------------------------------ */

struct keep_reader {
	const unsigned char *at, *end;
	bool failed; /* what was asked for is not there: every later answer is empty */
};
struct keep_reader keep_read(const void *data, size_t n);
/* The next record and what it says; false at the end, or failed. */
bool keep_next(struct keep_reader *r, char *ret_tag, struct keep_reader *ret_body);
int64_t keep_take_number(struct keep_reader *r);
/* A number from `least` to `most`; anything else fails the reader. */
int64_t keep_take_within(struct keep_reader *r, int64_t least, int64_t most);
/* Owned by the caller; NULL for NULL, and where it failed (without memory, too). */
char *keep_take_text(struct keep_reader *r);

#endif
