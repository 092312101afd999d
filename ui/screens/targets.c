/* Chỉ tiêu: what each cell has to reach in a year, and has. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/admissions_read.h"
#include "report/target_lines.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/screens.h"
#include "ui/screens/target_form.h"
#include "ui/screens/undo.h"
#include "viet/wording.h"

#include <stdio.h>

#define COMMITTEE INT64_C(-1) /* row id of the whole committee */

struct targets {
	struct db *db;
	int year;
	char term[160];		     /* the term's targets, as the title tells them */
	long committee[4], cells[4]; /* by enum target_kind; -1: none */
};

struct row {
	struct list_row row;
	char name[200], code[40]; /* of the cell */
	long target[4], actual[4];
};

enum {
	ACT_SET = 1,
	ACT_PEOPLE,
	ACT_EARLIER,
	ACT_LATER,
	ACT_COPY,
	ACT_TERM,
	ACT_REMOVE,
	ACT_PRINT,
	ACT_UNDO
};

/* ---- columns --------------------------------------------------------------------------------- */

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct row *)row)->name);
}

static void brief_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct row *)row)->code);
}

static void add_number(struct strbuf *ret, long n)
{
	char buf[WORDING_MAX];
	strbuf_add(ret, n < 0 ? "–" : wording_number(n, buf));
}

static void add_percent(struct strbuf *ret, const struct row *r, enum target_kind k)
{
	char buf[WORDING_MAX];
	if (r->target[k] > 0)
		strbuf_add(ret, wording_tenths(percent_tenths(r->actual[k], r->target[k]), buf));
	else
		strbuf_add(ret, "–");
}

static enum style missing_style(const struct row *r, enum target_kind k)
{
	return target_missing(r->target[k], r->actual[k]) > 0 ? STYLE_WARN : STYLE_NORMAL;
}

#define KIND(NAME, K)                                                                              \
	static void NAME##_target(const void *row, void *ctx, struct strbuf *ret)                  \
	{                                                                                          \
		(void)ctx;                                                                         \
		add_number(ret, ((const struct row *)row)->target[K]);                             \
	}                                                                                          \
	static void NAME##_actual(const void *row, void *ctx, struct strbuf *ret)                  \
	{                                                                                          \
		(void)ctx;                                                                         \
		add_number(ret, ((const struct row *)row)->actual[K]);                             \
	}                                                                                          \
	static void NAME##_percent(const void *row, void *ctx, struct strbuf *ret)                 \
	{                                                                                          \
		(void)ctx;                                                                         \
		add_percent(ret, row, K);                                                          \
	}                                                                                          \
	static void NAME##_missing(const void *row, void *ctx, struct strbuf *ret)                 \
	{                                                                                          \
		const struct row *r = row;                                                         \
		(void)ctx;                                                                         \
		add_number(ret, target_missing(r->target[K], r->actual[K]));                       \
	}                                                                                          \
	static enum style NAME##_style(const void *row, void *ctx)                                 \
	{                                                                                          \
		(void)ctx;                                                                         \
		return missing_style(row, K);                                                      \
	}
KIND(admission, TARGET_ADMISSION)
KIND(class, TARGET_CLASS)
KIND(list, TARGET_LIST)
#undef KIND

/* The target stands under the name of its kind, the other three beside it. */
static const struct column columns[] = {
	{N_("Cell"), .min = 14, .ideal = 30, .grow = true, .find = true, .text = name_text,
		.brief = brief_text},
	{N_("Admit"), .min = 7, .ideal = 9, .align = 1, .text = admission_target},
	{N_("done"), .min = 4, .ideal = 5, .align = 1, .text = admission_actual},
	{N_("%"), .min = 5, .ideal = 6, .align = 1, .text = admission_percent},
	{N_("to do"), .min = 5, .ideal = 5, .align = 1, .text = admission_missing,
		.style = admission_style},
	{N_("Class"), .min = 7, .ideal = 9, .align = 1, .text = class_target},
	{N_("done"), .min = 4, .ideal = 5, .align = 1, .text = class_actual},
	{N_("%"), .min = 5, .ideal = 6, .align = 1, .drop = 2, .text = class_percent},
	{N_("to do"), .min = 5, .ideal = 5, .align = 1, .drop = 1, .text = class_missing,
		.style = class_style},
	{N_("Sources"), .min = 7, .ideal = 9, .align = 1, .text = list_target},
	{N_("done"), .min = 4, .ideal = 5, .align = 1, .text = list_actual},
	{N_("%"), .min = 5, .ideal = 6, .align = 1, .drop = 2, .text = list_percent},
	{N_("to do"), .min = 5, .ideal = 5, .align = 1, .drop = 1, .text = list_missing,
		.style = list_style},
	{0}};

static const struct action actions[] = {
	{ACT_SET, "Enter e F4", N_("set"), N_("Set or change a target of this row for the year."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_EARLIER, "[ Left", N_("year before"), N_("The targets of the year before.")},
	{ACT_LATER, "] Right", N_("year after"), N_("The targets of the year after.")},
	{ACT_PEOPLE, "l", N_("who"), N_("The people who were admitted."), ACTION_ROW},
	{ACT_COPY, "c", N_("take over"), N_("Take over the targets of the year before."),
		ACTION_WRITE},
	{ACT_TERM, "t", N_("term"), N_("Set or change a target of this row for the term."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Remove a target of this row for the year."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE},
	{ACT_PRINT, "p", N_("print"), N_("The targets as a paper, to print or to save.")}, {0}};

/* ---- reading --------------------------------------------------------------------------------- */

static int read_term(struct targets *t, struct err *err)
{
	struct target term;
	t->term[0] = '\0';
	int r = target_of_term(t->db, t->year, (struct cell_id){0}, TARGET_ADMISSION, &term, err);
	if (r <= 0)
		return r;
	snprintf(t->term, sizeof t->term, _("term %d-%d: %ld admissions"), term.from_year,
		term.to_year, target_number(&term));
	target_done(&term);
	return 0;
}

static int add_row(
	struct targets *t, const struct target_line *l, struct list *list, struct err *err)
{
	struct row row = {.row = {l->cell ? l->cell->cell.id.v : COMMITTEE}};
	snprintf(row.name, sizeof row.name, "%s",
		l->cell ? cell_shortest_name(l->cell->cell.name) : _("Whole committee"));
	snprintf(row.code, sizeof row.code, "%s", l->cell ? l->cell->cell.code : "");
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		row.target[k] = l->target[k];
		row.actual[k] = l->actual[k];
		if (!l->cell) {
			t->committee[k] = l->target[k];
			t->cells[k] = -1;
		} else if (l->target[k] >= 0) {
			t->cells[k] = (t->cells[k] < 0 ? 0 : t->cells[k]) + l->target[k];
		}
	}
	return list_add(list, &row, err);
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct targets *t = ctx;
	struct target_lines lines = {0};
	struct figures f;
	int r = figures_make(t->db, report_year_from(t->year), report_year_to(t->year),
		(struct cell_id){0}, false, &f, err);
	if (r)
		return r;
	r = target_lines_read(t->db, &f, &lines, err);
	VEC_EACH (l, &lines)
		if (!r)
			r = add_row(t, l, list, err);
	VEC_DONE(&lines);
	figures_done(&f);
	return r ? r : read_term(t, err);
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct targets *t = ctx;
	strbuf_addf(ret, _("Targets · year %d"), t->year);
	if (t->term[0])
		strbuf_addf(ret, " · %s", t->term);
}

/* The cells' sum is never forced to the committee's target: the difference is shown. */
static void foot(void *ctx, struct strbuf *ret)
{
	static const char *const kinds[] = {"", N_("Admit"), N_("Class"), N_("Sources")};
	const struct targets *t = ctx;
	strbuf_add(ret, _("Cells together:"));
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		strbuf_addf(ret, "%s %s ", k == TARGET_ADMISSION ? "" : " ·", _(kinds[k]));
		add_number(ret, t->cells[k]);
		if (t->cells[k] >= 0 && t->committee[k] >= 0 && t->cells[k] != t->committee[k])
			strbuf_addf(ret, " (%+ld)", t->cells[k] - t->committee[k]);
	}
}

/* ---- acting ---------------------------------------------------------------------------------- */

static struct cell_id cell_of(const struct chosen *on)
{
	return (struct cell_id){on->ids[0] == COMMITTEE ? 0 : on->ids[0]};
}

static int ask_kind(struct app *app)
{
	static const struct choice kinds[] = {{"1", N_("Admissions")}, {"2", N_("Sent to class")},
		{"3", N_("New names on the list")}, {0}};
	int i = ask_choice(app, _("Which target?"), kinds, 0);
	return i < 0 ? i : i + TARGET_ADMISSION;
}

static int set_target(struct app *app, struct targets *t, struct cell_id cell, const char *name,
	bool is_term, struct err *err)
{
	int kind = ask_kind(app);
	if (kind < 0)
		return kind;
	int r = target_form(app, cell, name, (enum target_kind)kind, t->year, is_term, err);
	if (!r)
		app_say(app, _("Target saved. u = undo"));
	return r;
}

static int remove_target(
	struct app *app, struct targets *t, struct cell_id cell, const char *name, struct err *err)
{
	const struct office *office = app_data(app);
	struct act_by by = office->by;
	struct target target;
	int kind = ask_kind(app);
	if (kind < 0)
		return kind;
	int r = target_find(t->db, t->year, t->year, cell, (enum target_kind)kind, &target, err);
	if (r)
		return r;
	CLEANUP_FREE char *text =
		mem_printf(_("%s, year %d, %s: %ld. The target will be gone."), name, t->year,
			_(target_kind_label((enum target_kind)kind)), target_number(&target));
	if (!text)
		r = ERR_OOM(err);
	else if (!ask_confirm(app, _("Remove this target?"), text, _("Remove")))
		r = ERR_STOPPED;
	if (!r)
		r = target_remove(t->db, &by, target.id, target.rev, err);
	if (!r)
		app_say(app, _("Target removed. u = undo"));
	target_done(&target);
	return r;
}

static int take_over(struct app *app, struct targets *t, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *text = mem_printf(_("Every target of %d that has none in %d yet is set "
					       "to the same. Percentages keep their "
					       "base: look through them afterwards."),
		t->year - 1, t->year);
	long n = 0;
	if (!text)
		return ERR_OOM(err);
	if (!ask_go_on(app, _("Take over the targets of the year before?"), text, _("Take over")))
		return ERR_STOPPED;
	int r = target_copy_year(t->db, &office->by, t->year - 1, t->year, &n, err);
	if (!r)
		app_say(app,
			P_("%ld target taken over.", "%ld targets taken over.", (unsigned long)n),
			n);
	return r;
}

static int show_people(
	struct app *app, struct targets *t, struct cell_id cell, const char *name, struct err *err)
{
	const struct office *office = app_data(app);
	VEC(struct person_id) ids = {0};
	struct admissions list = {0};
	int r = admissions_read(t->db, report_year_from(t->year),
		date_min(report_year_to(t->year), clock_today()), office->settings.date_basis,
		&list, err);
	VEC_EACH (a, &list)
		if (!r && (!cell.v || a->cell.v == cell.v) && !VEC_PUSH(&ids, a->person))
			r = ERR_OOM(err);
	CLEANUP_FREE char *title = mem_printf(_("Admitted in %d · %s"), t->year, name);
	if (!r)
		r = people_open(app, title ? title : name, ids.v, ids.n, err);
	VEC_DONE(&ids);
	admissions_done(&list);
	return r;
}

static bool can(void *ctx, int action, const void *row)
{
	const struct row *r = row;
	const struct targets *t = ctx;
	switch (action) {
	case ACT_EARLIER:
		return t->year > 1930;
	case ACT_LATER:
		return t->year < 2200;
	case ACT_PEOPLE:
		return r && r->actual[TARGET_ADMISSION] > 0;
	case ACT_REMOVE:
		return r && (r->target[1] >= 0 || r->target[2] >= 0 || r->target[3] >= 0);
	default:
		return true;
	}
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct targets *t = ctx;
	char name[200] = "";
	struct cell_id cell = on->row ? cell_of(on) : (struct cell_id){0};
	if (on->row)
		snprintf(name, sizeof name, "%s", ((const struct row *)on->row)->name);
	switch (action) {
	case ACT_SET:
	case ACT_TERM:
		return set_target(app, t, cell, name, action == ACT_TERM, err);
	case ACT_EARLIER:
	case ACT_LATER:
		t->year += action == ACT_LATER ? 1 : -1;
		return 0;
	case ACT_PEOPLE:
		return show_people(app, t, cell, name, err);
	case ACT_COPY:
		return take_over(app, t, err);
	case ACT_REMOVE:
		return remove_target(app, t, cell, name, err);
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	case ACT_PRINT:
		return report_open(app, REPORT_TARGETS, report_year_from(t->year),
			report_year_to(t->year), err);
	}
	return 0;
}

static const struct list_ops ops = {
	.name = "targets",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.can = can,
	.act = act,
	.foot = foot,
	.done = free,
};

int targets_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct targets *t = mem_alloc(sizeof *t);
	if (!t)
		return ERR_OOM(err);
	t->db = office->db;
	t->year = clock_today().year;
	return list_open(app, &ops, t, err);
}
