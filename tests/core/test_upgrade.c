/* What every released version of the schema held is kept by the migrations after it: a database of that version,
 * as its program wrote it, opened by this one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "core/task.h"
#include "db/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	char *text = calloc(1, 1 << 20);
	assert_non_null(text);
	size_t n = fread(text, 1, (1 << 20) - 1, f);
	assert_true(n > 0 && n < (1 << 20) - 1);
	fclose(f);
	return text;
}

/* The schema as it was, and the rows, written beside the triggers: they are in the dump, too. */
static void make(const char *path, unsigned version)
{
	char dump[4096];
	struct err e = {0};
	struct db *db;
	db_migrate_use(db_migrations, version);
	assert_int_equal(db_open(path, DB_CREATE, &db, &e), 0);
	db_migrate_use(NULL, 0);
	snprintf(dump, sizeof dump, "%s/v%u.sql", getenv("RELEASED"), version);
	char *sql = read_file(dump), *why = NULL;
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	/* rows point at each other; that all of them hold is asked when it is opened */
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	if (sqlite3_exec(db->h, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", dump, why);
	free(sql);
	db_close(db);
}

static void test_version(void **state, unsigned version, int64_t people, int64_t events)
{
	(void)state;
	char folder[] = "/tmp/taonguon-upgrade-XXXXXX", path[64], backup[80];
	struct err e = {0};
	struct db *db;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.db", folder);
	make(path, version);
	assert_int_equal(db_open(path, 0, &db, &e), 0);
	assert_int_equal(db_schema_version(db), db_newest_version());
	snprintf(backup, sizeof backup, "%s", db_upgrade_backup(db));
	assert_int_equal(access(backup, R_OK), 0);
	assert_int_equal(fixture_number(db, "SELECT count(*) FROM person"), people);
	assert_int_equal(fixture_number(db, "SELECT count(*) FROM event"), events);
	/* what is kept now, and was not then, is made: and all of it holds */
	bool is_current = true;
	assert_int_equal(tasks_are_current(db, &is_current, &e), 0);
	assert_int_equal(is_current, version > 2);
	assert_int_equal(tasks_prepare(db, NULL, NULL, &e), 0);
	assert_int_equal(tasks_are_current(db, &is_current, &e), 0);
	assert_true(is_current);
	assert_true(fixture_number(db, "SELECT count(*) FROM task") > 0);
	fixture_sound(db);
	db_close(db);
	unlink(backup);
	unlink(path);
	rmdir(folder);
}

static void test_1(void **state)
{
	test_version(state, 1, 23, 44);
}

static void test_2(void **state)
{
	test_version(state, 2, 23, 45);
}

static void test_3(void **state)
{
	test_version(state, 3, 23, 45);
}

static void test_4(void **state)
{
	test_version(state, 4, 23, 45);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_1), cmocka_unit_test(test_2),
		cmocka_unit_test(test_3), cmocka_unit_test(test_4)};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
