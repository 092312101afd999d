/* Cells without admission for years, as the home page counts them. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/figures.h"
#include "ui/list_view.h"
#include "ui/screens/screens.h"

#include <limits.h>
#include <stdio.h>

struct dry {
	struct db *db;
};

struct row {
	struct list_row row;
	char name[200], overseer[200];
	int years; /* INT_MAX: none known */
	struct date last;
	long candidates;
	bool nobody_left;
};

enum { SORT_NAME = 1, SORT_YEARS, SORT_CANDIDATES };
enum { ACT_OPEN = 1, ACT_CELL };

static const struct row *at(const void *row)
{
	return row;
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void years_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->years == INT_MAX)
		strbuf_add(ret, _("none known"));
	else
		strbuf_addf(ret, "%d", at(row)->years);
}

static void last_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(at(row)->last, buf));
}

static void candidates_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "%ld", at(row)->candidates);
}

static void left_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->nobody_left ? _("nobody left to admit") : "");
}

static void overseer_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->overseer);
}

static int by_years(const void *x, const void *y)
{
	return (at(x)->years > at(y)->years) - (at(x)->years < at(y)->years);
}

static int by_candidates(const void *x, const void *y)
{
	return (at(x)->candidates > at(y)->candidates) - (at(x)->candidates < at(y)->candidates);
}

static const struct column columns[] = {{N_("Cell"), .min = 16, .ideal = 26, .grow = true,
						.sort = SORT_NAME, .find = true, .text = name_text},
	{N_("Years without"), .min = 10, .ideal = 14, .align = 1, .sort = SORT_YEARS,
		.text = years_text, .compare = by_years},
	{N_("Last admission"), .min = 10, .ideal = 14, .align = 1, .drop = 2, .text = last_text},
	{N_("In the pipeline"), .min = 8, .ideal = 15, .align = 1, .drop = 3,
		.sort = SORT_CANDIDATES, .text = candidates_text, .compare = by_candidates},
	{N_("Remark"), .min = 12, .ideal = 22, .drop = 1, .text = left_text},
	{N_("Committee member in charge"), .min = 16, .ideal = 24, .drop = 4, .find = true,
		.text = overseer_text},
	{0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"),
		N_("What this cell does for sources, and why nobody is admitted."), ACTION_ROW},
	{ACT_CELL, "c", N_("cell"), N_("Open the page of this cell."), ACTION_ROW}, {0}};

static int count_pipeline(struct db *db, struct cell_id cell, long *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_STAGES, err);
	long n = 0;
	db_bind_int(s, "cell", cell.v);
	int r;
	while ((r = db_step(s, err)) == 1)
		if (stage_in_pipeline((enum stage)db_int(s, "stage")))
			n += (long)db_int(s, "n");
	*ret = n;
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct dry *d = ctx;
	struct figures f;
	int r = figures_cells(d->db, clock_today(), &f, err);
	if (r)
		return r;
	VEC_EACH (c, &f.cells) {
		struct row row = {.row = {c->cell.id.v},
			.years = c->years_without < 0 ? INT_MAX : c->years_without,
			.last = c->last_admission,
			.nobody_left = c->cell.nobody_left};
		if (r || !c->is_dry)
			continue;
		snprintf(row.name, sizeof row.name, "%s", cell_short_name(c->cell.name));
		snprintf(row.overseer, sizeof row.overseer, "%s",
			c->cell.overseer ? c->cell.overseer : "");
		r = count_pipeline(d->db, c->cell.id, &row.candidates, err);
		if (!r)
			r = list_add(list, &row, err);
	}
	figures_done(&f);
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	(void)ctx;
	struct cell_id id = {on->ids[0]};
	return action == ACT_OPEN   ? cell_work_open(app, id, 0, err)
	       : action == ACT_CELL ? cell_page_open(app, id, err)
				    : 0;
}

static const struct list_ops ops = {
	.name = "dry",
	.title = N_("Cells without admission for years"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.sort = SORT_YEARS,
	.descending = true,
	.empty = N_("Every cell has admitted somebody in these years."),
	.act = act,
	.done = free,
};

int dry_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct dry *d = mem_alloc(sizeof *d);
	if (!d)
		return ERR_OOM(err);
	d->db = office->db;
	return list_open(app, &ops, d, err);
}
