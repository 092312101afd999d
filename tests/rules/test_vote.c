#include "rules_test.h"

#include "rules/vote.h"

#include <limits.h>

static const struct rule_fraction two_thirds = {2, 3, false}, more_than_half = {1, 2, true};

/* 06-HD/TW 2025, 3.6b and 3.6c (at least 2/3), 3.7a (more than 1/2): every count of every base. */
static void test_every_count(void **state)
{
	(void)state;
	for (long base = 1; base <= 40; base++)
		for (long yes = 0; yes <= base; yes++) {
			assert_int_equal(vote_passes(two_thirds, yes, base), 3 * yes >= 2 * base);
			assert_int_equal(vote_passes(more_than_half, yes, base), 2 * yes > base);
			assert_int_equal(
				vote_passes((struct rule_fraction){1, 1, false}, yes, base),
				yes == base);
		}
}

static void test_edges(void **state)
{
	static const struct {
		long base, at_least_two_thirds, more_than_half;
	} t[] = {
		{1, 1, 1},
		{2, 2, 2},
		{3, 2, 2}, /* exactly 2/3 */
		{4, 3, 3},
		{5, 4, 3},
		{6, 4, 4}, /* 3 of 6 is half, not more */
		{7, 5, 4},
		{9, 6, 5},
		{10, 7, 6},
		{11, 8, 6},
		{13, 9, 7},
		{14, 10, 8},
		{15, 10, 8},
		{356, 238, 179},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		long two = t[i].at_least_two_thirds, half = t[i].more_than_half, base = t[i].base;
		assert_int_equal(vote_needed(two_thirds, base), two);
		assert_true(vote_passes(two_thirds, two, base));
		assert_false(vote_passes(two_thirds, two - 1, base));
		assert_int_equal(vote_needed(more_than_half, base), half);
		assert_true(vote_passes(more_than_half, half, base));
		assert_false(vote_passes(more_than_half, half - 1, base));
	}
}

static void test_needed_is_least(void **state)
{
	(void)state;
	for (int den = 1; den <= 9; den++)
		for (int num = 1; num <= den; num++)
			for (long base = 1; base <= 40; base++) {
				struct rule_fraction at_least = {num, den, false};
				struct rule_fraction more = {num, den, true};
				long yes = 0;
				while (!vote_passes(at_least, yes, base))
					yes++;
				assert_int_equal(vote_needed(at_least, base), yes);
				for (yes = 0; !vote_passes(more, yes, base);)
					yes++;
				assert_int_equal(vote_needed(more, base), yes);
			}
}

static void test_nobody(void **state)
{
	(void)state;
	/* nobody who must attend, or no rule: nothing passes */
	assert_false(vote_passes(two_thirds, 0, 0));
	assert_false(vote_passes(two_thirds, 3, -1));
	assert_false(vote_passes((struct rule_fraction){0}, 3, 3));
	assert_int_equal(vote_needed(two_thirds, 0), 0);
	assert_int_equal(vote_needed((struct rule_fraction){0}, 3), 0);
}

static void test_faults(void **state)
{
	static const struct {
		long base, left_out, present, yes, no, invalid;
		enum vote_fault fault;
	} t[] = {
		{12, 2, 11, 9, 1, 1, VOTE_FINE},
		{12, 0, 12, 12, 0, 0, VOTE_FINE},
		{12, 30, 0, 0, 0, 0, VOTE_FINE}, /* those left out are not in the base */
		{12, 0, 12, 8, 2, 1, VOTE_FINE}, /* one did not vote */
		{0, 0, 0, 0, 0, 0, VOTE_NO_BASE},
		{-1, 0, 0, 0, 0, 0, VOTE_NO_BASE},
		{12, 0, 13, 9, 0, 0, VOTE_PRESENT},
		{12, 0, 11, 12, 0, 0, VOTE_COUNT},
		{12, 0, 11, 9, 2, 1, VOTE_COUNT},
		{12, 0, 11, 9, 3, 0, VOTE_COUNT},
		{12, 0, 11, LONG_MAX, LONG_MAX, LONG_MAX, VOTE_COUNT},
		{12, 0, 11, 0, 0, LONG_MAX, VOTE_COUNT},
		{12, -1, 11, 9, 1, 1, VOTE_NEGATIVE},
		{12, 0, -1, 0, 0, 0, VOTE_NEGATIVE},
		{12, 0, 11, -1, 1, 1, VOTE_NEGATIVE},
		{12, 0, 11, 9, -1, 1, VOTE_NEGATIVE},
		{12, 0, 11, 9, 1, -1, VOTE_NEGATIVE},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct fact_vote v = {.base = t[i].base,
			.left_out = t[i].left_out,
			.present = t[i].present,
			.yes = t[i].yes,
			.no = t[i].no,
			.invalid = t[i].invalid};
		if (vote_check(&v) != t[i].fault)
			fail_msg("case %zu: %d", i, vote_check(&v));
	}
}

/* "A7" a vote of the cell of 12 on admission with 7 for it, "R8" on recognition, "C7" of the committee on
 * recognition. */
static size_t votes_of(const char *text, struct fact_vote ret[16])
{
	char copy[128], *save = NULL;
	size_t n = 0;
	snprintf(copy, sizeof copy, "%s", text);
	for (char *v = strtok_r(copy, " ", &save); v; v = strtok_r(NULL, " ", &save), n++)
		ret[n] =
			(struct fact_vote){.purpose = *v == 'A' ? VOTE_ADMISSION : VOTE_RECOGNITION,
				.body = *v == 'C' ? VOTE_COMMITTEE : VOTE_CELL,
				.round = (int)n + 1,
				.base = 12,
				.present = 12,
				.yes = strtol(v + 1, NULL, 10)};
	return n;
}

/* 294-QĐ/TW 2025, 4.2.3: three rounds without 2/3 on recognition. */
static void test_failed_rounds(void **state)
{
	static const struct {
		const char *votes;
		int failed;
	} t[] = {
		{"", 0},
		{"R8", 0},
		{"R7", 1},
		{"R7 R6 R7", 3},
		{"R7 R8", 0},
		{"R7 R7 R8 R7", 1}, /* in a row, up to the latest */
		{"A7 R7 A7 R7", 2}, /* each purpose by itself */
		{"R7 C8 R7", 2},    /* and each body */
		{"A7 C7", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct fact_vote v[16];
		size_t n = votes_of(t[i].votes, v);
		int failed = vote_failed_rounds(v, n, VOTE_RECOGNITION, VOTE_CELL, two_thirds);
		if (failed != t[i].failed)
			fail_msg("%s: %d", t[i].votes, failed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_count),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_needed_is_least),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_failed_rounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
