/* What cannot be, and what is missing. The latter depends on how far somebody has come (38-HD/BTCTW I.1.1: the list;
 * 1-KNĐ and 2-KNĐ: what the papers ask for): of whom has just been found no more is asked than a name and a cell. */
#include "core/health_own.h"

#include "rules/contact.h"

enum { OLDEST = 105, FULL_AGE = 18 };

struct date health_day_of(const struct health_facts *f, enum event_kind kind)
{
	struct date first = {0};
	for (size_t i = 0; i < f->event_count; i++)
		if (f->events[i].kind == kind)
			first = date_min(first, f->events[i].on);
	return first;
}

void health_put_date(struct strbuf *b, struct date d)
{
	char iso[DATE_TEXT];
	strbuf_add(b, date_to_iso(d, iso));
}

/* ---- right ------------------------------------------------------------------------------------------ */

VALUE(health_value_birth)
{
	(void)r;
	health_put_date(b, f->birth);
}

RULE(health_is_birth_impossible)
{
	(void)r;
	return date_is_set(f->birth) &&
	       (date_cmp(f->birth, f->today) > 0 || f->today.year - f->birth.year > OLDEST);
}

/* When whoever was admitted joined. */
static struct date joined(const struct health_facts *f)
{
	struct date ceremony = health_day_of(f, EVENT_CEREMONY);
	return date_is_set(ceremony) ? ceremony : f->joined_on;
}

RULE(health_is_joined_young)
{
	int age = age_years(f->birth, joined(f));
	(void)r;
	return date_is_set(f->birth) && date_is_set(joined(f)) &&
	       (f->birth.year > joined(f).year || (age >= 0 && age < FULL_AGE));
}

VALUE(health_value_joined)
{
	(void)r;
	health_put_date(b, joined(f));
}

RULE(health_is_cccd_sex)
{
	(void)r;
	return health_has(f->cccd) && cccd_check(f->cccd, f->sex, f->birth) == CCCD_SEX;
}

RULE(health_is_cccd_year)
{
	(void)r;
	return health_has(f->cccd) && cccd_check(f->cccd, f->sex, f->birth) == CCCD_YEAR;
}

RULE(health_is_cccd_province)
{
	(void)r;
	return health_has(f->cccd) && !cccd_province_known(f->cccd);
}

VALUE(health_value_cccd)
{
	(void)r;
	strbuf_add(b, f->cccd);
}

static struct verdict verdict_of(const struct health_facts *f)
{
	const struct fact_person p = {.birth = f->birth,
		.events = f->events,
		.event_count = f->event_count,
		.joined = f->joined_on,
		.official = f->official_on,
		.is_listed_member = f->is_member};
	return f->event_count ? events_check_all(&p, f->today) : (struct verdict){0};
}

static struct date future_day(const struct health_facts *f)
{
	for (size_t i = 0; i < f->event_count; i++)
		if (date_cmp(f->events[i].on, f->today) > 0)
			return f->events[i].on;
	return (struct date){0};
}

RULE(health_is_future)
{
	(void)r;
	return date_is_set(future_day(f));
}

VALUE(health_value_future)
{
	(void)r;
	health_put_date(b, future_day(f));
}

RULE(health_is_contradiction)
{
	struct verdict v = verdict_of(f);
	(void)r;
	return v.kind == VERDICT_REFUSED && v.rule != RULE_FUTURE;
}

VALUE(health_value_contradiction)
{
	struct verdict v = verdict_of(f);
	(void)r;
	strbuf_addf(b, "rule:%d:%d:", (int)v.rule, (int)v.other);
	health_put_date(b, v.other_on);
}

RULE(health_is_cell_over)
{
	(void)r;
	return f->has_cell && date_is_set(f->cell_over) && date_cmp(f->cell_over, f->today) < 0;
}

VALUE(health_value_cell_over)
{
	(void)r;
	health_put_date(b, f->cell_over);
}

RULE(health_is_phone_wrong)
{
	(void)r;
	return health_has(f->phone) && phone_check(f->phone) == PHONE_FORM;
}

RULE(health_is_phone_old)
{
	(void)r;
	return health_has(f->phone) && phone_check(f->phone) == PHONE_OLD;
}

VALUE(health_value_phone)
{
	(void)r;
	strbuf_add(b, f->phone);
}

/* ---- full ------------------------------------------------------------------------------------------- */

RULE(health_lacks_birth)
{
	(void)r;
	return !date_is_set(f->birth);
}

RULE(health_lacks_sex)
{
	(void)r;
	return !f->sex;
}

RULE(health_lacks_cell)
{
	(void)r;
	return !f->has_cell;
}

RULE(health_lacks_source)
{
	(void)r;
	return health_is_from(f, STAGE_FOUND) && f->stage < STAGE_DECISION &&
	       date_is_set(health_day_of(f, EVENT_FOUND)) && !f->has_source;
}

RULE(health_lacks_residence)
{
	(void)r;
	return health_is_from(f, STAGE_LISTED) && !health_has(f->residence);
}

RULE(health_lacks_phone)
{
	(void)r;
	return health_is_from(f, STAGE_LISTED) && !health_has(f->phone);
}

RULE(health_lacks_education)
{
	(void)r;
	return health_is_from(f, STAGE_LISTED) && !f->education;
}

RULE(health_lacks_mentor)
{
	(void)r;
	return f->uncovered;
}

RULE(health_lacks_cccd)
{
	(void)r;
	return health_is_from(f, STAGE_PAPERS) && !health_has(f->cccd);
}

RULE(health_lacks_home)
{
	(void)r;
	return health_is_from(f, STAGE_PAPERS) && !health_has(f->home_place);
}

RULE(health_lacks_ethnicity)
{
	(void)r;
	return health_is_from(f, STAGE_PAPERS) && !health_has(f->ethnicity);
}

RULE(health_lacks_occupation)
{
	(void)r;
	return health_is_from(f, STAGE_PAPERS) && !health_has(f->occupation);
}

RULE(health_lacks_number)
{
	return health_is_from(f, STAGE_FOUND) && date_is_set(health_day_of(f, r->event)) &&
	       !(f->numbered & 1U << r->event);
}

VALUE(health_value_event)
{
	health_put_date(b, health_day_of(f, r->event));
}

RULE(health_lacks_paper_days)
{
	(void)r;
	return health_is_from(f, STAGE_PAPERS) && f->undated_papers > 0;
}

VALUE(health_value_paper_days)
{
	(void)r;
	strbuf_addf(b, "%ld", f->undated_papers);
}

RULE(health_lacks_joined)
{
	(void)r;
	return f->is_member && stage_is_member(f->stage) && !date_is_set(joined(f));
}

RULE(health_lacks_official)
{
	(void)r;
	return f->is_member && f->stage == STAGE_OFFICIAL && !date_is_set(f->official_on) &&
	       !date_is_set(health_day_of(f, EVENT_RECOGNISED));
}

RULE(health_lacks_secretary)
{
	(void)r;
	return !f->has_secretary;
}

RULE(health_lacks_figures)
{
	(void)r;
	return !date_is_set(f->figures_on);
}

RULE(health_lacks_target)
{
	(void)r;
	return !f->has_target && !f->had_target && f->today.month >= HEALTH_TARGET_MONTH;
}
