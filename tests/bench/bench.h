/* What the programs of the benchmark share. */
#ifndef TN_TESTS_BENCH_BENCH_H
#define TN_TESTS_BENCH_BENCH_H

#include "base/err.h"

#include <sqlite3.h>
#include <stddef.h>

struct samples {
	double *v;
	size_t n, cap;
};

double bench_now(void); /* milliseconds, monotonic */
void bench_add(struct samples *s, double v);
double bench_median(struct samples *s); /* sorts; NaN without samples */
double bench_max(const struct samples *s);

/* One line of the table. `ratio`: how many times the floor is the goal, 0: none; `limit`: a goal in
 * the unit itself, 0: none. A floor of NaN: there is none. */
struct bench_goal {
	double ratio, limit;
};
void bench_row(
	const char *what, const char *unit, double floor, double ours, struct bench_goal goal);

/* Nothing here goes on after an error: says it and leaves with 2. */
void bench_die(const char *what, const char *why) __attribute__((noreturn));
void bench_must(int r, const struct err *err);
sqlite3_stmt *bench_prepare(sqlite3 *h, const char *sql);
void bench_exec(sqlite3 *h, const char *sql);

#endif
