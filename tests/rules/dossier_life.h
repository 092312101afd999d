/* One life, and the states of it that cannot be, told without the rules' own code. */
#ifndef TN_TESTS_DOSSIER_LIFE_H
#define TN_TESTS_DOSSIER_LIFE_H

#include "dossier_random.h"

/* Before 24-QĐ/TW only the order of events is checked. */
static const struct date first_rules = {2021, 7, 30};

/* One life: the events of it so far, whatever checks let through. */
struct life {
	struct dossier x;
	const struct rule_set *set;
	struct date today;
	bool is_in_order; /* each event entered on its day; else some are entered late */
	uint64_t seed;
};

/* What was reached, followed independently of the rules' own code. */
struct track {
	struct date here[EVENT_ARRIVED + 1]; /* since the last exit or way back */
	struct date way[EVENT_ARRIVED + 1];  /* since all began anew */
	struct date left;		     /* a membership was struck off */
	int terms;
	enum event_kind out;
	bool is_member;
};

static struct life *now; /* of whom a broken property tells */

static inline void impossible(const char *what)
{
	char text[1024] = "", iso[DATE_TEXT];
	size_t at = 0;
	for (size_t i = 0; i < now->x.d.person.event_count && at < sizeof text; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, " %s %s",
			event_code(now->x.events[i].kind), date_to_iso(now->x.events[i].on, iso));
	fail_msg("%s: seed %lu, %s:%s", what, (unsigned long)now->seed,
		now->set ? now->set->key : "no set", text);
}

static inline int compare_events(const void *a, const void *b)
{
	const struct fact_event *x = a, *y = b;
	int c = date_cmp(x->on, y->on);
	return c ? c : (int)x->kind - (int)y->kind;
}

static inline bool is_exit(enum event_kind k)
{
	return k >= EVENT_OFF_LIST && k <= EVENT_DIED;
}

/* An exit, or what comes after one. */
static inline void take_exit(struct track *t, struct fact_event e)
{
	bool is_back = e.kind == EVENT_RETURNED || e.kind == EVENT_LISTED ||
		       (e.kind == EVENT_ARRIVED && t->out == EVENT_MOVED);
	bool is_anew =
		t->out == EVENT_OFF_LIST || t->out == EVENT_STRUCK || t->out == EVENT_CANCELLED;
	/* decided soon after the move: 06-HD/TW 3.9c */
	bool may_follow =
		t->out == EVENT_MOVED && (e.kind == EVENT_DECISION || e.kind == EVENT_CANCELLED);
	if (!t->out && e.kind == EVENT_RETURNED)
		impossible("a way back without an exit");
	if (t->out == EVENT_DIED || (t->out && !is_back && !may_follow && e.kind != EVENT_DIED))
		impossible("a step after an exit");
	if (e.kind == EVENT_CANCELLED && !date_is_set(t->way[EVENT_DECISION]) &&
		!date_is_set(t->way[EVENT_CEREMONY]))
		impossible("cancelled without a decision");
	if (e.kind == EVENT_STRUCK && t->is_member) {
		t->left = e.on;
		t->terms++;
	}
	if (is_exit(e.kind))
		t->out = e.kind;
	else if (t->out && is_back) {
		memset(t->here, 0, sizeof t->here);
		if (is_anew) {
			memset(t->way, 0, sizeof t->way);
			t->is_member = false;
		}
		t->out = 0;
	}
}

/* 294-QĐ/TW 1.1: 18 by months when the cell considers it, or where that is not known when it was decided. */
static inline void check_age(const struct track *t, struct fact_event e, struct date birth)
{
	struct date at = date_is_set(t->way[EVENT_CELL_VOTE])  ? t->way[EVENT_CELL_VOTE]
			 : date_is_set(t->way[EVENT_DECISION]) ? t->way[EVENT_DECISION]
							       : e.on;
	if (date_cmp(at, first_rules) < 0)
		return;
	if (date_is_full(birth) ? age_months(birth, at) < 18 * 12
				: date_is_set(birth) && at.year - birth.year < 18)
		impossible("under 18");
}

/* 294-QĐ/TW 3.5. */
static inline void check_readmission(
	const struct life *l, const struct track *t, struct fact_event e)
{
	const struct fact_dossier *d = &l->x.d;
	bool is_convicted = d->left_how == LEFT_CONVICTED;
	long months = rule_value(
		l->set, is_convicted ? PARAM_READMIT_CONVICTED : PARAM_READMIT_MONTHS, 0);
	struct date left = d->left_how ? d->left_on : t->left;
	if (!l->set || !l->is_in_order)
		return;
	if (d->left_how == LEFT_EXCLUDED)
		impossible("admitted again though excluded");
	if (d->was_readmitted || t->terms > 1)
		impossible("admitted again twice");
	if (date_is_set(left) && date_cmp(e.on, date_add_months(left, (int)months)) < 0)
		impossible("admitted again before the time");
}

/* 06-HD/TW 3.6, 3.7: a step on a vote that is known to have failed. */
static inline void check_vote(const struct life *l, enum vote_purpose purpose, enum vote_body body,
	struct date on, int rounds)
{
	static const struct rule_fraction asked[] = {[VOTE_CELL] = {2, 3, false},
		[VOTE_COMMITTEE] = {2, 3, false},
		[VOTE_DECIDER] = {1, 2, true}};
	const struct fact_vote *last = NULL;
	int failed = 0;
	for (size_t i = 0; l->set && i < l->x.d.vote_count; i++) {
		const struct fact_vote *v = &l->x.votes[i];
		if (v->purpose != purpose || v->body != body || date_cmp(v->on, on) > 0)
			continue;
		last = v;
		failed = vote_passes(asked[body], v->yes, v->base) ? 0 : failed + 1;
	}
	/* 294-QĐ/TW 4.2.3: after the third the higher committee decides */
	if (last && failed && !(rounds && failed >= rounds))
		impossible("on a vote that failed");
}

static inline void check_votes(const struct life *l, struct fact_event e, bool is_member)
{
	if (e.kind == EVENT_CELL_VOTE)
		check_vote(l, VOTE_ADMISSION, VOTE_CELL, e.on, 0);
	if (e.kind == EVENT_COMMITTEE)
		check_vote(l, VOTE_ADMISSION, VOTE_COMMITTEE, e.on, 0);
	if (e.kind == EVENT_DECISION)
		check_vote(l, VOTE_ADMISSION, VOTE_DECIDER, e.on, 0);
	enum vote_purpose of = e.kind == EVENT_STRUCK ? VOTE_REMOVAL : VOTE_RECOGNITION;
	/* a ceremony that is entered late makes a removal of what was none when it was entered */
	bool is_removal = e.kind == EVENT_STRUCK && is_member && l->is_in_order;
	if (e.kind == EVENT_RECOGNISED || is_removal) {
		check_vote(l, of, VOTE_CELL, e.on, 3);
		check_vote(l, of, VOTE_COMMITTEE, e.on, 0);
		check_vote(l, of, VOTE_DECIDER, e.on, 0);
	}
}

/* A step against those before it. */
static inline void take_step(const struct life *l, struct track *t, struct fact_event e)
{
	struct date ceremony = t->way[EVENT_CEREMONY];
	if (e.kind != EVENT_CLASS && date_is_set(t->here[e.kind]))
		impossible("a step twice");
	for (int k = (int)e.kind + 1; k <= EVENT_RECOGNISED && e.kind != EVENT_CLASS; k++)
		if (k != EVENT_CLASS && date_is_set(t->here[k]))
			impossible("a step after a later one");
	if (e.kind == EVENT_CEREMONY && date_is_set(ceremony))
		impossible("a second ceremony");
	if (e.kind == EVENT_DECISION && date_is_set(ceremony))
		impossible("a ceremony before its decision");
	if (e.kind == EVENT_RECOGNISED && date_is_set(t->way[EVENT_RECOGNISED]))
		impossible("recognised twice");
	if (e.kind == EVENT_RECOGNISED && date_is_set(ceremony) &&
		date_cmp(ceremony, first_rules) >= 0 &&
		date_cmp(e.on, date_add_months(ceremony, 12)) < 0)
		impossible("recognised before the twelve months");
	if (e.kind == EVENT_CELL_VOTE || e.kind == EVENT_DECISION || e.kind == EVENT_CEREMONY) {
		check_age(t, e, l->x.d.person.birth);
		check_readmission(l, t, e);
	}
	t->here[e.kind] = t->way[e.kind] = e.on;
	t->is_member |= e.kind == EVENT_CEREMONY;
}

static inline void check_life(struct life *l)
{
	struct fact_event sorted[EVENTS];
	size_t n = l->x.d.person.event_count;
	struct track t = {0};
	now = l;
	memcpy(sorted, l->x.events, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, compare_events);
	for (size_t i = 0; i < n; i++) {
		struct fact_event e = sorted[i];
		if (i && compare_events(&e, &sorted[i - 1]) == 0)
			impossible("one step twice on a day");
		if (date_cmp(e.on, l->today) > 0)
			impossible("after today");
		check_votes(l, e, t.is_member);
		take_exit(&t, e);
		if (e.kind <= EVENT_RECOGNISED)
			take_step(l, &t, e);
	}
	if (events_check_all(&l->x.d.person, l->today).kind == VERDICT_REFUSED)
		impossible("the whole is refused");
	if (l->set && dossier_votes_hold(&l->x.d, l->set).kind != VERDICT_OK)
		impossible("a step against its vote");
}

#endif
