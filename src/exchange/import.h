/* The office's lists brought in from CSV: all rows or none, as one act with one audit row. People
 * and records that are there already are found again and updated, never doubled; an empty field
 * never erases; the same file a second time changes nothing. */
#ifndef TN_EXCHANGE_IMPORT_H
#define TN_EXCHANGE_IMPORT_H

#include "base/strbuf.h"
#include "core/act.h"
#include "reader/csv.h"

#include <stdbool.h>

enum import_kind {
	IMPORT_CELLS,
	IMPORT_MEMBERS,
	IMPORT_CANDIDATES,
	IMPORT_EVENTS,
	IMPORT_MENTORS,
	IMPORT_TARGETS,
};
#define IMPORT_KINDS 6

/* "cells", … of the command line. */
const char *import_kind_code(enum import_kind k);
bool import_kind_from_code(const char *code, enum import_kind *ret);
const char *import_kind_label(enum import_kind k); /* N_() */
/* The headings of a kind as they are printed for people, in order; NULL after the last. */
const char *import_heading(enum import_kind k, size_t i);
/* The key of its field, as errors and changes name it. */
const char *import_field(enum import_kind k, size_t i);

struct import_options {
	bool dry_run;	     /* says the same, changes nothing */
	bool ignore_unknown; /* unknown headings are warned of, not refused */
	/* Bytes read and in all, every few hundred rows; true stops: ERR_STOPPED. NULL: none. */
	bool (*progress)(void *ctx, long done, long total);
	void *ctx;
};

struct import_note {
	long line;
	size_t row;   /* its place in plan_result.rows; 0 where there is no plan */
	char *column; /* the file's own heading, NULL: the row as a whole */
	char *reason; /* a sentence in the user's language */
	bool is_warning;
	enum err_code code; /* for programs: 0 with most warnings */
	int rule;	    /* enum rule_id */
	char field[32];	    /* key of the column, "" if none */
};

struct import_result {
	long added, updated, same; /* rows */
	long refused;		   /* rows; the heading counts as one. Not 0: nothing was changed */
	long warnings;
	bool is_saved;		   /* something is in the database that was not */
	struct import_note *notes; /* by line; texts are safe for a terminal */
	size_t note_count;
};
void import_result_done(struct import_result *r);

/* 0: read to the end; *ret says what was done or refused. <0: nothing was done (the database
 * cannot be read or written, ERR_STOPPED). Where an act is open already it joins it: then
 * refused rows are the caller's to roll back, and dry_run is ERR_INTERNAL. */
int import_csv(struct db *db, const struct act_by *by, enum import_kind kind, struct csv *csv,
	const struct import_options *options, struct import_result *ret, struct err *err);

/* "Line 5, Ngày sinh: …" */
void import_note_add(struct strbuf *b, const struct import_note *n);

#endif
