/* Votes: recorded as they were, passed or not; one that passes takes its step with it. */
#include "core/dossier_own.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

static int check_vote(const struct vote *v, struct err *err)
{
	static const char *const fields[] = {[VOTE_NO_BASE] = "base",
		[VOTE_PRESENT] = "present",
		[VOTE_COUNT] = "yes",
		[VOTE_NEGATIVE] = "yes"};
	const struct fact_vote *f = &v->fact;
	if ((int)f->purpose < VOTE_ADMISSION || f->purpose > VOTE_REMOVAL)
		return ERR(err, ERR_INVALID, "purpose", "%d", (int)f->purpose);
	if ((int)f->body < VOTE_CELL || f->body > VOTE_DECIDER)
		return ERR(err, ERR_INVALID, "body", "%d", (int)f->body);
	if (f->round < 1 || f->round > 20)
		return ERR(err, ERR_INVALID, "round", "%d", f->round);
	if (!date_is_full(f->on))
		return ERR(err, ERR_INVALID, "on_date", "%s", "");
	if (date_cmp(f->on, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "on_date", NULL);
	enum vote_fault fault = vote_check(f);
	return fault ? ERR_RULE(err, ERR_REFUSED, RULE_VOTE_COUNT, fields[fault], NULL) : 0;
}

/* Against the events; gives the vote the fraction of the body that decided on its day. */
static int check_order(
	struct db *db, const struct dossier_view *v, struct fact_vote *fact, struct err *err)
{
	const struct authority *a = NULL;
	int r = fact->body == VOTE_DECIDER ? authority_of(db, &v->person, fact->on, &a, err) : 0;
	if (r)
		return r;
	if (a)
		fact->fraction = a->vote;
	struct verdict verdict = dossier_vote_check(&v->facts, v->set, fact);
	verdict.cite = rule_cite(v->set, (enum rule_param)verdict.param);
	return verdict.kind == VERDICT_OK ? 0 : act_verdict(&verdict, "on_date", fact->on, err);
}

static int put_vote(
	struct db *db, int64_t dossier, const struct vote *v, char *const text[3], struct err *err)
{
	struct db_stmt *s = db_begin(db, v->id ? DBQ_VOTE_SAVE : DBQ_VOTE_ADD, err);
	if (v->id) {
		db_bind_int(s, "id", v->id);
		db_bind_int(s, "rev", v->rev);
	} else
		db_bind_int(s, "dossier", dossier);
	db_bind_int(s, "purpose", v->fact.purpose);
	db_bind_int(s, "body", v->fact.body);
	db_bind_int(s, "round", v->fact.round);
	db_bind_date(s, "on", v->fact.on);
	db_bind_int(s, "base", v->fact.base);
	db_bind_int(s, "left_out", v->fact.left_out);
	db_bind_text(s, "left_out_why", text[0]);
	db_bind_int(s, "present", v->fact.present);
	db_bind_int(s, "yes", v->fact.yes);
	db_bind_int(s, "no", v->fact.no);
	db_bind_int(s, "invalid", v->fact.invalid);
	db_bind_int(s, "is_secret", v->fact.is_secret);
	db_bind_text(s, "paper_no", text[1]);
	db_bind_text(s, "note", text[2]);
	int r = db_run(s, err);
	return r ? r : v->id ? act_saved(db, "vote", err) : 0;
}

/* The step that a passed vote stands for; 0: none of its own. */
static enum event_kind step_of(const struct fact_vote *f)
{
	if (f->purpose != VOTE_ADMISSION)
		return 0;
	return f->body == VOTE_CELL	   ? EVENT_CELL_VOTE
	       : f->body == VOTE_COMMITTEE ? EVENT_COMMITTEE
					   : 0;
}

static int add_step(struct db *db, const struct act_by *by, const struct dossier_view *v,
	const struct vote *vote, const char *paper_no, struct err *err)
{
	enum event_kind kind = step_of(&vote->fact);
	if (!kind || date_is_set(v->way.on[kind]))
		return 0;
	struct event e = {.person = v->person.id,
		.kind = kind,
		.on = vote->fact.on,
		.paper_no = (char *)(uintptr_t)paper_no};
	return event_save(db, by, &e, false, NULL, NULL, err);
}

int vote_save(struct db *db, const struct act_by *by, struct person_id person, const struct vote *v,
	bool and_event, bool *ret_passed, struct err *err)
{
	char *text[3] = {0};
	struct dossier_scope scope;
	bool passed = false;
	int r = check_vote(v, err);
	if (!r)
		r = act_clean(v->left_out_why, "left_out_why", &text[0], err);
	if (!r)
		r = act_clean(v->paper_no, "paper_no", &text[1], err);
	if (!r)
		r = act_clean(v->note, "note", &text[2], err);
	if (!r)
		r = dossier_enter(&scope, db, by, v->id ? "vote_change" : "vote_add", person, err);
	if (!r) {
		struct fact_vote fact = v->fact;
		r = check_order(db, &scope.v, &fact, err);
		passed = !r && vote_has_passed(&scope.v.facts, scope.v.set, &fact);
		if (!r)
			r = put_vote(db, scope.id, v, text, err);
		if (!r && passed && and_event)
			r = add_step(db, by, &scope.v, v, text[1], err);
		if (!r)
			r = dossier_votes_stand(db, person, err);
		r = dossier_leave(&scope, r, err);
	}
	for (size_t i = 0; i < ARRAY_LEN(text); i++)
		free(text[i]);
	if (r >= 0 && ret_passed)
		*ret_passed = passed;
	return r < 0 ? r : 0;
}
