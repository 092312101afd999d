#include "base/mem.h"
#include "base/program.h"
#include "viet/heading.h"
#include "viet/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

typedef int text_function(const char *s, char **ret, struct err *err);

static int nfc(const char *s, char **ret, struct err *err)
{
	return text_nfc(s, strlen(s), ret, err);
}

static void check(text_function *f, const char *in, const char *want)
{
	char *got = NULL;
	struct err err = {0};
	if (f(in, &got, &err))
		fail_msg("\"%s\": %d %s", in, err.code, err.detail);
	if (strcmp(got, want) != 0)
		fail_msg("\"%s\" gave \"%s\", not \"%s\"", in, got, want);
	free(got);
}

/* The letters with a mark, written out: an independent copy of what the table computes. */
static const struct {
	const char *lower, *upper;
	char base;
} rows[] = {
	{"àảãáạăằẳẵắặâầẩẫấậ", "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ", 'a'},
	{"èẻẽéẹêềểễếệ", "ÈẺẼÉẸÊỀỂỄẾỆ", 'e'},
	{"ìỉĩíị", "ÌỈĨÍỊ", 'i'},
	{"òỏõóọôồổỗốộơờởỡớợ", "ÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ", 'o'},
	{"ùủũúụưừửữứự", "ÙỦŨÚỤƯỪỬỮỨỰ", 'u'},
	{"ỳỷỹýỵ", "ỲỶỸÝỴ", 'y'},
	{"đ", "Đ", 'd'},
};

static size_t letter_at(const char *s, char out[5])
{
	uint32_t cp;
	int n = text_next(s, strlen(s), &cp);
	assert_true(n > 0);
	memcpy(out, s, (size_t)n);
	out[n] = '\0';
	return (size_t)n;
}

static void test_letters(void **state)
{
	(void)state;
	int count = 0;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *l = rows[i].lower, *u = rows[i].upper;
		char base[2] = {rows[i].base, '\0'}, low[5], up[5];
		for (; *l; count++) {
			l += letter_at(l, low);
			u += letter_at(u, up);
			check(text_fold, low, base);
			check(text_fold, up, base);
			check(text_lower, low, low);
			check(text_lower, up, low);
			check(text_clean, up, up);
			assert_true(text_has_marks(low));
			assert_true(text_has_marks(up));
			assert_int_equal(text_cells(up), 1);
		}
		assert_int_equal(*u, 0);
	}
	assert_int_equal(count, 67);
}

/* Every way to write a letter in parts gives the one letter. */
static void test_composition(void **state)
{
	(void)state;
	static const char *const tones[] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};
	static const struct {
		const char *base, *shape, *shaped;
		const char *with[6]; /* level, huyền, hỏi, ngã, sắc, nặng */
	} t[] = {
		{"a", "", "a", {"a", "à", "ả", "ã", "á", "ạ"}},
		{"a", "\u0306", "ă", {"ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"}},
		{"a", "\u0302", "â", {"â", "ầ", "ẩ", "ẫ", "ấ", "ậ"}},
		{"e", "", "e", {"e", "è", "ẻ", "ẽ", "é", "ẹ"}},
		{"e", "\u0302", "ê", {"ê", "ề", "ể", "ễ", "ế", "ệ"}},
		{"i", "", "i", {"i", "ì", "ỉ", "ĩ", "í", "ị"}},
		{"o", "", "o", {"o", "ò", "ỏ", "õ", "ó", "ọ"}},
		{"o", "\u0302", "ô", {"ô", "ồ", "ổ", "ỗ", "ố", "ộ"}},
		{"o", "\u031B", "ơ", {"ơ", "ờ", "ở", "ỡ", "ớ", "ợ"}},
		{"u", "", "u", {"u", "ù", "ủ", "ũ", "ú", "ụ"}},
		{"u", "\u031B", "ư", {"ư", "ừ", "ử", "ữ", "ứ", "ự"}},
		{"y", "", "y", {"y", "ỳ", "ỷ", "ỹ", "ý", "ỵ"}},
		{"A", "\u0302", "Â", {"Â", "Ầ", "Ẩ", "Ẫ", "Ấ", "Ậ"}},
		{"U", "\u031B", "Ư", {"Ư", "Ừ", "Ử", "Ữ", "Ứ", "Ự"}},
		{"Y", "", "Y", {"Y", "Ỳ", "Ỷ", "Ỹ", "Ý", "Ỵ"}},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		for (size_t k = 0; k < 6; k++) {
			const char *want = t[i].with[k];
			char s[32], word[48], folded[8];
			/* the shape first, and on its letter already */
			snprintf(s, sizeof s, "%s%s%s", t[i].base, t[i].shape, tones[k]);
			check(text_clean, s, want);
			check(nfc, s, want);
			snprintf(folded, sizeof folded, "%c", t[i].base[0] | 0x20);
			check(text_fold, s, folded);
			char *low = NULL;
			assert_int_equal(text_lower(want, &low, NULL), 0);
			check(text_lower, s, low);
			free(low);
			assert_int_equal(text_cells(s), 1);
			snprintf(s, sizeof s, "%s%s", t[i].shaped, tones[k]);
			check(text_clean, s, want);
			snprintf(word, sizeof word, "b%sc", s);
			snprintf(s, sizeof s, "b%sc", want);
			check(text_clean, word, s);
			/* the tone first: two marks above stand as written, for ̆ ̂ and a tone do
			 * not commute; nặng and the horn commute with all */
			if (k != 5 && strcmp(t[i].shape, "\u031B") != 0)
				continue;
			snprintf(s, sizeof s, "%s%s%s", t[i].base, tones[k], t[i].shape);
			check(text_clean, s, want);
		}
}

static void test_clean(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want; /* NULL: refused */
		const char *detail;
	} t[] = {
		{"", "", NULL},
		{"   ", "", NULL},
		{"  Nguyễn   Văn An ", "Nguyễn Văn An", NULL},
		{"\u00A0Lê\u202F\u00A0Văn\u3000Đức\u2003", "Lê Văn Đức", NULL},
		{"Ｎｇｕｙｅｎ　（１）", "Nguyen (1)", NULL},
		{"Müller Þór Łukasz Čech", "Müller Þór Łukasz Čech", NULL},
		{"Mu\u0308ller", "Müller", NULL},
		{"– “ngoặc” … 5 ₫", "– “ngoặc” … 5 ₫", NULL},
		{"Иванов 王", "Иванов 王", NULL},
		{"\x01", NULL, "U+0001"},
		{"An\tBình", NULL, "U+0009"},
		{"An\n", NULL, "U+000A"},
		{"\x1b[31mAn", NULL, "U+001B"},
		{"\x7f", NULL, "U+007F"},
		{"\xC2\x85", NULL, "U+0085"},
		{"\xC2\x9B"
		 "1m",
			NULL, "U+009B"},
		{"H\u00ADng", NULL, "U+00AD"},
		{"An\u202E", NULL, "U+202E"},
		{"An\u2066", NULL, "U+2066"},
		{"\uFEFFAn", NULL, "U+FEFF"},
		{"\uE000", NULL, "U+E000"},
		{"\U000E0001", NULL, "U+E0001"},
		{"\uFDD0", NULL, "U+FDD0"},
		{"\U0010FFFF", NULL, "U+10FFFF"},
		{"\u0378", NULL, "U+0378"},
		{"An\xC3", NULL, "UTF-8"},
		{"\xC0\xAF", NULL, "UTF-8"},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		char *got = (char *)"untouched";
		struct err err = {0};
		if (t[i].want) {
			check(text_clean, t[i].in, t[i].want);
			continue;
		}
		assert_int_equal(text_clean(t[i].in, &got, &err), ERR_INVALID);
		assert_string_equal(err.detail, t[i].detail);
		assert_string_equal(got, "untouched");
	}
}

static void test_forbidden(void **state)
{
	(void)state;
	static const struct {
		uint32_t from, to;
		bool forbidden;
	} t[] = {
		{0x00, 0x1F, true},
		{0x20, 0x7E, false},
		{0x7F, 0x9F, true},
		{0xA0, 0xAC, false},
		{0xAD, 0xAD, true},
		{0xAE, 0x1B0, false},
		{0x300, 0x34E, false},
		{0x34F, 0x34F, true},
		{0x61C, 0x61C, true},
		{0x180E, 0x180E, true},
		{0x1EA0, 0x1EF9, false},
		{0x200B, 0x200F, true},
		{0x2010, 0x2027, false},
		{0x2028, 0x202E, true},
		{0x202F, 0x205F, false},
		{0x2060, 0x206F, true},
		{0x2500, 0x259F, false},
		{0x4E00, 0x4E10, false},
		{0xD800, 0xF8FF, true},
		{0xFDD0, 0xFDEF, true},
		{0xFE00, 0xFE0F, true},
		{0xFEFF, 0xFEFF, true},
		{0xFF01, 0xFF5E, false},
		{0xFFF9, 0xFFFB, true},
		{0xFFFD, 0xFFFD, false},
		{0xFFFE, 0xFFFF, true},
		{0x1F600, 0x1F610, false},
		{0xE0000, 0xE01EF, true},
		{0xF0000, 0xF0100, true},
		{0x10FFFE, 0x10FFFF, true},
		{0x110000, 0x110010, true},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		for (uint32_t cp = t[i].from; cp <= t[i].to; cp++)
			if (text_is_forbidden(cp) != t[i].forbidden)
				fail_msg("U+%04X", (unsigned)cp);
}

static void test_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *s;
		size_t n;
		int len;
		uint32_t cp;
	} t[] = {
		{"", 0, 0, 0},
		{"\0", 1, 1, 0},
		{"a", 1, 1, 'a'},
		{"\xC3\xA0", 2, 2, 0xE0},
		{"\xE1\xBB\x87", 3, 3, 0x1EC7},
		{"\xF0\x9F\x98\x80", 4, 4, 0x1F600},
		{"\xF4\x8F\xBF\xBF", 4, 4, 0x10FFFF},
		{"\xF4\x90\x80\x80", 4, -1, 0},
		{"\xF5\x80\x80\x80", 4, -1, 0},
		{"\xC0\x80", 2, -1, 0},
		{"\xC1\xBF", 2, -1, 0},
		{"\xE0\x9F\xBF", 3, -1, 0},
		{"\xF0\x8F\xBF\xBF", 4, -1, 0},
		{"\xED\xA0\x80", 3, -1, 0},
		{"\xED\x9F\xBF", 3, 3, 0xD7FF},
		{"\x80", 1, -1, 0},
		{"\xE1\xBB\x87", 2, -1, 0},
		{"\xE1\xBBz", 3, -1, 0},
		{"\xC3(", 2, -1, 0},
		{"\xFF", 1, -1, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		uint32_t cp = 0;
		if (text_next(t[i].s, t[i].n, &cp) != t[i].len)
			fail_msg("case %zu", i);
		if (t[i].len > 0)
			assert_int_equal(cp, t[i].cp);
		assert_int_equal(text_is_utf8(t[i].s, t[i].n), t[i].len >= 0);
	}
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 251) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		struct strbuf b = {0};
		uint32_t back = 0;
		text_put(&b, cp);
		assert_int_equal(text_next(b.s, b.len, &back), b.len);
		assert_int_equal(back, cp);
		strbuf_done(&b);
	}
}

static void test_search_forms(void **state)
{
	(void)state;
	check(text_fold, "Nguyễn Thị Ánh", "nguyen thi anh");
	check(text_fold, "ĐẢNG ỦY xã, số 5 – “A”", "dang uy xa, so 5 – “a”");
	check(text_fold, "Müller ÇA Ñandú", "muller ca nandu");
	check(text_fold, "H'Hen Niê", "h'hen nie");
	check(text_fold, "Đặng 王 Иван", "dang 王 иван");
	check(text_fold, "한국", "한국");
	check(text_lower, "Nguyễn THỊ Ánh", "nguyễn thị ánh");
	check(text_lower, "MÜLLER İ", "müller i\u0307");
	check(text_lower, "ĐA\u0323\u0302NG", "đậng");
	char *got;
	assert_int_equal(text_fold("\xFF", &got, NULL), ERR_INVALID);
	assert_int_equal(text_lower("ă\xC3", &got, NULL), ERR_INVALID);
	static const char *const marked[] = {"ă", "Đ", "e\u0301", "né", "ñ"};
	static const char *const bare[] = {"", "nguyen", "– 5 ₫", "王", "\xFF\xFE", "a\xC3"};
	for (size_t i = 0; i < ARRAY_LEN(marked); i++)
		assert_true(text_has_marks(marked[i]));
	for (size_t i = 0; i < ARRAY_LEN(bare); i++)
		assert_false(text_has_marks(bare[i]));
}

static void test_matches(void **state)
{
	(void)state;
	static const struct {
		const char *text, *query;
		bool yes;
	} t[] = {
		{"Nguyễn Văn An", "nguyen", true},
		{"Nguyễn Văn An", "NGUYEN an", true},
		{"Nguyễn Văn An", "an ngu", true},
		{"Nguyễn Văn An", "guyen", false},
		{"Nguyễn Văn An", "nguyen binh", false},
		{"Nguyễn Văn An", "", true},
		{"Nguyễn Văn An", "  ", true},
		{"", "a", false},
		{"Đặng", "dang", true},
		{"Đặng", "đặ", true},
		{"Dang", "đ", false},
		{"Nguyễn", "nguyên", false},
		{"Nguyễn", "nguyễ", true},
		{"Nguyễn", "nguye\u0302\u0303n", true},
		{"Trần Thị Thủy", "thuỷ", true},
		{"Trần Thị Thuỷ", "thủy", true},
		{"Trần Thị Thuỷ", "THUỶ trần", true},
		{"Trần Thị Thuý", "thủy", false},
		{"Lê Hoà", "hòa", true},
		{"Lê Hoàng", "hoà", true},
		{"Lê Hoàng", "hoàn", true},
		{"Lê Hoàng", "hòa", false},
		{"H'Hen Niê", "hen", true},
		{"H'Hen Niê", "h'h", true},
		{"K'Brêu", "brêu", true},
		{"Trần (Bình)", "(b", true},
		{"Trần (Bình)", "binh", true},
		{"\xFFn", "n", false},
		{"An", "\xC3", false},
		{"ă", "\xC3\xA0\xFF", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		bool got = !t[i].yes;
		assert_int_equal(text_matches(t[i].text, t[i].query, &got, NULL), 0);
		if (got != t[i].yes)
			fail_msg("\"%s\" in \"%s\"", t[i].query, t[i].text);
	}
}

static void test_headings(void **state)
{
	(void)state;
	check(heading_key, "Ngày  công nhận Cảm-tình Đảng", "ngay cong nhan cam tinh dang");
	check(heading_key, " Tỷ lệ % ", "ty le");
	check(heading_key, "\"Họ và tên\"\r\n(chữ in)", "ho va ten chu in");
	check(heading_key, "\uFEFFSố\u00A0CCCD:", "so cccd");
	check(heading_key, "Ho\u0323 va\u0300 te\u0302n", "ho va ten");
	check(heading_key, "Đảng viên giúp đỡ 1", "dang vien giup do 1");
	check(heading_key, "-- * --", "");
	char *got;
	assert_int_equal(heading_key("\xC3(", &got, NULL), ERR_INVALID);
}

static int setup(void **state)
{
	(void)state;
	return program_init(NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_composition),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_forbidden),
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_search_forms),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_headings),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
