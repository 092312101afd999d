/* What would become of each of the marked people, before anything is saved. */
#include "ui/screens/bulk.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/bulk.h"
#include "ui/list_view.h"
#include "viet/wording.h"

#include <stdlib.h>
#include <string.h>

struct bulk {
	struct app *app;
	const struct office *office;
	struct person_id *ids;
	size_t n;
	struct bulk_plan plan;
	char uid[DB_UID_MAX]; /* a save that is repeated does nothing twice */
};

struct row {
	struct list_row row; /* place in the plan and one */
	const struct bulk_row *of;
};

enum { ACT_SAVE = 1, ACT_LEAVE_OUT };

static const struct bulk_row *at(const void *row)
{
	return ((const struct row *)row)->of;
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static const char *state_word(const struct bulk_row *r)
{
	return r->state == BULK_REFUSED ? N_("refused")
	       : r->state == BULK_SAME	? N_("as it is")
	       : r->left_out		? N_("left out")
					: N_("changes");
}

static void state_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(state_word(at(row))));
}

static enum style state_style(const void *row, void *ctx)
{
	const struct bulk_row *r = at(row);
	(void)ctx;
	return r->state == BULK_REFUSED		      ? STYLE_WARN
	       : r->state == BULK_SAME || r->left_out ? STYLE_DIM
						      : STYLE_NORMAL;
}

static void before_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, *at(row)->before ? at(row)->before : "–");
}

static void why_add(const struct bulk *b, const struct bulk_row *r, struct strbuf *ret)
{
	char text[400];
	if (b->plan.field->kind == BULK_TIDY && r->why.code == ERR_INVALID)
		strbuf_add(ret, _("Not a phone number"));
	else
		strbuf_add(ret, app_sentence(b->app, &r->why, text, sizeof text));
}

/* What is to stand there; of one that is refused, why. */
static void after_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct bulk *b = ctx;
	if (at(row)->state == BULK_REFUSED)
		why_add(b, at(row), ret);
	else
		strbuf_add(ret, *at(row)->after ? at(row)->after : "–");
}

static const struct column columns[] = {
	{N_("Row"), .min = 8, .ideal = 9, .find = true, .text = state_text, .style = state_style},
	{N_("Full name"), .min = 16, .ideal = 24, .grow = true, .find = true, .text = name_text},
	{N_("Until now"), .min = 14, .ideal = 20, .grow = true, .find = true, .text = before_text},
	{N_("From now on"), .min = 26, .ideal = 32, .grow = true, .find = true, .text = after_text},
	{0}};

static const struct action actions[] = {
	{ACT_SAVE, "Enter F2", N_("save all"),
		N_("Save what is shown as changed: as one act, all or nothing."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_LEAVE_OUT, "x", N_("leave out"), N_("Leave this row out, or take it in again."),
		ACTION_WRITE | ACTION_ROW | ACTION_MARKED},
	{0}};

/* Refused ones first, then what changes, then what stays. */
static int load(void *ctx, struct list *list, struct err *err)
{
	static const enum bulk_state order[] = {BULK_REFUSED, BULK_CHANGES, BULK_SAME};
	struct bulk *b = ctx;
	int r = 0;
	for (size_t k = 0; k < ARRAY_LEN(order); k++)
		for (size_t i = 0; !r && i < b->plan.n; i++)
			if (b->plan.rows[i].state == order[k]) {
				struct row row = {{(int64_t)i + 1}, &b->plan.rows[i]};
				r = list_add(list, &row, err);
			}
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct bulk *b = ctx;
	strbuf_addf(ret, "%s · %s", _("Change many"), _(b->plan.field->label));
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct bulk *b = ctx;
	char text[WORDING_MAX];
	size_t changes = bulk_changes(&b->plan), refused = 0;
	for (size_t i = 0; i < b->plan.n; i++)
		refused += b->plan.rows[i].state == BULK_REFUSED;
	strbuf_addf(ret, P_("Enter changes %s person", "Enter changes %s people", changes),
		wording_number((long)changes, text));
	if (refused)
		strbuf_addf(ret,
			P_(" · %s is refused and stays", " · %s are refused and stay", refused),
			wording_number((long)refused, text));
}

static bool progress(void *ctx, long done, long all)
{
	return app_progress(ctx, _("Trying it for each… Esc stops."), done, all);
}

static bool is_left_out(const struct bulk_plan *p, struct person_id id)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->rows[i].id.v == id.v)
			return p->rows[i].left_out;
	return false;
}

/* Somebody was overtaken: looked at anew, with what was left out. */
static int plan_anew(struct bulk *b, struct err *err)
{
	struct bulk_plan plan;
	int r = bulk_plan_make(b->office->db, &b->office->by, b->plan.field, b->plan.value, b->ids,
		b->n, progress, b->app, &plan, err);
	if (r)
		return r;
	for (size_t i = 0; i < plan.n; i++)
		plan.rows[i].left_out = is_left_out(&b->plan, plan.rows[i].id);
	bulk_plan_done(&b->plan);
	b->plan = plan;
	return list_reload(list_on_top(b->app), err);
}

static int save(struct app *app, struct bulk *b, struct err *err)
{
	struct act_by by = b->office->by;
	size_t n = bulk_changes(&b->plan);
	struct err why = {0};
	by.uid = b->uid;
	if (!n) {
		app_say(app, _("Nobody is changed by this."));
		return ERR_STOPPED;
	}
	int r = bulk_save(b->office->db, &by, &b->plan, &why);
	if (r == ERR_CONFLICT)
		plan_anew(b, NULL);
	if (r) {
		if (err)
			*err = why;
		return r;
	}
	app_say(app,
		P_("%zu person changed. U takes it back.", "%zu people changed. U takes it back.",
			n),
		n);
	app_close(app);
	return 0;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct bulk *b = ctx;
	if (action == ACT_SAVE)
		return save(app, b, err);
	for (size_t i = 0; i < on->n; i++) {
		struct bulk_row *r = &b->plan.rows[on->ids[i] - 1];
		r->left_out = r->state == BULK_CHANGES && !r->left_out;
	}
	return 0;
}

static void done(void *ctx)
{
	struct bulk *b = ctx;
	bulk_plan_done(&b->plan);
	free(b->ids);
	free(b);
}

static const struct list_ops ops = {
	.name = "bulk-rows",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nobody is left of whom was marked."),
	.act = act,
	.foot = foot,
	.done = done,
};

static int make(
	struct app *app, const struct person_id *ids, size_t n, struct bulk **ret, struct err *err)
{
	struct bulk *b = mem_alloc(sizeof *b);
	if (!b)
		return ERR_OOM(err);
	*b = (struct bulk){.app = app, .office = app_data(app), .n = n};
	db_make_uid(b->uid);
	b->ids = mem_alloc(n * sizeof *ids);
	if (!b->ids) {
		free(b);
		return ERR_OOM(err);
	}
	memcpy(b->ids, ids, n * sizeof *ids);
	*ret = b;
	return 0;
}

int bulk_open(
	struct app *app, const struct person_id *ids, size_t n, const char *field, struct err *err)
{
	const struct bulk_field *what;
	CLEANUP_FREE char *value = NULL;
	struct bulk *b = NULL;
	/* the list may change under us while the form runs */
	int r = make(app, ids, n, &b, err);
	if (!r)
		r = bulk_ask(app, n, field, &what, &value, err);
	else
		return r;
	if (!r)
		r = bulk_plan_make(b->office->db, &b->office->by, what, value, b->ids, n, progress,
			app, &b->plan, err);
	if (!r)
		return list_open(app, &ops, b, err);
	done(b);
	return r;
}
