#include "viet/wording.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

/* Digits in groups of three; Vietnamese papers group from five digits on. */
static void group(unsigned long n, char buf[WORDING_MAX])
{
	bool vi = i18n_lang() == LANG_VI;
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%lu", n);
	if (len <= 3 || (vi && len == 4)) {
		memcpy(buf, digits, (size_t)len + 1);
		return;
	}
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			*buf++ = vi ? '.' : ',';
		*buf++ = digits[i];
	}
	*buf = '\0';
}

char *wording_number(long n, char buf[WORDING_MAX])
{
	char *p = buf;
	if (n < 0)
		*p++ = '-';
	group(n < 0 ? 0UL - (unsigned long)n : (unsigned long)n, p);
	return buf;
}

char *wording_tenths(long tenths, char buf[WORDING_MAX])
{
	if (tenths < 0)
		return strcpy(buf, "-");
	group((unsigned long)tenths / 10, buf);
	size_t n = strlen(buf);
	buf[n] = i18n_lang() == LANG_VI ? ',' : '.';
	buf[n + 1] = (char)('0' + tenths % 10);
	buf[n + 2] = '\0';
	return buf;
}

char *wording_percent(long tenths, char buf[WORDING_MAX])
{
	wording_tenths(tenths, buf);
	if (tenths >= 0)
		strcat(buf, i18n_lang() == LANG_VI ? " %" : "%");
	return buf;
}

char *wording_long_date(struct date d, char buf[WORDING_MAX])
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"};
	bool vi = i18n_lang() == LANG_VI;
	if (!date_is_set(d))
		buf[0] = '\0';
	else if (!date_is_full(d))
		snprintf(buf, WORDING_MAX, vi ? "năm %d" : "%d", d.year);
	else if (vi)
		snprintf(buf, WORDING_MAX,
			d.month <= 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d",
			d.day, d.month, d.year);
	else
		snprintf(buf, WORDING_MAX, "%d %s %d", d.day, months[d.month - 1], d.year);
	return buf;
}
