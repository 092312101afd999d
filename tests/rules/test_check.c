#include "rules_test.h"

static void test_event(void **state)
{
	(void)state;
	static const struct {
		const char *known, *added;
		enum verdict_kind kind;
		enum rule_id rule;
	} t[] = {
		{"", "found 2026-11-23", VERDICT_OK, RULE_NONE},
		{"", "found 2026-11-24", VERDICT_REFUSED, RULE_FUTURE},
		{"", "found 1989-12-31", VERDICT_REFUSED, RULE_BEFORE_BIRTH},
		/* records of the past: nothing but the ceremony */
		{"", "ceremony 2009-05-19", VERDICT_OK, RULE_NONE},
		{"ceremony 2009-05-19", "decision 2009-05-01", VERDICT_OK, RULE_NONE},
		{"", "recognised 2010-05-19", VERDICT_OK, RULE_NONE},
		/* a ceremony before the decision */
		{"decision 2020-05-10", "ceremony 2020-05-09", VERDICT_REFUSED, RULE_ORDER},
		{"decision 2020-05-10", "ceremony 2020-05-10", VERDICT_OK, RULE_NONE},
		{"ceremony 2020-05-09", "decision 2020-05-10", VERDICT_REFUSED, RULE_ORDER},
		{"listed 2020-02-01", "found 2020-02-02", VERDICT_REFUSED, RULE_ORDER},
		{"listed 2020-02-01", "found 2020-02-01", VERDICT_OK, RULE_NONE},
		/* a certificate may be older than the listing, and renewed; not after the ceremony */
		{"listed 2020-02-01", "class 2019-12-01", VERDICT_OK, RULE_NONE},
		{"class 2015-12-01", "class 2021-01-01", VERDICT_OK, RULE_NONE},
		{"class 2021-01-01", "class 2021-01-01", VERDICT_REFUSED, RULE_TWICE},
		{"ceremony 2020-05-09", "class 2020-05-10", VERDICT_REFUSED, RULE_ORDER},
		{"class 2020-05-10", "ceremony 2020-05-09", VERDICT_REFUSED, RULE_ORDER},
		{"class 2019-05-10, ceremony 2020-05-09", "class 2020-06-01", VERDICT_OK,
			RULE_NONE},
		{"listed 2020-02-01", "listed 2020-03-01", VERDICT_REFUSED, RULE_TWICE},
		/* exits and ways back */
		{"listed 2020-02-01, off_list 2020-06-01", "papers 2020-06-02", VERDICT_REFUSED,
			RULE_AFTER_EXIT},
		{"listed 2020-02-01, off_list 2020-06-01", "papers 2020-05-02", VERDICT_OK,
			RULE_NONE},
		{"listed 2020-02-01, off_list 2020-06-01", "listed 2020-07-01", VERDICT_OK,
			RULE_NONE},
		{"listed 2020-02-01, off_list 2020-06-01", "returned 2020-07-01", VERDICT_OK,
			RULE_NONE},
		{"listed 2020-02-01, died 2020-06-01", "returned 2020-07-01", VERDICT_REFUSED,
			RULE_AFTER_EXIT},
		{"listed 2020-02-01, moved 2020-06-01", "died 2021-01-01", VERDICT_OK, RULE_NONE},
		{"listed 2020-02-01", "returned 2020-07-01", VERDICT_REFUSED, RULE_NO_EXIT},
		{"listed 2020-02-01, papers 2020-09-01", "off_list 2020-06-01", VERDICT_REFUSED,
			RULE_AFTER_EXIT},
		{"listed 2020-02-01", "cancelled 2020-06-01", VERDICT_REFUSED, RULE_NO_CEREMONY},
		{"decision 2020-02-01", "cancelled 2020-06-01", VERDICT_OK, RULE_NONE},
		/* all anew after being taken off: an earlier date of the old way does not bind */
		{"listed 2020-02-01, cell 2020-05-01, off_list 2020-06-01, listed 2021-01-01",
			"cell 2021-05-01", VERDICT_OK, RULE_NONE},
		{"listed 2020-02-01, cell 2020-05-01, vote_failed 2020-05-01, returned 2020-09-01",
			"cell 2020-10-01", VERDICT_OK, RULE_NONE},
		/* Điều lệ Đảng 2011, Điều 5: twelve months of probation */
		{"ceremony 2024-02-29", "recognised 2025-02-27", VERDICT_REFUSED, RULE_PROBATION},
		{"ceremony 2024-02-29", "recognised 2025-02-28", VERDICT_OK, RULE_NONE},
		{"recognised 2025-02-27", "ceremony 2024-02-29", VERDICT_REFUSED, RULE_PROBATION},
		/* 294-QĐ/TW 2025, 1.1: eighteen by months, at the cell's meeting (born 2004-03-01) */
		{"", "cell 2022-02-28", VERDICT_REFUSED, RULE_UNDER_AGE},
		{"", "cell 2022-03-01", VERDICT_OK, RULE_NONE},
		{"cell 2022-03-01", "decision 2022-04-01", VERDICT_OK, RULE_NONE},
		/* where the meeting is not known: the earlier of decision and ceremony */
		{"decision 2022-02-20", "ceremony 2022-03-10", VERDICT_REFUSED, RULE_UNDER_AGE},
		{"", "ceremony 2022-03-10", VERDICT_OK, RULE_NONE},
		/* before the first rule set (24-QĐ/TW, 30/7/2021) only the order is checked */
		{"", "cell 2021-07-29", VERDICT_OK, RULE_NONE},
		{"", "cell 2021-07-30", VERDICT_REFUSED, RULE_UNDER_AGE},
		{"ceremony 2021-07-29", "recognised 2021-12-01", VERDICT_OK, RULE_NONE},
		{"ceremony 2021-07-30", "recognised 2022-07-29", VERDICT_REFUSED, RULE_PROBATION},
		/* decided upon after the move: how soon is the rule set's matter; back with the papers */
		{"listed 2020-02-01, moved 2020-06-01", "decision 2020-06-20", VERDICT_OK,
			RULE_NONE},
		{"listed 2020-02-01, moved 2020-06-01", "arrived 2020-08-01", VERDICT_OK,
			RULE_NONE},
		{"listed 2020-02-01, moved 2020-06-01, arrived 2020-08-01", "papers 2020-09-01",
			VERDICT_OK, RULE_NONE},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct fact_event e[EVENTS], added[EVENTS];
		struct fact_person p = {.birth = day("2004-03-01"), .events = e};
		p.event_count = events_of(t[i].known, e);
		events_of(t[i].added, added);
		struct verdict v = event_check(&p, added[0], day("2026-11-23"));
		if (v.kind != t[i].kind || v.rule != t[i].rule)
			fail_msg("%s + %s: kind %d rule %d", t[i].known, t[i].added, (int)v.kind,
				(int)v.rule);
	}
}

/* 294-QĐ/TW 2025, 1.1 and 06-HD/TW 2025, 1.1: from the month of the 60th birthday on with a reason */
static void test_sixty(void **state)
{
	(void)state;
	static const struct {
		const char *birth, *on;
		enum verdict_kind kind;
	} t[] = {
		{"1963-06-30", "2023-05-31", VERDICT_OK},
		{"1963-06-30", "2023-06-01", VERDICT_REASON},
		{"1963", "2023-12-31", VERDICT_OK},
		{"1963", "2024-01-01", VERDICT_REASON},
		{"", "2023-01-01", VERDICT_OK},
		/* a year alone, too young only if it cannot be otherwise */
		{"2005", "2023-01-01", VERDICT_OK},
		{"2006", "2023-12-31", VERDICT_REFUSED},
		/* before the first rule set */
		{"1950", "2021-07-29", VERDICT_OK},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct fact_person p = {.birth = day(t[i].birth)};
		struct fact_event e = {EVENT_CELL_VOTE, day(t[i].on)};
		if (event_check(&p, e, day("2026-11-23")).kind != t[i].kind)
			fail_msg("%s at %s", t[i].birth, t[i].on);
	}
}

static void test_codes(void **state)
{
	(void)state;
	for (int k = 0; k < 40; k++) {
		enum event_kind back;
		const char *code = event_code((enum event_kind)k);
		if (!code)
			continue;
		assert_true(event_from_code(code, &back));
		assert_int_equal(back, k);
	}
	enum event_kind none;
	assert_false(event_from_code("mentored", &none));
	assert_false(event_from_code("", &none));
	assert_null(event_code((enum event_kind)3));
	assert_string_equal(stage_code(STAGE_PROBATION), "probation");
	assert_null(stage_code((enum stage)13));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_event),
		cmocka_unit_test(test_sixty),
		cmocka_unit_test(test_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
