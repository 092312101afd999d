/* Whom the faults are about: what is wrong, and the value; Enter mends it at the very field, n one after the other. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/judgement.h"
#include "ui/list_view.h"
#include "ui/screens/bulk.h"
#include "ui/screens/health_own.h"
#include "ui/screens/person_view.h"
#include "ui/screens/undo.h"
#include "viet/wording.h"

#include <stdlib.h>
#include <string.h>

enum { SORT_NAME = 1, SORT_CELL, SORT_WEIGHT };
enum { ACT_MEND = 1, ACT_NEXT, ACT_RIGHT, ACT_PAGE, ACT_MANY, ACT_ACCEPTED, ACT_UNDO };

static const struct health_row *at(const void *row)
{
	return row;
}

static const struct health_rule *rule_at(const void *row)
{
	return &health_rules[at(row)->rule];
}

/* ---- columns ----------------------------------------------------------------------------------------- */

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void cell_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->cell_name);
}

static void cell_code_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->code);
}

static void label_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(rule_at(row)->label));
}

static void value_text(const void *row, void *ctx, struct strbuf *ret)
{
	health_value_add(ret, health_row_seen(ctx, row));
}

static void stage_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->stage ? _(stage_label(at(row)->stage)) : "");
}

static int by_name(const void *a, const void *b)
{
	return at(a)->place - at(b)->place;
}

/* The gravest first when it descends, and then the same fault together, by name. */
static int by_weight(const void *a, const void *b)
{
	int c = rule_at(a)->weight - rule_at(b)->weight;
	if (!c)
		c = (int)at(b)->rule - (int)at(a)->rule;
	return c ? c : at(b)->place - at(a)->place;
}

#define COLUMN_NAME                                                                                \
	{                                                                                          \
		N_("Full name"), .min = 18, .ideal = 26, .grow = true, .sort = SORT_NAME,          \
				 .find = true, .text = name_text, .compare = by_name               \
	}
#define COLUMN_FAULT                                                                               \
	{                                                                                          \
		N_("What is wrong"), .min = 30, .ideal = 40, .grow = true, .sort = SORT_WEIGHT,    \
				     .find = true, .text = label_text, .compare = by_weight        \
	}
#define COLUMN_VALUE                                                                               \
	{                                                                                          \
		N_("Value, day"), .min = 14, .ideal = 24, .grow = true, .text = value_text         \
	}
static const struct column columns[] = {COLUMN_NAME,
	{N_("Cell"), .min = 8, .ideal = 16, .drop = 1, .sort = SORT_CELL, .find = true,
		.text = cell_text, .brief = cell_code_text},
	COLUMN_FAULT, COLUMN_VALUE, {0}};
/* Of one cell. */
static const struct column columns_of_cell[] = {COLUMN_NAME, COLUMN_FAULT, COLUMN_VALUE, {0}};
/* Of one fault alone, which stands in the title. */
static const struct column columns_of_one[] = {COLUMN_NAME,
	{N_("Cell"), .min = 8, .ideal = 18, .drop = 1, .sort = SORT_CELL, .find = true,
		.text = cell_text, .brief = cell_code_text},
	{N_("Stage"), .min = 18, .ideal = 24, .text = stage_text}, COLUMN_VALUE, {0}};

static const struct action actions[] = {
	{ACT_MEND, "Enter", N_("mend"), N_("Open the form at the field that is wrong."),
		ACTION_ROW},
	{ACT_NEXT, "n", N_("what is next"),
		N_("Mend one after the other: when a form is saved, the next one opens."),
		ACTION_ROW | ACTION_WRITE},
	{ACT_RIGHT, "k", N_("right as it is"),
		N_("It is right as it is, until the value changes; among those judged right: ask "
		   "again."),
		ACTION_ROW | ACTION_WRITE | ACTION_MARKED},
	{ACT_MANY, "c", N_("change many"),
		N_("One field of the marked people at once: names, phones, ethnicity …"),
		ACTION_ROW | ACTION_WRITE | ACTION_MARKED},
	{ACT_PAGE, "o", N_("page"), N_("Open the page of the person or the cell."), ACTION_ROW},
	{ACT_ACCEPTED, "a", N_("judged right"),
		N_("Those that were judged right as they are, or all others again.")},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back the last thing you recorded; again: one further back."),
		ACTION_WRITE},
	{0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct health_rows *p = ctx;
	strbuf_add(
		ret, p->view.accepted ? _("Judged right as it is") : _("To be mended, one by one"));
	health_view_add(ret, p->data, &p->view);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct health_rows *p = ctx;
	char a[WORDING_MAX], b[WORDING_MAX];
	if (p->found > HEALTH_ROWS_MAX)
		strbuf_addf(ret, _("The first %s of %s: open them cell by cell."),
			wording_number(HEALTH_ROWS_MAX, a), wording_number(p->found, b));
}

static int preview(void *ctx, const void *row, struct page *page, struct err *err)
{
	const struct health_rows *p = ctx;
	return at(row)->person ? person_view(p->data->office->db, page,
					 (struct person_id){at(row)->person}, err)
			       : 0;
}

/* ---- acting ------------------------------------------------------------------------------------------ */

/* A row after one was mended: what took its place, or where it is still wrong the one below. false: none. */
static bool go_on(struct app *app, struct list *l, const struct health_row *was,
	struct health_row *ret, struct err *err)
{
	if (list_reload(l, err) < 0)
		return false;
	if (list_chosen_id(l) == was->row.id && list_move(l, 1, err) < 0)
		return false;
	const struct health_row *now = list_chosen(l);
	if (!now || now->row.id == was->row.id)
		return false;
	*ret = *now;
	app_say(app, "%s: %s", now->name, _(rule_at(now)->label));
	return true;
}

static int mend_all(struct app *app, struct health_rows *p, struct health_row row, struct err *err)
{
	struct list *l = list_on_top(app);
	bool goes_on = true, any = false;
	int r;
	do {
		struct health_row was = row;
		r = health_mend(app, (struct person_id){row.person}, row.cell, row.rule, err);
		if (r)
			break;
		any = true;
		app_changed(app);
		r = health_data_renew(p->data, health_progress, app, err);
		goes_on = !r && go_on(app, l, &was, &row, err);
	} while (goes_on);
	if (!goes_on && !r)
		app_say(app, "%s",
			list_chosen(l) ? _("That was the last one of this list.")
				       : _("There is nothing more to mend here."));
	/* a page lies over the list now: the next time it goes on below */
	if (r == HEALTH_OPENED && list_move(l, 1, err) < 0)
		return err ? (int)err->code : ERR_INTERNAL;
	return r == HEALTH_OPENED || (r == ERR_STOPPED && any) ? 0 : r;
}

struct judging {
	VEC(struct judgement_item) items;
	VEC(char *) values;
	size_t left_out; /* of cells, and what is wrong no more */
};

/* What a cell lacks is there or not: nobody can judge it right. A value that is wrong no more is not judged either. */
static int judge_row(struct judging *j, const struct health_rows *p, int64_t id, struct err *err)
{
	unsigned rule = (unsigned)(id & (HEALTH_ROW_RULES - 1));
	struct health_row row = {.person = id / HEALTH_ROW_RULES, .rule = rule};
	if (id < 0) {
		j->left_out++;
		return 0;
	}
	char *value = p->view.accepted ? NULL : health_row_value(p, &row);
	if (!p->view.accepted && !value && health_rules[rule].value) {
		j->left_out++;
		return 0;
	}
	struct judgement_item item = {
		.person = {row.person}, .fault = health_rules[rule].code, .value = value};
	if (!VEC_PUSH(&j->values, value)) {
		free(value);
		return ERR_OOM(err);
	}
	return VEC_PUSH(&j->items, item) ? 0 : ERR_OOM(err);
}

static void say_judged(struct app *app, const struct health_rows *p, const struct judging *j)
{
	char n[WORDING_MAX];
	const char *text = p->view.accepted
				   ? _("It is asked about again.")
				   : _("Right as it is, until the value changes. a shows them.");
	if (j->left_out)
		app_say(app, _("%s Left out, for it is of a cell or no longer so: %s."), text,
			wording_number((long)j->left_out, n));
	else
		app_say(app, "%s", text);
}

static int judge(struct app *app, struct health_rows *p, const struct chosen *on, struct err *err)
{
	struct judging j = {0};
	int r = 0;
	for (size_t i = 0; !r && i < on->n; i++)
		r = judge_row(&j, p, on->ids[i], err);
	if (!r && !j.items.n) {
		app_say(app, _("Nothing of this can be judged right: what a cell lacks is "
			       "recorded there."));
		r = ERR_STOPPED;
	}
	if (!r)
		r = (p->view.accepted ? judgement_remove : judgement_save)(
			p->data->office->db, &p->data->office->by, j.items.v, j.items.n, err);
	if (!r)
		say_judged(app, p, &j);
	VEC_EACH (v, &j.values)
		free(*v);
	VEC_DONE(&j.values);
	VEC_DONE(&j.items);
	return r ? r : health_data_renew(p->data, health_progress, app, err);
}

static int change_many(struct app *app, const struct chosen *on, struct err *err)
{
	const struct health_row *row = on->row;
	CLEANUP_FREE struct person_id *ids = mem_alloc(on->n * sizeof *ids);
	const char *field = rule_at(row)->field;
	size_t n = 0;
	if (!ids)
		return ERR_OOM(err);
	for (size_t i = 0; i < on->n; i++) {
		size_t k = 0;
		struct person_id id = {on->ids[i] / HEALTH_ROW_RULES};
		while (k < n && ids[k].v != id.v)
			k++;
		if (on->ids[i] > 0 && k == n)
			ids[n++] = id;
	}
	int r = n ? bulk_open(app, ids, n, field, err) : ERR_STOPPED;
	return r ? r : ERR_STOPPED; /* the marks stay */
}

static bool can(void *ctx, int action, const void *row)
{
	const struct health_rows *p = ctx;
	switch (action) {
	case ACT_RIGHT:
	case ACT_MANY:
		return row && at(row)->person;
	case ACT_NEXT:
		return !p->view.accepted;
	default:
		return true;
	}
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct health_rows *p = ctx;
	struct health_row row = on->row ? *at(on->row) : (struct health_row){0};
	int r;
	switch (action) {
	case ACT_MEND:
		r = health_mend(app, (struct person_id){row.person}, row.cell, row.rule, err);
		if (!r)
			r = health_data_renew(p->data, health_progress, app, err);
		return r == HEALTH_OPENED ? 0 : r;
	case ACT_NEXT:
		return mend_all(app, p, row, err);
	case ACT_RIGHT:
		return judge(app, p, on, err);
	case ACT_MANY:
		return change_many(app, on, err);
	case ACT_PAGE:
		return row.person ? person_page_open(app, (struct person_id){row.person}, err)
				  : cell_page_open(app, row.cell, err);
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	case ACT_ACCEPTED:
		p->view.accepted = !p->view.accepted;
		return 0;
	default:
		return 0;
	}
}

static void chip(void *ctx, struct strbuf *ret)
{
	if (((const struct health_rows *)ctx)->view.accepted)
		strbuf_add(ret, _("judged right"));
}

static void unfilter(void *ctx)
{
	((struct health_rows *)ctx)->view.accepted = false;
}

static void done(void *ctx)
{
	struct health_rows *p = ctx;
	health_rows_clear(p);
	health_data_drop(p->data);
	free(p);
}

#define OPS(its_columns, its_sort, down)                                                           \
	{                                                                                          \
		.name = "health-people", .title_text = title_text,                                 \
		.source = {.row_size = sizeof(struct health_row), .load = health_rows_load},       \
		.columns = its_columns, .actions = actions, .sort = its_sort, .descending = down,  \
		.empty = N_("Nothing is to be mended here."), .can = can, .act = act,              \
		.preview = preview, .beside = 76, .chip = chip, .unfilter = unfilter,              \
		.foot = foot, .done = done                                                         \
	}
static const struct list_ops ops = OPS(columns, SORT_WEIGHT, true);
static const struct list_ops ops_of_cell = OPS(columns_of_cell, SORT_WEIGHT, true);
static const struct list_ops ops_of_one = OPS(columns_of_one, SORT_NAME, false);

int health_people_open(
	struct app *app, struct health_data *d, struct health_view v, bool mend, struct err *err)
{
	struct health_rows *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->data = health_data_hold(d);
	p->view = v;
	int r = list_open(app,
		v.rule >= 0		  ? &ops_of_one
		: v.cell != HEALTH_OF_ALL ? &ops_of_cell
					  : &ops,
		p, err);
	if (!r && mend)
		r = list_reload(list_on_top(app), err);
	const struct health_row *first = r || !mend ? NULL : list_chosen(list_on_top(app));
	return first && !app_is_read_only(app) ? mend_all(app, p, *first, err) : r;
}
