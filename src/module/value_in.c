#include "module/value_in.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- formats ---------------------------------------------------------------------------------------- */

/* [h], [mm]: hours that have passed, not hours of a day */
static bool is_elapsed(const char *bracket)
{
	char c = bracket[1];
	return c && strchr("hHmMsS", c) && (bracket[2] == ']' || bracket[2] == c);
}

/* Passes over what is shown as it stands, to its last byte; NULL where the code ends within. */
static const char *pass_over(const char *p)
{
	if (*p == '"' || *p == '[')
		return strchr(p + 1, *p == '"' ? '"' : ']');
	if (*p == '\\' || *p == '_' || *p == '*')
		return p[1] ? p + 1 : NULL;
	return strncmp(p, "General", 7) == 0 ? p + 6 : p;
}

enum value_format value_format_of(const char *code)
{
	bool has_day = false, has_month = false, has_hour = false;
	for (const char *p = code; *p && *p != ';'; p++) {
		const char *last = pass_over(p);
		if (*p == '[' && is_elapsed(p))
			return VALUE_PLAIN;
		if (!last)
			break;
		if (last == p) {
			has_day |= strchr("dDyY", *p) != NULL;
			has_month |= strchr("mM", *p) != NULL;
			has_hour |= strchr("hHsS", *p) != NULL;
		}
		p = last;
	}
	if (has_day || (has_month && !has_hour)) /* m beside h is a minute */
		return VALUE_DATE;
	return has_hour ? VALUE_TIME : VALUE_PLAIN;
}

enum value_format value_format_builtin(long id)
{
	/* 27-36 and 50-58 are dates wherever they are used at all */
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
		(id >= 50 && id <= 58))
		return VALUE_DATE;
	return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47
		       ? VALUE_TIME
		       : VALUE_PLAIN;
}

/* ---- numbers ---------------------------------------------------------------------------------------- */

/* [-]digits[.digits][E[+-]digits] */
struct parts {
	bool is_negative, has_exponent;
	const char *whole, *decimals;
	size_t whole_n, decimals_n;
	int exponent;
};

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

static bool split(const char *s, struct parts *ret)
{
	*ret = (struct parts){.is_negative = *s == '-'};
	s += *s == '-' || *s == '+';
	ret->whole = s;
	s += ret->whole_n = digits(s);
	ret->decimals = s;
	if (*s == '.') {
		ret->decimals = ++s;
		s += ret->decimals_n = digits(s);
	}
	if (!ret->whole_n && !ret->decimals_n)
		return false;
	if (*s == 'e' || *s == 'E') {
		ret->has_exponent = true;
		bool is_negative = *++s == '-';
		s += *s == '-' || *s == '+';
		size_t n = digits(s);
		if (!n || n > 4)
			return false;
		ret->exponent = is_negative ? -atoi(s) : atoi(s);
		s += n;
	}
	return !*s;
}

void value_double(double v, char ret[VALUE_TEXT])
{
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(ret, VALUE_TEXT, "%.*g", precision, v);
		if (strtod(ret, NULL) == v)
			break;
	}
}

/* The double that was written with more digits than it has. */
static void shorten(const char *s, char ret[VALUE_TEXT])
{
	char shorter[VALUE_TEXT];
	value_double(strtod(s, NULL), shorter);
	if (!strchr(shorter, 'e') && !strchr(shorter, 'n')) /* inf, nan */
		snprintf(ret, VALUE_TEXT, "%s", shorter);
}

/* All digits of a whole number are there: the point moves behind them. */
static bool expand(const struct parts *p, char ret[VALUE_TEXT])
{
	size_t zeros = p->exponent > 0 ? (size_t)p->exponent : 0;
	if (p->exponent < 0 || p->decimals_n != zeros || p->whole_n + zeros > 40)
		return false;
	snprintf(ret, VALUE_TEXT, "%s%.*s%.*s", p->is_negative ? "-" : "", (int)p->whole_n,
		p->whole, (int)p->decimals_n, p->decimals);
	return true;
}

bool value_number(const char *s, size_t n, char ret[VALUE_TEXT])
{
	struct parts p;
	char text[VALUE_TEXT];
	while (n && strchr(" \t\r\n", *s))
		s++, n--;
	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	if (!n || n >= sizeof text || memchr(s, 0, n))
		return false;
	memcpy(text, s, n);
	text[n] = '\0';
	if (!split(text, &p))
		return false;
	snprintf(ret, VALUE_TEXT, "%s", text);
	if (p.has_exponent && p.exponent >= 0)
		expand(&p, ret);
	else if (p.has_exponent || p.decimals_n || p.decimals != p.whole + p.whole_n)
		shorten(text, ret);
	return true;
}

/* ---- days ------------------------------------------------------------------------------------------- */

static void put_day(long serial, bool is_1904, char ret[DATE_TEXT])
{
	enum { DAY_1904 = -24107, DAY_1900 = -25568 /* of 31 December 1899, serial 0 */ };
	long epoch = is_1904 ? DAY_1904 : serial > 60 ? DAY_1900 - 1 : DAY_1900;
	if (!is_1904 && serial == 60)
		strcpy(ret, "1900-02-29");
	else
		date_to_iso(date_from_days(serial + epoch), ret);
}

bool value_date(const char *number, bool is_1904, char ret[VALUE_TEXT], bool *ret_is_time)
{
	enum { LAST = 2958465, DAY = 86400 }; /* 31/12/9999 */
	double v = strtod(number, NULL);
	*ret_is_time = false;
	if (!(v >= 0) || v >= LAST + 1.0)
		return false;
	long serial = (long)floor(v);
	long seconds = lround((v - floor(v)) * DAY);
	if (seconds >= DAY) {
		serial++;
		seconds = 0;
	}
	if (serial + (is_1904 ? 1462 : 0) > LAST)
		return false;
	int hour = (int)(seconds / 3600), minute = (int)(seconds / 60 % 60);
	char day[DATE_TEXT];
	if (!serial && !is_1904) {
		*ret_is_time = true;
		snprintf(ret, VALUE_TEXT, "%02d:%02d", hour, minute);
		return true;
	}
	put_day(serial, is_1904, day);
	if (hour || minute)
		snprintf(ret, VALUE_TEXT, "%sT%02d:%02d", day, hour, minute);
	else
		snprintf(ret, VALUE_TEXT, "%s", day);
	return true;
}

bool value_is_iso_date(const char *s, size_t n)
{
	static const char shape[] = "0000-00-00T00:00";
	if (n != 10 && n < 16)
		return false;
	for (size_t i = 0; i < 16 && i < n; i++)
		if (shape[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
			return false;
	return true;
}
