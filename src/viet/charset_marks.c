/* Charsets in which a mark follows its letter: VNI, CP1258 and VIQR. */
#include "viet/charset_own.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <string.h>

/* Combining characters of the tones; ASCII signs of VIQR. */
static const uint16_t tone_marks[TONES] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
static const char viqr_tones[] = "\0`?~'.";

/* What a letter without shape becomes under roof, breve or horn. */
static const struct shape {
	uint16_t combining;
	const char *viqr;
	struct {
		unsigned char from, to;
	} vowels[3];
	int count;
} shapes[] = {
	{0x302, "^", {{V_A, V_A_ROOF}, {V_E, V_E_ROOF}, {V_O, V_O_ROOF}}, 3},
	{0x306, "(", {{V_A, V_A_BREVE}}, 1},
	{0x31B, "+*", {{V_O, V_O_HORN}, {V_U, V_U_HORN}}, 2},
};
#define SHAPES (sizeof shapes / sizeof *shapes)

static bool add_shape(struct letter_vowel *v, const struct shape *shape)
{
	for (int i = 0; i < shape->count; i++)
		if (v->vowel == shape->vowels[i].from) {
			v->vowel = shape->vowels[i].to;
			return true;
		}
	return false;
}

/* ASCII letter under the vowel, and its shape; NULL for none. */
static const struct shape *shape_of(unsigned char vowel, unsigned char *ret_plain)
{
	*ret_plain = vowel;
	for (size_t s = 0; s < SHAPES; s++)
		for (int i = 0; i < shapes[s].count; i++)
			if (shapes[s].vowels[i].to == vowel) {
				*ret_plain = shapes[s].vowels[i].from;
				return &shapes[s];
			}
	return NULL;
}

uint32_t charset_compose(uint32_t letter, uint32_t mark)
{
	struct letter_vowel v;
	if (!letter_split(letter, &v))
		return 0;
	for (unsigned char t = 1; t < TONES; t++)
		if (mark == tone_marks[t]) {
			if (v.tone)
				return 0;
			v.tone = t;
			return letter_join(v);
		}
	for (size_t s = 0; s < SHAPES; s++)
		if (mark == shapes[s].combining)
			return add_shape(&v, &shapes[s]) ? letter_join(v) : 0;
	return 0;
}

/* ---- VNI ---------------------------------------------------------------------------------------------- */

/* Marks of small letters; those of capitals are 20 less. Each of the rows has a tone at its place: level, huyền, hỏi,
 * ngã, sắc, nặng. No mark is a letter by itself, so that looking for the mark first is safe. */
enum vni_row { ROW_PLAIN, ROW_ROOF, ROW_BREVE, VNI_ROWS };
static const unsigned char vni_marks[VNI_ROWS][TONES] = {
	{0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF},
	{0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4},
	{0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB},
};

static bool is_vni_mark(unsigned char mark, enum vni_row *ret_row, unsigned char *ret_tone)
{
	if (mark < 0xC0)
		return false;
	for (int r = 0; r < VNI_ROWS; r++)
		for (unsigned char t = 0; t < TONES; t++)
			if (vni_marks[r][t] == (mark | 0x20)) {
				*ret_row = (enum vni_row)r;
				*ret_tone = t;
				return true;
			}
	return false;
}

/* The vowel with the mark behind it; false if the two do not go together. */
static bool vni_join(uint32_t base, unsigned char mark, uint32_t *ret)
{
	struct letter_vowel v;
	enum vni_row row;
	unsigned char tone;
	if (!letter_split(base, &v) || v.tone || v.vowel == V_I || !is_vni_mark(mark, &row, &tone))
		return false;
	if (row != ROW_PLAIN && !add_shape(&v, &shapes[row - ROW_ROOF]))
		return false;
	v.tone = tone;
	*ret = letter_join(v);
	return true;
}

void charset_decode_vni(
	const uint16_t table[256], const char *s, size_t n, struct strbuf *ret, size_t *odd)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t cp = table[(unsigned char)s[i]];
		if (i + 1 < n && (s[i + 1] & 0x80) && vni_join(cp, (unsigned char)s[i + 1], &cp))
			i++;
		*odd += cp == CHARSET_ODD;
		text_put(ret, cp);
	}
}

bool charset_encode_vni(const uint16_t table[256], uint32_t cp, struct strbuf *ret)
{
	struct letter_vowel v;
	unsigned char plain;
	if (!letter_split(cp, &v))
		return false;
	const struct shape *shape = shape_of(v.vowel, &plain);
	bool is_row = shape && shape - shapes < ROW_BREVE;
	unsigned char mark = vni_marks[is_row ? 1 + (shape - shapes) : 0][v.tone];
	uint32_t base = letter_join(
		(struct letter_vowel){.vowel = is_row ? plain : v.vowel, .upper = v.upper});
	strbuf_addc(ret, (char)charset_table_byte(table, base));
	strbuf_addc(ret, (char)(v.upper ? mark - 0x20 : mark));
	return true;
}

/* ---- CP1258 ------------------------------------------------------------------------------------------- */

bool charset_encode_cp1258(const uint16_t table[256], uint32_t cp, struct strbuf *ret)
{
	struct letter_vowel v;
	if (!letter_split(cp, &v))
		return false;
	int mark = charset_table_byte(table, tone_marks[v.tone]);
	v.tone = 0;
	int base = charset_table_byte(table, letter_join(v));
	if (mark < 0 || base < 0)
		return false;
	strbuf_addc(ret, (char)base);
	strbuf_addc(ret, (char)mark);
	return true;
}

/* ---- VIQR --------------------------------------------------------------------------------------------- */

/* The sign's mark on the letter; 0: it is a sign. */
static uint32_t viqr_join(uint32_t letter, char sign)
{
	const char *tone = sign ? memchr(viqr_tones + 1, sign, TONES - 1) : NULL;
	if (tone)
		return charset_compose(letter, tone_marks[tone - viqr_tones]);
	for (size_t s = 0; sign && s < SHAPES; s++)
		if (strchr(shapes[s].viqr, sign))
			return charset_compose(letter, shapes[s].combining);
	return 0;
}

static bool has_tone(uint32_t cp)
{
	struct letter_vowel v;
	return letter_split(cp, &v) && v.tone;
}

void charset_decode_viqr(const char *s, size_t n, struct strbuf *ret, size_t *odd)
{
	bool word_has_tone = false;
	for (size_t i = 0; i < n; i++) {
		uint32_t cp = (unsigned char)s[i], joined;
		if (cp == '\\' && i + 1 < n && !(s[i + 1] & 0x80)) {
			cp = (unsigned char)s[++i];
			/* what was escaped takes no mark */
			word_has_tone = word_has_tone && letter_is_word(cp);
			text_put(ret, cp);
			continue;
		}
		if (cp >= 0x80) {
			cp = CHARSET_ODD;
			++*odd;
		} else if ((cp | 0x20) == 'd' && i + 1 < n && (s[i + 1] | 0x20) == 'd') {
			cp = cp == 'd' ? 0x111 : 0x110;
			i++;
		}
		word_has_tone = word_has_tone && letter_is_word(cp);
		while (i + 1 < n && (joined = viqr_join(cp, s[i + 1])) != 0) {
			/* a syllable has one tone: the dot behind "no^.i" is a full stop */
			if (word_has_tone && has_tone(joined))
				break;
			cp = joined;
			i++;
		}
		word_has_tone = word_has_tone || has_tone(cp);
		text_put(ret, cp);
	}
}

static bool viqr_needs_escape(const struct strbuf *before, char c)
{
	if (!before->len)
		return c == '\\';
	char last = before->s[before->len - 1];
	static const char marks[] = "`?~'.^(+*";
	return c == '\\' || ((c | 0x20) == 'd' && (last | 0x20) == 'd') ||
	       (strchr(marks, c) && last && (strchr("aeiouyAEIOUY", last) || strchr(marks, last)));
}

bool charset_encode_viqr(uint32_t cp, struct strbuf *ret)
{
	struct letter_vowel v;
	unsigned char plain;
	if (cp < 0x80) {
		if (cp && viqr_needs_escape(ret, (char)cp))
			strbuf_addc(ret, '\\');
		strbuf_addc(ret, (char)cp);
		return true;
	}
	if (cp == 0x110 || cp == 0x111) {
		/* "dđ" cannot be written: an escaped d does not double */
		bool can = !viqr_needs_escape(ret, 'd');
		strbuf_add(ret, !can ? "" : cp == 0x110 ? "DD" : "dd");
		return can;
	}
	if (!letter_split(cp, &v))
		return false;
	const struct shape *shape = shape_of(v.vowel, &plain);
	strbuf_addc(
		ret, (char)letter_join((struct letter_vowel){.vowel = plain, .upper = v.upper}));
	if (shape)
		strbuf_addc(ret, shape->viqr[0]);
	if (v.tone)
		strbuf_addc(ret, viqr_tones[v.tone]);
	return true;
}
