/* What the home page says: this year against its targets, and what needs somebody. Read in
 * portions, so that the first screen does not wait for it. */
#ifndef TN_REPORT_OVERVIEW_H
#define TN_REPORT_OVERVIEW_H

#include "base/strbuf.h"
#include "base/vec.h"
#include "core/task.h"

enum overview_part {
	OVERVIEW_FIGURES,
	OVERVIEW_UNCOVERED, /* candidates without a mentor */
	OVERVIEW_DRY,	    /* cells without admission for years */
	/* the rest are lists of what is due (core/task.h), each by its query */
	OVERVIEW_BLOCKED, /* nothing goes on before this is mended */
	OVERVIEW_CEREMONY_LATE,
	OVERVIEW_DECISION_LATE,
	OVERVIEW_COMMITTEE_LATE,
	OVERVIEW_ANSWERS_LATE,	   /* background checks that were not answered in time */
	OVERVIEW_RECOGNITION_LATE, /* the twelve months have ended */
	OVERVIEW_OTHERS_LATE,	   /* whatever else is overdue; who lacks a mentor stands above */
	OVERVIEW_WORK_LATE,	   /* of the sourcing work: resolutions, reports, steps, visits */
	OVERVIEW_CERTIFICATES,	   /* lapse within 90 days */
	OVERVIEW_PROBATION_ENDS,   /* twelve months end within 90 days */
	OVERVIEW_PARTS
};
#define OVERVIEW_CERTIFICATE_DAYS 90
#define OVERVIEW_PROBATION_DAYS	  90

struct overview_task {
	bool is_known; /* has been read */
	long n;
	long days;	   /* the longest time overdue, or to the nearest end; -1 does not apply */
	struct strbuf few; /* names of the first ones: people or cells */
	struct task_query query; /* opens them; not for cells and OVERVIEW_UNCOVERED */
};

/* What the sourcing work owes, by what it is. */
struct overview_work {
	long resolutions, reports, steps, visits;
};

struct overview_cell {
	struct cell_id id;
	char *name;
	int years; /* without admission; -1: none known */
	struct date last;
	bool nobody_left;
};

struct overview {
	struct date today;
	int next; /* the part to be read next */
	bool has_figures;
	int dry_years;
	long target[4], actual[4]; /* by enum target_kind; target -1: none */
	struct overview_task tasks[OVERVIEW_PARTS];
	long overdue;		/* all that is, known with OVERVIEW_OTHERS_LATE */
	long marks[TASK_MARKS]; /* OVERVIEW_PROBATION_ENDS by the mark passed last (task_marks) */
	struct overview_work work; /* OVERVIEW_WORK_LATE */
	VEC(struct overview_cell) dry;
};

/* Everything is to be read anew; what is known stays until its part is read. */
void overview_begin(struct overview *o, struct date today);
/* Reads one part: 1 there is more, 0 that was the last. After an error (ERR_STOPPED: db_stop_when)
 * the same part comes again. */
int overview_next(struct db *db, struct overview *o, struct err *err);
void overview_done(struct overview *o);

#endif
