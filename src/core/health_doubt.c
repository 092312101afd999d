/* What is doubtful, and what has grown old. */
#include "core/health_own.h"

#include "rules/contact.h"
#include "viet/text.h"

#include <ctype.h>
#include <string.h>

/* Months: without any news of a candidate; a statement of a cell holds. Years: the youth union's oldest cadres. */
enum { SILENT_MONTHS = 6, FIGURES_MONTHS = 12, YOUTH_YEARS = 35, FULL_AGE = 18 };

/* ---- clean ------------------------------------------------------------------------------------------ */

RULE(health_is_birth_year)
{
	(void)r;
	return health_is_from(f, STAGE_LISTED) && date_is_set(f->birth) && !date_is_full(f->birth);
}

/* What many write who know but the year. */
RULE(health_is_new_year)
{
	(void)r;
	return health_is_from(f, STAGE_LISTED) && f->birth.month == 1 && f->birth.day == 1;
}

struct health_letters health_letters_of(const char *name)
{
	CLEANUP_FREE char *low = NULL, *high = NULL;
	struct health_letters n = {0};
	bool begins = true;
	if (!health_has(name) || text_lower(name, &low, NULL) || text_upper(name, &high, NULL))
		return n;
	const char *s = name, *l = low, *h = high;
	uint32_t cs, cl, ch;
	int ds, dl, dh;
	/* letter by letter: neither changes how many there are */
	while ((ds = text_next(s, strlen(s), &cs)) > 0 && (dl = text_next(l, strlen(l), &cl)) > 0 &&
		(dh = text_next(h, strlen(h), &ch)) > 0) {
		bool is_small = cs == cl && cs != ch, is_capital = cs == ch && cs != cl;
		n.has_small |= is_small;
		n.has_capital |= is_capital;
		n.begins_small |= begins && is_small;
		n.has_digit |= cs < 0x80 && isdigit((int)cs);
		n.words += begins && cs != ' ';
		begins = cs == ' ';
		s += ds;
		l += dl;
		h += dh;
	}
	return n;
}

RULE(health_is_name_capitals)
{
	(void)r;
	return f->letters.has_capital && !f->letters.has_small && f->letters.words > 1;
}

RULE(health_is_name_small)
{
	(void)r;
	return f->letters.begins_small;
}

RULE(health_is_name_one_word)
{
	(void)r;
	return f->letters.words == 1;
}

RULE(health_is_name_digits)
{
	(void)r;
	return f->letters.has_digit;
}

VALUE(health_value_name)
{
	(void)r;
	strbuf_add(b, f->name);
}

RULE(health_is_phone_untidy)
{
	(void)r;
	return health_has(f->phone) && phone_check(f->phone) == PHONE_UNTIDY;
}

RULE(health_is_phone_shared)
{
	(void)r;
	return f->shares_phone;
}

RULE(health_is_mentor_outside)
{
	(void)r;
	return health_is_from(f, STAGE_LISTED) && health_has(f->outside_mentor);
}

VALUE(health_value_mentor)
{
	(void)r;
	strbuf_add(b, f->outside_mentor);
}

/* Pupils may be listed early; else a birth date or a day is wrong. */
RULE(health_is_listed_young)
{
	int age = age_years(f->birth, health_day_of(f, EVENT_LISTED));
	(void)r;
	return health_is_from(f, STAGE_LISTED) && age >= 0 && age < FULL_AGE;
}

VALUE(health_value_listed)
{
	(void)r;
	health_put_date(b, health_day_of(f, EVENT_LISTED));
}

/* ---- alive ------------------------------------------------------------------------------------------ */

static struct date last_news(const struct health_facts *f)
{
	struct date last = date_max(f->heard, f->stage_on);
	for (size_t i = 0; i < f->event_count; i++)
		last = date_max(last, f->events[i].on);
	return last;
}

/* How many times `months` have passed since then; who judges it right now is asked again after as long a time. */
static int times_over(struct date since, int months, struct date today)
{
	int n = 0;
	if (!date_is_full(since))
		return 0;
	while (n < 99 && date_cmp(date_add_months(since, (n + 1) * months), today) < 0)
		n++;
	return n;
}

static void put_since(struct strbuf *b, struct date since, int times)
{
	health_put_date(b, since);
	strbuf_addf(b, " +%d", times);
}

RULE(health_is_silent)
{
	(void)r;
	return stage_in_pipeline(f->stage) && times_over(last_news(f), SILENT_MONTHS, f->today) > 0;
}

VALUE(health_value_silent)
{
	struct date last = last_news(f);
	(void)r;
	put_since(b, last, times_over(last, SILENT_MONTHS, f->today));
}

/* How long a step may take before somebody should look, in months: well over what the office needs. */
static int months_of(enum stage s)
{
	static const signed char months[] = {[STAGE_FOUND] = 12,
		[STAGE_LISTED] = 18,
		[STAGE_MENTORED] = 24,
		[STAGE_CLASS] = 24,
		[STAGE_PAPERS] = 9,
		[STAGE_DOSSIER] = 12,
		[STAGE_CELL_VOTE] = 3,
		[STAGE_COMMITTEE] = 3,
		[STAGE_DECISION] = 3,
		[STAGE_PROBATION] = 15,
		[STAGE_PROBATION_OVER] = 15};
	return (size_t)s < sizeof months ? months[s] : 0;
}

RULE(health_is_slow)
{
	int months = months_of(f->stage);
	(void)r;
	return months && times_over(f->stage_on, months, f->today) > 0;
}

VALUE(health_value_slow)
{
	(void)r;
	put_since(b, f->stage_on, times_over(f->stage_on, months_of(f->stage), f->today));
}

RULE(health_is_youth_old)
{
	(void)r;
	return health_is_from(f, STAGE_FOUND) && f->youth_union &&
	       age_years(f->birth, f->today) > YOUTH_YEARS;
}

RULE(health_is_figures_old)
{
	(void)r;
	return times_over(f->figures_on, FIGURES_MONTHS, f->today) > 0;
}

VALUE(health_value_figures)
{
	(void)r;
	health_put_date(b, f->figures_on);
}

RULE(health_is_target_old)
{
	(void)r;
	return !f->has_target && f->had_target && f->today.month >= HEALTH_TARGET_MONTH;
}

VALUE(health_value_target)
{
	(void)r;
	strbuf_addf(b, "%d", f->today.year - 1);
}
