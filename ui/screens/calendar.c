/* Ngày nghỉ: the days off of a year, by law and the office's own, and how far they are certain. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/rulebook.h"
#include "ui/ask.h"
#include "ui/form.h"
#include "ui/list_view.h"
#include "ui/screens/screens.h"
#include "ui/screens/weekday.h"

#include <stdio.h>
#include <string.h>

enum { ACT_EARLIER = 1, ACT_LATER, ACT_ADD, ACT_EDIT, ACT_REMOVE, ACT_CONFIRM };
enum { SORT_DAY = 1, YEAR_FIRST = 2015, YEARS_AHEAD = 5 };

struct calendar_ctx {
	struct db *db;
	int year;
	bool is_confirmed;
	char paper[200];
};

struct row {
	struct list_row row; /* the day's number: stays when others come and go */
	struct date on;
	enum day_kind kind;
	bool is_certain, is_own;
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

static void kind_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(day_kind_label(at(row)->kind)));
}

static void certain_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->is_own		? _("the office's own")
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
	{ACT_EARLIER, "Left [", N_("year before"), N_("The days off of the year before.")},
	{ACT_LATER, "Right ]", N_("year after"), N_("The days off of the year after.")},
	{ACT_ADD, "a F7", N_("add"), N_("A day off of the office, or a Saturday that is worked."),
		ACTION_WRITE},
	{ACT_EDIT, "Enter e F4", N_("edit"), N_("Change the remark of the office's own day."),
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
		.is_own = own != NULL};
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
		r = calendar_confirmed(c->db, c->year, &c->is_confirmed, &paper, err);
	days_off_done(own, n);
	snprintf(c->paper, sizeof c->paper, "%s", paper ? paper : "");
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct calendar_ctx *c = ctx;
	strbuf_addf(ret, _("Days off · year %d"), c->year);
	strbuf_addf(ret, " · %s", c->is_confirmed ? _("confirmed") : _("not confirmed"));
	if (c->is_confirmed && *c->paper)
		strbuf_addf(ret, " (%s)", c->paper);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct calendar_ctx *c = ctx;
	if (!calendar_knows(c->year))
		strbuf_add(ret, _("The moving holidays of this year are not known: add them."));
	else if (!c->is_confirmed)
		strbuf_add(ret,
			_("Deadlines that cross a day not confirmed say so; x confirms the year."));
	else
		strbuf_add(ret, _("Saturdays and Sundays are off without being listed."));
}

/* ---- acting ---------------------------------------------------------------------------------- */

struct day_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	struct row row; /* on unset: a new one */
};

static const struct field fields[] = {
	{"on_date", N_("Date"),
		N_("Monday to Friday: a day off. A Saturday or Sunday: a day that is worked."),
		FIELD_DATE, .required = true},
	{"reason", N_("Remark"), N_("Why, or the announcement's number."), FIELD_TEXT, .cells = 44},
	{0}};

static int load_day(void *ctx, struct form *f, struct err *err)
{
	const struct day_ctx *d = ctx;
	(void)err;
	int r = form_set_date(f, "on_date", d->row.on);
	return r ? r : form_set(f, "reason", d->row.reason);
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	(void)f;
	return strcmp(field, "on_date") != 0 || !((const struct day_ctx *)ctx)->row.is_own;
}

static int save_day(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct day_ctx *d = ctx;
	struct date on = form_date(f, "on_date");
	bool is_weekend = date_is_full(on) && date_weekday(on) >= 5;
	d->by.reason = reason;
	d->row.on = on;
	return day_off_save(d->db, &d->by, on, is_weekend, form_value(f, "reason"), err);
}

static int day_form(
	struct app *app, struct calendar_ctx *c, const struct row *row, struct err *err)
{
	static const struct form_ops ops = {.name = "day-off",
		.title = N_("A day off, or a Saturday that is worked"),
		.fields = fields,
		.load = load_day,
		.save = save_day,
		.shows = shows};
	const struct office *office = app_data(app);
	struct day_ctx d = {.db = office->db, .by = office->by};
	if (row)
		d.row = *row;
	db_make_uid(d.uid);
	d.by.uid = d.uid;
	int r = form_run(app, &ops, &d, err);
	if (r)
		return r;
	if (d.row.on.year >= YEAR_FIRST && d.row.on.year <= clock_today().year + YEARS_AHEAD)
		c->year = d.row.on.year;
	list_show(app, date_to_days(d.row.on));
	app_say(app, _("Saved. The deadlines have been reckoned anew."));
	return 0;
}

static int remove_day(struct app *app, const struct row *row, struct err *err)
{
	const struct office *office = app_data(app);
	char on[DATE_TEXT];
	struct date day = row->on;
	CLEANUP_FREE char *text = mem_printf(_("%s %s, %s. Deadlines are reckoned without it."),
		weekday_short(day), date_to_user(day, on), _(day_kind_label(row->kind)));
	if (!text)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Take this day back?"), text, _("Take back")))
		return ERR_STOPPED;
	int r = day_off_remove(office->db, &office->by, day, err);
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
		r = calendar_confirm(office->db, &office->by, c->year, paper, true, err);
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
	return calendar_confirm(office->db, &office->by, c->year, NULL, false, err);
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
		return c->is_confirmed ? reopen(app, c, err) : confirm(app, c, err);
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
