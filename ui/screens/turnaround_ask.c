#include "ui/screens/turnaround.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/office.h"

#include <string.h>

struct ask {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	const struct turnaround *t;
	const struct turnaround_row *row;
};

static void title_text(void *ctx, struct strbuf *ret)
{
	strbuf_add(ret, ((struct ask *)ctx)->row->name);
}

static int load(void *ctx, struct form *f, struct err *err)
{
	const struct follow_up *now = &((struct ask *)ctx)->row->now;
	int r = form_set_id(f, "state", now->id ? now->state : FOLLOW_NOTHING);
	(void)err;
	if (!r)
		r = form_set_date(f, "met_on", now->met);
	return r ? r : form_set(f, "note", now->note);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct ask *a = ctx;
	a->by.reason = reason;
	return turnaround_save(a->db, &a->by, a->t, a->row, (enum follow_state)form_id(f, "state"),
		form_date(f, "met_on"), form_value(f, "note"), err);
}

int turnaround_ask(struct app *app, const struct turnaround *t, const struct turnaround_row *row,
	struct err *err)
{
	static const struct choice states[] = {{"1", N_("nothing new")}, {"2", N_("moved on")},
		{"3", N_("a difficulty")}, {"4", N_("not seen")}, {0}};
	/* the day is what a talk adds: the cursor begins there */
	static const struct field fields[] = {
		{"met_on", N_("Talked with on"), N_("Empty: not talked with, or no day is given."),
			FIELD_DATE},
		{"note", N_("In a line"),
			N_("Only what the step needs; nothing more of private life."), FIELD_TEXT,
			.cells = 40},
		{"state", N_("What was heard"), N_("Left and right choose."), FIELD_CHOICE,
			.required = true, .choices = states},
		{0}};
	static const struct form_ops ops = {.name = "follow-up",
		.title_text = title_text,
		.fields = fields,
		.load = load,
		.save = save};
	const struct office *office = app_data(app);
	struct ask a = {.db = office->db, .by = office->by, .t = t, .row = row};
	db_make_uid(a.uid);
	a.by.uid = a.uid;
	return form_run(app, &ops, &a, err);
}
