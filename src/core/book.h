/* The books (sổ) of the sourcing work: every kind of record is a table of fields, and one set of functions reads,
 * checks, saves and shows them all. What such a record says is text as the database has it: dates ISO, months
 * "2026-11", numbers as digits, yes "1", records by their id. */
#ifndef TN_CORE_BOOK_H
#define TN_CORE_BOOK_H

#include "base/strbuf.h"
#include "base/vec.h"
#include "core/act.h"

enum book_kind {
	BOOK_TERM,	     /* the office's lists: associations, obstacles, causes */
	BOOK_HEAD,	     /* heads of hamlets and associations: sources of their own */
	BOOK_RESOLUTION,     /* a cell's resolution of a year … */
	BOOK_DUTY,	     /* … and the duties it gives */
	BOOK_MONTHLY,	     /* monthly reports of members and associations */
	BOOK_PROPOSAL,	     /* who named whom; written by propose() */
	BOOK_OBSTACLE,	     /* what stands in a candidate's way */
	BOOK_VISIT,	     /* talks */
	BOOK_OVERSIGHT,	     /* who is in charge of which cell */
	BOOK_MEETING,	     /* attendance at cells' meetings, what was asked for */
	BOOK_DIRECTIVE,	     /* papers from above … */
	BOOK_DIRECTIVE_CELL, /* … and to which cells they were passed */
	BOOK_BRIEFING,	     /* the standards explained */
	BOOK_REVIEW,	     /* an association looked through its members */
	BOOK_ACTIVITY,	     /* of the Front and associations in hamlets */
	BOOK_STAFF,	     /* of a school or office: those who are no members yet, as a number */
	BOOK_CAUSE,	     /* why a year's result fell short */
	BOOK_SIGNER,	     /* who signs papers, from and until when (core/letterhead.h) */
	BOOK_REGISTER,	     /* papers that went out, by number (core/register.h) */
	BOOK_FOLLOW_UP,	     /* what was heard of a candidate in a month */
	BOOK_STATISTICS,     /* what the statistics ask beyond a person's own data: one a person */
	BOOK_SAVED_LIST,     /* columns of a list, under a name */
	BOOK_KINDS
};

enum book_type {
	BOOK_TEXT,
	BOOK_NAME, /* of a person, as typed; members are offered */
	BOOK_DATE,
	BOOK_MONTH, /* "2026-11" */
	BOOK_NUMBER,
	BOOK_YES,
	BOOK_CHOICE, /* 1 … of book_field.choices */
	BOOK_CELL,
	BOOK_PERSON, /* anybody in the lists */
	BOOK_MEMBER, /* likewise; members are offered */
	BOOK_ONE_OF, /* a term of the list book_field.of */
	BOOK_RECORD, /* a record of the book book_field.of */
};

enum term_list { TERM_ASSOCIATION = 1, TERM_OBSTACLE = 2, TERM_CAUSE = 3 };
enum cause_side { CAUSE_OBJECTIVE = 1, CAUSE_SUBJECTIVE = 2 };
enum head_post { HEAD_HAMLET = 1, HEAD_ASSOCIATION = 2, HEAD_OTHER = 3 };
enum signer_body { SIGNS_COMMITTEE = 1, SIGNS_STANDING, SIGNS_OFFICE, SIGNS_CELL };
enum follow_state { FOLLOW_NOTHING = 1, FOLLOW_MOVED_ON, FOLLOW_DIFFICULTY, FOLLOW_NOT_SEEN };
/* Biểu 2-BTCTW, II.1 (11-HD/BTCTW 2021), in its order. */
enum work_kind {
	WORK_STATE_OFFICE = 1, /* of a district and above, as it was */
	WORK_PARTY_OFFICE,
	WORK_COMMUNE,
	WORK_HAMLET,
	WORK_PUBLIC_UNIT,
	WORK_PRIVATE_UNIT,
	WORK_MANAGER,
	WORK_CLERK,
	WORK_WORKER,
	WORK_FARMER,
	WORK_SOLDIER,
	WORK_STUDENT,
	WORK_PUPIL,
	WORK_OTHER,
	WORK_KINDS = WORK_OTHER
};
enum academic_title { TITLE_ASSOCIATE_PROFESSOR = 1, TITLE_PROFESSOR };
/* Types of papers by the symbols of their numbers (domain.md 4): NQ, QĐ, KL, QC, CTr, KH, BC, TB, TTr, CV, HD, BB. */
enum paper_type {
	PAPER_RESOLUTION = 1,
	PAPER_DECISION,
	PAPER_CONCLUSION,
	PAPER_REGULATION,
	PAPER_PROGRAMME,
	PAPER_PLAN,
	PAPER_REPORT,
	PAPER_NOTICE,
	PAPER_PROPOSAL,
	PAPER_LETTER,
	PAPER_GUIDE,
	PAPER_MINUTES,
	PAPER_OTHER
};
enum visit_met { MET_PERSON = 1, MET_FAMILY, MET_TEACHER, MET_OTHER };

struct book_field {
	const char *column;
	const char *label, *hint; /* N_(); hint may be NULL */
	enum book_type type;
	int of;			    /* enum term_list or enum book_kind */
	const char *const *choices; /* N_(), ends with NULL; value 1 is the first */
	const char *unset;	    /* what is stored where nothing is given; NULL: nothing */
	bool required;
	bool past;	  /* a day not after today */
	bool listed;	  /* a column of the list */
	bool hidden;	  /* neither in list nor form: set by whoever opens the form */
	int cells;	  /* width in the list */
	long least, most; /* BOOK_NUMBER; both 0: from 0 up */
};
#define BOOK_FIELDS_MAX 14

struct book {
	const char *code;  /* "obstacle": acts are obstacle_add, _change, _remove */
	const char *table; /* and the record's name in the audit */
	const char *title; /* N_("Obstacles"): of the list */
	const char *one;   /* N_("Obstacle"): of the form */
	const char *empty; /* N_(): what its empty list says */
	const char *note;  /* N_(): above the form; NULL */
	const struct book_field *fields;
	size_t field_count;
	enum db_query first;		     /* DBQ_…_ONE; ALL, ADD, SAVE, REMOVE follow */
	bool has_cell, has_person, has_days; /* what its rows can be narrowed down by */
	/* read by an index where it is asked for this alone; 0: the whole book is looked through */
	enum db_query of_person, of_parent, of_cell_days;
};
const struct book *book_of(enum book_kind kind);
/* BOOK_KINDS if no book writes this table. */
enum book_kind book_of_table(const char *table);
/* The place of a column among its fields; -1: it has none. */
int book_column(enum book_kind kind, const char *column);

struct book_row {
	int64_t id, rev;	  /* id 0: a new one */
	char *v[BOOK_FIELDS_MAX]; /* by field; NULL: empty */
};
void book_row_done(struct book_row *row);
/* Never NULL. */
const char *book_text(enum book_kind kind, const struct book_row *row, const char *column);
int64_t book_id(enum book_kind kind, const struct book_row *row, const char *column);
struct date book_date(enum book_kind kind, const struct book_row *row, const char *column);
/* A copy of `text`; "" and NULL empty it. ERR_NOMEM. */
int book_set(enum book_kind kind, struct book_row *row, const char *column, const char *text,
	struct err *err);
int book_set_id(
	enum book_kind kind, struct book_row *row, const char *column, int64_t id, struct err *err);
int book_set_date(enum book_kind kind, struct book_row *row, const char *column, struct date d,
	struct err *err);

struct book_query {
	struct cell_id cell; /* 0: all */
	struct person_id person;
	int64_t parent;	      /* the list of a term, the resolution of a duty, the directive */
	struct date from, to; /* unset: open */
};
struct book_rows {
	struct book_row *v;
	size_t n, cap;
};
/* In the book's own order. */
int book_read(struct db *db, enum book_kind kind, const struct book_query *q, struct book_rows *ret,
	struct err *err);
void book_rows_done(struct book_rows *rows);
int book_load(
	struct db *db, enum book_kind kind, int64_t id, struct book_row *ret, struct err *err);

/* Adds (id 0) or changes (rev) one record: checked by its fields and by book_check. err.field is the column. */
int book_save(struct db *db, const struct act_by *by, enum book_kind kind,
	const struct book_row *row, int64_t *ret, struct err *err);
/* ERR_IN_USE: others rest on it. RULE_TERM_SHIPPED. */
int book_remove(struct db *db, const struct act_by *by, enum book_kind kind, int64_t id,
	int64_t rev, struct err *err);
/* What a kind asks for beyond its fields. */
int book_check(enum book_kind kind, const struct book_row *row, struct err *err);

/* ---- words ---------------------------------------------------------------------------------------- */
/* A value as people read it. */
int book_value_add(struct db *db, struct strbuf *b, enum book_kind kind, size_t field,
	const char *value, struct err *err);
/* A record in a few words, where another points at it. */
int book_name_add(
	struct db *db, struct strbuf *b, enum book_kind kind, int64_t id, struct err *err);
/* The translated name of a term: the office's own, else that of its code. */
const char *term_name(const char *code, const char *name);
/* The codes that the program brings, one after the other; NULL after the last. */
const char *term_shipped(size_t i);
const char *term_list_label(enum term_list l);	 /* N_() */
const char *cause_side_label(enum cause_side s); /* N_() */

#endif
