/* Number and day of a paper. The number is the clerk's; the register says which one is next. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/register.h"
#include "ui/form.h"
#include "ui/screens/book_register.h"
#include "ui/screens/paper_own.h"
#include "ui/screens/paper_register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HINT_MAX = 400 };

struct number_ctx {
	struct paper_making *m;
	char hint[HINT_MAX];
};

static int load(void *ctx, struct form *f, struct err *err)
{
	const struct number_ctx *c = ctx;
	int r = form_set(f, "number", c->m->number);
	(void)err;
	return r ? r : form_set_date(f, "on_date", c->m->on);
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct number_ctx *c = ctx;
	(void)f;
	return strcmp(field, "number") != 0 || !c->m->kind->is_unsigned;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct paper_making *m = ((struct number_ctx *)ctx)->m;
	char *number = mem_strdup(form_value(f, "number"));
	(void)reason;
	if (!number)
		return ERR_OOM(err);
	free(m->number);
	m->number = number;
	m->on = form_date(f, "on_date");
	m->is_dated = true;
	return 0;
}

int paper_number_form(struct app *app, struct paper_making *m, struct err *err)
{
	struct number_ctx c = {.m = m};
	struct strbuf next = {0};
	int term = 0;
	int r = register_term(m->office->db, m->on, &term, err);
	if (r)
		return r;
	if (register_next_words(m->office->db, paper_cell(m), m->kind->type, term, m->on, &next))
		snprintf(c.hint, sizeof c.hint,
			_("Empty: room is left for it. The next free one is %s."),
			strbuf_str(&next));
	strbuf_done(&next);
	const struct field fields[] = {
		{"number", N_("Paper number"), c.hint, FIELD_TEXT, .cells = 24, .max = 40},
		{"on_date", N_("Date"), N_("As it stands on the paper."), FIELD_DATE,
			.required = true},
		{0}};
	const struct form_ops ops = {.name = "paper-number",
		.title = N_("Number and day of the paper"),
		.fields = fields,
		.load = load,
		.save = save,
		.shows = shows};
	return form_run(app, &ops, &c, err);
}
