#include "core/act_scope.h"

#include "base/vec.h"

/* More people than there are, and more than a thousand percent, are slips of the hand. */
enum { FIGURE_MAX = 1000000000, PERCENT_MAX = 100000 };

static int check(const struct target *t, struct err *err)
{
	if (t->from_year < 1930 || t->from_year > 2200)
		return ERR(err, ERR_INVALID, "from_year", "%d", t->from_year);
	if (t->to_year < t->from_year || t->to_year > t->from_year + 20)
		return ERR(err, ERR_INVALID, "to_year", "%d", t->to_year);
	if (t->kind < TARGET_ADMISSION || t->kind > TARGET_LIST)
		return ERR(err, ERR_INVALID, "kind", "%d", (int)t->kind);
	if (t->count > FIGURE_MAX)
		return ERR(err, ERR_INVALID, "count", "%ld", t->count);
	if (t->percent > PERCENT_MAX)
		return ERR(err, ERR_INVALID, "percent", "%ld", t->percent);
	if (t->base > FIGURE_MAX)
		return ERR(err, ERR_INVALID, "base", "%ld", t->base);
	if (t->count < 0 && t->percent < 0)
		return ERR(err, ERR_INVALID, "count", "%s", "");
	if (t->percent >= 0 && t->base < 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_TARGET_NO_BASE, "base", NULL);
	if (t->percent >= 0 && t->count >= 0 &&
		target_from_percent(t->base, t->percent) != t->count)
		return ERR_RULE(err, ERR_REFUSED, RULE_TARGET_DISAGREES, "count", "%ld",
			target_from_percent(t->base, t->percent));
	return 0;
}

static void bind_figure(struct db_stmt *s, const char *name, long v)
{
	if (v < 0)
		db_bind_null(s, name);
	else
		db_bind_int(s, name, v);
}

static int put(struct db *db, const struct target *t, const char *set_by, const char *paper_no,
	struct err *err)
{
	struct db_stmt *s = db_begin(db, t->id ? DBQ_TARGET_SAVE : DBQ_TARGET_ADD, err);
	if (t->id) {
		db_bind_int(s, "id", t->id);
		db_bind_int(s, "rev", t->rev);
	}
	db_bind_int(s, "from", t->from_year);
	db_bind_int(s, "to", t->to_year);
	db_bind_id(s, "cell", t->cell.v);
	db_bind_int(s, "kind", t->kind);
	bind_figure(s, "count", t->count);
	bind_figure(s, "percent", t->percent);
	bind_figure(s, "base", t->base);
	db_bind_date(s, "base_date", t->base_date);
	db_bind_text(s, "set_by", set_by);
	db_bind_text(s, "paper_no", paper_no);
	int r = db_run(s, err);
	return r ? r : t->id ? act_saved(db, "target", err) : 0;
}

int target_save(struct db *db, const struct act_by *by, const struct target *t, int64_t *ret,
	struct err *err)
{
	CLEANUP_FREE char *set_by = NULL, *paper_no = NULL;
	struct act_scope scope;
	int64_t id = t->id;
	int r = check(t, err);
	if (!r)
		r = act_clean(t->set_by, "set_by", &set_by, err);
	if (!r)
		r = act_clean(t->paper_no, "paper_no", &paper_no, err);
	if (!r)
		r = act_enter(&scope, db, by, t->id ? "target_change" : "target_set", err);
	if (r) {
		if (r == 1 && ret)
			*ret = scope.done;
		return r < 0 ? r : 0;
	}
	r = put(db, t, set_by, paper_no, err);
	if (!r && !id)
		id = db_last_id(db);
	r = act_leave(&scope, r, "target", id, err);
	if (!r && ret)
		*ret = id;
	return r;
}

int target_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "target_remove", err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_TARGET_REMOVE, err);
	db_bind_int(s, "id", id);
	db_bind_int(s, "rev", rev);
	r = db_run(s, err);
	if (!r)
		r = act_saved(db, "target", err);
	return act_leave(&scope, r, "target", id, err);
}

struct copies {
	struct target *v;
	size_t n, cap;
};

static int read_year(struct db *db, int year, struct copies *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_TARGETS_ALL, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct target t = {.cell = {db_int(s, "cell_id")},
			.kind = (enum target_kind)db_int(s, "kind"),
			.count = db_is_null(s, "count") ? -1 : (long)db_int(s, "count"),
			.percent = db_is_null(s, "percent") ? -1 : (long)db_int(s, "percent"),
			.base = db_is_null(s, "base") ? -1 : (long)db_int(s, "base"),
			.base_date = db_date(s, "base_date")};
		if (db_int(s, "from_year") != year || db_int(s, "to_year") != year)
			continue;
		if (!VEC_PUSH(ret, t)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	return r;
}

/* 1: written, 0: there is one already. */
static int copy_one(struct db *db, struct target *t, int year, struct err *err)
{
	struct err e = {0};
	struct target there;
	int r = target_find(db, year, year, t->cell, t->kind, &there, &e);
	if (r == 0) {
		target_done(&there);
		return 0;
	}
	if (r != ERR_NOT_FOUND) {
		if (err)
			*err = e;
		return r;
	}
	t->from_year = t->to_year = year;
	r = put(db, t, NULL, NULL, err);
	return r ? r : 1;
}

int target_copy_year(
	struct db *db, const struct act_by *by, int from, int to, long *ret_n, struct err *err)
{
	struct act_scope scope;
	struct copies copies = {0};
	long n = 0;
	if (to < 1930 || to > 2200)
		return ERR(err, ERR_INVALID, "from_year", "%d", to);
	int r = act_enter(&scope, db, by, "targets_copy", err);
	if (r)
		return r < 0 ? r : 0;
	r = read_year(db, from, &copies, err);
	VEC_EACH (t, &copies) {
		if (r)
			break;
		r = copy_one(db, t, to, err);
		n += r == 1;
		r = r < 0 ? r : 0;
	}
	VEC_DONE(&copies);
	r = act_leave(&scope, r, "target", 0, err);
	if (!r)
		*ret_n = n;
	return r;
}
