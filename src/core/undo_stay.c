/* What of an act cannot be taken back: what somebody has changed since, what others have come to rest on, and what these
 * rest on in turn. */
#include "core/undo_own.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	enum undo_table to;
	const char *table, *column;
} references[] = {
#define REFERENCE(NAME, table, column) {TABLE_##NAME, #table, #column},
	REFERS(REFERENCE, REFERENCE)
#undef REFERENCE
};

/* Who refers to a record of the table; 0: nobody can. */
static const enum db_query users[UNDO_TABLES] = {
#define USERS(NAME, table) [TABLE_##NAME] = DBQ_UNDO_USERS_##NAME,
	REFERRED_TO(USERS)
#undef USERS
};

int undo_keep(struct undo *u, struct undo_record *rec, int why, int64_t since)
{
	if (rec->why || rec->is_back)
		return 0;
	rec->why = why;
	rec->since = since;
	return VEC_PUSH(&u->stay, (uint32_t)(rec - u->records.v)) ? 0 : ERR_OOM(u->err);
}

static bool is_new(const struct undo_record *rec)
{
	return !rec->was_there && rec->is_there;
}

/* ---- changed since ---------------------------------------------------------------------------------- */

struct since {
	VEC(int64_t) cancelled; /* acts that were taken back, as far as this record goes */
	int64_t first;		/* of those that stand */
	bool is_gone, is_other; /* the record now: not there; not as the act left it */
};

static bool is_cancelled(const struct since *s, int64_t act)
{
	VEC_EACH (a, &s->cancelled)
		if (*a == act)
			return true;
	return false;
}

/* From the newest on: an undo that stands takes its act out of the count, and is itself none. */
static int read_since(
	struct undo *u, const struct undo_record *rec, const char *left, struct since *ret)
{
	struct db_stmt *s = db_begin(u->db, DBQ_UNDO_SINCE, u->err);
	db_bind_text(s, "record", undo_table_name(rec->table));
	db_bind_int(s, "id", rec->id);
	db_bind_int(s, "after", rec->last);
	bool is_newest = true;
	int r;
	while ((r = db_step(s, u->err)) == 1) {
		int64_t act = db_int(s, "audit_id");
		const char *of = db_text(s, "of_record"), *after = db_text(s, "after");
		if (is_newest) {
			ret->is_gone = !after;
			ret->is_other = !after || !left ? after != left : strcmp(after, left) != 0;
		}
		is_newest = false;
		if (is_cancelled(ret, act))
			continue;
		if (!of || strcmp(of, "audit") != 0)
			ret->first = act;
		else if (!VEC_PUSH(&ret->cancelled, db_int(s, "of_id"))) {
			r = ERR_OOM(u->err);
			break;
		}
	}
	db_reset(s);
	return r;
}

static int judge(struct undo *u, struct undo_record *rec)
{
	CLEANUP_FREE char *before = NULL, *left = NULL;
	struct since since = {0};
	int64_t newest = 0;
	int r = undo_newest(u, rec->table, rec->id, &newest);
	if (r || newest == rec->last)
		return r;
	r = undo_read_change(u, rec->last, &before, &left, u->err);
	if (!r)
		r = read_since(u, rec, left, &since);
	if (!r && is_cancelled(&since, u->act))
		rec->is_back = true;
	else if (!r && since.is_gone && is_new(rec))
		rec->is_back = true; /* a new one that somebody has removed is as it would be */
	else if (!r && (since.first || since.is_other))
		r = undo_keep(u, rec, since.is_gone ? UNDO_GONE : UNDO_CHANGED, since.first);
	VEC_DONE(&since.cancelled);
	return r;
}

/* ---- depended on ------------------------------------------------------------------------------------ */

struct user {
	enum undo_table table;
	int64_t id;
	bool is_part;
};

static int read_users(struct undo *u, const struct undo_record *rec,
	int (*each)(struct undo *u, struct undo_record *rec, const struct user *user))
{
	VEC(struct user) list = {0};
	struct db_stmt *s = db_begin(u->db, users[rec->table], u->err);
	db_bind_int(s, "id", rec->id);
	int r;
	while ((r = db_step(s, u->err)) == 1) {
		struct user user = {
			undo_table_of(db_text(s, "record")), db_int(s, "id"), db_int(s, "is_part")};
		if (!VEC_PUSH(&list, user)) {
			r = ERR_OOM(u->err);
			break;
		}
	}
	db_reset(s);
	size_t at = (size_t)(rec - u->records.v);
	for (size_t i = 0; !r && i < list.n; i++)
		r = each(u, &u->records.v[at], &list.v[i]);
	VEC_DONE(&list);
	return r;
}

/* What is not of the act, or no longer goes with it. */
static int find_other(struct undo *u, struct undo_record *rec, const struct user *user)
{
	const struct undo_record *other = undo_find(u, user->table, user->id);
	int64_t since = 0;
	if (rec->why || (other && !other->is_back))
		return 0;
	struct db_stmt *s = db_begin(u->db, DBQ_UNDO_FIRST_SINCE, u->err);
	db_bind_text(s, "record", undo_table_name(user->table));
	db_bind_int(s, "id", user->id);
	db_bind_int(s, "act", u->act);
	int r = db_number(s, 0, &since, u->err);
	return r ? r : undo_keep(u, rec, UNDO_DEPENDED, since);
}

/* What dossiers rest on is not rewritten under them. */
static int find_dossiers(struct undo *u, struct undo_record *rec)
{
	CLEANUP_FREE char *before = NULL, *after = NULL;
	int64_t *ids = NULL;
	size_t n = 0;
	int r = undo_read_change(u, rec->last, &before, &after, u->err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(u->db, DBQ_UNDO_DOSSIERS_OF_SET, u->err);
	db_bind_int(s, "id", undo_json_id(after ? after : before, "rule_set_id"));
	r = db_read_ids(s, &ids, &n, u->err);
	for (size_t i = 0; !r && i < n; i++) {
		const struct user user = {TABLE_DOSSIER, ids[i], false};
		r = find_other(u, rec, &user);
	}
	free(ids);
	return r;
}

int undo_find_stay(struct undo *u)
{
	int r = 0;
	for (size_t i = 0; !r && i < u->records.n; i++)
		r = judge(u, &u->records.v[i]);
	for (size_t i = 0; !r && i < u->records.n; i++) {
		struct undo_record *rec = &u->records.v[i];
		if (rec->why || rec->is_back)
			continue;
		if (is_new(rec) && users[rec->table])
			r = read_users(u, rec, find_other);
		else if (rec->table == TABLE_RULE_VALUE || rec->table == TABLE_RULE_PAPER)
			r = find_dossiers(u, rec);
	}
	return r ? r : undo_spread(u);
}

/* ---- what stays keeps others ------------------------------------------------------------------------ */

static int by_person(const void *a, const void *b)
{
	const struct undo_about *x = a, *y = b;
	return (x->person > y->person) - (x->person < y->person);
}

static int add_about(struct undo *u, const struct undo_change *c, const char *json)
{
	struct undo_about a = {.record = c->record};
	int r = undo_person_of(u, &u->records.v[c->record], json, &a.person, u->err);
	if (!r && a.person && !VEC_PUSH(&u->about, a))
		r = ERR_OOM(u->err);
	a.person = undo_json_id(json, "mentor_id");
	a.as_mentor = true;
	return r || !a.person || VEC_PUSH(&u->about, a) ? r : ERR_OOM(u->err);
}

/* Of every state that the act found or left. */
static int index_people(struct undo *u)
{
	int r = 0;
	for (size_t i = 0; !r && i < u->changes.n; i++) {
		CLEANUP_FREE char *before = NULL, *after = NULL;
		const struct undo_change *c = &u->changes.v[i];
		r = undo_read_change(u, c->id, &before, &after, u->err);
		if (!r && before)
			r = add_about(u, c, before);
		if (!r && after)
			r = add_about(u, c, after);
	}
	if (u->about.n)
		qsort(u->about.v, u->about.n, sizeof *u->about.v, by_person);
	return r;
}

/* The first entry of a person, or where it would stand. */
static size_t first_about(const struct undo *u, int64_t person)
{
	size_t low = 0, high = u->about.n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (u->about.v[mid].person < person)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int keep_about(
	struct undo *u, int64_t person, bool with_helped, int why, int64_t since, size_t *ret_n)
{
	int r = u->about.n ? 0 : index_people(u);
	size_t i = r ? 0 : first_about(u, person);
	for (; !r && i < u->about.n && u->about.v[i].person == person; i++) {
		struct undo_record *rec = &u->records.v[u->about.v[i].record];
		if (rec->why || rec->is_back || (u->about.v[i].as_mentor && !with_helped))
			continue;
		++*ret_n;
		r = undo_keep(u, rec, why, since);
	}
	return r;
}

int undo_keep_person(struct undo *u, int64_t person, int why, size_t *ret_n)
{
	return keep_about(u, person, true, why, 0, ret_n);
}

static int keep_same_person(struct undo *u, const struct undo_record *rec, const char *json)
{
	int64_t person = 0;
	size_t n = 0;
	int r = json ? undo_person_of(u, rec, json, &person, u->err) : 0;
	return r || !person ? r : keep_about(u, person, false, UNDO_DEPENDED, rec->since, &n);
}

static int keep_part(struct undo *u, struct undo_record *rec, const struct user *user)
{
	struct undo_record *part = user->is_part ? undo_find(u, user->table, user->id) : NULL;
	return part && is_new(part) ? undo_keep(u, part, UNDO_DEPENDED, rec->since) : 0;
}

/* As it stands now it refers to these. */
static int keep_parents(struct undo *u, const struct undo_record *rec)
{
	CLEANUP_FREE char *before = NULL, *after = NULL;
	int64_t newest = 0;
	int r = undo_newest(u, rec->table, rec->id, &newest);
	if (!r)
		r = undo_read_change(u, newest, &before, &after, u->err);
	for (size_t i = 0; !r && after && i < ARRAY_LEN(references); i++) {
		if (strcmp(references[i].table, undo_table_name(rec->table)) != 0)
			continue;
		int64_t id = undo_json_id(after, references[i].column);
		struct undo_record *parent = id ? undo_find(u, references[i].to, id) : NULL;
		if (parent && is_new(parent))
			r = undo_keep(u, parent, UNDO_DEPENDED, rec->since);
	}
	return r;
}

/* Of the act's own change of it: the person it was about, and the one it is about. */
static int keep_neighbours(struct undo *u, const struct undo_record *rec)
{
	CLEANUP_FREE char *before = NULL, *after = NULL;
	int r = undo_read_change(u, rec->last, &before, &after, u->err);
	if (!r)
		r = keep_same_person(u, rec, before);
	if (!r)
		r = keep_same_person(u, rec, after);
	return r;
}

static bool is_rule(enum undo_table t)
{
	return t == TABLE_RULE_SET || t == TABLE_RULE_VALUE || t == TABLE_RULE_PAPER;
}

/* Half of a rule set is none. */
static int keep_all(struct undo *u)
{
	int r = 0;
	VEC_EACH (rec, &u->records)
		if (!r)
			r = undo_keep(u, rec, UNDO_DEPENDED, 0);
	return r;
}

int undo_spread(struct undo *u)
{
	int r = 0;
	while (!r && u->stay.n) {
		struct undo_record *rec = &u->records.v[u->stay.v[--u->stay.n]];
		if (is_rule(rec->table))
			r = keep_all(u);
		if (!r)
			r = keep_neighbours(u, rec);
		if (!r)
			r = keep_parents(u, rec);
		if (!r && is_new(rec) && users[rec->table])
			r = read_users(u, rec, keep_part);
	}
	return r;
}
