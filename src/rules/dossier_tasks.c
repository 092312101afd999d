#include "rules/dossier_scope.h"

enum { NEAR_LIMIT = 57 * 12 }; /* months of age from which the limit is worth a line */

/* The age at the latest event: the only day that the facts themselves give. */
static bool is_near_limit(const struct fact_person *p)
{
	struct date last = {0};
	for (size_t i = 0; i < p->event_count; i++)
		last = date_max(last, p->events[i].on);
	return date_is_set(p->birth) && date_is_set(last) &&
	       (date_is_full(p->birth) ? age_months(p->birth, last)
				       : (last.year - p->birth.year) * 12) >= NEAR_LIMIT;
}

size_t dossier_tasks(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct need ret[TASKS_MAX])
{
	struct need all[NEEDS_MAX];
	size_t count = dossier_needs(d, set, cal, false, all), n = 0;
	for (size_t i = 0; i < count && n < TASKS_MAX; i++) {
		const struct need *need = &all[i];
		if (!date_is_full(need->due) || need->kind == NEED_PAPER)
			continue;
		if (need->kind == NEED_AGE_LIMIT && !is_near_limit(&d->person))
			continue;
		ret[n] = *need;
		/* the number tells several of one kind apart: only checks have that */
		if (need->kind != NEED_CHECK_ANSWER)
			ret[n].number = 0;
		n++;
	}
	return n;
}
