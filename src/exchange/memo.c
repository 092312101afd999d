#include "exchange/memo.h"

#include "base/hash.h"
#include "base/mem.h"

#include <string.h>

void memo_done(struct memo *m)
{
	for (size_t i = 0; i < m->cap; i++)
		free(m->v[i].key);
	free(m->v);
	*m = (struct memo){0};
}

/* The entry of the key, or the free one where it belongs; cap is a power of two and never full. */
static struct memo_entry *find(const struct memo *m, const void *key, size_t len)
{
	for (size_t i = hash_bytes(key, len) & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
		struct memo_entry *e = &m->v[i];
		if (!e->key || (e->len == len && memcmp(e->key, key, len) == 0))
			return e;
	}
}

bool memo_get(const struct memo *m, const void *key, size_t len, int64_t *ret)
{
	const struct memo_entry *e = m->cap ? find(m, key, len) : NULL;
	if (!e || !e->key)
		return false;
	*ret = e->value;
	return true;
}

static bool grow(struct memo *m)
{
	struct memo more = {.n = m->n, .cap = m->cap ? m->cap * 2 : 64};
	more.v = mem_alloc(more.cap * sizeof *more.v);
	if (!more.v)
		return false;
	for (size_t i = 0; i < m->cap; i++)
		if (m->v[i].key)
			*find(&more, m->v[i].key, m->v[i].len) = m->v[i];
	free(m->v);
	*m = more;
	return true;
}

bool memo_put(struct memo *m, const void *key, size_t len, int64_t value)
{
	if (2 * (m->n + 1) > m->cap && !grow(m))
		return false;
	char *copy = mem_alloc(len + 1);
	if (!copy)
		return false;
	memcpy(copy, key, len);
	*find(m, key, len) = (struct memo_entry){.key = copy, .len = len, .value = value};
	m->n++;
	return true;
}
