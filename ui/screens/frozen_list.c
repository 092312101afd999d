/* Bản đã gửi: the reports that were kept, the latest first. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/frozen.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/frozen.h"

#include <stdlib.h>

struct frozen_list {
	struct db *db;
};

struct row {
	struct list_row row;
	int64_t rev;
	struct date from, to, as_of, sent_on;
	char title[200], number[60], sent_to[200];
};

enum { SORT_SENT = 1, SORT_TITLE };
enum { ACT_OPEN = 1, ACT_CORRECTIONS, ACT_SENT, ACT_REMOVE };

static const struct row *at(const void *row)
{
	return row;
}

static void add_date(struct strbuf *ret, struct date d)
{
	char buf[DATE_TEXT];
	strbuf_add(ret, date_to_user(d, buf));
}

static void title_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->title);
}

static bool is_year(const struct row *r)
{
	return r->from.year == r->to.year && r->from.month == 1 && r->from.day == 1 &&
	       r->to.month == 12 && r->to.day == 31;
}

static void period_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct row *r = at(row);
	(void)ctx;
	if (is_year(r)) {
		strbuf_addf(ret, _("year %d"), r->to.year);
		return;
	}
	add_date(ret, r->from);
	strbuf_add(ret, "-");
	add_date(ret, r->to);
}

static void number_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->number);
}

static void sent_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	add_date(ret, at(row)->sent_on);
}

static void to_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->sent_to);
}

static void as_of_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	add_date(ret, at(row)->as_of);
}

static int by_sent(const void *x, const void *y)
{
	return date_cmp(at(x)->sent_on, at(y)->sent_on);
}

static const struct column columns[] = {
	{N_("Report"), .min = 34, .ideal = 34, .grow = true, .sort = SORT_TITLE, .find = true,
		.text = title_text},
	{N_("Period"), .min = 10, .ideal = 21, .text = period_text},
	{N_("Paper number"), .min = 10, .ideal = 14, .find = true, .text = number_text},
	{N_("Sent on"), .min = 10, .ideal = 10, .sort = SORT_SENT, .text = sent_text,
		.compare = by_sent},
	{N_("Sent to"), .min = 10, .ideal = 20, .drop = 1, .find = true, .text = to_text},
	{N_("As it stood on"), .min = 10, .ideal = 13, .drop = 2, .text = as_of_text}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("The report as it was sent."), ACTION_ROW},
	{ACT_CORRECTIONS, "c", N_("corrections"), N_("What the records say otherwise now."),
		ACTION_ROW},
	{ACT_SENT, "e F4", N_("sending"), N_("Number of the paper, when it was sent and to whom."),
		ACTION_ROW | ACTION_WRITE},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Remove one that was kept by mistake."),
		ACTION_ROW | ACTION_WRITE},
	{0}};

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct frozen_list *l = ctx;
	struct frozen_rows rows;
	int r = frozen_rows_read(l->db, &rows, err);
	if (r)
		return r;
	VEC_EACH (f, &rows) {
		struct row row = {.row = {f->id},
			.rev = f->rev,
			.from = f->from,
			.to = f->to,
			.as_of = date_min(f->to, f->as_of),
			.sent_on = f->sent_on};
		str_fit(row.title, sizeof row.title, f->title);
		str_fit(row.number, sizeof row.number, f->paper_no);
		str_fit(row.sent_to, sizeof row.sent_to, f->sent_to);
		if (!r)
			r = list_add(list, &row, err);
	}
	frozen_rows_done(&rows);
	return r;
}

static int remove_one(struct app *app, const struct row *row, struct err *err)
{
	const struct office *office = app_data(app);
	int64_t id = row->row.id, rev = row->rev;
	CLEANUP_FREE char *title = mem_strdup(row->title);
	if (!title)
		return ERR_OOM(err);
	if (!ask_confirm(app, _("Remove the kept report?"), title, _("Remove")))
		return ERR_STOPPED;
	int r = frozen_remove(office->db, &office->by, id, rev, err);
	if (!r)
		app_say(app, "%s", _("Removed."));
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	int64_t id = on->ids[0];
	(void)ctx;
	switch (action) {
	case ACT_OPEN:
		return frozen_page_open(app, id, err);
	case ACT_CORRECTIONS:
		return corrections_page_open(app, id, err);
	case ACT_SENT:
		return frozen_sent_form(app, id, err);
	default:
		return remove_one(app, on->row, err);
	}
}

static const struct list_ops ops = {
	.name = "frozen",
	.title = N_("Reports that were sent"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("No report was kept yet: g in a report keeps it as it was sent."),
	.act = act,
	.done = free,
};

int frozen_list_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct frozen_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->db = office->db;
	return list_open(app, &ops, l, err);
}
