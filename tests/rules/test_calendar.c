#include "rules_test.h"

#include "base/mem.h"
#include "rules/calendar.h"

#include <limits.h>

enum { FIRST = 2015, LAST = 2035 };

static struct calendar_day *days; /* by law, nothing confirmed */
static struct calendar law;

static int set_up(void **state)
{
	(void)state;
	days = calendar_merge(FIRST, LAST, NULL, 0, NULL, 0, &law.n);
	law.days = days;
	return days ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	free(days);
	return 0;
}

static void same_day(struct date found, const char *expected, const char *what)
{
	char text[DATE_TEXT];
	if (date_cmp(found, day(expected)) != 0)
		fail_msg("%s: %s, not %s", what, date_to_iso(found, text), expected);
}

/* ---- a year by law --------------------------------------------------------------------------------- */

/* "01-01N 01-28T? …": month, day, kind, ? where an announcement decides. */
static void year_text(int year, char *ret, size_t size)
{
	static const char kinds[] = {[DAY_NEW_YEAR] = 'N',
		[DAY_TET] = 'T',
		[DAY_HUNG_KINGS] = 'H',
		[DAY_REUNIFICATION] = 'R',
		[DAY_LABOUR] = 'L',
		[DAY_NATIONAL] = 'Q',
		[DAY_MADE_UP] = 'm'};
	struct calendar_day y[CALENDAR_YEAR_MAX];
	size_t n = calendar_of_year(year, y), at = 0;
	ret[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		char iso[DATE_TEXT];
		assert_int_equal(y[i].on.year, year);
		at += (size_t)snprintf(ret + at, size - at, "%s%s%c%s", i ? " " : "",
			date_to_iso(y[i].on, iso) + 5, kinds[y[i].kind],
			y[i].is_certain ? "" : "?");
	}
}

static void test_years(void **state)
{
	static const struct {
		int year;
		const char *days;
	} t[] = {
		/* Bộ luật Lao động 2019, Điều 112, and Điều 111.3 for those on a weekly day off */
		/* a Saturday 1/1; Hùng kings' day on a Sunday; 30/4 and 1/5 over a weekend */
		{2022, "01-01N 01-03m 01-31T? 02-01T? 02-02T? 02-03T? 02-04T? 04-10H 04-11m 04-30R "
		       "05-01L 05-02m 05-03m 09-01Q? 09-02Q"},
		/* three days in a row, two of them on a weekend; Tết over a weekend */
		{2023, "01-01N 01-02m 01-21T? 01-22T? 01-23T? 01-24T? 01-25T? 01-26m? 01-27m? "
		       "04-29H "
		       "04-30R 05-01L 05-02m 05-03m 09-01Q? 09-02Q 09-04m"},
		{2025, "01-01N 01-28T? 01-29T? 01-30T? 01-31T? 02-01T? 02-03m? 04-07H 04-30R "
		       "05-01L "
		       "09-01Q? 09-02Q"},
		/* Tết as announced: 16 to 20/2; Hùng kings' day on Sunday 26/4 */
		{2026, "01-01N 02-16T 02-17T 02-18T 02-19T 02-20T 04-26H 04-27m 04-30R 05-01L "
		       "09-02Q "
		       "09-03Q?"},
		/* first day of Tết on a Saturday; 1/5 on one too */
		{2027, "01-01N 02-05T? 02-06T? 02-07T? 02-08T? 02-09T? 02-10m? 02-11m? 04-16H "
		       "04-30R "
		       "05-01L 05-03m 09-02Q 09-03Q?"},
		/* 2/9 on a Sunday: what is made up after an assumed day is assumed, too */
		{2029, "01-01N 02-12T? 02-13T? 02-14T? 02-15T? 02-16T? 04-23H 04-30R 05-01L 09-02Q "
		       "09-03Q? 09-04m?"},
		/* no Tết and no Hùng kings' day is known */
		{2018, "01-01N 04-30R 05-01L 09-02Q 09-03Q? 09-04m?"},
		{2031, "01-01N 04-30R 05-01L 09-01Q? 09-02Q"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char text[256];
		year_text(t[i].year, text, sizeof text);
		assert_string_equal(text, t[i].days);
	}
}

static void test_known_years(void **state)
{
	(void)state;
	assert_false(calendar_knows(2018));
	assert_true(calendar_knows(2019));
	assert_true(calendar_knows(2030));
	assert_false(calendar_knows(2031));
}

/* Whatever the year: sorted, no day twice, every holiday on a weekend made up on a day of its own, and eleven
 * working days off where the moving days are known. */
static void test_every_year(void **state)
{
	(void)state;
	for (int year = 1800; year <= 2200; year++) {
		struct calendar_day y[CALENDAR_YEAR_MAX];
		size_t n = calendar_of_year(year, y);
		int off = 0;
		for (size_t i = 0; i < n; i++) {
			if (i)
				assert_true(date_cmp(y[i - 1].on, y[i].on) < 0);
			off += date_weekday(y[i].on) < 5;
		}
		assert_int_equal(off, calendar_knows(year) ? 11 : 5);
	}
}

/* ---- deadlines ---------------------------------------------------------------------------------------- */

static void test_deadlines(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *due;
		int weekend, off, open_year;
	} t[] = {
		/* the ceremony, 30 (294-QĐ/TW 2025, 4.1), over Tết of 2025, 2026 and 2027 */
		{"2025-01-15", 30, "2025-03-05", 14, 5, 2025},
		{"2026-02-02", 30, "2026-03-23", 14, 5, 0},
		{"2027-01-18", 30, "2027-03-08", 14, 5, 2027},
		/* the decision, 45 (294-QĐ/TW 2025, 4.3.1) */
		{"2025-01-15", 45, "2025-03-26", 20, 5, 2025},
		{"2026-02-02", 45, "2026-04-13", 20, 5, 0},
		{"2027-01-04", 45, "2027-03-15", 20, 5, 2027},
		{"2026-07-27", 45, "2026-09-30", 18, 2, 2026},
		/* with its extension, and 60 of 24-QĐ/TW: over Tết, and in 2025 the Hùng kings' day */
		{"2025-01-15", 60, "2025-04-17", 26, 6, 2025},
		{"2027-01-04", 60, "2027-04-05", 26, 5, 2027},
		/* forwarding, 15 (06-HD/TW 2025, 3.9b), from a Saturday before Tết; and ended before it */
		{"2026-02-14", 15, "2026-03-13", 7, 5, 0},
		{"2027-01-11", 15, "2027-02-01", 6, 0, 0},
		/* an answer from abroad, 90 (06-HD/TW 2025, 3.4d): Tết, Hùng kings', 30/4 and 1/5 */
		{"2026-02-02", 90, "2026-06-18", 38, 8, 0},
		/* the day before and after */
		{"2025-01-20", 5, "2025-01-27", 2, 0, 0},
		{"2025-01-24", 1, "2025-01-27", 2, 0, 0},
		{"2026-02-13", 1, "2026-02-23", 4, 5, 0},
		{"2027-02-04", 1, "2027-02-12", 2, 5, 2027},
		/* Hùng kings' day on Sunday 26/4/2026: Monday 27/4 is off */
		{"2026-04-24", 1, "2026-04-28", 2, 1, 0},
		{"2026-04-24", 5, "2026-05-06", 4, 3, 0},
		/* 30/4 and 1/5: on Thursday and Friday; on Friday and Saturday, made up */
		{"2026-04-29", 1, "2026-05-04", 2, 2, 0},
		{"2027-04-29", 1, "2027-05-04", 2, 2, 0},
		/* 2/9 and the day after it, which is assumed */
		{"2026-08-20", 9, "2026-09-04", 4, 2, 2026},
		{"2026-08-20", 30, "2026-10-05", 14, 2, 2026},
		/* over the end of a year; nothing on the way but weekends; none at all */
		{"2026-12-25", 5, "2027-01-04", 4, 1, 0},
		{"2026-02-27", 30, "2026-04-10", 12, 0, 0},
		{"2026-02-22", 0, "2026-02-22", 0, 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct deadline d;
		struct date due = calendar_add(&law, day(t[i].from), t[i].n, &d);
		same_day(due, t[i].due, t[i].from);
		same_day(d.due, t[i].due, t[i].from);
		same_day(d.from, t[i].from, "from");
		assert_int_equal(d.workdays, t[i].n);
		assert_int_equal(d.weekend, t[i].weekend);
		assert_int_equal(d.off, t[i].off);
		assert_int_equal(d.swapped, 0);
		assert_int_equal(d.open_year, t[i].open_year);
		same_day(calendar_add(&law, day(t[i].from), t[i].n, NULL), t[i].due,
			"no arithmetic");
	}
}

/* ---- the office's own days ------------------------------------------------------------------------------ */

static struct calendar merged(
	const struct calendar_day *own, size_t n, const int *confirmed, size_t confirmed_n)
{
	struct calendar c = {0};
	c.days = calendar_merge(FIRST, LAST, own, n, confirmed, confirmed_n, &c.n);
	assert_non_null(c.days);
	for (size_t i = 1; i < c.n; i++)
		assert_true(date_cmp(c.days[i - 1].on, c.days[i].on) < 0);
	return c;
}

static void drop(struct calendar *c)
{
	free((void *)(uintptr_t)c->days);
}

static void test_swapped(void **state)
{
	/* a bridge: Monday 31/8 off, Saturday 22/8 worked; 2/9 with the day before, not after */
	const struct calendar_day own[] = {
		{{2026, 9, 3}, DAY_SWAPPED, true},
		{{2026, 9, 1}, DAY_OFFICE, true},
		{{2026, 8, 31}, DAY_OFFICE, true},
		{{2026, 8, 22}, DAY_SWAPPED, true},
	};
	struct deadline d;
	(void)state;
	struct calendar c = merged(own, 4, NULL, 0);
	assert_true(calendar_is_workday(&c, day("2026-08-22")));
	assert_false(calendar_is_workday(&c, day("2026-08-31")));
	assert_false(calendar_is_workday(&c, day("2026-09-01")));
	assert_true(calendar_is_workday(&c, day("2026-09-03")));
	assert_int_equal(c.n, law.n + 3); /* 3/9 was there: one entry a date */

	same_day(calendar_add(&c, day("2026-08-17"), 10, &d), "2026-08-28", "worked Saturday");
	assert_int_equal(d.swapped, 1);
	assert_int_equal(d.weekend, 1);
	assert_int_equal(d.off, 0);
	same_day(calendar_add(&c, day("2026-08-21"), 1, NULL), "2026-08-22", "due on it");

	/* a day off taken back is a working day like any other, no swapped one */
	same_day(calendar_add(&c, day("2026-08-28"), 2, &d), "2026-09-04", "over the bridge");
	assert_int_equal(d.swapped, 0);
	assert_int_equal(d.weekend, 2);
	assert_int_equal(d.off, 3);
	assert_int_equal(d.open_year, 0); /* what was assumed has been set right */
	drop(&c);
}

static void test_confirmed(void **state)
{
	static const int years[] = {2031, 2027};
	const struct calendar_day own[] = {{{2031, 1, 23}, DAY_OFFICE, true}};
	struct deadline d;
	(void)state;
	struct calendar c = merged(own, 1, years, 2);
	same_day(calendar_add(&c, day("2027-01-18"), 30, &d), "2027-03-08", "confirmed");
	assert_int_equal(d.open_year, 0);
	calendar_add(&c, day("2028-01-10"), 30, &d);
	assert_int_equal(d.open_year, 2028);

	/* years without a known Tết: open until they are confirmed, then not */
	calendar_add(&c, day("2031-01-06"), 30, &d);
	assert_int_equal(d.open_year, 0);
	calendar_add(&law, day("2031-01-06"), 30, &d);
	assert_int_equal(d.open_year, 2031);
	calendar_add(&c, day("2032-01-06"), 30, &d);
	assert_int_equal(d.open_year, 2032);
	/* beyond the calendar */
	calendar_add(&c, day("2036-06-01"), 5, &d);
	assert_int_equal(d.open_year, 2036);
	drop(&c);

	/* the first of two */
	calendar_add(&law, day("2026-08-31"), 130, &d);
	assert_int_equal(d.open_year, 2026);
	calendar_add(&law, day("2018-11-01"), 90, &d); /* unknown, then the assumed Tết of 2019 */
	assert_int_equal(d.open_year, 2018);
	calendar_add(&law, day("2030-08-26"), 130, &d); /* the day beside 2/9, then unknown */
	assert_int_equal(d.open_year, 2030);
	/* from the last day of an unknown year nothing of it lies on the way */
	calendar_add(&law, day("2018-12-31"), 5, &d);
	assert_int_equal(d.open_year, 0);
	calendar_add(&law, day("2018-12-30"), 5, &d);
	assert_int_equal(d.open_year, 2018);
	/* without a calendar there is nothing to confirm */
	calendar_add(NULL, day("2031-01-06"), 30, &d);
	assert_int_equal(d.open_year, 0);
}

static void test_no_memory(void **state)
{
	size_t n = 77;
	(void)state;
	mem_fail_at(1);
	assert_null(calendar_merge(2026, 2026, NULL, 0, NULL, 0, &n));
	mem_fail_at(0);
	assert_int_equal(n, 77);
	struct calendar_day *none = calendar_merge(2026, 2025, NULL, 0, NULL, 0, &n);
	assert_non_null(none);
	assert_int_equal(n, 0);
	free(none);
}

/* ---- properties ------------------------------------------------------------------------------------------ */

/* One day after the other, by looking through the whole list. */
static bool is_worked(const struct calendar *c, struct date d)
{
	for (size_t i = 0; i < c->n; i++)
		if (date_cmp(c->days[i].on, d) == 0)
			return c->days[i].kind == DAY_SWAPPED;
	return date_weekday(d) < 5;
}

static void test_as_counted(void **state)
{
	static const int lengths[] = {0, 1, 2, 5, 15, 30, 45, 60, 90};
	const struct calendar_day own[] = {{{2026, 2, 14}, DAY_SWAPPED, true},
		{{2026, 2, 23}, DAY_OFFICE, true}, {{2026, 12, 31}, DAY_OFFICE, true}};
	(void)state;
	struct calendar c = merged(own, 3, NULL, 0);
	for (struct date from = day("2025-11-01"); from.year < 2028;
		from = date_add_days(from, 1)) {
		struct date d = from;
		int counted = 0;
		assert_int_equal(calendar_is_workday(&c, from), is_worked(&c, from));
		for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
			while (counted < lengths[i]) {
				d = date_add_days(d, 1);
				counted += is_worked(&c, d);
			}
			struct deadline how;
			struct date due = calendar_add(&c, from, lengths[i], &how);
			assert_int_equal(date_cmp(due, d), 0);
			/* the arithmetic adds up: every day is worked or passed over */
			assert_int_equal(date_to_days(due) - date_to_days(from),
				how.workdays + how.weekend + how.off);
		}
	}
	drop(&c);
}

static void test_relations(void **state)
{
	static const int lengths[] = {0, 1, 5, 15, 30, 45, 60, 90};
	(void)state;
	for (struct date x = day("2020-12-20"); x.year < 2032; x = date_add_days(x, 1))
		for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
			int n = lengths[i];
			struct date due = calendar_add(&law, x, n, NULL);
			struct date last = calendar_back(&law, due, n);
			/* x ends on it, so the latest such day is not before x, and ends there, too */
			assert_true(date_cmp(last, x) >= 0);
			assert_int_equal(date_cmp(calendar_add(&law, last, n, NULL), due), 0);
			/* to end on or before x: this day does, the next does not */
			struct date back = calendar_back(&law, x, n);
			assert_true(date_cmp(calendar_add(&law, back, n, NULL), x) <= 0);
			assert_true(date_cmp(calendar_add(&law, date_add_days(back, 1), n, NULL),
					    x) > 0);
			/* counting is the other way round */
			assert_int_equal(calendar_count(&law, x, due), n);
			assert_int_equal(calendar_count(&law, due, x), -n);
		}
}

/* A later beginning never ends earlier, nor do more days. */
static void test_monotone(void **state)
{
	(void)state;
	for (struct date x = day("2025-12-01"); x.year < 2028; x = date_add_days(x, 1)) {
		struct date next = date_add_days(x, 1);
		assert_true(date_cmp(calendar_add(&law, x, 30, NULL),
				    calendar_add(&law, next, 30, NULL)) <= 0);
		assert_true(date_cmp(calendar_add(&law, x, 30, NULL),
				    calendar_add(&law, x, 31, NULL)) < 0);
	}
}

static void test_count(void **state)
{
	static const struct {
		const char *from, *to;
		int n;
	} t[] = {
		{"2026-02-13", "2026-02-13", 0}, {"2026-02-13", "2026-02-22", 0}, /* all of Tết */
		{"2026-02-13", "2026-02-23", 1}, {"2026-02-23", "2026-02-13", -1},
		{"2026-12-31", "2027-01-31", 20}, /* 1/1 is off */
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(calendar_count(&law, day(t[i].from), day(t[i].to)), t[i].n);
	assert_int_equal(calendar_count(&law, (struct date){0}, day("2026-02-13")), 0);
}

static void test_total(void **state)
{
	static const char *const ends[] = {"1800-01-01", "1969-12-30", "1969-12-31", "2200-12-31"};
	const struct calendar_day own[] = {{{1969, 12, 31}, DAY_OFFICE, true}};
	struct deadline d = {.workdays = 7};
	(void)state;
	/* a calendar whose days all lie before 1970 */
	struct calendar old = {.days = own, .n = 1};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct date from = day(ends[i]);
		for (int n = 0; n < 30; n++) {
			struct date due = calendar_add(&law, from, n, NULL);
			assert_int_equal(calendar_count(&law, from, due), n);
			assert_int_equal(date_cmp(due, calendar_add(NULL, from, n, NULL)), 0);
		}
		assert_true(date_cmp(calendar_add(&law, from, INT_MAX, NULL), from) > 0);
		assert_true(date_cmp(calendar_back(&law, from, INT_MAX), from) < 0);
		assert_int_equal(date_cmp(calendar_add(&law, from, -3, NULL), from), 0);
	}
	same_day(calendar_add(&old, day("1969-12-30"), 1, NULL), "1970-01-01", "before 1970");
	same_day(calendar_add(&old, day("1969-12-29"), 3, NULL), "1970-01-02", "before 1970");
	/* no day, or no more than a year, is no beginning */
	assert_false(date_is_set(calendar_add(&law, (struct date){0}, 30, &d)));
	assert_false(date_is_set(calendar_add(&law, (struct date){.year = 2026}, 30, &d)));
	assert_int_equal(d.workdays, 7);
	assert_false(date_is_set(calendar_back(&law, (struct date){0}, 30)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_known_years),
		cmocka_unit_test(test_every_year),
		cmocka_unit_test(test_deadlines),
		cmocka_unit_test(test_swapped),
		cmocka_unit_test(test_confirmed),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_as_counted),
		cmocka_unit_test(test_relations),
		cmocka_unit_test(test_monotone),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_total),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
