/* Acts on a dossier: what they record, refuse and set in motion, and that the audit keeps it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/dossier.h"
#include "core/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define D(y, m, d) ((struct date){y, m, d})

/* The candidate of the fixture with a mentor, the class and the papers begun on `papers`. */
static struct person_id begin(const char *papers)
{
	struct person_id id = office.candidate;
	fixture_mentor(office.db, id, office.official[0], "2025-02-01", NULL);
	fixture_event(office.db, id, EVENT_CLASS, "2025-06-10");
	if (papers)
		fixture_event(office.db, id, EVENT_PAPERS, papers);
	return id;
}

static struct vote cell_vote(int round, struct date on, long yes)
{
	return (struct vote){.fact = {.purpose = VOTE_ADMISSION,
				     .body = VOTE_CELL,
				     .round = round,
				     .on = on,
				     .base = 20,
				     .present = 20,
				     .yes = yes,
				     .no = 20 - yes,
				     .is_secret = true}};
}

static int64_t count(const char *sql)
{
	return fixture_number(office.db, sql);
}

static enum stage stage_now(struct person_id id)
{
	struct person p = fixture_load(office.db, id);
	enum stage stage = p.stage;
	person_done(&p);
	return stage;
}

static struct date due_of(struct person_id id, enum need_kind kind)
{
	struct task_row row = {0};
	size_t n;
	const struct task_query q = {.person = id, .kind = kind};
	assert_int_equal(tasks_read(office.db, &q, NULL, 1, 1, &row, &n, NULL), 0);
	return n ? row.due : (struct date){0};
}

/* 06-HD/TW 2025, 3.6b: two thirds of 20 are 14. */
static void test_votes(void **state)
{
	(void)state;
	struct err e = {0};
	bool passed = true;
	struct person_id id = begin("2026-03-02");
	struct vote v = cell_vote(1, D(2026, 4, 10), 13);
	assert_int_equal(vote_save(office.db, &fixture_by, id, &v, true, &passed, &e), 0);
	assert_false(passed);
	/* recorded as it was, and nobody moved */
	assert_int_equal(count("SELECT yes FROM vote WHERE round = 1"), 13);
	assert_int_equal(stage_now(id), STAGE_PAPERS);
	/* the step itself is refused while the vote that is known did not pass */
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-04-10", &e), &e, ERR_REFUSED,
		RULE_VOTE_FAILED, "on_date", "failed vote");
	assert_non_null(strstr(e.cite, "06-HD/TW"));
	v = cell_vote(2, D(2026, 4, 24), 14);
	assert_int_equal(vote_save(office.db, &fixture_by, id, &v, true, &passed, &e), 0);
	assert_true(passed);
	assert_int_equal(stage_now(id), STAGE_CELL_VOTE);
	/* the second round again is there already */
	int r = vote_save(office.db, &fixture_by, id, &v, true, &passed, &e);
	assert_int_equal(r, ERR_DUPLICATE);
	/* taken back: the step that came with it stays */
	int64_t vote = count("SELECT id FROM vote WHERE round = 2");
	expect_result(vote_remove(office.db, &fixture_by, vote, 9, &e), &e, ERR_CONFLICT, 0, "vote",
		"overtaken");
	assert_int_equal(vote_remove(office.db, &fixture_by, vote, 1, &e), 0);
	assert_int_equal(stage_now(id), STAGE_CELL_VOTE);
	assert_int_equal(count("SELECT count(*) FROM audit_change WHERE record = 'vote' AND after "
			       "LIKE '%:13%'"),
		1);
}

static void test_vote_numbers(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	const struct {
		long base, present, yes, no, invalid;
		int round;
		struct date on;
		int code, rule;
		const char *field;
	} cases[] = {
		{0, 0, 0, 0, 0, 1, {2026, 4, 1}, ERR_REFUSED, RULE_VOTE_COUNT, "base"},
		{10, 11, 5, 5, 0, 1, {2026, 4, 1}, ERR_REFUSED, RULE_VOTE_COUNT, "present"},
		{10, 10, 6, 5, 0, 1, {2026, 4, 1}, ERR_REFUSED, RULE_VOTE_COUNT, "yes"},
		{10, 10, 5, 5, -1, 1, {2026, 4, 1}, ERR_REFUSED, RULE_VOTE_COUNT, "yes"},
		{10, 10, 5, 5, 0, 0, {2026, 4, 1}, ERR_INVALID, 0, "round"},
		{10, 10, 5, 5, 0, 1, {0, 0, 0}, ERR_INVALID, 0, "on_date"},
		{10, 10, 5, 5, 0, 1, {2026, 12, 1}, ERR_REFUSED, RULE_FUTURE, "on_date"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[32];
		struct vote v = cell_vote(cases[i].round, cases[i].on, cases[i].yes);
		v.fact.base = cases[i].base;
		v.fact.present = cases[i].present;
		v.fact.no = cases[i].no;
		v.fact.invalid = cases[i].invalid;
		snprintf(what, sizeof what, "case %zu", i);
		expect_result(vote_save(office.db, &fixture_by, id, &v, true, NULL, &e), &e,
			cases[i].code, cases[i].rule, cases[i].field, what);
	}
	assert_int_equal(count("SELECT count(*) FROM vote"), 0);
}

/* What is known and contradicts asks for a reason; the audit keeps it. */
static void test_reason(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	fixture_event(office.db, id, EVENT_CELL_VOTE, "2026-03-16");
	/* 45 working days over Giỗ Tổ (27/4 made up), 30/4 and 1/5: Thursday 21/5/2026 */
	assert_int_equal(date_cmp(due_of(id, NEED_DECISION), D(2026, 5, 21)), 0);
	assert_int_equal(try_event(office.db, id, EVENT_DECISION, "2026-05-21", &e), 0);
	struct event last;
	assert_int_equal(event_last(office.db, id, EVENT_DECISION, &last, &e), 0);
	assert_int_equal(event_remove(office.db, &fixture_by, last.id, last.rev, &e), 0);
	event_done(&last);
	expect_result(try_event(office.db, id, EVENT_DECISION, "2026-05-22", &e), &e, ERR_REASON,
		RULE_DECISION_LATE, "on_date", "a day late");
	assert_string_equal(e.detail, "21/05/2026");
	assert_non_null(strstr(e.cite, "4.3.1"));
	struct act_by by = fixture_by;
	by.reason = "Chờ xác minh bổ sung";
	const struct event late = {.person = id, .kind = EVENT_DECISION, .on = {2026, 5, 22}};
	assert_int_equal(event_save(office.db, &by, &late, false, NULL, NULL, &e), 0);
	assert_int_equal(
		count("SELECT count(*) FROM audit WHERE reason = 'Chờ xác minh bổ sung'"), 1);
	/* or with more time in writing, before it is needed */
	assert_int_equal(date_cmp(due_of(id, NEED_CEREMONY), D(2026, 7, 3)), 0);
	const struct extension more = {
		.fact = {NEED_CEREMONY, {2026, 8, 14}}, .paper_no = (char *)"3-CV/ĐU"};
	assert_int_equal(extension_save(office.db, &fixture_by, id, &more, &e), 0);
	assert_int_equal(date_cmp(due_of(id, NEED_CEREMONY), D(2026, 8, 14)), 0);
	assert_int_equal(try_event(office.db, id, EVENT_CEREMONY, "2026-08-14", &e), 0);
	assert_int_equal(date_is_set(due_of(id, NEED_CEREMONY)), 0);
	assert_int_equal(date_cmp(due_of(id, NEED_PROBATION), D(2027, 8, 14)), 0);
}

/* 294-QĐ/TW counts from the day the decision is received, 208-QĐ/TW from the day it is issued. */
static void test_received(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	fixture_event(office.db, id, EVENT_DECISION, "2026-06-01");
	assert_int_equal(date_cmp(due_of(id, NEED_CEREMONY), D(2026, 7, 13)), 0);
	assert_int_equal(decision_received_save(office.db, &fixture_by, id, D(2026, 6, 8), &e), 0);
	assert_int_equal(date_cmp(due_of(id, NEED_CEREMONY), D(2026, 7, 20)), 0);
	expect_result(decision_received_save(office.db, &fixture_by, id, D(2026, 5, 31), &e), &e,
		ERR_REFUSED, RULE_ORDER, "decision_received", "before it was issued");
	expect_result(decision_received_save(office.db, &fixture_by, id, D(2026, 12, 31), &e), &e,
		ERR_REFUSED, RULE_FUTURE, "decision_received", "to come");
}

static void test_papers(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct dossier_view v;
	struct paper p = {.code = (char *)"1-KND",
		.state = PAPER_IN_HAND,
		.on = {2026, 3, 9},
		.paper_no = (char *)" 1 ",
		.kept_at = (char *)"Tủ 2"};
	assert_int_equal(paper_save(office.db, &fixture_by, id, &p, &e), 0);
	assert_int_equal(dossier_view_load(office.db, id, &v, &e), 0);
	assert_int_equal(v.paper_count, 1);
	assert_string_equal(v.papers[0].paper_no, "1");
	assert_true(v.facts.has_checklist);
	p.id = v.papers[0].id;
	p.rev = v.papers[0].rev + 1;
	dossier_view_done(&v);
	expect_result(paper_save(office.db, &fixture_by, id, &p, &e), &e, ERR_CONFLICT, 0, "paper",
		"overtaken");
	const struct {
		struct paper p;
		int code, rule;
		const char *field;
	} bad[] = {
		{{.code = (char *)"17-KND", .state = PAPER_IN_HAND}, ERR_INVALID, 0, "code"},
		{{.code = (char *)"2-KND", .state = PAPER_NOT_NEEDED}, ERR_INVALID, 0, "reason"},
		{{.code = (char *)"2-KND", .state = PAPER_IN_HAND, .on = {2027, 1, 1}}, ERR_REFUSED,
			RULE_FUTURE, "on_date"},
	};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		expect_result(paper_save(office.db, &fixture_by, id, &bad[i].p, &e), &e,
			bad[i].code, bad[i].rule, bad[i].field, bad[i].p.code);
	/* several as one act, or none of them */
	const char *const two[] = {"2-KND", "khai-sinh"}, *const wrong[] = {"5-KND", "x"};
	const struct paper asked = {.state = PAPER_ASKED, .on = {2026, 3, 10}};
	int64_t audits = office_audits();
	assert_int_equal(paper_save_many(office.db, &fixture_by, id, two, 2, &asked, &e), 0);
	assert_int_equal(office_audits(), audits + 1);
	assert_int_equal(
		paper_save_many(office.db, &fixture_by, id, wrong, 2, &asked, &e), ERR_INVALID);
	assert_int_equal(count("SELECT count(*) FROM paper"), 3);
	/* a checklist that is kept, and not full, asks for a reason at the cell's meeting */
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-04-10", &e), &e, ERR_REASON,
		RULE_PAPERS_MISSING, "on_date", "papers missing");
	assert_true(atoi(e.detail) > 3);
	/* nothing of the background but whether, when and where */
	assert_int_equal(
		count("SELECT count(*) FROM pragma_table_info ('inquiry') WHERE name NOT IN "
		      "('id', 'dossier_id', 'sent_to', 'sent_on', 'is_abroad', 'is_recheck', "
		      "'paper_no', 'answered_on', 'conclusion', 'kept_at', 'rev')"),
		0);
}

static void test_inquiry(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct inquiry q = {.sent_to = (char *)"Đảng ủy xã Phú Riềng",
		.fact = {.sent = {2026, 1, 26}, .conclusion = -1}};
	assert_int_equal(inquiry_save(office.db, &fixture_by, id, &q, &e), 0);
	/* 06-HD/TW 2025, 3.4d: thirty working days over the Tết of 16 to 20/2 */
	assert_int_equal(date_cmp(due_of(id, NEED_CHECK_ANSWER), D(2026, 3, 16)), 0);
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-04-10", &e), &e, ERR_REASON,
		RULE_CHECK_OPEN, "on_date", "no answer");
	q.id = count("SELECT id FROM inquiry");
	q.rev = 1;
	q.fact.answered = D(2026, 3, 20);
	expect_result(inquiry_save(office.db, &fixture_by, id, &q, &e), &e, ERR_INVALID, 0,
		"conclusion", "no conclusion");
	q.fact.conclusion = 0;
	assert_int_equal(inquiry_save(office.db, &fixture_by, id, &q, &e), 0);
	assert_int_equal(date_is_set(due_of(id, NEED_CHECK_ANSWER)), 0);
	assert_int_equal(date_cmp(due_of(id, NEED_CHECK_NEGATIVE), D(2026, 3, 20)), 0);
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-04-10", &e), &e, ERR_REASON,
		RULE_CHECK_NEGATIVE, "on_date", "not qualified");
	q.rev = 2;
	q.fact.conclusion = 1;
	assert_int_equal(inquiry_save(office.db, &fixture_by, id, &q, &e), 0);
	assert_int_equal(try_event(office.db, id, EVENT_CELL_VOTE, "2026-04-10", &e), 0);
}

/* The day the papers began decides, and follows its correction. */
static void test_set_follows(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-07-24");
	assert_int_equal(count("SELECT count(*) FROM dossier WHERE rule_shipped = '294-QĐ/TW#1' "
			       "AND frozen_on = '2026-07-24'"),
		1);
	struct event papers;
	assert_int_equal(event_last(office.db, id, EVENT_PAPERS, &papers, &e), 0);
	papers.on = D(2026, 7, 27);
	assert_int_equal(event_save(office.db, &fixture_by, &papers, false, NULL, NULL, &e), 0);
	assert_int_equal(
		count("SELECT count(*) FROM dossier WHERE rule_shipped = '208-QĐ/TW#1'"), 1);
	assert_int_equal(event_remove(office.db, &fixture_by, papers.id, papers.rev + 1, &e), 0);
	event_done(&papers);
	assert_int_equal(count("SELECT count(*) FROM dossier WHERE frozen_on IS NULL"), 1);
	assert_int_equal(count("SELECT count(*) FROM dossier"), 1);
}

/* 294-QĐ/TW 2025, 3.5: 36 months, once. */
static void test_readmission(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct dossier d = {.person = id, .left_how = LEFT_STRUCK};
	expect_result(dossier_save(office.db, &fixture_by, &d, &e), &e, ERR_INVALID, 0, "left_on",
		"when");
	d.left_on = D(2023, 6, 1);
	struct dossier_view v;
	assert_int_equal(dossier_view_load(office.db, id, &v, &e), 0);
	d.id = v.d.id;
	d.rev = v.d.rev;
	dossier_view_done(&v);
	assert_int_equal(dossier_save(office.db, &fixture_by, &d, &e), 0);
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-05-31", &e), &e, ERR_REFUSED,
		RULE_READMIT_WAIT, "on_date", "a day early");
	d.rev++;
	d.was_readmitted = true;
	assert_int_equal(dossier_save(office.db, &fixture_by, &d, &e), 0);
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-06-02", &e), &e, ERR_REFUSED,
		RULE_READMIT_ONCE, "on_date", "a second time");
	d.rev++;
	d.was_readmitted = false;
	assert_int_equal(dossier_save(office.db, &fixture_by, &d, &e), 0);
	assert_int_equal(try_event(office.db, id, EVENT_CELL_VOTE, "2026-06-01", &e), 0);
}

/* A repeated act is the same act: no second vote, no second audit row. */
static void test_uid(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct act_by by = fixture_by;
	by.uid = "one-and-the-same";
	struct vote v = cell_vote(1, D(2026, 4, 10), 20);
	assert_int_equal(vote_save(office.db, &by, id, &v, true, NULL, &e), 0);
	int64_t audits = office_audits();
	assert_int_equal(vote_save(office.db, &by, id, &v, true, NULL, &e), 0);
	assert_int_equal(office_audits(), audits);
	assert_int_equal(count("SELECT count(*) FROM vote"), 1);
}

/* Windows over the tasks: forwards, backwards and counted, the same rows. */
static void test_lists(void **state)
{
	(void)state;
	begin(NULL);
	struct task_row rows[64], row;
	size_t n, back;
	long all, people;
	const struct date today = D(2026, 11, 23);
	for (int i = 0; i < 9; i++) {
		char name[40];
		snprintf(name, sizeof name, "Lê Văn %c", 'A' + i);
		struct person_id id = fixture_person(office.db, name, "1990-05-05", office.hamlet);
		fixture_event(office.db, id, EVENT_LISTED, "2026-01-05");
		fixture_event(office.db, id, EVENT_CLASS, i % 2 ? "2022-01-10" : "2021-12-01");
	}
	const struct task_query queries[] = {{.today = today},
		{.today = today, .cell = office.hamlet}, {.today = today, .kind = NEED_CERTIFICATE},
		{.today = today, .set = TASKS_OVERDUE}, {.today = today, .mover = MOVER_CELL},
		{.today = today, .mentor = office.official[0]},
		{.today = today, .from = D(2026, 12, 1), .to = D(2026, 12, 31)}};
	for (size_t q = 0; q < ARRAY_LEN(queries); q++) {
		assert_int_equal(
			tasks_read(office.db, &queries[q], NULL, 1, 64, rows, &n, NULL), 0);
		assert_int_equal(tasks_count(office.db, &queries[q], &all, &people, NULL), 0);
		assert_int_equal(all, n);
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(
				tasks_at(office.db, &queries[q], rows[i].id, &row, NULL), 0);
			assert_int_equal(row.person.v, rows[i].person.v);
			/* one step on and one back meet */
			if (i + 1 == n)
				break;
			assert_int_equal(tasks_read(office.db, &queries[q], &rows[i], 1, 1, &row,
						 &back, NULL),
				0);
			assert_int_equal(row.id, rows[i + 1].id);
			assert_int_equal(tasks_read(office.db, &queries[q], &rows[i + 1], -1, 1,
						 &row, &back, NULL),
				0);
			assert_int_equal(row.id, rows[i].id);
		}
	}
}

/* A step does not stand against its own vote: that vote is neither turned into a failed one nor is a failed one of
 * the same day added; another round of an earlier day is. */
static void test_vote_stands(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct vote v = cell_vote(1, D(2026, 4, 10), 15);
	assert_int_equal(vote_save(office.db, &fixture_by, id, &v, true, NULL, &e), 0);
	v.id = count("SELECT id FROM vote");
	v.rev = 1;
	v.fact.yes = 5;
	v.fact.no = 15;
	expect_result(vote_save(office.db, &fixture_by, id, &v, false, NULL, &e), &e, ERR_REFUSED,
		RULE_VOTE_FAILED, "yes", "a passed vote that is made to fail");
	assert_int_equal(count("SELECT yes FROM vote"), 15);
	v = cell_vote(2, D(2026, 4, 3), 5);
	assert_int_equal(vote_save(office.db, &fixture_by, id, &v, false, NULL, &e), 0);
	/* beside the acts: the check tells of it */
	fixture_sql(office.db, "UPDATE vote SET yes = 5, no = 15 WHERE round = 1", true);
	assert_int_equal(fixture_faults(office.db), 1);
	fixture_sql(office.db, "UPDATE vote SET yes = 15, no = 5 WHERE round = 1", true);
}

/* Điều lệ Đảng, Điều 5; 06-HD/TW 2025, 4.2, 4.6. */
static void test_vote_order(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2025-09-01");
	const struct {
		enum vote_purpose purpose;
		enum vote_body body;
		struct date on;
		int code, rule;
	} t[] = {
		{VOTE_RECOGNITION, VOTE_CELL, D(2025, 10, 31), ERR_REFUSED, RULE_STEP_MISSING},
		{VOTE_ADMISSION, VOTE_COMMITTEE, D(2025, 9, 30), ERR_REFUSED, RULE_ORDER},
		{VOTE_ADMISSION, VOTE_CELL, D(2025, 11, 11), ERR_REFUSED, RULE_ORDER},
		{VOTE_RECOGNITION, VOTE_CELL, D(2026, 11, 9), ERR_REFUSED, RULE_PROBATION},
		{VOTE_REMOVAL, VOTE_CELL, D(2025, 11, 9), ERR_REFUSED, RULE_ORDER},
		{VOTE_RECOGNITION, VOTE_CELL, D(2026, 11, 10), 0, 0},
		{VOTE_REMOVAL, VOTE_CELL, D(2026, 3, 2), 0, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		if (i == 1) {
			fixture_event(office.db, id, EVENT_CELL_VOTE, "2025-10-01");
			fixture_event(office.db, id, EVENT_COMMITTEE, "2025-10-08");
			fixture_event(office.db, id, EVENT_DECISION, "2025-10-20");
			fixture_event(office.db, id, EVENT_CEREMONY, "2025-11-10");
		}
		struct vote v = cell_vote(1, t[i].on, 18);
		v.fact.purpose = t[i].purpose;
		v.fact.body = t[i].body;
		int r = vote_save(office.db, &fixture_by, id, &v, false, NULL, &e);
		if (r != t[i].code || (r && e.rule != t[i].rule))
			fail_msg("row %zu: %d, rule %d", i, r, e.rule);
	}
	/* the cell has resolved to strike off: that stands in the way of everything else */
	assert_int_equal(date_cmp(due_of(id, NEED_REMOVAL), D(2026, 3, 2)), 0);
	assert_int_equal(date_is_set(due_of(id, NEED_RECOGNITION_CELL)), false);
}

/* 06-HD/TW 2025, 3.7a, 4.6: the committee's vote counts on recognition and removal too. */
static void test_committee_failed(void **state)
{
	(void)state;
	struct err e = {0};
	struct vote v = cell_vote(1, D(2026, 3, 2), 5);
	v.fact.body = VOTE_COMMITTEE;
	v.fact.purpose = VOTE_REMOVAL;
	struct person_id id = office.probationary;
	assert_int_equal(vote_save(office.db, &fixture_by, id, &v, false, NULL, &e), 0);
	expect_result(try_event(office.db, id, EVENT_STRUCK, "2026-03-09", &e), &e, ERR_REFUSED,
		RULE_VOTE_FAILED, "on_date", "struck off against the vote");
	assert_non_null(strstr(e.cite, "06-HD/TW"));
}

/* A later edition of the office's set does not reach what had begun, whatever is corrected. */
static void test_edition_kept(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t set, to;
	const struct rule_cite cite = {.document = "1-HD/TU", .mark = MARK_OFFICE};
	assert_int_equal(rule_set_copy(office.db, &fixture_by, "294-QĐ/TW#1", "1-QĐ/TU",
				 D(2026, 1, 1), NULL, &set, &e),
		0);
	struct person_id id = begin("2026-03-02");
	assert_int_equal(rule_value_save(office.db, &fixture_by, set, PARAM_DECISION_DAYS, 20,
				 &cite, 1, &to, &e),
		0);
	assert_int_not_equal(set, to);
	struct event ev;
	assert_int_equal(event_last(office.db, id, EVENT_PAPERS, &ev, &e), 0);
	ev.on = D(2026, 3, 3);
	assert_int_equal(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), 0);
	event_done(&ev);
	assert_int_equal(
		count("SELECT rule_set_id FROM dossier WHERE frozen_on = '2026-03-03'"), set);
}

/* Struck off here: the waiting time counts from that day (294-QĐ/TW 2025, 3.5). */
static void test_struck_here(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = office.probationary;
	fixture_event(office.db, id, EVENT_STRUCK, "2026-05-04");
	fixture_event(office.db, id, EVENT_LISTED, "2026-06-01");
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-11-02", &e), &e, ERR_REFUSED,
		RULE_READMIT_WAIT, "on_date", "before the 36 months");
	assert_non_null(strstr(e.detail, "04/05/2029"));
}

/* Who was replaced on an earlier way waives nothing on this one. */
static void test_waiver_of_this_way(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = office.candidate;
	fixture_mentor(office.db, id, office.official[0], "2025-02-01", "2025-06-02");
	fixture_event(office.db, id, EVENT_OFF_LIST, "2025-07-01");
	fixture_event(office.db, id, EVENT_LISTED, "2026-02-02");
	fixture_mentor(office.db, id, office.official[1], "2026-02-02", NULL);
	fixture_event(office.db, id, EVENT_CLASS, "2026-05-11");
	fixture_event(office.db, id, EVENT_PAPERS, "2026-08-03");
	expect_result(try_event(office.db, id, EVENT_CELL_VOTE, "2026-11-02", &e), &e, ERR_REASON,
		RULE_MENTOR_MONTHS, "on_date", "nine months");
}

/* The day the decision was received is held against its own, by the form too. */
static void test_received_by_form(void **state)
{
	(void)state;
	struct err e = {0};
	struct dossier d = {.person = begin("2026-03-02"), .decision_received = D(2030, 1, 1)};
	expect_result(dossier_save(office.db, &fixture_by, &d, &e), &e, ERR_REFUSED, RULE_FUTURE,
		"decision_received", "still to come");
}

/* Who is blocked without a deadline stands in the list since the day he is known. */
static void test_blocked_listed(void **state)
{
	(void)state;
	struct person p = fixture_load(office.db, office.candidate);
	struct person_id id;
	struct task_row row;
	size_t n = 0;
	p.education = EDU_PRIMARY;
	assert_int_equal(
		person_save(office.db, &fixture_by, &p, (struct cell_id){0}, &id, NULL), 0);
	person_done(&p);
	const struct task_query q = {.set = TASKS_BLOCKED, .today = D(2026, 11, 23)};
	assert_int_equal(tasks_read(office.db, &q, NULL, 1, 1, &row, &n, NULL), 0);
	assert_int_equal(n, 1);
	assert_int_equal(row.kind, NEED_EDUCATION);
}

/* An answer that is waited for too long is overdue, and stays open after the meeting. */
static void test_answer_overdue(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct inquiry q = {.sent_to = (char *)"Đảng ủy xã Phú Riềng",
		.fact = {.sent = D(2026, 3, 9), .conclusion = -1}};
	assert_int_equal(inquiry_save(office.db, &fixture_by, id, &q, &e), 0);
	const struct act_by by = {.actor = "test", .reason = "chờ lâu"};
	struct event ev = {.person = id, .kind = EVENT_CELL_VOTE, .on = D(2026, 6, 1)};
	assert_int_equal(event_save(office.db, &by, &ev, false, NULL, NULL, &e), 0);
	struct task_row row;
	size_t n = 0;
	const struct task_query late = {
		.set = TASKS_OVERDUE, .kind = NEED_CHECK_ANSWER, .today = D(2026, 11, 23)};
	assert_int_equal(tasks_read(office.db, &late, NULL, 1, 1, &row, &n, NULL), 0);
	assert_int_equal(n, 1);
}

/* Which mark of the countdown was passed last. */
static void test_marks(void **state)
{
	static const struct {
		enum need_kind kind;
		long left;
		int mark;
	} t[] = {{NEED_PROBATION, 91, 0}, {NEED_PROBATION, 90, 90}, {NEED_PROBATION, 61, 90},
		{NEED_PROBATION, 60, 60}, {NEED_PROBATION, 31, 60}, {NEED_PROBATION, 30, 30},
		{NEED_PROBATION, 26, 30}, {NEED_PROBATION, 15, 15}, {NEED_PROBATION, 8, 15},
		{NEED_PROBATION, 7, 7}, {NEED_PROBATION, 0, 7}, {NEED_PROBATION, -1, 0},
		{NEED_CERTIFICATE, 26, 0}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (task_mark(t[i].kind, t[i].left) != t[i].mark)
			fail_msg("%ld days: %d", t[i].left, task_mark(t[i].kind, t[i].left));
}

/* Twelve months that are over without recognition are overdue; where that is years ago, the record has a gap. */
static void test_probation_overdue(void **state)
{
	(void)state;
	struct person_id id = begin("2025-07-01");
	struct task_row row;
	size_t n = 0;
	fixture_event(office.db, id, EVENT_CEREMONY, "2025-10-24");
	struct task_query q = {.set = TASKS_OVERDUE,
		.kind = NEED_PROBATION,
		.person = id,
		.today = D(2026, 10, 24)};
	assert_int_equal(tasks_read(office.db, &q, NULL, 1, 1, &row, &n, NULL), 0);
	assert_int_equal(n, 0);
	q.today = D(2026, 10, 25);
	assert_int_equal(tasks_read(office.db, &q, NULL, 1, 1, &row, &n, NULL), 0);
	assert_int_equal(n, 1);
	assert_int_equal(task_tone(&row, q.today), TONE_OVERDUE);
	q.today = D(2028, 10, 25);
	assert_int_equal(tasks_read(office.db, &q, NULL, 1, 1, &row, &n, NULL), 0);
	assert_int_equal(n, 0);
}

/* What others have stays in a list that ends before their day. */
static void test_with_waiting(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id = begin("2026-03-02");
	struct inquiry sent = {.sent_to = (char *)"Đảng ủy xã Phú Riềng",
		.fact = {.sent = D(2026, 3, 9), .conclusion = -1}};
	assert_int_equal(inquiry_save(office.db, &fixture_by, id, &sent, &e), 0);
	struct task_row rows[16];
	size_t n = 0, waiting = 0;
	struct task_query q = {.person = id, .today = D(2026, 3, 10), .to = D(2026, 3, 10)};
	for (int with = 0; with < 2; with++) {
		q.with_waiting = with;
		assert_int_equal(tasks_read(office.db, &q, NULL, 1, 16, rows, &n, NULL), 0);
		waiting = 0;
		for (size_t i = 0; i < n; i++) {
			waiting += rows[i].state == NEED_WAITING;
			assert_true(
				rows[i].state == NEED_WAITING || date_cmp(rows[i].due, q.to) <= 0);
		}
		assert_int_equal(waiting, with);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_votes),
		OFFICE_TEST(test_vote_numbers),
		OFFICE_TEST(test_reason),
		OFFICE_TEST(test_received),
		OFFICE_TEST(test_papers),
		OFFICE_TEST(test_inquiry),
		OFFICE_TEST(test_set_follows),
		OFFICE_TEST(test_readmission),
		OFFICE_TEST(test_uid),
		OFFICE_TEST(test_lists),
		OFFICE_TEST(test_vote_stands),
		OFFICE_TEST(test_vote_order),
		OFFICE_TEST(test_committee_failed),
		OFFICE_TEST(test_edition_kept),
		OFFICE_TEST(test_struck_here),
		OFFICE_TEST(test_waiver_of_this_way),
		OFFICE_TEST(test_received_by_form),
		OFFICE_TEST(test_blocked_listed),
		OFFICE_TEST(test_answer_overdue),
		OFFICE_TEST(test_marks),
		OFFICE_TEST(test_probation_overdue),
		OFFICE_TEST(test_with_waiting),
	};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
