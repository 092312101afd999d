/* "Tính đến ngày": a report of a past day says what it would have said on that day, had everything been recorded by
 * then. Held against a database from which all that is later was taken out, and against one that knew no later. */
#include "fixture.h"

#include "base/vec.h"
#include "core/act_scope.h"
#include "core/past.h"
#include "core/standing.h"
#include "report/build.h"
#include "rules/rules.h"
#include "tests/core/fixture.h"

static struct strbuf json_of(struct db *db, enum report_kind kind, const char *from, const char *to,
	struct date as_of, struct cell_id cell)
{
	struct err err = {0};
	struct report *r = NULL;
	struct strbuf out = {0};
	const struct report_request q = {.kind = kind,
		.from = day(from),
		.to = day(to),
		.as_of = as_of,
		.cell = cell,
		.with_overdue = true,
		.user = "test"};
	if (report_make(db, &q, &r, &err))
		fail_msg("%s %s: %s %s:%d", report_name(kind), err.field, err.detail, err.file,
			err.line);
	assert_int_equal(report_json(r, &out, &err), 0);
	report_free(r);
	return out;
}

static void expect_equal(enum report_kind kind, const char *what, const struct strbuf *then,
	const struct strbuf *was)
{
	const char *a = strbuf_str(then), *b = strbuf_str(was);
	size_t i = 0;
	while (a[i] && a[i] == b[i])
		i++;
	if (!a[i] && !b[i])
		return;
	size_t from = i > 300 ? i - 300 : 0;
	fail_msg("%s %s\n--- of the past day\n%.600s\n--- on that day\n%.600s", report_name(kind),
		what, a + from, b + from);
}

static const struct {
	const char *from, *to;
} periods[] = {{"2020-01-01", "2026-12-31"}, {"2022-01-01", "2022-12-31"},
	{"2026-01-01", "2026-12-31"}, {"2021-07-01", "2021-12-31"}};

/* Every report of every period: `full` knows what came later, `was` does not. */
static void compare(
	struct db *full, struct db *was, const char *as_of, const char *today, struct cell_id cell)
{
	for (int k = 0; k < REPORT_KINDS; k++)
		for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
			char what[100];
			snprintf(what, sizeof what, "as of %s, %s to %s", as_of, periods[i].from,
				periods[i].to);
			clock_pin_today(day(today));
			struct strbuf a = json_of(full, (enum report_kind)k, periods[i].from,
				periods[i].to, day(as_of), cell);
			assert_int_equal(date_cmp(clock_today(), day(today)), 0);
			clock_pin_today(day(as_of));
			struct strbuf b = json_of(was, (enum report_kind)k, periods[i].from,
				periods[i].to, (struct date){0}, cell);
			expect_equal((enum report_kind)k, what, &a, &b);
			strbuf_done(&a);
			strbuf_done(&b);
		}
	clock_pin_today(day(today));
}

/* ---- the sample, with what is later taken out ---------------------------------------------------------- */

/* In this order nothing rests on what has gone. */
static const char *const take_out[] = {
	"DELETE FROM proposal WHERE on_date > '%s'",
	"DELETE FROM event WHERE on_date > '%s'",
	"DELETE FROM mentor_assignment WHERE from_date > '%s'",
	"UPDATE mentor_assignment SET to_date = NULL, end_reason = NULL WHERE to_date > '%s'",
	"DELETE FROM person_cell WHERE from_date > '%s'",
	"UPDATE person_cell SET to_date = NULL WHERE to_date > '%s'",
	"UPDATE person SET is_member = 0 WHERE joined_on > '%s'",
	"UPDATE person SET joined_on = NULL WHERE joined_on > '%s'",
	"UPDATE person SET official_on = NULL WHERE official_on > '%s'",
	"UPDATE cell SET valid_to = NULL, successor_id = NULL WHERE valid_to > '%s'",
	"DELETE FROM cell_name WHERE from_date > '%s' AND cell_id IN (SELECT cell_id FROM "
	"cell_name "
	"WHERE from_date IS NULL OR from_date <= '%s')",
	"DELETE FROM cell_post WHERE from_date > '%s'",
	"UPDATE cell_post SET to_date = NULL WHERE to_date > '%s'",
	"DELETE FROM cell_count WHERE as_of > '%s'",
	"DELETE FROM paper WHERE on_date > '%s'",
	"DELETE FROM vote WHERE on_date > '%s'",
	"DELETE FROM inquiry WHERE sent_on > '%s'",
	"UPDATE inquiry SET answered_on = NULL, conclusion = NULL, kept_at = NULL WHERE "
	"answered_on > '%s'",
	"UPDATE dossier SET decision_received = NULL WHERE decision_received > '%s'",
	"DELETE FROM paper WHERE dossier_id IN (SELECT id FROM dossier WHERE began_on > '%s')",
	"DELETE FROM extension WHERE dossier_id IN (SELECT id FROM dossier WHERE began_on > '%s')",
	"DELETE FROM dossier WHERE began_on > '%s'",
	"UPDATE dossier SET frozen_on = NULL, rule_shipped = NULL, rule_set_id = NULL WHERE "
	"frozen_on > '%s'",
	"DELETE FROM local_head WHERE from_date > '%s'",
	"UPDATE local_head SET to_date = NULL WHERE to_date > '%s'",
	"DELETE FROM monthly_report WHERE received_on > '%s'",
	"DELETE FROM duty WHERE resolution_id IN (SELECT id FROM resolution WHERE on_date > '%s')",
	"DELETE FROM resolution WHERE on_date > '%s'",
	"DELETE FROM activity WHERE on_date > '%s'",
	"DELETE FROM review WHERE on_date > '%s'",
	"DELETE FROM obstacle WHERE since > '%s'",
	"UPDATE obstacle SET ended_on = NULL, outcome = NULL WHERE ended_on > '%s'",
	"UPDATE obstacle SET reported_on = NULL WHERE reported_on > '%s'",
	"UPDATE obstacle SET study_from = NULL WHERE study_from > '%s'",
	"UPDATE obstacle SET study_done = NULL WHERE study_done > '%s'",
	"DELETE FROM visit WHERE on_date > '%s'",
	"DELETE FROM meeting WHERE on_date > '%s'",
	"UPDATE meeting SET done_on = NULL, how_done = NULL WHERE done_on > '%s'",
	"DELETE FROM directive_cell WHERE passed_on > '%s'",
	"DELETE FROM directive WHERE on_date > '%s'",
	"DELETE FROM briefing WHERE on_date > '%s'",
	"DELETE FROM staff WHERE as_of > '%s'",
};

/* A proposal of an earlier day may speak of a later report: that it does is not counted. */
static void loosen(struct db *db)
{
	fixture_sql(db,
		"UPDATE proposal SET report_id = NULL, activity_id = NULL, review_id = NULL", true);
}

static void refresh(struct db *db)
{
	const struct act_by by = {.actor = "test"};
	struct act_scope scope;
	struct err err = {0};
	int r = act_enter(&scope, db, &by, "test", &err);
	int64_t last = fixture_number(db, "SELECT max (id) FROM person");
	for (int64_t id = 1; !r && id <= last; id++) {
		r = standing_keep(db, (struct person_id){id}, &err);
		r = r == ERR_NOT_FOUND ? 0 : r;
	}
	if (!r)
		r = tasks_refresh_all(db, &err);
	r = act_keep(&scope, r, &err);
	if (r)
		fail_msg("%s %s", err.field, err.detail);
}

static struct db *sample_until(const char *as_of)
{
	struct db *db = sample();
	loosen(db);
	for (size_t i = 0; i < ARRAY_LEN(take_out); i++) {
		char sql[400];
		snprintf(sql, sizeof sql, take_out[i], as_of, as_of);
		fixture_sql(db, sql, true);
	}
	clock_pin_today(day(as_of));
	refresh(db);
	return db;
}

static void test_sample(void **state)
{
	static const char *const days[] = {
		"2026-11-22", "2026-02-14", "2024-05-19", "2022-12-31", "2019-01-01"};
	struct db *full = sample();
	(void)state;
	loosen(full);
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		struct db *was = sample_until(days[i]);
		compare(full, was, days[i], "2026-11-23", (struct cell_id){0});
		compare(full, was, days[i], "2026-11-23", (struct cell_id){3});
		db_close(was);
	}
	db_close(full);
}

/* The records are as they were, and what is kept beside them is that of today again. */
static void test_nothing_stays(void **state)
{
	struct db *db = sample();
	struct past past = {0};
	struct err err = {0};
	(void)state;
	int64_t stages = fixture_number(db, "SELECT sum (stage * id) FROM person");
	int64_t tasks = fixture_number(db, "SELECT count (*) FROM task");
	int64_t events = fixture_number(db, "SELECT count (*) FROM event");
	assert_int_equal(
		past_begin(&past, db, day("2021-10-15"), day("2021-10-15"), true, &err), 0);
	assert_true(fixture_number(db, "SELECT count (*) FROM event") < events);
	assert_true(fixture_number(db, "SELECT sum (stage * id) FROM person") != stages);
	/* one at a time, and no act */
	struct past other = {0};
	const struct db_act act = {.actor = "test", .act = "test"};
	assert_int_equal(past_begin(&other, db, day("2021-10-15"), day("2021-10-15"), true, &err),
		ERR_INTERNAL);
	assert_int_equal(db_act_begin(db, &act, NULL, &err), ERR_INTERNAL);
	past_end(&past);
	past_end(&past);
	assert_int_equal(fixture_number(db, "SELECT count (*) FROM event"), events);
	assert_int_equal(fixture_number(db, "SELECT sum (stage * id) FROM person"), stages);
	assert_int_equal(fixture_number(db, "SELECT count (*) FROM task"), tasks);
	assert_int_equal(fixture_number(db, "SELECT count (*) FROM sqlite_temp_schema"), 0);
	db_close(db);
}

static void test_future(void **state)
{
	struct db *db = sample();
	struct err err = {0};
	struct report *r = NULL;
	const struct report_request q = {
		.from = day("2026-01-01"), .to = day("2026-12-31"), .as_of = day("2026-11-24")};
	(void)state;
	assert_int_equal(report_make(db, &q, &r, &err), ERR_REFUSED);
	assert_int_equal(err.rule, RULE_FUTURE);
	assert_string_equal(err.field, "as_of");
	db_close(db);
}

/* ---- invented: what was recorded on the day, then what came later -------------------------------------- */

enum { PEOPLE = 14, ACTS = 160 };
static uint64_t seed;
static struct person_id people[PEOPLE];
static struct date first, last; /* what is recorded now lies between */

static const char *some_day(char buf[DATE_TEXT])
{
	long days = date_to_days(last) - date_to_days(first);
	return date_to_iso(date_add_days(first, fixture_below(&seed, (int)days + 1)), buf);
}

static struct person_id anybody(void)
{
	return people[fixture_below(&seed, PEOPLE)];
}

static void one_event(struct office *o)
{
	static const enum event_kind kinds[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS,
		EVENT_PAPERS, EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION,
		EVENT_CEREMONY, EVENT_RECOGNISED, EVENT_OFF_LIST, EVENT_MOVED, EVENT_CANCELLED,
		EVENT_STRUCK, EVENT_RETURNED, EVENT_LISTED, EVENT_FOUND, EVENT_DECISION,
		EVENT_CEREMONY};
	char buf[DATE_TEXT];
	struct event e = {
		.person = anybody(), .kind = kinds[fixture_below(&seed, ARRAY_LEN(kinds))]};
	assert_true(date_from_iso(some_day(buf), false, &e.on));
	event_save(o->db, &fixture_by, &e, true, NULL, NULL, NULL);
}

static void one_mentor(struct office *o)
{
	char buf[DATE_TEXT];
	struct err err;
	try_mentor(
		o->db, anybody(), o->official[fixture_below(&seed, 4)], some_day(buf), NULL, &err);
}

static void end_mentor(struct office *o)
{
	int64_t most = fixture_number(o->db, "SELECT ifnull (max (id), 0) FROM mentor_assignment");
	struct assignment a;
	char buf[DATE_TEXT];
	if (!most || assignment_load(o->db, 1 + fixture_below(&seed, (int)most), &a, NULL))
		return;
	if (!date_is_set(a.to))
		assignment_end(
			o->db, &fixture_by, a.id, a.rev, fixture_day(some_day(buf)), "x", NULL);
	assignment_done(&a);
}

static void one_move(struct office *o)
{
	char buf[DATE_TEXT];
	person_move(o->db, &fixture_by, anybody(), fixture_below(&seed, 2) ? o->school : o->hamlet,
		fixture_day(some_day(buf)), NULL);
}

static void one_name(struct office *o)
{
	char buf[DATE_TEXT], name[40];
	snprintf(name, sizeof name, "Chi bộ %d", fixture_below(&seed, 100));
	cell_rename(o->db, &fixture_by, fixture_below(&seed, 2) ? o->school : o->hamlet, name,
		fixture_day(some_day(buf)), NULL);
}

static void one_record(struct office *o)
{
	char id[24], cell[24], on[DATE_TEXT], member[24];
	fixture_id(anybody().v, id);
	fixture_id(o->hamlet.v, cell);
	fixture_id(o->official[fixture_below(&seed, 4)].v, member);
	some_day(on);
	switch (fixture_below(&seed, 5)) {
	case 0:
		FIXTURE_RECORD(o->db, BOOK_VISIT, "person_id", id, "on_date", on, "visitor",
			"Bà Tư", "met", "1");
		break;
	case 1:
		FIXTURE_RECORD(o->db, BOOK_MEETING, "cell_id", cell, "on_date", on, "attendee",
			"Ông Năm", "asked_for", "nguồn");
		break;
	case 2:
		FIXTURE_RECORD(
			o->db, BOOK_OBSTACLE, "person_id", id, "kind_id", "101", "since", on);
		break;
	case 3:
		FIXTURE_RECORD(o->db, BOOK_STAFF, "cell_id", cell, "as_of", on, "count", "4");
		break;
	default:
		FIXTURE_RECORD(o->db, BOOK_BRIEFING, "on_date", on, "subject", "Quy định");
	}
}

static void record_some(struct office *o)
{
	static void (*const acts[])(struct office * o) = {one_event, one_event, one_event,
		one_event, one_event, one_mentor, one_mentor, end_mentor, one_move, one_name,
		one_record};
	for (int i = 0; i < ACTS; i++)
		acts[fixture_below(&seed, ARRAY_LEN(acts))](o);
}

struct kept {
	struct strbuf json[REPORT_KINDS][ARRAY_LEN(periods)];
};

static void test_invented(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= 6; round++) {
		static struct kept then;
		struct office o;
		seed = round * 7919;
		clock_pin_today(day("2026-11-23"));
		office_open(&o);
		for (int i = 0; i < PEOPLE; i++) {
			char name[40];
			snprintf(name, sizeof name, "Lê Văn Số %c", 'A' + i);
			people[i] = fixture_person(o.db, name, "1994-01-01",
				fixture_below(&seed, 2) ? o.hamlet : o.school);
		}
		people[0] = o.candidate;
		people[1] = o.probationary;
		people[2] = o.official[1];
		/* office_open records events of 2025 and 2026: the day lies after them */
		struct date as_of = date_add_days(day("2026-04-01"), fixture_below(&seed, 120));
		char iso[DATE_TEXT];
		date_to_iso(as_of, iso);
		clock_pin_today(as_of);
		tasks_prepare(o.db, NULL, NULL, NULL);
		first = day("2019-01-01");
		last = as_of;
		record_some(&o);
		for (int k = 0; k < REPORT_KINDS; k++)
			for (size_t i = 0; i < ARRAY_LEN(periods); i++)
				then.json[k][i] = json_of(o.db, (enum report_kind)k,
					periods[i].from, periods[i].to, (struct date){0},
					(struct cell_id){0});
		clock_pin_today(day("2026-11-23"));
		tasks_prepare(o.db, NULL, NULL, NULL);
		first = date_add_days(as_of, 1);
		last = day("2026-11-23");
		record_some(&o);
		for (int k = 0; k < REPORT_KINDS; k++)
			for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
				struct strbuf now = json_of(o.db, (enum report_kind)k,
					periods[i].from, periods[i].to, as_of, (struct cell_id){0});
				char what[80];
				snprintf(what, sizeof what, "round %d, as of %s, to %s", (int)round,
					iso, periods[i].to);
				expect_equal((enum report_kind)k, what, &now, &then.json[k][i]);
				strbuf_done(&now);
				strbuf_done(&then.json[k][i]);
			}
		office_close(&o);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample),
		cmocka_unit_test(test_nothing_stays), cmocka_unit_test(test_future),
		cmocka_unit_test(test_invented)};
	fixture_start();
	return cmocka_run_group_tests_name("as_of", tests, NULL, NULL);
}
