/* The sourcing work of a cell: what is owed by when, and why nothing comes of it. Pure. */
#ifndef TN_RULES_SOURCING_H
#define TN_RULES_SOURCING_H

#include "base/date.h"

#include <stdbool.h>

/* ---- monthly reports ------------------------------------------------------------------------------ */

/* The report of a month is due on this day (1 … 28) of the next one. */
struct date report_due_on(int year, int month, int day);
/* Is the cell to report of this month? From the month of its resolution on (no date: all of the year). */
bool report_is_owed(struct date resolution_on, int year, int month);
/* Is the month over at the end of the day `as_of`? Of a day that has not gone by on `today`: at its beginning. */
bool report_month_is_over(int year, int month, struct date as_of, struct date today);

enum month_mark { MONTH_NOT_DUE, MONTH_NONE, MONTH_SOME, MONTH_ALL };
enum month_mark month_mark(long due, long made);

/* ---- visits ----------------------------------------------------------------------------------------- */

/* By which day somebody has to be at the cell again: `months` after the last time; unset: 0 months, or never
 * there and `since` (the year's beginning) unknown. */
struct date visit_due_on(struct date last, struct date since, int months);

/* ---- why a cell is dry -------------------------------------------------------------------------- */

enum dry_reason {
	DRY_NOBODY_LEFT,   /* the cell says that there is nobody to admit */
	DRY_NO_RESOLUTION, /* no resolution of the year */
	DRY_NO_DUTY,	   /* a resolution without duties */
	DRY_NO_REPORTS,	   /* less than half of what was owed */
	DRY_NO_NAMES,	   /* nobody was named, nobody is on the way */
	DRY_OBSTACLES,	   /* there are names, but obstacles stand before them */
	DRY_NO_MENTOR,	   /* there are names, but nobody helps them */
	DRY_REASONS
};
struct dry_facts {
	bool nobody_left, has_resolution;
	long duties;
	long reports_due, reports_made;
	long names;	/* named in the year */
	long pipeline;	/* on the way */
	long obstacles; /* of them with an open obstacle */
	long uncovered; /* of them without a mentor */
};
/* A set of 1 << enum dry_reason. */
unsigned dry_reasons(const struct dry_facts *f);

#endif
