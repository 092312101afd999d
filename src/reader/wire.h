/* What the child that reads a file says to its parent, over a pipe: frames of a tag, a length and so many bytes. The side
 * that writes (wire_out.c) is part of every parser and holds the limits; the side that reads (wire_in.c) trusts nothing:
 * every length, order and text is checked again, and what it keeps is bounded. */
#ifndef TN_READER_WIRE_H
#define TN_READER_WIRE_H

#include "reader/workbook.h"

/* ---- the child's side ------------------------------------------------------------------------------- */

struct wire_out {
	/* Takes bytes; 0 or a negative code that ends the reading. */
	int (*send)(void *ctx, const void *bytes, size_t n);
	void *ctx;
	const struct reader_limits *limits;
	struct strbuf buf;
	size_t row_at,
		row_size; /* where in the buffer the row's frame begins; of the last row, without its head */
	struct strbuf last; /* that row, for wire_row_again */
	bool keeps_last, has_cells;
};

/* First of all. */
int wire_format(struct wire_out *o, enum workbook_format format, bool is_bytes, struct err *err);
int wire_sheet(
	struct wire_out *o, const char *name, bool is_hidden, bool is_headed, struct err *err);
/* Cells follow, columns ascending; `number` as workbook_row_number, ascending. ERR_LIMIT "rows". */
int wire_row(struct wire_out *o, long number, struct err *err);
/* RAW_EMPTY and a text of no bytes are not sent. ERR_LIMIT "columns", "cell". */
int wire_cell(struct wire_out *o, size_t column, const struct raw_cell *cell, struct err *err);
/* A row without cells is not sent. */
int wire_row_end(struct wire_out *o, struct err *err);
/* The row once more under another number; only with keeps_last. */
int wire_row_again(struct wire_out *o, long number, struct err *err);
/* An area in rows' numbers (from 1) and columns (from 0), before or behind its rows, of the sheet that is open. */
int wire_merged(struct wire_out *o, long number, size_t column, size_t rows, size_t columns,
	struct err *err);
int wire_deleted(struct wire_out *o, long deleted, struct err *err);
int wire_progress(struct wire_out *o, size_t done, size_t total, struct err *err);
/* The last word: r 0, or the error. Sends what is left. */
int wire_end(struct wire_out *o, int r, const struct err *of, struct err *err);
void wire_out_done(struct wire_out *o);

/* ---- the parent's side ------------------------------------------------------------------------------ */

struct wire_in;
struct wire_in *wire_in_make(const struct reader_limits *limits);
void wire_in_free(struct wire_in *in);
/* The next bytes of the pipe. ERR_CORRUPT where they are not what a reader of ours says, ERR_LIMIT, ERR_NOMEM, or the
 * error that the child reported. */
int wire_in_feed(struct wire_in *in, const void *bytes, size_t n, struct err *err);
/* Did the child say that it has come to the end? */
bool wire_in_is_complete(const struct wire_in *in);
void wire_in_progress(const struct wire_in *in, long *ret_done, long *ret_total);
/* The sheets, after the end. Names are made clean. */
int wire_in_take(struct wire_in *in, struct workbook *ret, struct err *err);

#endif
