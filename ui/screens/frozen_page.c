/* A report that was sent, as it was; and beside it, what the records say otherwise now. */
#include "base/i18n.h"
#include "base/mem.h"
#include "report/corrections.h"
#include "report/frozen.h"
#include "ui/page.h"
#include "ui/screens/doc_page.h"
#include "ui/screens/frozen.h"
#include "ui/screens/report_file.h"

#include <stdlib.h>

enum { DOOR_FIGURE = 1 };
enum { ACT_PRINT = 1, ACT_VIEW, ACT_SAVE, ACT_CORRECTIONS, ACT_SENT };

struct frozen_page {
	struct db *db;
	const char *user;
	int64_t id;
	struct frozen_row row;
	struct report_request q; /* what its file is called after */
	struct report *report;
	bool is_corrections;
	long differs; /* in how many places the records say otherwise now; -1: not known yet */
};

static const struct action actions[] = {
	{ACT_CORRECTIONS, "c", N_("corrections"), N_("What the records say otherwise now.")},
	{ACT_PRINT, "p", N_("print"), N_("Print the paper.")},
	{ACT_VIEW, "x", N_("pages"), N_("The pages of the paper as they will be printed.")},
	{ACT_SAVE, "s F2", N_("save"),
		N_("Save the paper as PDF, for Word, for Excel, or as text, CSV, JSON.")},
	{ACT_SENT, "e F4", N_("sending"), N_("Number of the paper, when it was sent and to whom."),
		ACTION_WRITE},
	{0}};
static const struct action actions_of_corrections[] = {
	{ACT_PRINT, "p", N_("print"), N_("Print the paper.")},
	{ACT_VIEW, "x", N_("pages"), N_("The pages of the paper as they will be printed.")},
	{ACT_SAVE, "s F2", N_("save"),
		N_("Save the paper as PDF, for Word, for Excel, or as text, CSV, JSON.")},
	{0}};

static int read_page(struct frozen_page *p, struct err *err)
{
	struct frozen_row row;
	struct report *report = NULL;
	int r = frozen_row_load(p->db, p->id, &row, err);
	if (r)
		return r;
	r = p->is_corrections ? corrections_make(p->db, p->id, p->user, &report, err)
			      : frozen_open(p->db, p->id, &report, err);
	if (r) {
		frozen_row_done(&row);
		return r;
	}
	report_free(p->report);
	frozen_row_done(&p->row);
	p->report = report;
	p->row = row;
	/* of a report that only a later program knows, the first one's name has to do */
	frozen_request(&p->row, &p->q, NULL);
	return 0;
}

/* What kind of page this is, before all else. */
static void add_note(const struct frozen_page *p, struct page *page)
{
	char sent[DATE_TEXT];
	struct strbuf b = {0};
	strbuf_add(&b, _("As it was kept"));
	if (p->row.paper_no)
		strbuf_addf(&b, _("; number %s"), p->row.paper_no);
	if (date_is_set(p->row.sent_on))
		strbuf_addf(&b, _("; sent on %s"), date_to_user(p->row.sent_on, sent));
	if (p->row.sent_to)
		strbuf_addf(&b, " %s %s", C_("sent", "to"), p->row.sent_to);
	strbuf_add(&b, _(". Nothing recorded since is in it."));
	if (p->differs == 0)
		strbuf_addf(&b, " %s", _("The records still say what the paper says."));
	else if (p->differs > 0)
		strbuf_addf(&b,
			P_(" The records say otherwise now in %ld place: key c.",
				" The records say otherwise now in %ld places: key c.",
				(unsigned long)p->differs),
			p->differs);
	page_line(page);
	page_wrap(page, STYLE_WARN, 0, strbuf_str(&b));
	page_line(page);
	strbuf_done(&b);
}

/* ---- corrections where there is little room: what would be cut in a table stands on lines of its own ---- */

enum { TABLE_CELLS = 110 };

static void add_row(struct page *page, const struct doc_table *t, const struct doc_row *row)
{
	struct strbuf b = {0};
	int door = 0;
	for (size_t c = 0; c < t->column_count; c++) {
		const char *text = row->cells[c].text;
		door = door ? door : row->cells[c].door;
		if (!text || !*text)
			continue;
		if (b.len)
			strbuf_addf(&b, "; %s: %s", t->columns[c].title, text);
		else
			strbuf_add(&b, text);
	}
	page_line(page);
	if (door)
		page_door(page, (struct door){DOOR_FIGURE, door, 0}, 0, -1, "•");
	else
		page_text(page, STYLE_DIM, "•");
	page_text(page, STYLE_NORMAL, " ");
	page_wrap(page, STYLE_NORMAL, 2, strbuf_str(&b));
	strbuf_done(&b);
}

static void add_lines(struct page *page, const struct doc *d)
{
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind == DOC_TABLE) {
			for (size_t r = 0; r < b->table.row_count; r++)
				add_row(page, &b->table, &b->table.rows[r]);
			continue;
		}
		page_line(page);
		page_line(page);
		if (b->kind == DOC_HEADING)
			page_text(page, STYLE_HEAD, b->text);
		else
			page_wrap(page, STYLE_NORMAL, 0, b->text);
	}
}

static int build(void *ctx, struct page *page, struct err *err)
{
	struct frozen_page *p = ctx;
	int r = read_page(p, err);
	if (r)
		return r;
	if (!p->is_corrections)
		add_note(p, page);
	if (p->is_corrections && page_width(page) < TABLE_CELLS)
		add_lines(page, report_doc(p->report));
	else
		doc_page(page, report_doc(p->report), DOOR_FIGURE);
	return 0;
}

/* Making the same report again takes its time: after the paper stands there. */
static int count_differences(void *ctx, bool anew, struct err *err)
{
	struct frozen_page *p = ctx;
	struct report *corrections = NULL;
	if (p->is_corrections || (!anew && p->differs >= 0))
		return 0;
	int r = corrections_make(p->db, p->id, p->user, &corrections, err);
	/* of a report that only a later program knows nothing is said */
	if (r == ERR_NEWER)
		return 0;
	if (r)
		return r;
	p->differs = corrections_count(corrections);
	report_free(corrections);
	return 0;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct frozen_page *p = ctx;
	const struct doc *d = report_doc(p->report);
	strbuf_addf(ret, p->is_corrections ? _("Corrections · %s") : _("Kept report · %s"),
		d->title ? d->title : "");
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	const struct frozen_page *p = ctx;
	struct strbuf title = {0};
	struct report_people people;
	int r = 0;
	doc_door_title(report_doc(p->report), (int)door.a, &title);
	if (!p->is_corrections)
		r = frozen_people_open(app, p->report, (int)door.a, strbuf_str(&title), err);
	else if (!(r = report_people(p->report, (int)door.a, &people, err))) {
		r = people_open(app, strbuf_str(&title), people.v, people.n, err);
		report_people_done(&people);
	}
	strbuf_done(&title);
	return r;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct frozen_page *p = ctx;
	(void)on;
	switch (action) {
	case ACT_PRINT:
		return report_print(app, p->report, &p->q, err);
	case ACT_VIEW:
		return report_pages(app, p->report, &p->q, err);
	case ACT_SAVE:
		return report_save(app, p->report, &p->q, err);
	case ACT_CORRECTIONS:
		return corrections_page_open(app, p->id, err);
	default:
		return frozen_sent_form(app, p->id, err);
	}
}

static void done(void *ctx)
{
	struct frozen_page *p = ctx;
	report_free(p->report);
	frozen_row_done(&p->row);
	free(p);
}

static const struct page_ops ops = {
	.name = "frozen-report",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.later = count_differences,
	.act = act,
	.open = open,
	.done = done,
};
static const struct page_ops ops_of_corrections = {
	.name = "corrections",
	.title_text = title_text,
	.actions = actions_of_corrections,
	.build = build,
	.act = act,
	.open = open,
	.done = done,
};

static int open_page(struct app *app, int64_t id, bool is_corrections, struct err *err)
{
	const struct office *office = app_data(app);
	struct frozen_page *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->db = office->db;
	p->user = office->by.actor;
	p->id = id;
	p->is_corrections = is_corrections;
	p->differs = -1;
	int r = read_page(p, err);
	if (r) {
		done(p);
		return r;
	}
	return page_open(app, is_corrections ? &ops_of_corrections : &ops, p, err);
}

int frozen_page_open(struct app *app, int64_t id, struct err *err)
{
	return open_page(app, id, false, err);
}

int corrections_page_open(struct app *app, int64_t id, struct err *err)
{
	return open_page(app, id, true, err);
}
