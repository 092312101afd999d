/* Until when a new name must be listed to be admitted by the end of a year. */
#ifndef TN_REPORT_LISTING_LIMIT_H
#define TN_REPORT_LISTING_LIMIT_H

#include "rules/dossier.h"

struct listing_limit {
	struct date by; /* unset: no such day, or the pace of a step is not known */
	int open_year; /* days off on the way that are not confirmed: the first such year; 0: none */
};

/* The last day on which somebody found before can be listed and given a mentor, and still have the ceremony
 * on or before `end`, by dossier_outlook() with that day for today: the same reckoning by which people count
 * as possible. `usual` NULL: every step in the shortest time that the rules allow; else at that pace. */
struct listing_limit listing_limit(const struct rule_set *set, const struct calendar *cal,
	const struct step_days *usual, struct date end);

#endif
