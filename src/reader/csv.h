/* CSV, record by record: what is held besides the bytes is bounded, whatever they are. The delimiter
 * (, ; or tab) is taken from the first record, which is the heading. RFC 4180 quoting; lines end in
 * CRLF, LF or CR. */
#ifndef TN_READER_CSV_H
#define TN_READER_CSV_H

#include "base/err.h"

#include <stddef.h>

enum {
	CSV_FIELD_MAX = 65536, /* bytes of one field */
	CSV_FIELDS_MAX = 512,  /* fields of one record */
};

/* What makes one record unreadable; the next one is read all the same. */
enum csv_fault {
	CSV_OK,
	CSV_NOT_UTF8,
	CSV_NUL,	/* a zero byte */
	CSV_LONG,	/* longer than CSV_FIELD_MAX, or more fields than CSV_FIELDS_MAX */
	CSV_QUOTE_TEXT, /* text behind a closing quote */
	CSV_QUOTE_OPEN, /* a quote that is never closed */
};

struct csv_record {
	long line; /* where it begins; the heading is line 1 */
	size_t n;  /* fields */
	char *const
		*field; /* NUL-terminated, valid until the next record; our formula guard is off */
	enum csv_fault fault;
	size_t fault_at; /* number of the field */
};

struct csv;

/* The bytes must live as long as the reader. */
int csv_open_memory(const void *data, size_t n, struct csv **ret, struct err *err);
void csv_close(struct csv *c);
/* Before the first record: fields are bytes of some charset, none of them is CSV_NOT_UTF8; the delimiter is that of the
 * first record that has one (a title stands above many a table), or of a line "sep=;" at the top, which is no record. */
void csv_take_bytes(struct csv *c);

/* 1: a record, 0: the end, <0: ERR_NOMEM. Blank lines are passed over, but counted. */
int csv_next(struct csv *c, struct csv_record *ret, struct err *err);
/* Bytes read so far and in all. */
void csv_progress(const struct csv *c, long *ret_done, long *ret_total);
/* Line ends of the whole input. */
long csv_count_lines(const struct csv *c);

#endif
