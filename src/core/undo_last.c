/* Which act comes next when somebody goes back step by step. An undo takes its act out of the row, and is itself none; an
 * undo that was taken back puts it in again. */
#include "core/undo.h"

#include "base/vec.h"
#include "core/audit_log.h"

#include <string.h>

/* Nobody goes back further than this, one by one. */
enum { FARTHEST = 100000 };

struct walk {
	const char *actor;
	int64_t before;		/* only acts older than this; 0: all */
	VEC(int64_t) cancelled; /* seen so far, from the newest on */
	int64_t found;
	int64_t again; /* the newest undo that stands, with no act of the actor after it */
	int64_t again_act;
	bool is_passed; /* there is one */
	bool wants_again;
	struct err *err;
};

/* What the audit cannot bring back, and what nobody did by hand. */
static bool can_undo(const char *act)
{
	static const char *const never[] = {"frozen_add", "frozen_remove", "sample_load"};
	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		if (strcmp(never[i], act) == 0)
			return false;
	return true;
}

static bool is_cancelled(const struct walk *w, int64_t act)
{
	VEC_EACH (a, &w->cancelled)
		if (*a == act)
			return true;
	return false;
}

/* One act, older than those before; the statement stands on it. */
static int look_at(struct walk *w, struct db_stmt *s)
{
	int64_t id = db_int(s, "id");
	const char *record = db_text(s, "record");
	if (is_cancelled(w, id))
		return 0;
	bool is_own = strcmp(db_text(s, "actor"), w->actor) == 0;
	if (record && strcmp(record, "audit") == 0) {
		if (is_own && !w->is_passed && !w->again && !db_int(s, "is_again")) {
			w->again = id;
			w->again_act = db_int(s, "record_id");
		}
		return VEC_PUSH(&w->cancelled, db_int(s, "record_id")) ? 0 : ERR_OOM(w->err);
	}
	w->is_passed |= is_own;
	if ((!w->before || id < w->before) && is_own && can_undo(db_text(s, "act")))
		w->found = id;
	return 0;
}

static bool is_done(const struct walk *w)
{
	return w->wants_again ? w->again || w->is_passed : w->found != 0;
}

static int walk_all(struct db *db, struct walk *w)
{
	struct db_stmt *s = db_begin(db, DBQ_UNDO_ACTS, w->err);
	db_bind_int(s, "n", FARTHEST);
	int r;
	while ((r = db_step(s, w->err)) == 1 && (r = look_at(w, s)) == 0 && !is_done(w))
		;
	db_reset(s);
	return r;
}

static int walk_person(struct db *db, struct walk *w, struct person_id person)
{
	struct audit_log log;
	int r = audit_log_load(db, person, &log, w->err);
	if (r)
		return r;
	for (size_t i = 0; !r && !is_done(w) && i < log.n; i++) {
		if (i && log.entries[i].act_id == log.entries[i - 1].act_id)
			continue;
		struct db_stmt *s = db_begin(db, DBQ_UNDO_ACT_BY_ID, w->err);
		db_bind_int(s, "id", log.entries[i].act_id);
		r = db_step(s, w->err);
		if (r == 1)
			r = look_at(w, s);
		db_reset(s);
	}
	audit_log_done(&log);
	return r;
}

int undo_last(struct db *db, const char *actor, struct person_id person, int64_t before,
	int64_t *ret, struct err *err)
{
	struct walk w = {.actor = actor, .before = before, .err = err};
	int r = person.v ? walk_person(db, &w, person) : walk_all(db, &w);
	VEC_DONE(&w.cancelled);
	if (!r)
		*ret = w.found;
	return r;
}

int undo_again(struct db *db, const char *actor, struct person_id person, int64_t *ret,
	int64_t *ret_act, struct err *err)
{
	struct walk w = {.actor = actor, .wants_again = true, .err = err};
	int r = person.v ? walk_person(db, &w, person) : walk_all(db, &w);
	VEC_DONE(&w.cancelled);
	if (!r) {
		*ret = w.again;
		*ret_act = w.again_act;
	}
	return r;
}
