/* What holds whatever happens: no state that cannot be, no earlier day for a paper that was lost, no list without
 * end. Random facts from fixed seeds. */
#include "dossier_life.h"

enum { SEQUENCES = 20000, DOSSIERS = 5000, TRIES = 26, STEPS_MAX = 18 };
#define LEN(t) (sizeof(t) / sizeof(t)[0])

/* ---- lives ---------------------------------------------------------------------------------------------- */

static const enum event_kind kinds[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
	EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY,
	EVENT_RECOGNISED, EVENT_OFF_LIST, EVENT_MOVED, EVENT_VOTE_FAILED, EVENT_REFUSED,
	EVENT_CANCELLED, EVENT_STRUCK, EVENT_DIED, EVENT_RETURNED, EVENT_ARRIVED};

/* Mostly the next step, sometimes any. */
static enum event_kind next_kind(uint64_t *s, const struct fact_person *p)
{
	struct way w = way_of(p, (struct date){0});
	if (chance(s, 22))
		return kinds[below(s, (long)LEN(kinds))];
	if (w.out)
		return w.out == EVENT_MOVED && chance(s, 40) ? EVENT_ARRIVED : EVENT_RETURNED;
	size_t i = 9;
	while (i > 0 && !date_is_set(w.on[kinds[i]]))
		i--;
	i += date_is_set(w.on[kinds[i]]);
	i += chance(s, 15);
	return i < 10 ? kinds[i] : EVENT_STRUCK;
}

static struct date last_day(const struct fact_person *p)
{
	struct date last = {0};
	for (size_t i = 0; i < p->event_count; i++)
		last = date_max(last, p->events[i].on);
	return last;
}

static struct fact_event propose(uint64_t *s, const struct life *l)
{
	const struct fact_person *p = &l->x.d.person;
	struct fact_event e = {next_kind(s, p), date_add_days(day("2020-06-01"), below(s, 900))};
	struct date last = last_day(p);
	if (date_is_set(last) && (l->is_in_order || chance(s, 70)))
		e.on = date_add_days(last, below(s, chance(s, 15) ? 1300 : 130));
	else if (date_is_set(last))
		e.on = date_add_days(last, -below(s, 700));
	return e;
}

/* Both checks; over a reason the clerk passes every second time. */
static bool is_let_through(uint64_t *s, const struct life *l, struct fact_event e)
{
	const struct verdict v[] = {event_check(&l->x.d.person, e, l->today),
		dossier_event_check(&l->x.d, l->set, &law, e)};
	/* a step of one way is never held against the end of a later one */
	bool waits = v[1].rule == RULE_READMIT_WAIT, was_again = v[1].rule == RULE_READMIT_ONCE;
	if (!l->x.d.left_how && !l->x.d.was_readmitted && (waits || was_again))
		assert_true(way_of(&l->x.d.person, e.on).terms >= (waits ? 1 : 2));
	for (size_t i = 0; i < LEN(v); i++)
		if (v[i].kind == VERDICT_REFUSED || (v[i].kind == VERDICT_REASON && chance(s, 50)))
			return false;
	return true;
}

/* Everybody at some moment of these years; what the votes say is known before. */
static void begin_life(uint64_t *s, int i, struct life *l)
{
	const char *number = random_sets[i % RANDOM_SETS];
	*l = (struct life){.set = set_of(number),
		.today = day("2029-12-31"),
		.is_in_order = i / RANDOM_SETS % 2,
		.seed = *s};
	random_dossier(s, set_of(number ? number : "294"), day("2023-06-01"), &l->x);
	random_votes(s, l->today, 365 * 8, &l->x);
	l->x.d.person.event_count = 0;
	l->x.d.is_live = chance(s, 50);
}

/* Tasks: each with a day, none twice; and none of the lists is longer than it may be. */
static size_t check_lists(const struct life *l)
{
	struct need needs[NEEDS_MAX], tasks[TASKS_MAX];
	size_t whole = dossier_needs(&l->x.d, l->set, &law, true, needs);
	size_t open = dossier_needs(&l->x.d, l->set, &law, false, needs);
	size_t n = dossier_tasks(&l->x.d, l->set, &law, tasks);
	assert_true(whole <= NEEDS_MAX && open <= whole && n <= TASKS_MAX && n <= open);
	for (size_t i = 0; i < n; i++) {
		assert_true(date_is_full(tasks[i].due));
		for (size_t k = 0; k < i; k++)
			if (tasks[k].kind == tasks[i].kind && tasks[k].number == tasks[i].number)
				fail_msg("%s %ld twice", need_code(tasks[i].kind), tasks[i].number);
	}
	return n;
}

static void test_lives(void **state)
{
	(void)state;
	uint64_t s = 19300203;
	long reached[EVENT_ARRIVED + 1] = {0}, again = 0, tasks = 0, refused = 0;
	for (int i = 0; i < SEQUENCES; i++) {
		struct life l;
		begin_life(&s, i, &l);
		for (int k = 0; k < TRIES && l.x.d.person.event_count < STEPS_MAX; k++) {
			struct fact_event e = propose(&s, &l);
			if (!is_let_through(&s, &l, e)) {
				refused++;
				continue;
			}
			l.x.events[l.x.d.person.event_count++] = e;
			check_life(&l);
			tasks += chance(&s, 40) ? (long)check_lists(&l) : 0;
			reached[e.kind]++;
			again += e.kind == EVENT_CEREMONY &&
				 way_of(&l.x.d.person, (struct date){0}).terms == 1;
		}
	}
	for (size_t i = 0; i < LEN(kinds); i++)
		if (reached[kinds[i]] < 1000)
			fail_msg("%s: %ld times", event_code(kinds[i]), reached[kinds[i]]);
	if (again < 100 || tasks < 10000 || refused < 10000)
		fail_msg("%ld again, %ld tasks, %ld refused", again, tasks, refused);
}

/* ---- a paper is lost ------------------------------------------------------------------------------------ */

enum loss {
	PAPER_LOST,
	PAPER_ASKED_FOR,
	LIST_LOST,
	ANSWER_LOST,
	CLASS_LOST,
	COMPILED_LOST,
	PAPER_GOT,
	LOSSES
};

/* The same person before and after it. */
struct trial {
	const struct dossier *x;
	const struct rule_set *set;
	struct date today;
	struct outlook before;
	int i;
};

/* What came of it, how often. */
static struct {
	long same, later, blocked;
} found[LOSSES];

/* In the order in which things get worse. */
static int rank(enum outlook_answer a)
{
	static const int ranks[] = {[OUTLOOK_NOW] = 1,
		[OUTLOOK_LATER] = 2,
		[OUTLOOK_BLOCKED] = 3,
		[OUTLOOK_NEVER] = 4,
		[OUTLOOK_NO_SET] = 0};
	assert_true(ranks[a]); /* on the way, and under a set */
	return ranks[a];
}

/* `worse` is never better than `better`. */
static void compare(const struct trial *c, enum loss loss)
{
	struct outlook after = dossier_outlook(&c->x->d, c->set, &law, NULL, c->today);
	const struct outlook *better = loss == PAPER_GOT ? &after : &c->before,
			     *worse = loss == PAPER_GOT ? &c->before : &after;
	bool has_days = date_is_set(better->earliest) && date_is_set(worse->earliest);
	int days = has_days ? date_cmp(worse->earliest, better->earliest) : 0;
	if (rank(worse->answer) < rank(better->answer) || days < 0)
		fail_msg("case %d, %s, loss %d: answer %d after %d", c->i, c->set->key, (int)loss,
			(int)after.answer, (int)c->before.answer);
	found[loss].later += days > 0;
	found[loss].blocked += worse->answer != better->answer;
	found[loss].same += !days && worse->answer == better->answer;
}

/* Step by step to that day: no step before the one before it, the ceremony the last. */
static void check_trail(const struct trial *c)
{
	struct outlook_step v[TRAIL_MAX];
	size_t n = dossier_trail(&c->x->d, c->set, &law, c->today, v);
	assert_true(n < TRAIL_MAX && (n > 0) == (c->before.answer == OUTLOOK_LATER));
	for (size_t i = 0; i < n; i++)
		assert_true(date_cmp(v[i].on, i ? v[i - 1].on : c->today) >= 0);
	if (n) {
		assert_int_equal(v[n - 1].kind, NEED_CEREMONY);
		assert_int_equal(date_cmp(v[n - 1].on, c->before.earliest), 0);
	}
}

static void lose_papers(const struct trial *c, struct dossier *x)
{
	for (size_t i = 0; i < x->d.paper_count; i++) {
		struct fact_paper *p = &x->papers[i], was = *p;
		if (p->state != PAPER_IN_HAND)
			continue;
		*p = (struct fact_paper){.code = was.code, .state = PAPER_MISSING};
		compare(c, PAPER_LOST);
		p->state = PAPER_ASKED;
		compare(c, PAPER_ASKED_FOR);
		*p = was;
	}
	size_t n = x->d.paper_count;
	x->d.paper_count = 0;
	compare(c, LIST_LOST);
	x->d.paper_count = n;
}

/* An answer that said no is nothing that was in hand. */
static void lose_answers(const struct trial *c, struct dossier *x)
{
	for (size_t i = 0; i < x->d.inquiry_count; i++) {
		struct fact_inquiry *q = &x->inquiries[i], was = *q;
		if (q->conclusion != 1)
			continue;
		q->answered = (struct date){0};
		q->conclusion = -1;
		compare(c, ANSWER_LOST);
		*q = was;
	}
}

static void lose_event(
	const struct trial *c, struct dossier *x, enum event_kind kind, enum loss loss)
{
	size_t last = x->d.person.event_count - 1;
	for (size_t i = 0; i <= last; i++) {
		struct fact_event was = x->events[i];
		if (was.kind != kind)
			continue;
		x->events[i] = x->events[last];
		x->d.person.event_count = last;
		compare(c, loss);
		x->events[i] = was;
		x->d.person.event_count = last + 1;
	}
}

/* One that was missing comes to hand, one that was there is made anew; dated today. */
static void get_papers(const struct trial *c, struct dossier *x)
{
	for (size_t i = 0; i < c->set->paper_count; i++) {
		const char *code = c->set->papers[i].code;
		size_t at = 0, n = x->d.paper_count;
		while (at < n && strcmp(x->papers[at].code, code) != 0)
			at++;
		if (c->set->papers[i].step > PAPER_STEP_PAPERS || at == FACTS)
			continue;
		struct fact_paper was = x->papers[at];
		x->papers[at] = (struct fact_paper){code, PAPER_IN_HAND, c->today};
		x->d.paper_count = at == n ? n + 1 : n;
		compare(c, PAPER_GOT);
		x->papers[at] = was;
		x->d.paper_count = n;
	}
}

static void test_lost(void **state)
{
	(void)state;
	uint64_t s = 19750430;
	long answers[OUTLOOK_NO_SET + 1] = {0};
	for (int i = 0; i < DOSSIERS; i++) {
		struct dossier x;
		struct trial c = {.x = &x,
			.set = set_of(random_sets[i % (RANDOM_SETS - 1)]),
			.today = date_add_days(day("2021-12-01"), below(&s, 2500)),
			.i = i};
		random_dossier(&s, c.set, c.today, &x);
		c.before = dossier_outlook(&x.d, c.set, &law, NULL, c.today);
		answers[c.before.answer]++;
		assert_true(!date_is_set(c.before.earliest) ||
			    date_cmp(c.before.earliest, c.today) >= 0);
		check_trail(&c);
		lose_papers(&c, &x);
		lose_answers(&c, &x);
		lose_event(&c, &x, EVENT_CLASS, CLASS_LOST);
		lose_event(&c, &x, EVENT_DOSSIER, COMPILED_LOST);
		get_papers(&c, &x);
	}
	for (int a = OUTLOOK_NOW; a <= OUTLOOK_NEVER; a++)
		if (answers[a] < 50)
			fail_msg("answer %d: %ld times", a, answers[a]);
	long blocked = 0;
	for (int k = 0; k < LOSSES; k++) {
		blocked += found[k].blocked;
		if (found[k].same < 50 || found[k].later < 50)
			fail_msg("loss %d: %ld same, %ld later, %ld blocked", k, found[k].same,
				found[k].later, found[k].blocked);
	}
	assert_true(blocked >= 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lives),
		cmocka_unit_test(test_lost),
	};
	return cmocka_run_group_tests(tests, law_set_up, law_tear_down);
}
