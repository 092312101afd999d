#include "report/listing_limit.h"

enum { YEARS_BACK = 20 }; /* further back nobody is listed for this year */

/* Listed on `day`, with a mentor from the same day, nothing else done: when is the ceremony? */
static struct date ceremony_of(const struct rule_set *set, const struct calendar *cal,
	const struct step_days *usual, struct date day)
{
	const struct fact_event events[] = {
		{EVENT_FOUND, date_add_days(day, -1)}, {EVENT_LISTED, day}};
	const struct fact_mentor mentor = {.from = day, .is_active = true};
	const struct fact_dossier d = {.person = {.events = events,
					       .event_count = 2,
					       .is_mentored = true,
					       .first_mentored = day},
		.needs_check = true,
		.mentors = &mentor,
		.mentor_count = 1};
	struct outlook o = dossier_outlook(&d, set, cal, usual, day);
	return usual ? o.likely : o.earliest;
}

static bool is_in_time(const struct rule_set *set, const struct calendar *cal,
	const struct step_days *usual, long day, struct date end)
{
	struct date on = ceremony_of(set, cal, usual, date_from_days(day));
	return date_is_set(on) && date_cmp(on, end) <= 0;
}

struct listing_limit listing_limit(const struct rule_set *set, const struct calendar *cal,
	const struct step_days *usual, struct date end)
{
	struct listing_limit ret = {0};
	long last = date_to_days(end), low = last - YEARS_BACK * 366, high = last + 1;
	if (!set || !is_in_time(set, cal, usual, low, end))
		return ret;
	/* who is listed later is never admitted earlier: low is in time, high is not */
	while (high - low > 1) {
		long middle = low + (high - low) / 2;
		if (is_in_time(set, cal, usual, middle, end))
			low = middle;
		else
			high = middle;
	}
	struct deadline how = {0};
	ret.by = date_from_days(low);
	calendar_add(cal, ret.by, calendar_count(cal, ret.by, end), &how);
	ret.open_year = how.open_year;
	return ret;
}
