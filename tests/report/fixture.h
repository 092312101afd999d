/* The sample commune in memory, and today pinned. */
#ifndef TN_TESTS_REPORT_FIXTURE_H
#define TN_TESTS_REPORT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/program.h"
#include "core/task.h"
#include "exchange/sample.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline struct date day(const char *iso)
{
	struct date d;
	assert_true(date_from_iso(iso, false, &d));
	return d;
}

static inline struct db *sample(void)
{
	struct err err = {0};
	struct db *db = NULL;
	const struct act_by by = {.actor = "test"};
	assert_int_equal(program_init(NULL, &err), 0);
	clock_pin_today(day("2026-11-23"));
	if (db_open("", DB_MEMORY, &db, &err) || sample_load(db, &by, &err) ||
		tasks_prepare(db, NULL, NULL, &err))
		fail_msg("%s: %s", err.field, err.detail);
	return db;
}

/* The set-up and tear-down of a group of tests. */
static inline int open_sample(void **state)
{
	*state = sample();
	return 0;
}

static inline int close_sample(void **state)
{
	db_close(*state);
	return 0;
}

static inline struct report *make(
	struct db *db, enum report_kind kind, const char *from, const char *to)
{
	struct err err = {0};
	struct report *r = NULL;
	struct report_request q = {.kind = kind, .from = day(from), .to = day(to), .user = "test"};
	if (report_make(db, &q, &r, &err))
		fail_msg("%s %s: %s", report_name(kind), err.field, err.detail);
	return r;
}

#endif
