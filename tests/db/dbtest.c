#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[PATH_MAX - NAME_MAX - 2];

int dbtest_setup(void **state)
{
	(void)state;
	const char *tmp = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/taonguon-db-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

const char *dbtest_path(const char *name)
{
	static char paths[8][PATH_MAX];
	static int at;
	char *path = paths[at++ % 8];
	snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return path;
}

static int each_file(const char *prefix, bool unlink_too)
{
	int n = 0;
	DIR *d = opendir(folder);
	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));)
		if (e->d_name[0] != '.' && !strncmp(e->d_name, prefix, strlen(prefix))) {
			n++;
			if (unlink_too)
				unlink(dbtest_path(e->d_name));
		}
	closedir(d);
	return n;
}

int dbtest_count(const char *prefix)
{
	return each_file(prefix, false);
}

int dbtest_teardown(void **state)
{
	(void)state;
	db_migrate_use(NULL, 0);
	mem_fail_at(0);
	each_file("", true);
	return rmdir(folder);
}

struct bytes bytes_read(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0 && fstat(fd, &st) == 0);
	struct bytes b = {malloc((size_t)st.st_size + 1), (size_t)st.st_size};
	assert_non_null(b.data);
	assert_true(read(fd, b.data, b.n) == (ssize_t)b.n);
	close(fd);
	return b;
}

void bytes_write(const char *path, const void *data, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_true(write(fd, data, n) == (ssize_t)n);
	close(fd);
}

void bytes_same(struct bytes *b, const char *path)
{
	struct bytes now = bytes_read(path);
	assert_int_equal(now.n, b->n);
	assert_memory_equal(now.data, b->data, b->n);
	free(now.data);
	free(b->data);
	b->data = NULL;
}

struct db *dbtest_open(const char *path, unsigned flags)
{
	struct db *db = NULL;
	struct err e = {0};
	if (db_open(path, flags, &db, &e))
		fail_msg("open %s: %d %s", path, e.code, e.detail);
	return db;
}

int dbtest_sql(struct db *db, const char *sql)
{
	return sqlite3_exec(db->h, sql, NULL, NULL, NULL);
}

int64_t dbtest_number(struct db *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int64_t n = -1;
	if (sqlite3_prepare_v2(db->h, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db->h));
	if (sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

int dbtest_put(struct db *db, const char *uid, const char *key, const char *value, struct err *err)
{
	struct db_act act = {.uid = uid, .actor = "clerk", .act = "setting"};
	int r = db_act_begin(db, &act, NULL, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_SETTING_PUT, err);
	db_bind_text(s, "key", key);
	db_bind_text(s, "value", value);
	r = db_run(s, err);
	if (!r)
		return db_act_commit(db, "setting", 7, err);
	db_act_rollback(db);
	return r;
}
