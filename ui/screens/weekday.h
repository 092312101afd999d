/* Days of the week as calendars of offices have them. */
#ifndef TN_UI_SCREENS_WEEKDAY_H
#define TN_UI_SCREENS_WEEKDAY_H

#include "base/date.h"

/* "Mo" … "Su", translated; "" for a day that is not whole. */
const char *weekday_short(struct date d);

#endif
