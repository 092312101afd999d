/* What no record has is typed when the paper is made: all of it in one form. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/paper_own.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 24, TEXT_MAX = 1000 };

struct type_ctx {
	struct paper_making *m;
	struct field fields[FIELDS_MAX + 1];
	size_t n;
};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct type_ctx *c = ctx;
	int r = 0;
	(void)err;
	for (size_t i = 0; !r && i < c->n; i++)
		r = form_set(
			f, c->fields[i].name, paper_typed(c->m, paper_field_of(c->fields[i].name)));
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct type_ctx *c = ctx;
	int r = 0;
	(void)reason;
	for (size_t i = 0; !r && i < c->n; i++) {
		const char *text = form_value(f, c->fields[i].name);
		r = paper_type_in(
			c->m, paper_field_of(c->fields[i].name), *text ? text : NULL, err);
	}
	return r;
}

static void add_field(struct type_ctx *c, const struct paper_field *f)
{
	if (c->n < FIELDS_MAX)
		c->fields[c->n++] = (struct field){.name = f->name,
			.label = f->label,
			.type = FIELD_TEXT,
			.cells = 44,
			.max = TEXT_MAX};
}

static bool is_missing(const struct paper_making *m, const struct paper_field *f)
{
	for (size_t i = 0; m->is_made && i < m->paper.gap_count; i++)
		if (m->paper.gaps[i].field == f)
			return true;
	return false;
}

int paper_type_form(
	struct app *app, struct paper_making *m, const struct paper_field *f, struct err *err)
{
	struct type_ctx c = {.m = m};
	const struct form_ops ops = {.name = "paper-type",
		.title = N_("For this paper alone"),
		.fields = c.fields,
		.load = load,
		.save = save};
	if (f->mend != MEND_TYPE)
		add_field(&c, f);
	for (size_t i = 0; f->mend == MEND_TYPE && i < paper_field_count; i++) {
		const struct paper_field *other = &paper_fields[i];
		if (other->mend == MEND_TYPE && (is_missing(m, other) || paper_typed(m, other)))
			add_field(&c, other);
	}
	return form_run(app, &ops, &c, err);
}
