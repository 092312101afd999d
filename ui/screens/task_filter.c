#include "ui/screens/task_filter.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/choices.h"
#include "ui/screens/lookup.h"
#include "ui/screens/office.h"

#include <inttypes.h>
#include <stdio.h>

#define SETS 4

struct filter_ctx {
	struct db *db; /* first: lookup.h */
	struct task_view view;
};

static int set_person(
	struct db *db, struct form *f, const char *field, struct person_id id, struct err *err)
{
	char value[24] = "";
	struct person p = {0};
	int r = id.v ? person_load(db, id, &p, err) : 0;
	if (id.v)
		snprintf(value, sizeof value, "%" PRId64, id.v);
	if (!r)
		r = form_set_lookup(f, field, value, p.full_name ? p.full_name : "");
	person_done(&p);
	return r;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct filter_ctx *c = ctx;
	const struct task_query *q = &c->view.query;
	char number[16];
	snprintf(number, sizeof number, "%d", (int)q->set);
	int r = form_set(f, "set", number);
	snprintf(number, sizeof number, "%d", (int)c->view.horizon);
	if (!r)
		r = form_set(f, "horizon", number);
	if (!r)
		r = form_set_id(f, "kind", q->kind);
	if (!r)
		r = form_set_id(f, "mover", q->mover);
	if (!r)
		r = lookup_set_cell(c->db, f, "cell", q->cell, err);
	if (!r)
		r = set_person(c->db, f, "person", q->person, err);
	return r ? r : set_person(c->db, f, "mentor", q->mentor, err);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct filter_ctx *c = ctx;
	struct task_query *q = &c->view.query;
	(void)reason;
	(void)err;
	q->set = (enum task_set)form_id(f, "set");
	c->view.horizon = (enum task_horizon)form_id(f, "horizon");
	q->kind = (enum need_kind)form_id(f, "kind");
	q->mover = (enum mover)form_id(f, "mover");
	q->cell.v = form_id(f, "cell");
	q->person.v = form_id(f, "person");
	/* of one person all is shown, whoever helps */
	q->mentor.v = q->person.v ? 0 : form_id(f, "mentor");
	return 0;
}

struct lists {
	struct choices sets, horizons, kinds, movers;
};

static void fill(struct lists *l)
{
	for (int i = 0; i < SETS; i++)
		choices_add(&l->sets, i, task_set_label((enum task_set)i));
	for (int i = 0; i < HORIZONS; i++)
		choices_add(&l->horizons, i, task_horizon_label((enum task_horizon)i));
	choices_add_none(&l->movers, N_("anybody"));
	for (int i = 1; i < MOVERS; i++)
		choices_add(&l->movers, i, mover_label((enum mover)i));
	choices_add_none(&l->kinds, N_("everything"));
	for (int i = 1; i < NEED_KINDS; i++)
		if (i != NEED_PAPER) /* a paper has no day of its own */
			choices_add(&l->kinds, i, need_label((enum need_kind)i));
}

int task_filter_form(struct app *app, struct task_view *v, struct err *err)
{
	const struct office *office = app_data(app);
	struct filter_ctx c = {.db = office->db, .view = *v};
	struct lists lists = {0};
	fill(&lists);
	const struct field fields[] = {
		{"set", N_("Which"), N_("Left and right choose."), FIELD_CHOICE, .required = true,
			.choices = lists.sets.all},
		{"horizon", N_("Until when"), N_("What is overdue is always shown."), FIELD_CHOICE,
			.required = true, .choices = lists.horizons.all},
		{"cell", N_("Only the cell"), N_("Empty: the whole committee."), FIELD_LOOKUP,
			.lookup = lookup_cell, .cells = 36},
		{"person", N_("Only the person"),
			N_("A candidate or member; then the mentor does not matter."), FIELD_LOOKUP,
			.lookup = lookup_person, .cells = 36},
		{"mentor", N_("Only the mentor"), N_("The people this member helps."), FIELD_LOOKUP,
			.lookup = lookup_member, .cells = 36},
		{"mover", N_("Whose move"), NULL, FIELD_CHOICE, .choices = lists.movers.all},
		{"kind", N_("What is to be done"), NULL, FIELD_CHOICE, .choices = lists.kinds.all},
		{0}};
	const struct form_ops ops = {.name = "task-filter",
		.title = N_("Which things to do are shown"),
		.fields = fields,
		.save_name = N_("Show"),
		.load = load,
		.save = save};
	int r = form_run(app, &ops, &c, err);
	if (!r)
		*v = c.view;
	return r;
}
