#include "rules_test.h"

#include "rules/authority.h"
#include "rules/vote.h"

enum { MILITARY = 3, POLICE = 4 };

/* The three regimes of those who decide, on their first and last days. */
static void test_shipped(void **state)
{
	static const struct {
		const char *day;
		enum authority_kind kind; /* 0: nobody */
		const char *document;
		enum rule_mark mark;
	} t[] = {
		{"2021-07-29", 0, NULL, 0},
		/* 24-QĐ/TW: the district's standing committee */
		{"2021-07-30", AUTHORITY_SUPERIOR, "24-QĐ/TW", MARK_QUOTED},
		{"2025-06-30", AUTHORITY_SUPERIOR, "24-QĐ/TW", MARK_QUOTED},
		/* 294-QĐ/TW, 10.2: the commune as pilot superior */
		{"2025-07-01", AUTHORITY_STANDING, "294-QĐ/TW", MARK_READ},
		{"2026-07-25", AUTHORITY_STANDING, "294-QĐ/TW", MARK_READ},
		/* 208-QĐ/TW: the standing committee of the grassroots committee */
		{"2026-07-26", AUTHORITY_STANDING, "208-QĐ/TW", MARK_QUOTED},
		{"2030-01-01", AUTHORITY_STANDING, "208-QĐ/TW", MARK_QUOTED},
	};
	size_t n;
	const struct authority *list = authorities_shipped(&n);
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		const struct authority *a = authority_on(list, n, 5, MILITARY, day(t[i].day));
		if (!t[i].kind) {
			assert_null(a);
			continue;
		}
		assert_non_null(a);
		assert_int_equal(a->kind, t[i].kind);
		assert_string_equal(a->cite.document, t[i].document);
		assert_int_equal(a->cite.mark, t[i].mark);
		/* 06-HD/TW 2025, 3.7a: more than half of the members: 8 of 15, not 7 of 14 */
		assert_true(vote_passes(a->vote, 8, 15));
		assert_false(vote_passes(a->vote, 7, 14));
		assert_string_equal(a->on_behalf, "T/M BAN THƯỜNG VỤ");
		assert_int_equal(a->id, 0);
	}
}

/* Cell over type over all; then the latest; then the office's; then the last in the list. */
static void test_which(void **state)
{
	static const struct authority list[] = {
		{.id = 7, .from = {2026, 1, 1}, .cell_type = MILITARY},
		{.id = 0, .from = {2026, 1, 1}},
		{.id = 1, .from = {2025, 1, 1}},
		{.id = 2, .from = {2026, 1, 1}},
		{.id = 0, .from = {2026, 7, 1}},
		{.id = 3, .from = {2024, 1, 1}, .cell = 5},
		{.id = 4, .from = {2026, 3, 1}, .cell = 5},
		{.id = 5, .from = {2027, 1, 1}, .cell = 5},
		{.id = 6, .from = {2027, 1, 1}, .cell = 5},
		{.id = 0, .from = {2027, 1, 1}, .cell = 5},
	};
	static const struct {
		const char *day;
		int64_t cell;
		int type;
		int expected; /* index */
	} t[] = {
		{"2023-12-31", 9, 0, -1},
		{"2024-06-01", 9, 0, -1}, /* another cell's row */
		{"2024-06-01", 5, 0, 5},
		{"2025-01-01", 9, POLICE, 2},
		{"2026-01-01", 9, POLICE, 3}, /* the office's on the same day */
		{"2026-06-30", 9, POLICE, 3},
		{"2026-07-01", 9, POLICE, 4}, /* a later shipped one comes after it */
		{"2025-12-31", 9, MILITARY, 2},
		{"2026-01-01", 9, MILITARY, 0},
		{"2026-12-31", 9, MILITARY, 0}, /* its type's own stays when the others' changes */
		{"2026-02-28", 5, MILITARY, 5}, /* the cell's own over its type's, older or not */
		{"2026-03-01", 5, MILITARY, 6},
		{"2027-01-01", 5, MILITARY, 8},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		const struct authority *a = authority_on(
			list, sizeof list / sizeof *list, t[i].cell, t[i].type, day(t[i].day));
		if ((a ? (int)(a - list) : -1) != t[i].expected)
			fail_msg("%s, cell %d: row %d", t[i].day, (int)t[i].cell,
				a ? (int)(a - list) : -1);
	}
	assert_null(authority_on(NULL, 0, 5, 0, day("2026-01-01")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_which),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
