/* Cells: names, posts and figures by date. */
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

static void test_cell(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell_id id = {0};
	const struct {
		struct cell c;
		int code, rule;
		const char *field;
	} cases[] = {
		{{.code = NULL, .name = (char *)"A", .type = CELL_OTHER}, ERR_INVALID, 0, "code"},
		{{.code = (char *)" ", .name = (char *)"A", .type = CELL_OTHER}, ERR_INVALID, 0,
			"code"},
		{{.code = (char *)"A", .name = NULL, .type = CELL_OTHER}, ERR_INVALID, 0, "name"},
		{{.code = (char *)"A", .name = (char *)"A"}, ERR_INVALID, 0, "type"},
		{{.code = (char *)"A", .name = (char *)"A", .type = 9}, ERR_INVALID, 0, "type"},
		{{.code = (char *)"AP1", .name = (char *)"A", .type = CELL_OTHER}, ERR_DUPLICATE, 0,
			"code"},
		{{.code = (char *)"A", .name = (char *)"A\x7f", .type = CELL_OTHER}, ERR_INVALID, 0,
			"name"},
		{{.code = (char *)"A",
			 .name = (char *)"A",
			 .type = CELL_OTHER,
			 .valid_from = D(2020, 1, 2),
			 .valid_to = D(2020, 1, 1)},
			ERR_REFUSED, RULE_CELL_PERIOD, "valid_to"},
		{{.id = office.school,
			 .rev = 1,
			 .code = (char *)"TH",
			 .name = (char *)"A",
			 .type = CELL_SCHOOL,
			 .successor = office.school},
			ERR_INVALID, 0, "successor"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[16];
		int64_t before = office_audits();
		snprintf(what, sizeof what, "case %zu", i);
		expect_result(cell_save(office.db, &fixture_by, &cases[i].c, D(0, 0, 0), &id, &e),
			&e, cases[i].code, cases[i].rule, cases[i].field, what);
		assert_int_equal(office_audits(), before);
	}
	/* merged into one that was merged into it */
	struct cell c = {.id = office.hamlet,
		.rev = 1,
		.code = (char *)"AP1",
		.name = (char *)"Chi bộ Ấp 1",
		.type = CELL_RESIDENTIAL,
		.successor = office.school};
	assert_int_equal(cell_save(office.db, &fixture_by, &c, D(0, 0, 0), &id, &e), 0);
	struct cell d = {.id = office.school,
		.rev = 1,
		.code = (char *)"TH",
		.name = (char *)"Trường",
		.type = CELL_SCHOOL,
		.successor = office.hamlet};
	expect_result(cell_save(office.db, &fixture_by, &d, D(0, 0, 0), &id, &e), &e, ERR_INVALID,
		0, "successor", "circle");
}

static void test_cell_find(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell_id other = fixture_cell(office.db, "ap2", "Ấp 2", CELL_RESIDENTIAL);
	fixture_cell(office.db, "AP2", "Ấp hai", CELL_RESIDENTIAL);
	fixture_cell(office.db, "T1", "Tân Thạnh", CELL_RESIDENTIAL);
	fixture_cell(office.db, "T2", "Tân Thành", CELL_RESIDENTIAL);
	assert_int_equal(cell_rename(office.db, &fixture_by, office.hamlet, "Chi bộ khu phố 1",
				 D(2025, 7, 1), &e),
		0);
	const struct {
		const char *text;
		int code;
		struct cell_id id;
	} cases[] = {
		{"AP1", 0, office.hamlet},
		{"ap1", 0, office.hamlet},
		{"Chi bộ khu phố 1", 0, office.hamlet},
		{"Khu phố 1", 0, office.hamlet},
		{"khu pho 1", 0, office.hamlet},
		{"CHI BO  KHU PHO 1", 0, office.hamlet},
		{"Chi bộ Ấp 1", 0, office.hamlet},
		{"ấp 1", 0, office.hamlet},
		{"ap2", 0, other},
		{"Ap2", ERR_AMBIGUOUS, {0}},
		{"trường tiểu học", 0, office.school},
		{"Tan Thanh", ERR_AMBIGUOUS, {0}},
		{"Ấp 9", ERR_NOT_FOUND, {0}},
		{"", ERR_NOT_FOUND, {0}},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct cell_id id = {-1};
		int r = cell_find(office.db, cases[i].text, &id, &e);
		if (r != cases[i].code || (!r && id.v != cases[i].id.v))
			fail_msg("%s: %d, %d", cases[i].text, r, (int)id.v);
		if (r)
			assert_string_equal(e.field, "cell");
	}
	/* a paper of the past has the name of its day */
	static const struct {
		struct date day;
		const char *name;
	} names[] = {{{2025, 6, 30}, "Chi bộ Ấp 1"}, {{2025, 7, 1}, "Chi bộ khu phố 1"},
		{{0}, "Chi bộ khu phố 1"}};
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		CLEANUP_FREE char *name = NULL;
		assert_int_equal(cell_name(office.db, office.hamlet, names[i].day, &name, NULL), 0);
		assert_string_equal(name, names[i].name);
	}
	expect_result(cell_rename(office.db, &fixture_by, office.hamlet, "Khác", D(2025, 7, 1), &e),
		&e, ERR_DUPLICATE, 0, "from_date", "two names of a day");
	expect_result(cell_rename(office.db, &fixture_by, office.hamlet, "", D(2025, 8, 1), &e), &e,
		ERR_INVALID, 0, "name", "none");
	expect_result(cell_rename(office.db, &fixture_by, office.hamlet, "Khác", D(2025, 0, 0), &e),
		&e, ERR_INVALID, 0, "from_date", "no day");
	/* a correction changes the name of its day and no other */
	struct cell c;
	assert_int_equal(cell_load(office.db, office.hamlet, D(2025, 6, 30), &c, NULL), 0);
	free(c.name);
	c.name = strdup("Chi bộ Ấp Một");
	assert_int_equal(cell_save(office.db, &fixture_by, &c, D(2025, 6, 30), &c.id, &e), 0);
	cell_done(&c);
	assert_int_equal(cell_load(office.db, office.hamlet, D(0, 0, 0), &c, NULL), 0);
	assert_string_equal(c.name, "Chi bộ khu phố 1");
	cell_done(&c);
	assert_int_equal(cell_find(office.db, "ấp 1", &other, &e), ERR_NOT_FOUND);
	assert_int_equal(cell_find(office.db, "ấp một", &other, &e), 0);
}

static void test_posts(void **state)
{
	(void)state;
	assert_int_equal(cell_post_save(office.db, &fixture_by, office.hamlet, POST_SECRETARY,
				 "Ông A", D(0, 0, 0), NULL),
		0);
	assert_int_equal(cell_post_save(office.db, &fixture_by, office.hamlet, POST_SECRETARY,
				 "Bà B", D(2025, 1, 1), NULL),
		0);
	int64_t before = office_audits();
	assert_int_equal(cell_post_save(office.db, &fixture_by, office.hamlet, POST_SECRETARY,
				 "Bà B", D(2025, 5, 1), NULL),
		0);
	assert_int_equal(cell_post_save(office.db, &fixture_by, office.hamlet, POST_OVERSEER, NULL,
				 D(2025, 5, 1), NULL),
		0);
	assert_int_equal(office_audits(), before);
	struct cell c;
	assert_int_equal(cell_load(office.db, office.hamlet, D(2024, 12, 31), &c, NULL), 0);
	assert_string_equal(c.secretary, "Ông A");
	assert_null(c.overseer);
	cell_done(&c);
	assert_int_equal(cell_load(office.db, office.hamlet, D(2025, 1, 1), &c, NULL), 0);
	assert_string_equal(c.secretary, "Bà B");
	cell_done(&c);
}

static void overseer_is(struct date day, const char *name)
{
	struct cell c;
	assert_int_equal(cell_load(office.db, office.hamlet, day, &c, NULL), 0);
	if (name)
		assert_string_equal(c.overseer, name);
	else
		assert_null(c.overseer);
	cell_done(&c);
}

/* As the form of a cell saves it: of no day. */
static void put_overseer(const char *name)
{
	assert_int_equal(cell_post_save(office.db, &fixture_by, office.hamlet, POST_OVERSEER, name,
				 D(0, 0, 0), NULL),
		0);
}

/* Who is in charge until a day to come is in charge; who has ended is not, and stays in the past. */
static void test_overseers(void **state)
{
	char hamlet[24];
	(void)state;
	fixture_id(office.hamlet.v, hamlet);
	FIXTURE_RECORD(office.db, BOOK_OVERSIGHT, "cell_id", hamlet, "holder", "A", "to_date",
		"2025-12-31");
	overseer_is(D(2025, 12, 31), "A");
	overseer_is(D(0, 0, 0), NULL);
	put_overseer("B");
	overseer_is(D(2025, 12, 31), "A");
	overseer_is(D(2026, 1, 1), "B");
	overseer_is(D(0, 0, 0), "B");
	/* a name that is put right */
	put_overseer("C");
	overseer_is(D(2025, 12, 31), "A");
	overseer_is(D(2026, 1, 1), "C");
	FIXTURE_RECORD(office.db, BOOK_OVERSIGHT, "cell_id", hamlet, "holder", "D", "from_date",
		"2026-11-01", "to_date", "2030-12-31");
	overseer_is(D(2026, 10, 31), "C");
	overseer_is(D(0, 0, 0), "D");
	put_overseer("E");
	overseer_is(D(2026, 10, 31), "C");
	overseer_is(D(2026, 11, 1), "E");
	overseer_is(D(0, 0, 0), "E");
	int64_t before = office_audits();
	put_overseer("E");
	assert_int_equal(office_audits(), before);
}

static void test_stated(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell_stated s;
	expect_result(cell_stated_on(office.db, office.hamlet, D(2025, 1, 1), &s, &e), &e,
		ERR_NOT_FOUND, 0, "cell_count", "none");
	const struct {
		struct cell_count c;
		int code, rule;
		const char *field;
	} saves[] = {
		{{office.hamlet, D(2024, 12, 31), 30, 28, -1, -1}, 0, 0, ""},
		{{office.hamlet, D(2025, 12, 31), 33, 30, -1, -1}, 0, 0, ""},
		{{office.hamlet, D(2025, 12, 31), -1, 34, -1, -1}, ERR_REFUSED, RULE_PARTS,
			"official"},
		{{office.hamlet, D(2025, 6, 30), -1, -1, 20, 21}, ERR_REFUSED, RULE_PARTS,
			"workforce_members"},
		{{office.hamlet, D(2025, 6, 30), -1, -1, 20, 8}, 0, 0, ""},
		{{office.hamlet, D(2025, 0, 0), 1, 1, 1, 1}, ERR_INVALID, 0, "as_of"},
	};
	for (size_t i = 0; i < ARRAY_LEN(saves); i++)
		expect_result(cell_count_save(office.db, &fixture_by, &saves[i].c, &e), &e,
			saves[i].code, saves[i].rule, saves[i].field, "cell_count");
	static const struct {
		struct date day;
		long members, workforce;
		struct date members_on;
		bool members_after, workforce_after;
	} cases[] = {
		{{2024, 1, 1}, 30, 20, {2024, 12, 31}, true, true},
		{{2024, 12, 31}, 30, 20, {2024, 12, 31}, false, true},
		{{2025, 12, 30}, 30, 20, {2024, 12, 31}, false, false},
		{{2026, 1, 1}, 33, 20, {2025, 12, 31}, false, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(
			cell_stated_on(office.db, office.hamlet, cases[i].day, &s, NULL), 0);
		assert_int_equal(s.members, cases[i].members);
		assert_int_equal(s.workforce, cases[i].workforce);
		assert_int_equal(s.workforce_members, 8);
		assert_int_equal(date_cmp(s.members_on, cases[i].members_on), 0);
		assert_int_equal(s.members_after, cases[i].members_after);
		assert_int_equal(s.workforce_after, cases[i].workforce_after);
	}
	/* -1 keeps what was stated; the same again is no act */
	struct cell_count more = {office.hamlet, D(2025, 12, 31), 34, -1, -1, -1};
	assert_int_equal(cell_count_save(office.db, &fixture_by, &more, NULL), 0);
	assert_int_equal(cell_stated_on(office.db, office.hamlet, D(2026, 1, 1), &s, NULL), 0);
	assert_int_equal(s.official, 30);
	int64_t before = office_audits();
	assert_int_equal(cell_count_save(office.db, &fixture_by, &more, NULL), 0);
	assert_int_equal(office_audits(), before);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_cell),
		OFFICE_TEST(test_cell_find),
		OFFICE_TEST(test_posts),
		OFFICE_TEST(test_overseers),
		OFFICE_TEST(test_stated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
