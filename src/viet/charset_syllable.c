/* What Vietnamese can spell: an initial, a rime, a tone in its place. Old and new placing of tones (hoà, hòa) both pass. */
#include "viet/charset_own.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <string.h>

enum { LONGEST = 12 }; /* letters; no syllable has more than seven */

static const struct {
	const char *letters;
	const char *
		not_before; /* first letters of rimes that it does not go with, in UTF-8; NULL: none */
	const char *only_before;
} initials[] = {
	/* the longest first */
	{"ngh", NULL, "ieê"},
	{"ch", NULL, NULL},
	{"gh", NULL, "ieê"},
	{"gi", NULL, NULL},
	{"kh", NULL, NULL},
	{"ng", "ieêy", NULL},
	{"nh", NULL, NULL},
	{"ph", NULL, NULL},
	{"qu", "uưo", NULL},
	{"th", NULL, NULL},
	{"tr", NULL, NULL},
	{"b", NULL, NULL},
	{"c", "ieêy", NULL},
	{"d", NULL, NULL},
	{"đ", NULL, NULL},
	{"g", "eêy", NULL},
	{"h", NULL, NULL},
	{"k", NULL, "ieêy"},
	{"l", NULL, NULL},
	{"m", NULL, NULL},
	{"n", NULL, NULL},
	{"p", NULL, NULL},
	{"r", NULL, NULL},
	{"s", NULL, NULL},
	{"t", NULL, NULL},
	{"v", NULL, NULL},
	{"x", NULL, NULL},
	{"", NULL, NULL},
};

/* All rimes, with a blank before and behind each. */
static const char rimes[] =
	" a ac ach ai am an ang anh ao ap at au ay"
	" ăc ăm ăn ăng ăp ăt"
	" âc âm ân âng âp ât âu ây"
	" e ec em en eng eo ep et"
	" ê êch êm ên ênh êp êt êu"
	" i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu"
	" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt"
	" oc oe oen oeo oet oi om on ong ooc oong op ot"
	" ô ôc ôi ôm ôn ông ôp ôt"
	" ơ ơi ơm ơn ơp ơt"
	" u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêt uôc uôi uôm uôn uông uôt uơ"
	" uy uya uych uyên uyêt uynh uyp uyt uyu"
	" ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
	" y yêm yên yêng yêt yêu ";
/* of qu alone */
static const char qu_rimes[] = " ych ynh yt yp yu ";

struct syllable {
	uint32_t letters[LONGEST]; /* small, without tones */
	size_t n;
	unsigned char tone;
	size_t tone_at;
	bool is_marked, has_tone;
};

static bool is_combining(uint32_t cp)
{
	return cp >= 0x300 && cp < 0x370;
}

/* Takes tone and case off; false for what is no Vietnamese letter, or a second tone. */
static bool add_letter(struct syllable *s, uint32_t cp)
{
	struct letter_vowel v;
	uint32_t lower = letter_lower(cp);
	if (s->n == LONGEST)
		return false;
	if (letter_split(lower, &v)) {
		if (v.tone && s->has_tone)
			return false;
		if (v.tone) {
			s->has_tone = true;
			s->tone = v.tone;
			s->tone_at = s->n;
		}
		v.tone = 0;
		lower = letter_join(v);
	}
	s->is_marked = s->is_marked || cp >= 0x80;
	s->letters[s->n++] = lower;
	return lower == 0x111 || (lower >= 'a' && lower <= 'z') || letter_base(lower);
}

static bool take_apart(const char *word, size_t n, struct syllable *ret)
{
	bool ok = true;
	for (size_t i = 0; i < n;) {
		uint32_t cp, mark, joined;
		int len = text_next(word + i, n - i, &cp);
		if (len <= 0)
			return false;
		i += (size_t)len;
		while (i < n && (len = text_next(word + i, n - i, &mark)) > 0 &&
			is_combining(mark) && (joined = charset_compose(cp, mark)) != 0) {
			cp = joined;
			i += (size_t)len;
		}
		ret->is_marked = ret->is_marked || cp >= 0x80;
		ok = ok && add_letter(ret, cp);
	}
	return ok && ret->n;
}

/* Does s start with what `spelled` (UTF-8) spells? Its number of letters, or -1. */
static int starts_with(const struct syllable *s, const char *spelled)
{
	size_t at = 0, n = strlen(spelled);
	for (size_t i = 0; i < n; at++) {
		uint32_t cp;
		i += (size_t)text_next(spelled + i, n - i, &cp);
		if (at >= s->n || s->letters[at] != cp)
			return -1;
	}
	return (int)at;
}

static bool has_first(const char *letters, uint32_t cp)
{
	char buf[8];
	struct strbuf b = {.s = buf, .cap = sizeof buf};
	text_put(&b, cp);
	return strstr(letters, buf) != NULL;
}

/* " oang ", as the lists have it. */
static bool is_rime(const struct syllable *s, size_t from, bool after_qu)
{
	char buf[64];
	struct strbuf b = {.s = buf, .cap = sizeof buf};
	strbuf_addc(&b, ' ');
	for (size_t i = from; i < s->n; i++)
		text_put(&b, s->letters[i]);
	strbuf_addc(&b, ' ');
	return strstr(rimes, buf) || (after_qu && strstr(qu_rimes, buf));
}

static bool is_vowel(uint32_t cp, bool *ret_has_shape)
{
	struct letter_vowel v;
	bool yes = letter_split(cp, &v);
	*ret_has_shape = yes && cp >= 0x80;
	return yes;
}

/* The tone stands on the last vowel with a shape, else by the vowels: on the second of oa, oe, uy where more follows, on
 * either where nothing does, else on the first. On the u of qu and the i of gi by mistake: passes. */
static bool is_in_place(const struct syllable *s, size_t from)
{
	size_t n = 0, shaped = s->n;
	bool has_shape;
	while (from + n < s->n && is_vowel(s->letters[from + n], &has_shape)) {
		shaped = has_shape ? from + n : shaped;
		n++;
	}
	bool is_open = from + n == s->n;
	if (s->tone_at < from)
		return s->tone_at + 1 == from;
	if (shaped < s->n)
		return s->tone_at == shaped;
	size_t at = s->tone_at - from;
	if (n < 2)
		return at == 0;
	uint32_t first = s->letters[from], second = s->letters[from + 1];
	bool is_glide = (first == 'o' && (second == 'a' || second == 'e')) ||
			(first == 'u' && second == 'y') || (first == 'o' && second == 'o');
	if (!is_glide)
		return at == 0;
	return at == 1 || (at == 0 && n == 2 && is_open);
}

static bool has_stop(const struct syllable *s)
{
	uint32_t last = s->letters[s->n - 1], before = s->n > 1 ? s->letters[s->n - 2] : 0;
	return last == 'c' || last == 'p' || last == 't' || (last == 'h' && before == 'c');
}

bool charset_is_syllable(const char *word, size_t n, bool *ret_marked)
{
	enum { SAC = 4 };
	struct syllable s = {0};
	bool ok = take_apart(word, n, &s);
	*ret_marked = s.is_marked;
	if (!ok)
		return false;
	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
		int len = starts_with(&s, initials[i].letters);
		if (len < 0 || (size_t)len == s.n)
			continue;
		uint32_t first = s.letters[len];
		if ((initials[i].not_before && has_first(initials[i].not_before, first)) ||
			(initials[i].only_before && !has_first(initials[i].only_before, first)))
			continue;
		if (is_rime(&s, (size_t)len, strcmp(initials[i].letters, "qu") == 0) &&
			(!s.has_tone || is_in_place(&s, (size_t)len)) &&
			(!has_stop(&s) || s.tone >= SAC))
			return true;
	}
	return false;
}
