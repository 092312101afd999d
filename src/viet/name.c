#include "viet/name.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "viet/icu.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

#define NAME_LONGEST 120
/* Counts the changes of our own part of the keys (cleaning, placing of tones). */
#define KEY_SCHEME 1

/* ---- placing of tones ------------------------------------------------------------------------ */

struct syllable {
	struct letter_vowel first, second;
	bool initial; /* the first letter belongs to the consonant: qu, gi */
};

/* Looks at cp[i] and cp[i + 1]: the end of a syllable in one of the spellings that come in two? */
static bool syllable_find(const uint32_t *cp, size_t i, size_t n, struct syllable *ret)
{
	struct syllable s = {0};
	if (i + 1 >= n || (i + 2 < n && letter_is_word(cp[i + 2])) ||
		!letter_split(cp[i], &s.first) || !letter_split(cp[i + 1], &s.second))
		return false;
	uint32_t before = i > 0 ? letter_lower(cp[i - 1]) : 0;
	bool g_begins = before == 'g' && (i < 2 || !letter_is_word(cp[i - 2]));
	s.initial = (before == 'q' && s.first.vowel == V_U) || (g_begins && s.first.vowel == V_I);
	*ret = s;
	return s.initial ||
	       (s.first.vowel == V_O && (s.second.vowel == V_A || s.second.vowel == V_E)) ||
	       (s.first.vowel == V_U && s.second.vowel == V_Y);
}

static void place(uint32_t *cp, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct syllable s;
		if (!syllable_find(cp, i, n, &s) || (s.first.tone && s.second.tone))
			continue;
		unsigned char tone = s.first.tone | s.second.tone;
		s.first.tone = s.initial ? 0 : tone;
		s.second.tone = s.initial ? tone : 0;
		cp[i] = letter_join(s.first);
		cp[i + 1] = letter_join(s.second);
	}
}

int name_place_tones(const char *s, char **ret, struct err *err)
{
	size_t bytes = strlen(s), n = 0;
	CLEANUP_FREE uint32_t *cp = mem_alloc(bytes * sizeof *cp);
	if (!cp)
		return ERR_OOM(err);
	for (size_t i = 0; i < bytes; n++) {
		int len = text_next(s + i, bytes - i, &cp[n]);
		if (len < 0)
			return ERR(err, ERR_INVALID, NULL, "UTF-8");
		i += (size_t)len;
	}
	place(cp, n);
	CLEANUP(strbuf_done) struct strbuf b = {0};
	for (size_t i = 0; i < n; i++)
		text_put(&b, cp[i]);
	char *out = strbuf_take(&b);
	if (!out)
		return ERR_OOM(err);
	*ret = out;
	return 0;
}

/* ---- keys ------------------------------------------------------------------------------------ */

static int prepare(const char *s, char **ret, const struct icu_table **ret_icu, struct err *err)
{
	CLEANUP_FREE char *clean = NULL;
	int r = text_clean(s, &clean, err);
	if (!r)
		r = icu_open(ret_icu, err);
	return r ? r : name_place_tones(clean, ret, err);
}

static int make_key(
	const char *name, unsigned char key[NAME_KEY_MAX], size_t *ret_len, struct err *err)
{
	CLEANUP_FREE char *s = NULL;
	const struct icu_table *icu;
	int r = prepare(name, &s, &icu, err);
	if (r)
		return r;
	const char *end = s + strlen(s), *first = strchr(s, ' '), *last = strrchr(s, ' ');
	struct {
		const char *from, *to;
	} fields[] = {
		{last ? last + 1 : s, end},
		{first && first < last ? first + 1 : s, first && first < last ? last : s},
		{s, first ? first : s},
	};
	unsigned char out[NAME_KEY_MAX];
	size_t at = 0;
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		size_t len;
		r = icu->key(ICU_NAMES, fields[i].from, (size_t)(fields[i].to - fields[i].from),
			mem_resize, out + at, sizeof out - at, &len);
		if (r)
			return ERR(err, (enum err_code)r, NULL, "ICU");
		if (len > sizeof out - at)
			return ERR(err, ERR_INVALID, "full_name", "%s", name);
		at += len;
	}
	memcpy(key, out, at);
	*ret_len = at;
	return 0;
}

int name_key_cmp(const void *a, size_t a_len, const void *b, size_t b_len)
{
	int c = memcmp(a, b, a_len < b_len ? a_len : b_len);
	return c ? c : (a_len > b_len) - (a_len < b_len);
}

/* The same name is mostly asked for several times in a row: found, checked, saved. */
int name_key(const char *name, unsigned char key[NAME_KEY_MAX], size_t *ret_len, struct err *err)
{
	static struct {
		char name[NAME_KEY_MAX];
		unsigned char key[NAME_KEY_MAX];
		size_t len;
	} last;
	size_t n = strlen(name);
	if (last.len && strcmp(last.name, name) == 0) {
		memcpy(key, last.key, last.len);
		*ret_len = last.len;
		return 0;
	}
	int r = make_key(name, key, ret_len, err);
	if (!r && n < sizeof last.name) {
		memcpy(last.name, name, n + 1);
		memcpy(last.key, key, *ret_len);
		last.len = *ret_len;
	}
	return r;
}

int label_key(const char *label, unsigned char key[NAME_KEY_MAX], size_t *ret_len, struct err *err)
{
	CLEANUP_FREE char *s = NULL;
	CLEANUP_FREE unsigned char *more = NULL;
	const struct icu_table *icu;
	int r = prepare(label, &s, &icu, err);
	if (r)
		return r;
	unsigned char out[NAME_KEY_MAX], *from = out;
	size_t len, n = strlen(s);
	r = icu->key(ICU_LABELS, s, n, mem_resize, out, sizeof out, &len);
	if (!r && len > sizeof out) {
		from = more = mem_alloc(len);
		r = more ? icu->key(ICU_LABELS, s, n, mem_resize, more, len, &len) : ERR_NOMEM;
	}
	if (r)
		return ERR(err, (enum err_code)r, NULL, "ICU");
	*ret_len = len < sizeof out ? len : sizeof out;
	memcpy(key, from, *ret_len);
	return 0;
}

int name_collator(char ret[32], struct err *err)
{
	const struct icu_table *icu;
	char version[32];
	int r = icu_open(&icu, err);
	if (r)
		return r;
	r = icu->version(version);
	if (r)
		return ERR(err, (enum err_code)r, NULL, "ICU");
	snprintf(ret, 32, "%d-%.28s", KEY_SCHEME, version);
	return 0;
}

/* ---- words and cleaning ---------------------------------------------------------------------- */

static bool is_new(char **words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return false;
	return true;
}

/* The places where text_matches lets a word begin, each up to the next blank. */
static int words_collect(char *s, char ***words, size_t *n, size_t *cap)
{
	bool after_blank = true, after_word = false;
	for (size_t i = 0, end = strlen(s); i < end;) {
		uint32_t cp = 0;
		int len = text_next(s + i, end - i, &cp);
		bool is_word = letter_is_word(cp);
		if (cp == ' ') {
			s[i] = '\0';
		} else if (after_blank || (is_word && !after_word)) {
			if (!vec_room((void **)words, *n, cap, sizeof **words))
				return ERR_NOMEM;
			(*words)[(*n)++] = s + i;
		}
		after_blank = cp == ' ';
		after_word = is_word;
		i += (size_t)len;
	}
	return 0;
}

int name_words(
	const char *name, int (*each)(void *ctx, const char *word), void *ctx, struct err *err)
{
	CLEANUP_FREE char *s = NULL;
	CLEANUP_FREE char **words = NULL;
	size_t n = 0, cap = 0;
	int r = text_fold(name, &s, err);
	if (r)
		return r;
	if (words_collect(s, &words, &n, &cap))
		return ERR_OOM(err);
	for (size_t i = 0; i < n && !r; i++)
		if (is_new(words, i, words[i]))
			r = each(ctx, words[i]);
	return r;
}

static bool is_letter(uint32_t cp)
{
	return letter_is_word(cp) && !(cp >= '0' && cp <= '9') && !(cp >= 0x300 && cp <= 0x36F);
}

int name_clean(const char *name, char **ret, struct err *err)
{
	CLEANUP_FREE char *s = NULL;
	struct err why = {0};
	int r = text_clean(name, &s, &why);
	if (r == ERR_INVALID)
		return ERR(err, ERR_INVALID, "full_name", "%s", why.detail);
	if (r) {
		if (err)
			*err = why;
		return r;
	}
	size_t chars = 0;
	bool has_letter = false;
	for (size_t i = 0, n = strlen(s); i < n; chars++) {
		uint32_t cp = 0;
		i += (size_t)text_next(s + i, n - i, &cp);
		has_letter = has_letter || is_letter(cp);
	}
	if (!has_letter || chars > NAME_LONGEST)
		return ERR(err, ERR_INVALID, "full_name", "%s", s);
	*ret = TAKE_PTR(s);
	return 0;
}

int name_capitals(const char *name, char **ret, struct err *err)
{
	CLEANUP_FREE char *lower = NULL, *nfc = NULL;
	struct strbuf b = {0};
	bool begins = true;
	int r = text_nfc(name, strlen(name), &nfc, err);
	if (!r)
		r = text_lower(nfc, &lower, err);
	if (r)
		return r;
	if (strcmp(nfc, lower) != 0) {
		*ret = TAKE_PTR(nfc);
		return 0;
	}
	for (size_t i = 0, n = strlen(nfc); !r && i < n;) {
		uint32_t cp = 0;
		size_t len = (size_t)text_next(nfc + i, n - i, &cp);
		CLEANUP_FREE char *one = mem_strndup(nfc + i, len), *upper = NULL;
		r = one ? 0 : ERR_OOM(err);
		if (!r && begins)
			r = text_upper(one, &upper, err);
		if (!r)
			strbuf_add(&b, upper ? upper : one);
		begins = cp == ' ' || cp == '\'' || cp == '-' || cp == 0x2019;
		i += len;
	}
	char *whole = r ? NULL : strbuf_take(&b);
	strbuf_done(&b);
	if (!r && !whole)
		return ERR_OOM(err);
	if (!r)
		*ret = whole;
	return r;
}
