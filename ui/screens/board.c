/* The pipeline: cells down, steps across; a number opens its people. Only cells that are seen are counted. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/page.h"
#include "ui/screens/person_form.h"
#include "ui/screens/screens.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum stage steps[] = {STAGE_FOUND, STAGE_LISTED, STAGE_MENTORED, STAGE_CLASS, STAGE_PAPERS,
	STAGE_DOSSIER, STAGE_CELL_VOTE, STAGE_COMMITTEE, STAGE_DECISION, STAGE_PROBATION};

enum { NAME_MIN = 16, COLUMN = 5, PAGE = 200 };
enum { DOOR_PEOPLE = 1, DOOR_CELL_PAGE };
enum { ACT_LIST = 1, ACT_ADD, ACT_PRINT, ACT_MORE, ACT_BACK };

struct board {
	struct db *db;
	long first; /* cells passed over: only with more than PAGE of them */
	bool has_more;
};

struct counts {
	long at[ARRAY_LEN(steps)], all;
	bool uncovered;
};

static const struct action actions[] = {
	{ACT_LIST, "l F3", N_("list"), N_("All candidates as a list.")},
	{ACT_ADD, "a F7", N_("add"), N_("Add a candidate."), ACTION_WRITE},
	{ACT_PRINT, "p", N_("print"), N_("The pipeline as a paper, to print or to save.")},
	{ACT_MORE, "]", N_("more cells"), N_("The cells that follow.")},
	{ACT_BACK, "[", N_("cells before"), N_("The cells before.")},
	{0}};

static int count_cell(struct db *db, int64_t cell, struct counts *c, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_STAGES, err);
	int64_t n = 0;
	int r;
	memset(c, 0, sizeof *c);
	db_bind_int(s, "cell", cell);
	while ((r = db_step(s, err)) == 1)
		for (size_t i = 0; i < ARRAY_LEN(steps); i++)
			if (db_int(s, "stage") == (int)steps[i]) {
				c->at[i] = (long)db_int(s, "n");
				c->all += c->at[i];
			}
	if (r)
		return r;
	s = db_begin(db, DBQ_CELL_UNCOVERED, err);
	db_bind_int(s, "cell", cell);
	r = db_number(s, 0, &n, err);
	c->uncovered = n > 0;
	return r;
}

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
	int rest = page_width(page) - (int)(ARRAY_LEN(steps) + 1) * (COLUMN + 1) - 2;
	return rest < NAME_MIN ? rest < 8 ? 8 : rest : rest > 40 ? 40 : rest;
}

/* Two lines: the words of a head under each other. */
static void head(struct page *page)
{
	for (int line = 0; line < 2; line++) {
		page_line(page);
		page_cell(page, STYLE_HEAD, name_width(page), -1, line ? _("Cell") : "");
		for (size_t i = 0; i <= ARRAY_LEN(steps); i++) {
			const char *title = i < ARRAY_LEN(steps) ? _(stage_short(steps[i])) : _("Total");
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

/* A name that does not fit would be cut to what several schools share: then the code stands for it. */
static void line(struct page *page, int64_t cell, const char *name, const char *code,
	const struct counts *c)
{
	if (text_cells(name) > name_width(page))
		name = code;
	page_line(page);
	if (cell)
		page_door(page, (struct door){DOOR_CELL_PAGE, cell, 0}, name_width(page), -1, name);
	else
		page_cell(page, STYLE_STRONG, name_width(page), -1, name);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		number(page, cell, (int)steps[i], c->at[i]);
	number(page, cell, 0, c->all);
	page_text(page, STYLE_WARN, c->uncovered ? " !" : "  ");
}

static int totals(struct db *db, struct page *page, struct err *err)
{
	struct counts c = {0};
	struct db_stmt *s = db_begin(db, DBQ_ALL_STAGES, err);
	int r;
	while ((r = db_step(s, err)) == 1)
		for (size_t i = 0; i < ARRAY_LEN(steps); i++)
			if (db_int(s, "stage") == (int)steps[i]) {
				c.at[i] = (long)db_int(s, "n");
				c.all += c.at[i];
			}
	if (r)
		return r;
	page_rule(page);
	line(page, 0, _("Total"), _("Total"), &c);
	page_line(page);
	page_line(page);
	page_text(page, STYLE_DIM, _(" ! somebody there has no mentor"));
	return 0;
}

static bool is_over(struct db_stmt *s)
{
	return !db_is_null(s, "valid_to") && date_cmp(db_date(s, "valid_to"), clock_today()) < 0;
}

static int build(void *ctx, struct page *page, struct err *err)
{
	struct board *b = ctx;
	long at = 0, shown = 0;
	head(page);
	struct db_stmt *s = db_begin(b->db, DBQ_CELL_ALL, err);
	int r;
	b->has_more = false;
	while ((r = db_step(s, err)) == 1) {
		struct counts c;
		int64_t cell = db_int(s, "id");
		CLEANUP_FREE char *name = NULL;
		if (at++ < b->first)
			continue;
		if (shown == PAGE) {
			b->has_more = true;
			break;
		}
		bool ended = is_over(s);
		char code[64];
		snprintf(code, sizeof code, "%s", db_text(s, "code"));
		r = count_cell(b->db, cell, &c, err);
		if (r || (ended && !c.all))
			continue;
		r = cell_name(b->db, (struct cell_id){cell}, (struct date){0}, &name, err);
		if (r)
			break;
		line(page, cell, cell_short_name(name), code, &c);
		shown++;
	}
	db_reset(s);
	return r < 0 ? r : totals(b->db, page, err);
}

static bool can(void *ctx, int action, struct door on)
{
	const struct board *b = ctx;
	(void)on;
	return (action != ACT_MORE || b->has_more) && (action != ACT_BACK || b->first);
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct board *b = ctx;
	struct person_id id;
	struct date today = clock_today();
	switch (action) {
	case ACT_LIST:
		return candidates_open(app, err);
	case ACT_ADD:
		return person_form(app, PERSON_CANDIDATE, (struct person_id){0},
			(struct cell_id){on.kind ? on.a : 0}, &id, err);
	case ACT_PRINT:
		return report_open(app, REPORT_PIPELINE, report_year_from(today.year),
			report_year_to(today.year), err);
	case ACT_MORE:
		b->first += PAGE;
		return 0;
	case ACT_BACK:
		b->first = b->first > PAGE ? b->first - PAGE : 0;
		return 0;
	default:
		return 0;
	}
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	struct cell_id cell = {door.a};
	if (door.kind == DOOR_CELL_PAGE)
		return cell_page_open(app, cell, err);
	return candidates_open_filtered(app, cell, (enum stage)door.b, false, err);
}

static const struct page_ops ops = {
	.name = "board",
	.title = N_("Candidates by cell and step"),
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open_door,
	.done = free,
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
