#include "viet/text.h"

#include "base/mem.h"
#include "viet/icu.h"
#include "viet/letters.h"
#include "viet/name.h"

#include <string.h>

static bool is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		if (len < 0 || !letter_is_plain(cp))
			return false;
		i += (size_t)len;
	}
	return true;
}

static int lower_or_fold(enum icu_form form, const char *s, char **ret, struct err *err)
{
	size_t n = strlen(s);
	if (!is_plain(s, n))
		return icu_transform(form, s, n, ret, err);
	CLEANUP(strbuf_done) struct strbuf b = {0};
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		i += (size_t)text_next(s + i, n - i, &cp);
		char base = form == ICU_FOLD ? letter_base(cp) : 0;
		text_put(&b, letter_lower(base ? (uint32_t)base : cp));
	}
	char *out = strbuf_take(&b);
	if (!out)
		return ERR_OOM(err);
	*ret = out;
	return 0;
}

int text_fold(const char *s, char **ret, struct err *err)
{
	return lower_or_fold(ICU_FOLD, s, ret, err);
}

int text_lower(const char *s, char **ret, struct err *err)
{
	return lower_or_fold(ICU_LOWER, s, ret, err);
}

static bool has_mark(uint32_t cp)
{
	const struct icu_table *icu;
	if (letter_is_plain(cp))
		return letter_base(cp) != 0;
	if (cp >= 0x300 && cp <= 0x36F)
		return true;
	return icu_open(&icu, NULL) == 0 && icu->base(cp) != cp;
}

bool text_has_marks(const char *s)
{
	for (size_t i = 0, n = strlen(s); i < n;) {
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		if (len > 0 && has_mark(cp))
			return true;
		i += len > 0 ? (size_t)len : 1;
	}
	return false;
}

/* Is `word` at the beginning of a word of `text`? Words begin after a blank, and letters also after
 * punctuation: "H'Hen" is found by "hen" and by "h'". */
static bool has_word(const char *text, const char *word, size_t word_len)
{
	bool after_blank = true, after_word = false;
	for (size_t i = 0, n = strlen(text); i < n;) {
		uint32_t cp;
		int len = text_next(text + i, n - i, &cp);
		if (len <= 0)
			return false;
		bool is_word = letter_is_word(cp);
		if ((after_blank || (is_word && !after_word)) &&
			strncmp(text + i, word, word_len) == 0)
			return true;
		after_blank = cp == ' ';
		after_word = is_word;
		i += (size_t)len;
	}
	return false;
}

/* The next word from *s on; its length, 0 at the end. */
static size_t word_next(const char **s)
{
	*s += strspn(*s, " ");
	return strcspn(*s, " ");
}

static int match_folded(const char *text, const char *query, bool *ret, struct err *err)
{
	CLEANUP_FREE char *t = NULL;
	CLEANUP_FREE char *q = NULL;
	int r = text_fold(text, &t, err);
	if (!r)
		r = text_fold(query, &q, err);
	if (r)
		return r;
	const char *p = q;
	bool all = true;
	for (size_t len; all && (len = word_next(&p)) > 0; p += len)
		all = has_word(t, p, len);
	*ret = all;
	return 0;
}

/* As typed, or with the tone placed: "hoà" is the beginning of "hoàng" as it is, and the same as
 * "hòa" once placed. */
static int match_exact(const char *text, const char *query, bool *ret, struct err *err)
{
	CLEANUP_FREE char *t = NULL;
	CLEANUP_FREE char *q = NULL;
	CLEANUP_FREE char *t_placed = NULL;
	CLEANUP_FREE char *q_placed = NULL;
	int r = text_lower(text, &t, err);
	if (!r)
		r = text_lower(query, &q, err);
	if (!r)
		r = name_place_tones(t, &t_placed, err);
	if (!r)
		r = name_place_tones(q, &q_placed, err);
	if (r)
		return r;
	const char *p = q, *pp = q_placed;
	bool all = true;
	for (size_t len, placed; all && (len = word_next(&p)) > 0; p += len, pp += placed) {
		placed = word_next(&pp);
		all = has_word(t, p, len) || has_word(t_placed, pp, placed);
	}
	*ret = all;
	return 0;
}

int text_matches(const char *text, const char *query, bool *ret, struct err *err)
{
	bool found = false;
	int r = text_has_marks(query) ? match_exact(text, query, &found, err)
				      : match_folded(text, query, &found, err);
	if (r && r != ERR_INVALID)
		return r;
	*ret = found;
	return 0;
}

int text_upper(const char *s, char **ret, struct err *err)
{
	struct strbuf b = {0};
	size_t n = strlen(s);
	uint32_t cp;
	for (int k; (k = text_next(s, n, &cp)) > 0; s += k, n -= (size_t)k)
		text_put(&b, letter_upper(cp));
	char *text = strbuf_take(&b);
	if (!text)
		return ERR_OOM(err);
	*ret = text;
	return 0;
}
