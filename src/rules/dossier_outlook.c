/* When can this person be admitted? By the rules, and at the pace of the office. */
#include "rules/dossier_scope.h"

struct walk {
	const struct fact_dossier *d;
	const struct rule_set *set;
	const struct calendar *cal;
	struct way w;
	struct date today;
	struct date day;     /* so far */
	struct date meeting; /* of the cell; unset: it was */
	struct outlook_step trail[TRAIL_MAX];
	size_t n;
};

static void note(struct walk *k, enum need_kind kind)
{
	if (k->n < TRAIL_MAX)
		k->trail[k->n++] = (struct outlook_step){kind, k->day};
}

/* A step that somebody must still take: the next working day. */
static void one_step(struct walk *k, enum need_kind kind)
{
	k->day = calendar_add(k->cal, k->day, 1, NULL);
	note(k, kind);
}

static void not_before(struct walk *k, struct date d, enum need_kind kind)
{
	if (date_cmp(d, k->day) <= 0)
		return;
	k->day = d;
	note(k, kind);
}

/* A bound that is met on a day off is met on the working day after it. */
static void on_workday(struct walk *k)
{
	if (!calendar_is_workday(k->cal, k->day))
		k->day = calendar_add(k->cal, k->day, 1, NULL);
}

/* A step that had to wait: on the day that this ends, or on `next`, the working day after the step before. */
static void step_after(struct walk *k, struct date next, enum need_kind kind)
{
	k->day = date_max(k->day, next);
	on_workday(k);
	note(k, kind);
}

static bool certificate_lapses_before(const struct walk *k, struct date d)
{
	long months = rule_value(k->set, PARAM_CERTIFICATE_MONTHS, 0);
	struct date issued = k->w.on[EVENT_CLASS];
	return months && date_is_set(issued) &&
	       date_cmp(date_add_months(issued, (int)months), d) < 0;
}

/* Papers before the cell's meeting that are not there; not those whose event is a step, and not the answer on
 * the background, which takes its own time. */
static size_t papers_missing(const struct walk *k)
{
	size_t n = 0;
	for (size_t i = 0; i < k->set->paper_count; i++) {
		const struct rule_paper *p = &k->set->papers[i];
		n += p->step == PAPER_STEP_PAPERS && !p->event && p->need != PAPER_IF_CHECKED &&
		     paper_applies(k->d, &k->w, p) && !paper_is_there(k->d, &k->w, p);
	}
	return n;
}

static bool check_is_done(const struct walk *k)
{
	return !k->d->needs_check || check_is_answered(k->d) || check_paper_is_done(k->d, k->set);
}

/* Was any sent that is not answered? */
static bool wait_for_answers(struct walk *k)
{
	bool is_sent = false;
	for (size_t i = 0; i < k->d->inquiry_count; i++) {
		struct date due = answer_due(k->d, k->set, k->cal, &k->d->inquiries[i], k->today);
		is_sent |= date_is_set(due);
		not_before(k, due, NEED_CHECK_ANSWER);
	}
	return is_sent;
}

static void wait_for_check(struct walk *k)
{
	if (!wait_for_answers(k) && !check_is_done(k))
		not_before(k,
			calendar_add(
				k->cal, k->day, (int)rule_value(k->set, PARAM_CHECK_HOME, 1), NULL),
			NEED_CHECK_ANSWER);
}

static void wait_for_mentor(struct walk *k, struct date assigned_on)
{
	bool any;
	struct date full = mentor_full(k->d, k->set, (struct date){0}, &any);
	if (any) {
		not_before(k, full, NEED_MENTOR_MONTHS);
		return;
	}
	int months = (int)rule_value(k->set, PARAM_MENTOR_MONTHS, 0);
	bool waives = rule_value(k->set, PARAM_MENTOR_WAIVER, 0);
	if (!k->d->mentor_count || !waives)
		not_before(k, date_add_months(assigned_on, months), NEED_MENTOR_MONTHS);
	/* who takes over needs no months (294-QĐ/TW 2025, 3.2.2); but that somebody's work has ended brings
	 * nothing forward */
	for (size_t i = 0; i < k->d->mentor_count; i++) {
		const struct fact_mentor *m = &k->d->mentors[i];
		if (date_is_full(m->from) && !(m->is_replacement && waives))
			not_before(k, date_add_months(m->from, months), NEED_MENTOR_MONTHS);
	}
}

/* Up to the cell's meeting, with the class taken again, with the papers made anew. */
static void walk_to_meeting(struct walk *k, bool renews, bool redoes)
{
	/* one resolution puts on the list and assigns who helps (form 1A/1B-TN) */
	struct date assigned = calendar_add(k->cal, k->today, 1, NULL);
	struct date birth = k->d->person.birth;
	bool is_helped;
	if (!way_reached(&k->w, EVENT_LISTED))
		one_step(k, NEED_LISTING);
	if (renews || !date_is_set(k->w.on[EVENT_CLASS]))
		one_step(k, NEED_CLASS);
	if (!way_reached(&k->w, EVENT_PAPERS))
		one_step(k, NEED_PERMISSION);
	if (papers_missing(k))
		one_step(k, NEED_PAPER);
	wait_for_check(k);
	if (redoes || !way_reached(&k->w, EVENT_DOSSIER))
		one_step(k, NEED_COMPILED);
	mentor_full(k->d, k->set, (struct date){0}, &is_helped);
	if (!is_helped)
		not_before(k, assigned, NEED_MENTOR);
	struct date next = calendar_add(k->cal, k->day, 1, NULL);
	wait_for_mentor(k, assigned);
	not_before(k, age_begins(birth, rule_value(k->set, PARAM_AGE_MIN, 0), false), NEED_AGE);
	not_before(k, readmit_from(k->d, k->set), NEED_READMIT_WAIT);
	step_after(k, next, NEED_CELL_VOTE);
}

/* What lapses before the meeting is made anew in time: as if it had not been there. */
static void go_to_meeting(struct walk *k)
{
	const struct walk start = *k;
	struct date until = dossier_until(k->d, &k->w, k->set);
	bool renews = false, redoes = false, is_later;
	do {
		*k = start;
		walk_to_meeting(k, renews, redoes);
		bool lapses = certificate_lapses_before(k, k->day);
		bool is_old = date_is_set(until) && date_cmp(until, k->day) < 0;
		is_later = (lapses && !renews) || (is_old && !redoes);
		renews |= lapses;
		redoes |= is_old;
	} while (is_later);
	k->meeting = k->day;
}

static struct date earliest(struct walk *k)
{
	if (!way_reached(&k->w, EVENT_CELL_VOTE))
		go_to_meeting(k);
	if (!way_reached(&k->w, EVENT_COMMITTEE))
		one_step(k, NEED_COMMITTEE);
	if (!way_reached(&k->w, EVENT_DECISION)) {
		wait_for_answers(k);
		struct date next = calendar_add(k->cal, k->day, 1, NULL);
		not_before(k, readmit_from(k->d, k->set), NEED_READMIT_WAIT);
		step_after(k, next, NEED_DECISION);
		one_step(k, NEED_CEREMONY);
	}
	on_workday(k);
	return k->day;
}

/* The same steps with the days they take here, from the day of the step before; unset where one of them is
 * not known. */
static struct date likely(const struct walk *at_start, const struct step_days *usual,
	struct date meeting, struct date by_rules)
{
	const struct way *w = &at_start->w;
	struct date day = {0}, last = w->on[EVENT_FOUND];
	if (!usual)
		return day;
	day = at_start->today;
	for (size_t i = 0; i < WAY_STEPS; i++) {
		enum event_kind step = way_steps[i];
		/* nobody asks for the class after the meeting */
		enum event_kind past = step == EVENT_CLASS ? EVENT_CELL_VOTE : step;
		if (date_is_set(w->on[step]) || way_reached(w, past)) {
			last = date_max(last, w->on[step]);
			continue;
		}
		int days = usual->days[step];
		if (days < 0)
			return (struct date){0};
		struct date done = date_add_days(date_is_set(last) ? last : day, days);
		day = date_max(day, done);
		/* what the rules wait for, they wait for before the meeting */
		if (step == EVENT_CELL_VOTE)
			day = date_max(day, meeting);
		last = day;
	}
	return date_max(day, by_rules);
}

static struct outlook blocked(enum need_kind by)
{
	return (struct outlook){.answer = OUTLOOK_BLOCKED, .blocked_by = by};
}

/* What stands in the way whatever is done: OUTLOOK_LATER if nothing. */
static struct outlook obstacle(const struct walk *k)
{
	const struct fact_dossier *d = k->d;
	if (readmit_never(d, k->set))
		return (struct outlook){.answer = OUTLOOK_NEVER, .blocked_by = NEED_READMIT_NEVER};
	if (way_reached(&k->w, EVENT_CELL_VOTE))
		return (struct outlook){.answer = OUTLOOK_LATER};
	if (d->education && d->education < education_least(d, k->set))
		return blocked(NEED_EDUCATION);
	if (check_is_negative(d))
		return blocked(NEED_CHECK_NEGATIVE);
	return (struct outlook){.answer = OUTLOOK_LATER};
}

/* In the month of the 60th birthday itself the cell may still consider it, with a reason. */
static bool is_over_age(const struct walk *k)
{
	long max = rule_value(k->set, PARAM_AGE_MAX, 0);
	struct date limit = max ? age_begins(k->d->person.birth, max, true) : (struct date){0};
	/* of a year alone the limit is the year after: that month is past */
	if (date_is_set(limit) && date_is_full(k->d->person.birth))
		limit = date_add_months(limit, 1);
	return !k->d->has_over_age_consent && date_is_set(limit) && date_is_set(k->meeting) &&
	       date_cmp(limit, k->meeting) <= 0;
}

static struct outlook member(const struct walk *k, enum stage stage)
{
	struct outlook o = {.answer = OUTLOOK_MEMBER};
	struct need needs[NEEDS_MAX];
	struct date ceremony = k->w.on[EVENT_CEREMONY];
	if (stage == STAGE_PROBATION && date_is_set(ceremony))
		o.earliest = date_add_months(
			ceremony, (int)rule_value(k->set, PARAM_PROBATION_MONTHS, 12));
	size_t n = dossier_needs(k->d, k->set, k->cal, false, needs);
	for (size_t i = 0; i < n && !o.blocked_by; i++)
		if (needs[i].state == NEED_BLOCKED)
			o.blocked_by = needs[i].kind;
	return o;
}

static struct walk start(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date today, enum stage *stage)
{
	return (struct walk){.d = d,
		.set = set,
		.cal = cal,
		.w = way_now(d, stage),
		.today = today,
		.day = today};
}

/* Leaves in `k` the steps to the earliest day, where the answer is OUTLOOK_LATER. */
static struct outlook look(struct walk *k, enum stage stage, const struct step_days *usual)
{
	if (k->w.out) {
		struct outlook out = {.answer = OUTLOOK_OUT};
		if (k->w.out == EVENT_STRUCK && date_is_set(k->w.left_on) &&
			!readmit_never(k->d, k->set))
			out.earliest = readmit_from(k->d, k->set);
		return out;
	}
	if (stage_is_member(stage))
		return member(k, stage);
	if (!k->set)
		return (struct outlook){.answer = OUTLOOK_NO_SET};
	struct outlook o = obstacle(k);
	if (o.answer != OUTLOOK_LATER)
		return o;
	struct walk from = *k;
	o.earliest = earliest(k);
	if (is_over_age(k))
		return blocked(NEED_OVER_AGE_CONSENT);
	if (date_is_set(k->w.on[EVENT_DECISION]))
		o.answer = OUTLOOK_NOW;
	o.likely = likely(&from, usual, k->meeting, o.earliest);
	return o;
}

struct outlook dossier_outlook(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, const struct step_days *usual, struct date today)
{
	enum stage stage;
	struct walk k = start(d, set, cal, today, &stage);
	return look(&k, stage, usual);
}

size_t dossier_trail(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date today, struct outlook_step ret[TRAIL_MAX])
{
	enum stage stage;
	struct walk k = start(d, set, cal, today, &stage);
	if (look(&k, stage, NULL).answer != OUTLOOK_LATER)
		return 0;
	for (size_t i = 0; i < k.n; i++)
		ret[i] = k.trail[i];
	return k.n;
}
