/* Under which number, when and to whom a report was sent. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/frozen.h"
#include "ui/form.h"
#include "ui/screens/frozen.h"

#include <stdlib.h>

struct sent_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	const struct report_request *q; /* of a new one; else NULL */
	int64_t id, rev;
};

static const struct field fields[] = {
	{"paper_no", N_("Number of the paper"), N_("As it stands on the paper: 05-BC/ĐU."),
		FIELD_TEXT, .cells = 24, .max = 40},
	{"sent_to", N_("Sent to"), N_("Who got it."), FIELD_TEXT},
	{"sent_on", N_("Sent on"), N_("Empty: not sent yet."), FIELD_DATE}, {0}};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct sent_ctx *c = ctx;
	struct frozen_row row;
	if (c->q)
		return form_set_date(f, "sent_on", clock_today());
	int r = frozen_row_load(c->db, c->id, &row, err);
	if (r)
		return r;
	c->rev = row.rev;
	r = form_set(f, "paper_no", row.paper_no);
	if (!r)
		r = form_set(f, "sent_to", row.sent_to);
	if (!r)
		r = form_set_date(f, "sent_on", row.sent_on);
	frozen_row_done(&row);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct sent_ctx *c = ctx;
	const struct frozen_sent sent = {.paper_no = form_value(f, "paper_no"),
		.to = form_value(f, "sent_to"),
		.on = form_date(f, "sent_on")};
	(void)reason;
	if (c->q)
		return frozen_keep(c->db, &c->by, c->q, &sent, &c->id, err);
	const struct frozen_row row = {.id = c->id,
		.rev = c->rev,
		.paper_no = (char *)sent.paper_no,
		.sent_to = (char *)sent.to,
		.sent_on = sent.on};
	return frozen_save(c->db, &c->by, &row, err);
}

static int run(struct app *app, struct sent_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	const struct form_ops ops = {.name = "frozen",
		.title = N_("The report as it was sent"),
		.fields = fields,
		.load = load,
		.save = save};
	c->db = office->db;
	c->by = office->by;
	db_make_uid(c->uid);
	c->by.uid = c->uid;
	return form_run(app, &ops, c, err);
}

int frozen_keep_form(struct app *app, const struct report_request *q, int64_t *ret, struct err *err)
{
	struct sent_ctx c = {.q = q};
	int r = run(app, &c, err);
	if (!r)
		*ret = c.id;
	return r;
}

int frozen_sent_form(struct app *app, int64_t id, struct err *err)
{
	struct sent_ctx c = {.id = id};
	return run(app, &c, err);
}
