/* Migrations: db/sql/NNNN_*.sql in order, a new database runs the same chain. Rebuilding a parent table
 * with foreign keys on deletes its children, and the pragma does nothing inside a transaction: so keys
 * are off outside, each step is a transaction of its own, and foreign_key_check must be empty. */
#include "db/conn.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct embedded *chain = db_migrations;
static const unsigned *chain_count = &db_migrations_count;
static unsigned other_count;

void db_migrate_use(const struct embedded *other, unsigned count)
{
	other_count = count;
	chain = other ? other : db_migrations;
	chain_count = other ? &other_count : &db_migrations_count;
}

int db_newest_version(void)
{
	return atoi(chain[*chain_count - 1].name);
}

static int keys_hold(struct db *db, struct err *err)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(db->h, "PRAGMA foreign_key_check", -1, &s, NULL);
	if (rc != SQLITE_OK)
		return DB_ERR(db, rc, err);
	rc = sqlite3_step(s);
	int r = rc == SQLITE_DONE  ? 0
		: rc == SQLITE_ROW ? ERR(err, ERR_CORRUPT, NULL, "foreign key of %s",
					     (const char *)sqlite3_column_text(s, 0))
				   : DB_ERR(db, rc, err);
	sqlite3_finalize(s);
	return r;
}

static int step(struct db *db, const struct embedded *m, struct err *err)
{
	char version[64];
	snprintf(version, sizeof version, "PRAGMA user_version = %d", atoi(m->name));
	int now = 0;
	int r = db_exec(db, "BEGIN IMMEDIATE", err);
	if (!r)
		r = db_user_version(db, &now, err);
	if (!r && now >= atoi(m->name)) /* another program was faster */
		return db_exec(db, "ROLLBACK", err);
	if (!r)
		r = db_exec(db, (const char *)m->data, err);
	if (!r)
		r = keys_hold(db, err);
	if (!r)
		r = db_exec(db, version, err); /* a number of ours: a pragma takes no parameter */
	if (!r)
		r = db_exec(db, "COMMIT", err);
	if (r)
		db_exec(db, "ROLLBACK", NULL);
	return r;
}

static int backup(struct db *db, struct err *err)
{
	for (int i = 0; i < 1000; i++) {
		char *path = mem_printf("%s.v%d%s%.0d", db->path, db->version, i ? "-" : "", i);
		if (!path)
			return ERR_OOM(err);
		struct err e = {0};
		int r = db_copy_to(db, path, &e);
		if (!r) {
			db->backup = path;
			return 0;
		}
		free(path);
		if (r != ERR_EXISTS) {
			if (err)
				*err = e;
			return r;
		}
	}
	return ERR(err, ERR_EXISTS, "file", "%s", db->path);
}

int db_migrate(struct db *db, int to, struct err *err)
{
	if (!to)
		to = db_newest_version();
	if (db->version > to)
		return ERR(err, ERR_NEWER, "file", "%d", db->version);
	if (db->version == to)
		return 0;
	int r = 0;
	if (db->version && !(db->flags & DB_MEMORY) && !db->scratch)
		r = backup(db, err);
	if (!r)
		r = db_exec(db, "PRAGMA foreign_keys = OFF", err);
	for (unsigned i = 0; !r && i < *chain_count; i++) {
		int version = atoi(chain[i].name);
		if (version <= db->version || version > to)
			continue;
		r = step(db, &chain[i], err);
		if (!r)
			db->version = version;
	}
	int r2 = db_exec(db, "PRAGMA foreign_keys = ON", r ? NULL : err);
	return r ? r : r2;
}
