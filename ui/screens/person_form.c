#include "ui/screens/person_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/same.h"
#include "ui/ask.h"
#include "ui/screens/lookup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person_ctx {
	struct db *db; /* first: lookup.h */
	struct app *app;
	struct act_by by;
	char uid[DB_UID_MAX];
	enum person_form mode;
	struct person_id id;
	int64_t rev;
	struct cell_id cell;
	bool is_member;
	const char *field;	/* where the cursor stands first; NULL: the name */
	struct person_id asked; /* who is there already and is another person */
	bool is_there;		/* `id` was chosen instead of a new person */
};

enum { SAME_MAX = 4 };

static const struct choice sexes[] = {
	{"", N_("not recorded")}, {"m", N_("Male")}, {"f", N_("Female")}, {0}};
const struct choice person_educations[] = {{"", N_("not recorded")}, {"1", N_("Reads and writes")},
	{"2", N_("Primary school")}, {"3", N_("Lower secondary school")},
	{"4", N_("Upper secondary school")}, {0}};
const struct choice person_professionals[] = {{"", N_("none or not recorded")},
	{"1", N_("Elementary, skilled worker")}, {"2", N_("Intermediate")}, {"3", N_("College")},
	{"4", N_("University")}, {"5", N_("Master")}, {"6", N_("Doctor")}, {0}};

static const struct field fields[] = {
	{"full_name", N_("Full name"), NULL, FIELD_NAME, .required = true, .cells = 40, .max = 120},
	{"birth", N_("Birth date"), N_("Day/month/year; a year alone will do."), FIELD_DATE,
		.year_ok = true},
	{"sex", N_("Sex"), NULL, FIELD_CHOICE, .choices = sexes},
	{"cell", N_("Cell"), N_("Type a part of its name or code."), FIELD_LOOKUP, .required = true,
		.lookup = lookup_cell, .cells = 36},
	{"found_on", N_("Found on"), N_("The day on which the cell learned of this person."),
		FIELD_DATE, .required = true},
	{"source", N_("Found by"), N_("The member or the organisation that named this person."),
		FIELD_TEXT, .cells = 40},
	{"arrived_on", N_("Arrived on"),
		N_("Only of one who comes with papers begun in another commune."), FIELD_DATE},
	{"joined_on", N_("Joined the Party"), NULL, FIELD_DATE},
	{"official_on", N_("Official since"), NULL, FIELD_DATE},
	{"card_no", N_("Card number"), NULL, FIELD_TEXT, .cells = 16},
	{"ethnicity", N_("Ethnicity"), N_("Optional; only its totals are printed."), FIELD_TEXT,
		.cells = 20},
	{"religion", N_("Religion"), N_("Optional; only its totals are printed."), FIELD_TEXT,
		.cells = 20},
	{"cccd", N_("Identity number"), N_("12 digits."), FIELD_TEXT, .cells = 14, .max = 12},
	{"phone", N_("Phone"), NULL, FIELD_TEXT, .cells = 16},
	{"home_place", N_("Home place"), NULL, FIELD_TEXT, .cells = 40},
	{"residence", N_("Residence"), NULL, FIELD_TEXT, .cells = 40},
	{"occupation", N_("Occupation"), NULL, FIELD_TEXT, .cells = 30},
	{"education", N_("General education"), NULL, FIELD_CHOICE, .choices = person_educations},
	{"grade", N_("Grade"), N_("As the diploma has it: 12/12."), FIELD_TEXT, .cells = 10},
	{"professional", N_("Professional level"), NULL, FIELD_CHOICE,
		.choices = person_professionals},
	{"youth_union", N_("Youth union member"), NULL, FIELD_YES},
	{"organisation", N_("Organisations"), NULL, FIELD_TEXT, .cells = 30},
	{"position", N_("Position"), NULL, FIELD_TEXT, .cells = 30},
	{"readmission", N_("Admitted again"), N_("Was a member before."), FIELD_YES},
	{"note", N_("Note"), NULL, FIELD_TEXT, .cells = 40}, {0}};

static bool shows(void *ctx, const struct form *f, const char *field)
{
	static const char *const of_found[] = {"found_on", "source", "arrived_on"};
	static const char *const of_member[] = {"joined_on", "official_on", "card_no"};
	const struct person_ctx *c = ctx;
	(void)f;
	for (size_t i = 0; i < ARRAY_LEN(of_found); i++)
		if (strcmp(field, of_found[i]) == 0)
			return c->mode == PERSON_CANDIDATE;
	for (size_t i = 0; i < ARRAY_LEN(of_member); i++)
		if (strcmp(field, of_member[i]) == 0)
			return c->mode == PERSON_MEMBER || c->is_member;
	return true;
}

/* Text fields and where they are in the record. */
static const struct {
	const char *field;
	size_t offset;
} texts[] = {
	{"full_name", offsetof(struct person, full_name)},
	{"ethnicity", offsetof(struct person, ethnicity)},
	{"religion", offsetof(struct person, religion)},
	{"cccd", offsetof(struct person, cccd)},
	{"phone", offsetof(struct person, phone)},
	{"home_place", offsetof(struct person, home_place)},
	{"residence", offsetof(struct person, residence)},
	{"occupation", offsetof(struct person, occupation)},
	{"grade", offsetof(struct person, grade)},
	{"organisation", offsetof(struct person, organisation)},
	{"position", offsetof(struct person, position)},
	{"card_no", offsetof(struct person, card_no)},
	{"note", offsetof(struct person, note)},
};

static int load(void *ctx, struct form *f, struct err *err)
{
	struct person_ctx *c = ctx;
	struct person p;
	if (c->mode != PERSON_EDIT) {
		int r = lookup_set_cell(c->db, f, "cell", c->cell, err);
		return r ? r : form_set_date(f, "found_on", clock_today());
	}
	int r = person_load(c->db, c->id, &p, err);
	if (r)
		return r;
	char sex[2] = {p.sex, '\0'};
	c->rev = p.rev;
	c->is_member = p.is_member;
	for (size_t i = 0; !r && i < ARRAY_LEN(texts); i++) {
		char *text;
		memcpy(&text, (const char *)&p + texts[i].offset, sizeof text);
		r = form_set(f, texts[i].field, text);
	}
	if (!r)
		r = form_set_date(f, "birth", p.birth);
	if (!r)
		r = form_set(f, "sex", sex);
	if (!r)
		r = form_set_date(f, "joined_on", p.joined_on);
	if (!r)
		r = form_set_date(f, "official_on", p.official_on);
	if (!r)
		r = form_set_id(f, "education", p.education);
	if (!r)
		r = form_set_id(f, "professional", p.professional);
	if (!r)
		r = form_set(f, "youth_union", p.youth_union ? "1" : "");
	if (!r)
		r = form_set(f, "readmission", p.readmission ? "1" : "");
	if (!r)
		r = lookup_set_cell(c->db, f, "cell", p.cell, err);
	person_done(&p);
	return r;
}

/* The record of the form's values; texts belong to the record (person_done). */
static int record(
	const struct person_ctx *c, const struct form *f, struct person *ret, struct err *err)
{
	struct person p = {.id = c->id,
		.rev = c->rev,
		.birth = form_date(f, "birth"),
		.sex = form_value(f, "sex")[0],
		.education = (int)form_id(f, "education"),
		.professional = (int)form_id(f, "professional"),
		.youth_union = form_yes(f, "youth_union"),
		.readmission = form_yes(f, "readmission"),
		.is_member = c->mode == PERSON_MEMBER || c->is_member,
		.joined_on = form_date(f, "joined_on"),
		.official_on = form_date(f, "official_on")};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		char *text = mem_strdup(form_value(f, texts[i].field));
		if (!text) {
			person_done(&p);
			return ERR_OOM(err);
		}
		memcpy((char *)&p + texts[i].offset, &text, sizeof text);
	}
	*ret = p;
	return 0;
}

/* "Nguyễn Văn An · 12/05/1999 · Ấp 2"; of all but the first, whose reasons the title tells, with the reasons. */
static int same_label(struct db *db, const struct same_known *known, bool with_reasons, char *ret,
	size_t size, struct err *err)
{
	struct person p;
	struct strbuf b = {0};
	char birth[DATE_TEXT];
	int r = person_load(db, known->id, &p, err);
	if (r)
		return r;
	strbuf_addf(&b, "%s · %s · ", p.full_name,
		date_is_set(p.birth) ? date_to_user(p.birth, birth) : _("birth not known"));
	r = cell_name_add(db, &b, p.cell, err);
	if (with_reasons)
		strbuf_addf(&b, ": %s", known->why);
	str_fit(ret, size, strbuf_str(&b));
	strbuf_done(&b);
	person_done(&p);
	return r;
}

/* Somebody who may be this one is there: is one of them meant? */
static int ask_same(struct person_ctx *c, const struct person *p, struct err *err)
{
	struct same_known same[SAME_MAX];
	char labels[SAME_MAX][600];
	struct choice choices[SAME_MAX + 2] = {{0}};
	size_t n = 0;
	int r = c->mode == PERSON_EDIT ? 0 : same_known_find(c->db, p, same, SAME_MAX, &n, err);
	if (r || !n || same[0].id.v == c->asked.v)
		return r;
	for (size_t i = 0; !r && i < n; i++) {
		r = same_label(c->db, &same[i], i > 0, labels[i], sizeof labels[i], err);
		choices[i] = (struct choice){"", labels[i]};
	}
	if (r)
		return r;
	choices[n] = (struct choice){"", N_("Another person: save as new")};
	CLEANUP_FREE char *title = mem_printf("%s: %s", _("May be there already"), same[0].why);
	if (!title)
		return ERR_OOM(err);
	int at = ask_choice(c->app, title, choices, 0);
	if (at < 0)
		return at;
	c->is_there = (size_t)at < n;
	if (c->is_there)
		c->id = same[at].id;
	else
		c->asked = same[0].id;
	return 0;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct person_ctx *c = ctx;
	struct person p;
	struct cell_id cell = {form_id(f, "cell")};
	int r = record(c, f, &p, err);
	if (r)
		return r;
	c->by.reason = reason;
	p.cell = cell; /* tells namesakes apart */
	r = ask_same(c, &p, err);
	if (r || c->is_there) {
		person_done(&p);
		return r;
	}
	if (c->mode == PERSON_CANDIDATE) {
		CLEANUP_FREE char *source = mem_strdup(form_value(f, "source"));
		struct event found = {
			.kind = EVENT_FOUND, .on = form_date(f, "found_on"), .source = source};
		r = candidate_add(
			c->db, &c->by, &p, cell, &found, form_date(f, "arrived_on"), &c->id, err);
		if (r && err && strcmp(err->field, "on_date") == 0)
			snprintf(err->field, sizeof err->field, "found_on");
	} else {
		r = person_save(c->db, &c->by, &p, cell, &c->id, err);
	}
	person_done(&p);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	static const char *const titles[] = {
		N_("New candidate"), N_("New member"), N_("Data of the person")};
	strbuf_add(ret, _(titles[((const struct person_ctx *)ctx)->mode]));
}

static const char *first(void *ctx)
{
	return ((const struct person_ctx *)ctx)->field;
}

static const struct form_ops ops = {
	.name = "person",
	.title_text = title_text,
	.fields = fields,
	.load = load,
	.save = save,
	.shows = shows,
	.first = first,
};

static int run(struct app *app, enum person_form mode, struct person_id id, struct cell_id cell,
	const char *field, struct person_id *ret, struct err *err)
{
	const struct office *office = app_data(app);
	struct person_ctx c = {.db = office->db,
		.app = app,
		.by = office->by,
		.mode = mode,
		.cell = cell,
		.field = field};
	if (mode == PERSON_EDIT)
		c.id = id;
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, &ops, &c, err);
	if (!r && c.is_there) {
		r = person_page_open(app, c.id, err);
		return r ? r : ERR_STOPPED;
	}
	if (!r)
		*ret = c.id;
	return r;
}

int person_form(struct app *app, enum person_form mode, struct person_id id, struct cell_id cell,
	struct person_id *ret, struct err *err)
{
	return run(app, mode, id, cell, NULL, ret, err);
}

int person_form_at(struct app *app, struct person_id id, const char *field, struct err *err)
{
	struct person_id same;
	return run(app, PERSON_EDIT, id, (struct cell_id){0}, field, &same, err);
}
