#include "report/overview.h"

#include "base/i18n.h"
#include "report/admissions_read.h"

#include <string.h>

#define NAMES 3 /* that are told */

static void task_done(struct overview_task *t)
{
	strbuf_done(&t->few);
	*t = (struct overview_task){0};
}

static void dry_done(struct overview *o)
{
	VEC_EACH (c, &o->dry)
		free(c->name);
	VEC_DONE(&o->dry);
}

void overview_begin(struct overview *o, struct date today)
{
	o->today = today;
	o->next = 0;
}

void overview_done(struct overview *o)
{
	for (int i = 0; i < OVERVIEW_PARTS; i++)
		task_done(&o->tasks[i]);
	dry_done(o);
}

static void tell(struct strbuf *few, long nth, const char *name)
{
	if (nth < NAMES)
		strbuf_addf(few, "%s%s", nth ? ", " : "", name);
	else if (nth == NAMES)
		strbuf_add(few, " …");
}

/* ---- the year's figures ---------------------------------------------------------------------- */

static int count_events(struct db *db, enum event_kind kind, struct date from, struct date to,
	long *ret, struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_EVENT_COUNT, err);
	db_bind_int(s, "kind", kind);
	db_bind_date(s, "from", from);
	db_bind_date(s, "to", to);
	int r = db_number(s, 0, &n, err);
	*ret = (long)n;
	return r;
}

static int read_figures(struct db *db, struct overview *o, struct err *err)
{
	struct date from = {.year = o->today.year, .month = 1, .day = 1};
	long target[4] = {0}, actual[4] = {0};
	struct settings settings;
	int r = settings_load(db, &settings, err);
	for (int k = TARGET_ADMISSION; !r && k <= TARGET_LIST; k++)
		r = target_for(db, (struct cell_id){0}, (enum target_kind)k, from, o->today,
			&target[k], err);
	if (!r)
		r = admissions_count(
			db, from, o->today, settings.date_basis, &actual[TARGET_ADMISSION], err);
	if (!r)
		r = count_events(db, EVENT_CLASS, from, o->today, &actual[TARGET_CLASS], err);
	if (!r)
		r = count_events(db, EVENT_LISTED, from, o->today, &actual[TARGET_LIST], err);
	if (r)
		return r;
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		o->target[k] = target[k];
		o->actual[k] = actual[k];
	}
	o->dry_years = settings.dry_years;
	o->has_figures = true;
	return 0;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static int read_dry(struct db *db, struct overview *o, struct err *err)
{
	struct overview_task t = {.is_known = true, .days = -1};
	struct figures f;
	int r = figures_cells(db, o->today, &f, err);
	if (r)
		return r;
	dry_done(o);
	VEC_EACH (c, &f.cells) {
		if (!c->is_dry || r)
			continue;
		struct overview_cell dry = {.id = c->cell.id,
			.name = TAKE_PTR(c->cell.name),
			.years = c->years_without,
			.last = c->last_admission,
			.nobody_left = c->cell.nobody_left};
		const char *name = cell_short_name(dry.name);
		CLEANUP_FREE char *with_years =
			dry.years < 0 ? mem_strdup(name)
				      : mem_printf(P_("%s (%d year)", "%s (%d years)",
							   (unsigned long)dry.years),
						name, dry.years);
		tell(&t.few, t.n++, with_years ? with_years : name);
		if (!VEC_PUSH(&o->dry, dry)) {
			free(dry.name);
			r = ERR_OOM(err);
		}
	}
	figures_done(&f);
	task_done(&o->tasks[OVERVIEW_DRY]);
	o->tasks[OVERVIEW_DRY] = t;
	return r;
}

/* The cells where they are, each once. */
static int tell_cells(struct db *db, const struct cell_id *cells, size_t n, struct date day,
	struct strbuf *few, struct err *err)
{
	long told = 0;
	int r = 0;
	for (size_t i = 0; !r && i < n && told <= NAMES; i++) {
		CLEANUP_FREE char *name = NULL;
		bool again = false;
		for (size_t k = 0; k < i; k++)
			again |= cells[k].v == cells[i].v;
		if (again || !cells[i].v)
			continue;
		r = cell_name(db, cells[i], day, &name, err);
		if (!r)
			tell(few, told++, cell_short_name(name));
	}
	return r;
}

static int read_uncovered(struct db *db, struct overview *o, struct err *err)
{
	struct overview_task t = {.is_known = true, .days = -1};
	struct cell_id cells[64];
	int64_t all = 0;
	size_t n = 0;
	int r = db_number(db_begin(db, DBQ_UNCOVERED_TOTAL, err), 0, &all, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_UNCOVERED_SOME, err);
	db_bind_int(s, "n", (int64_t)ARRAY_LEN(cells));
	while ((r = db_step(s, err)) == 1 && n < ARRAY_LEN(cells))
		cells[n++].v = db_int(s, "cell_id");
	db_reset(s);
	if (r >= 0)
		r = tell_cells(db, cells, n, o->today, &t.few, err);
	if (r) {
		task_done(&t);
		return r;
	}
	t.n = (long)all;
	task_done(&o->tasks[OVERVIEW_UNCOVERED]);
	o->tasks[OVERVIEW_UNCOVERED] = t;
	return 0;
}

/* ---- what is due ----------------------------------------------------------------------------- */

/* What has a line of its own among what is overdue, or stands in that of who lacks a mentor. */
static const uint64_t has_line = UINT64_C(1) << NEED_MENTOR | UINT64_C(1) << NEED_CEREMONY |
				 UINT64_C(1) << NEED_DECISION | UINT64_C(1) << NEED_COMMITTEE |
				 UINT64_C(1) << NEED_CHECK_ANSWER | UINT64_C(1) << NEED_PROBATION;

static struct task_query query_of(enum overview_part part, struct date today)
{
	struct task_query q = {.set = TASKS_OVERDUE, .today = today};
	switch (part) {
	case OVERVIEW_BLOCKED:
		q.set = TASKS_BLOCKED;
		break;
	case OVERVIEW_CEREMONY_LATE:
		q.kind = NEED_CEREMONY;
		break;
	case OVERVIEW_DECISION_LATE:
		q.kind = NEED_DECISION;
		break;
	case OVERVIEW_COMMITTEE_LATE:
		q.kind = NEED_COMMITTEE;
		break;
	case OVERVIEW_ANSWERS_LATE:
		q.kind = NEED_CHECK_ANSWER;
		break;
	case OVERVIEW_RECOGNITION_LATE:
		q.kind = NEED_PROBATION;
		break;
	case OVERVIEW_OTHERS_LATE:
		q.without = has_line;
		break;
	case OVERVIEW_WORK_LATE:
		q.with_work = true;
		q.without = NEEDS_OF_DOSSIER;
		break;
	case OVERVIEW_CERTIFICATES:
		q.set = TASKS_ALL;
		q.kind = NEED_CERTIFICATE;
		q.from = today;
		q.to = date_add_days(today, OVERVIEW_CERTIFICATE_DAYS);
		break;
	default:
		q.set = TASKS_ALL;
		q.kind = NEED_PROBATION;
		q.from = today;
		q.to = date_add_days(today, OVERVIEW_PROBATION_DAYS);
		break;
	}
	return q;
}

struct reading {
	struct overview_task t;
	struct date today;
	bool is_over;
	long marks[TASK_MARKS];
	struct overview_work work;
};

static void count_work(struct reading *r, enum need_kind kind)
{
	switch (kind) {
	case NEED_RESOLUTION:
		r->work.resolutions++;
		break;
	case NEED_REPORTS:
		r->work.reports++;
		break;
	case NEED_DIPLOMA:
	case NEED_OBSTACLE_STEP:
	case NEED_TALK:
		r->work.steps++;
		break;
	case NEED_CELL_VISIT:
	case NEED_REQUEST:
		r->work.visits++;
		break;
	default:
		break;
	}
}

/* By day: the first is the longest over, or the next to come. */
static int take(void *ctx, const struct task_row *row)
{
	struct reading *r = ctx;
	long days = date_to_days(r->today) - date_to_days(row->due);
	int mark = r->is_over ? 0 : task_mark(row->kind, -days);
	if (r->t.days < 0)
		r->t.days = r->is_over ? days : -days;
	for (int i = 0; i < TASK_MARKS; i++)
		r->marks[i] += mark == task_marks[i];
	tell(&r->t.few, r->t.n++, row->name);
	count_work(r, row->kind);
	return 0;
}

static int read_tasks(struct db *db, struct overview *o, enum overview_part part, struct err *err)
{
	struct reading r = {.t = {.is_known = true, .days = -1, .query = query_of(part, o->today)},
		.today = o->today,
		.is_over = part < OVERVIEW_CERTIFICATES};
	const struct task_query overdue = {
		.set = TASKS_OVERDUE, .today = o->today, .with_work = true};
	long all = o->overdue, people;
	int k = tasks_each(db, &r.t.query, take, &r, err);
	if (!k && part == OVERVIEW_OTHERS_LATE)
		k = tasks_count(db, &overdue, &all, &people, err);
	if (k) {
		task_done(&r.t);
		return k;
	}
	task_done(&o->tasks[part]);
	o->tasks[part] = r.t;
	o->overdue = all;
	if (part == OVERVIEW_WORK_LATE)
		o->work = r.work;
	if (part == OVERVIEW_PROBATION_ENDS)
		memcpy(o->marks, r.marks, sizeof o->marks);
	return 0;
}

int overview_next(struct db *db, struct overview *o, struct err *err)
{
	enum overview_part part = (enum overview_part)o->next;
	int r = part >= OVERVIEW_PARTS	     ? 0
		: part == OVERVIEW_FIGURES   ? read_figures(db, o, err)
		: part == OVERVIEW_UNCOVERED ? read_uncovered(db, o, err)
		: part == OVERVIEW_DRY	     ? read_dry(db, o, err)
					     : read_tasks(db, o, part, err);
	if (r)
		return r;
	if (o->next < OVERVIEW_PARTS)
		o->next++;
	return o->next < OVERVIEW_PARTS;
}
