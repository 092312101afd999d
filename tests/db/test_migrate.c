/* The chain of migrations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEP(name, sql)                                                                            \
	{                                                                                          \
		name, (const unsigned char *)(sql), sizeof(sql) - 1                                \
	}

/* A parent that is rebuilt: with foreign keys on this would lose its children. */
#define REBUILD                                                                                    \
	"CREATE TABLE parent_new (id INTEGER PRIMARY KEY, more TEXT) STRICT;"                      \
	"INSERT INTO parent_new (id) SELECT id FROM parent; DROP TABLE parent;"                    \
	"ALTER TABLE parent_new RENAME TO parent;"
static const struct embedded good[] = {
	STEP("0001_a.sql",
		"CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;"
		"CREATE TABLE child (id INTEGER PRIMARY KEY,"
		"	parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE) STRICT;"
		"INSERT INTO parent VALUES (1), (2); INSERT INTO child VALUES (1, 1), (2, 2);"),
	STEP("0002_b.sql", REBUILD),
	STEP("0005_c.sql", "CREATE TABLE last (id INTEGER PRIMARY KEY) STRICT;"),
};

static void old_one(const char *path)
{
	db_migrate_use(good, 1);
	db_close(dbtest_open(path, DB_CREATE));
}

static void test_from_empty(void **state)
{
	(void)state;
	struct db *db = dbtest_open(dbtest_path("e.db"), DB_CREATE);
	assert_int_equal(db_schema_version(db), atoi(db_migrations[db_migrations_count - 1].name));
	assert_int_equal(dbtest_number(db, "PRAGMA user_version"), db_schema_version(db));
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM pragma_foreign_key_check"), 0);
	assert_null(db_upgrade_backup(db));
	db_close(db);
	for (unsigned i = 1; i < db_migrations_count; i++)
		assert_true(atoi(db_migrations[i].name) > atoi(db_migrations[i - 1].name));
}

static void test_upgrade(void **state)
{
	(void)state;
	char backup[4096];
	const char *path = dbtest_path("u.db");
	old_one(path);
	db_migrate_use(good, 3);
	struct db *db = dbtest_open(path, 0);
	assert_int_equal(db_schema_version(db), 5);
	assert_int_equal(dbtest_number(db, "PRAGMA user_version"), 5);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM child"), 2);
	assert_int_equal(dbtest_number(db, "PRAGMA foreign_keys"), 1);
	assert_non_null(db_upgrade_backup(db));
	snprintf(backup, sizeof backup, "%s", db_upgrade_backup(db));
	db_close(db);

	/* what was before it is in the backup */
	db_migrate_use(good, 1);
	db = dbtest_open(backup, 0);
	assert_int_equal(db_schema_version(db), 1);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM child"), 2);
	db_close(db);

	/* a backup of that name is never written over */
	unlink(path);
	old_one(path);
	struct bytes before = bytes_read(backup);
	db_migrate_use(good, 3);
	db = dbtest_open(path, 0);
	assert_string_not_equal(db_upgrade_backup(db), backup);
	db_close(db);
	bytes_same(&before, backup);
	/* nothing to do: no backup */
	db = dbtest_open(path, 0);
	assert_null(db_upgrade_backup(db));
	db_close(db);
}

static void test_failing_step(void **state)
{
	(void)state;
	static const struct embedded bad[] = {
		STEP("0002_bad.sql", "CREATE TABLE x (id INTEGER PRIMARY KEY) STRICT; DELETE FROM "
				     "child; CREATE nonsense;"),
		STEP("0002_bad.sql", "DELETE FROM child; INSERT INTO parent VALUES (1);"),
		STEP("0002_bad.sql", "DELETE FROM parent WHERE id = 1;"), /* leaves a child alone */
	};
	static const int codes[] = {ERR_INTERNAL, ERR_DUPLICATE, ERR_CORRUPT};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		const struct embedded chain[] = {good[0], bad[i]};
		const char *path = dbtest_path("f.db");
		struct db *db = NULL;
		struct err e = {0};
		old_one(path);
		db_migrate_use(chain, 2);
		assert_int_equal(db_open(path, 0, &db, &e), codes[i]);
		assert_null(db);
		db_migrate_use(good, 1);
		db = dbtest_open(path, 0);
		assert_int_equal(db_schema_version(db), 1);
		assert_int_equal(dbtest_number(db, "SELECT count (*) FROM child"), 2);
		assert_int_equal(dbtest_number(db, "SELECT count (*) FROM parent"), 2);
		assert_int_equal(dbtest_number(db, "SELECT count (*) FROM sqlite_schema"), 2);
		db_close(db);
		unlink(path);
	}
}

static void test_new_file_fails(void **state)
{
	(void)state;
	static const struct embedded bad[] = {STEP("0001_bad.sql", "CREATE nonsense;")};
	struct db *db = NULL;
	db_migrate_use(bad, 1);
	assert_true(db_open(dbtest_path("n.db"), DB_CREATE, &db, NULL) < 0);
	assert_int_equal(dbtest_count(""), 0);
}

/* Two programs that upgrade one file: the second finds the work done. */
static void test_two_at_once(void **state)
{
	(void)state;
	const char *path = dbtest_path("t.db");
	old_one(path);
	struct db *first = dbtest_open(path, 0), *second = dbtest_open(path, 0);
	db_migrate_use(good, 3);
	assert_int_equal(db_migrate(first, 0, NULL), 0);
	assert_int_equal(second->version, 1);
	assert_int_equal(db_migrate(second, 0, NULL), 0);
	assert_int_equal(db_schema_version(second), 5);
	assert_int_equal(dbtest_number(second, "SELECT count (*) FROM child"), 2);
	db_close(first);
	db_close(second);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, dbtest_setup, dbtest_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_from_empty),
		TEST(test_upgrade),
		TEST(test_failing_step),
		TEST(test_new_file_fails),
		TEST(test_two_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
