#include "base/mem.h"
#include "base/program.h"
#include "viet/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_cells(void **state)
{
	(void)state;
	static const struct {
		const char *s;
		int cells;
	} t[] = {
		{"", 0},
		{"Nguyễn", 6},
		{"Nguye\u0302\u0303n", 6},
		{"王小", 4},
		{"Ａ", 2},
		{"한", 2},
		{"│─█░", 4},
		{"…–“”", 4},
		{"\u200B\u2066\uFEFF", 0},
		{"₫", 1},
		{"\u00AD", 1},
		{"ក\u17BB", 1},
		{"😀", 2},
		{"✓", 1},
		{"✅", 2},
		{"かカ", 4},
		{"\xFF\xC3", 2},
		{"Иван", 4},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (text_cells(t[i].s) != t[i].cells)
			fail_msg("\"%s\": %d", t[i].s, text_cells(t[i].s));
}

static void test_fit(void **state)
{
	(void)state;
	static const struct {
		const char *s;
		int room;
		size_t bytes;
		int cells;
	} t[] = {
		{"An", 5, 2, 2},
		{"Đỗ An", 2, 5, 2},
		{"e\u0301a", 1, 3, 1},
		{"王a", 1, 0, 0},
		{"a王", 2, 1, 1},
		{"abc", 0, 0, 0},
		{"abc", -1, 0, 0},
		{"", 3, 0, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		int cells = -1;
		assert_int_equal(text_fit(t[i].s, t[i].room, &cells), t[i].bytes);
		assert_int_equal(cells, t[i].cells);
	}
}

static void test_pad(void **state)
{
	(void)state;
	static const struct {
		const char *s;
		int cells, align;
		bool ascii;
		const char *want;
	} t[] = {
		{"Đỗ", 4, -1, false, "Đỗ  "},
		{"Đỗ", 4, 1, false, "  Đỗ"},
		{"Đỗ", 5, 0, false, " Đỗ  "},
		{"Đỗ", 2, 0, false, "Đỗ"},
		{"Nguyễn", 5, -1, false, "Nguy…"},
		{"Nguyễn", 5, 1, true, "Nguy~"},
		{"Nguye\u0302\u0303n", 6, -1, false, "Nguye\u0302\u0303n"},
		{"王小明", 4, -1, false, "王… "},
		{"王小明", 4, 1, false, " 王…"},
		{"abc", 1, -1, false, "…"},
		{"abc", 0, -1, false, ""},
		{"abc", -3, 1, false, ""},
		{"", 3, 0, false, "   "},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct strbuf b = {0};
		text_pad(&b, t[i].s, t[i].cells, t[i].align, t[i].ascii);
		assert_string_equal(strbuf_str(&b), t[i].want);
		if (t[i].cells > 0)
			assert_int_equal(text_cells(strbuf_str(&b)), t[i].cells);
		strbuf_done(&b);
	}
}

#define R "\uFFFD"

static void test_safe(void **state)
{
	(void)state;
	static const struct {
		const char *s;
		bool newlines, ascii;
		const char *want;
	} t[] = {
		{"Nguyễn Văn Đức", false, false, "Nguyễn Văn Đức"},
		{"Nguyễn Văn Đức", false, true, "Nguyen Van Duc"},
		{"Nguye\u0302\u0303n", false, true, "Nguyen"},
		{"\x1b[2Jx", false, false, R "[2Jx"},
		{"\x1b]0;x\x07", false, true, "?]0;x?"},
		{"\xC2\x9B"
		 "2J",
			false, false, R "2J"},
		{"\x9b", false, false, R},
		{"a\u202Eb\u2066c\u200Bd", false, false, "a" R "b" R "c" R "d"},
		{"a\u202Eb\u2066c\u200Bd", false, true, "a?b?c?d"},
		{"a\nb\r", true, false, "a\nb" R},
		{"a\nb", false, false, "a" R "b"},
		{"\xE1\xBB", false, false, R R},
		{"\xC0\x9B", false, false, R R},
		{"\xED\xA0\x80", false, true, "???"},
		{"“Müller” – 王…", false, true, "\"Muller\" - ?."},
		{"\uE000\uFDD0", false, false, R R},
		{R, false, true, "?"},
		{"─│", false, true, "??"},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct strbuf b = {0};
		text_safe(&b, t[i].s, strlen(t[i].s), t[i].newlines, t[i].ascii);
		assert_string_equal(strbuf_str(&b), t[i].want);
		strbuf_done(&b);
	}
	struct strbuf b = {0};
	text_safe(&b, "a\0b", 3, false, false);
	assert_string_equal(strbuf_str(&b), "a" R "b");
	strbuf_done(&b);
}

static int setup(void **state)
{
	(void)state;
	return program_init(NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_pad),
		cmocka_unit_test(test_safe),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
