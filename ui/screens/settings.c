/* Cài đặt: the committee's names by date, and how the program counts and speaks. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/list_view.h"
#include "ui/screens/committee_form.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <string.h>

enum { ACT_CHANGE = 1, ACT_NAME };

/* Rows: names of the committee have their own ids, the settings these. */
enum { SETTING_BASIS = -1, SETTING_DRY = -2, SETTING_LANG = -3 };

struct settings_ctx {
	struct office *office;
};

struct row {
	struct list_row row;
	char what[120], value[300];
};

static void what_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct row *)row)->what);
}

static void value_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct row *)row)->value);
}

static const struct column columns[] = {
	{N_("Setting"), .min = 20, .ideal = 38, .find = true, .text = what_text},
	{N_("Value"), .min = 20, .ideal = 40, .grow = true, .find = true, .text = value_text}, {0}};

static const struct action actions[] = {
	{ACT_CHANGE, "Enter e F4", N_("change"), N_("Change this setting."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_NAME, "n F7", N_("new name"),
		N_("The committee or its superior has another name from a day on."), ACTION_WRITE},
	{0}};

static const struct choice bases[] = {
	{"ceremony", N_("the ceremony")}, {"decision", N_("the decision")}, {0}};
static const struct choice languages[] = {
	{"vi", N_("Vietnamese")}, {"en", N_("English")}, {"", N_("as started")}, {0}};

static const char *label_of(const struct choice *choices, const char *value)
{
	while (choices->label && strcmp(choices->value, value) != 0)
		choices++;
	return choices->label ? _(choices->label) : value;
}

static const char *basis_value(const struct settings *s)
{
	return bases[s->date_basis == BASIS_DECISION].value;
}

/* ---- reading --------------------------------------------------------------------------------- */

static int add(struct list *list, int64_t id, const char *what, const char *value, struct err *err)
{
	struct row row = {.row = {id}};
	snprintf(row.what, sizeof row.what, "%s", what);
	snprintf(row.value, sizeof row.value, "%s", value);
	return list_add(list, &row, err);
}

static int add_names(struct db *db, struct list *list, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_COMMITTEE_ALL, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		char from[DATE_TEXT], what[120], value[300];
		struct date on = db_date(s, "from_date");
		const char *superior = db_text(s, "superior");
		if (date_is_set(on))
			snprintf(what, sizeof what, _("Name from %s"), date_to_user(on, from));
		else
			snprintf(what, sizeof what, "%s", _("Name"));
		snprintf(value, sizeof value, "%s%s%s", db_text(s, "name"), superior ? " · " : "",
			superior ? superior : "");
		r = add(list, db_int(s, "id"), what, value, err);
		if (r)
			break;
	}
	db_reset(s);
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct settings_ctx *c = ctx;
	struct settings s;
	char years[16];
	int r = settings_load(c->office->db, &s, err);
	if (!r)
		r = add_names(c->office->db, list, err);
	if (r)
		return r;
	c->office->settings = s;
	snprintf(years, sizeof years, "%d", s.dry_years);
	r = add(list, SETTING_BASIS, _("Date that counts for an admission"),
		label_of(bases, basis_value(&s)), err);
	if (!r)
		r = add(list, SETTING_DRY, _("Years until a dry cell is pointed out"), years, err);
	if (!r)
		r = add(list, SETTING_LANG, _("Language"), label_of(languages, s.lang), err);
	return r;
}

/* ---- changing -------------------------------------------------------------------------------- */

struct one {
	struct office *office;
	const char *key;
};

static int one_load(void *ctx, struct form *f, struct err *err)
{
	const struct one *o = ctx;
	char years[16];
	struct settings s;
	int r = settings_load(o->office->db, &s, err);
	if (r)
		return r;
	snprintf(years, sizeof years, "%d", s.dry_years);
	if (strcmp(o->key, "date_basis") == 0)
		return form_set(f, o->key, basis_value(&s));
	return form_set(f, o->key, strcmp(o->key, "lang") == 0 ? s.lang : years);
}

static int one_save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	const struct one *o = ctx;
	struct act_by by = o->office->by;
	by.reason = reason;
	return setting_save(o->office->db, &by, o->key, form_value(f, o->key), err);
}

static const struct field basis_fields[] = {
	{"date_basis", N_("An admission counts by the date of"),
		N_("Where that date is missing the other one counts, and the paper says for how "
		   "many."),
		FIELD_CHOICE, .required = true, .choices = bases},
	{0}};
static const struct field dry_fields[] = {
	{"dry_years", N_("Years without admission"),
		N_("1 to 50. From so many years on a cell calls for attention."), FIELD_NUMBER,
		.required = true, .cells = 4, .max = 2},
	{0}};
static const struct field lang_fields[] = {
	{"lang", N_("Language"), N_("From the next start of the program."), FIELD_CHOICE,
		.choices = languages},
	{0}};

static int change_setting(struct app *app, struct office *office, int64_t which, struct err *err)
{
	static const struct form_ops forms[] = {
		{.name = "basis",
			.title = N_("Date that counts for an admission"),
			.fields = basis_fields,
			.load = one_load,
			.save = one_save},
		{.name = "dry",
			.title = N_("Cells without admission for years"),
			.fields = dry_fields,
			.load = one_load,
			.save = one_save},
		{.name = "lang",
			.title = N_("Language"),
			.fields = lang_fields,
			.load = one_load,
			.save = one_save}};
	const struct form_ops *ops = &forms[which == SETTING_DRY    ? 1
					    : which == SETTING_LANG ? 2
								    : 0];
	struct one one = {office, ops->fields[0].name};
	int r = form_run(app, ops, &one, err);
	if (!r)
		app_say(app, which == SETTING_LANG
				     ? _("Saved. The language changes at the next start.")
				     : _("Saved."));
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct settings_ctx *c = ctx;
	int64_t id = 0;
	int r;
	if (action == ACT_CHANGE && on->ids[0] < 0)
		return change_setting(app, c->office, on->ids[0], err);
	r = committee_form(app, action == ACT_CHANGE ? on->ids[0] : 0, &id, err);
	if (r)
		return r;
	app_say(app, _("Saved."));
	if (id)
		list_show(app, id);
	return 0;
}

static const struct list_ops ops = {
	.name = "settings",
	.title = N_("Settings"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.act = act,
	.done = free,
};

int settings_open(struct app *app, struct err *err)
{
	struct settings_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->office = app_data(app);
	return list_open(app, &ops, c, err);
}
