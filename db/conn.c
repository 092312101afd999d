/* Opening and closing. How and why: quality of durability was measured, WAL with synchronous=FULL is the
 * only mode that lost nothing in simulated power cuts. */
#include "db/conn.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAL_PAGES = 1000, BUSY_MS = 5000, STOP_STEPS = 2000 };

int db_exec(struct db *db, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : DB_ERR(db, rc, err);
}

static int pragma_number(struct db *db, const char *sql, int *ret, struct err *err)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(db->h, sql, -1, &s, NULL);
	if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		*ret = sqlite3_column_int(s, 0);
		rc = SQLITE_OK;
	}
	int r = rc == SQLITE_OK ? 0 : DB_ERR(db, rc, err);
	sqlite3_finalize(s);
	return r;
}

int db_user_version(struct db *db, int *ret, struct err *err)
{
	return pragma_number(db, "PRAGMA user_version", ret, err);
}

/* The id of the open act: what makes every write belong to one. */
static void sql_audit_act(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	(void)argv;
	struct db *db = sqlite3_user_data(ctx);
	if (db->act_id)
		sqlite3_result_int64(ctx, db->act_id);
	else
		sqlite3_result_error(ctx, "write outside an act", -1);
}

/* SQLite's own auto-checkpoint swallows a failing fsync: ours looks at the result. The commit itself is
 * safe in the WAL; the next act is told that the disk fails. */
static int on_wal(void *ctx, sqlite3 *h, const char *name, int pages)
{
	struct db *db = ctx;
	if (pages >= WAL_PAGES) {
		int rc = sqlite3_wal_checkpoint_v2(h, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		if (rc != SQLITE_OK && rc != SQLITE_BUSY && rc != SQLITE_LOCKED)
			db->checkpoint_fault = rc;
	}
	return SQLITE_OK;
}

static int on_progress(void *ctx)
{
	struct db *db = ctx;
	/* never in the middle of an act: stopping a write takes the whole act back */
	return db->stop && !db->act_id && db->stop(db->stop_ctx);
}

void db_stop_when(struct db *db, bool (*pending)(void *ctx), void *ctx)
{
	db->stop = pending;
	db->stop_ctx = ctx;
	sqlite3_progress_handler(db->h, pending ? STOP_STEPS : 0, pending ? on_progress : NULL, db);
}

/* Reads the file's head before SQLite does anything with it: a foreign file stays as it is. */
static int check_head(const char *path, struct err *err)
{
	unsigned char head[100] = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return ERR(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "file", "%s: %s", path,
			strerror(errno));
	ssize_t n = read(fd, head, sizeof head);
	close(fd);
	unsigned id = (unsigned)head[68] << 24 | (unsigned)head[69] << 16 |
		      (unsigned)head[70] << 8 | head[71];
	if (n != (ssize_t)sizeof head || memcmp(head, "SQLite format 3", 16) != 0 ||
		id != DB_APPLICATION_ID)
		return ERR(err, ERR_FOREIGN, "file", "%s", path);
	return 0;
}

static int make_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return ERR(err, errno == EEXIST ? ERR_EXISTS : ERR_IO, "file", "%s: %s", path,
			strerror(errno));
	close(fd);
	return 0;
}

static int configure(struct db *db, struct err *err)
{
	sqlite3 *h = db->h;
	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_timeout(h, BUSY_MS);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	int rc = sqlite3_create_function_v2(h, "audit_act", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, db,
		sql_audit_act, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = db_audit_json_register(h);
	if (rc != SQLITE_OK)
		return DB_ERR(db, rc, err);
	sqlite3_wal_hook(h, on_wal, db);
	int r = db_exec(db,
		db->flags & DB_FAST ? "PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
				      "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
				    : "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
				      "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;",
		err);
	return r;
}

/* One thread, and nobody asks how much memory SQLite has: no mutex and no bookkeeping for either. */
static void configure_library(void)
{
	static bool is_done;
	if (is_done)
		return;
	is_done = true;
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_handle(struct db *db, const char *path, int mode, struct err *err)
{
	configure_library();
	int rc = sqlite3_open_v2(path, &db->h, mode | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc != SQLITE_OK)
		return DB_ERR(db, rc, err);
	return configure(db, err);
}

static int copy_file(const char *from, const char *to, bool must, struct err *err)
{
	char buf[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	if (in < 0)
		return must ? ERR(err, ERR_IO, "file", "%s: %s", from, strerror(errno)) : 0;
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), r = 0;
	ssize_t n = 0;
	while (out >= 0 && (n = read(in, buf, sizeof buf)) > 0)
		if (write(out, buf, (size_t)n) != n)
			break;
	if (out < 0 || n != 0)
		r = ERR(err, ERR_IO, "file", "%s: %s", to, strerror(errno));
	close(in);
	if (out >= 0 && close(out) != 0 && !r)
		r = ERR(err, ERR_IO, "file", "%s: %s", to, strerror(errno));
	return r;
}

/* A database in a folder that cannot be written is read from a copy of one's own: SQLite writes beside
 * a WAL file even to read it. */
static int open_copy(struct db *db, struct err *err)
{
	const char *dir = getenv("XDG_RUNTIME_DIR");
	char *wal = mem_printf("%s-wal", db->path);
	char *folder = mem_printf("%s/taonguon-XXXXXX", dir && *dir ? dir : "/tmp");
	int r = 0;
	if (!wal || !folder)
		r = ERR_OOM(err);
	else if (!mkdtemp(folder))
		r = ERR(err, ERR_IO, "file", "%s: %s", folder, strerror(errno));
	db->scratch = r ? NULL : mem_printf("%s/copy.db", folder);
	char *copy_wal = r ? NULL : mem_printf("%s/copy.db-wal", folder);
	if (!r && (!db->scratch || !copy_wal))
		r = ERR_OOM(err);
	if (r == ERR_NOMEM && folder && !db->scratch)
		rmdir(folder);
	if (!r)
		r = copy_file(db->path, db->scratch, true, err);
	if (!r)
		r = copy_file(wal, copy_wal, false, err);
	if (!r)
		r = open_handle(db, db->scratch, SQLITE_OPEN_READWRITE, err);
	free(wal);
	free(folder);
	free(copy_wal);
	return r;
}

static void drop_file(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	char name[PATH_MAX]; /* on the stack: memory may be what ran out */
	for (size_t i = 0; i < ARRAY_LEN(tails); i++)
		if (snprintf(name, sizeof name, "%s%s", path, tails[i]) < (int)sizeof name)
			unlink(name);
}

static void drop_scratch(struct db *db)
{
	if (!db->scratch)
		return;
	drop_file(db->scratch);
	char *slash = strrchr(db->scratch, '/');
	if (slash) {
		*slash = '\0';
		rmdir(db->scratch);
	}
	free(db->scratch);
	db->scratch = NULL;
}

static bool can_write_beside(const char *path)
{
	char *dir = mem_strdup(path);
	if (!dir)
		return false;
	char *slash = strrchr(dir, '/');
	if (slash)
		slash[slash == dir] = '\0';
	bool ok = access(slash ? dir : ".", W_OK) == 0;
	free(dir);
	return ok;
}

/* Is the file there, ours, and readable as it stands? Then the connection is open. */
static int open_readonly(struct db *db, struct err *err)
{
	int version = 0, r = -1;
	if (can_write_beside(db->path)) {
		r = open_handle(db, db->path, SQLITE_OPEN_READONLY, NULL);
		if (!r)
			r = db_user_version(db, &version, NULL);
		if (!r && version == db_newest_version())
			return 0;
		sqlite3_close(db->h);
		db->h = NULL;
	}
	return open_copy(db, err);
}

static int open_existing(struct db *db, struct err *err)
{
	int r = check_head(db->path, err);
	if (r)
		return r;
	if (db->flags & DB_READONLY)
		return open_readonly(db, err);
	return open_handle(db, db->path, SQLITE_OPEN_READWRITE, err);
}

static int open_new(struct db *db, struct err *err)
{
	int r = db->flags & DB_MEMORY ? 0 : make_file(db->path, err);
	if (r)
		return r;
	db->is_new = !(db->flags & DB_MEMORY);
	r = open_handle(db, db->flags & DB_MEMORY ? ":memory:" : db->path,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
	/* the id first, in the file itself and not in the WAL: check_head reads it there */
	if (!r)
		r = db_exec(
			db, "PRAGMA application_id = 1952542574; PRAGMA journal_mode = WAL;", err);
	return r;
}

int db_open(const char *path, unsigned flags, struct db **ret, struct err *err)
{
	struct db *db = mem_alloc(sizeof *db);
	if (!db)
		return ERR_OOM(err);
	db->flags = flags;
	db->path = mem_strdup(path ? path : "");
	int r = !db->path			  ? ERR_OOM(err)
		: flags & (DB_CREATE | DB_MEMORY) ? open_new(db, err)
						  : open_existing(db, err);
	if (!r)
		r = db_user_version(db, &db->version, err);
	if (!r)
		r = db_migrate(db, 0, err);
	/* a copy or a restored backup may have left it off; nothing is written where it is on */
	if (!r && !(flags & (DB_READONLY | DB_MEMORY)))
		r = db_exec(db, "PRAGMA journal_mode = WAL", err);
	if (!r && flags & DB_READONLY)
		r = db_exec(db, "PRAGMA query_only = ON", err);
	if (r) {
		/* what was only begun is not left to be found "there already" */
		if (db->is_new)
			drop_file(db->path);
		/* a file that is refused stays as it is: no checkpoint on the way out */
		if (db->h && !(flags & DB_CREATE))
			sqlite3_db_config(db->h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		db_close(db);
		return r;
	}
	*ret = db;
	return 0;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->act_id)
		db_act_rollback(db);
	for (int i = 0; i < DB_PLACES; i++)
		db_keep(db, (enum db_place)i, NULL, NULL);
	for (int q = 0; q < DBQ_COUNT; q++)
		db_stmt_done(&db->stmts[q]);
	sqlite3_finalize(db->version_of);
	sqlite3_close(db->h);
	drop_scratch(db);
	free(db->path);
	free(db->backup);
	free(db->record);
	free(db->actor);
	free(db->act);
	free(db->reason);
	free(db);
}

const char *db_path(const struct db *db)
{
	return db->path;
}

bool db_is_readonly(const struct db *db)
{
	return db->flags & DB_READONLY;
}

const char *db_upgrade_backup(const struct db *db)
{
	return db->backup;
}

int db_schema_version(const struct db *db)
{
	return db->version;
}

void db_keep(struct db *db, enum db_place place, void *thing, void (*done)(void *thing))
{
	if (db->kept[place].thing)
		db->kept[place].done(db->kept[place].thing);
	db->kept[place].thing = thing;
	db->kept[place].done = done;
}

void *db_kept(const struct db *db, enum db_place place)
{
	return db->kept[place].thing;
}

int64_t db_changes(const struct db *db)
{
	return sqlite3_changes64(db->h);
}

int64_t db_last_id(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->h);
}

/* Nobody else saves while an act of ours is open. */
int64_t db_data_version(struct db *db)
{
	if (db->act_id && db->act_saw)
		return db->act_saw;
	int64_t v = 0;
	if (!db->version_of)
		sqlite3_prepare_v3(db->h, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT,
			&db->version_of, NULL);
	if (sqlite3_step(db->version_of) == SQLITE_ROW)
		v = sqlite3_column_int64(db->version_of, 0);
	sqlite3_reset(db->version_of);
	if (db->act_id)
		db->act_saw = v;
	return v;
}

int db_read_begin(struct db *db, struct err *err)
{
	if (db->act_id || db->read_depth++)
		return 0;
	int r = db_exec(db, "BEGIN", err);
	if (r)
		db->read_depth = 0;
	return r;
}

void db_read_end(struct db *db)
{
	if (db->read_depth && --db->read_depth == 0)
		db_exec(db, "COMMIT", NULL);
}
