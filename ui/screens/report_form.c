#include "ui/screens/report_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/form.h"
#include "ui/screens/lookup.h"
#include "ui/screens/target_form.h"

#include <string.h>

#define TERM_YEARS 5

struct report_ctx {
	struct db *db; /* first: the lookup's */
	struct report_request q;
};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct report_ctx *c = ctx;
	int r = form_set(f, "kind", report_name(c->q.kind));
	if (!r)
		r = form_set_date(f, "from", c->q.from);
	if (!r)
		r = form_set_date(f, "to", c->q.to);
	if (!r)
		r = form_set_date(f, "as_of", c->q.as_of);
	if (!r)
		r = lookup_set_cell(c->db, f, "cell", c->q.cell, err);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct report_ctx *c = ctx;
	struct date from = form_date(f, "from"), to = form_date(f, "to");
	struct date as_of = form_date(f, "as_of");
	char text[DATE_TEXT];
	(void)reason;
	if (date_cmp(from, to) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_CELL_PERIOD, "to", NULL);
	if (date_is_set(as_of) && date_cmp(as_of, clock_today()) > 0)
		return ERR_RULE(
			err, ERR_REFUSED, RULE_FUTURE, "as_of", "%s", date_to_user(as_of, text));
	for (int i = 0; i < REPORT_KINDS; i++)
		if (strcmp(report_name((enum report_kind)i), form_value(f, "kind")) == 0)
			c->q.kind = (enum report_kind)i;
	c->q.from = from;
	c->q.to = to;
	c->q.as_of = as_of;
	c->q.cell.v = form_id(f, "cell");
	return 0;
}

int report_form(struct app *app, struct report_request *q, struct err *err)
{
	const struct office *office = app_data(app);
	struct report_ctx c = {.db = office->db, .q = *q};
	struct choice kinds[REPORT_KINDS + 1] = {0};
	for (int i = 0; i < REPORT_KINDS; i++)
		kinds[i] = (struct choice){
			report_name((enum report_kind)i), report_title((enum report_kind)i)};
	const struct field fields[] = {
		{"kind", N_("Report"), NULL, FIELD_CHOICE, .required = true, .choices = kinds},
		{"from", N_("From"), N_("The first day of the period."), FIELD_DATE,
			.required = true},
		{"to", N_("Until"), N_("The last day of the period; it may lie ahead."), FIELD_DATE,
			.required = true},
		{"as_of", N_("As it stood on"),
			N_("A past day that everything is of; empty: today."), FIELD_DATE},
		{"cell", N_("Only the cell"), N_("Empty: the whole committee."), FIELD_LOOKUP,
			.lookup = lookup_cell},
		{0}};
	const struct form_ops ops = {.name = "report",
		.title = N_("What the paper is about"),
		.fields = fields,
		.save_name = N_("Show"),
		.load = load,
		.save = save};
	int r = form_run(app, &ops, &c, err);
	if (!r)
		*q = c.q;
	return r;
}

int report_term(struct db *db, int year, struct report_request *q, struct err *err)
{
	struct target t;
	int from = year - year % TERM_YEARS, to = from + TERM_YEARS;
	int r = target_of_term(db, year, (struct cell_id){0}, TARGET_ADMISSION, &t, err);
	if (r < 0)
		return r;
	if (r) {
		from = t.from_year;
		to = t.to_year;
		target_done(&t);
	}
	q->from = report_year_from(from);
	q->to = report_year_to(to);
	return 0;
}
