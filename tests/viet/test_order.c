/* The keys against ICU itself, linked here directly: names are compared field by field with
 * ucol_strcoll, and memcmp on the keys must say the same. */
#include "base/mem.h"
#include "base/program.h"
#include "viet/name.h"
#include "viet/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define NAMES 6000
#define FIELD 64

struct name {
	UChar field[3][FIELD]; /* tên, đệm, họ as the generator meant them */
	unsigned char key[NAME_KEY_MAX];
	size_t len;
	char text[3 * FIELD * 3];
};

static struct name names[NAMES];
static UCollator *collator;
static uint32_t seed = 1930;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 1664525U + 1013904223U;
	return (seed >> 8) % n;
}

/* Syllables whose spelling is one (no open oa, oe, uy), so that the oracle needs no placing. */
static void syllable(char out[32])
{
	static const char *const starts[] = {"", "b", "c", "ch", "d", "đ", "g", "h", "k", "kh", "l",
		"m", "n", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x"};
	static const char *const vowels[][6] = {
		{"a", "à", "ả", "ã", "á", "ạ"},
		{"ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"},
		{"â", "ầ", "ẩ", "ẫ", "ấ", "ậ"},
		{"e", "è", "ẻ", "ẽ", "é", "ẹ"},
		{"ê", "ề", "ể", "ễ", "ế", "ệ"},
		{"i", "ì", "ỉ", "ĩ", "í", "ị"},
		{"o", "ò", "ỏ", "õ", "ó", "ọ"},
		{"ô", "ồ", "ổ", "ỗ", "ố", "ộ"},
		{"ơ", "ờ", "ở", "ỡ", "ớ", "ợ"},
		{"u", "ù", "ủ", "ũ", "ú", "ụ"},
		{"ư", "ừ", "ử", "ữ", "ứ", "ự"},
		{"y", "ỳ", "ỷ", "ỹ", "ý", "ỵ"},
	};
	static const char *const ends[] = {"", "", "c", "m", "n", "ng", "nh", "t"};
	static const char *const others[] = {"Bhăm", "Êban", "H'Hen", "Niê", "K'Brêu", "Y", "Čech",
		"Müller", "Łukasz", "Ñu", "Øre", "Zoë", "Jr.", "Fanny", "Wang", "Đinh-Ta", "Иван",
		"王", "Æsa", "Þór"};
	if (random_below(12) == 0) {
		snprintf(out, 32, "%s", others[random_below(ARRAY_LEN(others))]);
		return;
	}
	snprintf(out, 32, "%s%s%s", starts[random_below(ARRAY_LEN(starts))],
		vowels[random_below(ARRAY_LEN(vowels))][random_below(6)],
		ends[random_below(ARRAY_LEN(ends))]);
}

/* Some syllables in capitals, some as NFD: neither changes the order. */
static void vary(UChar *s, int32_t cap)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar t[FIELD];
	uint32_t kind = random_below(6);
	u_strcpy(t, s);
	if (kind == 0)
		u_strToUpper(s, cap, t, -1, "", &e);
	else if (kind == 1)
		u_strToTitle(s, cap, t, -1, NULL, "", &e);
	else if (kind == 2)
		unorm2_normalize(unorm2_getNFDInstance(&e), t, -1, s, cap, &e);
	assert_true(U_SUCCESS(e));
}

static void add_word(UChar *field)
{
	char word[32];
	UChar u[FIELD];
	UErrorCode e = U_ZERO_ERROR;
	syllable(word);
	u_strFromUTF8(u, FIELD, NULL, word, -1, &e);
	vary(u, FIELD);
	assert_true(U_SUCCESS(e));
	if (*field)
		u_strcat(field, u" ");
	u_strcat(field, u);
}

static void add_text(struct name *n, int field)
{
	char s[3 * FIELD];
	UErrorCode e = U_ZERO_ERROR;
	if (!n->field[field][0])
		return;
	u_strToUTF8(s, sizeof s, NULL, n->field[field], -1, &e);
	assert_true(U_SUCCESS(e));
	if (n->text[0])
		strcat(n->text, random_below(5) ? " " : " \u00A0");
	strcat(n->text, s);
}

static void generate(struct name *n)
{
	uint32_t words = random_below(8);
	add_word(n->field[0]);
	if (words > 0)
		add_word(n->field[2]);
	for (uint32_t i = 2; i < words && i < 5; i++)
		add_word(n->field[1]);
	for (int i = 2; i >= 0; i--)
		add_text(n, i);
	struct err err = {0};
	if (name_key(n->text, n->key, &n->len, &err))
		fail_msg("\"%s\": %d %s", n->text, err.code, err.detail);
}

static int oracle(const struct name *a, const struct name *b)
{
	for (int i = 0; i < 3; i++) {
		UCollationResult r = ucol_strcoll(collator, a->field[i], -1, b->field[i], -1);
		if (r != UCOL_EQUAL)
			return r == UCOL_LESS ? -1 : 1;
	}
	return 0;
}

static int by_key(const struct name *a, const struct name *b)
{
	int r = memcmp(a->key, b->key, a->len < b->len ? a->len : b->len);
	if (r == 0)
		r = (a->len > b->len) - (a->len < b->len);
	return (r > 0) - (r < 0);
}

static int compare(const void *a, const void *b)
{
	return by_key(a, b);
}

static void check(const struct name *a, const struct name *b)
{
	if (by_key(a, b) != oracle(a, b))
		fail_msg("\"%s\" and \"%s\": key %d, ICU %d", a->text, b->text, by_key(a, b),
			oracle(a, b));
}

static void test_against_icu(void **state)
{
	(void)state;
	for (size_t i = 0; i < NAMES; i++)
		generate(&names[i]);
	for (int i = 0; i < 200000; i++)
		check(&names[random_below(NAMES)], &names[random_below(NAMES)]);
	/* neighbours are the hard cases */
	qsort(names, NAMES, sizeof *names, compare);
	int equal = 0;
	for (size_t i = 0; i + 1 < NAMES; i++) {
		check(&names[i], &names[i + 1]);
		equal += by_key(&names[i], &names[i + 1]) == 0;
	}
	assert_true(equal > 10); /* variants of one name did occur */
}

/* Widths of all characters against the Unicode database. */
static void test_cells_against_icu(void **state)
{
	(void)state;
	for (uint32_t cp = 0xA0; cp <= 0x10FFFF; cp++) {
		UChar32 c = (UChar32)cp;
		uint32_t type = U_MASK(u_charType(c));
		int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH), want = 1;
		if (type & (U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CS_MASK) || cp == 0xAD ||
			(cp >= 0x1160 && cp <= 0x11FF))
			continue;
		if (type & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
			want = 0;
		else if (width == U_EA_WIDE || width == U_EA_FULLWIDTH)
			want = 2;
		if (text_cp_cells(cp) != want)
			fail_msg("U+%04X: %d", (unsigned)cp, text_cp_cells(cp));
	}
}

/* Our own table of letters against the Unicode database: NFC of any letter that needs no module. */
static void test_nfc_against_icu(void **state)
{
	(void)state;
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
	for (uint32_t cp = 0xA0; cp <= 0xFFFD; cp++) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		UChar u[2] = {(UChar)cp, 0}, out[16];
		char want[64], *got = NULL;
		struct strbuf b = {0};
		unorm2_normalize(nfc, u, 1, out, 16, &e);
		u_strToUTF8(want, sizeof want, NULL, out, -1, &e);
		assert_true(U_SUCCESS(e));
		text_put(&b, cp);
		assert_int_equal(text_nfc(b.s, b.len, &got, NULL), 0);
		assert_string_equal(got, want);
		free(got);
		strbuf_done(&b);
	}
}

static int setup(void **state)
{
	(void)state;
	UErrorCode e = U_ZERO_ERROR;
	collator = ucol_open("vi", &e);
	ucol_setStrength(collator, UCOL_SECONDARY);
	ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &e);
	return U_FAILURE(e) ? -1 : program_init(NULL, NULL);
}

static int teardown(void **state)
{
	(void)state;
	ucol_close(collator);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_icu),
		cmocka_unit_test(test_cells_against_icu),
		cmocka_unit_test(test_nfc_against_icu),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
