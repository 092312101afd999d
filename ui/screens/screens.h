/* The screens: each pushes its view. The menu's table is in all.c. */
#ifndef TN_UI_SCREENS_SCREENS_H
#define TN_UI_SCREENS_SCREENS_H

#include "report/report.h"
#include "ui/app.h"
#include "ui/screens/office.h"

/* ---- the menu ------------------------------------------------------------------------------------- */

int home_open(struct app *app, struct err *err);
int cells_open(struct app *app, struct err *err);
int board_open(struct app *app, struct err *err);
int mentors_open(struct app *app, struct err *err);
int targets_open(struct app *app, struct err *err);
int members_open(struct app *app, struct err *err);
int summary_open(struct app *app, struct err *err);
int imports_open(struct app *app, struct err *err);
int import_open(struct app *app, struct err *err);
/* Lists as the import takes them, their empty forms, the whole database as a folder. */
int export_open(struct app *app, struct err *err);
/* Asks for another system's list and shows what differs from ours. */
int reconcile_open(struct app *app, struct err *err);
int tasks_open(struct app *app, struct err *err);
int settings_open(struct app *app, struct err *err);
/* Lists of people with chosen columns. */
int rosters_open(struct app *app, struct err *err);
/* People who may stand in the lists twice. */
int same_open(struct app *app, struct err *err);
int help_open(struct app *app, struct err *err);

/* ---- pages and lists behind them -------------------------------------------------------------------- */

int cell_page_open(struct app *app, struct cell_id id, struct err *err);
int person_page_open(struct app *app, struct person_id id, struct err *err);
/* These people as a list that opens each one's page; the ids are copied. */
int people_open(
	struct app *app, const char *title, const struct person_id *ids, size_t n, struct err *err);

/* A report of a period on screen, to print or to save. */
int report_open(
	struct app *app, enum report_kind kind, struct date from, struct date to, struct err *err);
/* The same of one cell (0: all). */
int report_open_cell(struct app *app, enum report_kind kind, struct cell_id cell, struct date from,
	struct date to, struct err *err);
/* The same of the rows that q->rows gives (REPORT_DUE), until another period or report is chosen;
 * q->rows_ctx belongs to the page, which frees it with `done`, also on failure. */
int report_open_rows(struct app *app, const struct report_request *q, void (*done)(void *rows_ctx),
	struct err *err);
/* All candidates as a list; those of a cell (0 any), at a step (0 any), or without a mentor. */
int candidates_open(struct app *app, struct err *err);
int candidates_open_filtered(
	struct app *app, struct cell_id cell, enum stage stage, bool uncovered, struct err *err);
/* The members of a cell (0 any). */
int members_open_cell(struct app *app, struct cell_id cell, struct err *err);
/* The mentors with their load. */
int mentors_open_by_mentor(struct app *app, struct err *err);
/* The candidates without a mentor. */
int uncovered_open(struct app *app, struct err *err);
/* The cells without admission for years. */
int dry_open(struct app *app, struct err *err);
/* What is to be done, as `q` narrows it down (core/task.h; its `today` is filled in here). `title`,
 * already translated, says of whom or what; NULL: of all. */
struct task_query;
int tasks_open_for(struct app *app, const struct task_query *q, const char *title, struct err *err);
/* The same of a cell, which is the title. */
int tasks_open_cell(struct app *app, struct cell_id cell, struct err *err);
/* The rule sets; the page of one, by its key; who decides; the days off. */
int rule_sets_open(struct app *app, struct err *err);
int rule_set_page_open(struct app *app, const char *key, struct err *err);
int authorities_open(struct app *app, struct err *err);
int calendar_open(struct app *app, struct err *err);

/* ---- the sourcing work ------------------------------------------------------------------------------ */

/* The map of the cells: what each does for sources, and which are dry. */
int cell_map_open(struct app *app, struct err *err);
/* What one cell does for sources in a year (0: this one), and why it is dry. */
int cell_work_open(struct app *app, struct cell_id cell, int year, struct err *err);
/* The sheet of monthly reports of a cell that is keyed in next: of the month before this one, or the last of a past
 * year. */
int cell_work_sheet(struct app *app, struct cell_id cell, int year, struct err *err);
/* The sheet of monthly reports of a cell and a month (1 … 12). */
int sheet_open(struct app *app, struct cell_id cell, int year, int month, struct err *err);
/* All books, with how many records each has. */
int books_open(struct app *app, struct err *err);
/* Books of records (core/book.h) and naming people: ui/screens/book.h. */

/* ---- the program ------------------------------------------------------------------------------------ */

/* The first start, before home: makes the office's database or opens the sample. 0: office->db is open. */
int first_start(struct app *app, struct err *err);
/* Runs the screens until the user leaves; `open_at` names one to show first (NULL: home). */
int screens_run(struct office *office, const char *open_at, struct err *err);

#endif
