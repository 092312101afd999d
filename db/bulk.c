/* Large batches: what is cheaper done for all rows at once. The indexes that matching does not need are made again at the
 * end. The triggers that keep new people, their cells and events in the audit are away meanwhile, and the same rows are
 * written from here: a trigger copies each page that its statement touches, and costs more than the record. */
#include "db/conn.h"

#include "base/vec.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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
	"person_audit_insert",
	"person_cell_audit_insert",
	"event_audit_insert",
};

/* Tables whose new rows this file keeps in the audit. */
static const char *const kept[] = {"person", "person_cell", "event"};

/* The statements that make again what was dropped wait in a temporary table until db_bulk_end; both go with the
 * transaction. */
int db_bulk_begin(struct db *db, int64_t rows, struct err *err)
{
	int64_t people = 0;
	int r = db_number(db_begin(db, DBQ_PERSON_LAST, err), 0, &people, err);
	if (r || rows < 2000 || rows < people)
		return r;
	/* the pages that a large batch goes back to stay in memory meanwhile */
	r = db_exec(db,
		"PRAGMA cache_size = -65536; CREATE TEMP TABLE bulk_drop (name TEXT, sql TEXT)",
		err);
	for (size_t i = 0; !r && i < ARRAY_LEN(droppable); i++) {
		bool is_trigger = strstr(droppable[i], "_audit_insert") != NULL;
		char *keep = sqlite3_mprintf("INSERT INTO temp.bulk_drop SELECT name, sql FROM "
					     "main.sqlite_schema WHERE name = %Q;"
					     "DROP %s main.%s;",
			droppable[i], is_trigger ? "TRIGGER" : "INDEX", droppable[i]);
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
	int rc = sqlite3_prepare_v2(db->h, "SELECT sql FROM temp.bulk_drop", -1, &s, NULL), r = 0;
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
	return r ? r : db_exec(db, "DROP TABLE temp.bulk_drop; PRAGMA cache_size = -2000", err);
}

/* ---- the audit's rows ------------------------------------------------------------------------------ */

const char *db_bulk_table(const char *sql)
{
	static const char into[] = "INSERT INTO ";
	if (strncmp(sql, into, sizeof into - 1) != 0)
		return NULL;
	sql += sizeof into - 1;
	size_t n = strcspn(sql, " (");
	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		if (strlen(kept[i]) == n && strncmp(kept[i], sql, n) == 0)
			return kept[i];
	return NULL;
}

static int param(const struct db_stmt *s, const char *column, size_t n)
{
	for (int i = 0; i < s->param_count; i++)
		if (strlen(s->params[i]) == n && strncmp(s->params[i], column, n) == 0)
			return i;
	return -1;
}

/* The columns that the trigger keeps, in its order, found among the statement's parameters. */
static int read_order(struct db_stmt *s, const char *trigger, struct err *err)
{
	static const char new[] = "NEW.";
	const char *p = strstr(trigger, "audit_json");
	int n = 0;
	while (p && (p = strstr(p, new))) {
		p += sizeof new - 1;
		size_t len = 0;
		while (isalnum((unsigned char)p[len]) || p[len] == '_')
			len++;
		int at = param(s, p, len);
		if (at < 0 || n == s->param_count)
			return ERR(err, ERR_INTERNAL, NULL, "%s: %.*s is not bound", s->table,
				(int)len, p);
		s->values[n++].order = at;
	}
	s->kept_count = n;
	return n ? 0 : ERR(err, ERR_INTERNAL, NULL, "%s: no trigger", s->table);
}

static int find_order(struct db_stmt *s, struct err *err)
{
	sqlite3_stmt *q;
	int r = 0, rc = sqlite3_prepare_v2(s->db->h,
			   "SELECT sql FROM temp.bulk_drop WHERE name = ?1 || '_audit_insert'", -1,
			   &q, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(q, 1, s->table, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		r = read_order(s, (const char *)sqlite3_column_text(q, 0), err);
		rc = SQLITE_OK;
	}
	if (rc != SQLITE_OK)
		r = DB_ERR(s->db, rc, err);
	sqlite3_finalize(q);
	return r;
}

static size_t room_for(const struct db_stmt *s)
{
	size_t room = 2;
	for (int i = 0; i < s->kept_count; i++) {
		int at = s->values[i].order;
		const char *text = s->values[at].text;
		room += DB_RECORD_ROOM(strlen(s->params[at])) +
			DB_RECORD_ROOM(text ? strlen(text) : 0);
	}
	return room;
}

static char *put_record(const struct db_stmt *s, char *to)
{
	bool is_first = true;
	*to++ = '{';
	for (int i = 0; i < s->kept_count; i++) {
		int at = s->values[i].order;
		const struct db_value *v = &s->values[at];
		if (v->type == DB_VALUE_NULL)
			continue;
		if (!is_first)
			*to++ = ',';
		is_first = false;
		to = db_record_text(to, s->params[at], strlen(s->params[at]));
		*to++ = ':';
		to = v->type == DB_VALUE_NUMBER ? db_record_number(to, v->number)
						: db_record_text(to, v->text, strlen(v->text));
	}
	*to++ = '}';
	*to = '\0';
	return to;
}

int db_bulk_keep(struct db_stmt *s, struct err *err)
{
	struct db *db = s->db;
	int64_t id = sqlite3_last_insert_rowid(db->h);
	int r = s->kept_count ? 0 : find_order(s, err);
	if (r)
		return r;
	size_t room = room_for(s) + 1;
	if (room > db->record_room) {
		char *more = mem_resize(db->record, room);
		if (!more)
			return ERR_OOM(err);
		db->record = more;
		db->record_room = room;
	}
	put_record(s, db->record);
	struct db_stmt *a = db_begin(db, DBQ_AUDIT_KEEP, err);
	db_bind_int(a, "audit", db->act_id);
	db_bind_text(a, "record", s->table);
	db_bind_int(a, "id", id);
	db_bind_text(a, "after", db->record);
	r = db_run(a, err);
	sqlite3_set_last_insert_rowid(db->h, id);
	return r;
}
