/* The numbers of the authors of FNV: what files keep by them does not change. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_known(void **state)
{
	static const struct {
		const char *text;
		uint64_t hash;
	} t[] = {
		{"", 0xcbf29ce484222325},
		{"a", 0xaf63dc4c8601ec8c},
		{"foobar", 0x85944171f73967e8},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_true(hash_bytes(t[i].text, strlen(t[i].text)) == t[i].hash);
	/* every byte counts, a high one is not negative */
	assert_true(hash_bytes("\xff", 1) == 0xaf64724c8602eb6e);
	assert_true(hash_bytes("a\0", 2) != hash_bytes("a", 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_known)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
