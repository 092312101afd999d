/* Calendar dates (proleptic Gregorian). A date of which only the year is known has month = day = 0;
 * no date at all is all zero. In the database and in code dates are ISO text, on screen d/m/Y. */
#ifndef TN_BASE_DATE_H
#define TN_BASE_DATE_H

#include <stdbool.h>

struct date {
	short year;
	signed char month, day;
};

#define DATE_TEXT 11 /* "YYYY-MM-DD" and NUL */

static inline bool date_is_set(struct date d)
{
	return d.year != 0;
}
static inline bool date_is_full(struct date d)
{
	return d.year != 0 && d.month != 0;
}

/* true: a day that exists, year 1800 to 2200 */
bool date_is_valid(struct date d);
/* ISO "YYYY-MM-DD", or "YYYY" where `year_ok`. NULL or "" gives no date and true. */
bool date_from_iso(const char *s, bool year_ok, struct date *ret);
/* As people write it: d/m/yyyy, dd-mm-yyyy, d.m.yyyy, ddmmyyyy, ISO; a year alone where `year_ok`. Blanks
 * around it are passed over; "" gives no date and true. Two-digit years are refused. */
bool date_from_user(const char *s, bool year_ok, struct date *ret);
/* "" for no date, "YYYY" for a year. Returns buf. */
char *date_to_iso(struct date d, char buf[DATE_TEXT]);
/* "dd/mm/yyyy", "" or "yyyy": the office's own order in every language. Returns buf. */
char *date_to_user(struct date d, char buf[DATE_TEXT]);

int date_cmp(struct date a, struct date b); /* by year, month, day; <0, 0, >0 */
long date_to_days(struct date d);	    /* days since 1970-01-01; full dates only */
struct date date_from_days(long days);
struct date date_add_days(struct date d, long n);
/* The same day number n months on, or the month's last day where there is none (31/1 + 1 month,
 * 29/2 + 12 months). n may be negative. */
struct date date_add_months(struct date d, int n);
int date_weekday(struct date d);		    /* 0 Monday … 6 Sunday */
struct date date_min(struct date a, struct date b); /* an unset date loses */
struct date date_max(struct date a, struct date b);

#endif
