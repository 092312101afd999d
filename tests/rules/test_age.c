#include "rules_test.h"

/* 294-QĐ/TW 2025, 1.1: counted in months */
static void test_months(void **state)
{
	(void)state;
	static const struct {
		const char *birth, *on;
		int months;
	} t[] = {
		{"2000-05-31", "2018-05-01", 216}, /* the month itself counts */
		{"2000-05-01", "2018-04-30", 215},
		{"1966-11-30", "2026-11-01", 720},
		{"1966-11-30", "2026-10-31", 719},
		{"2000-01-01", "2000-01-01", 0},
		{"2000-02-01", "2000-01-01", -1},
		{"2000", "2018-01-01", -1},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(age_months(day(t[i].birth), day(t[i].on)), t[i].months);
}

/* completed years, or the difference where only the year is known (the admission summary) */
static void test_years(void **state)
{
	(void)state;
	static const struct {
		const char *birth, *on;
		int years;
	} t[] = {
		{"1990-06-15", "2020-06-14", 29},
		{"1990-06-15", "2020-06-15", 30},
		{"2000-02-29", "2021-02-28", 20},
		{"2000-02-29", "2021-03-01", 21},
		{"2000-02-29", "2020-02-29", 20},
		{"1990", "2020-01-01", 30},
		{"1990", "2020-12-31", 30},
		{"2021-01-01", "2020-12-31", -1},
		{"", "2020-01-01", -1},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(age_years(day(t[i].birth), day(t[i].on)), t[i].years);
}

static void test_bands(void **state)
{
	(void)state;
	static const struct {
		int years, band;
	} t[] = {{-1, -1}, {17, -1}, {18, 0}, {30, 0}, {31, 1}, {35, 1}, {36, 2}, {40, 2}, {41, 3},
		{45, 3}, {46, 4}, {50, 4}, {51, 5}, {55, 5}, {56, 6}, {60, 6}, {61, 7}, {90, 7}};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(age_band(t[i].years), t[i].band);
	assert_string_equal(age_band_code[0], "18-30");
	assert_string_equal(age_band_code[7], "60+");
}

static void test_periods(void **state)
{
	(void)state;
	static const struct {
		const char *from, *probation;
	} t[] = {
		/* Điều lệ Đảng 2011, Điều 5: twelve months */
		{"2020-02-29", "2021-02-28"},
		{"2021-08-31", "2022-08-31"},
		{"2019-02-28", "2020-02-28"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(date_cmp(probation_end(day(t[i].from)), day(t[i].probation)), 0);
	assert_false(date_is_set(probation_end((struct date){0})));
}

/* full calendar years since the last admission (the admission summary) */
static void test_years_without(void **state)
{
	(void)state;
	static const struct {
		const char *last, *as_of;
		int years;
	} t[] = {
		{"2017-05-05", "2022-12-31", 5},
		{"2017-05-05", "2022-12-30", 4},
		{"2017-12-31", "2018-01-01", 0},
		{"2022-03-01", "2022-12-31", 0},
		{"2022-03-01", "2022-06-30", 0},
		{"", "2022-12-31", -1},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(years_without(day(t[i].last), day(t[i].as_of)), t[i].years);
}

/* Thông tư 59/2021/TT-BCA, Điều 4 */
static void test_cccd(void **state)
{
	(void)state;
	static const struct {
		const char *cccd;
		char sex;
		const char *birth;
		enum cccd_fault fault;
	} t[] = {
		{"999090000001", 'm', "1990-01-01", CCCD_OK},
		{"999190000001", 'f', "1990", CCCD_OK},
		{"999303000001", 'f', "2003-05-05", CCCD_OK},
		{"999190000001", 'm', "1990", CCCD_SEX},
		{"999090000001", 'm', "1991", CCCD_YEAR},
		{"999290000001", 'm', "1990", CCCD_YEAR},
		{"999090000001", 0, "", CCCD_OK},
		{"99909000000", 'm', "1990", CCCD_FORM},
		{"9990900000012", 'm', "1990", CCCD_FORM},
		{"99909000000a", 'm', "1990", CCCD_FORM},
		{"", 0, "", CCCD_FORM},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		if (cccd_check(t[i].cccd, t[i].sex, day(t[i].birth)) != t[i].fault)
			fail_msg("%s", t[i].cccd);
}

static void test_figures(void **state)
{
	(void)state;
	/* seed article: 5/17, 12/17, 93/171 */
	assert_int_equal(percent_tenths(5, 17), 294);
	assert_int_equal(percent_tenths(12, 17), 706);
	assert_int_equal(percent_tenths(93, 171), 544);
	assert_int_equal(percent_tenths(1, 2000), 1); /* 0.05: half goes away from zero */
	assert_int_equal(percent_tenths(1, 2001), 0);
	assert_int_equal(percent_tenths(0, 5), 0);
	assert_int_equal(percent_tenths(25, 24), 1042);
	assert_int_equal(percent_tenths(3, 0), PERCENT_NONE);
	assert_int_equal(target_from_percent(356, 300), 11); /* 10.68 */
	assert_int_equal(target_from_percent(300, 300), 9);
	assert_int_equal(target_from_percent(301, 300), 10);
	assert_int_equal(target_from_percent(0, 300), 0);
}

static void test_target_of_period(void **state)
{
	(void)state;
	const struct fact_target t[] = {{2020, 2020, 6}, {2021, 2021, 6}, {2022, 2022, 5},
		{2020, 2025, 30}, {2025, 2030, 40}};
	static const struct {
		const char *from, *to;
		long target;
	} c[] = {
		{"2020-01-01", "2022-12-31", 17},
		{"2021-06-01", "2021-06-30", 6},
		{"2022-12-31", "2023-01-01", 5}, /* 2023 has none */
		{"2023-01-01", "2024-12-31", 30},
		{"2025-01-01", "2025-12-31", 40},
		{"2031-01-01", "2031-12-31", -1},
	};
	for (size_t i = 0; i < sizeof c / sizeof *c; i++)
		assert_int_equal(target_of_period(t, 5, day(c[i].from), day(c[i].to)), c[i].target);
	assert_int_equal(target_of_period(NULL, 0, day("2020-01-01"), day("2020-12-31")), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_bands),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_years_without),
		cmocka_unit_test(test_cccd),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_target_of_period),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
