/* A folder without modules: the proof that ordinary Vietnamese text never loads ICU. */
#include "base/mem.h"
#include "base/program.h"
#include "viet/heading.h"
#include "viet/name.h"
#include "viet/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ALL "Nguyễn Thị Ánh, ĐẢNG ỦY xã “Tiến Hưng” – số 5 (29,4 %) ₫ │█ H'Hen Êban"

static void test_needs_none(void **state)
{
	(void)state;
	char *s = NULL;
	bool yes = false;
	struct strbuf b = {0};
	assert_int_equal(text_clean("  " ALL "\u00A0 ", &s, NULL), 0);
	assert_string_equal(s, ALL);
	free(s);
	assert_int_equal(name_clean("Đỗ Thị Thuỷ", &s, NULL), 0);
	free(s);
	assert_int_equal(text_fold(ALL, &s, NULL), 0);
	assert_non_null(strstr(s, "dang uy xa"));
	free(s);
	assert_int_equal(text_lower(ALL, &s, NULL), 0);
	assert_non_null(strstr(s, "đảng ủy xã"));
	free(s);
	assert_int_equal(heading_key("Ngày kết nạp", &s, NULL), 0);
	assert_string_equal(s, "ngay ket nap");
	free(s);
	assert_true(text_has_marks(ALL));
	assert_int_equal(text_matches(ALL, "uỷ", &yes, NULL), 0);
	assert_true(yes);
	assert_int_equal(text_cells("Nguye\u0302\u0303n│█…"), 9);
	text_pad(&b, ALL, 10, 0, false);
	assert_int_equal(text_cells(strbuf_str(&b)), 10);
	strbuf_clear(&b);
	text_safe(&b, ALL "\x1b", sizeof ALL, false, false);
	assert_string_equal(strbuf_str(&b), ALL "\uFFFD");
	strbuf_done(&b);
}

static void test_says_what_is_missing(void **state)
{
	(void)state;
	char *s = NULL;
	unsigned char key[NAME_KEY_MAX];
	size_t len;
	struct err err = {0};
	assert_int_equal(text_clean("e\u0301", &s, &err), ERR_MODULE);
	assert_int_equal(text_clean("王", &s, &err), ERR_MODULE);
	assert_int_equal(text_fold("ñ", &s, &err), ERR_MODULE);
	assert_int_equal(name_key("An", key, &len, &err), ERR_MODULE);
	assert_int_equal(err.code, ERR_MODULE);
	assert_null(s);
	/* what cannot be judged is not let through to a terminal */
	struct strbuf b = {0};
	text_safe(&b, "王\u200B", strlen("王\u200B"), false, false);
	assert_string_equal(strbuf_str(&b), "\uFFFD\uFFFD");
	strbuf_done(&b);
}

static int setup(void **state)
{
	char dir[] = "/tmp/test-viet-XXXXXX";
	if (!mkdtemp(dir))
		return -1;
	*state = strdup(dir);
	return program_init(dir, NULL);
}

static int teardown(void **state)
{
	int r = rmdir(*state);
	free(*state);
	return r;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_needs_none),
		cmocka_unit_test(test_says_what_is_missing),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
