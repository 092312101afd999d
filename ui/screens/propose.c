/* Somebody is named as a source: who, by whom, where noticed. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/same.h"
#include "core/people.h"
#include "ui/ask.h"
#include "ui/form.h"
#include "ui/screens/book_own.h"
#include "ui/screens/lookup.h"

#include <stdio.h>
#include <string.h>

struct propose_ctx {
	struct book_lookup look; /* first: lookup.h */
	struct app *app;
	struct act_by by;
	char uid[DB_UID_MAX];
	const struct proposing *start;
	struct person_id ret;
};

enum { SAME_MAX = 8 };

/* Everybody in the lists, with the birth in the label: a name that is typed in full is no choice yet, as many have the
 * same one. */
static int lookup_known(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	const struct propose_ctx *c = ctx;
	struct person_row *rows = mem_alloc(PICKS_MAX * sizeof *rows);
	size_t n = 0;
	if (!rows)
		return ERR_OOM(err);
	int r = people_lookup(c->look.db, typed, false, rows, PICKS_MAX, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		CLEANUP_FREE char *cell = NULL;
		char value[24], label[520], where[200], detail[300], birth[DATE_TEXT];
		if (rows[i].cell.v)
			r = cell_name(c->look.db, rows[i].cell, (struct date){0}, &cell, err);
		snprintf(value, sizeof value, "%lld", (long long)rows[i].id);
		snprintf(label, sizeof label, "%s · %s", rows[i].name,
			date_is_set(rows[i].birth) ? date_to_user(rows[i].birth, birth)
						   : _("birth not known"));
		str_fit(where, sizeof where, cell ? cell_short_name(cell) : "");
		snprintf(detail, sizeof detail, "%s%s%s", where, cell ? " · " : "",
			_(stage_label(rows[i].stage)));
		if (!r && picks_add(ret, value, label, detail))
			r = ERR_OOM(err);
	}
	free(rows);
	return r;
}

/* ---- filling in --------------------------------------------------------------------------------------- */

static int set_record(const struct propose_ctx *c, struct form *f, const char *column, int64_t id,
	struct err *err)
{
	size_t i = (size_t)book_column(BOOK_PROPOSAL, column);
	struct strbuf words = {0};
	char value[24] = "";
	if (!id)
		return 0;
	snprintf(value, sizeof value, "%lld", (long long)id);
	int r = book_value_add(c->look.db, &words, BOOK_PROPOSAL, i, value, err);
	if (!r)
		r = form_set_lookup(f, column, value, strbuf_str(&words));
	strbuf_done(&words);
	return r;
}

/* The cell is that of who is in the lists, if none is given. */
static int follow_person(struct propose_ctx *c, struct form *f, struct err *err)
{
	struct person p;
	if (!form_id(f, "name") || form_id(f, "cell_id"))
		return 0;
	int r = person_load(c->look.db, (struct person_id){form_id(f, "name")}, &p, err);
	if (r)
		return r;
	if (p.cell.v)
		r = lookup_set_cell(c->look.db, f, "cell_id", p.cell, err);
	c->look.cell = p.cell;
	person_done(&p);
	return r;
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct propose_ctx *c = ctx;
	const struct proposing *p = c->start;
	const struct {
		const char *column;
		int64_t id;
	} ids[] = {{"cell_id", p->cell.v}, {"finder_id", p->finder.v},
		{"association_id", p->association}, {"head_id", p->head},
		{"activity_id", p->activity}, {"review_id", p->review}};
	struct strbuf name = {0};
	char value[24];
	int r = 0;
	if (p->known.v) {
		snprintf(value, sizeof value, "%lld", (long long)p->known.v);
		r = book_value_add(c->look.db, &name, BOOK_PROPOSAL,
			(size_t)book_column(BOOK_PROPOSAL, "person_id"), value, err);
		if (!r)
			r = form_set_lookup(f, "name", value, strbuf_str(&name));
		strbuf_done(&name);
	} else {
		r = form_set_lookup(f, "name", "", p->name);
	}
	if (!r)
		r = form_set_date(f, "birth", p->birth);
	if (!r)
		r = form_set_date(f, "on_date", date_is_set(p->on) ? p->on : clock_today());
	for (size_t i = 0; !r && i < ARRAY_LEN(ids); i++)
		r = set_record(c, f, ids[i].column, ids[i].id, err);
	c->look.cell = p->cell;
	if (!r)
		r = form_set(f, "note", p->note);
	return r ? r : follow_person(c, f, err);
}

static void changed(void *ctx, struct form *f, const char *field)
{
	struct propose_ctx *c = ctx;
	struct err err = {0};
	if (strcmp(field, "cell_id") == 0)
		c->look.cell.v = form_id(f, "cell_id");
	else if (strcmp(field, "name") == 0 && follow_person(c, f, &err))
		app_fail(c->app, &err);
}

/* The birth of who is in the lists is known there. */
static bool shows(void *ctx, const struct form *f, const char *field)
{
	(void)ctx;
	return strcmp(field, "birth") != 0 || !form_id(f, "name");
}

/* ---- is it one of them? ------------------------------------------------------------------------------- */

/* "sinh 12/05/1999 · Ấp 2 · Cảm tình Đảng" */
static int describe(struct db *db, struct person_id id, char *ret, size_t size, struct err *err)
{
	CLEANUP_FREE char *cell = NULL;
	struct person p;
	char birth[DATE_TEXT];
	int r = person_load(db, id, &p, err);
	if (r)
		return r;
	if (p.cell.v)
		r = cell_name(db, p.cell, (struct date){0}, &cell, err);
	CLEANUP_FREE char *text = mem_printf("%s · %s%s%s · %s", p.full_name,
		date_is_set(p.birth) ? date_to_user(p.birth, birth) : _("birth not known"),
		cell ? " · " : "", cell ? cell_short_name(cell) : "", _(stage_label(p.stage)));
	person_done(&p);
	if (!text)
		return r ? r : ERR_OOM(err);
	str_fit(ret, size, text);
	return r;
}

/* 0: *ret is who is meant, or none of those who are there; ERR_STOPPED: back to the form. */
static int ask_same(
	struct propose_ctx *c, const struct person *p, struct person_id *ret, struct err *err)
{
	struct same_known same[SAME_MAX];
	char texts[SAME_MAX][512];
	struct choice choices[SAME_MAX + 2] = {{0}};
	size_t n = 0;
	int r = same_known_find(c->look.db, p, same, SAME_MAX, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		char who[300];
		r = describe(c->look.db, same[i].id, who, sizeof who, err);
		CLEANUP_FREE char *text = mem_printf("%s (%s)", who, same[i].why);
		str_fit(texts[i], sizeof texts[i], text);
		choices[i] = (struct choice){"", texts[i]};
	}
	if (r || !n)
		return r;
	choices[n] = (struct choice){"", N_("None of them: somebody new")};
	int at = ask_choice(c->app, _("May be in the lists already. Is it the same?"), choices, 0);
	if (at < 0)
		return ERR_STOPPED;
	if ((size_t)at < n)
		*ret = same[at].id;
	return 0;
}

/* ---- saving ------------------------------------------------------------------------------------------- */

/* Errors of the person stand at the name. */
static int at_name(int r, struct err *err)
{
	if (r && (strcmp(err->field, "person_id") == 0 || strcmp(err->field, "full_name") == 0))
		snprintf(err->field, sizeof err->field, "name");
	return r;
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct propose_ctx *c = ctx;
	CLEANUP_FREE char *name = NULL;
	int r = name_capitals(form_typed(f, "name"), &name, err);
	if (r)
		return r;
	struct proposing p = {.known = {form_id(f, "name")},
		.name = name,
		.birth = form_date(f, "birth"),
		.cell = {form_id(f, "cell_id")},
		.on = form_date(f, "on_date"),
		.finder = {form_id(f, "finder_id")},
		.association = form_id(f, "association_id"),
		.head = form_id(f, "head_id"),
		.report = c->start->report,
		.activity = form_id(f, "activity_id"),
		.review = form_id(f, "review_id"),
		.note = form_value(f, "note")};
	const struct person who = {.full_name = name, .birth = p.birth, .cell = p.cell};
	if (!p.known.v && *p.name)
		r = ask_same(c, &who, &p.known, err);
	if (r)
		return r;
	c->by.reason = reason;
	return at_name(propose(c->look.db, &c->by, &p, &c->ret, err), err);
}

int propose_form(
	struct app *app, const struct proposing *start, struct person_id *ret, struct err *err)
{
	const struct office *office = app_data(app);
	const char *lists = lookup_term_hint();
	const struct field fields[] = {
		{"name", N_("Who is proposed"),
			N_("A new name, or ↓ for somebody who is in the lists already."),
			FIELD_LOOKUP, .required = true, .free = true, .lookup = lookup_known,
			.cells = 44},
		{"birth", N_("Birth date"), N_("A year alone will do; empty: not known yet."),
			FIELD_DATE, .year_ok = true},
		{"cell_id", N_("Cell"), NULL, FIELD_LOOKUP, .required = true, .lookup = lookup_cell,
			.cells = 36},
		{"on_date", N_("Date"), NULL, FIELD_DATE, .required = true},
		{"finder_id", N_("By the member"), NULL, FIELD_LOOKUP, .lookup = lookup_member,
			.cells = 36},
		{"association_id", N_("By the association"), lists, FIELD_LOOKUP,
			.lookup = lookup_term_of(TERM_ASSOCIATION), .cells = 36},
		{"head_id", N_("By the head"), N_("Of a hamlet or an association."), FIELD_LOOKUP,
			.lookup = lookup_record_of(BOOK_HEAD), .cells = 36},
		{"activity_id", N_("At the activity"), NULL, FIELD_LOOKUP,
			.lookup = lookup_record_of(BOOK_ACTIVITY), .cells = 44},
		{"review_id", N_("In the review"), NULL, FIELD_LOOKUP,
			.lookup = lookup_record_of(BOOK_REVIEW), .cells = 44},
		{"note", N_("Note"), NULL, FIELD_TEXT, .cells = 44}, {0}};
	const struct form_ops ops = {.name = "propose",
		.title = N_("Propose somebody"),
		.save_name = N_("Propose"),
		.fields = fields,
		.load = load,
		.save = save,
		.shows = shows,
		.changed = changed};
	struct propose_ctx c = {
		.look = {.db = office->db}, .app = app, .by = office->by, .start = start};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, &ops, &c, err);
	if (r)
		return r;
	if (ret)
		*ret = c.ret;
	app_say(app, _("Proposed, and in the list of candidates."));
	return 0;
}
