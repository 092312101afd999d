/* A vote in whole numbers. What passes records its step, too; what does not is recorded as it was. */
#include "ui/screens/dossier_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/office.h"

#include <stdio.h>
#include <string.h>

struct vote_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	struct person_id person;
	int64_t id, rev;
	enum vote_purpose purpose; /* of a new one; 0: what is likely next */
	enum vote_body body;
	bool passed;
};

static const struct choice purposes[] = {
	{"1", N_("on admission")}, {"2", N_("on recognition")}, {"3", N_("on striking off")}, {0}};
static const struct choice bodies[] = {
	{"1", N_("the cell")}, {"2", N_("the committee")}, {"3", N_("body that decides")}, {0}};

static const struct field fields[] = {
	{"purpose", N_("On what"), NULL, FIELD_CHOICE, .required = true, .choices = purposes},
	{"body", N_("Body"), NULL, FIELD_CHOICE, .required = true, .choices = bodies},
	{"round", N_("Round"), NULL, FIELD_NUMBER, .required = true},
	{"on_date", N_("Date"), NULL, FIELD_DATE, .required = true},
	{"base", N_("Base"),
		N_("Official members who must attend: without those elsewhere for a time, excused "
		   "and absent, or suspended."),
		FIELD_NUMBER, .required = true},
	{"left_out", N_("Left out of the base"), NULL, FIELD_NUMBER},
	{"left_out_why", N_("Why left out"), NULL, FIELD_TEXT, .cells = 40},
	{"present", N_("Present"), NULL, FIELD_NUMBER, .required = true},
	{"yes", N_("In favour"), NULL, FIELD_NUMBER, .required = true},
	{"no", N_("Against"), NULL, FIELD_NUMBER, .required = true},
	{"invalid", N_("Invalid votes"), NULL, FIELD_NUMBER},
	{"needed", N_("Needed in favour"), NULL, FIELD_SHOWN},
	{"is_secret", N_("Secret ballot"), N_("Else by membership card; the meeting chooses."),
		FIELD_YES},
	{"paper_no", N_("Paper number"), N_("Of the resolution."), FIELD_TEXT, .cells = 24},
	{"note", N_("Note"), NULL, FIELD_TEXT, .cells = 40}, {0}};

/* How many are needed of this base, and by which fraction. */
static void show_needed(
	struct db *db, struct form *f, const struct dossier_view *v, enum vote_body body)
{
	struct rule_fraction fraction = vote_fraction(&v->facts, v->set, body);
	const struct authority *a = NULL;
	struct date on = form_date(f, "on_date");
	if (body == VOTE_DECIDER && date_is_full(on) &&
		!authority_of(db, &v->person, on, &a, NULL) && a)
		fraction = a->vote;
	long base = (long)form_id(f, "base");
	CLEANUP_FREE char *text = NULL;
	if (base && fraction.den)
		text = mem_printf("%ld/%ld (%s %d/%d)", vote_needed(fraction, base), base,
			fraction.is_more ? ">" : "≥", fraction.num, fraction.den);
	form_set(f, "needed", text);
}

static int round_after(const struct dossier_view *v, enum vote_purpose purpose, enum vote_body body)
{
	int last = 0;
	for (size_t i = 0; i < v->vote_count; i++)
		if (v->votes[i].fact.purpose == purpose && v->votes[i].fact.body == body &&
			v->votes[i].fact.round > last)
			last = v->votes[i].fact.round;
	return last + 1;
}

/* The base decides how many are needed; body and purpose, which round it is. */
static void changed(void *ctx, struct form *f, const char *field)
{
	struct vote_ctx *c = ctx;
	struct dossier_view v;
	if (dossier_view_load(c->db, c->person, &v, NULL))
		return;
	enum vote_body body = (enum vote_body)form_id(f, "body");
	if (!c->id && (strcmp(field, "body") == 0 || strcmp(field, "purpose") == 0))
		form_set_id(f, "round",
			round_after(&v, (enum vote_purpose)form_id(f, "purpose"), body));
	show_needed(c->db, f, &v, body);
	dossier_view_done(&v);
}

/* What is likely to be entered next. */
static void guess(const struct dossier_view *v, struct fact_vote *ret)
{
	*ret = (struct fact_vote){.purpose = date_is_set(v->way.on[EVENT_CEREMONY])
						     ? VOTE_RECOGNITION
						     : VOTE_ADMISSION,
		.body = VOTE_CELL,
		.on = clock_today(),
		.is_secret = true};
	if (ret->purpose == VOTE_ADMISSION && date_is_set(v->way.on[EVENT_CELL_VOTE]))
		ret->body = date_is_set(v->way.on[EVENT_COMMITTEE]) ? VOTE_DECIDER : VOTE_COMMITTEE;
	ret->round = round_after(v, ret->purpose, ret->body);
}

/* What was asked for. */
static void preset(const struct dossier_view *v, const struct vote_ctx *c, struct fact_vote *ret)
{
	static const enum event_kind steps[] = {[VOTE_CELL] = EVENT_CELL_VOTE,
		[VOTE_COMMITTEE] = EVENT_COMMITTEE,
		[VOTE_DECIDER] = EVENT_DECISION};
	struct date step = v->way.on[steps[c->body]];
	ret->purpose = c->purpose;
	ret->body = c->body;
	ret->round = round_after(v, c->purpose, c->body);
	if (c->purpose == VOTE_ADMISSION && date_is_set(step))
		ret->on = step;
}

static int fill(struct form *f, const struct fact_vote *v, bool is_new)
{
	int r = form_set_id(f, "purpose", v->purpose);
	if (!r)
		r = form_set_id(f, "body", v->body);
	if (!r)
		r = form_set_id(f, "round", v->round);
	if (!r)
		r = form_set_date(f, "on_date", v->on);
	if (!r)
		r = form_set(f, "is_secret", v->is_secret ? "1" : "");
	if (r || is_new)
		return r;
	const struct {
		const char *field;
		long n;
	} numbers[] = {{"base", v->base}, {"left_out", v->left_out}, {"present", v->present},
		{"yes", v->yes}, {"no", v->no}, {"invalid", v->invalid}};
	for (size_t i = 0; !r && i < ARRAY_LEN(numbers); i++) {
		char text[24];
		snprintf(text, sizeof text, "%ld", numbers[i].n);
		r = form_set(f, numbers[i].field, text);
	}
	return r;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct vote_ctx *c = ctx;
	struct dossier_view v;
	struct fact_vote fact;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	guess(&v, &fact);
	if (c->purpose)
		preset(&v, c, &fact);
	for (size_t i = 0; !r && i < v.vote_count; i++)
		if (v.votes[i].id == c->id) {
			fact = v.votes[i].fact;
			c->rev = v.votes[i].rev;
			r = form_set(f, "left_out_why", v.votes[i].left_out_why);
			if (!r)
				r = form_set(f, "paper_no", v.votes[i].paper_no);
			if (!r)
				r = form_set(f, "note", v.votes[i].note);
		}
	if (!r)
		r = fill(f, &fact, !c->id);
	if (!r && c->id)
		show_needed(c->db, f, &v, fact.body);
	dossier_view_done(&v);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct vote_ctx *c = ctx;
	c->by.reason = reason;
	const struct vote v = {.id = c->id,
		.rev = c->rev,
		.fact = {.purpose = (enum vote_purpose)form_id(f, "purpose"),
			.body = (enum vote_body)form_id(f, "body"),
			.round = (int)form_id(f, "round"),
			.on = form_date(f, "on_date"),
			.base = (long)form_id(f, "base"),
			.left_out = (long)form_id(f, "left_out"),
			.present = (long)form_id(f, "present"),
			.yes = (long)form_id(f, "yes"),
			.no = (long)form_id(f, "no"),
			.invalid = (long)form_id(f, "invalid"),
			.is_secret = form_yes(f, "is_secret")},
		.left_out_why = (char *)(uintptr_t)form_value(f, "left_out_why"),
		.paper_no = (char *)(uintptr_t)form_value(f, "paper_no"),
		.note = (char *)(uintptr_t)form_value(f, "note")};
	return vote_save(c->db, &c->by, c->person, &v, true, &c->passed, err);
}

static int run(struct app *app, struct vote_ctx *c, struct err *err)
{
	static const struct form_ops ops = {.name = "vote",
		.title = N_("Vote"),
		.fields = fields,
		.load = load,
		.save = save,
		.changed = changed};
	const struct office *office = app_data(app);
	c->db = office->db;
	c->by = office->by;
	db_make_uid(c->uid);
	c->by.uid = c->uid;
	int r = form_run(app, &ops, c, err);
	if (!r)
		app_say(app, "%s",
			c->passed ? _("Saved: the vote passed.")
				  : _("Saved: not enough votes. The full count goes up all the "
				      "same."));
	return r;
}

int vote_form(struct app *app, struct person_id person, int64_t id, struct err *err)
{
	struct vote_ctx c = {.person = person, .id = id};
	return run(app, &c, err);
}

int vote_form_of(struct app *app, struct person_id person, enum vote_purpose purpose,
	enum vote_body body, struct err *err)
{
	struct vote_ctx c = {.person = person, .purpose = purpose, .body = body};
	return run(app, &c, err);
}
