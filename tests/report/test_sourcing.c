/* The reports of the sourcing work against the records, counted another way: invented books of three years, and
 * a person named by two associations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../core/fixture.h"
#include "doors.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "core/sourcing.h"
#include "db/conn.h"
#include "report/cell_map.h"

#include <stdio.h>

enum { CELLS = 4, MEMBERS = 5, PEOPLE = 8, ACTS = 600 };

struct invented {
	uint64_t seed;
	struct cell_id cells[CELLS];
	struct person_id members[CELLS][MEMBERS], people[CELLS][PEOPLE];
};

/* ---- asking ------------------------------------------------------------------------------------------- */

/* The JSON of a report is asked by SQL: $ is the JSON, # the first day, % the last one that counts, and a
 * backtick the root of a path. */
struct asked {
	const char *json, *from, *as_of;
};

static long ask(const struct asked *a, const char *sql)
{
	struct strbuf b = {0};
	for (const char *at = sql; *at; at++)
		if (*at == '$') {
			char *quoted = sqlite3_mprintf("%Q", a->json);
			strbuf_add(&b, quoted);
			sqlite3_free(quoted);
		} else if (*at == '#' || *at == '%') {
			strbuf_addf(&b, "'%s'", *at == '#' ? a->from : a->as_of);
		} else {
			strbuf_addc(&b, *at == '`' ? '$' : *at);
		}
	long n = (long)fixture_number(office.db, strbuf_str(&b));
	strbuf_done(&b);
	return n;
}

static void same(const struct asked *a, const char *said, const char *counted)
{
	long x = ask(a, said), y = ask(a, counted);
	if (x != y)
		fail_msg("%s to %s: %s: %ld\n%s: %ld", a->from, a->as_of, said, x, counted, y);
}

static struct report *report_of(enum report_kind kind, const char *from, const char *to)
{
	const struct report_request q = {
		.kind = kind, .from = fixture_day(from), .to = fixture_day(to), .user = "test"};
	struct report *r = NULL;
	struct err e = {0};
	if (report_make(office.db, &q, &r, &e))
		fail_msg("%s: %s %s", report_name(kind), e.field, e.detail);
	return r;
}

/* Makes it, walks its doors, and asks. */
static void check(enum report_kind kind, const char *from, const char *to,
	void (*recount)(const struct asked *a))
{
	struct strbuf json = {0};
	struct report *r = report_of(kind, from, to);
	char as_of[DATE_TEXT];
	walk(r);
	assert_int_equal(report_json(r, &json, NULL), 0);
	date_to_iso(date_min(fixture_day(to), clock_today()), as_of);
	const struct asked a = {strbuf_str(&json), from, as_of};
	assert_int_equal(ask(&a, "SELECT json_valid ($)"), 1);
	recount(&a);
	strbuf_done(&json);
	report_free(r);
}

/* ---- inventing ---------------------------------------------------------------------------------------- */

/* What is there already, or contradicts itself, is refused: that is not what is tested here. */
#define SAVE(kind, ...) FIXTURE_RECORD(office.db, kind, __VA_ARGS__)

static void day_of(struct invented *v, char ret[DATE_TEXT])
{
	struct date d = {(short)(2024 + fixture_below(&v->seed, 3)),
		(signed char)(1 + fixture_below(&v->seed, 10)),
		(signed char)(1 + fixture_below(&v->seed, 28))};
	date_to_iso(d, ret);
}

static void invent_person(struct invented *v, int c, int i)
{
	char name[48], day[DATE_TEXT];
	snprintf(name, sizeof name, "Quần Chúng %c%c", 'A' + c, 'A' + i);
	v->people[c][i] = fixture_person(office.db, name, "1998-01-01", v->cells[c]);
	if (i % 2) {
		struct event found = {.person = v->people[c][i],
			.kind = EVENT_FOUND,
			.finder = i % 4 == 1 ? v->members[c][i % MEMBERS] : (struct person_id){0}};
		struct err e = {0};
		day_of(v, day);
		found.on = fixture_day(day);
		assert_int_equal(
			event_save(office.db, &fixture_by, &found, true, NULL, NULL, &e), 0);
	}
	if (i % 3 == 0) {
		/* what comes before the day of being found is refused */
		struct err e = {0};
		date_to_iso(
			(struct date){(short)(2024 + c % 3), 3, (signed char)(10 + i % 9)}, day);
		try_event(office.db, v->people[c][i], EVENT_LISTED, day, &e);
		try_mentor(office.db, v->people[c][i], v->members[c][1 + i % 3], day, NULL, &e);
		try_event(office.db, v->people[c][i], EVENT_CLASS, "2026-05-19", &e);
	}
	if (i == 2 && c < 2)
		fixture_event(office.db, v->people[c][i], EVENT_CEREMONY, "2026-09-02");
}

static void invent_people(struct invented *v)
{
	for (int c = 0; c < CELLS; c++) {
		char code[8], name[48];
		snprintf(code, sizeof code, "C%d", c);
		snprintf(name, sizeof name, "Chi bộ Số %d", c);
		v->cells[c] = fixture_cell(
			office.db, code, name, c == 3 ? CELL_SCHOOL : CELL_RESIDENTIAL);
		for (int i = 0; i < MEMBERS; i++) {
			snprintf(name, sizeof name, "Đảng Viên %c%c", 'A' + c, 'A' + i);
			v->members[c][i] = fixture_member(
				office.db, name, "2005-05-05", "2006-05-05", v->cells[c]);
		}
		for (int i = 0; i < PEOPLE; i++)
			invent_person(v, c, i);
	}
}

static void invent_proposal(struct invented *v, int c, int m, int p, const char *day)
{
	struct proposing x = {.known = v->people[c][p],
		.cell = v->cells[c],
		.on = fixture_day(day),
		.finder = fixture_below(&v->seed, 2) ? v->members[c][m] : (struct person_id){0},
		.association = fixture_below(&v->seed, 3) ? 1 + fixture_below(&v->seed, 7) : 0};
	int64_t heads = fixture_number(office.db, "SELECT max (id) FROM local_head");
	struct err e = {0};
	if (!x.finder.v && !x.association && heads > 0)
		x.head = 1 + fixture_below(&v->seed, (int)heads);
	/* of members it is refused */
	propose(office.db, &fixture_by, &x, NULL, &e);
}

static void invent_record(struct invented *v)
{
	int c = fixture_below(&v->seed, CELLS), m = fixture_below(&v->seed, MEMBERS),
	    p = fixture_below(&v->seed, PEOPLE);
	char cell[24], member[24], person[24], day[DATE_TEXT], other[DATE_TEXT], a[24], b[24],
		n[24];
	bool coin = fixture_below(&v->seed, 2);
	fixture_id(v->cells[c].v, cell);
	fixture_id(v->members[c][m].v, member);
	fixture_id(v->people[c][p].v, person);
	day_of(v, day);
	day_of(v, other);
	fixture_id(1 + fixture_below(&v->seed, 7), a);
	fixture_id(1 + fixture_below(&v->seed, 90), n);
	switch (fixture_below(&v->seed, 14)) {
	case 0:
		day[4] = '\0';
		SAVE(BOOK_RESOLUTION, "cell_id", cell, "year", day, "number", "01-NQ/CB", "on_date",
			coin ? other : "");
		break;
	case 1:
	case 2:
		SAVE(BOOK_DUTY, "resolution_id",
			fixture_id(1 + fixture_below(&v->seed, CELLS * 3), b),
			coin ? "person_id" : "association_id", coin ? member : a, "find", "2");
		break;
	case 3:
	case 4:
	case 5:
		day[7] = '\0';
		SAVE(BOOK_MONTHLY, "cell_id", cell, "month", day,
			coin ? "person_id" : "association_id", coin ? member : a);
		break;
	case 6:
	case 7:
		invent_proposal(v, c, m, p, day);
		break;
	case 8:
		fixture_id(8 + fixture_below(&v->seed, 7), b);
		SAVE(BOOK_OBSTACLE, "person_id", person, "kind_id", b, "since", day, "next_on",
			other, "ended_on", coin ? other : "", "outcome", coin ? "xong" : "");
		break;
	case 9:
		SAVE(BOOK_MEETING, "cell_id", cell, "on_date", day, "attendee", "Ủy viên",
			"asked_for", coin ? "họp" : "", "done_on",
			coin && fixture_below(&v->seed, 2) ? other : "");
		break;
	case 10:
		SAVE(BOOK_ACTIVITY, "cell_id", cell, "on_date", day, "name", "Ngày hội",
			"association_id", coin ? a : "", "took_part", coin ? n : "");
		SAVE(BOOK_REVIEW, "cell_id", cell, "on_date", other, "association_id", a,
			"looked_at", n, "noticed", "1");
		break;
	case 11:
		SAVE(BOOK_HEAD, "cell_id", cell, "post", coin ? "1" : "2", "association_id",
			coin ? "" : a, "name", "Người Đứng Đầu", "is_member", m == 1 ? "1" : "",
			"person_id", m > 2 ? person : "", "from_date", coin ? day : "");
		break;
	case 12:
		day[4] = '\0';
		SAVE(BOOK_CAUSE, "year", day, "cell_id", coin ? cell : "", "kind_id",
			fixture_id(15 + fixture_below(&v->seed, 7), b));
		break;
	default:
		SAVE(BOOK_VISIT, "cell_id", cell, "on_date", day, "visitor", "Bí thư", "met",
			coin ? "3" : "1");
		SAVE(BOOK_STAFF, "cell_id", cell, "as_of", day, "post", "Giáo viên", "count", n);
		break;
	}
}

static struct invented invented;

static int setup(void **state)
{
	int r = office_setup(state);
	invented = (struct invented){.seed = 20261123};
	invent_people(&invented);
	for (int i = 0; i < ACTS; i++)
		invent_record(&invented);
	static const char *const tables[] = {"resolution", "duty", "monthly_report", "proposal",
		"obstacle", "meeting", "activity", "review", "local_head", "cause", "visit",
		"staff"};
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		char sql[80];
		snprintf(sql, sizeof sql, "SELECT count (*) FROM %s", tables[i]);
		if (fixture_number(office.db, sql) < 5)
			fail_msg("%s: too few", tables[i]);
	}
	return r;
}
#define INVENTED_TEST(f) cmocka_unit_test_setup_teardown(f, setup, office_teardown)

/* ---- sources ------------------------------------------------------------------------------------------ */

#define NAMED                                                                                      \
	"(SELECT person_id FROM proposal WHERE on_date BETWEEN # AND % UNION "                     \
	"SELECT person_id FROM event WHERE kind = 1 AND on_date BETWEEN # AND %)"
static void recount_sourcing(const struct asked *a)
{
	same(a, "SELECT value ->> 'proposed' FROM json_each ($) WHERE key = 'by_source_total'",
		"SELECT count (*) FROM " NAMED);
	same(a, "SELECT value ->> 'proposed' FROM json_each ($) WHERE key = 'by_cell_total'",
		"SELECT count (*) FROM " NAMED);
	/* by cell: each person once */
	same(a,
		"SELECT total (r.value ->> 'proposed') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'by_cell'",
		"SELECT count (*) FROM " NAMED);
	for (int kind = 0; kind < 3; kind++) {
		static const char *const marks[][2] = {
			{"SELECT value ->> 'listed' FROM json_each ($) WHERE key = "
			 "'by_source_total'",
				"SELECT count (*) FROM person p WHERE id IN " NAMED
				" AND EXISTS (SELECT 1 FROM event e WHERE e.person_id = p.id AND "
				"e.kind = 2 AND e.on_date <= %)"},
			{"SELECT value ->> 'class' FROM json_each ($) WHERE key = "
			 "'by_source_total'",
				"SELECT count (*) FROM person p WHERE id IN " NAMED
				" AND EXISTS (SELECT 1 FROM event e WHERE e.person_id = p.id AND "
				"e.kind = 4 AND e.on_date <= %)"},
			{"SELECT value ->> 'admitted' FROM json_each ($) WHERE key = "
			 "'by_source_total'",
				"SELECT count (*) FROM person p WHERE id IN " NAMED
				" AND EXISTS (SELECT 1 FROM event e WHERE e.person_id = p.id AND "
				"e.kind = 10 AND e.on_date <= % AND e.on_date >= "
				"(SELECT min (on_date) FROM (SELECT on_date, person_id FROM "
				"proposal "
				"UNION ALL SELECT on_date, person_id FROM event WHERE kind = 1) x "
				"WHERE x.person_id = p.id AND x.on_date BETWEEN # AND %))"},
		};
		same(a, marks[kind][0], marks[kind][1]);
	}
	/* each association; who is named by several counts in each */
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'by_source' "
		"AND r.value ->> 'source' = 'association' AND r.value ->> 'proposed' <> "
		"(SELECT count (DISTINCT p.person_id) FROM proposal p LEFT JOIN local_head h "
		"ON h.id = p.head_id WHERE p.on_date BETWEEN # AND % AND r.value ->> 'id' = "
		"coalesce (p.association_id, iif (p.finder_id IS NULL, h.association_id, NULL)))",
		"SELECT 0");
	same(a,
		"SELECT r.value ->> 'proposed' FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'by_source' AND r.value ->> 'source' = 'member'",
		"SELECT count (*) FROM (SELECT person_id FROM proposal WHERE on_date BETWEEN # AND "
		"% "
		"AND association_id IS NULL AND finder_id IS NOT NULL UNION SELECT person_id FROM "
		"event "
		"WHERE kind = 1 AND finder_id IS NOT NULL AND on_date BETWEEN # AND % "
		"AND person_id NOT IN (SELECT person_id FROM proposal WHERE on_date BETWEEN # AND "
		"%))");
	/* sources that a person has beyond the first are what the rows have beyond the total */
	same(a,
		"SELECT total (r.value ->> 'proposed') - (SELECT value ->> 'proposed' FROM "
		"json_each ($) "
		"WHERE key = 'by_source_total') >= (SELECT value FROM json_each ($) "
		"WHERE key = 'with_several_sources') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'by_source'",
		"SELECT 1");
	same(a, "SELECT value ->> 'named' FROM json_each ($) WHERE key = 'summary'",
		"SELECT count (*) FROM " NAMED);
}

static void recount_work(const struct asked *a)
{
	/* made and due of the years: the same as by cell and month */
	same(a,
		"SELECT total (r.value ->> 'reports_made') * 100000 + total (r.value ->> "
		"'reports_due') "
		"FROM json_each ($) t, json_each (t.value) r WHERE t.key = 'years'",
		"SELECT total (m.value ->> 'made') * 100000 + total (m.value ->> 'due') "
		"FROM json_each ($) t, json_each (t.value) y, json_each (y.value, '`.cells') c, "
		"json_each (c.value, '`.months') m WHERE t.key = 'monthly_reports'");
	same(a, "SELECT value ->> 'activities' FROM json_each ($) WHERE key = 'associations_total'",
		"SELECT count (*) FROM activity WHERE on_date BETWEEN # AND %");
	same(a, "SELECT value ->> 'took_part' FROM json_each ($) WHERE key = 'associations_total'",
		"SELECT total (took_part) FROM activity WHERE on_date BETWEEN # AND %");
	same(a, "SELECT value ->> 'looked_at' FROM json_each ($) WHERE key = 'associations_total'",
		"SELECT total (looked_at) FROM review WHERE on_date BETWEEN # AND %");
	same(a, "SELECT value ->> 'attended' FROM json_each ($) WHERE key = 'oversight_total'",
		"SELECT count (*) FROM meeting WHERE on_date BETWEEN # AND %");
	same(a, "SELECT value ->> 'asked' FROM json_each ($) WHERE key = 'oversight_total'",
		"SELECT count (asked_for) FROM meeting WHERE on_date BETWEEN # AND %");
	same(a, "SELECT value ->> 'done' FROM json_each ($) WHERE key = 'oversight_total'",
		"SELECT count (*) FROM meeting WHERE asked_for IS NOT NULL AND on_date BETWEEN # "
		"AND % "
		"AND ifnull (done_on, '9') <= %");
	same(a, "SELECT value ->> 'heads' FROM json_each ($) WHERE key = 'heads_total'",
		"SELECT count (*) FROM local_head WHERE ifnull (from_date, '') <= %");
	same(a, "SELECT value ->> 'to_win' FROM json_each ($) WHERE key = 'heads_total'",
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'heads_to_win'");
	same(a,
		"SELECT value ->> 'members' + value ->> 'candidates' + value ->> 'to_win' "
		"FROM json_each ($) WHERE key = 'heads_total'",
		"SELECT value ->> 'heads' FROM json_each ($) WHERE key = 'heads_total'");
	/* who is missing is what is due and not made in that month */
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'missing'",
		"SELECT ifnull ((SELECT total (m.value ->> 'due') - total (m.value ->> 'made') "
		"FROM json_each ($) t, json_each (t.value) y, json_each (y.value, '`.cells') c, "
		"json_each (c.value, '`.months') m WHERE t.key = 'monthly_reports' "
		"AND y.value ->> 'year' = substr (%, 1, 4) + 0 "
		"AND m.value ->> 'month' = (SELECT value FROM json_each ($) WHERE key = "
		"'missing_month')), 0)");
}

static void test_sourcing(void **state)
{
	static const char *const periods[][2] = {{"2024-01-01", "2024-12-31"},
		{"2025-01-01", "2025-12-31"}, {"2026-01-01", "2026-12-31"},
		{"2025-03-10", "2026-07-15"}, {"2024-01-01", "2026-12-31"},
		{"2020-01-01", "2020-12-31"}, {"2027-01-01", "2027-12-31"}};
	(void)state;
	/* of today: not of a period that begins later */
	char cell[24], person[24];
	fixture_id(office.hamlet.v, cell);
	fixture_id(office.candidate.v, person);
	SAVE(BOOK_PROPOSAL, "person_id", person, "cell_id", cell, "on_date", "2026-11-23");
	SAVE(BOOK_MEETING, "cell_id", cell, "on_date", "2026-11-23", "attendee", "A");
	for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
		check(REPORT_SOURCING, periods[i][0], periods[i][1], recount_sourcing);
		check(REPORT_SOURCING, periods[i][0], periods[i][1], recount_work);
	}
}

/* ---- obstacles ---------------------------------------------------------------------------------------- */

#define OPEN_THEN "FROM obstacle o WHERE since <= % AND (ended_on IS NULL OR ended_on >= #)"

static void recount_obstacles(const struct asked *a)
{
	static const char *const figures[][2] = {
		{"people", "SELECT count (DISTINCT person_id) " OPEN_THEN},
		{"ended", "SELECT count (DISTINCT person_id) " OPEN_THEN " AND ended_on <= %"},
		{"open", "SELECT count (DISTINCT person_id) " OPEN_THEN
			 " AND NOT ifnull (ended_on, '9') <= %"},
		{"overdue", "SELECT count (DISTINCT person_id) " OPEN_THEN
			    " AND NOT ifnull (ended_on, '9') <= % AND next_on < %"},
	};
	for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
		char said[200];
		for (int by = 0; by < 2; by++) {
			snprintf(said, sizeof said,
				"SELECT ifnull (max (value ->> '%s'), 0) FROM json_each ($) WHERE "
				"key = "
				"'%s_total'",
				figures[i][0], by ? "by_cell" : "by_kind");
			same(a, said, figures[i][1]);
		}
	}
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'by_kind' "
		"AND r.value ->> 'people' <> (SELECT count (DISTINCT person_id) " OPEN_THEN
		" AND o.kind_id = r.value ->> 'id')",
		"SELECT 0");
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'by_kind'",
		"SELECT count (DISTINCT kind_id) " OPEN_THEN);
	same(a, "SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = 'open'",
		"SELECT count (*) " OPEN_THEN " AND NOT ifnull (ended_on, '9') <= %");
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'ended'",
		"SELECT count (*) " OPEN_THEN " AND ended_on <= %");
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'diplomas'",
		"SELECT count (*) " OPEN_THEN
		" AND kind_id = (SELECT id FROM term WHERE code = 'diploma')");
}

static void test_obstacles(void **state)
{
	(void)state;
	check(REPORT_OBSTACLES, "2024-01-01", "2024-12-31", recount_obstacles);
	check(REPORT_OBSTACLES, "2025-06-01", "2025-08-31", recount_obstacles);
	check(REPORT_OBSTACLES, "2026-01-01", "2026-12-31", recount_obstacles);
	check(REPORT_OBSTACLES, "2020-01-01", "2020-12-31", recount_obstacles);
}

/* ---- of a year ---------------------------------------------------------------------------------------- */

static void recount_evaluation(const struct asked *a)
{
	same(a,
		"SELECT total (r.value ->> 'find') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT total (find) FROM duty d, resolution n WHERE n.id = d.resolution_id "
		"AND n.year = substr (#, 1, 4) + 0 AND ifnull (n.on_date, '0') <= %");
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'duties'",
		"SELECT count (*) FROM duty d, resolution n WHERE n.id = d.resolution_id "
		"AND n.year = substr (#, 1, 4) + 0 AND ifnull (n.on_date, '0') <= %");
	/* what members and associations made and owed is what their cells did */
	static const char *const sums[] = {"reports_made", "reports_due"};
	for (size_t i = 0; i < ARRAY_LEN(sums); i++) {
		char said[300], counted[300];
		static const char form[] = "SELECT total (r.value ->> '%s') FROM json_each ($) t, "
					   "json_each (t.value) r WHERE t.key = '%s'";
		snprintf(said, sizeof said, form, sums[i], "duties");
		snprintf(counted, sizeof counted, form, sums[i], "cells");
		same(a, said, counted);
	}
	same(a,
		"SELECT total (r.value ->> 'names') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT count (*) FROM " NAMED);
	same(a,
		"SELECT total (r.value ->> 'listed') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT count (DISTINCT person_id) FROM event WHERE kind = 2 AND on_date BETWEEN # "
		"AND "
		"%");
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'duties' "
		"AND r.value ->> 'kind' = 'member' AND r.value ->> 'names' <> "
		"(SELECT count (*) FROM (SELECT person_id FROM proposal WHERE finder_id = r.value "
		"->> 'id' "
		"AND on_date BETWEEN # AND % UNION SELECT person_id FROM event e WHERE kind = 1 "
		"AND finder_id = r.value ->> 'id' AND on_date BETWEEN # AND % AND NOT EXISTS "
		"(SELECT 1 FROM proposal p WHERE p.person_id = e.person_id AND p.on_date BETWEEN # "
		"AND %)))",
		"SELECT 0");
	same(a,
		"SELECT total (r.value ->> 'followed') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'mentors'",
		"SELECT count (*) FROM (SELECT DISTINCT mentor_id, person_id FROM "
		"mentor_assignment "
		"WHERE from_date <= % AND ifnull (to_date, '9') >= #)");
	same(a,
		"SELECT total (r.value ->> 'moved_on') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'mentors'",
		"SELECT count (*) FROM (SELECT DISTINCT m.mentor_id, m.person_id FROM "
		"mentor_assignment m, "
		"event e WHERE e.person_id = m.person_id AND e.kind BETWEEN 2 AND 12 "
		"AND e.on_date BETWEEN # AND % AND e.on_date >= m.from_date "
		"AND e.on_date <= ifnull (m.to_date, '9'))");
}

static void recount_map(const struct asked *a)
{
	same(a,
		"SELECT total (r.value ->> 'names') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT count (*) FROM " NAMED);
	same(a,
		"SELECT total (r.value ->> 'has_resolution') FROM json_each ($) t, json_each "
		"(t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT count (*) FROM resolution WHERE year = substr (#, 1, 4) + 0 "
		"AND ifnull (on_date, '0') <= %");
	same(a,
		"SELECT total (r.value ->> 'duty_members') * 1000 + total (r.value ->> "
		"'duty_associations') FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'cells'",
		"SELECT count (d.person_id) * 1000 + count (d.association_id) FROM duty d, "
		"resolution n "
		"WHERE n.id = d.resolution_id AND n.year = substr (#, 1, 4) + 0 "
		"AND ifnull (n.on_date, '0') <= %");
	same(a,
		"SELECT total (r.value ->> 'requests_open') FROM json_each ($) t, json_each "
		"(t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT count (*) FROM meeting WHERE asked_for IS NOT NULL AND on_date <= % "
		"AND NOT ifnull (done_on, '9') <= %");
	/* every dry cell has a row below */
	same(a,
		"SELECT total (r.value ->> 'is_dry') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'cells'",
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'dry_cells'");
}

static void recount_trends(const struct asked *a)
{
	same(a, "SELECT value ->> 'total' FROM json_each ($) WHERE key = 'names_total'",
		"SELECT count (*) FROM " NAMED);
	same(a,
		"SELECT value ->> 'm1' + value ->> 'm2' + value ->> 'm3' + value ->> 'm4' + value "
		"->> 'm5' "
		"+ value ->> 'm6' + value ->> 'm7' + value ->> 'm8' + value ->> 'm9' + value ->> "
		"'m10' "
		"+ value ->> 'm11' + value ->> 'm12' FROM json_each ($) WHERE key = 'names_total'",
		"SELECT value ->> 'total' FROM json_each ($) WHERE key = 'names_total'");
	same(a,
		"SELECT r.value ->> 'admitted' FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'admissions' AND r.value ->> 'year' = substr (#, 1, 4) + 0",
		"SELECT count (*) FROM event WHERE kind = 10 AND on_date BETWEEN # AND %");
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) r WHERE t.key = "
		"'admissions'",
		"SELECT 5");
}

/* The summary of a year gains what is recorded of it, and its causes as they were given. */
static void recount_summary(const struct asked *a)
{
	same(a,
		"SELECT s.value ->> 'named' FROM json_each ($) t, json_each (t.value) s "
		"WHERE t.key = 'sourcing' AND s.key = 'summary'",
		"SELECT count (*) FROM " NAMED);
	same(a,
		"SELECT count (*) FROM json_each ($) t, json_each (t.value) s, json_each (s.value) "
		"c "
		"WHERE t.key = 'sourcing' AND s.key = 'causes'",
		"SELECT count (DISTINCT kind_id) FROM cause WHERE year = substr (#, 1, 4) + 0");
	same(a,
		"SELECT total (c.value ->> 'cells') FROM json_each ($) t, json_each (t.value) s, "
		"json_each (s.value) c WHERE t.key = 'sourcing' AND s.key = 'causes'",
		"SELECT count (*) FROM (SELECT DISTINCT kind_id, cell_id FROM cause "
		"WHERE cell_id IS NOT NULL AND year = substr (#, 1, 4) + 0)");
}

static void test_years(void **state)
{
	static const char *const years[][2] = {{"2024-01-01", "2024-12-31"},
		{"2025-01-01", "2025-12-31"}, {"2026-01-01", "2026-12-31"}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(years); i++) {
		check(REPORT_EVALUATION, years[i][0], years[i][1], recount_evaluation);
		check(REPORT_MAP, years[i][0], years[i][1], recount_map);
		check(REPORT_TRENDS, years[i][0], years[i][1], recount_trends);
		check(REPORT_ADMISSIONS, years[i][0], years[i][1], recount_summary);
	}
}

/* Of a year, whatever the period is. */
static void test_year_of_period(void **state)
{
	struct strbuf a = {0}, b = {0};
	(void)state;
	assert_true(report_is_of_year(REPORT_MAP));
	assert_false(report_is_of_year(REPORT_SOURCING));
	for (int i = 0; i < 2; i++) {
		struct report *r = i ? report_of(REPORT_EVALUATION, "2024-05-05", "2025-02-02")
				     : report_of(REPORT_EVALUATION, "2025-01-01", "2025-12-31");
		assert_int_equal(report_json(r, i ? &b : &a, NULL), 0);
		report_free(r);
	}
	assert_string_equal(strbuf_str(&a), strbuf_str(&b));
	strbuf_done(&a);
	strbuf_done(&b);
}

/* ---- one person, two associations ---------------------------------------------------------------------- */

static void recount_two(const struct asked *a)
{
	same(a, "SELECT value ->> 'proposed' FROM json_each ($) WHERE key = 'by_source_total'",
		"SELECT 1");
	same(a,
		"SELECT total (r.value ->> 'proposed') FROM json_each ($) t, json_each (t.value) r "
		"WHERE t.key = 'by_source'",
		"SELECT 2");
	same(a, "SELECT value FROM json_each ($) WHERE key = 'with_several_sources'", "SELECT 1");
	same(a, "SELECT value ->> 'proposed' FROM json_each ($) WHERE key = 'by_cell_total'",
		"SELECT 1");
}

static void test_two_associations(void **state)
{
	struct proposing p = {.name = "Lê Thị Sen",
		.birth = {1999, 0, 0},
		.cell = office.hamlet,
		.on = fixture_day("2026-02-03"),
		.association = 3};
	struct person_id who;
	struct err e = {0};
	(void)state;
	assert_int_equal(propose(office.db, &fixture_by, &p, &who, &e), 0);
	p.known = who;
	p.association = 2;
	p.on = fixture_day("2026-05-06");
	assert_int_equal(propose(office.db, &fixture_by, &p, &who, &e), 0);
	check(REPORT_SOURCING, "2026-01-01", "2026-12-31", recount_two);
}

/* A cell that has ended is neither among the cells nor among those with a resolution. */
static void recount_ended(const struct asked *a)
{
#define OF_YEAR(column)                                                                            \
	"SELECT r.value ->> '" column                                                              \
	"' FROM json_each ($) t, json_each (t.value) r WHERE t.key = 'years'"
	same(a, OF_YEAR("cells"), "SELECT count (*) FROM cell WHERE ifnull (valid_to, '9') >= %");
	same(a, OF_YEAR("with_resolution"), "SELECT 0");
#undef OF_YEAR
}

static void test_ended_cell(void **state)
{
	char school[24];
	struct cell c;
	struct err e = {0};
	(void)state;
	SAVE(BOOK_RESOLUTION, "cell_id", fixture_id(office.school.v, school), "year", "2026");
	assert_int_equal(cell_load(office.db, office.school, (struct date){0}, &c, &e), 0);
	c.valid_to = fixture_day("2026-06-30");
	assert_int_equal(cell_save(office.db, &fixture_by, &c, (struct date){0}, &c.id, &e), 0);
	cell_done(&c);
	check(REPORT_SOURCING, "2026-01-01", "2026-12-31", recount_ended);
}

/* Where nothing is recorded the summary says nothing more. */
static void test_nothing(void **state)
{
	struct strbuf json = {0};
	struct report *r = report_of(REPORT_ADMISSIONS, "2026-01-01", "2026-12-31");
	(void)state;
	assert_int_equal(report_json(r, &json, NULL), 0);
	assert_null(strstr(strbuf_str(&json), "\"sourcing\""));
	strbuf_done(&json);
	report_free(r);
	/* not of a part of a year either */
	SAVE(BOOK_CAUSE, "year", "2026", "kind_id", "15");
	r = report_of(REPORT_ADMISSIONS, "2026-01-01", "2026-11-30");
	assert_int_equal(report_json(r, &json, NULL), 0);
	assert_null(strstr(strbuf_str(&json), "\"sourcing\""));
	strbuf_done(&json);
	report_free(r);
	r = report_of(REPORT_ADMISSIONS, "2026-01-01", "2026-12-31");
	assert_int_equal(report_json(r, &json, NULL), 0);
	assert_non_null(strstr(strbuf_str(&json), "\"sourcing\""));
	strbuf_done(&json);
	report_free(r);
}

/* An office without any of it: every report still stands. */
static void none(const struct asked *a)
{
	(void)a;
}

static void test_empty(void **state)
{
	(void)state;
	for (int k = REPORT_MAP; k < REPORT_KINDS; k++)
		check((enum report_kind)k, "2026-01-01", "2026-12-31", none);
}

/* Without memory at any moment: an error, and nothing is lost. */
static void test_memory(void **state)
{
	(void)state;
	for (int k = REPORT_MAP; k <= REPORT_KINDS; k++) {
		const struct report_request q = {
			.kind = k == REPORT_KINDS ? REPORT_ADMISSIONS : (enum report_kind)k,
			.from = fixture_day("2025-01-01"),
			.to = fixture_day("2025-12-31"),
			.user = "test"};
		int r = -1;
		for (long n = 1; r; n += 1 + n / 8) {
			struct report *report = NULL;
			struct err e = {0};
			mem_fail_at(n);
			r = report_make(office.db, &q, &report, &e);
			mem_fail_at(0);
			assert_true(!r || r == ERR_NOMEM);
			report_free(report);
		}
	}
}

/* ---- marks -------------------------------------------------------------------------------------------- */

static void test_marks(void **state)
{
	const struct cell_work w = {.months = {{4, 4}, {4, 2}, {4, 0}, {0, 0}, {4, 5}}};
	static const struct {
		int from, to;
		const char *marks;
	} t[] = {{1, 5, "●◐○·●"}, {2, 3, "◐○"}, {4, 4, "·"}, {6, 12, "·······"}, {3, 2, ""}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct strbuf b = {0};
		month_marks_add(&b, &w, t[i].from, t[i].to);
		assert_string_equal(strbuf_str(&b), t[i].marks);
		strbuf_done(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INVENTED_TEST(test_sourcing),
		INVENTED_TEST(test_obstacles),
		INVENTED_TEST(test_years),
		INVENTED_TEST(test_year_of_period),
		INVENTED_TEST(test_memory),
		OFFICE_TEST(test_two_associations),
		OFFICE_TEST(test_ended_cell),
		OFFICE_TEST(test_nothing),
		OFFICE_TEST(test_empty),
		cmocka_unit_test(test_marks),
	};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
