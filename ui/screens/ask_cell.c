#include "ui/screens/ask_cell.h"

#include "base/i18n.h"
#include "ui/screens/lookup.h"
#include "ui/screens/office.h"

struct ask_ctx {
	struct db *db; /* first: lookup.h */
	struct cell_id cell;
};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct ask_ctx *c = ctx;
	return lookup_set_cell(c->db, f, "cell_id", c->cell, err);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	(void)reason;
	(void)err;
	((struct ask_ctx *)ctx)->cell.v = form_id(f, "cell_id");
	return 0;
}

int ask_cell(struct app *app, const struct ask_cell *what, struct cell_id *cell, struct err *err)
{
	const struct field fields[] = {
		{"cell_id", N_("Cell"), N_("Type a part of its name or code."), FIELD_LOOKUP,
			.required = !what->may_be_none, .lookup = lookup_cell, .cells = 36},
		{0}};
	const struct form_ops ops = {.name = "ask-cell",
		.title = what->title,
		.fields = fields,
		.save_name = what->save_name,
		.load = load,
		.save = save};
	const struct office *office = app_data(app);
	struct ask_ctx ctx = {.db = office->db, .cell = *cell};
	int r = form_run(app, &ops, &ctx, err);
	if (!r)
		*cell = ctx.cell;
	return r;
}
