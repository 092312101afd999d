/* The office's rule sets, who decides, days off: what is written, what is refused, and that what has begun
 * keeps what it began under. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/strbuf.h"
#include "core/dossier.h"
#include "core/rulebook.h"

#include <stdlib.h>
#include <string.h>

#define D(y, m, d) ((struct date){y, m, d})

static const struct rule_cite source = {
	.document = "12-HD/TU", .date = {2026, 9, 1}, .point = "3", .mark = MARK_OFFICE};

static const struct rulebook *book(void)
{
	const struct rulebook *b;
	assert_int_equal(rulebook_of(office.db, &b, NULL), 0);
	return b;
}

static int64_t copy(const char *key, const char *number, struct date from)
{
	struct err e = {0};
	int64_t id = 0;
	assert_int_equal(
		rule_set_copy(office.db, &fixture_by, key, number, from, NULL, &id, &e), 0);
	assert_true(id > 0);
	return id;
}

static const struct rule_set *set_of(struct person_id who, bool *is_frozen)
{
	struct dossier_view v;
	assert_int_equal(dossier_view_load(office.db, who, &v, NULL), 0);
	const struct rule_set *set = v.set;
	*is_frozen = v.is_frozen;
	dossier_view_done(&v);
	return set;
}

/* domain.md 1.0: which set is in force on which day, its first and its last. */
static void test_by_day(void **state)
{
	(void)state;
	static const struct {
		struct date on;
		const char *number;
	} cases[] = {
		{{2021, 7, 29}, NULL},
		{{2021, 7, 30}, "24-QĐ/TW"},
		{{2025, 1, 19}, "24-QĐ/TW"},
		{{2025, 1, 20}, "232-QĐ/TW"},
		{{2025, 6, 30}, "232-QĐ/TW"},
		{{2025, 7, 1}, "294-QĐ/TW"},
		{{2026, 7, 25}, "294-QĐ/TW"},
		{{2026, 7, 26}, "208-QĐ/TW"},
		{{2030, 1, 1}, "208-QĐ/TW"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct rule_set *s = rulebook_on(book(), cases[i].on);
		if (cases[i].number)
			assert_string_equal(s->number, cases[i].number);
		else
			assert_null(s);
	}
}

static size_t values_changed(const struct rule_set *a, const struct rule_set *b)
{
	size_t n = 0;
	for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++)
		n += a->values[p].value != b->values[p].value;
	return n;
}

static void test_own_set(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t id = copy("208-QĐ/TW#1", "208-QĐ/TW", D(2026, 7, 26)), to = 0;
	const struct rule_set *s = rulebook_on(book(), D(2026, 8, 1));
	assert_memory_equal(s->key, "own/", 4);
	assert_int_equal(rule_value(s, PARAM_CEREMONY_CLOCK, 0), CLOCK_ISSUED);
	/* its papers came along */
	const struct rule_set *shipped = rule_set_by_key("208-QĐ/TW#1");
	assert_int_equal(s->paper_count, shipped->paper_count);
	assert_string_equal(s->papers[0].title, shipped->papers[0].title);
	assert_int_equal(values_changed(s, shipped), 0);
	/* nothing rests on it: changed in place */
	assert_int_equal(rule_value_save(office.db, &fixture_by, id, PARAM_DECISION_DAYS, 40,
				 &source, 1, &to, &e),
		0);
	assert_int_equal(to, id);
	s = rulebook_on(book(), D(2026, 8, 1));
	assert_int_equal(rule_value(s, PARAM_DECISION_DAYS, 0), 40);
	assert_string_equal(rule_cite(s, PARAM_DECISION_DAYS)->document, "12-HD/TU");
	assert_int_equal(values_changed(s, shipped), 1);
	/* the shipped one itself stays */
	assert_int_equal(rule_value(shipped, PARAM_DECISION_DAYS, 0), 45);
	/* the reset */
	assert_int_equal(rule_set_remove(office.db, &fixture_by, id, &e), 0);
	s = rulebook_on(book(), D(2026, 8, 1));
	assert_string_equal(s->key, "208-QĐ/TW#1");
	assert_int_equal(fixture_number(office.db, "SELECT count(*) FROM rule_value"), 0);
}

static void test_refused(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t id = copy("208-QĐ/TW#1", "300-QĐ/TW", D(2027, 1, 1)), to = 0;
	static const struct rule_cite nothing = {.mark = MARK_OFFICE};
	const struct {
		enum rule_param p;
		long value;
		const struct rule_cite *cite;
		const char *field;
	} cases[] = {
		{PARAM_DECISION_DAYS, -5, &source, "value"},
		{PARAM_CEREMONY_CLOCK, 7, &source, "value"},
		{PARAM_VOTE_CELL, RULE_FRACTION(3, 2, 0), &source, "value"},
		{PARAM_DECISION_DAYS, 30, &nothing, "document"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int r = rule_value_save(office.db, &fixture_by, id, cases[i].p, cases[i].value,
			cases[i].cite, 1, &to, &e);
		expect_result(r, &e, ERR_INVALID, 0, cases[i].field, "value");
	}
	int r = rule_value_save(
		office.db, &fixture_by, id + 100, PARAM_DECISION_DAYS, 30, &source, 1, &to, &e);
	expect_result(r, &e, ERR_NOT_FOUND, 0, "rule_set", "unknown set");
	struct rule_paper paper = {.code = "x y",
		.title = "t",
		.step = PAPER_STEP_CLASS,
		.mover = MOVER_CELL,
		.cite = source};
	r = rule_paper_save(office.db, &fixture_by, id, &paper, false, 0, &to, &e);
	expect_result(r, &e, ERR_INVALID, 0, "code", "paper code");
	paper.code = "giay-moi";
	assert_int_equal(rule_paper_save(office.db, &fixture_by, id, &paper, false, 0, &to, &e), 0);
	assert_non_null(rule_paper_find(rulebook_on(book(), D(2027, 1, 1)), "giay-moi"));
	assert_int_equal(rule_paper_save(office.db, &fixture_by, id, &paper, true, 1, &to, &e), 0);
	assert_null(rule_paper_find(rulebook_on(book(), D(2027, 1, 1)), "giay-moi"));
	r = rule_set_copy(office.db, &fixture_by, "1-QĐ/TW#9", "x", D(2027, 2, 1), NULL, &to, &e);
	expect_result(r, &e, ERR_NOT_FOUND, 0, "rule_set", "no such set");
	int64_t audits = office_audits();
	assert_int_equal(rule_value_save(office.db, &fixture_by, id, PARAM_DECISION_DAYS, 31,
				 &source, 1, &to, &e),
		0);
	assert_int_equal(office_audits(), audits + 1);
}

/* What began under a set keeps it: when a new one comes, when its copy changes, when that goes. */
static void test_frozen(void **state)
{
	(void)state;
	struct err e = {0};
	bool frozen;
	int64_t to = 0;
	/* papers that were begun under 208 before the office had a set of its own */
	fixture_mentor(office.db, office.candidate, office.official[0], "2025-02-01", NULL);
	fixture_event(office.db, office.candidate, EVENT_CLASS, "2026-03-10");
	fixture_event(office.db, office.candidate, EVENT_PAPERS, "2026-08-03");
	assert_string_equal(set_of(office.candidate, &frozen)->key, "208-QĐ/TW#1");
	assert_true(frozen);
	int64_t own = copy("208-QĐ/TW#1", "208-QĐ/TW", D(2026, 7, 26));
	assert_string_equal(set_of(office.candidate, &frozen)->key, "208-QĐ/TW#1");
	/* another begins under the own one; changing that leaves him where he began */
	struct person_id second =
		fixture_person(office.db, "Lê Thị Hai", "1996-02-02", office.hamlet);
	fixture_event(office.db, second, EVENT_LISTED, "2026-09-01");
	fixture_event(office.db, second, EVENT_PAPERS, "2026-09-07");
	assert_memory_equal(set_of(second, &frozen)->key, "own/", 4);
	assert_int_equal(rule_value_save(office.db, &fixture_by, own, PARAM_DECISION_DAYS, 20,
				 &source, 1, &to, &e),
		0);
	assert_int_not_equal(to, own);
	assert_int_equal(rule_value(set_of(second, &frozen), PARAM_DECISION_DAYS, 0), 45);
	assert_int_equal(
		rule_value(rulebook_on(book(), D(2026, 9, 7)), PARAM_DECISION_DAYS, 0), 20);
	/* and the reset, too */
	assert_int_equal(rule_set_remove(office.db, &fixture_by, to, &e), 0);
	assert_memory_equal(set_of(second, &frozen)->key, "own/", 4);
	assert_string_equal(rulebook_on(book(), D(2026, 9, 7))->key, "208-QĐ/TW#1");
	/* somebody whose papers have not begun follows the day */
	struct person_id third =
		fixture_person(office.db, "Lê Thị Ba", "1996-02-03", office.hamlet);
	fixture_event(office.db, third, EVENT_LISTED, "2026-09-01");
	assert_string_equal(set_of(third, &frozen)->key, "208-QĐ/TW#1");
	assert_false(frozen);
}

/* An act that is taken back leaves no trace in the book. */
static void test_rolled_back(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t id = 0;
	book();
	assert_int_equal(act_begin(office.db, &fixture_by, "test", NULL, &e), 0);
	assert_int_equal(rule_set_copy(office.db, &fixture_by, "208-QĐ/TW#1", "9-QĐ/TW",
				 D(2026, 10, 1), NULL, &id, &e),
		0);
	assert_string_equal(rulebook_on(book(), D(2026, 10, 2))->number, "9-QĐ/TW");
	db_act_rollback(office.db);
	assert_string_equal(rulebook_on(book(), D(2026, 10, 2))->number, "208-QĐ/TW");
}

static void test_calendar(void **state)
{
	(void)state;
	struct err e = {0};
	struct deadline d;
	/* National Day: the day beside 2/9 is not certain until the office confirms */
	calendar_add(&book()->calendar, D(2026, 8, 20), 20, &d);
	assert_int_equal(d.open_year, 2026);
	assert_int_equal(calendar_confirm(office.db, &fixture_by, 2026, "15/TB", true, 0, &e), 0);
	struct date due = calendar_add(&book()->calendar, D(2026, 8, 20), 20, &d);
	assert_int_equal(d.open_year, 0);
	/* a day off of the office's puts it off by one working day */
	assert_int_equal(day_off_save(office.db, &fixture_by, D(2026, 8, 24), false,
				 "Ngày hội của xã", 0, &e),
		0);
	struct date later = calendar_add(&book()->calendar, D(2026, 8, 20), 20, &d);
	assert_true(date_cmp(later, due) > 0);
	/* and a worked Saturday brings it back */
	assert_int_equal(
		day_off_save(office.db, &fixture_by, D(2026, 8, 29), true, "làm bù", 0, &e), 0);
	assert_int_equal(date_cmp(calendar_add(&book()->calendar, D(2026, 8, 20), 20, &d), due), 0);
	assert_int_equal(d.swapped, 1);
	struct day_off *list;
	size_t n;
	assert_int_equal(days_off_load(office.db, 2026, &list, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_string_equal(list[0].reason, "Ngày hội của xã");
	days_off_done(list, n);
	assert_int_equal(day_off_remove(office.db, &fixture_by, D(2026, 8, 24), 1, &e), 0);
	expect_result(day_off_remove(office.db, &fixture_by, D(2026, 8, 24), 1, &e), &e,
		ERR_NOT_FOUND, 0, "day_off", "gone already");
	/* a Wednesday cannot be worked instead, a Sunday is off already */
	expect_result(day_off_save(office.db, &fixture_by, D(2026, 8, 26), true, NULL, 0, &e), &e,
		ERR_INVALID, 0, "is_worked", "worked Wednesday");
	expect_result(day_off_save(office.db, &fixture_by, D(2026, 8, 30), false, NULL, 0, &e), &e,
		ERR_INVALID, 0, "is_worked", "Sunday off");
	int64_t confirmed;
	char *paper;
	assert_int_equal(calendar_confirmed(office.db, 2026, &confirmed, &paper, &e), 0);
	assert_int_equal(confirmed, 1);
	assert_string_equal(paper, "15/TB");
	free(paper);
	assert_int_equal(calendar_confirm(office.db, &fixture_by, 2026, NULL, false, 1, &e), 0);
	assert_int_equal(calendar_confirmed(office.db, 2026, &confirmed, &paper, &e), 0);
	assert_int_equal(confirmed, 0);
	assert_null(paper);
}

/* What the program assumes to be off can be said to be worked; a worked weekday is a plain working day. */
static void test_worked_after_all(void **state)
{
	(void)state;
	struct err e = {0};
	struct deadline before, after;
	/* 3/9/2026, a Thursday, is assumed to be the day beside 2/9 */
	calendar_add(&book()->calendar, D(2026, 8, 28), 3, &before);
	assert_int_equal(before.off, 2);
	assert_true(day_off_is_law(D(2026, 9, 3)));
	assert_false(day_off_is_law(D(2026, 9, 1)));
	assert_int_equal(day_off_save(office.db, &fixture_by, D(2026, 9, 3), true, NULL, 0, &e), 0);
	calendar_add(&book()->calendar, D(2026, 8, 28), 3, &after);
	assert_int_equal(after.off, 1);
	assert_int_equal(after.swapped, 0);
	assert_int_equal(after.weekend, before.weekend);
	assert_int_equal(date_to_days(before.due) - date_to_days(after.due), 1);
	/* a day of Tết, and one that is made up for a weekend (26/4/2026 is a Sunday) */
	assert_int_equal(day_off_save(office.db, &fixture_by, D(2027, 2, 5), true, NULL, 0, &e), 0);
	assert_int_equal(
		day_off_save(office.db, &fixture_by, D(2026, 4, 27), true, NULL, 0, &e), 0);
	assert_true(calendar_is_workday(&book()->calendar, D(2027, 2, 5)));
	assert_true(calendar_is_workday(&book()->calendar, D(2026, 4, 27)));
	/* off after all */
	assert_int_equal(
		day_off_save(office.db, &fixture_by, D(2026, 9, 3), false, NULL, 1, &e), 0);
	calendar_add(&book()->calendar, D(2026, 8, 28), 3, &after);
	assert_int_equal(date_cmp(before.due, after.due), 0);
}

/* Two clerks at the same row: the second one is told. */
static void test_overtaken(void **state)
{
	(void)state;
	struct err e = {0};
	struct date day = D(2026, 8, 24);
	assert_int_equal(day_off_save(office.db, &fixture_by, day, false, "một", 0, &e), 0);
	expect_result(day_off_save(office.db, &fixture_by, day, false, "hai", 0, &e), &e,
		ERR_DUPLICATE, 0, "on_date", "a new one that is there");
	assert_int_equal(day_off_save(office.db, &fixture_by, day, false, "hai", 1, &e), 0);
	expect_result(day_off_save(office.db, &fixture_by, day, false, "ba", 1, &e), &e,
		ERR_CONFLICT, 0, "day_off", "overtaken");
	expect_result(day_off_remove(office.db, &fixture_by, day, 1, &e), &e, ERR_CONFLICT, 0,
		"day_off", "removed as it was");
	assert_int_equal(calendar_confirm(office.db, &fixture_by, 2026, "1/TB", true, 0, &e), 0);
	expect_result(calendar_confirm(office.db, &fixture_by, 2026, "2/TB", true, 0, &e), &e,
		ERR_DUPLICATE, 0, "year", "confirmed already");
	int64_t id = copy("208-QĐ/TW#1", "300-QĐ/TW", D(2027, 1, 1)), to = 0, rev = 0;
	assert_int_equal(rule_value_rev(office.db, id, PARAM_DECISION_DAYS, &rev, &e), 0);
	assert_int_equal(rule_value_save(office.db, &fixture_by, id, PARAM_DECISION_DAYS, 31,
				 &source, rev, &to, &e),
		0);
	expect_result(rule_value_save(office.db, &fixture_by, id, PARAM_DECISION_DAYS, 32, &source,
			      rev, &to, &e),
		&e, ERR_CONFLICT, 0, "value", "value");
	struct rule_paper paper = {.code = "giay-moi",
		.title = "Giấy mới",
		.step = PAPER_STEP_CLASS,
		.mover = MOVER_CELL,
		.cite = source};
	assert_int_equal(rule_paper_save(office.db, &fixture_by, id, &paper, false, 0, &to, &e), 0);
	expect_result(rule_paper_save(office.db, &fixture_by, id, &paper, false, 0, &to, &e), &e,
		ERR_DUPLICATE, 0, "code", "a new paper that is there");
	paper.title = "Giấy khác";
	assert_int_equal(rule_paper_save(office.db, &fixture_by, id, &paper, false, 1, &to, &e), 0);
	expect_result(rule_paper_save(office.db, &fixture_by, id, &paper, true, 1, &to, &e), &e,
		ERR_CONFLICT, 0, "code", "taken out as it was");
}

/* A set that dossiers rest on is overtaken by its copy: what was read of the old one is in conflict. */
static void test_overtaken_set(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t own = copy("208-QĐ/TW#1", "208-QĐ/TW", D(2026, 7, 26)), next = 0, now = 0;
	fixture_event(office.db, office.candidate, EVENT_PAPERS, "2026-08-03");
	assert_int_equal(rule_value_save(office.db, &fixture_by, own, PARAM_DECISION_DAYS, 20,
				 &source, 1, &next, &e),
		0);
	assert_int_not_equal(own, next);
	expect_result(rule_value_save(office.db, &fixture_by, own, PARAM_DECISION_DAYS, 25, &source,
			      1, &now, &e),
		&e, ERR_CONFLICT, 0, "rule_set", "the version before");
	assert_int_equal(rule_set_now(office.db, own, &now, &e), 0);
	assert_int_equal(now, next);
	assert_int_equal(rule_set_remove(office.db, &fixture_by, next, &e), 0);
	assert_int_equal(rule_set_now(office.db, own, &now, &e), ERR_NOT_FOUND);
}

/* domain.md 5: three regimes, and the cell's own row before the type's before that of all. */
static void test_authority(void **state)
{
	(void)state;
	struct err e = {0};
	const struct rulebook *b = book();
	const struct date day = D(2026, 11, 1);
	assert_int_equal(authority_on(b->authorities, b->authority_count, office.hamlet.v,
				 CELL_RESIDENTIAL, D(2025, 6, 30))
				 ->kind,
		AUTHORITY_SUPERIOR);
	assert_int_equal(authority_on(b->authorities, b->authority_count, office.hamlet.v,
				 CELL_RESIDENTIAL, D(2025, 7, 1))
				 ->kind,
		AUTHORITY_STANDING);
	struct authority own = {.from = {2026, 10, 1},
		.cell_type = CELL_MILITARY,
		.kind = AUTHORITY_SUPERIOR,
		.name = "Ban Thường vụ Đảng ủy Quân sự",
		.vote = {1, 2, true},
		.cite = source};
	assert_int_equal(authority_save(office.db, &fixture_by, &own, 0, &e), 0);
	own.cell = office.school.v;
	own.cell_type = 0;
	own.kind = AUTHORITY_COMMITTEE;
	own.vote = (struct rule_fraction){2, 3, false};
	assert_int_equal(authority_save(office.db, &fixture_by, &own, 0, &e), 0);
	b = book();
	const struct authority *a =
		authority_on(b->authorities, b->authority_count, office.school.v, CELL_SCHOOL, day);
	assert_int_equal(a->kind, AUTHORITY_COMMITTEE);
	assert_int_equal(a->vote.den, 3);
	assert_int_equal(
		authority_on(b->authorities, b->authority_count, 999, CELL_MILITARY, day)->kind,
		AUTHORITY_SUPERIOR);
	assert_int_equal(authority_on(b->authorities, b->authority_count, office.hamlet.v,
				 CELL_RESIDENTIAL, day)
				 ->kind,
		AUTHORITY_STANDING);
	struct authority changed = *a;
	changed.vote = (struct rule_fraction){3, 2, false};
	expect_result(authority_save(office.db, &fixture_by, &changed, a->rev, &e), &e, ERR_INVALID,
		0, "vote", "three halves");
	expect_result(authority_remove(office.db, &fixture_by, a->id, a->rev + 1, &e), &e,
		ERR_CONFLICT, 0, "authority", "overtaken");
	assert_int_equal(authority_remove(office.db, &fixture_by, a->id, a->rev, &e), 0);
	b = book();
	assert_int_equal(
		authority_on(b->authorities, b->authority_count, office.school.v, CELL_SCHOOL, day)
			->kind,
		AUTHORITY_STANDING);
}

/* A rule in words names document, day and point, and says where it is open. */
static void test_words(void **state)
{
	(void)state;
	struct strbuf b = {0};
	cite_add(&b, rule_cite(rule_set_by_key("294-QĐ/TW#1"), PARAM_DECISION_DAYS));
	assert_non_null(strstr(strbuf_str(&b), "294-QĐ/TW of 26/5/2025, point 4.3.1"));
	assert_null(strstr(strbuf_str(&b), "original"));
	strbuf_clear(&b);
	cite_add(&b, rule_cite(rule_set_by_key("208-QĐ/TW#1"), PARAM_DECISION_DAYS));
	assert_non_null(strstr(strbuf_str(&b), "(to be held against the original text)"));
	strbuf_clear(&b);
	for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++)
		assert_true(rule_param_label((enum rule_param)p)[0]);
	rule_value_add(&b, PARAM_VOTE_CELL, RULE_FRACTION(2, 3, 0));
	assert_string_equal(strbuf_str(&b), "at least 2/3");
	strbuf_done(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_by_day),
		OFFICE_TEST(test_own_set),
		OFFICE_TEST(test_refused),
		OFFICE_TEST(test_frozen),
		OFFICE_TEST(test_rolled_back),
		OFFICE_TEST(test_calendar),
		OFFICE_TEST(test_worked_after_all),
		OFFICE_TEST(test_overtaken),
		OFFICE_TEST(test_overtaken_set),
		OFFICE_TEST(test_authority),
		OFFICE_TEST(test_words),
	};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
