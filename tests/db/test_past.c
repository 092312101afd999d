/* The views of a past day held against the tables that they stand for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"
#include "db/conn.h"

static struct db *db;
static const struct date day = {2022, 12, 31};

static int open_past(void **state)
{
	struct err err = {0};
	(void)state;
	if (db_open(NULL, DB_MEMORY, &db, NULL) || db_past_begin(db, day, day, &err))
		fail_msg("%s", err.detail);
	return 0;
}

static int close_past(void **state)
{
	(void)state;
	db_past_end(db);
	db_close(db);
	return 0;
}

/* Tables of which every row bears a day of its own, or a part of it, that no view looks at: what they say is set for a
 * day, a year or for good, or follows from the rest. */
#define UNDATED                                                                                    \
	"'authority', 'calendar_year', 'committee', 'day_off', 'derived', 'extension', "           \
	"'frozen_report', 'import_batch', 'judgement', 'person_statistics', 'rule_paper', "        \
	"'rule_set', 'rule_value', 'signer', 'target', 'task'"

/* A table that a later schema adds is thought of. */
static void test_every_dated_table(void **state)
{
	(void)state;
	sqlite3_set_authorizer(db->h, NULL, NULL); /* it knows no pragmas in statements */
	assert_int_equal(
		dbtest_number(db,
			"SELECT count (DISTINCT t.name) FROM main.sqlite_schema t, "
			"pragma_table_info (t.name) c WHERE t.type = 'table' AND "
			"(c.name LIKE '%\\_on' ESCAPE '\\' OR c.name LIKE '%date%' OR c.name "
			"IN ('as_of', 'month', 'since', 'until')) AND t.name NOT IN (" UNDATED
			") AND NOT EXISTS (SELECT 1 FROM temp.sqlite_schema v WHERE v.type = "
			"'view' AND v.name = t.name)"),
		0);
}

/* A view says all that its table says, under the same names. */
static void test_columns(void **state)
{
	(void)state;
	sqlite3_set_authorizer(db->h, NULL, NULL);
	assert_true(dbtest_number(db,
			    "SELECT count (*) FROM temp.sqlite_schema WHERE type = 'view'") > 20);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM temp.sqlite_schema v, pragma_table_info "
				  "(v.name, 'main') c "
				  "WHERE v.name NOT LIKE 'past%' AND v.type IN ('view', 'table') "
				  "AND c.name NOT IN "
				  "(SELECT x.name FROM pragma_table_info (v.name, 'temp') x)"),
		0);
	assert_int_equal(
		dbtest_number(db, "SELECT count (*) FROM temp.sqlite_schema v, pragma_table_info "
				  "(v.name, 'temp') c "
				  "WHERE v.name NOT LIKE 'past%' AND v.type IN ('view', 'table') "
				  "AND c.name NOT IN "
				  "(SELECT x.name FROM pragma_table_info (v.name, 'main') x)"),
		0);
}

static void test_readers(void **state)
{
	(void)state;
	for (int q = 0; q < DBQ_COUNT; q++) {
		struct db_query_info i = db_query_info((enum db_query)q);
		sqlite3_stmt *s = NULL;
		if (!i.writes && sqlite3_prepare_v2(db->h, i.sql, -1, &s, NULL) != SQLITE_OK)
			fail_msg("%s: %s", i.name, sqlite3_errmsg(db->h));
		sqlite3_finalize(s);
	}
}

/* Whatever is asked for meanwhile, nothing of the file is written. */
static void test_writers(void **state)
{
	(void)state;
	assert_int_equal(dbtest_sql(db, "DELETE FROM main.event"), SQLITE_AUTH);
	assert_int_equal(
		dbtest_sql(db, "INSERT INTO setting (key, value) VALUES ('a', 'b')"), SQLITE_AUTH);
	assert_int_not_equal(dbtest_sql(db, "DELETE FROM event"), SQLITE_OK);
	assert_int_equal(dbtest_sql(db, "DELETE FROM task"), SQLITE_OK);
	db_past_end(db);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM temp.sqlite_schema"), 0);
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0);
}

static void test_readonly(void **state)
{
	const char *path = dbtest_path("a.db");
	struct err err = {0};
	(void)state;
	db_close(dbtest_open(path, DB_CREATE));
	struct db *ro = dbtest_open(path, DB_READONLY);
	if (db_past_begin(ro, day, day, &err))
		fail_msg("%s", err.detail);
	assert_int_equal(dbtest_number(ro, "SELECT count (*) FROM event"), 0);
	db_past_end(ro);
	assert_int_not_equal(dbtest_sql(ro, "DELETE FROM task"), SQLITE_OK);
	db_close(ro);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_past, close_past)
	const struct CMUnitTest tests[] = {TEST(test_every_dated_table), TEST(test_columns),
		TEST(test_readers), TEST(test_writers),
		cmocka_unit_test_setup_teardown(test_readonly, dbtest_setup, dbtest_teardown)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
