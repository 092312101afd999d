/* What SQLite refuses, as code and field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static struct db *db;

static int setup(void **state)
{
	if (dbtest_setup(state))
		return -1;
	return db_open(dbtest_path("a.db"), DB_CREATE, &db, NULL);
}

static int teardown(void **state)
{
	db_close(db);
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

#define CELL "INSERT INTO cell (code, code_key, type) VALUES ('A', x'01', 1);"
#define PERSON                                                                                     \
	"INSERT INTO person (full_name, name_key, name_fold, cccd) VALUES ('A', x'01', 'a', "      \
	"'012345678901');"
#define PERSON_WITH(column, value)                                                                 \
	"INSERT INTO person (full_name, name_key, name_fold, " column                              \
	") VALUES ('A', x'01', 'a', " value ");"
#define TARGET(values)                                                                             \
	"INSERT INTO target (from_year, to_year, kind, count, percent, base, base_date) VALUES "   \
	"(" values ");"
#define TWICE(sql) sql sql

static void test_errors(void **state)
{
	(void)state;
	static const struct {
		const char *sql;
		int code;
		const char *field;
	} cases[] = {
		{TWICE(CELL), ERR_DUPLICATE, "code"},
		{TWICE(PERSON), ERR_DUPLICATE, "cccd"},
		{TWICE("INSERT INTO setting (key, value) VALUES ('a', 'b');"), ERR_DUPLICATE,
			"key"},
		{TWICE("INSERT INTO setting (id, key, value) VALUES (1, random (), 'b');"),
			ERR_DUPLICATE, "id"},
		{TWICE("INSERT INTO committee (name) VALUES ('a');"), ERR_DUPLICATE, "from_date"},
		{TWICE(TARGET("2026, 2026, 1, 3, NULL, NULL, NULL")), ERR_DUPLICATE, "kind"},
		{CELL TWICE(
			 "INSERT INTO cell_name (cell_id, name, name_fold) VALUES (1, 'a', 'a');"),
			ERR_DUPLICATE, "from_date"},
		{CELL TWICE("INSERT INTO cell_post (cell_id, post, holder) VALUES (1, 1, 'a');"),
			ERR_DUPLICATE, "from_date"},
		{CELL TWICE("INSERT INTO cell_count (cell_id, as_of) VALUES (1, '2026-01-01');"),
			ERR_DUPLICATE, "as_of"},
		{PERSON TWICE("INSERT INTO event (person_id, kind, on_date) VALUES (1, 1, "
			      "'2026-01-01');"),
			ERR_DUPLICATE, "on_date"},
		{PERSON_WITH("sex", "'x'"), ERR_INVALID, "sex"},
		{PERSON_WITH("birth", "'1/2/1990'"), ERR_INVALID, "birth"},
		{PERSON_WITH("cccd", "'12'"), ERR_INVALID, "cccd"},
		{PERSON_WITH("education", "9"), ERR_INVALID, "education"},
		{PERSON_WITH("youth_union", "'yes'"), ERR_INVALID, "youth_union"},
		{PERSON_WITH("joined_on", "'2020'"), ERR_INVALID, "joined_on"},
		{"INSERT INTO person (full_name, name_key, name_fold) VALUES ('', x'01', 'a')",
			ERR_INVALID, "full_name"},
		{"INSERT INTO person (name_key, name_fold) VALUES (x'01', 'a')", ERR_INVALID,
			"full_name"},
		{"INSERT INTO cell (code, code_key, type, successor_id, id) VALUES ('A', x'01', 1, "
		 "5, 5)",
			ERR_INVALID, "successor"},
		{CELL "INSERT INTO cell_count (cell_id, as_of, members, official) VALUES (1, "
		      "'2026-01-01', 3, 4)",
			ERR_INVALID, "official"},
		{PERSON "INSERT INTO mentor_assignment (person_id, mentor_id, mentor_name) VALUES "
			"(1, 1, 'A')",
			ERR_INVALID, "mentor"},
		{TARGET("2026, 2025, 1, 3, NULL, NULL, NULL"), ERR_INVALID, "to_year"},
		{TARGET("2026, 2026, 7, 3, NULL, NULL, NULL"), ERR_INVALID, "kind"},
		{"INSERT INTO event (person_id, kind, on_date) VALUES (1, 1, '2026-01-01')",
			ERR_IN_USE, ""},
		{CELL "INSERT INTO cell_name (cell_id, name, name_fold) VALUES (1, 'a', 'a'); "
		      "DELETE FROM cell",
			ERR_IN_USE, ""},
		{PERSON "INSERT INTO event (person_id, kind, on_date) VALUES (1, 3, '2026-01-01')",
			ERR_IN_USE, ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		begin();
		int rc = dbtest_sql(db, cases[i].sql);
		if (rc == SQLITE_OK)
			fail_msg("accepted: %s", cases[i].sql);
		int r = DB_ERR(db, rc, &e);
		if (r != cases[i].code || strcmp(e.field, cases[i].field) != 0)
			fail_msg("%s: %d \"%s\"", cases[i].sql, r, e.field);
		db_act_rollback(db);
	}
}

static void test_full(void **state)
{
	(void)state;
	struct err e = {0};
	char limit[64];
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0);
	snprintf(limit, sizeof limit, "PRAGMA max_page_count = %lld",
		(long long)dbtest_number(db, "PRAGMA page_count"));
	assert_int_equal(dbtest_sql(db, limit), SQLITE_OK);
	int r = 0;
	int64_t saved = 0;
	for (int i = 0; !r && i < 10000; i++) {
		char key[32];
		snprintf(key, sizeof key, "k%d", i);
		r = dbtest_put(db, NULL, key, "a value that takes some room in the page", &e);
		saved += r == 0;
	}
	assert_int_equal(r, ERR_FULL);
	assert_false(db_act_is_open(db));
	assert_int_equal(count("setting"), saved + 1);
	assert_int_equal(count("audit"), saved + 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_errors),
		TEST(test_full),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
