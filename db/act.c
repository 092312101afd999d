/* Acts: one transaction and one audit row each. The audit row is written last, so that it knows its
 * record and is left out where nothing changed; the changes point at its id from the start. */
#include "db/conn.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

void db_make_uid(char ret[DB_UID_MAX])
{
	unsigned char bytes[16];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		sqlite3_randomness((int)sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(ret + 2 * i, 3, "%02x", bytes[i]);
}

bool db_act_is_open(const struct db *db)
{
	return db->act_id != 0;
}

static void forget(struct db *db)
{
	db->act_id = 0;
	db->act_saw = 0;
	db_bulk_forget(db);
	db_keep(db, DB_CROWD, NULL, NULL);
	mem_freep(&db->actor);
	mem_freep(&db->act);
	mem_freep(&db->reason);
}

static int find_done(struct db *db, int64_t *ret_done, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_BY_UID, err);
	db_bind_text(s, "uid", db->act_uid);
	int r = db_step(s, err);
	if (r == 1 && ret_done)
		*ret_done = db_int(s, "record_id");
	db_reset(s);
	return r;
}

int db_act_begin(struct db *db, const struct db_act *act, int64_t *ret_done, struct err *err)
{
	if (db->act_id || db->read_depth)
		return ERR(err, ERR_INTERNAL, NULL, "%s inside another transaction", act->act);
	if (db->flags & DB_READONLY)
		return ERR(err, ERR_READONLY, NULL, NULL);
	if (db->checkpoint_fault)
		return ERR(err, ERR_IO, NULL, "%s", sqlite3_errstr(db->checkpoint_fault));
	if (act->uid)
		snprintf(db->act_uid, sizeof db->act_uid, "%s", act->uid);
	else
		db_make_uid(db->act_uid);
	int r = db_exec(db, "BEGIN IMMEDIATE", err);
	if (r)
		return r;
	r = act->uid ? find_done(db, ret_done, err) : 0;
	int64_t id = 0;
	if (!r)
		r = db_number(db_begin(db, DBQ_AUDIT_NEXT, err), 1, &id, err);
	if (!r) {
		db->actor = mem_strdup(act->actor);
		db->act = mem_strdup(act->act);
		db->reason = mem_strdup(act->reason);
		if (!db->actor || !db->act || (act->reason && !db->reason))
			r = ERR_OOM(err);
	}
	if (r) {
		db_exec(db, "ROLLBACK", NULL);
		forget(db);
		return r;
	}
	db->act_id = id;
	return 0;
}

static int find_change(struct db *db, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_ANY, err);
	db_bind_int(s, "audit", db->act_id);
	return db_number(s, -1, ret, err);
}

static int add_audit(struct db *db, const char *record, int64_t record_id, struct err *err)
{
	char at[CLOCK_STAMP];
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_ADD, err);
	db_bind_int(s, "id", db->act_id);
	db_bind_text(s, "uid", db->act_uid);
	db_bind_text(s, "at", clock_stamp(at));
	db_bind_text(s, "actor", db->actor);
	db_bind_text(s, "act", db->act);
	db_bind_text(s, "record", record);
	db_bind_int(s, "record_id", record_id);
	db_bind_text(s, "reason", db->reason);
	return db_run(s, err);
}

int db_act_commit(struct db *db, const char *record, int64_t record_id, struct err *err)
{
	int64_t change = -1;
	int r = db->is_bulk ? ERR(err, ERR_INTERNAL, NULL, "a bulk is open")
			    : find_change(db, &change, err);
	if (!r && change == 0) { /* what was written is what was there: no new rev either */
		db_act_rollback(db);
		return 0;
	}
	if (!r && change > 0)
		r = add_audit(db, record, record_id, err);
	if (!r)
		r = db_exec(db, "COMMIT", err);
	if (r) {
		db_act_rollback(db);
		return r;
	}
	forget(db);
	return 0;
}

int db_act_keep(struct db *db, struct err *err)
{
	int64_t change = -1;
	int r = db->is_bulk ? ERR(err, ERR_INTERNAL, NULL, "a bulk is open")
			    : find_change(db, &change, err);
	if (!r && change > 0)
		r = ERR(err, ERR_INTERNAL, NULL, "records changed without an audit row");
	if (!r)
		r = db_exec(db, "COMMIT", err);
	if (r) {
		db_act_rollback(db);
		return r;
	}
	forget(db);
	return 0;
}

void db_act_rollback(struct db *db)
{
	for (int q = 0; q < DBQ_COUNT; q++)
		db_reset(&db->stmts[q]);
	if (!sqlite3_get_autocommit(db->h))
		db_exec(db, "ROLLBACK", NULL);
	if (db->is_bulk)
		db_exec(db, "PRAGMA cache_size = -2000", NULL);
	forget(db);
}

int db_mark(struct db *db, struct err *err)
{
	return db_exec(db, "SAVEPOINT row", err);
}

int db_mark_release(struct db *db, struct err *err)
{
	return db_exec(db, "RELEASE row", err);
}

void db_mark_rollback(struct db *db)
{
	db_exec(db, "ROLLBACK TO row; RELEASE row", NULL);
}
