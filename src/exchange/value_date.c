/* Dates as offices write them. A shape is a row of numbers with marks and a few words between them. */
#include "exchange/value.h"

#include "base/i18n.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	NUMBERS = 3,
	SERIAL_1970 = 25569, /* Excel's number of 1/1/1970 */
	SERIAL_MIN = 7306,   /* 1/1/1920: below it a number is no day of anybody alive */
	SERIAL_MAX = 73050,  /* 31/12/2099 */
	YEAR_MIN = 1900,
	YEAR_MAX = 2100,
	TIDY = 32,
};

struct shape {
	int v[NUMBERS], digits[NUMBERS];
	int n;
	bool is_spelled; /* "tháng", "May": the order is said in words */
};

static const char *const months[] = {
	"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/* A word between the numbers: one that is passed over, a month, or none of them (NULL). */
static const char *word(const char *s, struct shape *out)
{
	static const char *const passed[] = {"ngay", "thang", "nam", "mung", "mong", "sinh"};
	size_t n = 0;
	while (isalpha((unsigned char)s[n]))
		n++;
	for (size_t i = 0; i < ARRAY_LEN(passed); i++)
		if (n == strlen(passed[i]) && strncmp(s, passed[i], n) == 0) {
			out->is_spelled |= n == 5; /* thang */
			return s + n;
		}
	for (int m = 0; m < 12 && out->n == 1 && n >= 3; m++)
		if (strncmp(s, months[m], 3) == 0) {
			out->v[out->n] = m + 1;
			out->digits[out->n++] = 2;
			out->is_spelled = true;
			return s + n;
		}
	return NULL;
}

/* What may stand behind a date: 00:00, T00:00:00, 0h00. */
static bool is_time(const char *s)
{
	while (*s == ' ' || *s == 't')
		s++;
	if (!isdigit((unsigned char)*s))
		return false;
	size_t n = strspn(s, "0123456789:.h apmz+-");
	return !s[n] && strpbrk(s, ":h") != NULL;
}

static bool read_shape(const char *s, struct shape *out)
{
	*out = (struct shape){0};
	while (*s) {
		if (isdigit((unsigned char)*s)) {
			char *end;
			if (out->n == NUMBERS)
				return false;
			long v = strtol(s, &end, 10);
			if (end - s > 8)
				return false;
			out->v[out->n] = (int)v;
			out->digits[out->n++] = (int)(end - s);
			s = end;
		} else if (out->n == NUMBERS) {
			return !s[strspn(s, " .,;z")] || is_time(s);
		} else if (isalpha((unsigned char)*s)) {
			s = word(s, out);
			if (!s)
				return false;
		} else if (strchr(" /-.,:\\", *s)) {
			s++;
		} else {
			return false;
		}
	}
	return out->n > 0;
}

static int whole_year(int y, int digits, bool is_birth, const struct value_about *about)
{
	if (digits == 4)
		return y;
	if (digits != 2)
		return 0;
	/* nobody on these lists is younger than ten; and nothing in them lies ahead by more than a year */
	int last = about->today.year + (is_birth ? -10 : 1);
	return 2000 + y <= last ? 2000 + y : 1900 + y;
}

static bool make(int y, int m, int d, struct date *ret)
{
	if (m < 1 || m > 12 || d < 1 || d > 31 || y < 1 || y > 9999)
		return false;
	struct date r = {(short)y, (signed char)m, (signed char)d};
	if (!date_is_valid(r))
		return false;
	*ret = r;
	return true;
}

static bool of_three(const struct shape *s, bool is_birth, const struct value_about *about,
	struct date *ret, struct value_said *said)
{
	if (s->digits[0] == 4)
		return make(s->v[0], s->v[1], s->v[2], ret);
	if (s->digits[0] > 2 || s->digits[1] > 2)
		return false;
	int y = whole_year(s->v[2], s->digits[2], is_birth, about);
	bool days_first = about->days == DAYS_FIRST || s->is_spelled;
	int d = s->v[days_first ? 0 : 1], m = s->v[days_first ? 1 : 0];
	if (make(y, m, d, ret)) {
		if (about->is_days_mixed && d <= 12 && d != m && !s->is_spelled)
			said->warning =
				N_("Day and month may be the other way round: this column has "
				   "both orders.");
		return true;
	}
	if (m <= 12 || !make(y, d, m, ret))
		return false;
	said->warning =
		N_("Day and month stand the other way round than in the rest of the column.");
	return true;
}

static bool of_serial(int v, struct date *ret)
{
	if (v < SERIAL_MIN || v > SERIAL_MAX)
		return false;
	*ret = date_from_days((long)v - SERIAL_1970);
	return true;
}

static bool run_together(int y, int m, int d, struct date *ret)
{
	return y >= YEAR_MIN && y <= YEAR_MAX && make(y, m, d, ret);
}

static bool of_one(const struct shape *s, bool year_ok, struct date *ret, struct value_said *said)
{
	int v = s->v[0];
	switch (s->digits[0]) {
	case 4:
		if (!year_ok || v < 1900 || v > 2100)
			return false;
		*ret = (struct date){.year = (short)v};
		return true;
	case 5:
		return of_serial(v, ret);
	case 7:
		said->warning = N_("A zero in front of the day was missing; it was put back.");
		return run_together(v % 10000, v / 10000 % 100, v / 1000000, ret);
	case 8:
		/* 20010203 is no day of the year 203: of the two readings one alone has a year of ours */
		return run_together(v % 10000, v / 10000 % 100, v / 1000000, ret) ||
		       run_together(v / 10000, v / 100 % 100, v % 100, ret);
	default:
		return false;
	}
}

static bool one_date(const char *text, bool year_ok, const struct value_about *about,
	struct date *ret, struct value_said *said)
{
	struct shape s;
	if (!read_shape(text, &s))
		return false;
	if (s.n == 3)
		return of_three(&s, year_ok, about, ret, said);
	if (s.n == 1)
		return of_one(&s, year_ok, ret, said);
	int month = s.digits[1] == 4 ? s.v[0] : s.v[1], year = s.v[s.digits[1] == 4 ? 1 : 0];
	if (!year_ok || month < 1 || month > 12 || year < 1900 || year > 2100)
		return false;
	*ret = (struct date){.year = (short)year};
	said->warning = N_("Only month and year stand here; the year is kept.");
	return true;
}

/* The part behind the mark between two days; NULL: there is none. *ret_n: bytes before the mark. */
static const char *second_day(const char *text, size_t *ret_n)
{
	static const char *const marks[] = {" den ngay ", " den ", " - ", "–", "—", "->", "-"};
	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		const char *p = strstr(text, marks[i]);
		if (p && p > text) {
			*ret_n = (size_t)(p - text);
			return p + strlen(marks[i]);
		}
	}
	return NULL;
}

/* The first day of a span may lack what the last one says: 9/9 - 18/9/2022, 09-18/9/2022. */
static bool is_first_day(const char *s, size_t n)
{
	return n && n < TIDY && strspn(s, "0123456789/-. tungay") >= n &&
	       strcspn(s, "0123456789") < n;
}

static bool span(const char *text, const struct value_about *about, struct date *ret,
	struct value_said *said)
{
	size_t n = 0;
	const char *last = second_day(text, &n);
	struct date d;
	if (!last || !is_first_day(text, n) || !one_date(last, false, about, &d, said) ||
		!date_is_full(d))
		return false;
	*ret = d;
	said->warning = N_("Two days stand here; the last one is taken.");
	return true;
}

bool value_date(const char *text, enum raw_kind raw, bool year_ok, const struct value_about *about,
	struct strbuf *ret, struct value_said *said)
{
	char buf[DATE_TEXT];
	struct date d = {0};
	bool ok = false;
	char *end;
	if (raw == RAW_NUMBER || strspn(text, "0123456789.") == strlen(text)) {
		/* a serial number, with the time of day behind its point */
		long v = strtol(text, &end, 10);
		if (end - text == 5 && (!*end || *end == '.') &&
			strspn(end, "0123456789.") == strlen(end) &&
			!(end[0] && strchr(end + 1, '.')))
			ok = of_serial((int)v, &d);
	}
	if (!ok)
		ok = one_date(text, year_ok, about, &d, said) ||
		     (!year_ok && span(text, about, &d, said));
	if (ok)
		strbuf_add(ret, date_to_user(d, buf));
	else
		said->warning = NULL;
	return ok;
}

int value_date_order(const char *text)
{
	struct shape s;
	if (!read_shape(text, &s) || s.n != 3 || s.digits[0] > 2 || s.digits[1] > 2 || s.is_spelled)
		return 0;
	return (s.v[0] > 12 && s.v[1] <= 12) - (s.v[1] > 12 && s.v[0] <= 12);
}
