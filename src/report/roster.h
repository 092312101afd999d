/* Lists of people with chosen columns (danh sách): who is in a list is a line of one table, what a column shows a line of
 * another. A list is a document whose rows are read while it is written, a page at a time, so that a hundred thousand
 * people need no more memory than fifty. */
#ifndef TN_REPORT_ROSTER_H
#define TN_REPORT_ROSTER_H

#include "core/record.h"
#include "report/doc.h"

enum roster_from {
	ROSTER_STAGES, /* candidates whose stage is first … last */
	ROSTER_EVENTS, /* whoever took the step `first` in the period */
	ROSTER_ADMITTED, /* whoever was admitted in the period, by the date that counts (core/setting.h) */
	ROSTER_HELPED, /* mentors with the people they help: a row each */
};
struct roster {
	const char *code;
	const char *title;   /* N_() */
	const char *columns; /* codes with spaces between: what is shown unless others are chosen */
	enum roster_from from;
	int first, last;
	bool is_lapsed; /* only those whose class certificate is no longer valid (rules: certificate_months) */
};
extern const struct roster rosters[];
extern const size_t roster_count;
const struct roster *roster_of(const char *code); /* NULL: there is none */
/* Is it of a period? */
bool roster_has_period(const struct roster *r);

struct roster_person;
struct roster_column {
	const char *code;
	const char *
		title; /* N_(): the heading that the import of candidates knows, where it knows one */
	enum doc_align align;
	int weight;
	bool is_sensitive; /* not in any list unless it is chosen: ethnicity, religion, identity number */
	void (*get)(const struct roster_person *p, int arg, struct strbuf *ret);
	int arg;
	bool is_day; /* dd/mm/yyyy */
};
extern const struct roster_column roster_columns[];
extern const size_t roster_column_count;
const struct roster_column *roster_column_of(const char *code);
/* All that the import of candidates takes: a list with these can be brought in again as it is. */
extern const char roster_import_columns[];

enum { ROSTER_COLUMNS_MAX = 40 };
struct roster_request {
	const struct roster *roster;
	const char *
		columns; /* codes with spaces or commas between, in this order; NULL: the list's own */
	struct cell_id cell;  /* 0: all */
	struct date from, to; /* of a list with a period */
	const char *user;
};
/* The list as a document with the office's letterhead. It reads from `db` until doc_done. ERR_INVALID "columns" with the
 * code that does not exist, or for none or too many. It goes out in the formats of doc_list.h. */
int roster_make(struct db *db, const struct roster_request *q, struct doc *ret, struct err *err);

/* ---- one after another ------------------------------------------------------------------------------ */

struct roster_person {
	int64_t id;
	size_t place;	    /* from 1 */
	const char *mentor; /* ROSTER_HELPED: whose row it is */
	char *full_name, *birth, *ethnicity, *religion, *cccd, *phone, *home_place, *residence,
		*occupation, *grade, *organisation, *position, *note, *source, *cell_name,
		*cell_code;
	char *mentors[2]; /* first and second; then how many more is not told */
	char *all_mentors;
	char sex;
	int education, professional;
	bool youth_union, readmission;
	enum stage stage;
	struct date stage_on, assigned_on;
	struct roster_step {
		struct date on;
		char *paper_no;
	} steps[EVENT_RECOGNISED + 1];		  /* by enum event_kind */
	int certificate_months, probation_months; /* of the rule set in force */
};
struct roster_reader;
int roster_open(
	struct db *db, const struct roster_request *q, struct roster_reader **ret, struct err *err);
/* 1: a person, valid until the next call; 0: no more. */
int roster_next(struct roster_reader *r, const struct roster_person **ret, struct err *err);
/* At the first one again. */
int roster_rewind(struct roster_reader *r, struct err *err);
void roster_close(struct roster_reader *r);

#endif
