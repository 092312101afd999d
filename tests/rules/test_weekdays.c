#include "rules_test.h"

#include "rules/weekdays.h"

/* Day by day, as one counts on a calendar. */
static struct date counted(struct date d, int n)
{
	while (n > 0) {
		d = date_add_days(d, 1);
		n -= date_weekday(d) < 5;
	}
	return d;
}

static void test_as_counted(void **state)
{
	struct date start = day("2026-02-23");
	(void)state;
	for (int from = 0; from < 14; from++)
		for (int n = 0; n <= 100; n++) {
			struct date d = date_add_days(start, from);
			assert_int_equal(date_cmp(date_add_weekdays(d, n), counted(d, n)), 0);
		}
}

static void test_known(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *to;
	} t[] = {
		{"2026-11-20", 1, "2026-11-23"}, /* Friday, the next is Monday */
		{"2026-11-21", 1, "2026-11-23"}, /* Saturday */
		{"2026-11-22", 1, "2026-11-23"}, /* Sunday */
		{"2026-11-21", 0, "2026-11-21"},
		{"2026-11-02", 30, "2026-12-14"}, /* six weeks */
		{"2024-02-26", 5, "2024-03-04"},
		{"2026-12-28", 5, "2027-01-04"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
			date_cmp(date_add_weekdays(day(t[i].from), t[i].n), day(t[i].to)), 0);
	assert_false(date_is_set(date_add_weekdays((struct date){0}, 30)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_counted),
		cmocka_unit_test(test_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
