#include "rules/sourcing.h"

struct date report_due_on(int year, int month, int day)
{
	struct date first = {(short)year, (signed char)month, 1};
	return date_add_days(date_add_months(first, 1), day - 1);
}

bool report_is_owed(struct date resolution_on, int year, int month)
{
	return !date_is_full(resolution_on) || resolution_on.year < year ||
	       (resolution_on.year == year && resolution_on.month <= month);
}

bool report_month_is_over(int year, int month, struct date as_of, struct date today)
{
	struct date next = report_due_on(year, month, 1);
	return date_cmp(next, as_of) <= 0 ||
	       (date_cmp(next, today) <= 0 && date_cmp(date_add_days(next, -1), as_of) <= 0);
}

enum month_mark month_mark(long due, long made)
{
	if (due <= 0)
		return MONTH_NOT_DUE;
	return made <= 0 ? MONTH_NONE : made < due ? MONTH_SOME : MONTH_ALL;
}

struct date visit_due_on(struct date last, struct date since, int months)
{
	struct date from = date_is_full(last) ? last : since;
	return months > 0 && date_is_full(from) ? date_add_months(from, months) : (struct date){0};
}

unsigned dry_reasons(const struct dry_facts *f)
{
	unsigned set = 0;
	if (f->nobody_left)
		set |= 1U << DRY_NOBODY_LEFT;
	if (!f->has_resolution)
		set |= 1U << DRY_NO_RESOLUTION;
	else if (!f->duties)
		set |= 1U << DRY_NO_DUTY;
	if (f->reports_due && f->reports_made * 2 < f->reports_due)
		set |= 1U << DRY_NO_REPORTS;
	if (!f->names && !f->pipeline)
		set |= 1U << DRY_NO_NAMES;
	if (f->obstacles)
		set |= 1U << DRY_OBSTACLES;
	if (f->uncovered > 0)
		set |= 1U << DRY_NO_MENTOR;
	return set;
}
