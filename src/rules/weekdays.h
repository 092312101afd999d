/* Deadlines in working days (294-QĐ/TW 2025, 4.1 and 4.3). The days off of a year are data that the
 * office has not given yet: only Saturdays and Sundays are passed over, so that a deadline found
 * here is never later than the real one. Whoever shows it says so. */
#ifndef TN_RULES_WEEKDAYS_H
#define TN_RULES_WEEKDAYS_H

#include "base/date.h"

/* The n-th weekday after d, which itself does not count (n = 0: d). d unset: unset. n >= 0. */
struct date date_add_weekdays(struct date d, int n);

/* From the decision to the ceremony (294-QĐ/TW 2025, 4.1). */
#define WEEKDAYS_TO_CEREMONY 30
/* From the cell's resolution to the decision (294-QĐ/TW 2025, 4.3.1). */
#define WEEKDAYS_TO_DECISION 45

#endif
