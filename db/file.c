/* The file as a whole: check, copy, statistics, large batches. */
#include "db/conn.h"

#include "base/mem.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int each_line(struct db *db, const char *sql, bool is_key_check,
	int (*fault)(void *ctx, const char *text), void *ctx, struct err *err)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(db->h, sql, -1, &s, NULL), r = 0;
	if (rc != SQLITE_OK)
		return DB_ERR(db, rc, err);
	while (!r && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 0);
		char key[160];
		if (is_key_check) {
			snprintf(key, sizeof key, "%s %lld -> %s", text,
				(long long)sqlite3_column_int64(s, 1),
				(const char *)sqlite3_column_text(s, 2));
			text = key;
		}
		if (strcmp(text, "ok") != 0)
			r = fault(ctx, text);
	}
	if (!r && rc != SQLITE_DONE)
		r = DB_ERR(db, rc, err);
	sqlite3_finalize(s);
	return r;
}

int db_check_file(
	struct db *db, int (*fault)(void *ctx, const char *text), void *ctx, struct err *err)
{
	int r = each_line(db, "PRAGMA integrity_check", false, fault, ctx, err);
	return r ? r : each_line(db, "PRAGMA foreign_key_check", true, fault, ctx, err);
}

int db_copy_to(struct db *db, const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return ERR(err, errno == EEXIST ? ERR_EXISTS : ERR_IO, "file", "%s: %s", path,
			strerror(errno));
	close(fd);
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL);
	sqlite3_backup *b = rc == SQLITE_OK ? sqlite3_backup_init(to, "main", db->h, "main") : NULL;
	if (b) {
		sqlite3_backup_step(b, -1);
		rc = sqlite3_backup_finish(b);
	} else if (rc == SQLITE_OK)
		rc = sqlite3_errcode(to);
	int r = rc == SQLITE_OK ? 0
				: ERR(err, rc == SQLITE_FULL ? ERR_FULL : ERR_IO, "file", "%s: %s",
					  path, sqlite3_errstr(rc));
	sqlite3_close(to);
	if (r)
		unlink(path);
	return r;
}

int db_analyze(struct db *db, struct err *err)
{
	return db->flags & DB_READONLY ? 0
				       : db_exec(db, "PRAGMA analysis_limit = 400; ANALYZE;", err);
}
