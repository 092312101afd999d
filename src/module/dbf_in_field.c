#include "module/dbf_in.h"

#include "base/date.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct raw_cell empty = {.text = ""};

static struct raw_cell cell(enum raw_kind kind, const char *s, size_t n)
{
	return (struct raw_cell){.kind = n ? kind : RAW_EMPTY, .text = s, .size = n};
}

static struct raw_cell own(const struct dbf *d, enum raw_kind kind)
{
	return cell(kind, d->text, strlen(d->text));
}

/* The blanks that fill a field up are none of its text; those before it stay. */
static size_t filled(const char *s, size_t n)
{
	while (n && (s[n - 1] == ' ' || !s[n - 1]))
		n--;
	return n;
}

static bool is_all(const char *s, size_t n, const char *of)
{
	for (size_t i = 0; i < n; i++)
		if (!s[i] || !strchr(of, s[i]))
			return false;
	return true;
}

static size_t leading(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && s[i] == ' ')
		i++;
	return i;
}

static struct raw_cell of_text(struct dbf *d, const char *s, size_t n)
{
	(void)d;
	n = filled(s, n);
	const char *nul = memchr(s, 0, n);
	return cell(RAW_TEXT, s, nul ? (size_t)(nul - s) : n);
}

/* The zeros at the end of decimals say nothing. */
static void drop_zeros(char *s)
{
	size_t n = strlen(s);
	while (s[n - 1] == '0')
		s[--n] = '\0';
	if (s[n - 1] == '.')
		s[--n] = '\0';
}

/* The file's digits: "5.50" says 5.5. */
static struct raw_cell of_number(struct dbf *d, const char *s, size_t n)
{
	size_t skip = leading(s, n), i = 0;
	bool has_digit = false, has_point = false;
	s += skip;
	n = filled(s, n - skip);
	if (n && is_all(s, n, "*")) /* did not fit */
		return cell(RAW_ERROR, "#NUM", 4);
	i += n && (s[0] == '-' || s[0] == '+');
	for (; i < n && ((s[i] >= '0' && s[i] <= '9') || (s[i] == '.' && !has_point)); i++) {
		has_point |= s[i] == '.';
		has_digit |= s[i] != '.';
	}
	if (i < n || !has_digit || n + 2 >= sizeof d->text)
		return of_text(d, s, n);
	bool is_negative = s[0] == '-';
	size_t sign = is_negative || s[0] == '+';
	/* ".50" of some programs */
	snprintf(d->text, sizeof d->text, "%s%s%.*s", is_negative ? "-" : "",
		s[sign] == '.' ? "0" : "", (int)(n - sign), s + sign);
	if (has_point)
		drop_zeros(d->text);
	return own(d, RAW_NUMBER);
}

/* YYYYMMDD; a date of blanks or zeros is none. */
static struct raw_cell of_date(struct dbf *d, const char *s, size_t n)
{
	if (n != 8)
		return of_text(d, s, n);
	if (is_all(s, n, " 0"))
		return empty;
	for (size_t i = 0; i < 8; i++)
		if (s[i] < '0' || s[i] > '9')
			return of_text(d, s, n);
	snprintf(d->text, sizeof d->text, "%.4s-%.2s-%.2s", s, s + 4, s + 6);
	return own(d, RAW_DATE);
}

static struct raw_cell of_bool(struct dbf *d, const char *s, size_t n)
{
	(void)d;
	if (n && *s && strchr("TtYy1", *s))
		return cell(RAW_BOOL, "1", 1);
	return n && *s && strchr("FfNn0", *s) ? cell(RAW_BOOL, "0", 1) : empty;
}

static int64_t little(const char *s, size_t n)
{
	uint64_t v = 0;
	for (size_t i = n; i-- > 0;)
		v = v << 8 | (unsigned char)s[i];
	if (n < 8 && v >> (8 * n - 1)) /* the sign goes on */
		v |= UINT64_MAX << 8 * n;
	return (int64_t)v;
}

static struct raw_cell of_integer(struct dbf *d, const char *s, size_t n)
{
	if (n != 4)
		return empty;
	snprintf(d->text, sizeof d->text, "%" PRId64, little(s, n));
	return own(d, RAW_NUMBER);
}

static struct raw_cell of_double(struct dbf *d, const char *s, size_t n)
{
	double v;
	if (n != sizeof v)
		return empty;
	memcpy(&v, s, sizeof v);
	if (!isfinite(v))
		return cell(RAW_ERROR, "#NUM", 4);
	value_double(v, d->text);
	return own(d, RAW_NUMBER);
}

/* Money, in ten-thousandths. */
static struct raw_cell of_currency(struct dbf *d, const char *s, size_t n)
{
	if (n != 8)
		return empty;
	int64_t v = little(s, n);
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	snprintf(d->text, sizeof d->text, "%s%" PRIu64 ".%04d", v < 0 ? "-" : "", u / 10000,
		(int)(u % 10000));
	drop_zeros(d->text);
	return own(d, RAW_NUMBER);
}

/* A Julian day and milliseconds of it. */
static struct raw_cell of_time(struct dbf *d, const char *s, size_t n)
{
	enum { JULIAN_1970 = 2440588 };
	if (n != 8)
		return empty;
	int64_t julian = little(s, 4), seconds = (little(s + 4, 4) + 500) / 1000;
	if (julian < 2378497 || julian > 5373484 || seconds < 0 || seconds >= 86400) /* 1800-9999 */
		return empty;
	int hour = (int)(seconds / 3600), minute = (int)(seconds / 60 % 60);
	char day[DATE_TEXT];
	int at = snprintf(d->text, sizeof d->text, "%s",
		date_to_iso(date_from_days((long)julian - JULIAN_1970), day));
	if (hour || minute)
		snprintf(d->text + at, sizeof d->text - (size_t)at, "T%02d:%02d", hour, minute);
	return own(d, RAW_DATE);
}

/* dBase's editor ends a line that it broke itself with 8D 0A: no line end of the text. */
static struct raw_cell unwrap(struct dbf *d, const char *s, size_t n)
{
	static const char soft[] = "\x8D\n";
	const char *end = s + n, *at;
	if (d->memo.kind == MEMO_FOXPRO || !memmem(s, n, soft, 2))
		return cell(RAW_TEXT, s, n);
	strbuf_clear(&d->unwrapped);
	while ((at = memmem(s, (size_t)(end - s), soft, 2))) {
		strbuf_addn(&d->unwrapped, s, (size_t)(at - s));
		s = at + 2;
	}
	strbuf_addn(&d->unwrapped, s, (size_t)(end - s));
	return cell(RAW_TEXT, strbuf_str(&d->unwrapped), d->unwrapped.len);
}

static struct raw_cell of_memo(struct dbf *d, const char *s, size_t n)
{
	uint64_t at = 0;
	const char *text;
	if (n == 4 && d->is_foxpro) {
		at = (uint64_t)little(s, 4) & UINT32_MAX;
	} else {
		size_t skip = leading(s, n);
		s += skip;
		n = filled(s, n - skip);
		for (size_t i = 0; i < n; i++) {
			if (s[i] < '0' || s[i] > '9' || i > 10)
				return cell(RAW_ERROR, "#MEMO", 5);
			at = at * 10 + (uint64_t)(s[i] - '0');
		}
	}
	if (!at)
		return empty;
	if (!memo_text(&d->memo, (size_t)at, &text, &n))
		return cell(RAW_ERROR, "#MEMO", 5);
	if (!text)
		return empty;
	const char *nul = memchr(text, 0, n);
	return unwrap(d, text, nul ? (size_t)(nul - text) : n);
}

/* A picture, a program's own bytes: nothing to read. */
static struct raw_cell of_nothing(struct dbf *d, const char *s, size_t n)
{
	(void)d, (void)s, (void)n;
	return empty;
}

struct raw_cell dbf_field(struct dbf *d, const struct dbf_field *f, const char *record)
{
	static const struct {
		char type;
		bool is_foxpro; /* with Visual FoxPro only: others mean another thing by the letter */
		struct raw_cell (*read)(struct dbf *, const char *, size_t);
	} types[] = {
		{'C', false, of_text},
		{'N', false, of_number},
		{'F', false, of_number},
		{'D', false, of_date},
		{'L', false, of_bool},
		{'M', false, of_memo},
		{'V', true, of_text},
		{'I', true, of_integer},
		{'B', true, of_double},
		{'Y', true, of_currency},
		{'T', true, of_time},
		{'B', false, of_nothing},
		{'G', false, of_nothing},
		{'P', false, of_nothing},
		{'Q', false, of_nothing},
		{'W', false, of_nothing},
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].type == f->type && (!types[i].is_foxpro || d->is_foxpro))
			return types[i].read(d, record + f->at, f->size);
	return of_text(d, record + f->at, f->size);
}
