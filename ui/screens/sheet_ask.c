#include "ui/screens/sheet_ask.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/same.h"
#include "ui/ask.h"
#include "ui/screens/choices.h"
#include "ui/screens/lookup.h"
#include "ui/screens/office.h"
#include "viet/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAME_MAX = 12 };

/* ---- a name -------------------------------------------------------------------------------------- */

static int add_same(
	struct db *db, struct choices *c, const struct same_known *known, struct err *err)
{
	struct person p;
	CLEANUP_FREE char *cell = NULL, *label = NULL;
	char birth[DATE_TEXT];
	int r = person_load(db, known->id, &p, err);
	if (r)
		return r;
	if (p.cell.v)
		r = cell_name(db, p.cell, (struct date){0}, &cell, err);
	if (!r &&
		!(label = mem_printf("%s · %s · %s · %s (%s)", p.full_name,
			  date_is_set(p.birth) ? date_to_user(p.birth, birth) : "–",
			  cell ? cell_short_name(cell) : "–", _(stage_label(p.stage)), known->why)))
		r = ERR_OOM(err);
	person_done(&p);
	if (!r)
		choices_add(c, (long)c->n, label);
	/* the choices point at it until they are asked */
	if (!r)
		label = NULL;
	return r;
}

/* One of those who may be meant, or (id 0) somebody new. */
static int ask_who(struct app *app, const char *name, const struct same_known *same, size_t n,
	struct person_id *ret, struct err *err)
{
	const struct office *office = app_data(app);
	struct choices c = {0};
	CLEANUP_FREE char *new = mem_printf(_("%s: somebody new"), name);
	int r = new ? 0 : ERR_OOM(err);
	for (size_t i = 0; !r && i < n; i++)
		r = add_same(office->db, &c, &same[i], err);
	choices_add(&c, (long)n, new ? new : "");
	int at = r ? r : ask_choice(app, _("May be in the lists already. Who is it?"), c.all, 0);
	for (size_t i = 0; i < n && i < c.n; i++)
		free((char *)(uintptr_t)c.all[i].label);
	if (at >= 0)
		*ret = (size_t)at < n ? same[at].id : (struct person_id){0};
	return at < 0 ? at : 0;
}

static int propose_line(struct app *app, const struct sheet *s, const struct sheet_line *line,
	struct date on, const struct act_by *by, const char *typed, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *name = NULL;
	struct same_known same[SAME_MAX];
	struct person_id who = {0};
	struct date birth = {0};
	size_t n = 0;
	int r = propose_parse(typed, &name, &birth, err);
	/* a key that slipped is no person */
	if (!r && !strchr(name, ' ') &&
		!ask_confirm(app, _("Is this one word the whole name?"), name, _("Yes, propose")))
		r = ERR(err, ERR_INVALID, "whole_name", "%s", name);
	if (!r)
		r = same_known_find(office->db,
			&(struct person){.full_name = name, .birth = birth, .cell = s->cell}, same,
			SAME_MAX, &n, err);
	if (!r && n)
		r = ask_who(app, name, same, n, &who, err);
	if (!r)
		r = sheet_propose(
			office->db, by, s, line, who, who.v ? NULL : name, birth, on, NULL, err);
	if (!r)
		app_say(app,
			who.v ? _("%s was proposed; already in the lists.")
			      : _("%s was proposed and is on the list of sources now."),
			name);
	return r;
}

int sheet_ask_name(struct app *app, const struct sheet *s, const struct sheet_line *line,
	struct date on, struct err *err)
{
	const struct office *office = app_data(app);
	char uid[DB_UID_MAX];
	CLEANUP_FREE char *title =
		mem_printf(_("Proposed by %s, such as: Nguyễn Văn An 20/11/1999"), line->name);
	CLEANUP_FREE char *typed = mem_strdup("");
	struct act_by by = office->by;
	by.uid = uid;
	db_make_uid(uid);
	int r = title && typed ? 0 : ERR_OOM(err);
	while (!r) {
		char *answer = NULL;
		r = ask_line(app, title, _("Name and birth"), typed, &answer, err);
		if (r)
			break;
		free(typed);
		typed = answer;
		r = propose_line(app, s, line, on, &by, typed, err);
		if (!r)
			break;
		/* what was typed stays, to be put right */
		if (r == ERR_INVALID || r == ERR_REFUSED) {
			app_fail(app, err);
			*err = (struct err){0};
			r = 0;
		}
	}
	return r;
}

/* ---- a day, a cell ---------------------------------------------------------------------------------- */

struct day_ctx {
	struct date day;
};

static int load_day(void *ctx, struct form *f, struct err *err)
{
	(void)err;
	return form_set_date(f, "received_on", ((struct day_ctx *)ctx)->day);
}

static int save_day(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct date d = form_date(f, "received_on");
	char text[DATE_TEXT];
	(void)reason;
	if (date_cmp(d, clock_today()) > 0)
		return ERR_RULE(
			err, ERR_REFUSED, RULE_FUTURE, "received_on", "%s", date_to_user(d, text));
	((struct day_ctx *)ctx)->day = d;
	return 0;
}

int sheet_ask_day(struct app *app, struct date now, struct date *ret, struct err *err)
{
	static const struct field fields[] = {
		{"received_on", N_("Received on"),
			N_("Of this report, and of those that are keyed in after it."), FIELD_DATE,
			.required = true},
		{0}};
	static const struct form_ops ops = {.name = "sheet-day",
		.title = N_("When the report came in"),
		.fields = fields,
		.load = load_day,
		.save = save_day};
	struct day_ctx ctx = {now};
	int r = form_run(app, &ops, &ctx, err);
	if (!r)
		*ret = ctx.day;
	return r;
}

struct ask_ctx {
	struct db *db; /* first: lookup.h */
	struct sheet_line line;
};

/* ---- who reports without a duty -------------------------------------------------------------------- */

static int lookup_association(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	const struct book_query q = {.parent = TERM_ASSOCIATION};
	struct book_rows terms = {0};
	int r = book_read(((struct ask_ctx *)ctx)->db, BOOK_TERM, &q, &terms, err);
	for (size_t i = 0; !r && i < terms.n; i++) {
		const struct book_row *t = &terms.v[i];
		const char *name =
			term_name(book_text(BOOK_TERM, t, "code"), book_text(BOOK_TERM, t, "name"));
		char value[24];
		bool fits = true;
		snprintf(value, sizeof value, "%" PRId64, t->id);
		if (*typed)
			r = text_matches(name, typed, &fits, err);
		if (!r && fits && !book_id(BOOK_TERM, t, "closed") &&
			picks_add(ret, value, name, ""))
			r = ERR_OOM(err);
	}
	book_rows_done(&terms);
	return r;
}

static int save_reporter(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct ask_ctx *c = ctx;
	struct sheet_line line = {
		.member = {form_id(f, "person_id")}, .association = form_id(f, "association_id")};
	(void)reason;
	if (!line.member.v && !line.association)
		return ERR(err, ERR_INVALID, "person_id", "%s", "");
	if (line.member.v && line.association)
		return ERR_RULE(err, ERR_REFUSED, RULE_REPORTER, "association_id", NULL);
	c->line = line;
	return 0;
}

int sheet_ask_reporter(struct app *app, struct sheet_line *ret, struct err *err)
{
	static const struct field fields[] = {
		{"person_id", N_("Member"), N_("Or an association below."), FIELD_LOOKUP,
			.lookup = lookup_member, .cells = 36},
		{"association_id", N_("Association"), NULL, FIELD_LOOKUP,
			.lookup = lookup_association, .cells = 36},
		{0}};
	static const struct form_ops ops = {.name = "sheet-reporter",
		.title = N_("Who reported without a duty?"),
		.fields = fields,
		.save = save_reporter};
	const struct office *office = app_data(app);
	struct ask_ctx ctx = {.db = office->db};
	int r = form_run(app, &ops, &ctx, err);
	if (!r)
		*ret = ctx.line;
	return r;
}
