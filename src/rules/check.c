/* What contradicts what: one new event against those that are known. */
#include "rules/rules.h"

#include <stdlib.h>
#include <string.h>

enum { MONTHS_18 = 18 * 12, MONTHS_60 = 60 * 12, EVENTS_MAX = 64 };

/* Before the first rule set (24-QĐ/TW) only the order of events is checked. */
static const struct date first_rules = {2021, 7, 30};

static const struct verdict fine = {.kind = VERDICT_OK};

static struct verdict refuse(enum rule_id rule, enum event_kind other, struct date other_on)
{
	return (struct verdict){
		.kind = VERDICT_REFUSED, .rule = rule, .other = other, .other_on = other_on};
}

static bool is_exit(enum event_kind k)
{
	return k >= EVENT_OFF_LIST && k <= EVENT_DIED;
}

static bool is_step(enum event_kind k)
{
	return k >= EVENT_FOUND && k <= EVENT_RECOGNISED;
}

/* The certificate is a paper of its own: it may be older than the listing, and may be renewed. */
static bool is_ordered(enum event_kind k)
{
	return is_step(k) && k != EVENT_CLASS;
}

/* On one day steps come first, then exits, then the way back. */
static int event_cmp(struct fact_event a, struct fact_event b)
{
	int c = date_cmp(a.on, b.on);
	return c ? c : (int)a.kind - (int)b.kind;
}

/* The stretch between exits that a day belongs to: after the last exit that was followed by a way
 * back, up to the next exit. */
struct stretch {
	struct fact_event begin; /* the way back, or kind 0 */
	struct fact_event end;	 /* the exit that ends it, or kind 0 */
	struct fact_event anew;	 /* the last way back with which all began anew, or kind 0 */
};

static bool is_way_back(const struct fact_event *exit, enum event_kind k)
{
	return exit->kind && exit->kind != EVENT_DIED &&
	       (k == EVENT_RETURNED || k == EVENT_LISTED ||
		       (k == EVENT_ARRIVED && exit->kind == EVENT_MOVED));
}

static int compare(const void *a, const void *b)
{
	return event_cmp(*(const struct fact_event *)a, *(const struct fact_event *)b);
}

/* Walks the sorted events up to `e` and on to the exit that follows it. */
static struct stretch stretch_of(const struct fact_event *sorted, size_t n, struct fact_event e)
{
	struct stretch s = {0};
	struct fact_event out = {0};
	for (size_t i = 0; i < n; i++) {
		bool is_before = event_cmp(sorted[i], e) < 0;
		if (!is_before) {
			if (is_exit(sorted[i].kind) && !out.kind && !s.end.kind)
				s.end = sorted[i];
			continue;
		}
		if (is_exit(sorted[i].kind))
			out = sorted[i];
		else if (is_way_back(&out, sorted[i].kind)) {
			s.begin = sorted[i];
			if (out.kind == EVENT_OFF_LIST || out.kind == EVENT_STRUCK ||
				out.kind == EVENT_CANCELLED)
				s.anew = sorted[i];
			out = (struct fact_event){0};
		}
	}
	if (out.kind)
		s.end = out; /* e lies after an exit */
	return s;
}

/* Decided, or cancelled, after a move (06-HD/TW 2025, 3.9c): that ends the stretch no more than it begins one. */
static bool follows_move(const struct stretch *s, struct fact_event e)
{
	return s->end.kind == EVENT_MOVED && event_cmp(s->end, e) < 0 &&
	       (e.kind == EVENT_DECISION || e.kind == EVENT_CANCELLED);
}

static struct fact_event back_after(const struct fact_event *sorted, size_t n, struct fact_event e)
{
	const struct fact_event move = {.kind = EVENT_MOVED};
	for (size_t i = 0; i < n; i++)
		if (event_cmp(sorted[i], e) > 0 && is_way_back(&move, sorted[i].kind))
			return sorted[i];
	return (struct fact_event){0};
}

/* Does `other` belong to the same way through the steps as an event of this stretch? */
static bool shares(const struct stretch *s, struct fact_event other)
{
	bool from_before = s->anew.kind && event_cmp(other, s->anew) < 0;
	bool from_after = s->end.kind && event_cmp(other, s->end) > 0;
	return !from_before && !from_after;
}

static struct verdict check_order(
	const struct fact_event *sorted, size_t n, const struct stretch *s, struct fact_event e)
{
	for (size_t i = 0; i < n; i++) {
		struct fact_event o = sorted[i];
		if (!is_step(o.kind) || !shares(s, o))
			continue;
		if (o.kind == e.kind) {
			/* a certificate may be renewed; a step is taken once; a listing after an exit is
			 * the way back */
			bool again = e.kind == EVENT_CLASS
					     ? date_cmp(o.on, e.on) == 0
					     : !(s->begin.kind && event_cmp(o, s->begin) < 0) ||
						       e.kind >= EVENT_CEREMONY;
			if (again)
				return refuse(RULE_TWICE, o.kind, o.on);
			continue;
		}
		int c = date_cmp(e.on, o.on);
		if (is_ordered(e.kind) && is_ordered(o.kind) &&
			((e.kind < o.kind && c > 0) || (e.kind > o.kind && c < 0))) {
			bool resumed = s->begin.kind && event_cmp(o, s->begin) < 0;
			/* after a way back the earlier steps may be taken again, but by no member */
			if (!(resumed && e.kind < o.kind && o.kind < EVENT_CEREMONY))
				return refuse(RULE_ORDER, o.kind, o.on);
		}
	}
	return fine;
}

/* Only a member's name is struck off. */
static bool was_member(const struct fact_person *p, const struct fact_event *sorted, size_t n,
	const struct stretch *s, struct fact_event e)
{
	bool is_member = p->is_listed_member || date_is_set(p->joined) || date_is_set(p->official);
	for (size_t i = 0; i < n && !is_member; i++)
		is_member =
			shares(s, sorted[i]) && event_cmp(sorted[i], e) < 0 &&
			(sorted[i].kind == EVENT_CEREMONY || sorted[i].kind == EVENT_RECOGNISED);
	return is_member;
}

static struct verdict check_exit(const struct fact_person *p, const struct fact_event *sorted,
	size_t n, const struct stretch *s, struct fact_event e)
{
	if (s->end.kind && event_cmp(s->end, e) < 0) { /* after an exit that holds */
		if (e.kind == EVENT_RETURNED || e.kind == EVENT_LISTED) {
			if (s->end.kind == EVENT_DIED)
				return refuse(RULE_AFTER_EXIT, s->end.kind, s->end.on);
			return fine;
		}
		/* back with the papers */
		if (s->end.kind == EVENT_MOVED && e.kind == EVENT_ARRIVED)
			return fine;
		/* somebody who is out may still die */
		if (e.kind == EVENT_DIED && s->end.kind != EVENT_DIED)
			return fine;
		return refuse(RULE_AFTER_EXIT, s->end.kind, s->end.on);
	}
	if (e.kind == EVENT_RETURNED)
		return refuse(RULE_NO_EXIT, 0, (struct date){0});
	if (!is_exit(e.kind))
		return fine;
	/* an exit entered late must not cut off what came after it without a way back */
	for (size_t i = 0; i < n; i++) {
		if (event_cmp(sorted[i], e) <= 0)
			continue;
		if (sorted[i].kind == EVENT_RETURNED || is_way_back(&e, sorted[i].kind))
			break;
		if (e.kind == EVENT_MOVED && sorted[i].kind == EVENT_DECISION)
			continue;
		if (!(sorted[i].kind == EVENT_DIED && e.kind != EVENT_DIED))
			return refuse(RULE_AFTER_EXIT, sorted[i].kind, sorted[i].on);
	}
	if (e.kind == EVENT_STRUCK && !was_member(p, sorted, n, s, e))
		return refuse(RULE_STEP_MISSING, EVENT_CEREMONY, (struct date){0});
	if (e.kind == EVENT_CANCELLED) {
		bool any = false;
		for (size_t i = 0; i < n; i++)
			any |= shares(s, sorted[i]) && event_cmp(sorted[i], e) < 0 &&
			       (sorted[i].kind == EVENT_DECISION ||
				       sorted[i].kind == EVENT_CEREMONY);
		if (!any)
			return refuse(RULE_NO_CEREMONY, 0, (struct date){0});
	}
	return fine;
}

/* The date of a step of this stretch, `e` itself counted in. */
static struct date step_date(const struct fact_event *sorted, size_t n, const struct stretch *s,
	struct fact_event e, enum event_kind kind)
{
	if (e.kind == kind)
		return e.on;
	struct date found = {0};
	for (size_t i = 0; i < n; i++)
		if (sorted[i].kind == kind && shares(s, sorted[i]))
			found = sorted[i].on;
	return found;
}

/* 294-QĐ/TW 2025, 1.1: from 18 to 60, by months, when the cell considers it. */
static struct verdict check_age(const struct fact_person *p, const struct fact_event *sorted,
	size_t n, const struct stretch *s, struct fact_event e)
{
	if (e.kind != EVENT_CELL_VOTE && e.kind != EVENT_DECISION && e.kind != EVENT_CEREMONY)
		return fine;
	struct date at = step_date(sorted, n, s, e, EVENT_CELL_VOTE);
	if (!date_is_set(at))
		at = date_min(step_date(sorted, n, s, e, EVENT_DECISION),
			step_date(sorted, n, s, e, EVENT_CEREMONY));
	if (!date_is_set(p->birth) || !date_is_set(at) || date_cmp(at, first_rules) < 0)
		return fine;
	bool is_full = date_is_full(p->birth);
	int months = is_full ? age_months(p->birth, at) : (at.year - p->birth.year) * 12;
	if (months < MONTHS_18)
		return refuse(RULE_UNDER_AGE, 0, at);
	/* a year alone: certainly past sixty only in the year after */
	if (months >= MONTHS_60 + (is_full ? 0 : 12))
		return (struct verdict){
			.kind = VERDICT_REASON, .rule = RULE_OVER_AGE, .other_on = at};
	return fine;
}

/* Điều lệ Đảng 2011, Điều 5: twelve months from the ceremony. */
static struct verdict check_probation(
	const struct fact_event *sorted, size_t n, const struct stretch *s, struct fact_event e)
{
	if (e.kind != EVENT_RECOGNISED && e.kind != EVENT_CEREMONY)
		return fine;
	struct date ceremony = step_date(sorted, n, s, e, EVENT_CEREMONY);
	struct date recognised = step_date(sorted, n, s, e, EVENT_RECOGNISED);
	if (date_is_set(ceremony) && date_is_set(recognised) &&
		date_cmp(ceremony, first_rules) >= 0 &&
		date_cmp(recognised, probation_end(ceremony)) < 0)
		return refuse(RULE_PROBATION, 0, probation_end(ceremony));
	return fine;
}

/* Nobody is admitted before the class is done: the first certificate must not come after it. */
static struct verdict check_class(
	const struct fact_event *sorted, size_t n, const struct stretch *s, struct fact_event e)
{
	if (e.kind != EVENT_CLASS && e.kind != EVENT_CEREMONY)
		return fine;
	struct date first = e.kind == EVENT_CLASS ? e.on : (struct date){0};
	for (size_t i = 0; i < n; i++)
		if (sorted[i].kind == EVENT_CLASS)
			first = date_min(first, sorted[i].on);
	struct date ceremony = step_date(sorted, n, s, e, EVENT_CEREMONY);
	if (date_is_set(ceremony) && date_is_set(first) && date_cmp(first, ceremony) > 0)
		return e.kind == EVENT_CLASS ? refuse(RULE_ORDER, EVENT_CEREMONY, ceremony)
					     : refuse(RULE_ORDER, EVENT_CLASS, first);
	return fine;
}

/* `e` against the others alone. */
static struct verdict check_one(const struct fact_person *p, struct fact_event e, struct date today)
{
	struct fact_event sorted[EVENTS_MAX];
	size_t n = p->event_count < EVENTS_MAX ? p->event_count : EVENTS_MAX;
	if (date_is_set(today) && date_cmp(e.on, today) > 0)
		return refuse(RULE_FUTURE, 0, (struct date){0});
	bool before_birth = date_is_full(p->birth)
				    ? date_cmp(e.on, p->birth) < 0
				    : date_is_set(p->birth) && e.on.year < p->birth.year;
	if (before_birth)
		return refuse(RULE_BEFORE_BIRTH, 0, p->birth);
	if (n)
		memcpy(sorted, p->events, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, compare);
	struct stretch s = stretch_of(sorted, n, e);
	if (follows_move(&s, e))
		s.end = back_after(sorted, n, e);
	for (size_t i = 0; i < n; i++)
		if (sorted[i].kind == e.kind && date_cmp(sorted[i].on, e.on) == 0)
			return refuse(RULE_TWICE, e.kind, e.on);
	struct verdict v = check_exit(p, sorted, n, &s, e);
	if (v.kind == VERDICT_OK && !(s.end.kind && event_cmp(s.end, e) < 0) && is_step(e.kind)) {
		v = check_order(sorted, n, &s, e);
		if (v.kind == VERDICT_OK)
			v = check_class(sorted, n, &s, e);
		if (v.kind == VERDICT_OK)
			v = check_probation(sorted, n, &s, e);
		if (v.kind == VERDICT_OK)
			v = check_age(p, sorted, n, &s, e);
	}
	return v;
}

struct verdict events_check_all(const struct fact_person *p, struct date today)
{
	struct fact_event sorted[EVENTS_MAX];
	struct fact_person known = *p;
	struct verdict soft = fine;
	size_t n = p->event_count < EVENTS_MAX ? p->event_count : EVENTS_MAX;
	if (n)
		memcpy(sorted, p->events, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, compare);
	known.events = sorted;
	for (size_t i = 0; i < n; i++) {
		known.event_count = i;
		struct verdict v = check_one(&known, sorted[i], today);
		if (v.kind == VERDICT_REFUSED)
			return v;
		if (v.kind == VERDICT_REASON && soft.kind == VERDICT_OK)
			soft = v;
	}
	return soft;
}

struct verdict event_check(const struct fact_person *p, struct fact_event e, struct date today)
{
	struct verdict v = check_one(p, e, today);
	bool is_last = true;
	for (size_t i = 0; i < p->event_count; i++)
		is_last &= event_cmp(p->events[i], e) < 0;
	if (v.kind == VERDICT_REFUSED || is_last || p->event_count >= EVENTS_MAX)
		return v;
	/* entered late: those that come after it must still hold */
	struct fact_event all[EVENTS_MAX];
	struct fact_person with = *p;
	memcpy(all, p->events, p->event_count * sizeof *all);
	all[p->event_count] = e;
	with.events = all;
	with.event_count++;
	struct verdict whole = events_check_all(&with, today);
	return whole.kind == VERDICT_REFUSED ? whole : v;
}
