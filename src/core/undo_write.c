/* One change of a record taken back, with what a record of its table has beside its columns: keys to sort by, folded
 * names, the words of the search. */
#include "core/undo_own.h"

#include "core/act_scope.h"
#include "core/audit_json.h"
#include "core/standing.h"
#include "core/task_own.h"
#include "viet/name.h"
#include "viet/text.h"

#include <string.h>

static const struct {
	enum db_query update, insert, remove;
} writers[UNDO_TABLES] = {
#define WRITER(NAME, table, names, values)                                                         \
	[TABLE_##NAME] = {DBQ_UNDO_UPDATE_##NAME, DBQ_UNDO_INSERT_##NAME, DBQ_UNDO_DELETE_##NAME},
	AUDITED(WRITER)
#undef WRITER
		[TABLE_FROZEN_REPORT] = {.update = DBQ_UNDO_UPDATE_FROZEN_REPORT},
};

struct writing {
	struct undo *u;
	const struct undo_record *rec;
	const char *before, *after; /* the change's: what comes, and what goes */
	struct err *err;
};

/* ---- beside the columns ----------------------------------------------------------------------------- */

/* A text of the record; NULL: it has none. To the caller. */
static int text_of(const char *json, const char *column, char **ret, struct err *err)
{
	struct json_pair *pairs = NULL;
	size_t n = 0;
	int r = audit_json_read(json, &pairs, &n, err);
	const char *text = r ? NULL : audit_json_value(pairs, n, column);
	*ret = mem_strdup(text);
	if (text && !*ret)
		r = ERR_OOM(err);
	audit_json_done(pairs, n);
	return r;
}

static int is_renamed(const struct writing *w, bool *ret)
{
	CLEANUP_FREE char *before = NULL, *after = NULL;
	int r = text_of(w->before, "full_name", &before, w->err);
	if (!r)
		r = text_of(w->after, "full_name", &after, w->err);
	*ret = !before || !after || strcmp(before, after) != 0;
	return r;
}

static int put_name(const struct writing *w)
{
	CLEANUP_FREE char *name = NULL, *fold = NULL;
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	int r = text_of(w->before, "full_name", &name, w->err);
	if (!r && !name)
		r = ERR(w->err, ERR_CORRUPT, "audit", NULL);
	if (!r)
		r = text_fold(name, &fold, w->err);
	if (!r)
		r = name_key(name, key, &n, w->err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(w->u->db, DBQ_PERSON_NAME_PUT, w->err);
	db_bind_int(s, "id", w->rec->id);
	db_bind_blob(s, "key", key, n);
	db_bind_text(s, "fold", fold);
	r = db_run(s, w->err);
	return r ? r
		 : person_words_add(w->u->db, (struct person_id){w->rec->id}, name, key, n, w->err);
}

static int put_code_key(const struct writing *w)
{
	CLEANUP_FREE char *code = NULL;
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	int r = text_of(w->before, "code", &code, w->err);
	if (!r)
		r = label_key(code ? code : "", key, &n, w->err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(w->u->db, DBQ_CELL_KEY_PUT, w->err);
	db_bind_int(s, "id", w->rec->id);
	db_bind_blob(s, "key", key, n);
	return db_run(s, w->err);
}

static int put_cell_fold(const struct writing *w)
{
	CLEANUP_FREE char *name = NULL, *fold = NULL;
	int r = text_of(w->before, "name", &name, w->err);
	if (!r)
		r = act_cell_fold(name ? name : "", &fold, w->err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(w->u->db, DBQ_CELL_FOLD_PUT, w->err);
	db_bind_int(s, "id", w->rec->id);
	db_bind_text(s, "fold", fold);
	return db_run(s, w->err);
}

/* Who was in a cell that goes is no longer kept there. */
static int leave_cell(const struct writing *w)
{
	int64_t *people = NULL;
	size_t n = 0;
	struct db_stmt *s = db_begin(w->u->db, DBQ_UNDO_PEOPLE_OF_CELL, w->err);
	db_bind_int(s, "id", w->rec->id);
	int r = db_read_ids(s, &people, &n, w->err);
	for (size_t i = 0; !r && i < n; i++)
		r = standing_keep(w->u->db, (struct person_id){people[i]}, w->err);
	free(people);
	return r;
}

static int clear_tasks(const struct writing *w)
{
	struct db_stmt *s = db_begin(w->u->db, DBQ_TASKS_CLEAR_OF, w->err);
	db_bind_int(s, "person", w->rec->id);
	return db_run(s, w->err);
}

/* The office has a name as long as it has anything. */
static int keep_committee(const struct writing *w)
{
	int64_t n = 0;
	int r = db_number(db_begin(w->u->db, DBQ_UNDO_COMMITTEES, w->err), 0, &n, w->err);
	return r ? r : n > 1 ? 0 : ERR(w->err, ERR_REFUSED, "committee", NULL);
}

/* ---- whom it concerns ------------------------------------------------------------------------------- */

static bool has_standing(enum undo_table t)
{
	static const enum undo_table tables[] = {TABLE_PERSON, TABLE_PERSON_CELL, TABLE_EVENT,
		TABLE_ASSIGNMENT, TABLE_DOSSIER, TABLE_PAPER, TABLE_VOTE, TABLE_INQUIRY,
		TABLE_EXTENSION};
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (tables[i] == t)
			return true;
	return false;
}

static int concern(const struct writing *w, const char *json)
{
	struct undo *u = w->u;
	struct undo_person p = {
		.as_mentor = w->rec->table == TABLE_PERSON || w->rec->table == TABLE_EVENT};
	int r = json ? undo_person_of(u, w->rec, json, &p.id, w->err) : 0;
	if (r || !p.id)
		return r;
	/* who goes himself has nothing that follows */
	const struct undo_record *person = undo_find(u, TABLE_PERSON, p.id);
	if (person && !person->was_there && !person->why && !person->is_back)
		return 0;
	return VEC_PUSH(&u->people, p) ? 0 : ERR_OOM(w->err);
}

static int concern_mentor(const struct writing *w, const char *json)
{
	struct undo_person p = {.id = undo_json_id(json, "mentor_id"), .as_mentor = true};
	return !p.id || VEC_PUSH(&w->u->people, p) ? 0 : ERR_OOM(w->err);
}

static int note(const struct writing *w)
{
	enum undo_table t = w->rec->table;
	int r = 0;
	if (has_standing(t)) {
		r = concern(w, w->before);
		if (!r)
			r = concern(w, w->after);
	}
	if (!r && t == TABLE_ASSIGNMENT)
		r = concern_mentor(w, w->before);
	int64_t cell = t == TABLE_CELL ? w->rec->id
		       : t == TABLE_CELL_NAME
			       ? undo_json_id(w->before ? w->before : w->after, "cell_id")
			       : 0;
	if (!r && cell && !VEC_PUSH(&w->u->cells, cell))
		r = ERR_OOM(w->err);
	return r;
}

static int note_day(const struct writing *w)
{
	const char *const sides[] = {w->before, w->after};
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(sides); i++) {
		CLEANUP_FREE char *text = NULL;
		struct date d;
		r = sides[i] ? text_of(sides[i], "on_date", &text, w->err) : 0;
		if (!r && text && date_from_iso(text, false, &d) && !VEC_PUSH(&w->u->days, d))
			r = ERR_OOM(w->err);
	}
	return r;
}

/* ---- writing ---------------------------------------------------------------------------------------- */

static int prepare(const struct writing *w)
{
	bool renamed = true;
	int r = 0;
	if (w->rec->table == TABLE_PERSON && w->after) {
		r = w->before ? is_renamed(w, &renamed) : clear_tasks(w);
		if (!r && renamed)
			r = person_words_drop(w->u->db, (struct person_id){w->rec->id}, w->err);
	}
	if (w->rec->table == TABLE_CELL && !w->before)
		r = leave_cell(w);
	if (w->rec->table == TABLE_COMMITTEE && !w->before)
		r = keep_committee(w);
	return r;
}

static int finish(const struct writing *w)
{
	bool renamed = true;
	int r = 0;
	switch (w->before ? w->rec->table : UNDO_TABLES) {
	case TABLE_PERSON:
		r = w->after ? is_renamed(w, &renamed) : 0;
		return r || !renamed ? r : put_name(w);
	case TABLE_CELL:
		return put_code_key(w);
	case TABLE_CELL_NAME:
		return put_cell_fold(w);
	default:
		return 0;
	}
}

/* Never one that the record has had: a form that is still open must not save over it. */
static int next_rev(const struct writing *w, int64_t *ret)
{
	struct db_stmt *s = db_begin(w->u->db, DBQ_UNDO_REV, w->err);
	db_bind_text(s, "record", undo_table_name(w->rec->table));
	db_bind_int(s, "id", w->rec->id);
	return db_number(s, 1, ret, w->err);
}

static int put(const struct writing *w)
{
	enum undo_table t = w->rec->table;
	int64_t rev = 0;
	int r = w->after ? 0 : next_rev(w, &rev);
	if (r)
		return r;
	struct db_stmt *s = db_begin(w->u->db,
		!w->before  ? writers[t].remove
		: !w->after ? writers[t].insert
			    : writers[t].update,
		w->err);
	db_bind_int(s, "id", w->rec->id);
	if (w->before)
		db_bind_text(s, "json", w->before);
	if (!w->after)
		db_bind_int(s, "rev", rev);
	r = db_run(s, w->err);
	if (!r && db_changes(w->u->db) != 1)
		r = ERR(w->err, ERR_NOT_FOUND, undo_table_name(t), NULL);
	return r;
}

int undo_write(struct undo *u, const struct undo_change *c, struct err *err)
{
	CLEANUP_FREE char *before = NULL, *after = NULL;
	int r = undo_read_change(u, c->id, &before, &after, err);
	if (r)
		return r;
	const struct writing w = {u, &u->records.v[c->record], before, after, err};
	r = note(&w);
	if (!r && w.rec->table == TABLE_DAY_OFF)
		r = note_day(&w);
	if (!r)
		r = prepare(&w);
	if (!r)
		r = put(&w);
	return r ? r : finish(&w);
}
