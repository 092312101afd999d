#include "ui/screens/rule_value_form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/cite_fields.h"
#include "ui/screens/rule_set_form.h"

#include <stdio.h>
#include <string.h>

struct value_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	int64_t set, rev;
	enum rule_param param;
};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct value_ctx *c = ctx;
	const struct rulebook *book;
	const struct rule_set *set;
	char key[RULE_KEY_MAX], text[16];
	int r = rule_set_now(c->db, c->set, &c->set, err);
	if (!r)
		r = rule_value_rev(c->db, c->set, c->param, &c->rev, err);
	rule_set_own_key(c->set, key);
	if (!r)
		r = rulebook_of(c->db, &book, err);
	if (!r)
		r = rulebook_find(book, key, &set, err);
	if (r)
		return r;
	const struct rule_value *v = &set->values[c->param];
	if (rule_type(c->param) == RULE_TYPE_FRACTION) {
		r = form_set(f, "value", fraction_to_user(v->value, text));
		if (!r)
			r = form_set(f, "more",
				v->value > 0 && rule_fraction(v->value).is_more ? "1" : "0");
	} else if (v->value != RULE_NOT_SET) {
		snprintf(text, sizeof text, "%ld", v->value);
		r = form_set(f, "value", text);
	}
	return r ? r : cite_load(f, &v->cite);
}

static int read_value(const struct value_ctx *c, const struct form *f, long *ret, struct err *err)
{
	const char *s = form_value(f, "value");
	if (!*s)
		*ret = RULE_NOT_SET;
	else if (rule_type(c->param) != RULE_TYPE_FRACTION)
		*ret = (long)form_id(f, "value");
	else if (!fraction_from_user(s, form_id(f, "more") == 1, ret))
		return ERR(err, ERR_INVALID, "value", "%s", s);
	return 0;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct value_ctx *c = ctx;
	const struct rule_cite cite = cite_read(f);
	long value;
	int r = read_value(c, f, &value, err);
	c->by.reason = reason;
	return r ? r
		 : rule_value_save(
			   c->db, &c->by, c->set, c->param, value, &cite, c->rev, &c->set, err);
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	(void)f;
	return strcmp(field, "more") != 0 ||
	       rule_type(((const struct value_ctx *)ctx)->param) == RULE_TYPE_FRACTION;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	strbuf_add(ret, _(rule_param_label(((const struct value_ctx *)ctx)->param)));
}

static const char *hint_of(enum rule_type t)
{
	switch (t) {
	case RULE_TYPE_MONTHS:
		return N_("In months (5 years are 60); empty: the set says nothing of it.");
	case RULE_TYPE_WORKDAYS:
		return N_("In working days; empty: the set says nothing of it.");
	case RULE_TYPE_FRACTION:
		return N_("2/3 or 1/2; empty: the set says nothing of it.");
	default:
		return N_("Empty: the set says nothing of it.");
	}
}

static enum field_type type_of(enum rule_type t)
{
	return t == RULE_TYPE_CHOICE || t == RULE_TYPE_FLAG ? FIELD_CHOICE
	       : t == RULE_TYPE_FRACTION		    ? FIELD_TEXT
							    : FIELD_NUMBER;
}

static void fill(enum rule_param p, struct choices *ret)
{
	choices_add_none(ret, N_("the set says nothing of it"));
	if (rule_type(p) == RULE_TYPE_FLAG) {
		choices_add(ret, 1, N_("yes"));
		choices_add(ret, 0, N_("no"));
	} else if (rule_type(p) == RULE_TYPE_CHOICE) {
		for (const struct rule_choice *c = rule_choices(p); c->label; c++)
			choices_add(ret, c->value, c->label);
	}
}

int rule_value_form(struct app *app, int64_t set, enum rule_param p, int64_t *ret, struct err *err)
{
	static const struct choice more[] = {{"0", N_("at least")}, {"1", N_("more than")}, {0}};
	const struct office *office = app_data(app);
	struct value_ctx c = {.db = office->db, .by = office->by, .set = set, .param = p};
	struct choices values = {0}, marks = {0};
	enum rule_type t = rule_type(p);
	fill(p, &values);
	cite_marks(&marks);
	const struct field fields[] = {
		{"more", N_("Of the votes"), NULL, FIELD_CHOICE, .choices = more},
		{"value", N_("Value"), hint_of(t), type_of(t), .cells = 8, .max = 7,
			.choices = values.all},
		CITE_FIELDS(marks), {0}};
	const struct form_ops ops = {.name = "rule-value",
		.title_text = title_text,
		.fields = fields,
		.load = load,
		.save = save,
		.shows = shows,
		.changed = cite_changed};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, &ops, &c, err);
	if (!r) {
		*ret = c.set;
		app_say(app, _("Saved. Dossiers that had begun keep what they began under."));
	}
	return r;
}
