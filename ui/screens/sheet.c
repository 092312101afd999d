/* Báo cáo tháng: the sheet of one cell and month, in the order of the paper. One key for each "nothing new". */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/sourcing.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/ask_cell.h"
#include "ui/screens/office.h"
#include "ui/screens/screens.h"
#include "ui/screens/sheet_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ACT_NOTHING = 1,
	ACT_DONE,
	ACT_NAME,
	ACT_REMOVE,
	ACT_OTHER,
	ACT_REST,
	ACT_DAY,
	ACT_EARLIER,
	ACT_LATER,
	ACT_CELL,
	ACT_NEXT,
	ACT_PREVIOUS
};

struct sheet_ctx {
	struct db *db;
	struct sheet sheet; /* as last read */
	struct date keyed;  /* the day of receipt that was given in this sheet; unset: none */
	char cell[200];
};

struct row {
	struct list_row row; /* a member's or (odd) an association's */
	struct sheet_line line;
	bool is_owed;
};

static const struct sheet_line *at(const void *row)
{
	return &((const struct row *)row)->line;
}

static int64_t line_id(const struct sheet_line *l)
{
	return l->member.v ? l->member.v * 2 : l->association * 2 + 1;
}

/* ---- columns -------------------------------------------------------------------------------------- */

static bool is_missing(const struct row *r)
{
	return r->is_owed && r->line.is_due && !r->line.report;
}

static void mark_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->report ? "●" : is_missing(row) ? "○" : "·");
}

static enum style mark_style(const void *row, void *ctx)
{
	(void)ctx;
	return is_missing(row) ? STYLE_WARN : STYLE_NORMAL;
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void done_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->report)
		strbuf_add(ret, at(row)->done ? at(row)->done : _("nothing new"));
}

static enum style done_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->done ? STYLE_NORMAL : STYLE_DIM;
}

static void proposed_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->proposed ? at(row)->proposed : "");
}

static void received_text(const void *row, void *ctx, struct strbuf *ret)
{
	char text[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(at(row)->received, text));
}

static const struct column columns[] = {
	{"", .min = 1, .ideal = 1, .text = mark_text, .style = mark_style},
	{N_("Reporter"), .min = 20, .ideal = 24, .find = true, .text = name_text},
	{N_("What was done"), .min = 15, .ideal = 21, .grow = true, .find = true, .text = done_text,
		.style = done_style},
	{N_("Proposed"), .min = 15, .ideal = 22, .grow = true, .find = true, .text = proposed_text},
	{N_("Received"), .min = 10, .ideal = 10, .text = received_text}, {0}};

static const struct action actions[] = {
	{ACT_NOTHING, "x Space", N_("nothing new"),
		N_("Has reported, nothing new; the cursor goes to the next line."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_NAME, "a F7", N_("propose"),
		N_("A name was proposed in this report: name and birth in one line."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_DONE, "Enter", N_("what was done"), N_("Has reported: what was done, in a line."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_REST, "r", N_("all the rest"),
		N_("Everybody who is still missing has reported, nothing new."), ACTION_WRITE},
	{ACT_EARLIER, "[ Left", N_("month before"), N_("The sheet of the month before.")},
	{ACT_LATER, "] Right", N_("month after"), N_("The sheet of the month after.")},
	{ACT_NEXT, "n", N_("next cell"), N_("The sheet of the next cell.")},
	{ACT_PREVIOUS, "p", N_("cell before"), N_("The sheet of the cell before.")},
	{ACT_OTHER, "t", N_("another reporter"), N_("Somebody reported who has no duty."),
		ACTION_WRITE},
	{ACT_DAY, "e F4", N_("day received"),
		N_("When this report came in; those keyed in after it get the same day."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("This report was not made after all."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_CELL, "c", N_("cell"), N_("The sheet of another cell.")}, {0}};

/* ---- reading --------------------------------------------------------------------------------------- */

static void row_done(void *row)
{
	struct sheet_line *l = &((struct row *)row)->line;
	free(l->name);
	free(l->done);
	free(l->proposed);
}

static int add(
	struct list *list, const struct sheet *s, const struct sheet_line *l, struct err *err)
{
	struct row row = {.row = {line_id(l)}, .line = *l, .is_owed = s->is_owed};
	row.line.name = mem_strdup(l->name);
	row.line.done = mem_strdup(l->done);
	row.line.proposed = mem_strdup(l->proposed);
	int r = 0;
	if (!row.line.name || (l->done && !row.line.done) || (l->proposed && !row.line.proposed))
		r = ERR_OOM(err);
	if (!r)
		r = list_add(list, &row, err);
	if (r)
		row_done(&row);
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct sheet_ctx *c = ctx;
	struct sheet s;
	CLEANUP_FREE char *name = NULL;
	int r = sheet_read(c->db, c->sheet.cell, c->sheet.year, c->sheet.month, &s, err);
	if (r)
		return r;
	sheet_done(&c->sheet);
	c->sheet = s;
	r = cell_name(c->db, s.cell, (struct date){0}, &name, err);
	str_fit(c->cell, sizeof c->cell, name ? name : "");
	for (size_t i = 0; !r && i < s.n; i++)
		r = add(list, &s, &s.v[i], err);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct sheet_ctx *c = ctx;
	strbuf_addf(ret, _("Monthly reports %d/%d"), c->sheet.month, c->sheet.year);
	strbuf_addf(ret, " · %s", c->cell);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct sheet *s = &((struct sheet_ctx *)ctx)->sheet;
	size_t due = 0, made = 0, all = 0, names = 0;
	for (size_t i = 0; i < s->n; i++) {
		due += s->v[i].is_due;
		made += s->v[i].is_due && s->v[i].report;
		all += s->v[i].report != 0;
		names += s->v[i].names;
	}
	if (!s->resolution)
		strbuf_addf(ret, _("no resolution for %d"), s->year);
	else if (!due)
		strbuf_add(ret, _("the resolution gives no duties"));
	else if (!s->is_owed)
		strbuf_add(ret, _("not owed: the resolution is of a later month"));
	else
		strbuf_addf(ret, _("reported %zu/%zu · missing %zu"), made, due, due - made);
	if (!s->resolution || !due || !s->is_owed)
		strbuf_addf(ret, _(" · reported %zu"), all);
	else if (all > made)
		strbuf_addf(ret, _(" · without a duty %zu"), all - made);
	strbuf_addf(ret, _(" · proposed %zu"), names);
}

/* ---- writing --------------------------------------------------------------------------------------- */

/* What a question may not lose: the list may be read anew while it is asked. */
struct present {
	struct sheet sheet; /* without lines */
	struct sheet_line line;
	int64_t next; /* the row below */
	char name[500];
};

static void present_of(struct sheet_ctx *c, const struct sheet_line *l, struct present *ret)
{
	*ret = (struct present){
		.sheet = {.cell = c->sheet.cell, .year = c->sheet.year, .month = c->sheet.month},
		.line = *l,
		.next = line_id(l)};
	str_fit(ret->name, sizeof ret->name, l->name);
	ret->line.name = ret->name;
	ret->line.done = ret->line.proposed = NULL;
	for (size_t i = 0; i + 1 < c->sheet.n; i++)
		if (line_id(&c->sheet.v[i]) == line_id(l))
			ret->next = line_id(&c->sheet.v[i + 1]);
}

/* The day that was given last in this sheet, else today. */
static struct date day_of(const struct sheet_ctx *c)
{
	return date_is_set(c->keyed) ? c->keyed : clock_today();
}

static int nothing_new(
	struct app *app, struct sheet_ctx *c, const struct present *p, struct err *err)
{
	const struct office *office = app_data(app);
	int r = 0;
	if (p->line.report)
		app_say(app, _("%s has reported already; nothing was changed."), p->name);
	else
		r = sheet_save(c->db, &office->by, &p->sheet, &p->line, NULL, day_of(c), NULL, err);
	if (!r)
		list_show(app, p->next);
	return r;
}

static int what_was_done(struct app *app, struct sheet_ctx *c, const struct present *p,
	const char *now, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *typed = NULL;
	CLEANUP_FREE char *old = mem_strdup(now ? now : "");
	int r = old ? ask_line_or_none(app, p->name, _("What was done"), old, &typed, err)
		    : ERR_OOM(err);
	if (!r)
		r = sheet_save(c->db, &office->by, &p->sheet, &p->line, typed,
			p->line.report && date_is_set(p->line.received) ? p->line.received
									: day_of(c),
			NULL, err);
	return r;
}

static int remove_report(struct app *app, const struct present *p, size_t names, struct err *err)
{
	const struct office *office = app_data(app);
	if (names) {
		app_say(app, _("Somebody was proposed in this report; remove that in the book of "
			       "proposals first."));
		return ERR_STOPPED;
	}
	if (!ask_confirm(app, _("Remove this report?"), p->name, _("Remove")))
		return ERR_STOPPED;
	return book_remove(office->db, &office->by, BOOK_MONTHLY, p->line.report, p->line.rev, err);
}

static int other_reporter(struct app *app, struct sheet_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	struct sheet_line who;
	int r = sheet_ask_reporter(app, &who, err);
	if (r)
		return r;
	list_show(app, line_id(&who));
	for (size_t i = 0; i < c->sheet.n; i++)
		if (line_id(&c->sheet.v[i]) == line_id(&who)) {
			app_say(app, _("Is on the sheet already."));
			return 0;
		}
	return sheet_save(c->db, &office->by, &c->sheet, &who, NULL, day_of(c), NULL, err);
}

static int all_the_rest(struct app *app, struct sheet_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	long n = 0;
	for (size_t i = 0; i < c->sheet.n; i++)
		n += !c->sheet.v[i].report;
	CLEANUP_FREE char *text = mem_printf(
		P_("%ld has not reported yet.", "%ld have not reported yet.", (unsigned long)n), n);
	if (!text)
		return ERR_OOM(err);
	if (!n) {
		app_say(app, _("All have reported."));
		return ERR_STOPPED;
	}
	if (!ask_go_on(app, _("All the rest: reported, nothing new?"), text, _("Record them")))
		return ERR_STOPPED;
	return sheet_save_rest(c->db, &office->by, &c->sheet, day_of(c), &n, err);
}

static int day_received(struct app *app, struct sheet_ctx *c, const struct present *p,
	const char *done, struct err *err)
{
	const struct office *office = app_data(app);
	struct date now = date_is_set(p->line.received) ? p->line.received : day_of(c);
	CLEANUP_FREE char *same = mem_strdup(done);
	if (done && !same)
		return ERR_OOM(err);
	int r = sheet_ask_day(app, now, &c->keyed, err);
	if (!r && p->line.report)
		r = sheet_save(c->db, &office->by, &p->sheet, &p->line, same, c->keyed, NULL, err);
	return r;
}

/* ---- another sheet ---------------------------------------------------------------------------------- */

/* Another sheet begins at its first line. */
static int show_first(struct app *app, struct sheet_ctx *c, struct err *err)
{
	struct sheet s;
	int r = sheet_read(c->db, c->sheet.cell, c->sheet.year, c->sheet.month, &s, err);
	if (r)
		return r;
	c->keyed = (struct date){0};
	if (s.n)
		list_show(app, line_id(&s.v[0]));
	sheet_done(&s);
	return 0;
}

static bool is_last_month(const struct sheet_ctx *c)
{
	struct date today = clock_today();
	return c->sheet.year * 12 + c->sheet.month >= today.year * 12 + today.month;
}

static void go_month(struct sheet_ctx *c, int by)
{
	int month = c->sheet.year * 12 + c->sheet.month - 1 + by;
	c->sheet.year = month / 12;
	c->sheet.month = month % 12 + 1;
}

static int go_cell(struct sheet_ctx *c, int by, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0, i = 0;
	int r = db_read_ids(db_begin(c->db, DBQ_CELLS_IN_ORDER, err), &ids, &n, err);
	if (r || !n)
		return r;
	while (i < n && ids[i] != c->sheet.cell.v)
		i++;
	c->sheet.cell.v = ids[(i + n + (size_t)(by + (long)n)) % n];
	return 0;
}

static int choose_cell(struct app *app, struct sheet_ctx *c, struct err *err)
{
	struct cell_id cell = c->sheet.cell;
	static const struct ask_cell what = {N_("The sheet of which cell?"), N_("Show")};
	int r = ask_cell(app, &what, &cell, err);
	if (!r)
		c->sheet.cell = cell;
	return r;
}

/* ---- the screen --------------------------------------------------------------------------------------- */

static bool can(void *ctx, int action, const void *row)
{
	const struct sheet_ctx *c = ctx;
	switch (action) {
	case ACT_REMOVE:
		return row && at(row)->report;
	case ACT_LATER:
		return !is_last_month(c);
	default:
		return true;
	}
}

static int act_on_line(struct app *app, struct sheet_ctx *c, int action, const struct sheet_line *l,
	struct err *err)
{
	struct present p;
	present_of(c, l, &p);
	switch (action) {
	case ACT_NOTHING:
		return nothing_new(app, c, &p, err);
	case ACT_DONE:
		return what_was_done(app, c, &p, l->done, err);
	case ACT_NAME:
		return sheet_ask_name(app, &p.sheet, &p.line, day_of(c), err);
	case ACT_REMOVE:
		return remove_report(app, &p, l->names, err);
	default:
		return day_received(app, c, &p, l->done, err);
	}
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct sheet_ctx *c = ctx;
	int r;
	switch (action) {
	case ACT_OTHER:
		return other_reporter(app, c, err);
	case ACT_REST:
		return all_the_rest(app, c, err);
	case ACT_EARLIER:
	case ACT_LATER:
		go_month(c, action == ACT_LATER ? 1 : -1);
		return show_first(app, c, err);
	case ACT_NEXT:
	case ACT_PREVIOUS:
		r = go_cell(c, action == ACT_NEXT ? 1 : -1, err);
		return r ? r : show_first(app, c, err);
	case ACT_CELL:
		r = choose_cell(app, c, err);
		return r ? r : show_first(app, c, err);
	default:
		return on->row ? act_on_line(app, c, action, at(on->row), err) : 0;
	}
}

static void done(void *ctx)
{
	sheet_done(&((struct sheet_ctx *)ctx)->sheet);
	free(ctx);
}

static const struct list_ops ops = {
	.name = "sheet",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load, .row_done = row_done},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nobody has a duty here and no official member is listed. Press t for who "
		    "reported."),
	.can = can,
	.act = act,
	.foot = foot,
	.done = done,
};

int sheet_open(struct app *app, struct cell_id cell, int year, int month, struct err *err)
{
	const struct office *office = app_data(app);
	struct sheet_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	c->sheet.cell = cell;
	c->sheet.year = year;
	c->sheet.month = month;
	return list_open(app, &ops, c, err);
}
