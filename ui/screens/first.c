/* The first start: there is no database yet. */
#include "core/task.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/sample.h"
#include "ui/ask.h"
#include "ui/screens/screens.h"

struct first {
	struct office *office;
	struct db *db; /* made, but its committee not yet saved */
};

static const struct field fields[] = {
	{"name", N_("Name of the committee"), N_("As it stands on papers: Đảng bộ xã …"),
		FIELD_TEXT, .required = true, .cells = 50},
	{"superior", N_("Superior committee"), N_("As it stands above the committee's name."),
		FIELD_TEXT, .cells = 50},
	{"place", N_("Place"), N_("Before the date of a paper."), FIELD_TEXT, .cells = 30}, {0}};

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct first *first = ctx;
	/* committee_save reads these and keeps none */
	struct committee c = {.name = mem_strdup(form_value(f, "name")),
		.superior = mem_strdup(form_value(f, "superior")),
		.place = mem_strdup(form_value(f, "place"))};
	int r = c.name && c.superior && c.place ? 0 : ERR_OOM(err);
	(void)reason;
	if (!r && !first->db)
		r = db_open(first->office->path, DB_CREATE, &first->db, err);
	if (!r)
		r = tasks_prepare(first->db, NULL, NULL, err);
	if (!r)
		r = committee_save(first->db, &first->office->by, &c, err);
	committee_done(&c);
	return r;
}

static int make(struct app *app, struct first *first, struct err *err)
{
	static const struct form_ops ops = {.name = "first",
		.title = N_("The committee whose sources are followed"),
		.fields = fields,
		.save_name = N_("Begin"),
		.save = save};
	int r = form_run(app, &ops, first, err);
	if (!r)
		first->office->db = TAKE_PTR(first->db);
	return r;
}

static int show_sample(struct office *office, struct err *err)
{
	struct db *db = NULL;
	int r = db_open(NULL, DB_MEMORY, &db, err);
	if (!r)
		r = tasks_prepare(db, NULL, NULL, err);
	if (!r)
		r = sample_load(db, &office->by, err);
	if (r) {
		db_close(db);
		return r;
	}
	office->db = db;
	return 0;
}

static int ask(struct app *app, struct first *first, struct err *err)
{
	static const struct choice choices[] = {
		{"make", N_("Begin with an empty database for our committee")},
		{"sample", N_("Look at the sample commune; nothing is kept")},
		{"leave", N_("Leave")}, {0}};
	while (!first->office->db) {
		struct err e = {0};
		int choice =
			ask_choice(app, _("Welcome. There is no database here yet."), choices, 0);
		if (choice != 0 && choice != 1)
			return ERR(err, ERR_STOPPED, NULL, NULL);
		int r = choice == 0 ? make(app, first, &e) : show_sample(first->office, &e);
		if (app_is_ending(app))
			return ERR(err, ERR_STOPPED, NULL, NULL);
		if (r)
			app_fail(app, &e);
	}
	return 0;
}

int first_start(struct app *app, struct err *err)
{
	struct first first = {.office = app_data(app)};
	int r = ask(app, &first, err);
	db_close(first.db);
	return r ? r : settings_load(first.office->db, &first.office->settings, err);
}
