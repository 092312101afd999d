#include "rules/calendar.h"

#include "base/mem.h"

#include <limits.h>

/* The first day of the lunar year and the 10th of its third month (domain.md 1.13, computed for UTC+7). */
static const struct {
	short year;
	signed char tet_month, tet_day, hung_month, hung_day;
	bool is_announced; /* Tết's five days are known */
} lunar[] = {
	{2019, 2, 5, 4, 14, false},
	{2020, 1, 25, 4, 2, false},
	{2021, 2, 12, 4, 21, false},
	{2022, 2, 1, 4, 10, false},
	{2023, 1, 22, 4, 29, false},
	{2024, 2, 10, 4, 18, false},
	{2025, 1, 29, 4, 7, false},
	{2026, 2, 17, 4, 26, true}, /* 16 to 20/2 */
	{2027, 2, 6, 4, 16, false},
	{2028, 1, 26, 4, 4, false},
	{2029, 2, 13, 4, 23, false},
	{2030, 2, 2, 4, 12, false},
};
enum { LUNAR = sizeof lunar / sizeof lunar[0], TET_DAYS = 5, WEEK = 7, WORKDAYS_MAX = 100000 };

bool calendar_knows(int year)
{
	return year >= lunar[0].year && year <= lunar[LUNAR - 1].year;
}

static int compare(const void *a, const void *b)
{
	const struct calendar_day *x = a, *y = b;
	return date_cmp(x->on, y->on);
}

static bool is_weekend(struct date d)
{
	return date_weekday(d) >= 5;
}

/* ---- a year by law --------------------------------------------------------------------------------- */

struct year {
	struct calendar_day *days;
	size_t n;
};

static const struct calendar_day *of_year(const struct year *y, struct date on)
{
	for (size_t i = 0; i < y->n; i++)
		if (date_cmp(y->days[i].on, on) == 0)
			return &y->days[i];
	return NULL;
}

static void add(struct year *y, struct date on, enum day_kind kind, bool is_certain)
{
	if (y->n < CALENDAR_YEAR_MAX && !of_year(y, on))
		y->days[y->n++] = (struct calendar_day){on, kind, is_certain};
}

/* "Where a day off falls on a weekly day off it is made up on the next working day" (Bộ luật Lao động 2019,
 * Điều 111.3), in the order of the days; as certain as what it passes over. */
static void make_up(struct year *y)
{
	qsort(y->days, y->n, sizeof *y->days, compare);
	size_t n = y->n;
	for (size_t i = 0; i < n; i++) {
		struct calendar_day d = y->days[i];
		const struct calendar_day *other = NULL;
		struct date next = d.on;
		if (!is_weekend(d.on))
			continue;
		do {
			next = date_add_days(next, 1);
			other = of_year(y, next);
			d.is_certain &= !other || other->is_certain;
		} while (is_weekend(next) || other);
		add(y, next, DAY_MADE_UP, d.is_certain);
	}
	qsort(y->days, y->n, sizeof *y->days, compare);
}

/* Beside 2/9 the day that joins it to a weekend, else the day after; announced each year. */
static struct date beside_national(struct date national)
{
	int weekday = date_weekday(national);
	return date_add_days(national, weekday == 1 || weekday == 4 || weekday == 5 ? -1 : 1);
}

static void add_lunar(struct year *y, int year)
{
	for (int i = 0; i < LUNAR; i++) {
		if (lunar[i].year != year)
			continue;
		/* assumed: the eve and four days; the announcement may choose otherwise */
		struct date tet = {(short)year, lunar[i].tet_month, lunar[i].tet_day};
		for (int d = 0; d < TET_DAYS; d++)
			add(y, date_add_days(tet, d - 1), DAY_TET, lunar[i].is_announced);
		add(y, (struct date){(short)year, lunar[i].hung_month, lunar[i].hung_day},
			DAY_HUNG_KINGS, true);
	}
}

size_t calendar_of_year(int year, struct calendar_day ret[CALENDAR_YEAR_MAX])
{
	struct year y = {.days = ret};
	struct date national = {(short)year, 9, 2};
	add(&y, (struct date){(short)year, 1, 1}, DAY_NEW_YEAR, true);
	add_lunar(&y, year);
	add(&y, (struct date){(short)year, 4, 30}, DAY_REUNIFICATION, true);
	add(&y, (struct date){(short)year, 5, 1}, DAY_LABOUR, true);
	add(&y, national, DAY_NATIONAL, true);
	add(&y, beside_national(national), DAY_NATIONAL, false);
	make_up(&y);
	return y.n;
}

/* ---- the office's own over it ---------------------------------------------------------------------- */

static bool is_in(const int *years, size_t n, int year)
{
	for (size_t i = 0; i < n; i++)
		if (years[i] == year)
			return true;
	return false;
}

struct calendar_day *calendar_merge(int from, int to, const struct calendar_day *own, size_t own_n,
	const int *confirmed, size_t confirmed_n, size_t *ret_n)
{
	size_t years = to >= from ? (size_t)(to - from) + 1 : 0, n = 0;
	struct calendar_day *days =
		mem_alloc((years * CALENDAR_YEAR_MAX + own_n + 1) * sizeof *days);
	if (!days)
		return NULL;
	for (int year = from; year <= to; year++) {
		struct calendar_day law[CALENDAR_YEAR_MAX];
		size_t law_n = calendar_of_year(year, law);
		for (size_t i = 0; i < law_n; i++) {
			law[i].is_certain |= is_in(confirmed, confirmed_n, year);
			days[n++] = law[i];
		}
	}
	size_t law_n = n;
	for (size_t i = 0; i < own_n; i++) {
		struct calendar_day *same = bsearch(&own[i], days, law_n, sizeof *days, compare);
		if (same)
			*same = own[i];
		else
			days[n++] = own[i];
	}
	qsort(days, n, sizeof *days, compare);
	*ret_n = n;
	return days;
}

/* ---- counting ---------------------------------------------------------------------------------------- */

/* The first day of the calendar that is not before d. */
static size_t lower(const struct calendar *c, struct date d)
{
	size_t a = 0, b = c ? c->n : 0;
	while (a < b) {
		size_t m = a + (b - a) / 2;
		if (date_cmp(c->days[m].on, d) < 0)
			a = m + 1;
		else
			b = m;
	}
	return a;
}

static const struct calendar_day *find(const struct calendar *c, struct date d)
{
	size_t i = lower(c, d);
	return c && i < c->n && date_cmp(c->days[i].on, d) == 0 ? &c->days[i] : NULL;
}

bool calendar_is_workday(const struct calendar *c, struct date d)
{
	const struct calendar_day *day = find(c, d);
	return day ? day->kind == DAY_SWAPPED : !is_weekend(d);
}

/* Steps from one day to the next with the calendar at hand. */
struct walk {
	const struct calendar *c;
	long day;
	int weekday;
	size_t at;   /* first calendar day not before `day` */
	long at_day; /* LONG_MAX: none */
};

static void look(struct walk *w)
{
	w->at_day = w->c && w->at < w->c->n ? date_to_days(w->c->days[w->at].on) : LONG_MAX;
}

static struct walk walk_from(const struct calendar *c, struct date d)
{
	struct walk w = {
		.c = c, .day = date_to_days(d), .weekday = date_weekday(d), .at = lower(c, d)};
	look(&w);
	return w;
}

/* One day on; the calendar's own entry for it, or NULL. */
static const struct calendar_day *step(struct walk *w)
{
	w->day++;
	w->weekday = (w->weekday + 1) % WEEK;
	if (w->at_day < w->day) {
		w->at++;
		look(w);
	}
	return w->at_day == w->day ? &w->c->days[w->at] : NULL;
}

static void note(struct deadline *d, const struct calendar_day *day, bool weekend)
{
	if (day && day->kind == DAY_SWAPPED)
		d->swapped += weekend;
	else if (weekend)
		d->weekend++;
	else if (day)
		d->off++;
	if (day && !day->is_certain && !d->open_year)
		d->open_year = day->on.year;
}

/* The office has confirmed a year of which every day is certain: by law alone the day beside 2/9 never is. */
static bool is_confirmed(const struct calendar *c, int year)
{
	size_t i = lower(c, (struct date){(short)year, 1, 1});
	size_t end = lower(c, (struct date){(short)(year + 1), 1, 1});
	if (i == end)
		return false;
	while (i < end && c->days[i].is_certain)
		i++;
	return i == end;
}

/* The first year on the way of which no moving day is known (the Tết of 2031); 0: none. */
static int unknown_year(const struct calendar *c, struct date from, struct date due)
{
	for (int year = date_add_days(from, 1).year; c && year <= due.year; year++)
		if (!calendar_knows(year) && !is_confirmed(c, year))
			return year;
	return 0;
}

struct date calendar_add(const struct calendar *c, struct date from, int n, struct deadline *ret)
{
	if (!date_is_full(from))
		return (struct date){0};
	n = n < WORKDAYS_MAX ? n : WORKDAYS_MAX;
	struct deadline d = {.from = from, .workdays = n};
	struct walk w = walk_from(c, from);
	for (int left = n; left > 0;) {
		const struct calendar_day *day = step(&w);
		bool weekend = w.weekday >= 5;
		left -= day ? day->kind == DAY_SWAPPED : !weekend;
		if (ret)
			note(&d, day, weekend);
	}
	d.due = n > 0 ? date_from_days(w.day) : from;
	if (ret) {
		int year = unknown_year(c, from, d.due);
		if (year && (!d.open_year || year < d.open_year))
			d.open_year = year;
		*ret = d;
	}
	return d.due;
}

struct date calendar_back(const struct calendar *c, struct date due, int n)
{
	if (!date_is_full(due))
		return due;
	/* the day before the n-th working day back: from that one itself it would end after `due` */
	struct date d = due;
	n = n < WORKDAYS_MAX ? n : WORKDAYS_MAX;
	for (int left = n; left > 0; d = date_add_days(d, -1))
		left -= calendar_is_workday(c, d);
	return d;
}

int calendar_count(const struct calendar *c, struct date from, struct date to)
{
	if (!date_is_full(from) || !date_is_full(to))
		return 0;
	bool is_back = date_cmp(to, from) < 0;
	struct walk w = walk_from(c, is_back ? to : from);
	long end = date_to_days(is_back ? from : to);
	int n = 0;
	while (w.day < end) {
		const struct calendar_day *day = step(&w);
		n += day ? day->kind == DAY_SWAPPED : w.weekday < 5;
	}
	return is_back ? -n : n;
}
