#include "core/crowd.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/vec.h"
#include "viet/name.h"

#include <stdlib.h>
#include <string.h>

/* Hashes of what is known of the people: of a name, of a name with its birth date, of a number. What is not in the set
 * is not there; what is in it may be. */
struct hashes {
	uint64_t *v; /* 0: free */
	size_t n, cap;
};

struct crowd {
	struct hashes known;
	int64_t last_old; /* people after this id came with the act */
};

enum { HASH_NAME = 1, HASH_BORN, HASH_LOOSE, HASH_CCCD };

/* ---- the set --------------------------------------------------------------------------------------- */

/* The hash's place, or the free one where it belongs; cap is a power of two and never full. */
static uint64_t *place(const struct hashes *h, uint64_t hash)
{
	for (size_t i = hash & (h->cap - 1);; i = (i + 1) & (h->cap - 1))
		if (!h->v[i] || h->v[i] == hash)
			return &h->v[i];
}

static bool hashes_have(const struct hashes *h, uint64_t hash)
{
	return h->cap && *place(h, hash);
}

static bool hashes_grow(struct hashes *h)
{
	struct hashes more = {.n = h->n, .cap = h->cap ? h->cap * 2 : 1024};
	more.v = mem_alloc(more.cap * sizeof *more.v);
	if (!more.v)
		return false;
	for (size_t i = 0; i < h->cap; i++)
		if (h->v[i])
			*place(&more, h->v[i]) = h->v[i];
	free(h->v);
	*h = more;
	return true;
}

static bool hashes_add(struct hashes *h, uint64_t hash)
{
	if (2 * (h->n + 1) > h->cap && !hashes_grow(h))
		return false;
	uint64_t *at = place(h, hash);
	h->n += !*at;
	*at = hash;
	return true;
}

static uint64_t hash_of(int what, const void *bytes, size_t n, struct date d)
{
	const uint64_t parts[] = {hash_bytes(bytes, n),
		(uint64_t)what << 32 | (uint64_t)(d.year << 9 | d.month << 5 | d.day)};
	return hash_bytes(parts, sizeof parts) | 1;
}

/* ---- who is known ---------------------------------------------------------------------------------- */

static const struct date none;

static struct crowd *crowd_of(struct db *db)
{
	return db_bulk_is_open(db) ? db_kept(db, DB_CROWD) : NULL;
}

static bool add_known(
	struct hashes *h, const void *key, size_t key_len, struct date birth, const char *cccd)
{
	bool is_full = date_is_full(birth);
	return hashes_add(h, hash_of(HASH_NAME, key, key_len, none)) &&
	       hashes_add(h, hash_of(is_full ? HASH_BORN : HASH_LOOSE, key, key_len,
				     is_full ? birth : none)) &&
	       (!cccd || hashes_add(h, hash_of(HASH_CCCD, cccd, strlen(cccd), none)));
}

bool crowd_has_not(
	struct db *db, const void *key, size_t key_len, struct date birth, const char *cccd)
{
	const struct crowd *b = crowd_of(db);
	if (!b || (cccd && hashes_have(&b->known, hash_of(HASH_CCCD, cccd, strlen(cccd), none))))
		return false;
	if (!date_is_full(birth))
		return !hashes_have(&b->known, hash_of(HASH_NAME, key, key_len, none));
	return !hashes_have(&b->known, hash_of(HASH_BORN, key, key_len, birth)) &&
	       !hashes_have(&b->known, hash_of(HASH_LOOSE, key, key_len, none));
}

int crowd_note(struct db *db, const void *key, size_t key_len, struct date birth, const char *cccd,
	struct err *err)
{
	struct crowd *b = crowd_of(db);
	return !b || add_known(&b->known, key, key_len, birth, cccd) ? 0 : ERR_OOM(err);
}

bool crowd_words_wait(struct db *db, struct person_id id)
{
	const struct crowd *b = crowd_of(db);
	return b && (!id.v || id.v > b->last_old);
}

static int read_known(struct db *db, struct crowd *b, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_KNOWN, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		size_t n;
		const void *key = db_blob(s, "name_key", &n);
		if (!add_known(&b->known, key, n, db_date(s, "birth"), db_text(s, "cccd"))) {
			db_reset(s);
			return ERR_OOM(err);
		}
		b->last_old = db_int(s, "id");
	}
	return r;
}

/* ---- the words of names ---------------------------------------------------------------------------- */

enum { WORDS_AT_ONCE = 1 << 19 };

struct word {
	const char *word;
	const unsigned char *key;
	size_t key_len;
	int64_t person;
};

struct words {
	struct db *db;
	VEC(struct word) list;
	VEC(char *) texts; /* of the list's words and keys */
	struct word now;   /* of the person at hand: all but the word */
	struct err *err;
};

/* SQLite's own order of the index: so it grows at its end alone. */
static int by_word(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int c = strcmp(x->word, y->word);
	if (!c)
		c = name_key_cmp(x->key, x->key_len, y->key, y->key_len);
	return c ? c : (x->person > y->person) - (x->person < y->person);
}

static void words_clear(struct words *w)
{
	VEC_EACH (t, &w->texts)
		free(*t);
	w->list.n = w->texts.n = 0;
}

static int words_write(struct words *w)
{
	int r = 0;
	if (w->list.n)
		qsort(w->list.v, w->list.n, sizeof *w->list.v, by_word);
	for (size_t i = 0; !r && i < w->list.n; i++) {
		struct db_stmt *s = db_begin(w->db, DBQ_WORD_ADD, w->err);
		db_bind_text(s, "word", w->list.v[i].word);
		db_bind_blob(s, "key", w->list.v[i].key, w->list.v[i].key_len);
		db_bind_int(s, "person", w->list.v[i].person);
		r = db_run(s, w->err);
	}
	words_clear(w);
	return r;
}

static char *keep_text(struct words *w, const void *text, size_t n)
{
	char *own = mem_alloc(n + 1);
	if (!own || !VEC_PUSH(&w->texts, own)) {
		free(own);
		return NULL;
	}
	return memcpy(own, text, n);
}

static int add_word(void *ctx, const char *word)
{
	struct words *w = ctx;
	w->now.word = keep_text(w, word, strlen(word));
	return w->now.word && VEC_PUSH(&w->list, w->now) ? 0 : ERR_OOM(w->err);
}

static int add_words(struct words *w, struct db_stmt *s)
{
	size_t n;
	const void *key = db_blob(s, "name_key", &n);
	char *own = keep_text(w, key, n);
	w->now =
		(struct word){.key = (unsigned char *)own, .key_len = n, .person = db_int(s, "id")};
	return own ? name_words(db_text(s, "full_name"), add_word, w, w->err) : ERR_OOM(w->err);
}

/* As they are called at the end, however often they were changed within the act. */
static int put_words(struct db *db, int64_t after, struct err *err)
{
	struct words w = {.db = db, .err = err};
	struct db_stmt *s = db_begin(db, DBQ_PERSON_NAMES, err);
	db_bind_int(s, "after", after);
	int r;
	while ((r = db_step(s, err)) == 1) {
		r = add_words(&w, s);
		if (!r && w.list.n >= WORDS_AT_ONCE)
			r = words_write(&w);
		if (r)
			break;
	}
	db_reset(s);
	if (!r)
		r = words_write(&w);
	words_clear(&w);
	VEC_DONE(&w.list);
	VEC_DONE(&w.texts);
	return r;
}

/* ---- the act --------------------------------------------------------------------------------------- */

static void drop(void *thing)
{
	struct crowd *b = thing;
	free(b->known.v);
	free(b);
}

int crowd_begin(struct db *db, int64_t rows, struct err *err)
{
	int r = db_bulk_begin(db, rows, err);
	if (r || !db_bulk_is_open(db))
		return r;
	struct crowd *b = mem_alloc(sizeof *b);
	if (!b)
		return ERR_OOM(err);
	db_keep(db, DB_CROWD, b, drop);
	return read_known(db, b, err);
}

int crowd_end(struct db *db, struct err *err)
{
	const struct crowd *b = crowd_of(db);
	int r = b ? put_words(db, b->last_old, err) : 0;
	if (!r)
		r = db_bulk_end(db, err);
	db_keep(db, DB_CROWD, NULL, NULL);
	return r;
}
