#include "rules/rules.h"

long percent_tenths(long part, long whole)
{
	if (whole <= 0)
		return PERCENT_NONE;
	/* half away from zero: (2·1000·part + whole) / (2·whole) */
	return (2000 * part + whole) / (2 * whole);
}

long target_from_percent(long base, long hundredths)
{
	if (base <= 0 || hundredths <= 0)
		return 0;
	return (base * hundredths + 9999) / 10000;
}

long target_of_period(const struct fact_target *t, size_t n, struct date from, struct date to)
{
	long sum = -1;
	const struct fact_target *term = NULL;
	for (size_t i = 0; i < n; i++) {
		if (t[i].to_year < from.year || t[i].from_year > to.year || t[i].count < 0)
			continue;
		if (t[i].from_year == t[i].to_year)
			sum = (sum < 0 ? 0 : sum) + t[i].count;
		else if (!term || t[i].from_year > term->from_year)
			term = &t[i];
	}
	return sum >= 0 ? sum : term ? term->count : -1;
}
