#include "exchange/value.h"

#include "base/i18n.h"
#include "exchange/word.h"
#include "rules/contact.h"
#include "viet/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CCCD_DIGITS = 12, CMND_DIGITS = 9, DIGITS_MAX = 40 };

static const char *const digits_lost =
	N_("Excel has shortened this number and its last digits are lost. In Excel, set the "
	   "column's format to Text and type the number anew.");

/* The digits of a number as people write one: blanks, points and dashes go. false: something else stands in it. */
static bool only_digits(const char *s, const char *passed, char ret[DIGITS_MAX])
{
	size_t n = 0;
	for (; *s; s++) {
		if (isdigit((unsigned char)*s) && n + 1 < DIGITS_MAX)
			ret[n++] = *s;
		else if (!strchr(passed, *s))
			return false;
	}
	ret[n] = '\0';
	return n > 0;
}

static bool is_scientific(const char *s)
{
	return isdigit((unsigned char)*s) && strpbrk(s, "Ee") &&
	       strspn(s, "0123456789.,+-Ee ") == strlen(s);
}

/* "1.23E+11" as Excel writes it. */
static bool is_shortened(const char *s)
{
	size_t n = strspn(s, "0123456789");
	if (n != 1 || (s[1] != 'E' && s[1] != '.' && s[1] != ','))
		return false;
	s += s[1] == 'E' ? 1 : 2 + strspn(s + 2, "0123456789");
	bool is_power = *s == 'E' && s[1] == '+' && s[2] && !s[2 + strspn(s + 2, "0123456789")];
	return is_power &&
	       strtol(s + 2, NULL, 10) >= CMND_DIGITS; /* it shortens none before that */
}

static void put(const char *was, const char *is, struct strbuf *ret, struct value_said *said)
{
	strbuf_add(ret, is);
	said->is_changed |= strcmp(was, is) != 0;
}

/* A number that lost zeros at its front is that of this person if all that it tells fits, and something is known that it
 * can be held against. */
static bool put_zeros_back(
	const char *digits, const struct value_about *about, char ret[DIGITS_MAX])
{
	size_t n = strlen(digits);
	if (n >= CCCD_DIGITS || n < CCCD_DIGITS - 2)
		return false;
	snprintf(ret, DIGITS_MAX, "%.*s%s", (int)(CCCD_DIGITS - n), "000", digits);
	return cccd_province_known(ret) && (date_is_set(about->birth) || about->sex) &&
	       cccd_check(ret, about->sex, about->birth) == CCCD_OK;
}

static void read_cccd(const char *text, const struct value_about *about, struct strbuf *ret,
	struct value_said *said)
{
	char digits[DIGITS_MAX], whole[DIGITS_MAX];
	if (is_scientific(text)) {
		said->refusal = digits_lost;
		strbuf_add(ret, text);
		return;
	}
	if (!only_digits(text, " .-'", digits)) {
		strbuf_add(ret, text);
		return;
	}
	size_t n = strlen(digits);
	if (n == CMND_DIGITS) {
		said->refusal =
			N_("This is the number of an old identity card of 9 digits. Write the 12 "
			   "digits of the CCCD, or leave the field empty.");
	} else if (n < CCCD_DIGITS && put_zeros_back(digits, about, whole)) {
		said->warning =
			N_("Zeros in front of the identity number were missing; they were put "
			   "back, and sex, century and year fit.");
		put(text, whole, ret, said);
		return;
	} else if (n == CCCD_DIGITS - 1 || n == CCCD_DIGITS - 2) {
		said->refusal =
			N_("Digits are missing: zeros in front may have been lost, but it cannot "
			   "be checked against birth and sex. Write all 12 digits.");
	}
	put(text, digits, ret, said);
}

/* One number; several in one cell stay as they are. */
static void read_phone(const char *text, struct strbuf *ret, struct value_said *said)
{
	char digits[DIGITS_MAX], whole[DIGITS_MAX + 1];
	if (is_scientific(text)) {
		said->refusal = digits_lost;
		strbuf_add(ret, text);
		return;
	}
	const char *from = text[0] == '+' ? text + 1 : text;
	if (!only_digits(from, " .-()'", digits)) {
		strbuf_add(ret, text);
		return;
	}
	size_t n = strlen(digits);
	bool is_abroad = strncmp(digits, "84", 2) == 0 && (n == 11 || (text[0] == '+' && n > 9));
	if (is_abroad) {
		snprintf(whole, sizeof whole, "0%s", digits + (digits[2] == '0' ? 3 : 2));
	} else if (n == 9 && digits[0] != '0') {
		snprintf(whole, sizeof whole, "0%s", digits);
		said->warning =
			N_("The zero in front of the phone number was missing; it was put back.");
	} else if (text[0] == '+') {
		strbuf_add(ret, text);
		return;
	} else if (n == CCCD_DIGITS && strncmp(digits, "001", 3) >= 0 &&
		   strncmp(digits, "096", 3) <= 0) {
		said->refusal =
			N_("These 12 digits are an identity number, not a telephone. Does the "
			   "column mean something else?");
		strbuf_add(ret, text);
		return;
	} else {
		snprintf(whole, sizeof whole, "%s", digits);
	}
	put(text, whole, ret, said);
	if (!said->warning && phone_check(whole) == PHONE_FORM)
		said->warning = N_("No telephone has a number like this; it is kept as it stands.");
}

/* A tick of any kind. */
static bool is_tick(const char *s)
{
	static const char *const ticks[] = {
		"x", "X", "v", "V", "+", "✓", "✔", "☑", "√", "þ", "ü", "×"};
	for (size_t i = 0; i < ARRAY_LEN(ticks); i++)
		if (strcmp(s, ticks[i]) == 0)
			return true;
	return false;
}

/* What stands where nothing is to be said. */
static bool is_nothing(const char *s)
{
	static const char *const nothing[] = {"-", "--", "–", "—", "/", "…", "...", "?"};
	for (size_t i = 0; i < ARRAY_LEN(nothing); i++)
		if (strcmp(s, nothing[i]) == 0)
			return true;
	return false;
}

/* dd/mm/yyyy, as most are. */
static bool is_as_we_write(const char *s)
{
	struct date d;
	return strlen(s) == DATE_TEXT - 1 && s[2] == '/' && s[5] == '/' &&
	       date_from_user(s, false, &d);
}

static void read_date(enum value_kind kind, enum raw_kind raw, const char *text,
	const struct value_about *about, struct strbuf *ret, struct value_said *said)
{
	CLEANUP_FREE char *folded = NULL;
	CLEANUP(strbuf_done) struct strbuf date = {0};
	if (about->days == DAYS_FIRST && !about->is_days_mixed && is_as_we_write(text)) {
		strbuf_add(ret, text);
		return;
	}
	if (!text_fold(text, &folded, NULL) &&
		value_date(folded, raw, kind == VALUE_BIRTH, about, &date, said))
		put(text, strbuf_str(&date), ret, said);
	else
		strbuf_add(ret, text);
	if (raw == RAW_DATE && about->is_days_swapped && date.len == DATE_TEXT - 1 &&
		strncmp(date.s, date.s + 3, 2) != 0)
		said->warning =
			N_("Excel may have taken day and month for each other: no date of this "
			   "column has a day above 12, but the texts have. Look at the paper.");
	ret->failed |= date.failed;
}

/* "12" is the twelfth class; 9/12 becomes a day as soon as Excel sees it. */
static void read_education(
	enum raw_kind raw, const char *text, struct strbuf *ret, struct value_said *said)
{
	long n = 0;
	char years[16];
	int month, day;
	if (raw == RAW_DATE && sscanf(text, "%*4d-%2d-%2d", &month, &day) == 2 &&
		(month == 12 || day == 12)) {
		snprintf(years, sizeof years, "%d/12", month == 12 ? day : month);
		said->warning =
			N_("Excel had made a day of these school years; they were put back.");
		put(text, years, ret, said);
		return;
	}
	if (!word_number(text, &n) || n < 1 || n > 12) {
		strbuf_add(ret, text);
		return;
	}
	snprintf(years, sizeof years, "%ld/12", n);
	put(text, years, ret, said);
}

static void read_sex(enum raw_kind raw, const char *text, const struct value_about *about,
	struct strbuf *ret, struct value_said *said)
{
	bool is_flag = raw == RAW_BOOL;
	if (about->is_female_mark && (is_tick(text) || (is_flag && *text == '1')))
		put(text, "nữ", ret, said);
	else if (about->is_female_mark && is_flag)
		put(text, "nam", ret, said);
	else
		strbuf_add(ret, text);
}

static void read_trimmed(enum value_kind kind, enum raw_kind raw, const char *text,
	const struct value_about *about, struct strbuf *ret, struct value_said *said)
{
	switch (kind) {
	case VALUE_DATE:
	case VALUE_BIRTH:
		read_date(kind, raw, text, about, ret, said);
		break;
	case VALUE_CCCD:
		read_cccd(text, about, ret, said);
		break;
	case VALUE_PHONE:
		read_phone(text, ret, said);
		break;
	case VALUE_YES:
		put(text, is_tick(text) ? "x" : text, ret, said);
		break;
	case VALUE_SEX:
		read_sex(raw, text, about, ret, said);
		break;
	case VALUE_EDUCATION:
		read_education(raw, text, ret, said);
		break;
	default:
		if (raw != RAW_DATE && is_shortened(text))
			said->warning = digits_lost;
		/* a day in a column of texts is read as it was seen */
		if (raw == RAW_DATE)
			read_date(VALUE_DATE, raw, text, about, ret, said);
		else
			strbuf_add(ret, text);
	}
}

void value_read(enum value_kind kind, enum raw_kind raw, const char *text,
	const struct value_about *about, struct strbuf *ret, struct value_said *said)
{
	*said = (struct value_said){0};
	if (raw == RAW_ERROR) {
		said->refusal =
			N_("There is an error of the workbook in this cell. Put it right in "
			   "Excel.");
		strbuf_add(ret, text);
		return;
	}
	while (*text == ' ')
		text++;
	size_t n = strlen(text);
	while (n && text[n - 1] == ' ')
		n--;
	CLEANUP_FREE char *own = NULL;
	if (text[n]) {
		own = mem_strndup(text, n);
		ret->failed |= !own;
		text = own ? own : "";
	}
	if (is_nothing(text)) {
		said->is_changed = true;
		return;
	}
	read_trimmed(kind, raw, text, about, ret, said);
}

/* ---- names of mentors ------------------------------------------------------------------------------- */

/* Without what stands before a name in a list: "đ/c", "1.", "-". */
static const char *bare(const char *s, size_t *n)
{
	static const char *const titles[] = {
		"đ/c", "Đ/c", "Đ/C", "đ.c", "Đ.c", "đc ", "Đc ", "ĐC ", "đồng chí ", "Đồng chí "};
	for (bool again = true; again;) {
		again = false;
		while (*n && (strchr(" .:-+\n", *s) || (isdigit((unsigned char)*s)))) {
			s++;
			--*n;
		}
		for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
			size_t len = strlen(titles[i]);
			if (*n > len && strncmp(s, titles[i], len) == 0) {
				s += len;
				*n -= len;
				again = true;
			}
		}
	}
	while (*n && strchr(" .,;\n", s[*n - 1]))
		--*n;
	return s;
}

void value_names(const char *text, struct strbuf *first, struct strbuf *second)
{
	static const char *const between[] = {"\n", ";", ",", "/", " và ", " - ", " + ", "&"};
	const char *cut = NULL;
	size_t len = 0, n = strlen(text);
	if (is_nothing(text))
		return;
	for (const char *p = text; *p && !cut; p++) {
		/* the stroke of "đ/c" parts nothing */
		if (*p == '/' && (p[1] == 'c' || p[1] == 'C'))
			continue;
		for (size_t i = 0; i < ARRAY_LEN(between) && !cut; i++) {
			len = strlen(between[i]);
			if (p > text && strncmp(p, between[i], len) == 0)
				cut = p;
		}
	}
	size_t a = cut ? (size_t)(cut - text) : n;
	const char *s = bare(text, &a);
	strbuf_addn(first, s, a);
	if (!cut)
		return;
	size_t b = n - (size_t)(cut - text) - len;
	s = bare(cut + len, &b);
	strbuf_addn(second, s, b);
}
