/* The cells: figures, target, pipeline, last admission. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/figures.h"
#include "ui/list_view.h"
#include "ui/screens/cell_form.h"

#include <stdio.h>
#include <stdlib.h>

struct cells {
	struct db *db;
	long members, admitted, target;
};

struct row {
	struct list_row row;
	char code[48], name[200], secretary[120];
	enum cell_type type;
	long members, listed, target, admitted, pipeline;
	int years; /* -1 never */
	struct date last;
	bool is_dry, is_over, nobody_left;
};

enum { SORT_CODE = 1, SORT_NAME, SORT_MEMBERS, SORT_PIPELINE, SORT_YEARS };
enum { ACT_OPEN = 1, ACT_ADD, ACT_EDIT, ACT_COUNT, ACT_PRINT };

static const struct row *at(const void *row)
{
	return row;
}

static void number(struct strbuf *ret, long n)
{
	if (n < 0)
		strbuf_add(ret, "-");
	else
		strbuf_addf(ret, "%ld", n);
}

static void code_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->code);
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void type_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(cell_type_label(at(row)->type)));
}

/* The list's number stands beside the stated one where they differ. */
static void members_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->members);
	if (at(row)->members >= 0 && at(row)->listed && at(row)->listed != at(row)->members)
		strbuf_addf(ret, " (%ld)", at(row)->listed);
}

static void target_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "%ld/", at(row)->admitted);
	number(ret, at(row)->target);
}

static void pipeline_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->pipeline);
}

static void last_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_is_set(at(row)->last) ? date_to_user(at(row)->last, buf) : _("never"));
}

static void years_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->years);
	strbuf_add(ret, at(row)->is_dry ? " !" : "  ");
}

static enum style years_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->is_dry ? STYLE_WARN : STYLE_NORMAL;
}

static int by_type_and_code(const void *x, const void *y)
{
	return (int)at(x)->type - (int)at(y)->type;
}

static int by_members(const void *x, const void *y)
{
	return (at(x)->members > at(y)->members) - (at(x)->members < at(y)->members);
}

static int by_pipeline(const void *x, const void *y)
{
	return (at(x)->pipeline > at(y)->pipeline) - (at(x)->pipeline < at(y)->pipeline);
}

static int by_years(const void *x, const void *y)
{
	int a = at(x)->years < 0 ? 9999 : at(x)->years, b = at(y)->years < 0 ? 9999 : at(y)->years;
	return a - b;
}

static const struct column columns[] = {
	{N_("Code"), .min = 5, .ideal = 8, .drop = 4, .find = true, .text = code_text},
	{N_("Cell"), .min = 14, .ideal = 28, .grow = true, .sort = SORT_NAME, .find = true,
		.text = name_text},
	{N_("Type"), .min = 10, .ideal = 12, .drop = 3, .sort = SORT_CODE, .text = type_text,
		.compare = by_type_and_code},
	{N_("Members"), .min = 9, .ideal = 10, .align = 1, .sort = SORT_MEMBERS,
		.text = members_text, .compare = by_members},
	{N_("Admitted"), .min = 8, .ideal = 8, .align = 1, .text = target_text},
	{N_("Pipeline"), .min = 8, .ideal = 8, .align = 1, .sort = SORT_PIPELINE,
		.text = pipeline_text, .compare = by_pipeline},
	{N_("Latest"), .min = 10, .ideal = 12, .align = 1, .drop = 2, .text = last_text},
	{N_("Years"), .min = 6, .ideal = 6, .align = 1, .drop = 1, .sort = SORT_YEARS,
		.text = years_text, .compare = by_years, .style = years_style},
	{0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the page of this cell."), ACTION_ROW},
	{ACT_ADD, "a F7", N_("add"), N_("Add a cell."), ACTION_WRITE},
	{ACT_EDIT, "e F4", N_("edit"), N_("Change the data of this cell."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_COUNT, "c", N_("figures"), N_("Record the figures the cell stated for a day."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_PRINT, "p", N_("print"), N_("The cells as a paper, to print or to save.")}, {0}};

static int count_listed(struct db *db, struct cell_id id, long *ret, struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_CELL_LISTED_MEMBERS, err);
	db_bind_int(s, "cell", id.v);
	int r = db_number(s, 0, &n, err);
	*ret = (long)n;
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct cells *c = ctx;
	struct figures f;
	int year = clock_today().year;
	int r = figures_make(c->db, report_year_from(year), report_year_to(year),
		(struct cell_id){0}, false, &f, err);
	if (r)
		return r;
	c->members = f.members;
	c->admitted = (long)f.now.n;
	c->target = f.target[TARGET_ADMISSION];
	VEC_EACH (g, &f.cells) {
		struct row row = {.row = {g->cell.id.v},
			.type = g->cell.type,
			.members = g->members,
			.target = g->target,
			.admitted = g->admitted,
			.pipeline = g->in_pipeline,
			.years = g->years_without,
			.last = g->last_admission,
			.is_dry = g->is_dry,
			.is_over = !g->is_valid};
		snprintf(row.code, sizeof row.code, "%s", g->cell.code);
		snprintf(row.name, sizeof row.name, "%s", cell_shortest_name(g->cell.name));
		r = count_listed(c->db, g->cell.id, &row.listed, err);
		if (!r)
			r = list_add(list, &row, err);
		if (r)
			break;
	}
	figures_done(&f);
	return r;
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct cells *c = ctx;
	strbuf_addf(ret, _("Members %ld · admitted this year %ld"), c->members, c->admitted);
	if (c->target >= 0)
		strbuf_addf(ret, "/%ld", c->target);
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct cell_id id = {on->n ? on->ids[0] : 0};
	struct date today = clock_today();
	int r;
	(void)ctx;
	switch (action) {
	case ACT_OPEN:
		return cell_page_open(app, id, err);
	case ACT_ADD:
		r = cell_form(app, (struct cell_id){0}, &id, err);
		if (!r)
			list_show(app, id.v);
		return r;
	case ACT_EDIT:
		return cell_form(app, id, &id, err);
	case ACT_COUNT:
		return cell_form_count(app, id, err);
	case ACT_PRINT:
		return report_open(app, REPORT_CELLS, report_year_from(today.year),
			report_year_to(today.year), err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "cells",
	.title = N_("Cells"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("No cells yet. Press a to add one, or 7 to bring in a list."),
	.act = act,
	.foot = foot,
	.done = free,
};

int cells_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct cells *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	return list_open(app, &ops, c, err);
}
