/* Papers, background checks, more time, and the dossier's own fields. */
#include "ui/screens/dossier_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/choices.h"
#include "ui/screens/office.h"

#include <string.h>

struct dossier_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	struct person_id person;
	const char *code; /* of the paper */
	int64_t id, rev;
	bool is_readmission;
};

static void begin(struct app *app, struct dossier_ctx *c, struct person_id person)
{
	const struct office *office = app_data(app);
	*c = (struct dossier_ctx){.db = office->db, .by = office->by, .person = person};
	db_make_uid(c->uid);
}

static int run(struct app *app, const struct form_ops *ops, struct dossier_ctx *c, struct err *err)
{
	c->by.uid = c->uid;
	int r = form_run(app, ops, c, err);
	if (!r)
		app_say(app, "%s", _("Saved."));
	return r;
}

/* Texts of a form go to the acts as they are: these copy what they keep. */
static char *value(const struct form *f, const char *field)
{
	return (char *)(uintptr_t)form_value(f, field);
}

/* ---- a paper ------------------------------------------------------------------------------------ */

static const struct choice states[] = {{"0", N_("needed")}, {"1", N_("asked for")},
	{"2", N_("in hand")}, {"3", N_("not needed here")}, {0}};

static const struct field paper_fields[] = {
	{"state", N_("State"), NULL, FIELD_CHOICE, .required = true, .choices = states},
	{"on_date", N_("Date"), N_("The day on the paper; of one asked for, the day it was asked."),
		FIELD_DATE},
	{"paper_no", N_("Paper number"), NULL, FIELD_TEXT, .cells = 24},
	{"kept_at", N_("Kept where"), N_("Cupboard, folder. Only where it is: never what it says."),
		FIELD_TEXT, .cells = 40},
	{"reason", N_("Why not needed"), NULL, FIELD_TEXT, .cells = 40}, {0}};

static const struct paper *find_paper(const struct dossier_view *v, const char *code)
{
	for (size_t i = 0; i < v->paper_count; i++)
		if (strcmp(v->papers[i].code, code) == 0)
			return &v->papers[i];
	return NULL;
}

static int load_paper(void *ctx, struct form *f, struct err *err)
{
	struct dossier_ctx *c = ctx;
	struct dossier_view v;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	const struct paper *p = find_paper(&v, c->code);
	c->id = p ? p->id : 0;
	c->rev = p ? p->rev : 0;
	r = form_set(f, "state",
		p ? p->state == PAPER_ASKED	    ? "1"
			: p->state == PAPER_IN_HAND ? "2"
						    : "3"
		  : "2");
	if (!r)
		r = form_set_date(f, "on_date", p ? p->on : clock_today());
	if (!r)
		r = form_set(f, "paper_no", p ? p->paper_no : NULL);
	if (!r)
		r = form_set(f, "kept_at", p ? p->kept_at : NULL);
	if (!r)
		r = form_set(f, "reason", p ? p->reason : NULL);
	dossier_view_done(&v);
	return r;
}

static int save_paper(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct dossier_ctx *c = ctx;
	c->by.reason = reason;
	const struct paper p = {.id = c->id,
		.rev = c->rev,
		.code = (char *)(uintptr_t)c->code,
		.state = (enum paper_state)form_id(f, "state"),
		.on = form_date(f, "on_date"),
		.paper_no = value(f, "paper_no"),
		.kept_at = value(f, "kept_at"),
		.reason = value(f, "reason")};
	return paper_save(c->db, &c->by, c->person, &p, err);
}

static bool shows_paper(void *ctx, const struct form *f, const char *field)
{
	(void)ctx;
	bool is_not_needed = form_id(f, "state") == PAPER_NOT_NEEDED;
	return strcmp(field, "reason") == 0 ? is_not_needed
	       : strcmp(field, "state") == 0
		       ? true
		       : !is_not_needed && form_id(f, "state") != PAPER_MISSING;
}

static void paper_title(void *ctx, struct strbuf *ret)
{
	const struct dossier_ctx *c = ctx;
	struct dossier_view v;
	if (dossier_view_load(c->db, c->person, &v, NULL))
		return;
	const struct rule_paper *p = rule_paper_find(v.set, c->code);
	if (p)
		strbuf_addf(ret, "%s%s%s", p->form ? p->form : "", p->form ? " · " : "", p->title);
	dossier_view_done(&v);
}

int paper_form(struct app *app, struct person_id person, const char *code, struct err *err)
{
	static const struct form_ops ops = {.name = "paper",
		.title_text = paper_title,
		.fields = paper_fields,
		.load = load_paper,
		.save = save_paper,
		.shows = shows_paper};
	struct dossier_ctx c;
	begin(app, &c, person);
	c.code = code;
	return run(app, &ops, &c, err);
}

/* ---- a background check ------------------------------------------------------------------------- */

static const struct choice conclusions[] = {
	{"", N_("no answer yet")}, {"1", N_("qualified")}, {"0", N_("not qualified")}, {0}};

static const struct field inquiry_fields[] = {
	{"sent_to", N_("Sent to"), N_("The committee that answers."), FIELD_TEXT, .required = true,
		.cells = 40},
	{"sent_on", N_("Sent on"), NULL, FIELD_DATE, .required = true},
	{"is_abroad", N_("Abroad"), N_("Then the answer has more time."), FIELD_YES},
	{"is_recheck", N_("Asked for after a move"),
		N_("By the committee that received the person."), FIELD_YES},
	{"paper_no", N_("Paper number"), N_("Of the letter."), FIELD_TEXT, .cells = 24},
	{"answered_on", N_("Answered on"), NULL, FIELD_DATE},
	{"conclusion", N_("Conclusion"),
		N_("Only yes or no. What the answer says and whom it names is never entered."),
		FIELD_CHOICE, .choices = conclusions},
	{"kept_at", N_("Kept where"), NULL, FIELD_TEXT, .cells = 40}, {0}};

static int load_inquiry(void *ctx, struct form *f, struct err *err)
{
	struct dossier_ctx *c = ctx;
	struct dossier_view v;
	if (!c->id)
		return form_set_date(f, "sent_on", clock_today());
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	for (size_t i = 0; i < v.inquiry_count; i++) {
		const struct inquiry *q = &v.inquiries[i];
		if (q->id != c->id)
			continue;
		c->rev = q->rev;
		r = form_set(f, "sent_to", q->sent_to);
		if (!r)
			r = form_set_date(f, "sent_on", q->fact.sent);
		if (!r)
			r = form_set(f, "is_abroad", q->fact.is_abroad ? "1" : "");
		if (!r)
			r = form_set(f, "is_recheck", q->fact.is_recheck ? "1" : "");
		if (!r)
			r = form_set(f, "paper_no", q->paper_no);
		if (!r)
			r = form_set_date(f, "answered_on", q->fact.answered);
		if (!r)
			r = form_set(f, "conclusion",
				q->fact.conclusion < 0 ? ""
				: q->fact.conclusion   ? "1"
						       : "0");
		if (!r)
			r = form_set(f, "kept_at", q->kept_at);
	}
	dossier_view_done(&v);
	return r;
}

static int save_inquiry(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct dossier_ctx *c = ctx;
	const char *conclusion = form_value(f, "conclusion");
	c->by.reason = reason;
	const struct inquiry q = {.id = c->id,
		.rev = c->rev,
		.sent_to = value(f, "sent_to"),
		.fact = {.sent = form_date(f, "sent_on"),
			.answered = form_date(f, "answered_on"),
			.is_abroad = form_yes(f, "is_abroad"),
			.is_recheck = form_yes(f, "is_recheck"),
			.conclusion = *conclusion ? *conclusion == '1' : -1},
		.paper_no = value(f, "paper_no"),
		.kept_at = value(f, "kept_at")};
	return inquiry_save(c->db, &c->by, c->person, &q, err);
}

int inquiry_form(struct app *app, struct person_id person, int64_t id, struct err *err)
{
	static const struct form_ops ops = {.name = "inquiry",
		.title = N_("Background check"),
		.fields = inquiry_fields,
		.load = load_inquiry,
		.save = save_inquiry};
	struct dossier_ctx c;
	begin(app, &c, person);
	c.id = id;
	return run(app, &ops, &c, err);
}

/* ---- more time ---------------------------------------------------------------------------------- */

static int load_extension(void *ctx, struct form *f, struct err *err)
{
	struct dossier_ctx *c = ctx;
	struct dossier_view v;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	enum need_kind kind = date_is_set(v.way.on[EVENT_CEREMONY])   ? NEED_RECOGNITION_DECISION
			      : date_is_set(v.way.on[EVENT_DECISION]) ? NEED_CEREMONY
								      : NEED_DECISION;
	dossier_view_done(&v);
	return form_set_id(f, "kind", kind);
}

static int save_extension(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct dossier_ctx *c = ctx;
	c->by.reason = reason;
	const struct extension e = {
		.fact = {(enum need_kind)form_id(f, "kind"), form_date(f, "until")},
		.paper_no = value(f, "paper_no"),
		.granted_by = value(f, "granted_by")};
	return extension_save(c->db, &c->by, c->person, &e, err);
}

int extension_form(struct app *app, struct person_id person, struct err *err)
{
	static const enum need_kind kinds[] = {
		NEED_DECISION, NEED_CEREMONY, NEED_RECOGNITION_CELL, NEED_RECOGNITION_DECISION};
	struct choices choices = {0};
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		choices_add(&choices, kinds[i], need_label(kinds[i]));
	const struct field fields[] = {{"kind", N_("For which step"), NULL, FIELD_CHOICE,
					       .required = true, .choices = choices.all},
		{"until", N_("Until"), NULL, FIELD_DATE, .required = true},
		{"paper_no", N_("Paper number"), N_("Of the written extension or consent."),
			FIELD_TEXT, .required = true, .cells = 24},
		{"granted_by", N_("Granted by"), NULL, FIELD_TEXT, .cells = 40}, {0}};
	const struct form_ops ops = {.name = "extension",
		.title = N_("More time"),
		.fields = fields,
		.load = load_extension,
		.save = save_extension};
	struct dossier_ctx c;
	begin(app, &c, person);
	return run(app, &ops, &c, err);
}

/* ---- the dossier's own fields --------------------------------------------------------------------- */

static const struct choice education_cases[] = {{"0", N_("usual")},
	{"1", N_("mountain, border, island, ethnic minority area")},
	{"2", N_("respected elder there")}, {0}};
static const struct choice left_hows[] = {{"0", N_("has not been a member")},
	{"1", N_("name struck off")}, {"2", N_("convicted, struck off the record")},
	{"3", N_("in a way that excludes coming back")}, {0}};

static const struct field own_fields[] = {
	{"decision_received", N_("Decision received on"),
		N_("The day it reached the commune; the ceremony's limit may count from it."),
		FIELD_DATE},
	{"is_union", N_("Trade union member"), N_("Its resolution stands for one of two members."),
		FIELD_YES},
	{"is_pupil", N_("Pupil"), N_("Then the parents' opinion is asked."), FIELD_YES},
	{"has_subcommittee", N_("Has an intermediate committee"),
		N_("Then its reports are papers of the dossier."), FIELD_YES},
	{"education_case", N_("Education by place"), NULL, FIELD_CHOICE,
		.choices = education_cases},
	{"no_check", N_("No separate background check"), NULL, FIELD_YES},
	{"no_check_reason", N_("Why no separate check"), NULL, FIELD_TEXT, .cells = 40},
	{"age_consent", N_("Consent for one over the age"), N_("Number and day of the paper."),
		FIELD_TEXT, .cells = 30},
	{"left_how", N_("Was a member before"), NULL, FIELD_CHOICE, .choices = left_hows},
	{"left_on", N_("Left the Party on"),
		N_("Of a conviction: the day it was struck off the record."), FIELD_DATE},
	{"was_readmitted", N_("Was admitted again before"), NULL, FIELD_YES},
	{"readmit_consent", N_("Consent to admission again"), N_("Number and day of the paper."),
		FIELD_TEXT, .cells = 30},
	{0}};

static bool shows_own(void *ctx, const struct form *f, const char *field)
{
	const struct dossier_ctx *c = ctx;
	bool is_left = form_id(f, "left_how") != LEFT_NOT;
	if (strcmp(field, "no_check_reason") == 0)
		return form_yes(f, "no_check");
	if (strcmp(field, "readmit_consent") == 0)
		return is_left || c->is_readmission;
	if (strcmp(field, "left_on") == 0 || strcmp(field, "was_readmitted") == 0)
		return is_left;
	return true;
}

static int fill_own(struct form *f, const struct dossier *d)
{
	int r = form_set_date(f, "decision_received", d->decision_received);
	if (!r)
		r = form_set(f, "is_union", d->is_union ? "1" : "");
	if (!r)
		r = form_set(f, "is_pupil", d->is_pupil ? "1" : "");
	if (!r)
		r = form_set(f, "has_subcommittee", d->has_subcommittee ? "1" : "");
	if (!r)
		r = form_set(f, "education_case", education_cases[d->education_case].value);
	if (!r)
		r = form_set(f, "no_check", d->no_check ? "1" : "");
	if (!r)
		r = form_set(f, "no_check_reason", d->no_check_reason);
	if (!r)
		r = form_set(f, "age_consent", d->age_consent);
	if (!r)
		r = form_set(f, "left_how", left_hows[d->left_how].value);
	if (!r)
		r = form_set_date(f, "left_on", d->left_on);
	if (!r)
		r = form_set(f, "was_readmitted", d->was_readmitted ? "1" : "");
	return r ? r : form_set(f, "readmit_consent", d->readmit_consent);
}

static int load_own(void *ctx, struct form *f, struct err *err)
{
	struct dossier_ctx *c = ctx;
	struct dossier_view v;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	c->id = v.d.id;
	c->rev = v.d.rev;
	c->is_readmission = v.person.readmission || date_is_set(v.way.left_on);
	r = fill_own(f, &v.d);
	dossier_view_done(&v);
	return r;
}

static int save_own(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct dossier_ctx *c = ctx;
	c->by.reason = reason;
	const struct dossier d = {.id = c->id,
		.rev = c->rev,
		.person = c->person,
		.decision_received = form_date(f, "decision_received"),
		.education_case = (enum education_case)form_id(f, "education_case"),
		.is_union = form_yes(f, "is_union"),
		.is_pupil = form_yes(f, "is_pupil"),
		.has_subcommittee = form_yes(f, "has_subcommittee"),
		.no_check = form_yes(f, "no_check"),
		.no_check_reason = form_yes(f, "no_check") ? value(f, "no_check_reason") : NULL,
		.left_how = (enum left_how)form_id(f, "left_how"),
		.left_on = form_date(f, "left_on"),
		.was_readmitted = form_yes(f, "was_readmitted"),
		.age_consent = value(f, "age_consent"),
		.readmit_consent = value(f, "readmit_consent")};
	return dossier_save(c->db, &c->by, &d, err);
}

int dossier_form(struct app *app, struct person_id person, struct err *err)
{
	static const struct form_ops ops = {.name = "dossier",
		.title = N_("What is particular about this dossier"),
		.fields = own_fields,
		.load = load_own,
		.save = save_own,
		.shows = shows_own};
	struct dossier_ctx c;
	begin(app, &c, person);
	return run(app, &ops, &c, err);
}
