/* Random facts of a dossier, the same in every run. */
#ifndef TN_TESTS_DOSSIER_RANDOM_H
#define TN_TESTS_DOSSIER_RANDOM_H

#include "dossier_test.h"

/* splitmix64 */
static inline uint64_t rng_next(uint64_t *state)
{
	uint64_t x = *state += 0x9E3779B97F4A7C15u;
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return x ^ (x >> 31);
}

/* 0 … n - 1 */
static inline long below(uint64_t *state, long n)
{
	return (long)(rng_next(state) % (uint64_t)n);
}

static inline bool chance(uint64_t *state, int percent)
{
	return below(state, 100) < percent;
}

/* Up to `most` days before `on`. */
static inline struct date days_before(uint64_t *state, struct date on, long most)
{
	return date_add_days(on, -below(state, most + 1));
}

/* The shipped ones, and none. */
static const char *const random_sets[] = {"24", "232", "294", "208", NULL};
enum { RANDOM_SETS = sizeof random_sets / sizeof random_sets[0] };

/* Often near the limits of age, sometimes a year alone or unknown. */
static inline struct date random_birth(uint64_t *s, struct date today)
{
	long kind = below(s, 100);
	int months = kind < 12 ? 17 * 12 + (int)below(s, 36) : 59 * 12 + (int)below(s, 18);
	if (kind >= 90)
		return (struct date){0};
	if (kind >= 24)
		months = (int)below(s, 40 * 12) + 19 * 12;
	struct date birth = days_before(s, date_add_months(today, -months), 30);
	return kind >= 80 ? (struct date){birth.year, 0, 0} : birth;
}

static inline void random_mentors(uint64_t *s, struct date today, struct dossier *ret)
{
	static const int count[] = {0, 1, 1, 1, 2, 2, 3};
	ret->d.mentor_count = (size_t)count[below(s, 7)];
	for (size_t i = 0; i < ret->d.mentor_count; i++) {
		struct fact_mentor *m = &ret->mentors[i];
		*m = (struct fact_mentor){.from = days_before(s, today, 700),
			.is_active = !chance(s, 25),
			.is_replacement = i > 0 && chance(s, 50)};
		struct date end =
			days_before(s, today, date_to_days(today) - date_to_days(m->from));
		if (!m->is_active)
			*(chance(s, 80) ? &m->to : &m->gone) = end;
		if (chance(s, 5))
			m->from = (struct date){0};
	}
	ret->d.mentors = ret->mentors;
}

/* Those of the set before the meeting, some of the later ones; most are in hand. */
static inline void random_papers(
	uint64_t *s, const struct rule_set *set, struct date today, struct dossier *ret)
{
	bool is_whole = chance(s, 40);
	for (size_t i = 0; i < set->paper_count && ret->d.paper_count < FACTS; i++) {
		const struct rule_paper *p = &set->papers[i];
		bool is_early = p->step <= PAPER_STEP_PAPERS;
		if (p->event || !chance(s, is_early ? (is_whole ? 100 : 75) : 20))
			continue;
		struct fact_paper *to = &ret->papers[ret->d.paper_count++];
		*to = (struct fact_paper){.code = p->code, .state = PAPER_IN_HAND};
		if (!chance(s, is_whole ? 98 : 80))
			to->state = (enum paper_state)below(s, 4);
		if (to->state == PAPER_IN_HAND && chance(s, 90))
			to->on = days_before(s, today, 500);
	}
	ret->d.papers = ret->papers;
}

static inline void random_inquiries(uint64_t *s, struct date today, struct dossier *ret)
{
	ret->d.inquiry_count = chance(s, 60) ? 1 + (size_t)below(s, 3) : 0;
	for (size_t i = 0; i < ret->d.inquiry_count; i++) {
		struct fact_inquiry *q = &ret->inquiries[i];
		*q = (struct fact_inquiry){.sent = days_before(s, today, 200),
			.is_abroad = chance(s, 20),
			.is_recheck = chance(s, 15),
			.conclusion = -1};
		if (!chance(s, 75))
			continue;
		q->answered = days_before(s, today, date_to_days(today) - date_to_days(q->sent));
		q->conclusion = !chance(s, 5);
	}
	ret->d.inquiries = ret->inquiries;
}

static inline void random_extensions(uint64_t *s, struct date today, struct dossier *ret)
{
	static const enum need_kind of[] = {
		NEED_DECISION, NEED_CEREMONY, NEED_RECOGNITION_DECISION};
	ret->d.extension_count = chance(s, 20) ? 1 + (size_t)below(s, 3) : 0;
	for (size_t i = 0; i < ret->d.extension_count; i++)
		ret->extensions[i] = (struct fact_extension){
			.of = of[below(s, 3)], .until = date_add_days(today, below(s, 200) - 50)};
	ret->d.extensions = ret->extensions;
}

static inline int compare_votes(const void *a, const void *b)
{
	const struct fact_vote *x = a, *y = b;
	int c = date_cmp(x->on, y->on);
	return c ? c : x->round - y->round;
}

/* By date and round, in the `days` before `today`; most of them passed. */
static inline void random_votes(uint64_t *s, struct date today, long days, struct dossier *ret)
{
	ret->d.vote_count = (size_t)below(s, 9);
	for (size_t i = 0; i < ret->d.vote_count; i++) {
		struct fact_vote *v = &ret->votes[i];
		*v = (struct fact_vote){.purpose = (enum vote_purpose)(1 + below(s, 3)),
			.body = (enum vote_body)(1 + below(s, 3)),
			.round = 1 + (int)i,
			.on = days_before(s, today, days),
			.base = 12,
			.present = 12,
			.yes = chance(s, 60) ? 8 + below(s, 5) : below(s, 9)};
		v->no = v->base - v->yes;
	}
	qsort(ret->votes, ret->d.vote_count, sizeof *ret->votes, compare_votes);
	ret->d.votes = ret->votes;
}

static inline void random_person(uint64_t *s, struct date today, struct dossier *ret)
{
	struct fact_dossier *d = &ret->d;
	*d = (struct fact_dossier){.person = {.birth = random_birth(s, today)},
		.education = chance(s, 90) ? (int)below(s, 2) + 3 : (int)below(s, 5),
		.education_case = chance(s, 90) ? EDUCATION_USUAL : EDUCATION_AREA,
		.is_youth = chance(s, 40),
		.is_union = chance(s, 20),
		.is_pupil = chance(s, 5),
		.has_subcommittee = chance(s, 10),
		.needs_check = chance(s, 85),
		.has_checklist = chance(s, 50),
		.was_readmitted = chance(s, 1),
		.has_over_age_consent = chance(s, 20),
		.has_readmit_consent = chance(s, 50)};
	if (chance(s, 10)) {
		d->is_readmission = true;
		d->left_how =
			chance(s, 90) ? LEFT_STRUCK + (enum left_how)below(s, 2) : LEFT_EXCLUDED;
		d->left_on = days_before(s, today, 7 * 365);
	}
}

/* The steps up to one of them, each after the one before; one or another was never recorded. */
static inline void random_steps(uint64_t *s, struct date today, struct dossier *ret)
{
	static const enum event_kind steps[] = {EVENT_DECISION, EVENT_COMMITTEE, EVENT_CELL_VOTE,
		EVENT_DOSSIER, EVENT_PAPERS, EVENT_LISTED, EVENT_FOUND};
	size_t n = 0;
	struct date on = days_before(s, today, 100);
	if (chance(s, 75))
		ret->events[n++] =
			(struct fact_event){EVENT_CLASS, days_before(s, today, 5 * 365 + 150)};
	for (size_t i = (size_t)below(s, 7); i < 7; i++) {
		if (i < 6 && chance(s, 10))
			continue;
		ret->events[n++] = (struct fact_event){steps[i], on};
		on = days_before(s, on, chance(s, 20) ? 450 : 90);
	}
	ret->d.person.events = ret->events;
	ret->d.person.event_count = n;
}

/* Somebody on the way to admission. `set` gives the papers. ret must not be copied. */
static inline void random_dossier(
	uint64_t *s, const struct rule_set *set, struct date today, struct dossier *ret)
{
	*ret = (struct dossier){0};
	random_person(s, today, ret);
	random_steps(s, today, ret);
	random_mentors(s, today, ret);
	random_papers(s, set, today, ret);
	random_votes(s, today, 400, ret);
	random_inquiries(s, today, ret);
	random_extensions(s, today, ret);
}

#endif
