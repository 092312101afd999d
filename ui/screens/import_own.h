/* What the pages of bringing a file in share: the file, how it is read, what each row would do. Private to them. */
#ifndef TN_UI_SCREENS_IMPORT_OWN_H
#define TN_UI_SCREENS_IMPORT_OWN_H

#include "exchange/batch.h"
#include "ui/list_view.h"
#include "ui/page.h"
#include "ui/screens/office.h"

struct wizard {
	struct app *app;
	const struct office *office;
	struct workbook *book;
	struct plan plan;
	enum import_kind
		likelier; /* the list that the file's headings fit better; the plan's own: none */
	size_t sheet;	  /* whose columns are seen */
	int64_t redo_of;  /* the batch that is done again, 0 */
	bool is_undone;	  /* that batch has been taken back already */
	bool lacks_cells; /* no cell is known, and the rows of the list are of one each */
	bool is_changed;  /* people have put something right that leaving would lose */
	bool compares;	  /* the file is held against ours, not brought in */
	struct plan_result result;
};

/* Reads the file, with its progress. */
int import_read(struct app *app, const char *path, struct workbook **ret, struct err *err);
/* Takes the workbook over and shows how it is read, to be brought in or only held against ours. */
int import_wizard_open(struct app *app, enum import_kind kind, struct workbook *book, bool compares,
	struct err *err);
int import_redo_open(struct app *app, int64_t batch, struct err *err);

/* The list of the file held against ours (reconcile.c). */
int import_compare(struct wizard *w, struct err *err);
/* Says of every row what it would do, nothing written; then the list of rows. */
int import_try(struct wizard *w, struct err *err);
int import_rows_open(struct wizard *w, struct err *err);
/* One row, field by field. */
int import_row_open(struct wizard *w, size_t verdict, struct err *err);
/* The same in a page. */
int import_row_add(struct wizard *w, size_t verdict, struct page *p, struct err *err);
/* Asks for the right value of a field, and whether it is meant for all rows that say the same there; tries all rows
 * again. */
int import_mend(struct wizard *w, size_t sheet, size_t row, size_t column, struct err *err);
/* A line of the plan's page: what stands in the file, what it means; further words follow. */
void import_line_add(
	struct page *p, struct door door, const char *label, enum style style, const char *means);
/* What was said to be meant by what stands there; NULL: it stands for itself. */
int import_meaning_at(const struct wizard *w, size_t sheet, size_t row, size_t column,
	const struct plan_meaning **ret, struct err *err);
/* Those that rows of the seen sheet say, each a door {number in the plan}. */
int import_meanings_add(const struct wizard *w, int door, struct page *p, struct err *err);
/* It holds no longer, or again. */
int import_meaning_turn(struct wizard *w, size_t at, struct err *err);
/* Asks for the field too. */
int import_row_mend(struct wizard *w, size_t verdict, struct err *err);
/* "Chi bộ: There is no such cell." Appends. */
void import_note_text(const struct import_note *n, struct strbuf *ret);
/* Which of all that is said of the rows, each once with the number of its rows: *ret is the caller's. ERR_STOPPED. */
int import_choose_note(const struct wizard *w, char **ret, struct err *err);
/* Is this said of the row? */
bool import_has_note(const struct wizard *w, const struct row_verdict *v, const char *note);
bool import_progress(void *app, long done, long total);

/* Which field a column is, in which charset it is read, where the head stands: asks, changes the plan. ERR_STOPPED. */
int import_choose_field(struct wizard *w, size_t column, struct err *err);
/* column SIZE_MAX: of all. */
int import_choose_charset(struct wizard *w, size_t column, struct err *err);
/* A value for all rows of the seen sheet (import_fix.c): asks for it, and for the field where that is -1. ERR_STOPPED. */
int import_fix(struct wizard *w, int field, struct err *err);
/* Appends it as people read it: a cell is kept by its code and shown by its name. */
int import_fixed_value(
	const struct wizard *w, const struct plan_fixed *f, struct strbuf *b, struct err *err);
/* Those that there are, each a door {sheet, field}. */
int import_fixed_add(const struct wizard *w, int door, struct page *p, struct err *err);
int import_choose_head(struct wizard *w, size_t sheet, struct err *err);
/* What may be wrong with the choice of the file: looked for once, then shown. */
int import_hints_find(struct wizard *w, struct err *err);
void import_hints_add(const struct wizard *w, struct page *p);
/* Ten rows of a column as they stand in the file and as they are read. */
int import_show_column(struct wizard *w, size_t column, struct err *err);

/* The row's number as people see it, with its sheet where there are several. */
void import_place_add(const struct wizard *w, size_t sheet, size_t row, struct strbuf *ret);
/* The column of the sheet that was said to be the field; SIZE_MAX: none. */
size_t import_column_of(const struct plan_sheet *s, int field);

int import_batches_open(struct app *app, struct err *err);
int import_batch_open(struct app *app, int64_t id, struct err *err);

#endif
