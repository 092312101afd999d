/* A list as it stands, with its order and filter and all its columns, as a document whose rows are read while it is
 * written. */
#ifndef TN_UI_SCREENS_LIST_DOC_H
#define TN_UI_SCREENS_LIST_DOC_H

#include "report/doc.h"
#include "ui/list.h"

/* Adds the table to `d`, its first column the number of the row; the list must not change before doc_done. */
int list_document(struct list *l, const struct column *columns, void *ctx, bool only_marked,
	struct doc *d, struct err *err);

#endif
