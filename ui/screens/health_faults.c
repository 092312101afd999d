/* What is wrong in a cell or a dimension, by field, with how many it is of. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_view.h"
#include "ui/screens/health_own.h"
#include "viet/wording.h"

#include <stdlib.h>

struct faults {
	struct health_data *data;
	struct health_view view;
	long found; /* as it was loaded */
};

struct row {
	struct list_row row; /* the rule and one */
	struct health_count count;
};

enum { SORT_FOUND = 1, SORT_SCORE, SORT_WEIGHT };
enum { ACT_OPEN = 1, ACT_NEXT };

static const struct row *at(const void *row)
{
	return row;
}

static const struct health_rule *rule_at(const void *row)
{
	return &health_rules[at(row)->count.rule];
}

static void field_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(health_field_label(rule_at(row)->field)));
}

static void label_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(rule_at(row)->label));
}

static void side_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(health_side_label(rule_at(row)->side)));
}

static void found_text(const void *row, void *ctx, struct strbuf *ret)
{
	char n[WORDING_MAX];
	(void)ctx;
	strbuf_add(ret, wording_number(at(row)->count.found, n));
}

static void score_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "%d", at(row)->count.field_score);
}

static void weight_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "−%d", rule_at(row)->weight);
}

static int by_found(const void *a, const void *b)
{
	return (at(a)->count.found > at(b)->count.found) -
	       (at(a)->count.found < at(b)->count.found);
}

static int by_score(const void *a, const void *b)
{
	return at(a)->count.field_score - at(b)->count.field_score;
}

static int by_weight(const void *a, const void *b)
{
	return rule_at(a)->weight - rule_at(b)->weight;
}

static const struct column columns[] = {
	{N_("Field"), .min = 17, .ideal = 18, .find = true, .text = field_text},
	{N_("What is wrong"), .min = 28, .ideal = 44, .grow = true, .find = true,
		.text = label_text},
	{N_("Dimension"), .min = 6, .ideal = 8, .text = side_text},
	{N_("Each costs"), .min = 8, .ideal = 8, .align = 1, .drop = 1, .sort = SORT_WEIGHT,
		.text = weight_text, .compare = by_weight},
	{N_("How many"), .min = 8, .ideal = 8, .align = 1, .sort = SORT_FOUND, .text = found_text,
		.compare = by_found},
	{N_("Field's score"), .min = 10, .ideal = 10, .align = 1, .drop = 2, .sort = SORT_SCORE,
		.text = score_text, .compare = by_score},
	{0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Whom it is about."), ACTION_ROW},
	{ACT_NEXT, "n", N_("what is next"),
		N_("Mend what is under the cursor, one form after the other."), ACTION_ROW},
	{0}};

static int load(void *ctx, struct list *list, struct err *err)
{
	struct faults *f = ctx;
	struct health_count counts[HEALTH_RULES_MAX];
	int r = health_data_renew(f->data, NULL, NULL, err);
	const struct health *h = &f->data->health;
	size_t n = r ? 0 : health_counts(h, health_scope_of(h, &f->view), counts);
	f->found = 0;
	for (size_t i = 0; !r && i < n; i++) {
		struct row row = {{counts[i].rule + 1}, counts[i]};
		f->found += counts[i].found;
		r = list_add(list, &row, err);
	}
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct faults *f = ctx;
	strbuf_add(ret, _("What is to be mended"));
	health_view_add(ret, f->data, &f->view);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct faults *f = ctx;
	const struct health *h = &f->data->health;
	char n[WORDING_MAX], of[WORDING_MAX];
	strbuf_addf(ret, _("%s things to mend · %s people looked at"), wording_number(f->found, n),
		wording_number(health_people(h, health_scope_of(h, &f->view).cell), of));
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct faults *f = ctx;
	struct health_view v = f->view;
	v.rule = (int)on->ids[0] - 1;
	return health_people_open(app, f->data, v, action == ACT_NEXT, err);
}

static void done(void *ctx)
{
	struct faults *f = ctx;
	health_data_drop(f->data);
	free(f);
}

static const struct list_ops ops = {
	.name = "health-faults",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nothing is wrong here."),
	.act = act,
	.foot = foot,
	.done = done,
};

int health_faults_open(
	struct app *app, struct health_data *d, struct health_view v, struct err *err)
{
	struct faults *f = mem_alloc(sizeof *f);
	if (!f)
		return ERR_OOM(err);
	f->data = health_data_hold(d);
	f->view = v;
	return list_open(app, &ops, f, err);
}
