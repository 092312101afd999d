/* The one clock. `--today` pins the day that rules and reports see; the audit keeps the real time,
 * which only tests inject. */
#ifndef TN_BASE_CLOCK_H
#define TN_BASE_CLOCK_H

#include "base/date.h"

#define CLOCK_STAMP 48 /* "YYYY-MM-DDTHH:MM:SS.mmm+07:00" and NUL */

struct date clock_today(void);		  /* local day, or the pinned one */
void clock_pin_today(struct date today);  /* an unset date unpins */
struct date clock_pinned(void);		  /* the day that is pinned, else unset */
char *clock_stamp(char buf[CLOCK_STAMP]); /* real local time with offset; returns buf */
void clock_pin_stamp(const char *stamp);  /* tests only; NULL unpins */

#endif
