#include "viet/name_near.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "viet/letters.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdint.h>
#include <string.h>

enum {
	LONGEST = 200
}; /* bytes of a name that are looked at: what a place in it fits into, with room */

/* ---- how it sounds ------------------------------------------------------------------------------------ */

static bool is_vowel(uint32_t cp)
{
	struct letter_vowel v;
	return letter_split(cp, &v);
}

static bool is_y(uint32_t cp)
{
	struct letter_vowel v;
	return letter_split(cp, &v) && v.vowel == V_Y;
}

/* y stands for the sound i as the only vowel of its syllable: Mỹ, Quý, Ý. Beside another vowel it is a sound of its own:
 * Thúy, Yến, Nguyễn. */
static bool sounds_i(const uint32_t *cp, size_t i, size_t n)
{
	if (!is_y(cp[i]) || (i + 1 < n && is_vowel(cp[i + 1])))
		return false;
	bool after_qu = i > 1 && cp[i - 1] == 'u' && cp[i - 2] == 'q';
	return i == 0 || !is_vowel(cp[i - 1]) || after_qu;
}

static uint32_t as_i(uint32_t y)
{
	struct letter_vowel v;
	letter_split(y, &v);
	v.vowel = V_I;
	return letter_join(v);
}

/* The letters of one word, its i made one, put behind what is there. */
static void put_word(struct strbuf *b, const uint32_t *cp, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text_put(b, sounds_i(cp, i, n) ? as_i(cp[i]) : cp[i]);
}

static void sound_words(struct strbuf *b, const char *s)
{
	uint32_t word[LONGEST];
	size_t n = 0, end = strlen(s), i = 0;
	while (i <= end) {
		uint32_t cp = 0;
		int len = i < end ? text_next(s + i, end - i, &cp) : 1;
		i += len > 0 ? (size_t)len : 1;
		if (cp && letter_is_word(cp) && n < LONGEST) {
			word[n++] = cp;
		} else if (n) {
			if (b->len)
				strbuf_addc(b, ' ');
			put_word(b, word, n);
			n = 0;
		}
	}
}

static unsigned char find_words(const char *s, unsigned char at[NAME_NEAR_WORDS])
{
	unsigned char n = 0;
	for (size_t i = 0; s[i] && n < NAME_NEAR_WORDS; i++)
		if (i == 0 || s[i - 1] == ' ')
			at[n++] = (unsigned char)i;
	return n;
}

int name_near_make(const char *name, struct name_near *ret, struct err *err)
{
	CLEANUP_FREE char *clean = NULL, *placed = NULL, *lower = NULL, *bare = NULL;
	CLEANUP(strbuf_done) struct strbuf b = {0};
	int r = text_clean(name, &clean, err);
	if (!r)
		r = name_place_tones(clean, &placed, err);
	if (!r)
		r = text_lower(placed, &lower, err);
	if (r)
		return r;
	sound_words(&b, lower);
	if (b.len > LONGEST) {
		char cut[LONGEST + 1];
		str_fit(cut, sizeof cut, strbuf_str(&b));
		strbuf_clear(&b);
		strbuf_add(&b, cut);
	}
	if (b.failed)
		return ERR_OOM(err);
	r = text_fold(strbuf_str(&b), &bare, err);
	if (r)
		return r;
	size_t n = b.len + 1, n_bare = strlen(bare) + 1;
	struct name_near out = {.sound = mem_alloc(n + n_bare)};
	if (!out.sound)
		return ERR_OOM(err);
	out.bare = out.sound + n;
	memcpy(out.sound, strbuf_str(&b), n);
	memcpy(out.bare, bare, n_bare);
	out.words = find_words(out.sound, out.at);
	find_words(out.bare, out.bare_at);
	out.is_bare = strcmp(out.sound, out.bare) == 0;
	*ret = out;
	return 0;
}

void name_near_done(struct name_near *n)
{
	mem_freep(&n->sound);
	n->bare = NULL;
}

/* ---- nearness ------------------------------------------------------------------------------------------ */

/* One of the two readings of a name. */
struct side {
	const char *s;
	const unsigned char *at;
	size_t words;
};

static struct side side_of(const struct name_near *n, bool bare)
{
	return bare ? (struct side){n->bare, n->bare_at, n->words}
		    : (struct side){n->sound, n->at, n->words};
}

static size_t word_len(const struct side *a, size_t i)
{
	return i + 1 < a->words ? (size_t)(a->at[i + 1] - a->at[i] - 1) : strlen(a->s + a->at[i]);
}

static bool same_word(const struct side *a, size_t i, const struct side *b, size_t j)
{
	size_t n = word_len(a, i);
	return n == word_len(b, j) && memcmp(a->s + a->at[i], b->s + b->at[j], n) == 0;
}

/* Is one of the words the first letter of the other? */
static bool is_initial(const struct name_near *a, const struct name_near *b, size_t i)
{
	struct side x = side_of(a, true), y = side_of(b, true);
	return (word_len(&x, i) == 1 || word_len(&y, i) == 1) && x.s[x.at[i]] == y.s[y.at[i]];
}

/* Initials stand before a name that is written out: the last word is the same. */
static bool are_initials(const struct name_near *a, const struct name_near *b, const struct side *x,
	const struct side *y)
{
	size_t n = a->words;
	if (n < 2 || n != b->words || !same_word(x, n - 1, y, n - 1))
		return false;
	for (size_t i = 0; i + 1 < n; i++)
		if (!same_word(x, i, y, i) && !is_initial(a, b, i))
			return false;
	return true;
}

static bool are_turned(const struct side *a, const struct side *b)
{
	size_t other[2], n = 0;
	if (a->words != b->words)
		return false;
	for (size_t i = 0; i < a->words; i++)
		if (!same_word(a, i, b, i)) {
			if (n == 2)
				return false;
			other[n++] = i;
		}
	return n == 2 && same_word(a, other[0], b, other[1]) && same_word(a, other[1], b, other[0]);
}

/* `longer` has one word more, and two words are left without it. */
static bool is_short(const struct side *longer, const struct side *shorter)
{
	if (shorter->words < 2 || longer->words != shorter->words + 1)
		return false;
	size_t i = 0;
	while (i < shorter->words && same_word(longer, i, shorter, i))
		i++;
	for (; i < shorter->words; i++)
		if (!same_word(longer, i + 1, shorter, i))
			return false;
	return true;
}

static size_t letters_of(const char *s, uint32_t cp[LONGEST + 1])
{
	size_t n = 0;
	for (size_t i = 0, end = strlen(s); i < end && n <= LONGEST;) {
		int len = text_next(s + i, end - i, &cp[n]);
		n++;
		i += len > 0 ? (size_t)len : 1;
	}
	return n;
}

/* One letter other, missing or too many, or two neighbours turned: what lies between the part that both begin with and
 * the one that both end with is all that differs. */
static bool is_slip(const char *a, const char *b)
{
	uint32_t x[LONGEST + 1], y[LONGEST + 1];
	size_t from = 0, nx = strlen(a), ny = strlen(b);
	if (nx > ny + 3 || ny > nx + 3) /* a letter has at most 3 bytes */
		return false;
	nx = letters_of(a, x);
	ny = letters_of(b, y);
	while (from < nx && from < ny && x[from] == y[from])
		from++;
	while (nx > from && ny > from && x[nx - 1] == y[ny - 1]) {
		nx--;
		ny--;
	}
	nx -= from;
	ny -= from;
	return (nx <= 1 && ny <= 1) ||
	       (nx == 2 && ny == 2 && x[from] == y[from + 1] && x[from + 1] == y[from]);
}

/* The same without marks: in every word that differs one of the two has none. */
static bool lost_marks(const struct name_near *a, const struct name_near *b)
{
	struct side x = side_of(a, false), y = side_of(b, false), xb = side_of(a, true);
	if (strcmp(a->bare, b->bare) != 0)
		return false;
	for (size_t i = 0; i < a->words; i++)
		if (!same_word(&x, i, &y, i) && !same_word(&x, i, &xb, i) &&
			!same_word(&y, i, &xb, i))
			return false;
	return true;
}

enum name_likeness name_near_compare(const struct name_near *a, const struct name_near *b)
{
	if (strcmp(a->sound, b->sound) == 0)
		return NAME_SAME;
	bool bare = a->is_bare || b->is_bare;
	struct side x = side_of(a, bare), y = side_of(b, bare);
	/* one mark missing among others that are there is a slip, not a keyboard without marks */
	bool slips = !bare && is_slip(a->sound, b->sound);
	if (!slips && lost_marks(a, b))
		return NAME_MARKS;
	if (are_initials(a, b, &x, &y))
		return NAME_INITIALS;
	if (slips || is_slip(x.s, y.s))
		return NAME_SLIP;
	if (are_turned(&x, &y))
		return NAME_TURNED;
	return is_short(&x, &y) || is_short(&y, &x) ? NAME_SHORT : NAME_OTHER;
}
