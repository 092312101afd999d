/* What the office does with a dossier: papers, background checks, more time, its own fields. */
#include "core/act_scope.h"
#include "core/dossier_own.h"
#include "core/standing.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- the dossier itself --------------------------------------------------------------------------- */

void bind_rule_set(struct db_stmt *s, const struct rule_set *set)
{
	bool is_own = set && strncmp(set->key, "own/", 4) == 0;
	db_bind_text(s, "shipped", set && !is_own ? set->key : NULL);
	if (is_own)
		db_bind_int(s, "set", atoll(set->key + 4));
	else
		db_bind_null(s, "set");
}

static int add_dossier(struct db *db, const struct dossier_view *v, struct date began,
	struct date frozen, const struct rule_set *set, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_DOSSIER_ADD, err);
	db_bind_int(s, "person", v->person.id.v);
	db_bind_date(s, "began", date_max(began, v->way.anew_on));
	db_bind_date(s, "frozen", frozen);
	bind_rule_set(s, set);
	int r = db_run(s, err);
	if (!r)
		*ret = db_last_id(db);
	return r;
}

static int set_frozen(
	struct db *db, int64_t id, struct date frozen, const struct rule_set *set, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_DOSSIER_FREEZE, err);
	db_bind_int(s, "id", id);
	db_bind_date(s, "frozen", frozen);
	bind_rule_set(s, set);
	return db_run(s, err);
}

/* The set in force when the papers began; NULL before the first. */
static int set_of_day(struct db *db, struct date day, const struct rule_set **ret, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (!r)
		*ret = rulebook_on(book, day);
	return r;
}

static int follow(struct db *db, const struct dossier_view *v, bool may_open, struct err *err)
{
	const struct rule_set *set = NULL;
	struct date began = way_began(&v->way);
	int64_t id;
	if (!date_is_set(began))
		return date_is_set(v->d.frozen)
			       ? set_frozen(db, v->d.id, (struct date){0}, NULL, err)
			       : 0;
	if (v->d.id ? date_cmp(v->d.frozen, began) == 0 : !may_open)
		return 0;
	int r = set_of_day(db, began, &set, err);
	if (r || (!set && !date_is_set(v->d.frozen)))
		return r;
	/* a later edition of the same set does not rewrite what had begun */
	if (set && v->d.rule_key && date_is_set(v->d.frozen) &&
		strcmp(set->number, v->set->number) == 0 && date_cmp(set->from, v->set->from) == 0)
		set = v->set;
	return v->d.id ? set_frozen(db, v->d.id, set ? began : (struct date){0}, set, err)
		       : add_dossier(db, v, began, began, set, &id, err);
}

int dossier_follow(struct db *db, struct person_id person, struct err *err)
{
	struct dossier_view v;
	int64_t is_begun = 0;
	struct db_stmt *s = db_begin(db, DBQ_DOSSIER_BEGUN, err);
	db_bind_int(s, "person", person.v);
	int r = db_number(s, 0, &is_begun, err);
	if (r || !is_begun)
		return r;
	r = dossier_view_load(db, person, &v, err);
	if (r)
		return r;
	r = follow(db, &v, date_is_set(v.way.on[EVENT_PAPERS]), err);
	/* under another set a vote may not pass any more */
	if (!r && v.vote_count)
		r = dossier_votes_stand(db, person, err);
	dossier_view_done(&v);
	return r;
}

int dossier_freeze(struct db *db, struct person_id person, struct err *err)
{
	struct dossier_view v;
	int r = dossier_view_load(db, person, &v, err);
	if (r)
		return r;
	/* votes that were taken under no set are not bound to one that was made for their past */
	if (!date_is_set(v.d.frozen) &&
		dossier_votes_hold(&v.facts, v.set).kind != VERDICT_REFUSED)
		r = follow(db, &v, true, err);
	dossier_view_done(&v);
	return r;
}

/* The dossier's id, opened if there is none: with its rule set where the papers have begun. */
static int open_dossier(struct db *db, const struct dossier_view *v, int64_t *ret, struct err *err)
{
	const struct rule_set *set = NULL;
	struct date began = way_began(&v->way);
	if (v->d.id) {
		*ret = v->d.id;
		return 0;
	}
	int r = date_is_set(began) ? set_of_day(db, began, &set, err) : 0;
	if (r)
		return r;
	return add_dossier(db, v, date_is_set(began) ? began : clock_today(),
		set ? began : (struct date){0}, set, ret, err);
}

int dossier_enter(struct dossier_scope *scope, struct db *db, const struct act_by *by,
	const char *act, struct person_id person, struct err *err)
{
	*scope = (struct dossier_scope){0};
	int r = act_enter(&scope->act, db, by, act, err);
	if (r)
		return r;
	r = dossier_view_load(db, person, &scope->v, err);
	scope->has_view = r == 0;
	if (!r)
		r = open_dossier(db, &scope->v, &scope->id, err);
	if (r) {
		if (scope->has_view)
			dossier_view_done(&scope->v);
		act_leave(&scope->act, r, NULL, 0, NULL);
	}
	return r;
}

int dossier_leave(struct dossier_scope *scope, int r, struct err *err)
{
	struct db *db = scope->act.db;
	if (!r)
		r = standing_refresh(db, scope->v.person.id, false, err);
	dossier_view_done(&scope->v);
	return act_leave(&scope->act, r, "dossier", scope->id, err);
}

static int check_received(const struct dossier_view *v, struct date on, struct err *err)
{
	struct date issued = v->way.on[EVENT_DECISION];
	if (date_is_set(on) && date_cmp(on, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "decision_received", NULL);
	if (date_is_set(on) && date_is_set(issued) && date_cmp(on, issued) < 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_ORDER, "decision_received", NULL);
	return 0;
}

int dossier_save(struct db *db, const struct act_by *by, const struct dossier *d, struct err *err)
{
	CLEANUP_FREE char *why = NULL, *age = NULL, *readmit = NULL;
	struct dossier_scope scope;
	int r = act_clean(d->no_check_reason, "no_check_reason", &why, err);
	if (!r)
		r = act_clean(d->age_consent, "age_consent", &age, err);
	if (!r)
		r = act_clean(d->readmit_consent, "readmit_consent", &readmit, err);
	if (!r && d->no_check && !why)
		r = ERR(err, ERR_INVALID, "no_check_reason", "%s", "");
	if (!r && d->left_how != LEFT_NOT && !date_is_full(d->left_on))
		r = ERR(err, ERR_INVALID, "left_on", "%s", "");
	if (!r)
		r = dossier_enter(&scope, db, by, "dossier_save", d->person, err);
	if (r)
		return r < 0 ? r : 0;
	r = check_received(&scope.v, d->decision_received, err);
	if (r)
		return dossier_leave(&scope, r, err);
	struct db_stmt *s = db_begin(db, DBQ_DOSSIER_SAVE, err);
	db_bind_int(s, "id", scope.id);
	db_bind_int(s, "rev", d->id ? d->rev : 1);
	db_bind_date(s, "decision_received", d->decision_received);
	db_bind_int(s, "education_case", d->education_case);
	db_bind_int(s, "is_union", d->is_union);
	db_bind_int(s, "is_pupil", d->is_pupil);
	db_bind_int(s, "has_subcommittee", d->has_subcommittee);
	db_bind_int(s, "no_check", d->no_check);
	db_bind_text(s, "no_check_reason", why);
	db_bind_int(s, "left_how", d->left_how);
	db_bind_date(s, "left_on", d->left_on);
	db_bind_int(s, "was_readmitted", d->was_readmitted);
	db_bind_text(s, "age_consent", age);
	db_bind_text(s, "readmit_consent", readmit);
	r = db_run(s, err);
	if (!r)
		r = act_saved(db, "dossier", err);
	return dossier_leave(&scope, r, err);
}

int decision_received_save(struct db *db, const struct act_by *by, struct person_id person,
	struct date on, struct err *err)
{
	struct dossier_scope scope;
	int r = dossier_enter(&scope, db, by, "decision_received", person, err);
	if (r)
		return r < 0 ? r : 0;
	r = check_received(&scope.v, on, err);
	if (!r) {
		struct db_stmt *s = db_begin(db, DBQ_DOSSIER_RECEIVED, err);
		db_bind_int(s, "id", scope.id);
		db_bind_date(s, "on", on);
		r = db_run(s, err);
	}
	return dossier_leave(&scope, r, err);
}

int dossier_votes_stand(struct db *db, struct person_id person, struct err *err)
{
	struct verdict v;
	int r = dossier_check_votes(db, person, &v, err);
	return !r && v.kind == VERDICT_REFUSED ? act_verdict(&v, "yes", v.other_on, err) : r;
}

/* ---- papers --------------------------------------------------------------------------------------- */

static int check_paper(const struct dossier_view *v, const struct paper *p, const char *reason,
	const char *code, struct err *err)
{
	if (!rule_paper_find(v->set, code))
		return ERR(err, ERR_INVALID, "code", "%s", code);
	if (p->state < PAPER_MISSING || p->state > PAPER_NOT_NEEDED)
		return ERR(err, ERR_INVALID, "state", "%d", (int)p->state);
	if (p->state == PAPER_NOT_NEEDED && !reason)
		return ERR(err, ERR_INVALID, "reason", "%s", "");
	if (date_is_set(p->on) && date_cmp(p->on, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "on_date", NULL);
	return 0;
}

static int put_paper(struct db *db, int64_t dossier, const char *code, const struct paper *p,
	char *const text[3], struct err *err)
{
	if (p->state == PAPER_MISSING) {
		struct db_stmt *s = db_begin(db, DBQ_PAPER_REMOVE, err);
		db_bind_int(s, "dossier", dossier);
		db_bind_text(s, "code", code);
		db_bind_int(s, "rev", p->rev);
		int r = db_run(s, err);
		return r || !p->id ? r : act_saved(db, "paper", err);
	}
	struct db_stmt *s = db_begin(db, p->id ? DBQ_PAPER_SAVE : DBQ_PAPER_PUT, err);
	if (p->id) {
		db_bind_int(s, "id", p->id);
		db_bind_int(s, "rev", p->rev);
	} else {
		db_bind_int(s, "dossier", dossier);
		db_bind_text(s, "code", code);
	}
	db_bind_int(s, "state", p->state);
	db_bind_date(s, "on", p->on);
	db_bind_text(s, "paper_no", text[0]);
	db_bind_text(s, "kept_at", text[1]);
	db_bind_text(s, "reason", text[2]);
	int r = db_run(s, err);
	return r ? r : act_saved(db, "paper", err); /* of a new one: somebody was faster */
}

int paper_save_many(struct db *db, const struct act_by *by, struct person_id person,
	const char *const *codes, size_t n, const struct paper *p, struct err *err)
{
	char *text[3] = {0};
	struct dossier_scope scope;
	int r = act_clean(p->paper_no, "paper_no", &text[0], err);
	if (!r)
		r = act_clean(p->kept_at, "kept_at", &text[1], err);
	if (!r)
		r = act_clean(p->reason, "reason", &text[2], err);
	if (!r)
		r = dossier_enter(&scope, db, by, "paper", person, err);
	if (!r) {
		for (size_t i = 0; !r && i < n; i++) {
			r = check_paper(&scope.v, p, text[2], codes[i], err);
			if (!r)
				r = put_paper(db, scope.id, codes[i], p, text, err);
		}
		r = dossier_leave(&scope, r, err);
	}
	for (size_t i = 0; i < ARRAY_LEN(text); i++)
		free(text[i]);
	return r < 0 ? r : 0;
}

int paper_save(struct db *db, const struct act_by *by, struct person_id person,
	const struct paper *p, struct err *err)
{
	const char *code = p->code ? p->code : "";
	return paper_save_many(db, by, person, &code, 1, p, err);
}

/* ---- background checks ---------------------------------------------------------------------------- */

static int check_inquiry(const struct inquiry *q, const char *sent_to, struct err *err)
{
	if (!sent_to)
		return ERR(err, ERR_INVALID, "sent_to", "%s", "");
	if (!date_is_full(q->fact.sent))
		return ERR(err, ERR_INVALID, "sent_on", "%s", "");
	if (date_cmp(q->fact.sent, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "sent_on", NULL);
	if (date_is_set(q->fact.answered) != (q->fact.conclusion >= 0))
		return ERR(err, ERR_INVALID,
			date_is_set(q->fact.answered) ? "conclusion" : "answered_on", "%s", "");
	if (date_is_set(q->fact.answered) && date_cmp(q->fact.answered, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "answered_on", NULL);
	if (date_is_set(q->fact.answered) && date_cmp(q->fact.answered, q->fact.sent) < 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_ORDER, "answered_on", NULL);
	return 0;
}

static int put_inquiry(struct db *db, int64_t dossier, const struct inquiry *q, char *const text[3],
	struct err *err)
{
	struct db_stmt *s = db_begin(db, q->id ? DBQ_INQUIRY_SAVE : DBQ_INQUIRY_ADD, err);
	if (q->id) {
		db_bind_int(s, "id", q->id);
		db_bind_int(s, "rev", q->rev);
	} else
		db_bind_int(s, "dossier", dossier);
	db_bind_text(s, "sent_to", text[0]);
	db_bind_date(s, "sent_on", q->fact.sent);
	db_bind_int(s, "is_abroad", q->fact.is_abroad);
	db_bind_int(s, "is_recheck", q->fact.is_recheck);
	db_bind_text(s, "paper_no", text[1]);
	db_bind_date(s, "answered_on", q->fact.answered);
	if (q->fact.conclusion >= 0)
		db_bind_int(s, "conclusion", q->fact.conclusion);
	else
		db_bind_null(s, "conclusion");
	db_bind_text(s, "kept_at", text[2]);
	int r = db_run(s, err);
	return r ? r : q->id ? act_saved(db, "inquiry", err) : 0;
}

int inquiry_save(struct db *db, const struct act_by *by, struct person_id person,
	const struct inquiry *q, struct err *err)
{
	char *text[3] = {0};
	struct dossier_scope scope;
	int r = act_clean(q->sent_to, "sent_to", &text[0], err);
	if (!r)
		r = act_clean(q->paper_no, "paper_no", &text[1], err);
	if (!r)
		r = act_clean(q->kept_at, "kept_at", &text[2], err);
	if (!r)
		r = check_inquiry(q, text[0], err);
	if (!r)
		r = dossier_enter(
			&scope, db, by, q->id ? "inquiry_change" : "inquiry_add", person, err);
	if (!r)
		r = dossier_leave(&scope, put_inquiry(db, scope.id, q, text, err), err);
	for (size_t i = 0; i < ARRAY_LEN(text); i++)
		free(text[i]);
	return r < 0 ? r : 0;
}

/* ---- more time ------------------------------------------------------------------------------------ */

int extension_save(struct db *db, const struct act_by *by, struct person_id person,
	const struct extension *e, struct err *err)
{
	CLEANUP_FREE char *paper_no = NULL, *granted_by = NULL;
	struct dossier_scope scope;
	int r = act_clean(e->paper_no, "paper_no", &paper_no, err);
	if (!r && !paper_no)
		r = ERR(err, ERR_INVALID, "paper_no", "%s", "");
	if (!r)
		r = act_clean(e->granted_by, "granted_by", &granted_by, err);
	if (!r && !need_code(e->fact.of))
		r = ERR(err, ERR_INVALID, "kind", "%d", (int)e->fact.of);
	if (!r && !date_is_full(e->fact.until))
		r = ERR(err, ERR_INVALID, "until", "%s", "");
	if (!r)
		r = dossier_enter(&scope, db, by, "extension", person, err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_EXTENSION_ADD, err);
	db_bind_int(s, "dossier", scope.id);
	db_bind_int(s, "kind", e->fact.of);
	db_bind_date(s, "until", e->fact.until);
	db_bind_text(s, "paper_no", paper_no);
	db_bind_text(s, "granted_by", granted_by);
	return dossier_leave(&scope, db_run(s, err), err);
}

/* ---- taking back ---------------------------------------------------------------------------------- */

static int take_back(struct db *db, const struct act_by *by, const char *act, const char *table,
	enum db_query person_of, enum db_query remove, int64_t id, int64_t rev, struct err *err)
{
	struct act_scope scope;
	int64_t person = 0;
	int r = act_enter(&scope, db, by, act, err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, person_of, err);
	db_bind_int(s, "id", id);
	r = db_number(s, 0, &person, err);
	if (!r && !person)
		r = ERR(err, ERR_NOT_FOUND, table, NULL);
	if (!r) {
		s = db_begin(db, remove, err);
		db_bind_int(s, "id", id);
		db_bind_int(s, "rev", rev);
		r = db_run(s, err);
	}
	if (!r)
		r = act_saved(db, table, err);
	if (!r)
		r = dossier_votes_stand(db, (struct person_id){person}, err);
	if (!r)
		r = standing_refresh(db, (struct person_id){person}, false, err);
	return act_leave(&scope, r, table, id, err);
}

int vote_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	return take_back(
		db, by, "vote_remove", "vote", DBQ_VOTE_PERSON, DBQ_VOTE_REMOVE, id, rev, err);
}

int inquiry_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	return take_back(db, by, "inquiry_remove", "inquiry", DBQ_INQUIRY_PERSON,
		DBQ_INQUIRY_REMOVE, id, rev, err);
}

int extension_remove(
	struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	return take_back(db, by, "extension_remove", "extension", DBQ_EXTENSION_PERSON,
		DBQ_EXTENSION_REMOVE, id, rev, err);
}
