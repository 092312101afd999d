#include "bench.h"

#include "base/vec.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void bench_add(struct samples *s, double v)
{
	if (!VEC_PUSH(s, v))
		bench_die("memory", NULL);
}

static int ascending(const void *x, const void *y)
{
	const double *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

double bench_median(struct samples *s)
{
	if (!s->n)
		return (double)NAN;
	qsort(s->v, s->n, sizeof *s->v, ascending);
	return s->v[s->n / 2];
}

double bench_max(const struct samples *s)
{
	double max = (double)NAN;
	for (size_t i = 0; i < s->n; i++)
		max = i && max > s->v[i] ? max : s->v[i];
	return max;
}

static void put_number(double v, const char *unit)
{
	char text[40] = "-";
	if (!isnan(v))
		snprintf(text, sizeof text, "%.*f %s", v < 0.1 ? 4 : v < 100 ? 2 : 0, v, unit);
	printf(" %14s", text);
}

void bench_row(
	const char *what, const char *unit, double floor, double ours, struct bench_goal goal)
{
	char ratio[24] = "-", wanted[48] = "";
	double times = ours / floor;
	bool is_above = isnan(ours);
	if (!isnan(times))
		snprintf(ratio, sizeof ratio, "%.2f x", times);
	if (goal.ratio > 0) {
		snprintf(wanted, sizeof wanted, "<= %g x", goal.ratio);
		is_above |= !(times <= goal.ratio);
	}
	if (goal.limit > 0) {
		snprintf(wanted, sizeof wanted, "<= %g %s", goal.limit, unit);
		is_above |= !(ours <= goal.limit);
	}
	printf("%-44s", what);
	put_number(floor, unit);
	put_number(ours, unit);
	printf(" %9s  %-11s%s\n", ratio, wanted, is_above && *wanted ? " ABOVE" : "");
	fflush(stdout);
}

void bench_die(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s%s%s\n", what, why ? ": " : "", why ? why : "");
	exit(2);
}

void bench_must(int r, const struct err *err)
{
	if (r) {
		char text[400];
		snprintf(text, sizeof text, "%s:%d: error %d %s %s", err->file, err->line,
			err->code, err->field, err->detail);
		bench_die(text, NULL);
	}
}

sqlite3_stmt *bench_prepare(sqlite3 *h, const char *sql)
{
	sqlite3_stmt *s;
	if (sqlite3_prepare_v3(h, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
		bench_die(sql, sqlite3_errmsg(h));
	return s;
}

void bench_exec(sqlite3 *h, const char *sql)
{
	if (sqlite3_exec(h, sql, NULL, NULL, NULL) != SQLITE_OK)
		bench_die(sql, sqlite3_errmsg(h));
}
