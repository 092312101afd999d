/* Days off: what is due by working days moves with them, and what is kept always follows. */
#include "fixture.h"

#include "base/vec.h"
#include "core/act.h"
#include "core/rulebook.h"
#include "core/task_own.h"
#include "db/conn.h"
#include "report/build.h"

#include <sqlite3.h>

static const struct act_by by = {.actor = "test"};
static VEC(int64_t) people;

static int64_t number(struct db *db, const char *sql)
{
	sqlite3_stmt *s;
	assert_int_equal(sqlite3_prepare_v2(db->h, sql, -1, &s, NULL), SQLITE_OK);
	int64_t n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
	sqlite3_finalize(s);
	return n;
}

/* What is kept is what everybody's records and the present calendar give. */
static void expect_follows(struct db *db, const char *what, struct date on)
{
	struct err err = {0};
	char text[DATE_TEXT];
	bool ok = false;
	assert_int_equal(tasks_are_current(db, &ok, &err), 0);
	if (!ok)
		fail_msg("%s %s: kept by other rules", what, date_to_iso(on, text));
	VEC_EACH (id, &people) {
		assert_int_equal(tasks_agree(db, (struct person_id){*id}, &ok, &err), 0);
		if (!ok)
			fail_msg("%s %s: person %lld", what, date_to_iso(on, text), (long long)*id);
	}
}

static void put(struct db *db, struct date on)
{
	struct err err = {0};
	bool is_worked = date_weekday(on) >= 5 || day_off_is_law(on);
	if (day_off_save(db, &by, on, is_worked, NULL, 0, &err))
		fail_msg("%s %s", err.field, err.detail);
}

static void take_back(struct db *db, struct date on)
{
	struct err err = {0};
	if (day_off_remove(db, &by, on, 1, &err))
		fail_msg("%s %s", err.field, err.detail);
}

/* On the day of every deadline, the day before and the day after; weekends and days of law become worked days. */
static void test_each_day(void **state)
{
	struct report *r = make(*state, REPORT_DUE, "2020-01-01", "2032-12-31");
	VEC(struct date) days = {0};
	long counted = 0;
	VEC_EACH (d, &r->due) {
		if (d->how.workdays) {
			assert_true(task_counts_workdays(d->t.kind));
			counted++;
		}
		for (int k = -1; task_counts_workdays(d->t.kind) && k <= 1; k++)
			assert_true(VEC_PUSH(&days, date_add_days(d->t.due, k)));
	}
	assert_true(counted > 10);
	report_free(r);
	VEC_EACH (on, &days) {
		put(*state, *on);
		expect_follows(*state, "put", *on);
		take_back(*state, *on);
		expect_follows(*state, "taken back", *on);
	}
	VEC_DONE(&days);
}

/* A week off moves what is counted over it, and nothing else is written. */
static void test_few_are_written(void **state)
{
	struct db *db = *state;
	int64_t before = number(db, "SELECT sum (julianday (due_on)) FROM task");
	for (int d = 1; d <= 4; d++)
		put(db, (struct date){2026, 12, (signed char)d});
	assert_true(number(db, "SELECT sum (julianday (due_on)) FROM task") > before);
	int64_t changes = sqlite3_total_changes64(db->h);
	put(db, day("2031-05-05")); /* after every deadline: its row, its audit, the version */
	assert_in_range(sqlite3_total_changes64(db->h) - changes, 1, 8);
	changes = sqlite3_total_changes64(db->h);
	struct err err = {0};
	assert_int_equal(calendar_confirm(db, &by, 2026, "12/TB", true, 0, &err), 0);
	assert_in_range(sqlite3_total_changes64(db->h) - changes, 1, 8);
	expect_follows(db, "confirmed", day("2026-01-01"));
	for (int d = 1; d <= 4; d++)
		take_back(db, (struct date){2026, 12, (signed char)d});
	assert_int_equal(number(db, "SELECT sum (julianday (due_on)) FROM task"), before);
	expect_follows(db, "as before", day("2026-12-01"));
}

/* What an older program kept is not mended in part. */
static void test_stale_before(void **state)
{
	struct db *db = *state;
	assert_int_equal(
		sqlite3_exec(db->h,
			"UPDATE derived SET version = 'old'; DELETE FROM task WHERE kind < 12",
			NULL, NULL, NULL),
		SQLITE_OK);
	put(db, day("2026-12-08"));
	expect_follows(db, "after stale", day("2026-12-08"));
	take_back(db, day("2026-12-08"));
	expect_follows(db, "after stale", day("2026-12-08"));
}

static int open_people(void **state)
{
	open_sample(state);
	struct db *db = *state;
	sqlite3_stmt *s;
	assert_int_equal(
		sqlite3_prepare_v2(db->h, "SELECT id FROM person", -1, &s, NULL), SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW)
		assert_true(VEC_PUSH(&people, sqlite3_column_int64(s, 0)));
	sqlite3_finalize(s);
	return 0;
}

static int close_people(void **state)
{
	VEC_DONE(&people);
	return close_sample(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_day),
		cmocka_unit_test(test_few_are_written),
		cmocka_unit_test(test_stale_before),
	};
	return cmocka_run_group_tests(tests, open_people, close_people);
}
