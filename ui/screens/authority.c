/* Who decides on admissions, by day: shipped, and what the office has put over it. */
#include "ui/screens/authority_form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/list_view.h"

#include <stdio.h>

struct authorities {
	struct db *db;
};

struct row {
	struct list_row row;
	struct date from;
	char whom[200], name[200], on_behalf[120], vote[60], cite[300];
	enum authority_kind kind;
	bool is_open;
};

enum { ACT_OPEN = 1, ACT_ADD, ACT_EDIT, ACT_REMOVE };
enum { SORT_FROM = 1 };

static const struct row *at(const void *row)
{
	return row;
}

static bool is_own(const void *row)
{
	return at(row)->row.id > 0;
}

static void from_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_is_set(at(row)->from) ? date_to_user(at(row)->from, buf)
						   : _("always"));
}

static void whom_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->whom);
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void kind_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(authority_kind_label(at(row)->kind)));
}

static void vote_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->vote);
}

static void whose_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, is_own(row) ? _("the office's own") : _("shipped"));
}

static void cite_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->cite);
}

static enum style cite_style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->is_open ? STYLE_WARN : STYLE_NORMAL;
}

static int by_from(const void *x, const void *y)
{
	return date_cmp(at(x)->from, at(y)->from);
}

static const struct column columns[] = {
	{N_("From"), .min = 10, .ideal = 10, .sort = SORT_FROM, .text = from_text,
		.compare = by_from},
	{N_("For"), .min = 10, .ideal = 18, .find = true, .text = whom_text},
	{N_("Who decides"), .min = 20, .ideal = 40, .grow = true, .find = true, .text = name_text},
	{N_("Vote"), .min = 12, .ideal = 14, .text = vote_text},
	{N_("Whose"), .min = 16, .ideal = 16, .text = whose_text},
	{N_("Level"), .min = 20, .ideal = 30, .drop = 2, .text = kind_text},
	{N_("Where it stands"), .min = 30, .ideal = 60, .grow = true, .drop = 1, .text = cite_text,
		.style = cite_style},
	{0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("All of it: votes, signature and source."), ACTION_ROW},
	{ACT_ADD, "a F7", N_("add"), N_("Somebody else decides from a day on."), ACTION_WRITE},
	{ACT_EDIT, "e F4", N_("edit"), N_("Change a row of the office's own."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Take a row of the office's own out."),
		ACTION_WRITE | ACTION_ROW},
	{0}};

static int whom(struct db *db, const struct authority *a, char *ret, size_t size, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	int r = a->cell ? cell_name(db, (struct cell_id){a->cell}, (struct date){0}, &name, err)
			: 0;
	snprintf(ret, size, "%s",
		name		    ? cell_short_name(name)
		: a->cell_type > 0 ? _(cell_type_label((enum cell_type)a->cell_type))
				    : _("all cells"));
	return r;
}

static int add(struct db *db, struct list *list, const struct authority *a, int64_t id,
	struct err *err)
{
	struct row row = {.row = {id},
		.from = a->from,
		.kind = a->kind,
		.is_open = rule_mark_is_open(a->cite.mark)};
	struct strbuf b = {0};
	int r = whom(db, a, row.whom, sizeof row.whom, err);
	snprintf(row.name, sizeof row.name, "%s", a->name);
	snprintf(row.on_behalf, sizeof row.on_behalf, "%s", a->on_behalf ? a->on_behalf : "");
	rule_value_add(&b, PARAM_VOTE_DECIDE,
		RULE_FRACTION(a->vote.num, a->vote.den, a->vote.is_more));
	snprintf(row.vote, sizeof row.vote, "%s", strbuf_str(&b));
	strbuf_clear(&b);
	cite_add(&b, &a->cite);
	snprintf(row.cite, sizeof row.cite, "%s", strbuf_str(&b));
	strbuf_done(&b);
	return r ? r : list_add(list, &row, err);
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct db *db = ((struct authorities *)ctx)->db;
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	for (size_t i = 0; !r && i < book->authority_count; i++) {
		const struct authority *a = &book->authorities[i];
		r = add(db, list, a, a->id ? a->id : -1 - (int64_t)i, err);
	}
	return r;
}

static bool can(void *ctx, int action, const void *row)
{
	(void)ctx;
	return (action != ACT_EDIT && action != ACT_REMOVE) || (row && is_own(row));
}

static void show(struct app *app, const struct row *row)
{
	struct strbuf b = {0};
	strbuf_addf(&b, "%s · %s\n%s\n%s\n%s", row->whom, _(authority_kind_label(row->kind)),
		row->on_behalf, row->vote, row->cite);
	if (!is_own(row))
		strbuf_addf(&b, "\n\n%s",
			_("What is shipped is not changed: a adds a row that holds from a day "
			  "on."));
	ask_read(app, row->name, strbuf_str(&b));
	strbuf_done(&b);
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	(void)ctx;
	switch (action) {
	case ACT_OPEN:
		if (is_own(on->row) && !app_is_read_only(app))
			return authority_form(app, on->ids[0], err);
		const struct row row = *at(on->row);
		show(app, &row);
		return 0;
	case ACT_ADD:
		return authority_form(app, 0, err);
	case ACT_EDIT:
		return authority_form(app, on->ids[0], err);
	case ACT_REMOVE:
		return authority_form_remove(app, on->ids[0], err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "authorities",
	.title = N_("Who decides on admissions"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.sort = SORT_FROM,
	.can = can,
	.act = act,
	.done = free,
};

int authorities_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct authorities *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	return list_open(app, &ops, c, err);
}
