/* People whose names have a word that begins so, in the order of names: the posting lists of all words
 * with that prefix, merged. */
#ifndef TN_CORE_WORD_MERGE_H
#define TN_CORE_WORD_MERGE_H

#include "db/db.h"
#include "viet/name.h"

struct word_place {
	size_t key_len;
	unsigned char key[NAME_KEY_MAX];
	int64_t person; /* 0: before all (after all when going back) with key_len 0 */
};

struct word_merge;
/* From after (dir > 0) or before (dir < 0) `from`; from NULL: from the end. */
int word_merge_new(struct db *db, const char *prefix, int dir, const struct word_place *from,
	struct word_merge **ret, struct err *err);
void word_merge_free(struct word_merge *m);
/* 1 and the next place, 0 at the end. */
int word_merge_next(struct word_merge *m, const struct word_place **ret, struct err *err);
/* The same, but none that comes before `at` in the direction of going. */
int word_merge_seek(struct word_merge *m, const struct word_place *at,
	const struct word_place **ret, struct err *err);
/* In how many words the prefix goes on: what a seek costs grows with it. */
size_t word_merge_words(const struct word_merge *m);
/* <0, 0, >0 by (key, person). */
int word_place_cmp(const struct word_place *a, const struct word_place *b);
/* How many places there are, counting no further than `max`. */
int word_merge_size(struct db *db, const char *prefix, long max, long *ret, struct err *err);

#endif
