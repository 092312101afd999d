#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static struct date day(const char *iso)
{
	struct date d;
	assert_true(date_from_iso(iso, true, &d));
	return d;
}

static void test_user_spellings(void **state)
{
	(void)state;
	static const struct {
		const char *text, *iso; /* iso NULL: refused */
	} t[] = {
		{"5/2/2026", "2026-02-05"},
		{" 05-02-2026 ", "2026-02-05"},
		{"05.02.2026", "2026-02-05"},
		{"2026-02-05", "2026-02-05"},
		{"", ""},
		{"29/2/2024", "2024-02-29"},
		{"29/2/2023", NULL},
		{"31/4/2026", NULL},
		{"5/2/26", NULL},
		{"5/2-2026", NULL},
		{"0/1/2026", NULL},
		{"1/13/2026", NULL},
		{"1/1/20261", NULL},
		{"x", NULL},
		{"1799", NULL},
		{"1990", "1990"},
		{"5/2/2026x", NULL},
		{"/2/2026", NULL},
		{"5", NULL},
		{"05022026", "2026-02-05"},
		{"29022024", "2024-02-29"},
		{"29022023", NULL},
		{"20260205", NULL},
		{"5022026", NULL},
		{"050220261", NULL},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct date d = {0};
		char buf[DATE_TEXT];
		bool ok = date_from_user(t[i].text, true, &d);
		if (ok != (t[i].iso != NULL))
			fail_msg("%s", t[i].text);
		if (ok)
			assert_string_equal(date_to_iso(d, buf), t[i].iso);
	}
	struct date d;
	assert_false(date_from_user("1990", false, &d));
}

static void test_arithmetic(void **state)
{
	(void)state;
	char buf[DATE_TEXT];
	static const struct {
		const char *from;
		int months;
		const char *to;
	} t[] = {
		{"2020-02-29", 12, "2021-02-28"},
		{"2021-01-31", 1, "2021-02-28"},
		{"2023-08-31", 12, "2024-08-31"},
		{"2024-01-31", -2, "2023-11-30"},
		{"2020-12-15", 1, "2021-01-15"},
		{"2020-01-15", -1, "2019-12-15"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(
			date_to_iso(date_add_months(day(t[i].from), t[i].months), buf), t[i].to);
	for (long n = -60000; n < 80000; n += 7)
		assert_int_equal(date_to_days(date_from_days(n)), n);
	assert_int_equal(date_to_days(day("1970-01-01")), 0);
	assert_int_equal(date_weekday(day("2026-11-23")), 0);
	assert_int_equal(date_weekday(day("1969-12-28")), 6);
}

static void test_order(void **state)
{
	(void)state;
	char buf[DATE_TEXT];
	struct date none = {0};
	assert_true(date_cmp(day("2020-02-29"), day("2020-03-01")) < 0);
	assert_true(date_cmp(day("2020"), day("2020-01-01")) < 0);
	assert_string_equal(date_to_iso(date_min(none, day("2020-01-01")), buf), "2020-01-01");
	assert_string_equal(
		date_to_iso(date_max(day("2020-01-02"), day("2020-01-01")), buf), "2020-01-02");
	assert_string_equal(date_to_user(day("2020-03-09"), buf), "09/03/2020");
	assert_string_equal(date_to_user(day("1990"), buf), "1990");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_user_spellings),
		cmocka_unit_test(test_arithmetic),
		cmocka_unit_test(test_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
