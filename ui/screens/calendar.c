/* Ngày nghỉ: the days off of a year, by law and the office's own, and how far they are certain. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/rulebook.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/day_off_form.h"
#include "ui/screens/screens.h"
#include "ui/screens/weekday.h"

#include <stdio.h>
#include <string.h>

enum { ACT_EARLIER = 1, ACT_LATER, ACT_ADD, ACT_EDIT, ACT_REMOVE, ACT_CONFIRM };
enum { SORT_DAY = 1, YEAR_FIRST = 2015, YEARS_AHEAD = 5 };

struct calendar_ctx {
	struct db *db;
	int year;
	int64_t confirmed; /* rev; 0: is not */
	char paper[200];
};

struct row {
	struct list_row row; /* the day's number: stays when others come and go */
	struct date on;
	enum day_kind kind;
	bool is_certain, is_own, is_law;
	int64_t rev; /* of the office's own */
	char reason[200];
};

static const struct row *at(const void *row)
{
	return row;
}

static void day_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_addf(ret, "%s %s", weekday_short(at(row)->on), date_to_user(at(row)->on, buf));
}

/* What a day of law is called, of which the office says something of its own. */
static enum day_kind law_kind(struct date on)
{
	struct calendar_day law[CALENDAR_YEAR_MAX];
	size_t n = calendar_of_year(on.year, law);
	for (size_t i = 0; i < n; i++)
		if (date_cmp(law[i].on, on) == 0)
			return law[i].kind;
	return 0;
}

static void kind_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct row *r = at(row);
	(void)ctx;
	if (r->is_own && r->is_law)
		strbuf_addf(ret, r->kind == DAY_SWAPPED ? _("%s: worked") : _("%s: off"),
			_(day_kind_label(law_kind(r->on))));
	else
		strbuf_add(ret, _(day_kind_label(r->kind)));
}

static void certain_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->is_own	      ? _("the office's own")
			: at(row)->is_certain ? _("certain")
					      : _("not confirmed"));
}

static enum style certain_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->is_certain ? STYLE_NORMAL : STYLE_WARN;
}

static void reason_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->reason);
}

static int by_day(const void *x, const void *y)
{
	return date_cmp(at(x)->on, at(y)->on);
}

static const struct column columns[] = {
	{N_("Day"), .min = 13, .ideal = 14, .sort = SORT_DAY, .text = day_text, .compare = by_day},
	{N_("What"), .min = 20, .ideal = 30, .grow = true, .find = true, .text = kind_text},
	{N_("Certain"), .min = 15, .ideal = 18, .text = certain_text, .style = certain_style},
	{N_("Remark"), .min = 16, .ideal = 30, .grow = true, .find = true, .text = reason_text},
	{0}};

static const struct action actions[] = {
	{ACT_EARLIER, "[ Left", N_("year before"), N_("The days off of the year before.")},
	{ACT_LATER, "] Right", N_("year after"), N_("The days off of the year after.")},
	{ACT_ADD, "a F7", N_("add"), N_("A day off of the office, or a Saturday that is worked."),
		ACTION_WRITE},
	{ACT_EDIT, "Enter e F4", N_("edit"),
		N_("The remark; or that a day off is worked after all."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Take the office's own day back."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_CONFIRM, "x", N_("confirm"),
		N_("The year's days off are as announced; again: take that back."), ACTION_WRITE},
	{0}};

/* ---- reading --------------------------------------------------------------------------------- */

static int add(struct list *list, const struct calendar_day *day, const struct day_off *own,
	struct err *err)
{
	struct row row = {.row = {date_to_days(day->on)},
		.on = day->on,
		.kind = day->kind,
		.is_certain = day->is_certain,
		.is_own = own != NULL,
		.is_law = day_off_is_law(day->on),
		.rev = own ? own->rev : 0};
	snprintf(row.reason, sizeof row.reason, "%s", own && own->reason ? own->reason : "");
	return list_add(list, &row, err);
}

static int load_days(
	struct calendar_ctx *c, struct list *list, struct day_off *own, size_t n, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(c->db, &book, err);
	for (size_t i = 0; !r && i < book->calendar.n; i++) {
		const struct calendar_day *day = &book->calendar.days[i];
		const struct day_off *mine = NULL;
		if (day->on.year != c->year)
			continue;
		for (size_t k = 0; k < n; k++)
			if (date_cmp(own[k].on, day->on) == 0)
				mine = &own[k];
		r = add(list, day, mine, err);
	}
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct calendar_ctx *c = ctx;
	struct day_off *own = NULL;
	size_t n = 0;
	CLEANUP_FREE char *paper = NULL;
	int r = days_off_load(c->db, c->year, &own, &n, err);
	if (!r)
		r = load_days(c, list, own, n, err);
	if (!r)
		r = calendar_confirmed(c->db, c->year, &c->confirmed, &paper, err);
	days_off_done(own, n);
	snprintf(c->paper, sizeof c->paper, "%s", paper ? paper : "");
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct calendar_ctx *c = ctx;
	strbuf_addf(ret, _("Days off · year %d"), c->year);
	strbuf_addf(ret, " · %s", c->confirmed ? _("confirmed") : _("not confirmed"));
	if (c->confirmed && *c->paper)
		strbuf_addf(ret, " (%s)", c->paper);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct calendar_ctx *c = ctx;
	if (!calendar_knows(c->year) && !c->confirmed)
		strbuf_addf(ret,
			_("Tết and the Hùng Kings' Day of %d are not known: add them, then x."),
			c->year);
	else if (!c->confirmed)
		strbuf_add(ret,
			_("Deadlines that cross a day not confirmed say so; x confirms the year."));
	else
		strbuf_add(ret, _("Saturdays and Sundays are off without being listed."));
}

/* ---- acting ---------------------------------------------------------------------------------- */

static int day_form(struct app *app, struct calendar_ctx *c, const struct row *row, struct err *err)
{
	struct date on = row ? row->on : (struct date){0};
	int r = day_off_form(app, &on, err);
	if (r)
		return r;
	if (on.year >= YEAR_FIRST && on.year <= clock_today().year + YEARS_AHEAD)
		c->year = on.year;
	list_show(app, date_to_days(on));
	app_say(app, _("Saved. The deadlines have been reckoned anew."));
	return 0;
}

static int remove_day(struct app *app, const struct row *row, struct err *err)
{
	const struct office *office = app_data(app);
	char on[DATE_TEXT];
	struct date day = row->on;
	int64_t rev = row->rev;
	CLEANUP_FREE char *text = mem_printf(_("%s %s, %s. Deadlines are reckoned without it."),
		weekday_short(day), date_to_user(day, on), _(day_kind_label(row->kind)));
	if (!text)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Take this day back?"), text, _("Take back")))
		return ERR_STOPPED;
	int r = day_off_remove(office->db, &office->by, day, rev, err);
	if (!r)
		app_say(app, _("Saved. The deadlines have been reckoned anew."));
	return r;
}

static int confirm(struct app *app, struct calendar_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *paper = NULL;
	char title[120];
	snprintf(title, sizeof title, _("The days off of %d are as announced"), c->year);
	int r = ask_line(app, title, _("Number of the announcement"), "", &paper, err);
	if (!r)
		r = calendar_confirm(office->db, &office->by, c->year, paper, true, 0, err);
	if (!r)
		app_say(app, _("The year is confirmed. The deadlines have been reckoned anew."));
	return r;
}

static int reopen(struct app *app, struct calendar_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	if (!ask_confirm(app, _("Take the confirmation back?"),
		    _("Deadlines that cross days not announced yet will say so again."),
		    _("Take back")))
		return ERR_STOPPED;
	return calendar_confirm(office->db, &office->by, c->year, NULL, false, c->confirmed, err);
}

static bool can(void *ctx, int action, const void *row)
{
	const struct calendar_ctx *c = ctx;
	switch (action) {
	case ACT_EARLIER:
		return c->year > YEAR_FIRST;
	case ACT_LATER:
		return c->year < clock_today().year + YEARS_AHEAD;
	case ACT_EDIT:
		return row && (at(row)->is_own || at(row)->is_law);
	case ACT_REMOVE:
		return row && at(row)->is_own;
	default:
		return true;
	}
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct calendar_ctx *c = ctx;
	switch (action) {
	case ACT_EARLIER:
	case ACT_LATER:
		c->year += action == ACT_LATER ? 1 : -1;
		return 0;
	case ACT_ADD:
		return day_form(app, c, NULL, err);
	case ACT_EDIT:
		return day_form(app, c, on->row, err);
	case ACT_REMOVE:
		return remove_day(app, on->row, err);
	case ACT_CONFIRM:
		return c->confirmed ? reopen(app, c, err) : confirm(app, c, err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "calendar",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.sort = SORT_DAY,
	.empty = N_("No days off are known of this year. Press a to add one."),
	.can = can,
	.act = act,
	.foot = foot,
	.done = free,
};

int calendar_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct calendar_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	c->year = clock_today().year;
	return list_open(app, &ops, c, err);
}
