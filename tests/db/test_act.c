/* Acts and their audit; two connections on one file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static struct db *db;

static int setup(void **state)
{
	if (dbtest_setup(state))
		return -1;
	clock_pin_stamp("2026-11-23T09:30:00.000+07:00");
	return db_open(dbtest_path("a.db"), DB_CREATE, &db, NULL);
}

static int teardown(void **state)
{
	db_close(db);
	clock_pin_stamp(NULL);
	return dbtest_teardown(state);
}

static const struct db_act act = {.actor = "clerk", .act = "test"};

static void begin(void)
{
	assert_int_equal(db_act_begin(db, &act, NULL, NULL), 0);
}

static int64_t count(const char *table)
{
	char sql[100];
	snprintf(sql, sizeof sql, "SELECT count (*) FROM %s", table);
	return dbtest_number(db, sql);
}

static void test_outside(void **state)
{
	(void)state;
	struct err e = {0};
	struct db_stmt *s = db_begin(db, DBQ_SETTING_PUT, &e);
	assert_null(s);
	assert_int_equal(e.code, ERR_INTERNAL);
	/* a NULL statement goes through to the step, which says the same */
	db_bind_text(s, "key", "lang");
	assert_int_equal(db_run(s, &e), ERR_INTERNAL);
	assert_int_equal(db_act_commit(db, "x", 1, &e), ERR_INTERNAL);
	static const char *const writes[] = {
		"INSERT INTO setting (key, value) VALUES ('lang', 'vi')",
		"INSERT INTO committee (name) VALUES ('A')",
		"INSERT INTO cell (code, code_key, type) VALUES ('A', x'01', 1)",
		"INSERT INTO person (full_name, name_key, name_fold) VALUES ('A', x'01', 'a')",
		"INSERT INTO target (from_year, to_year, kind) VALUES (2026, 2026, 1)",
	};
	for (size_t i = 0; i < ARRAY_LEN(writes); i++) {
		assert_int_not_equal(dbtest_sql(db, writes[i]), SQLITE_OK);
		assert_string_equal(sqlite3_errmsg(db->h), "write outside an act");
		begin();
		assert_int_equal(dbtest_sql(db, writes[i]), SQLITE_OK);
		assert_int_equal(db_act_commit(db, "x", 1, NULL), 0);
	}
	static const char *const later[] = {
		"UPDATE setting SET value = 'en'",
		"DELETE FROM setting",
		"UPDATE committee SET signer = 'B'",
		"DELETE FROM committee",
		"UPDATE cell SET nobody_left = 1",
		"DELETE FROM cell",
		"UPDATE person SET note = 'x'",
		"DELETE FROM person",
		"UPDATE target SET count = 1",
		"DELETE FROM target",
	};
	for (size_t i = 0; i < ARRAY_LEN(later); i++) {
		assert_int_not_equal(dbtest_sql(db, later[i]), SQLITE_OK);
		assert_string_equal(sqlite3_errmsg(db->h), "write outside an act");
	}
	/* a connection that does not know of acts cannot write either */
	sqlite3 *other;
	assert_int_equal(sqlite3_open(db_path(db), &other), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(other, later[0], NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
}

static void test_audit(void **state)
{
	(void)state;
	static const char *const forbidden[] = {"UPDATE audit SET actor = 'nobody'",
		"DELETE FROM audit", "UPDATE audit_change SET after = NULL",
		"DELETE FROM audit_change"};
	struct err e = {0};
	assert_int_equal(dbtest_put(db, "u1", "lang", "vi", &e), 0);
	assert_int_equal(dbtest_put(db, "u2", "lang", "en", &e), 0);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM audit WHERE id = 2 AND uid = 'u2' AND "
				  "at = '2026-11-23T09:30:00.000+07:00' AND actor = 'clerk' AND "
				  "act = 'setting' AND record = 'setting' AND record_id = 7 AND "
				  "reason IS NULL"),
		1);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM audit_change WHERE audit_id = 2 AND "
				  "before = '{\"key\":\"lang\",\"value\":\"vi\"}' AND "
				  "after = '{\"key\":\"lang\",\"value\":\"en\"}'"),
		1);
	/* for who looks at the file from outside, an act is one row */
	struct db outside = {0};
	assert_int_equal(sqlite3_open(db_path(db), &outside.h), SQLITE_OK);
	assert_int_equal(
		dbtest_number(&outside, "SELECT count (*) FROM audit_log WHERE id = 2 AND "
					"json_extract (before, '$[0].value.value') = 'vi' AND "
					"json_extract (after, '$[0].id') = 1"),
		1);
	sqlite3_close(outside.h);
	for (size_t i = 0; i < ARRAY_LEN(forbidden); i++) {
		begin();
		assert_int_not_equal(dbtest_sql(db, forbidden[i]), SQLITE_OK);
		assert_string_equal(sqlite3_errmsg(db->h), "the audit is append-only");
		db_act_rollback(db);
	}
	/* the reason goes with the act */
	struct db_act with = {.actor = "clerk", .act = "test", .reason = "đồng ý"};
	assert_int_equal(db_act_begin(db, &with, NULL, NULL), 0);
	assert_int_equal(dbtest_sql(db, "UPDATE setting SET value = 'vi'"), SQLITE_OK);
	assert_int_equal(db_act_commit(db, NULL, 0, NULL), 0);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM audit WHERE reason = 'đồng ý'"), 1);
}

static void test_nothing_changed(void **state)
{
	(void)state;
	begin();
	assert_true(db_act_is_open(db));
	assert_int_equal(db_act_commit(db, "person", 1, NULL), 0);
	assert_false(db_act_is_open(db));
	assert_int_equal(count("audit"), 0);
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0);
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0);
	assert_int_equal(count("audit"), 1);
	assert_int_equal(count("audit_change"), 1);
	/* what is written over with the same is no change */
	begin();
	assert_int_equal(
		dbtest_sql(db, "UPDATE setting SET value = value, rev = rev + 1"), SQLITE_OK);
	assert_int_equal(db_act_commit(db, NULL, 0, NULL), 0);
	assert_false(db_act_is_open(db));
	assert_int_equal(count("audit"), 1);
	assert_int_equal(count("audit_change"), 1);
	assert_int_equal(dbtest_number(db, "SELECT rev FROM setting"), 1);
	/* what the audit does not keep is saved all the same */
	begin();
	assert_int_equal(
		dbtest_sql(db, "INSERT INTO person_word VALUES ('a', x'01', 1)"), SQLITE_OK);
	assert_int_equal(db_act_commit(db, NULL, 0, NULL), 0);
	assert_int_equal(count("person_word"), 1);
	assert_int_equal(count("audit"), 1);
	/* taken back: nothing stays, its number is used again */
	begin();
	assert_int_equal(dbtest_sql(db, "DELETE FROM setting"), SQLITE_OK);
	db_act_rollback(db);
	assert_int_equal(count("setting"), 1);
	assert_int_equal(dbtest_put(db, NULL, "lang", "en", NULL), 0);
	assert_int_equal(dbtest_number(db, "SELECT max (id) FROM audit"), 2);
}

static void test_uid(void **state)
{
	(void)state;
	struct db_act once = {.uid = "u1", .actor = "clerk", .act = "test"};
	int64_t done = -1;
	assert_int_equal(dbtest_put(db, "u1", "lang", "vi", NULL), 0);
	assert_int_equal(db_act_begin(db, &once, &done, NULL), 1);
	assert_int_equal(done, 7);
	assert_false(db_act_is_open(db));
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM audit"), 1);
	assert_int_equal(db_act_begin(db, &once, NULL, NULL), 1);
	/* one that failed was not done */
	once.uid = "u2";
	assert_int_equal(db_act_begin(db, &once, &done, NULL), 0);
	assert_int_equal(dbtest_sql(db, "DELETE FROM setting"), SQLITE_OK);
	db_act_rollback(db);
	assert_int_equal(dbtest_put(db, "u2", "lang", "en", NULL), 0);
	char a[DB_UID_MAX], b[DB_UID_MAX];
	db_make_uid(a);
	db_make_uid(b);
	assert_int_equal(strlen(a), 32);
	assert_string_not_equal(a, b);
}

static void test_nesting(void **state)
{
	(void)state;
	struct err e = {0};
	begin();
	assert_int_equal(db_act_begin(db, &act, NULL, &e), ERR_INTERNAL);
	assert_true(db_act_is_open(db));
	/* reads inside do not end it */
	assert_int_equal(db_read_begin(db, NULL), 0);
	db_read_end(db);
	assert_true(db_act_is_open(db));
	db_act_rollback(db);
	assert_int_equal(db_read_begin(db, NULL), 0);
	assert_int_equal(db_read_begin(db, NULL), 0);
	assert_int_equal(db_act_begin(db, &act, NULL, &e), ERR_INTERNAL);
	db_read_end(db);
	assert_false(sqlite3_get_autocommit(db->h));
	db_read_end(db);
	assert_true(sqlite3_get_autocommit(db->h));
	db_read_end(db); /* one too many does nothing */
	begin();
	db_act_rollback(db);
}

static void test_marks(void **state)
{
	(void)state;
	begin();
	for (int row = 0; row < 3; row++) {
		char sql[100];
		assert_int_equal(db_mark(db, NULL), 0);
		snprintf(sql, sizeof sql, "INSERT INTO setting (key, value) VALUES ('k%d', 'v')",
			row);
		assert_int_equal(dbtest_sql(db, sql), SQLITE_OK);
		if (row == 1)
			db_mark_rollback(db);
		else
			assert_int_equal(db_mark_release(db, NULL), 0);
	}
	assert_int_equal(db_act_commit(db, NULL, 0, NULL), 0);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM setting WHERE key IN ('k0', 'k2')"), 2);
	assert_int_equal(count("setting"), 2);
	assert_int_equal(count("audit_change"), 2);
}

static void test_statements(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t n = -1;
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0);
	assert_int_equal(dbtest_put(db, NULL, "dry_years", "3", NULL), 0);
	struct db_stmt *s = db_begin(db, DBQ_SETTING_GET, &e);
	assert_int_equal(db_step(s, &e), ERR_INTERNAL); /* unbound */
	s = db_begin(db, DBQ_SETTING_GET, &e);
	db_bind_text(s, "key", "lang");
	db_bind_int(s, "other", 1); /* a name it lacks */
	assert_int_equal(db_step(s, &e), ERR_INTERNAL);
	s = db_begin(db, DBQ_SETTING_GET, &e);
	db_bind_null(s, "key");
	assert_int_equal(db_step(s, &e), 0);
	s = db_begin(db, DBQ_SETTING_GET, &e);
	db_bind_text(s, "key", "lang");
	assert_int_equal(db_step(s, &e), 1);
	assert_string_equal(db_text(s, "value"), "vi");
	/* being read: not begun again before it is reset */
	assert_null(db_begin(db, DBQ_SETTING_GET, &e));
	assert_int_equal(e.code, ERR_INTERNAL);
	db_reset(s);
	s = db_begin(db, DBQ_PERSON_LAST, &e);
	assert_int_equal(db_number(s, 5, &n, &e), 0);
	assert_int_equal(n, 0);
	s = db_begin(db, DBQ_AUDIT_BY_UID, &e);
	db_bind_text(s, "uid", "none");
	assert_int_equal(db_number(s, 5, &n, &e), 0);
	assert_int_equal(n, 5);
	/* no date and a date */
	begin();
	s = db_begin(db, DBQ_COMMITTEE_ADD, &e);
	db_bind_date(s, "from_date", (struct date){0});
	db_bind_text(s, "name", "Đảng bộ xã A");
	static const char *const rest[] = {
		"superior", "place", "on_behalf", "office_held", "signer", "symbol"};
	for (size_t i = 0; i < ARRAY_LEN(rest); i++)
		db_bind_text(s, rest[i], NULL);
	assert_int_equal(db_run(s, &e), 0);
	assert_int_equal(db_changes(db), 1);
	assert_int_equal(db_last_id(db), 1);
	assert_int_equal(db_act_commit(db, "committee", 1, NULL), 0);
	s = db_begin(db, DBQ_COMMITTEE_FIRST, &e);
	assert_int_equal(db_step(s, &e), 1);
	assert_true(db_is_null(s, "from_date"));
	assert_false(date_is_set(db_date(s, "from_date")));
	assert_null(db_text(s, "signer"));
	assert_int_equal(db_int(s, "rev"), 1);
	db_reset(s);
}

static void test_two_connections(void **state)
{
	(void)state;
	struct err e = {0};
	struct db *other = dbtest_open(db_path(db), 0);
	int64_t before = db_data_version(db);
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0);
	assert_int_equal(db_data_version(db), before); /* one's own save is no news */
	assert_int_equal(dbtest_put(other, NULL, "lang", "en", NULL), 0);
	assert_int_not_equal(db_data_version(db), before);

	/* somebody writes: the other is told, in its own time, and nothing is lost */
	sqlite3_busy_timeout(db->h, 20);
	assert_int_equal(db_act_begin(other, &act, NULL, NULL), 0);
	assert_int_equal(dbtest_put(db, NULL, "lang", "xx", &e), ERR_BUSY);
	assert_false(db_act_is_open(db));
	assert_int_equal(count("setting"), 1); /* reading goes on */
	db_act_rollback(other);
	assert_int_equal(dbtest_put(db, NULL, "lang", "xx", &e), 0);

	/* several reads on one state */
	assert_int_equal(db_read_begin(db, NULL), 0);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting WHERE value = 'xx'"), 1);
	assert_int_equal(dbtest_put(other, NULL, "lang", "yy", NULL), 0);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting WHERE value = 'xx'"), 1);
	db_read_end(db);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting WHERE value = 'yy'"), 1);

	/* one that is closed in the middle of an act saved nothing of it */
	assert_int_equal(db_act_begin(other, &act, NULL, NULL), 0);
	assert_int_equal(dbtest_sql(other, "DELETE FROM setting"), SQLITE_OK);
	db_close(other);
	assert_int_equal(count("setting"), 1);
}

static bool after_some(void *ctx)
{
	return ++*(int *)ctx > 3;
}

static void test_stop(void **state)
{
	(void)state;
	static const char many[] =
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) "
		"INSERT INTO setting (key, value) SELECT 'k' || i, 'v' FROM n";
	struct err e = {0};
	int asked = 0;
	/* an act is not stopped half-way: the question is not even put */
	db_stop_when(db, after_some, &asked);
	begin();
	assert_int_equal(dbtest_sql(db, many), SQLITE_OK);
	assert_int_equal(db_act_commit(db, NULL, 0, NULL), 0);
	assert_int_equal(asked, 0);
	struct db_stmt *s = db_begin(db, DBQ_CHECK_EDITED_SETTING, &e);
	db_bind_int(s, "id", 0);
	assert_int_equal(db_run(s, &e), ERR_STOPPED);
	assert_int_equal(asked, 4);
	/* what was asked for again goes through */
	db_stop_when(db, NULL, NULL);
	s = db_begin(db, DBQ_CHECK_EDITED_SETTING, &e);
	db_bind_int(s, "id", 0);
	assert_int_equal(db_run(s, &e), 0);
}

static void test_bulk(void **state)
{
	(void)state;
	int64_t indexes =
		dbtest_number(db, "SELECT count (*) FROM sqlite_schema WHERE type = 'index'");
	begin();
	assert_int_equal(db_bulk_begin(db, 10, NULL), 0); /* too few to pay */
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM sqlite_schema WHERE type = 'index'"),
		indexes);
	assert_int_equal(db_bulk_end(db, NULL), 0);
	assert_int_equal(db_bulk_begin(db, 50000, NULL), 0);
	assert_true(dbtest_number(db, "SELECT count (*) FROM sqlite_schema WHERE type = 'index'") <
		    indexes);
	assert_int_equal(db_bulk_end(db, NULL), 0);
	assert_int_equal(db_act_commit(db, NULL, 0, NULL), 0);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM sqlite_schema WHERE type = 'index'"),
		indexes);
	assert_int_equal(count("sqlite_temp_schema"), 0);
	/* taken back, they are there as well, and it can be done again */
	for (int i = 0; i < 2; i++) {
		begin();
		assert_int_equal(db_bulk_begin(db, 50000, NULL), 0);
		db_act_rollback(db);
		assert_int_equal(
			dbtest_number(
				db, "SELECT count (*) FROM sqlite_schema WHERE type = 'index'"),
			indexes);
	}
	assert_int_equal(db_analyze(db, NULL), 0);
}

/* What does not come back entirely is not kept, whatever its caller thinks of the error. */
static void test_bulk_fails(void **state)
{
	static const char all[] = "SELECT count (*) FROM sqlite_schema";
	static const char cache[] = "SELECT cache_size FROM pragma_cache_size";
	(void)state;
	int64_t before = dbtest_number(db, all), pages = dbtest_number(db, cache);
	begin();
	assert_int_equal(db_bulk_begin(db, 50000, NULL), 0);
	assert_int_equal(dbtest_sql(db, "CREATE INDEX member_name ON person (id)"), 0);
	assert_true(db_bulk_end(db, NULL) < 0);
	assert_true(db_act_commit(db, NULL, 0, NULL) < 0);
	assert_int_equal(dbtest_number(db, all), before);
	assert_int_equal(dbtest_number(db, cache), pages);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_outside),
		TEST(test_audit),
		TEST(test_nothing_changed),
		TEST(test_uid),
		TEST(test_nesting),
		TEST(test_marks),
		TEST(test_statements),
		TEST(test_two_connections),
		TEST(test_stop),
		TEST(test_bulk),
		TEST(test_bulk_fails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
