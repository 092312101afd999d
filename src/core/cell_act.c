#include "core/act_scope.h"

#include "base/mem.h"
#include "viet/heading.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

int act_cell_fold(const char *name, char **ret, struct err *err)
{
	char *fold;
	int r = heading_key(name, &fold, err);
	if (!r && strncmp(fold, "chi bo ", 7) == 0)
		memmove(fold, fold + 7, strlen(fold + 7) + 1);
	if (!r)
		*ret = fold;
	return r;
}

static int add_name(
	struct db *db, int64_t cell, const char *name, struct date from, struct err *err)
{
	CLEANUP_FREE char *fold = NULL;
	int r = act_cell_fold(name, &fold, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_CELL_NAME_ADD, err);
	db_bind_int(s, "cell", cell);
	db_bind_date(s, "from", from);
	db_bind_text(s, "name", name);
	db_bind_text(s, "fold", fold);
	return db_run(s, err);
}

/* Corrects the name that was valid on the day. */
static int correct_name(
	struct db *db, struct cell_id cell, const char *name, struct date day, struct err *err)
{
	int64_t id = 0;
	bool is_same = false;
	struct db_stmt *s = db_begin(db, DBQ_CELL_NAMES, err);
	db_bind_int(s, "cell", cell.v);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct date from = db_date(s, "from_date");
		if (id && date_is_set(day) && date_cmp(from, day) > 0)
			continue;
		id = db_int(s, "id");
		is_same = strcmp(db_text(s, "name"), name) == 0;
	}
	if (r || is_same)
		return r;
	if (!id)
		return add_name(db, cell.v, name, (struct date){0}, err);
	CLEANUP_FREE char *fold = NULL;
	r = act_cell_fold(name, &fold, err);
	if (r)
		return r;
	s = db_begin(db, DBQ_CELL_NAME_SAVE, err);
	db_bind_int(s, "id", id);
	db_bind_text(s, "name", name);
	db_bind_text(s, "fold", fold);
	return db_run(s, err);
}

static int put_cell(struct db *db, const struct cell *c, const char *code, struct err *err)
{
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	int r = label_key(code, key, &n, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, c->id.v ? DBQ_CELL_SAVE : DBQ_CELL_ADD, err);
	if (c->id.v) {
		db_bind_int(s, "id", c->id.v);
		db_bind_int(s, "rev", c->rev);
	}
	db_bind_text(s, "code", code);
	db_bind_blob(s, "code_key", key, n);
	db_bind_int(s, "type", c->type);
	db_bind_date(s, "valid_from", c->valid_from);
	db_bind_date(s, "valid_to", c->valid_to);
	db_bind_id(s, "successor", c->successor.v);
	db_bind_int(s, "nobody_left", c->nobody_left);
	r = db_run(s, err);
	return r ? r : c->id.v ? act_saved(db, "cell", err) : 0;
}

/* A successor's successor … must not lead back. */
static int check_successor(struct db *db, const struct cell *c, struct err *err)
{
	struct cell_id at = c->successor;
	for (int i = 0; at.v && i < 1000; i++) {
		if (at.v == c->id.v)
			return ERR(err, ERR_INVALID, "successor", NULL);
		struct db_stmt *s = db_begin(db, DBQ_CELL_BY_ID, err);
		db_bind_int(s, "id", at.v);
		int r = db_step(s, err);
		if (r < 0)
			return r;
		at.v = r ? db_int(s, "successor_id") : 0;
		db_reset(s);
	}
	return 0;
}

int cell_save(struct db *db, const struct act_by *by, const struct cell *c, struct date day,
	struct cell_id *ret, struct err *err)
{
	CLEANUP_FREE char *code = NULL, *name = NULL;
	int r = act_clean(c->code, "code", &code, err);
	if (!r)
		r = act_clean(c->name, "name", &name, err);
	if (r)
		return r;
	if (!code)
		return ERR(err, ERR_INVALID, "code", "%s", "");
	if (!name)
		return ERR(err, ERR_INVALID, "name", "%s", "");
	if (c->type < CELL_RESIDENTIAL || c->type > CELL_OTHER)
		return ERR(err, ERR_INVALID, "type", "%d", c->type);
	if (date_is_set(c->valid_from) && date_is_set(c->valid_to) &&
		date_cmp(c->valid_to, c->valid_from) < 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_CELL_PERIOD, "valid_to", NULL);
	struct act_scope scope;
	r = act_enter(&scope, db, by, c->id.v ? "cell_change" : "cell_add", err);
	if (r == 1)
		ret->v = scope.done;
	if (r)
		return r < 0 ? r : 0;
	struct cell_id id = c->id;
	r = check_successor(db, c, err);
	if (!r)
		r = put_cell(db, c, code, err);
	if (!r && !id.v)
		id.v = db_last_id(db);
	if (!r)
		r = c->id.v ? correct_name(db, id, name, day, err)
			    : add_name(db, id.v, name, (struct date){0}, err);
	if (!r)
		r = cell_post_save(db, by, id, POST_SECRETARY, c->secretary, day, err);
	if (!r)
		r = cell_post_save(db, by, id, POST_OVERSEER, c->overseer, day, err);
	r = act_leave(&scope, r, "cell", id.v, err);
	if (!r)
		*ret = id;
	return r;
}

int cell_rename(struct db *db, const struct act_by *by, struct cell_id id, const char *name,
	struct date from, struct err *err)
{
	CLEANUP_FREE char *clean = NULL;
	int r = act_clean(name, "name", &clean, err);
	if (r)
		return r;
	if (!clean)
		return ERR(err, ERR_INVALID, "name", "%s", "");
	if (!date_is_full(from))
		return ERR(err, ERR_INVALID, "from_date", "%s", "");
	struct act_scope scope;
	r = act_enter(&scope, db, by, "cell_rename", err);
	if (r)
		return r < 0 ? r : 0;
	r = add_name(db, id.v, clean, from, err);
	return act_leave(&scope, r, "cell", id.v, err);
}

/* Where all have ended, the next one begins on the day after the last. */
static int after_ended(
	struct db *db, struct cell_id id, enum cell_post post, struct date *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_POST_ENDED, err);
	db_bind_int(s, "cell", id.v);
	db_bind_int(s, "post", post);
	int r = db_step(s, err);
	struct date last = r == 1 ? db_date(s, "last") : (struct date){0};
	db_reset(s);
	if (date_is_set(last))
		*ret = date_add_days(last, 1);
	return r < 0 ? r : 0;
}

int cell_post_save(struct db *db, const struct act_by *by, struct cell_id id, enum cell_post post,
	const char *holder, struct date from, struct err *err)
{
	CLEANUP_FREE char *clean = NULL;
	int r = act_clean(holder, post == POST_SECRETARY ? "secretary" : "overseer", &clean, err);
	if (r || !clean)
		return r;
	struct act_scope scope;
	r = act_enter(&scope, db, by, "cell_post", err);
	if (r)
		return r < 0 ? r : 0;
	/* the same holder goes on: no new row */
	struct db_stmt *s = cell_post_begin(db, id, post, from, err);
	r = db_step(s, err);
	bool is_same = r == 1 && strcmp(db_text(s, "holder"), clean) == 0;
	if (r == 1 && !date_is_set(from))
		from = db_date(s, "from_date");
	db_reset(s);
	if (r == 0 && !date_is_set(from))
		r = after_ended(db, id, post, &from, err);
	if (r >= 0 && !is_same) {
		s = db_begin(db, DBQ_CELL_POST_PUT, err);
		db_bind_int(s, "cell", id.v);
		db_bind_int(s, "post", post);
		db_bind_text(s, "holder", clean);
		db_bind_date(s, "from", from);
		r = db_run(s, err);
	}
	return act_leave(&scope, r < 0 ? r : 0, "cell", id.v, err);
}

static void bind_figure(struct db_stmt *s, const char *name, long v)
{
	if (v < 0)
		db_bind_null(s, name);
	else
		db_bind_int(s, name, v);
}

static long kept(struct db_stmt *s, const char *column, long stated)
{
	return stated >= 0 || db_is_null(s, column) ? stated : (long)db_int(s, column);
}

int cell_count_save(
	struct db *db, const struct act_by *by, const struct cell_count *stated, struct err *err)
{
	struct cell_count c = *stated;
	if (!date_is_full(c.as_of))
		return ERR(err, ERR_INVALID, "as_of", "%s", "");
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "cell_count", err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_CELL_COUNT_ON, err);
	db_bind_int(s, "cell", c.cell.v);
	db_bind_date(s, "as_of", c.as_of);
	bool is_same = false;
	r = db_step(s, err);
	if (r == 1) {
		c.members = kept(s, "members", c.members);
		c.official = kept(s, "official", c.official);
		c.workforce = kept(s, "workforce", c.workforce);
		c.workforce_members = kept(s, "workforce_members", c.workforce_members);
		is_same = kept(s, "members", -1) == c.members &&
			  kept(s, "official", -1) == c.official &&
			  kept(s, "workforce", -1) == c.workforce &&
			  kept(s, "workforce_members", -1) == c.workforce_members;
	}
	db_reset(s);
	if (r < 0)
		return act_leave(&scope, r, NULL, 0, err);
	r = 0;
	if (c.members >= 0 && c.official > c.members)
		r = ERR_RULE(err, ERR_REFUSED, RULE_PARTS, "official", "%ld > %ld", c.official,
			c.members);
	else if (c.workforce >= 0 && c.workforce_members > c.workforce)
		r = ERR_RULE(err, ERR_REFUSED, RULE_PARTS, "workforce_members", "%ld > %ld",
			c.workforce_members, c.workforce);
	if (!r && !is_same) {
		s = db_begin(db, DBQ_CELL_COUNT_PUT, err);
		db_bind_int(s, "cell", c.cell.v);
		db_bind_date(s, "as_of", c.as_of);
		bind_figure(s, "members", c.members);
		bind_figure(s, "official", c.official);
		bind_figure(s, "workforce", c.workforce);
		bind_figure(s, "workforce_members", c.workforce_members);
		r = db_run(s, err);
	}
	return act_leave(&scope, r, "cell", c.cell.v, err);
}
