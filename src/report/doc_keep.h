/* A document as bytes, to be kept for years: all that its writers need, with its doors. The form is our own; a
 * later program adds records, and an older document is read by it as it was. */
#ifndef TN_REPORT_DOC_KEEP_H
#define TN_REPORT_DOC_KEEP_H

#include "report/doc.h"

/* Appends to `out`, rows that are streamed, too. ERR_NOMEM, also for a document that failed; what reading rows fails
 * with. */
int doc_keep(const struct doc *d, struct strbuf *out, struct err *err);
/* doc_done. ERR_CORRUPT "doc" for bytes that no doc_keep wrote whole; ERR_NEWER for those of a later program that
 * this one would read wrongly. */
int doc_open(const void *data, size_t n, struct doc *ret, struct err *err);

#endif
