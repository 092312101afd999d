#include "core/word_merge.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdio.h>
#include <string.h>

/* A name has 120 characters, and may be one word of them. */
enum { BATCH = 12, SEEK_BATCH = 3, PREFIX_MAX = 128, WORD_BYTES = 512 };

struct posting {
	char word[WORD_BYTES];
	struct word_place place[BATCH];
	int n, at;
	bool is_over;
};

struct word_merge {
	struct db *db;
	int dir;
	VEC(struct posting *) lists;
	struct word_place last;
	bool has_last;
};

/* The first string after all that begin with the prefix: words are lower-case ASCII or UTF-8, and
 * no byte of UTF-8 is 0xFF. */
static void upper_bound(const char *prefix, char *ret, size_t size)
{
	snprintf(ret, size, "%s\xF7\xBF", prefix);
}

static int each_word(struct db *db, const char *prefix,
	int (*each)(void *ctx, const char *word, struct err *err), void *ctx, struct err *err)
{
	char high[PREFIX_MAX + 4], word[WORD_BYTES];
	upper_bound(prefix, high, sizeof high);
	struct db_stmt *s = db_begin(db, DBQ_WORD_FIRST, err);
	db_bind_text(s, "low", prefix);
	db_bind_text(s, "high", high);
	int r;
	while ((r = db_step(s, err)) == 1) {
		snprintf(word, sizeof word, "%s", db_text(s, "word"));
		db_reset(s);
		r = each(ctx, word, err);
		if (r)
			return r;
		s = db_begin(db, DBQ_WORD_NEXT, err);
		db_bind_text(s, "after", word);
		db_bind_text(s, "high", high);
	}
	return r;
}

/* Up to `max` places beyond `from`. */
static int fill(struct word_merge *m, struct posting *p, const struct word_place *from, int max,
	struct err *err)
{
	static const unsigned char highest[] = {0xFF, 0xFF, 0xFF, 0xFF};
	bool back = m->dir < 0;
	struct db_stmt *s = db_begin(m->db, back ? DBQ_WORD_SEEK_BACK : DBQ_WORD_SEEK, err);
	struct word_place start;
	if (from)
		start = *from;
	db_bind_text(s, "word", p->word);
	if (from)
		db_bind_blob(s, "key", start.key, start.key_len);
	else
		db_bind_blob(s, "key", highest, back ? sizeof highest : 0);
	db_bind_int(s, "person", from ? start.person : 0);
	db_bind_int(s, "n", max);
	p->n = p->at = 0;
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct word_place *to = &p->place[p->n++];
		const void *key = db_blob(s, "name_key", &to->key_len);
		if (to->key_len > sizeof to->key)
			to->key_len = sizeof to->key;
		memcpy(to->key, key, to->key_len);
		to->person = db_int(s, "person_id");
	}
	p->is_over = p->n < max;
	return r;
}

struct add_ctx {
	struct word_merge *m;
	const struct word_place *from;
};

static int add_posting(void *ctx, const char *word, struct err *err)
{
	struct add_ctx *a = ctx;
	struct posting *p = mem_alloc(sizeof *p);
	if (!p || !VEC_PUSH(&a->m->lists, p)) {
		free(p);
		return ERR_OOM(err);
	}
	snprintf(p->word, sizeof p->word, "%s", word);
	return fill(a->m, p, a->from, BATCH, err);
}

int word_merge_new(struct db *db, const char *prefix, int dir, const struct word_place *from,
	struct word_merge **ret, struct err *err)
{
	struct word_merge *m = mem_alloc(sizeof *m);
	if (!m)
		return ERR_OOM(err);
	m->db = db;
	m->dir = dir;
	char cut[PREFIX_MAX];
	snprintf(cut, sizeof cut, "%s", prefix);
	int r = each_word(db, cut, add_posting, &(struct add_ctx){m, from}, err);
	if (r)
		word_merge_free(m);
	else
		*ret = m;
	return r;
}

void word_merge_free(struct word_merge *m)
{
	if (!m)
		return;
	VEC_EACH (p, &m->lists)
		free(*p);
	VEC_DONE(&m->lists);
	free(m);
}

int word_place_cmp(const struct word_place *a, const struct word_place *b)
{
	int c = name_key_cmp(a->key, a->key_len, b->key, b->key_len);
	return c ? c : (a->person > b->person) - (a->person < b->person);
}

int word_merge_next(struct word_merge *m, const struct word_place **ret, struct err *err)
{
	for (;;) {
		struct posting *best = NULL;
		VEC_EACH (pp, &m->lists) {
			struct posting *p = *pp;
			if (p->at == p->n && !p->is_over) {
				int r = fill(m, p, &p->place[p->n - 1], BATCH, err);
				if (r)
					return r;
			}
			if (p->at < p->n &&
				(!best || word_place_cmp(&p->place[p->at], &best->place[best->at]) *
							  m->dir <
						  0))
				best = p;
		}
		if (!best)
			return 0;
		const struct word_place *found = &best->place[best->at++];
		/* a name with two words of the prefix stands in two lists */
		if (m->has_last && word_place_cmp(found, &m->last) == 0)
			continue;
		m->last = *found;
		m->has_last = true;
		*ret = &m->last;
		return 1;
	}
}

int word_merge_seek(struct word_merge *m, const struct word_place *at,
	const struct word_place **ret, struct err *err)
{
	/* the place itself counts: what is read begins one person before it */
	struct word_place before = *at;
	before.person -= m->dir;
	VEC_EACH (pp, &m->lists) {
		struct posting *p = *pp;
		while (p->at < p->n && word_place_cmp(&p->place[p->at], at) * m->dir < 0)
			p->at++;
		if (p->at < p->n || p->is_over)
			continue;
		int r = fill(m, p, &before, SEEK_BATCH, err);
		if (r)
			return r;
	}
	return word_merge_next(m, ret, err);
}

size_t word_merge_words(const struct word_merge *m)
{
	return m->lists.n;
}

struct size_ctx {
	struct db *db;
	long n, max;
};

static int add_size(void *ctx, const char *word, struct err *err)
{
	struct size_ctx *c = ctx;
	struct db_stmt *s = db_begin(c->db, DBQ_WORD_SIZE, err);
	int64_t n = 0;
	if (c->n >= c->max)
		return 0;
	db_bind_text(s, "word", word);
	db_bind_int(s, "max", c->max - c->n);
	int r = db_number(s, 0, &n, err);
	c->n += (long)n;
	return r;
}

int word_merge_size(struct db *db, const char *prefix, long max, long *ret, struct err *err)
{
	struct size_ctx c = {.db = db, .max = max};
	char cut[PREFIX_MAX];
	snprintf(cut, sizeof cut, "%s", prefix);
	int r = each_word(db, cut, add_size, &c, err);
	if (!r)
		*ret = c.n;
	return r;
}
