/* Numbers, percentages and dates as the program's language writes them, never the C locale's. */
#ifndef TN_VIET_WORDING_H
#define TN_VIET_WORDING_H

#include "base/date.h"

#define WORDING_MAX 64

/* 1234567 → "1.234.567" (vi), "1,234,567" (en). Below 10000 no separator in Vietnamese papers. */
char *wording_number(long n, char buf[WORDING_MAX]);
/* Tenths of a percent (294 → "29,4" vi, "29.4" en); PERCENT_NONE → "-". No sign. */
char *wording_tenths(long tenths, char buf[WORDING_MAX]);
/* The same with the sign: "29,4 %" (vi), "29.4%" (en). */
char *wording_percent(long tenths, char buf[WORDING_MAX]);
/* "ngày 05 tháng 02 năm 2026" (day < 10 and months 1 and 2 zero-padded, domain.md 4); en: "5
 * February 2026". */
char *wording_long_date(struct date d, char buf[WORDING_MAX]);

#endif
