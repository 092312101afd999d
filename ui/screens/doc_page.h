/* A report's document as a page: what the paper says, with doors. */
#ifndef TN_UI_SCREENS_DOC_PAGE_H
#define TN_UI_SCREENS_DOC_PAGE_H

#include "report/doc.h"
#include "ui/page.h"

/* Figures with a door become doors of `kind` with a = the document's door. Nothing but names is
 * ever cut: a table that is too wide gives its text columns less. */
void doc_page(struct page *p, const struct doc *d, int kind);

/* What stands beside and above a figure: "Ấp 2 · Admitted". */
void doc_door_title(const struct doc *d, int door, struct strbuf *ret);

#endif
