/* Inside the rules of health: what is wrong (health_right.c: right and full; health_doubt.c: clean and alive), which
 * the table of health_rule.c names. */
#ifndef TN_CORE_HEALTH_OWN_H
#define TN_CORE_HEALTH_OWN_H

#include "core/health.h"

#define RULE(name) bool name(const struct health_rule *r, const struct health_facts *f)
#define VALUE(name)                                                                                \
	void name(const struct health_rule *r, const struct health_facts *f, struct strbuf *b)

/* From which month on a cell without a target of the year is behind: resolutions of the year come in February. */
enum { HEALTH_TARGET_MONTH = 3 };

static inline bool health_has(const char *s)
{
	return s && *s;
}

/* A candidate who has come so far, until he is an official member. */
static inline bool health_is_from(const struct health_facts *f, enum stage s)
{
	return f->is_candidate && f->stage >= s && f->stage <= STAGE_PROBATION_OVER;
}

/* The earliest event of a kind. */
struct date health_day_of(const struct health_facts *f, enum event_kind kind);
/* Who shares a phone with somebody: ids in their order, some twice; the caller's (free). */
int health_sharing_phones(struct db *db, int64_t **ret, size_t *ret_n, struct err *err);
struct health_letters health_letters_of(const char *name);
void health_put_date(struct strbuf *b, struct date d);

VALUE(health_value_birth);
RULE(health_is_birth_impossible);
RULE(health_is_joined_young);
VALUE(health_value_joined);
RULE(health_is_cccd_sex);
RULE(health_is_cccd_year);
RULE(health_is_cccd_province);
VALUE(health_value_cccd);
RULE(health_is_future);
VALUE(health_value_future);
RULE(health_is_contradiction);
VALUE(health_value_contradiction);
RULE(health_is_cell_over);
VALUE(health_value_cell_over);
RULE(health_is_phone_wrong);
RULE(health_is_phone_old);
VALUE(health_value_phone);
RULE(health_lacks_birth);
RULE(health_lacks_sex);
RULE(health_lacks_cell);
RULE(health_lacks_source);
RULE(health_lacks_residence);
RULE(health_lacks_phone);
RULE(health_lacks_education);
RULE(health_lacks_mentor);
RULE(health_lacks_cccd);
RULE(health_lacks_home);
RULE(health_lacks_ethnicity);
RULE(health_lacks_occupation);
RULE(health_lacks_number);
VALUE(health_value_event);
RULE(health_lacks_paper_days);
VALUE(health_value_paper_days);
RULE(health_lacks_joined);
RULE(health_lacks_official);
RULE(health_lacks_secretary);
RULE(health_lacks_figures);
RULE(health_lacks_target);
RULE(health_is_birth_year);
RULE(health_is_new_year);
RULE(health_is_name_capitals);
RULE(health_is_name_small);
RULE(health_is_name_one_word);
RULE(health_is_name_digits);
VALUE(health_value_name);
RULE(health_is_phone_untidy);
RULE(health_is_phone_shared);
RULE(health_is_mentor_outside);
VALUE(health_value_mentor);
RULE(health_is_listed_young);
VALUE(health_value_listed);
RULE(health_is_silent);
VALUE(health_value_silent);
RULE(health_is_slow);
VALUE(health_value_slow);
RULE(health_is_youth_old);
RULE(health_is_figures_old);
VALUE(health_value_figures);
RULE(health_is_target_old);
VALUE(health_value_target);

#endif
