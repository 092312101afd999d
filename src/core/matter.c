#include "core/matter.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/setting.h"
#include "core/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shelf {
	struct matters m;
	struct date today;
	int64_t version, changes;
	bool is_read;
};

struct reading {
	struct db *db;
	struct date today;
	struct settings settings;
	struct matters m;
	struct err *err;
};

int task_row_cmp(const struct task_row *a, const struct task_row *b)
{
	int day = date_cmp(a->due, b->due);
	if (day)
		return day;
	if (a->person.v != b->person.v)
		return a->person.v < b->person.v ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->nth > b->nth) - (a->nth < b->nth);
}

static int by_order(const void *a, const void *b)
{
	return task_row_cmp(a, b);
}

/* A matter of this kind has its number once. */
static int64_t matter_id(enum need_kind kind, int nth)
{
	return -((int64_t)kind << 32 | (uint32_t)nth);
}

static int add(struct reading *r, struct task_row row)
{
	row.id = matter_id(row.kind, row.nth);
	row.state = NEED_OPEN;
	return VEC_PUSH(&r->m, row) ? 0 : ERR_OOM(r->err);
}

/* ---- of cells -------------------------------------------------------------------------------------- */

struct owing {
	struct reading *r;
	const struct work *work, *before; /* of this year and the last */
	struct date visits_begun;
	bool has_resolutions;
};

static int owe_resolution(struct owing *o, struct cell_id cell, const struct cell_work *w)
{
	struct reading *r = o->r;
	const struct settings *s = &r->settings;
	if (!o->has_resolutions || !s->resolution_month || w->resolution)
		return 0;
	struct task_row row = {.kind = NEED_RESOLUTION,
		.cell = cell,
		.mover = MOVER_CELL,
		.nth = (int)cell.v,
		.due = {r->today.year, (signed char)s->resolution_month,
			(signed char)s->resolution_day}};
	snprintf(row.name, sizeof row.name, _("year %d"), r->today.year);
	return add(r, row);
}

static int owe_month(
	struct owing *o, struct cell_id cell, const struct cell_work *w, int year, int month)
{
	const struct work_month *m = &w->months[month - 1];
	long missing = m->due - m->made;
	if (missing <= 0)
		return 0;
	struct task_row row = {.kind = NEED_REPORTS,
		.cell = cell,
		.mover = MOVER_CELL,
		.nth = (int)cell.v * 16 + month,
		.due = report_due_on(year, month, o->r->settings.report_day)};
	snprintf(row.name, sizeof row.name,
		P_("%02d/%d: %ld is missing", "%02d/%d: %ld are missing", (unsigned long)missing),
		month, year, missing);
	return add(o->r, row);
}

static int owe_reports(struct owing *o, struct cell_id cell)
{
	struct date today = o->r->today;
	int r = 0;
	for (int back = 1; !r && o->r->settings.report_day && back <= MATTER_MONTHS; back++) {
		struct date at = date_add_months((struct date){today.year, today.month, 1}, -back);
		const struct work *of = at.year == today.year ? o->work : o->before;
		const struct cell_work *w = work_of(of, cell);
		if (w)
			r = owe_month(o, cell, w, at.year, at.month);
	}
	return r;
}

static int owe_visit(struct owing *o, struct cell_id cell, const struct cell_work *w)
{
	struct reading *r = o->r;
	/* where nobody was yet, from this year on */
	struct date since = date_max(o->visits_begun, (struct date){r->today.year, 1, 1});
	struct date due = visit_due_on(w->last_meeting, since, r->settings.visit_months);
	char last[DATE_TEXT];
	if (!date_is_set(o->visits_begun) || !date_is_set(due))
		return 0;
	struct task_row row = {.kind = NEED_CELL_VISIT,
		.cell = cell,
		.mover = MOVER_COMMITTEE,
		.nth = (int)cell.v,
		.due = due};
	if (date_is_set(w->last_meeting))
		snprintf(row.name, sizeof row.name, _("last there on %s"),
			date_to_user(w->last_meeting, last));
	else
		snprintf(row.name, sizeof row.name, "%s", _("nobody was there yet"));
	return add(r, row);
}

static int owe(struct owing *o, struct db_stmt *s)
{
	struct cell_id cell = {db_int(s, "id")};
	struct date from = db_date(s, "valid_from"), to = db_date(s, "valid_to"),
		    today = o->r->today;
	const struct cell_work *w = work_of(o->work, cell);
	if (!w || (date_is_set(from) && date_cmp(from, today) > 0) ||
		(date_is_set(to) && date_cmp(to, today) < 0))
		return 0;
	int r = owe_resolution(o, cell, w);
	if (!r)
		r = owe_reports(o, cell);
	return r ? r : owe_visit(o, cell, w);
}

static int read_begun(struct owing *o, struct err *err)
{
	int64_t year = 0;
	struct db *db = o->r->db;
	int r = db_number(db_begin(db, DBQ_RESOLUTION_BEGUN, err), 0, &year, err);
	o->has_resolutions = year && year <= o->r->today.year;
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_MEETING_BEGUN, err);
	r = db_step(s, err);
	if (r == 1)
		o->visits_begun = db_date(s, "begun");
	db_reset(s);
	return r < 0 ? r : 0;
}

static int read_cells(struct reading *r)
{
	struct work work = {0}, before = {0};
	struct owing o = {.r = r, .work = &work, .before = &before};
	int year = r->today.year;
	int k = read_begun(&o, r->err);
	if (k || (!o.has_resolutions && !date_is_set(o.visits_begun)))
		return k;
	k = work_read_owed(r->db, year, r->today, &work, r->err);
	if (!k && r->today.month <= MATTER_MONTHS)
		k = work_read_owed(r->db, year - 1, r->today, &before, r->err);
	if (!k) {
		struct db_stmt *s = db_begin(r->db, DBQ_CELL_ALL, r->err);
		while ((k = db_step(s, r->err)) == 1 && (k = owe(&o, s)) == 0)
			;
		db_reset(s);
	}
	work_done(&work);
	work_done(&before);
	return k;
}

/* ---- of people ------------------------------------------------------------------------------------- */

static struct task_row row_of(struct db_stmt *s, enum need_kind kind, enum mover mover)
{
	struct task_row row = {.kind = kind,
		.mover = mover,
		.person = {db_int(s, "person_id")},
		.cell = {db_int(s, "cell_id")},
		.stage = (enum stage)db_int(s, "stage"),
		.nth = (int)db_int(s, "id")};
	const char *name = db_text(s, "full_name");
	str_fit(row.name, sizeof row.name, name);
	return row;
}

static int take_obstacle(struct reading *r, struct db_stmt *s)
{
	struct task_row row = row_of(s, NEED_OBSTACLE_STEP, MOVER_CELL);
	const char *code = db_text(s, "code");
	struct date since = db_date(s, "since"), reported = db_date(s, "reported_on");
	bool is_unreported = code && strcmp(code, "diploma") == 0 && !date_is_set(reported);
	row.due = db_date(s, "next_on");
	if (!stage_in_pipeline(row.stage))
		return 0;
	int k = date_is_set(row.due) ? add(r, row) : 0;
	if (k || !is_unreported)
		return k;
	row.kind = NEED_DIPLOMA;
	row.due = since;
	return add(r, row);
}

static int take_talk(struct reading *r, struct db_stmt *s)
{
	struct task_row row = row_of(s, NEED_TALK, MOVER_CELL);
	const char *what = db_text(s, "next_step");
	row.due = db_date(s, "next_on");
	if (row.person.v && !stage_in_pipeline(row.stage))
		return 0;
	if (!row.person.v)
		str_fit(row.name, sizeof row.name, what);
	return add(r, row);
}

static int take_request(struct reading *r, struct db_stmt *s)
{
	struct task_row row = {.kind = NEED_REQUEST,
		.mover = MOVER_CELL,
		.cell = {db_int(s, "cell_id")},
		.nth = (int)db_int(s, "id")};
	struct date on = db_date(s, "on_date"), due = db_date(s, "due_on");
	row.due = date_is_set(due) ? due : date_add_days(on, MATTER_REQUEST_DAYS);
	str_fit(row.name, sizeof row.name, db_text(s, "asked_for"));
	return add(r, row);
}

static int read_each(
	struct reading *r, enum db_query query, int (*take)(struct reading *r, struct db_stmt *s))
{
	struct db_stmt *s = db_begin(r->db, query, r->err);
	int k;
	while ((k = db_step(s, r->err)) == 1 && (k = take(r, s)) == 0)
		;
	db_reset(s);
	return k;
}

static int read_all(struct reading *r)
{
	int k = settings_load(r->db, &r->settings, r->err);
	if (!k)
		k = read_cells(r);
	if (!k)
		k = read_each(r, DBQ_MATTER_OBSTACLES, take_obstacle);
	if (!k)
		k = read_each(r, DBQ_MATTER_TALKS, take_talk);
	if (!k)
		k = read_each(r, DBQ_MATTER_REQUESTS, take_request);
	if (!k && r->m.n)
		qsort(r->m.v, r->m.n, sizeof *r->m.v, by_order);
	return k;
}

/* ---- kept while nothing is saved ---------------------------------------------------------------- */

static void shelf_free(void *thing)
{
	struct shelf *s = thing;
	VEC_DONE(&s->m);
	free(s);
}

static struct shelf *shelf_of(struct db *db)
{
	struct shelf *s = db_kept(db, DB_MATTERS);
	if (!s && (s = mem_alloc(sizeof *s)))
		db_keep(db, DB_MATTERS, s, shelf_free);
	return s;
}

int matters_of(struct db *db, struct date today, const struct matters **ret, struct err *err)
{
	struct shelf *s = shelf_of(db);
	int64_t changes = 0, version = db_data_version(db);
	if (!s)
		return ERR_OOM(err);
	int r = db_number(db_begin(db, DBQ_CHANGES, err), 0, &changes, err);
	if (r)
		return r;
	if (!s->is_read || s->version != version || s->changes != changes ||
		date_cmp(s->today, today) != 0) {
		struct reading reading = {.db = db, .today = today, .err = err};
		r = read_all(&reading);
		if (r) {
			VEC_DONE(&reading.m);
			return r;
		}
		VEC_DONE(&s->m);
		s->m = reading.m;
		s->version = version;
		s->changes = changes;
		s->today = today;
		s->is_read = true;
	}
	*ret = &s->m;
	return 0;
}
