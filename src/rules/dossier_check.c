/* May this event be recorded? Only what is known and contradicts is said. */
#include "rules/dossier_scope.h"

struct question {
	const struct fact_dossier *d;
	const struct rule_set *set;
	const struct calendar *cal;
	struct way w;
	struct date on;
};

/* Is what is not recorded missing, or only not known? */
static bool keeps(const struct question *q)
{
	return q->d->has_checklist || q->d->is_live;
}

static const struct verdict fine = {.kind = VERDICT_OK};

static struct verdict reason(enum rule_id rule, enum rule_param p)
{
	return (struct verdict){.kind = VERDICT_REASON, .rule = rule, .param = (int)p};
}

static struct verdict refuse(enum rule_id rule, enum rule_param p)
{
	return (struct verdict){.kind = VERDICT_REFUSED, .rule = rule, .param = (int)p};
}

/* A vote that was recorded up to the day and did not pass. */
static bool has_failed(const struct question *q, enum vote_purpose purpose, enum vote_body body)
{
	const struct fact_vote *v = vote_last(q->d, purpose, body, q->on);
	return v && !vote_has_passed(q->d, q->set, v);
}

static struct verdict ask_vote(
	const struct question *q, enum vote_purpose purpose, enum vote_body body, enum rule_param p)
{
	return has_failed(q, purpose, body) ? refuse(RULE_VOTE_FAILED, p) : fine;
}

/* How somebody had left by that day: a step that is entered late is not held against what ended after it. */
static struct fact_dossier as_it_was(const struct question *q)
{
	struct fact_dossier then = *q->d;
	then.person.event_count = 0;
	then.was_readmitted |= q->w.terms > 1;
	if (!then.left_how && date_is_set(q->w.left_on)) {
		then.left_how = LEFT_STRUCK;
		then.left_on = q->w.left_on;
	}
	return then;
}

static struct verdict ask_readmission(const struct question *q)
{
	const struct fact_dossier d = as_it_was(q);
	struct date from = readmit_from(&d, q->set);
	if (d.left_how == LEFT_EXCLUDED)
		return refuse(RULE_READMIT_EXCLUDED, PARAM_READMIT_MONTHS);
	if (readmit_never(&d, q->set))
		return refuse(RULE_READMIT_ONCE, PARAM_READMIT_ONCE);
	if (!date_is_set(from) || date_cmp(q->on, from) >= 0)
		return fine;
	struct verdict v = refuse(RULE_READMIT_WAIT, readmit_param(&d));
	v.other_on = from;
	return v;
}

static struct verdict ask_certificate(const struct question *q)
{
	long months = rule_value(q->set, PARAM_CERTIFICATE_MONTHS, 0);
	struct date issued = q->w.on[EVENT_CLASS];
	if (!months || !date_is_set(issued) || date_cmp(issued, q->on) > 0)
		return fine;
	struct date until = date_add_months(issued, (int)months);
	if (date_cmp(until, q->on) >= 0)
		return fine;
	struct verdict v = reason(RULE_CERTIFICATE, PARAM_CERTIFICATE_MONTHS);
	v.other_on = until;
	return v;
}

static struct verdict ask_mentor(const struct question *q)
{
	bool any;
	if (!q->d->mentor_count) /* nothing is known, but where the dossier is kept here */
		return keeps(q) ? reason(RULE_NO_MENTOR, PARAM_INTRODUCERS) : fine;
	struct date full = mentor_full(q->d, q->set, q->on, &any);
	if (!any)
		return reason(RULE_NO_MENTOR, PARAM_INTRODUCERS);
	if (!date_is_set(full) || date_cmp(full, q->on) <= 0)
		return fine;
	struct verdict v = reason(RULE_MENTOR_MONTHS, PARAM_MENTOR_MONTHS);
	v.other_on = full;
	return v;
}

static struct verdict ask_check(const struct question *q)
{
	const struct fact_inquiry *last = NULL;
	for (size_t i = 0; i < q->d->inquiry_count; i++) {
		const struct fact_inquiry *one = &q->d->inquiries[i];
		if (date_cmp(one->sent, q->on) > 0)
			continue;
		if (!date_is_set(one->answered) || date_cmp(one->answered, q->on) > 0)
			return reason(RULE_CHECK_OPEN, check_param(one));
		if (!last || date_cmp(one->answered, last->answered) >= 0)
			last = one;
	}
	return last && last->conclusion == 0 ? reason(RULE_CHECK_NEGATIVE, PARAM_CHECK_CONSENT)
					     : fine;
}

/* Of a checklist that is kept here; cites the first that is missing. */
static struct verdict ask_papers(const struct question *q, enum paper_step step)
{
	struct verdict v = reason(RULE_PAPERS_MISSING, 0);
	for (size_t i = 0; q->d->has_checklist && i < q->set->paper_count; i++) {
		const struct rule_paper *p = &q->set->papers[i];
		if (p->step != step || p->event || !paper_applies(q->d, &q->w, p) ||
			paper_is_there(q->d, &q->w, p))
			continue;
		v.cite = v.number++ ? v.cite : &p->cite;
	}
	return v.number ? v : fine;
}

/* Of a dossier that is kept here, or of these days. */
static struct verdict ask_step(const struct question *q, enum event_kind step, enum rule_param p)
{
	struct verdict v = reason(RULE_STEP_MISSING, p);
	v.other = step;
	return keeps(q) && !date_is_set(q->w.on[step]) ? v : fine;
}

/* By months, when the cell considers it; `at` that day. */
static struct verdict ask_age(const struct question *q, struct date at)
{
	struct date birth = q->d->person.birth;
	long min = rule_value(q->set, PARAM_AGE_MIN, 0), max = rule_value(q->set, PARAM_AGE_MAX, 0);
	struct date from = min ? age_begins(birth, min, false) : (struct date){0};
	struct date limit = max ? age_begins(birth, max, true) : (struct date){0};
	if (date_is_set(from) && date_cmp(at, from) < 0)
		return refuse(RULE_UNDER_AGE, PARAM_AGE_MIN);
	if (!date_is_set(limit) || date_cmp(at, limit) < 0)
		return fine;
	bool may_be_over = rule_value(q->set, PARAM_AGE_OVER, 0);
	if (q->d->has_over_age_consent && may_be_over)
		return fine;
	/* in the month itself, too: whether it counts is not spelt out */
	bool is_past = date_cmp(at, date_add_months(limit, 1)) >= 0;
	return is_past && !may_be_over ? refuse(RULE_OVER_AGE, PARAM_AGE_MAX)
				       : reason(RULE_OVER_AGE, PARAM_AGE_MAX);
}

static struct verdict ask_education(const struct question *q)
{
	long least = education_least(q->d, q->set);
	return q->d->education && q->d->education < least
		       ? reason(RULE_EDUCATION, education_param(q->d))
		       : fine;
}

static struct verdict ask_dossier_age(const struct question *q)
{
	struct date until = dossier_until(q->d, &q->w, q->set);
	if (!date_is_set(until) || date_cmp(q->on, until) <= 0)
		return fine;
	struct verdict v = reason(RULE_DOSSIER_LAPSED, PARAM_DOSSIER_MONTHS);
	v.other_on = until;
	return v;
}

/* The first refusal, else the first that asks for a reason. */
static struct verdict worst(const struct verdict *list, size_t n)
{
	struct verdict found = fine;
	for (size_t i = 0; i < n; i++)
		if (list[i].kind == VERDICT_REFUSED)
			return list[i];
		else if (found.kind == VERDICT_OK)
			found = list[i];
	return found;
}

/* Listed, with a certificate that holds. */
static struct verdict ask_beginning(const struct question *q)
{
	const struct verdict all[] = {
		ask_step(q, EVENT_LISTED, PARAM_LISTING),
		ask_step(q, EVENT_CLASS, PARAM_CLASS),
	};
	return worst(all, sizeof all / sizeof *all);
}

static struct verdict ask_meeting(const struct question *q)
{
	const struct verdict all[] = {
		ask_vote(q, VOTE_ADMISSION, VOTE_CELL, PARAM_VOTE_CELL),
		ask_readmission(q),
		ask_age(q, q->on),
		ask_education(q),
		ask_step(q, EVENT_LISTED, PARAM_LISTING),
		ask_step(q, EVENT_CLASS, PARAM_CLASS),
		ask_step(q, EVENT_PAPERS, PARAM_PERMISSION),
		ask_certificate(q),
		ask_mentor(q),
		ask_check(q),
		ask_dossier_age(q),
		ask_papers(q, PAPER_STEP_PAPERS),
	};
	return worst(all, sizeof all / sizeof *all);
}

/* Later than the limit and what was granted in writing. */
static struct verdict ask_limit(const struct question *q, struct date from, enum rule_param days,
	enum need_kind of, enum rule_id rule)
{
	struct date due = limit_of(q->d, q->set, q->cal, from, days, of, NULL);
	if (!date_is_set(due) || date_cmp(q->on, due) <= 0)
		return fine;
	struct verdict v = reason(rule, days);
	v.other_on = due;
	return v;
}

static struct verdict ask_consent(const struct question *q)
{
	const struct fact_dossier d = as_it_was(q);
	return comes_again(&d) && !d.has_readmit_consent
		       ? reason(RULE_READMIT_CONSENT, PARAM_READMIT_MONTHS)
		       : fine;
}

/* Where the day of the meeting is not known, the age is asked for at the earliest day after it. */
static struct verdict ask_age_after(const struct question *q)
{
	struct date decided = q->w.on[EVENT_DECISION];
	return date_is_set(q->w.on[EVENT_CELL_VOTE])
		       ? fine
		       : ask_age(q, date_is_set(decided) ? date_min(decided, q->on) : q->on);
}

static struct verdict ask_decision(const struct question *q)
{
	bool by_receiver = receiver_decides(q->d, &q->w);
	struct verdict all[6] = {
		ask_vote(q, VOTE_ADMISSION, VOTE_DECIDER, PARAM_VOTE_DECIDE),
		ask_readmission(q),
		ask_age_after(q),
		by_receiver ? ask_limit(q, q->d->arrived, PARAM_RECEIVER_DAYS, NEED_RECEIVER,
				      RULE_DECISION_LATE)
			    : ask_limit(q, q->w.on[EVENT_CELL_VOTE], PARAM_DECISION_DAYS,
				      NEED_DECISION, RULE_DECISION_LATE),
		ask_consent(q),
		fine,
	};
	/* 06-HD/TW 2025, 3.9c: too long after the move it is to be cancelled */
	long limit = rule_value(q->set, PARAM_MOVE_DECISION, RULE_NOT_SET);
	if (q->w.out == EVENT_MOVED && limit != RULE_NOT_SET &&
		date_cmp(q->on, calendar_add(q->cal, q->w.out_on, (int)limit, NULL)) > 0)
		all[5] = reason(RULE_MOVE_DECISION, PARAM_MOVE_DECISION);
	return worst(all, sizeof all / sizeof *all);
}

/* Điều lệ Đảng, Điều 5: after the months of probation. */
static struct verdict ask_probation(const struct question *q)
{
	struct date ceremony = q->w.on[EVENT_CEREMONY];
	struct date end =
		date_add_months(ceremony, (int)rule_value(q->set, PARAM_PROBATION_MONTHS, 12));
	if (!date_is_full(ceremony) || date_cmp(q->on, end) >= 0)
		return fine;
	struct verdict v = refuse(RULE_PROBATION, PARAM_PROBATION_MONTHS);
	v.other_on = end;
	return v;
}

/* 06-HD/TW 2025, 4.6: the cell, the committee, the body that decides. */
static struct verdict ask_removal(const struct question *q)
{
	long rounds = rule_value(q->set, PARAM_VOTE_ROUNDS, 0);
	int failed = failed_rounds(q->d, q->set, VOTE_REMOVAL, VOTE_CELL, q->on);
	if (!date_is_set(q->w.on[EVENT_CEREMONY]))
		return fine;
	const struct verdict all[] = {
		rounds && failed >= rounds ? reason(RULE_VOTE_ROUNDS, PARAM_VOTE_ROUNDS)
					   : ask_vote(q, VOTE_REMOVAL, VOTE_CELL, PARAM_VOTE_CELL),
		ask_vote(q, VOTE_REMOVAL, VOTE_COMMITTEE, PARAM_VOTE_COMMITTEE),
		ask_vote(q, VOTE_REMOVAL, VOTE_DECIDER, PARAM_VOTE_DECIDE),
	};
	return worst(all, sizeof all / sizeof *all);
}

static struct verdict ask_ceremony(const struct question *q)
{
	const struct verdict all[] = {
		ask_readmission(q), /* meeting and decision may not be recorded */
		ask_age_after(q),
		ask_limit(q, ceremony_clock(q->d, &q->w, q->set), PARAM_CEREMONY_DAYS,
			NEED_CEREMONY, RULE_CEREMONY_LATE),
	};
	return worst(all, sizeof all / sizeof *all);
}

static struct verdict ask_recognition(const struct question *q)
{
	const struct fact_vote *v = vote_last(q->d, VOTE_RECOGNITION, VOTE_CELL, q->on);
	long rounds = rule_value(q->set, PARAM_VOTE_ROUNDS, 0);
	int failed = failed_rounds(q->d, q->set, VOTE_RECOGNITION, VOTE_CELL, q->on);
	/* three times not enough: the higher committee decides, in writing */
	bool is_reported = rounds && failed >= rounds;
	const struct verdict all[] = {
		ask_probation(q),
		is_reported ? reason(RULE_VOTE_ROUNDS, PARAM_VOTE_ROUNDS)
			    : ask_vote(q, VOTE_RECOGNITION, VOTE_CELL, PARAM_VOTE_CELL),
		ask_vote(q, VOTE_RECOGNITION, VOTE_COMMITTEE, PARAM_VOTE_COMMITTEE),
		ask_vote(q, VOTE_RECOGNITION, VOTE_DECIDER, PARAM_VOTE_DECIDE),
		ask_papers(q, PAPER_STEP_PROBATION),
		v && !is_reported ? ask_limit(q, v->on, PARAM_RECOGNITION_DAYS,
					    NEED_RECOGNITION_DECISION, RULE_DECISION_LATE)
				  : fine,
	};
	return worst(all, sizeof all / sizeof *all);
}

bool dossier_event_is_asked(enum event_kind k)
{
	return k == EVENT_PAPERS || (k >= EVENT_CELL_VOTE && k <= EVENT_CEREMONY) ||
	       k == EVENT_RECOGNISED || k == EVENT_STRUCK;
}

struct verdict dossier_event_check(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct fact_event e)
{
	struct question q = {.d = d,
		.set = set,
		.cal = cal,
		.w = way_of(&d->person, e.on), /* as it was then: a later certificate is no help */
		.on = e.on};
	if (!set)
		return fine;
	switch (e.kind) {
	case EVENT_PAPERS:
		return ask_beginning(&q);
	case EVENT_CELL_VOTE:
		return ask_meeting(&q);
	case EVENT_COMMITTEE:
		return ask_vote(&q, VOTE_ADMISSION, VOTE_COMMITTEE, PARAM_VOTE_COMMITTEE);
	case EVENT_DECISION:
		return ask_decision(&q);
	case EVENT_CEREMONY:
		return ask_ceremony(&q);
	case EVENT_RECOGNISED:
		return ask_recognition(&q);
	case EVENT_STRUCK:
		return ask_removal(&q);
	default:
		return fine;
	}
}

/* ---- votes against steps --------------------------------------------------------------------------- */

static struct verdict before(enum event_kind step, struct date on)
{
	return (struct verdict){
		.kind = VERDICT_REFUSED, .rule = RULE_ORDER, .other = step, .other_on = on};
}

static struct verdict check_admission_vote(const struct way *w, const struct fact_vote *v)
{
	static const enum event_kind after[] = {[VOTE_CELL] = EVENT_COMMITTEE,
		[VOTE_COMMITTEE] = EVENT_DECISION,
		[VOTE_DECIDER] = EVENT_CEREMONY};
	struct date voted = w->on[EVENT_CELL_VOTE];
	for (int k = (int)after[v->body]; k <= EVENT_CEREMONY; k++)
		if (date_is_set(w->on[k]) && date_cmp(v->on, w->on[k]) > 0)
			return before((enum event_kind)k, w->on[k]);
	return v->body != VOTE_CELL && date_is_set(voted) && date_cmp(v->on, voted) < 0
		       ? before(EVENT_CELL_VOTE, voted)
		       : fine;
}

struct verdict dossier_vote_check(
	const struct fact_dossier *d, const struct rule_set *set, const struct fact_vote *v)
{
	enum stage stage;
	struct question q = {.d = d, .set = set, .w = way_now(d, &stage), .on = v->on};
	struct date ceremony = q.w.on[EVENT_CEREMONY];
	if (v->purpose == VOTE_ADMISSION)
		return check_admission_vote(&q.w, v);
	if (stage_is_member(stage) && !date_is_set(ceremony))
		return fine; /* of a listed member nothing is known */
	if (!date_is_set(ceremony)) {
		struct verdict none = refuse(RULE_STEP_MISSING, PARAM_NONE);
		none.other = EVENT_CEREMONY;
		return none;
	}
	if (date_cmp(v->on, ceremony) < 0)
		return before(EVENT_CEREMONY, ceremony);
	return v->purpose == VOTE_RECOGNITION ? ask_probation(&q) : fine;
}

struct verdict dossier_votes_hold(const struct fact_dossier *d, const struct rule_set *set)
{
	static const struct {
		enum event_kind step;
		enum vote_purpose purpose;
		enum vote_body body;
		enum rule_param param;
	} steps[] = {
		{EVENT_CELL_VOTE, VOTE_ADMISSION, VOTE_CELL, PARAM_VOTE_CELL},
		{EVENT_COMMITTEE, VOTE_ADMISSION, VOTE_COMMITTEE, PARAM_VOTE_COMMITTEE},
		{EVENT_DECISION, VOTE_ADMISSION, VOTE_DECIDER, PARAM_VOTE_DECIDE},
	};
	struct way w = way_of(&d->person, (struct date){0});
	if (w.out == EVENT_VOTE_FAILED) /* the meeting, and that it did not pass */
		return fine;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct date on = w.on[steps[i].step];
		const struct fact_vote *v = vote_last(d, steps[i].purpose, steps[i].body, on);
		if (!date_is_set(on) || !v || date_cmp(v->on, on) || vote_has_passed(d, set, v))
			continue;
		struct verdict found = refuse(RULE_VOTE_FAILED, steps[i].param);
		found.other = steps[i].step;
		found.other_on = on;
		return found;
	}
	return fine;
}
