/* Who is found among ten thousand, and who is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "make_same.h"

#include "core/task.h"

#include <stdlib.h>

enum { PEOPLE = 10000, TWICE = 500 };

static struct db *db;
static struct made made;

static int setup(void **state)
{
	(void)state;
	fixture_start();
	assert_int_equal(db_open(NULL, DB_MEMORY, &db, NULL), 0);
	assert_int_equal(tasks_prepare(db, NULL, NULL, NULL), 0);
	make_same(db, 2026, PEOPLE, TWICE, &made);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	made_done(&made);
	db_close(db);
	return 0;
}

/* What is shown is worth a look: floors below what the report says (tests/core/same_report.c), so that whoever changes
 * the points sees what they cost. */
static void test_floors(void **state)
{
	(void)state;
	static const size_t floor[MADE_KINDS] = {[MADE_MARKS] = 94,
		[MADE_SPELLING] = 94,
		[MADE_INITIALS] = 88,
		[MADE_SLIP] = 88,
		[MADE_TURNED] = 88,
		[MADE_SHORT] = 88,
		[MADE_BIRTH_TURNED] = 94,
		[MADE_BIRTH_YEAR] = 84,
		[MADE_CCCD] = 100,
		[MADE_PHONE] = 94};
	struct same_pair *pairs;
	size_t n, found = 0;
	struct made_score s;
	assert_int_equal(same_pairs(db, NULL, NULL, &pairs, &n, NULL), 0);
	made_score(&made, pairs, n, &s);
	for (int k = 0; k < MADE_KINDS; k++) {
		found += s.found[k];
		if (s.found[k] * 100 < floor[k] * s.planted[k])
			fail_msg("kind %d: %zu of %zu", k, s.found[k], s.planted[k]);
	}
	assert_true(found * 100 >= TWICE * 95);
	assert_true(s.right * 100 >= s.shown * 96);
	assert_true(s.right_of[SAME_SURE] * 100 >= s.by_level[SAME_SURE] * 99);
	for (size_t i = 0; i < n; i++) {
		assert_true(pairs[i].a.v < pairs[i].b.v);
		assert_true(i == 0 || pairs[i - 1].verdict.level >= pairs[i].verdict.level);
	}
	free(pairs);
}

/* One against all finds what all against all finds. */
static void test_same_answer(void **state)
{
	(void)state;
	struct same_pair *pairs, found[64];
	size_t n, m;
	struct same_index *index;
	assert_int_equal(same_index_make(db, &index, NULL), 0);
	assert_int_equal(same_pairs(db, NULL, NULL, &pairs, &n, NULL), 0);
	for (size_t i = 0; i < n; i += 23) {
		struct person p = fixture_load(db, pairs[i].a);
		bool is_there = false;
		struct same_pair again[64];
		size_t m_again;
		assert_int_equal(same_find(db, &p, found, 64, &m, NULL), 0);
		assert_int_equal(same_index_find(index, p.id, again, 64, &m_again, NULL), 0);
		assert_int_equal(m_again, m);
		for (size_t k = 0; k < m; k++)
			assert_true(found[k].a.v == again[k].a.v && found[k].b.v == again[k].b.v);
		for (size_t k = 0; k < m; k++) {
			is_there |= found[k].a.v == pairs[i].a.v && found[k].b.v == pairs[i].b.v;
			size_t at = 0;
			while (at < n &&
				(pairs[at].a.v != found[k].a.v || pairs[at].b.v != found[k].b.v))
				at++;
			assert_true(at < n);
		}
		assert_true(is_there);
		person_done(&p);
	}
	assert_int_equal(same_index_find(index, (struct person_id){1L << 40}, found, 64, &m, NULL),
		ERR_NOT_FOUND);
	same_index_free(index);
	free(pairs);
}

static bool stop_at(void *ctx, long done, long total)
{
	long *last = ctx;
	assert_true(done >= *last && done <= total);
	*last = done;
	return done > total / 2;
}

static bool never(void *ctx, long done, long total)
{
	long *last = ctx;
	*last = done;
	(void)total;
	return false;
}

static void test_stopped(void **state)
{
	(void)state;
	struct same_pair *pairs = NULL;
	size_t n = 7;
	long last = 0;
	assert_int_equal(same_pairs(db, stop_at, &last, &pairs, &n, NULL), ERR_STOPPED);
	assert_null(pairs);
	assert_int_equal(n, 7);
	assert_int_equal(same_pairs(db, never, &last, &pairs, &n, NULL), 0);
	assert_true(last > 6 * PEOPLE);
	free(pairs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_floors),
		cmocka_unit_test(test_same_answer), cmocka_unit_test(test_stopped)};
	return cmocka_run_group_tests(tests, setup, teardown);
}
