/* Bộ quy định: the rule sets, shipped and the office's own, by the day they take effect. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_view.h"
#include "ui/screens/rule_set_form.h"

#include <stdio.h>
#include <string.h>

struct sets {
	struct db *db;
};

struct row {
	struct list_row row;
	char key[RULE_KEY_MAX], number[100], guides[300];
	struct date from, until; /* until unset: still in force */
	bool is_own, is_now;
	int open;
};

enum { ACT_OPEN = 1, ACT_COPY, ACT_RESET };
enum { SORT_FROM = 1 };

static const struct row *at(const void *row)
{
	return row;
}

static void number_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->number);
}

static void from_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(at(row)->from, buf));
}

static void until_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	if (at(row)->is_now)
		strbuf_add(ret, _("in force"));
	else
		strbuf_add(ret, date_to_user(at(row)->until, buf));
}

static void whose_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->is_own ? _("the office's own") : _("shipped"));
}

static void open_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->open)
		strbuf_addf(ret, "%d", at(row)->open);
	else
		strbuf_add(ret, "–");
}

static enum style open_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->open ? STYLE_WARN : STYLE_NORMAL;
}

static void guides_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->guides);
}

static int by_from(const void *x, const void *y)
{
	return date_cmp(at(x)->from, at(y)->from);
}

static const struct column columns[] = {
	{N_("Rule set"), .min = 12, .ideal = 18, .grow = true, .find = true, .text = number_text},
	{N_("From"), .min = 10, .ideal = 10, .sort = SORT_FROM, .text = from_text,
		.compare = by_from},
	{N_("Until"), .min = 12, .ideal = 12, .text = until_text},
	{N_("Whose"), .min = 16, .ideal = 18, .text = whose_text},
	{N_("To be held against the text"), .min = 16, .ideal = 27, .align = 1, .text = open_text,
		.style = open_style},
	{N_("Guides"), .min = 20, .ideal = 40, .grow = true, .drop = 1, .text = guides_text}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("The figures, papers and sources of this set."),
		ACTION_ROW},
	{ACT_COPY, "y F5", N_("copy"), N_("Copy this set as the office's own, to be changed."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_RESET, "d F8", N_("drop own set"),
		N_("Take the office's own set back: the shipped one holds again."),
		ACTION_WRITE | ACTION_ROW},
	{0}};

/* ---- reading --------------------------------------------------------------------------------- */

/* The day before the next set that takes effect; unset: none follows. */
static struct date until(const struct rulebook *book, const struct rule_set *set)
{
	struct date next = {0};
	for (size_t i = 0; i < book->set_count; i++)
		if (date_cmp(book->sets[i]->from, set->from) > 0)
			next = date_min(next, book->sets[i]->from);
	return date_is_set(next) ? date_add_days(next, -1) : next;
}

/* Shipped sets have no row of their own in the database: their ids are below zero. */
static int64_t id_of(const struct rulebook *book, size_t i)
{
	int64_t own = rule_set_own_id(book->sets[i]->key);
	return own ? own : -1 - (int64_t)i;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct sets *c = ctx;
	const struct rulebook *book;
	int r = rulebook_of(c->db, &book, err);
	if (r)
		return r;
	const struct rule_set *now = rulebook_on(book, clock_today());
	for (size_t i = 0; !r && i < book->set_count; i++) {
		const struct rule_set *s = book->sets[i];
		struct row row = {.row = {id_of(book, i)},
			.from = s->from,
			.until = until(book, s),
			.is_own = rule_set_own_id(s->key) != 0,
			.is_now = s == now,
			.open = rule_set_open_points(s)};
		snprintf(row.key, sizeof row.key, "%s", s->key);
		snprintf(row.number, sizeof row.number, "%s", s->number);
		snprintf(row.guides, sizeof row.guides, "%s", s->guides ? s->guides : "");
		r = list_add(list, &row, err);
	}
	return r;
}

/* ---- acting ---------------------------------------------------------------------------------- */

static bool can(void *ctx, int action, const void *row)
{
	(void)ctx;
	return action != ACT_RESET || (row && at(row)->is_own);
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	const struct row row = *at(on->row);
	int64_t id;
	int r;
	(void)ctx;
	switch (action) {
	case ACT_OPEN:
		return rule_set_page_open(app, row.key, err);
	case ACT_COPY:
		r = rule_set_copy_form(app, row.key, &id, err);
		if (!r)
			list_show(app, id);
		return r;
	case ACT_RESET:
		return rule_set_reset(app, row.row.id, err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "rule-sets",
	.title = N_("Rule sets"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.sort = SORT_FROM,
	.can = can,
	.act = act,
	.done = free,
};

int rule_sets_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct sets *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	return list_open(app, &ops, c, err);
}
