/* Cài đặt: the committee's names by date, how the program counts and speaks, and the doors to the rules
 * it goes by. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/list_view.h"
#include "ui/screens/book.h"
#include "ui/screens/committee_form.h"
#include "ui/screens/rule_set_form.h"

#include <stdio.h>
#include <string.h>

enum { ACT_OPEN = 1, ACT_CHANGE, ACT_NAME };

/* Rows: names of the committee have their own ids, the settings these. */
enum {
	SETTING_BASIS = -1,
	SETTING_DRY = -2,
	SETTING_LANG = -3,
	SETTING_RESOLUTION = -4,
	SETTING_REPORT = -5,
	SETTING_VISIT = -6,
	SETTING_UY = -7,
	SETTINGS = 7
};
/* … and what has a screen of its own these; those of the office's lists by the list. */
enum {
	DOOR_RULES = -11,
	DOOR_AUTHORITY = -12,
	DOOR_CALENDAR = -13,
	DOOR_BOOKS = -14,
	DOOR_SIGNERS = -15,
	DOOR_REGISTER = -16,
	DOOR_TERMS = -20
};

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
	{ACT_OPEN, "Enter", N_("open"), N_("Open what is behind this line, or change it."),
		ACTION_ROW},
	{ACT_CHANGE, "e F4", N_("change"), N_("Change this setting."), ACTION_WRITE | ACTION_ROW},
	{ACT_NAME, "n F7", N_("new name"),
		N_("The committee or its superior has another name from a day on."), ACTION_WRITE},
	{0}};

static const struct choice bases[] = {
	{"ceremony", N_("the ceremony")}, {"decision", N_("the decision")}, {0}};
static const struct choice languages[] = {
	{"vi", N_("Vietnamese")}, {"en", N_("English")}, {"", N_("as started")}, {0}};

static const struct choice tones[] = {{"ủy", N_("on the u: ủy")}, {"uỷ", N_("on the y: uỷ")}, {0}};

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

static void rules_value(const struct rulebook *book, struct date today, char *buf, size_t size)
{
	const struct rule_set *set = rulebook_on(book, today);
	int open = set ? rule_set_open_points(set) : 0;
	int used = snprintf(buf, size, "%s", set ? set->number : _("no rule set in force"));
	if (open)
		snprintf(buf + used, size - (size_t)used,
			P_(" · %d point to be held against the text",
				" · %d points to be held against the text", (unsigned long)open),
			open);
}

static int add_doors(struct db *db, struct list *list, struct err *err)
{
	const struct rulebook *book;
	struct date today = clock_today();
	CLEANUP_FREE char *paper = NULL;
	int64_t confirmed = 0;
	char value[300];
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	rules_value(book, today, value, sizeof value);
	r = add(list, DOOR_RULES, _("Rule sets"), value, err);
	if (r)
		return r;
	const struct authority *a =
		authority_on(book->authorities, book->authority_count, 0, 0, today);
	r = add(list, DOOR_AUTHORITY, _("Who decides on admissions"), a ? a->name : "", err);
	if (!r)
		r = calendar_confirmed(db, today.year, &confirmed, &paper, err);
	snprintf(value, sizeof value, "%d: %s", today.year,
		confirmed ? _("confirmed") : _("not confirmed"));
	return r ? r : add(list, DOOR_CALENDAR, _("Days off"), value, err);
}

static int add_term_doors(struct db *db, struct list *list, struct err *err)
{
	int r = add(list, DOOR_SIGNERS, _(book_of(BOOK_SIGNER)->title), "", err);
	if (!r)
		r = add(list, DOOR_REGISTER, _(book_of(BOOK_REGISTER)->title), "", err);
	if (!r)
		r = add(list, DOOR_BOOKS, _("Books of the sourcing work"), "", err);
	for (int i = TERM_ASSOCIATION; !r && i <= TERM_CAUSE; i++) {
		const struct book_query q = {.parent = i};
		struct book_rows rows = {0};
		char what[120], value[40];
		size_t closed = 0;
		r = book_read(db, BOOK_TERM, &q, &rows, err);
		for (size_t k = 0; k < rows.n; k++)
			closed += book_id(BOOK_TERM, &rows.v[k], "closed") != 0;
		snprintf(what, sizeof what, _("List: %s"), _(term_list_label((enum term_list)i)));
		snprintf(value, sizeof value, _("%zu in use"), rows.n - closed);
		book_rows_done(&rows);
		if (!r)
			r = add(list, DOOR_TERMS - i, what, value, err);
	}
	return r;
}

/* "15/2", as it is typed. */
static void day_of_year(const struct settings *s, char *ret, size_t size)
{
	snprintf(ret, size, s->resolution_month ? "%d/%d" : "", s->resolution_day,
		s->resolution_month);
}

static int add_work_settings(struct list *list, const struct settings *s, struct err *err)
{
	char day[40], text[120];
	day_of_year(s, day, sizeof day);
	int r = add(list, SETTING_RESOLUTION, _("Resolution of the year is due by"),
		*day ? day : _("not asked for"), err);
	snprintf(text, sizeof text, _("day %d of the next month"), s->report_day);
	if (!r)
		r = add(list, SETTING_REPORT, _("Monthly reports are due on"),
			s->report_day ? text : _("not asked for"), err);
	snprintf(text, sizeof text, P_("%d month", "%d months", (unsigned long)s->visit_months),
		s->visit_months);
	return r ? r
		 : add(list, SETTING_VISIT, _("A cell may be without a visit for"),
			   s->visit_months ? text : _("not asked for"), err);
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
	if (!r)
		r = add_doors(c->office->db, list, err);
	if (!r)
		r = add_work_settings(list, &s, err);
	if (!r)
		r = add(list, SETTING_UY, _("Where the program sets the tone of uy"),
			label_of(tones, tones[s.tone_on_y].value), err);
	return r ? r : add_term_doors(c->office->db, list, err);
}

/* ---- changing -------------------------------------------------------------------------------- */

struct one {
	struct office *office;
	const char *key;
};

static void value_of(const struct settings *s, const char *key, char *ret, size_t size)
{
	if (strcmp(key, "date_basis") == 0)
		snprintf(ret, size, "%s", basis_value(s));
	else if (strcmp(key, "lang") == 0)
		snprintf(ret, size, "%s", s->lang);
	else if (strcmp(key, "uy") == 0)
		snprintf(ret, size, "%s", tones[s->tone_on_y].value);
	else if (strcmp(key, "resolution_by") == 0)
		day_of_year(s, ret, size);
	else
		snprintf(ret, size, "%d",
			strcmp(key, "report_day") == 0	   ? s->report_day
			: strcmp(key, "visit_months") == 0 ? s->visit_months
							   : s->dry_years);
}

static int one_load(void *ctx, struct form *f, struct err *err)
{
	const struct one *o = ctx;
	char value[40];
	struct settings s;
	int r = settings_load(o->office->db, &s, err);
	if (r)
		return r;
	value_of(&s, o->key, value, sizeof value);
	return form_set(f, o->key, value);
}

/* "15/2" → "02-15"; what is no day stays, to be refused. 29/2 is none of every year. */
static void day_from_user(const char *typed, char *ret, size_t size)
{
	char text[40];
	struct date d;
	snprintf(text, sizeof text, "%.20s/2001", typed);
	if (*typed && date_from_user(text, false, &d) && date_is_full(d))
		snprintf(ret, size, "%02d-%02d", d.month, d.day);
	else
		snprintf(ret, size, "%s", typed);
}

static int one_save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	const struct one *o = ctx;
	struct act_by by = o->office->by;
	char day[80];
	const char *value = form_value(f, o->key);
	by.reason = reason;
	if (strcmp(o->key, "resolution_by") == 0) {
		day_from_user(value, day, sizeof day);
		value = day;
	}
	return setting_save(o->office->db, &by, o->key, value, err);
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
static const struct field uy_fields[] = {
	{"uy", N_("The tone of uy"),
		N_("In what the program says and prints; names and typed text stay as they are."),
		FIELD_CHOICE, .required = true, .choices = tones},
	{0}};
static const struct field resolution_fields[] = {
	{"resolution_by", N_("Due by, every year"),
		N_("Day and month: 15/2. Empty: it is not asked for."), FIELD_TEXT, .cells = 6,
		.max = 5},
	{0}};
static const struct field report_fields[] = {
	{"report_day", N_("On the day of the next month"),
		N_("1 to 28. 0: reports are not asked for."), FIELD_NUMBER, .required = true,
		.cells = 4, .max = 2},
	{0}};
static const struct field visit_fields[] = {
	{"visit_months", N_("Months without a visit"), N_("1 to 24. 0: visits are not asked for."),
		FIELD_NUMBER, .required = true, .cells = 4, .max = 2},
	{0}};

#define ONE(NAME, TITLE, FIELDS)                                                                   \
	{                                                                                          \
		.name = NAME, .title = TITLE, .fields = FIELDS, .load = one_load, .save = one_save \
	}
/* by -SETTING_… - 1 */
static const struct form_ops forms[SETTINGS] = {
	ONE("basis", N_("Date that counts for an admission"), basis_fields),
	ONE("dry", N_("Cells without admission for years"), dry_fields),
	ONE("lang", N_("Language"), lang_fields),
	ONE("resolution-by", N_("Resolution of the year is due by"), resolution_fields),
	ONE("report-day", N_("Monthly reports are due on"), report_fields),
	ONE("visit-months", N_("A cell may be without a visit for"), visit_fields),
	ONE("uy", N_("Where the program sets the tone of uy"), uy_fields),
};

static int change_setting(struct app *app, struct office *office, int64_t which, struct err *err)
{
	const struct form_ops *ops = &forms[-which - 1];
	struct one one = {office, ops->fields[0].name};
	struct settings s;
	int r = form_run(app, ops, &one, err);
	if (!r && which == SETTING_UY && !settings_load(office->db, &s, NULL))
		i18n_set_tone_on_y(s.tone_on_y);
	if (!r)
		app_say(app, which == SETTING_LANG
				     ? _("Saved. The language changes at the next start.")
				     : _("Saved."));
	return r;
}

static bool is_door(const void *row)
{
	return row && ((const struct row *)row)->row.id <= DOOR_RULES;
}

static bool can(void *ctx, int action, const void *row)
{
	const struct settings_ctx *c = ctx;
	switch (action) {
	case ACT_OPEN:
		return is_door(row) || !db_is_readonly(c->office->db);
	case ACT_CHANGE:
		return !is_door(row);
	default:
		return true;
	}
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct settings_ctx *c = ctx;
	int64_t id = 0, row = action == ACT_NAME ? 0 : on->ids[0];
	int r;
	switch (row) {
	case DOOR_RULES:
		return rule_sets_open(app, err);
	case DOOR_AUTHORITY:
		return authorities_open(app, err);
	case DOOR_CALENDAR:
		return calendar_open(app, err);
	case DOOR_BOOKS:
		return books_open(app, err);
	case DOOR_SIGNERS:
		return book_open(app, BOOK_SIGNER, &(struct book_query){0}, NULL, err);
	case DOOR_REGISTER:
		return book_open(app, BOOK_REGISTER, &(struct book_query){0}, NULL, err);
	}
	if (row < DOOR_TERMS) {
		const struct book_query q = {.parent = DOOR_TERMS - row};
		return book_open(app, BOOK_TERM, &q, NULL, err);
	}
	if (row < 0)
		return change_setting(app, c->office, row, err);
	r = committee_form(app, row, &id, err);
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
	.can = can,
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
