/* Whom a list of people is narrowed down to: a cell, a period. */
#include "base/i18n.h"
#include "ui/form.h"
#include "ui/screens/lookup.h"
#include "ui/screens/roster_own.h"

#include <string.h>

struct only {
	struct db *db; /* first: the lookup's */
	struct roster_request *q;
};

static int load_only(void *ctx, struct form *f, struct err *err)
{
	struct only *o = ctx;
	int r = lookup_set_cell(o->db, f, "cell", o->q->cell, err);
	if (!r && roster_has_period(o->q->roster)) {
		r = form_set_date(f, "from", o->q->from);
		if (!r)
			r = form_set_date(f, "to", o->q->to);
	}
	return r;
}

static int save_only(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct only *o = ctx;
	(void)reason;
	if (roster_has_period(o->q->roster)) {
		struct date from = form_date(f, "from"), to = form_date(f, "to");
		if (date_cmp(from, to) > 0)
			return ERR_RULE(err, ERR_REFUSED, RULE_CELL_PERIOD, "to", NULL);
		o->q->from = from;
		o->q->to = to;
	}
	o->q->cell.v = form_id(f, "cell");
	return 0;
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct only *o = ctx;
	(void)f;
	return strcmp(field, "cell") == 0 || roster_has_period(o->q->roster);
}

int roster_ask_only(struct app *app, struct roster_request *q, struct err *err)
{
	static const struct field fields[] = {
		{"cell", N_("Only the cell"), N_("Empty: the whole committee."), FIELD_LOOKUP,
			.lookup = lookup_cell},
		{"from", N_("From"), N_("The first day of the period."), FIELD_DATE,
			.required = true},
		{"to", N_("Until"), N_("The last day of the period; it may lie ahead."), FIELD_DATE,
			.required = true},
		{0}};
	static const struct form_ops form = {.name = "list",
		.title = N_("Who is in the list"),
		.fields = fields,
		.save_name = N_("Show"),
		.load = load_only,
		.save = save_only,
		.shows = shows};
	const struct office *office = app_data(app);
	struct only o = {office->db, q};
	return form_run(app, &form, &o, err);
}
