/* Which charset is it? Every word with letters beyond ASCII is read in all of them, once however often it stands there,
 * and counts for the readings that make a syllable of it: about a quarter of the syllables of one charset are syllables
 * of another as well, so that a few different words tell what a single one cannot. */
#include "base/hash.h"
#include "base/mem.h"
#include "viet/charset_own.h"
#include "viet/charset_tally.h"
#include "viet/letters.h"
#include "viet/text.h"

enum {
	WORD_LONGEST = 64, /* bytes; what is longer is no word, its beginning says so */
};

const enum charset charset_readings[READINGS] = {CHARSET_UTF8, CHARSET_TCVN3, CHARSET_VNI,
	CHARSET_VISCII, CHARSET_CP1258, CHARSET_VPS, CHARSET_CP1252};

struct charset_tally *charset_tally_make(bool is_seen)
{
	struct charset_tally *t = mem_alloc(sizeof *t);
	if (t)
		t->is_seen = is_seen;
	return t;
}

void charset_tally_free(struct charset_tally *t)
{
	if (!t)
		return;
	strbuf_done(&t->text);
	free(t->slots);
	free(t);
}

/* ---- one word in one reading -------------------------------------------------------------------------- */

static bool is_capital(uint32_t cp)
{
	return cp < 0x80    ? cp >= 'A' && cp <= 'Z'
	       : cp < 0x100 ? cp >= 0xC0 && cp <= 0xDE && cp != 0xD7
			    : letter_lower(cp) != cp;
}

/* Signs that may stand beside a letter without belonging to the word: blanks, quotes, dashes, dots. */
static bool is_between(uint32_t cp)
{
	return cp == 0xA0 || cp == 0xAB || cp == 0xBB || (cp >= 0x2010 && cp <= 0x203A) ||
	       (cp < 0x80 && !letter_is_word(cp));
}

struct word_shape {
	int letters, marked, capitals, turns; /* turns: a capital behind a small letter */
	bool is_foreign;		      /* has what is no letter at all */
};

static struct word_shape shape_of(const char *s, size_t n)
{
	struct word_shape w = {0};
	bool before_small = false;
	for (size_t i = 0; i < n;) {
		uint32_t cp = 0;
		i += (size_t)text_next(s + i, n - i, &cp);
		bool capital = is_capital(cp), mark = cp >= 0x300 && cp < 0x370;
		w.letters += !mark;
		w.marked += cp >= 0x80;
		w.capitals += capital;
		w.turns += capital && before_small;
		before_small = mark ? before_small : !capital;
		w.is_foreign = w.is_foreign || cp < 'A' || !letter_is_word(cp) || cp == CHARSET_ODD;
	}
	return w;
}

/* "NGuyễn" is nobody's spelling. */
static bool has_good_case(const struct word_shape *w)
{
	return w->capitals == w->letters || (w->capitals <= 1 && !w->turns);
}

/* Of a piece between signs. */
static enum look look_of(const char *s, size_t n)
{
	bool marked;
	bool spelled = charset_is_syllable(s, n, &marked);
	struct word_shape w = shape_of(s, n);
	if (!marked)
		return LOOK_PLAIN;
	if (w.is_foreign || !has_good_case(&w))
		return LOOK_NONE;
	if (spelled && w.letters < 2)
		return LOOK_PLAIN; /* ở, à: any vowel with a mark is one */
	if (spelled)
		return w.letters >= 3 ? LOOK_STRONG : LOOK_SHORT;
	return w.letters >= 3 && w.marked * 2 <= w.letters ? LOOK_LATIN : LOOK_NONE;
}

static enum look worse(enum look a, enum look b)
{
	return a > b ? a : b;
}

/* The pieces of a decoded word; a sign between letters ("Nguy”n") tells against it. */
static enum look look_at(const struct strbuf *b)
{
	const char *s = strbuf_str(b);
	enum look look = LOOK_PLAIN;
	size_t from = 0;
	bool had_letters = false, had_sign = false;
	for (size_t i = 0; i <= b->len;) {
		uint32_t cp = ' ';
		int len = i < b->len ? text_next(s + i, b->len - i, &cp) : 1;
		if (is_between(cp)) {
			if (i > from) {
				look = worse(look, look_of(s + from, i - from));
				if (had_letters && had_sign)
					look = LOOK_NONE;
				had_letters = true;
				had_sign = false;
			}
			had_sign =
				had_sign || (cp != 0xA0 && cp >= 0x80 && cp != 0x2013 &&
						    cp != 0x2014 && cp != 0x2026 && cp != 0x2019);
			from = i + (size_t)len;
		}
		i += (size_t)len;
	}
	return look;
}

/* No letter of UTF-8 is cut. */
static size_t beginning(const char *s, size_t n)
{
	size_t cut = n < WORD_LONGEST ? n : WORD_LONGEST;
	while (cut < n && cut > WORD_LONGEST - 4 && (s[cut] & 0xC0) == 0x80)
		cut--;
	return cut;
}

static int read_word(
	struct charset_tally *t, const char *s, size_t n, struct seen_word *w, struct err *err)
{
	w->is_utf8 = text_is_utf8(s, n);
	n = beginning(s, n);
	for (int r = 0; r < READINGS; r++) {
		size_t odd = 0;
		strbuf_clear(&t->text);
		int e = t->is_seen ? charset_decode_seen(
					     charset_readings[r], s, n, &t->text, &odd, err)
				   : charset_decode(charset_readings[r], s, n, &t->text, &odd, err);
		/* without its table a reading is none */
		if (e == ERR_MODULE) {
			odd = 1;
			strbuf_clear(&t->text);
		} else if (e) {
			return e;
		}
		w->odd[r] = (unsigned char)(odd < 255 ? odd : 255);
		w->looks[r] = (unsigned char)(odd ? LOOK_NONE : look_at(&t->text));
	}
	return 0;
}

/* ---- counting ----------------------------------------------------------------------------------------- */

static uint64_t hash_of(const char *s, size_t n)
{
	uint64_t h = hash_bytes(s, n);
	return h ? h : 1;
}

/* Where the word stands, or is to stand. */
static struct seen_word *slot_of(struct seen_word *slots, size_t count, uint64_t hash)
{
	size_t at = (size_t)hash & (count - 1);
	while (slots[at].hash && slots[at].hash != hash)
		at = (at + 1) & (count - 1);
	return &slots[at];
}

static int make_room(struct charset_tally *t, struct err *err)
{
	if (t->words * 2 < t->slot_count)
		return 0;
	size_t more = t->slot_count ? t->slot_count * 2 : 32;
	struct seen_word *slots = mem_alloc(more * sizeof *slots);
	if (!slots)
		return ERR_OOM(err);
	for (size_t i = 0; i < t->slot_count; i++)
		if (t->slots[i].hash)
			*slot_of(slots, more, t->slots[i].hash) = t->slots[i];
	free(t->slots);
	t->slots = slots;
	t->slot_count = more;
	return 0;
}

static int count_word(struct charset_tally *t, const char *s, size_t n, struct err *err)
{
	uint64_t hash = hash_of(s, n);
	int r = make_room(t, err);
	if (r)
		return r;
	struct seen_word *w = slot_of(t->slots, t->slot_count, hash);
	if (w->hash) {
		w->count++;
		return 0;
	}
	if (t->words == WORDS_MOST)
		return 0;
	struct seen_word fresh = {.hash = hash, .count = 1};
	r = read_word(t, s, n, &fresh, err);
	if (r)
		return r;
	*w = fresh;
	t->words++;
	return 0;
}

/* Part of a word in some reading: letters, all above ASCII, and control characters that VISCII and VPS have letters
 * in the places of. */
static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0x02 && c <= 0x06) || (c >= 0x10 && c <= 0x15) || c == 0x19 ||
	       (c >= 0x1C && c <= 0x1E);
}

static void count_halves(struct charset_tally *t, const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	if (!t->bytes && n >= 2 &&
		((u[0] == 0xFF && u[1] == 0xFE) || (u[0] == 0xFE && u[1] == 0xFF)))
		t->has_mark16 = true;
	for (size_t i = 0; i < n; i++)
		if (!s[i])
			t->zeros[((size_t)t->bytes + i) & 1]++;
	t->bytes += (long)n;
}

int charset_tally_add(
	struct charset_tally *t, const char *s, size_t n, enum charset font, struct err *err)
{
	if (!t->is_seen)
		count_halves(t, s, n);
	for (size_t i = 0; i < n;) {
		size_t from = i;
		bool marked = false;
		while (i < n && is_word_byte((unsigned char)s[i])) {
			marked = marked || (s[i] & 0x80) || s[i] < 0x20;
			i++;
		}
		int r = marked ? count_word(t, s + from, i - from, err) : 0;
		if (r)
			return r;
		t->in_font[font] += marked;
		i += i == from;
	}
	return 0;
}
