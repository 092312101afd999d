/* Texts cut to a size are still texts. */
#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_fit(void **state)
{
	static const struct {
		size_t size;
		const char *text, *fits;
	} t[] = {
		{8, "", ""},
		{8, NULL, ""},
		{8, "abcdefg", "abcdefg"},
		{8, "abcdefgh", "abcdefg"},
		/* ấ has three bytes: whole or not at all */
		{4, "\xe1\xba\xa5", "\xe1\xba\xa5"},
		{6, "a\xe1\xba\xa5\xe1\xba\xa5", "a\xe1\xba\xa5"},
		{4, "ab\xe1\xba\xa5", "ab"},
		{3, "\xe1\xba\xa5", ""},
		{1, "abc", ""},
	};
	char buf[16];
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		memset(buf, 'x', sizeof buf);
		str_fit(buf, t[i].size, t[i].text);
		assert_string_equal(buf, t[i].fits);
		assert_int_equal(buf[t[i].size], 'x');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_fit)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
