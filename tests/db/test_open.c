/* Files that are ours, and files that are not: what is refused stays as it was, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed database with one setting in it. */
static const char *make(const char *name)
{
	const char *path = dbtest_path(name);
	struct db *db = dbtest_open(path, DB_CREATE);
	assert_int_equal(dbtest_put(db, NULL, "dry_years", "4", NULL), 0);
	db_close(db);
	return path;
}

static void test_create(void **state)
{
	(void)state;
	struct stat st;
	struct err e = {0};
	struct db *db = NULL;
	const char *path = make("a.db");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	/* nothing is left beside a closed one */
	assert_int_equal(dbtest_count(""), 1);
	assert_int_equal(db_open(path, DB_CREATE, &db, &e), ERR_EXISTS);
	assert_null(db);
	assert_string_equal(e.field, "file");

	db = dbtest_open(path, 0);
	assert_int_equal(db_schema_version(db), db_newest_version());
	assert_null(db_upgrade_backup(db));
	assert_false(db_is_readonly(db));
	assert_string_equal(db_path(db), path);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting"), 1);
	assert_int_equal(dbtest_number(db, "PRAGMA synchronous"), 2);
	assert_int_equal(dbtest_number(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(dbtest_number(db, "PRAGMA temp_store"), 2);
	assert_int_equal(dbtest_number(db, "PRAGMA cell_size_check"), 1);
	assert_int_equal(dbtest_number(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(
		dbtest_number(
			db, "SELECT count (*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
		1);
	assert_int_equal(dbtest_number(db, "PRAGMA application_id"), DB_APPLICATION_ID);
	/* files beside it are nobody else's to read either */
	char wal[4096];
	snprintf(wal, sizeof wal, "%s-wal", path);
	assert_int_equal(stat(wal, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	db_close(db);

	assert_int_equal(db_open(dbtest_path("none/x.db"), DB_CREATE, &db, &e), ERR_IO);
	assert_int_equal(db_open(dbtest_path("none.db"), 0, &db, &e), ERR_NOT_FOUND);
	assert_int_equal(db_open(dbtest_path("none.db"), DB_READONLY, &db, &e), ERR_NOT_FOUND);
	assert_int_equal(dbtest_count(""), 1);
}

static void sqlite_file(const char *path, const char *sql)
{
	sqlite3 *h;
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	assert_int_equal(sqlite3_exec(h, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(h);
}

static void make_empty(const char *path)
{
	bytes_write(path, "", 0);
}
static void make_short(const char *path)
{
	bytes_write(path, "SQLite format 3", 16);
}
static void make_text(const char *path)
{
	char text[4096];
	memset(text, 'x', sizeof text);
	bytes_write(path, text, sizeof text);
}
static void make_other(const char *path)
{
	sqlite_file(
		path, "PRAGMA journal_mode = WAL; CREATE TABLE person (id INTEGER PRIMARY KEY)");
}
static void make_other_id(const char *path)
{
	sqlite_file(path, "PRAGMA application_id = 77; CREATE TABLE t (a)");
}
static void change(const char *path, const char *sql)
{
	unlink(path);
	struct db *db = dbtest_open(path, DB_CREATE);
	assert_int_equal(dbtest_sql(db, sql), SQLITE_OK);
	db_close(db);
}
static void make_newer(const char *path)
{
	change(path, "PRAGMA user_version = 999");
}
/* The head is whole, the first tree is not. */
static void make_corrupt(const char *path)
{
	change(path, "PRAGMA user_version = 0");
	struct bytes b = bytes_read(path);
	memset(b.data + 100, 0xA5, b.n - 100);
	bytes_write(path, b.data, b.n);
	free(b.data);
}
static void make_cut(const char *path)
{
	change(path, "PRAGMA user_version = 0");
	struct bytes b = bytes_read(path);
	bytes_write(path, b.data, b.n / 2);
	free(b.data);
}

static void test_refused(void **state)
{
	(void)state;
	static const struct {
		void (*make)(const char *path);
		int code;
	} files[] = {
		{make_empty, ERR_FOREIGN},
		{make_short, ERR_FOREIGN},
		{make_text, ERR_FOREIGN},
		{make_other, ERR_FOREIGN},
		{make_other_id, ERR_FOREIGN},
		{make_newer, ERR_NEWER},
		{make_corrupt, ERR_CORRUPT},
		{make_cut, ERR_CORRUPT},
	};
	static const unsigned flags[] = {0, DB_READONLY, DB_FAST};
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		for (size_t j = 0; j < ARRAY_LEN(flags); j++) {
			const char *path = dbtest_path("file.db");
			struct db *db = NULL;
			struct err e = {0};
			files[i].make(path);
			struct bytes before = bytes_read(path);
			int r = db_open(path, flags[j], &db, &e);
			if (r != files[i].code)
				fail_msg("file %zu, flags %u: %d, expected %d (%s)", i, flags[j], r,
					files[i].code, e.detail);
			assert_int_equal(e.code, r);
			assert_null(db);
			bytes_same(&before, path);
			unlink(path);
			unlink(dbtest_path("file.db-wal"));
			unlink(dbtest_path("file.db-shm"));
		}
}

/* Damage that opening does not meet is found by the check. */
static void count_fault(int *n, const char *text)
{
	assert_true(*text);
	++*n;
}
static int on_fault(void *ctx, const char *text)
{
	count_fault(ctx, text);
	return 0;
}
static int stop_at_fault(void *ctx, const char *text)
{
	count_fault(ctx, text);
	return 42;
}

static void test_check_file(void **state)
{
	(void)state;
	const char *path = make("c.db");
	struct db *db = dbtest_open(path, 0);
	int n = 0;
	assert_int_equal(db_check_file(db, on_fault, &n, NULL), 0);
	assert_int_equal(n, 0);
	assert_int_equal(
		dbtest_sql(db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
			       "INSERT INTO audit_change (audit_id, record, record_id) VALUES (77, "
			       "'x', 1)"),
		SQLITE_OK);
	assert_int_equal(db_check_file(db, on_fault, &n, NULL), 0);
	assert_int_equal(n, 1);
	assert_int_equal(
		dbtest_sql(db, "DROP TRIGGER setting_audit_update; PRAGMA writable_schema = ON;"
			       "UPDATE person_word SET word = 'x'"),
		SQLITE_OK);
	n = 0;
	assert_int_equal(db_check_file(db, stop_at_fault, &n, NULL), 42);
	assert_int_equal(n, 1);
	db_close(db);
	/* an index that lacks a row */
	struct bytes b = bytes_read(path);
	bool hit = false;
	for (size_t i = 0; !hit && i + 9 < b.n; i++)
		if (memcmp(b.data + i, "dry_years", 9) == 0 && b.data[i + 9] != '4' &&
			b.data[i + 9] != '"') {
			b.data[i] = 'x';
			hit = true;
		}
	assert_true(hit);
	bytes_write(path, b.data, b.n);
	free(b.data);
	db = dbtest_open(path, 0);
	n = 0;
	assert_int_equal(db_check_file(db, on_fault, &n, NULL), 0);
	assert_true(n >= 2);
	db_close(db);
}

static void test_readonly(void **state)
{
	(void)state;
	const char *path = make("r.db");
	struct err e = {0};
	struct db *db = dbtest_open(path, DB_READONLY);
	assert_true(db_is_readonly(db));
	assert_null(db->scratch);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting"), 1);
	assert_int_equal(dbtest_put(db, NULL, "dry_years", "5", &e), ERR_READONLY);
	assert_int_not_equal(dbtest_sql(db, "UPDATE person SET stage = 1"), SQLITE_OK);
	db_close(db);
}

/* One of an older schema is upgraded in a copy of one's own: the file stays as it is. So is one in
 * a folder that cannot be written, by the same path. */
static void test_readonly_copy(void **state)
{
	(void)state;
	static const char next[] = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;";
	const char *path = make("r.db");
	char scratch[4096];
	struct embedded chain[64];
	unsigned n = db_migrations_count;
	memcpy(chain, db_migrations, n * sizeof *chain);
	chain[n++] = (struct embedded){
		"9999_later.sql", (const unsigned char *)next, sizeof next - 1};
	db_migrate_use(chain, n);
	setenv("XDG_RUNTIME_DIR", dbtest_path("."), 1);
	struct bytes before = bytes_read(path);
	struct db *db = dbtest_open(path, DB_READONLY);
	assert_non_null(db->scratch);
	snprintf(scratch, sizeof scratch, "%s", db->scratch);
	struct stat st;
	assert_int_equal(stat(scratch, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(db_schema_version(db), 9999);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting"), 1);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM later"), 0);
	assert_null(db_upgrade_backup(db));
	assert_int_not_equal(dbtest_sql(db, "INSERT INTO later VALUES (1)"), SQLITE_OK);
	db_close(db);
	bytes_same(&before, path);
	assert_int_equal(access(scratch, F_OK), -1);
	*strrchr(scratch, '/') = '\0';
	assert_int_equal(access(scratch, F_OK), -1);

	/* what is still in the WAL is read too */
	db_migrate_use(NULL, 0);
	struct db *writer = dbtest_open(path, 0);
	assert_int_equal(dbtest_put(writer, NULL, "lang", "vi", NULL), 0);
	db_migrate_use(chain, n);
	db = dbtest_open(path, DB_READONLY);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting"), 2);
	db_close(db);
	db_close(writer);
	/* a copy that fails leaves nothing behind */
	unlink(path);
	make_corrupt(path);
	assert_true(db_open(path, DB_READONLY, &db, NULL) < 0);
	assert_int_equal(dbtest_count("taonguon-"), 0);
	unsetenv("XDG_RUNTIME_DIR");
}

static void test_copy(void **state)
{
	(void)state;
	const char *to = dbtest_path("to.db");
	struct err e = {0};
	struct stat st;
	struct db *db = dbtest_open(make("from.db"), 0);
	assert_int_equal(dbtest_put(db, NULL, "lang", "vi", NULL), 0); /* still in the WAL */
	assert_int_equal(db_copy_to(db, to, &e), 0);
	assert_int_equal(stat(to, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	struct bytes before = bytes_read(to);
	assert_int_equal(db_copy_to(db, to, &e), ERR_EXISTS);
	bytes_same(&before, to);
	assert_int_equal(db_copy_to(db, dbtest_path("none/to.db"), &e), ERR_IO);
	db_close(db);
	db = dbtest_open(to, 0);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting"), 2);
	db_close(db);

	/* a copy of one that never had a WAL is written with one all the same */
	unlink(to);
	db = dbtest_open(NULL, DB_MEMORY);
	assert_int_equal(db_copy_to(db, to, &e), 0);
	db_close(db);
	db = dbtest_open(to, 0);
	assert_int_equal(
		dbtest_number(
			db, "SELECT count (*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
		1);
	db_close(db);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, dbtest_setup, dbtest_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_create),
		TEST(test_refused),
		TEST(test_check_file),
		TEST(test_readonly),
		TEST(test_readonly_copy),
		TEST(test_copy),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
