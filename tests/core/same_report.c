/* How well people who stand in the lists twice are found: recall and precision by kind, every miss with its reason, every
 * pair that is two people. `same_report [PEOPLE TWICE SEED]`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "make_same.h"

#include "core/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const kinds[MADE_KINDS] = {"marks lost", "tone, i/y, capitals, NFD", "initials",
	"a letter slip", "words turned", "a word missing", "day and month turned", "year alone",
	"a digit of the number", "phone, name slip, no birth"};
static const char *const alike[ALIKE_KINDS] = {"namesakes", "father and son", "twins"};
static const char *const levels[] = {"no", "maybe", "likely", "sure"};

static size_t arg(int argc, char **argv, int i, size_t none)
{
	return argc > i ? (size_t)strtoul(argv[i], NULL, 10) : none;
}

static void print_pair(struct db *db, int64_t a, int64_t b)
{
	struct person p[2] = {
		fixture_load(db, (struct person_id){a}), fixture_load(db, (struct person_id){b})};
	struct same_verdict v;
	struct strbuf why = {0};
	assert_int_equal(same_compare(&p[0], &p[1], &v, NULL), 0);
	same_reasons_add(&why, &v);
	for (int i = 0; i < 2; i++) {
		char birth[DATE_TEXT];
		printf("  %s | %s | %s | %s | cell %lld\n", p[i].full_name,
			date_to_user(p[i].birth, birth), p[i].cccd ? p[i].cccd : "-",
			p[i].phone ? p[i].phone : "-", (long long)p[i].cell.v);
		person_done(&p[i]);
	}
	printf("    %s %d: %s\n", levels[v.level], v.score, strbuf_str(&why));
	strbuf_done(&why);
}

static bool has(const struct same_pair *pairs, size_t n, int64_t a, int64_t b)
{
	for (size_t i = 0; i < n; i++)
		if ((pairs[i].a.v == a && pairs[i].b.v == b) ||
			(pairs[i].a.v == b && pairs[i].b.v == a))
			return true;
	return false;
}

static const char *what(const struct made *m, const struct same_pair *p)
{
	for (size_t i = 0; i < m->alike_count; i++)
		if (has(p, 1, m->alike[i].a.v, m->alike[i].b.v))
			return alike[m->alike[i].kind];
	return "chance";
}

static void print_table(const struct made *m, const struct made_score *s)
{
	size_t planted = 0, found = 0;
	printf("%-28s %8s %6s %7s\n", "kind", "planted", "found", "recall");
	for (int k = 0; k < MADE_KINDS; k++) {
		planted += s->planted[k];
		found += s->found[k];
		printf("%-28s %8zu %6zu %6.1f%%\n", kinds[k], s->planted[k], s->found[k],
			100.0 * (double)s->found[k] / (double)s->planted[k]);
	}
	printf("%-28s %8zu %6zu %6.1f%%\n", "all", planted, found,
		100.0 * (double)found / (double)planted);
	printf("\n%-10s %6s %6s %9s\n", "level", "shown", "right", "precision");
	for (int l = SAME_SURE; l > SAME_NO; l--)
		printf("%-10s %6zu %6zu %8.1f%%\n", levels[l], s->by_level[l], s->right_of[l],
			s->by_level[l] ? 100.0 * (double)s->right_of[l] / (double)s->by_level[l]
				       : 100.0);
	printf("%-10s %6zu %6zu %8.1f%%\n", "all", s->shown, s->right,
		s->shown ? 100.0 * (double)s->right / (double)s->shown : 100.0);
	printf("\nlook alike and are two: %zu planted\n", m->alike_count);
}

static double seconds_since(const struct timespec *from)
{
	struct timespec to;
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from->tv_sec) + (double)(to.tv_nsec - from->tv_nsec) / 1e9;
}

/* What a form and a row of an import wait for. */
static void print_times(struct db *db, const struct made *m)
{
	enum { TIMES = 20 };
	struct same_index *index;
	struct same_pair found[8];
	struct timespec from;
	double find = 0, look = 0;
	size_t n;
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_int_equal(same_index_make(db, &index, NULL), 0);
	printf("an index of everybody in %.2f s, ", seconds_since(&from));
	for (size_t i = 0; i < TIMES; i++) {
		struct person p = fixture_load(db, m->twice[i].b);
		clock_gettime(CLOCK_MONOTONIC, &from);
		assert_int_equal(same_find(db, &p, found, 8, &n, NULL), 0);
		find += seconds_since(&from);
		clock_gettime(CLOCK_MONOTONIC, &from);
		assert_int_equal(same_index_find(index, p.id, found, 8, &n, NULL), 0);
		look += seconds_since(&from);
		person_done(&p);
	}
	same_index_free(index);
	printf("one in it in %.3f ms, without it in %.1f ms\n", 1000 * look / TIMES,
		1000 * find / TIMES);
}

int main(int argc, char **argv)
{
	struct db *db = NULL;
	struct made m;
	struct made_score s;
	struct same_pair *pairs;
	struct timespec from;
	size_t n;
	fixture_start();
	assert_int_equal(db_open(NULL, DB_MEMORY, &db, NULL), 0);
	assert_int_equal(tasks_prepare(db, NULL, NULL, NULL), 0);
	make_same(db, arg(argc, argv, 3, 2026), arg(argc, argv, 1, 10000), arg(argc, argv, 2, 500),
		&m);
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_int_equal(same_pairs(db, NULL, NULL, &pairs, &n, NULL), 0);
	double all = seconds_since(&from);
	made_score(&m, pairs, n, &s);
	print_table(&m, &s);
	printf("\nall pairs in %.2f s\n", all);
	print_times(db, &m);
	printf("\nmissed:\n");
	for (size_t i = 0; i < m.twice_count; i++)
		if (!has(pairs, n, m.twice[i].a.v, m.twice[i].b.v)) {
			printf("%s\n", kinds[m.twice[i].kind]);
			print_pair(db, m.twice[i].a.v, m.twice[i].b.v);
		}
	printf("\ntwo people:\n");
	for (size_t i = 0; i < n; i++)
		if (!made_is_twice(&m, &pairs[i])) {
			printf("%s\n", what(&m, &pairs[i]));
			print_pair(db, pairs[i].a.v, pairs[i].b.v);
		}
	free(pairs);
	made_done(&m);
	db_close(db);
	return 0;
}
