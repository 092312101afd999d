/* The records as they stood on a past day: temporary views that go before the tables of their names. Nothing of the
 * file is written; the savepoint takes all of it back. */
#include "db/conn.h"

/* Only what is temporary is written meanwhile, whatever a statement may say. */
static int allow(void *ctx, int action, const char *a, const char *b, const char *schema,
	const char *trigger)
{
	(void)ctx;
	(void)a;
	(void)b;
	(void)trigger;
	bool writes = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
	return writes && schema && sqlite3_stricmp(schema, "temp") != 0 ? SQLITE_DENY : SQLITE_OK;
}

static int put_day(struct db *db, struct date day, struct date known, struct err *err)
{
	char text[DATE_TEXT], until[DATE_TEXT];
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(
		db->h, "INSERT INTO temp.past_day (day, known) VALUES (?1, ?2)", -1, &s, NULL);
	date_to_iso(day, text);
	date_to_iso(known, until);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 1, text, -1, SQLITE_TRANSIENT);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 2, until, -1, SQLITE_TRANSIENT);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	int r = rc == SQLITE_DONE ? 0 : DB_ERR(db, rc, err);
	sqlite3_finalize(s);
	return r;
}

int db_past_begin(struct db *db, struct date day, struct date known, struct err *err)
{
	if (db->act_id || db->is_past)
		return ERR(err, ERR_INTERNAL, NULL, "a past day inside an act or another one");
	/* the end takes all readers back to their beginning: none may be under way */
	for (int q = 0; q < DBQ_COUNT; q++)
		if (db->stmts[q].is_active)
			return ERR(err, ERR_INTERNAL, NULL, "a past day while something is read");
	int r = db_read_begin(db, err);
	if (r)
		return r;
	/* the file itself was opened without the right to write, or is a private copy */
	if (db->flags & DB_READONLY)
		r = db_exec(db, "PRAGMA query_only = OFF", err);
	if (!r)
		r = db_exec(db, "SAVEPOINT past", err);
	if (r) {
		db_read_end(db);
		return r;
	}
	db->is_past = true;
	db->known = known;
	r = db_exec(db, (const char *)db_past_script[0].data, err);
	if (!r)
		r = put_day(db, day, known, err);
	if (!r)
		sqlite3_set_authorizer(db->h, allow, db);
	if (r)
		db_past_end(db);
	return r;
}

void db_past_end(struct db *db)
{
	if (!db->is_past)
		return;
	for (int q = 0; q < DBQ_COUNT; q++)
		db_reset(&db->stmts[q]);
	sqlite3_set_authorizer(db->h, NULL, NULL);
	db_exec(db, "ROLLBACK TO past; RELEASE past", NULL);
	if (db->flags & DB_READONLY)
		db_exec(db, "PRAGMA query_only = ON", NULL);
	db->is_past = false;
	db->known = (struct date){0};
	db_read_end(db);
}

bool db_past_is_open(const struct db *db)
{
	return db->is_past;
}

struct date db_past_known(const struct db *db)
{
	return db->is_past ? db->known : (struct date){2300, 1, 1};
}
