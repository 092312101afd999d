/* Which list a file is, by its headings: members brought in as candidates would all be new people. */
#include "exchange/plan_own.h"

/* How many fields of the list the heads of the sheets name; 0: one of them lacks what the list needs. */
static int count_named(struct db *db, const struct workbook *w, const struct plan *p,
	enum import_kind kind, size_t *ret, struct err *err)
{
	struct matcher m;
	size_t most = 0;
	int r = matcher_open(db, w, kind, &m, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < p->sheet_count; i++) {
		size_t named;
		bool has_all;
		r = plan_head_fit(
			w, &w->sheets[i], &m, p->sheets[i].columns, &named, &has_all, err);
		if (!r && has_all && named > most)
			most = named;
	}
	matcher_done(&m);
	*ret = most;
	return r;
}

int plan_likelier(struct db *db, const struct workbook *w, const struct plan *p,
	enum import_kind *ret, struct err *err)
{
	size_t best;
	*ret = p->kind;
	int r = count_named(db, w, p, p->kind, &best, err);
	for (int k = 0; !r && k < IMPORT_KINDS; k++) {
		size_t named = 0;
		if (k != (int)p->kind)
			r = count_named(db, w, p, (enum import_kind)k, &named, err);
		if (!r && named > best) {
			best = named;
			*ret = (enum import_kind)k;
		}
	}
	return r;
}
