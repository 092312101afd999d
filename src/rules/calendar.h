/* Working days ("ngày làm việc"): weekends, the days off of each year and swapped Saturdays, as data.
 * What the year's announcement decides (which five days of Tết, which day beside 2/9) is assumed and
 * marked until the office confirms the year. Sources: Bộ luật Lao động 2019, Điều 112; domain.md 1.13. */
#ifndef TN_RULES_CALENDAR_H
#define TN_RULES_CALENDAR_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

enum day_kind {
	DAY_NEW_YEAR = 1, /* 1/1 */
	DAY_TET,
	DAY_HUNG_KINGS,
	DAY_REUNIFICATION, /* 30/4 */
	DAY_LABOUR,	   /* 1/5 */
	DAY_NATIONAL,	   /* 2/9 and the day beside it */
	DAY_MADE_UP,	   /* for one that fell on a weekly day off */
	DAY_OFFICE,	   /* the office's own day off */
	DAY_SWAPPED,	   /* a Saturday or Sunday that is worked */
};

struct calendar_day {
	struct date on;
	enum day_kind kind;
	bool is_certain;
};

/* Days sorted by date, at most one a date. Borrowed, never freed here. */
struct calendar {
	const struct calendar_day *days;
	size_t n;
};

/* The days off of a year by law, sorted; those that an announcement decides not certain. Years without
 * a known Tết (before 2019, after 2030) have none of Tết and the Hùng kings' day. */
#define CALENDAR_YEAR_MAX 24
size_t calendar_of_year(int year, struct calendar_day ret[CALENDAR_YEAR_MAX]);
/* Are the moving holidays of the year known at all? */
bool calendar_knows(int year);
/* The days of law of the years from … to with the office's own put over them: `own` (any order) holds
 * days off (DAY_OFFICE) and worked days (DAY_SWAPPED), which remove a day off, at most one a date;
 * `confirmed` the years whose days the office has confirmed. NULL for lack of memory; free(*ret). */
struct calendar_day *calendar_merge(int from, int to, const struct calendar_day *own, size_t own_n,
	const int *confirmed, size_t confirmed_n, size_t *ret_n);

bool calendar_is_workday(const struct calendar *c, struct date d);

/* The arithmetic of a deadline, to be shown when asked. */
struct deadline {
	struct date from, due;
	int workdays;  /* asked for */
	int weekend;   /* Saturdays and Sundays passed over */
	int off;       /* other days off passed over */
	int swapped;   /* worked Saturdays and Sundays counted */
	int open_year; /* a year whose days off are not confirmed, where it matters; 0: none */
};
/* The n-th working day after `from`, which itself does not count; 100,000 at most are counted. c NULL:
 * only weekends. `from` unset: unset. ret (may be NULL) gets the arithmetic. Where an unconfirmed day off
 * lies on the way, or the year's moving days are neither known nor confirmed, open_year names the first
 * such year. */
struct date calendar_add(const struct calendar *c, struct date from, int n, struct deadline *ret);
/* The latest day from which calendar_add (n) ends on or before `due`. */
struct date calendar_back(const struct calendar *c, struct date due, int n);
/* Working days after `from` up to and with `to`; negative when `to` lies before it. */
int calendar_count(const struct calendar *c, struct date from, struct date to);

#endif
