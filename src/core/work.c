#include "core/work.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/past.h"

#include <stdio.h>
#include <stdlib.h>

void work_done(struct work *w)
{
	free(w->cells);
	*w = (struct work){0};
}

static int by_cell(const void *a, const void *b)
{
	const struct cell_work *x = a, *y = b;
	return (x->cell.v > y->cell.v) - (x->cell.v < y->cell.v);
}

const struct cell_work *work_of(const struct work *w, struct cell_id cell)
{
	const struct cell_work key = {.cell = cell};
	return w->n ? bsearch(&key, w->cells, w->n, sizeof key, by_cell) : NULL;
}

static struct cell_work *find(struct work *w, int64_t cell)
{
	const struct cell_work key = {.cell = {cell}};
	return w->n ? bsearch(&key, w->cells, w->n, sizeof key, by_cell) : NULL;
}

static void take_resolution(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	const char *number = db_text(s, "number");
	(void)w;
	c->resolution = db_int(s, "id");
	str_fit(c->number, sizeof c->number, number);
	c->resolution_on = db_date(s, "on_date");
	c->members = (long)db_int(s, "members");
	c->associations = (long)db_int(s, "associations");
	c->find = (long)db_int(s, "find");
}

static void take_reports(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	int month = atoi(db_text(s, "month") + 5);
	(void)w;
	if (month >= 1 && month <= 12)
		c->months[month - 1].made = (long)db_int(s, "n");
}

static void take_names(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	(void)w;
	c->names = (long)db_int(s, "n");
}

static void take_obstacles(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	(void)w;
	c->obstacles = (long)db_int(s, "n");
}

static void take_mentors(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	(void)w;
	c->mentors = (long)db_int(s, "n");
}

static void take_uncovered(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	(void)w;
	c->uncovered = (long)db_int(s, "n");
}

static void take_meetings(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	(void)w;
	c->last_meeting = db_date(s, "last");
	c->requests = (long)db_int(s, "open");
}

static void take_visits(struct work *w, struct cell_work *c, struct db_stmt *s)
{
	(void)w;
	c->visits = (long)db_int(s, "n");
}

enum {
	NEEDS_YEAR = 1,
	NEEDS_DAYS = 2,
	NEEDS_DAY = 4,
	NEEDS_MONTHS = 8,
	IS_OWED = 16,
	IS_NOW = 32,
	NEEDS_NOW = 64
};

static const struct {
	enum db_query query;
	unsigned needs;
	void (*take)(struct work *w, struct cell_work *c, struct db_stmt *s);
} parts[] = {
	{DBQ_WORK_RESOLUTIONS, NEEDS_YEAR | IS_OWED, take_resolution},
	{DBQ_WORK_REPORTS, NEEDS_YEAR | NEEDS_MONTHS | IS_OWED, take_reports},
	{DBQ_WORK_NAMES, NEEDS_DAYS, take_names},
	{DBQ_WORK_OBSTACLES, NEEDS_DAY | NEEDS_NOW, take_obstacles},
	{DBQ_WORK_MENTORS, NEEDS_DAY, take_mentors},
	{DBQ_WORK_UNCOVERED, IS_NOW, take_uncovered},
	{DBQ_WORK_MEETINGS, NEEDS_DAY | IS_OWED, take_meetings},
	{DBQ_WORK_VISITS, NEEDS_DAYS, take_visits},
};

static int read_part(struct db *db, struct work *w, size_t i, struct err *err)
{
	char from[8], to[8];
	struct date last = {(short)w->year, 12, 31};
	struct db_stmt *s = db_begin(db, parts[i].query, err);
	snprintf(from, sizeof from, "%04d-01", w->year);
	snprintf(to, sizeof to, "%04d-12", w->year);
	if (parts[i].needs & NEEDS_YEAR)
		db_bind_int(s, "year", w->year);
	if (parts[i].needs & NEEDS_MONTHS) {
		db_bind_text(s, "from", from);
		db_bind_text(s, "to", to);
	}
	if (parts[i].needs & NEEDS_DAYS) {
		db_bind_date(s, "from", (struct date){(short)w->year, 1, 1});
		db_bind_date(s, "to", date_min(last, w->as_of));
	}
	if (parts[i].needs & NEEDS_DAY)
		db_bind_date(s, "day", w->as_of);
	if (parts[i].needs & NEEDS_NOW)
		db_bind_int(s, "now", date_cmp(w->as_of, clock_today()) == 0);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct cell_work *c = find(w, db_int(s, "cell_id"));
		if (c)
			parts[i].take(w, c, s);
	}
	return r;
}

/* A month is owed once it is over. */
static void settle_months(struct work *w, struct cell_work *c, struct date today)
{
	for (int m = 1; m <= 12; m++) {
		struct work_month *at = &c->months[m - 1];
		bool is_over = report_month_is_over(w->year, m, w->as_of, today);
		if (c->resolution && is_over && report_is_owed(c->resolution_on, w->year, m))
			at->due = c->members + c->associations;
		c->reports_due += at->due;
		if (at->due)
			c->reports_made += at->made;
	}
}

static int read_parts(struct db *db, int year, struct date as_of, unsigned only, struct work *ret,
	struct err *err)
{
	struct work w = {.year = year, .as_of = as_of};
	int64_t *ids = NULL;
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = db_read_ids(db_begin(db, DBQ_CELLS_IN_ORDER, err), &ids, &w.n, err);
	if (!r) {
		w.cells = mem_alloc((w.n + 1) * sizeof *w.cells);
		r = w.cells ? 0 : ERR_OOM(err);
	}
	bool is_now = date_cmp(as_of, clock_today()) == 0;
	for (size_t i = 0; !r && i < w.n; i++) {
		w.cells[i].cell.v = ids[i];
		w.cells[i].uncovered = is_now ? 0 : -1;
	}
	free(ids);
	if (!r && w.n)
		qsort(w.cells, w.n, sizeof *w.cells, by_cell);
	for (size_t i = 0; !r && i < ARRAY_LEN(parts); i++)
		if ((parts[i].needs & only) == only && (is_now || !(parts[i].needs & IS_NOW)))
			r = read_part(db, &w, i, err);
	db_read_end(db);
	if (r) {
		work_done(&w);
		return r;
	}
	for (size_t i = 0; i < w.n; i++)
		settle_months(&w, &w.cells[i], past_known(db));
	*ret = w;
	return 0;
}

int work_read(struct db *db, int year, struct date as_of, struct work *ret, struct err *err)
{
	return read_parts(db, year, as_of, 0, ret, err);
}

int work_read_owed(struct db *db, int year, struct date as_of, struct work *ret, struct err *err)
{
	return read_parts(db, year, as_of, IS_OWED, ret, err);
}
