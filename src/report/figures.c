#include "report/figures.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/standing.h"
#include "report/admissions_read.h"
#include "report/pipeline_then.h"

#include <stdint.h>
#include <stdlib.h>

static bool valid_on(const struct cell *c, struct date day)
{
	return (!date_is_set(c->valid_from) || date_cmp(c->valid_from, day) <= 0) &&
	       (!date_is_set(c->valid_to) || date_cmp(c->valid_to, day) >= 0);
}

static struct cell_figures *cell_of(struct figures *f, struct cell_id id)
{
	size_t at = cell_places_find(&f->places, id);
	return at == SIZE_MAX ? NULL : &f->cells.v[at];
}

static int read_cells(struct db *db, struct figures *f, struct err *err)
{
	VEC(struct cell_id) ids = {0};
	struct db_stmt *s = db_begin(db, DBQ_CELL_ALL, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct cell_id id = {db_int(s, "id")};
		if (f->only.v && f->only.v != id.v)
			continue;
		if (!VEC_PUSH(&ids, id)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	for (size_t i = 0; !r && i < ids.n; i++) {
		struct cell_figures c = {.members = -1,
			.workforce = -1,
			.workforce_members = -1,
			.target = -1,
			.years_without = -1};
		r = cell_load(db, ids.v[i], f->as_of, &c.cell, err);
		c.is_valid = !r && valid_on(&c.cell, f->as_of);
		if (!r && !VEC_PUSH(&f->cells, c)) {
			cell_done(&c.cell);
			r = ERR_OOM(err);
		}
	}
	VEC_DONE(&ids);
	for (size_t i = 0; !r && i < f->cells.n; i++)
		if (!cell_places_add(&f->places, f->cells.v[i].cell.id))
			r = ERR_OOM(err);
	cell_places_sort(&f->places);
	return r;
}

static int standing_then(
	struct db *db, struct person_id id, struct date day, struct standing *ret, struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person p;
	int r = person_facts(db, id, &events, &p, err);
	if (!r)
		*ret = standing_of(&p, day);
	free(events);
	return r;
}

/* Members listed one by one in a cell, on a day. */
static int count_listed(
	struct db *db, struct cell_id cell, struct date day, long *ret, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	long members = 0;
	struct db_stmt *s = db_begin(db, DBQ_PEOPLE_OF_CELL, err);
	db_bind_int(s, "cell", cell.v);
	int r = db_read_ids(s, &ids, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		struct standing st;
		r = standing_then(db, (struct person_id){ids[i]}, day, &st, err);
		members += !r && stage_is_member(st.stage);
	}
	if (!r)
		*ret = members;
	return r;
}

/* What was stated; the list only where nothing is stated. */
static int read_stated(struct db *db, struct figures *f, struct cell_figures *c, struct err *err)
{
	struct cell_stated st = {.members = -1, .workforce = -1, .workforce_members = -1};
	struct err e = {0};
	int r = cell_stated_on(db, c->cell.id, f->as_of, &st, &e);
	if (r && r != ERR_NOT_FOUND) {
		if (err)
			*err = e;
		return r;
	}
	c->members = st.members;
	c->members_on = st.members_on;
	c->members_after = st.members_after;
	c->workforce = st.workforce;
	c->workforce_members = st.workforce_members;
	c->workforce_on = st.workforce_on;
	if (c->members >= 0)
		return 0;
	long listed = 0;
	r = count_listed(db, c->cell.id, f->as_of, &listed, err);
	if (!r && listed) {
		c->members = listed;
		c->members_from_list = true;
	}
	return r;
}

/* ---- the last admission of every cell ------------------------------------------------------------- */

/* Is this event the counting date of an admission that stands? */
static int counts(struct db *db, struct figures *f, struct person_id person, struct date on,
	bool *ret, struct err *err)
{
	struct admission_dates dates[8];
	size_t n;
	int r = admission_dates_of(db, person, dates, ARRAY_LEN(dates), &n, err);
	*ret = false;
	for (size_t i = 0; !r && i < n; i++)
		*ret |= date_cmp(admission_counting_date(&dates[i], f->settings.date_basis), on) ==
			0;
	return r;
}

/* Walks one kind of event backwards from as_of; stops as soon as no cell can gain by going on. */
static int walk_back(struct db *db, struct figures *f, enum event_kind kind, struct err *err)
{
	size_t missing = 0;
	struct date oldest = {0};
	VEC_EACH (c, &f->cells) {
		missing += !date_is_set(c->last_admission);
		oldest = date_min(oldest, c->last_admission);
	}
	struct db_stmt *s = db_begin(db, DBQ_EVENTS_BACK, err);
	db_bind_int(s, "kind", kind);
	db_bind_date(s, "day", f->as_of);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct person_id person = {db_int(s, "id")};
		struct date on = db_date(s, "on_date");
		struct cell_id cell;
		bool is_one = false;
		if (!missing && date_is_set(oldest) && date_cmp(on, oldest) <= 0)
			break;
		r = admission_cell_on(db, person, on, &cell, err);
		struct cell_figures *c = r ? NULL : cell_of(f, cell);
		if (c && (!date_is_set(c->last_admission) || date_cmp(c->last_admission, on) < 0))
			r = counts(db, f, person, on, &is_one, err);
		if (r)
			break;
		if (!is_one)
			continue;
		missing -= !date_is_set(c->last_admission);
		c->last_admission = on;
		oldest = date_min(oldest, on);
	}
	db_reset(s);
	return r < 0 ? r : 0;
}

/* A merged cell's last admission looks through its predecessors. */
static void look_through_predecessors(struct figures *f)
{
	for (size_t round = 0; round < f->cells.n; round++) {
		bool changed = false;
		VEC_EACH (c, &f->cells) {
			struct cell_figures *next =
				c->cell.successor.v ? cell_of(f, c->cell.successor) : NULL;
			if (!next || !date_is_set(c->last_admission) ||
				(date_is_set(next->last_admission) &&
					date_cmp(next->last_admission, c->last_admission) >= 0))
				continue;
			next->last_admission = c->last_admission;
			changed = true;
		}
		if (!changed)
			break;
	}
}

static int read_last_admissions(struct db *db, struct figures *f, struct err *err)
{
	bool by_decision = f->settings.date_basis == BASIS_DECISION;
	int r = walk_back(db, f, by_decision ? EVENT_DECISION : EVENT_CEREMONY, err);
	if (!r)
		r = walk_back(db, f, by_decision ? EVENT_CEREMONY : EVENT_DECISION, err);
	look_through_predecessors(f);
	return r;
}

/* ---- the pipeline ---------------------------------------------------------------------------------- */

static int nothing_after(struct db *db, struct date day, bool *ret, struct err *err)
{
	*ret = true;
	for (int kind = EVENT_FOUND; kind <= EVENT_ARRIVED; kind++) {
		struct db_stmt *s = db_begin(db, DBQ_EVENT_LAST_DAY, err);
		db_bind_int(s, "kind", kind);
		int r = db_step(s, err);
		if (r < 0)
			return r;
		if (r && date_cmp(db_date(s, "on_date"), day) > 0)
			*ret = false;
		db_reset(s);
	}
	return 0;
}

static void count_stage(struct cell_figures *c, enum stage stage, long n)
{
	if (stage >= 0 && (size_t)stage < ARRAY_LEN(c->stages))
		c->stages[stage] += n;
	if (stage_in_pipeline(stage))
		c->in_pipeline += n;
}

/* Today: from the stages kept beside the people, over an index alone. */
static int pipeline_now(struct db *db, struct figures *f, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELLS_STAGES, err);
	struct cell_figures *c = NULL;
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct cell_id id = {db_int(s, "cell_id")};
		if (!c || c->cell.id.v != id.v)
			c = cell_of(f, id);
		if (c)
			count_stage(c, (enum stage)db_int(s, "stage"), (long)db_int(s, "n"));
	}
	return r;
}

/* With names, in their order: person by person. */
static int pipeline_people(struct db *db, struct figures *f, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	int r = db_read_ids(db_begin(db, DBQ_CANDIDATES_ALL, err), &ids, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		struct person_id id = {ids[i]};
		struct standing st;
		struct cell_id cell;
		r = standing_then(db, id, f->as_of, &st, err);
		if (!r && st.is_candidate)
			r = admission_cell_on(db, id, f->as_of, &cell, err);
		struct cell_figures *c = r || !st.is_candidate ? NULL : cell_of(f, cell);
		if (!c)
			continue;
		count_stage(c, st.stage, 1);
		struct pipeline_entry e = {id, (size_t)(c - f->cells.v), st.stage};
		if (!VEC_PUSH(&f->pipeline, e))
			r = ERR_OOM(err);
	}
	f->has_pipeline_people = true;
	return r;
}

static int count_then(void *ctx, struct person_id person, struct cell_id cell, enum stage stage)
{
	struct cell_figures *c = cell_of(ctx, cell);
	(void)person;
	if (c)
		count_stage(c, stage, 1);
	return 0;
}

static int read_pipeline(struct db *db, struct figures *f, bool with_people, struct err *err)
{
	bool is_now = date_cmp(f->as_of, clock_today()) == 0;
	int r = is_now && !with_people ? nothing_after(db, f->as_of, &is_now, err) : 0;
	if (r)
		return r;
	if (with_people)
		return pipeline_people(db, f, err);
	return is_now ? pipeline_now(db, f, err)
		      : pipeline_then_read(db, f->as_of, count_then, f, err);
}

/* ---- targets, totals ------------------------------------------------------------------------------- */

static int count_events(
	struct db *db, enum event_kind kind, struct figures *f, long *ret, struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, f->only.v ? DBQ_EVENT_COUNT_CELL : DBQ_EVENT_COUNT, err);
	db_bind_int(s, "kind", kind);
	db_bind_date(s, "from", f->from);
	db_bind_date(s, "to", f->to);
	if (f->only.v)
		db_bind_int(s, "cell", f->only.v);
	int r = db_number(s, 0, &n, err);
	*ret = (long)n;
	return r;
}

static int read_targets(struct db *db, struct figures *f, struct err *err)
{
	int r = 0;
	for (int k = TARGET_ADMISSION; !r && k <= TARGET_LIST; k++)
		r = target_for(
			db, f->only, (enum target_kind)k, f->from, f->to, &f->target[k], err);
	f->actual[TARGET_ADMISSION] = (long)f->now.n;
	if (!r)
		r = count_events(db, EVENT_CLASS, f, &f->actual[TARGET_CLASS], err);
	if (!r)
		r = count_events(db, EVENT_LISTED, f, &f->actual[TARGET_LIST], err);
	f->cells_target = -1;
	VEC_EACH (c, &f->cells) {
		if (!r)
			r = target_for(
				db, c->cell.id, TARGET_ADMISSION, f->from, f->to, &c->target, err);
		if (c->target >= 0)
			f->cells_target = (f->cells_target < 0 ? 0 : f->cells_target) + c->target;
	}
	return r;
}

/* A cell that ended stays only with admissions in the period. */
static int drop_ended(struct figures *f, struct err *err)
{
	size_t kept = 0, people = 0, next = 0;
	/* the pipeline is renumbered along: for each cell its people, in their order */
	size_t *number = mem_alloc((f->cells.n + 1) * sizeof *number);
	if (!number)
		return ERR_OOM(err);
	for (size_t i = 0; i < f->cells.n; i++) {
		struct cell_figures *c = &f->cells.v[i];
		bool stays = c->is_valid || c->admitted;
		number[i] = stays ? kept : SIZE_MAX;
		if (!stays)
			cell_done(&c->cell);
		else if (kept++ != i)
			f->cells.v[kept - 1] = *c;
	}
	f->cells.n = kept;
	for (; next < f->pipeline.n; next++) {
		struct pipeline_entry e = f->pipeline.v[next];
		e.cell = number[e.cell];
		if (e.cell != SIZE_MAX)
			f->pipeline.v[people++] = e;
	}
	f->pipeline.n = people;
	free(number);
	VEC_DONE(&f->places);
	return 0;
}

static void settle_dry(const struct figures *f, struct cell_figures *c)
{
	c->years_without =
		date_is_set(c->last_admission) ? years_without(c->last_admission, f->as_of) : -1;
	c->is_dry =
		c->is_valid && (c->years_without < 0 || c->years_without >= f->settings.dry_years);
}

static void settle_cells(struct figures *f)
{
	VEC_EACH (a, &f->now) {
		struct cell_figures *c = cell_of(f, a->cell);
		if (c) {
			c->admitted++;
			a->type = c->cell.type;
		}
		f->other_date += a->is_other_date;
	}
	VEC_EACH (a, &f->before) {
		struct cell_figures *c = cell_of(f, a->cell);
		a->type = c ? c->cell.type : CELL_OTHER;
	}
	VEC_EACH (c, &f->cells) {
		settle_dry(f, c);
		if (!c->is_valid)
			continue;
		f->cell_count++;
		f->members += c->members > 0 ? c->members : 0;
		f->cells_after += c->members_after;
		f->cells_from_list += c->members_from_list;
	}
}

static void only_of_cell(struct admissions *list, struct cell_id only)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i].cell.v == only.v)
			list->v[kept++] = list->v[i];
		else
			admission_done(&list->v[i]);
	}
	list->n = kept;
}

static struct date year_before(struct date d)
{
	return date_add_months(d, -12);
}

static int read_all(struct db *db, struct figures *f, bool with_people, struct err *err)
{
	enum date_basis basis;
	int r = settings_load(db, &f->settings, err);
	basis = f->settings.date_basis;
	if (!r)
		r = read_cells(db, f, err);
	if (!r)
		r = admissions_read(
			db, f->from, date_min(f->to, clock_today()), basis, &f->now, err);
	if (!r)
		r = admissions_read(db, f->prev_from, f->prev_to, basis, &f->before, err);
	if (r)
		return r;
	if (f->only.v) {
		only_of_cell(&f->now, f->only);
		only_of_cell(&f->before, f->only);
	}
	VEC_EACH (c, &f->cells)
		if (!r && c->is_valid)
			r = read_stated(db, f, c, err);
	if (!r)
		r = read_last_admissions(db, f, err);
	if (!r)
		r = read_pipeline(db, f, with_people, err);
	if (!r)
		r = read_targets(db, f, err);
	return r;
}

int figures_make(struct db *db, struct date from, struct date to, struct cell_id only,
	bool with_people, struct figures *ret, struct err *err)
{
	if (!date_is_full(from) || !date_is_full(to) || date_cmp(from, to) > 0)
		return ERR(err, ERR_INVALID, "from", NULL);
	struct figures f = {.from = from, .to = to, .only = only};
	f.as_of = date_min(to, clock_today());
	/* the same period of the year before ends on the same day of the year as this one does so far */
	f.prev_from = year_before(from);
	f.prev_to = year_before(f.as_of);
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = read_all(db, &f, with_people, err);
	db_read_end(db);
	if (!r) {
		settle_cells(&f);
		r = drop_ended(&f, err);
	}
	if (r)
		figures_done(&f);
	else
		*ret = f;
	return r;
}

int figures_cells(struct db *db, struct date as_of, struct figures *ret, struct err *err)
{
	struct figures f = {.from = as_of, .to = as_of, .as_of = as_of};
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = settings_load(db, &f.settings, err);
	if (!r)
		r = read_cells(db, &f, err);
	if (!r)
		r = read_last_admissions(db, &f, err);
	db_read_end(db);
	VEC_EACH (c, &f.cells)
		settle_dry(&f, c);
	if (r)
		figures_done(&f);
	else
		*ret = f;
	return r;
}

void figures_done(struct figures *f)
{
	admissions_done(&f->now);
	admissions_done(&f->before);
	VEC_EACH (c, &f->cells)
		cell_done(&c->cell);
	VEC_DONE(&f->cells);
	VEC_DONE(&f->pipeline);
	VEC_DONE(&f->places);
}
