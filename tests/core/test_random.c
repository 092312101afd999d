/* Whatever the acts do, in whatever order: the check of the whole database stays silent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_acts.h"

enum { ACTS = 1500 };

static void test_acts(void **state)
{
	(void)state;
	int done[ARRAY_LEN(acts)] = {0}, refused[ARRAY_LEN(acts)] = {0};
	for (seed = 1; seed < 7; seed++) {
		uint64_t keep = seed;
		random_open();
		for (int i = 0; i < ACTS; i++) {
			struct err e = {0};
			int64_t audits = fixture_number(o.db, "SELECT count (*) FROM audit");
			int which = fixture_below(&seed, ARRAY_LEN(acts)), r = acts[which](&e);
			if (r == ERR_INTERNAL || r == ERR_NOMEM || r == ERR_CORRUPT ||
				r == ERR_IO || r > 0)
				fail_msg("act %d: %d %s", which, r, e.detail);
			if (r)
				assert_int_equal(
					fixture_number(o.db, "SELECT count (*) FROM audit"),
					audits);
			(r ? refused : done)[which]++;
			if (i % 50 == 0 && fixture_faults(o.db))
				fail_msg("seed %d, act %d (%d): %s", (int)keep, i, which,
					fixture_fault());
		}
		fixture_sound(o.db);
		office_close(&o);
		seed = keep;
	}
	for (size_t i = 0; i < ARRAY_LEN(acts); i++)
		if (done[i] < 10 || (refused[i] < 10 && acts[i] != new_person))
			fail_msg("act %zu: %d done, %d refused", i, done[i], refused[i]);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_acts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
