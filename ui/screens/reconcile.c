/* Đối chiếu: another system's list held against ours, group by group; nothing is written unless it is taken over. */
#include "exchange/reconcile.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/record.h"
#include "report/reconcile_doc.h"
#include "ui/ask.h"
#include "ui/screens/import_form.h"
#include "ui/screens/import_own.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct view {
	struct app *app;
	const struct office *office;
	const struct workbook *book; /* the wizard's, as is the plan */
	const struct plan *plan;
	struct reconcile found;
	int only; /* enum reconcile_group, -1: all */
};

/* What stands in the list is numbered: their rows from 1, each difference of one by itself; ours behind them. */
struct row {
	struct list_row row;
	int group;
	size_t verdict, change; /* of their rows; change SIZE_MAX: none */
	size_t ours;		/* SIZE_MAX: it is one of theirs */
};

static const struct row *at(const void *row)
{
	return row;
}

static const struct row_change *change_of(const struct view *v, const struct row *r)
{
	if (r->ours != SIZE_MAX || r->change == SIZE_MAX)
		return NULL;
	return &v->found.there.changes[v->found.there.rows[r->verdict].change + r->change];
}

/* ---- columns ---------------------------------------------------------------------------------------- */

static void group_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(reconcile_group_label((enum reconcile_group)at(row)->group)));
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct view *v = ctx;
	const struct row *r = at(row);
	if (r->ours != SIZE_MAX)
		strbuf_add(ret, v->found.ours[r->ours].name);
	else
		reconcile_value_add(
			ret, v->book, v->plan, &v->found.there.rows[r->verdict], "full_name");
}

static void line_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct view *v = ctx;
	const struct row *r = at(row);
	if (r->ours != SIZE_MAX)
		return;
	const struct row_verdict *w = &v->found.there.rows[r->verdict];
	strbuf_addf(ret, "%ld", workbook_row_number(&v->book->sheets[w->sheet], w->row));
}

/* By its name, as everywhere on screen; the code where it has none. */
static void add_cell(const struct view *v, const char *code, struct strbuf *ret)
{
	struct cell_id id;
	if (cell_find(v->office->db, code, &id, NULL) ||
		cell_name_add(v->office->db, ret, id, NULL))
		strbuf_add(ret, code);
}

/* "Số thẻ: 999.1 → 999.2": theirs, then ours; or why it cannot be told. */
static void what_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct view *v = ctx;
	const struct row *r = at(row);
	const struct row_change *c = change_of(v, r);
	char birth[DATE_TEXT] = "";
	if (c) {
		strbuf_addf(ret, "%s: %s → %s", import_heading(v->plan->kind, (size_t)c->field),
			c->after, c->before ? c->before : "–");
	} else if (r->ours != SIZE_MAX) {
		const struct reconcile_ours *o = &v->found.ours[r->ours];
		if (date_is_set(o->birth))
			date_to_user(o->birth, birth);
		strbuf_addf(ret, "%s%s", birth, birth[0] && o->cell ? " · " : "");
		if (o->cell)
			add_cell(v, o->cell, ret);
	} else if (r->group == RECONCILE_THERE) {
		const struct row_verdict *w = &v->found.there.rows[r->verdict];
		size_t before = ret->len;
		reconcile_value_add(ret, v->book, v->plan, w, "birth");
		strbuf_add(ret, ret->len > before ? " · " : "");
		reconcile_value_add(ret, v->book, v->plan, w, "cell");
	} else if (r->group == RECONCILE_UNCLEAR && v->found.there.rows[r->verdict].note_count) {
		import_note_add(
			ret, &v->found.there.sum.notes[v->found.there.rows[r->verdict].note]);
	}
}

static const struct column columns[] = {
	{N_("Group"), .min = 14, .ideal = 14, .find = true, .text = group_text},
	{N_("Line"), .min = 5, .ideal = 5, .align = 1, .text = line_text},
	{N_("Full name"), .min = 18, .ideal = 26, .find = true, .text = name_text},
	{N_("There → here"), .min = 30, .ideal = 60, .grow = true, .find = true, .text = what_text},
	{0}};

/* ---- rows ------------------------------------------------------------------------------------------- */

static int add_theirs(struct list *list, const struct view *v, int g, int64_t *id, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < v->found.there.row_count; i++) {
		const struct row_verdict *w = &v->found.there.rows[i];
		size_t n = w->group == ROW_GROUP_UPDATE ? w->change_count : 0;
		if (reconcile_group_of(w) != g)
			continue;
		for (size_t k = 0; !r && k < (n ? n : 1); k++) {
			struct row row = {{++*id}, g, i, n ? k : SIZE_MAX, SIZE_MAX};
			r = list_add(list, &row, err);
		}
	}
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct view *v = ctx;
	int64_t id = 0;
	int r = 0;
	for (int g = 0; !r && g < RECONCILE_GROUPS; g++) {
		if (v->only >= 0 && g != v->only)
			continue;
		r = add_theirs(list, v, g, &id, err);
		for (size_t i = 0; !r && g == RECONCILE_HERE && i < v->found.our_count; i++) {
			struct row row = {{++id}, g, 0, SIZE_MAX, i};
			r = list_add(list, &row, err);
		}
	}
	return r;
}

/* ---- deeds ------------------------------------------------------------------------------------------ */

enum { ACT_OPEN = 1, ACT_GROUP, ACT_TAKE };
static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person’s page."), ACTION_ROW},
	{ACT_GROUP, "g", N_("group"), N_("Only one of the groups, or all.")},
	{ACT_TAKE, "t", N_("take theirs"),
		N_("Take what their list says of this field over into ours."),
		ACTION_ROW | ACTION_WRITE},
	{0}};

static bool progress(void *app, long done, long total)
{
	return app_progress(app, _("Comparing…"), done, total);
}

static int compare(struct view *v, struct err *err)
{
	struct reconcile found;
	int r = reconcile_run(v->office->db, &v->office->by, v->book, v->plan, (struct cell_id){0},
		progress, v->app, &found, err);
	if (r)
		return r;
	reconcile_done(&v->found);
	v->found = found;
	app_say(v->app, "%s", _("Compared; nothing was written."));
	return 0;
}

static struct person_id person_of(const struct view *v, const struct row *r)
{
	if (r->ours != SIZE_MAX)
		return v->found.ours[r->ours].id;
	return r->group == RECONCILE_THERE ? (struct person_id){0}
					   : v->found.there.rows[r->verdict].person;
}

static bool can(void *ctx, int action, const void *row)
{
	const struct view *v = ctx;
	if (action == ACT_OPEN)
		return row && person_of(v, at(row)).v;
	return action != ACT_TAKE || (row && change_of(v, at(row)));
}

static int choose_group(struct app *app, struct view *v)
{
	struct choice choices[RECONCILE_GROUPS + 2] = {{"all", N_("All groups")}};
	char code[RECONCILE_GROUPS][4];
	for (int g = 0; g < RECONCILE_GROUPS; g++) {
		snprintf(code[g], sizeof code[g], "%d", g);
		choices[g + 1] =
			(struct choice){code[g], reconcile_group_label((enum reconcile_group)g)};
	}
	int chosen = ask_choice(app, _("Which group?"), choices, v->only + 1);
	if (chosen < 0)
		return chosen;
	v->only = chosen - 1;
	return 0;
}

static int take(struct app *app, struct view *v, const struct row *r, struct err *err)
{
	const struct row_change *c = change_of(v, r);
	struct plan_result result;
	size_t verdict = r->verdict;
	int field = c->field;
	CLEANUP(strbuf_done) struct strbuf text = {0};
	name_text(r, v, &text);
	strbuf_addf(&text, " · %s: %s → %s", import_heading(v->plan->kind, (size_t)field),
		c->before ? c->before : "–", c->after);
	if (!ask_confirm(app, _("Take over into ours?"), strbuf_str(&text), _("Take theirs")))
		return ERR_STOPPED;
	int k = reconcile_take(v->office->db, &v->office->by, v->book, v->plan, &v->found, verdict,
		field, &result, err);
	if (k)
		return k;
	bool is_done = result.sum.is_saved;
	plan_result_done(&result);
	k = compare(v, err);
	if (!k)
		app_say(app, "%s", is_done ? _("Taken over.") : _("Nothing was changed."));
	return k;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct view *v = ctx;
	switch (action) {
	case ACT_OPEN:
		return person_page_open(app, person_of(v, on->row), err);
	case ACT_GROUP:
		return choose_group(app, v);
	case ACT_TAKE:
		return take(app, v, on->row, err);
	}
	return 0;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct view *v = ctx;
	strbuf_addf(ret, "%s · %s · %s", _("Reconciling"), _(import_kind_label(v->plan->kind)),
		v->book->name);
}

static void chip(void *ctx, struct strbuf *ret)
{
	const struct view *v = ctx;
	if (v->only >= 0)
		strbuf_add(ret, _(reconcile_group_label((enum reconcile_group)v->only)));
}

static void unfilter(void *ctx)
{
	struct view *v = ctx;
	v->only = -1;
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct view *v = ctx;
	for (int g = 0; g < RECONCILE_GROUPS; g++)
		strbuf_addf(ret, "%s%s %ld", g ? " · " : "",
			_(reconcile_group_label((enum reconcile_group)g)),
			reconcile_count(&v->found, (enum reconcile_group)g));
}

static void view_done(void *ctx)
{
	struct view *v = ctx;
	reconcile_done(&v->found);
	free(v);
}

static const struct list_ops ops = {
	.name = "reconcile",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Both lists say the same."),
	.can = can,
	.act = act,
	.chip = chip,
	.unfilter = unfilter,
	.foot = foot,
	.done = view_done,
};

/* ---- the file --------------------------------------------------------------------------------------- */

int import_compare(struct wizard *w, struct err *err)
{
	struct view *v = mem_alloc(sizeof *v);
	if (!v)
		return ERR_OOM(err);
	*v = (struct view){
		.app = w->app, .office = w->office, .book = w->book, .plan = &w->plan, .only = -1};
	int r = compare(v, err);
	if (r) {
		view_done(v);
		return r;
	}
	return list_open(w->app, &ops, v, err);
}

/* How the file is read is seen first, as when it is brought in. */
int reconcile_open(struct app *app, struct err *err)
{
	static const enum import_kind kinds[] = {IMPORT_MEMBERS, IMPORT_CANDIDATES};
	const struct choice choices[] = {{"members", import_kind_label(IMPORT_MEMBERS)},
		{"candidates", import_kind_label(IMPORT_CANDIDATES)}, {0}};
	struct workbook *book = NULL;
	CLEANUP_FREE char *path = NULL;
	if (app_is_read_only(app))
		return ERR(err, ERR_READONLY, NULL, NULL);
	int chosen = ask_choice(app, _("Which list is compared?"), choices, 0);
	if (chosen < 0)
		return chosen;
	int r = import_form(app, kinds[chosen], &path, err);
	if (!r)
		r = import_read(app, path, &book, err);
	return r ? r : import_wizard_open(app, kinds[chosen], book, true, err);
}
