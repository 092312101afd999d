/* Rows of a sheet, close together in memory: a row is its number and where its cells begin, a cell twelve bytes and its
 * text; empty rows and cells take nothing. */
#ifndef TN_READER_ROWS_H
#define TN_READER_ROWS_H

#include "base/vec.h"
#include "reader/workbook.h"

struct rows_cell {
	uint32_t at, size; /* text, its NUL not counted */
	uint16_t column;
	uint8_t kind;
	uint8_t font; /* enum charset, ROWS_MIXED */
};
#define ROWS_MIXED 0x80

struct rows_row {
	uint32_t number, first; /* the first of its cells */
};

struct workbook_rows {
	VEC(struct rows_row) rows;
	VEC(struct rows_cell) cells;
	struct strbuf text;
	size_t columns;
};

void rows_free(struct workbook_rows *r);
/* Rows and columns ascending. ERR_NOMEM. */
int rows_begin(struct workbook_rows *r, uint32_t number, struct err *err);
int rows_add(
	struct workbook_rows *r, const struct rows_cell *cell, const char *text, struct err *err);
/* Bytes that are held. */
size_t rows_size(const struct workbook_rows *r);
/* The first row whose number is `number` or more. */
size_t rows_find(const struct workbook_rows *r, uint32_t number);
/* What growing took too much is given back. */
void rows_close(struct workbook_rows *r);

#endif
