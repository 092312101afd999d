/* How long the steps take here: days between one and the next, from the records. */
#include "core/task.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static const enum event_kind steps[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
	EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY,
	EVENT_RECOGNISED};
enum { STEPS = sizeof steps / sizeof steps[0] };

enum { LONGEST = 40 * 366 }; /* longer is a mistake in a date */

struct tally {
	VEC(unsigned short) times; /* days, in the order of people */
	struct person_id slowest_person;
	long slowest;
};

/* Of one cell, or of all: by the later step. */
struct group {
	bool is_all;
	struct cell_id cell;
	struct tally v[STEPS];
};

struct tallies {
	struct group all;
	VEC(struct group *) cells; /* by id; those that were met */
	struct cell_id only;	   /* 0: every cell */
	bool by_cell;
	struct date from, to;
	struct err *err;
};

static void group_done(struct group *g)
{
	for (int i = 0; i < STEPS; i++)
		VEC_DONE(&g->v[i].times);
}

static void tallies_done(struct tallies *all)
{
	group_done(&all->all);
	VEC_EACH (g, &all->cells) {
		group_done(*g);
		free(*g);
	}
	VEC_DONE(&all->cells);
}

/* The cell's group, made where it is met first; NULL: without memory. */
static struct group *group_of(struct tallies *all, struct cell_id cell)
{
	size_t a = 0, b = all->cells.n;
	while (a < b) {
		size_t m = a + (b - a) / 2;
		if (all->cells.v[m]->cell.v < cell.v)
			a = m + 1;
		else
			b = m;
	}
	if (a < all->cells.n && all->cells.v[a]->cell.v == cell.v)
		return all->cells.v[a];
	struct group *g = mem_alloc(sizeof *g);
	if (!g || !VEC_PUSH(&all->cells, g)) {
		free(g);
		return NULL;
	}
	g->cell = cell;
	struct group **v = all->cells.v;
	memmove(v + a + 1, v + a, (all->cells.n - 1 - a) * sizeof *v);
	v[a] = g;
	return g;
}

static int take(struct tally *t, long days, struct person_id person, struct err *err)
{
	if (days < 0 || days > LONGEST)
		return 0;
	if (!t->times.n || days > t->slowest) {
		t->slowest = days;
		t->slowest_person = person;
	}
	return VEC_PUSH(&t->times, (unsigned short)days) ? 0 : ERR_OOM(err);
}

/* From the last step before it that is known: a missing one in between says nothing of either. */
static int take_person(void *ctx, const struct followed *f)
{
	struct tallies *all = ctx;
	struct group *own = NULL;
	int r = 0;
	if (all->only.v && f->cell.v != all->only.v)
		return 0;
	struct way w = way_of(&f->facts->person, (struct date){0});
	for (int i = 1; !r && i < STEPS; i++) {
		struct date before = w.on[steps[i - 1]], on = w.on[steps[i]];
		if (!date_is_set(before) || !date_is_set(on))
			continue;
		if ((date_is_set(all->from) && date_cmp(on, all->from) < 0) ||
			(date_is_set(all->to) && date_cmp(on, all->to) > 0))
			continue;
		long days = date_to_days(on) - date_to_days(before);
		r = take(&all->all.v[i], days, f->person, all->err);
		if (!r && all->by_cell && !own && !(own = group_of(all, f->cell)))
			r = ERR_OOM(all->err);
		if (!r && own)
			r = take(&own->v[i], days, f->person, all->err);
	}
	return r;
}

static int ascending(const void *a, const void *b)
{
	const unsigned short *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The middle one; of two the mean, rounded down. */
static long median(struct tally *t)
{
	size_t n = t->times.n;
	qsort(t->times.v, n, sizeof *t->times.v, ascending);
	return (t->times.v[(n - 1) / 2] + t->times.v[n / 2]) / 2;
}

static size_t group_rows(struct group *g, struct step_time ret[STEP_TIMES])
{
	size_t n = 0;
	for (int i = 1; i < STEPS; i++) {
		struct tally *t = &g->v[i];
		if (t->times.n)
			ret[n++] = (struct step_time){.is_all = g->is_all,
				.cell = g->cell,
				.from = steps[i - 1],
				.to = steps[i],
				.n = (long)t->times.n,
				.median = median(t),
				.slowest = t->slowest,
				.slowest_person = t->slowest_person};
	}
	return n;
}

int step_times_read(struct db *db, struct cell_id cell, struct date from, struct date to,
	struct step_time ret[STEP_TIMES], size_t *ret_n, struct err *err)
{
	struct tallies all = {.all = {.is_all = !cell.v, .cell = cell},
		.only = cell,
		.from = from,
		.to = to,
		.err = err};
	int r = followed_each(db, take_person, &all, err);
	if (!r)
		*ret_n = group_rows(&all.all, ret);
	tallies_done(&all);
	return r;
}

int step_times_by_cell(struct db *db, struct date from, struct date to, struct step_time **ret,
	size_t *ret_n, struct err *err)
{
	struct tallies all = {
		.all = {.is_all = true}, .by_cell = true, .from = from, .to = to, .err = err};
	int r = followed_each(db, take_person, &all, err);
	size_t n = 0;
	struct step_time *rows =
		r ? NULL : mem_alloc((all.cells.n + 1) * STEP_TIMES * sizeof *rows);
	if (!r && !rows)
		r = ERR_OOM(err);
	if (!r) {
		n = group_rows(&all.all, rows);
		VEC_EACH (g, &all.cells)
			n += group_rows(*g, rows + n);
		*ret = rows;
		*ret_n = n;
	}
	tallies_done(&all);
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
