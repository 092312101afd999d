/* The sourcing work of a year, cell by cell, as figures. */
#ifndef TN_CORE_WORK_H
#define TN_CORE_WORK_H

#include "core/book.h"
#include "rules/sourcing.h"

struct work_month {
	long due,
		made; /* reports of who has a duty; due 0: not owed, or the month is not over on as_of */
};
struct cell_work {
	struct cell_id cell;
	int64_t resolution; /* 0: none */
	char number[120];
	struct date resolution_on;
	long members, associations; /* with a duty */
	long find;		    /* people to be found by them */
	struct work_month months[12];
	long reports_due, reports_made; /* of all months */
	long names;			/* people found or proposed in the year */
	long obstacles;			/* people with an open one; of today: on the way */
	long mentors;			/* who help somebody */
	long uncovered;			/* nobody helps them; -1: not known, as_of is not today */
	struct date last_meeting;	/* somebody of the committee was there */
	long requests;			/* asked for, not done */
	long visits;			/* talks */
};
struct work {
	int year;
	struct date as_of;
	struct cell_work *cells; /* every cell there ever was, by id */
	size_t n;
};
/* `as_of` lies in the year, or after it. */
int work_read(struct db *db, int year, struct date as_of, struct work *ret, struct err *err);
/* The same with no more than what is owed: resolutions, reports, meetings. Reads no people. */
int work_read_owed(struct db *db, int year, struct date as_of, struct work *ret, struct err *err);
void work_done(struct work *w);
const struct cell_work *work_of(const struct work *w, struct cell_id cell); /* NULL: no such cell */

#endif
