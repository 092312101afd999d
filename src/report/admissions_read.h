#ifndef TN_REPORT_ADMISSIONS_READ_H
#define TN_REPORT_ADMISSIONS_READ_H

#include "report/figures.h"

/* The two dates of one candidacy that was not cancelled. */
struct admission_dates {
	struct date decision, ceremony;
	int64_t decision_event;
};
int admission_dates_of(struct db *db, struct person_id person, struct admission_dates *ret,
	size_t max, size_t *ret_n, struct err *err);
/* The chosen date, or where it is missing the other one. */
struct date admission_counting_date(const struct admission_dates *d, enum date_basis basis);
/* In which cell somebody was on a day; before the first known one: that. */
int admission_cell_on(struct db *db, struct person_id person, struct date day, struct cell_id *ret,
	struct err *err);

/* Everybody whose counting date lies in the period, in Vietnamese order of names. */
int admissions_read(struct db *db, struct date from, struct date to, enum date_basis basis,
	struct admissions *ret, struct err *err);
/* How many there are: the length of that list, without reading who they are. */
int admissions_count(struct db *db, struct date from, struct date to, enum date_basis basis,
	long *ret, struct err *err);
void admission_done(struct admission *a);
void admissions_done(struct admissions *list);

#endif
