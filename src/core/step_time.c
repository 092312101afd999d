/* How long the steps take here: days between one and the next, from the records. */
#include "core/task.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>

static const enum event_kind steps[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
	EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY,
	EVENT_RECOGNISED};
enum { STEPS = sizeof steps / sizeof steps[0] };

/* Few different lengths, many people: how often each number of days came. */
enum { LONGEST = 40 * 366 };

struct tally {
	long *times; /* by days, 0 … LONGEST */
	long n, slowest;
	struct person_id slowest_person;
};

struct tallies {
	struct tally v[STEPS]; /* by the later step */
	struct cell_id cell;
	struct date from, to;
	struct err *err;
};

static int take(struct tally *t, long days, struct person_id person, struct err *err)
{
	if (days < 0 || days > LONGEST)
		return 0;
	if (!t->times && !(t->times = mem_alloc((LONGEST + 1) * sizeof *t->times)))
		return ERR_OOM(err);
	t->times[days]++;
	if (!t->n++ || days > t->slowest) {
		t->slowest = days;
		t->slowest_person = person;
	}
	return 0;
}

/* From the last step before it that is known: a missing one in between says nothing of either. */
static int take_person(void *ctx, const struct followed *f)
{
	struct tallies *all = ctx;
	int r = 0;
	if (all->cell.v && f->cell.v != all->cell.v)
		return 0;
	struct way w = way_of(&f->facts->person, (struct date){0});
	for (int i = 1; !r && i < STEPS; i++) {
		struct date before = w.on[steps[i - 1]], on = w.on[steps[i]];
		if (!date_is_set(before) || !date_is_set(on))
			continue;
		if ((date_is_set(all->from) && date_cmp(on, all->from) < 0) ||
			(date_is_set(all->to) && date_cmp(on, all->to) > 0))
			continue;
		r = take(&all->v[i], date_to_days(on) - date_to_days(before), f->person, all->err);
	}
	return r;
}

/* The middle one; of two the mean, rounded down. */
static long median(const struct tally *t)
{
	long low = (t->n - 1) / 2, high = t->n / 2, seen = 0, a = -1;
	for (long d = 0; d <= LONGEST; d++) {
		seen += t->times[d];
		if (a < 0 && seen > low)
			a = d;
		if (seen > high)
			return (a + d) / 2;
	}
	return a;
}

int step_times_read(struct db *db, struct cell_id cell, struct date from, struct date to,
	struct step_time ret[STEP_TIMES], size_t *ret_n, struct err *err)
{
	struct tallies all = {.cell = cell, .from = from, .to = to, .err = err};
	size_t n = 0;
	int r = followed_each(db, take_person, &all, err);
	for (int i = 1; i < STEPS; i++) {
		struct tally *t = &all.v[i];
		if (!r && t->n)
			ret[n++] = (struct step_time){.from = steps[i - 1],
				.to = steps[i],
				.n = t->n,
				.median = median(t),
				.slowest = t->slowest,
				.slowest_person = t->slowest_person};
		free(t->times);
	}
	if (!r)
		*ret_n = n;
	return r;
}

int step_days_read(struct db *db, struct date today, struct step_days *ret, struct err *err)
{
	struct step_time times[STEP_TIMES];
	size_t n = 0;
	int r = step_times_read(db, (struct cell_id){0},
		date_add_months(today, -12 * STEP_DAYS_YEARS), today, times, &n, err);
	if (r)
		return r;
	for (size_t i = 0; i < ARRAY_LEN(ret->days); i++)
		ret->days[i] = -1;
	for (size_t i = 0; i < n; i++)
		ret->days[times[i].to] = (int)times[i].median;
	return 0;
}
