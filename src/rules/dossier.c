/* Facts of a dossier, asked one by one. */
#include "rules/dossier_scope.h"

#include <string.h>

const char *need_code(enum need_kind k)
{
	static const char *const codes[NEED_KINDS] = {
		[NEED_MENTOR] = "mentor",
		[NEED_LISTING] = "listing",
		[NEED_CLASS] = "class",
		[NEED_CERTIFICATE] = "certificate",
		[NEED_MENTOR_MONTHS] = "mentor_months",
		[NEED_AGE] = "age",
		[NEED_AGE_LIMIT] = "age_limit",
		[NEED_EDUCATION] = "education",
		[NEED_PERMISSION] = "permission",
		[NEED_PAPER] = "paper",
		[NEED_CHECK] = "check",
		[NEED_CHECK_ANSWER] = "check_answer",
		[NEED_CHECK_NEGATIVE] = "check_negative",
		[NEED_COMPILED] = "compiled",
		[NEED_DOSSIER_LAPSE] = "dossier_lapse",
		[NEED_CELL_VOTE] = "cell_vote",
		[NEED_SEND_UP] = "send_up",
		[NEED_COMMITTEE] = "committee",
		[NEED_DECISION] = "decision",
		[NEED_CEREMONY] = "ceremony",
		[NEED_DECLARE] = "declare",
		[NEED_REGISTER] = "register",
		[NEED_PROBATION] = "probation",
		[NEED_RECOGNITION_CELL] = "recognition_cell",
		[NEED_RECOGNITION_COMMITTEE] = "recognition_committee",
		[NEED_RECOGNITION_DECISION] = "recognition_decision",
		[NEED_ROUNDS] = "rounds",
		[NEED_READMIT_WAIT] = "readmit_wait",
		[NEED_READMIT_NEVER] = "readmit_never",
		[NEED_READMIT_CONSENT] = "readmit_consent",
		[NEED_FORWARD] = "forward",
		[NEED_RECEIVER] = "receiver",
		[NEED_OVER_AGE_CONSENT] = "over_age_consent",
		[NEED_PROBATION_MENTOR] = "probation_mentor",
		[NEED_REMOVAL] = "removal",
		[NEED_RESOLUTION] = "resolution",
		[NEED_REPORTS] = "reports",
		[NEED_DIPLOMA] = "diploma",
		[NEED_OBSTACLE_STEP] = "obstacle_step",
		[NEED_TALK] = "talk",
		[NEED_CELL_VISIT] = "cell_visit",
		[NEED_REQUEST] = "request",
	};
	return (int)k > 0 && (int)k < NEED_KINDS ? codes[k] : NULL;
}

bool need_is_met(const struct need *n, struct date today)
{
	bool is_time = n->kind == NEED_AGE || n->kind == NEED_MENTOR_MONTHS ||
		       n->kind == NEED_READMIT_WAIT || n->kind == NEED_PROBATION;
	return n->state == NEED_DONE ||
	       (is_time && date_is_set(n->opens) && date_cmp(n->opens, today) <= 0);
}

bool need_has_lapsed(const struct need *n, struct date today)
{
	/* the month of the 60th birthday itself is not spelt out: only after it */
	struct date last =
		n->kind == NEED_AGE_LIMIT ? date_add_days(date_add_months(n->due, 1), -1) : n->due;
	return n->is_lapse && n->kind != NEED_PROBATION && date_is_set(n->due) &&
	       date_cmp(last, today) < 0;
}

const enum event_kind way_steps[WAY_STEPS] = {EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
	EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY};

struct way way_now(const struct fact_dossier *d, enum stage *ret_stage)
{
	struct way w = way_of(&d->person, (struct date){0});
	struct standing s = standing_of(&d->person, (struct date){0});
	if (s.stage == STAGE_PROBATION && !date_is_set(w.on[EVENT_CEREMONY]))
		w.on[EVENT_CEREMONY] = s.since;
	*ret_stage = s.stage;
	return w;
}

bool way_reached(const struct way *w, enum event_kind step)
{
	for (int k = step; k <= EVENT_RECOGNISED; k++)
		if (date_is_set(w->on[k]) && (k != EVENT_CLASS || step == EVENT_CLASS))
			return true;
	return false;
}

/* ---- papers --------------------------------------------------------------------------------------- */

const struct fact_paper *paper_fact(const struct fact_dossier *d, const char *code)
{
	for (size_t i = 0; i < d->paper_count; i++)
		if (strcmp(d->papers[i].code, code) == 0)
			return &d->papers[i];
	return NULL;
}

/* A union introduces beside one member (Điều lệ Đảng, Điều 4). */
static bool has_union(const struct fact_dossier *d)
{
	return d->is_youth || d->is_union;
}

bool paper_applies(const struct fact_dossier *d, const struct way *w, const struct rule_paper *p)
{
	const struct fact_paper *f = paper_fact(d, p->code);
	if (f)
		return f->state != PAPER_NOT_NEEDED;
	switch (p->need) {
	case PAPER_ALL:
		return true;
	case PAPER_IF_YOUTH:
		return d->is_youth;
	case PAPER_IF_UNION:
		return d->is_union && !d->is_youth;
	case PAPER_IF_PUPIL:
		return d->is_pupil;
	case PAPER_IF_TWO_MEMBERS:
		return !has_union(d);
	case PAPER_IF_SUBCOMMITTEE:
		return d->has_subcommittee;
	case PAPER_IF_READMITTED:
		return comes_again(d);
	case PAPER_IF_CHECKED:
		return d->needs_check;
	case PAPER_IF_MOVING:
		return w->out == EVENT_MOVED;
	case PAPER_OPTIONAL:
		return false;
	}
	return false;
}

bool paper_is_there(const struct fact_dossier *d, const struct way *w, const struct rule_paper *p)
{
	const struct fact_paper *f = paper_fact(d, p->code);
	if (f && f->state == PAPER_IN_HAND)
		return true;
	if (p->need == PAPER_IF_CHECKED && check_is_answered(d))
		return true;
	return p->event > 0 && p->event <= EVENT_RECOGNISED && date_is_set(w->on[p->event]);
}

/* ---- the age of the dossier ------------------------------------------------------------------------ */

struct date dossier_compiled(
	const struct fact_dossier *d, const struct way *w, const struct rule_set *set)
{
	struct date compiled = w->on[EVENT_DOSSIER], earliest = {0};
	if (!date_is_set(compiled) || !set)
		return compiled;
	for (size_t i = 0; i < set->paper_count; i++) {
		const struct rule_paper *p = &set->papers[i];
		if (!p->is_redone || !paper_applies(d, w, p))
			continue;
		const struct fact_paper *f = paper_fact(d, p->code);
		if (!f || f->state != PAPER_IN_HAND || !date_is_full(f->on))
			return compiled;
		earliest = date_min(earliest, f->on);
	}
	return date_max(compiled, earliest);
}

struct date dossier_until(
	const struct fact_dossier *d, const struct way *w, const struct rule_set *set)
{
	struct date compiled = dossier_compiled(d, w, set);
	long months = rule_value(set, PARAM_DOSSIER_MONTHS, 0);
	return date_is_full(compiled) && months ? date_add_months(compiled, (int)months)
						: (struct date){0};
}

size_t dossier_redone(const struct fact_dossier *d, const struct rule_set *set,
	const struct rule_paper *ret[NEEDS_MAX])
{
	struct way w = way_of(&d->person, (struct date){0});
	struct date until = dossier_until(d, &w, set);
	size_t n = 0;
	for (size_t i = 0; set && i < set->paper_count && n < NEEDS_MAX; i++) {
		const struct rule_paper *p = &set->papers[i];
		const struct fact_paper *f = paper_fact(d, p->code);
		bool is_new = f && f->state == PAPER_IN_HAND && date_is_full(f->on) &&
			      date_is_set(until) && date_cmp(f->on, until) > 0;
		if (p->is_redone && paper_applies(d, &w, p) && !is_new)
			ret[n++] = p;
	}
	return n;
}

/* ---- votes ------------------------------------------------------------------------------------------ */

struct rule_fraction vote_fraction(
	const struct fact_dossier *d, const struct rule_set *set, enum vote_body body)
{
	if (body == VOTE_DECIDER && d->decide_vote.den)
		return d->decide_vote;
	enum rule_param p = body == VOTE_CELL	     ? PARAM_VOTE_CELL
			    : body == VOTE_COMMITTEE ? PARAM_VOTE_COMMITTEE
						     : PARAM_VOTE_DECIDE;
	return rule_fraction(rule_value(set, p, 0));
}

const struct fact_vote *vote_last(const struct fact_dossier *d, enum vote_purpose purpose,
	enum vote_body body, struct date on)
{
	const struct fact_vote *last = NULL;
	for (size_t i = 0; i < d->vote_count; i++) {
		const struct fact_vote *v = &d->votes[i];
		if (v->purpose != purpose || v->body != body ||
			(date_is_set(on) && date_cmp(v->on, on) > 0))
			continue;
		int later = last ? date_cmp(v->on, last->on) : 1;
		if (later > 0 || (later == 0 && v->round > last->round))
			last = v;
	}
	return last;
}

bool vote_has_passed(
	const struct fact_dossier *d, const struct rule_set *set, const struct fact_vote *v)
{
	struct rule_fraction f = v->fraction.den ? v->fraction : vote_fraction(d, set, v->body);
	return f.den == 0 || vote_passes(f, v->yes, v->base);
}

int failed_rounds(const struct fact_dossier *d, const struct rule_set *set,
	enum vote_purpose purpose, enum vote_body body, struct date on)
{
	struct rule_fraction f = vote_fraction(d, set, body);
	size_t n = d->vote_count;
	while (n && date_is_set(on) && date_cmp(d->votes[n - 1].on, on) > 0)
		n--;
	return vote_failed_rounds(d->votes, n, purpose, body, f);
}

enum rule_param committee_param(const struct rule_set *set)
{
	return rule_value(set, PARAM_COMMITTEE_DAYS, RULE_NOT_SET) != RULE_NOT_SET
		       ? PARAM_COMMITTEE_DAYS
		       : PARAM_VOTE_COMMITTEE;
}

/* ---- mentors, age, education ------------------------------------------------------------------------ */

struct date mentor_full(
	const struct fact_dossier *d, const struct rule_set *set, struct date on, bool *ret_any)
{
	long months = rule_value(set, PARAM_MENTOR_MONTHS, 0);
	bool waives = rule_value(set, PARAM_MENTOR_WAIVER, 0);
	struct date best = {0};
	bool full = false;
	*ret_any = false;
	for (size_t i = 0; i < d->mentor_count; i++) {
		const struct fact_mentor *m = &d->mentors[i];
		bool helps = date_is_set(on)
				     ? (!date_is_set(m->from) || date_cmp(m->from, on) <= 0) &&
					       (!date_is_set(m->to) || date_cmp(m->to, on) >= 0) &&
					       (!date_is_set(m->gone) || date_cmp(m->gone, on) > 0)
				     : m->is_active;
		if (!helps)
			continue;
		*ret_any = true;
		full |= !months || !date_is_full(m->from) || (m->is_replacement && waives);
		if (date_is_full(m->from))
			best = date_min(best, date_add_months(m->from, (int)months));
	}
	return full ? (struct date){0} : best;
}

enum rule_param education_param(const struct fact_dossier *d)
{
	return d->education_case == EDUCATION_AREA    ? PARAM_EDUCATION_AREA
	       : d->education_case == EDUCATION_ELDER ? PARAM_EDUCATION_ELDER
						      : PARAM_EDUCATION;
}

long education_least(const struct fact_dossier *d, const struct rule_set *set)
{
	return rule_value(set, education_param(d), 0);
}

struct date age_begins(struct date birth, long months, bool is_upper)
{
	if (!date_is_set(birth))
		return (struct date){0};
	struct date first = {birth.year, 1, 1};
	if (date_is_full(birth))
		first.month = birth.month;
	else if (is_upper)
		first.year++;
	return date_add_months(first, (int)months);
}

/* ---- coming back, checks, more time ------------------------------------------------------------------ */

/* As the office has entered it, else as the events here tell. */
static struct date left_on(const struct fact_dossier *d)
{
	return d->left_how ? d->left_on : way_of(&d->person, (struct date){0}).left_on;
}

bool comes_again(const struct fact_dossier *d)
{
	return d->is_readmission || d->left_how || date_is_set(left_on(d));
}

enum rule_param readmit_param(const struct fact_dossier *d)
{
	return d->left_how == LEFT_CONVICTED ? PARAM_READMIT_CONVICTED : PARAM_READMIT_MONTHS;
}

struct date readmit_from(const struct fact_dossier *d, const struct rule_set *set)
{
	long months = rule_value(set, readmit_param(d), 0);
	struct date left = left_on(d);
	return date_is_full(left) && months ? date_add_months(left, (int)months) : (struct date){0};
}

bool readmit_never(const struct fact_dossier *d, const struct rule_set *set)
{
	bool was_again = d->was_readmitted || way_of(&d->person, (struct date){0}).terms > 1;
	return set && (d->left_how == LEFT_EXCLUDED ||
			      (was_again && rule_value(set, PARAM_READMIT_ONCE, 0)));
}

/* The latest answer counts. */
static const struct fact_inquiry *last_answer(const struct fact_dossier *d)
{
	const struct fact_inquiry *last = NULL;
	for (size_t i = 0; i < d->inquiry_count; i++)
		if (date_is_set(d->inquiries[i].answered) &&
			(!last || date_cmp(d->inquiries[i].answered, last->answered) >= 0))
			last = &d->inquiries[i];
	return last;
}

bool check_is_negative(const struct fact_dossier *d)
{
	const struct fact_inquiry *q = last_answer(d);
	return q && q->conclusion == 0;
}

enum rule_param check_param(const struct fact_inquiry *q)
{
	return q->is_recheck ? PARAM_RECHECK : q->is_abroad ? PARAM_CHECK_ABROAD : PARAM_CHECK_HOME;
}

bool check_paper_is_done(const struct fact_dossier *d, const struct rule_set *set)
{
	for (size_t i = 0; i < set->paper_count; i++) {
		const struct rule_paper *p = &set->papers[i];
		const struct fact_paper *f =
			p->need == PAPER_IF_CHECKED ? paper_fact(d, p->code) : NULL;
		if (f && (f->state == PAPER_IN_HAND || f->state == PAPER_NOT_NEEDED))
			return true;
	}
	return false;
}

struct date answer_due(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, const struct fact_inquiry *q, struct date today)
{
	if (date_is_set(q->answered) ||
		(!q->is_recheck && (!d->needs_check || check_paper_is_done(d, set))))
		return (struct date){0};
	long days = rule_value(set, check_param(q), 0);
	struct date due = calendar_add(cal, q->sent, (int)days, NULL);
	return date_cmp(due, today) <= 0 ? calendar_add(cal, today, 1, NULL) : due;
}

bool check_is_answered(const struct fact_dossier *d)
{
	for (size_t i = 0; i < d->inquiry_count; i++)
		if (!date_is_set(d->inquiries[i].answered))
			return false;
	return d->inquiry_count && !check_is_negative(d);
}

static struct date extension_until(const struct fact_dossier *d, enum need_kind of)
{
	struct date until = {0};
	for (size_t i = 0; i < d->extension_count; i++)
		if (d->extensions[i].of == of)
			until = date_max(until, d->extensions[i].until);
	return until;
}

/* How many working days may be granted on top; RULE_NOT_SET: no bound is known. */
static long extension_most(const struct rule_set *set, enum need_kind of)
{
	return of == NEED_DECISION ? rule_value(set, PARAM_DECISION_EXTRA, RULE_NOT_SET)
	       : of == NEED_RECOGNITION_DECISION
		       ? rule_value(set, PARAM_RECOGNITION_EXTRA, RULE_NOT_SET)
		       : RULE_NOT_SET;
}

struct date limit_of(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date from, enum rule_param days, enum need_kind of,
	struct deadline *ret_how)
{
	long limit = rule_value(set, days, RULE_NOT_SET), most = extension_most(set, of);
	struct deadline how;
	if (limit == RULE_NOT_SET || !date_is_full(from))
		return (struct date){0};
	struct date due = calendar_add(cal, from, (int)limit, &how);
	struct date until = extension_until(d, of);
	if (date_is_set(until) && date_cmp(until, due) > 0) {
		struct deadline bound;
		due = until;
		how = (struct deadline){0};
		if (most != RULE_NOT_SET &&
			date_cmp(calendar_add(cal, from, (int)(limit + most), &bound), until) < 0) {
			due = bound.due;
			how = bound;
		}
	}
	if (ret_how)
		*ret_how = how;
	return due;
}

bool receiver_decides(const struct fact_dossier *d, const struct way *w)
{
	struct date voted = w->on[EVENT_CELL_VOTE];
	return date_is_set(d->arrived) && date_is_set(voted) && date_cmp(voted, d->arrived) <= 0;
}

struct date ceremony_clock(
	const struct fact_dossier *d, const struct way *w, const struct rule_set *set)
{
	bool by_receipt = rule_value(set, PARAM_CEREMONY_CLOCK, CLOCK_ISSUED) == CLOCK_RECEIVED;
	return by_receipt && date_is_set(d->decision_received) ? d->decision_received
							       : w->on[EVENT_DECISION];
}
