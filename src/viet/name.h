/* Names of people: order by tên, then đệm, then họ, and when two spellings are one name. */
#ifndef TN_VIET_NAME_H
#define TN_VIET_NAME_H

#include "base/err.h"

#include <stddef.h>

#define NAME_KEY_MAX 512

/* One stored sort key; memcmp order is the Vietnamese dictionary order of (tên, đệm, họ) by ICU's
 * collator "vi" at secondary strength, field by field. Before it, text_clean and the placing of the
 * tone (hoà → hòa, uỷ → ủy, thuý → thúy) make one spelling of a syllable; so two names are the same
 * name (case, NFD, double spaces, tone placing aside) if and only if their keys are equal. What
 * text_clean refuses is refused; ERR_INVALID "full_name" where the key does not fit. */
int name_key(const char *name, unsigned char key[NAME_KEY_MAX], size_t *ret_len, struct err *err);
/* Their order, of any two keys; as SQLite orders them. */
int name_key_cmp(const void *a, size_t a_len, const void *b, size_t b_len);
/* Sort key of any label (a cell's name, say), with numbers in number order (Ấp 2 before Ấp 10). One
 * too long for the key sorts by its beginning. */
int label_key(const char *label, unsigned char key[NAME_KEY_MAX], size_t *ret_len, struct err *err);
/* Version of the collator behind the keys; stored, and the keys are rebuilt when it changes. */
int name_collator(char ret[32], struct err *err);

/* Makes one of the spellings in which a syllable ends in oa, oe or uy: hoà → hòa, thuỷ → thủy; with
 * qu and gi the tone goes to the vowel behind them: qúy → quý, gìa → già. s in NFC; the rest of it
 * stays as it is. To the caller. */
int name_place_tones(const char *s, char **ret, struct err *err);

/* The words by which a clean name is found: text_fold'ed, each once; "H'Hen" gives "h'hen" and
 * "hen". Calls `each` per word until it returns other than 0, and returns that. */
int name_words(
	const char *name, int (*each)(void *ctx, const char *word), void *ctx, struct err *err);
/* The name cleaned as it is stored: text_clean; ERR_INVALID (field "full_name") when empty, longer
 * than 120 characters, or without a letter. */
int name_clean(const char *name, char **ret, struct err *err);

/* A name without any capital letter gets them ("đỗ thị lan" → "Đỗ Thị Lan", "h'hen niê" → "H'Hen Niê");
 * one that has a capital stays as it was written. To the caller. */
int name_capitals(const char *name, char **ret, struct err *err);

#endif
