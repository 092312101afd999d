/* The reports. One request gives one report: its document for the writers, its JSON, and the people behind
 * every figure that has a door. */
#ifndef TN_REPORT_REPORT_H
#define TN_REPORT_REPORT_H

#include "core/record.h"
#include "core/task.h"
#include "report/doc.h"

enum report_kind {
	REPORT_ADMISSIONS,
	REPORT_PIPELINE,
	REPORT_CELLS,
	REPORT_MENTORS,
	REPORT_TARGETS,
	REPORT_DUE,	 /* what is due in the period, by cell */
	REPORT_FORECAST, /* of the year that the period ends in */
	REPORT_TIMES,	 /* days between the steps */
	REPORT_MAP, /* the cells of the year that the period ends in: what each does for sources */
	REPORT_SOURCING,
	REPORT_OBSTACLES,
	REPORT_EVALUATION, /* facts of the year that the period ends in */
	REPORT_TRENDS,	   /* of that year and those before it */
	REPORT_FORM2,	   /* Biểu 2-BTCTW: of six months or a year */
	REPORT_TURNAROUND, /* sheets that the cells fill in by hand: of the month of its day if that
			      lies in the period, else of the last one */
	REPORT_HEALTH, /* how far the data can be relied on, today or as of a past day; of a cell
			  with the people */
};
#define REPORT_KINDS 16
/* Is it of a whole year, whatever the period: then of the one that the period ends in. */
bool report_is_of_year(enum report_kind k);
const char *report_name(enum report_kind k);  /* "admissions", … of the command line */
const char *report_title(enum report_kind k); /* N_() */

struct report_request {
	enum report_kind kind;
	struct date from, to; /* full days; from <= to */
	struct date as_of; /* "tính đến ngày": a past day that everything is of; unset: today */
	struct cell_id cell; /* 0: all */
	const char *user;    /* who prints it; the stamp is the clock's */
	bool with_overdue;   /* REPORT_DUE: what was due before the period and is not done, too */
	/* REPORT_DUE: exactly the rows that this gives, instead of the period's; NULL: the period's.
	 * `only`, already translated, says on the paper what they were narrowed down to. */
	int (*rows)(void *ctx, int (*take)(void *take_ctx, const struct task_row *row),
		void *take_ctx, struct err *err);
	void *rows_ctx;
	const char *only;
	bool is_compared; /* for corrections: does not say that it is of a past day */
	bool data_only; /* REPORT_DUE: for CSV, JSON and iCalendar alone; its document has no tables */
};

struct report;
/* Reads everything on one state of the data. The day that a report is of is the end of the period or q->as_of,
 * whichever is earlier: nothing that happened later counts, and it equals the report that was made on q->as_of, had
 * everything been recorded by then. Of a period that is over without q->as_of, the stages, names and helpers are those
 * of its last day, while what was recorded since still says on which day an admission counts. ERR_INVALID "from" for a
 * period that ends before it begins; ERR_REFUSED RULE_FUTURE "as_of" for a day to come. */
int report_make(
	struct db *db, const struct report_request *q, struct report **ret, struct err *err);
void report_free(struct report *r);
const struct doc *report_doc(const struct report *r);
/* How its files are written: see struct doc. */
void report_saving(struct report *r, struct doc_progress progress, bool keep_existing);
/* As a table for a spreadsheet: what is due as one list, a line each; the others as their document. */
int report_csv(const struct report *r, struct strbuf *out, struct err *err);
int report_save_csv(const struct report *r, const char *path, struct err *err);
int report_json(const struct report *r, struct strbuf *out, struct err *err);
/* REPORT_DUE as iCalendar (RFC 5545): one all-day event for each matter, its UID the same as long as it is due
 * and different from those of other offices; of an empty list a calendar without events, so that what follows
 * the file empties, too. ERR_INVALID "format" for another kind. */
int report_ics(const struct report *r, struct strbuf *out, struct err *err);

/* The people behind a door of the document, in Vietnamese order of names; the number of them is what the
 * figure says. */
struct report_people {
	struct person_id *v;
	size_t n;
};
int report_people(const struct report *r, int door, struct report_people *ret, struct err *err);
void report_people_done(struct report_people *p);

/* The period of a year, of the whole term that holds today (from the term's target, else the calendar
 * term 2020–2025, 2025–2030 …), as people choose it. */
struct date report_year_from(int year);
struct date report_year_to(int year);

#endif
