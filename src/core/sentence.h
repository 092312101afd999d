/* The only place where an error becomes a sentence in the user's language. */
#ifndef TN_CORE_SENTENCE_H
#define TN_CORE_SENTENCE_H

#include "base/err.h"
#include "base/strbuf.h"

/* What went wrong and, where there is one, what to do; without the field's name. Safe for a terminal. */
void sentence_add(struct strbuf *b, const struct err *e);
/* The same on the stack; cut at a character. Returns buf. */
char *sentence(const struct err *e, char *buf, size_t size);
/* The field's name as forms and headings call it; the key itself if unknown. */
const char *sentence_field(const char *field);
/* Of a file from outside; NULL: it is none of those errors. %s: the detail. (sentence_reading.c) */
const char *sentence_reading(const struct err *e);

#endif
