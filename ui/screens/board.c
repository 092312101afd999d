/* The pipeline: cells down, steps across; a number opens its people. One window of cells is read by
 * key; what needs every candidate or every admission comes when nobody types. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/task.h"
#include "report/figures.h"
#include "ui/list_view.h"
#include "ui/page.h"
#include "ui/screens/person_form.h"
#include "ui/screens/screens.h"
#include "ui/term.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum stage steps[] = {STAGE_FOUND, STAGE_LISTED, STAGE_MENTORED, STAGE_CLASS,
	STAGE_PAPERS, STAGE_DOSSIER, STAGE_CELL_VOTE, STAGE_COMMITTEE, STAGE_DECISION,
	STAGE_PROBATION};

enum { NAME_MIN = 7, NAME_MAX = 40, YEARS = 3, COLUMN = 5, WINDOW = 200 };
enum { DOOR_PEOPLE = 1, DOOR_CELL_PAGE, DOOR_LATE };
enum { ACT_LIST = 1, ACT_FIND, ACT_ADD, ACT_PRINT, ACT_MORE, ACT_BACK };

struct counts {
	long at[ARRAY_LEN(steps)], all;
	bool uncovered;
};

struct dry {
	int64_t cell;
	int years; /* -1: never */
};

/* Something is overdue there, or blocked. */
struct late {
	int64_t cell;
	enum task_set set;
};

struct board {
	struct db *db;
	VEC(struct cell_id) passed; /* the last cell of each window before this one */
	struct cell_id last;	    /* of this one */
	bool has_more;
	/* read later */
	enum { READ_TOTALS, READ_LATE, READ_DRY } next;
	bool has_totals;
	struct counts totals;
	VEC(int64_t) cells; /* of this window */
	VEC(struct late) late;
	VEC(struct dry) dry;
};

static const struct action actions[] = {
	{ACT_LIST, "l", N_("list"), N_("All candidates as a list.")},
	{ACT_FIND, "/ F3", N_("search"), N_("Search among all candidates as you type.")},
	{ACT_ADD, "a F7", N_("add"), N_("Add a candidate."), ACTION_WRITE},
	{ACT_PRINT, "p", N_("print"), N_("The pipeline as a paper, to print or to save.")},
	{ACT_MORE, "]", N_("more cells"), N_("The cells that follow.")},
	{ACT_BACK, "[", N_("cells before"), N_("The cells before.")}, {0}};

/* ---- counting -------------------------------------------------------------------------------- */

static int count_stages(struct db_stmt *s, struct counts *ret, struct err *err)
{
	struct counts c = {0};
	int r;
	while ((r = db_step(s, err)) == 1)
		for (size_t i = 0; i < ARRAY_LEN(steps); i++)
			if (db_int(s, "stage") == (int)steps[i]) {
				c.at[i] = (long)db_int(s, "n");
				c.all += c.at[i];
			}
	if (!r)
		*ret = c;
	return r;
}

static int count_cell(struct db *db, int64_t cell, struct counts *ret, struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_CELL_STAGES, err);
	db_bind_int(s, "cell", cell);
	int r = count_stages(s, ret, err);
	if (r)
		return r;
	s = db_begin(db, DBQ_CELL_UNCOVERED, err);
	db_bind_int(s, "cell", cell);
	r = db_number(s, 0, &n, err);
	ret->uncovered = n > 0;
	return r;
}

static int read_dry(struct board *b, struct err *err)
{
	struct figures f;
	int r = figures_cells(b->db, clock_today(), &f, err);
	if (r)
		return r;
	b->dry.n = 0;
	VEC_EACH (c, &f.cells) {
		struct dry d = {c->cell.id.v, c->years_without};
		if (!r && c->is_dry && !VEC_PUSH(&b->dry, d))
			r = ERR_OOM(err);
	}
	figures_done(&f);
	return r;
}

/* One row is enough: there is no need to count them. */
static int read_late_cell(struct board *b, int64_t cell, struct err *err)
{
	static const enum task_set sets[] = {TASKS_OVERDUE, TASKS_BLOCKED};
	struct task_row row;
	size_t n = 0;
	int r = 0;
	for (size_t i = 0; !r && !n && i < ARRAY_LEN(sets); i++) {
		const struct task_query q = {
			.set = sets[i], .today = clock_today(), .cell = {cell}};
		r = tasks_read(b->db, &q, NULL, 1, 1, &row, &n, err);
		if (!r && n && !VEC_PUSH(&b->late, ((struct late){cell, sets[i]})))
			r = ERR_OOM(err);
	}
	return r;
}

static int read_late(struct board *b, struct err *err)
{
	int r = 0;
	b->late.n = 0;
	VEC_EACH (cell, &b->cells)
		if (!r)
			r = read_late_cell(b, *cell, err);
	return r;
}

static bool key_pending(void *ctx)
{
	(void)ctx;
	return term_key_pending();
}

static int read_next(struct board *b, struct err *err)
{
	int r;
	switch (b->next) {
	case READ_TOTALS:
		r = count_stages(db_begin(b->db, DBQ_ALL_STAGES, err), &b->totals, err);
		b->has_totals |= !r;
		break;
	case READ_LATE:
		r = read_late(b, err);
		break;
	default:
		return read_dry(b, err);
	}
	if (r)
		return r;
	b->next++;
	return 1;
}

static int later(void *ctx, bool anew, struct err *err)
{
	struct board *b = ctx;
	if (anew)
		b->next = READ_TOTALS;
	db_stop_when(b->db, key_pending, NULL);
	int r = read_next(b, err);
	db_stop_when(b->db, NULL, NULL);
	return r;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void number(struct page *page, int64_t cell, int stage, long n)
{
	char text[24];
	snprintf(text, sizeof text, "%ld", n);
	page_text(page, STYLE_NORMAL, " ");
	if (n)
		page_door(page, (struct door){DOOR_PEOPLE, cell, stage}, COLUMN, 1, text);
	else
		page_cell(page, STYLE_DIM, COLUMN, 1, "·");
}

static int name_width(const struct page *page)
{
	int rest = page_width(page) - YEARS - (int)(ARRAY_LEN(steps) + 1) * (COLUMN + 1) - 2;
	return rest < NAME_MIN ? NAME_MIN : rest > NAME_MAX ? NAME_MAX : rest;
}

/* Two lines: the words of a head under each other. */
static void head(struct page *page)
{
	for (int line = 0; line < 2; line++) {
		page_line(page);
		page_cell(page, STYLE_HEAD, name_width(page), -1, line ? _("Cell") : "");
		page_cell(page, STYLE_HEAD, YEARS, 1, line ? _("Years") : "");
		for (size_t i = 0; i <= ARRAY_LEN(steps); i++) {
			const char *title =
				i < ARRAY_LEN(steps) ? _(stage_short(steps[i])) : _("Total");
			const char *space = strchr(title, ' ');
			char word[64] = "";
			if (line)
				snprintf(word, sizeof word, "%s", space ? space + 1 : title);
			else if (space)
				snprintf(word, sizeof word, "%.*s", (int)(space - title), title);
			page_text(page, STYLE_NORMAL, " ");
			page_cell(page, STYLE_HEAD, COLUMN, 1, word);
		}
	}
	page_head_end(page);
}

static void counts(struct page *page, int64_t cell, const struct counts *c)
{
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		number(page, cell, (int)steps[i], c->at[i]);
	number(page, cell, 0, c->all);
}

/* What is overdue or blocked has a list to open; who lacks a mentor stands in it, too. */
static void sign(struct page *page, const struct board *b, int64_t cell, const struct counts *c)
{
	const struct late *late = NULL;
	VEC_EACH (l, &b->late)
		if (l->cell == cell)
			late = l;
	page_text(page, STYLE_NORMAL, " ");
	if (late)
		page_door(page, (struct door){DOOR_LATE, cell, late->set}, 1, -1, "!");
	else
		page_text(page, STYLE_WARN, c->uncovered ? "!" : " ");
}

/* Only where they call for attention. */
static void years(struct page *page, const struct board *b, int64_t cell)
{
	char text[16] = "";
	VEC_EACH (d, &b->dry)
		if (d->cell == cell && d->years < 0)
			snprintf(text, sizeof text, "–");
		else if (d->cell == cell)
			snprintf(text, sizeof text, "%d", d->years);
	page_cell(page, STYLE_WARN, YEARS, 1, text);
}

/* A name that does not fit would be cut to what several schools share: then the code stands for it.
 */
static void line(
	struct page *page, const struct board *b, const struct cell *cell, const struct counts *c)
{
	const char *name = cell_short_name(cell->name);
	if (text_cells(name) > name_width(page))
		name = cell->code;
	page_line(page);
	page_door(page, (struct door){DOOR_CELL_PAGE, cell->id.v, 0}, name_width(page), -1, name);
	years(page, b, cell->id.v);
	counts(page, cell->id.v, c);
	sign(page, b, cell->id.v, c);
}

static void totals(struct page *page, const struct board *b)
{
	page_rule(page);
	page_line(page);
	page_cell(page, STYLE_STRONG, name_width(page) + YEARS, -1, _("Total"));
	if (b->has_totals)
		counts(page, 0, &b->totals);
	else
		page_text(page, STYLE_DIM, " …");
	page_line(page);
	page_line(page);
	page_text(page, STYLE_DIM,
		_(" ! something is overdue or blocked there, or somebody has no mentor"));
	page_line(page);
	page_textf(page, STYLE_DIM, " %s: %s", _("Years"), _("Years without admission"));
}

/* ---- one window of cells --------------------------------------------------------------------- */

/* One more than is shown: then there is more. */
static int read_window(const struct board *b, int64_t **ret, size_t *ret_n, struct err *err)
{
	struct db_stmt *s, *key = NULL;
	if (!b->passed.n) {
		s = db_begin(b->db, DBQ_CELL_FIRST, err);
	} else {
		struct cell_id from = b->passed.v[b->passed.n - 1];
		size_t n;
		key = db_begin(b->db, DBQ_CELL_KEY, err);
		db_bind_int(key, "id", from.v);
		int r = db_step(key, err);
		if (r <= 0)
			return r ? r : ERR(err, ERR_NOT_FOUND, "cell", NULL);
		const void *code = db_blob(key, "code_key", &n);
		s = db_begin(b->db, DBQ_CELL_NEXT, err);
		db_bind_int(s, "type", db_int(key, "type"));
		db_bind_blob(s, "key", code, n);
		db_bind_int(s, "id", from.v);
	}
	db_bind_int(s, "n", WINDOW + 1);
	int r = db_read_ids(s, ret, ret_n, err);
	db_reset(key);
	return r;
}

/* A cell that ended is seen only while somebody is still in its pipeline. */
static int add_cell(struct board *b, struct page *page, struct cell_id id, struct err *err)
{
	struct counts c;
	struct cell cell;
	int r = count_cell(b->db, id.v, &c, err);
	if (!r)
		r = cell_load(b->db, id, (struct date){0}, &cell, err);
	if (r)
		return r;
	bool ended = date_is_set(cell.valid_to) && date_cmp(cell.valid_to, clock_today()) < 0;
	if (!ended || c.all) {
		line(page, b, &cell, &c);
		r = VEC_PUSH(&b->cells, id.v) ? 0 : ERR_OOM(err);
	}
	cell_done(&cell);
	return r;
}

static int build(void *ctx, struct page *page, struct err *err)
{
	struct board *b = ctx;
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	head(page);
	int r = db_read_begin(b->db, err);
	if (r)
		return r;
	r = read_window(b, &ids, &n, err);
	b->has_more = n > WINDOW;
	b->cells.n = 0;
	n = b->has_more ? WINDOW : n;
	for (size_t i = 0; !r && i < n; i++) {
		b->last.v = ids[i];
		r = add_cell(b, page, b->last, err);
	}
	db_read_end(b->db);
	if (!r)
		totals(page, b);
	return r;
}

static bool can(void *ctx, int action, struct door on)
{
	const struct board *b = ctx;
	(void)on;
	return (action != ACT_MORE || b->has_more) && (action != ACT_BACK || b->passed.n);
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct board *b = ctx;
	struct person_id id;
	struct date today = clock_today();
	int r;
	switch (action) {
	case ACT_LIST:
		return candidates_open(app, err);
	case ACT_FIND:
		r = candidates_open(app, err);
		if (!r)
			list_begin_find(app);
		return r;
	case ACT_ADD:
		return person_form(app, PERSON_CANDIDATE, (struct person_id){0},
			(struct cell_id){on.kind ? on.a : 0}, &id, err);
	case ACT_PRINT:
		return report_open(app, REPORT_PIPELINE, report_year_from(today.year),
			report_year_to(today.year), err);
	case ACT_MORE:
		return VEC_PUSH(&b->passed, b->last) ? 0 : ERR_OOM(err);
	case ACT_BACK:
		b->passed.n--;
		return 0;
	default:
		return 0;
	}
}

static int open_late(
	struct app *app, struct db *db, struct cell_id cell, enum task_set set, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	int r = cell_name(db, cell, (struct date){0}, &name, err);
	return r ? r
		 : tasks_open_for(app, &(struct task_query){.set = set, .cell = cell}, name, err);
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct board *b = ctx;
	struct cell_id cell = {door.a};
	if (door.kind == DOOR_CELL_PAGE)
		return cell_page_open(app, cell, err);
	if (door.kind == DOOR_LATE)
		return open_late(app, b->db, cell, (enum task_set)door.b, err);
	return candidates_open_filtered(app, cell, (enum stage)door.b, false, err);
}

static void done(void *ctx)
{
	struct board *b = ctx;
	VEC_DONE(&b->passed);
	VEC_DONE(&b->cells);
	VEC_DONE(&b->late);
	VEC_DONE(&b->dry);
	free(b);
}

static const struct page_ops ops = {
	.name = "board",
	.title = N_("Candidates by cell and step"),
	.actions = actions,
	.build = build,
	.later = later,
	.can = can,
	.act = act,
	.open = open_door,
	.done = done,
};

int board_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct board *b = mem_alloc(sizeof *b);
	if (!b)
		return ERR_OOM(err);
	b->db = office->db;
	return page_open(app, &ops, b, err);
}
