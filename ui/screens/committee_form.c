#include "ui/screens/committee_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"

struct committee_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	int64_t id, rev;
};

static const struct field fields[] = {
	{"from_date", N_("Called so from"),
		N_("Empty: from the beginning. A paper keeps the name of its day."), FIELD_DATE},
	{"name", N_("Name of the committee"), N_("As it stands on papers: Đảng bộ xã …"),
		FIELD_TEXT, .required = true, .cells = 50},
	{"superior", N_("Superior committee"), N_("As it stands above the committee's name."),
		FIELD_TEXT, .cells = 50},
	{"place", N_("Place"), N_("Before the date of a paper."), FIELD_TEXT, .cells = 30},
	{"symbol", N_("Paper symbol"), N_("ĐU: papers have numbers like 05-BC/ĐU."), FIELD_TEXT,
		.cells = 10, .max = 20},
	{"on_behalf", N_("On behalf of"), N_("Above the signature: T/M ĐẢNG ỦY."), FIELD_TEXT,
		.cells = 40},
	{"office_held", N_("Office of the signer"), N_("BÍ THƯ, or PHÓ BÍ THƯ."), FIELD_TEXT,
		.cells = 40},
	{"signer", N_("Signer"), NULL, FIELD_TEXT, .cells = 40}, {0}};

static int read_one(struct db *db, int64_t id, struct committee *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_COMMITTEE_ALL, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		if (db_int(s, "id") != id)
			continue;
		*ret = (struct committee){.id = id,
			.rev = db_int(s, "rev"),
			.from = db_date(s, "from_date"),
			.name = mem_strdup(db_text(s, "name")),
			.superior = mem_strdup(db_text(s, "superior")),
			.place = mem_strdup(db_text(s, "place")),
			.on_behalf = mem_strdup(db_text(s, "on_behalf")),
			.office_held = mem_strdup(db_text(s, "office_held")),
			.signer = mem_strdup(db_text(s, "signer")),
			.symbol = mem_strdup(db_text(s, "symbol"))};
		db_reset(s);
		return 0;
	}
	return r ? r : ERR(err, ERR_NOT_FOUND, "committee", NULL);
}

/* A new name begins with what is the same as before; only the day it begins is empty. */
static int read_present(struct db *db, struct committee *ret, struct err *err)
{
	struct err e = {0};
	int r = committee_load(db, clock_today(), ret, &e);
	if (r && r != ERR_NOT_FOUND) {
		if (err)
			*err = e;
		return r;
	}
	ret->id = ret->rev = 0;
	ret->from = (struct date){0};
	return 0;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct committee_ctx *c = ctx;
	struct committee v = {0};
	int r = c->id ? read_one(c->db, c->id, &v, err) : read_present(c->db, &v, err);
	if (r)
		return r;
	const struct {
		const char *field, *text;
	} texts[] = {{"name", v.name}, {"superior", v.superior}, {"place", v.place},
		{"symbol", v.symbol}, {"on_behalf", v.on_behalf}, {"office_held", v.office_held},
		{"signer", v.signer}};
	c->rev = v.rev;
	r = form_set_date(f, "from_date", v.from);
	for (size_t i = 0; !r && i < ARRAY_LEN(texts); i++)
		r = form_set(f, texts[i].field, texts[i].text);
	committee_done(&v);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct committee_ctx *c = ctx;
	struct committee v = {.id = c->id,
		.rev = c->rev,
		.from = form_date(f, "from_date"),
		.name = mem_strdup(form_value(f, "name")),
		.superior = mem_strdup(form_value(f, "superior")),
		.place = mem_strdup(form_value(f, "place")),
		.on_behalf = mem_strdup(form_value(f, "on_behalf")),
		.office_held = mem_strdup(form_value(f, "office_held")),
		.signer = mem_strdup(form_value(f, "signer")),
		.symbol = mem_strdup(form_value(f, "symbol"))};
	bool whole = v.name && v.superior && v.place && v.on_behalf && v.office_held && v.signer &&
		     v.symbol;
	c->by.reason = reason;
	int r = whole ? committee_save(c->db, &c->by, &v, err) : ERR_OOM(err);
	committee_done(&v);
	return r;
}

static const struct form_ops ops = {
	.name = "committee",
	.title = N_("The committee"),
	.fields = fields,
	.load = load,
	.save = save,
};

int committee_form(struct app *app, int64_t id, int64_t *ret_id, struct err *err)
{
	const struct office *office = app_data(app);
	struct committee_ctx c = {.db = office->db, .by = office->by, .id = id};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, &ops, &c, err);
	if (!r)
		*ret_id = c.id;
	return r;
}
