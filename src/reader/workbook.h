/* A file of tables from outside, whole in memory: workbooks, CSV, old databases, what was pasted. A text is as it stood
 * in the file; what it means is decided later, per column (viet/charset.h). Reading is done by a child without rights
 * (reader/child.h): a file that is broken or made to harm ends in an error, never in more. */
#ifndef TN_READER_WORKBOOK_H
#define TN_READER_WORKBOOK_H

#include "base/err.h"
#include "base/strbuf.h"
#include "viet/charset.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum workbook_format {
	WORKBOOK_XLSX,
	WORKBOOK_ODS,
	WORKBOOK_CSV, /* , ; or tab */
	WORKBOOK_DBF, /* its memos stand in a file of the same name (.dbt, .fpt) beside it */
};
const char *workbook_format_label(enum workbook_format f); /* "Excel (.xlsx)", …: proper names */

enum raw_kind {
	RAW_EMPTY,
	RAW_TEXT,
	RAW_NUMBER, /* text: as short as it says the same, "." before decimals; 1.23E+11 where the file has no more digits */
	RAW_DATE, /* text: yyyy-mm-dd, and "THH:MM" behind it where the time is not midnight; epoch and 29/2/1900 are dealt with */
	RAW_BOOL, /* 0, 1 */
	RAW_ERROR, /* #REF! */
};

struct raw_cell {
	enum raw_kind kind;
	bool is_mixed; /* runs in several fonts, each \x1F, a letter 'A' + enum charset, its text: workbook_text knows */
	enum charset font; /* by the font it stands in: CHARSET_NONE where that says nothing */
	const char *text;  /* size bytes and a NUL; valid as long as the workbook */
	size_t size;
};

struct workbook_area {
	size_t row, column, rows, columns; /* from 0 */
};

struct workbook_sheet {
	char *name; /* UTF-8, clean; "" where the format has none */
	bool is_hidden;
	size_t rows, columns; /* columns: of the widest row */
	long deleted;	      /* rows marked as deleted in a DBF: left out */
	struct workbook_area *merged;
	size_t merged_count;
	bool is_headed; /* the first row is the field names of a DBF */
	/* the reader's own */
	struct workbook_rows *own;
};

struct workbook {
	enum workbook_format format;
	bool is_bytes; /* texts are bytes of some charset (CSV, DBF), else UTF-8 as the workbook has it */
	char *name; /* the file's name without its folder */
	struct workbook_sheet *sheets;
	size_t sheet_count;
	char *bytes; /* the file as it was, and its memos behind it: what workbook_from_bytes takes */
	size_t size;
};

struct reader_limits {
	int seconds;		    /* of work on the file */
	size_t memory;		    /* of the child */
	size_t unpacked;	    /* bytes that come out of what is packed */
	size_t rows, columns, cell; /* cell: bytes of one text */
};
extern const struct reader_limits
	reader_limits_usual; /* 5 s, 256 MB, 512 MB, 1,048,576 rows, 512 columns, 64 kB */

struct reader_options {
	const struct reader_limits *limits; /* NULL: the usual */
	/* Bytes read and in all (0: not known), a few times a second; true stops: ERR_STOPPED. NULL: none. */
	bool (*progress)(void *ctx, long done, long total);
	void *ctx;
};

/* Reads a file ("-": standard input). What it is, its first bytes say, not its name; .xls and what nobody knows is
 * ERR_INVALID "file" with the format's name, if any, as detail. ERR_NOT_FOUND, ERR_IO, ERR_CORRUPT (detail: what and
 * where), ERR_LIMIT (field: seconds, memory, unpacked, rows, columns, cell), ERR_MODULE, ERR_NOMEM, ERR_STOPPED. */
int workbook_read(const char *path, const struct reader_options *options, struct workbook **ret,
	struct err *err);
/* The same of bytes that were kept (workbook.bytes) or pasted; `name` as it is to be called. */
int workbook_from_bytes(const char *name, const void *bytes, size_t n,
	const struct reader_options *options, struct workbook **ret, struct err *err);
void workbook_free(struct workbook *w);

/* The cell, RAW_EMPTY beyond the row's end. */
struct raw_cell workbook_cell(const struct workbook_sheet *s, size_t row, size_t column);
/* The row's number as the file's own program shows it: line of a CSV, row of a sheet, record of a DBF; from 1. */
long workbook_row_number(const struct workbook_sheet *s, size_t row);
/* Appends the text in UTF-8, NFC: runs in an old font by their font, all else by `charset` (NONE: as it is). *ret_odd as
 * charset_decode. */
int workbook_text(const struct workbook *w, const struct raw_cell *cell, enum charset charset,
	struct strbuf *ret, size_t *ret_odd, struct err *err);

#endif
