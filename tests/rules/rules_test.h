/* What the tests of the rules share: dates from text, events in one line. */
#ifndef TN_TESTS_RULES_TEST_H
#define TN_TESTS_RULES_TEST_H

#include "rules/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVENTS = 24 };

static inline struct date day(const char *iso)
{
	struct date d;
	if (!date_from_iso(iso, true, &d))
		fail_msg("not a date: %s", iso);
	return d;
}

/* "found 2020-01-05, listed 2020-02-01": events by their codes. */
static inline size_t events_of(const char *text, struct fact_event ret[EVENTS])
{
	char copy[1024], *save = NULL;
	size_t n = 0;
	strncpy(copy, text, sizeof copy - 1);
	copy[sizeof copy - 1] = '\0';
	for (char *e = strtok_r(copy, ",", &save); e; e = strtok_r(NULL, ",", &save)) {
		char code[32], on[16];
		if (sscanf(e, " %31s %15s", code, on) != 2 || n == EVENTS ||
			!event_from_code(code, &ret[n].kind))
			fail_msg("not an event: %s", e);
		ret[n++].on = day(on);
	}
	return n;
}

#endif
