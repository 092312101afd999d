/* What is owed by when, marks, visits, and why a cell is dry. */
#include "rules_test.h"

#include "rules/sourcing.h"

/* The report of a month is due in the next one, over the turn of the year too. */
static void test_due(void **state)
{
	static const struct {
		int year, month, day;
		const char *due;
	} t[] = {{2022, 1, 5, "2022-02-05"}, {2022, 11, 1, "2022-12-01"},
		{2022, 12, 5, "2023-01-05"}, {2024, 1, 28, "2024-02-28"},
		{2023, 1, 28, "2023-02-28"}};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
			date_cmp(report_due_on(t[i].year, t[i].month, t[i].day), day(t[i].due)), 0);
}

/* From the month of the resolution on; without a date, or with one of a year before, all of the year. */
static void test_owed(void **state)
{
	static const struct {
		const char *resolution;
		int year, first; /* the first month that is owed; 13: none */
	} t[] = {{"2022-01-14", 2022, 1}, {"2022-03-31", 2022, 3}, {"2022-12-01", 2022, 12},
		{"2021-12-28", 2022, 1}, {"2023-01-01", 2022, 13}, {"", 2022, 1},
		{"2022", 2022, 1}};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		for (int m = 1; m <= 12; m++)
			assert_int_equal(report_is_owed(day(t[i].resolution), t[i].year, m),
				m >= t[i].first);
}

/* Of today's day the evening is still to come; of one that has gone by it is not: December counts in its year. */
static void test_over(void **state)
{
	static const struct {
		const char *as_of, *today;
		int last; /* the last month of 2022 that is over; 0: none */
	} t[] = {{"2022-01-31", "2022-01-31", 0}, {"2022-02-01", "2022-02-01", 1},
		{"2022-11-30", "2022-11-30", 10}, {"2022-11-30", "2022-12-01", 11},
		{"2022-11-29", "2022-12-15", 10}, {"2022-12-31", "2022-12-31", 11},
		{"2022-12-31", "2023-01-01", 12}, {"2022-12-31", "2026-11-23", 12},
		{"2023-02-10", "2023-02-10", 12}, {"2022-12-01", "2022-06-10", 11},
		{"2022-12-31", "2022-06-10", 11}};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		for (int m = 1; m <= 12; m++)
			assert_int_equal(
				report_month_is_over(2022, m, day(t[i].as_of), day(t[i].today)),
				m <= t[i].last);
}

static void test_marks(void **state)
{
	static const struct {
		long due, made;
		enum month_mark mark;
	} t[] = {{0, 0, MONTH_NOT_DUE}, {0, 3, MONTH_NOT_DUE}, {-1, 0, MONTH_NOT_DUE},
		{4, 0, MONTH_NONE}, {4, 1, MONTH_SOME}, {4, 3, MONTH_SOME}, {4, 4, MONTH_ALL},
		{1, 1, MONTH_ALL}, {4, 5, MONTH_ALL}};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(month_mark(t[i].due, t[i].made), t[i].mark);
}

static void test_visits(void **state)
{
	static const struct {
		const char *last, *since;
		int months;
		const char *due;
	} t[] = {{"2022-01-15", "", 3, "2022-04-15"}, {"2022-01-31", "2020-01-01", 1, "2022-02-28"},
		{"", "2022-01-10", 3, "2022-04-10"}, {"", "", 3, ""}, {"2022-01-15", "", 0, ""},
		{"", "2022-01-10", 0, ""}};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
			date_cmp(visit_due_on(day(t[i].last), day(t[i].since), t[i].months),
				day(t[i].due)),
			0);
}

#define SET(r) (1U << DRY_##r)

/* Each reason by itself: a cell that does all of it has none. */
static void test_reasons(void **state)
{
	const struct dry_facts good = {.has_resolution = true,
		.duties = 9,
		.reports_due = 20,
		.reports_made = 10,
		.names = 1,
		.pipeline = 1};
	struct dry_facts f = good;
	(void)state;
	assert_int_equal(dry_reasons(&f), 0);
	f.nobody_left = true;
	assert_int_equal(dry_reasons(&f), SET(NOBODY_LEFT));
	f = good;
	f.has_resolution = false;
	assert_int_equal(dry_reasons(&f), SET(NO_RESOLUTION));
	f.duties = 0; /* said once: without a resolution there are no duties */
	assert_int_equal(dry_reasons(&f), SET(NO_RESOLUTION));
	f = good;
	f.duties = 0;
	assert_int_equal(dry_reasons(&f), SET(NO_DUTY));
	f = good;
	f.reports_made = 9;
	assert_int_equal(dry_reasons(&f), SET(NO_REPORTS));
	f.reports_due = f.reports_made = 0; /* nothing was owed */
	assert_int_equal(dry_reasons(&f), 0);
	f = good;
	f.names = 0; /* somebody is on the way from before */
	assert_int_equal(dry_reasons(&f), 0);
	f.pipeline = 0;
	assert_int_equal(dry_reasons(&f), SET(NO_NAMES));
	f = good;
	f.obstacles = 2;
	assert_int_equal(dry_reasons(&f), SET(OBSTACLES));
	f = good;
	f.uncovered = 1;
	assert_int_equal(dry_reasons(&f), SET(NO_MENTOR));
	f.uncovered = -1; /* not known */
	assert_int_equal(dry_reasons(&f), 0);
}

/* Several at once. */
static void test_reasons_together(void **state)
{
	const struct dry_facts f = {.nobody_left = true,
		.has_resolution = true,
		.reports_due = 10,
		.reports_made = 1,
		.obstacles = 1,
		.uncovered = 1};
	(void)state;
	assert_int_equal(dry_reasons(&f), SET(NOBODY_LEFT) | SET(NO_DUTY) | SET(NO_REPORTS) |
						  SET(NO_NAMES) | SET(OBSTACLES) | SET(NO_MENTOR));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_owed),
		cmocka_unit_test(test_over),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_visits),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_reasons_together),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
