/* Phiếu theo dõi: what the cells wrote on the sheets of a month, keyed in as it stands on paper. One key for each
 * "nothing new". */
#include "ui/screens/turnaround.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/ask_cell.h"
#include "ui/screens/book.h"
#include "ui/screens/event_form.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	ACT_NOTHING = 1,
	ACT_TALK,
	ACT_STEP,
	ACT_DIFFICULTY,
	ACT_NOT_SEEN,
	ACT_NAME,
	ACT_REMOVE,
	ACT_PERSON,
	ACT_PRINT,
	ACT_EARLIER,
	ACT_LATER,
	ACT_NEXT,
	ACT_PREVIOUS,
	ACT_CELL,
	ACT_DIGIT /* … + 9 */
};

struct turnaround_ctx {
	struct db *db;
	struct turnaround t; /* as last read */
	size_t typed;	     /* the number that was typed so far; 0: none */
	char cell[200];
};

struct row {
	struct list_row row;
	const struct turnaround_row *of; /* in ctx->t, until the list is read anew */
	size_t number;			 /* 0: without one */
};

static const struct turnaround_row *at(const void *row)
{
	return ((const struct row *)row)->of;
}

/* ---- columns --------------------------------------------------------------------------------------- */

static void mark_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->now.id ? "●" : "○");
}

static enum style mark_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->now.id ? STYLE_NORMAL : STYLE_WARN;
}

static void number_text(const void *row, void *ctx, struct strbuf *ret)
{
	size_t number = ((const struct row *)row)->number;
	(void)ctx;
	if (number)
		strbuf_addf(ret, "%zu", number);
	else
		strbuf_add(ret, "+");
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void stage_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(stage_label(at(row)->stage)));
}

static void now_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->now.id)
		follow_up_add(ret, &at(row)->now);
}

static enum style now_style(const void *row, void *ctx)
{
	(void)ctx;
	switch (at(row)->now.state) {
	case FOLLOW_MOVED_ON:
		return STYLE_GOOD;
	case FOLLOW_DIFFICULTY:
		return STYLE_WARN;
	case FOLLOW_NOTHING:
		return date_is_set(at(row)->now.met) || at(row)->now.note ? STYLE_NORMAL
									  : STYLE_DIM;
	default:
		return STYLE_NORMAL;
	}
}

static void last_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct follow_up *last = &at(row)->last;
	(void)ctx;
	if (!last->id)
		return;
	strbuf_addf(ret, "%d/%d: ", last->month, last->year);
	follow_up_add(ret, last);
}

static void mentors_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->mentors ? at(row)->mentors : "");
}

static const struct column columns[] = {
	{"", .min = 1, .ideal = 1, .text = mark_text, .style = mark_style},
	{N_("No."), .min = 3, .ideal = 3, .align = 1, .text = number_text},
	{N_("Full name"), .min = 18, .ideal = 24, .find = true, .text = name_text},
	{N_("Step"), .min = 20, .ideal = 20, .text = stage_text},
	{N_("This month"), .min = 20, .ideal = 30, .grow = true, .find = true, .text = now_text,
		.style = now_style},
	{N_("Heard last"), .min = 14, .ideal = 26, .drop = 1, .text = last_text},
	{N_("Who help"), .min = 16, .ideal = 24, .drop = 2, .text = mentors_text}, {0}};

#define DIGIT(n)                                                                                   \
	{                                                                                          \
		ACT_DIGIT + (n), #n, .flags = ACTION_ROW | ACTION_HIDDEN                           \
	}
static const struct action actions[] = {
	{ACT_NOTHING, "x Space", N_("nothing new"),
		N_("Nothing new this month; the cursor goes to the next line."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_TALK, "Enter t", N_("talk"),
		N_("Talked with: on which day, with what in a line. Corrects what was keyed, too."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_STEP, "s", N_("next step"), N_("A step is done: the next event, with its day."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_DIFFICULTY, "v", N_("obstacle"),
		N_("Something stands in the way: what, and who deals with it."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_NAME, "a F7", N_("new name"),
		N_("A new name stands on the sheet: somebody is proposed."), ACTION_WRITE},
	{ACT_NOT_SEEN, "u", N_("not seen"),
		N_("Was not seen this month; the cursor goes to the next line."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("What was keyed of this person was not so."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_DIGIT + 1, "1", N_("to a number"),
		N_("1 to 9 go to the line of that number; two digits, one after the other, to 10 "
		   "and more."),
		ACTION_ROW | ACTION_HIDDEN},
	DIGIT(2), DIGIT(3), DIGIT(4), DIGIT(5), DIGIT(6), DIGIT(7), DIGIT(8), DIGIT(9), DIGIT(0),
	{ACT_EARLIER, "[ Left", N_("month before"), N_("The sheet of the month before.")},
	{ACT_LATER, "] Right", N_("month after"), N_("The sheet of the month after.")},
	{ACT_NEXT, "n", N_("next cell"), N_("The sheet of the next cell.")},
	{ACT_PREVIOUS, "p", N_("cell before"), N_("The sheet of the cell before.")},
	{ACT_CELL, "c", N_("cell"), N_("The sheet of another cell.")},
	{ACT_PERSON, "o", N_("person"), N_("Open the page of this person."), ACTION_ROW},
	{ACT_PRINT, "i", N_("paper"), N_("The sheet of this cell and month, to print or to save.")},
	{0}};

/* ---- reading --------------------------------------------------------------------------------------- */

static int load(void *ctx, struct list *list, struct err *err)
{
	struct turnaround_ctx *c = ctx;
	struct turnaround t;
	CLEANUP_FREE char *name = NULL;
	int r = turnaround_read(c->db, c->t.cell, c->t.year, c->t.month, &t, err);
	if (r)
		return r;
	r = cell_name(c->db, t.cell, (struct date){0}, &name, err);
	if (!r)
		str_fit(c->cell, sizeof c->cell, name);
	for (size_t i = 0; !r && i < t.n; i++) {
		const struct row row = {.row = {t.v[i].person.v},
			.of = &t.v[i],
			.number = t.v[i].is_new ? 0 : i + 1};
		r = list_add(list, &row, err);
	}
	/* the rows that are shown point into the one or the other */
	if (r) {
		turnaround_done(&t);
	} else {
		turnaround_done(&c->t);
		c->t = t;
	}
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct turnaround_ctx *c = ctx;
	strbuf_addf(ret, _("Follow-up sheet %d/%d"), c->t.month, c->t.year);
	strbuf_addf(ret, " · %s", c->cell);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct turnaround *t = &((struct turnaround_ctx *)ctx)->t;
	size_t missing = turnaround_missing(t), moved = 0, difficult = 0;
	for (size_t i = 0; i < t->n; i++) {
		moved += t->v[i].now.state == FOLLOW_MOVED_ON;
		difficult += t->v[i].now.state == FOLLOW_DIFFICULTY;
	}
	strbuf_addf(ret, _("followed up %zu/%zu · missing %zu"), t->numbered - missing, t->numbered,
		missing);
	strbuf_addf(ret, _(" · moved on %zu · with a difficulty %zu"), moved, difficult);
	if (t->n > t->numbered)
		strbuf_add(ret, _("   + came in since, not on the paper"));
}

/* ---- writing --------------------------------------------------------------------------------------- */

/* What a question may not lose: the list may be read anew while it is asked. */
struct present {
	struct turnaround t; /* without rows */
	struct turnaround_row row;
	int64_t next; /* the row below */
	char name[500], note[2000];
};

static void present_of(
	const struct turnaround_ctx *c, const struct turnaround_row *row, struct present *ret)
{
	*ret = (struct present){
		.t = {.cell = c->t.cell, .year = c->t.year, .month = c->t.month}, .row = *row};
	size_t i = (size_t)(row - c->t.v);
	ret->next = c->t.v[i + 1 < c->t.n ? i + 1 : i].person.v;
	str_fit(ret->name, sizeof ret->name, row->name);
	str_fit(ret->note, sizeof ret->note, row->now.note ? row->now.note : "");
	ret->row.name = ret->name;
	ret->row.now.note = *ret->note ? ret->note : NULL;
	ret->row.mentors = ret->row.last.note = NULL;
}

/* With one key. What is there already was thought about: it is changed by the form alone. */
static int say_in_short(
	struct app *app, const struct present *p, enum follow_state state, struct err *err)
{
	const struct office *office = app_data(app);
	int r = 0;
	if (p->row.now.id)
		app_say(app, _("%s is keyed already; Enter changes it."), p->name);
	else
		r = turnaround_save(office->db, &office->by, &p->t, &p->row, state,
			(struct date){0}, NULL, err);
	if (!r)
		list_show(app, p->next);
	return r;
}

/* What a form of its own has recorded stands on the sheet, too, beside the talk that is there. */
static int note_state(
	struct app *app, const struct present *p, enum follow_state state, struct err *err)
{
	const struct office *office = app_data(app);
	return turnaround_save(office->db, &office->by, &p->t, &p->row, state, p->row.now.met,
		p->row.now.note, err);
}

static int next_step(struct app *app, const struct present *p, struct err *err)
{
	int r = event_form(app, &p->row.person, 1, event_after(p->row.stage), err);
	return r ? r : note_state(app, p, FOLLOW_MOVED_ON, err);
}

static int difficulty(struct app *app, const struct present *p, struct err *err)
{
	struct book_row start = {0};
	int r = book_set_id(BOOK_OBSTACLE, &start, "person_id", p->row.person.v, err);
	if (!r)
		r = book_form(app, BOOK_OBSTACLE, &start, NULL, err);
	book_row_done(&start);
	return r ? r : note_state(app, p, FOLLOW_DIFFICULTY, err);
}

static int remove_entry(struct app *app, const struct present *p, struct err *err)
{
	const struct office *office = app_data(app);
	if (!ask_confirm(app, _("Remove what was keyed of this month?"), p->name, _("Remove")))
		return ERR_STOPPED;
	return book_remove(
		office->db, &office->by, BOOK_FOLLOW_UP, p->row.now.id, p->row.now.rev, err);
}

/* ---- another sheet ---------------------------------------------------------------------------------- */

/* Sheets of next month are printed; nothing is keyed into them yet. */
static bool is_last_month(const struct turnaround_ctx *c)
{
	struct date today = clock_today();
	return c->t.year * 12 + c->t.month > today.year * 12 + today.month;
}

static void go_month(struct turnaround_ctx *c, int by)
{
	int month = c->t.year * 12 + c->t.month - 1 + by;
	c->t.year = month / 12;
	c->t.month = month % 12 + 1;
}

static const struct ask_cell which_cell = {N_("The sheet of which cell?"), N_("Show")};

static int go_cell(struct turnaround_ctx *c, int by, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0, i = 0;
	int r = db_read_ids(db_begin(c->db, DBQ_CELLS_IN_ORDER, err), &ids, &n, err);
	if (r || !n)
		return r;
	while (i < n && ids[i] != c->t.cell.v)
		i++;
	c->t.cell.v = ids[(i + n + (size_t)(by + (long)n)) % n];
	return 0;
}

/* Another sheet begins at its first line. */
static int show_first(struct app *app, const struct turnaround_ctx *c, struct err *err)
{
	struct turnaround t;
	int r = turnaround_read(c->db, c->t.cell, c->t.year, c->t.month, &t, err);
	if (r)
		return r;
	if (t.n)
		list_show(app, t.v[0].person.v);
	turnaround_done(&t);
	return 0;
}

/* The number typed so far with one more digit, if there is such a line; else the digit begins a number. */
static void go_number(struct app *app, struct turnaround_ctx *c, size_t digit)
{
	size_t longer = c->typed * 10 + digit;
	c->typed = longer && longer <= c->t.numbered ? longer : digit;
	if (c->typed && c->typed <= c->t.numbered)
		list_show(app, c->t.v[c->typed - 1].person.v);
	else
		c->typed = 0;
}

/* ---- the screen ------------------------------------------------------------------------------------- */

static bool can(void *ctx, int action, const void *row)
{
	switch (action) {
	case ACT_REMOVE:
		return row && at(row)->now.id;
	case ACT_LATER:
		return !is_last_month(ctx);
	default:
		return true;
	}
}

static int act_on_row(struct app *app, struct turnaround_ctx *c, int action,
	const struct turnaround_row *row, struct err *err)
{
	struct present p;
	present_of(c, row, &p);
	int r;
	switch (action) {
	case ACT_NOTHING:
		return say_in_short(app, &p, FOLLOW_NOTHING, err);
	case ACT_NOT_SEEN:
		return say_in_short(app, &p, FOLLOW_NOT_SEEN, err);
	case ACT_TALK:
		r = turnaround_ask(app, &p.t, &p.row, err);
		break;
	case ACT_STEP:
		r = next_step(app, &p, err);
		break;
	case ACT_DIFFICULTY:
		r = difficulty(app, &p, err);
		break;
	case ACT_REMOVE:
		return remove_entry(app, &p, err);
	case ACT_PERSON:
		return person_page_open(app, p.row.person, err);
	default:
		return 0;
	}
	/* what is keyed for the first time is done with; what is put right is looked at */
	if (!r && !p.row.now.id)
		list_show(app, p.next);
	return r;
}

static int act_on_sheet(struct app *app, struct turnaround_ctx *c, int action, struct err *err)
{
	struct date first = {(short)c->t.year, (signed char)c->t.month, 1};
	int r = 0;
	switch (action) {
	case ACT_NAME:
		return propose_form(app, &(struct proposing){.cell = c->t.cell}, NULL, err);
	case ACT_PRINT:
		return report_open_cell(app, REPORT_TURNAROUND, c->t.cell, first,
			date_add_days(date_add_months(first, 1), -1), err);
	case ACT_EARLIER:
	case ACT_LATER:
		go_month(c, action == ACT_LATER ? 1 : -1);
		break;
	case ACT_CELL:
		r = ask_cell(app, &which_cell, &c->t.cell, err);
		break;
	default:
		r = go_cell(c, action == ACT_NEXT ? 1 : -1, err);
	}
	return r ? r : show_first(app, c, err);
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct turnaround_ctx *c = ctx;
	if (action >= ACT_DIGIT) {
		go_number(app, c, (size_t)(action - ACT_DIGIT));
		return 0;
	}
	c->typed = 0;
	if (action == ACT_NAME || action >= ACT_PRINT)
		return act_on_sheet(app, c, action, err);
	return on->row ? act_on_row(app, c, action, at(on->row), err) : 0;
}

static void done(void *ctx)
{
	turnaround_done(&((struct turnaround_ctx *)ctx)->t);
	free(ctx);
}

static const struct list_ops ops = {
	.name = "turnaround",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_(
		"Nobody of this cell is on the way. Press a for a new name, n for the next cell."),
	.can = can,
	.act = act,
	.foot = foot,
	.done = done,
};

struct date turnaround_month(struct date today)
{
	enum { FIRST_DAYS = 10 };
	struct date first = {today.year, today.month, 1};
	return today.day <= FIRST_DAYS ? date_add_months(first, -1) : first;
}

int turnaround_open(struct app *app, struct cell_id cell, int year, int month, struct err *err)
{
	const struct office *office = app_data(app);
	struct turnaround_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	c->t = (struct turnaround){.cell = cell, .year = year, .month = month};
	return list_open(app, &ops, c, err);
}

int turnaround_open_now(struct app *app, struct cell_id cell, struct err *err)
{
	struct date month = turnaround_month(clock_today());
	return turnaround_open(app, cell, month.year, month.month, err);
}
