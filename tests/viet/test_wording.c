#include "base/i18n.h"
#include "base/mem.h"
#include "viet/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>

static void test_numbers(void **state)
{
	(void)state;
	static const struct {
		long n;
		const char *vi, *en;
	} t[] = {
		{0, "0", "0"},
		{999, "999", "999"},
		{1000, "1000", "1,000"},
		{9999, "9999", "9,999"},
		{10000, "10.000", "10,000"},
		{123456, "123.456", "123,456"},
		{1234567, "1.234.567", "1,234,567"},
		{-12, "-12", "-12"},
		{-1234567, "-1.234.567", "-1,234,567"},
		{LONG_MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
	};
	char buf[WORDING_MAX];
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		i18n_init(LANG_VI, "");
		assert_string_equal(wording_number(t[i].n, buf), t[i].vi);
		i18n_init(LANG_EN, "");
		assert_string_equal(wording_number(t[i].n, buf), t[i].en);
	}
}

static void test_percent(void **state)
{
	(void)state;
	static const struct {
		long tenths;
		const char *vi, *vi_sign, *en, *en_sign;
	} t[] = {
		{294, "29,4", "29,4 %", "29.4", "29.4%"},
		{0, "0,0", "0,0 %", "0.0", "0.0%"},
		{5, "0,5", "0,5 %", "0.5", "0.5%"},
		{1000, "100,0", "100,0 %", "100.0", "100.0%"},
		{123456, "12.345,6", "12.345,6 %", "12,345.6", "12,345.6%"},
		{-1, "-", "-", "-", "-"},
	};
	char buf[WORDING_MAX];
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		i18n_init(LANG_VI, "");
		assert_string_equal(wording_tenths(t[i].tenths, buf), t[i].vi);
		assert_string_equal(wording_percent(t[i].tenths, buf), t[i].vi_sign);
		i18n_init(LANG_EN, "");
		assert_string_equal(wording_tenths(t[i].tenths, buf), t[i].en);
		assert_string_equal(wording_percent(t[i].tenths, buf), t[i].en_sign);
	}
}

static void test_dates(void **state)
{
	(void)state;
	static const struct {
		struct date d;
		const char *vi, *en;
	} t[] = {
		{{2026, 2, 5}, "ngày 05 tháng 02 năm 2026", "5 February 2026"},
		{{2026, 1, 31}, "ngày 31 tháng 01 năm 2026", "31 January 2026"},
		{{2026, 3, 9}, "ngày 09 tháng 3 năm 2026", "9 March 2026"},
		{{2025, 12, 10}, "ngày 10 tháng 12 năm 2025", "10 December 2025"},
		{{1990, 0, 0}, "năm 1990", "1990"},
		{{0, 0, 0}, "", ""},
	};
	char buf[WORDING_MAX];
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		i18n_init(LANG_VI, "");
		assert_string_equal(wording_long_date(t[i].d, buf), t[i].vi);
		i18n_init(LANG_EN, "");
		assert_string_equal(wording_long_date(t[i].d, buf), t[i].en);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_dates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
