#include "ui/screens/authority_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/cite_fields.h"
#include "ui/screens/lookup.h"

struct authority_ctx {
	struct db *db; /* first: lookup.h */
	struct act_by by;
	char uid[DB_UID_MAX];
	int64_t id, rev;
};

static int find(struct db *db, int64_t id, const struct authority **ret, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	for (size_t i = 0; i < book->authority_count; i++)
		if (book->authorities[i].id == id) {
			*ret = &book->authorities[i];
			return 0;
		}
	return ERR(err, ERR_NOT_FOUND, "authority", NULL);
}

static int find_present(struct db *db, const struct authority **ret, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (!r)
		*ret = authority_on(
			book->authorities, book->authority_count, 0, 0, clock_today());
	return r;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct authority_ctx *c = ctx;
	const struct authority *a = NULL;
	int r = c->id ? find(c->db, c->id, &a, err) : find_present(c->db, &a, err);
	if (r)
		return r;
	struct authority v = a ? *a : (struct authority){.kind = AUTHORITY_STANDING};
	char text[16];
	c->rev = v.rev;
	if (!c->id) {
		v.from = clock_today();
		v.cite = (struct rule_cite){.mark = MARK_OFFICE};
	}
	long vote = v.vote.den ? RULE_FRACTION(v.vote.num, v.vote.den, v.vote.is_more) : 0;
	r = form_set_date(f, "from_date", v.from);
	if (!r)
		r = lookup_set_cell(c->db, f, "cell", (struct cell_id){v.cell}, err);
	if (!r)
		r = form_set_id(f, "cell_type", v.cell_type);
	if (!r)
		r = form_set_id(f, "kind", v.kind);
	if (!r)
		r = form_set(f, "name", v.name);
	if (!r)
		r = form_set(f, "on_behalf", v.on_behalf);
	if (!r)
		r = form_set(f, "more", v.vote.is_more ? "1" : "0");
	if (!r)
		r = form_set(f, "vote", fraction_to_user(vote, text));
	return r ? r : cite_load(f, &v.cite);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct authority_ctx *c = ctx;
	long vote;
	if (!fraction_from_user(form_value(f, "vote"), form_id(f, "more") == 1, &vote))
		return ERR(err, ERR_INVALID, "vote", "%s", form_value(f, "vote"));
	const struct authority a = {.id = c->id,
		.rev = c->rev,
		.from = form_date(f, "from_date"),
		.cell = form_id(f, "cell"),
		.cell_type = (int)form_id(f, "cell_type"),
		.kind = (enum authority_kind)form_id(f, "kind"),
		.name = form_value(f, "name"),
		.on_behalf = form_value(f, "on_behalf"),
		.vote = rule_fraction(vote),
		.cite = cite_read(f)};
	c->by.reason = reason;
	return authority_save(c->db, &c->by, &a, c->rev, err);
}

struct lists {
	struct choices types, kinds, marks;
};

static void fill(struct lists *l)
{
	choices_add_none(&l->types, N_("every kind of cell"));
	for (int i = 1; i <= CELL_TYPES; i++)
		choices_add(&l->types, i, cell_type_label((enum cell_type)i));
	for (int i = AUTHORITY_SUPERIOR; i <= AUTHORITY_COMMITTEE; i++)
		choices_add(&l->kinds, i, authority_kind_label((enum authority_kind)i));
	cite_marks(&l->marks);
}

int authority_form(struct app *app, int64_t id, struct err *err)
{
	static const struct choice more[] = {{"0", N_("at least")}, {"1", N_("more than")}, {0}};
	const struct office *office = app_data(app);
	struct authority_ctx c = {.db = office->db, .by = office->by, .id = id};
	struct lists l = {0};
	fill(&l);
	const struct field fields[] = {
		{"from_date", N_("From"), N_("What began before goes on as it was."), FIELD_DATE,
			.required = true},
		{"cell", N_("Only for the cell"), N_("Empty: for all, or for a kind of cell."),
			FIELD_LOOKUP, .lookup = lookup_cell, .cells = 36},
		{"cell_type", N_("Only for cells of the kind"), NULL, FIELD_CHOICE,
			.choices = l.types.all},
		{"kind", N_("Who decides"), NULL, FIELD_CHOICE, .required = true,
			.choices = l.kinds.all},
		{"name", N_("Its name"), N_("As it stands in papers: Ban Thường vụ Đảng ủy."),
			FIELD_TEXT, .required = true, .cells = 44},
		{"on_behalf", N_("On behalf of"), N_("Above the signature: T/M BAN THƯỜNG VỤ."),
			FIELD_TEXT, .cells = 44},
		{"more", N_("Of the votes"), NULL, FIELD_CHOICE, .required = true, .choices = more},
		{"vote", N_("Fraction"), N_("2/3, 1/2."), FIELD_TEXT, .required = true, .cells = 8,
			.max = 7},
		CITE_FIELDS(l.marks), {0}};
	const struct form_ops ops = {.name = "authority",
		.title = N_("Who decides on admissions"),
		.fields = fields,
		.load = load,
		.save = save,
		.changed = cite_changed};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, &ops, &c, err);
	if (!r)
		app_say(app, _("Saved. Dossiers that had begun keep what they began under."));
	return r;
}

int authority_form_remove(struct app *app, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	const struct authority *a = NULL;
	char on[DATE_TEXT];
	int r = find(office->db, id, &a, err);
	if (r)
		return r;
	int64_t rev = a->rev;
	CLEANUP_FREE char *text =
		mem_printf(_("%s from %s: will be gone; what held before it holds again."), a->name,
			date_to_user(a->from, on));
	if (!text)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Take this body out?"), text, _("Take it out")))
		return ERR_STOPPED;
	r = authority_remove(office->db, &office->by, id, rev, err);
	if (!r)
		app_say(app, _("Taken out."));
	return r;
}
