/* One rule set: its figures and papers, each with where it stands and how far that is confirmed. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/rule_paper_form.h"
#include "ui/screens/rule_set_form.h"
#include "ui/screens/rule_value_form.h"

#include <stdio.h>
#include <string.h>

enum { DOOR_PARAM = 1, DOOR_PAPER, DOOR_AUTHORITY };
enum { ACT_EDIT = 1, ACT_COPY, ACT_ADD, ACT_REMOVE, ACT_RESET };
enum { LABEL_MAX = 60, VALUE = 24, CITE_BESIDE = 150, CODE_MAX = 64 };

struct set_page {
	struct db *db;
	char key[RULE_KEY_MAX];
};

/* The parameters in their order, under headings. */
static const struct {
	enum rule_param first;
	const char *title;
} groups[] = {
	{PARAM_AGE_MIN, N_("Who can be admitted")},
	{PARAM_LISTING, N_("Who does what before the papers")},
	{PARAM_INTRODUCERS, N_("Introducers and mentors")},
	{PARAM_CERTIFICATE_MONTHS, N_("How long papers hold")},
	{PARAM_VOTE_CELL, N_("Votes needed")},
	{PARAM_CHECK_CONSENT, N_("Background check")},
	{PARAM_SEND_UP, N_("From the cell's resolution to the ceremony")},
	{PARAM_PROBATION_MONTHS, N_("Probation and recognition")},
	{PARAM_FORWARD_DAYS, N_("Moving away and arriving")},
	{PARAM_READMIT_MONTHS, N_("Admission again")},
	{PARAM_COUNT, NULL},
};

static const struct action actions[] = {
	{ACT_EDIT, "e F4", N_("edit"), N_("Change this figure or paper, with its source."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_ADD, "a F7", N_("add paper"), N_("One more paper that the set asks for."),
		ACTION_WRITE},
	{ACT_REMOVE, "x", N_("take out"), N_("The set asks for this paper no more."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_COPY, "y F5", N_("copy"), N_("Copy this set as the office's own, to be changed."),
		ACTION_WRITE},
	{ACT_RESET, "d F8", N_("drop own set"),
		N_("Take the office's own set back: the shipped one holds again."), ACTION_WRITE},
	{0}};

static int find(const struct set_page *c, const struct rule_set **ret,
	const struct rule_set **ret_before, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(c->db, &book, err);
	if (!r)
		r = rulebook_find(book, c->key, ret, err);
	if (!r && ret_before)
		*ret_before = rule_set_before(book, *ret);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct set_page *c = ctx;
	const struct rule_set *set;
	if (find(c, &set, NULL, NULL))
		return;
	strbuf_addf(ret, _("Rule set %s"), set->number);
	strbuf_addf(ret, " · %s",
		rule_set_own_id(c->key) ? _("the office's own") : _("shipped, read only"));
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void add_value(struct strbuf *b, enum rule_param p, const struct rule_value *v)
{
	if (v->value == RULE_NOT_SET)
		strbuf_add(b, "–");
	else
		rule_value_add(b, p, v->value);
}

/* The sign and the value stand right of it. */
static int label_width(const struct page *page)
{
	int rest = page_width(page) - 2 - 3 - VALUE;
	return rest < LABEL_MAX ? rest : LABEL_MAX;
}

/* Beside the value where there is room, else under it. */
static void cite(struct page *page, const struct rule_cite *c)
{
	int x = 2 + label_width(page) + 3 + VALUE + 1;
	struct strbuf b = {0};
	enum style style = rule_mark_is_open(c->mark) ? STYLE_WARN : STYLE_DIM;
	cite_add(&b, c);
	if (b.len && page_width(page) >= CITE_BESIDE) {
		page_to(page, x);
		page_cell(page, style, page_width(page) - x, -1, strbuf_str(&b));
	} else if (b.len) {
		page_line(page);
		page_to(page, 6);
		page_wrap(page, style, 6, strbuf_str(&b));
	}
	strbuf_done(&b);
}

static void param(struct page *page, enum rule_param p, const struct rule_set *set,
	const struct rule_set *before)
{
	const struct rule_value *v = &set->values[p];
	bool is_new = before && before->values[p].value != v->value;
	struct strbuf b = {0};
	if (v->value == RULE_NOT_SET && !is_new && !v->cite.document)
		return;
	page_line(page);
	page_line_door(page, (struct door){DOOR_PARAM, (int64_t)p, 0});
	page_cell(page, is_new ? STYLE_STRONG : STYLE_NORMAL, label_width(page), -1,
		_(rule_param_label(p)));
	page_text(page, STYLE_STRONG, is_new ? " * " : "   ");
	add_value(&b, p, v);
	page_cell(page, STYLE_STRONG, VALUE, -1, strbuf_str(&b));
	strbuf_done(&b);
	cite(page, &v->cite);
}

static void params(struct page *page, const struct rule_set *set, const struct rule_set *before)
{
	for (size_t g = 0; groups[g].title; g++) {
		page_line(page);
		page_line(page);
		page_text(page, STYLE_HEAD, _(groups[g].title));
		for (int p = (int)groups[g].first; p < (int)groups[g + 1].first; p++)
			param(page, (enum rule_param)p, set, before);
	}
}

static bool is_same_paper(const struct rule_paper *a, const struct rule_paper *b)
{
	return b && a->step == b->step && a->need == b->need && a->mover == b->mover &&
	       a->is_redone == b->is_redone && strcmp(a->title, b->title) == 0;
}

static void paper(struct page *page, int64_t i, const struct rule_paper *p, bool is_new)
{
	char text[400];
	snprintf(
		text, sizeof text, "%s%s%s", p->form ? p->form : "", p->form ? "  " : "", p->title);
	page_line(page);
	page_line_door(page, (struct door){DOOR_PAPER, i, 0});
	page_text(page, STYLE_STRONG, is_new ? "* " : "  ");
	page_cell(page, is_new ? STYLE_STRONG : STYLE_NORMAL, page_width(page) - 4, -1, text);
	page_line(page);
	page_to(page, 6);
	page_textf(page, STYLE_DIM, "%s · %s%s%s", _(mover_label(p->mover)),
		_(paper_need_label(p->need)), p->is_redone ? " · " : "",
		p->is_redone ? _("made anew when the dossier lapses") : "");
	cite(page, &p->cite);
}

static void papers(struct page *page, const struct rule_set *set, const struct rule_set *before)
{
	for (int step = 1; step <= PAPER_STEPS; step++) {
		bool is_first = true;
		for (size_t i = 0; i < set->paper_count; i++) {
			const struct rule_paper *p = &set->papers[i];
			if ((int)p->step != step)
				continue;
			if (is_first) {
				page_line(page);
				page_line(page);
				page_textf(page, STYLE_HEAD, _("Papers: %s"),
					_(paper_step_label(p->step)));
				is_first = false;
			}
			paper(page, (int64_t)i, p,
				before && !is_same_paper(p, rule_paper_find(before, p->code)));
		}
	}
}

static void gone_papers(
	struct page *page, const struct rule_set *set, const struct rule_set *before)
{
	bool is_first = true;
	for (size_t i = 0; before && i < before->paper_count; i++) {
		const struct rule_paper *p = &before->papers[i];
		if (rule_paper_find(set, p->code))
			continue;
		if (is_first) {
			page_line(page);
			page_line(page);
			page_text(page, STYLE_HEAD, _("Papers not asked for any more"));
			is_first = false;
		}
		page_line(page);
		page_textf(page, STYLE_DIM, "  * %s%s%s", p->form ? p->form : "",
			p->form ? "  " : "", p->title);
	}
}

/* Of the committee as a whole, on the day the set takes effect. */
static int authority(struct db *db, struct page *page, const struct rule_set *set, struct err *err)
{
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	const struct authority *a =
		authority_on(book->authorities, book->authority_count, 0, 0, set->from);
	page_line(page);
	page_line(page);
	page_text(page, STYLE_HEAD, _("Who decides"));
	page_line(page);
	page_line_door(page, (struct door){DOOR_AUTHORITY, 0, 0});
	page_text(page, STYLE_NORMAL, a ? a->name : _("nothing is known of it"));
	if (a)
		cite(page, &a->cite);
	return 0;
}

static void head(struct page *page, const struct rule_set *set, const struct rule_set *before)
{
	char on[DATE_TEXT];
	int open = rule_set_open_points(set);
	page_line(page);
	page_textf(page, STYLE_NORMAL, _("In force from %s"), date_to_user(set->from, on));
	if (set->guides) {
		page_line(page);
		page_wrap(page, STYLE_NORMAL, 2, set->guides);
	}
	if (open) {
		page_line(page);
		page_textf(page, STYLE_WARN,
			P_("%d point to be held against the document's own text",
				"%d points to be held against the document's own text",
				(unsigned long)open),
			open);
	}
	if (before) {
		page_line(page);
		page_textf(page, STYLE_DIM, _("* other than in %s"), before->number);
	}
}

static int build(void *ctx, struct page *page, struct err *err)
{
	const struct set_page *c = ctx;
	const struct rule_set *set, *before;
	int r = find(c, &set, &before, err);
	if (r)
		return r;
	head(page, set, before);
	params(page, set, before);
	papers(page, set, before);
	gone_papers(page, set, before);
	return authority(c->db, page, set, err);
}

/* ---- acting ---------------------------------------------------------------------------------- */

static bool can(void *ctx, int action, struct door on)
{
	bool is_own = rule_set_own_id(((const struct set_page *)ctx)->key) != 0;
	switch (action) {
	case ACT_EDIT:
		return is_own && (on.kind == DOOR_PARAM || on.kind == DOOR_PAPER);
	case ACT_REMOVE:
		return is_own && on.kind == DOOR_PAPER;
	case ACT_ADD:
	case ACT_RESET:
		return is_own;
	default:
		return true;
	}
}

/* Of what cannot be changed: what it says here and in the set before. */
static int read_param(struct app *app, const struct set_page *c, enum rule_param p, struct err *err)
{
	const struct rule_set *set, *before;
	struct strbuf b = {0};
	int r = find(c, &set, &before, err);
	if (r)
		return r;
	strbuf_addf(&b, "%s: ", set->number);
	add_value(&b, p, &set->values[p]);
	strbuf_add(&b, "\n");
	cite_add(&b, &set->values[p].cite);
	strbuf_addf(&b, "\n%s", _(rule_mark_label(set->values[p].cite.mark)));
	if (before) {
		strbuf_addf(&b, "\n\n%s: ", before->number);
		add_value(&b, p, &before->values[p]);
	}
	if (!rule_set_own_id(c->key))
		strbuf_addf(&b, "\n\n%s",
			_("A shipped set is not changed: y copies it as the office's own."));
	ask_read(app, _(rule_param_label(p)), strbuf_str(&b));
	strbuf_done(&b);
	return 0;
}

static int paper_code(const struct set_page *c, int64_t i, char ret[CODE_MAX], struct err *err)
{
	const struct rule_set *set;
	int r = find(c, &set, NULL, err);
	if (!r && (size_t)i >= set->paper_count)
		r = ERR(err, ERR_NOT_FOUND, "rule_paper", NULL);
	if (!r)
		snprintf(ret, CODE_MAX, "%s", set->papers[i].code);
	return r;
}

static int read_paper(struct app *app, const struct set_page *c, int64_t i, struct err *err)
{
	const struct rule_set *set;
	struct strbuf b = {0};
	int r = find(c, &set, NULL, err);
	if (r || (size_t)i >= set->paper_count)
		return r;
	const struct rule_paper *p = &set->papers[i];
	strbuf_addf(&b, "%s\n%s · %s\n", p->title, _(mover_label(p->mover)),
		_(paper_need_label(p->need)));
	cite_add(&b, &p->cite);
	strbuf_addf(&b, "\n%s", _(rule_mark_label(p->cite.mark)));
	ask_read(app, p->form ? p->form : _("A paper of the rule set"), strbuf_str(&b));
	strbuf_done(&b);
	return 0;
}

static int edit(struct app *app, struct set_page *c, struct door on, int action, struct err *err)
{
	char code[CODE_MAX];
	int64_t own = rule_set_own_id(c->key), id = own;
	int r = on.kind == DOOR_PAPER ? paper_code(c, on.a, code, err) : 0;
	if (r)
		return r;
	if (action == ACT_ADD)
		r = rule_paper_form(app, own, NULL, &id, err);
	else if (action == ACT_REMOVE)
		r = rule_paper_remove(app, own, code, &id, err);
	else if (on.kind == DOOR_PAPER)
		r = rule_paper_form(app, own, code, &id, err);
	else
		r = rule_value_form(app, own, (enum rule_param)on.a, &id, err);
	if (!r)
		rule_set_own_key(id, c->key);
	return r;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct set_page *c = ctx;
	int64_t id;
	int r;
	switch (action) {
	case ACT_EDIT:
	case ACT_ADD:
	case ACT_REMOVE:
		return edit(app, c, on, action, err);
	case ACT_COPY:
		r = rule_set_copy_form(app, c->key, &id, err);
		if (!r)
			rule_set_own_key(id, c->key);
		return r;
	case ACT_RESET:
		r = rule_set_reset(app, rule_set_own_id(c->key), err);
		if (!r)
			app_close(app);
		return r;
	default:
		return 0;
	}
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct set_page *c = ctx;
	bool is_fixed = !rule_set_own_id(c->key) || app_is_read_only(app);
	if (door.kind == DOOR_AUTHORITY)
		return authorities_open(app, err);
	if (is_fixed)
		return door.kind == DOOR_PARAM ? read_param(app, c, (enum rule_param)door.a, err)
					       : read_paper(app, c, door.a, err);
	int r = edit(app, c, door, ACT_EDIT, err);
	if (!r)
		app_changed(app);
	return r;
}

static const struct page_ops ops = {
	.name = "rule-set",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open_door,
	.done = free,
};

int rule_set_page_open(struct app *app, const char *key, struct err *err)
{
	const struct office *office = app_data(app);
	struct set_page *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	snprintf(c->key, sizeof c->key, "%s", key);
	return page_open(app, &ops, c, err);
}
