#include "ui/screens/day_off_form.h"

#include "base/i18n.h"
#include "core/rulebook.h"
#include "ui/form.h"

#include <string.h>

struct day_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	struct date on;
	int64_t rev;
	bool is_fixed; /* the date is not asked for */
};

static const struct choice worked[] = {{"0", N_("Off")}, {"1", N_("Worked")}, {0}};

static const struct field fields[] = {
	{"on_date", N_("Date"),
		N_("Monday to Friday: a day off. A Saturday or Sunday: a day that is worked."),
		FIELD_DATE, .required = true},
	{"is_worked", N_("This day"),
		N_("Off by law or assumed to be: if the announcement says so, it is worked."),
		FIELD_CHOICE, .choices = worked},
	{"reason", N_("Remark"), N_("Why, or the announcement's number."), FIELD_TEXT, .cells = 44},
	{0}};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct day_ctx *d = ctx;
	struct day_off day = {0};
	int r = date_is_set(d->on) ? day_off_load(d->db, d->on, &day, err) : 0;
	if (r && r != ERR_NOT_FOUND)
		return r;
	/* none of the office's own yet: it is off as the law has it */
	d->rev = r ? 0 : day.rev;
	r = form_set_date(f, "on_date", d->on);
	if (!r)
		r = form_set(f, "is_worked", day.is_worked ? "1" : "0");
	if (!r)
		r = form_set(f, "reason", day.reason);
	day_off_done(&day);
	return r;
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct day_ctx *d = ctx;
	if (strcmp(field, "on_date") == 0)
		return !d->is_fixed;
	return strcmp(field, "is_worked") != 0 || day_off_is_law(form_date(f, "on_date"));
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct day_ctx *d = ctx;
	struct date on = d->is_fixed ? d->on : form_date(f, "on_date");
	bool is_weekend = date_is_full(on) && date_weekday(on) >= 5;
	bool is_worked = is_weekend || (day_off_is_law(on) && form_id(f, "is_worked") == 1);
	d->by.reason = reason;
	int r = day_off_save(d->db, &d->by, on, is_worked, form_value(f, "reason"), d->rev, err);
	/* a day of law of which somebody else has just said something */
	if (r == ERR_DUPLICATE && d->is_fixed) {
		if (err)
			err->code = ERR_CONFLICT;
		r = ERR_CONFLICT;
	}
	if (!r)
		d->on = on;
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct day_ctx *d = ctx;
	char text[DATE_TEXT];
	if (d->is_fixed)
		strbuf_addf(ret, _("The day %s"), date_to_user(d->on, text));
	else
		strbuf_add(ret, _("A day off, or a Saturday that is worked"));
}

int day_off_form(struct app *app, struct date *on, struct err *err)
{
	static const struct form_ops ops = {.name = "day-off",
		.title_text = title_text,
		.fields = fields,
		.load = load,
		.save = save,
		.shows = shows};
	const struct office *office = app_data(app);
	struct day_ctx d = {
		.db = office->db, .by = office->by, .on = *on, .is_fixed = date_is_set(*on)};
	db_make_uid(d.uid);
	d.by.uid = d.uid;
	int r = form_run(app, &ops, &d, err);
	if (!r)
		*on = d.on;
	return r;
}
