/* Hôm nay: this year against its targets, what needs somebody, and the menu. The page is there at
 * once; its figures follow when nobody types. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/overview.h"
#include "ui/page.h"
#include "ui/screens/health.h"
#include "ui/screens/screens.h"
#include "ui/screens/undo.h"
#include "ui/term.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <stdio.h>

#define BESIDE_BAR 58 /* cells of a line without the bar itself */
#define BAR_LEAST  4

enum { DOOR_TARGETS = 1, DOOR_TASK, DOOR_SCREEN };
enum { ACT_SUMMARY = 1, ACT_HEALTH, ACT_UNDO, ACT_SAME };

struct home {
	struct app *app;
	struct db *db;
	struct overview overview;
	char *committee;
};

static const struct action actions[] = {
	{ACT_SUMMARY, "p", N_("print"),
		N_("The admission summary of this year, to print or to save.")},
	{ACT_HEALTH, "d", N_("data to mend"),
		N_("What is missing, impossible, doubtful or old in the data, cell by cell.")},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE},
	{ACT_SAME, "t", N_("twice?"), N_("Who may stand in the lists twice.")}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct home *h = ctx;
	strbuf_addf(ret, "%s · %s", _("Sources for admission"), h->committee ? h->committee : "");
}

/* ---- the year -------------------------------------------------------------------------------- */

static void add_bar(struct page *p, const struct overview *o, enum target_kind kind)
{
	char done[WORDING_MAX], target[WORDING_MAX], percent[WORDING_MAX];
	int bar = page_width(p) - BESIDE_BAR;
	page_line(p);
	page_line_door(p, (struct door){DOOR_TARGETS, kind, 0});
	page_cell(p, STYLE_NORMAL, 22, -1, _(target_kind_label(kind)));
	if (!o->has_figures) {
		page_text(p, STYLE_DIM, "…");
		return;
	}
	bar = bar > 40 ? 40 : bar < BAR_LEAST ? BAR_LEAST : bar;
	wording_number(o->actual[kind], done);
	if (o->target[kind] < 0) {
		page_to(p, 24 + bar);
		page_cell(p, STYLE_STRONG, 10, 1, done);
		page_textf(p, STYLE_DIM, "   %s", _("no target"));
		return;
	}
	CLEANUP_FREE char *both =
		mem_printf("%s/%s", done, wording_number(o->target[kind], target));
	page_bar(p, bar, o->actual[kind], o->target[kind]);
	page_cell(p, STYLE_STRONG, 10, 1, both ? both : "");
	page_cell(p, STYLE_NORMAL, 10, 1,
		wording_percent(percent_tenths(o->actual[kind], o->target[kind]), percent));
}

static void add_year(struct page *p, const struct overview *o)
{
	char text[96];
	long left = date_to_days((struct date){.year = o->today.year, .month = 12, .day = 31}) -
		    date_to_days(o->today);
	snprintf(text, sizeof text, _("Year %d"), o->today.year);
	page_box(p, text);
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		add_bar(p, o, (enum target_kind)k);
		if (k == TARGET_ADMISSION && page_width(p) >= BESIDE_BAR + BAR_LEAST) {
			snprintf(text, sizeof text,
				P_("%ld day left", "%ld days left", (unsigned long)left), left);
			page_to(p, -14);
			page_cell(p, STYLE_DIM, 14, 1, text);
		}
	}
	page_box_end(p);
}

/* ---- what needs somebody --------------------------------------------------------------------- */

static const char *task_text(
	const struct overview *o, enum overview_part part, char *buf, size_t size)
{
	static const char *const texts[OVERVIEW_PARTS] = {
		[OVERVIEW_UNCOVERED] = N_("candidates without a mentor"),
		[OVERVIEW_BLOCKED] = N_("matters that are blocked"),
		[OVERVIEW_COMMITTEE_LATE] = N_("cell resolutions overdue for the committee"),
		[OVERVIEW_ANSWERS_LATE] = N_("background checks overdue for an answer"),
		[OVERVIEW_CEREMONY_LATE] = N_("decisions overdue for the ceremony"),
		[OVERVIEW_DECISION_LATE] = N_("cell resolutions overdue for the decision"),
		[OVERVIEW_RECOGNITION_LATE] = N_("probations over, not yet recognised"),
		[OVERVIEW_OTHERS_LATE] = N_("other matters overdue"),
		[OVERVIEW_WORK_LATE] = N_("matters of the sourcing work overdue"),
		[OVERVIEW_CERTIFICATES] = N_("certificates that lapse within 90 days"),
		[OVERVIEW_PROBATION_ENDS] = N_("probations that end soon"),
	};
	if (part != OVERVIEW_DRY)
		return _(texts[part]);
	snprintf(buf, size,
		P_("cells without admission for %d year", "cells without admission for %d years",
			(unsigned long)o->dry_years),
		o->dry_years);
	return buf;
}

static void add_detail(struct strbuf *b, const struct overview_task *t, enum overview_part part)
{
	switch (part) {
	case OVERVIEW_CEREMONY_LATE:
	case OVERVIEW_DECISION_LATE:
	case OVERVIEW_COMMITTEE_LATE:
	case OVERVIEW_ANSWERS_LATE:
	case OVERVIEW_OTHERS_LATE:
		strbuf_addf(b, P_("%ld day over", "up to %ld days over", (unsigned long)t->days),
			t->days);
		strbuf_addf(b, " · %s", strbuf_str(&t->few));
		break;
	case OVERVIEW_CERTIFICATES:
		strbuf_addf(
			b, P_("%ld day left", "%ld days left", (unsigned long)t->days), t->days);
		strbuf_addf(b, " · %s", strbuf_str(&t->few));
		break;
	default:
		strbuf_add(b, strbuf_str(&t->few));
		break;
	}
}

/* How many are inside of each mark of the countdown: "7 days: 1 · 30: 2". */
static void add_marks(struct strbuf *b, const struct overview *o)
{
	for (int i = 0; i < TASK_MARKS; i++)
		if (o->marks[i])
			strbuf_addf(b, b->len ? " · %d: %ld" : _("%d days: %ld"), task_marks[i],
				o->marks[i]);
}

/* "3 resolutions · 8 reports …": what there is of each. */
static void add_work(struct strbuf *b, const struct overview_work *w)
{
	if (w->resolutions)
		strbuf_addf(b,
			P_("%ld resolution", "%ld resolutions", (unsigned long)w->resolutions),
			w->resolutions);
	if (w->reports) {
		strbuf_add(b, b->len ? " · " : "");
		strbuf_addf(b,
			P_("%ld month of reports", "%ld months of reports",
				(unsigned long)w->reports),
			w->reports);
	}
	if (w->steps) {
		strbuf_add(b, b->len ? " · " : "");
		strbuf_addf(b,
			P_("%ld step or talk", "%ld steps or talks", (unsigned long)w->steps),
			w->steps);
	}
	if (w->visits) {
		strbuf_add(b, b->len ? " · " : "");
		strbuf_addf(b, P_("%ld of a cell", "%ld of cells", (unsigned long)w->visits),
			w->visits);
	}
}

static void add_task(struct page *p, const struct overview *o, enum overview_part part)
{
	const struct overview_task *t = &o->tasks[part];
	struct strbuf detail = {0};
	char text[160], n[WORDING_MAX];
	int wide = page_width(p) - 7, what = wide * 4 / 7;
	what = what < 44 ? 44 : what;
	const char *told = task_text(o, part, text, sizeof text);
	if (part == OVERVIEW_PROBATION_ENDS || part == OVERVIEW_WORK_LATE) {
		/* numbers need more room than names, which may be cut */
		if (part == OVERVIEW_WORK_LATE)
			add_work(&detail, &o->work);
		else
			add_marks(&detail, o);
		int need = wide - text_cells(strbuf_str(&detail)), least = text_cells(told) + 2;
		if (need < what)
			what = need < least ? least : need;
	} else {
		add_detail(&detail, t, part);
	}
	page_line(p);
	page_line_door(p, (struct door){DOOR_TASK, part, 0});
	page_cell(p, STYLE_STRONG, 4, 1, wording_number(t->n, n));
	page_text(p, STYLE_NORMAL, " ");
	page_cell(p, STYLE_NORMAL, what - 1, -1, told);
	page_text(p, STYLE_NORMAL, " ");
	page_cell(p, STYLE_DIM, wide - what, -1, strbuf_str(&detail));
	strbuf_done(&detail);
}

static void add_tasks(struct page *p, const struct overview *o)
{
	char text[96];
	long sum = 0, late = o->overdue + o->tasks[OVERVIEW_BLOCKED].n;
	bool known = true;
	for (int i = OVERVIEW_UNCOVERED; i < OVERVIEW_PARTS; i++) {
		sum += o->tasks[i].n;
		known &= o->tasks[i].is_known;
	}
	page_line(p);
	page_text(p, STYLE_HEAD, _("To be dealt with"));
	/* the same number as in the list of things to do */
	snprintf(text, sizeof text,
		P_("%ld matter overdue or blocked", "%ld matters overdue or blocked",
			(unsigned long)late),
		late);
	page_to(p, -36);
	page_cell(p, STYLE_DIM, 36, 1, known ? text : "…");
	for (int i = OVERVIEW_UNCOVERED; i < OVERVIEW_PARTS; i++)
		if (o->tasks[i].n)
			add_task(p, o, (enum overview_part)i);
	if (known && !sum) {
		page_line(p);
		page_text(p, STYLE_GOOD, _("Nothing is waiting for anybody."));
	}
}

static void add_beginning(struct page *p)
{
	page_line(p);
	page_text(p, STYLE_HEAD, _("Nothing has been entered yet"));
	page_line(p);
	page_wrap(p, STYLE_NORMAL, 0,
		_("Press 7 to bring in lists that exist in files (Excel, CSV …), or 1 to enter the "
		  "first cell by hand. The committee's names stand under 9."));
}

/* ---- the page -------------------------------------------------------------------------------- */

static int read_name(struct home *h, struct err *err)
{
	struct committee c = {0};
	struct err e = {0};
	int r = committee_load(h->db, clock_today(), &c, &e);
	if (r && r != ERR_NOT_FOUND) {
		if (err)
			*err = e;
		return r;
	}
	free(h->committee);
	h->committee = TAKE_PTR(c.name);
	committee_done(&c);
	return 0;
}

/* The menu is seen whole in 24 lines, however much there is to do: empty lines give way. */
static int lines_left(const struct home *h)
{
	enum { ROOM = 21, YEAR = 5, HEADING = 1, MENU = 4 };
	int n = 0;
	for (int i = OVERVIEW_UNCOVERED; i < OVERVIEW_PARTS; i++)
		n += h->overview.tasks[i].n > 0;
	return ROOM - YEAR - HEADING - MENU - n;
}

static int build(void *ctx, struct page *p, struct err *err)
{
	struct home *h = ctx;
	int64_t cell = 0;
	struct db_stmt *s = db_begin(h->db, DBQ_CELL_FIRST, err);
	db_bind_int(s, "n", 1);
	int r = db_number(s, 0, &cell, err);
	if (!r)
		r = read_name(h, err);
	if (r)
		return r;
	h->overview.today = clock_today();
	add_year(p, &h->overview);
	if (lines_left(h) > 1)
		page_line(p);
	if (cell)
		add_tasks(p, &h->overview);
	else
		add_beginning(p);
	if (lines_left(h) > 0)
		page_line(p);
	page_screens(p, app_screens(h->app), DOOR_SCREEN);
	return 0;
}

static bool key_pending(void *ctx)
{
	(void)ctx;
	return term_key_pending();
}

static int later(void *ctx, bool anew, struct err *err)
{
	struct home *h = ctx;
	if (anew)
		overview_begin(&h->overview, clock_today());
	/* made anew where another program's rules made them: before the first of them is counted */
	int r = h->overview.next == 0 ? tasks_prepare(h->db, NULL, NULL, err) : 0;
	if (r)
		return r;
	db_stop_when(h->db, key_pending, NULL);
	r = overview_next(h->db, &h->overview, err);
	db_stop_when(h->db, NULL, NULL);
	return r;
}

static int open_task(struct app *app, struct home *h, enum overview_part part, struct err *err)
{
	const struct overview_task *t = &h->overview.tasks[part];
	char text[160];
	if (part == OVERVIEW_UNCOVERED)
		return uncovered_open(app, err);
	if (part == OVERVIEW_DRY)
		return dry_open(app, err);
	return tasks_open_for(
		app, &t->query, task_text(&h->overview, part, text, sizeof text), err);
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	switch (door.kind) {
	case DOOR_TARGETS:
		return targets_open(app, err);
	case DOOR_TASK:
		return open_task(app, ctx, (enum overview_part)door.a, err);
	default:
		app_go(app, app_screens(app) + door.a);
		return 0;
	}
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	(void)ctx;
	(void)on;
	return action == ACT_UNDO      ? undo_ask(app, (struct person_id){0}, err)
	       : action == ACT_SUMMARY ? summary_open(app, err)
	       : action == ACT_HEALTH  ? health_open(app, err)
	       : action == ACT_SAME    ? same_open(app, err)
				       : 0;
}

static void done(void *ctx)
{
	struct home *h = ctx;
	overview_done(&h->overview);
	free(h->committee);
	free(h);
}

static const struct page_ops ops = {
	.name = "home",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.later = later,
	.act = act,
	.open = open,
	.done = done,
};

int home_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct home *h = mem_alloc(sizeof *h);
	if (!h)
		return ERR_OOM(err);
	h->app = app;
	h->db = office->db;
	return page_open(app, &ops, h, err);
}
