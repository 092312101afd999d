#include "ui/screens/cell_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/lookup.h"

#include <stdlib.h>

struct cell_ctx {
	struct db *db; /* first: lookup.h */
	struct act_by by;
	char uid[DB_UID_MAX];
	struct cell_id id;
	int64_t rev;
};

static const struct choice types[] = {{"1", N_("Residential area")}, {"2", N_("School")},
	{"3", N_("Military")}, {"4", N_("Police")}, {"5", N_("Health station")},
	{"6", N_("Office")}, {"7", N_("Enterprise")}, {"8", N_("Other")}, {0}};

static const struct field fields[] = {{"code", N_("Cell code"), N_("Short, as lists have it: AP1."),
					      FIELD_TEXT, .required = true, .cells = 12, .max = 40},
	{"name", N_("Name"), NULL, FIELD_TEXT, .required = true, .cells = 40},
	{"type", N_("Type"), N_("Left and right choose."), FIELD_CHOICE, .required = true,
		.choices = types},
	{"secretary", N_("Secretary"), NULL, FIELD_TEXT, .cells = 36},
	{"overseer", N_("Committee member in charge"), NULL, FIELD_TEXT, .cells = 36},
	{"nobody_left", N_("Nobody left to admit"), NULL, FIELD_YES},
	{"valid_from", N_("Valid from"), N_("Empty: always."), FIELD_DATE},
	{"valid_to", N_("Valid until"), N_("The last day of a cell that was merged or ended."),
		FIELD_DATE},
	{"successor", N_("Merged into"), N_("Type a part of its name or code."), FIELD_LOOKUP,
		.lookup = lookup_cell, .cells = 36},
	{0}};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct cell_ctx *c = ctx;
	struct cell cell;
	if (!c->id.v)
		return form_set(f, "type", "1");
	int r = cell_load(c->db, c->id, (struct date){0}, &cell, err);
	if (r)
		return r;
	c->rev = cell.rev;
	r = form_set(f, "code", cell.code);
	if (!r)
		r = form_set(f, "name", cell.name);
	if (!r)
		r = form_set_id(f, "type", cell.type);
	if (!r)
		r = form_set(f, "secretary", cell.secretary);
	if (!r)
		r = form_set(f, "overseer", cell.overseer);
	if (!r)
		r = form_set(f, "nobody_left", cell.nobody_left ? "1" : "");
	if (!r)
		r = form_set_date(f, "valid_from", cell.valid_from);
	if (!r)
		r = form_set_date(f, "valid_to", cell.valid_to);
	if (!r)
		r = lookup_set_cell(c->db, f, "successor", cell.successor, err);
	cell_done(&cell);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct cell_ctx *c = ctx;
	struct cell cell = {.id = c->id,
		.rev = c->rev,
		.code = mem_strdup(form_value(f, "code")),
		.name = mem_strdup(form_value(f, "name")),
		.type = (enum cell_type)form_id(f, "type"),
		.secretary = mem_strdup(form_value(f, "secretary")),
		.overseer = mem_strdup(form_value(f, "overseer")),
		.nobody_left = form_yes(f, "nobody_left"),
		.valid_from = form_date(f, "valid_from"),
		.valid_to = form_date(f, "valid_to"),
		.successor = {form_id(f, "successor")}};
	c->by.reason = reason;
	int r = cell_save(c->db, &c->by, &cell, (struct date){0}, &c->id, err);
	cell_done(&cell);
	return r;
}

static const struct form_ops ops = {
	.name = "cell", .title = N_("Cell"), .fields = fields, .load = load, .save = save};

static const struct field count_fields[] = {
	{"as_of", N_("Day of the figures"), NULL, FIELD_DATE, .required = true},
	{"members", N_("Members"), NULL, FIELD_NUMBER, .cells = 6},
	{"official", N_("Official members"), NULL, FIELD_NUMBER, .cells = 6},
	{"workforce", N_("Workforce"), N_("Teachers of a school, say."), FIELD_NUMBER, .cells = 6},
	{"workforce_members", N_("Members in the workforce"), NULL, FIELD_NUMBER, .cells = 6}, {0}};

static int load_count(void *ctx, struct form *f, struct err *err)
{
	(void)ctx;
	(void)err;
	return form_set_date(f, "as_of", clock_today());
}

static long stated(const struct form *f, const char *field)
{
	return *form_value(f, field) ? (long)form_id(f, field) : -1;
}

static int save_count(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct cell_ctx *c = ctx;
	struct cell_count count = {.cell = c->id,
		.as_of = form_date(f, "as_of"),
		.members = stated(f, "members"),
		.official = stated(f, "official"),
		.workforce = stated(f, "workforce"),
		.workforce_members = stated(f, "workforce_members")};
	c->by.reason = reason;
	if (count.members < 0 && count.official < 0 && count.workforce < 0 &&
		count.workforce_members < 0)
		return ERR(err, ERR_INVALID, "members", "%s", "");
	return cell_count_save(c->db, &c->by, &count, err);
}

static const struct form_ops count_ops = {.name = "cell-count",
	.title = N_("Figures of a day"),
	.fields = count_fields,
	.load = load_count,
	.save = save_count};

static const struct field rename_fields[] = {
	{"name", N_("New name"), NULL, FIELD_TEXT, .required = true, .cells = 40},
	{"from_date", N_("From"), N_("What is past keeps the old name."), FIELD_DATE,
		.required = true},
	{0}};

static int save_name(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct cell_ctx *c = ctx;
	c->by.reason = reason;
	return cell_rename(
		c->db, &c->by, c->id, form_value(f, "name"), form_date(f, "from_date"), err);
}

static const struct form_ops rename_ops = {.name = "cell-rename",
	.title = N_("Rename the cell"),
	.fields = rename_fields,
	.save = save_name};

static int run(struct app *app, const struct form_ops *form, struct cell_id *id, struct err *err)
{
	const struct office *office = app_data(app);
	struct cell_ctx c = {.db = office->db, .by = office->by, .id = *id};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, form, &c, err);
	if (!r) {
		*id = c.id;
		app_say(app, _("Saved."));
	}
	return r;
}

int cell_form(struct app *app, struct cell_id id, struct cell_id *ret, struct err *err)
{
	int r = run(app, &ops, &id, err);
	if (!r)
		*ret = id;
	return r;
}

int cell_form_count(struct app *app, struct cell_id id, struct err *err)
{
	return run(app, &count_ops, &id, err);
}

int cell_form_rename(struct app *app, struct cell_id id, struct err *err)
{
	return run(app, &rename_ops, &id, err);
}
