#include "rules/dossier.h"
#include "rules_test.h"

static void test_stage(void **state)
{
	(void)state;
	static const struct {
		const char *events, *as_of, *stage, *since;
		const char *mentored; /* NULL: no mentor */
	} t[] = {
		{"found 2020-01-05", "", "found", "2020-01-05", NULL},
		{"listed 2020-02-01, found 2020-01-05", "", "listed", "2020-02-01", NULL},
		/* one resolution lists and assigns */
		{"found 2020-01-05, listed 2020-02-01", "", "mentored", "2020-02-01", "2020-02-01"},
		{"found 2020-01-05, listed 2020-02-01", "2020-02-10", "listed", "2020-02-01",
			"2020-03-01"},
		/* class and mentor are not ordered between themselves */
		{"listed 2020-02-01, class 2020-03-01", "", "class", "2020-03-01", NULL},
		{"listed 2020-02-01, class 2020-03-01", "", "class", "2020-03-01", "2020-04-01"},
		/* a late entry of an earlier step changes nothing */
		{"papers 2020-05-01, class 2020-06-01, listed 2020-02-01", "", "papers",
			"2020-05-01", NULL},
		{"listed 2020-02-01, ceremony 2021-01-01", "2020-12-31", "listed", "2020-02-01",
			NULL},
		{"ceremony 2009-05-19", "", "probation", "2009-05-19", NULL},
		{"ceremony 2009-05-19, recognised 2010-05-19", "", "official", "2010-05-19", NULL},
		/* exits hold from their day */
		{"listed 2020-02-01, off_list 2020-06-01", "2020-05-31", "listed", "2020-02-01",
			NULL},
		{"listed 2020-02-01, off_list 2020-06-01", "2020-06-01", "off_list", "2020-06-01",
			NULL},
		/* begins anew: what was resolved before no longer holds */
		{"listed 2020-02-01, papers 2020-03-01, off_list 2020-06-01, returned 2021-01-01",
			"", "found", "2021-01-01", NULL},
		{"listed 2020-02-01, class 2020-03-01, off_list 2020-06-01, listed 2021-01-01", "",
			"class", "2020-03-01", NULL},
		/* goes on where it was */
		{"listed 2020-02-01, papers 2020-03-01, moved 2020-06-01, returned 2021-01-01", "",
			"papers", "2020-03-01", NULL},
		{"listed 2020-02-01, cell 2020-03-01, vote_failed 2020-03-01, returned 2020-09-01",
			"", "cell", "2020-03-01", NULL},
		{"decision 2020-02-01, cancelled 2020-03-01", "", "cancelled", "2020-03-01", NULL},
		{"ceremony 2020-02-01, struck 2020-09-01", "", "struck", "2020-09-01", NULL},
		/* nobody comes back from death */
		{"listed 2020-02-01, died 2020-03-01, returned 2020-04-01", "", "died",
			"2020-03-01", NULL},
		{"", "", "none", "", NULL},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct fact_event e[EVENTS];
		struct fact_person p = {.events = e, .event_count = events_of(t[i].events, e)};
		if (t[i].mentored) {
			p.is_mentored = true;
			p.first_mentored = day(t[i].mentored);
		}
		struct standing s = standing_of(&p, day(t[i].as_of));
		if (strcmp(stage_code(s.stage), t[i].stage) != 0)
			fail_msg("%s: %s instead of %s", t[i].events, stage_code(s.stage),
				t[i].stage);
		if (date_cmp(s.since, day(t[i].since)) != 0)
			fail_msg("%s: since", t[i].events);
	}
}

static void test_listed_members(void **state)
{
	(void)state;
	static const struct {
		const char *joined, *official, *events, *as_of, *stage;
		bool is_official;
	} t[] = {
		{"2010-05-19", "2011-05-19", "", "", "official", true},
		{"2010-05-19", "2011-05-19", "", "2011-05-18", "probation", false},
		{"2010-05-19", "2011-05-19", "", "2010-05-18", "none", false},
		{"2010-05-19", "", "", "", "probation", false}, /* no record of recognition */
		{"", "", "", "", "official", true},		/* nothing recorded at all */
		{"2010-05-19", "2011-05-19", "died 2020-01-01", "2019-12-31", "official", true},
		{"2010-05-19", "2011-05-19", "died 2020-01-01", "", "died", false},
		{"2010-05-19", "2011-05-19", "moved 2020-01-01, returned 2021-01-01", "",
			"official", true},
		/* struck off: only a new admission makes a member again */
		{"2010-05-19", "2011-05-19", "struck 2015-01-01, returned 2020-01-01", "", "found",
			false},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct fact_event e[EVENTS];
		struct fact_person p = {.is_listed_member = true,
			.joined = day(t[i].joined),
			.official = day(t[i].official),
			.events = e,
			.event_count = events_of(t[i].events, e)};
		struct standing s = standing_of(&p, day(t[i].as_of));
		if (strcmp(stage_code(s.stage), t[i].stage) != 0)
			fail_msg("%zu: %s instead of %s", i, stage_code(s.stage), t[i].stage);
		assert_int_equal(was_official_on(&p, day(t[i].as_of)), t[i].is_official);
	}
}

static unsigned next_random(unsigned *seed)
{
	return *seed = *seed * 1103515245U + 12345U, *seed >> 8;
}

static const enum event_kind all_kinds[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
	EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY,
	EVENT_RECOGNISED, EVENT_OFF_LIST, EVENT_MOVED, EVENT_VOTE_FAILED, EVENT_REFUSED,
	EVENT_CANCELLED, EVENT_STRUCK, EVENT_DIED, EVENT_RETURNED};

/* The order of entry never matters. */
static void test_order_of_entry(void **state)
{
	(void)state;
	unsigned seed = 7;
	for (int round = 0; round < 3000; round++) {
		struct fact_event e[8];
		struct fact_person p = {.events = e, .event_count = 1 + next_random(&seed) % 8};
		for (size_t i = 0; i < p.event_count; i++)
			e[i] = (struct fact_event){
				all_kinds[next_random(&seed) %
					  (sizeof all_kinds / sizeof *all_kinds)],
				date_add_days(day("2020-01-01"), (long)(next_random(&seed) % 30))};
		struct standing first = standing_of(&p, (struct date){0});
		for (int k = 0; k < 6; k++) {
			for (size_t i = p.event_count; i > 1; i--) {
				size_t j = next_random(&seed) % i;
				struct fact_event swap = e[i - 1];
				e[i - 1] = e[j];
				e[j] = swap;
			}
			struct standing s = standing_of(&p, (struct date){0});
			assert_int_equal(s.stage, first.stage);
			assert_int_equal(date_cmp(s.since, first.since), 0);
		}
	}
}

/* What event_check lets through never reaches a state that cannot be. */
static void test_checked_sequences(void **state)
{
	(void)state;
	unsigned seed = 99;
	long reached[32] = {0};
	for (int round = 0; round < 4000; round++) {
		struct fact_event e[16];
		struct fact_person p = {.birth = day("1990-01-01"), .events = e};
		for (int i = 0; i < 40 && p.event_count < 16; i++) {
			struct fact_event one = {all_kinds[next_random(&seed) %
							   (sizeof all_kinds / sizeof *all_kinds)],
				date_add_days(
					day("2018-01-01"), (long)(next_random(&seed) % 3000))};
			if (event_check(&p, one, day("2026-11-23")).kind == VERDICT_OK)
				e[p.event_count++] = one;
		}
		assert_int_equal(events_check_all(&p, day("2026-11-23")).kind, VERDICT_OK);
		struct standing s = standing_of(&p, (struct date){0});
		reached[s.stage]++;
		struct date ceremony = {0}, died = {0};
		for (size_t i = 0; i < p.event_count; i++) {
			if (e[i].kind == EVENT_CEREMONY)
				ceremony = date_max(ceremony, e[i].on);
			if (e[i].kind == EVENT_DIED)
				died = e[i].on;
		}
		if (s.stage == STAGE_PROBATION)
			assert_true(date_is_set(ceremony));
		if (date_is_set(died))
			assert_int_equal(s.stage, STAGE_DIED);
		ceremony = way_of(&p, (struct date){0}).on[EVENT_CEREMONY];
		if (s.stage == STAGE_OFFICIAL && date_is_set(ceremony) &&
			date_cmp(ceremony, s.since) < 0 &&
			date_cmp(ceremony, day("2021-07-30")) >= 0) /* the first rule set */
			assert_true(date_cmp(probation_end(ceremony), s.since) <= 0);
	}
	/* the generator reaches far enough to mean something */
	assert_true(reached[STAGE_OFFICIAL] > 20 && reached[STAGE_DIED] > 20 &&
		    reached[STAGE_PROBATION] > 5 && reached[STAGE_OFF_LIST] > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stage),
		cmocka_unit_test(test_listed_members),
		cmocka_unit_test(test_order_of_entry),
		cmocka_unit_test(test_checked_sequences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
