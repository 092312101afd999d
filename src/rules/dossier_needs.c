/* What is missing, step by step. */
#include "rules/dossier_scope.h"

#include <string.h>

struct list {
	const struct fact_dossier *d;
	const struct rule_set *set;
	const struct calendar *cal;
	struct way w;
	bool with_done;
	struct need *v;
	size_t n;
	struct need spare; /* written to where there is no room, or nobody asks for it */
};

static struct need *add(struct list *l, enum need_kind kind, enum need_state state,
	enum mover mover, enum event_kind before, enum rule_param rests_on)
{
	struct need *n = &l->spare;
	if (l->n < NEEDS_MAX && (state != NEED_DONE || l->with_done))
		n = &l->v[l->n++];
	*n = (struct need){.kind = kind,
		.state = state,
		.mover = mover,
		.stage = (int)before,
		.param = (int)rests_on};
	return n;
}

/* Working days after `from`, put off by an extension. */
static void due_in(struct list *l, struct need *n, struct date from, enum rule_param days)
{
	n->due = limit_of(l->d, l->set, l->cal, from, days, n->kind, &n->how);
}

/* Since when the office knows this person on this way: the day of what has none of its own. */
static struct date known_since(const struct list *l)
{
	for (int k = EVENT_FOUND; k <= EVENT_RECOGNISED; k++)
		if (date_is_set(l->w.on[k]))
			return l->w.on[k];
	return (struct date){0};
}

/* ---- before the papers ------------------------------------------------------------------------------ */

static void add_mentor(struct list *l)
{
	bool any;
	struct date full = mentor_full(l->d, l->set, (struct date){0}, &any), since;
	bool is_listed = way_reached(&l->w, EVENT_LISTED);
	if (any) {
		add(l, NEED_MENTOR, NEED_DONE, MOVER_CELL, EVENT_CELL_VOTE, PARAM_INTRODUCERS);
		if (way_reached(
			    &l->w, EVENT_CELL_VOTE)) /* the months were asked for at the meeting */
			return;
		struct need *n =
			add(l, NEED_MENTOR_MONTHS, date_is_set(full) ? NEED_LATER : NEED_DONE,
				MOVER_MENTOR, EVENT_CELL_VOTE, PARAM_MENTOR_MONTHS);
		n->opens = full;
		return;
	}
	struct need *n = add(l, NEED_MENTOR, is_listed ? NEED_OPEN : NEED_LATER, MOVER_CELL,
		EVENT_CELL_VOTE, PARAM_INTRODUCERS);
	since = l->w.on[EVENT_LISTED];
	for (size_t i = 0; i < l->d->mentor_count; i++)
		since = date_max(since, date_max(l->d->mentors[i].to, l->d->mentors[i].gone));
	n->due = is_listed ? since : (struct date){0};
}

static void add_person(struct list *l)
{
	const struct fact_dossier *d = l->d;
	struct date birth = d->person.birth;
	long least = education_least(d, l->set);
	struct need *n;
	if (date_is_set(birth)) {
		n = add(l, NEED_AGE, NEED_LATER, MOVER_CANDIDATE, EVENT_CELL_VOTE, PARAM_AGE_MIN);
		n->opens = age_begins(birth, rule_value(l->set, PARAM_AGE_MIN, 0), false);
		if (!d->has_over_age_consent && rule_value(l->set, PARAM_AGE_MAX, 0)) {
			n = add(l, NEED_AGE_LIMIT, NEED_OPEN, MOVER_CANDIDATE, EVENT_CELL_VOTE,
				PARAM_AGE_MAX);
			n->due = age_begins(birth, rule_value(l->set, PARAM_AGE_MAX, 0), true);
			n->is_lapse = true;
		}
	}
	if (d->education && d->education < least)
		add(l, NEED_EDUCATION, NEED_BLOCKED, MOVER_CANDIDATE, EVENT_CELL_VOTE,
			education_param(d))
			->due = known_since(l);
}

static void add_readmission(struct list *l)
{
	const struct fact_dossier *d = l->d;
	if (readmit_never(d, l->set)) {
		add(l, NEED_READMIT_NEVER, NEED_BLOCKED, MOVER_CANDIDATE, EVENT_CELL_VOTE,
			d->left_how == LEFT_EXCLUDED ? PARAM_READMIT_MONTHS : PARAM_READMIT_ONCE)
			->due = known_since(l);
		return;
	}
	struct date from = readmit_from(d, l->set);
	if (date_is_set(from)) {
		struct need *n = add(l, NEED_READMIT_WAIT, NEED_LATER, MOVER_CANDIDATE,
			EVENT_CELL_VOTE, readmit_param(d));
		n->opens = from;
	}
	if (comes_again(d))
		add(l, NEED_READMIT_CONSENT, d->has_readmit_consent ? NEED_DONE : NEED_OPEN,
			MOVER_SUPERIOR, EVENT_DECISION, PARAM_READMIT_MONTHS);
}

static void add_class(struct list *l)
{
	struct date certificate = l->w.on[EVENT_CLASS];
	long months = rule_value(l->set, PARAM_CERTIFICATE_MONTHS, 0);
	bool is_listed = way_reached(&l->w, EVENT_LISTED);
	if (!date_is_set(certificate)) {
		add(l, NEED_CLASS, is_listed ? NEED_OPEN : NEED_LATER, MOVER_CELL, EVENT_PAPERS,
			PARAM_CLASS);
		return;
	}
	struct need *n = add(l, NEED_CERTIFICATE, NEED_OPEN, MOVER_CANDIDATE, EVENT_CELL_VOTE,
		PARAM_CERTIFICATE_MONTHS);
	n->due = months ? date_add_months(certificate, (int)months) : (struct date){0};
	n->is_lapse = true;
}

/* The papers of a step; how many are missing. */
static size_t add_papers(struct list *l, enum paper_step step, enum event_kind before,
	struct date opens, bool is_later)
{
	size_t missing = 0;
	for (size_t i = 0; l->set && i < l->set->paper_count; i++) {
		const struct rule_paper *p = &l->set->papers[i];
		if (p->step != step || !paper_applies(l->d, &l->w, p))
			continue;
		bool is_there = paper_is_there(l->d, &l->w, p);
		/* its event is a need of its own */
		if (!is_there && p->event)
			continue;
		const struct fact_paper *f = paper_fact(l->d, p->code);
		bool is_asked = f && f->state == PAPER_ASKED;
		struct need *n = add(l, NEED_PAPER,
			is_there			       ? NEED_DONE
			: is_later			       ? NEED_LATER
			: is_asked && p->mover == MOVER_OTHERS ? NEED_WAITING
							       : NEED_OPEN,
			p->mover, before, 0);
		n->paper = p;
		n->opens = opens;
		missing += !is_there;
	}
	return missing;
}

static void add_beginning(struct list *l)
{
	bool is_listed = way_reached(&l->w, EVENT_LISTED),
	     has_papers = way_reached(&l->w, EVENT_PAPERS);
	add(l, NEED_LISTING, is_listed ? NEED_DONE : NEED_OPEN, MOVER_CELL, EVENT_LISTED,
		PARAM_LISTING);
	add_papers(l, PAPER_STEP_LIST, EVENT_LISTED, (struct date){0}, false);
	add_mentor(l);
	add_person(l);
	add_readmission(l);
	add_class(l);
	bool can_begin = is_listed && date_is_set(l->w.on[EVENT_CLASS]);
	add(l, NEED_PERMISSION,
		has_papers  ? NEED_DONE
		: can_begin ? NEED_OPEN
			    : NEED_LATER,
		MOVER_COMMITTEE, EVENT_PAPERS, PARAM_PERMISSION);
}

/* ---- the dossier ------------------------------------------------------------------------------------ */

static void add_inquiries(struct list *l, bool rechecks)
{
	for (size_t i = 0; i < l->d->inquiry_count; i++) {
		const struct fact_inquiry *q = &l->d->inquiries[i];
		if (q->is_recheck != rechecks)
			continue;
		bool is_open = !date_is_set(q->answered);
		struct need *n = add(l, NEED_CHECK_ANSWER, is_open ? NEED_WAITING : NEED_DONE,
			MOVER_OTHERS, EVENT_CELL_VOTE, check_param(q));
		n->number = (long)i + 1;
		if (is_open)
			due_in(l, n, q->sent, (enum rule_param)n->param);
	}
}

static void add_check(struct list *l, bool has_papers)
{
	if (l->d->needs_check && !l->d->inquiry_count && !check_paper_is_done(l->d, l->set))
		add(l, NEED_CHECK, has_papers ? NEED_OPEN : NEED_LATER, MOVER_COMMITTEE,
			EVENT_CELL_VOTE, PARAM_CHECK_HOME);
	add_inquiries(l, false);
	add_inquiries(l, true);
	if (check_is_negative(l->d)) {
		struct need *n = add(l, NEED_CHECK_NEGATIVE, NEED_BLOCKED, MOVER_SUPERIOR,
			EVENT_CELL_VOTE, PARAM_CHECK_CONSENT);
		for (size_t i = 0; i < l->d->inquiry_count; i++)
			n->due = date_max(n->due, l->d->inquiries[i].answered);
	}
}

static void add_dossier(struct list *l)
{
	bool has_papers = way_reached(&l->w, EVENT_PAPERS), missing = true;
	bool is_compiled = way_reached(&l->w, EVENT_DOSSIER);
	if (has_papers || l->d->has_checklist)
		missing = add_papers(
			l, PAPER_STEP_PAPERS, EVENT_CELL_VOTE, (struct date){0}, !has_papers);
	add_check(l, has_papers);
	add(l, NEED_COMPILED,
		is_compiled		 ? NEED_DONE
		: has_papers && !missing ? NEED_OPEN
					 : NEED_LATER,
		MOVER_CELL, EVENT_DOSSIER, PARAM_DOSSIER_MONTHS);
	struct date until = dossier_until(l->d, &l->w, l->set);
	if (date_is_set(until)) {
		const struct rule_paper *papers[NEEDS_MAX];
		struct need *n = add(l, NEED_DOSSIER_LAPSE, NEED_OPEN, MOVER_CELL, EVENT_CELL_VOTE,
			PARAM_DOSSIER_MONTHS);
		n->due = until;
		n->is_lapse = true;
		n->number = (long)dossier_redone(l->d, l->set, papers);
	}
	struct need *n = add(l, NEED_CELL_VOTE, is_compiled ? NEED_OPEN : NEED_LATER, MOVER_CELL,
		EVENT_CELL_VOTE, PARAM_VOTE_CELL);
	n->number = 1 + failed_rounds(l->d, l->set, VOTE_ADMISSION, VOTE_CELL, (struct date){0});
}

/* ---- after the cell's meeting ----------------------------------------------------------------------- */

static void add_decision(struct list *l)
{
	struct date voted = l->w.on[EVENT_CELL_VOTE];
	bool is_resolved = way_reached(&l->w, EVENT_COMMITTEE);
	struct need *n;
	/* where the office keeps the dossier here, it knows whether it was sent up */
	if (!is_resolved && l->d->has_checklist &&
		rule_value(l->set, PARAM_SEND_UP, RULE_NOT_SET) != RULE_NOT_SET) {
		const struct fact_paper *sent = paper_fact(l->d, PAPER_SENT_UP);
		bool is_sent = sent && sent->state == PAPER_IN_HAND;
		n = add(l, NEED_SEND_UP, is_sent ? NEED_DONE : NEED_OPEN, MOVER_CELL,
			EVENT_COMMITTEE, PARAM_SEND_UP);
		due_in(l, n, voted, PARAM_SEND_UP);
	}
	n = add(l, NEED_COMMITTEE, is_resolved ? NEED_DONE : NEED_OPEN, MOVER_COMMITTEE,
		EVENT_COMMITTEE, committee_param(l->set));
	due_in(l, n, voted, PARAM_COMMITTEE_DAYS);
	if (l->d->has_checklist)
		add_papers(l, PAPER_STEP_COMMITTEE, EVENT_DECISION, (struct date){0}, false);
	n = add(l, NEED_DECISION, is_resolved ? NEED_OPEN : NEED_LATER, MOVER_DECIDER,
		EVENT_DECISION, PARAM_DECISION_DAYS);
	bool by_receiver = receiver_decides(l->d, &l->w);
	if (!by_receiver)
		due_in(l, n, voted, PARAM_DECISION_DAYS);
	n->number = 1 + failed_rounds(l->d, l->set, VOTE_ADMISSION, VOTE_DECIDER, (struct date){0});
	if (by_receiver) {
		n = add(l, NEED_RECEIVER, NEED_OPEN, MOVER_DECIDER, EVENT_DECISION,
			PARAM_RECEIVER_DAYS);
		due_in(l, n, l->d->arrived, PARAM_RECEIVER_DAYS);
	}
	add_inquiries(l, false);
	add_inquiries(l, true);
}

static void add_ceremony(struct list *l)
{
	struct need *n =
		add(l, NEED_CEREMONY, NEED_OPEN, MOVER_CELL, EVENT_CEREMONY, PARAM_CEREMONY_DAYS);
	due_in(l, n, ceremony_clock(l->d, &l->w, l->set), PARAM_CEREMONY_DAYS);
}

/* ---- probation --------------------------------------------------------------------------------------- */

/* The new member's own papers and the entry in the database, where the office keeps the dossier here. */
static void add_declaration(struct list *l)
{
	bool declared = true, registered = true;
	for (size_t i = 0; l->set && i < l->set->paper_count; i++) {
		const struct rule_paper *p = &l->set->papers[i];
		if (p->step != PAPER_STEP_CEREMONY || !paper_applies(l->d, &l->w, p) ||
			paper_is_there(l->d, &l->w, p))
			continue;
		if (p->mover == MOVER_OFFICE)
			registered = false;
		else
			declared = false;
	}
	struct need *n = add(l, NEED_DECLARE, declared ? NEED_DONE : NEED_OPEN, MOVER_PROBATIONER,
		0, PARAM_DECLARE_DAYS);
	due_in(l, n, l->w.on[EVENT_CEREMONY], PARAM_DECLARE_DAYS);
	n = add(l, NEED_REGISTER, registered ? NEED_DONE : NEED_OPEN, MOVER_OFFICE, 0,
		PARAM_REGISTER_DAYS);
	due_in(l, n, l->w.on[EVENT_DECISION], PARAM_REGISTER_DAYS);
}

/* Failed as often as the rules let a cell vote: the higher committee decides (294-QĐ/TW 2025, 4.2.3). */
static bool add_rounds(struct list *l, enum vote_purpose purpose)
{
	long rounds = rule_value(l->set, PARAM_VOTE_ROUNDS, 0);
	int failed = failed_rounds(l->d, l->set, purpose, VOTE_CELL, (struct date){0});
	if (!rounds || failed < rounds)
		return false;
	struct need *n = add(
		l, NEED_ROUNDS, NEED_BLOCKED, MOVER_SUPERIOR, EVENT_RECOGNISED, PARAM_VOTE_ROUNDS);
	n->due = vote_last(l->d, purpose, VOTE_CELL, (struct date){0})->on;
	n->number = failed;
	return true;
}

/* The cell has resolved to have the probationary member struck off: the committees decide, and nothing else
 * goes on (06-HD/TW 2025, 4.6). */
static bool add_removal(struct list *l)
{
	const struct fact_vote *v = vote_last(l->d, VOTE_REMOVAL, VOTE_CELL, (struct date){0});
	const struct fact_vote *c = vote_last(l->d, VOTE_REMOVAL, VOTE_COMMITTEE, (struct date){0});
	bool is_resolved = c && vote_has_passed(l->d, l->set, c);
	if (!v || add_rounds(l, VOTE_REMOVAL))
		return v;
	if (!vote_has_passed(l->d, l->set, v))
		return false;
	struct need *n =
		add(l, NEED_REMOVAL, NEED_BLOCKED, is_resolved ? MOVER_DECIDER : MOVER_COMMITTEE,
			EVENT_RECOGNISED, is_resolved ? PARAM_VOTE_DECIDE : PARAM_VOTE_COMMITTEE);
	n->due = is_resolved ? c->on : v->on;
	return true;
}

static void add_recognition(struct list *l, struct date end)
{
	const struct fact_dossier *d = l->d;
	const struct fact_vote *v = vote_last(d, VOTE_RECOGNITION, VOTE_CELL, (struct date){0});
	int failed = failed_rounds(d, l->set, VOTE_RECOGNITION, VOTE_CELL, (struct date){0});
	bool has_passed = v && vote_has_passed(d, l->set, v);
	struct need *n;
	if (add_rounds(l, VOTE_RECOGNITION))
		return;
	n = add(l, NEED_RECOGNITION_CELL, has_passed ? NEED_DONE : NEED_LATER, MOVER_CELL,
		EVENT_RECOGNISED, PARAM_RECOGNITION_CELL);
	n->opens = end;
	n->number = 1 + failed;
	if (!has_passed)
		due_in(l, n, end, PARAM_RECOGNITION_CELL);
	const struct fact_vote *c =
		vote_last(d, VOTE_RECOGNITION, VOTE_COMMITTEE, (struct date){0});
	bool is_resolved = c && vote_has_passed(d, l->set, c);
	n = add(l, NEED_RECOGNITION_COMMITTEE,
		is_resolved  ? NEED_DONE
		: has_passed ? NEED_OPEN
			     : NEED_LATER,
		MOVER_COMMITTEE, EVENT_RECOGNISED, PARAM_VOTE_COMMITTEE);
	n = add(l, NEED_RECOGNITION_DECISION, has_passed ? NEED_OPEN : NEED_LATER, MOVER_DECIDER,
		EVENT_RECOGNISED, PARAM_RECOGNITION_DAYS);
	if (has_passed)
		due_in(l, n, date_max(v->on, end), PARAM_RECOGNITION_DAYS);
}

/* Official members go on helping (06-HD/TW 2025, 3.8c). Of members who were only listed nobody knows. */
static void add_probation_mentor(struct list *l)
{
	bool any;
	struct date since = l->w.on[EVENT_CEREMONY];
	mentor_full(l->d, l->set, (struct date){0}, &any);
	if (!l->d->person.event_count || !rule_value(l->set, PARAM_PROBATION_MENTOR, 0))
		return;
	for (size_t i = 0; i < l->d->mentor_count; i++)
		since = date_max(since, date_max(l->d->mentors[i].to, l->d->mentors[i].gone));
	add(l, NEED_PROBATION_MENTOR, any ? NEED_DONE : NEED_OPEN, MOVER_CELL, EVENT_RECOGNISED,
		PARAM_PROBATION_MENTOR)
		->due = any ? (struct date){0} : since;
}

static void add_probation(struct list *l)
{
	struct date ceremony = l->w.on[EVENT_CEREMONY];
	long months = rule_value(l->set, PARAM_PROBATION_MONTHS, 12);
	struct date end = date_add_months(ceremony, (int)months);
	if (l->d->has_checklist)
		add_declaration(l);
	add_probation_mentor(l);
	if (add_removal(l))
		return;
	struct need *n = add(l, NEED_PROBATION, NEED_LATER, MOVER_PROBATIONER, EVENT_RECOGNISED,
		PARAM_PROBATION_MONTHS);
	n->due = n->opens = end;
	n->is_lapse = true;
	add_papers(l, PAPER_STEP_PROBATION, EVENT_RECOGNISED, end, true);
	add_recognition(l, end);
}

/* The dossier of who moved away follows him. */
static void add_forward(struct list *l)
{
	bool is_sent = false;
	for (size_t i = 0; i < l->set->paper_count; i++) {
		const struct rule_paper *p = &l->set->papers[i];
		is_sent |= p->step == PAPER_STEP_MOVE && paper_is_there(l->d, &l->w, p);
	}
	struct need *n = add(l, NEED_FORWARD, is_sent ? NEED_DONE : NEED_OPEN, MOVER_OFFICE, 0,
		PARAM_FORWARD_DAYS);
	due_in(l, n, l->w.out_on, PARAM_FORWARD_DAYS);
}

size_t dossier_needs(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, bool with_done, struct need ret[NEEDS_MAX])
{
	enum stage stage;
	struct list l = {.d = d,
		.set = set,
		.cal = cal,
		.w = way_now(d, &stage),
		.with_done = with_done,
		.v = ret};
	if (!set)
		return 0;
	if (l.w.out) {
		/* a member's papers go another way */
		if (l.w.out == EVENT_MOVED && d->has_checklist && way_reached(&l.w, EVENT_FOUND) &&
			!date_is_set(l.w.on[EVENT_CEREMONY]))
			add_forward(&l);
		return l.n;
	}
	if (stage == STAGE_NONE || stage == STAGE_OFFICIAL)
		return 0; /* not on the way, or at its end */
	if (date_is_set(l.w.on[EVENT_CEREMONY])) {
		add_probation(&l);
		return l.n;
	}
	if (date_is_set(l.w.on[EVENT_DECISION])) {
		add_ceremony(&l);
		return l.n;
	}
	if (way_reached(&l.w, EVENT_CELL_VOTE)) {
		add_mentor(&l);
		add_readmission(&l);
		add_decision(&l);
	} else {
		add_beginning(&l);
		add_dossier(&l);
	}
	return l.n;
}
