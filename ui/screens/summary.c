/* Tổng hợp kết nạp and the other reports: the paper on screen, every figure a door to the names
 * behind it; then to the printer or into a file. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/book.h"
#include "ui/screens/doc_page.h"
#include "ui/screens/frozen.h"
#include "ui/screens/report_file.h"
#include "ui/screens/report_form.h"
#include "ui/screens/screens.h"

enum { DOOR_FIGURE = 1 };
enum {
	ACT_PRINT = 1,
	ACT_VIEW,
	ACT_SAVE,
	ACT_PERIOD,
	ACT_EARLIER,
	ACT_LATER,
	ACT_TERM,
	ACT_REPORT,
	ACT_REGISTER,
	ACT_LISTS,
	ACT_DATA,
	ACT_KEEP,
	ACT_KEPT,
};

struct summary {
	struct db *db;
	struct report_request q;
	struct report *report;
	void *rows_ctx; /* of q.rows */
	void (*rows_done)(void *ctx);
	int width; /* that the page was laid out for: the same again means that the data have
		      changed */
};

static const struct action actions[] = {{ACT_PRINT, "p", N_("print"), N_("Print the paper.")},
	{ACT_VIEW, "x", N_("pages"), N_("The pages of the paper as they will be printed.")},
	{ACT_SAVE, "s F2", N_("save"),
		N_("Save the paper as PDF, for Word, for Excel, or as text, CSV, JSON.")},
	{ACT_PERIOD, "e F4", N_("period"), N_("Choose another period, report or cell.")},
	{ACT_REPORT, "o", N_("other report"), N_("Another report of the same period.")},
	{ACT_EARLIER, "[", N_("year before"), N_("The same period a year before.")},
	{ACT_LATER, "]", N_("year after"), N_("The same period a year after.")},
	{ACT_TERM, "t", N_("term"), N_("The whole term.")},
	{ACT_LISTS, "l", N_("lists"),
		N_("Lists of people with chosen columns: sympathisers, probation, admitted …")},
	{ACT_DATA, "d", N_("data out"),
		N_("Lists for Excel or CSV, empty forms to fill in, the whole database.")},
	{ACT_REGISTER, "v", N_("register"),
		N_("The register of papers: what went out, under which number.")},
	{ACT_KEEP, "g", N_("keep as sent"),
		N_("Keep the report as it is sent: it will say the same years later."),
		ACTION_WRITE},
	{ACT_KEPT, "k", N_("sent reports"),
		N_("The reports that were kept, and what the records say otherwise now.")},
	{0}};

static int make(struct summary *s, const struct report_request *q, struct err *err)
{
	struct report *report;
	struct report_request whole = *q;
	whole.with_overdue = true; /* before the meeting all of it is wanted */
	int r = report_make(s->db, &whole, &report, err);
	if (r)
		return r;
	report_free(s->report);
	s->report = report;
	s->q = *q;
	s->width = 0;
	return 0;
}

static int build(void *ctx, struct page *p, struct err *err)
{
	struct summary *s = ctx;
	if (s->width == page_width(p)) {
		int r = make(s, &s->q, err);
		if (r)
			return r;
	}
	doc_page(p, report_doc(s->report), DOOR_FIGURE);
	s->width = page_width(p);
	return 0;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct summary *s = ctx;
	const struct doc *d = report_doc(s->report);
	strbuf_addf(ret, "%s · %s", _(report_title(s->q.kind)), d->subtitle ? d->subtitle : "");
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct summary *s = ctx;
	struct report_people people;
	struct strbuf title = {0};
	int r = report_people(s->report, (int)door.a, &people, err);
	if (r)
		return r;
	doc_door_title(report_doc(s->report), (int)door.a, &title);
	r = people_open(app, strbuf_str(&title), people.v, people.n, err);
	strbuf_done(&title);
	report_people_done(&people);
	return r;
}

static struct date shift(struct date d, int years)
{
	return date_add_months(d, years * 12);
}

static int ask_report(struct app *app, int kind)
{
	struct choice choices[REPORT_KINDS + 1] = {0};
	for (int i = 0; i < REPORT_KINDS; i++)
		choices[i] = (struct choice){
			report_name((enum report_kind)i), report_title((enum report_kind)i)};
	return ask_choice(app, _("Which report?"), choices, kind);
}

static int keep(struct app *app, const struct report_request *q, struct err *err)
{
	struct report_request whole = *q;
	int64_t id;
	whole.with_overdue = true;
	int r = frozen_keep_form(app, &whole, &id, err);
	if (!r)
		app_say(app, "%s", _("The report is kept as it was sent; k lists them."));
	return r;
}

static bool can(void *ctx, int action, struct door on)
{
	const struct summary *s = ctx;
	(void)on;
	/* what a list showed cannot be asked for again */
	return action != ACT_KEEP || !s->q.rows;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct summary *s = ctx;
	struct report_request q = s->q;
	int r = 0;
	(void)on;
	switch (action) {
	case ACT_LISTS:
		return rosters_open(app, err);
	case ACT_DATA:
		return export_open(app, err);
	case ACT_REGISTER:
		return book_open(app, BOOK_REGISTER, &(struct book_query){0}, NULL, err);
	case ACT_PRINT:
		return report_print(app, s->report, &q, err);
	case ACT_VIEW:
		/* another one is made only when this screen is on top again */
		return report_pages(app, s->report, &q, err);
	case ACT_SAVE:
		return report_save(app, s->report, &q, err);
	case ACT_KEEP:
		return keep(app, &q, err);
	case ACT_KEPT:
		return frozen_list_open(app, err);
	case ACT_PERIOD:
		r = report_form(app, &q, err);
		break;
	case ACT_EARLIER:
	case ACT_LATER:
		q.from = shift(q.from, action == ACT_LATER ? 1 : -1);
		q.to = shift(q.to, action == ACT_LATER ? 1 : -1);
		break;
	case ACT_TERM:
		r = report_term(s->db, clock_today().year, &q, err);
		break;
	case ACT_REPORT:
		r = ask_report(app, (int)q.kind);
		if (r >= 0) {
			q.kind = (enum report_kind)r;
			r = 0;
		}
		break;
	}
	/* another period is no longer what a list showed */
	q.rows = NULL;
	q.only = NULL;
	return r ? r : make(s, &q, err);
}

static void done(void *ctx)
{
	struct summary *s = ctx;
	report_free(s->report);
	if (s->rows_done)
		s->rows_done(s->rows_ctx);
	free(s);
}

static const struct page_ops ops = {
	.name = "summary",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open,
	.done = done,
};

int report_open_rows(struct app *app, const struct report_request *q, void (*rows_done)(void *ctx),
	struct err *err)
{
	const struct office *office = app_data(app);
	struct report_request whole = *q;
	struct summary *s = mem_alloc(sizeof *s);
	if (!s) {
		if (rows_done)
			rows_done(q->rows_ctx);
		return ERR_OOM(err);
	}
	whole.user = office->by.actor;
	s->db = office->db;
	s->rows_ctx = q->rows_ctx;
	s->rows_done = rows_done;
	int r = make(s, &whole, err);
	if (r) {
		done(s);
		return r;
	}
	return page_open(app, &ops, s, err);
}

int report_open_cell(struct app *app, enum report_kind kind, struct cell_id cell, struct date from,
	struct date to, struct err *err)
{
	const struct report_request q = {.kind = kind, .from = from, .to = to, .cell = cell};
	return report_open_rows(app, &q, NULL, err);
}

int report_open(
	struct app *app, enum report_kind kind, struct date from, struct date to, struct err *err)
{
	return report_open_cell(app, kind, (struct cell_id){0}, from, to, err);
}

int summary_open(struct app *app, struct err *err)
{
	int year = clock_today().year;
	return report_open(
		app, REPORT_ADMISSIONS, report_year_from(year), report_year_to(year), err);
}
