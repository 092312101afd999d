/* Mentors: who may be one, how many there are at a time, and who is left uncovered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_mentor_refused(void **state)
{
	(void)state;
	const struct {
		struct person_id mentor;
		const char *from, *to;
		int code, rule;
	} cases[] = {
		{office.probationary, "2026-04-01", "", ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL},
		{office.candidate, "2025-04-01", "", ERR_REFUSED, RULE_MENTOR_SELF},
		{office.official[0], "2010-05-18", "", ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL},
		{office.official[0], "2026-11-24", "", ERR_REFUSED, RULE_FUTURE},
		{office.official[0], "2025-04-01", "2026-11-24", ERR_REFUSED, RULE_FUTURE},
		{office.official[0], "2025-04-01", "2025-03-01", ERR_REFUSED, RULE_MENTOR_PERIOD},
		{{777}, "2025-04-01", "", ERR_NOT_FOUND, 0},
		{{0}, "2025-04-01", "", ERR_INVALID, 0}, /* neither member nor name */
		{office.official[0], "2025-03-01", "2025-06-01", 0, 0},
		{office.official[0], "2025-05-01", "", ERR_REFUSED, RULE_MENTOR_TWICE},
		{office.official[0], "2025-07-01", "", 0, 0},
		{office.official[1], "2025-07-01", "2025-12-01", 0, 0},
		{office.official[2], "2025-10-01", "", ERR_REFUSED, RULE_MENTOR_THIRD},
		/* never three at a time: with the first before June, with the second after it */
		{office.official[2], "2025-12-01", "", 0, 0},
		{office.official[3], "2026-01-01", "", ERR_REFUSED, RULE_MENTOR_THIRD},
		{office.official[3], "2025-03-15", "2025-07-01", 0, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		char what[32];
		int64_t before = office_audits();
		snprintf(what, sizeof what, "case %zu", i);
		expect_result(try_mentor(office.db, office.candidate, cases[i].mentor,
				      cases[i].from, cases[i].to, &e),
			&e, cases[i].code, cases[i].rule, NULL, what);
		assert_int_equal(office_audits(), before + !cases[i].code);
	}
	struct person p = fixture_load(office.db, office.candidate);
	assert_int_equal(p.stage, STAGE_MENTORED);
	assert_int_equal(date_cmp(p.stage_on, (struct date){2025, 3, 1}), 0);
	person_done(&p);
}

/* One that spans two others which never met is a second mentor, not a third. */
static void test_mentor_never_three(void **state)
{
	(void)state;
	struct err e = {0};
	fixture_mentor(office.db, office.candidate, office.official[0], "2025-03-01", "2025-06-01");
	fixture_mentor(office.db, office.candidate, office.official[1], "2025-06-01", "2025-09-01");
	assert_int_equal(try_mentor(office.db, office.candidate, office.official[2], "2025-03-01",
				 "2025-09-01", &e),
		0);
	expect_result(try_mentor(office.db, office.candidate, office.official[3], "2025-03-01",
			      "2025-09-01", &e),
		&e, ERR_REFUSED, RULE_MENTOR_THIRD, NULL, "third");
}

static void test_mentor_unconfirmed(void **state)
{
	(void)state;
	struct err e = {0};
	struct assignment a = {.person = office.candidate,
				  .mentor_name = (char *)"  Bà  Tư ",
				  .from = {2025, 3, 1}},
			  b;
	assert_true(office_uncovered(office.candidate));
	assert_int_equal(assignment_save(office.db, &fixture_by, &a, &a.id, &e), 0);
	assert_int_equal(assignment_load(office.db, a.id, &b, NULL), 0);
	assert_string_equal(b.mentor_name, "Bà Tư");
	assert_int_equal(b.mentor.v, 0);
	assignment_done(&b);
	assert_false(office_uncovered(office.candidate));
	a.id = 0;
	a.mentor_name = (char *)"Bà Tư";
	expect_result(assignment_save(office.db, &fixture_by, &a, NULL, &e), &e, ERR_REFUSED,
		RULE_MENTOR_TWICE, NULL, "name twice");
	a.mentor_name = (char *)"\x1b[1m";
	expect_result(assignment_save(office.db, &fixture_by, &a, NULL, &e), &e, ERR_INVALID, 0,
		NULL, "control");
	assert_string_equal(e.field, "mentor");
}

static void test_mentor_leaves(void **state)
{
	(void)state;
	static const enum event_kind exits[] = {EVENT_DIED, EVENT_STRUCK, EVENT_MOVED};
	for (size_t i = 0; i < ARRAY_LEN(exits); i++) {
		struct err e = {0};
		char text[DATE_TEXT];
		struct person_id who =
			fixture_person(office.db, "Đặng Quốc Huy", "1995", office.hamlet);
		fixture_event(office.db, who, EVENT_LISTED, "2025-02-01");
		assert_true(office_uncovered(who));
		int64_t id = fixture_mentor(office.db, who, office.official[i], "2025-03-01", "");
		assert_false(office_uncovered(who));
		int64_t exit = fixture_event(office.db, office.official[i], exits[i], "2026-01-01");
		assert_true(office_uncovered(who));
		/* nothing of the past is written over */
		struct assignment a;
		assert_int_equal(assignment_load(office.db, id, &a, NULL), 0);
		assert_string_equal(date_to_iso(a.to, text), "");
		bool active = true;
		assert_int_equal(assignment_is_active(office.db, &a, &active, NULL), 0);
		assert_false(active);
		assignment_done(&a);
		/* he cannot have left before he was assigned */
		struct event ev;
		assert_int_equal(event_load(office.db, exit, &ev, NULL), 0);
		ev.on = (struct date){2025, 2, 1};
		expect_result(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), &e,
			ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL, NULL, "exit before");
		assert_string_equal(e.subject, "Đặng Quốc Huy");
		/* entered by mistake: it is taken back, and he helps again */
		assert_int_equal(event_remove(office.db, &fixture_by, exit, ev.rev, &e), 0);
		event_done(&ev);
		assert_false(office_uncovered(who));
		fixture_event(office.db, office.official[i], exits[i], "2026-01-01");
		assert_int_equal(assignment_end(office.db, &fixture_by, id, 1,
					 (struct date){2026, 1, 1}, "không còn", &e),
			0);
		assert_true(office_uncovered(who));
	}
}

/* While one was away two others came: he does not come back as a third. */
static void test_mentor_returns(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t first =
		fixture_mentor(office.db, office.candidate, office.official[0], "2025-03-01", "");
	fixture_event(office.db, office.official[0], EVENT_MOVED, "2025-06-01");
	fixture_mentor(office.db, office.candidate, office.official[1], "2025-07-01", "");
	fixture_mentor(office.db, office.candidate, office.official[2], "2025-07-01", "");
	expect_result(try_event(office.db, office.official[0], EVENT_RETURNED, "2026-01-01", &e),
		&e, ERR_REFUSED, RULE_MENTOR_THIRD, NULL, "back");
	assert_int_equal(assignment_end(office.db, &fixture_by, first, 1, (struct date){2025, 6, 1},
				 "chuyển đi", &e),
		0);
	assert_int_equal(
		try_event(office.db, office.official[0], EVENT_RETURNED, "2026-01-01", &e), 0);
}

/* Dates of a member who helps somebody stay such that he could. */
static void test_mentor_dates(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id;
	fixture_mentor(office.db, office.candidate, office.official[0], "2025-03-01", "");
	struct person p = fixture_load(office.db, office.official[0]);
	p.official_on = (struct date){2025, 3, 2};
	expect_result(person_save(office.db, &fixture_by, &p, office.hamlet, &id, &e), &e,
		ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL, NULL, "later");
	p.official_on = (struct date){2025, 3, 1};
	assert_int_equal(person_save(office.db, &fixture_by, &p, office.hamlet, &id, &e), 0);
	person_done(&p);
}

static void test_replace(void **state)
{
	(void)state;
	struct err e = {0};
	char text[DATE_TEXT];
	int64_t old = fixture_mentor(
			office.db, office.candidate, office.official[0], "2025-03-01", ""),
		id = 0;
	int64_t before = office_audits();
	struct assignment next = {.person = office.candidate,
				  .mentor = office.probationary,
				  .from = {2026, 5, 1}},
			  a;
	/* refused: the old one goes on */
	expect_result(assignment_replace(office.db, &fixture_by, old, 1, &next, "chuyển", &id, &e),
		&e, ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL, NULL, "replace");
	assert_int_equal(assignment_load(office.db, old, &a, NULL), 0);
	assert_string_equal(date_to_iso(a.to, text), "");
	assignment_done(&a);
	next.mentor = office.official[1];
	expect_result(assignment_replace(office.db, &fixture_by, old, 7, &next, "chuyển", &id, &e),
		&e, ERR_CONFLICT, 0, NULL, "rev");
	assert_int_equal(
		assignment_replace(office.db, &fixture_by, old, 1, &next, "chuyển", &id, &e), 0);
	assert_int_equal(office_audits(), before + 1); /* one act */
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM audit_change WHERE audit_id = "
					  "(SELECT max (id) FROM audit)"),
		2);
	assert_int_equal(assignment_load(office.db, old, &a, NULL), 0);
	assert_string_equal(date_to_iso(a.to, text), "2026-05-01");
	assert_string_equal(a.end_reason, "chuyển");
	assignment_done(&a);
	assert_int_equal(assignment_load(office.db, id, &a, NULL), 0);
	assert_string_equal(a.mentor_name, "Trần Thị Bích");
	assignment_done(&a);
	assert_false(office_uncovered(office.candidate));
	/* changed later: whose it is stays */
	assert_int_equal(assignment_load(office.db, id, &a, NULL), 0);
	a.person = office.probationary;
	a.resolution = strdup("15-NQ/CB");
	assert_int_equal(assignment_save(office.db, &fixture_by, &a, NULL, &e), 0);
	assignment_done(&a);
	assert_int_equal(assignment_load(office.db, id, &a, NULL), 0);
	assert_int_equal(a.person.v, office.candidate.v);
	assignment_done(&a);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_mentor_refused),
		OFFICE_TEST(test_mentor_never_three),
		OFFICE_TEST(test_mentor_unconfirmed),
		OFFICE_TEST(test_mentor_leaves),
		OFFICE_TEST(test_mentor_returns),
		OFFICE_TEST(test_mentor_dates),
		OFFICE_TEST(test_replace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
