/* Who in the database may be one person: one against all, and all against all. */
#include "core/same_own.h"

#include <stdlib.h>

static int by_ids(int64_t a, int64_t b, int64_t c, int64_t d)
{
	return a != c ? (a > c) - (a < c) : (b > d) - (b < d);
}

static int cmp_ids(const void *a, const void *b)
{
	const struct same_pair *x = a, *y = b;
	return by_ids(x->a.v, x->b.v, y->a.v, y->b.v);
}

typedef VEC(struct same_pair) pairs;

/* The pairs that somebody judged to be two people, in order. */
static int read_judged(struct db *db, pairs *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_SAME_JUDGED, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct same_pair p = {.a = {db_int(s, "person_id")}, .b = {db_int(s, "other_id")}};
		if (!VEC_PUSH(ret, p)) {
			db_reset(s);
			return ERR_OOM(err);
		}
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof *ret->v, cmp_ids);
	return r;
}

static bool is_judged(const pairs *judged, const struct same_pair *p)
{
	return judged->n && bsearch(p, judged->v, judged->n, sizeof *judged->v, cmp_ids);
}

static int cmp_likely(const void *a, const void *b)
{
	const struct same_pair *x = a, *y = b;
	if (x->verdict.level != y->verdict.level)
		return (int)y->verdict.level - (int)x->verdict.level;
	return x->verdict.score != y->verdict.score ? y->verdict.score - x->verdict.score
						    : cmp_ids(a, b);
}

/* ---- one against all ----------------------------------------------------------------------------------- */

struct search {
	const struct same_facts *of;
	pairs judged, found;
};

static int look_at(struct search *s, const struct person *p, struct err *err)
{
	struct same_facts f;
	struct same_pair pair = {.a = {s->of->id}, .b = p->id};
	same_facts_begin(&f, p);
	if (f.id == s->of->id || !same_may_be(s->of, &f))
		return 0;
	if (pair.a.v > pair.b.v)
		pair = (struct same_pair){.a = pair.b, .b = pair.a};
	if (s->of->id && is_judged(&s->judged, &pair))
		return 0;
	int r = same_facts_make(&f, p, err);
	if (!r)
		same_weigh(s->of, &f, &pair.verdict);
	same_facts_done(&f);
	if (!r && pair.verdict.level != SAME_NO && !VEC_PUSH(&s->found, pair))
		r = ERR_OOM(err);
	return r;
}

int same_find(struct db *db, const struct person *p, struct same_pair *ret, size_t max,
	size_t *ret_n, struct err *err)
{
	struct same_facts of = {0};
	struct search search = {.of = &of};
	int r = same_facts_make(&of, p, err);
	if (!r && of.id)
		r = read_judged(db, &search.judged, err);
	/* births and phones have no index, and what is near is not equal: everybody is looked at, by numbers first */
	struct db_stmt *s = r ? NULL : db_begin(db, DBQ_SAME_PEOPLE, err);
	while (!r && (r = db_step(s, err)) == 1) {
		struct person row = same_row(s);
		r = look_at(&search, &row, err);
		if (r)
			db_reset(s);
	}
	if (!r) {
		if (search.found.n)
			qsort(search.found.v, search.found.n, sizeof *search.found.v, cmp_likely);
		*ret_n = search.found.n < max ? search.found.n : max;
		for (size_t i = 0; i < *ret_n; i++)
			ret[i] = search.found.v[i];
	}
	same_facts_done(&of);
	VEC_DONE(&search.judged);
	VEC_DONE(&search.found);
	return r;
}

/* ---- all against all ----------------------------------------------------------------------------------- */

struct all {
	struct same_people people;
	pairs judged, found;
	struct same_entry *entries;
	bool (*progress)(void *ctx, long done, long total);
	void *ctx;
	long done, total;
};

static int tell(struct all *all, long by, struct err *err)
{
	enum { OFTEN = 1024 };
	long before = all->done / OFTEN;
	all->done += by;
	return all->progress && all->done / OFTEN != before &&
			       all->progress(all->ctx, all->done, all->total)
		       ? ERR(err, ERR_STOPPED, NULL, NULL)
		       : 0;
}

static int tell_one(void *ctx, struct err *err)
{
	return tell(ctx, 1, err);
}

static int compare(
	struct all *all, const struct same_entry *x, const struct same_entry *y, struct err *err)
{
	const struct same_facts *a = &all->people.v[x->at], *b = &all->people.v[y->at];
	struct same_pair pair = {.a = {a->id}, .b = {b->id}};
	if (!same_may_be(a, b))
		return 0;
	same_weigh(a, b, &pair.verdict);
	if (pair.verdict.level == SAME_NO || is_judged(&all->judged, &pair))
		return 0;
	return VEC_PUSH(&all->found, pair) ? 0 : ERR_OOM(err);
}

static int compare_block(struct all *all, int key, struct err *err)
{
	size_t n = same_entries(&all->people, key, all->entries);
	int r = 0;
	for (size_t i = 0; !r && i < n; i++) {
		for (size_t j = i + 1; !r && j < n && all->entries[j].key == all->entries[i].key;
			j++)
			r = compare(all, &all->entries[i], &all->entries[j], err);
		if (!r)
			r = tell(all, 1, err);
	}
	return r ? r : tell(all, (long)(all->people.n - n), err);
}

/* Two people may share several keys. */
size_t same_pairs_once(struct same_pair *v, size_t n)
{
	size_t kept = 0;
	if (n)
		qsort(v, n, sizeof *v, cmp_ids);
	for (size_t i = 0; i < n; i++)
		if (!kept || cmp_ids(&v[kept - 1], &v[i]) != 0)
			v[kept++] = v[i];
	if (kept)
		qsort(v, kept, sizeof *v, cmp_likely);
	return kept;
}

int same_pairs(struct db *db, bool (*progress)(void *ctx, long done, long total), void *ctx,
	struct same_pair **ret, size_t *ret_n, struct err *err)
{
	struct all all = {.progress = progress, .ctx = ctx};
	int64_t n = 0;
	int r = db_number(db_begin(db, DBQ_SAME_COUNT, err), 0, &n, err);
	all.total = (long)n * (1 + SAME_KEYS);
	if (!r)
		r = read_judged(db, &all.judged, err);
	if (!r)
		r = same_people_read(db, &all.people, tell_one, &all, err);
	if (!r) {
		all.entries = mem_alloc((all.people.n + 1) * sizeof *all.entries);
		r = all.entries ? 0 : ERR_OOM(err);
	}
	for (int k = 0; !r && k < SAME_KEYS; k++)
		r = compare_block(&all, k, err);
	if (!r) {
		*ret = all.found.v;
		*ret_n = same_pairs_once(all.found.v, all.found.n);
	} else {
		VEC_DONE(&all.found);
	}
	same_people_done(&all.people);
	VEC_DONE(&all.judged);
	free(all.entries);
	return r;
}
