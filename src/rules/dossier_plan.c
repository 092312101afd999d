/* Backwards from the day of the ceremony. */
#include "rules/dossier_scope.h"

struct plan {
	const struct fact_dossier *d;
	const struct rule_set *set;
	const struct calendar *cal;
	struct way w;
	struct date today;
	struct plan_line *v;
	size_t n;
};

/* The working day on or before d: nobody is told to meet on a Sunday. */
static struct date workday(const struct plan *p, struct date d)
{
	while (!calendar_is_workday(p->cal, d))
		d = date_add_days(d, -1);
	return d;
}

static void add(struct plan *p, enum need_kind kind, struct date by, enum rule_param rests_on,
	struct date until, long days)
{
	if (p->n == PLAN_MAX)
		return;
	struct plan_line *l = &p->v[p->n++];
	*l = (struct plan_line){.kind = kind,
		.by = by,
		.param = (int)rests_on,
		.is_too_late = date_cmp(by, p->today) < 0};
	/* the arithmetic, forwards: from this day it ends by the next step's */
	if (days > 0 && date_is_set(until))
		calendar_add(p->cal, by, (int)days, &l->how);
}

/* The working day from which `days` working days end by `until`. */
static struct date before(const struct plan *p, struct date until, long days)
{
	return workday(p, calendar_back(p->cal, until, (int)days));
}

/* What only time brings, or somebody's answer, where it comes after the day on which it is needed. */
static void add_wait(struct plan *p, enum need_kind kind, struct date comes, struct date by,
	enum rule_param rests_on)
{
	if (!date_is_set(comes) || date_cmp(comes, by) <= 0)
		return;
	add(p, kind, by, rests_on, (struct date){0}, 0);
	p->v[p->n - 1].is_too_late = true;
}

/* The last of the answers that are waited for. */
static void add_answers(struct plan *p, struct date by)
{
	struct date last = {0};
	enum rule_param rests_on = PARAM_NONE;
	for (size_t i = 0; i < p->d->inquiry_count; i++) {
		const struct fact_inquiry *q = &p->d->inquiries[i];
		struct date due = answer_due(p->d, p->set, p->cal, q, p->today);
		if (date_cmp(due, last) <= 0)
			continue;
		last = due;
		rests_on = check_param(q);
	}
	add_wait(p, NEED_CHECK_ANSWER, last, by, rests_on);
}

static void add_beginning(struct plan *p, struct date meeting)
{
	struct date by = before(p, meeting, 1), until = dossier_until(p->d, &p->w, p->set);
	bool is_old = date_is_set(until) && date_cmp(until, meeting) < 0;
	if (!way_reached(&p->w, EVENT_DOSSIER) || is_old)
		add(p, NEED_COMPILED, by, PARAM_DOSSIER_MONTHS, (struct date){0}, 0);
	add_answers(p, by);
	if (p->d->needs_check && !p->d->inquiry_count && !check_paper_is_done(p->d, p->set)) {
		long days = rule_value(p->set, PARAM_CHECK_HOME, 0);
		struct date sent = before(p, by, days);
		add(p, NEED_CHECK, sent, PARAM_CHECK_HOME, by, days);
		by = sent;
	}
	if (!way_reached(&p->w, EVENT_PAPERS)) {
		by = before(p, by, 1);
		add(p, NEED_PERMISSION, by, 0, (struct date){0}, 0);
	}
	long months = rule_value(p->set, PARAM_CERTIFICATE_MONTHS, 0);
	struct date issued = p->w.on[EVENT_CLASS];
	bool lapses = date_is_set(issued) && months &&
		      date_cmp(date_add_months(issued, (int)months), meeting) < 0;
	if (!date_is_set(issued) || lapses) {
		by = way_reached(&p->w, EVENT_PAPERS) ? before(p, meeting, 1) : before(p, by, 1);
		add(p, NEED_CLASS, by, PARAM_CERTIFICATE_MONTHS, (struct date){0}, 0);
	}
	bool any;
	struct date full = mentor_full(p->d, p->set, (struct date){0}, &any);
	months = rule_value(p->set, PARAM_MENTOR_MONTHS, 0);
	struct date assigned = workday(p, date_add_months(meeting, -(int)months));
	bool waived = p->d->mentor_count && rule_value(p->set, PARAM_MENTOR_WAIVER, 0);
	if (!any) {
		assigned = waived ? before(p, meeting, 1) : assigned;
		add(p, NEED_MENTOR, assigned, PARAM_MENTOR_MONTHS, (struct date){0}, 0);
	} else if (date_is_set(full) && date_cmp(full, meeting) > 0)
		add(p, NEED_MENTOR_MONTHS, assigned, PARAM_MENTOR_MONTHS, (struct date){0}, 0);
	if (!way_reached(&p->w, EVENT_LISTED))
		add(p, NEED_LISTING, any ? by : date_min(by, assigned), 0, (struct date){0}, 0);
	add_wait(p, NEED_AGE,
		age_begins(p->d->person.birth, rule_value(p->set, PARAM_AGE_MIN, 0), false),
		meeting, PARAM_AGE_MIN);
	add_wait(p, NEED_READMIT_WAIT, readmit_from(p->d, p->set), meeting, readmit_param(p->d));
}

/* The last working day of the decision: that of the goal, or of its own time once the cell has met. */
static struct date decided_by(const struct plan *p, struct date goal)
{
	bool by_receiver = receiver_decides(p->d, &p->w);
	struct date from = by_receiver ? p->d->arrived : p->w.on[EVENT_CELL_VOTE];
	struct date limit = limit_of(p->d, p->set, p->cal, from,
		by_receiver ? PARAM_RECEIVER_DAYS : PARAM_DECISION_DAYS,
		by_receiver ? NEED_RECEIVER : NEED_DECISION, NULL);
	return workday(p, date_min(goal, limit));
}

/* A ceremony after its time. */
static void check_ceremony(struct plan *p, struct date clock)
{
	struct date limit =
		limit_of(p->d, p->set, p->cal, clock, PARAM_CEREMONY_DAYS, NEED_CEREMONY, NULL);
	p->v[0].is_too_late |= date_is_set(limit) && date_cmp(limit, p->v[0].by) < 0;
}

size_t dossier_plan(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date goal, struct date today,
	struct plan_line ret[PLAN_MAX])
{
	enum stage stage;
	struct plan p = {
		.d = d, .set = set, .cal = cal, .w = way_now(d, &stage), .today = today, .v = ret};
	if (!set || p.w.out || stage_is_member(stage) || !date_is_full(goal))
		return 0;
	add(&p, NEED_CEREMONY, goal, PARAM_CEREMONY_DAYS, (struct date){0}, 0);
	struct date clock = ceremony_clock(d, &p.w, set);
	struct date decided = date_is_set(clock) ? clock : decided_by(&p, goal);
	check_ceremony(&p, decided);
	if (date_is_set(clock))
		return p.n;
	long days = rule_value(set, PARAM_DECISION_DAYS, 0);
	struct date meeting = before(&p, decided, days);
	add(&p, NEED_DECISION, decided, PARAM_DECISION_DAYS, (struct date){0}, 0);
	if (!way_reached(&p.w, EVENT_COMMITTEE)) {
		long own = rule_value(set, PARAM_COMMITTEE_DAYS, 0);
		struct date voted = p.w.on[EVENT_CELL_VOTE];
		struct date by = own ? calendar_add(cal, date_is_set(voted) ? voted : meeting,
					       (int)own, NULL)
				     : before(&p, decided, 1);
		add(&p, NEED_COMMITTEE, date_cmp(by, decided) < 0 ? by : decided,
			committee_param(set), (struct date){0}, 0);
	}
	if (way_reached(&p.w, EVENT_CELL_VOTE)) {
		add_answers(&p, decided);
		add_wait(&p, NEED_READMIT_WAIT, readmit_from(d, set), decided, readmit_param(d));
		return p.n;
	}
	add(&p, NEED_CELL_VOTE, meeting, PARAM_DECISION_DAYS, decided, days);
	add_beginning(&p, meeting);
	return p.n;
}
