/* Memory that runs out at any moment, ours and SQLite's: an error and nothing half done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sqlite3_mem_methods real;
static long sqlite_fail_at, sqlite_count;

static bool sqlite_fails(void)
{
	return ++sqlite_count == sqlite_fail_at;
}

static void *failing_malloc(int n)
{
	return sqlite_fails() ? NULL : real.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
	return sqlite_fails() ? NULL : real.xRealloc(p, n);
}

static void fail_ours(long n)
{
	mem_fail_at(n);
}

static void fail_sqlite(long n)
{
	sqlite_fail_at = n;
	sqlite_count = 0;
}

/* Runs `attempt` with the n-th allocation failing, for every n (for the later ones, for some) until
 * it needs fewer than n. */
static void at_every_allocation(void (*fail_at)(long n), const long *counter, int (*attempt)(void))
{
	int failed = 0;
	for (long n = 1;; n += 1 + n / 20) {
		fail_at(n);
		int r = attempt();
		long used = counter ? *counter : mem_count();
		fail_at(0);
		if (used < n) {
			assert_int_equal(r, 0);
			break;
		}
		/* SQLite does without some of its allocations; nobody fails in another way */
		if (r && r != ERR_NOMEM)
			fail_msg("allocation %ld: %d", n, r);
		failed += r == ERR_NOMEM;
	}
	assert_true(failed > 1);
}

static int open_and_close(void)
{
	struct db *db = NULL;
	struct err e = {0};
	int r = db_open(dbtest_path("m.db"), DB_CREATE | DB_FAST, &db, &e);
	assert_int_equal(r, e.code);
	if (r) {
		assert_null(db);
		assert_int_equal(dbtest_count("m.db"), 0);
		return r;
	}
	db_close(db);
	unlink(dbtest_path("m.db"));
	return 0;
}

static int open_old(void)
{
	struct db *db = NULL;
	int r = db_open(dbtest_path("old.db"), DB_FAST, &db, NULL);
	db_close(db);
	return r;
}

static int open_copy(void)
{
	static const char next[] = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;";
	struct embedded chain[64];
	unsigned n = db_migrations_count;
	memcpy(chain, db_migrations, n * sizeof *chain);
	chain[n++] = (struct embedded){
		"9999_later.sql", (const unsigned char *)next, sizeof next - 1};
	struct db *db = NULL;
	db_migrate_use(chain, n);
	int r = db_open(dbtest_path("old.db"), DB_READONLY, &db, NULL);
	db_migrate_use(NULL, 0);
	db_close(db);
	assert_int_equal(dbtest_count("taonguon-"), 0);
	return r;
}

static void test_open(void **state)
{
	(void)state;
	setenv("XDG_RUNTIME_DIR", dbtest_path("."), 1);
	at_every_allocation(fail_ours, NULL, open_and_close);
	at_every_allocation(fail_sqlite, &sqlite_count, open_and_close);
	db_close(dbtest_open(dbtest_path("old.db"), DB_CREATE));
	struct bytes before = bytes_read(dbtest_path("old.db"));
	at_every_allocation(fail_ours, NULL, open_copy);
	at_every_allocation(fail_sqlite, &sqlite_count, open_copy);
	at_every_allocation(fail_sqlite, &sqlite_count, open_old);
	bytes_same(&before, dbtest_path("old.db"));
	unsetenv("XDG_RUNTIME_DIR");
}

static struct db *db;

static void nothing_stayed(void)
{
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM setting"), 0);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM audit"), 0);
	assert_int_equal(dbtest_number(db, "SELECT count (*) FROM audit_change"), 0);
}

static void test_act(void **state)
{
	(void)state;
	db = dbtest_open(dbtest_path("act.db"), DB_CREATE | DB_FAST);
	for (int sqlite = 0; sqlite < 2; sqlite++) {
		int failed = 0;
		for (long n = 1;; n++) {
			/* statements anew, so that their preparing is met too */
			db_close(db);
			unlink(dbtest_path("act.db"));
			db = dbtest_open(dbtest_path("act.db"), DB_CREATE | DB_FAST);
			struct err e = {0};
			(sqlite ? fail_sqlite : fail_ours)(n);
			int r = dbtest_put(db, "one", "lang", "vi", &e);
			long used = sqlite ? sqlite_count : mem_count();
			fail_ours(0);
			fail_sqlite(0);
			assert_false(db_act_is_open(db));
			assert_true(sqlite3_get_autocommit(db->h));
			if (r) {
				assert_int_equal(r, ERR_NOMEM);
				nothing_stayed();
				failed++;
				/* and the same act can be done on the same connection */
				assert_int_equal(dbtest_put(db, "one", "lang", "vi", NULL), 0);
			}
			assert_int_equal(
				dbtest_number(db, "SELECT count (*) FROM audit WHERE uid = 'one'"),
				1);
			if (used < n)
				break;
		}
		assert_true(failed > 1);
	}
	db_close(db);
}

int main(void)
{
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
	sqlite3_mem_methods failing = real;
	failing.xMalloc = failing_malloc;
	failing.xRealloc = failing_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_open, dbtest_setup, dbtest_teardown),
		cmocka_unit_test_setup_teardown(test_act, dbtest_setup, dbtest_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
