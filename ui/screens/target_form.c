#include "ui/screens/target_form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define TERM_YEARS 5

struct target_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	struct cell_id cell;
	const char *name;
	enum target_kind kind;
	int year;
	bool is_term;
	int64_t id, rev; /* 0: a new one */
};

static const struct field fields[] = {
	{"from_year", N_("Term from"), N_("The first year of the term."), FIELD_NUMBER,
		.required = true, .cells = 5, .max = 4},
	{"to_year", N_("until"), N_("The last year of the term."), FIELD_NUMBER, .required = true,
		.cells = 5, .max = 4},
	{"count", N_("Number"), N_("How many; or leave it empty and give a percentage."),
		FIELD_NUMBER, .cells = 8, .max = 7},
	{"percent", N_("Or percent"),
		N_("3 or 3,5. The number follows from it, rounded up; both together must agree."),
		FIELD_TEXT, .cells = 8, .max = 7},
	{"base", N_("Of how many"), N_("The number that the percentage is taken of."), FIELD_NUMBER,
		.cells = 8, .max = 7},
	{"base_date", N_("Counted on"), N_("The day of that number."), FIELD_DATE},
	{"set_by", N_("Set by"), N_("The body that set the target."), FIELD_TEXT, .cells = 40},
	{"paper_no", N_("Paper number"), N_("The paper that it stands in."), FIELD_TEXT,
		.cells = 24},
	{0}};

/* Hundredths of a percent of "3", "3,5", "3.25 %"; -1 for "", false where it is none. */
static bool percent_from_user(const char *s, long *ret)
{
	long whole = 0, part = 0;
	int digits = 0, decimals = 0;
	if (!*s) {
		*ret = -1;
		return true;
	}
	for (; isdigit((unsigned char)*s) && digits < 4; s++, digits++)
		whole = whole * 10 + (*s - '0');
	if (*s == ',' || *s == '.')
		for (s++; isdigit((unsigned char)*s) && decimals < 2; s++, decimals++)
			part = part * 10 + (*s - '0');
	s += strspn(s, " ");
	if (!digits || strcmp(s + (*s == '%'), "") != 0)
		return false;
	*ret = whole * 100 + (decimals == 1 ? part * 10 : part);
	return true;
}

static void percent_to_user(long hundredths, char *buf, size_t size)
{
	const char *mark = i18n_lang() == LANG_VI ? "," : ".";
	if (hundredths < 0)
		*buf = '\0';
	else if (hundredths % 100 == 0)
		snprintf(buf, size, "%ld", hundredths / 100);
	else if (hundredths % 10 == 0)
		snprintf(buf, size, "%ld%s%ld", hundredths / 100, mark, hundredths / 10 % 10);
	else
		snprintf(buf, size, "%ld%s%02ld", hundredths / 100, mark, hundredths % 100);
}

static int find(struct target_ctx *c, struct target *ret, struct err *err)
{
	struct err e = {0};
	if (c->is_term)
		return target_of_term(c->db, c->year, c->cell, c->kind, ret, err);
	int r = target_find(c->db, c->year, c->year, c->cell, c->kind, ret, &e);
	if (r == ERR_NOT_FOUND)
		return 0;
	if (r && err)
		*err = e;
	return r ? r : 1;
}

static int set_number(struct form *f, const char *field, long n)
{
	char buf[32] = "";
	if (n >= 0)
		snprintf(buf, sizeof buf, "%ld", n);
	return form_set(f, field, buf);
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct target_ctx *c = ctx;
	int begins = c->year - c->year % TERM_YEARS;
	struct target t = {.count = -1,
		.percent = -1,
		.base = -1,
		.from_year = begins,
		.to_year = begins + TERM_YEARS};
	char percent[32];
	int r = find(c, &t, err);
	if (r < 0)
		return r;
	c->id = t.id;
	c->rev = t.rev;
	percent_to_user(t.percent, percent, sizeof percent);
	r = set_number(f, "from_year", t.from_year);
	if (!r)
		r = set_number(f, "to_year", t.to_year);
	if (!r)
		r = set_number(f, "count", t.count);
	if (!r)
		r = form_set(f, "percent", percent);
	if (!r)
		r = set_number(f, "base", t.base);
	if (!r)
		r = form_set_date(f, "base_date", t.base_date);
	if (!r)
		r = form_set(f, "set_by", t.set_by);
	if (!r)
		r = form_set(f, "paper_no", t.paper_no);
	target_done(&t);
	return r < 0 && err && !err->code ? ERR_OOM(err) : r;
}

static long number_of(const struct form *f, const char *field)
{
	return *form_value(f, field) ? (long)form_id(f, field) : -1;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct target_ctx *c = ctx;
	/* target_save reads these two and keeps neither */
	CLEANUP_FREE char *set_by = mem_strdup(form_value(f, "set_by"));
	CLEANUP_FREE char *paper_no = mem_strdup(form_value(f, "paper_no"));
	struct target t = {.id = c->id,
		.rev = c->rev,
		.from_year = c->is_term ? (int)form_id(f, "from_year") : c->year,
		.to_year = c->is_term ? (int)form_id(f, "to_year") : c->year,
		.cell = c->cell,
		.kind = c->kind,
		.count = number_of(f, "count"),
		.base = number_of(f, "base"),
		.base_date = form_date(f, "base_date"),
		.set_by = set_by,
		.paper_no = paper_no};
	if (!set_by || !paper_no)
		return ERR_OOM(err);
	if (!percent_from_user(form_value(f, "percent"), &t.percent))
		return ERR(err, ERR_INVALID, "percent", "%s", form_value(f, "percent"));
	if (c->is_term && t.from_year == t.to_year)
		return ERR(err, ERR_INVALID, "to_year", "%d", t.to_year);
	c->by.reason = reason;
	return target_save(c->db, &c->by, &t, NULL, err);
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct target_ctx *c = ctx;
	(void)f;
	return c->is_term || (strcmp(field, "from_year") != 0 && strcmp(field, "to_year") != 0);
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct target_ctx *c = ctx;
	const char *kind = _(target_kind_label(c->kind));
	if (c->is_term)
		strbuf_addf(ret, _("Target of the term · %s · %s"), kind, c->name);
	else
		strbuf_addf(ret, _("Target %d · %s · %s"), c->year, kind, c->name);
}

static const struct form_ops ops = {
	.name = "target",
	.title_text = title_text,
	.fields = fields,
	.load = load,
	.save = save,
	.shows = shows,
};

int target_form(struct app *app, struct cell_id cell, const char *name, enum target_kind kind,
	int year, bool is_term, struct err *err)
{
	const struct office *office = app_data(app);
	struct target_ctx c = {.db = office->db,
		.by = office->by,
		.cell = cell,
		.name = name,
		.kind = kind,
		.year = year,
		.is_term = is_term};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	return form_run(app, &ops, &c, err);
}
