/* The office's own rule sets. A set that dossiers rest on is never changed: its copy is, and takes its place
 * for what begins from now on. */
#include "core/rule_act.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/dossier.h"
#include "core/task.h"

#include <string.h>

/* ---- shared ------------------------------------------------------------------------------------- */

int rule_freeze_since(struct db *db, struct date from, struct err *err)
{
	static const enum event_kind steps[] = {EVENT_PAPERS, EVENT_DOSSIER, EVENT_CELL_VOTE,
		EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY, EVENT_RECOGNISED};
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(steps); i++) {
		int64_t *people = NULL;
		size_t n = 0;
		struct db_stmt *s = db_begin(db, DBQ_RULE_UNFROZEN, err);
		db_bind_int(s, "kind", steps[i]);
		db_bind_date(s, "from", from);
		r = db_read_ids(s, &people, &n, err);
		for (size_t k = 0; !r && k < n; k++)
			r = dossier_freeze(db, (struct person_id){people[k]}, err);
		free(people);
	}
	return r;
}

int rule_act_leave(
	struct act_scope *scope, int r, const char *record, int64_t record_id, struct err *err)
{
	rulebook_touch(scope->db);
	if (!r)
		r = tasks_refresh_all(scope->db, err);
	return act_leave(scope, r, record, record_id, err);
}

int clean_cite(const struct rule_cite *c, struct clean_cite *ret, struct err *err)
{
	struct clean_cite clean = {
		.date = c->date, .mark = {c->mark ? (char)c->mark : MARK_OFFICE}};
	int r = act_clean(c->document, "document", &clean.document, err);
	if (!r && !clean.document)
		r = ERR(err, ERR_INVALID, "document", "%s", "");
	if (!r && date_is_set(c->date) && !date_is_full(c->date))
		r = ERR(err, ERR_INVALID, "document_date", "%d", c->date.year);
	if (!r)
		r = act_clean(c->point, "point", &clean.point, err);
	if (r)
		clean_cite_done(&clean);
	else
		*ret = clean;
	return r;
}

void clean_cite_done(struct clean_cite *c)
{
	free(c->document);
	free(c->point);
}

void bind_cite(struct db_stmt *s, const struct clean_cite *c)
{
	db_bind_text(s, "document", c->document);
	db_bind_date(s, "document_date", c->date);
	db_bind_text(s, "point", c->point);
	db_bind_text(s, "mark", c->mark);
}

/* ---- writing a set ------------------------------------------------------------------------------ */

static int put_value(struct db *db, int64_t id, enum rule_param p, long value,
	const struct clean_cite *cite, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_VALUE_PUT, err);
	db_bind_int(s, "set", id);
	db_bind_text(s, "param", rule_param_code(p));
	if (value == RULE_NOT_SET)
		db_bind_null(s, "value");
	else
		db_bind_int(s, "value", value);
	bind_cite(s, cite);
	return db_run(s, err);
}

static int put_paper(struct db *db, int64_t id, const struct rule_paper *p, const char *title,
	const char *form, const struct clean_cite *cite, struct err *err)
{
	int64_t position = 1;
	struct db_stmt *s = db_begin(db, DBQ_RULE_PAPER_NEXT, err);
	db_bind_int(s, "set", id);
	int r = db_number(s, 1, &position, err);
	if (r)
		return r;
	s = db_begin(db, DBQ_RULE_PAPER_PUT, err);
	db_bind_int(s, "set", id);
	db_bind_int(s, "position", position);
	db_bind_text(s, "code", p->code);
	db_bind_text(s, "form", form);
	db_bind_text(s, "title", title);
	db_bind_int(s, "step", p->step);
	db_bind_int(s, "need", p->need);
	db_bind_int(s, "mover", p->mover);
	db_bind_id(s, "event", p->event);
	db_bind_int(s, "is_redone", p->is_redone);
	bind_cite(s, cite);
	return db_run(s, err);
}

/* A citation that stands in a set already: as it is, without a document too. */
static struct clean_cite same_cite(const struct rule_cite *c)
{
	return (struct clean_cite){.document = (char *)(uintptr_t)c->document,
		.point = (char *)(uintptr_t)c->point,
		.date = c->date,
		.mark = {c->mark ? (char)c->mark : MARK_OFFICE}};
}

static int add_set(struct db *db, const char *number, struct date from, const char *guides,
	const struct rule_set *like, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_SET_ADD, err);
	db_bind_text(s, "number", number);
	db_bind_date(s, "from", from);
	db_bind_text(s, "copied_from", like->key);
	db_bind_text(s, "guides", guides);
	int r = db_run(s, err);
	int64_t id = db_last_id(db);
	for (int p = PARAM_NONE + 1; !r && p < PARAM_COUNT; p++) {
		struct clean_cite cite = same_cite(&like->values[p].cite);
		r = put_value(db, id, (enum rule_param)p, like->values[p].value, &cite, err);
	}
	for (size_t i = 0; !r && i < like->paper_count; i++) {
		const struct rule_paper *p = &like->papers[i];
		struct clean_cite cite = same_cite(&p->cite);
		r = put_paper(db, id, p, p->title, p->form, &cite, err);
	}
	if (!r)
		*ret = id;
	return r;
}

/* The office's own set that is not superseded. ERR_NOT_FOUND "rule_set". */
static int own_find(struct db *db, int64_t id, const struct own_set **ret, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	struct rulebook_own *own = book->own;
	VEC_EACH (s, &own->sets)
		if ((*s)->id == id && !(*s)->is_superseded) {
			*ret = *s;
			return 0;
		}
	return ERR(err, ERR_NOT_FOUND, "rule_set", NULL);
}

static int supersede(struct db *db, int64_t id, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_SET_SUPERSEDE, err);
	db_bind_int(s, "id", id);
	return db_run(s, err);
}

static int is_used(struct db *db, int64_t id, bool *ret, struct err *err)
{
	int64_t dossier = 0;
	struct db_stmt *s = db_begin(db, DBQ_RULE_SET_USED, err);
	db_bind_int(s, "id", id);
	int r = db_number(s, 0, &dossier, err);
	*ret = dossier != 0;
	return r;
}

/* The set to be written to in place of `id`: itself, or its copy where dossiers rest on it. */
static int open_set(struct db *db, int64_t id, int64_t *ret, struct err *err)
{
	const struct own_set *set = NULL;
	bool used = false;
	int r = own_find(db, id, &set, err);
	if (!r)
		r = rule_freeze_since(db, set->set.from, err);
	if (!r)
		r = is_used(db, id, &used, err);
	if (r)
		return r;
	*ret = id;
	if (!used)
		return 0;
	r = supersede(db, id, err);
	return r ? r
		 : add_set(db, set->set.number, set->set.from, set->set.guides, &set->set, ret,
			   err);
}

/* ---- acts --------------------------------------------------------------------------------------- */

int rule_set_copy(struct db *db, const struct act_by *by, const char *key, const char *number,
	struct date from, const char *guides, int64_t *ret, struct err *err)
{
	CLEANUP_FREE char *clean_number = NULL, *clean_guides = NULL;
	const struct rulebook *book;
	const struct rule_set *like = NULL;
	struct act_scope scope;
	int64_t id = 0;
	int r = act_clean(number, "number", &clean_number, err);
	if (!r && !clean_number)
		r = ERR(err, ERR_INVALID, "number", "%s", "");
	if (!r && !date_is_full(from))
		r = ERR(err, ERR_INVALID, "from_date", "%s", "");
	if (!r)
		r = act_clean(guides, "guides", &clean_guides, err);
	if (!r)
		r = rulebook_of(db, &book, err);
	if (!r)
		r = rulebook_find(book, key, &like, err);
	if (!r)
		r = act_enter(&scope, db, by, "rule_set_copy", err);
	if (r) {
		if (r == 1)
			*ret = scope.done;
		return r < 0 ? r : 0;
	}
	r = rule_freeze_since(db, from, err);
	if (!r)
		r = add_set(db, clean_number, from, clean_guides, like, &id, err);
	r = rule_act_leave(&scope, r, "rule_set", id, err);
	if (!r)
		*ret = id;
	return r;
}

int rule_value_save(struct db *db, const struct act_by *by, int64_t id, enum rule_param p,
	long value, const struct rule_cite *cite, int64_t rev, int64_t *ret, struct err *err)
{
	struct clean_cite clean = {0};
	struct act_scope scope;
	int64_t to = 0, now = 0;
	int r = rule_value_is_valid(p, value) ? 0 : ERR(err, ERR_INVALID, "value", "%ld", value);
	if (!r)
		r = clean_cite(cite, &clean, err);
	if (r)
		return r;
	r = act_enter(&scope, db, by, "rule_value", err);
	if (r == 0) {
		r = rule_value_rev(db, id, p, &now, err);
		if (!r)
			r = rule_is_current(db, id, now, rev, "value", err);
		if (!r)
			r = open_set(db, id, &to, err);
		if (!r)
			r = put_value(db, to, p, value, &clean, err);
		r = rule_act_leave(&scope, r, "rule_set", to, err);
	} else if (r == 1) {
		to = scope.done;
		r = 0;
	}
	clean_cite_done(&clean);
	if (!r)
		*ret = to;
	return r;
}

static int check_paper(const struct rule_paper *p, struct err *err)
{
	if (!p->code || !*p->code)
		return ERR(err, ERR_INVALID, "code", "%s", "");
	for (const char *c = p->code; *c; c++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./",
			    *c))
			return ERR(err, ERR_INVALID, "code", "%s", p->code);
	if ((int)p->step < 1 || (int)p->step > PAPER_STEPS)
		return ERR(err, ERR_INVALID, "step", "%d", (int)p->step);
	if ((int)p->need < PAPER_ALL || (int)p->need > PAPER_OPTIONAL)
		return ERR(err, ERR_INVALID, "need", "%d", (int)p->need);
	if ((int)p->mover < 1 || (int)p->mover >= MOVERS)
		return ERR(err, ERR_INVALID, "mover", "%d", (int)p->mover);
	if (p->event && !event_code((enum event_kind)p->event))
		return ERR(err, ERR_INVALID, "event", "%d", p->event);
	return 0;
}

static int write_paper(struct db *db, int64_t set, const struct rule_paper *p, const char *title,
	const char *form, const struct clean_cite *cite, bool is_gone, struct err *err)
{
	if (!is_gone)
		return put_paper(db, set, p, title, form, cite, err);
	struct db_stmt *s = db_begin(db, DBQ_RULE_PAPER_REMOVE, err);
	db_bind_int(s, "set", set);
	db_bind_text(s, "code", p->code);
	int r = db_run(s, err);
	return r ? r : db_changes(db) == 1 ? 0 : ERR(err, ERR_NOT_FOUND, "code", "%s", p->code);
}

int rule_paper_save(struct db *db, const struct act_by *by, int64_t id,
	const struct rule_paper *paper, bool is_gone, int64_t rev, int64_t *ret, struct err *err)
{
	CLEANUP_FREE char *title = NULL, *form = NULL;
	struct clean_cite cite = {0};
	struct act_scope scope;
	int64_t to = 0, now = 0;
	int r = check_paper(paper, err);
	if (!r)
		r = act_clean(paper->title, "title", &title, err);
	if (!r && !title && !is_gone)
		r = ERR(err, ERR_INVALID, "title", "%s", "");
	if (!r)
		r = act_clean(paper->form, "form", &form, err);
	if (!r && !is_gone)
		r = clean_cite(&paper->cite, &cite, err);
	if (r)
		return r;
	r = act_enter(&scope, db, by, "rule_paper", err);
	if (r == 0) {
		r = rule_paper_rev(db, id, paper->code, &now, err);
		if (!r)
			r = rule_is_current(db, id, now, rev, "code", err);
		if (!r)
			r = open_set(db, id, &to, err);
		if (!r)
			r = write_paper(db, to, paper, title, form, &cite, is_gone, err);
		r = rule_act_leave(&scope, r, "rule_set", to, err);
	} else if (r == 1) {
		to = scope.done;
		r = 0;
	}
	clean_cite_done(&cite);
	if (!r)
		*ret = to;
	return r;
}

/* Its rows, where nothing rests on it. */
static int drop_set(struct db *db, int64_t id, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_VALUES_REMOVE, err);
	db_bind_int(s, "set", id);
	int r = db_run(s, err);
	if (!r) {
		s = db_begin(db, DBQ_RULE_PAPERS_REMOVE, err);
		db_bind_int(s, "set", id);
		r = db_run(s, err);
	}
	if (!r) {
		s = db_begin(db, DBQ_RULE_SET_REMOVE, err);
		db_bind_int(s, "id", id);
		r = db_run(s, err);
	}
	return r;
}

int rule_set_remove(struct db *db, const struct act_by *by, int64_t id, struct err *err)
{
	const struct own_set *set = NULL;
	struct act_scope scope;
	bool used = false;
	int r = act_enter(&scope, db, by, "rule_set_remove", err);
	if (r)
		return r < 0 ? r : 0;
	r = own_find(db, id, &set, err);
	if (!r)
		r = rule_freeze_since(db, set->set.from, err);
	if (!r)
		r = is_used(db, id, &used, err);
	if (!r)
		r = used ? supersede(db, id, err) : drop_set(db, id, err);
	return rule_act_leave(&scope, r, "rule_set", id, err);
}
