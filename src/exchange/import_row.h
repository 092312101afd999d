/* What the importers share: rows as values by column, refusing and warning, finding cells and
 * people. Private to this folder. */
#ifndef TN_EXCHANGE_IMPORT_ROW_H
#define TN_EXCHANGE_IMPORT_ROW_H

#include "base/vec.h"
#include "core/intake.h"
#include "exchange/import.h"
#include "exchange/memo.h"
#include "viet/name.h"

enum { COLUMNS_MAX = 40 };

enum value_kind {
	VALUE_TEXT,
	VALUE_RELIGION, /* "không" is none */
	VALUE_CCCD,
	VALUE_PHONE, /* a text to the importers */
	VALUE_DATE,
	VALUE_BIRTH, /* a year alone is allowed */
	VALUE_YES,
	VALUE_SEX,
	VALUE_NUMBER,
	VALUE_PERCENT,
	VALUE_YEARS,
	VALUE_CELL_TYPE,
	VALUE_EDUCATION,
	VALUE_PROFESSIONAL,
	VALUE_EVENT,
};

struct column {
	const char *field;   /* as in errors and sentence_field */
	const char *heading; /* as printed for people */
	const char *others;  /* further headings as keys, parted by |; or NULL */
	enum value_kind kind;
	bool is_required; /* the file must have the column */
	int pair;	  /* of a day: its paper's number is in the field pair - 1; 0: none */
	int second; /* where the second of two names in one cell goes: the field second - 1; 0: nowhere */
};

/* One field of the row: empty where text is NULL. */
struct value {
	const char *text; /* clean */
	struct date date;
	long number, second; /* yes, sex, enum, figure; years: from, to */
};

enum outcome { ROW_SAME, ROW_ADDED, ROW_UPDATED, ROW_REFUSED };

struct import;
struct verdicts;

struct table {
	const struct column *columns;
	size_t n;
	bool is_large; /* worth dropping indexes for */
	size_t state_size;
	/* One row: sets im->outcome. An error that lies in the data refuses the row, any other ends
	 * all. */
	int (*row)(struct import *im, struct err *err);
	/* After the last row: what had to wait for all of them. May be NULL. */
	int (*end)(struct import *im, struct err *err);
	void (*done)(struct import *im);
};

extern const struct table import_cells, import_members, import_candidates, import_events,
	import_mentors, import_targets;

struct import {
	struct db *db;
	struct act_by by;
	enum import_kind kind;
	const struct table *table;
	const struct import_options *options;
	struct import_result *result;
	VEC(struct import_note) notes;
	/* the heading */
	char **headings; /* the file's own, safe for a terminal */
	size_t heading_count;
	int column_of[CSV_FIELDS_MAX]; /* of the file's field: number in the table, or -1 */
	int file_of[COLUMNS_MAX];      /* the other way */
	/* the row */
	long line;
	size_t row;		 /* its place among the verdicts */
	struct person_id person; /* whom it is about; 0: nobody yet */
	bool is_near;		 /* found by name and cell alone */
	struct value v[COLUMNS_MAX];
	int at; /* column that an error is about, -1: the one with its field */
	enum outcome outcome;
	VEC(char *) texts; /* clean values that are not the file's own bytes */
	struct memo cells;
	void *state; /* the table's own */
	/* What is said of each row (verdict.h); NULL: nobody asks. Then a row that contradicts who somebody is is refused,
	 * not taken for a correction. */
	struct verdicts *verdicts;
	bool is_left_behind; /* a row was refused when part of it was written already */
};

/* ---- the engine (import.c) ---- */
const struct table *import_table(enum import_kind k);
/* The number of its column with this field; -1: none. */
int import_column(const struct table *t, const char *field);
/* result and options must live as long as the import. */
int import_make(struct db *db, const struct act_by *by, enum import_kind kind,
	const struct import_options *options, struct import_result *result, struct import **ret,
	struct err *err);
/* Hands the notes over to the result. */
void import_free(struct import *im);
/* The file's headings, before those of its next sheet. */
void import_headings_done(struct import *im);
/* The act around the rows; finish takes it back where r is an error or nothing is to be kept. */
int import_begin(struct import *im, struct err *err);
int import_finish(struct import *im, bool keep, int r, struct err *err);
/* A row: clear, its fields (raw is written to and must live until the next clear), enter. Then im->outcome says what
 * became of it. */
void import_row_clear(struct import *im);
int import_row_field(struct import *im, int column, char *raw, struct err *err);
int import_row_enter(struct import *im, struct err *err);
/* Ends the mark that a row began with (db_mark): where r is an error what was written since goes back. */
int import_mark_end(struct import *im, int r, struct err *err);

/* ---- notes (import_note.c) ---- */
/* The row is refused for `e`; the column is im->at, or that of e->field. ERR_NOMEM. */
int import_refuse(struct import *im, const struct err *e);
/* Did the error lie in the data, so that a row is refused and reading goes on? */
bool import_is_refusal(int r);
/* 0: the error lay in the data and the row is refused; else it is handed back. */
int import_settle(struct import *im, int r, const struct err *e);
/* `text` is a sentence in the user's language. */
int import_warn(struct import *im, int column, int rule, const char *text);
/* A rule that asked for a reason and let an imported record pass. */
int import_warn_rule(struct import *im, int column, int rule);
/* A refusal that no err_code has words for. */
int import_refuse_text(struct import *im, const char *heading, const char *text);
/* Adds a note of the present line; takes the reason over (NULL: ERR_NOMEM). */
int import_note_put(struct import *im, const struct import_note *given, const char *column);
/* The text, safe for a terminal; NULL without memory. */
char *import_safe(const char *s);
long *import_counter(struct import_result *r, enum outcome o);
/* A row that was counted turns out otherwise. */
void import_recount(struct import *im, enum outcome was, enum outcome now);
static inline bool has(const struct import *im, int column)
{
	return im->v[column].text != NULL;
}
/* ERR_INVALID without a value: it must be filled in. */
int import_need(struct import *im, int column, struct err *err);

/* ---- cells and people (match.c) ---- */
/* By code or name, and as lists shorten it: "CB ấp 2", "CB. Ấp 02". ERR_NOT_FOUND, ERR_AMBIGUOUS; field "cell". */
int cell_find_said(struct db *db, const char *text, struct cell_id *ret, struct err *err);
/* The cell of a column; 0 where it is empty. */
int import_cell(struct import *im, int column, struct cell_id *ret, struct err *err);

struct wanted {
	const char *name, *cccd; /* clean; cccd NULL: none */
	struct date birth;
	struct cell_id cell; /* 0: not known */
	unsigned char key[NAME_KEY_MAX];
	size_t key_len;
	bool is_near;	   /* out: by name and cell alone, neither birth nor number proves it */
	bool has_namesake; /* out: nobody yet, but somebody of the same name and birth has another
			      CCCD */
};
/* Makes the key of the name. */
int wanted_set(struct wanted *w, const char *name, struct date birth, const char *cccd,
	struct cell_id cell, struct err *err);
/* Who it is, 0 for nobody yet. Same CCCD, or same name and birth date; a name without birth date or
 * CCCD, on either side, only within its cell and only if it is the only one. ERR_AMBIGUOUS,
 * ERR_DUPLICATE "cccd" (the number belongs to somebody of another name and birth). */
int match_person(struct db *db, struct wanted *w, struct person_id *ret, struct err *err);

/* The columns that say who somebody is. */
struct person_columns {
	int name, birth, cccd, cell;
};
/* Who the row is about, 0 for nobody yet; w->cell is the row's. What is odd about it is warned of. */
int import_person(struct import *im, const struct person_columns *c, struct wanted *w,
	struct person_id *ret, struct err *err);
/* The same of a row about somebody who must be there: ERR_NOT_FOUND. Without birth and number it needs the cell. */
int import_known_person(struct import *im, const struct person_columns *c, struct cell_id *ret_cell,
	struct person_id *ret, struct err *err);

/* ---- mentors (mentor_find.c) ---- */
struct mentor_finder {
	struct memo memo; /* cell and name → place in list */
	VEC(struct intake_mentor) list;
};
void mentor_finder_done(struct mentor_finder *f);
/* The member of that name, in the cell first, else in the committee; ERR_AMBIGUOUS "mentor". id 0:
 * nobody of that name is or was a member. The result's facts and name are the finder's, `from` is
 * unset. */
int mentor_find(struct mentor_finder *f, struct db *db, const char *name, struct cell_id cell,
	struct intake_mentor *ret, struct err *err);
/* Is the assignment one of this mentor? One that was kept as a name is his by the name. */
int assignment_is_of(
	const struct assignment *a, const struct intake_mentor *m, bool *ret, struct err *err);

/* ---- a person's own data (import_person.c) ---- */
struct part {
	int column;
	enum {
		PART_TEXT,
		PART_NAME,
		PART_GRADE, /* as written, unless that is our own word for the level alone */
		PART_DATE,
		PART_INT,
		PART_BOOL,
		PART_CHAR
	} kind;
	size_t offset; /* in struct person */
};
/* Puts the row's values into a new person; texts stay the row's. */
void parts_fill(const struct import *im, const struct part *parts, size_t n, struct person *p);
/* The row over a person who is there, saved where anything differs. Where its cell is none that the person ever was in,
 * the person belongs to it: a correction. as_member: he stands in the members' list from now on. */
int person_change(struct import *im, const struct part *parts, size_t n,
	const struct person_columns *c, struct person_id id, struct cell_id cell, bool as_member,
	struct err *err);
/* What is odd about the number, but not refused. */
int warn_cccd(struct import *im, int column, const struct person *p);
/* Somebody of whom only a list told was found at the latest on the day of his first known event:
 * moves such an EVENT_FOUND, which has nothing but its date and source, back to `on`. */
int found_by(struct import *im, struct person_id id, struct date on, struct err *err);

#endif
