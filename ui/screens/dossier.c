/* A person's dossier: the checklist by step, votes, background checks, more time, and what is missing. */
#include "ui/screens/dossier.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/dossier_form.h"
#include "ui/screens/dossier_lines.h"
#include "ui/screens/outlook_view.h"

#include <stdlib.h>
#include <string.h>

enum {
	ACT_HAND = 1,
	ACT_ASKED,
	ACT_NOT,
	ACT_BACK,
	ACT_VOTE,
	ACT_CHECK,
	ACT_TIME,
	ACT_OWN,
	ACT_HOW,
	ACT_PLAN
};

struct dossier_page {
	struct db *db;
	struct person_id person;
};

static const struct action actions[] = {
	{ACT_HAND, "i", N_("in hand"),
		N_("This paper is in hand, today; Enter for number and place."), ACTION_WRITE},
	{ACT_ASKED, "a", N_("asked for"), N_("This paper was asked for today."), ACTION_WRITE},
	{ACT_NOT, "x", N_("not needed"), N_("This paper is not needed here, and why."),
		ACTION_WRITE},
	{ACT_BACK, "d F8", N_("take away"), N_("Take away what is recorded on this line."),
		ACTION_WRITE},
	{ACT_VOTE, "v", N_("vote"), N_("Record a vote, passed or not."), ACTION_WRITE},
	{ACT_CHECK, "t", N_("background"),
		N_("A background check is sent; on its line: the answer."), ACTION_WRITE},
	{ACT_TIME, "+", N_("more time"), N_("An extension, or the consent to be late, in writing."),
		ACTION_WRITE},
	{ACT_OWN, "e F4", N_("particulars"),
		N_("Decision received, education by place, union, no separate check, admitted "
		   "again."),
		ACTION_WRITE},
	{ACT_HOW, "c", N_("reckoning"),
		N_("How the deadline on this line is reckoned, and its rule; elsewhere: the "
		   "earliest "
		   "day.")},
	{ACT_PLAN, "b", N_("plan back"), N_("To admit on a day: the last day of each step.")}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct dossier_page *c = ctx;
	struct person p;
	if (person_load(c->db, c->person, &p, NULL))
		return;
	strbuf_addf(ret, "%s · %s", _("Dossier"), p.full_name);
	person_done(&p);
}

/* ---- the page ----------------------------------------------------------------------------------- */

static int build(void *ctx, struct page *p, struct err *err)
{
	struct dossier_page *c = ctx;
	const struct rulebook *book;
	struct dossier_view v;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	r = rulebook_of(c->db, &book, err);
	if (!r)
		dossier_page_add(p, &v, &book->calendar);
	dossier_view_done(&v);
	return r;
}

/* ---- acting ------------------------------------------------------------------------------------- */

/* The code of the paper a door means; the caller's. NULL: none. */
static char *code_of(const struct dossier_page *c, struct door on)
{
	struct dossier_view v;
	char *code = NULL;
	if (on.kind != DOOR_PAPER || dossier_view_load(c->db, c->person, &v, NULL))
		return NULL;
	if (v.set && (size_t)on.a < v.set->paper_count)
		code = mem_strdup(v.set->papers[on.a].code);
	dossier_view_done(&v);
	return code;
}

/* What is recorded of the paper, with its rev; number and place are the caller's, on failure too. */
static int read_paper(struct dossier_page *c, const char *code, struct paper *ret, struct err *err)
{
	struct dossier_view v;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < v.paper_count; i++) {
		const struct paper *found = &v.papers[i];
		if (strcmp(found->code, code) != 0)
			continue;
		*ret = *found;
		ret->paper_no = mem_strdup(found->paper_no);
		ret->kept_at = mem_strdup(found->kept_at);
		/* it would be saved without its number */
		if ((found->paper_no && !ret->paper_no) || (found->kept_at && !ret->kept_at))
			r = ERR_OOM(err);
	}
	dossier_view_done(&v);
	ret->code = NULL;
	ret->reason = NULL;
	return r;
}

/* Its state, and today where there is no day yet; number, day and place stay as they are. */
static int mark(struct app *app, struct dossier_page *c, struct door on, enum paper_state state,
	struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *code = code_of(c, on), *why = NULL, *paper_no = NULL, *kept_at = NULL;
	struct paper p = {0};
	if (!code)
		return ERR_STOPPED;
	int r = read_paper(c, code, &p, err);
	paper_no = p.paper_no;
	kept_at = p.kept_at;
	if (r)
		return r;
	if (state == PAPER_MISSING && (paper_no || kept_at) &&
		!ask_confirm(app, _("Take this away?"),
			_("Its number, day and place will be gone; the audit keeps them."),
			_("Take away")))
		return ERR_STOPPED;
	if (state == PAPER_NOT_NEEDED)
		r = ask_line(app, _("Not needed here"), _("Why"), "", &why, err);
	if (r)
		return r;
	/* the day of a paper stays; of one that is asked for it is the day of asking */
	bool is_new = state == PAPER_ASKED ? p.state != PAPER_ASKED
					   : !date_is_set(p.on) || p.state == PAPER_ASKED;
	if (is_new && (state == PAPER_IN_HAND || state == PAPER_ASKED))
		p.on = clock_today();
	p.code = code;
	p.state = state;
	p.reason = why;
	return paper_save(c->db, &office->by, c->person, &p, err);
}

static int take_back(struct app *app, struct dossier_page *c, struct door on, struct err *err)
{
	const struct office *office = app_data(app);
	if (on.kind == DOOR_PAPER)
		return mark(app, c, on, PAPER_MISSING, err);
	if (on.kind != DOOR_VOTE && on.kind != DOOR_INQUIRY && on.kind != DOOR_EXTENSION)
		return ERR_STOPPED;
	if (!ask_confirm(app, _("Take this away?"),
		    _("The record will be gone; the audit keeps it. A step that came with it "
		      "stays."),
		    _("Take away")))
		return ERR_STOPPED;
	switch (on.kind) {
	case DOOR_VOTE:
		return vote_remove(c->db, &office->by, on.a, on.b, err);
	case DOOR_INQUIRY:
		return inquiry_remove(c->db, &office->by, on.a, on.b, err);
	default:
		return extension_remove(c->db, &office->by, on.a, on.b, err);
	}
}

/* The reckoning of a need's day, its rule, and until when it may be put off. */
static int show_how(struct app *app, struct dossier_page *c, struct door on, struct err *err)
{
	struct need needs[NEEDS_MAX];
	const struct rulebook *book;
	struct dossier_view v;
	struct strbuf b = {0};
	if (on.kind != DOOR_NEED)
		return outlook_how(app, c->db, c->person, err);
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	r = rulebook_of(c->db, &book, err);
	size_t n = r ? 0 : dossier_needs(&v.facts, v.set, &book->calendar, false, needs);
	if (!r && (size_t)on.a < n) {
		const struct need *need = &needs[on.a];
		need_add(&b, need);
		strbuf_add(&b, "\n");
		deadline_add(&b, &need->how);
		strbuf_add(&b, "\n");
		need_cite_add(&b, v.set, need);
		ask_read(app, _("Reckoning"), strbuf_str(&b));
	}
	strbuf_done(&b);
	dossier_view_done(&v);
	return r;
}

static bool can(void *ctx, int action, struct door on)
{
	(void)ctx;
	switch (action) {
	case ACT_HAND:
	case ACT_ASKED:
	case ACT_NOT:
		return on.kind == DOOR_PAPER;
	case ACT_BACK:
		return on.kind == DOOR_PAPER || on.kind == DOOR_VOTE || on.kind == DOOR_INQUIRY ||
		       on.kind == DOOR_EXTENSION;
	default:
		return true;
	}
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct dossier_page *c = ctx;
	switch (action) {
	case ACT_HAND:
		return mark(app, c, on, PAPER_IN_HAND, err);
	case ACT_ASKED:
		return mark(app, c, on, PAPER_ASKED, err);
	case ACT_NOT:
		return mark(app, c, on, PAPER_NOT_NEEDED, err);
	case ACT_BACK:
		return take_back(app, c, on, err);
	case ACT_VOTE:
		return vote_form(app, c->person, 0, err);
	case ACT_CHECK:
		return inquiry_form(app, c->person, on.kind == DOOR_INQUIRY ? on.a : 0, err);
	case ACT_TIME:
		return extension_form(app, c->person, err);
	case ACT_OWN:
		return dossier_form(app, c->person, err);
	case ACT_HOW:
		return show_how(app, c, on, err);
	case ACT_PLAN:
		return plan_open(app, c->person, err);
	default:
		return 0;
	}
}

static int open_door(struct app *app, void *ctx, struct door on, struct err *err)
{
	struct dossier_page *c = ctx;
	if (on.kind == DOOR_PAPER) {
		CLEANUP_FREE char *code = code_of(c, on);
		return code ? paper_form(app, c->person, code, err) : 0;
	}
	switch (on.kind) {
	case DOOR_NEED:
		return show_how(app, c, on, err);
	case DOOR_VOTE:
		return vote_form(app, c->person, on.a, err);
	case DOOR_INQUIRY:
		return inquiry_form(app, c->person, on.a, err);
	case DOOR_OWN:
		return dossier_form(app, c->person, err);
	default:
		return 0;
	}
}

static const struct page_ops ops = {
	.name = "dossier",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open_door,
	.done = free,
};

int dossier_open(struct app *app, struct person_id person, struct err *err)
{
	const struct office *office = app_data(app);
	struct dossier_page *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	c->person = person;
	return page_open(app, &ops, c, err);
}
