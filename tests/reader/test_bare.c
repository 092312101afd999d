/* Without the module that takes the rights away nothing is parsed, not even CSV: run where no modules are. */
#include "base/mem.h"
#include "base/program.h"
#include "reader/workbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void test_bare(void **state)
{
	(void)state;
	struct err err = {0};
	struct workbook *w = NULL;
	struct reader_limits limits = reader_limits_usual;
	const struct reader_options options = {.limits = &limits};
	limits.seconds = 60;
	assert_int_equal(workbook_from_bytes("x", "a,b\n", 4, &options, &w, &err), ERR_MODULE);
	assert_null(w);
	assert_non_null(strstr(err.detail, "sandbox"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bare)};
	if (program_init(NULL, NULL))
		return 2;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
