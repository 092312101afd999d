/* The figures of the sample, and of every report: each number with a door is the length of its list. */
#include "fixture.h"

#include "doors.h"

static const char *cell(const struct report *r, const char *table, size_t row, size_t column)
{
	const struct doc *d = report_doc(r);
	for (size_t b = 0; b < d->block_count; b++) {
		const struct doc_table *t = &d->blocks[b].table;
		if (d->blocks[b].kind == DOC_TABLE && !strcmp(t->key, table)) {
			assert_true(row < t->row_count && column < t->column_count);
			return t->rows[row].cells[column].text;
		}
	}
	fail_msg("no table %s", table);
	return NULL;
}

/* The seed article's figures. */
static void test_seed(void **state)
{
	struct report *r = make(*state, REPORT_ADMISSIONS, "2020-01-01", "2022-12-31");
	static const char *const headline[] = {"356", "14", "17", "5 (29.4%)", "12 (70.6%)"};
	for (size_t i = 0; i < sizeof headline / sizeof *headline; i++)
		assert_string_equal(cell(r, "headline", i, 1), headline[i]);
	assert_string_equal(cell(r, "workforce", 0, 1), "171");
	assert_string_equal(cell(r, "workforce", 0, 2), "93");
	assert_string_equal(cell(r, "workforce", 0, 3), "54.4");
	const struct doc *d = report_doc(r);
	for (size_t b = 0; b < d->block_count; b++)
		if (d->blocks[b].kind == DOC_CHART) {
			static const long years[] = {6, 6, 5};
			assert_int_equal(d->blocks[b].chart.bar_count, 3);
			for (size_t i = 0; i < 3; i++)
				assert_int_equal(d->blocks[b].chart.bars[i].value, years[i]);
		}
	report_free(r);
}

static void test_every_door(void **state)
{
	static const struct {
		const char *from, *to;
	} periods[] = {{"2020-01-01", "2022-12-31"}, {"2026-01-01", "2026-12-31"},
		{"2025-07-01", "2025-12-31"}, {"2015-01-01", "2026-11-23"},
		{"1999-01-01", "1999-01-31"}};
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
		long doors = 0;
		for (int k = 0; k < REPORT_KINDS; k++) {
			struct report *r =
				make(*state, (enum report_kind)k, periods[i].from, periods[i].to);
			doors += walk(r);
			report_free(r);
		}
		assert_true(doors > 100);
	}
}

/* A year later the same period says the same. */
static void test_a_year_later(void **state)
{
	struct err err = {0};
	struct strbuf now = {0}, later = {0};
	struct report *r = make(*state, REPORT_ADMISSIONS, "2020-01-01", "2022-12-31");
	assert_int_equal(report_json(r, &now, &err), 0);
	report_free(r);
	clock_pin_today(day("2027-11-23"));
	r = make(*state, REPORT_ADMISSIONS, "2020-01-01", "2022-12-31");
	assert_int_equal(report_json(r, &later, &err), 0);
	report_free(r);
	clock_pin_today(day("2026-11-23"));
	assert_string_equal(strbuf_str(&now), strbuf_str(&later));
	strbuf_done(&now);
	strbuf_done(&later);
}

/* Events move the figures: one more admission, one cancelled, one whose other date counts. */
static void test_figures_follow(void **state)
{
	struct db *db = *state;
	struct err err = {0};
	const struct act_by by = {.actor = "test"};
	char name[] = "Người Mới", paper[] = "77-QĐ/ĐU", ethnicity[] = "Tày", religion[] = "Không";
	struct person p = {.full_name = name,
		.birth = day("1990-01-01"),
		.sex = 'f',
		.ethnicity = ethnicity,
		.religion = religion};
	struct person_id id;
	struct cell_id cell_id;
	assert_int_equal(cell_find(db, "AP1", &cell_id, &err), 0);
	assert_int_equal(person_save(db, &by, &p, cell_id, &id, &err), 0);
	struct event e = {
		.person = id, .kind = EVENT_DECISION, .on = day("2022-06-01"), .paper_no = paper};
	int64_t decision;
	assert_int_equal(event_save(db, &by, &e, true, &decision, NULL, &err), 0);
	struct report *r = make(db, REPORT_ADMISSIONS, "2020-01-01", "2022-12-31");
	assert_string_equal(cell(r, "headline", 2, 1), "18");
	assert_string_equal(cell(r, "headline", 3, 1), "6 (33.3%)");
	struct strbuf json = {0};
	assert_int_equal(report_json(r, &json, &err), 0);
	assert_non_null(strstr(strbuf_str(&json), "\"counted_by_other_date\": 1"));
	assert_non_null(strstr(strbuf_str(&json), "77-QĐ/ĐU"));
	strbuf_done(&json);
	report_free(r);
	e = (struct event){.person = id, .kind = EVENT_CANCELLED, .on = day("2022-07-01")};
	assert_int_equal(event_save(db, &by, &e, true, NULL, NULL, &err), 0);
	r = make(db, REPORT_ADMISSIONS, "2020-01-01", "2022-12-31");
	assert_string_equal(cell(r, "headline", 2, 1), "17");
	report_free(r);
}

/* A merged cell: its admissions stay in the period, its last one is its successor's. */
static void test_merged_cell(void **state)
{
	struct db *db = *state;
	struct err err = {0};
	const struct act_by by = {.actor = "test"};
	struct cell_id one, two;
	struct cell c;
	assert_int_equal(cell_find(db, "AP1", &one, &err), 0);
	assert_int_equal(cell_find(db, "AP6", &two, &err), 0);
	assert_int_equal(cell_load(db, one, (struct date){0}, &c, &err), 0);
	c.valid_to = day("2022-12-30");
	c.successor = two;
	assert_int_equal(cell_save(db, &by, &c, (struct date){0}, &one, &err), 0);
	cell_done(&c);
	struct report *r = make(db, REPORT_ADMISSIONS, "2020-01-01", "2022-12-31");
	assert_string_equal(cell(r, "headline", 1, 1), "13");
	assert_string_equal(
		cell(r, "by_cell", 0, 0), "Chi bộ Ấp 1"); /* has admissions in the period */
	assert_string_equal(
		cell(r, "by_cell", 5, 7), "27/07/2022"); /* Ấp 6, which never admitted */
	report_free(r);
	r = make(db, REPORT_ADMISSIONS, "2023-01-01", "2023-01-02");
	assert_string_not_equal(cell(r, "by_cell", 0, 0), "Chi bộ Ấp 1");
	report_free(r);
}

/* The pipeline of a past day: counted in one pass over the records, and person by person with names. */
static void test_two_ways_to_the_pipeline(void **state)
{
	static const char *const days[] = {
		"2020-06-30", "2022-12-31", "2024-04-19", "2025-11-19", "2026-11-22"};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct report *counted = make(*state, REPORT_ADMISSIONS, "2015-01-01", days[i]);
		struct report *named = make(*state, REPORT_PIPELINE, "2015-01-01", days[i]);
		for (size_t row = 0; row < 15; row++)
			assert_string_equal(
				cell(counted, "by_cell", row, 6), cell(named, "pipeline", row, 10));
		assert_string_not_equal(cell(counted, "by_cell", 14, 6), "0");
		report_free(counted);
		report_free(named);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_seed, open_sample, close_sample),
		cmocka_unit_test_setup_teardown(test_every_door, open_sample, close_sample),
		cmocka_unit_test_setup_teardown(test_a_year_later, open_sample, close_sample),
		cmocka_unit_test_setup_teardown(test_figures_follow, open_sample, close_sample),
		cmocka_unit_test_setup_teardown(test_merged_cell, open_sample, close_sample),
		cmocka_unit_test_setup_teardown(
			test_two_ways_to_the_pipeline, open_sample, close_sample),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
