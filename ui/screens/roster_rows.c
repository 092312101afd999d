/* A list of people on screen: its columns are chosen, it is printed, saved, and each row opens its person. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/draw.h"
#include "ui/screens/roster_own.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A screen shows so many; paper and file have all of them. */
enum { ROWS_MAX = 5000 };
enum { WIDEST = 30, CODE = 8 };
enum {
	ACT_OPEN = 1,
	ACT_COLUMNS,
	ACT_PRINT,
	ACT_SAVE,
	ACT_PAGES,
	ACT_ONLY,
	ACT_EARLIER,
	ACT_LATER,
	ACT_KEEP
};

static const struct roster_line *line(const void *row)
{
	return row;
}

/* ---- columns ---------------------------------------------------------------------------------------- */

/* No callback is told which column it is of: each place has its own. */
static void add_cell(const void *row, int i, struct strbuf *ret)
{
	strbuf_add(ret, i < line(row)->n && line(row)->cells[i] ? line(row)->cells[i] : "");
}

static void add_code(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, line(row)->code);
}

static long days_of(const char *text)
{
	int d, m, y;
	return text && sscanf(text, "%d/%d/%d", &d, &m, &y) == 3 ? y * 500L + m * 40L + d : 0;
}

/* Days by the calendar, other things are numbers. */
static int compare(const void *x, const void *y, int i)
{
	const char *a = line(x)->cells[i], *b = line(y)->cells[i];
	long m = days_of(a), n = days_of(b);
	if (!m && !n) {
		m = a ? atol(a) : 0;
		n = b ? atol(b) : 0;
	}
	return (m > n) - (m < n);
}

#define PLACE(n)                                                                                   \
	static void text_##n(const void *row, void *ctx, struct strbuf *ret)                       \
	{                                                                                          \
		(void)ctx;                                                                         \
		add_cell(row, n, ret);                                                             \
	}                                                                                          \
	static int compare_##n(const void *x, const void *y)                                       \
	{                                                                                          \
		return compare(x, y, n);                                                           \
	}
#define PLACES(X)                                                                                  \
	X(0)                                                                                       \
	X(1)                                                                                       \
	X(2)                                                                                       \
	X(3)                                                                                       \
	X(4)                                                                                       \
	X(5)                                                                                       \
	X(6)                                                                                       \
	X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) X(21) X(22)
PLACES(PLACE)
static const struct {
	void (*text)(const void *row, void *ctx, struct strbuf *ret);
	int (*compare)(const void *x, const void *y);
} places[ROSTER_SHOWN_MAX] = {
#define ENTRY(n) {text_##n, compare_##n},
	PLACES(ENTRY)};

/* As wide as what is in it; the first ones stay where the screen is narrow. */
static void lay_out(struct roster_view *c, const int *widest)
{
	memset(c->columns, 0, sizeof c->columns);
	for (int i = 0; i < c->choice.n && i < ROSTER_SHOWN_MAX; i++) {
		const struct roster_column *from = &roster_columns[c->choice.v[i]];
		int title = text_cells(_(from->title)), cells = widest[i];
		int most = cells > WIDEST ? WIDEST : cells;
		bool is_number = from->align == DOC_RIGHT,
		     is_cell = strcmp(from->code, "cell") == 0;
		most = most > title ? most : title;
		c->columns[i] = (struct column){.title = from->title,
			.min = is_cell && most > CODE ? CODE : most,
			.ideal = most,
			.grow = cells > WIDEST,
			.align = is_number ? 1 : -1,
			.drop = i < 2 ? 0 : i,
			/* stays with its column when that moves */
			.sort = c->choice.v[i] + 1,
			.find = !is_number,
			.text = places[i].text,
			.brief = is_cell ? add_code : NULL,
			.compare = from->is_day || is_number ? places[i].compare : NULL};
	}
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static void line_done(void *row)
{
	struct roster_line *l = row;
	for (int i = 0; i < l->n; i++)
		free(l->cells[i]);
}

static int take_line(const struct roster_view *c, const struct roster_person *p, int *widest,
	struct roster_line *ret, struct err *err)
{
	bool is_helped = c->q.roster->from == ROSTER_HELPED;
	struct strbuf b = {0};
	*ret = (struct roster_line){
		.row = {is_helped ? (int64_t)p->place : p->id}, .person = p->id};
	snprintf(ret->code, sizeof ret->code, "%s", p->cell_code ? p->cell_code : "");
	for (; ret->n < c->choice.n; ret->n++) {
		const struct roster_column *column = &roster_columns[c->choice.v[ret->n]];
		strbuf_clear(&b);
		column->get(p, column->arg, &b);
		int cells = text_cells(strbuf_str(&b));
		if (cells > widest[ret->n])
			widest[ret->n] = cells;
		if (!(ret->cells[ret->n] = mem_strdup(strbuf_str(&b))))
			break;
	}
	bool is_whole = !b.failed && ret->n == c->choice.n;
	strbuf_done(&b);
	if (!is_whole)
		line_done(ret);
	return is_whole ? 0 : ERR_OOM(err);
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct roster_view *c = ctx;
	struct roster_reader *reader;
	const struct roster_person *p;
	int widest[ROSTER_COLUMNS_MAX] = {0};
	int r = db_read_begin(c->office->db, err);
	if (r)
		return r;
	c->shown = 0;
	c->has_more = false;
	r = roster_open(c->office->db, &c->q, &reader, err);
	if (!r) {
		while ((r = roster_next(reader, &p, err)) == 1) {
			struct roster_line row;
			if ((c->has_more = c->shown == ROWS_MAX))
				break;
			if ((r = take_line(c, p, widest, &row, err)) ||
				(r = list_add(list, &row, err)))
				break;
			c->shown++;
		}
		roster_close(reader);
	}
	db_read_end(c->office->db);
	lay_out(c, widest);
	return r < 0 ? r : 0;
}

/* ---- words ------------------------------------------------------------------------------------------ */

static void add_period(const struct roster_request *q, struct strbuf *ret)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	int year = q->from.year;
	strbuf_add(ret, " · ");
	if (!date_cmp(q->from, report_year_from(year)) && !date_cmp(q->to, report_year_to(year)))
		strbuf_addf(ret, _("year %d"), year);
	else
		strbuf_addf(ret, "%s – %s", date_to_user(q->from, from), date_to_user(q->to, to));
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct roster_view *c = ctx;
	CLEANUP_FREE char *cell = NULL;
	strbuf_add(ret, _(c->q.roster->title));
	if (roster_has_period(c->q.roster))
		add_period(&c->q, ret);
	if (c->q.cell.v && !cell_name(c->office->db, c->q.cell, (struct date){0}, &cell, NULL))
		strbuf_addf(ret, " · %s", cell_short_name(cell));
	if (c->name)
		strbuf_addf(ret, " · %s", c->name);
}

/* What the screen does not show of what goes out. */
static void foot(void *ctx, struct strbuf *ret)
{
	const struct roster_view *c = ctx;
	int width[LIST_COLUMNS_MAX], seen = 0;
	char shown[WORDING_MAX];
	list_layout(c->columns, draw_cols() - 3, width);
	for (int i = 0; i < ROSTER_SHOWN_MAX; i++)
		seen += width[i] > 0;
	if (c->has_more)
		strbuf_addf(ret, _("Only the first %s rows are shown. "),
			wording_number((long)c->shown, shown));
	if (seen < c->choice.n)
		strbuf_addf(ret, _("%d of %d columns fit here. "), seen, c->choice.n);
	if (ret->len)
		strbuf_add(ret, _("On paper and in files there are all."));
}

/* ---- doing ------------------------------------------------------------------------------------------ */

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_COLUMNS, "c", N_("columns"), N_("Which columns, and in which order.")},
	{ACT_PRINT, "p", N_("print"), N_("Print the list.")},
	{ACT_SAVE, "s F2", N_("save"),
		N_("Save the list as PDF, for Word, for Excel, or as text, CSV, JSON.")},
	{ACT_PAGES, "x", N_("pages"), N_("The pages of the list as they will be printed.")},
	{ACT_ONLY, "e F4", N_("cell, period"), N_("Only a cell; another period.")},
	{ACT_EARLIER, "[", N_("year before"), N_("The same period a year before.")},
	{ACT_LATER, "]", N_("year after"), N_("The same period a year after.")},
	{ACT_KEEP, "w", N_("keep columns"),
		N_("Save columns and order under a name; the lists then have it."), ACTION_WRITE},
	{0}};

static bool can(void *ctx, int action, const void *row)
{
	const struct roster_view *c = ctx;
	(void)row;
	return (action != ACT_EARLIER && action != ACT_LATER) || roster_has_period(c->q.roster);
}

/* The order as it is saved; *ret NULL: the list's own. */
static int order_of(struct app *app, char **ret, struct err *err)
{
	const struct list_query *q = list_query(list_on_top(app));
	*ret = q->sort ? mem_printf(
				 "%s%s", q->descending ? "-" : "", roster_columns[q->sort - 1].code)
		       : NULL;
	return *ret || !q->sort ? 0 : ERR_OOM(err);
}

static int keep(struct app *app, struct roster_view *c, struct err *err)
{
	CLEANUP_FREE char *order = NULL;
	char *name;
	int r = order_of(app, &order, err);
	if (!r)
		r = roster_save_choice(app, c->q.roster, &c->choice, order, c->name, &name, err);
	if (r)
		return r;
	free(c->name);
	c->name = name;
	app_say(app, _("Saved as “%s”."), name);
	return 0;
}

/* ---- the screen -------------------------------------------------------------------------------------- */

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct roster_view *c = ctx;
	switch (action) {
	case ACT_OPEN:
		return person_page_open(app, (struct person_id){line(on->row)->person}, err);
	case ACT_COLUMNS:
		return roster_choose_open(app, c->q.roster, &c->choice, err);
	case ACT_ONLY:
		return roster_ask_only(app, &c->q, err);
	case ACT_EARLIER:
	case ACT_LATER:
		c->q.from = date_add_months(c->q.from, action == ACT_LATER ? 12 : -12);
		c->q.to = date_add_months(c->q.to, action == ACT_LATER ? 12 : -12);
		return 0;
	case ACT_KEEP:
		return keep(app, c, err);
	case ACT_PRINT:
		return roster_out(app, c, ROSTER_TO_PRINTER, err);
	case ACT_PAGES:
		return roster_out(app, c, ROSTER_TO_PAGES, err);
	default:
		return roster_out(app, c, ROSTER_TO_FILE, err);
	}
}

static void done(void *ctx)
{
	struct roster_view *c = ctx;
	free(c->name);
	free(c);
}

static const struct list_ops ops = {
	.name = "list-people",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct roster_line), .load = load, .row_done = line_done},
	.actions = actions,
	.empty = N_("Nobody."),
	.can = can,
	.act = act,
	.foot = foot,
	.done = done,
};

int roster_rows_open(struct app *app, const struct roster *roster, struct cell_id cell,
	const char *columns, const char *order, const char *name, struct err *err)
{
	struct roster_view *c = mem_alloc(sizeof *c);
	int widest[ROSTER_COLUMNS_MAX] = {0}, year = clock_today().year;
	if (!c)
		return ERR_OOM(err);
	*c = (struct roster_view){.ops = ops, .office = app_data(app)};
	c->q = (struct roster_request){.roster = roster,
		.cell = cell,
		.from = report_year_from(year),
		.to = report_year_to(year),
		.user = c->office->by.actor};
	roster_choice_from(&c->choice, columns ? columns : roster->columns);
	if (!c->choice.n)
		roster_choice_from(&c->choice, roster->columns);
	lay_out(c, widest);
	c->ops.columns = c->columns;
	if (order && *order) {
		const struct roster_column *by = roster_column_of(order + (*order == '-'));
		c->ops.sort = by ? (int)(by - roster_columns) + 1 : 0;
		c->ops.descending = *order == '-';
	}
	if (name && !(c->name = mem_strdup(name))) {
		done(c);
		return ERR_OOM(err);
	}
	return list_open(app, &c->ops, c, err);
}
