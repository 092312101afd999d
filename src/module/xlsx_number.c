/* Numbers of the document that a spreadsheet can add up. */
#include "module/xlsx_book.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 15 }; /* what a spreadsheet keeps exactly */

/* Digits, in groups of three or without; returns what follows, NULL for a text that is no whole number as
 * people write one. */
static const char *read_whole(const char *s, char mark, double *ret, bool *ret_grouped)
{
	const char *start = s;
	int digits = 0, since = 0;
	*ret = 0;
	*ret_grouped = false;
	for (; isdigit((unsigned char)*s) || (*s == mark && isdigit((unsigned char)s[1])); s++) {
		if (*s == mark) {
			if (*ret_grouped ? since != 3 : since > 3)
				return NULL;
			*ret_grouped = true;
			since = 0;
			continue;
		}
		*ret = *ret * 10 + (*s - '0');
		since++;
		digits++;
	}
	bool has_zero_before = *start == '0' && digits > 1;
	if (!digits || digits >= DIGITS_MAX || has_zero_before || (*ret_grouped && since != 3))
		return NULL;
	return s;
}

bool number_read(const char *s, bool decimal_comma, double *ret, enum number_look *ret_look)
{
	double v;
	bool grouped, is_negative = *s == '-';
	const char *end = read_whole(s + is_negative, decimal_comma ? '.' : ',', &v, &grouped);
	if (!end)
		return false;
	bool has_tenth = *end == (decimal_comma ? ',' : '.') && isdigit((unsigned char)end[1]);
	/* as the language writes it: "29,4 %", "29.4%" */
	bool is_percent = has_tenth && !grouped && !strcmp(end + 2, decimal_comma ? " %" : "%");
	if (has_tenth && end[2] && !is_percent)
		return false;
	if (!has_tenth && *end)
		return false;
	if (has_tenth)
		v = (v * 10 + (end[1] - '0')) / 10;
	if (is_negative && v == 0)
		return false;
	*ret = is_negative ? -v : v;
	*ret_look = is_percent	? decimal_comma ? LOOK_PERCENT : LOOK_PERCENT_TIGHT
		    : has_tenth ? grouped ? LOOK_GROUPED_TENTHS : LOOK_TENTHS
		    : grouped	? LOOK_GROUPED
				: LOOK_WHOLE;
	return true;
}
