#include "ui/screens/event_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct event_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	const struct person_id *people;
	size_t n;
	enum event_kind kind;
	int64_t id, rev;	 /* of the one that is corrected */
	const char *field;	 /* where the cursor stands first */
	struct person_id finder; /* not in the form: stays as it was */
};

static const struct choice kinds[] = {{"2", N_("Listed as sympathiser")},
	{"4", N_("Class certificate")}, {"5", N_("Allowed to make the papers")},
	{"6", N_("Dossier compiled")}, {"7", N_("Resolution of the cell")},
	{"8", N_("Resolution of the committee")}, {"9", N_("Decision on admission")},
	{"10", N_("Admission ceremony")}, {"12", N_("Recognised as official member")},
	{"21", N_("Taken off the list")}, {"22", N_("Moved away")}, {"23", N_("Not enough votes")},
	{"24", N_("Not agreed to")}, {"25", N_("Decision cancelled")},
	{"26", N_("Name struck off")}, {"27", N_("Died")}, {"30", N_("Came back")},
	{"31", N_("Arrived with papers begun elsewhere")}, {"1", N_("Found")}, {0}};

static const struct field fields[] = {{"kind", N_("Event"), N_("Left and right choose."),
					      FIELD_CHOICE, .required = true, .choices = kinds},
	{"on_date", N_("Date"), N_("The day on the paper, or of the ceremony."), FIELD_DATE,
		.required = true},
	{"paper_no", N_("Paper number"), N_("Resolution, certificate or decision."), FIELD_TEXT,
		.cells = 24},
	{"body", N_("Body"), N_("Who resolved, issued or decided it."), FIELD_TEXT, .cells = 40},
	{"source", N_("Found by"), N_("The member or the organisation that named this person."),
		FIELD_TEXT, .cells = 40},
	{"note", N_("Note"), NULL, FIELD_TEXT, .cells = 40}, {0}};

enum event_kind event_after(enum stage s)
{
	switch (s) {
	case STAGE_FOUND:
		return EVENT_LISTED;
	case STAGE_LISTED:
	case STAGE_MENTORED:
		return EVENT_CLASS;
	case STAGE_CLASS:
		return EVENT_PAPERS;
	case STAGE_PAPERS:
		return EVENT_DOSSIER;
	case STAGE_DOSSIER:
		return EVENT_CELL_VOTE;
	case STAGE_CELL_VOTE:
		return EVENT_COMMITTEE;
	case STAGE_COMMITTEE:
		return EVENT_DECISION;
	case STAGE_DECISION:
		return EVENT_CEREMONY;
	case STAGE_PROBATION:
	case STAGE_PROBATION_OVER:
		return EVENT_RECOGNISED;
	default:
		return stage_is_out(s) && s != STAGE_DIED ? EVENT_RETURNED : 0;
	}
}

static bool shows(void *ctx, const struct form *f, const char *field)
{
	(void)ctx;
	return strcmp(field, "source") != 0 || form_id(f, "kind") == EVENT_FOUND;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct event_ctx *c = ctx;
	struct event e = {.kind = c->kind, .on = clock_today()};
	int r = c->id ? event_load(c->db, c->id, &e, err) : 0;
	if (r)
		return r;
	c->rev = e.rev;
	c->finder = e.finder;
	if (e.kind)
		r = form_set_id(f, "kind", e.kind);
	if (!r)
		r = form_set_date(f, "on_date", e.on);
	if (!r)
		r = form_set(f, "paper_no", e.paper_no);
	if (!r)
		r = form_set(f, "body", e.body);
	if (!r)
		r = form_set(f, "source", e.source);
	if (!r)
		r = form_set(f, "note", e.note);
	event_done(&e);
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct event_ctx *c = ctx;
	struct event e = {.id = c->id,
		.rev = c->rev,
		.person = c->people[0],
		.finder = c->finder,
		.kind = (enum event_kind)form_id(f, "kind"),
		.on = form_date(f, "on_date"),
		.paper_no = mem_strdup(form_value(f, "paper_no")),
		.body = mem_strdup(form_value(f, "body")),
		.source = mem_strdup(form_value(f, "source")),
		.note = mem_strdup(form_value(f, "note"))};
	c->by.reason = reason;
	int r = c->n > 1 ? event_save_many(c->db, &c->by, c->people, c->n, &e, err)
			 : event_save(c->db, &c->by, &e, false, NULL, NULL, err);
	event_done(&e);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct event_ctx *c = ctx;
	if (c->n > 1) {
		strbuf_addf(ret, _("Next step for %zu marked people"), c->n);
		return;
	}
	struct person p;
	if (person_load(c->db, c->people[0], &p, NULL)) {
		strbuf_add(ret, _("Event"));
		return;
	}
	strbuf_addf(ret, "%s · %s", c->id ? _("Event") : _("Next step"), p.full_name);
	person_done(&p);
}

static const char *first(void *ctx)
{
	return ((const struct event_ctx *)ctx)->field;
}

static const struct form_ops ops = {
	.name = "event",
	.title_text = title_text,
	.fields = fields,
	.load = load,
	.save = save,
	.shows = shows,
	.first = first,
};

static int run(struct app *app, struct event_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	c->db = office->db;
	c->by = office->by;
	db_make_uid(c->uid);
	c->by.uid = c->uid;
	int r = form_run(app, &ops, c, err);
	if (!r)
		app_say(app, P_("Saved for %zu person.", "Saved for %zu people.", c->n), c->n);
	return r;
}

int event_form(struct app *app, const struct person_id *people, size_t n, enum event_kind kind,
	struct err *err)
{
	/* the list may change under us while the form runs */
	struct person_id *own = mem_alloc((n ? n : 1) * sizeof *own);
	if (!own)
		return ERR_OOM(err);
	memcpy(own, people, n * sizeof *own);
	struct event_ctx c = {.people = own, .n = n, .kind = kind};
	int r = n ? run(app, &c, err) : ERR_STOPPED;
	free(own);
	return r;
}

int event_form_leave(struct app *app, struct person_id person, struct err *err)
{
	static const struct choice exits[] = {{"21", N_("Taken off the list")},
		{"22", N_("Moved away")}, {"23", N_("Not enough votes")},
		{"24", N_("Not agreed to")}, {"25", N_("Decision cancelled")},
		{"26", N_("Name struck off")}, {"27", N_("Died")}, {"30", N_("Came back")},
		{"31", N_("Arrived with papers begun elsewhere")}, {0}};
	int i = ask_choice(app, _("What happened?"), exits, 0);
	return i < 0 ? i : event_form(app, &person, 1, (enum event_kind)atoi(exits[i].value), err);
}

int event_form_edit_at(struct app *app, int64_t id, const char *field, struct err *err)
{
	const struct office *office = app_data(app);
	struct event e;
	int r = event_load(office->db, id, &e, err);
	if (r)
		return r;
	struct person_id person = e.person;
	event_done(&e);
	struct event_ctx c = {.people = &person, .n = 1, .id = id, .field = field};
	return run(app, &c, err);
}

int event_form_edit(struct app *app, int64_t id, struct err *err)
{
	return event_form_edit_at(app, id, NULL, err);
}

int event_form_remove(struct app *app, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	char on[DATE_TEXT];
	struct event e;
	int r = event_load(office->db, id, &e, err);
	if (r)
		return r;
	CLEANUP_FREE char *text =
		mem_printf(_("%s, %s. The event will be gone; the audit keeps it."),
			_(event_label(e.kind)), date_to_user(e.on, on));
	int64_t rev = e.rev;
	event_done(&e);
	if (!text)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Remove this event?"), text, _("Remove")))
		return ERR_STOPPED;
	return event_remove(office->db, &office->by, id, rev, err);
}
