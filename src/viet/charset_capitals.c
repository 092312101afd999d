/* Capitals of a charset that has no codes for them. */
#include "viet/charset_own.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <string.h>

#define D_UPPER 0x110U
#define D_LOWER 0x111U

void charset_raise(char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		if (len <= 0)
			return;
		uint32_t upper = letter_upper(cp);
		if (upper != cp) {
			char buf[8];
			struct strbuf b = {.s = buf, .cap = sizeof buf};
			text_put(&b, upper);
			memcpy(s + i, buf, (size_t)len);
		}
		i += (size_t)len;
	}
}

/* ---- mending ------------------------------------------------------------------------------------------ */

/* What the letters of a word say. */
struct word_letters {
	int capitals;
	int small; /* without a tone: they have a capital with a code of its own, so they were meant to be small */
	int small_ascii;
	int toned; /* small with a tone: may stand for the capital */
};

static void count_letter(uint32_t cp, struct word_letters *w)
{
	struct letter_vowel v = {0};
	bool is_ascii = cp < 0x80;
	if (is_ascii ? cp >= 'A' && cp <= 'Z' : cp == D_UPPER) {
		w->capitals++;
	} else if (is_ascii ? cp >= 'a' && cp <= 'z' : cp == D_LOWER) {
		w->small++;
		w->small_ascii += is_ascii;
	} else if (!is_ascii && letter_split(cp, &v)) {
		if (v.upper)
			w->capitals++;
		else if (v.tone)
			w->toned++;
		else
			w->small++;
	}
}

enum word_kind {
	WORD_SILENT,   /* no letters, or a lone capital */
	WORD_CAPITALS, /* all of it, for certain */
	WORD_SMALL,
	WORD_OPEN, /* Hà or HÀ */
};

static enum word_kind kind_of(const struct word_letters *w)
{
	if (w->capitals >= 2 && !w->small_ascii)
		return WORD_CAPITALS;
	if (w->small || w->capitals >= 2)
		return WORD_SMALL;
	return w->toned ? WORD_OPEN : WORD_SILENT;
}

/* The next word of s[*at, n); false at its end. */
static bool next_word(
	const char *s, size_t n, size_t *at, size_t *ret_len, struct word_letters *letters)
{
	size_t i = *at, from = n;
	*letters = (struct word_letters){0};
	while (i < n) {
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		if (len <= 0)
			break;
		bool is_word = letter_is_word(cp);
		if (!is_word && from < n)
			break;
		if (is_word && from == n)
			from = i;
		if (is_word)
			count_letter(cp, letters);
		i += (size_t)len;
	}
	*at = from;
	*ret_len = i - from;
	return from < n;
}

static void mend_phrase(char *s, size_t n)
{
	struct word_letters w;
	size_t len;
	bool has_capitals = false, has_small = false, has_open = false, marked;
	for (size_t at = 0; next_word(s, n, &at, &len, &w); at += len) {
		enum word_kind kind = kind_of(&w);
		if (kind == WORD_CAPITALS && w.toned + w.small > 0)
			charset_raise(s + at, len);
		/* abbreviations stand in all kinds of text */
		if (kind == WORD_CAPITALS)
			has_capitals = has_capitals || charset_is_syllable(s + at, len, &marked);
		has_small = has_small || kind == WORD_SMALL;
		has_open = has_open || kind == WORD_OPEN;
	}
	if (!has_open || !has_capitals || has_small)
		return;
	for (size_t at = 0; next_word(s, n, &at, &len, &w); at += len)
		if (kind_of(&w) == WORD_OPEN)
			charset_raise(s + at, len);
}

void charset_mend_capitals(char *s, size_t n)
{
	static const char between[] = "\n\r\t,;:|\"()";
	for (size_t i = 0; i < n;) {
		size_t len = 0;
		while (i + len < n && !memchr(between, s[i + len], sizeof between - 1))
			len++;
		mend_phrase(s + i, len);
		i += len + 1;
	}
}

void charset_raise_initials(char *name)
{
	size_t n = strpbrk(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") ? strlen(name) : 0;
	bool begins = true;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int len = text_next(name + i, n - i, &cp);
		if (len <= 0)
			return;
		if (begins && len > 1)
			charset_raise(name + i, (size_t)len);
		begins = cp == ' ' || cp == '-' || cp == '\n';
		i += (size_t)len;
	}
}
