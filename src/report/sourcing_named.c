/* Who was named: sources, and what became of them. */
#include "base/i18n.h"
#include "report/admissions_read.h"
#include "report/sourcing.h"

#include <stdlib.h>

/* ---- lists of the office --------------------------------------------------------------------------- */

int sourcing_terms_read(
	struct db *db, enum db_query query, struct sourcing_terms *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, query, err);
	struct sourcing_terms terms = {0};
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct sourcing_term t = {.id = db_int(s, "id"),
			.is_closed = db_int(s, "closed"),
			.name = mem_strdup(term_name(db_text(s, "code"), db_text(s, "name")))};
		if (!t.name || !VEC_PUSH(&terms, t)) {
			free(t.name);
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	if (r)
		sourcing_terms_done(&terms);
	else
		*ret = terms;
	return r;
}

void sourcing_terms_done(struct sourcing_terms *t)
{
	VEC_EACH (x, t)
		free(x->name);
	VEC_DONE(t);
}

const char *sourcing_term_name(const struct sourcing_terms *t, int64_t id)
{
	VEC_EACH (x, t)
		if (x->id == id)
			return x->name;
	return NULL;
}

void sourcing_bind_cell(struct db_stmt *s, struct cell_id cell)
{
	if (cell.v)
		db_bind_int(s, "cell", cell.v);
	else
		db_bind_null(s, "cell");
}

/* ---- who was admitted ------------------------------------------------------------------------------- */

struct admitted {
	VEC(struct admitted_on {
		int64_t person;
		struct date on;
	})
	v;
};

static int by_person(const void *a, const void *b)
{
	const struct admitted_on *x = a, *y = b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return date_cmp(x->on, y->on);
}

static int read_admitted(struct db *db, const struct report *r, struct date from, struct date to,
	struct admitted *ret, struct err *err)
{
	struct admissions list = {0};
	int k = admissions_read(db, from, to, r->f.settings.date_basis, &list, err);
	VEC_EACH (a, &list) {
		struct admitted_on on = {a->person.v, a->on};
		if (!k && !VEC_PUSH(&ret->v, on))
			k = ERR_OOM(err);
	}
	if (ret->v.n)
		qsort(ret->v.v, ret->v.n, sizeof *ret->v.v, by_person);
	admissions_done(&list);
	return k;
}

/* On or after the day on which the name came up: an earlier admission is not its fruit. */
static bool is_admitted(const struct admitted *a, int64_t person, struct date named_on)
{
	size_t low = 0, high = a->v.n;
	while (low < high) {
		size_t m = low + (high - low) / 2;
		if (a->v.v[m].person < person ||
			(a->v.v[m].person == person && date_cmp(a->v.v[m].on, named_on) < 0))
			low = m + 1;
		else
			high = m;
	}
	return low < a->v.n && a->v.v[low].person == person;
}

/* ---- names ------------------------------------------------------------------------------------------- */

int64_t sourcing_pair(int64_t association, int64_t cell)
{
	return (association << 32) + cell;
}

/* A head of an association speaks for it. A finder counts where no association is named. */
static int64_t source_of(struct db_stmt *s)
{
	if (!db_is_null(s, "association_id"))
		return db_int(s, "association_id");
	if (!db_is_null(s, "finder_id"))
		return SOURCE_MEMBER;
	if (!db_is_null(s, "head_association"))
		return db_int(s, "head_association");
	return db_is_null(s, "head_id") ? SOURCE_NONE : SOURCE_HEAD;
}

/* The entries of one person: those from `from` on. */
static bool is_first(const struct named *n, size_t from, struct person_id person, int64_t source)
{
	for (size_t i = from; i < n->firsts.n; i++)
		if (n->firsts.v[i].person.v == person.v && n->firsts.v[i].source == source)
			return false;
	return true;
}

static bool add_first(struct named *n, struct person_id person, int64_t source, int month)
{
	struct named_first f = {person, source, month};
	return VEC_PUSH(&n->firsts, f);
}

struct reading {
	struct named n;
	struct admitted admitted;
	struct person_id last;
	size_t begun; /* the first entry of the last person in firsts */
	long sources; /* of the last person */
	unsigned flags;
};

static bool take(struct reading *g, struct db_stmt *s, int64_t cell)
{
	struct named *n = &g->n;
	struct person_id person = {db_int(s, "id")};
	struct date on = db_date(s, "on_date");
	int64_t source = source_of(s);
	bool ok = true;
	if (person.v != g->last.v) {
		g->last = person;
		g->begun = n->firsts.n;
		g->sources = 0;
		g->flags = (db_int(s, "listed") ? NAMED_LISTED : 0U) |
			   (db_int(s, "class") ? NAMED_CLASS : 0U) |
			   (is_admitted(&g->admitted, person.v, on) ? NAMED_ADMITTED : 0U);
		ok = add_first(n, person, 0, on.month) &&
		     tally_add(&n->by_cell, cell, person, g->flags) &&
		     tally_add(&n->all, 0, person, g->flags);
	}
	if (ok && !db_is_null(s, "finder_id"))
		ok = tally_add(&n->by_finder, db_int(s, "finder_id"), person, g->flags);
	if (!ok || !is_first(n, g->begun, person, source))
		return ok;
	n->several += ++g->sources == 2;
	if (source > 0)
		ok = tally_add(&n->by_source_cell, sourcing_pair(source, cell), person, g->flags);
	return ok && add_first(n, person, source, on.month) &&
	       tally_add(&n->by_source, source, person, g->flags);
}

int named_read(struct db *db, struct report *r, const struct cell_places *places, struct date from,
	struct date to, struct named *ret, struct err *err)
{
	struct reading g = {0};
	int k = read_admitted(db, r, from, to, &g.admitted, err);
	struct db_stmt *s = k ? NULL : db_begin(db, DBQ_SOURCING_NAMED, err);
	if (!k) {
		db_bind_date(s, "from", from);
		db_bind_date(s, "to", to);
		db_bind_date(s, "day", to);
		while ((k = db_step(s, err)) == 1) {
			int64_t cell = db_int(s, "cell_id");
			if (r->q.cell.v && cell != r->q.cell.v)
				continue;
			if (!take(&g, s, report_cell_key(places, cell))) {
				k = ERR_OOM(err);
				break;
			}
		}
		db_reset(s);
	}
	VEC_DONE(&g.admitted.v);
	if (k) {
		named_done(&g.n);
		return k;
	}
	tally_sort(&g.n.by_source);
	tally_sort(&g.n.by_finder);
	tally_sort(&g.n.by_cell);
	tally_sort(&g.n.by_source_cell);
	*ret = g.n;
	return 0;
}

void named_done(struct named *n)
{
	TALLY_DONE(&n->by_source);
	TALLY_DONE(&n->by_finder);
	TALLY_DONE(&n->by_cell);
	TALLY_DONE(&n->by_source_cell);
	TALLY_DONE(&n->all);
	VEC_DONE(&n->firsts);
}
