/* Large batches: what is cheaper done for all rows at once. The indexes that matching does not need are made again at the
 * end. The triggers that keep new people, their cells and events in the audit are away meanwhile, and the same rows are
 * written from here: a trigger copies each page that its statement touches, and costs more than the record. */
#include "db/conn.h"

#include "base/mem.h"
#include "base/vec.h"
#include "db/query/audited.h"

#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#define SORT_ROOM (512U << 20)

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
#define COLUMN(c) #c,
static const char *const person[] = {AUDITED_PERSON(COLUMN)};
static const char *const person_cell[] = {AUDITED_PERSON_CELL(COLUMN)};
static const char *const event[] = {AUDITED_EVENT(COLUMN)};
#undef COLUMN
static const struct db_kept kept[] = {{"person", person, ARRAY_LEN(person)},
	{"person_cell", person_cell, ARRAY_LEN(person_cell)}, {"event", event, ARRAY_LEN(event)}};

void db_bulk_forget(struct db *db)
{
	db->is_bulk = false;
	VEC_EACH (sql, &db->dropped)
		free(*sql);
	VEC_DONE(&db->dropped);
}

static int drop(struct db *db, const char *name, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_SCHEMA_OF, err);
	db_bind_text(s, "name", name);
	int r = db_step(s, err);
	if (r <= 0)
		return r;
	char *again = mem_strdup(db_text(s, "sql"));
	char *sql = sqlite3_mprintf("DROP %s main.%s", db_text(s, "type"), name);
	db_reset(s);
	if (again && sql && VEC_PUSH(&db->dropped, again)) {
		r = db_exec(db, sql, err);
	} else {
		free(again);
		r = ERR_OOM(err);
	}
	sqlite3_free(sql);
	return r;
}

int db_bulk_begin(struct db *db, int64_t rows, struct err *err)
{
	int64_t people = 0;
	int r = db_number(db_begin(db, DBQ_PERSON_LAST, err), 0, &people, err);
	if (r || rows < 2000 || rows < people)
		return r;
	/* from here on the act can only be taken back, until all that is dropped stands again */
	db->is_bulk = true;
	/* the pages that a large batch goes back to stay in memory meanwhile */
	r = db_exec(db, "PRAGMA cache_size = -65536", err);
	for (size_t i = 0; !r && i < ARRAY_LEN(droppable); i++)
		r = drop(db, droppable[i], err);
	return r;
}

bool db_bulk_is_open(const struct db *db)
{
	return db->is_bulk;
}

/* A folder in memory with room for what is sorted. Personal data is never left to the temporary folder of the system:
 * without such a folder SQLite sorts in its own memory, list by list, which takes twice as long. */
static bool find_room(const char **ret)
{
	static const char folder[] = "/dev/shm";
	struct statfs fs;
	if (statfs(folder, &fs) || fs.f_type != TMPFS_MAGIC || access(folder, R_OK | W_OK | X_OK) ||
		(uint64_t)fs.f_bavail * (uint64_t)fs.f_bsize < SORT_ROOM)
		return false;
	*ret = folder;
	return true;
}

/* Sorted in pieces that the processor's cache holds. */
static void sort_in_pieces(struct db *db)
{
	const char *folder;
	if (!find_room(&folder))
		return;
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
	if (sqlite3_temp_directory)
		db_exec(db, "PRAGMA temp_store = FILE; PRAGMA cache_size = -1000", NULL);
}

static int sort_as_ever(struct db *db, struct err *err)
{
	int r = db_exec(db, "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2000", err);
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = NULL;
	return r;
}

int db_bulk_end(struct db *db, struct err *err)
{
	if (!db->is_bulk)
		return 0;
	int r = 0;
	sort_in_pieces(db);
	VEC_EACH (sql, &db->dropped)
		if (!r)
			r = db_exec(db, *sql, err);
	int after = sort_as_ever(db, r ? NULL : err);
	if (!r)
		db_bulk_forget(db);
	return r ? r : after;
}

/* ---- the audit's rows ------------------------------------------------------------------------------ */

const struct db_kept *db_bulk_table(const char *sql)
{
	static const char into[] = "INSERT INTO ";
	if (strncmp(sql, into, sizeof into - 1) != 0)
		return NULL;
	sql += sizeof into - 1;
	size_t n = strcspn(sql, " (");
	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		if (strlen(kept[i].table) == n && strncmp(kept[i].table, sql, n) == 0)
			return &kept[i];
	return NULL;
}

static int param(const struct db_stmt *s, const char *column)
{
	for (int i = 0; i < s->param_count; i++)
		if (strcmp(s->params[i], column) == 0)
			return i;
	return -1;
}

/* The columns that the trigger keeps, in its order, found among the statement's parameters. */
static int find_order(struct db_stmt *s, struct err *err)
{
	for (size_t i = 0; i < s->kept->n; i++) {
		int at = param(s, s->kept->columns[i]);
		if (at < 0)
			return ERR(err, ERR_INTERNAL, NULL, "%s: %s is not bound", s->kept->table,
				s->kept->columns[i]);
		s->values[i].order = at;
	}
	s->has_order = true;
	return 0;
}

static size_t room_for(const struct db_stmt *s)
{
	size_t room = 2;
	for (size_t i = 0; i < s->kept->n; i++) {
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
	for (size_t i = 0; i < s->kept->n; i++) {
		int at = s->values[i].order;
		const struct db_bound *v = &s->values[at];
		if (v->type == DB_BOUND_NULL)
			continue;
		if (!is_first)
			*to++ = ',';
		is_first = false;
		to = db_record_text(to, s->params[at], strlen(s->params[at]));
		*to++ = ':';
		to = v->type == DB_BOUND_NUMBER ? db_record_number(to, v->number)
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
	int r = s->has_order ? 0 : find_order(s, err);
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
	db_bind_text(a, "record", s->kept->table);
	db_bind_int(a, "id", id);
	db_bind_text(a, "after", db->record);
	r = db_run(a, err);
	sqlite3_set_last_insert_rowid(db->h, id);
	return r;
}
