/* A part of a Word file, read and held in memory within limits. Private to the module. */
#ifndef TN_MODULE_WORD_PART_H
#define TN_MODULE_WORD_PART_H

#include "module/word.h"

#include <libxml/tree.h>
#include <zip.h>

/* A Word file of a page has some 100 kB; a bomb has more. */
enum { WORD_PARTS_MAX = 4000, WORD_PART_MAX = 20 << 20 };

/* ERR_INVALID "template". */
int word_bad(const char *why, struct err *err);
int word_open(const char *file, int flags, struct zip **ret, struct err *err);
/* The part as XML; freed with xmlFreeDoc. */
int word_parse(struct zip *z, zip_uint64_t index, xmlDocPtr *ret, struct err *err);
/* Is it this element of the word processor's namespace? */
bool word_is(const xmlNode *n, const char *name);
/* The first child of that name; NULL. */
xmlNode *word_child(const xmlNode *n, const char *name);
/* The next element after `n` in document order inside `top`; NULL: no more. */
xmlNode *word_next(xmlNode *n, const xmlNode *top);
/* All text of a paragraph, a cell, a row. */
void word_text(xmlNode *top, struct strbuf *ret);
/* Attribute w:NAME; "" where there is none. Into buf. */
const char *word_attr(const xmlNode *n, const char *name, char *buf, size_t size);

#endif
