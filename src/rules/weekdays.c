#include "rules/weekdays.h"

#define WORKWEEK 5

struct date date_add_weekdays(struct date d, int n)
{
	if (!date_is_full(d) || n <= 0)
		return d;
	int weekday = date_weekday(d);
	/* a count that begins on a weekend begins on its Friday */
	if (weekday >= WORKWEEK) {
		d = date_add_days(d, WORKWEEK - 1 - weekday);
		weekday = WORKWEEK - 1;
	}
	int rest = n % WORKWEEK;
	long days = n / WORKWEEK * 7L + rest + (weekday + rest >= WORKWEEK ? 2 : 0);
	return date_add_days(d, days);
}
