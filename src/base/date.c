#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int month_days(int year, int month)
{
	static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

static struct date make(int y, int m, int d)
{
	return (struct date){.year = (short)y, .month = (signed char)m, .day = (signed char)d};
}

bool date_is_valid(struct date d)
{
	return d.year >= 1800 && d.year <= 2200 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= month_days(d.year, d.month);
}

/* Reads a number of min to max digits; returns the place behind it or NULL. */
static const char *digits(const char *s, int min, int max, int *ret)
{
	int n = 0, v = 0;
	while (n < max && isdigit((unsigned char)s[n]))
		v = v * 10 + (s[n++] - '0');
	if (n < min || isdigit((unsigned char)s[n]))
		return NULL;
	*ret = v;
	return s + n;
}

static bool year_alone(const char *s, size_t n, struct date *ret)
{
	int y;
	const char *end = digits(s, 4, 4, &y);
	if (!end || end != s + n || y < 1800 || y > 2200)
		return false;
	*ret = make(y, 0, 0);
	return true;
}

static bool iso(const char *s, size_t n, struct date *ret)
{
	int y, m, d;
	const char *p = digits(s, 4, 4, &y);
	if (!p || *p != '-' || !(p = digits(p + 1, 1, 2, &m)) || *p != '-' ||
		!(p = digits(p + 1, 1, 2, &d)) || p != s + n)
		return false;
	struct date r = make(y, m, d);
	if (!date_is_valid(r))
		return false;
	*ret = r;
	return true;
}

bool date_from_iso(const char *s, bool year_ok, struct date *ret)
{
	if (!s || !*s) {
		*ret = make(0, 0, 0);
		return true;
	}
	size_t n = strlen(s);
	return (n == 10 && iso(s, n, ret)) || (year_ok && year_alone(s, n, ret));
}

/* ddmmyyyy. What is meant as yyyymmdd is never taken for it: its "year" would be 1231 at most. */
static bool eight_digits(const char *s, size_t n, struct date *ret)
{
	if (n != 8 || strspn(s, "0123456789") < 8)
		return false;
	int at[8];
	for (int i = 0; i < 8; i++)
		at[i] = s[i] - '0';
	struct date r = make(at[4] * 1000 + at[5] * 100 + at[6] * 10 + at[7], at[2] * 10 + at[3],
		at[0] * 10 + at[1]);
	if (!date_is_valid(r))
		return false;
	*ret = r;
	return true;
}

bool date_from_user(const char *s, bool year_ok, struct date *ret)
{
	while (s && (*s == ' ' || *s == '\t'))
		s++;
	size_t n = s ? strlen(s) : 0;
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	if (!n) {
		*ret = make(0, 0, 0);
		return true;
	}
	if (iso(s, n, ret) || eight_digits(s, n, ret) || (year_ok && year_alone(s, n, ret)))
		return true;
	int y, m, d;
	const char *p = digits(s, 1, 2, &d);
	if (!p || !strchr("/-.", *p))
		return false;
	char sep = *p;
	if (!sep || !(p = digits(p + 1, 1, 2, &m)) || *p != sep || !(p = digits(p + 1, 4, 4, &y)) ||
		p != s + n)
		return false;
	struct date r = make(y, m, d);
	if (!date_is_valid(r))
		return false;
	*ret = r;
	return true;
}

/* By hand: lists and imports write millions of dates. Returns the place behind the digits. */
static char *put_digits(char *to, int n, unsigned v)
{
	for (int i = n; i-- > 0; v /= 10)
		to[i] = (char)('0' + v % 10);
	return to + n;
}

char *date_to_iso(struct date d, char buf[DATE_TEXT])
{
	char *to = buf;
	if (date_is_set(d))
		to = put_digits(to, 4, (unsigned)d.year);
	if (date_is_full(d)) {
		*to++ = '-';
		to = put_digits(to, 2, (unsigned)d.month);
		*to++ = '-';
		to = put_digits(to, 2, (unsigned)d.day);
	}
	*to = '\0';
	return buf;
}

char *date_to_user(struct date d, char buf[DATE_TEXT])
{
	if (!date_is_full(d))
		return date_to_iso(d, buf);
	char *to = put_digits(buf, 2, (unsigned)d.day);
	*to++ = '/';
	to = put_digits(to, 2, (unsigned)d.month);
	*to++ = '/';
	*put_digits(to, 4, (unsigned)d.year) = '\0';
	return buf;
}

int date_cmp(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Civil-from-days with years that begin in March, so that the leap day comes last. */
long date_to_days(struct date d)
{
	long y = d.year - (d.month <= 2);
	long era = y / 400, yoe = y - era * 400;
	long doy = (153L * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date date_from_days(long days)
{
	long z = days + 719468, era = z / 146097, doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	long m = mp < 10 ? mp + 3 : mp - 9;
	return make((int)(yoe + era * 400 + (m <= 2)), (int)m, (int)(doy - (153 * mp + 2) / 5 + 1));
}

struct date date_add_days(struct date d, long n)
{
	return date_from_days(date_to_days(d) + n);
}

struct date date_add_months(struct date d, int n)
{
	int k = d.year * 12 + d.month - 1 + n;
	int y = k / 12, m = k % 12 + 1, last = month_days(y, m);
	return make(y, m, d.day < last ? d.day : last);
}

int date_weekday(struct date d)
{
	long n = (date_to_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */
	return (int)(n < 0 ? n + 7 : n);
}

struct date date_min(struct date a, struct date b)
{
	if (!date_is_set(a))
		return b;
	return !date_is_set(b) || date_cmp(a, b) <= 0 ? a : b;
}

struct date date_max(struct date a, struct date b)
{
	if (!date_is_set(a))
		return b;
	return !date_is_set(b) || date_cmp(a, b) >= 0 ? a : b;
}
