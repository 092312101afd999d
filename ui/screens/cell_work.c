/* What one cell does for sources in a year: why nobody is admitted first, then every book with what it has of the
 * cell, each line a door. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/cell_map.h"
#include "ui/page.h"
#include "ui/screens/book.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>

struct cell_work_page {
	struct db *db;
	struct cell_id cell;
	int year;
};

enum { ACT_SHEET = 1, ACT_PROPOSE, ACT_CELL, ACT_TASKS, ACT_BEFORE, ACT_AFTER, ACT_PRINT };
enum {
	DOOR_BOOK = 1,
	DOOR_DUTIES,
	DOOR_MONTH,
	DOOR_PIPELINE,
	DOOR_UNCOVERED,
	DOOR_MENTORS,
	DOOR_TARGETS
};

static const struct action actions[] = {
	{ACT_SHEET, "m", N_("reports"), N_("The sheet of monthly reports of this cell.")},
	{ACT_PROPOSE, "a F7", N_("propose"), N_("Somebody is proposed as a source."), ACTION_WRITE},
	{ACT_TASKS, "t", N_("tasks"), N_("What is to be done for people of this cell.")},
	{ACT_CELL, "c", N_("cell"), N_("Open the page of this cell.")},
	{ACT_PRINT, "p", N_("print"), N_("The sourcing work of this cell, to print or to save.")},
	{ACT_BEFORE, "[", N_("year before"), N_("The year before.")},
	{ACT_AFTER, "]", N_("year after"), N_("The year after.")}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct cell_work_page *p = ctx;
	CLEANUP_FREE char *name = NULL;
	if (!cell_name(p->db, p->cell, (struct date){0}, &name, NULL))
		strbuf_add(ret, name);
	strbuf_addf(ret, _(" · sources, year %d"), p->year);
}

enum { LABEL = 34, LABEL_OF_BOOK = 40, MONTH = 7 }; /* cells */

static struct book_query of_year(const struct cell_work_page *p, enum book_kind kind)
{
	struct book_query q = {.cell = p->cell};
	if (book_of(kind)->has_days) {
		q.from = report_year_from(p->year);
		q.to = report_year_to(p->year);
	}
	return q;
}

/* ---- laying out ------------------------------------------------------------------------------------ */

static void line_of(struct page *page, struct door door, int label_cells, const char *label,
	const char *value, enum style style)
{
	page_line(page);
	if (door.kind)
		page_line_door(page, door);
	page_cell(page, STYLE_DIM, label_cells, -1, label);
	page_text(page, style, value);
}

static void line(
	struct page *page, struct door door, const char *label, const char *value, enum style style)
{
	line_of(page, door, LABEL, label, value, style);
}

static void add_why(struct page *page, const struct cell_map_row *r)
{
	struct strbuf b = {0};
	char last[DATE_TEXT];
	const struct cell_figures *f = r->figures;
	if (f->is_dry) {
		if (date_is_set(f->last_admission))
			strbuf_addf(&b, _("Nobody admitted since %s"),
				date_to_user(f->last_admission, last));
		else
			strbuf_add(&b, _("Nobody was ever admitted"));
		strbuf_add(&b, ": ");
	} else {
		strbuf_add(&b, _("Look at this: "));
	}
	dry_reasons_add(&b, r->reasons);
	page_line(page);
	if (r->reasons || f->is_dry)
		page_wrap(page, f->is_dry ? STYLE_BAD : STYLE_WARN, 2, strbuf_str(&b));
	else
		page_text(page, STYLE_GOOD, _("Nothing is missing."));
	strbuf_done(&b);
	page_line(page);
}

static void add_resolution(struct page *page, const struct cell_work *w)
{
	char text[200], on[DATE_TEXT];
	if (w->resolution)
		snprintf(text, sizeof text, "%s%s%s", *w->number ? w->number : _("no number"),
			date_is_set(w->resolution_on) ? ", " : "",
			date_to_user(w->resolution_on, on));
	else
		snprintf(text, sizeof text, "%s", _("none"));
	line(page, (struct door){DOOR_BOOK, BOOK_RESOLUTION, 0}, _("Resolution on sources"), text,
		w->resolution ? STYLE_NORMAL : STYLE_BAD);
	if (!w->resolution)
		return;
	snprintf(text, sizeof text, _("members %ld, associations %ld; to find %ld"), w->members,
		w->associations, w->find);
	line(page, (struct door){DOOR_DUTIES, w->resolution, 0}, _("Duties"), text,
		w->members + w->associations ? STYLE_NORMAL : STYLE_BAD);
}

/* Twelve doors: "1 ●  2 ◐ 3/5 …". */
static void add_months(struct page *page, const struct cell_work *w)
{
	page_line(page);
	page_text(page, STYLE_NORMAL, "  ");
	page_cell(page, STYLE_DIM, LABEL, -1, _("Monthly reports"));
	for (int m = 1; m <= 12; m++) {
		const struct work_month *at = &w->months[m - 1];
		struct strbuf b = {0};
		if (m == 7) {
			page_line(page);
			page_to(page, LABEL + 2);
		}
		strbuf_addf(&b, "%d", m);
		month_marks_add(&b, w, m, m);
		if (at->due && at->made < at->due)
			strbuf_addf(&b, "%ld/%ld", at->made, at->due);
		page_door(page, (struct door){DOOR_MONTH, m, 0}, MONTH, -1, strbuf_str(&b));
		strbuf_done(&b);
	}
}

static void add_people(struct page *page, const struct cell_map_row *r)
{
	const struct cell_work *w = r->work;
	const struct cell_figures *f = r->figures;
	char text[120], last[DATE_TEXT];
	snprintf(text, sizeof text, "%ld", w->names);
	line(page, (struct door){DOOR_BOOK, BOOK_PROPOSAL, 0}, _("Named this year"), text,
		STYLE_NORMAL);
	snprintf(text, sizeof text, "%ld", f->in_pipeline);
	line(page, (struct door){DOOR_PIPELINE, 0, 0}, _("On the way now"), text, STYLE_NORMAL);
	snprintf(text, sizeof text, "%ld", w->obstacles);
	line(page, (struct door){DOOR_BOOK, BOOK_OBSTACLE, 0}, _("of them with an obstacle"), text,
		w->obstacles ? STYLE_WARN : STYLE_NORMAL);
	snprintf(text, sizeof text, "%ld", w->uncovered);
	if (w->uncovered >= 0)
		line(page, (struct door){DOOR_UNCOVERED, 0, 0}, _("of them without a mentor"), text,
			w->uncovered ? STYLE_WARN : STYLE_NORMAL);
	snprintf(text, sizeof text, "%ld", w->mentors);
	line(page, (struct door){DOOR_MENTORS, 0, 0}, _("Mentors at work"), text, STYLE_NORMAL);
	if (f->target >= 0)
		snprintf(text, sizeof text, _("%ld of %ld; the latest on %s"), f->admitted,
			f->target, date_to_user(f->last_admission, last));
	else
		snprintf(text, sizeof text, _("%ld, no target; the latest on %s"), f->admitted,
			date_to_user(f->last_admission, last));
	if (!date_is_set(f->last_admission))
		snprintf(text, sizeof text, f->target >= 0 ? _("%ld of %ld") : "%ld", f->admitted,
			f->target);
	line(page, (struct door){DOOR_TARGETS, 0, 0}, _("Admitted"), text, STYLE_NORMAL);
}

static void add_committee(struct page *page, const struct cell_map_row *r)
{
	const struct cell_work *w = r->work;
	const char *overseer = r->figures->cell.overseer;
	char text[240], last[DATE_TEXT];
	line(page, (struct door){DOOR_BOOK, BOOK_OVERSIGHT, 0}, _("In charge"),
		overseer ? overseer : "-", STYLE_NORMAL);
	if (date_is_set(w->last_meeting))
		snprintf(text, sizeof text, _("last there on %s"),
			date_to_user(w->last_meeting, last));
	else
		snprintf(text, sizeof text, "%s", _("nobody was there yet"));
	line(page, (struct door){DOOR_BOOK, BOOK_MEETING, 0}, _("Attendance at cells"), text,
		STYLE_NORMAL);
	if (w->requests) {
		snprintf(text, sizeof text,
			P_("%ld not done", "%ld not done", (unsigned long)w->requests),
			w->requests);
		line(page, (struct door){DOOR_BOOK, BOOK_MEETING, 0}, _("What was asked for"), text,
			STYLE_WARN);
	}
}

/* The other books with how many records they have of the cell. */
static int add_books(
	struct db *db, struct page *page, const struct cell_work_page *p, struct err *err)
{
	static const enum book_kind kinds[] = {BOOK_VISIT, BOOK_HEAD, BOOK_ACTIVITY, BOOK_REVIEW,
		BOOK_DIRECTIVE_CELL, BOOK_BRIEFING, BOOK_STAFF, BOOK_CAUSE};
	int r = 0;
	page_line(page);
	for (size_t i = 0; !r && i < ARRAY_LEN(kinds); i++) {
		const struct book_query q = of_year(p, kinds[i]);
		struct book_rows rows = {0};
		char n[24];
		r = book_read(db, kinds[i], &q, &rows, err);
		snprintf(n, sizeof n, "%zu", rows.n);
		book_rows_done(&rows);
		if (!r)
			line_of(page, (struct door){DOOR_BOOK, kinds[i], 0}, LABEL_OF_BOOK,
				_(book_of(kinds[i])->title), n, STYLE_NORMAL);
	}
	return r;
}

static int build(void *ctx, struct page *page, struct err *err)
{
	const struct cell_work_page *p = ctx;
	struct cell_map map;
	int r = cell_map_make(p->db, p->year, p->cell, &map, err);
	if (r)
		return r;
	if (map.n) {
		const struct cell_map_row *row = &map.rows[0];
		add_why(page, row);
		add_resolution(page, row->work);
		add_months(page, row->work);
		add_people(page, row);
		add_committee(page, row);
		r = add_books(p->db, page, p, err);
	}
	cell_map_done(&map);
	return r;
}

/* ---- acting ---------------------------------------------------------------------------------------- */

int cell_work_sheet(struct app *app, struct cell_id cell, int year, struct err *err)
{
	struct date today = clock_today(),
		    before = date_add_months((struct date){today.year, today.month, 1}, -1);
	bool is_past = year < before.year;
	return sheet_open(
		app, cell, is_past ? year : before.year, is_past ? 12 : before.month, err);
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct cell_work_page *p = ctx;
	(void)on;
	switch (action) {
	case ACT_SHEET:
		return cell_work_sheet(app, p->cell, p->year, err);
	case ACT_PROPOSE:
		return propose_form(app, &(struct proposing){.cell = p->cell}, NULL, err);
	case ACT_TASKS:
		return tasks_open_cell(app, p->cell, err);
	case ACT_CELL:
		return cell_page_open(app, p->cell, err);
	case ACT_BEFORE:
		p->year--;
		return 0;
	case ACT_AFTER:
		p->year += p->year < clock_today().year;
		return 0;
	case ACT_PRINT:
		return report_open_cell(app, REPORT_SOURCING, p->cell, report_year_from(p->year),
			report_year_to(p->year), err);
	default:
		return 0;
	}
}

static int open_book(
	struct app *app, const struct cell_work_page *p, enum book_kind kind, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	const struct book_query q = of_year(p, kind);
	int r = cell_name(p->db, p->cell, (struct date){0}, &name, err);
	return r ? r : book_open(app, kind, &q, cell_short_name(name), err);
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct cell_work_page *p = ctx;
	switch (door.kind) {
	case DOOR_BOOK:
		return open_book(app, p, (enum book_kind)door.a, err);
	case DOOR_DUTIES:
		return book_open(app, BOOK_DUTY, &(struct book_query){.parent = door.a}, NULL, err);
	case DOOR_MONTH:
		return sheet_open(app, p->cell, p->year, (int)door.a, err);
	case DOOR_PIPELINE:
		return candidates_open_filtered(app, p->cell, STAGE_NONE, false, err);
	case DOOR_UNCOVERED:
		return candidates_open_filtered(app, p->cell, STAGE_NONE, true, err);
	case DOOR_MENTORS:
		return mentors_open_by_mentor(app, err);
	case DOOR_TARGETS:
		return targets_open(app, err);
	default:
		return 0;
	}
}

static const struct page_ops ops = {
	.name = "cell-work",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.act = act,
	.open = open_door,
	.done = free,
};

int cell_work_open(struct app *app, struct cell_id cell, int year, struct err *err)
{
	const struct office *office = app_data(app);
	struct cell_work_page *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->db = office->db;
	p->cell = cell;
	p->year = year ? year : clock_today().year;
	return page_open(app, &ops, p, err);
}
