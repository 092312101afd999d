/* Danh sách: the lists of people, each with the choices of columns that were saved for it. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/book.h"
#include "ui/ask.h"
#include "ui/screens/roster_own.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

enum { SAVED_FROM = 1000 }; /* ids: of a saved one beyond this, else its place in `rosters` */
enum { ACT_OPEN = 1, ACT_REMOVE };

struct rosters {
	struct db *db;
	struct book_rows saved;
};
struct row {
	struct list_row row;
	const struct roster *roster;
	const struct book_row *saved; /* NULL: the list as it comes */
};

static const struct row *at(const void *row)
{
	return row;
}

static const char *saved_text(const struct row *r, const char *column)
{
	return book_text(BOOK_SAVED_LIST, r->saved, column);
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->saved)
		strbuf_addf(ret, "  · %s", saved_text(row, "name"));
	else
		strbuf_add(ret, _(at(row)->roster->title));
}

static void columns_text(const void *row, void *ctx, struct strbuf *ret)
{
	struct roster_choice c;
	(void)ctx;
	roster_choice_from(
		&c, at(row)->saved ? saved_text(row, "columns") : at(row)->roster->columns);
	for (int i = 0; i < c.n; i++)
		strbuf_addf(ret, "%s%s", i ? ", " : "", _(roster_columns[c.v[i]].title));
}

static const struct column columns[] = {
	{N_("Lists"), .min = 46, .ideal = 46, .find = true, .text = name_text},
	{N_("Columns"), .min = 30, .ideal = 60, .grow = true, .text = columns_text}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Who is in this list."), ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Remove this saved choice of columns."),
		ACTION_ROW | ACTION_WRITE},
	{0}};

static int load(void *ctx, struct list *list, struct err *err)
{
	struct rosters *c = ctx;
	book_rows_done(&c->saved);
	int r = book_read(c->db, BOOK_SAVED_LIST, &(struct book_query){0}, &c->saved, err);
	for (size_t i = 0; !r && i < roster_count; i++) {
		struct row row = {.row = {(int64_t)i + 1}, .roster = &rosters[i]};
		r = list_add(list, &row, err);
		for (size_t k = 0; !r && k < c->saved.n; k++) {
			row.saved = &c->saved.v[k];
			row.row.id = SAVED_FROM + row.saved->id;
			if (strcmp(saved_text(&row, "list"), rosters[i].code) == 0)
				r = list_add(list, &row, err);
		}
	}
	return r;
}

static bool can(void *ctx, int action, const void *row)
{
	(void)ctx;
	return action != ACT_REMOVE || (row && at(row)->saved);
}

static int remove_one(struct app *app, const struct row *row, struct err *err)
{
	const struct office *office = app_data(app);
	int64_t id = row->saved->id, rev = row->saved->rev;
	CLEANUP_FREE char *name = mem_strdup(saved_text(row, "name"));
	if (!name)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Remove the saved list?"), name, _("Remove")))
		return ERR_STOPPED;
	return book_remove(office->db, &office->by, BOOK_SAVED_LIST, id, rev, err);
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	const struct row *row = on->row;
	const struct cell_id all = {0};
	(void)ctx;
	if (action == ACT_REMOVE)
		return remove_one(app, row, err);
	return row->saved ? roster_rows_open(app, row->roster, all, saved_text(row, "columns"),
				    saved_text(row, "order_by"), saved_text(row, "name"), err)
			  : roster_rows_open(app, row->roster, all, NULL, NULL, NULL, err);
}

static void done(void *ctx)
{
	struct rosters *c = ctx;
	book_rows_done(&c->saved);
	free(c);
}

static const struct list_ops ops = {
	.name = "lists",
	.title = N_("Lists"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.can = can,
	.act = act,
	.done = done,
};

int rosters_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct rosters *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	*c = (struct rosters){.db = office->db};
	return list_open(app, &ops, c, err);
}
