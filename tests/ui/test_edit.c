#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"
#include "ui/edit.h"
#include "viet/text.h"

#include <string.h>

/* Every character of `burst` is one key, as an input method sends them; \b and 0x7F are what the
 * terminal makes of them: one backspace. */
static enum edit_result send(struct edit *e, const char *burst)
{
	enum edit_result worst = EDIT_DONE;
	size_t left = strlen(burst);
	uint32_t cp;
	int n;
	while ((n = text_next(burst, left, &cp)) > 0) {
		enum edit_result r =
			edit_key(e, cp == '\b' || cp == 0x7F ? (uint32_t)K_BACKSPACE : cp);
		if (r != EDIT_DONE)
			worst = r;
		burst += n;
		left -= (size_t)n;
	}
	return worst;
}

static void test_bursts(void **state)
{
	static const struct {
		const char *burst, *text;
	} cases[] = {
		{"Khoo\b\bô", "Khô"},
		{"Khoo\x7f\x7fô", "Khô"},
		{"vie\bê", "viê"},
		{"d\u202f\b\bđ", "đ"},
		{"Nguye\bê\bễn", "Nguyễn"},
		/* decomposed, in both orders of marks */
		{"Nguye\u0302\u0303n", "Nguyễn"},
		{"e\u0323\u0302", "ệ"},
		{"o\u031b\u0301", "ớ"},
		{"o\u0301\u031b", "ớ"},
		{"ê\u0323", "ệ"},
		/* one backspace takes one letter with all its marks */
		{"ệ\b", ""},
		{"e\u0302\u0323\b", ""},
		/* a mark that has no letter of its own goes with its letter */
		{"xq\u0323\b", "x"},
		{"\b\b\ba", "a"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edit e = {0};
		send(&e, cases[i].burst);
		assert_string_equal(edit_text(&e), cases[i].text);
		assert_int_equal(e.cursor, strlen(cases[i].text));
		edit_done(&e);
	}
}

static void test_all_letters(void **state)
{
	static const char letters[] = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợ"
				      "uùủũúụưừửữứựyỳỷỹýỵđĐ";
	struct edit e = {0};
	(void)state;
	assert_int_equal(send(&e, letters), EDIT_DONE);
	assert_string_equal(edit_text(&e), letters);
	/* as many backspaces as letters, whatever their bytes */
	size_t n = 0;
	while (*edit_text(&e)) {
		edit_key(&e, K_BACKSPACE);
		n++;
	}
	assert_int_equal(n, 74);
	edit_done(&e);
}

static void test_keys(void **state)
{
	static const struct {
		uint32_t keys[4];
		const char *text; /* after the keys and then an x */
	} cases[] = {
		{{K_HOME}, "xNguyễn Văn Ánh"},
		{{K_HOME, K_END}, "Nguyễn Văn Ánhx"},
		{{K_LEFT, K_LEFT}, "Nguyễn Văn Áxnh"},
		{{K_LEFT, K_RIGHT}, "Nguyễn Văn Ánhx"},
		{{K_CTRL('w')}, "Nguyễn Văn x"},
		{{K_CTRL('w'), K_CTRL('w')}, "Nguyễn x"},
		{{K_CTRL('u')}, "x"},
		{{K_CTRL('a'), K_CTRL('k')}, "x"},
		{{K_HOME, K_DELETE}, "xguyễn Văn Ánh"},
		{{K_CTRL('a'), K_CTRL('d'), K_CTRL('d')}, "xuyễn Văn Ánh"},
		{{K_HOME, K_LEFT}, "xNguyễn Văn Ánh"},
		{{K_RIGHT, K_DELETE}, "Nguyễn Văn Ánhx"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edit e = {0};
		edit_set(&e, "Nguyễn Văn Ánh", NULL);
		for (int k = 0; k < 4 && cases[i].keys[k]; k++)
			edit_key(&e, cases[i].keys[k]);
		edit_key(&e, 'x');
		assert_string_equal(edit_text(&e), cases[i].text);
		edit_done(&e);
	}
	struct edit e = {0};
	assert_int_equal(edit_key(&e, K_UP), EDIT_IGNORED);
	assert_int_equal(edit_key(&e, K_ENTER), EDIT_IGNORED);
	assert_int_equal(edit_key(&e, K_ESC), EDIT_IGNORED);
	edit_done(&e);
}

static void test_forbidden(void **state)
{
	static const uint32_t bad[] = {0x202E, 0x2066, 0x200B, 0xFEFF, 0x85, 0xAD, 0xE000};
	struct edit e = {0};
	(void)state;
	send(&e, "ab");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(edit_key(&e, bad[i]), EDIT_LEFT_OUT);
	assert_string_equal(edit_text(&e), "ab");
	edit_done(&e);
}

static void test_numbers(void **state)
{
	struct edit date = {.kind = EDIT_DATE}, number = {.kind = EDIT_NUMBER, .max = 3};
	(void)state;
	assert_int_equal(send(&date, "12/05/1999"), EDIT_DONE);
	/* Telex: a letter, taken back and replaced; the digits stay */
	assert_int_equal(send(&date, "a\bá"), EDIT_REFUSED);
	assert_string_equal(edit_text(&date), "12/05/1999");
	assert_int_equal(send(&date, "\b\b"), EDIT_DONE);
	assert_string_equal(edit_text(&date), "12/05/199");
	edit_done(&date);
	/* the empty character and its backspace */
	send(&date, "1\u202f\b");
	assert_string_equal(edit_text(&date), "1");
	assert_int_equal(send(&number, "1/"), EDIT_REFUSED);
	assert_int_equal(send(&number, "２3"), EDIT_DONE);
	assert_string_equal(edit_text(&number), "123");
	assert_int_equal(send(&number, "4"), EDIT_FULL);
	assert_string_equal(edit_text(&number), "123");
	edit_done(&date);
	edit_done(&number);
}

static void test_paste(void **state)
{
	struct edit e = {0};
	const char *rest;
	(void)state;
	assert_int_equal(edit_paste(&e, "Đặng Thi\u0323\n12/5/1999\nx", &rest), EDIT_DONE);
	assert_string_equal(edit_text(&e), "Đặng Thị");
	assert_string_equal(rest, "12/5/1999\nx");
	edit_key(&e, K_HOME);
	assert_int_equal(edit_paste(&e, "a\u202e\033[2Jb", &rest), EDIT_LEFT_OUT);
	assert_null(rest);
	assert_string_equal(edit_text(&e), "a[2JbĐặng Thị");
	assert_int_equal(edit_paste(&e, "\xff", &rest), EDIT_LEFT_OUT);
	assert_string_equal(edit_text(&e), "a[2JbĐặng Thị");
	edit_done(&e);
}

static void test_show(void **state)
{
	struct edit e = {0};
	const char *from;
	int cursor;
	(void)state;
	edit_set(&e, "Trường Tiểu học", NULL);
	edit_show(&e, 20, &from, &cursor);
	assert_string_equal(from, "Trường Tiểu học");
	assert_int_equal(cursor, 15);
	edit_show(&e, 8, &from, &cursor);
	assert_string_equal(from, "iểu học");
	assert_int_equal(cursor, 7);
	edit_key(&e, K_HOME);
	edit_show(&e, 8, &from, &cursor);
	assert_string_equal(from, "Trường Tiểu học");
	assert_int_equal(cursor, 0);
	edit_done(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bursts),
		cmocka_unit_test(test_all_letters), cmocka_unit_test(test_keys),
		cmocka_unit_test(test_forbidden), cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_paste), cmocka_unit_test(test_show)};
	program_init(NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
