/* What reconciling found, as a list: a row for everybody who stands on one side only, for each field that differs, for
 * each row of theirs that cannot be told. */
#ifndef TN_REPORT_RECONCILE_DOC_H
#define TN_REPORT_RECONCILE_DOC_H

#include "exchange/reconcile.h"
#include "report/doc.h"

enum reconcile_group {
	RECONCILE_THERE,
	RECONCILE_HERE,
	RECONCILE_DIFFERENT,
	RECONCILE_UNCLEAR,
};
#define RECONCILE_GROUPS 4
const char *reconcile_group_label(enum reconcile_group g); /* N_() */
/* The group of one of their rows; -1: it is the same, or was left out. */
int reconcile_group_of(const struct row_verdict *v);
/* How many are in it: people, rows. */
long reconcile_count(const struct reconcile *r, enum reconcile_group g);
/* What one of their rows has in the field with this key, as it is read; nothing where their list has none. */
void reconcile_value_add(struct strbuf *b, const struct workbook *w, const struct plan *p,
	const struct row_verdict *v, const char *key);
/* `only`: this group, -1: all. It goes out in the formats of doc_list.h; the head is the caller's. */
int reconcile_doc(const struct reconcile *r, const struct workbook *w, const struct plan *p,
	int only, struct doc *d, struct err *err);

#endif
