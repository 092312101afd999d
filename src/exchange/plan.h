/* How a file is read as one of our lists: which sheets, where their heads stand, what each column means and in which
 * charset, what was mended by hand and what is left out. A plan is guessed, shown, changed by people, carried out, and
 * kept with the batch so that it can be carried out anew. */
#ifndef TN_EXCHANGE_PLAN_H
#define TN_EXCHANGE_PLAN_H

#include "exchange/import.h"
#include "reader/workbook.h"

enum { PLAN_IGNORED = -1 };

enum plan_days { DAYS_FIRST, MONTHS_FIRST }; /* 3/10/2022: 3 October, 10 March */

struct plan_column {
	char *heading; /* UTF-8, clean; two rows of a merged head joined by " · " */
	int field;     /* number of the list's column (import_heading), or PLAN_IGNORED */
	enum plan_known { PLAN_UNKNOWN, PLAN_SYNONYM, PLAN_REMEMBERED, PLAN_CHOSEN } known;
	enum charset charset; /* as it is read; the verdict's unless chosen otherwise */
	struct charset_verdict verdict;
	enum plan_days days; /* of a column of dates: day > 12 proves it, else days first */
	bool is_days_proved;
	bool is_days_swapped; /* what Excel took for dates has no day above 12, what it left as text has no other */
	bool is_days_mixed; /* rows prove either order: a date that may be both is warned of */
};

/* What all rows of a sheet have in common that no column says. A column that says the same field wins in every row where it
 * is not empty. */
struct plan_fixed {
	int field;
	char *text;	 /* as a cell of the file would say it: read and refused like one */
	bool is_guessed; /* from the sheet's or the file's name */
};

struct plan_sheet {
	bool is_used; /* guessed: has a head with the columns that the list needs, and is not hidden */
	size_t head; /* row of the head, from 0; head_rows 0: none */
	size_t head_rows; /* 1, 2; 0: none was found, or there is none (plan_set_head): columns have numbers */
	int year; /* in the sheet's name ("2023"), 0: none */
	struct plan_column *columns;
	size_t column_count;
	struct plan_fixed *fixed;
	size_t fixed_count;
};

/* A field of a row put right by hand; text NULL: the row is left out (column then 0). */
struct plan_edit {
	size_t sheet, row, column;
	char *text;
};

/* A value that people explained: where a row of the file says just that in the field, the other is read. What was put right
 * by hand in the row itself wins. */
struct plan_meaning {
	int field;
	char *said, *means;
	/* in this file; out of an earlier batch's plan; taken back: the value stands for itself again */
	enum plan_meant { PLAN_MEANT_NOW, PLAN_MEANT_BEFORE, PLAN_MEANT_NOT } from;
};

struct plan {
	enum import_kind kind;
	struct plan_sheet *
		sheets; /* as many as the workbook has, in its order; carried out in the order of years, then theirs */
	size_t sheet_count;
	struct plan_edit *edits;
	size_t edit_count;
	struct plan_meaning *meanings;
	size_t meaning_count;
};

/* Reads heads, charsets and columns; headings that were matched by people before win over synonyms. What people said
 * that values mean in batches that stand (the latest 100 in which they did) is proposed, PLAN_MEANT_BEFORE: of cells, where
 * the value is none by itself and the cell that it means is still there. The latest word counts. */
int plan_guess(struct db *db, const struct workbook *w, enum import_kind kind, struct plan *ret,
	struct err *err);
void plan_done(struct plan *p);
/* The head stands elsewhere, or the charset of a head changed: the sheet's columns are guessed anew. */
int plan_set_head(struct db *db, const struct workbook *w, struct plan *p, size_t sheet,
	size_t head, size_t head_rows, struct err *err);
/* All heads are looked for anew in the charsets that the columns have now. */
int plan_find_heads(struct db *db, const struct workbook *w, struct plan *p, struct err *err);
/* What must still be said before it can be carried out: a sentence per fault (missing columns, one field twice, no sheet);
 * none: ready. */
int plan_faults(
	const struct plan *p, int (*each)(void *ctx, const char *text), void *ctx, struct err *err);
/* Another list that names more of the file's headings than the plan's, and has all that it needs; *ret is the plan's own
 * where there is none. */
int plan_likelier(struct db *db, const struct workbook *w, const struct plan *p,
	enum import_kind *ret, struct err *err);
/* May a list say this field of all its rows? Not what is one person's own: name, birth, numbers. */
bool plan_may_fix(enum import_kind kind, size_t field);
/* The field has this value in all rows of the sheet; NULL or "": no longer. */
int plan_fix(struct plan *p, size_t sheet, int field, const char *text, bool is_guessed,
	struct err *err);
const char *plan_fixed(const struct plan_sheet *s, int field); /* NULL: it has none */
/* All columns of all used sheets in one charset (NONE: each by its verdict). */
void plan_set_charset(struct plan *p, enum charset c);
/* Adds, replaces or (with NULL) takes back an edit. */
int plan_edit(
	struct plan *p, size_t sheet, size_t row, size_t column, const char *text, struct err *err);
/* What was put right by hand: its text, NULL: nothing. */
const char *plan_edited(const struct plan *p, size_t sheet, size_t row, size_t column);
int plan_leave_out(struct plan *p, size_t sheet, size_t row, bool leave, struct err *err);
/* In all rows what the file says in the field means the other; means NULL: no longer. ERR_INVALID "plan". */
int plan_mean(struct plan *p, int field, const char *said, const char *means, struct err *err);
/* NULL: it stands for itself. */
const struct plan_meaning *plan_meaning_of(const struct plan *p, int field, const char *said);
/* What the file itself says, as meanings know it: in the column's charset, clean, nothing put right. Appends. */
int plan_said(const struct workbook *w, const struct plan *p, size_t sheet, size_t row,
	size_t column, struct strbuf *ret, struct err *err);
/* How many rows of the sheet say it and are not put right otherwise. */
int plan_meaning_rows(const struct workbook *w, const struct plan *p, size_t sheet,
	const struct plan_meaning *m, long *ret, struct err *err);
/* As text that is kept, and back. ERR_INVALID "plan". */
int plan_write(const struct plan *p, struct strbuf *ret);
int plan_read(const char *text, const struct workbook *w, struct plan *ret, struct err *err);
/* The value of a cell as its field reads it: charset, dates, a lost zero of a phone. Appends; *ret_changed: it is not what
 * stood there. For before and after on screen. */
int plan_value(const struct workbook *w, const struct plan *p, size_t sheet, size_t row,
	size_t column, struct strbuf *ret, bool *ret_changed, struct err *err);

/* The cell as it stands in the file: bytes that are no UTF-8 as a program of today shows them. Appends. */
int plan_as_stands(const struct workbook *w, size_t sheet, size_t row, size_t column,
	struct strbuf *ret, struct err *err);
/* Ten rows of a column (fewer where it has fewer), empty ones aside: as they stand in the file, and as they are read. */
enum { PLAN_SHOWN = 10 };
int plan_before_after(const struct workbook *w, const struct plan *p, size_t sheet, size_t column,
	void (*each)(void *ctx, const char *before, const char *after), void *ctx, struct err *err);

/* ---- carrying it out ---------------------------------------------------------------------------------- */

enum row_group {
	ROW_GROUP_NEW,
	ROW_GROUP_UPDATE,
	ROW_GROUP_SAME,
	ROW_GROUP_CONFLICT,
	ROW_GROUP_REFUSED,
	ROW_GROUP_LEFT_OUT
};
#define ROW_GROUPS 6
const char *row_group_label(enum row_group g); /* N_() */

struct row_change {
	int field;	      /* number of the list's column */
	char *before, *after; /* as people read them; before NULL: nothing was there */
};

struct row_verdict {
	size_t sheet, row; /* of the workbook */
	enum row_group group;
	struct person_id person;     /* whom it is about, 0 */
	size_t note, note_count;     /* in result.notes */
	size_t change, change_count; /* in result.changes; of rows that update */
};

struct plan_result {
	struct import_result sum;  /* refused: conflicts and refused rows together */
	long of_group[ROW_GROUPS]; /* of a batch that let nothing in: what would have been */
	struct row_verdict *rows;  /* in the order in which they were read */
	size_t row_count;
	struct row_change *changes;
	size_t change_count;
	int64_t batch; /* its number, 0: nothing was written */
};
void plan_result_done(struct plan_result *r);

struct plan_options {
	bool dry_run; /* the very same code, taken back at its end */
	bool leave_out; /* rows in conflict and refused ones stay out; else one of them lets nothing in */
	int64_t redo_of; /* the batch that is done again, 0 */
	/* Of a trial in an act that its opener takes back whole: does that, and again what stood before the rows. Without it
	 * a joined act is marked before them, and a mark around very many rows costs far more than they do. NULL: none. */
	int (*again)(void *again_ctx, struct err *err);
	void *again_ctx;
	bool (*progress)(void *ctx, long done,
		long total); /* rows; true: ERR_STOPPED, nothing was changed */
	void *ctx;
};
/* One act, one batch. The headings are remembered with it. */
int plan_run(struct db *db, const struct act_by *by, const struct workbook *w, const struct plan *p,
	const struct plan_options *options, struct plan_result *ret, struct err *err);

#endif
