/* Which field of the marked people, and what is to stand there. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/bulk.h"
#include "ui/form.h"
#include "ui/screens/bulk.h"
#include "ui/screens/lookup.h"
#include "ui/screens/person_form.h"

#include <string.h>

struct bulk_ctx {
	struct db *db; /* first: lookup.h */
	size_t n;
	const char *field; /* to begin with */
	const struct bulk_field *ret_field;
	char *ret_value;
};

/* bulk_fields as choices. */
enum { FIELDS_MAX = 24 };
static struct choice which[FIELDS_MAX + 1];

static void fill_which(void)
{
	for (size_t i = 0; i < bulk_field_count && i < FIELDS_MAX; i++)
		which[i] = (struct choice){bulk_fields[i].field, bulk_fields[i].label};
}

static const struct field fields[] = {
	{"field", N_("What is changed"), N_("F4 shows all that can be changed for many."),
		FIELD_CHOICE, .required = true, .choices = which},
	{"text", N_("Is to be"), N_("Empty: what stands there is taken away."), FIELD_TEXT,
		.cells = 40},
	{"note", N_("Is added"), N_("After what stands there already."), FIELD_TEXT, .cells = 40},
	{"education", N_("Is to be"), NULL, FIELD_CHOICE, .choices = person_educations},
	{"professional", N_("Is to be"), NULL, FIELD_CHOICE, .choices = person_professionals},
	{"youth_union", N_("Is to be"), NULL, FIELD_YES},
	{"cell", N_("Is to be"),
		N_("Where they were entered wrongly; a move has a day and is recorded for each."),
		FIELD_LOOKUP, .required = true, .lookup = lookup_cell, .cells = 36},
	{0}};

/* The field of the form that holds the value; NULL: none is needed. */
static const char *value_field(const struct bulk_field *b)
{
	return b->kind == BULK_TEXT ? "text" : b->kind == BULK_TIDY ? NULL : b->field;
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct bulk_field *b = bulk_field_of(form_value(f, "field"));
	const char *value = b ? value_field(b) : NULL;
	(void)ctx;
	return strcmp(field, "field") == 0 || (value && strcmp(field, value) == 0);
}

static int load(void *ctx, struct form *f, struct err *err)
{
	const struct bulk_ctx *c = ctx;
	bool is_known = c->field && bulk_field_of(c->field);
	return is_known && form_set(f, "field", c->field) ? ERR_OOM(err) : 0;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct bulk_ctx *c = ctx;
	const struct bulk_field *b = bulk_field_of(form_value(f, "field"));
	const char *value = b ? value_field(b) : NULL;
	(void)reason;
	if (b && b->kind == BULK_ADD && !*form_value(f, value))
		return ERR(err, ERR_INVALID, value, "%s", "");
	free(c->ret_value);
	c->ret_field = b;
	c->ret_value = mem_strdup(value ? form_value(f, value) : "");
	return c->ret_value ? 0 : ERR_OOM(err);
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct bulk_ctx *c = ctx;
	strbuf_addf(ret, P_("Change %zu person", "Change %zu people", c->n), c->n);
}

static const struct form_ops ops = {
	.name = "bulk",
	.title_text = title_text,
	.fields = fields,
	.save_name = N_("see what becomes of each"),
	.load = load,
	.save = save,
	.shows = shows,
};

int bulk_ask(struct app *app, size_t n, const char *field, const struct bulk_field **ret_field,
	char **ret_value, struct err *err)
{
	const struct office *office = app_data(app);
	struct bulk_ctx c = {.db = office->db, .n = n, .field = field};
	fill_which();
	int r = form_run(app, &ops, &c, err);
	if (r) {
		free(c.ret_value);
		return r;
	}
	*ret_field = c.ret_field;
	*ret_value = c.ret_value;
	return 0;
}
