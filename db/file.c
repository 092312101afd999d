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

/* Indexes that matching during an import does not need. */
static const char *const droppable[] = {
	"person_cell_name",
	"candidate_name",
	"candidate_cell_stage",
	"candidate_stage",
	"candidate_since",
	"candidate_uncovered",
	"member_name",
	"member_cell",
	"probation_since",
	"event_kind_date",
	"person_cell_cell",
	"audit_change_of_act",
	"audit_change_of_record",
	"task_cell",
	"task_kind",
};

/* The statements that make the dropped indexes again wait in a temporary table until db_bulk_end; both
 * go with the transaction. */
int db_bulk_begin(struct db *db, int64_t rows, struct err *err)
{
	int64_t people = 0;
	int r = db_number(db_begin(db, DBQ_PERSON_LAST, err), 0, &people, err);
	if (r || rows < 2000 || rows < people)
		return r;
	/* the pages that a large batch goes back to stay in memory meanwhile */
	r = db_exec(db, "PRAGMA cache_size = -65536; CREATE TEMP TABLE bulk_index (sql TEXT)", err);
	for (size_t i = 0; !r && i < ARRAY_LEN(droppable); i++) {
		char *keep = sqlite3_mprintf("INSERT INTO temp.bulk_index SELECT sql FROM "
					     "main.sqlite_schema WHERE name = %Q;"
					     "DROP INDEX main.%s;",
			droppable[i], droppable[i]);
		r = keep ? db_exec(db, keep, err) : ERR_OOM(err);
		sqlite3_free(keep);
	}
	db->is_bulk = !r;
	return r;
}

bool db_bulk_is_open(const struct db *db)
{
	return db->is_bulk;
}

int db_bulk_end(struct db *db, struct err *err)
{
	if (!db->is_bulk)
		return 0;
	db->is_bulk = false;
	VEC(char *) sqls = {0};
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(db->h, "SELECT sql FROM temp.bulk_index", -1, &s, NULL), r = 0;
	while (rc == SQLITE_OK && !r && sqlite3_step(s) == SQLITE_ROW) {
		char *sql = mem_strdup((const char *)sqlite3_column_text(s, 0));
		if (!sql || !VEC_PUSH(&sqls, sql))
			r = ERR_OOM(err);
	}
	sqlite3_finalize(s);
	if (rc != SQLITE_OK)
		r = DB_ERR(db, rc, err);
	VEC_EACH (sql, &sqls) {
		if (!r)
			r = db_exec(db, *sql, err);
		free(*sql);
	}
	VEC_DONE(&sqls);
	return r ? r : db_exec(db, "DROP TABLE temp.bulk_index; PRAGMA cache_size = -2000", err);
}
