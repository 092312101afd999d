#include "ui/screens/mentor_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/lookup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mentor_ctx {
	struct db *db; /* first: lookup.h */
	struct act_by by;
	char uid[DB_UID_MAX];
	struct person_id person;
	int64_t old, old_rev; /* the assignment that is replaced or ended */
	bool is_end;
};

/* A mentor is of the person's cell as a rule. */
static int look_up(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	const struct mentor_ctx *c = ctx;
	struct person p;
	int r = person_load(c->db, c->person, &p, err);
	if (r)
		return r;
	struct cell_id cell = p.cell;
	person_done(&p);
	return lookup_member_near(c->db, cell, typed, ret, err);
}

static const struct field fields[] = {{"mentor", N_("Mentor"),
					      N_("Type a part of the name. A name that is not "
						 "among the members is kept as unconfirmed."),
					      FIELD_LOOKUP, .required = true, .free = true,
					      .prefer = true, .lookup = look_up, .cells = 40},
	{"from_date", N_("From"), N_("The day of the resolution."), FIELD_DATE, .required = true},
	{"resolution", N_("Resolution"), N_("Number of the cell's resolution."), FIELD_TEXT,
		.cells = 24},
	{"end_reason", N_("Why the former one ends"), NULL, FIELD_TEXT, .cells = 40}, {0}};

static const struct field end_fields[] = {
	{"to_date", N_("Until"), NULL, FIELD_DATE, .required = true},
	{"end_reason", N_("Reason of ending"), N_("Moved, admitted, cannot continue …"), FIELD_TEXT,
		.required = true, .cells = 40},
	{0}};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct mentor_ctx *c = ctx;
	struct assignment a;
	if (c->old) {
		int r = assignment_load(c->db, c->old, &a, err);
		if (r)
			return r;
		c->old_rev = a.rev;
		c->person = a.person;
		assignment_done(&a);
	}
	return form_set_date(f, c->is_end ? "to_date" : "from_date", clock_today());
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct mentor_ctx *c = ctx;
	(void)f;
	return c->old || c->is_end || strcmp(field, "end_reason") != 0;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct mentor_ctx *c = ctx;
	c->by.reason = reason;
	if (c->is_end)
		return assignment_end(c->db, &c->by, c->old, c->old_rev, form_date(f, "to_date"),
			form_value(f, "end_reason"), err);
	CLEANUP_FREE char *name = mem_strdup(form_typed(f, "mentor"));
	CLEANUP_FREE char *resolution = mem_strdup(form_value(f, "resolution"));
	struct assignment a = {.person = c->person,
		.mentor = {form_id(f, "mentor")},
		.mentor_name = name,
		.from = form_date(f, "from_date"),
		.resolution = resolution};
	if (c->old)
		return assignment_replace(c->db, &c->by, c->old, c->old_rev, &a,
			form_value(f, "end_reason"), NULL, err);
	return assignment_save(c->db, &c->by, &a, NULL, err);
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct mentor_ctx *c = ctx;
	struct person p = {0};
	person_load(c->db, c->person, &p, NULL);
	strbuf_addf(ret, "%s · %s",
		c->is_end ? _("End the mentor's work")
		: c->old  ? _("Another mentor")
			  : _("Assign a mentor"),
		p.full_name ? p.full_name : "");
	person_done(&p);
}

static const struct form_ops assign_ops = {.name = "mentor",
	.title_text = title_text,
	.fields = fields,
	.load = load,
	.save = save,
	.shows = shows};
static const struct form_ops end_ops = {.name = "mentor-end",
	.title_text = title_text,
	.fields = end_fields,
	.load = load,
	.save = save};

static int run(struct app *app, struct mentor_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	c->db = office->db;
	c->by = office->by;
	db_make_uid(c->uid);
	c->by.uid = c->uid;
	int r = form_run(app, c->is_end ? &end_ops : &assign_ops, c, err);
	if (!r)
		app_say(app, "%s",
			c->is_end ? _("The mentor's work has ended.") : _("Mentor assigned."));
	return r;
}

static int person_of(struct app *app, int64_t assignment, struct person_id *ret, struct err *err)
{
	const struct office *office = app_data(app);
	struct assignment a;
	int r = assignment_load(office->db, assignment, &a, err);
	if (!r) {
		*ret = a.person;
		assignment_done(&a);
	}
	return r;
}

int mentor_form(struct app *app, struct person_id person, int64_t replaced, struct err *err)
{
	struct mentor_ctx c = {.person = person, .old = replaced};
	int r = replaced ? person_of(app, replaced, &c.person, err) : 0;
	return r ? r : run(app, &c, err);
}

int mentor_form_end(struct app *app, int64_t assignment, struct err *err)
{
	struct mentor_ctx c = {.old = assignment, .is_end = true};
	int r = person_of(app, assignment, &c.person, err);
	return r ? r : run(app, &c, err);
}

int mentor_choose(struct app *app, struct person_id person, int64_t *ret, struct err *err)
{
	const struct office *office = app_data(app);
	struct assignment *list;
	struct choice choices[8] = {{0}};
	int64_t ids[8];
	size_t n, open = 0;
	int r = assignments_of_person(office->db, person, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; i < n && open < ARRAY_LEN(ids) - 1; i++)
		if (!date_is_set(list[i].to)) {
			choices[open] = (struct choice){"", list[i].mentor_name};
			ids[open++] = list[i].id;
		}
	int at = open > 1 ? ask_choice(app, _("Which mentor?"), choices, 0) : 0;
	if (!open)
		app_say(app, _("Nobody helps this person now."));
	assignments_done(list, n);
	if (!open || at < 0)
		return ERR_STOPPED;
	*ret = ids[at];
	return 0;
}
