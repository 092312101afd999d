/* Events through the database: what is refused, and what the audit keeps. */
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

#define D(y, m, d) ((struct date){y, m, d})

static void stage_is(struct person_id id, enum stage stage, const char *since)
{
	char text[DATE_TEXT];
	struct person p = fixture_load(office.db, id);
	if (p.stage != stage || strcmp(date_to_iso(p.stage_on, text), since) != 0)
		fail_msg("stage %d since %s, expected %d since %s", p.stage, text, stage, since);
	person_done(&p);
}

static void test_way(void **state)
{
	(void)state;
	/* one after another, for one person; each line is an act */
	static const struct {
		enum event_kind kind;
		const char *day;
		int code, rule;
		enum stage stage;
		const char *since;
	} way[] = {
		{EVENT_LISTED, "2025-02-01", ERR_REFUSED, RULE_TWICE, STAGE_LISTED, "2025-02-01"},
		{EVENT_FOUND, "2025-02-02", ERR_REFUSED, RULE_ORDER, STAGE_LISTED, "2025-02-01"},
		{EVENT_FOUND, "2025-01-10", 0, 0, STAGE_LISTED, "2025-02-01"},
		{EVENT_PAPERS, "2026-11-24", ERR_REFUSED, RULE_FUTURE, STAGE_LISTED, "2025-02-01"},
		{EVENT_PAPERS, "1994-12-31", ERR_REFUSED, RULE_BEFORE_BIRTH, STAGE_LISTED,
			"2025-02-01"},
		{EVENT_RETURNED, "2025-03-01", ERR_REFUSED, RULE_NO_EXIT, STAGE_LISTED,
			"2025-02-01"},
		{EVENT_CANCELLED, "2025-03-01", ERR_REFUSED, RULE_NO_CEREMONY, STAGE_LISTED,
			"2025-02-01"},
		{EVENT_OFF_LIST, "2025-04-01", 0, 0, STAGE_OFF_LIST, "2025-04-01"},
		{EVENT_CLASS, "2025-05-01", ERR_REFUSED, RULE_AFTER_EXIT, STAGE_OFF_LIST,
			"2025-04-01"},
		{EVENT_LISTED, "2025-06-01", 0, 0, STAGE_LISTED, "2025-06-01"},
		{EVENT_CLASS, "2025-07-01", 0, 0, STAGE_CLASS, "2025-07-01"},
		{EVENT_CEREMONY, "2025-08-01", 0, 0, STAGE_PROBATION, "2025-08-01"},
		{EVENT_DECISION, "2025-08-02", ERR_REFUSED, RULE_ORDER, STAGE_PROBATION,
			"2025-08-01"},
		{EVENT_RECOGNISED, "2026-07-31", ERR_REFUSED, RULE_PROBATION, STAGE_PROBATION,
			"2025-08-01"},
		{EVENT_RECOGNISED, "2026-08-01", 0, 0, STAGE_OFFICIAL, "2026-08-01"},
		{EVENT_DIED, "2026-10-01", 0, 0, STAGE_DIED, "2026-10-01"},
		{EVENT_RETURNED, "2026-10-02", ERR_REFUSED, RULE_AFTER_EXIT, STAGE_DIED,
			"2026-10-01"},
	};
	for (size_t i = 0; i < ARRAY_LEN(way); i++) {
		struct err e = {0};
		char what[32];
		int64_t before = office_audits();
		snprintf(what, sizeof what, "line %zu", i);
		expect_result(try_event(office.db, office.candidate, way[i].kind, way[i].day, &e),
			&e, way[i].code, way[i].rule, NULL, what);
		if (way[i].code)
			assert_string_equal(e.field, "on_date");
		assert_int_equal(office_audits(), before + !way[i].code);
		stage_is(office.candidate, way[i].stage, way[i].since);
		fixture_sound(office.db);
	}
}

static void test_event_invalid(void **state)
{
	(void)state;
	static const struct {
		struct event e;
		int code;
		const char *field;
	} cases[] = {
		{{.kind = (enum event_kind)3, .on = {2025, 5, 1}}, ERR_INVALID, "kind"},
		{{.kind = (enum event_kind)0, .on = {2025, 5, 1}}, ERR_INVALID, "kind"},
		{{.kind = EVENT_CLASS, .on = {2025, 0, 0}}, ERR_INVALID, "on_date"},
		{{.kind = EVENT_CLASS}, ERR_INVALID, "on_date"},
		{{.kind = EVENT_CLASS, .on = {2025, 5, 1}, .note = (char *)"\xff"}, ERR_INVALID,
			"note"},
		{{.kind = EVENT_CLASS, .on = {2025, 5, 1}, .finder = {777}}, ERR_IN_USE, ""},
		{{.kind = EVENT_CLASS, .on = {2025, 5, 1}, .person = {777}}, ERR_NOT_FOUND,
			"person"},
		{{.kind = EVENT_CLASS, .on = {2025, 5, 1}, .id = 777}, ERR_NOT_FOUND, "event"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct event ev = cases[i].e;
		struct err e = {0};
		int64_t id = -1;
		if (!ev.person.v)
			ev.person = office.candidate;
		int r = event_save(office.db, &fixture_by, &ev, false, &id, NULL, &e);
		if (r != cases[i].code || strcmp(e.field, cases[i].field) != 0)
			fail_msg("case %zu: %d \"%s\"", i, r, e.field);
		assert_int_equal(id, -1);
	}
	struct err e = {0};
	assert_int_equal(event_remove(office.db, &fixture_by, 777, 1, &e), ERR_NOT_FOUND);
}

static void test_age(void **state)
{
	(void)state;
	static const struct {
		const char *birth, *day;
		int code, rule;
	} cases[] = {
		{"2008-06-30", "2026-05-31", ERR_REFUSED, RULE_UNDER_AGE},
		{"2008-06-30", "2026-06-01", 0, 0},
		{"2009", "2026-06-01", ERR_REFUSED, RULE_UNDER_AGE},
		{"2008", "2026-01-01", 0, 0},
		{"1966-06-30", "2026-05-31", 0, 0},
		{"1966-06-30", "2026-06-01", ERR_REASON, RULE_OVER_AGE},
		{"", "2026-06-01", 0, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		char what[32];
		snprintf(what, sizeof what, "case %zu", i);
		struct person_id id =
			fixture_person(office.db, "Bùi Tuổi", cases[i].birth, office.hamlet);
		expect_result(try_event(office.db, id, EVENT_CELL_VOTE, cases[i].day, &e), &e,
			cases[i].code, cases[i].rule, NULL, what);
	}
}

/* One who comes from another commune: found there and arrived here, in one act. */
static void test_arrival(void **state)
{
	(void)state;
	struct err e = {0};
	struct person p = {.full_name = (char *)(uintptr_t) "Võ Từ Xa", .birth = {1998, 4, 2}};
	const struct event found = {.kind = EVENT_FOUND, .on = {2025, 3, 10}};
	struct person_id id = {0};
	int64_t before = office_audits();
	int r = candidate_add(
		office.db, &fixture_by, &p, office.hamlet, &found, D(2025, 3, 9), &id, &e);
	expect_result(r, &e, ERR_REFUSED, RULE_ORDER, "arrived_on", "before he was found");
	r = candidate_add(
		office.db, &fixture_by, &p, office.hamlet, &found, D(2026, 11, 24), &id, &e);
	expect_result(r, &e, ERR_REFUSED, RULE_FUTURE, "arrived_on", "to come");
	r = candidate_add(
		office.db, &fixture_by, &p, office.hamlet, &found, D(2026, 0, 0), &id, &e);
	expect_result(r, &e, ERR_INVALID, 0, "arrived_on", "a year alone");
	assert_int_equal(office_audits(), before);
	assert_int_equal(candidate_add(office.db, &fixture_by, &p, office.hamlet, &found,
				 D(2026, 9, 1), &id, &e),
		0);
	assert_int_equal(office_audits(), before + 1);
	stage_is(id, STAGE_FOUND, "2025-03-10");
	/* steps that were taken there, and here */
	assert_int_equal(try_event(office.db, id, EVENT_LISTED, "2025-06-01", &e), 0);
	assert_int_equal(try_event(office.db, id, EVENT_PAPERS, "2026-10-01", &e), 0);
	stage_is(id, STAGE_PAPERS, "2026-10-01");
	assert_int_equal(candidate_add(office.db, &fixture_by, &p, office.hamlet, &found,
				 (struct date){0}, &id, &e),
		0);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM event WHERE kind = 31"), 1);
}

/* Where a rule leaves room: refused without a reason, kept with it in the audit; records of the
 * past pass, and say so. */
static void test_reason(void **state)
{
	(void)state;
	struct err e = {0};
	int rule = -1;
	struct person_id old =
		fixture_person(office.db, "Bùi Cao Tuổi", "1960-01-01", office.hamlet);
	struct event ev = {.person = old, .kind = EVENT_CELL_VOTE, .on = {2026, 6, 1}};
	struct act_by by = {.actor = "clerk", .reason = ""};
	expect_result(event_save(office.db, &by, &ev, false, NULL, &rule, &e), &e, ERR_REASON,
		RULE_OVER_AGE, NULL, "no reason");
	assert_int_equal(rule, -1);
	by.reason = "Ban Thường vụ Tỉnh ủy đồng ý, 12-CV/TU";
	assert_int_equal(event_save(office.db, &by, &ev, false, &ev.id, &rule, &e), 0);
	assert_int_equal(rule, RULE_OVER_AGE);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM audit WHERE act = 'event_add' AND "
					  "reason = 'Ban Thường vụ Tỉnh ủy đồng ý, 12-CV/TU'"),
		1);
	ev.id = 0;
	ev.person = fixture_person(office.db, "Bùi Cao Tuổi Hai", "1960-01-01", office.hamlet);
	assert_int_equal(event_save(office.db, &fixture_by, &ev, true, NULL, &rule, &e), 0);
	assert_int_equal(rule, RULE_OVER_AGE);
	/* a refusal stays one, reason or not */
	ev.kind = EVENT_LISTED;
	ev.on = (struct date){2026, 7, 1};
	expect_result(event_save(office.db, &by, &ev, true, NULL, &rule, &e), &e, ERR_REFUSED,
		RULE_ORDER, NULL, "lenient");
}

/* A correction is held against all the others, and they against it. */
static void test_correct(void **state)
{
	(void)state;
	struct err e = {0};
	struct event ev = {0};
	fixture_event(office.db, office.candidate, EVENT_OFF_LIST, "2025-03-01");
	int64_t back = fixture_event(office.db, office.candidate, EVENT_RETURNED, "2025-04-01");
	fixture_event(office.db, office.candidate, EVENT_CLASS, "2025-05-01");
	fixture_event(office.db, office.candidate, EVENT_PAPERS, "2025-06-01");
	assert_int_equal(event_load(office.db, back, &ev, NULL), 0);
	ev.on = (struct date){2025, 5, 15};
	expect_result(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), &e,
		ERR_REFUSED, RULE_AFTER_EXIT, NULL, "the class would be after the exit");
	ev.on = (struct date){2025, 4, 15};
	ev.person = office.official[0]; /* whose event it is does not change */
	assert_int_equal(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), 0);
	event_done(&ev);
	assert_int_equal(event_load(office.db, back, &ev, NULL), 0);
	assert_int_equal(ev.person.v, office.candidate.v);
	assert_int_equal(ev.on.day, 15);
	expect_result(event_remove(office.db, &fixture_by, back, ev.rev, &e), &e, ERR_REFUSED,
		RULE_AFTER_EXIT, NULL, "remove");
	event_done(&ev);
	stage_is(office.candidate, STAGE_PAPERS, "2025-06-01");

	/* a birth that would make an event impossible */
	struct person p = fixture_load(office.db, office.candidate);
	struct person_id id;
	p.birth = (struct date){2025, 5, 20};
	expect_result(person_save(office.db, &fixture_by, &p, office.hamlet, &id, &e), &e,
		ERR_REFUSED, RULE_BEFORE_BIRTH, NULL, "birth");
	assert_string_equal(e.field, "birth");
	person_done(&p);

	/* taking the last one back goes, and the stage with it */
	assert_int_equal(event_last(office.db, office.candidate, EVENT_PAPERS, &ev, NULL), 0);
	assert_int_equal(event_remove(office.db, &fixture_by, ev.id, ev.rev, &e), 0);
	event_done(&ev);
	stage_is(office.candidate, STAGE_CLASS, "2025-05-01");
}

static void test_many(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id people[3] = {office.candidate,
		fixture_person(office.db, "Mai Một", "1999", office.school),
		fixture_person(office.db, "Mai Hai", "1999", office.school)};
	struct event ev = {.kind = EVENT_CLASS, .on = {2025, 9, 1}, .paper_no = (char *)"7/GCN"};
	int64_t before = office_audits(),
		events = fixture_number(office.db, "SELECT count (*) FROM event");
	assert_int_equal(event_save_many(office.db, &fixture_by, people, 3, &ev, &e), 0);
	assert_int_equal(office_audits(), before + 1);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM event"), events + 3);
	/* all or none, and who it was */
	fixture_event(office.db, people[1], EVENT_DIED, "2025-10-01");
	before = office_audits();
	ev.kind = EVENT_PAPERS;
	ev.on = (struct date){2025, 11, 1};
	expect_result(event_save_many(office.db, &fixture_by, people, 3, &ev, &e), &e, ERR_REFUSED,
		RULE_AFTER_EXIT, NULL, "many");
	assert_string_equal(e.subject, "Mai Một");
	assert_int_equal(office_audits(), before);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM event WHERE kind = 5"), 0);
	stage_is(office.candidate, STAGE_CLASS, "2025-09-01");
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_way),
		OFFICE_TEST(test_event_invalid),
		OFFICE_TEST(test_age),
		OFFICE_TEST(test_arrival),
		OFFICE_TEST(test_reason),
		OFFICE_TEST(test_correct),
		OFFICE_TEST(test_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
