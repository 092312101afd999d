/* The check of the whole database: silent over whatever the acts do, and not silent over anything
 * else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "core/check.h"
#include "db/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct office o;

/* An office in which every table has rows. */
static void open_full(void)
{
	office_open(&o);
	struct cell_count n = {o.hamlet, {2025, 12, 31}, 30, 28, 40, 12};
	assert_int_equal(cell_count_save(o.db, &fixture_by, &n, NULL), 0);
	assert_int_equal(cell_rename(o.db, &fixture_by, o.hamlet, "Khu phố 1",
				 (struct date){2025, 7, 1}, NULL),
		0);
	assert_int_equal(cell_post_save(o.db, &fixture_by, o.hamlet, POST_SECRETARY, "Ông A",
				 (struct date){0}, NULL),
		0);
	assert_int_equal(setting_save(o.db, &fixture_by, "dry_years", "4", NULL), 0);
	struct target t = {.from_year = 2026,
		.to_year = 2026,
		.kind = TARGET_ADMISSION,
		.count = 11,
		.percent = 300,
		.base = 356};
	assert_int_equal(target_save(o.db, &fixture_by, &t, NULL, NULL), 0);
	fixture_mentor(o.db, o.candidate, o.official[0], "2025-03-01", "");
	fixture_mentor(o.db, o.candidate, o.official[1], "2025-03-01", "2025-06-01");
	assert_int_equal(person_move(o.db, &fixture_by, o.candidate, o.school,
				 (struct date){2025, 5, 1}, NULL),
		0);
	fixture_event(o.db, o.candidate, EVENT_CLASS, "2025-06-15");
	fixture_sound(o.db);
}

static int collect(void *ctx, const char *text)
{
	strbuf_add(ctx, text);
	strbuf_addc(ctx, '\n');
	return 0;
}

/* All that the check says now. */
static struct strbuf faults(void)
{
	struct strbuf b = {0};
	struct err e = {0};
	int r = check_database(o.db, collect, &b, &e);
	if (r)
		fail_msg("check_database: %d %s %s", r, e.field, e.detail);
	return b;
}

/* The candidate's id is 6, the probationary member's 5; the cells are 1 and 2. */
static void test_each_fault(void **state)
{
	(void)state;
	static const struct {
		const char *sql;
		bool audited;
		const char *says;
	} cases[] = {
		/* what is kept beside the records */
		{"UPDATE person SET name_key = x'0102' WHERE id = 6", true,
			"Đặng Quốc Huy (6): it is sorted by"},
		{"UPDATE person SET name_fold = 'x' WHERE id = 6", true,
			"Đặng Quốc Huy (6): it cannot be found"},
		{"UPDATE person SET cell_id = 1 WHERE id = 6", true, "(6): the cell is not"},
		{"UPDATE person SET cell_id = NULL WHERE id = 1", true, "(1): the cell is not"},
		{"UPDATE person SET stage = 5 WHERE id = 6", true,
			"(6): the stage does not follow"},
		{"UPDATE person SET stage_on = '2025-06-16' WHERE id = 6", true,
			"(6): the day of the stage"},
		{"UPDATE person SET stage_on = NULL WHERE id = 6", true,
			"(6): the day of the stage"},
		{"UPDATE person SET is_candidate = 0 WHERE id = 6", true,
			"(6): whether this is a candidate"},
		{"UPDATE person SET uncovered = 1 WHERE id = 6", true,
			"(6): whether a mentor is missing"},
		{"UPDATE mentor_assignment SET to_date = '2026-01-01' WHERE to_date IS NULL", true,
			"(6): whether a mentor is missing"},
		{"DELETE FROM person_word WHERE person_id = 6 AND word = 'huy'", true,
			"(6): the search lacks"},
		{"INSERT INTO person_word SELECT 'xyz', name_key, id FROM person WHERE id = 6",
			true, "Đặng Quốc Huy (6): the search has a word"},
		{"INSERT INTO person_word VALUES ('huy', x'01', 6)", true,
			"(6): the search has a word"},
		{"INSERT INTO person_word VALUES ('huy', x'01', 999)", true,
			"huy (999): the search has a word"},
		{"UPDATE cell SET code_key = x'01' WHERE id = 1", true, "AP1 (1): it is sorted by"},
		{"UPDATE cell_name SET name_fold = 'chi bo ap 1' WHERE id = 1", true,
			"AP1 (1): it cannot be found"},
		/* events, mentors */
		{"INSERT INTO event (person_id, kind, on_date) VALUES (6, 1, '2025-06-20')", true,
			"(6): The order of the steps does not fit."},
		{"INSERT INTO event (person_id, kind, on_date) VALUES (6, 5, '2027-06-20')", true,
			"(6): The day 20/06/2027 is still to come."},
		{"UPDATE person SET birth = '2024-01-01' WHERE id = 5", true, "(5): Under 18"},
		{"UPDATE mentor_assignment SET mentor_id = 5 WHERE id = 1", true,
			"(6): A mentor must be an official member"},
		{"UPDATE person SET official_on = '2025-03-02' WHERE id = 1", true,
			"(6): A mentor must be an official member"},
		{"UPDATE mentor_assignment SET to_date = '2025-02-01' WHERE id = 2", true,
			"(6): The end lies before the beginning."},
		{"INSERT INTO mentor_assignment (person_id, mentor_name) VALUES (6, 'a'), (6, 'b')",
			true, "(6): Two mentors help this person already"},
		{"UPDATE event SET kind = 99 WHERE id = 1", true,
			"The file: event 1 -> event_kind"},
		/* memberships, cells */
		{"UPDATE person_cell SET to_date = '2025-06-01' WHERE person_id = 6 AND from_date "
		 "IS NULL",
			true, "(6): two memberships overlap"},
		{"UPDATE person_cell SET from_date = NULL WHERE person_id = 6", true,
			"(6): two memberships overlap"},
		{"UPDATE person_cell SET from_date = '2026-01-01', to_date = '2025-01-01' WHERE "
		 "person_id = 1",
			true, "(1): The end lies before"},
		{"UPDATE cell SET valid_from = '2025-01-02', valid_to = '2025-01-01' WHERE id = 1",
			true, "AP1 (1): The end lies before"},
		{"UPDATE cell SET successor_id = 3 - id", true,
			"TH (2): the cells it was merged into"},
		{"DELETE FROM cell_name WHERE cell_id = 2", true, "TH (2): it has no name"},
		/* figures, targets */
		{"PRAGMA ignore_check_constraints = ON; UPDATE cell_count SET official = 31", true,
			"Figures of a cell (1): A part is larger"},
		{"PRAGMA ignore_check_constraints = ON; UPDATE cell_count SET workforce_members = "
		 "41",
			true, "Figures of a cell (1): A part is larger"},
		{"PRAGMA ignore_check_constraints = ON; UPDATE cell_count SET members = -1; PRAGMA "
		 "ignore_check_constraints = OFF",
			true, "The file: CHECK"},
		{"UPDATE target SET count = 10", true,
			"2026-2026 (1): Number and percentage disagree: the percentage gives 11."},
		{"UPDATE target SET base = NULL", true, "2026-2026 (1): A percentage needs"},
		{"UPDATE target SET base = NULL, percent = NULL, count = NULL", true,
			"(1): a target without a figure"},
		/* the audit */
		{"UPDATE person SET phone = '0909' WHERE id = 6", false,
			"Person (6): was changed beside the audit"},
		{"DELETE FROM event WHERE kind = 4", false,
			"Event (4): was removed beside the audit"},
		{"INSERT INTO setting (key, value) VALUES ('lang', 'vi')", false,
			"Setting (2): was changed beside the audit"},
		{"INSERT INTO audit_change (audit_id, record, record_id) VALUES (999, 'x', 1)",
			false, "The file: audit_change"},
		{"DELETE FROM audit WHERE id = (SELECT max (id) FROM audit)", false, "-> audit"},
		{"UPDATE audit_change SET after = '{}' WHERE record = 'cell' AND record_id = 2",
			false, "Cell (2): was changed beside the audit"},
		{"UPDATE event SET person_id = 999 WHERE id = 1", false,
			"The file: event 1 -> person"},
		{"UPDATE mentor_assignment SET mentor_id = 999 WHERE id = 1", false,
			"(6): a record that belongs to it is not there"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		open_full();
		assert_int_equal(
			sqlite3_exec(o.db->h, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL),
			SQLITE_OK);
		fixture_sql(o.db, cases[i].sql, cases[i].audited);
		struct strbuf b = faults();
		if (!strstr(strbuf_str(&b), cases[i].says))
			fail_msg("%s:\n%s", cases[i].sql, strbuf_str(&b));
		strbuf_done(&b);
		office_close(&o);
	}
}

/* Whatever column of whatever record is changed beside the audit, the check finds it. */
static void test_beside_audit(void **state)
{
	(void)state;
	static const char *const derived[] = {"id", "rev", "code_key", "name_key", "name_fold",
		"stage", "stage_on", "is_candidate", "uncovered"};
	sqlite3 *schema;
	sqlite3_stmt *s;
	int columns = 0;
	open_full();
	assert_int_equal(sqlite3_open(":memory:", &schema), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(schema, (const char *)db_migrations[0].data, NULL, NULL, NULL),
		SQLITE_OK);
	office_close(&o);
	assert_int_equal(sqlite3_prepare_v2(schema,
				 "SELECT t.name, c.name, c.type FROM sqlite_schema t, "
				 "pragma_table_info (t.name) c "
				 "WHERE t.type = 'table' AND EXISTS (SELECT 1 FROM "
				 "pragma_table_info (t.name) r "
				 "WHERE r.name = 'rev')",
				 -1, &s, NULL),
		SQLITE_OK);
	for (; sqlite3_step(s) == SQLITE_ROW; columns++) {
		const char *table = (const char *)sqlite3_column_text(s, 0),
			   *column = (const char *)sqlite3_column_text(s, 1);
		bool skip = strcmp(table, "person") == 0 && strcmp(column, "cell_id") == 0;
		for (size_t i = 0; i < ARRAY_LEN(derived); i++)
			skip |= strcmp(column, derived[i]) == 0;
		if (skip)
			continue;
		char sql[300];
		bool is_number = strcmp((const char *)sqlite3_column_text(s, 2), "INTEGER") == 0;
		snprintf(sql, sizeof sql,
			"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
			"UPDATE %s SET \"%s\" = ifnull (\"%s\", %s) %s WHERE id = 1",
			table, column, column, is_number ? "0" : "''",
			is_number ? "+ 77" : "|| '1'");
		open_full();
		fixture_sql(o.db, sql, false);
		struct strbuf b = faults();
		if (!strstr(strbuf_str(&b), " (1): was changed beside the audit\n"))
			fail_msg("%s.%s: %s", table, column, strbuf_str(&b));
		strbuf_done(&b);
		office_close(&o);
	}
	assert_true(columns > 60);
	sqlite3_finalize(s);
	sqlite3_close(schema);
}

static int stop(void *ctx, const char *text)
{
	(void)text;
	++*(int *)ctx;
	return 17;
}

static void test_stops(void **state)
{
	(void)state;
	int n = 0;
	open_full();
	fixture_sql(o.db, "UPDATE person SET stage = 7, uncovered = 1 - uncovered", true);
	assert_int_equal(check_database(o.db, stop, &n, NULL), 17);
	assert_int_equal(n, 1);
	assert_true(sqlite3_get_autocommit(o.db->h)); /* nothing is held open */
	assert_int_equal(setting_save(o.db, &fixture_by, "dry_years", "7", NULL), 0);
	office_close(&o);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_fault),
		cmocka_unit_test(test_beside_audit),
		cmocka_unit_test(test_stops),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
