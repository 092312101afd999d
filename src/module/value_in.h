/* Numbers, days and formats of cells as spreadsheets keep them. */
#ifndef TN_MODULE_VALUE_IN_H
#define TN_MODULE_VALUE_IN_H

#include <stdbool.h>
#include <stddef.h>

#define VALUE_TEXT 64

enum value_format {
	VALUE_PLAIN,
	VALUE_DATE, /* has a day, a month or a year */
	VALUE_TIME, /* hours, minutes, seconds only */
};

/* What a number format is about: "dd/mm/yyyy;@" a date, "[h]:mm" and "0.00 \d" plain. */
enum value_format value_format_of(const char *code);
/* The formats that every workbook has without saying so. */
enum value_format value_format_builtin(long id);

/* A number as short as it says the same: 0.10000000000000001 → 0.1, 7.9199012345E10 → 79199012345; 1.23E+11 stays, for
 * the digits behind are not there. false: it is no number (or longer than a number may be). */
bool value_number(const char *s, size_t n, char ret[VALUE_TEXT]);
/* A double in the fewest digits that say the same. */
void value_double(double v, char ret[VALUE_TEXT]);
/* Days since the epoch as yyyy-mm-dd, THH:MM behind it where it is not midnight. 60 is the 29 February 1900 that never was,
 * and stays so. A part of the first day alone is "HH:MM", *ret_is_time. false: no day of the calendar. */
bool value_date(const char *number, bool is_1904, char ret[VALUE_TEXT], bool *ret_is_time);

/* yyyy-mm-dd, and THH:MM with whatever behind it, or no more. */
bool value_is_iso_date(const char *s, size_t n);

#endif
