/* Legacy charsets: every letter in each of them, the bytes that offices wrote, what a workbook shows of them. */
#include "base/mem.h"
#include "base/program.h"
#include "viet/charset.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static const enum charset legacy[] = {
	CHARSET_TCVN3, CHARSET_VNI, CHARSET_VISCII, CHARSET_CP1258, CHARSET_VPS, CHARSET_VIQR};

static char *decoded(enum charset c, const char *s, size_t n, size_t *odd)
{
	struct strbuf b = {0};
	size_t count = 99;
	strbuf_add(&b, "");
	assert_int_equal(charset_decode(c, s, n, &b, odd ? odd : &count, NULL), 0);
	if (!odd)
		assert_int_equal(count, 0);
	return strbuf_take(&b);
}

static char *seen(enum charset c, const char *s, size_t *odd)
{
	struct strbuf b = {0};
	size_t count = 99;
	strbuf_add(&b, "");
	assert_int_equal(charset_decode_seen(c, s, strlen(s), &b, odd ? odd : &count, NULL), 0);
	if (!odd)
		assert_int_equal(count, 0);
	return strbuf_take(&b);
}

static char *encoded(enum charset c, const char *s, size_t *ret_len, size_t *lost)
{
	struct strbuf b = {0};
	size_t count = 99;
	strbuf_add(&b, "");
	assert_int_equal(charset_encode(c, s, &b, lost ? lost : &count, NULL), 0);
	if (!lost)
		assert_int_equal(count, 0);
	*ret_len = b.len;
	return strbuf_take(&b);
}

static void check_decode(enum charset c, const char *bytes, size_t n, const char *want)
{
	char *s = decoded(c, bytes, n, NULL);
	assert_string_equal(s, want);
	free(s);
}

static void check_seen(enum charset c, const char *text, const char *want)
{
	char *s = seen(c, text, NULL);
	assert_string_equal(s, want);
	free(s);
}

static size_t from_hex(const char *hex, char *ret)
{
	size_t n = 0;
	unsigned byte;
	for (; *hex; hex++)
		if (*hex != ' ' && sscanf(hex, "%2x", &byte) == 1) {
			ret[n++] = (char)byte;
			hex++;
		}
	return n;
}

/* ---- what offices wrote ------------------------------------------------------------------------------- */

static const struct vector {
	enum charset charset;
	const char *text, *hex, *seen;
} vectors[] = {
	{CHARSET_TCVN3, "Đảng uỷ xã Tiến Hưng", "a7b66e6720 75fb20 78b720 5469d56e20 48ad6e67",
		"§¶ng uû x· TiÕn H\u00ADng"},
	{CHARSET_TCVN3, "Nguyễn Thị Thuỷ", "4e677579d46e20 5468de20 546875fb", "NguyÔn ThÞ Thuû"},
	{CHARSET_TCVN3, "Trần Quốc Tuấn", "5472c76e20 5175e86320 5475ca6e", "TrÇn Quèc TuÊn"},
	{CHARSET_TCVN3, "Lê Văn Đức", "4caa20 56a86e20 a7f863", "Lª V¨n §øc"},
	{CHARSET_TCVN3, "Chi bộ ấp 1", "4368692062e920ca702031", "Chi bé Êp 1"},
	{CHARSET_TCVN3, "Quần chúng ưu tú", "5175c76e20 6368f36e6720 ad7520 74f3",
		"QuÇn chóng \u00ADu tó"},
	{CHARSET_TCVN3, "Cộng hòa Xã hội chủ nghĩa Việt Nam", NULL,
		"Céng hßa X· héi chñ nghÜa ViÖt Nam"},
	{CHARSET_VNI, "Đảng uỷ xã Tiến Hưng",
		"d161fb6e6720 7579fb20 7861f520 546965e16e20 48f66e67", "Ñaûng uyû xaõ Tieán Höng"},
	{CHARSET_VNI, "Nguyễn Thị Thuỷ", "4e67757965e36e20 5468f220 54687579fb",
		"Nguyeãn Thò Thuyû"},
	{CHARSET_VNI, "Trần Quốc Tuấn", "547261e06e20 51756fe16320 547561e16e",
		"Traàn Quoác Tuaán"},
	{CHARSET_VNI, "Lê Văn Đức", "4c65e220 5661ea6e20 d1f6f963", "Leâ Vaên Ñöùc"},
	{CHARSET_VNI, "Chi bộ ấp 1", "43686920626fe42061e1702031", "Chi boä aáp 1"},
	{CHARSET_VNI, "Quần chúng ưu tú", "517561e06e20 636875f96e6720 f67520 7475f9",
		"Quaàn chuùng öu tuù"},
	{CHARSET_VISCII, "Trần Quốc Tuấn", "5472a56e 20 5175af63 20 5475a46e", NULL},
	{CHARSET_VISCII, "Lê Văn Đức", "4cea 20 56e56e 20 d0d163", NULL},
	{CHARSET_VISCII, "Thuỷ", "546875d6", NULL},
	{CHARSET_CP1258, "Trần Quốc Tuấn", "5472e2cc6e 20 5175f4ec63 20 5475e2ec6e", NULL},
	{CHARSET_CP1258, "Lê Văn Đức", "4cea 20 56e36e 20 d0fdec63", NULL},
	{CHARSET_CP1258, "Thuỷ", "54687579d2", NULL},
	{CHARSET_VPS, "Trần Quốc Tuấn", "5472c06e 20 5175d363 20 5475c36e", NULL},
	{CHARSET_VPS, "Lê Văn Đức", "4cea 20 56e66e 20 f1d963", NULL},
	{CHARSET_VPS, "Thuỷ", "5468759b", NULL},
};

static void test_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		const struct vector *v = &vectors[i];
		char bytes[128];
		size_t n = v->hex ? from_hex(v->hex, bytes) : 0, len;
		if (v->seen)
			check_seen(v->charset, v->seen, v->text);
		if (!v->hex)
			continue;
		check_decode(v->charset, bytes, n, v->text);
		char *out = encoded(v->charset, v->text, &len, NULL);
		assert_int_equal(len, n);
		assert_memory_equal(out, bytes, n);
		free(out);
	}
}

/* ---- all 134 letters ---------------------------------------------------------------------------------- */

#define LETTERS 134

/* In the order of the alphabet, each small letter before its capital. */
static void letter(int i, char ret[4], uint32_t *ret_cp)
{
	static uint32_t all[LETTERS];
	int n = 0;
	for (unsigned char v = 0; v < 12 && !all[LETTERS - 1]; v++)
		for (unsigned char t = 0; t < 6; t++)
			for (int upper = 0; upper < 2; upper++) {
				uint32_t cp = letter_join((struct letter_vowel){v, t, upper});
				if (cp >= 0x80)
					all[n++] = cp;
			}
	if (n) {
		assert_int_equal(n, LETTERS - 2);
		all[n++] = 0x111;
		all[n++] = 0x110;
	}
	struct strbuf b = {0};
	text_put(&b, all[i]);
	memcpy(ret, b.s, b.len + 1);
	strbuf_done(&b);
	*ret_cp = all[i];
}

static void test_letters(void **state)
{
	(void)state;
	for (size_t c = 0; c < ARRAY_LEN(legacy); c++)
		for (int i = 0; i < LETTERS; i++) {
			char s[4];
			uint32_t cp, small;
			size_t n;
			letter(i, s, &cp);
			char *bytes = encoded(legacy[c], s, &n, NULL);
			char *back = decoded(legacy[c], bytes, n, NULL);
			text_next(back, strlen(back), &small);
			/* 60 capitals of TCVN3 share their small letter's code */
			if (legacy[c] == CHARSET_TCVN3 && small != cp)
				assert_int_equal(small, letter_lower(cp));
			else
				assert_string_equal(back, s);
			free(bytes);
			free(back);
		}
}

/* glibc's table as the other witness. */
static size_t by_iconv(const char *name, const char *s, size_t n, char *ret, size_t cap)
{
	iconv_t cd = iconv_open("UTF-8", name);
	char *in = (char *)(uintptr_t)s, *out = ret;
	size_t left = cap;
	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &in, &n, &out, &left) != (size_t)-1);
	assert_true(iconv(cd, NULL, NULL, &out, &left) != (size_t)-1);
	iconv_close(cd);
	return cap - left;
}

static void test_against_iconv(void **state)
{
	(void)state;
	static const struct {
		enum charset charset;
		const char *name;
		int same;
	} witnesses[] = {{CHARSET_VISCII, "VISCII", LETTERS}, {CHARSET_CP1258, "CP1258", LETTERS},
		{CHARSET_TCVN3, "TCVN5712-1", 74}};
	for (size_t w = 0; w < ARRAY_LEN(witnesses); w++) {
		int same = 0;
		for (int i = 0; i < LETTERS; i++) {
			char s[4], out[16];
			uint32_t cp;
			size_t n;
			letter(i, s, &cp);
			char *bytes = encoded(witnesses[w].charset, s, &n, NULL);
			size_t len = by_iconv(witnesses[w].name, bytes, n, out, sizeof out);
			same += len == strlen(s) && memcmp(out, s, len) == 0;
			free(bytes);
		}
		assert_int_equal(same, witnesses[w].same);
	}
}

/* VPS is known to no library here: its letters, small then capital, in the order of the alphabet. */
static void test_vps(void **state)
{
	(void)state;
	static const char want[] =
		"E080 E481 E382 E1C1 E502  E688 A28E A38F A4F0 A18D A504  E2C2 C084 C485 C51C C383 "
		"C603"
		"E8D7 C8DE EBFE E9C9 CB05  EACA 8A93 8B94 CD95 8990 8C06  ECB5 CCB7 EFB8 EDB4 CE10"
		"F2BC D5BD F5BE F3B9 8611  F4D4 D297 B098 8799 D396 B612  D6F7 A99E AA9F ABA6 A79D "
		"AE13"
		"F9A8 FBD1 DBAC FADA F814  DCD0 D8AF BAB1 BB1D D9AD BF15  FFB2 9BFD CFB3 9ADD 9C19 "
		"C7F1";
	char bytes[LETTERS + 1];
	assert_int_equal(from_hex(want, bytes), LETTERS);
	for (int i = 0; i < LETTERS; i++) {
		char s[4];
		uint32_t cp;
		letter(i, s, &cp);
		check_decode(CHARSET_VPS, &bytes[i], 1, s);
	}
	check_decode(CHARSET_VPS, "\x91z\x92", 3, "‘z’");
}

/* 34 marks; none of them, and no letter they follow, is a letter of one byte. */
static void test_vni_marks(void **state)
{
	(void)state;
	bool is_mark[256] = {false}, is_base[256] = {false}, is_single[256] = {false};
	int marks = 0;
	for (int i = 0; i < LETTERS; i++) {
		char s[4];
		uint32_t cp;
		size_t n;
		letter(i, s, &cp);
		char *bytes = encoded(CHARSET_VNI, s, &n, NULL);
		assert_in_range(n, 1, 2);
		unsigned char first = (unsigned char)bytes[0];
		(n == 1 ? is_single : is_base)[first] = true;
		if (n == 2) {
			marks += !is_mark[(unsigned char)bytes[1]];
			is_mark[(unsigned char)bytes[1]] = true;
		}
		free(bytes);
	}
	assert_int_equal(marks, 34);
	for (int b = 0; b < 256; b++) {
		assert_false(is_mark[b] && is_base[b]);
		assert_false(is_mark[b] && is_single[b]);
	}
}

/* ---- forms of Unicode --------------------------------------------------------------------------------- */

static void test_unicode(void **state)
{
	(void)state;
	static const char *const forms[] = {
		"Việt", "Vie\u0302\u0323t", "Vie\u0323\u0302t", "Viê\u0323t", "Viẹ\u0302t"};
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		size_t n;
		check_decode(CHARSET_UTF8, forms[i], strlen(forms[i]), "Việt");
		check_seen(CHARSET_UTF8, forms[i], "Việt");
		for (size_t c = 0; c < ARRAY_LEN(legacy); c++) {
			char *bytes = encoded(legacy[c], forms[i], &n, NULL);
			check_decode(legacy[c], bytes, n, "Việt");
			free(bytes);
		}
	}
	size_t odd;
	char *s = decoded(CHARSET_UTF8, "a\xFF\xE1\xBAz", 5, &odd);
	assert_string_equal(s, "a\uFFFD\uFFFD\uFFFDz");
	assert_int_equal(odd, 3);
	free(s);
	check_decode(CHARSET_NONE, "Đ", 2, "Đ");
	/* a zero byte ends nothing */
	struct strbuf b = {0};
	assert_int_equal(charset_decode(CHARSET_UTF8, "e\u0302\0e\u0302", 7, &b, NULL, NULL), 0);
	assert_int_equal(b.len, 5);
	assert_memory_equal(b.s, "ê\0ê", 5);
	strbuf_done(&b);
	/* what Vietnamese does not have is composed as well */
	check_decode(CHARSET_CP1258,
		"Pen\xDE"
		"a",
		5, "Peña");
}

static void test_utf16(void **state)
{
	(void)state;
	static const char little[] = "\xFF\xFE\x10\x01\x69\x00\x1D\xD8\x1E\xDD";
	static const char big[] = "\x01\x10\x00\x69\x00\x0A";
	check_decode(CHARSET_UTF16, little, sizeof little - 1, "Đi\xF0\x97\x94\x9E");
	check_decode(CHARSET_UTF16, big, sizeof big - 1, "Đi\n");
	size_t odd;
	char *s = decoded(CHARSET_UTF16, "a\0\0\xD8z\0q", 7, &odd);
	assert_string_equal(s, "a\uFFFDz\uFFFD");
	assert_int_equal(odd, 2);
	free(s);
	size_t n;
	s = encoded(CHARSET_UTF16, "Đi\xF0\x97\x94\x9E", &n, NULL);
	assert_int_equal(n, sizeof little - 3);
	assert_memory_equal(s, little + 2, n);
	free(s);
}

/* ---- quotes, capitals, soft hyphens ------------------------------------------------------------------- */

static void test_signs(void **state)
{
	(void)state;
	/* Word's quotes and dash, where TCVN5712-1 would have Ỏ, Õ, Ọ */
	check_decode(CHARSET_TCVN3, "\x93\x94\x85\x96\x92\xA0", 6, "“”…–’\u00A0");
	check_decode(CHARSET_VNI,
		"\x93"
		"A\xD9\x94",
		4, "“Á”");
	/* the same, as a workbook has them; and with control characters in their place */
	check_seen(CHARSET_TCVN3, "“X·” \u2013 H\u00ADng", "“Xã” – Hưng");
	check_seen(CHARSET_TCVN3, "\xC2\x93X·\xC2\x94", "“Xã”");
	check_seen(CHARSET_TCVN3, "V¨n\u00A0A", "Văn\u00A0A");
	/* the bytes 8C and 9B of VPS are Œ and › to CP1252 */
	check_seen(CHARSET_VPS, "NghŒ Thu›", "Nghệ Thuỷ");
	size_t odd;
	char *s = seen(CHARSET_TCVN3, "V¨n Ω", &odd);
	assert_string_equal(s, "Văn Ω");
	assert_int_equal(odd, 1);
	free(s);
	s = decoded(CHARSET_TCVN3, "30\xB0", 3, &odd);
	assert_string_equal(s, "30\uFFFD");
	assert_int_equal(odd, 1);
	free(s);
}

static void test_capitals(void **state)
{
	(void)state;
	static const struct {
		const char *written, *read;
	} words[] = {
		{"NGUY\xD4N V\xA1N \xA7\xF8"
		 "C",
			"NGUYỄN VĂN ĐỨC"},
		{"NGUY\xD4N TH\xDE H\xB5", "NGUYỄN THỊ HÀ"},
		{"Nguy\xD4n Th\xDE H\xB5", "Nguyễn Thị Hà"},
		{"H\xB5", "Hà"},
		{"L\xAA V\xA8n", "Lê Văn"},
		{"\xA7\xE7 H\xB5", "Đỗ Hà"},
		{"\xA7\xE7 TH\xDE LAN", "ĐỖ THỊ LAN"},
		/* an abbreviation is no evidence */
		{"UBND x\xB7 H\xB5", "UBND xã Hà"},
		{"TT H\xB5", "TT Hà"},
		/* each cell for itself */
		{"NGUY\xD4N TH\xDE H\xB5\tH\xB5\n", "NGUYỄN THỊ HÀ\tHà\n"},
		{"H\xAD\xACNG", "HƯƠNG"},
		{"NGUY\xD4N TH\xDE LAN (H\xB5)", "NGUYỄN THỊ LAN (Hà)"},
	};
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		check_decode(
			CHARSET_TCVN3, words[i].written, strlen(words[i].written), words[i].read);
	check_decode(CHARSET_TCVN3_CAPITALS,
		"nguy\xD4n v\xA8n \xAE\xF8"
		"c",
		14, "NGUYỄN VĂN ĐỨC");
	/* VISCII with its capitals in the places of control characters, and without */
	check_decode(CHARSET_VISCII, "TH\x14 TH\xD6 Th\xD6", 11, "THỶ THỶ Thỷ");
}

/* What a font has no capital for, at the beginning of a word, where the name has another. */
static void test_initials(void **state)
{
	(void)state;
	static const struct {
		const char *is, *want;
	} t[] = {
		{"Nguyễn ánh", "Nguyễn Ánh"},
		{"ứng Thị ước-ái", "Ứng Thị Ước-Ái"},
		{"đỗ Thị An", "Đỗ Thị An"},
		{"đỗ thị an", "đỗ thị an"},
		{"Lê Thúy an", "Lê Thúy an"},
		{"An\nội", "An\nỘi"},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char name[64];
		snprintf(name, sizeof name, "%s", t[i].is);
		charset_raise_initials(name);
		assert_string_equal(name, t[i].want);
	}
}

static void test_names(void **state)
{
	(void)state;
	enum charset c;
	for (int i = 1; i < CHARSETS; i++) {
		assert_true(charset_from_code(charset_code((enum charset)i), &c));
		assert_int_equal(c, i);
		assert_true(charset_label(c)[0]);
	}
	assert_false(charset_from_code("", &c));
	assert_false(charset_from_code("vn", &c));
	assert_true(charset_from_code("TCVN3", &c));
	assert_int_equal(charset_of_font(".VnTime"), CHARSET_TCVN3);
	assert_int_equal(charset_of_font(".VnArial Narrow"), CHARSET_TCVN3);
	assert_int_equal(charset_of_font(".VnTimeH"), CHARSET_TCVN3_CAPITALS);
	assert_int_equal(charset_of_font(".VnArial NarrowH"), CHARSET_TCVN3_CAPITALS);
	assert_int_equal(charset_of_font("VNI-Times"), CHARSET_VNI);
	assert_int_equal(charset_of_font("Times New Roman"), CHARSET_NONE);
	assert_int_equal(charset_of_font(""), CHARSET_NONE);
	assert_int_equal(charset_of_font(NULL), CHARSET_NONE);
}

static void test_viqr(void **state)
{
	(void)state;
	static const struct {
		const char *viqr, *text;
	} pairs[] = {
		{"Tie^'ng Vie^.t", "Tiếng Việt"},
		{"DDa?ng u?y xa~ Tie^'n Hu+ng", "Đảng ủy xã Tiến Hưng"},
		{"Quo^'c Nga`y 1\\/2", "Quốc Ngày 1/2"},
		{"Ha` No^.i.", "Hà Nội."},
	};
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		check_decode(CHARSET_VIQR, pairs[i].viqr, strlen(pairs[i].viqr), pairs[i].text);
	static const char *const texts[] = {"Việt Nam.", "a? a\\b (a) add", "Lê Văn Đức, 1+1"};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		size_t n;
		char *bytes = encoded(CHARSET_VIQR, texts[i], &n, NULL);
		check_decode(CHARSET_VIQR, bytes, n, texts[i]);
		free(bytes);
	}
}

static void test_lost(void **state)
{
	(void)state;
	size_t n, lost;
	char *s = encoded(CHARSET_TCVN3, "Hà Ω ñ", &n, &lost);
	assert_int_equal(lost, 2);
	assert_string_equal(s, "H\xB5 ? ?");
	free(s);
}

/* ---- any bytes ---------------------------------------------------------------------------------------- */

static void check_any(enum charset c, const char *s, size_t n)
{
	size_t odd;
	char *once = decoded(c, s, n, &odd), *twice;
	assert_true(text_is_utf8(once, strlen(once)));
	assert_int_equal(text_nfc(once, strlen(once), &twice, NULL), 0);
	assert_string_equal(once, twice);
	free(twice);
	free(once);
}

static void test_any_bytes(void **state)
{
	(void)state;
	for (int c = 0; c < CHARSETS; c++)
		for (int i = 0; i < 256 * 257; i++) {
			char s[2] = {(char)(i & 255), (char)((i >> 8) - 1)};
			check_any((enum charset)c, s, i < 256 ? 1 : 2);
		}
}

static void test_no_memory(void **state)
{
	(void)state;
	static const char text[] = "Nguye\u0302\u0303n Đ\xFF";
	for (int c = 0; c < CHARSETS; c++)
		for (long n = 1; n < 12; n++) {
			struct strbuf b = {0};
			mem_fail_at(n);
			int r = charset_decode(
				(enum charset)c, text, sizeof text - 1, &b, NULL, NULL);
			int e = charset_encode((enum charset)c, text, &b, NULL, NULL);
			int d = charset_decode_seen(
				(enum charset)c, text, sizeof text - 1, &b, NULL, NULL);
			mem_fail_at(0);
			assert_true((r == 0 || r == ERR_NOMEM) && (e == 0 || e == ERR_NOMEM) &&
				    (d == 0 || d == ERR_NOMEM));
			strbuf_done(&b);
		}
}

/* ---- syllables ---------------------------------------------------------------------------------------- */

static void test_syllables(void **state)
{
	(void)state;
	static const char *const yes[] = {"Nguyễn", "THỊ", "Thuỷ", "Thủy", "hoà", "hòa", "quý",
		"Quốc", "Quới", "Quỳnh", "giết", "gì", "giêng", "nghĩa", "ấp", "ở", "ý", "yên",
		"Đặng", "học", "bạch", "thuở", "khuya", "khuỷu", "ngoằn", "Vie\u0323\u0302t",
		"xoong", "oanh", "tuýp"};
	static const char *const no[] = {"học\u0301", "hoc", "hóac", "Nguyên\u0303", "Trân\u0309g",
		"cê", "ngê", "ghà", "kà", "qà", "Café", "né\u0302e", "Müller", "bcd", "", "ạà",
		"thuyr", "hòc", "mã-"};
	bool marked;
	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		if (!charset_is_syllable(yes[i], strlen(yes[i]), &marked))
			fail_msg("%s", yes[i]);
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (charset_is_syllable(no[i], strlen(no[i]), &marked))
			fail_msg("%s", no[i]);
	assert_true(charset_is_syllable("nam", 3, &marked));
	assert_false(marked);
	assert_true(charset_is_syllable("đi", 3, &marked));
	assert_true(marked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_against_iconv),
		cmocka_unit_test(test_vps),
		cmocka_unit_test(test_vni_marks),
		cmocka_unit_test(test_unicode),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_capitals),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_viqr),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_syllables),
	};
	if (program_init(getenv("TAONGUON_BUILD_DIR"), NULL))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
