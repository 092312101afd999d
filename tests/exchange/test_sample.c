/* The sample commune: it loads, its figures are those that it must show, and loading its files
 * again changes nothing. */
#include "fixture.h"

#include "core/check.h"
#include "db/embed.h"
#include "exchange/sample.h"

extern const struct embedded sample_files[];
extern const unsigned sample_files_count;

static void load(struct fixture *f)
{
	struct err err = {0};
	if (sample_load(f->db, &by, &err))
		fail_msg("%d %s %s (%s:%d)", err.code, err.field, err.detail, err.file, err.line);
}

static void test_figures(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *sql;
		long want;
	} t[] = {
		{"SELECT count (*) FROM cell", 14},
		{"SELECT sum (members) FROM cell_count", 356},
		{"SELECT count (*) FROM cell WHERE type = 1", 6},
		{"SELECT count (*) FROM cell WHERE type = 2", 5},
		{"SELECT sum (workforce) FROM cell_count JOIN cell ON cell.id = cell_id WHERE type "
		 "= 2 AND as_of = '2022-12-31'",
			171},
		{"SELECT sum (workforce_members) FROM cell_count WHERE as_of = '2022-12-31'", 93},
		/* admitted, by ceremony and by decision alike */
		{"SELECT count (*) FROM event WHERE kind = 10 AND on_date LIKE '2020%'", 6},
		{"SELECT count (*) FROM event WHERE kind = 10 AND on_date LIKE '2021%'", 6},
		{"SELECT count (*) FROM event WHERE kind = 10 AND on_date LIKE '2022%'", 5},
		{"SELECT count (*) FROM event WHERE kind = 9 AND on_date LIKE '2020%'", 6},
		{"SELECT count (*) FROM event WHERE kind = 9 AND on_date LIKE '2021%'", 6},
		{"SELECT count (*) FROM event WHERE kind = 9 AND on_date LIKE '2022%'", 5},
		{"SELECT count (*) FROM event e JOIN person p ON p.id = e.person_id JOIN cell c "
		 "ON c.id = p.cell_id WHERE e.kind = 10 AND on_date BETWEEN '2020' AND '2023' AND "
		 "c.type = 1",
			5},
		/* hamlets without admission for years: one of 2015, one of 2018 until 2023, one
		   never */
		{"SELECT count (*) FROM cell c WHERE type = 1 AND NOT EXISTS (SELECT 1 FROM event "
		 "e JOIN "
		 "person p ON p.id = e.person_id WHERE p.cell_id = c.id AND e.kind = 10 "
		 "AND on_date BETWEEN '2019' AND '2023')",
			3},
		{"SELECT count (*) FROM cell c WHERE NOT EXISTS (SELECT 1 FROM event e JOIN person "
		 "p "
		 "ON p.id = e.person_id WHERE p.cell_id = c.id AND e.kind = 10)",
			1},
		{"SELECT count (*) FROM cell WHERE nobody_left = 1", 1},
		/* an admission of which only the ceremony is known */
		{"SELECT count (*) FROM person p WHERE (SELECT count (*) FROM event e WHERE "
		 "e.person_id = p.id) = 1 AND EXISTS (SELECT 1 FROM event e WHERE e.person_id = "
		 "p.id "
		 "AND e.kind = 10 AND e.on_date = '2015-09-03')",
			1},
		/* the pipeline of today */
		{"SELECT count (*) FROM person WHERE is_candidate = 1 AND stage BETWEEN 1 AND 9",
			86},
		{"SELECT count (DISTINCT stage) FROM person WHERE is_candidate = 1 AND stage < 20",
			11},
		{"SELECT count (DISTINCT stage) FROM person WHERE is_candidate = 1 AND stage > 20",
			7},
		{"SELECT count (*) FROM event WHERE kind = 30", 1},
		{"SELECT count (*) FROM event WHERE kind = 1 AND on_date > '2026-11-20'", 0},
		{"SELECT count (*) FROM person WHERE uncovered = 1", 9},
		{"SELECT count (*) FROM mentor_assignment WHERE mentor_id IS NULL", 1},
		{"SELECT count (*) FROM mentor_assignment WHERE to_date < '2026-11-23' "
		 "AND end_reason IS NULL",
			0},
		{"SELECT count (*) FROM person WHERE length (birth) = 4 AND is_candidate = 1", 5},
		{"SELECT count (*) FROM person WHERE is_member = 1", 122},
		{"SELECT count (*) FROM person WHERE cccd NOT LIKE '999%'", 0},
		/* targets met in 2020 to 2022; one as a percentage */
		{"SELECT group_concat (count, '') FROM target WHERE cell_id IS NULL AND kind = 1 "
		 "AND from_year = to_year AND from_year BETWEEN 2020 AND 2022 ORDER BY from_year",
			665},
		{"SELECT percent FROM target WHERE percent IS NOT NULL", 300},
		{"SELECT count (*) FROM target WHERE to_year > from_year AND kind = 1", 2},
		/* one act, one audit row */
		{"SELECT count (*) FROM audit", 1},
	};
	load(f);
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		long got = sql_number(f, t[i].sql);
		if (got != t[i].want)
			fail_msg("%ld, not %ld: %s", got, t[i].want, t[i].sql);
	}
}

/* The sourcing work of 2022 and 2026: every book has records, and the gaps are there. */
static void test_sourcing(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *sql;
		long want;
	} t[] = {
		/* cells without a resolution, one of them a hamlet; a resolution without duties */
		{"SELECT count (*) FROM resolution WHERE year = 2022", 13},
		{"SELECT count (*) FROM resolution WHERE year = 2026", 12},
		{"SELECT count (*) FROM resolution r JOIN cell c ON c.id = r.cell_id WHERE code = "
		 "'AP4' OR (code = 'QS' AND year = 2026)",
			0},
		{"SELECT count (*) FROM resolution r WHERE NOT EXISTS (SELECT 1 FROM duty WHERE "
		 "resolution_id = r.id)",
			1},
		/* three to six members, each an official member of the cell then */
		{"SELECT count (*) FROM (SELECT count (person_id) AS n FROM duty GROUP BY "
		 "resolution_id) WHERE n NOT BETWEEN 3 AND 6",
			0},
		{"SELECT count (*) FROM duty d JOIN resolution r ON r.id = d.resolution_id JOIN "
		 "person p ON p.id = d.person_id WHERE p.cell_id <> r.cell_id OR p.is_member = 0 "
		 "OR p.official_on > r.on_date",
			0},
		{"SELECT count (DISTINCT association_id) FROM duty", 7},
		/* reports: only of who has a duty, none of the month that runs */
		{"SELECT count (*) < 1500 FROM monthly_report", 1},
		{"SELECT count (*) FROM monthly_report m WHERE NOT EXISTS (SELECT 1 FROM duty d "
		 "JOIN resolution r ON r.id = d.resolution_id WHERE r.cell_id = m.cell_id AND "
		 "r.year = substr (m.month, 1, 4) AND (d.person_id = m.person_id OR "
		 "d.association_id = m.association_id) AND substr (r.on_date, 1, 7) <= m.month)",
			0},
		{"SELECT max (month) = '2026-10' FROM monthly_report", 1},
		{"SELECT count (*) > 100 FROM monthly_report WHERE done IS NOT NULL", 1},
		{"SELECT count (*) FROM monthly_report m JOIN cell c ON c.id = m.cell_id WHERE "
		 "code = 'AP1' AND month LIKE '2026%'",
			100},
		{"SELECT count (*) FROM monthly_report m JOIN cell c ON c.id = m.cell_id WHERE "
		 "code = 'YT' AND month LIKE '2026%'",
			2},
		/* the first time that somebody is named is when he was found */
		{"SELECT count (*) FROM (SELECT person_id, min (on_date) AS first FROM proposal "
		 "GROUP BY person_id) x LEFT JOIN event e ON e.person_id = x.person_id AND e.kind "
		 "= 1 AND e.on_date = x.first WHERE e.id IS NULL AND x.first NOT LIKE '2022-04%'",
			0},
		{"SELECT count (DISTINCT person_id) FROM proposal WHERE on_date LIKE '2022%'", 8},
		{"SELECT count (DISTINCT person_id) FROM proposal WHERE on_date LIKE '2026%'", 38},
		{"SELECT count (*) FROM (SELECT 1 FROM proposal GROUP BY person_id HAVING count "
		 "(DISTINCT association_id) > 1)",
			3},
		{"SELECT count (finder_id) > 9 AND count (head_id) > 9 AND count (activity_id) > 5 "
		 "AND count (review_id) > 5 AND count (report_id) > 35 FROM proposal",
			1},
		{"SELECT count (*) FROM proposal x JOIN monthly_report m ON m.id = x.report_id "
		 "WHERE substr (x.on_date, 1, 7) <> m.month OR x.cell_id <> m.cell_id",
			0},
		{"SELECT count (*) FROM local_head", 16},
		{"SELECT count (*) FROM local_head WHERE is_member = 1", 5},
		{"SELECT count (*) FROM local_head WHERE person_id IS NOT NULL", 1},
		/* obstacles: every kind; a missing diploma that nobody reported, one that ended */
		{"SELECT count (*) FROM obstacle", 12},
		{"SELECT count (DISTINCT kind_id) FROM obstacle", 7},
		{"SELECT count (*) FROM obstacle WHERE ended_on IS NULL", 7},
		{"SELECT count (*) FROM obstacle WHERE ended_on IS NULL AND next_on < "
		 "'2026-11-23'",
			4},
		{"SELECT count (*) FROM obstacle o JOIN term t ON t.id = kind_id WHERE code = "
		 "'diploma' AND reported_on IS NULL",
			1},
		{"SELECT count (*) FROM obstacle WHERE school IS NOT NULL AND study_done IS NOT "
		 "NULL",
			1},
		{"SELECT count (*) FROM visit WHERE on_date LIKE '2022%'", 9},
		{"SELECT count (*) FROM visit WHERE met = 3", 4},
		{"SELECT count (*) FROM visit v WHERE on_date LIKE '2026%' AND next_on < "
		 "'2026-11-23' AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.person_id = "
		 "v.person_id AND w.on_date > v.on_date)",
			4},
		/* who is in charge; whom nobody visits */
		{"SELECT count (*) FROM cell_post WHERE post = 2 AND rank IS NOT NULL", 15},
		{"SELECT count (*) FROM cell_post WHERE post = 2 AND to_date IS NOT NULL", 1},
		{"SELECT count (*) FROM (SELECT max (on_date) AS last FROM meeting GROUP BY "
		 "cell_id) WHERE last < '2026-08-23'",
			3},
		{"SELECT count (*) FROM cell WHERE id NOT IN (SELECT cell_id FROM meeting)", 1},
		{"SELECT count (*) FROM meeting WHERE asked_for IS NOT NULL AND done_on IS NULL",
			5},
		{"SELECT count (*) FROM directive", 5},
		{"SELECT count (*) FROM directive_cell", 47},
		{"SELECT count (*) > 3 FROM briefing", 1},
		{"SELECT count (*) FROM review", 10},
		{"SELECT count (*) FROM activity", 12},
		/* of the teachers: 91 of 172, then 93 of 171 */
		{"SELECT sum (count) FROM staff WHERE as_of = '2021-12-31'", 172 - 91},
		{"SELECT sum (count) FROM staff WHERE as_of = '2022-12-31'", 171 - 93},
		{"SELECT count (*) FROM cell_count c WHERE workforce - workforce_members <> "
		 "(SELECT sum (count) FROM staff s WHERE s.cell_id = c.cell_id AND s.as_of = "
		 "c.as_of)",
			0},
		{"SELECT count (*) FROM cause WHERE year = 2022", 12},
		{"SELECT count (*) FROM cause WHERE year = 2025", 6},
		{"SELECT count (*) FROM cause WHERE words IS NOT NULL", 4},
	};
	load(f);
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		long got = sql_number(f, t[i].sql);
		if (got != t[i].want)
			fail_msg("%ld, not %ld: %s", got, t[i].want, t[i].sql);
	}
}

static int no_fault(void *ctx, const char *text)
{
	(void)ctx;
	fail_msg("%s", text);
	return 0;
}

static void test_sound(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	load(f);
	assert_int_equal(check_database(f->db, no_fault, NULL, &err), 0);
}

static void test_again(void **state)
{
	struct fixture *f = *state;
	load(f);
	long changes = sql_number(f, "SELECT count (*) FROM audit_change");
	for (unsigned i = 0; i < sample_files_count; i++) {
		char code[16] = "", want[40];
		enum import_kind kind;
		strncat(code, sample_files[i].name, strcspn(sample_files[i].name, "."));
		assert_true(import_kind_from_code(code, &kind));
		struct import_result r = take(f, kind, (const char *)sample_files[i].data, NULL);
		snprintf(want, sizeof want, "0/0/%ld/0 %ld", r.same, r.warnings);
		assert_true(r.same > 10);
		assert_false(r.is_saved);
		expect_counts(sample_files[i].name, r, want);
	}
	assert_int_equal(sql_number(f, "SELECT count (*) FROM audit_change"), changes);
	assert_int_equal(sql_number(f, "SELECT count (*) FROM audit"), 1);
}

/* The files name what they hold: every heading of every kind is the printed one. */
static void test_headings(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sample_files_count; i++) {
		char code[16] = "";
		enum import_kind kind;
		struct csv *csv;
		struct csv_record rec;
		strncat(code, sample_files[i].name, strcspn(sample_files[i].name, "."));
		assert_true(import_kind_from_code(code, &kind));
		assert_int_equal(
			csv_open_memory(sample_files[i].data, sample_files[i].size, &csv, NULL), 0);
		assert_int_equal(csv_next(csv, &rec, NULL), 1);
		for (size_t h = 0; h < rec.n; h++)
			assert_string_equal(rec.field[h], import_heading(kind, h));
		assert_null(import_heading(kind, rec.n));
		csv_close(csv);
	}
}

/* Loaded on a machine whose clock is wrong, the sample is the same. */
static void test_early_clock(void **state)
{
	struct fixture *f = *state;
	clock_pin_today((struct date){2024, 1, 1});
	load(f);
	assert_int_equal(date_cmp(clock_today(), (struct date){2024, 1, 1}), 0);
	assert_int_equal(sql_number(f, "SELECT count (*) FROM event WHERE kind = 10 AND "
				       "on_date BETWEEN '2020' AND '2023'"),
		17);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_figures, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_sourcing, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_sound, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_again, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(test_early_clock, fixture_open, fixture_close),
		cmocka_unit_test(test_headings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
