#include "viet/letters.h"

#include <stddef.h>

static const uint16_t vowels[VOWELS][TONES] = {
	{'a', 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1},
	{0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7},
	{0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD},
	{'e', 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9},
	{0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7},
	{'i', 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB},
	{'o', 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD},
	{0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9},
	{0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3},
	{'u', 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5},
	{0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1},
	{'y', 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5},
};
static const char bases[VOWELS + 1] = "aaaeeiooouuy";

#define D_UPPER 0x110U
#define D_LOWER 0x111U

/* The table turned round: place in it plus one, by code point. */
#define LOW_END	   0x1B1U
#define HIGH_START 0x1EA0U
#define HIGH_END   0x1EFAU
static unsigned char low[LOW_END], high[HIGH_END - HIGH_START];

static unsigned char *slot(uint32_t cp)
{
	if (cp < LOW_END)
		return &low[cp];
	return cp >= HIGH_START && cp < HIGH_END ? &high[cp - HIGH_START] : NULL;
}

static uint32_t upper(uint32_t cp)
{
	return cp < 0x100 ? cp - 0x20 : cp - 1;
}

static void turn_round(void)
{
	for (unsigned i = 0; i < VOWELS * TONES; i++) {
		uint32_t cp = vowels[i / TONES][i % TONES];
		*slot(cp) = *slot(upper(cp)) = (unsigned char)(i + 1);
	}
}

bool letter_split(uint32_t cp, struct letter_vowel *ret)
{
	if (!low['a'])
		turn_round();
	const unsigned char *at = slot(cp);
	if (!at || !*at)
		return false;
	unsigned i = *at - 1U;
	*ret = (struct letter_vowel){
		.vowel = (unsigned char)(i / TONES),
		.tone = (unsigned char)(i % TONES),
		.upper = vowels[i / TONES][i % TONES] != cp,
	};
	return true;
}

uint32_t letter_join(struct letter_vowel v)
{
	uint32_t cp = vowels[v.vowel][v.tone];
	return v.upper ? upper(cp) : cp;
}

char letter_base(uint32_t cp)
{
	struct letter_vowel v;
	if (cp == D_UPPER || cp == D_LOWER)
		return cp == D_UPPER ? 'D' : 'd';
	if (cp < 0x80 || !letter_split(cp, &v))
		return 0;
	return (char)(v.upper ? bases[v.vowel] - 0x20 : bases[v.vowel]);
}

uint32_t letter_lower(uint32_t cp)
{
	struct letter_vowel v;
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 0x20 : cp;
	if (cp == D_UPPER)
		return D_LOWER;
	return letter_split(cp, &v) ? vowels[v.vowel][v.tone] : cp;
}

uint32_t letter_upper(uint32_t cp)
{
	struct letter_vowel v;
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? cp - 0x20 : cp;
	if (cp == D_LOWER)
		return D_UPPER;
	return letter_split(cp, &v) ? upper(vowels[v.vowel][v.tone]) : cp;
}

/* Signs that have neither case nor marks and are NFC: Latin-1's, typographic ones, đồng, arrows,
 * box drawing and blocks. */
static bool is_sign(uint32_t cp)
{
	return (cp >= 0xA0 && cp <= 0xBF && cp != 0xAD) || cp == 0xD7 || cp == 0xF7 ||
	       (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x2030 && cp <= 0x205E) || cp == 0x20AB ||
	       (cp >= 0x2190 && cp <= 0x2193) || (cp >= 0x2500 && cp <= 0x25FF) || cp == 0xFFFD;
}

bool letter_is_plain(uint32_t cp)
{
	return cp < 0x80 || letter_base(cp) || is_sign(cp);
}

bool letter_is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
		       (cp >= 'a' && cp <= 'z');
	return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && !(cp >= 0x2000 && cp <= 0x2BFF) &&
	       !(cp >= 0x3000 && cp <= 0x303F) && !(cp >= 0xFE00 && cp <= 0xFE6F) &&
	       !(cp >= 0xFEFF && cp <= 0xFF0F) && !(cp >= 0xFFF0 && cp <= 0xFFFF);
}
