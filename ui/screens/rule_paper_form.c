#include "ui/screens/rule_paper_form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/cite_fields.h"
#include "ui/screens/rule_set_form.h"

#include <string.h>

struct paper_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	int64_t set, rev;
	const char *code; /* NULL: a new one */
};

/* Borrowed from the rulebook until the next change. */
static int find(struct db *db, int64_t set_id, const char *code, const struct rule_paper **ret,
	struct err *err)
{
	const struct rulebook *book;
	const struct rule_set *set;
	char key[RULE_KEY_MAX];
	rule_set_own_key(set_id, key);
	int r = rulebook_of(db, &book, err);
	if (!r)
		r = rulebook_find(book, key, &set, err);
	if (r)
		return r;
	const struct rule_paper *paper = rule_paper_find(set, code);
	if (!paper)
		return ERR(err, ERR_NOT_FOUND, "rule_paper", "%s", code);
	*ret = paper;
	return 0;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	static const struct rule_paper empty = {
		.step = PAPER_STEP_PAPERS, .mover = MOVER_CANDIDATE, .cite = {.mark = MARK_OFFICE}};
	struct paper_ctx *c = ctx;
	const struct rule_paper *p = &empty;
	int r = rule_set_now(c->db, c->set, &c->set, err);
	if (!r && c->code)
		r = rule_paper_rev(c->db, c->set, c->code, &c->rev, err);
	if (!r && c->code)
		r = find(c->db, c->set, c->code, &p, err);
	if (r)
		return r;
	r = form_set(f, "code", p->code);
	if (!r)
		r = form_set(f, "form", p->form);
	if (!r)
		r = form_set(f, "title", p->title);
	if (!r)
		r = form_set_id(f, "step", p->step);
	if (!r)
		r = form_set(f, "need", "0");
	if (!r && p->need)
		r = form_set_id(f, "need", p->need);
	if (!r)
		r = form_set_id(f, "mover", p->mover);
	if (!r)
		r = form_set_id(f, "event", p->event);
	if (!r)
		r = form_set(f, "is_redone", p->is_redone ? "1" : "");
	return r ? r : cite_load(f, &p->cite);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct paper_ctx *c = ctx;
	const char *form = form_value(f, "form");
	const struct rule_paper p = {.code = c->code ? c->code : form_value(f, "code"),
		.form = *form ? form : NULL,
		.title = form_value(f, "title"),
		.step = (enum paper_step)form_id(f, "step"),
		.need = (enum paper_need)form_id(f, "need"),
		.mover = (enum mover)form_id(f, "mover"),
		.event = (int)form_id(f, "event"),
		.is_redone = form_yes(f, "is_redone"),
		.cite = cite_read(f)};
	c->by.reason = reason;
	/* nothing was read of a new one: a newer version of the set will do as well */
	int r = c->code ? 0 : rule_set_now(c->db, c->set, &c->set, err);
	return r ? r : rule_paper_save(c->db, &c->by, c->set, &p, false, c->rev, &c->set, err);
}

/* The code is what the dossiers keep: it stays. */
static bool shows(void *ctx, const struct form *f, const char *field)
{
	(void)f;
	return !((const struct paper_ctx *)ctx)->code || strcmp(field, "code") != 0;
}

struct lists {
	struct choices steps, needs, movers, events, marks;
};

static void fill(struct lists *l)
{
	static const enum event_kind events[] = {EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
		EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_RECOGNISED};
	for (int i = 1; i <= PAPER_STEPS; i++)
		choices_add(&l->steps, i, paper_step_label((enum paper_step)i));
	for (int i = PAPER_ALL; i <= PAPER_OPTIONAL; i++)
		choices_add(&l->needs, i, paper_need_label((enum paper_need)i));
	for (int i = 1; i < MOVERS; i++)
		choices_add(&l->movers, i, mover_label((enum mover)i));
	choices_add_none(&l->events, N_("none"));
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		choices_add(&l->events, events[i], event_label(events[i]));
	cite_marks(&l->marks);
}

int rule_paper_form(struct app *app, int64_t set, const char *code, int64_t *ret, struct err *err)
{
	const struct office *office = app_data(app);
	struct paper_ctx c = {.db = office->db, .by = office->by, .set = set, .code = code};
	struct lists l = {0};
	fill(&l);
	const struct field fields[] = {
		{"code", N_("Code of the paper"),
			N_("Short and never changed: dossiers keep it. 19-TN."), FIELD_TEXT,
			.required = true, .cells = 16, .max = 40},
		{"form", N_("Form number"), N_("Empty where it has none: 1-KNĐ."), FIELD_TEXT,
			.cells = 16, .max = 40},
		{"title", N_("Title of the paper"), N_("As the office names it."), FIELD_TEXT,
			.required = true, .cells = 50},
		{"step", N_("Needed for"), NULL, FIELD_CHOICE, .required = true,
			.choices = l.steps.all},
		{"need", N_("Of whom"), NULL, FIELD_CHOICE, .required = true,
			.choices = l.needs.all},
		{"mover", N_("Who makes it"), NULL, FIELD_CHOICE, .required = true,
			.choices = l.movers.all},
		{"event", N_("Stands in the event"),
			N_("Its paper number there is this paper: it counts as in hand."),
			FIELD_CHOICE, .choices = l.events.all},
		{"is_redone", N_("Made anew when the dossier lapses"), NULL, FIELD_YES},
		CITE_FIELDS(l.marks), {0}};
	const struct form_ops ops = {.name = "rule-paper",
		.title = N_("A paper of the rule set"),
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

int rule_paper_remove(struct app *app, int64_t set, const char *code, int64_t *ret, struct err *err)
{
	const struct office *office = app_data(app);
	const struct rule_paper *paper = NULL;
	int64_t rev = 0;
	int r = find(office->db, set, code, &paper, err);
	if (!r)
		r = rule_paper_rev(office->db, set, code, &rev, err);
	if (r)
		return r;
	const struct rule_paper gone = *paper;
	CLEANUP_FREE char *text =
		mem_printf(_("%s %s: not asked for any more of dossiers that begin from now on."),
			gone.form ? gone.form : "", gone.title);
	if (!text)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Take this paper out of the set?"), text, _("Take it out")))
		return ERR_STOPPED;
	/* the question ran the loop: what was borrowed may be gone */
	const struct rule_paper named = {.code = code};
	r = rule_paper_save(office->db, &office->by, set, &named, true, rev, ret, err);
	if (!r)
		app_say(app, _("Taken out."));
	return r;
}
