/* Việc cần làm: what is due, overdue, blocked and waited for, by day. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/mentor_form.h"
#include "ui/screens/person_view.h"
#include "ui/screens/screens.h"
#include "ui/screens/task_detail.h"
#include "ui/screens/task_filter.h"
#include "ui/screens/task_next.h"
#include "ui/screens/task_print.h"
#include "ui/screens/task_work.h"
#include "ui/screens/weekday.h"

#include <string.h>

enum {
	ACT_OPEN = 1,
	ACT_NEXT,
	ACT_MENTOR,
	ACT_SET,
	ACT_HORIZON,
	ACT_ONLY,
	ACT_WHY,
	ACT_CELL,
	ACT_PRINT
};
enum { SORT_DAY = 1 };
#define SETS 4

/* ---- columns --------------------------------------------------------------------------------- */

static const struct task_row *task(const void *row)
{
	return &((const struct task_line *)row)->t;
}

static enum task_tone tone(const void *row, void *ctx)
{
	return task_tone(task(row), ((const struct task_list *)ctx)->now.query.today);
}

static enum style style(const void *row, void *ctx)
{
	switch (tone(row, ctx)) {
	case TONE_OVERDUE:
	case TONE_BLOCKED:
		return STYLE_BAD;
	case TONE_TODAY:
	case TONE_SOON:
		return STYLE_WARN;
	case TONE_WAITING:
		return STYLE_DIM;
	case TONE_LATER:
		break;
	}
	return STYLE_NORMAL;
}

/* The same as the colour; the line under the list says what each stands for. */
static void sign_text(const void *row, void *ctx, struct strbuf *ret)
{
	static const char *const signs[] = {[TONE_LATER] = "",
		[TONE_SOON] = "",
		[TONE_TODAY] = "!",
		[TONE_OVERDUE] = "!",
		[TONE_WAITING] = "…",
		[TONE_BLOCKED] = "✗"};
	strbuf_add(ret, signs[tone(row, ctx)]);
}

static void weekday_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, weekday_short(task(row)->due));
}

static void due_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(task(row)->due, buf));
	if (((const struct task_line *)row)->is_open)
		strbuf_add(ret, "~");
}

/* Short: the heading says that it is days. */
static void days_text(const void *row, void *ctx, struct strbuf *ret)
{
	struct date today = ((const struct task_list *)ctx)->now.query.today;
	long left = date_to_days(task(row)->due) - date_to_days(today);
	if (left < 0)
		strbuf_addf(ret, _("%ld late"), -left);
	else if (left == 0)
		strbuf_add(ret, _("today"));
	else
		strbuf_addf(ret, _("%ld left"), left);
}

static void mover_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (task(row)->mover)
		strbuf_add(ret, _(mover_label(task(row)->mover)));
}

static const struct column columns[] = {
	{"", .min = 1, .ideal = 1, .text = sign_text, .style = style},
	{"", .min = 2, .ideal = 2, .drop = 3, .text = weekday_text},
	{N_("Day"), .min = 11, .ideal = 11, .sort = SORT_DAY, .text = due_text},
	{N_("Days"), .min = 8, .ideal = 8, .text = days_text, .style = style},
	{N_("What is to be done"), .min = 26, .ideal = 30, .grow = true, .find = true,
		.text = task_what_text},
	{N_("Full name"), .min = 19, .ideal = 24, .grow = true, .find = true,
		.text = task_name_text},
	{N_("Cell"), .min = 7, .ideal = 16, .drop = 1, .find = true, .text = task_cell_text,
		.brief = task_cell_code},
	{N_("Whose move"), .min = 10, .ideal = 14, .drop = 2, .text = mover_text}, {0}};

/* The names are short so that all of them are seen at 80 columns. */
static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_NEXT, "s F7", N_("record it"),
		N_("Record the next step for the marked people; they must wait for the same one."),
		ACTION_WRITE | ACTION_ROW | ACTION_MARKED},
	{ACT_MENTOR, "g F5", N_("mentor"), N_("Assign a mentor."), ACTION_WRITE | ACTION_ROW},
	{ACT_SET, "v", N_("which"),
		N_("Everything, only what is overdue, blocked, or waited for, one after the "
		   "other.")},
	{ACT_HORIZON, "h", N_("how far"),
		N_("90 days, all days, this week or this month; what is overdue, blocked or waited "
		   "for is always shown.")},
	{ACT_WHY, "c", N_("why then"), N_("How the day was reckoned, and on which rule it rests."),
		ACTION_ROW},
	{ACT_ONLY, "e F4", N_("choose which"),
		N_("Only one cell, person, mentor, kind, or those whose move it is.")},
	{ACT_PRINT, "p", N_("print"),
		N_("The list as it is shown, cell by cell, to print or to save.")},
	{ACT_CELL, "w", N_("this cell"), N_("Only this row's cell, or all again."), ACTION_ROW},
	{0}};

/* ---- what it is narrowed down to ------------------------------------------------------------- */

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct task_list *l = ctx;
	strbuf_add(ret, _("Things to do"));
	if (l->title)
		strbuf_addf(ret, " · %s", l->title);
}

static void chip(void *ctx, struct strbuf *ret)
{
	const struct task_list *l = ctx;
	/* the days that it ends at are always told: it opens with such an end */
	struct task_view base = l->base;
	if (l->now.horizon)
		base.horizon = HORIZON_ALL;
	task_list_parts(l, &base, ret);
}

static bool is_filtered(void *ctx)
{
	const struct task_list *l = ctx;
	struct strbuf b = {0};
	task_list_parts(l, &l->base, &b);
	bool is = b.len > 0;
	strbuf_done(&b);
	return is;
}

static void unfilter(void *ctx)
{
	struct task_list *l = ctx;
	l->now = l->base;
	task_list_settle(l);
}

static void foot(void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "! %s · ✗ %s · … %s · ~ %s", _("overdue or today"), _("blocked"),
		_("waiting for others"), _("days off not confirmed"));
}

/* ---- acting ---------------------------------------------------------------------------------- */

static int why(struct app *app, const struct task_list *l, const void *row, struct err *err)
{
	const struct task_row t = *task(row);
	struct strbuf text = {0};
	int r = task_detail_add(l->db, &t, &text, err);
	if (!r)
		ask_read(app, _("How this day was reckoned"), strbuf_str(&text));
	strbuf_done(&text);
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct task_list *l = ctx;
	int r;
	switch (action) {
	case ACT_OPEN:
		if (!task(on->row)->person.v)
			return cell_work_open(app, task(on->row)->cell, 0, err);
		return person_page_open(app, task(on->row)->person, err);
	case ACT_NEXT:
		if (need_is_work(task(on->row)->kind))
			return task_work(app, task(on->row), err);
		if (on->n == 1 && task(on->row)->kind == NEED_MENTOR)
			return mentor_form(app, task(on->row)->person, 0, err);
		return task_next_step(app, l, on, err);
	case ACT_MENTOR:
		return mentor_form(app, task(on->row)->person, 0, err);
	case ACT_WHY:
		return why(app, l, on->row, err);
	case ACT_SET:
		l->now.query.set = (enum task_set)((l->now.query.set + 1) % SETS);
		return 0;
	case ACT_HORIZON:
		l->now.horizon = (enum task_horizon)((l->now.horizon + 1) % HORIZONS);
		break;
	case ACT_ONLY:
		r = task_filter_form(app, &l->now, err);
		if (r)
			return r;
		break;
	case ACT_CELL:
		l->now.query.cell.v = l->now.query.cell.v ? 0 : task(on->row)->cell.v;
		return 0;
	case ACT_PRINT:
		return task_list_print(app, l, err);
	default:
		return 0;
	}
	task_list_settle(l);
	return 0;
}

static int preview(void *ctx, const void *row, struct page *page, struct err *err)
{
	const struct task_list *l = ctx;
	struct strbuf text = {0};
	int r = task_detail_add(l->db, task(row), &text, err);
	if (!r) {
		page_line(page);
		page_wrap(page, STYLE_NORMAL, 2, strbuf_str(&text));
		page_line(page);
		page_line(page);
		if (task(row)->person.v)
			r = person_view(l->db, page, task(row)->person, err);
	}
	strbuf_done(&text);
	return r;
}

static void done(void *ctx)
{
	struct task_list *l = ctx;
	free(l->title);
	free(l);
}

/* A cell's matter has no person who could get a mentor. */
static bool can(void *ctx, int action, const void *row)
{
	(void)ctx;
	return action != ACT_MENTOR || (row && task(row)->person.v);
}

static const struct list_ops ops = {
	.name = "tasks",
	.title_text = title_text,
	.source = TASKS_SOURCE,
	.columns = columns,
	.actions = actions,
	.sort = SORT_DAY,
	.empty = N_("Nothing is to be done here."),
	.can = can,
	.act = act,
	.preview = preview,
	.beside = 80,
	.chip = chip,
	.is_filtered = is_filtered,
	.unfilter = unfilter,
	.foot = foot,
	.done = done,
};

static int open_list(struct app *app, const struct task_query *q, enum task_horizon horizon,
	const char *title, struct err *err)
{
	const struct office *office = app_data(app);
	struct task_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->db = office->db;
	l->now.query = *q;
	l->now.horizon = horizon;
	l->to = q->to;
	l->title = mem_strdup(title);
	task_list_settle(l);
	l->base = l->now;
	if (title && !l->title) {
		done(l);
		return ERR_OOM(err);
	}
	return list_open(app, &ops, l, err);
}

int tasks_open_for(struct app *app, const struct task_query *q, const char *title, struct err *err)
{
	return open_list(app, q, HORIZON_ALL, title, err);
}

int tasks_open_cell(struct app *app, struct cell_id cell, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *name = NULL;
	int r = cell_name(office->db, cell, (struct date){0}, &name, err);
	return r ? r : tasks_open_for(app, &(struct task_query){.cell = cell}, name, err);
}

/* What lapses in some years is not what is to be done now. */
int tasks_open(struct app *app, struct err *err)
{
	return open_list(app, &(struct task_query){0}, HORIZON_90, NULL, err);
}
