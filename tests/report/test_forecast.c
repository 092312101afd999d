/* The forecast: the last day for a new name is the same reckoning by which people count, and a rule set that
 * is not in force yet changes nothing. */
#include "fixture.h"

#include "base/strbuf.h"
#include "core/act.h"
#include "report/listing_limit.h"

static const struct act_by by = {.actor = "test"};

static struct db *commune(struct cell_id *ret)
{
	const struct cell c = {
		.code = (char[]){"C1"}, .name = (char[]){"Ấp 1"}, .type = CELL_RESIDENTIAL};
	struct err err = {0};
	struct db *db = NULL;
	assert_int_equal(program_init(NULL, &err), 0);
	assert_int_equal(db_open("", DB_MEMORY, &db, &err), 0);
	assert_int_equal(cell_save(db, &by, &c, (struct date){0}, ret, &err), 0);
	assert_int_equal(tasks_prepare(db, NULL, NULL, &err), 0);
	return db;
}

static void add_event(struct db *db, struct person_id person, enum event_kind kind, struct date on)
{
	const struct event e = {.person = person, .kind = kind, .on = on};
	struct err err = {0};
	if (event_save(db, &by, &e, true, NULL, NULL, &err))
		fail_msg("%d: rule %d", kind, err.rule);
}

/* Found the day before, listed on `day` with a mentor whom the office does not keep as a person. */
static void add_listed(struct db *db, struct cell_id cell, struct date on)
{
	const struct person p = {
		.full_name = (char[]){"Lê Thị Hoa"}, .birth = {1995, 5, 5}, .education = 3};
	struct assignment a = {.mentor_name = (char[]){"Trần Văn Ba"}, .from = on};
	struct err err = {0};
	assert_int_equal(person_save(db, &by, &p, cell, &a.person, &err), 0);
	add_event(db, a.person, EVENT_FOUND, date_add_days(on, -1));
	add_event(db, a.person, EVENT_LISTED, on);
	assert_int_equal(assignment_save(db, &by, &a, NULL, &err), 0);
}

/* The number behind `key` after `part` of the JSON. */
static long number(const struct report *r, const char *part, const char *key)
{
	struct strbuf json = {0};
	CLEANUP_FREE char *quoted = mem_printf("\"%s\":", key);
	assert_int_equal(report_json(r, &json, NULL), 0);
	const char *at = strstr(strbuf_str(&json), part);
	assert_non_null(at);
	at = strstr(at, quoted);
	assert_non_null(at);
	long n = strtol(at + strlen(quoted), NULL, 10);
	strbuf_done(&json);
	return n;
}

static const struct rulebook *book_of(struct db *db)
{
	const struct rulebook *book;
	assert_int_equal(rulebook_of(db, &book, NULL), 0);
	return book;
}

static struct report *forecast_of(struct db *db, int year)
{
	const struct report_request q = {.kind = REPORT_FORECAST,
		.from = report_year_from(year),
		.to = report_year_to(year),
		.user = "test"};
	struct report *r = NULL;
	struct err err = {0};
	if (report_make(db, &q, &r, &err))
		fail_msg("%s %s", err.field, err.detail);
	return r;
}

/* One person, listed today: is the ceremony possible in the year? */
static bool is_possible(struct date today, int year)
{
	struct cell_id cell;
	clock_pin_today(today);
	struct db *db = commune(&cell);
	add_listed(db, cell, today);
	struct report *r = forecast_of(db, year);
	assert_int_equal(number(r, "\"total\"", "pipeline"), 1);
	long can = number(r, "\"total\"", "possible"), late = number(r, "\"total\"", "late");
	assert_int_equal(can + late, 1);
	report_free(r);
	db_close(db);
	return can;
}

/* Who is listed on the last day is possible, who is listed a day later is not; under each rule set. */
static void test_last_day(void **state)
{
	(void)state;
	int asked = 0;
	for (int year = 2022; year <= 2030; year++) {
		struct date end = report_year_to(year), before = {(short)(year - 1), 12, 31};
		struct cell_id cell;
		clock_pin_today(before);
		struct db *db = commune(&cell);
		const struct rulebook *book = book_of(db);
		const struct rule_set *set = rulebook_on(book, before);
		struct listing_limit l = listing_limit(set, &book->calendar, NULL, end);
		struct date next = date_add_days(l.by, 1);
		assert_true(date_is_set(l.by));
		/* a person falls under the set of the day on which the question is put */
		bool same = rulebook_on(book, l.by) == set && rulebook_on(book, next) == set;
		db_close(db);
		if (!same)
			continue;
		asked++;
		assert_true(is_possible(l.by, year));
		assert_false(is_possible(next, year));
	}
	assert_true(asked >= 7);
}

/* Slower than the shortest is never later; a step whose pace is not known leaves no day. */
static void test_pace(void **state)
{
	struct step_days usual = {{0}};
	const struct rulebook *book = book_of(*state);
	const struct rule_set *set = rulebook_on(book, day("2026-11-23"));
	struct date end = day("2027-12-31");
	struct listing_limit shortest = listing_limit(set, &book->calendar, NULL, end), l;
	/* the day beside 2/9/2027 is announced in that year */
	assert_int_equal(shortest.open_year, 2027);
	for (int days = 0; days <= 400; days += 40) {
		for (size_t i = 0; i < ARRAY_LEN(usual.days); i++)
			usual.days[i] = days;
		l = listing_limit(set, &book->calendar, &usual, end);
		assert_true(date_is_set(l.by) && date_cmp(l.by, shortest.by) <= 0);
	}
	assert_true(date_cmp(l.by, shortest.by) < 0);
	usual.days[EVENT_DOSSIER] = -1;
	l = listing_limit(set, &book->calendar, &usual, end);
	assert_false(date_is_set(l.by) || l.open_year);
	/* no rule set, no day */
	l = listing_limit(NULL, &book->calendar, NULL, end);
	assert_false(date_is_set(l.by));
}

/* A set of next year that asks for three years with the mentor changes nothing before its first day. */
static void test_future_set(void **state)
{
	const struct rule_cite cite = {.document = "1-QĐ/TW", .mark = MARK_OFFICE};
	struct err err = {0};
	struct cell_id cell;
	int64_t id;
	(void)state;
	clock_pin_today(day("2026-11-23"));
	struct db *db = commune(&cell);
	add_listed(db, cell, day("2026-11-02"));
	for (int i = 0; i < 2; i++) {
		struct report *r = forecast_of(db, 2027);
		assert_int_equal(number(r, "\"total\"", "possible"), 1);
		report_free(r);
		if (i)
			break;
		assert_int_equal(
			rule_set_copy(db, &by, rulebook_on(book_of(db), clock_today())->key,
				"1-QĐ/TW", day("2027-01-01"), NULL, &id, &err),
			0);
		assert_int_equal(
			rule_value_save(db, &by, id, PARAM_MENTOR_MONTHS, 36, &cite, 1, &id, &err),
			0);
	}
	clock_pin_today(day("2027-01-01"));
	struct report *r = forecast_of(db, 2027);
	assert_int_equal(number(r, "\"total\"", "possible"), 0);
	assert_int_equal(number(r, "\"total\"", "late"), 1);
	report_free(r);
	db_close(db);
	clock_pin_today(day("2026-11-23"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_last_day),
		cmocka_unit_test(test_pace),
		cmocka_unit_test(test_future_set),
	};
	return cmocka_run_group_tests(tests, open_sample, close_sample);
}
