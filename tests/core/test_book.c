/* The books: what they take, what they refuse and where the fault stands; naming people, duties for many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "core/sourcing.h"

#include <stdio.h>
#include <string.h>

static char hamlet[24], school[24], candidate[24], member[24];

static int setup(void **state)
{
	int r = office_setup(state);
	snprintf(hamlet, sizeof hamlet, "%lld", (long long)office.hamlet.v);
	snprintf(school, sizeof school, "%lld", (long long)office.school.v);
	snprintf(candidate, sizeof candidate, "%lld", (long long)office.candidate.v);
	snprintf(member, sizeof member, "%lld", (long long)office.official[0].v);
	return r;
}
#define BOOK_TEST(f) cmocka_unit_test_setup_teardown(f, setup, office_teardown)

static int try(enum book_kind kind, const char *const *pairs, int64_t *ret, struct err *e)
{
	struct book_row row = {0};
	for (; *pairs; pairs += 2)
		assert_int_equal(book_set(kind, &row, pairs[0], pairs[1], e), 0);
	int r = book_save(office.db, &fixture_by, kind, &row, ret, e);
	book_row_done(&row);
	return r;
}

static int64_t put(enum book_kind kind, const char *const *pairs)
{
	struct err e = {0};
	int64_t id = 0;
	if (try(kind, pairs, &id, &e))
		fail_msg("%s: %s %s", book_of(kind)->code, e.field, e.detail);
	return id;
}
#define PUT(kind, ...) put(kind, (const char *const[]){__VA_ARGS__, NULL})

static void refuse(
	enum book_kind kind, int code, int rule, const char *field, const char *const *pairs)
{
	struct err e = {0};
	assert_int_equal(try(kind, pairs, NULL, &e), code);
	assert_int_equal(e.rule, rule);
	assert_string_equal(e.field, field);
}
#define REFUSE(kind, code, rule, field, ...)                                                       \
	refuse(kind, code, rule, field, (const char *const[]){__VA_ARGS__, NULL})

static void test_wrong(void **state)
{
	(void)state;
	REFUSE(BOOK_MONTHLY, ERR_REFUSED, RULE_REPORTER, "association_id", "cell_id", hamlet,
		"month", "2026-10", "person_id", member, "association_id", "1");
	REFUSE(BOOK_MONTHLY, ERR_INVALID, 0, "person_id", "cell_id", hamlet, "month", "2026-10");
	REFUSE(BOOK_MONTHLY, ERR_INVALID, 0, "month", "cell_id", hamlet, "month", "2026-13",
		"person_id", member);
	REFUSE(BOOK_DUTY, ERR_INVALID, 0, "resolution_id", "person_id", member, "find", "1");
	REFUSE(BOOK_REVIEW, ERR_REFUSED, RULE_PARTS, "noticed", "cell_id", hamlet, "association_id",
		"3", "on_date", "2026-03-01", "looked_at", "10", "noticed", "11");
	REFUSE(BOOK_OBSTACLE, ERR_INVALID, 0, "outcome", "person_id", candidate, "kind_id", "8",
		"since", "2026-01-01", "ended_on", "2026-02-01");
	REFUSE(BOOK_OBSTACLE, ERR_REFUSED, RULE_MENTOR_PERIOD, "ended_on", "person_id", candidate,
		"kind_id", "8", "since", "2026-03-01", "ended_on", "2026-02-01", "outcome", "x");
	REFUSE(BOOK_VISIT, ERR_REFUSED, RULE_FUTURE, "on_date", "person_id", candidate, "on_date",
		"2199-01-01", "visitor", "A", "met", "1");
	REFUSE(BOOK_VISIT, ERR_INVALID, 0, "met", "person_id", candidate, "on_date", "2026-01-01",
		"visitor", "A", "met", "5");
	REFUSE(BOOK_VISIT, ERR_INVALID, 0, "person_id", "on_date", "2026-01-01", "visitor", "A",
		"met", "1");
	REFUSE(BOOK_HEAD, ERR_INVALID, 0, "association_id", "cell_id", hamlet, "post", "2", "name",
		"A");
	REFUSE(BOOK_CAUSE, ERR_INVALID, 0, "side", "year", "2026", "words", "a");
	REFUSE(BOOK_CAUSE, ERR_INVALID, 0, "kind_id", "year", "2026");
	REFUSE(BOOK_CAUSE, ERR_INVALID, 0, "year", "year", "26", "words", "a", "side", "1");
	REFUSE(BOOK_STAFF, ERR_INVALID, 0, "age_to", "cell_id", school, "as_of", "2026-01-01",
		"age_from", "40", "age_to", "30", "count", "2");
	REFUSE(BOOK_MEETING, ERR_INVALID, 0, "asked_for", "cell_id", hamlet, "on_date",
		"2026-01-01", "attendee", "A", "due_on", "2026-02-01");
	REFUSE(BOOK_TERM, ERR_INVALID, 0, "name", "list", "1");
	assert_int_equal(fixture_number(office.db, "SELECT count(*) FROM obstacle"), 0);
}

static void test_terms(void **state)
{
	(void)state;
	struct err e = {0};
	struct book_row row;
	/* the missing diploma is known by its code */
	assert_int_equal(book_load(office.db, BOOK_TERM, 8, &row, &e), 0);
	assert_string_equal(book_text(BOOK_TERM, &row, "code"), "diploma");
	assert_int_equal(
		book_remove(office.db, &fixture_by, BOOK_TERM, 8, row.rev, &e), ERR_REFUSED);
	assert_int_equal(e.rule, RULE_TERM_SHIPPED);
	book_row_done(&row);
	int64_t own = PUT(BOOK_TERM, "list", "2", "name", "ở trọ");
	char id[24];
	snprintf(id, sizeof id, "%lld", (long long)own);
	int64_t obstacle =
		PUT(BOOK_OBSTACLE, "person_id", candidate, "kind_id", id, "since", "2026-01-01");
	e = (struct err){0};
	assert_int_equal(book_remove(office.db, &fixture_by, BOOK_TERM, own, 1, &e), ERR_IN_USE);
	assert_int_equal(book_remove(office.db, &fixture_by, BOOK_OBSTACLE, obstacle, 1, &e), 0);
	assert_int_equal(book_remove(office.db, &fixture_by, BOOK_TERM, own, 2, &e), ERR_CONFLICT);
	assert_int_equal(book_remove(office.db, &fixture_by, BOOK_TERM, own, 1, &e), 0);
}

static void test_once(void **state)
{
	(void)state;
	struct err e = {0};
	struct act_by by = fixture_by;
	struct book_row row = {0}, stale = {0};
	int64_t first = 0, second = 0;
	by.uid = "book-once";
	assert_int_equal(book_set(BOOK_RESOLUTION, &row, "cell_id", hamlet, &e), 0);
	assert_int_equal(book_set(BOOK_RESOLUTION, &row, "year", "2026", &e), 0);
	assert_int_equal(book_save(office.db, &by, BOOK_RESOLUTION, &row, &first, &e), 0);
	assert_int_equal(book_save(office.db, &by, BOOK_RESOLUTION, &row, &second, &e), 0);
	assert_int_equal(first, second);
	/* another act for the same cell and year */
	assert_int_equal(
		book_save(office.db, &fixture_by, BOOK_RESOLUTION, &row, NULL, &e), ERR_DUPLICATE);
	book_row_done(&row);
	/* two who read the same: the second save is told */
	assert_int_equal(book_load(office.db, BOOK_RESOLUTION, first, &row, &e), 0);
	assert_int_equal(book_load(office.db, BOOK_RESOLUTION, first, &stale, &e), 0);
	assert_int_equal(book_set(BOOK_RESOLUTION, &row, "number", "01-NQ/CB", &e), 0);
	assert_int_equal(book_set(BOOK_RESOLUTION, &stale, "number", "02-NQ/CB", &e), 0);
	assert_int_equal(book_save(office.db, &fixture_by, BOOK_RESOLUTION, &row, NULL, &e), 0);
	assert_int_equal(
		book_save(office.db, &fixture_by, BOOK_RESOLUTION, &stale, NULL, &e), ERR_CONFLICT);
	book_row_done(&row);
	book_row_done(&stale);
}

static void test_propose(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id person = {0}, same[4];
	size_t n = 0;
	struct proposing p = {.name = "Đỗ Thị Mới",
		.birth = {1999, 0, 0},
		.cell = office.hamlet,
		.on = fixture_day("2026-10-01"),
		.association = 3};
	assert_int_equal(propose(office.db, &fixture_by, &p, &person, &e), 0);
	assert_int_equal(
		propose_same(office.db, "đỗ thị mới", (struct date){0}, same, 4, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(same[0].v, person.v);
	/* born in another year: somebody else */
	assert_int_equal(
		propose_same(office.db, "Đỗ Thị Mới", (struct date){2001, 0, 0}, same, 4, &n, &e),
		0);
	assert_int_equal(n, 0);
	/* the same again: one person, two proposals, found once */
	p.known = person;
	p.association = 2;
	assert_int_equal(propose(office.db, &fixture_by, &p, &person, &e), 0);
	assert_int_equal(fixture_number(office.db, "SELECT count(*) FROM proposal"), 2);
	p.known = office.official[0];
	assert_int_equal(propose(office.db, &fixture_by, &p, NULL, &e), ERR_REFUSED);
	assert_int_equal(e.rule, RULE_PROPOSED_MEMBER);
	p.known = (struct person_id){0};
	p.name = "Người Khác";
	p.on = fixture_day("2199-01-01");
	e = (struct err){0};
	assert_int_equal(propose(office.db, &fixture_by, &p, NULL, &e), ERR_REFUSED);
	assert_int_equal(e.rule, RULE_FUTURE);
	assert_string_equal(e.field, "on_date");
	assert_int_equal(fixture_number(office.db, "SELECT count(*) FROM proposal"), 2);
}

static void test_take_over(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t id = 0;
	long n = -1;
	assert_int_equal(
		duties_take_over(office.db, &fixture_by, office.hamlet, 2025, 2026, &id, &n, &e),
		ERR_NOT_FOUND);
	assert_string_equal(e.field, "resolution");
	assert_int_equal(fixture_number(office.db, "SELECT count(*) FROM resolution"), 0);
	int64_t old = PUT(BOOK_RESOLUTION, "cell_id", hamlet, "year", "2025");
	assert_int_equal(duties_for_members(office.db, &fixture_by, old, 2, &n, &e), 0);
	assert_true(n > 0);
	long given = n;
	assert_int_equal(duties_for_members(office.db, &fixture_by, old, 2, &n, &e), 0);
	assert_int_equal(n, 0);
	e = (struct err){0};
	assert_int_equal(
		duties_take_over(office.db, &fixture_by, office.hamlet, 2025, 2026, &id, &n, &e),
		0);
	assert_int_equal(n, given);
	assert_int_equal(fixture_number(office.db, "SELECT count(*) FROM duty"), 2 * given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {BOOK_TEST(test_wrong), BOOK_TEST(test_terms),
		BOOK_TEST(test_once), BOOK_TEST(test_propose), BOOK_TEST(test_take_over)};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
