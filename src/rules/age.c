#include "rules/rules.h"

#include <ctype.h>
#include <string.h>

const char *const age_band_code[AGE_BANDS] = {
	"18-30", "31-35", "36-40", "41-45", "46-50", "51-55", "56-60", "60+"};

int age_months(struct date birth, struct date on)
{
	if (!date_is_full(birth) || !date_is_full(on))
		return -1;
	int months = (on.year - birth.year) * 12 + on.month - birth.month;
	return months < 0 ? -1 : months;
}

int age_years(struct date birth, struct date on)
{
	if (!date_is_set(birth) || !date_is_set(on) || birth.year > on.year)
		return -1;
	int years = on.year - birth.year;
	if (!date_is_full(birth) || !date_is_full(on))
		return years;
	/* born on 29 February: the year is complete on 1 March where there is no such day */
	bool before = on.month < birth.month || (on.month == birth.month && on.day < birth.day);
	years -= before;
	return years < 0 ? -1 : years;
}

struct date probation_end(struct date ceremony)
{
	return date_is_full(ceremony) ? date_add_months(ceremony, 12) : (struct date){0};
}

int years_without(struct date last_admission, struct date as_of)
{
	if (!date_is_set(last_admission))
		return -1;
	bool year_is_over = as_of.month == 12 && as_of.day == 31;
	int years = as_of.year - last_admission.year - !year_is_over;
	return years < 0 ? 0 : years;
}

int age_band(int years)
{
	static const int upto[AGE_BANDS - 1] = {30, 35, 40, 45, 50, 55, 60};
	if (years < 18)
		return -1;
	for (int i = 0; i < AGE_BANDS - 1; i++)
		if (years <= upto[i])
			return i;
	return AGE_BANDS - 1;
}

enum cccd_fault cccd_check(const char *cccd, char sex, struct date birth)
{
	size_t n = strlen(cccd);
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)cccd[i]))
			return CCCD_FORM;
	if (n != 12)
		return CCCD_FORM;
	int century = (cccd[3] - '0') / 2, is_female = (cccd[3] - '0') % 2;
	if ((sex == 'm' && is_female) || (sex == 'f' && !is_female))
		return CCCD_SEX;
	int year = 1900 + century * 100 + (cccd[4] - '0') * 10 + (cccd[5] - '0');
	return date_is_set(birth) && birth.year != year ? CCCD_YEAR : CCCD_OK;
}
