/* What the parts of the plan share. Private to it. */
#ifndef TN_EXCHANGE_PLAN_OWN_H
#define TN_EXCHANGE_PLAN_OWN_H

#include "exchange/plan.h"
#include "exchange/value.h"

/* ---- headings and fields (plan_match.c) ---- */
struct matcher {
	const struct table *table;
	bool is_cut;		/* names of fields end at ten letters: DBF */
	char *own[COLUMNS_MAX]; /* keys of the list's own headings */
	VEC(struct matched_before) before;
};
struct matched_before {
	char *heading;
	int field;
};
struct match {
	int field; /* PLAN_IGNORED */
	enum plan_known known;
	int rank; /* how near the heading is to the list's own: 0 the same */
};
int matcher_open(struct db *db, const struct workbook *w, enum import_kind kind,
	struct matcher *ret, struct err *err);
void matcher_done(struct matcher *m);
/* The key is heading_key's. */
struct match matcher_find(const struct matcher *m, const char *key);

/* How well the best head of the sheet fits the list: how many of its fields it names, and whether all that it needs. In the
 * charsets that the columns have (plan_guess.c). */
int plan_head_fit(const struct workbook *w, const struct workbook_sheet *s, const struct matcher *m,
	const struct plan_column *columns, size_t *ret_named, bool *ret_has_all, struct err *err);

/* ---- fixed values (plan_fixed.c) ---- */
/* Is a cell called so, in whatever way lists may call it? */
int plan_is_cell(struct db *db, const char *name, bool *ret, struct err *err);
/* Where no column says the cell, and the sheet or the file is called like one: that cell; a sheet that lacked nothing else
 * is used. */
int plan_guess_cell(
	struct db *db, const struct workbook *w, struct plan *p, size_t sheet, struct err *err);

/* ---- what columns hold (plan_judge.c) ---- */
/* As its verdict says; where that says nothing, as the columns around it are. */
enum charset plan_charset(const struct charset_verdict *v, enum charset around);
/* The charset of each, and the order of its dates. */
int plan_judge_columns(const struct workbook *w, const struct workbook_sheet *s,
	struct plan_column *columns, struct err *err);

/* ---- cells (plan_cell.c) ---- */
/* Appends the cell's text as it is read in its column. */
int plan_cell_text(const struct workbook *w, const struct raw_cell *cell,
	const struct plan_column *as, struct strbuf *ret, size_t *ret_odd, struct err *err);
int plan_text(const struct workbook *w, const struct workbook_sheet *s, size_t row, size_t column,
	const struct plan_column *as, struct strbuf *ret, size_t *ret_odd, struct err *err);
/* Makes what was appended from `from` on clean where it can be: blanks of every kind, NFC. */
int plan_tidy(struct strbuf *b, size_t from, struct err *err);
bool plan_is_left_out(const struct plan *p, size_t sheet, size_t row);

/* ---- meanings (plan_meaning.c, plan_text.c) ---- */
struct plan_kept_meaning {
	const char *field, *said, *means;
	enum plan_meant from;
};
void plan_meanings_done(struct plan *p);
/* Adds or replaces. */
int plan_put_meaning(struct plan *p, int field, const char *said, const char *means,
	enum plan_meant from, struct err *err);
/* Adds what the plans of the latest batches say. */
int plan_remember(struct db *db, struct plan *p, struct err *err);
/* Those of a plan that is kept as text, without its file; a text that is no plan has none. */
int plan_each_meaning(const char *text,
	int (*each)(void *ctx, const struct plan_kept_meaning *m, struct err *err), void *ctx,
	struct err *err);

/* ---- rows (plan_row.c) ---- */
enum { PLAN_SAID = COLUMNS_MAX };

/* The values of one row by field, put right where they can be. */
struct plan_line {
	char *value[COLUMNS_MAX]; /* NULL: none. Valid until the next row; may be written to */
	struct plan_said {
		int column;	  /* of the sheet; -1: the row as a whole */
		int field;	  /* of a fixed value, where column is -1; -1: of none */
		const char *text; /* N_() */
		bool is_warning;
	} said[PLAN_SAID];
	size_t said_count;
	bool is_empty;	      /* nothing stands in the row */
	const char *left_out; /* N_(): why it is nobody's row; NULL: it is one */
};

struct plan_reader {
	const struct workbook *w;
	const struct plan *p;
	const struct table *table;
	size_t sheet;
	int name, birth, sex, cccd, phone; /* fields, -1: the list has none */
	bool is_mapped[COLUMNS_MAX];	   /* by field */
	const char *name_heading;
	size_t headed;	  /* columns up to the last one with a heading */
	bool is_past_end; /* behind a line of totals */
	struct strbuf raw, values, second;
	size_t at[COLUMNS_MAX]; /* where the field's value begins in values, from 1; 0: none */
	size_t columns;		/* of the sheet that are looked at */
	struct raw_cell cell[CSV_FIELDS_MAX]; /* the row's, by column */
	size_t cells, given; /* of the row: with anything in them; of these with a field */
};
void plan_reader_open(
	struct plan_reader *r, const struct workbook *w, const struct plan *p, size_t sheet);
void plan_reader_done(struct plan_reader *r);
int plan_reader_row(struct plan_reader *r, size_t row, struct plan_line *ret, struct err *err);
/* Why the row is none of the list's; NULL: it is one. Of a row that was read (plan_skip.c). */
int plan_skip(struct plan_reader *r, size_t row, const struct plan_line *line, const char **ret,
	struct err *err);

/* The used sheets in the order of their years, then theirs; the array is the caller's. */
int plan_order(const struct workbook *w, const struct plan *p, size_t **ret, size_t *ret_n,
	struct err *err);

#endif
