/* Which charset is it? Every word with letters beyond ASCII is read in all of them, once however often it stands there,
 * and counts for the readings that make a syllable of it: about a quarter of the syllables of one charset are syllables
 * of another as well, so that a few different words tell what a single one cannot. */
#include "base/mem.h"
#include "viet/charset_own.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <string.h>

enum {
	READINGS = 7,
	WORDS_MOST = 2048, /* different ones; more would say the same */
	WORD_LONGEST = 64, /* bytes; what is longer is no word */
	SLOTS = WORDS_MOST * 2,
	LEAST_STRONG =
		3, /* different words of three letters or more without which nobody is sure */
};

/* Unicode first: of equals it wins. */
static const enum charset readings[READINGS] = {CHARSET_UTF8, CHARSET_TCVN3, CHARSET_VNI,
	CHARSET_VISCII, CHARSET_CP1258, CHARSET_VPS, CHARSET_CP1252};

/* How a word looks in one reading. */
enum look {
	LOOK_PLAIN,  /* no letter with a mark in it: signs and quotes */
	LOOK_STRONG, /* a syllable of three letters or more */
	LOOK_SHORT,  /* a shorter one */
	LOOK_LATIN,  /* a word of another language that uses Latin letters */
	LOOK_NONE,   /* none of these */
	LOOKS,
};

struct seen_word {
	uint64_t hash; /* 0: the slot is free */
	long count;
	unsigned char looks[READINGS];
	unsigned char odd[READINGS];
	bool is_utf8;
};

struct charset_tally {
	bool is_seen, is_full;
	struct seen_word *slots;
	size_t words;
	struct strbuf text; /* of one word in one reading */
	long bytes, bytes_zero[2], bytes_high;
	bool has_mark16;
	long in_font[CHARSETS]; /* words with marks by the font they stand in */
};

struct charset_tally *charset_tally_make(bool is_seen)
{
	struct charset_tally *t = mem_alloc(sizeof *t);
	struct seen_word *slots = t ? mem_alloc(SLOTS * sizeof *slots) : NULL;
	if (!slots) {
		free(t);
		return NULL;
	}
	t->slots = slots;
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

/* Of a piece between signs. `alone`: it is all of the word. */
static enum look look_of(const char *s, size_t n)
{
	bool marked;
	bool spelled = charset_is_syllable(s, n, &marked);
	struct word_shape w = shape_of(s, n);
	if (!marked)
		return LOOK_PLAIN;
	if (w.is_foreign || !has_good_case(&w))
		return LOOK_NONE;
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

static int read_word(
	struct charset_tally *t, const char *s, size_t n, struct seen_word *w, struct err *err)
{
	w->is_utf8 = text_is_utf8(s, n);
	for (int r = 0; r < READINGS; r++) {
		size_t odd = 0;
		strbuf_clear(&t->text);
		int e = t->is_seen ? charset_decode_seen(readings[r], s, n, &t->text, &odd, err)
				   : charset_decode(readings[r], s, n, &t->text, &odd, err);
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
	uint64_t h = 1469598103934665603U; /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211U;
	return h ? h : 1;
}

static int count_word(struct charset_tally *t, const char *s, size_t n, struct err *err)
{
	uint64_t hash = hash_of(s, n);
	size_t at = (size_t)(hash % SLOTS);
	while (t->slots[at].hash && t->slots[at].hash != hash)
		at = (at + 1) % SLOTS;
	struct seen_word *w = &t->slots[at];
	if (w->hash) {
		w->count++;
		return 0;
	}
	if (t->words == WORDS_MOST)
		return 0;
	struct seen_word fresh = {.hash = hash, .count = 1};
	int r = read_word(t, s, n < WORD_LONGEST ? n : WORD_LONGEST, &fresh, err);
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
	       (c >= 0x02 && c <= 0x06) || (c >= 0x10 && c <= 0x1E);
}

static void count_halves(struct charset_tally *t, const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	if (!t->bytes && n >= 2 &&
		((u[0] == 0xFF && u[1] == 0xFE) || (u[0] == 0xFE && u[1] == 0xFF)))
		t->has_mark16 = true;
	for (size_t i = 0; i < n; i++)
		if (!s[i])
			t->bytes_zero[i & 1]++;
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

/* ---- the verdict -------------------------------------------------------------------------------------- */

/* Of different words. */
struct tally_sums {
	long words, utf8;
	struct reading_sums {
		long marked, spelled, strong, latin, odd;
	} of[READINGS];
};

static void sum_up(const struct charset_tally *t, struct tally_sums *sums,
	struct charset_score scores[READINGS])
{
	for (size_t i = 0; i < SLOTS; i++) {
		const struct seen_word *w = &t->slots[i];
		if (!w->hash)
			continue;
		sums->words++;
		sums->utf8 += w->is_utf8;
		for (int r = 0; r < READINGS; r++) {
			enum look look = (enum look)w->looks[r];
			bool spelled = look == LOOK_STRONG || look == LOOK_SHORT;
			struct reading_sums *of = &sums->of[r];
			of->marked += look != LOOK_PLAIN;
			of->spelled += spelled;
			of->strong += look == LOOK_STRONG;
			of->latin += look == LOOK_LATIN;
			of->odd += w->odd[r] != 0;
			scores[r].words += look != LOOK_PLAIN ? w->count : 0;
			scores[r].spelled += spelled ? w->count : 0;
			scores[r].odd += w->odd[r] * w->count;
		}
	}
}

/* Syllables for it, everything else against it, impossible letters most. */
static long points(const struct reading_sums *of)
{
	return of->spelled - (of->marked - of->spelled) - of->odd;
}

static int index_of(enum charset c)
{
	for (int r = 0; r < READINGS; r++)
		if (readings[r] == c ||
			(c == CHARSET_TCVN3_CAPITALS && readings[r] == CHARSET_TCVN3))
			return r;
	return -1;
}

static void sort_scores(const struct charset_tally *t, const struct tally_sums *sums,
	const struct charset_score scores[READINGS], struct charset_verdict *ret)
{
	long of_score[READINGS];
	for (int r = 0; r < READINGS; r++) {
		if (t->is_seen && readings[r] == CHARSET_CP1252)
			continue; /* the same as Unicode */
		long p = points(&sums->of[r]);
		size_t at = ret->score_count++;
		for (; at > 0 && of_score[at - 1] < p; at--) {
			of_score[at] = of_score[at - 1];
			ret->scores[at] = ret->scores[at - 1];
		}
		of_score[at] = p;
		ret->scores[at] = scores[r];
		ret->scores[at].charset = readings[r];
	}
}

/* How sure: each different word more that only one reading can spell leaves a third of the doubt. */
static int confidence_of(long lead, long spelled, long marked)
{
	double doubt = 1;
	for (long i = 0; i < lead && i < 20; i++)
		doubt *= 0.3;
	double share = marked ? (double)spelled / (double)marked : 0;
	double sure = 100 * (share < 0.9 ? share + 0.1 : 1) * (1 - doubt);
	return sure > 99 ? 99 : (int)sure;
}

/* Where all that is marked stands in fonts of one charset, and nothing contradicts. */
static bool by_font(
	const struct charset_tally *t, const struct tally_sums *sums, struct charset_verdict *ret)
{
	long in_tcvn3 = t->in_font[CHARSET_TCVN3] + t->in_font[CHARSET_TCVN3_CAPITALS];
	long in_vni = t->in_font[CHARSET_VNI], all = 0;
	for (int c = 0; c < CHARSETS; c++)
		all += t->in_font[c];
	if (!all || (in_tcvn3 != all && in_vni != all))
		return false;
	enum charset c = in_vni			     ? CHARSET_VNI
			 : t->in_font[CHARSET_TCVN3] ? CHARSET_TCVN3
						     : CHARSET_TCVN3_CAPITALS;
	const struct reading_sums *of = &sums->of[index_of(c)];
	/* Unicode typed into a cell that kept its old font */
	if (of->odd || of->spelled < sums->of[0].spelled)
		return false;
	ret->charset = c;
	ret->is_by_font = true;
	ret->confidence = of->spelled * 2 >= of->marked ? 99 : 80;
	return true;
}

/* The best of the readings other than Unicode, and the best of all others than that one. */
static int best_of(const struct charset_tally *t, const struct tally_sums *sums, long *ret_second)
{
	int best = -1;
	long second = 0;
	for (int r = t->is_seen ? 1 : 0; r < READINGS; r++) {
		if (t->is_seen && (sums->of[r].odd || readings[r] == CHARSET_CP1252))
			continue;
		if (best < 0 || points(&sums->of[r]) > points(&sums->of[best]))
			best = r;
	}
	for (int r = 0; r < READINGS; r++) {
		const struct reading_sums *of = &sums->of[r];
		if (r == best ||
			(t->is_seen && r > 0 && (of->odd || readings[r] == CHARSET_CP1252)))
			continue;
		second = of->spelled > second ? of->spelled : second;
	}
	*ret_second = second;
	return best;
}

/* It spells most of its words, enough of them, and clearly more than any other reading. */
static bool is_clear(const struct reading_sums *of, long second)
{
	long lead = of->spelled - second;
	return of->strong >= LEAST_STRONG && of->spelled * 10 >= of->marked * 6 && lead >= 2 &&
	       lead * 7 >= of->spelled && of->odd * 20 <= of->marked;
}

static void judge_seen(
	const struct charset_tally *t, const struct tally_sums *sums, struct charset_verdict *ret)
{
	const struct reading_sums *unicode = &sums->of[0];
	long second;
	int best = best_of(t, sums, &second);
	if (best >= 0 && is_clear(&sums->of[best], second)) {
		ret->charset = readings[best];
		ret->confidence = confidence_of(sums->of[best].spelled - second,
			sums->of[best].spelled, sums->of[best].marked);
		return;
	}
	long rival = best >= 0 ? sums->of[best].spelled : 0;
	if (rival > unicode->spelled)
		return;
	ret->charset = CHARSET_UTF8;
	if (best >= 0) /* it could have been written in another, and spells as well */
		ret->confidence = confidence_of(1 + unicode->spelled - rival, 1, 1);
	else /* half of it may still be in an old font */
		ret->confidence = unicode->spelled * 2 >= unicode->marked ? 99 : 75;
}

/* Words of another Latin language; nothing that only looks so to the program. */
static bool is_latin(const struct tally_sums *sums)
{
	const struct reading_sums *of = &sums->of[index_of(CHARSET_CP1252)];
	for (int r = 0; r < READINGS; r++)
		if (readings[r] != CHARSET_CP1252 &&
			sums->of[r].spelled * 10 > sums->of[r].marked * 3)
			return false;
	return of->marked >= 5 && !of->odd && (of->latin + of->spelled) * 20 >= of->marked * 19;
}

static void judge_bytes(
	const struct charset_tally *t, const struct tally_sums *sums, struct charset_verdict *ret)
{
	long second;
	int best = best_of(t, sums, &second);
	const struct reading_sums *utf8 = &sums->of[0], *of = &sums->of[best];
	/* no other charset's text is valid UTF-8 but by chance */
	if (sums->utf8 == sums->words &&
		(sums->words >= LEAST_STRONG || utf8->spelled >= of->spelled)) {
		ret->charset = CHARSET_UTF8;
		ret->confidence = sums->words >= LEAST_STRONG ? 99 : 90;
	} else if (is_clear(of, second)) {
		ret->charset = readings[best];
		ret->confidence = confidence_of(of->spelled - second, of->spelled, of->marked);
	} else if (is_latin(sums)) {
		ret->charset = CHARSET_CP1252;
		ret->confidence = 60;
	}
}

/* Text has no zero bytes: where one half of the pairs is full of them it is the high one. */
static bool is_utf16(const struct charset_tally *t)
{
	long zeros = t->bytes_zero[0] + t->bytes_zero[1];
	long more = t->bytes_zero[0] > t->bytes_zero[1] ? t->bytes_zero[0] : t->bytes_zero[1];
	return t->has_mark16 || (zeros * 5 >= t->bytes && more * 10 >= zeros * 9 && zeros > 0);
}

void charset_tally_verdict(const struct charset_tally *t, struct charset_verdict *ret)
{
	struct tally_sums sums = {0};
	struct charset_score scores[READINGS] = {{0}};
	*ret = (struct charset_verdict){0};
	if (is_utf16(t)) {
		ret->charset = CHARSET_UTF16;
		ret->confidence = t->has_mark16 ? 99 : 90;
		return;
	}
	sum_up(t, &sums, scores);
	sort_scores(t, &sums, scores, ret);
	if (!sums.words) {
		ret->is_plain = true;
		return;
	}
	if (!by_font(t, &sums, ret)) {
		if (t->is_seen)
			judge_seen(t, &sums, ret);
		else
			judge_bytes(t, &sums, ret);
	}
	ret->loses_capitals =
		ret->charset == CHARSET_TCVN3 || ret->charset == CHARSET_TCVN3_CAPITALS;
}
