/* One workbook in the making: its formats, the names of its sheets, text on its way into a cell. Private to the
 * module. The workbook keeps no row longer than the next one (constant memory), so rows are written in order. */
#ifndef TN_MODULE_XLSX_BOOK_H
#define TN_MODULE_XLSX_BOOK_H

#include "base/vec.h"
#include "module/office.h"

#include <xlsxwriter.h>

enum { BOOK_LEVELS = 3 };

/* How a cell looks: every byte counts, two that are alike share a format. */
struct style {
	unsigned char size;  /* points; 0: 12 */
	unsigned char align; /* enum doc_align */
	unsigned char bold, italic, wrap;
	unsigned char box;    /* thin lines around it */
	unsigned char head;   /* shaded, its text in the middle */
	unsigned char total;  /* set off by a thicker line above */
	unsigned char indent; /* steps */
	unsigned char number; /* enum number_look */
};

enum number_look {
	LOOK_TEXT,
	LOOK_WHOLE,
	LOOK_GROUPED,
	LOOK_TENTHS,
	LOOK_GROUPED_TENTHS,
	LOOK_PERCENT,
	LOOK_PERCENT_TIGHT
};

struct book {
	const struct doc *d;
	const struct office_text *text;
	lxw_workbook *workbook;
	lxw_worksheet *cover; /* the first sheet: all that is no table */
	lxw_row_t row;	      /* the next one of it */
	const char *heading[BOOK_LEVELS];
	VEC(struct {
		struct style style;
		lxw_format *format;
	})
	formats;
	VEC(char *) names; /* of the sheets, in small letters */
	struct strbuf clean;
	lxw_error error; /* the first one */
	bool failed;	 /* no memory */
	int r;		 /* what reading the rows failed with, told in *err; ERR_STOPPED */
	struct err *err;
};

/* Nothing went wrong so far: what fails once makes all that follows idle. */
static inline bool book_is_well(const struct book *b)
{
	return !b->failed && !b->error && !b->r;
}

void book_done(struct book *b);
/* Keeps the first error. */
void book_check(struct book *b, lxw_error e);
lxw_format *book_format(struct book *b, struct style s);
/* `s` without what could command a terminal or break a file, no longer than a cell holds; newlines stay. Valid
 * until the next call. */
const char *book_clean(struct book *b, const char *s);
/* Into a cell, as text whatever it looks like: never a formula, link or number. NULL: an empty cell. */
void book_text(struct book *b, lxw_worksheet *w, lxw_row_t row, lxw_col_t col, const char *s,
	struct style style);
/* Lines that `s` takes in a column of so many letters. Rows get the height that they will need: merged cells
 * never grow with their text, and not every program lets the others grow. */
int book_lines(struct book *b, const char *s, int width);
/* Before its cells are written. */
void book_height(struct book *b, lxw_worksheet *w, lxw_row_t row, int lines, int points);
/* Over several columns. */
void book_wide(struct book *b, lxw_worksheet *w, lxw_row_t row, lxw_col_t from, lxw_col_t to,
	const char *s, struct style style);
/* A sheet named by `title` as far as a sheet's name can be: 31 letters, some signs left out, no two alike. Its
 * name in *ret_name, owned by the workbook. NULL once an error has happened. */
lxw_worksheet *book_sheet(struct book *b, const char *title, const char **ret_name);
/* A4 with the office's margins, one page wide, with who printed it below. */
void book_page(struct book *b, lxw_worksheet *w, bool landscape);

/* The number that `s` is in the document's language ("1234", "12.345", "29,4", "29,4 %" in Vietnamese), if its look gives
 * back exactly that text. */
bool number_read(const char *s, bool decimal_comma, double *ret, enum number_look *ret_look);

/* Has every part of the finished file arrived to its end? */
bool xlsx_is_whole(const char *file);

/* Each on a sheet of its own; the cover names it. */
void sheet_table(struct book *b, const struct doc_table *t);
void sheet_chart(struct book *b, const struct doc_chart *c);

#endif
