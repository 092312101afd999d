#include "core/undo_own.h"

#include "core/act_scope.h"
#include "core/rulebook_own.h"
#include "core/task_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
#define TABLE(NAME, table, columns, values) #table,
	AUDITED_ALL(TABLE)
#undef TABLE
};

const char *undo_table_name(enum undo_table t)
{
	return names[t];
}

enum undo_table undo_table_of(const char *name)
{
	static enum undo_table last; /* records of a table mostly stand together */
	if (strcmp(names[last], name) == 0)
		return last;
	for (int t = 0; t < UNDO_TABLES; t++)
		if (strcmp(names[t], name) == 0)
			return last = (enum undo_table)t;
	return UNDO_TABLES;
}

int64_t undo_json_id(const char *json, const char *column)
{
	char key[64];
	snprintf(key, sizeof key, "\"%s\":", column);
	const char *at = json ? strstr(json, key) : NULL;
	return at ? strtoll(at + strlen(key), NULL, 10) : 0;
}

int undo_read_change(
	struct undo *u, int64_t id, char **ret_before, char **ret_after, struct err *err)
{
	struct db_stmt *s = db_begin(u->db, DBQ_UNDO_CHANGE, err);
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "audit", NULL);
	const char *before = db_text(s, "before"), *after = db_text(s, "after");
	*ret_before = mem_strdup(before);
	*ret_after = mem_strdup(after);
	r = (before && !*ret_before) || (after && !*ret_after) ? ERR_OOM(err) : 0;
	db_reset(s);
	return r;
}

int undo_newest(struct undo *u, enum undo_table table, int64_t id, int64_t *ret)
{
	struct db_stmt *s = db_begin(u->db, DBQ_UNDO_NEWEST, u->err);
	db_bind_text(s, "record", names[table]);
	db_bind_int(s, "id", id);
	return db_number(s, 0, ret, u->err);
}

int undo_person_of(struct undo *u, const struct undo_record *rec, const char *json, int64_t *ret,
	struct err *err)
{
	*ret = rec->table == TABLE_PERSON ? rec->id : undo_json_id(json, "person_id");
	int64_t dossier = undo_json_id(json, "dossier_id");
	if (*ret || !dossier)
		return 0;
	struct db_stmt *s = db_begin(u->db, DBQ_AUDIT_DOSSIER_PERSON, err);
	db_bind_int(s, "id", dossier);
	int r = db_number(s, 0, ret, err);
	/* one that the act removed is in its changes alone */
	const struct undo_record *gone = undo_find(u, TABLE_DOSSIER, dossier);
	if (r || *ret || !gone)
		return r;
	CLEANUP_FREE char *before = NULL, *after = NULL;
	r = undo_read_change(u, gone->last, &before, &after, err);
	*ret = undo_json_id(before ? before : after, "person_id");
	return r;
}

/* ---- reading the act -------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
	const struct undo_record *x = a, *y = b;
	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

struct undo_record *undo_find(struct undo *u, enum undo_table table, int64_t id)
{
	size_t low = 0, high = u->records.n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		struct undo_record *r = &u->records.v[mid];
		if (r->table == table && r->id == id)
			return r;
		if (r->table < table || (r->table == table && r->id < id))
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* One for each change so far: those of one record become one. */
static void join_records(struct undo *u)
{
	size_t n = 0;
	qsort(u->records.v, u->records.n, sizeof *u->records.v, compare);
	for (size_t i = 0; i < u->records.n; i++) {
		const struct undo_record *r = &u->records.v[i];
		struct undo_record *last = n ? &u->records.v[n - 1] : NULL;
		if (last && last->table == r->table && last->id == r->id) {
			last->last = r->last;
			last->is_there = r->is_there;
		} else
			u->records.v[n++] = *r;
	}
	u->records.n = n;
}

/* What the audit alone cannot bring back. */
static bool can_write(enum undo_table table, bool was_there, bool is_there)
{
	return table != UNDO_TABLES && (table != TABLE_FROZEN_REPORT || (was_there && is_there));
}

static int take_change(struct undo *u, struct db_stmt *s)
{
	struct undo_change c = {.id = db_int(s, "id"),
		.was_there = db_int(s, "was_there"),
		.is_there = db_int(s, "is_there"),
		.is_same = db_int(s, "is_same")};
	struct undo_record r = {.table = undo_table_of(db_text(s, "record")),
		.id = db_int(s, "record_id"),
		.last = c.id,
		.was_there = c.was_there,
		.is_there = c.is_there};
	if (!can_write(r.table, c.was_there, c.is_there))
		return ERR(u->err, ERR_REFUSED, "audit", NULL);
	u->has_rules |= r.table == TABLE_RULE_SET || r.table == TABLE_RULE_VALUE ||
			r.table == TABLE_RULE_PAPER || r.table == TABLE_AUTHORITY;
	u->has_days |= r.table == TABLE_DAY_OFF || r.table == TABLE_CALENDAR_YEAR;
	return VEC_PUSH(&u->changes, c) && VEC_PUSH(&u->records, r) ? 0 : ERR_OOM(u->err);
}

/* Which record each change is of, once they are in order. */
static int number_changes(struct undo *u)
{
	size_t i = 0;
	struct db_stmt *s = db_begin(u->db, DBQ_UNDO_CHANGES, u->err);
	db_bind_int(s, "act", u->act);
	int r;
	while ((r = db_step(s, u->err)) == 1 && i < u->changes.n) {
		struct undo_record *rec =
			undo_find(u, undo_table_of(db_text(s, "record")), db_int(s, "record_id"));
		u->changes.v[i++].record = (uint32_t)(rec - u->records.v);
	}
	db_reset(s);
	return r < 0 ? r : 0;
}

static int read_act(struct undo *u)
{
	int64_t id = 0;
	struct db_stmt *s = db_begin(u->db, DBQ_AUDIT_BY_ID, u->err);
	db_bind_int(s, "id", u->act);
	int r = db_number(s, 0, &id, u->err);
	if (r || !id)
		return r ? r : ERR(u->err, ERR_NOT_FOUND, "audit", NULL);
	s = db_begin(u->db, DBQ_UNDO_CHANGES, u->err);
	db_bind_int(s, "act", u->act);
	while ((r = db_step(s, u->err)) == 1 && (r = take_change(u, s)) == 0)
		;
	db_reset(s);
	if (!r && !u->changes.n)
		r = ERR(u->err, ERR_REFUSED, "audit", NULL);
	if (r)
		return r;
	join_records(u);
	return number_changes(u);
}

/* ---- taking back ------------------------------------------------------------------------------------ */

/* Why a record that was written says no; 0: the error is none of the record's. */
static int why_of(const struct undo_change *c, int r)
{
	if (r == ERR_NOT_FOUND || (r == ERR_IN_USE && c->was_there))
		return UNDO_GONE;
	if (r == ERR_IN_USE)
		return UNDO_DEPENDED;
	return r == ERR_DUPLICATE || r == ERR_INVALID || r == ERR_REFUSED ? UNDO_CONTRADICTS : 0;
}

/* From the last change to the first; *ret_n: what must stay because it cannot be written. */
static int write_all(struct undo *u, size_t *ret_n)
{
	u->people.n = u->cells.n = u->days.n = 0;
	for (size_t i = u->changes.n; i-- > 0;) {
		const struct undo_change *c = &u->changes.v[i];
		struct undo_record *rec = &u->records.v[c->record];
		struct err e = {0};
		if (rec->why || rec->is_back || c->is_same)
			continue;
		int r = undo_write(u, c, &e), why = why_of(c, r);
		if (r && !why) {
			if (u->err)
				*u->err = e;
			return r;
		}
		if (r) {
			r = undo_keep(u, rec, why, 0);
			if (r)
				return r;
			++*ret_n;
		}
	}
	return 0;
}

static bool anything_stays(const struct undo *u)
{
	VEC_EACH (rec, &u->records)
		if (rec->why)
			return true;
	return false;
}

/* Everything that was written is taken back; nobody else may have written in between. */
static int begin_anew(struct undo *u)
{
	int64_t before = 0, now = 0;
	int r = db_number(db_begin(u->db, DBQ_AUDIT_NEXT, u->err), 0, &before, u->err);
	if (r)
		return r;
	db_act_rollback(u->db);
	r = act_begin(u->db, u->by, "undo", NULL, u->err);
	if (!r)
		r = db_number(db_begin(u->db, DBQ_AUDIT_NEXT, u->err), 0, &now, u->err);
	return r > 0 || (!r && now != before) ? ERR(u->err, ERR_BUSY, NULL, NULL) : r;
}

/* One attempt. What turns out to have to stay is noted, the attempt taken back, and the next one made without it. */
static int attempt(struct undo *u, size_t *ret_n)
{
	*ret_n = 0;
	u->is_partial = anything_stays(u);
	int r = u->is_own ? 0 : db_mark(u->db, u->err);
	if (r)
		return r;
	r = write_all(u, ret_n);
	if (!r && !*ret_n)
		r = undo_follow(u, ret_n);
	if (!r && !*ret_n)
		return u->is_own ? 0 : db_mark_release(u->db, u->err);
	if (u->is_own && !r)
		r = begin_anew(u);
	else if (!u->is_own)
		db_mark_rollback(u->db);
	rulebook_touch(u->db);
	return r ? r : undo_spread(u);
}

static int take_back(struct undo *u, bool whole)
{
	size_t n = 1;
	int r = read_act(u);
	if (!r && (u->has_rules || u->has_days))
		r = tasks_are_current(u->db, &u->were_current, u->err);
	if (!r)
		r = undo_find_stay(u);
	while (!r && n && !(whole && anything_stays(u)))
		r = attempt(u, &n);
	return r;
}

/* What an undo of an undo comes down to: the act at the bottom, and whether it is then taken back. */
static int find_bottom(struct undo *u, int64_t *ret_act, bool *ret_back)
{
	int r = 1;
	*ret_act = u->act;
	*ret_back = true;
	while (r == 1) {
		struct db_stmt *s = db_begin(u->db, DBQ_AUDIT_BY_ID, u->err);
		db_bind_int(s, "id", *ret_act);
		r = db_step(s, u->err);
		const char *record = r == 1 ? db_text(s, "record") : NULL;
		bool is_undo = record && strcmp(record, "audit") == 0;
		if (is_undo) {
			*ret_act = db_int(s, "record_id");
			*ret_back = !*ret_back;
		}
		db_reset(s);
		if (r == 1 && !is_undo)
			r = 0;
	}
	return r;
}

static int mark_batch(struct undo *u)
{
	int64_t act = 0;
	bool is_back = true;
	int r = find_bottom(u, &act, &is_back);
	if (r)
		return r;
	struct db_stmt *s =
		db_begin(u->db, is_back ? DBQ_UNDO_BATCH_MARK : DBQ_UNDO_BATCH_CLEAR, u->err);
	db_bind_int(s, "act", act);
	return db_run(s, u->err);
}

/* ---- the result ------------------------------------------------------------------------------------- */

void undo_result_done(struct undo_result *r)
{
	for (size_t i = 0; i < r->kept_count; i++)
		free(r->kept[i].record);
	free(r->kept);
	*r = (struct undo_result){0};
}

static int add_kept(
	struct undo *u, const struct undo_record *rec, struct undo_kept *ret, struct err *err)
{
	CLEANUP_FREE char *before = NULL, *after = NULL;
	int r = undo_read_change(u, rec->last, &before, &after, err);
	const char *json = after ? after : before;
	if (r)
		return r;
	struct undo_kept k = {.id = rec->id, .why = rec->why, .act = rec->since};
	k.cell.v = rec->table == TABLE_CELL ? rec->id : undo_json_id(json, "cell_id");
	r = undo_person_of(u, rec, json, &k.person.v, err);
	if (!r && !(k.record = mem_strdup(undo_table_name(rec->table))))
		r = ERR_OOM(err);
	if (!r)
		*ret = k;
	return r;
}

static int make_result(struct undo *u, bool is_done, struct undo_result *ret, struct err *err)
{
	struct undo_result res = {0};
	VEC(struct undo_kept) kept = {0};
	int r = 0;
	VEC_EACH (rec, &u->records) {
		struct undo_kept k;
		if (rec->why) {
			r = add_kept(u, rec, &k, err);
			if (!r && !VEC_PUSH(&kept, k)) {
				free(k.record);
				r = ERR_OOM(err);
			}
			if (r)
				break;
		} else if (is_done && !rec->is_back) {
			res.removed += !rec->was_there && rec->is_there;
			res.restored += rec->was_there && rec->is_there;
			res.brought_back += rec->was_there && !rec->is_there;
		}
	}
	res.kept = kept.v;
	res.kept_count = kept.n;
	if (r)
		undo_result_done(&res);
	else
		*ret = res;
	return r;
}

static void undo_done(struct undo *u)
{
	VEC_DONE(&u->changes);
	VEC_DONE(&u->records);
	VEC_DONE(&u->stay);
	VEC_DONE(&u->about);
	VEC_DONE(&u->people);
	VEC_DONE(&u->cells);
	VEC_DONE(&u->days);
}

int undo_act(struct db *db, const struct act_by *by, int64_t act, bool whole, bool dry_run,
	struct undo_result *ret, struct err *err)
{
	struct act_scope scope;
	struct undo u = {.db = db, .act = act, .err = err};
	*ret = (struct undo_result){0};
	int r = act_enter(&scope, db, by, "undo", err);
	if (r)
		return r < 0 ? r : 0;
	u.by = by;
	u.is_own = scope.is_own;
	r = u.is_own ? 0 : db_mark(db, err);
	if (r)
		return act_leave(&scope, r, NULL, 0, err);
	r = take_back(&u, whole);
	bool conflict = !r && whole && anything_stays(&u);
	if (!r)
		r = make_result(&u, !conflict, ret, err);
	if (!r && conflict)
		r = ERR(err, ERR_CONFLICT, "audit", NULL);
	if (!r && ret->removed + ret->restored + ret->brought_back)
		r = mark_batch(&u);
	if (!u.is_own && (r || dry_run))
		db_mark_rollback(db);
	else if (!u.is_own)
		r = db_mark_release(db, err);
	if (r || dry_run)
		rulebook_touch(db);
	undo_done(&u);
	if (dry_run && !r && scope.is_own) {
		db_act_rollback(db);
		return 0;
	}
	r = act_leave(&scope, r, "audit", act, err);
	if (r && r != ERR_CONFLICT)
		undo_result_done(ret);
	return r;
}
