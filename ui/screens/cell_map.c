/* Bản đồ chi bộ: a row a cell, what it owes and does for sources and what comes of it; the dry ones stand out. */
#include "report/cell_map.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_view.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct map {
	struct db *db;
	int year;
	long dry, without_resolution, missing; /* of the cells that are there */
	struct date
		seen_since; /* where nobody was since then it has been too long; unset: never is */
};

struct row {
	struct list_row row;
	char name[200];
	struct cell_work work;
	long pipeline, target, admitted;
	struct date last;
	int years;
	unsigned reasons;
	bool is_dry;
};

enum { ACT_OPEN = 1, ACT_SHEET, ACT_CELL, ACT_BEFORE, ACT_AFTER, ACT_BOOKS, ACT_PRINT };
enum { MONTHS = 6 }; /* of reports that are shown */

static const struct row *at(const void *row)
{
	return row;
}

static void number(struct strbuf *ret, long n)
{
	if (n > 0)
		strbuf_addf(ret, "%ld", n);
	else
		strbuf_add(ret, "·");
}

/* "05/26" */
static void month(struct strbuf *ret, struct date d)
{
	if (date_is_set(d))
		strbuf_addf(ret, "%02d/%02d", d.month, d.year % 100);
	else
		strbuf_add(ret, "·");
}

static void sign_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->is_dry ? "!" : "");
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

/* "01-NQ": whose it is the row says. */
static void resolution_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct cell_work *w = &at(row)->work;
	(void)ctx;
	if (w->resolution && *w->number)
		strbuf_addn(ret, w->number, strcspn(w->number, "/"));
	else
		strbuf_add(ret, w->resolution ? _("no number") : _("none"));
}

static void duty_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->work.members + at(row)->work.associations);
}

/* The last months that were over: of a past year those at its end. */
static void reports_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct map *m = ctx;
	struct date today = clock_today();
	int to = m->year < today.year ? 12 : today.month - 1;
	int from = to > MONTHS ? to - MONTHS + 1 : 1;
	month_marks_add(ret, &at(row)->work, from, to);
}

static void names_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->work.names);
}

static void pipeline_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->pipeline);
	if (at(row)->work.obstacles)
		strbuf_addf(ret, "/%ld", at(row)->work.obstacles);
}

static void mentors_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	number(ret, at(row)->work.mentors);
}

static void target_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "%ld/", at(row)->admitted);
	if (at(row)->target < 0)
		strbuf_add(ret, "-");
	else
		strbuf_addf(ret, "%ld", at(row)->target);
}

static void last_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	month(ret, at(row)->last);
}

static void meeting_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	month(ret, at(row)->work.last_meeting);
}

static void why_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->is_dry)
		dry_reasons_add(ret, at(row)->reasons);
}

static enum style dry_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->is_dry ? STYLE_BAD : STYLE_NORMAL;
}

static enum style meeting_style(const void *row, void *ctx)
{
	struct date since = ((const struct map *)ctx)->seen_since;
	return date_is_set(since) && date_cmp(at(row)->work.last_meeting, since) < 0 ? STYLE_WARN
										     : STYLE_NORMAL;
}

static enum style resolution_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->work.resolution ? STYLE_NORMAL : STYLE_WARN;
}

static const struct column columns[] = {
	{"", .min = 1, .ideal = 1, .text = sign_text, .style = dry_style},
	{N_("Cell"), .min = 13, .ideal = 25, .find = true, .text = name_text, .style = dry_style},
	{N_("Res."), .min = 8, .ideal = 11, .text = resolution_text, .style = resolution_style},
	{N_("Given"), .min = 4, .ideal = 4, .align = 1, .text = duty_text},
	{N_("Reports"), .min = 7, .ideal = 7, .text = reports_text},
	{N_("Names"), .min = 5, .ideal = 5, .align = 1, .text = names_text},
	{N_("Have"), .min = 7, .ideal = 7, .align = 1, .text = pipeline_text},
	{N_("Helpers"), .min = 7, .ideal = 7, .align = 1, .drop = 2, .text = mentors_text},
	{N_("Of target"), .min = 5, .ideal = 5, .align = 1, .text = target_text},
	{N_("Last"), .min = 5, .ideal = 5, .align = 1, .text = last_text},
	{N_("Was there"), .min = 6, .ideal = 6, .align = 1, .drop = 1, .text = meeting_text,
		.style = meeting_style},
	{N_("Why nobody is admitted"), .min = 30, .ideal = 50, .grow = true, .drop = 3,
		.text = why_text, .style = dry_style},
	{0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"),
		N_("What this cell does for sources, and why nobody is admitted."), ACTION_ROW},
	{ACT_SHEET, "m", N_("reports"), N_("The sheet of monthly reports of this cell."),
		ACTION_ROW},
	{ACT_CELL, "c", N_("cell"), N_("Open the page of this cell."), ACTION_ROW},
	{ACT_BOOKS, "b", N_("books"),
		N_("All books: resolutions, sources, obstacles, talks, oversight and the rest.")},
	{ACT_PRINT, "p", N_("print"), N_("The map as one page, to print or to save.")},
	{ACT_BEFORE, "[", N_("year before"), N_("The year before.")},
	{ACT_AFTER, "]", N_("year after"), N_("The year after.")}, {0}};

static struct date seen_since(const struct cell_map *map)
{
	int months = map->f.settings.visit_months;
	return months ? date_add_months(map->f.as_of, -months) : (struct date){0};
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct map *m = ctx;
	struct cell_map map;
	int r = cell_map_make(m->db, m->year, (struct cell_id){0}, &map, err);
	if (r)
		return r;
	m->dry = m->without_resolution = m->missing = 0;
	m->seen_since = seen_since(&map);
	for (size_t i = 0; !r && i < map.n; i++) {
		const struct cell_figures *f = map.rows[i].figures;
		if (!map.rows[i].is_shown)
			continue;
		struct row row = {.row = {f->cell.id.v},
			.work = *map.rows[i].work,
			.pipeline = f->in_pipeline,
			.target = f->target,
			.admitted = f->admitted,
			.last = f->last_admission,
			.years = f->years_without,
			.reasons = map.rows[i].reasons,
			.is_dry = f->is_dry};
		str_fit(row.name, sizeof row.name, cell_shortest_name(f->cell.name));
		m->dry += row.is_dry;
		m->without_resolution += !row.work.resolution;
		m->missing += row.work.reports_due - row.work.reports_made;
		r = list_add(list, &row, err);
	}
	cell_map_done(&map);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct map *m = ctx;
	strbuf_add(ret, _("Map of the cells"));
	strbuf_addf(ret, _(" · year %d"), m->year);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct map *m = ctx;
	strbuf_addf(ret, P_("! %ld dry cell", "! %ld dry cells", (unsigned long)m->dry), m->dry);
	strbuf_addf(ret,
		P_(" · %ld without a resolution", " · %ld without a resolution",
			(unsigned long)m->without_resolution),
		m->without_resolution);
	strbuf_addf(ret,
		P_(" · %ld report missing", " · %ld reports missing", (unsigned long)m->missing),
		m->missing);
	strbuf_add(ret, _("   ● all ◐ some ○ none"));
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct map *m = ctx;
	struct cell_id id = {on->n ? on->ids[0] : 0};
	switch (action) {
	case ACT_OPEN:
		return cell_work_open(app, id, m->year, err);
	case ACT_SHEET:
		return cell_work_sheet(app, id, m->year, err);
	case ACT_CELL:
		return cell_page_open(app, id, err);
	case ACT_BEFORE:
		m->year--;
		return 0;
	case ACT_AFTER:
		m->year += m->year < clock_today().year;
		return 0;
	case ACT_BOOKS:
		return books_open(app, err);
	case ACT_PRINT:
		return report_open(
			app, REPORT_MAP, report_year_from(m->year), report_year_to(m->year), err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "map",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("No cells yet. Press 1 to enter them."),
	.act = act,
	.foot = foot,
	.done = free,
};

int cell_map_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct map *m = mem_alloc(sizeof *m);
	if (!m)
		return ERR_OOM(err);
	m->db = office->db;
	m->year = clock_today().year;
	return list_open(app, &ops, m, err);
}
