/* Everybody as he is compared, in blocks of those who share something. */
#include "core/same_own.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ------------------------------------------------------------------------------------------- */

/* The present row; its texts live until the next step. */
struct person same_row(struct db_stmt *s)
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

int same_people_read(struct db *db, struct same_people *ret,
	int (*each)(void *ctx, struct err *err), void *ctx, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_SAME_PEOPLE, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct person row = same_row(s);
		struct same_facts f;
		r = same_facts_make(&f, &row, err);
		if (!r && !VEC_PUSH(ret, f))
			r = ERR_OOM(err);
		if (r)
			same_facts_done(&f);
		else if (each)
			r = each(ctx, err);
		if (r) {
			db_reset(s);
			return r;
		}
	}
	return r;
}

void same_people_done(struct same_people *p)
{
	VEC_EACH (f, p)
		same_facts_done(f);
	VEC_DONE(p);
}

/* ---- keys ----------------------------------------------------------------------------------------------- */

/* People who share a key are held against one another. What reaches the points of a pair shares one of these (points[]
 * in same.c): without the birth, the phone or the number, only a name that is the same but for marks does. */

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
	const struct same_entry *x = a, *y = b;
	return x->key != y->key ? (x->key > y->key) - (x->key < y->key)
				: (x->at > y->at) - (x->at < y->at);
}

size_t same_entries(const struct same_people *people, int key, struct same_entry *ret)
{
	size_t n = 0;
	for (uint32_t i = 0; i < people->n; i++) {
		uint64_t k = keys[key](&people->v[i]);
		if (k)
			ret[n++] = (struct same_entry){k, i};
	}
	if (n)
		qsort(ret, n, sizeof *ret, cmp_entry);
	return n;
}

/* ---- many against all ------------------------------------------------------------------------------------ */

struct same_index {
	struct same_people people;
	struct same_entry *entries[SAME_KEYS];
	size_t n[SAME_KEYS];
	VEC(struct same_pair) found;
};

void same_index_free(struct same_index *x)
{
	if (!x)
		return;
	same_people_done(&x->people);
	for (int k = 0; k < SAME_KEYS; k++)
		free(x->entries[k]);
	VEC_DONE(&x->found);
	free(x);
}

int same_index_make(struct db *db, struct same_index **ret, struct err *err)
{
	struct same_index *x = mem_alloc(sizeof *x);
	int r = x ? same_people_read(db, &x->people, NULL, NULL, err) : ERR_OOM(err);
	for (int k = 0; !r && k < SAME_KEYS; k++) {
		x->entries[k] = mem_alloc((x->people.n + 1) * sizeof *x->entries[k]);
		if (x->entries[k])
			x->n[k] = same_entries(&x->people, k, x->entries[k]);
		else
			r = ERR_OOM(err);
	}
	if (r)
		same_index_free(x);
	else
		*ret = x;
	return r;
}

/* The first entry of a key, or where it would stand. */
static size_t first_of(const struct same_entry *v, size_t n, uint64_t key)
{
	size_t from = 0;
	while (from < n) {
		size_t middle = from + (n - from) / 2;
		if (v[middle].key < key)
			from = middle + 1;
		else
			n = middle;
	}
	return from;
}

static int look(struct same_index *x, const struct same_facts *f, const struct same_facts *other,
	struct err *err)
{
	struct same_pair pair = {.a = {f->id}, .b = {other->id}};
	if (f->id == other->id || !same_may_be(f, other))
		return 0;
	same_weigh(f, other, &pair.verdict);
	if (pair.a.v > pair.b.v) {
		pair.a.v = other->id;
		pair.b.v = f->id;
	}
	return pair.verdict.level == SAME_NO || VEC_PUSH(&x->found, pair) ? 0 : ERR_OOM(err);
}

static int find(struct same_index *x, const struct same_facts *f, struct same_pair *ret, size_t max,
	size_t *ret_n, struct err *err)
{
	int r = 0;
	x->found.n = 0;
	for (int k = 0; !r && k < SAME_KEYS; k++) {
		uint64_t key = keys[k](f);
		const struct same_entry *v = x->entries[k];
		size_t i = key ? first_of(v, x->n[k], key) : x->n[k];
		for (; !r && i < x->n[k] && v[i].key == key; i++)
			r = look(x, f, &x->people.v[v[i].at], err);
	}
	if (r)
		return r;
	x->found.n = same_pairs_once(x->found.v, x->found.n);
	*ret_n = x->found.n < max ? x->found.n : max;
	for (size_t i = 0; i < *ret_n; i++)
		ret[i] = x->found.v[i];
	return 0;
}

static int cmp_id(const void *a, const void *b)
{
	const struct same_facts *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

int same_index_find(struct same_index *x, struct person_id id, struct same_pair *ret, size_t max,
	size_t *ret_n, struct err *err)
{
	const struct same_facts key = {.id = id.v}, *f = NULL;
	if (x->people.n)
		f = bsearch(&key, x->people.v, x->people.n, sizeof key, cmp_id);
	return f ? find(x, f, ret, max, ret_n, err) : ERR(err, ERR_NOT_FOUND, "person", NULL);
}
