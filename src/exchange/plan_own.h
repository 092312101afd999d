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
int matcher_open(
	struct db *db, const struct workbook *w, enum import_kind kind, struct matcher *ret, struct err *err);
void matcher_done(struct matcher *m);
/* The key is heading_key's. */
struct match matcher_find(const struct matcher *m, const char *key);
/* The field by its key or heading; PLAN_IGNORED: none. */
int plan_field_of(const struct table *t, const char *code);

/* ---- cells (plan_cell.c) ---- */
/* The cell's text as it is read in this charset, one line, clean where it can be. */
int plan_text(const struct workbook *w, const struct workbook_sheet *s, size_t row, size_t column,
	enum charset charset, struct strbuf *ret, size_t *ret_odd, struct err *err);
/* What was put right by hand: its text, NULL: nothing. */
const char *plan_edited(const struct plan *p, size_t sheet, size_t row, size_t column);
bool plan_is_left_out(const struct plan *p, size_t sheet, size_t row);

/* ---- rows (plan_row.c) ---- */
struct plan_reader {
	const struct workbook *w;
	const struct plan *p;
	const struct table *table;
	size_t sheet;
	struct value_about about;
	struct strbuf raw, value; /* of one cell */
	VEC(char) row;		  /* the values of the row, each with its NUL */
	size_t at[COLUMNS_MAX];	  /* where each begins, from 1; 0: the row has none */
	char *head_keys;
};
/* The values of one row, put right where they can be, for the fields that the columns mean; each call of `said` is of a
 * value that was odd. */
struct plan_said {
	int field;
	struct value_said said;
	bool is_odd; /* letters that the charset has not */
};
struct plan_line {
	char *value[COLUMNS_MAX]; /* by field; NULL: none. Valid until the next row */
	struct plan_said said[COLUMNS_MAX];
	size_t said_count;
	bool is_empty; /* no cell of the sheet's columns has anything */
	const char *left_out; /* N_(): why it is nobody's row; NULL: it is one */
};
void plan_reader_open(struct plan_reader *r, const struct workbook *w, const struct plan *p, size_t sheet);
void plan_reader_done(struct plan_reader *r);
int plan_reader_row(struct plan_reader *r, size_t row, struct plan_line *ret, struct err *err);

/* The used sheets in the order of their years, then theirs; the array is the caller's. */
int plan_order(const struct plan *p, size_t **ret, size_t *ret_n, struct err *err);

#endif
