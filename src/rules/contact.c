#include "rules/contact.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 15 };

/* Prefixes of eleven digits and what they became (Bộ Thông tin và Truyền thông, 15/9/2018). */
static const struct {
	const char *old, *now;
} prefixes[] = {{"0120", "070"}, {"0121", "079"}, {"0122", "077"}, {"0126", "076"}, {"0128", "078"},
	{"0123", "083"}, {"0124", "084"}, {"0125", "085"}, {"0127", "081"}, {"0129", "082"},
	{"0162", "032"}, {"0163", "033"}, {"0164", "034"}, {"0165", "035"}, {"0166", "036"},
	{"0167", "037"}, {"0168", "038"}, {"0169", "039"}, {"0186", "056"}, {"0188", "058"},
	{"0199", "059"}};

/* Where the number that begins at `s` ends: before a separator, or a hyphen with blanks around it. */
static size_t length(const char *s)
{
	size_t n = 0;
	while (s[n] && !strchr("/,;", s[n]) && strncmp(s + n, " - ", 3) != 0)
		n++;
	return n;
}

/* Its digits, with the 0 of the beginning; false where something else stands in it. */
static bool digits_of(const char *s, size_t n, char ret[DIGITS_MAX + 2])
{
	size_t k = 0;
	bool is_abroad = false;
	for (size_t i = 0; i < n; i++) {
		if (isdigit((unsigned char)s[i])) {
			if (k > DIGITS_MAX)
				return false;
			ret[k++] = s[i];
		} else if (s[i] == '+' && !k) {
			is_abroad = true;
		} else if (!strchr(" .-()", s[i])) {
			return false;
		}
	}
	ret[k] = '\0';
	bool is_84 = k > 2 && ret[0] == '8' && ret[1] == '4' && (is_abroad || k == 11);
	if (is_abroad && !is_84)
		return false;
	if (is_84) {
		memmove(ret + 1, ret + 2, k - 1);
		ret[0] = '0';
	} else if (k == 9 && ret[0] != '0') {
		/* a spreadsheet takes the 0 of a number away */
		memmove(ret + 1, ret, k + 1);
		ret[0] = '0';
	}
	return true;
}

static bool is_mobile(const char *d)
{
	return strlen(d) == 10 && d[0] == '0' && d[1] && strchr("35789", d[1]);
}

const char *phone_prefix_now(const char *d)
{
	for (size_t i = 0; strlen(d) == 11 && i < sizeof prefixes / sizeof *prefixes; i++)
		if (!strncmp(d, prefixes[i].old, 4))
			return prefixes[i].now;
	return NULL;
}

/* One number, as it is today in `ret`. */
static enum phone_fault check_one(const char *s, size_t n, char ret[DIGITS_MAX + 2])
{
	char d[DIGITS_MAX + 2];
	while (n && s[0] == ' ')
		s++, n--;
	while (n && s[n - 1] == ' ')
		n--;
	if (!digits_of(s, n, d))
		return PHONE_FORM;
	const char *now = phone_prefix_now(d);
	if (now) {
		snprintf(ret, DIGITS_MAX + 2, "%s%s", now, d + 4);
		return PHONE_OLD;
	}
	snprintf(ret, DIGITS_MAX + 2, "%s", d);
	if (!is_mobile(d) && !(strlen(d) == 11 && !strncmp(d, "02", 2)))
		return PHONE_FORM;
	return strlen(d) == n && !strncmp(d, s, n) ? PHONE_OK : PHONE_UNTIDY;
}

/* `ret`: the numbers as they are today; NULL: not wanted. */
static enum phone_fault check(const char *phone, char ret[PHONE_MAX], bool *fits)
{
	enum phone_fault worst = PHONE_OK;
	size_t at = 0;
	for (const char *s = phone; *s;) {
		char one[DIGITS_MAX + 2] = "";
		size_t n = length(s), k;
		bool is_blank = strspn(s, " ") >= n;
		enum phone_fault fault = is_blank ? PHONE_OK : check_one(s, n, one);
		worst = fault > worst ? fault : worst;
		k = strlen(one);
		if (ret && k && at + k + 3 < PHONE_MAX)
			at += (size_t)snprintf(
				ret + at, PHONE_MAX - at, "%s%s", at ? "; " : "", one);
		else if (k && ret)
			*fits = false;
		s += n;
		s += !*s ? 0 : *s == ' ' ? 3 : 1;
	}
	return worst;
}

enum phone_fault phone_check(const char *phone)
{
	return check(phone, NULL, NULL);
}

bool phone_tidy(const char *phone, char ret[PHONE_MAX])
{
	char tidy[PHONE_MAX] = "";
	bool fits = true;
	if (check(phone, tidy, &fits) == PHONE_FORM || !fits)
		return false;
	memcpy(ret, tidy, sizeof tidy);
	return true;
}

bool cccd_province_known(const char *cccd)
{
	static const unsigned char codes[] = {1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24,
		25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54,
		56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
		91, 92, 93, 94, 95, 96};
	if (strspn(cccd, "0123456789") < 3)
		return false;
	int code = (cccd[0] - '0') * 100 + (cccd[1] - '0') * 10 + cccd[2] - '0';
	for (size_t i = 0; i < sizeof codes; i++)
		if (codes[i] == code)
			return true;
	return code >= 100;
}
