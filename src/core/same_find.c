/* Who in the database may be one person: one against all, and all against all. */
#include "core/same_own.h"

#include "base/hash.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ------------------------------------------------------------------------------------------- */

/* The present row; its texts live until the next step. */
static struct person row_of(struct db_stmt *s)
{
	const char *sex = db_text(s, "sex");
	return (struct person){.id = {db_int(s, "id")},
		.cell = {db_int(s, "cell_id")},
		.full_name = (char *)db_text(s, "full_name"),
		.birth = db_date(s, "birth"),
		.sex = sex ? *sex : 0,
		.cccd = (char *)db_text(s, "cccd"),
		.phone = (char *)db_text(s, "phone"),
		.home_place = (char *)db_text(s, "home_place"),
		.residence = (char *)db_text(s, "residence")};
}

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
		struct person row = row_of(s);
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

/* People who share a key are held against one another. What reaches the points of a pair shares one of these (points[]
 * in same.c): without the birth, the phone or the number, only a name that is the same but for marks does. */
struct entry {
	uint64_t key;
	uint32_t at;
};

struct all {
	VEC(struct same_facts) people;
	pairs judged, found;
	struct entry *entries;
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

static uint64_t key_name(const struct same_facts *f)
{
	return hash_bytes(f->name.bare, strlen(f->name.bare)) | 1;
}

/* A date and the one with day and month turned. */
static uint64_t key_birth(const struct same_facts *f)
{
	int a = f->birth.month, b = f->birth.day;
	if (!a)
		return 0;
	return (uint64_t)(f->birth.year * 10000 + (a < b ? a * 100 + b : b * 100 + a));
}

static uint64_t key_phone(const struct same_facts *f)
{
	return (uint64_t)f->phone;
}

/* A slip touches one digit or two neighbours: one of three parts of a number is left whole. The first three digits, the
 * same for a whole province, are no part. */
static uint64_t key_cccd_end(const struct same_facts *f)
{
	return (uint64_t)(f->cccd % 10000);
}

static uint64_t key_cccd_middle(const struct same_facts *f)
{
	return (uint64_t)(f->cccd / 10000 % 100000);
}

static uint64_t key_cccd_ends(const struct same_facts *f)
{
	return (uint64_t)(f->cccd / 100000 % 10000 * 1000 + f->cccd % 1000);
}

static uint64_t (*const keys[])(const struct same_facts *f) = {
	key_name, key_birth, key_phone, key_cccd_end, key_cccd_middle, key_cccd_ends};

static int cmp_entry(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return x->key != y->key ? (x->key > y->key) - (x->key < y->key)
				: (x->at > y->at) - (x->at < y->at);
}

static int compare(struct all *all, const struct entry *x, const struct entry *y, struct err *err)
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

static int compare_block(
	struct all *all, uint64_t (*key)(const struct same_facts *f), struct err *err)
{
	size_t n = 0;
	for (uint32_t i = 0; i < all->people.n; i++) {
		uint64_t k = key(&all->people.v[i]);
		if (k)
			all->entries[n++] = (struct entry){k, i};
	}
	if (n)
		qsort(all->entries, n, sizeof *all->entries, cmp_entry);
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

static int read_people(struct db *db, struct all *all, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_SAME_PEOPLE, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct person row = row_of(s);
		struct same_facts f;
		r = same_facts_make(&f, &row, err);
		if (!r && !VEC_PUSH(&all->people, f))
			r = ERR_OOM(err);
		if (r)
			same_facts_done(&f);
		else
			r = tell(all, 1, err);
		if (r) {
			db_reset(s);
			return r;
		}
	}
	return r;
}

/* Two people may share several keys. */
static void keep_once(pairs *p)
{
	size_t n = 0;
	if (p->n)
		qsort(p->v, p->n, sizeof *p->v, cmp_ids);
	for (size_t i = 0; i < p->n; i++)
		if (!n || cmp_ids(&p->v[n - 1], &p->v[i]) != 0)
			p->v[n++] = p->v[i];
	p->n = n;
	if (n)
		qsort(p->v, n, sizeof *p->v, cmp_likely);
}

int same_pairs(struct db *db, bool (*progress)(void *ctx, long done, long total), void *ctx,
	struct same_pair **ret, size_t *ret_n, struct err *err)
{
	struct all all = {.progress = progress, .ctx = ctx};
	int64_t n = 0;
	int r = db_number(db_begin(db, DBQ_SAME_COUNT, err), 0, &n, err);
	all.total = (long)n * (long)(1 + ARRAY_LEN(keys));
	if (!r)
		r = read_judged(db, &all.judged, err);
	if (!r)
		r = read_people(db, &all, err);
	if (!r) {
		all.entries = mem_alloc((all.people.n + 1) * sizeof *all.entries);
		r = all.entries ? 0 : ERR_OOM(err);
	}
	for (size_t i = 0; !r && i < ARRAY_LEN(keys); i++)
		r = compare_block(&all, keys[i], err);
	if (!r) {
		keep_once(&all.found);
		*ret = all.found.v;
		*ret_n = all.found.n;
	} else {
		VEC_DONE(&all.found);
	}
	VEC_EACH (f, &all.people)
		same_facts_done(f);
	VEC_DONE(&all.people);
	VEC_DONE(&all.judged);
	free(all.entries);
	return r;
}
