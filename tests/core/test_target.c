/* Targets, settings, the names of the committee. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/setting.h"

#include <stdio.h>
#include <string.h>

#define D(y, m, d) ((struct date){y, m, d})

static void test_targets(void **state)
{
	(void)state;
	struct err e = {0};
	const struct {
		struct target t;
		int code, rule;
		const char *field;
		long number;
	} cases[] = {
		{{.from_year = 2024,
			 .to_year = 2024,
			 .kind = 1,
			 .count = 6,
			 .percent = -1,
			 .base = -1},
			0, 0, "", 6},
		{{.from_year = 2024,
			 .to_year = 2024,
			 .kind = 1,
			 .count = 7,
			 .percent = -1,
			 .base = -1},
			ERR_DUPLICATE, 0, "kind", 0},
		{{.from_year = 2024,
			 .to_year = 2024,
			 .kind = 2,
			 .count = -1,
			 .percent = 300,
			 .base = 356},
			0, 0, "", 11},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 1,
			 .count = 11,
			 .percent = 300,
			 .base = 356},
			0, 0, "", 11},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 2,
			 .count = 10,
			 .percent = 300,
			 .base = 356},
			ERR_REFUSED, RULE_TARGET_DISAGREES, "count", 0},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 2,
			 .count = -1,
			 .percent = 300,
			 .base = -1},
			ERR_REFUSED, RULE_TARGET_NO_BASE, "base", 0},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 2,
			 .count = -1,
			 .percent = -1,
			 .base = -1},
			ERR_INVALID, 0, "count", 0},
		{{.from_year = 2025,
			 .to_year = 2024,
			 .kind = 2,
			 .count = 1,
			 .percent = -1,
			 .base = -1},
			ERR_INVALID, 0, "to_year", 0},
		{{.from_year = 1900,
			 .to_year = 1900,
			 .kind = 2,
			 .count = 1,
			 .percent = -1,
			 .base = -1},
			ERR_INVALID, 0, "from_year", 0},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 4,
			 .count = 1,
			 .percent = -1,
			 .base = -1},
			ERR_INVALID, 0, "kind", 0},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 2,
			 .count = -1,
			 .percent = 300,
			 .base = 4000000000000000000},
			ERR_INVALID, 0, "base", 0},
		{{.from_year = 2025,
			 .to_year = 2025,
			 .kind = 2,
			 .count = -1,
			 .percent = 100001,
			 .base = 1},
			ERR_INVALID, 0, "percent", 0},
		{{.from_year = 2020,
			 .to_year = 2025,
			 .kind = 1,
			 .count = 40,
			 .percent = -1,
			 .base = -1},
			0, 0, "", 40},
		{{.from_year = 2024,
			 .to_year = 2024,
			 .cell = office.hamlet,
			 .kind = 1,
			 .count = 2,
			 .percent = -1,
			 .base = -1},
			0, 0, "", 2},
		{{.from_year = 2024,
			 .to_year = 2024,
			 .cell = {777},
			 .kind = 1,
			 .count = 2,
			 .percent = -1,
			 .base = -1},
			ERR_IN_USE, 0, "", 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[16];
		int64_t id = -1;
		struct target t;
		snprintf(what, sizeof what, "case %zu", i);
		expect_result(target_save(office.db, &fixture_by, &cases[i].t, &id, &e), &e,
			cases[i].code, cases[i].rule, cases[i].field, what);
		assert_int_equal(id == -1, cases[i].code != 0);
		if (cases[i].code)
			continue;
		assert_int_equal(target_load(office.db, id, &t, NULL), 0);
		assert_int_equal(target_number(&t), cases[i].number);
		target_done(&t);
	}
	const struct {
		struct cell_id cell;
		struct date from, to;
		long want;
	} periods[] = {
		{{0}, {2024, 1, 1}, {2024, 12, 31}, 6},
		{{0}, {2024, 6, 1}, {2025, 3, 31}, 17},
		{{0}, {2023, 1, 1}, {2023, 12, 31}, 40},
		{{0}, {2019, 1, 1}, {2019, 12, 31}, -1},
		{office.hamlet, {2024, 1, 1}, {2024, 12, 31}, 2},
		{office.school, {2024, 1, 1}, {2024, 12, 31}, -1},
	};
	for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
		long n = -9;
		assert_int_equal(target_for(office.db, periods[i].cell, TARGET_ADMISSION,
					 periods[i].from, periods[i].to, &n, NULL),
			0);
		assert_int_equal(n, periods[i].want);
	}
	struct target t;
	assert_int_equal(
		target_find(office.db, 2020, 2025, (struct cell_id){0}, TARGET_ADMISSION, &t, NULL),
		0);
	assert_int_equal(target_remove(office.db, &fixture_by, t.id, t.rev, NULL), 0);
	target_done(&t);
	assert_int_equal(
		target_find(office.db, 2020, 2025, (struct cell_id){0}, TARGET_ADMISSION, &t, &e),
		ERR_NOT_FOUND);
}

static void test_settings(void **state)
{
	(void)state;
	static const struct {
		const char *key, *value;
		bool ok;
	} cases[] = {
		{"date_basis", "decision", true},
		{"date_basis", "x", false},
		{"dry_years", "5", true},
		{"dry_years", "0", false},
		{"dry_years", "51", false},
		{"dry_years", "3a", false},
		{"dry_years", "", false},
		{"lang", "en", true},
		{"lang", "fr", false},
		{"colour", "red", false},
	};
	struct settings s;
	assert_int_equal(settings_load(office.db, &s, NULL), 0);
	assert_true(s.date_basis == BASIS_CEREMONY && s.dry_years == 3 && !s.lang[0]);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		expect_result(
			setting_save(office.db, &fixture_by, cases[i].key, cases[i].value, &e), &e,
			cases[i].ok ? 0 : ERR_INVALID, 0, cases[i].ok ? "" : cases[i].key,
			cases[i].value);
	}
	assert_int_equal(settings_load(office.db, &s, NULL), 0);
	assert_true(s.date_basis == BASIS_DECISION && s.dry_years == 5);
	assert_string_equal(s.lang, "en");

	struct err e = {0};
	struct committee c = {.name = (char *)" ", .from = D(2025, 7, 1)}, read;
	expect_result(committee_save(office.db, &fixture_by, &c, &e), &e, ERR_INVALID, 0, "name",
		"committee");
	c.name = (char *)"Đảng bộ xã Tân Lập mới";
	assert_int_equal(committee_save(office.db, &fixture_by, &c, &e), 0);
	assert_int_equal(
		fixture_number(office.db, "SELECT record_id FROM audit ORDER BY id DESC LIMIT 1"),
		2);
	expect_result(committee_save(office.db, &fixture_by, &c, &e), &e, ERR_DUPLICATE, 0,
		"from_date", "committee");
	assert_int_equal(committee_load(office.db, D(2025, 6, 30), &read, NULL), 0);
	assert_string_equal(read.name, "Đảng bộ xã Tân Lập");
	committee_done(&read);
	assert_int_equal(committee_load(office.db, D(2025, 7, 1), &read, NULL), 0);
	assert_string_equal(read.name, "Đảng bộ xã Tân Lập mới");
	committee_done(&read);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_targets),
		OFFICE_TEST(test_settings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
