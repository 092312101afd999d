/* What is due, kept beside the records. */
#include "core/task.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/act_scope.h"
#include "core/rulebook_own.h"
#include "core/task_own.h"

#include <stdio.h>
#include <string.h>

/* Raised whenever the rules in code reckon otherwise, or an act has kept what does not follow: then everything is
 * made anew. */
#define READING "2"

const struct rule_set *task_set(
	const struct rulebook *book, const struct way *w, const struct rule_set *frozen)
{
	struct date began = way_began(w);
	/* whose papers have not begun: the set of today; the version that is kept names it */
	if (!date_is_set(began))
		return rulebook_on(book, clock_today());
	return frozen ? frozen : rulebook_on(book, began);
}

const struct rule_set *task_set_of(const struct rulebook *book, const struct dossier_view *v)
{
	bool is_frozen = v->d.rule_key && date_is_set(v->d.frozen);
	return task_set(book, &v->way, is_frozen ? v->set : NULL);
}

/* ---- one person ----------------------------------------------------------------------------------- */

struct kept {
	struct need v[TASKS_MAX];
	size_t n;
	bool same_cell;
};

static int read_kept(struct db *db, struct person_id person, struct cell_id cell, struct kept *ret,
	struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_TASKS_OF, err);
	db_bind_int(s, "person", person.v);
	ret->n = 0;
	ret->same_cell = true;
	int r;
	while ((r = db_step(s, err)) == 1) {
		ret->same_cell &= db_int(s, "cell_id") == cell.v;
		if (ret->n == TASKS_MAX) {
			ret->same_cell = false; /* more than can be: written anew */
			continue;
		}
		ret->v[ret->n++] = (struct need){.kind = (enum need_kind)db_int(s, "kind"),
			.state = (enum need_state)db_int(s, "state"),
			.mover = (enum mover)db_int(s, "mover"),
			.due = db_date(s, "due_on"),
			.opens = db_date(s, "opens_on"),
			.is_lapse = db_int(s, "is_lapse"),
			.number = (long)db_int(s, "nth")};
	}
	return r;
}

static bool same(const struct need *a, const struct need *b)
{
	return a->kind == b->kind && a->number == b->number && a->state == b->state &&
	       a->mover == b->mover && a->is_lapse == b->is_lapse &&
	       date_cmp(a->due, b->due) == 0 && date_cmp(a->opens, b->opens) == 0;
}

static bool all_same(const struct kept *k, const struct need *v, size_t n)
{
	bool ok = k->n == n && k->same_cell;
	for (size_t i = 0; ok && i < n; i++) {
		bool found = false;
		for (size_t j = 0; !found && j < n; j++)
			found = same(&k->v[j], &v[i]);
		ok = found;
	}
	return ok;
}

static int add_task(struct db *db, struct person_id person, struct cell_id cell,
	const struct need *n, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_TASK_ADD, err);
	db_bind_date(s, "due", n->due);
	db_bind_int(s, "person", person.v);
	db_bind_int(s, "kind", n->kind);
	db_bind_int(s, "nth", n->number);
	db_bind_date(s, "opens", n->opens);
	db_bind_int(s, "mover", n->mover);
	db_bind_int(s, "state", n->state);
	db_bind_int(s, "is_lapse", n->is_lapse);
	db_bind_id(s, "cell", cell.v);
	return db_run(s, err);
}

int tasks_add(struct db *db, struct person_id person, struct cell_id cell, const struct need *v,
	size_t n, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < n; i++)
		r = add_task(db, person, cell, &v[i], err);
	return r;
}

static int derive(struct db *db, const struct dossier_view *v, struct need ret[TASKS_MAX],
	size_t *ret_n, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	*ret_n = dossier_tasks(&v->facts, task_set_of(book, v), &book->calendar, ret);
	return 0;
}

int tasks_refresh(struct db *db, struct person_id person, struct err *err)
{
	struct need now[TASKS_MAX];
	struct kept kept;
	struct dossier_view v;
	size_t n = 0;
	int r = dossier_view_load(db, person, &v, err);
	if (r)
		return r;
	r = derive(db, &v, now, &n, err);
	if (!r)
		r = read_kept(db, person, v.person.cell, &kept, err);
	if (!r && !all_same(&kept, now, n)) {
		struct db_stmt *s = db_begin(db, DBQ_TASKS_CLEAR_OF, err);
		db_bind_int(s, "person", person.v);
		r = db_run(s, err);
		if (!r)
			r = tasks_add(db, person, v.person.cell, now, n, err);
	}
	dossier_view_done(&v);
	return r;
}

int tasks_agree(struct db *db, struct person_id person, bool *ret, struct err *err)
{
	struct need now[TASKS_MAX];
	struct kept kept;
	struct dossier_view v;
	size_t n = 0;
	int r = dossier_view_load(db, person, &v, err);
	if (r)
		return r;
	r = derive(db, &v, now, &n, err);
	if (!r)
		r = read_kept(db, person, v.person.cell, &kept, err);
	if (!r)
		*ret = all_same(&kept, now, n);
	dossier_view_done(&v);
	return r;
}

/* ---- everybody ------------------------------------------------------------------------------------ */

enum { VERSION = 128 };

static int version_now(struct db *db, char ret[VERSION], struct err *err)
{
	const struct rulebook *book;
	char rules[32];
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	rulebook_version(book, rules);
	const struct rule_set *now = rulebook_on(book, clock_today());
	snprintf(ret, VERSION, READING ":%s:%s", rules, now ? now->key : "");
	return 0;
}

int tasks_are_current(struct db *db, bool *ret, struct err *err)
{
	char version[VERSION];
	int r = version_now(db, version, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_DERIVED_GET, err);
	db_bind_text(s, "name", "task");
	r = db_step(s, err);
	const char *kept = r == 1 ? db_text(s, "version") : NULL;
	*ret = kept && strcmp(kept, version) == 0;
	db_reset(s);
	return r < 0 ? r : 0;
}

int tasks_stamp(struct db *db, struct err *err)
{
	char version[VERSION];
	int r = version_now(db, version, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_DERIVED_PUT, err);
	db_bind_text(s, "name", "task");
	db_bind_text(s, "version", version);
	return db_run(s, err);
}

struct making {
	struct db *db;
	const struct rulebook *book;
	bool (*progress)(void *ctx, long done, long all);
	void *ctx;
	long done, all;
	struct err *err;
};

static int make_one(void *ctx, const struct followed *f)
{
	struct making *m = ctx;
	struct need needs[TASKS_MAX];
	size_t n = dossier_tasks(f->facts, f->set, &m->book->calendar, needs);
	if (++m->done % 1000 == 0 && m->progress && m->progress(m->ctx, m->done, m->all))
		return ERR(m->err, ERR_STOPPED, NULL, NULL);
	return tasks_add(m->db, f->person, f->cell, needs, n, m->err);
}

static int make_all(
	struct db *db, bool (*progress)(void *ctx, long done, long all), void *ctx, struct err *err)
{
	struct making m = {.db = db, .progress = progress, .ctx = ctx, .err = err};
	int64_t all = 0;
	int r = rulebook_of(db, &m.book, err);
	if (!r && progress)
		r = db_number(db_begin(db, DBQ_FOLLOWED_TOTAL, err), 0, &all, err);
	m.all = (long)all;
	if (!r)
		r = db_run(db_begin(db, DBQ_TASKS_CLEAR, err), err);
	if (!r)
		r = followed_each(db, make_one, &m, err);
	return r ? r : tasks_stamp(db, err);
}

int tasks_refresh_all(struct db *db, struct err *err)
{
	return make_all(db, NULL, NULL, err);
}

int tasks_prepare(
	struct db *db, bool (*progress)(void *ctx, long done, long all), void *ctx, struct err *err)
{
	const struct act_by by = {.actor = act_user()};
	struct act_scope scope;
	bool is_current;
	int r = tasks_are_current(db, &is_current, err);
	if (r || is_current || db_is_readonly(db))
		return r;
	r = act_enter(&scope, db, &by, "tasks", err);
	if (!r)
		r = act_keep(&scope, make_all(db, progress, ctx, err), err);
	return r;
}
