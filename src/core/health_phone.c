/* Who has a phone that somebody else has, too: numbers as they are dialled, however they are written. */
#include "core/health_own.h"

#include "base/hash.h"
#include "rules/contact.h"

#include <string.h>

struct phone {
	uint64_t hash;
	int64_t id;
};

struct phones {
	VEC(struct phone) all;
};

static int by_hash(const void *a, const void *b)
{
	const struct phone *x = a, *y = b;
	return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
				  : (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Each number of one person. */
static int add(struct phones *p, int64_t id, const char *phone, struct err *err)
{
	char tidy[PHONE_MAX];
	if (!phone_tidy(phone, tidy))
		return 0;
	for (const char *s = tidy; *s;) {
		size_t n = strcspn(s, ";");
		struct phone one = {hash_bytes(s, n), id};
		if (!VEC_PUSH(&p->all, one))
			return ERR_OOM(err);
		s += n + strspn(s + n, "; ");
	}
	return 0;
}

/* The ids of those whose number stands with another person, too; an id may come twice. */
static int keep_shared(struct phones *p, int64_t **ret, size_t *ret_n, struct err *err)
{
	int64_t *ids = mem_alloc((p->all.n ? p->all.n : 1) * sizeof *ids);
	struct phone *v = p->all.v;
	size_t kept = 0;
	if (!ids)
		return ERR_OOM(err);
	if (p->all.n)
		qsort(v, p->all.n, sizeof *v, by_hash);
	for (size_t i = 0, end; i < p->all.n; i = end) {
		for (end = i + 1; end < p->all.n && v[end].hash == v[i].hash;)
			end++;
		bool is_shared = v[end - 1].id != v[i].id;
		for (size_t k = i; is_shared && k < end; k++)
			ids[kept++] = v[k].id;
	}
	qsort(ids, kept, sizeof *ids, by_id);
	*ret = ids;
	*ret_n = kept;
	return 0;
}

int health_sharing_phones(struct db *db, int64_t **ret, size_t *ret_n, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_HEALTH_PHONES, err);
	struct phones p = {0};
	int r;
	while ((r = db_step(s, err)) == 1) {
		r = add(&p, db_int(s, "id"), db_text(s, "phone"), err);
		if (r)
			break;
	}
	db_reset(s);
	if (!r)
		r = keep_shared(&p, ret, ret_n, err);
	VEC_DONE(&p.all);
	return r;
}
