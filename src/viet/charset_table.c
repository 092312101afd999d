#include "viet/charset_own.h"
#include "viet/letters.h"

#include <iconv.h>

/* Bytes of the vowels a ă â e ê i o ô ơ u ư y, each level, huyền, hỏi, ngã, sắc, nặng (letters.h); 0: ASCII or none. */
typedef unsigned char vowel_bytes[VOWELS][TONES];

/* Of the capitals only those without a tone have a code; B0-B4 and some others are letters of TCVN 5712-1, which
 * nobody's files are in. */
static const vowel_bytes tcvn3_small = {
	{0, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9},
	{0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6},
	{0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB},
	{0, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1},
	{0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6},
	{0, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE},
	{0, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4},
	{0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9},
	{0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE},
	{0, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4},
	{0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9},
	{0, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE},
};
static const vowel_bytes tcvn3_capital = {
	[1] = {0xA1}, [2] = {0xA2}, [4] = {0xA3}, [7] = {0xA4}, [8] = {0xA5}, [10] = {0xA6}};

/* Capitals with nặng, and Ẫ Ữ, take the places of control characters. */
static const vowel_bytes vps_small = {
	{0, 0xE0, 0xE4, 0xE3, 0xE1, 0xE5},
	{0xE6, 0xA2, 0xA3, 0xA4, 0xA1, 0xA5},
	{0xE2, 0xC0, 0xC4, 0xC5, 0xC3, 0xC6},
	{0, 0xE8, 0xC8, 0xEB, 0xE9, 0xCB},
	{0xEA, 0x8A, 0x8B, 0xCD, 0x89, 0x8C},
	{0, 0xEC, 0xCC, 0xEF, 0xED, 0xCE},
	{0, 0xF2, 0xD5, 0xF5, 0xF3, 0x86},
	{0xF4, 0xD2, 0xB0, 0x87, 0xD3, 0xB6},
	{0xD6, 0xA9, 0xAA, 0xAB, 0xA7, 0xAE},
	{0, 0xF9, 0xFB, 0xDB, 0xFA, 0xF8},
	{0xDC, 0xD8, 0xBA, 0xBB, 0xD9, 0xBF},
	{0, 0xFF, 0x9B, 0xCF, 0x9A, 0x9C},
};
static const vowel_bytes vps_capital = {
	{0, 0x80, 0x81, 0x82, 0xC1, 0x02},
	{0x88, 0x8E, 0x8F, 0xF0, 0x8D, 0x04},
	{0xC2, 0x84, 0x85, 0x1C, 0x83, 0x03},
	{0, 0xD7, 0xDE, 0xFE, 0xC9, 0x05},
	{0xCA, 0x93, 0x94, 0x95, 0x90, 0x06},
	{0, 0xB5, 0xB7, 0xB8, 0xB4, 0x10},
	{0, 0xBC, 0xBD, 0xBE, 0xB9, 0x11},
	{0xD4, 0x97, 0x98, 0x99, 0x96, 0x12},
	{0xF7, 0x9E, 0x9F, 0xA6, 0x9D, 0x13},
	{0, 0xA8, 0xD1, 0xAC, 0xDA, 0x14},
	{0xD0, 0xAF, 0xB1, 0x1D, 0xAD, 0x15},
	{0, 0xB2, 0xFD, 0xB3, 0xDD, 0x19},
};

/* The letters of VNI that are one byte; the others are an ASCII letter, ơ or ư, and a mark. */
static const vowel_bytes vni_small = {
	[5] = {0, 0xEC, 0xE6, 0xF3, 0xED, 0xF2}, [8] = {0xF4}, [10] = {0xF6}, [11] = {[5] = 0xEE}};
static const vowel_bytes vni_capital = {
	[5] = {0, 0xCC, 0xC6, 0xD3, 0xCD, 0xD2}, [8] = {0xD4}, [10] = {0xD6}, [11] = {[5] = 0xCE}};

/* 80-9F */
static const uint16_t cp1252_signs[32] = {0x20AC, CHARSET_ODD, 0x201A, 0x192, 0x201E, 0x2026,
	0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, CHARSET_ODD, 0x17D, CHARSET_ODD,
	CHARSET_ODD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161,
	0x203A, 0x153, CHARSET_ODD, 0x17E, 0x178};

static const struct own_table {
	const vowel_bytes *small, *capital;
	unsigned char d_small, d_capital;
	/* the highest byte that is CP1252's where no letter has it: signs are left where the fonts kept them */
	int signs_to;
} own_tables[CHARSETS] = {
	[CHARSET_TCVN3] = {&tcvn3_small, &tcvn3_capital, 0xAE, 0xA7, 0xA0},
	[CHARSET_VPS] = {&vps_small, &vps_capital, 0xC7, 0xF1, 0xA0},
	[CHARSET_VNI] = {&vni_small, &vni_capital, 0xF1, 0xD1, 0xBF},
	[CHARSET_CP1252] = {NULL, NULL, 0, 0, 0xFF},
};
static const char *const iconv_names[CHARSETS] = {
	[CHARSET_VISCII] = "VISCII", [CHARSET_CP1258] = "CP1258"};

static uint16_t cp1252(int byte)
{
	return byte >= 0x80 && byte < 0xA0 ? cp1252_signs[byte - 0x80] : (uint16_t)byte;
}

static void put_vowels(const vowel_bytes *bytes, bool upper, uint16_t table[256])
{
	for (unsigned char v = 0; bytes && v < VOWELS; v++)
		for (unsigned char t = 0; t < TONES; t++)
			if ((*bytes)[v][t])
				table[(*bytes)[v][t]] = (uint16_t)letter_join((struct letter_vowel){
					.vowel = v, .tone = t, .upper = upper});
}

static void make_own(const struct own_table *own, uint16_t table[256])
{
	for (int b = 0; b < 256; b++)
		table[b] = b <= own->signs_to ? cp1252(b) : CHARSET_ODD;
	put_vowels(own->small, false, table);
	put_vowels(own->capital, true, table);
	if (own->d_small) {
		table[own->d_small] = 0x111;
		table[own->d_capital] = 0x110;
	}
}

static int make_by_iconv(const char *name, uint16_t table[256], struct err *err)
{
	iconv_t cd = iconv_open("UTF-16LE", name);
	if (cd == (iconv_t)-1)
		return ERR(err, ERR_MODULE, NULL, "iconv %s", name);
	for (int b = 0; b < 256; b++) {
		char in = (char)b, *from = &in;
		unsigned char out[8] = {0};
		char *to = (char *)out;
		size_t in_left = 1, out_left = sizeof out;
		iconv(cd, NULL, NULL, NULL, NULL);
		/* a letter that a mark may follow comes out only when it is asked for */
		bool ok = iconv(cd, &from, &in_left, &to, &out_left) != (size_t)-1 &&
			  iconv(cd, NULL, NULL, &to, &out_left) != (size_t)-1;
		table[b] = CHARSET_ODD;
		if (ok && out_left == sizeof out - 2)
			table[b] = (uint16_t)(out[0] | out[1] << 8);
	}
	iconv_close(cd);
	return 0;
}

int charset_table(enum charset c, const uint16_t **ret, struct err *err)
{
	static uint16_t tables[CHARSETS][256];
	static bool is_made[CHARSETS];
	if (c == CHARSET_TCVN3_CAPITALS)
		c = CHARSET_TCVN3;
	if (!is_made[c]) {
		int r = iconv_names[c] ? make_by_iconv(iconv_names[c], tables[c], err) : 0;
		if (r)
			return r;
		if (!iconv_names[c])
			make_own(&own_tables[c], tables[c]);
		is_made[c] = true;
	}
	*ret = tables[c];
	return 0;
}

int charset_table_byte(const uint16_t table[256], uint32_t cp)
{
	if (cp < 0x80 && table[cp] == cp)
		return (int)cp;
	for (int b = 0; b < 256; b++)
		if (table[b] == cp && cp != CHARSET_ODD)
			return b;
	return -1;
}
