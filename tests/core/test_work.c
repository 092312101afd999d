/* The figures of the sourcing work against the records, counted another way: many years of invented books. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/sourcing.h"
#include "core/work.h"

#include <stdio.h>
#include <string.h>

enum { CELLS = 4, MEMBERS = 5, PEOPLE = 6, ACTS = 400 };

struct invented {
	uint64_t seed;
	struct cell_id cells[CELLS];
	struct person_id members[CELLS][MEMBERS], people[CELLS][PEOPLE];
};

/* What is there already, or contradicts itself, is refused: that is not what is tested here. */
#define SAVE(kind, ...) FIXTURE_RECORD(office.db, kind, __VA_ARGS__)

static void invent_people(struct invented *v)
{
	for (int c = 0; c < CELLS; c++) {
		char code[8], name[48];
		snprintf(code, sizeof code, "C%d", c);
		snprintf(name, sizeof name, "Chi bộ Ấp Số %d", c);
		v->cells[c] = fixture_cell(office.db, code, name, CELL_RESIDENTIAL);
		for (int i = 0; i < MEMBERS; i++) {
			snprintf(name, sizeof name, "Đảng Viên %c%c", 'A' + c, 'A' + i);
			v->members[c][i] = fixture_member(
				office.db, name, "2005-05-05", "2006-05-05", v->cells[c]);
		}
		for (int i = 0; i < PEOPLE; i++) {
			char day[DATE_TEXT];
			snprintf(name, sizeof name, "Quần Chúng %c%c", 'A' + c, 'A' + i);
			v->people[c][i] =
				fixture_person(office.db, name, "1998-01-01", v->cells[c]);
			date_to_iso((struct date){(short)(2024 + i % 3), (signed char)(1 + i), 10},
				day);
			fixture_event(office.db, v->people[c][i], EVENT_FOUND, day);
		}
	}
}

static void day_of(struct invented *v, char ret[DATE_TEXT])
{
	int year = 2024 + fixture_below(&v->seed, 3);
	struct date d = {(short)year,
		(signed char)(1 + fixture_below(&v->seed, year < 2026 ? 12 : 10)),
		(signed char)(1 + fixture_below(&v->seed, 28))};
	date_to_iso(d, ret);
}

/* One number from a statement with the cell, the year, the last day and (as text) the next year. */
static long ask(const char *format, int64_t cell, int year, const char *day)
{
	struct strbuf b = {0};
	for (const char *at = format; *at; at++)
		if (*at == '$')
			strbuf_addf(&b, "%lld", (long long)cell);
		else if (*at == '#')
			strbuf_addf(&b, "%d", year);
		else if (*at == '@')
			strbuf_addf(&b, "'%s'", day);
		else
			strbuf_addc(&b, *at);
	long n = (long)fixture_number(office.db, strbuf_str(&b));
	strbuf_done(&b);
	return n;
}

static void invent_record(struct invented *v)
{
	int c = fixture_below(&v->seed, CELLS), m = fixture_below(&v->seed, MEMBERS),
	    p = fixture_below(&v->seed, PEOPLE);
	char cell[24], member[24], person[24], day[DATE_TEXT], other[DATE_TEXT], a[24], b[24];
	bool coin = fixture_below(&v->seed, 2);
	fixture_id(v->cells[c].v, cell);
	fixture_id(v->members[c][m].v, member);
	fixture_id(v->people[c][p].v, person);
	day_of(v, day);
	day_of(v, other);
	fixture_id(1 + fixture_below(&v->seed, 7), a);
	switch (fixture_below(&v->seed, 8)) {
	case 0:
		day[4] = '\0';
		SAVE(BOOK_RESOLUTION, "cell_id", cell, "year", day, "number", "01-NQ/CB", "on_date",
			coin ? other : "");
		break;
	case 1: {
		int64_t n = 1 + fixture_below(&v->seed, CELLS * 3);
		if (ask("SELECT count (*) FROM resolution WHERE id = $", n, 0, ""))
			SAVE(BOOK_DUTY, "resolution_id", fixture_id(n, b),
				coin ? "person_id" : "association_id", coin ? member : a, "find",
				"2");
		break;
	}
	case 2:
	case 3:
		day[7] = '\0';
		SAVE(BOOK_MONTHLY, "cell_id", cell, "month", day,
			coin ? "person_id" : "association_id", coin ? member : a);
		break;
	case 4:
		SAVE(BOOK_PROPOSAL, "person_id", person, "cell_id", cell, "on_date", day,
			"association_id", a);
		break;
	case 5:
		fixture_id(8 + fixture_below(&v->seed, 7), b);
		SAVE(BOOK_OBSTACLE, "person_id", person, "kind_id", b, "since", day, "ended_on",
			coin ? other : "", "outcome", coin ? "xong" : "");
		break;
	case 6:
		SAVE(BOOK_MEETING, "cell_id", cell, "on_date", day, "attendee", "Ủy viên",
			"asked_for", coin ? "họp" : "", "done_on",
			coin && fixture_below(&v->seed, 2) ? other : "");
		break;
	default:
		SAVE(BOOK_VISIT, coin ? "cell_id" : "person_id", coin ? cell : person, "on_date",
			day, "visitor", "Bí thư", "met", "1");
		break;
	}
}

static long sum_of_months(const struct cell_work *w, bool made)
{
	long n = 0;
	for (int m = 0; m < 12; m++)
		n += !w->months[m].due ? 0 : made ? w->months[m].made : w->months[m].due;
	return n;
}

static void recount(const struct work *w, const struct cell_work *c, const char *day)
{
	int64_t cell = c->cell.v;
	int y = w->year;
#define COUNT(sql) ask(sql, cell, y, day)
	assert_int_equal(!!c->resolution,
		COUNT("SELECT count (*) FROM resolution WHERE cell_id = $ AND year = #"));
	assert_int_equal(c->members + c->associations,
		COUNT("SELECT count (*) FROM duty WHERE resolution_id IN "
		      "(SELECT id FROM resolution WHERE cell_id = $ AND year = #)"));
	assert_int_equal(c->members,
		COUNT("SELECT count (*) FROM duty WHERE person_id IS NOT NULL AND resolution_id IN "
		      "(SELECT id FROM resolution WHERE cell_id = $ AND year = #)"));
	assert_int_equal(
		c->find, COUNT("SELECT total (find) FROM duty WHERE resolution_id IN "
			       "(SELECT id FROM resolution WHERE cell_id = $ AND year = #)"));
	/* reports of who has a duty, of months from the resolution's to the last one that is over */
	assert_int_equal(sum_of_months(c, true),
		COUNT("SELECT count (*) FROM monthly_report r, resolution n, duty d WHERE "
		      "n.cell_id = $ "
		      "AND n.year = # AND r.cell_id = $ AND r.month LIKE '#-%' "
		      "AND d.resolution_id = n.id AND ifnull (d.person_id, -d.association_id) = "
		      "ifnull (r.person_id, -r.association_id) "
		      "AND r.month >= ifnull (substr (n.on_date, 1, 7), '') "
		      "AND date (r.month || '-01', '+1 month', '-1 day') <= @ "
		      "AND date (r.month || '-01', '+1 month') <= '2026-11-23'"));
	assert_int_equal(c->reports_made, sum_of_months(c, true));
	assert_int_equal(c->reports_due, sum_of_months(c, false));
	assert_int_equal(c->names, COUNT("SELECT count (DISTINCT p.id) FROM person p LEFT JOIN "
					 "event e ON e.person_id = p.id "
					 "AND e.kind = 1 LEFT JOIN proposal x ON x.person_id = "
					 "p.id WHERE p.cell_id = $ "
					 "AND (e.on_date BETWEEN '#-01-01' AND min ('#-12-31', @) "
					 "OR x.on_date BETWEEN '#-01-01' AND min ('#-12-31', @))"));
	assert_int_equal(c->obstacles,
		COUNT("SELECT count (*) FROM person p WHERE cell_id = $ AND EXISTS (SELECT 1 FROM "
		      "obstacle o WHERE o.person_id = p.id AND o.since <= @ "
		      "AND NOT (ifnull (o.ended_on, '9') <= @))"));
	assert_int_equal(c->requests,
		COUNT("SELECT count (*) FROM meeting WHERE cell_id = $ AND on_date <= @ "
		      "AND asked_for IS NOT NULL AND NOT (ifnull (done_on, '9') <= @)"));
	assert_int_equal(c->visits,
		COUNT("SELECT count (*) FROM visit v WHERE on_date BETWEEN '#-01-01' AND "
		      "min ('#-12-31', @) AND $ = ifnull ((SELECT cell_id FROM person p "
		      "WHERE p.id = v.person_id), v.cell_id)"));
	assert_int_equal(date_is_set(c->last_meeting),
		COUNT("SELECT count (*) > 0 FROM meeting WHERE cell_id = $ AND on_date <= @"));
#undef COUNT
}

static void test_recount(void **state)
{
	struct invented v = {.seed = 20261123};
	static const struct {
		int year;
		const char *as_of;
	} days[] = {{2024, "2024-12-31"}, {2025, "2025-12-31"}, {2026, "2026-11-23"},
		{2026, "2026-07-15"}, {2026, "2026-01-01"}};
	(void)state;
	invent_people(&v);
	for (int i = 0; i < ACTS; i++)
		invent_record(&v);
	assert_true(fixture_number(office.db, "SELECT count (*) FROM duty") > 10);
	assert_true(fixture_number(office.db, "SELECT count (*) FROM monthly_report") > 50);
	for (size_t d = 0; d < ARRAY_LEN(days); d++) {
		struct work w, owed;
		struct err e = {0};
		assert_int_equal(
			work_read(office.db, days[d].year, fixture_day(days[d].as_of), &w, &e), 0);
		assert_int_equal(work_read_owed(office.db, days[d].year, fixture_day(days[d].as_of),
					 &owed, &e),
			0);
		assert_true(w.n >= CELLS);
		for (size_t i = 0; i < w.n; i++) {
			recount(&w, &w.cells[i], days[d].as_of);
			assert_ptr_equal(work_of(&w, w.cells[i].cell), &w.cells[i]);
			assert_int_equal(owed.cells[i].reports_due, w.cells[i].reports_due);
			assert_int_equal(owed.cells[i].reports_made, w.cells[i].reports_made);
			assert_int_equal(owed.cells[i].requests, w.cells[i].requests);
		}
		assert_null(work_of(&w, (struct cell_id){999999}));
		work_done(&w);
		work_done(&owed);
	}
}

/* Nobody helps them: known of today, of no other day. */
static void test_uncovered(void **state)
{
	struct work w;
	struct err e = {0};
	(void)state;
	assert_int_equal(work_read(office.db, 2026, clock_today(), &w, &e), 0);
	assert_int_equal(work_of(&w, office.hamlet)->uncovered, 1);
	work_done(&w);
	assert_int_equal(work_read(office.db, 2026, fixture_day("2026-11-22"), &w, &e), 0);
	assert_int_equal(work_of(&w, office.hamlet)->uncovered, -1);
	work_done(&w);
}

/* Who is no longer on the way is in nobody's way. */
static void test_obstacles(void **state)
{
	char person[24];
	struct work w;
	struct err e = {0};
	(void)state;
	FIXTURE_RECORD(office.db, BOOK_OBSTACLE, "person_id",
		fixture_id(office.candidate.v, person), "kind_id", "8", "since", "2025-05-05");
	assert_int_equal(work_read(office.db, 2026, clock_today(), &w, &e), 0);
	assert_int_equal(work_of(&w, office.hamlet)->obstacles, 1);
	work_done(&w);
	fixture_event(office.db, office.candidate, EVENT_OFF_LIST, "2026-11-01");
	assert_int_equal(work_read(office.db, 2026, clock_today(), &w, &e), 0);
	assert_int_equal(work_of(&w, office.hamlet)->obstacles, 0);
	work_done(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {OFFICE_TEST(test_recount), OFFICE_TEST(test_uncovered),
		OFFICE_TEST(test_obstacles)};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
