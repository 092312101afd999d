/* All books, in the order of the work, with how many records each has. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_view.h"
#include "ui/screens/book.h"
#include "ui/screens/office.h"
#include "ui/screens/screens.h"

#include <stdio.h>

struct books_ctx {
	struct db *db;
};

struct row {
	struct list_row row; /* the place in the table below, from 1 */
	char name[160], count[80];
};

static const struct {
	enum book_kind kind;
	int parent; /* the list of terms */
	const char *what;
} all[] = {
	{BOOK_RESOLUTION, 0, N_("Each cell's resolution of the year, and whom it gives a duty.")},
	{BOOK_MONTHLY, 0, N_("What members and associations reported, by month.")},
	{BOOK_PROPOSAL, 0, N_("Who named whom, through which association, at which activity.")},
	{BOOK_HEAD, 0, N_("Heads of hamlets and associations: the first to look at.")},
	{BOOK_OBSTACLE, 0, N_("What stands in a candidate's way, who deals with it, by when.")},
	{BOOK_VISIT, 0, N_("Who talked with whom, and what came of it.")},
	{BOOK_OVERSIGHT, 0, N_("Who of the committee is in charge of which cell, from – until.")},
	{BOOK_MEETING, 0, N_("Meetings of cells attended; what was asked for, done or not.")},
	{BOOK_DIRECTIVE, 0, N_("Papers from above, and to which cells they were passed on.")},
	{BOOK_BRIEFING, 0, N_("The standards explained: by whom, to whom.")},
	{BOOK_REVIEW, 0, N_("Associations that looked through their members.")},
	{BOOK_ACTIVITY, 0, N_("Activities in hamlets where people are noticed.")},
	{BOOK_CAUSE, 0, N_("Why a year's result fell short: of a cell, of the whole.")},
	{BOOK_TERM, TERM_ASSOCIATION, N_("The office's list; entries are added, renamed, closed.")},
	{BOOK_TERM, TERM_OBSTACLE, N_("The office's list of obstacles.")},
	{BOOK_TERM, TERM_CAUSE, N_("The office's list of causes, objective and subjective.")},
	{BOOK_STAFF, 0, N_("Of schools and offices: those who are no members yet, as a number.")},
	{BOOK_FOLLOW_UP, 0, N_("What was heard of each candidate in a month.")},
	{BOOK_REGISTER, 0, N_("Papers that went out, by number; the next number of each type.")},
	{BOOK_SIGNER, 0, N_("Who signs for the committee, the office, each cell, from – until.")},
};

static const struct row *at(const void *row)
{
	return row;
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void count_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->count);
}

static void what_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(all[at(row)->row.id - 1].what));
}

static const struct column columns[] = {
	{N_("Book"), .min = 42, .ideal = 42, .find = true, .text = name_text},
	{N_("Records"), .min = 16, .ideal = 18, .text = count_text},
	{N_("What is kept in it"), .min = 40, .ideal = 60, .grow = true, .drop = 1, .find = true,
		.text = what_text},
	{0}};

enum { ACT_OPEN = 1 };
static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open this book."), ACTION_ROW}, {0}};

static long count_open(const struct book_rows *rows)
{
	long n = 0;
	for (size_t i = 0; i < rows->n; i++)
		n += !*book_text(BOOK_OBSTACLE, &rows->v[i], "ended_on");
	return n;
}

static int count(struct db *db, size_t i, char *ret, size_t size, struct err *err)
{
	int year = clock_today().year;
	bool is_of_year = book_of(all[i].kind)->has_days && all[i].kind != BOOK_STAFF;
	struct book_query q = {.parent = all[i].parent};
	struct book_rows rows = {0};
	if (is_of_year) {
		q.from = (struct date){(short)year, 1, 1};
		q.to = (struct date){(short)year, 12, 31};
	}
	int r = book_read(db, all[i].kind, &q, &rows, err);
	if (r)
		return r;
	if (is_of_year)
		snprintf(ret, size, _("%zu in %d"), rows.n, year);
	else if (all[i].kind == BOOK_OBSTACLE)
		snprintf(ret, size, _("%ld open of %zu"), count_open(&rows), rows.n);
	else
		snprintf(ret, size, _("%zu in all"), rows.n);
	book_rows_done(&rows);
	return 0;
}

static const char *name_of(size_t i)
{
	return all[i].kind == BOOK_TERM ? term_list_label((enum term_list)all[i].parent)
					: book_of(all[i].kind)->title;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct books_ctx *c = ctx;
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(all); i++) {
		struct row row = {.row = {(int64_t)i + 1}};
		if (all[i].kind == BOOK_TERM)
			snprintf(row.name, sizeof row.name, _("List: %s"), _(name_of(i)));
		else
			snprintf(row.name, sizeof row.name, "%s", _(name_of(i)));
		r = count(c->db, i, row.count, sizeof row.count, err);
		if (!r)
			r = list_add(list, &row, err);
	}
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	size_t i = (size_t)on->ids[0] - 1;
	const struct book_query q = {.parent = all[i].parent};
	(void)ctx;
	return action == ACT_OPEN ? book_open(app, all[i].kind, &q, NULL, err) : 0;
}

static const struct list_ops ops = {
	.name = "books",
	.title = N_("Books of the sourcing work"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.act = act,
	.done = free,
};

int books_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct books_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	return list_open(app, &ops, c, err);
}
