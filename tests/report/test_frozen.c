/* Reports that were sent: reopened after the records changed they say the same, byte for byte; what was corrected since
 * is listed beside them, and nothing else. */
#include "fixture.h"

#include "base/vec.h"
#include "core/check.h"
#include "report/build.h"
#include "report/corrections.h"
#include "report/format.h"
#include "report/frozen.h"
#include "tests/core/fixture.h"

static const struct act_by by = {.actor = "test"};
static struct db *db;

static int open_db(void **state)
{
	(void)state;
	db = sample();
	return 0;
}

static int close_db(void **state)
{
	(void)state;
	fixture_sound(db);
	db_close(db);
	return 0;
}

/* ---- what a report says -------------------------------------------------------------------------------- */

struct said {
	struct strbuf json, text, csv, ics;
	size_t people; /* behind all doors */
};

static void said_done(struct said *s)
{
	strbuf_done(&s->json);
	strbuf_done(&s->text);
	strbuf_done(&s->csv);
	strbuf_done(&s->ics);
}

static struct said say(const struct report *r)
{
	const struct doc_text_options o = {.width = 120};
	struct said s = {0};
	struct err err = {0};
	assert_int_equal(report_json(r, &s.json, &err), 0);
	assert_int_equal(doc_write_text(report_doc(r), &o, &s.text, &err), 0);
	assert_int_equal(report_csv(r, &s.csv, &err), 0);
	if (r->q.kind == REPORT_DUE)
		assert_int_equal(report_ics(r, &s.ics, &err), 0);
	for (int door = 1;; door++) {
		struct report_people people;
		if (report_people(r, door, &people, NULL))
			break;
		s.people += people.n;
		report_people_done(&people);
	}
	return s;
}

static void expect_same(const struct strbuf *a, const struct strbuf *b)
{
	assert_int_equal(a->len, b->len);
	assert_string_equal(strbuf_str(a), strbuf_str(b));
}

static void expect_all_same(const struct said *a, const struct said *b)
{
	expect_same(&a->json, &b->json);
	expect_same(&a->text, &b->text);
	expect_same(&a->csv, &b->csv);
	expect_same(&a->ics, &b->ics);
	assert_int_equal(a->people, b->people);
}

static struct report_request ask(enum report_kind kind, const char *from, const char *to)
{
	return (struct report_request){.kind = kind,
		.from = day(from),
		.to = day(to),
		.user = "test",
		.with_overdue = true};
}

static int64_t keep(const struct report_request *q)
{
	const struct frozen_sent sent = {0};
	struct err err = {0};
	int64_t id = 0;
	if (frozen_keep(db, &by, q, &sent, &id, &err))
		fail_msg("%s: %s %s", report_name(q->kind), err.field, err.detail);
	return id;
}

static struct report *reopen(int64_t id)
{
	struct report *r = NULL;
	struct err err = {0};
	if (frozen_open(db, id, &r, &err))
		fail_msg("%s %s", err.field, err.detail);
	return r;
}

static struct report *correct(int64_t id)
{
	struct report *r = NULL;
	struct err err = {0};
	if (corrections_make(db, id, "test", &r, &err))
		fail_msg("%s %s %s:%d", err.field, err.detail, err.file, err.line);
	return r;
}

/* ---- changes ------------------------------------------------------------------------------------------- */

static void rename_person(int64_t id, const char *name)
{
	struct err err = {0};
	struct person p = fixture_load(db, (struct person_id){id});
	struct person_id ret;
	free(p.full_name);
	p.full_name = strdup(name);
	if (person_save(db, &by, &p, (struct cell_id){0}, &ret, &err))
		fail_msg("%s %s", err.field, err.detail);
	person_done(&p);
}

/* The day of an event, or the event itself, away. */
static void change_event(int64_t id, const char *on)
{
	struct err err = {0};
	struct event e;
	const struct act_by with = {.actor = "test", .reason = "Đối chiếu quyết định"};
	assert_int_equal(event_load(db, id, &e, &err), 0);
	int r;
	if (on) {
		assert_true(date_from_iso(on, false, &e.on));
		r = event_save(db, &with, &e, true, NULL, NULL, &err);
	} else
		r = event_remove(db, &with, e.id, e.rev, &err);
	if (r)
		fail_msg("%d %s %s rule %d", r, err.field, err.detail, err.rule);
	event_done(&e);
}

static void rename_cell(int64_t id, const char *name)
{
	struct err err = {0};
	if (cell_rename(db, &by, (struct cell_id){id}, name, day("2022-01-01"), &err))
		fail_msg("%s %s", err.field, err.detail);
}

/* The last admission of 2022. */
#define CEREMONY_2022                                                                              \
	"SELECT id FROM event WHERE kind = 10 AND on_date BETWEEN '2022-01-01' AND '2022-12-31' "  \
	"ORDER BY on_date DESC, id LIMIT 1"

static void change_much(void)
{
	rename_person(
		fixture_number(db, "SELECT person_id FROM event WHERE id = (" CEREMONY_2022 ")"),
		"Lê Thị Đổi Tên");
	rename_cell(1, "Chi bộ Ấp Mới");
	change_event(
		fixture_number(db, "SELECT id FROM event WHERE kind = 4 AND NOT EXISTS (SELECT 1 "
				   "FROM event x WHERE x.person_id = event.person_id AND x.on_date "
				   "> event.on_date) ORDER BY on_date DESC LIMIT 1"),
		NULL);
}

static void test_says_the_same(void **state)
{
	static const struct {
		const char *from, *to;
	} periods[] = {{"2022-01-01", "2022-12-31"}, {"2026-01-01", "2026-12-31"}};
	enum { N = REPORT_KINDS * 2 };
	static struct said then[N];
	int64_t ids[N];
	(void)state;
	for (int i = 0; i < N; i++) {
		struct report_request q =
			ask((enum report_kind)(i / 2), periods[i % 2].from, periods[i % 2].to);
		struct report *r = NULL;
		assert_int_equal(report_make(db, &q, &r, NULL), 0);
		then[i] = say(r);
		report_free(r);
		ids[i] = keep(&q);
	}
	/* nothing has changed yet: nothing is corrected */
	for (int i = 0; i < N; i++) {
		struct report *r = correct(ids[i]);
		if (corrections_count(r))
			fail_msg("%s", strbuf_str(&r->json));
		report_free(r);
	}
	change_much();
	clock_pin_today(day("2027-03-01"));
	assert_int_equal(tasks_prepare(db, NULL, NULL, NULL), 0);
	int64_t state_now, state_after;
	assert_int_equal(frozen_state(db, &state_now, NULL), 0);
	for (int i = 0; i < N; i++) {
		struct report *r = reopen(ids[i]);
		struct said now = say(r);
		expect_all_same(&then[i], &now);
		said_done(&now);
		said_done(&then[i]);
		report_free(r);
		r = correct(ids[i]);
		now = say(r); /* in every format */
		said_done(&now);
		report_free(r);
	}
	/* looking changes nothing */
	assert_int_equal(frozen_state(db, &state_after, NULL), 0);
	assert_int_equal(state_now, state_after);
	clock_pin_today(day("2026-11-23"));
}

/* ---- exactly what changed ------------------------------------------------------------------------------- */

#define DIFFERENCES "SELECT count (*) FROM json_each ($, '`.differences') d "

/* The JSON is asked by SQL: $ is the JSON, a backtick the root of a path. */
static void expect_count(const struct report *r, long n, const char *sql)
{
	struct strbuf b = {0};
	for (const char *at = sql; *at; at++) {
		if (*at != '$') {
			strbuf_addc(&b, *at == '`' ? '$' : *at);
			continue;
		}
		strbuf_addc(&b, '\'');
		for (const char *c = strbuf_str(&r->json); *c; c++)
			strbuf_addn(&b, *c == '\'' ? "''" : c, *c == '\'' ? 2 : 1);
		strbuf_addc(&b, '\'');
	}
	long got = (long)fixture_number(db, strbuf_str(&b));
	if (got != n)
		fail_msg("%s: %ld instead of %ld\n%s", sql, got, n, strbuf_str(&r->json));
	strbuf_done(&b);
}

static void test_renamed_person(void **state)
{
	(void)state;
	struct report_request q = ask(REPORT_ADMISSIONS, "2022-01-01", "2022-12-31");
	int64_t id = keep(&q);
	rename_person(
		fixture_number(db, "SELECT person_id FROM event WHERE id = (" CEREMONY_2022 ")"),
		"Lê Thị Đổi Tên");
	struct report *r = correct(id);
	/* one cell of one row, one name, one act */
	expect_count(r, 1, DIFFERENCES);
	expect_count(r, 1, DIFFERENCES "WHERE d.value ->> 'now' = 'Lê Thị Đổi Tên'");
	expect_count(r, 1,
		"SELECT count (*) FROM json_each ($, '`.names') n WHERE n.value ->> 'now' = "
		"'Lê Thị Đổi Tên'");
	expect_count(r, 0, "SELECT count (*) FROM json_each ($, '`.people')");
	expect_count(r, 1, "SELECT count (*) FROM json_each ($, '`.acts')");
	expect_count(r, 1,
		"SELECT count (*) FROM json_each ($, '`.acts') a WHERE a.value ->> 'act' = "
		"'person_change' AND a.value ->> 'change' LIKE '%Lê Thị Đổi Tên%'");
	report_free(r);
}

static void test_renamed_cell(void **state)
{
	(void)state;
	struct report_request q = ask(REPORT_CELLS, "2022-01-01", "2022-12-31");
	int64_t id = keep(&q);
	rename_cell(1, "Chi bộ Ấp Mới");
	struct report *r = correct(id);
	expect_count(r, 1, DIFFERENCES);
	expect_count(r, 1, DIFFERENCES "WHERE d.value ->> 'now' = 'Chi bộ Ấp Mới'");
	expect_count(r, 1,
		"SELECT count (*) FROM json_each ($, '`.acts') a WHERE a.value ->> 'act' = "
		"'cell_rename'");
	expect_count(r, 1, "SELECT count (*) FROM json_each ($, '`.acts')");
	report_free(r);
}

/* A ceremony that was a day later, after the period: one fewer in each figure that counted it, and who it was. */
static void test_corrected_event(void **state)
{
	(void)state;
	int64_t event = fixture_number(db, CEREMONY_2022);
	char after[DATE_TEXT];
	struct event e;
	assert_int_equal(event_load(db, event, &e, NULL), 0);
	struct report_request q = ask(REPORT_ADMISSIONS, "2022-01-01", "2022-12-31");
	q.to = e.on;
	/* the twelve months since then ended to the day */
	date_to_iso(date_add_days(date_add_months(e.on, 12), 9), after);
	change_event(
		fixture_number(db, "SELECT id FROM event WHERE kind = 12 AND person_id = (SELECT "
				   "person_id FROM event WHERE id = (" CEREMONY_2022 "))"),
		after);
	date_to_iso(date_add_days(e.on, 1), after);
	event_done(&e);
	int64_t id = keep(&q);
	change_event(event, after);
	struct report *r = correct(id);
	expect_count(r, 1,
		"SELECT count (*) FROM json_each ($, '`.people') p WHERE p.value ->> 'gone' "
		"<> '' AND p.value ->> 'new' = ''");
	expect_count(r, 1, "SELECT count (*) FROM json_each ($, '`.people')");
	/* he is in the list of names on the paper alone */
	expect_count(r, 1, DIFFERENCES "WHERE d.value ->> 'now' IS NULL");
	expect_count(r, 0, DIFFERENCES "WHERE d.value ->> 'paper' IS NULL");
	expect_count(r, 1,
		"SELECT count (*) FROM json_each ($, '`.acts') a WHERE a.value ->> 'act' = "
		"'event_change' AND a.value ->> 'reason' = 'Đối chiếu quyết định' AND "
		"a.value ->> 'change' LIKE '%/2022 → %'");
	expect_count(r, 1, "SELECT count (*) FROM json_each ($, '`.acts')");
	/* whose door opens to him as the paper knew him */
	struct report *paper = reopen(id);
	struct report_people people;
	assert_int_equal(report_people(paper, 1, &people, NULL), 0);
	const struct frozen_person *p = frozen_person(paper, people.v[0]);
	assert_non_null(p);
	assert_true(*p->name && p->cell && *p->cell);
	report_people_done(&people);
	report_free(paper);
	report_free(r);
}

/* Of a past day: the paper says so, with the day that it was made on, and that is no correction. */
static void test_past_day(void **state)
{
	(void)state;
	struct report_request q = ask(REPORT_MENTORS, "2026-01-01", "2026-12-31");
	q.as_of = day("2024-05-19");
	int64_t id = keep(&q);
	clock_pin_today(day("2027-03-01"));
	struct report *r = correct(id);
	expect_count(r, 0, DIFFERENCES);
	assert_int_equal(corrections_count(r), 0);
	report_free(r);
	clock_pin_today(day("2026-11-23"));
}

static void test_removed_event(void **state)
{
	(void)state;
	struct report_request q = ask(REPORT_TARGETS, "2026-01-01", "2026-12-31");
	int64_t id = keep(&q);
	change_event(fixture_number(db,
			     "SELECT id FROM event WHERE kind = 4 AND on_date > '2026-01-01' "
			     "AND NOT EXISTS (SELECT 1 FROM event x WHERE x.person_id = "
			     "event.person_id AND x.on_date > event.on_date) ORDER BY on_date "
			     "DESC LIMIT 1"),
		NULL);
	struct report *r = correct(id);
	assert_true(corrections_count(r) >= 2); /* of the committee, and of the cell */
	report_free(r);
}

/* ---- keeping -------------------------------------------------------------------------------------------- */

static void test_sent(void **state)
{
	(void)state;
	struct report_request q = ask(REPORT_PIPELINE, "2026-01-01", "2026-12-31");
	const struct frozen_sent sent = {
		.paper_no = " 05-BC/ĐU ", .to = "Thành ủy", .on = day("2026-11-20")};
	struct frozen_sent ahead = sent;
	struct err err = {0};
	struct frozen_row row;
	int64_t id;
	ahead.on = day("2026-11-24");
	assert_int_equal(frozen_keep(db, &by, &q, &ahead, &id, &err), ERR_REFUSED);
	assert_string_equal(err.field, "sent_on");
	assert_int_equal(frozen_keep(db, &by, &q, &sent, &id, &err), 0);
	struct report *r = reopen(id);
	assert_string_equal(report_doc(r)->head.number, "No. 05-BC/ĐU");
	report_free(r);
	assert_int_equal(frozen_row_load(db, id, &row, &err), 0);
	assert_string_equal(row.paper_no, "05-BC/ĐU");
	free(row.paper_no);
	row.paper_no = strdup("Số 06-BC/ĐU");
	assert_int_equal(frozen_save(db, &by, &row, &err), 0);
	assert_int_equal(frozen_save(db, &by, &row, &err), ERR_CONFLICT);
	r = reopen(id);
	assert_string_equal(report_doc(r)->head.number, "Số 06-BC/ĐU");
	report_free(r);
	frozen_row_done(&row);
	assert_int_equal(frozen_row_load(db, id, &row, &err), 0);
	assert_int_equal(frozen_remove(db, &by, row.id, row.rev, &err), 0);
	frozen_row_done(&row);
	assert_int_equal(frozen_row_load(db, id, &row, &err), ERR_NOT_FOUND);
	assert_int_equal(frozen_open(db, id, &r, &err), ERR_NOT_FOUND);
}

/* What was damaged on the disk is told, not shown. */
static void test_damaged(void **state)
{
	(void)state;
	struct report_request q = ask(REPORT_DUE, "2026-01-01", "2026-12-31");
	struct err err = {0};
	struct report *r;
	int64_t id = keep(&q);
	fixture_sql(db, "UPDATE frozen_report SET doc = substr (doc, 1, length (doc) - 9)", false);
	assert_int_equal(frozen_open(db, id, &r, &err), ERR_CORRUPT);
	fixture_sql(db, "UPDATE frozen_report SET names = x'7003000000aa'", false);
	assert_int_equal(frozen_open(db, id, &r, &err), ERR_CORRUPT);
	fixture_sql(db, "DELETE FROM frozen_report", true);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_db, close_db)
	const struct CMUnitTest tests[] = {TEST(test_says_the_same), TEST(test_renamed_person),
		TEST(test_renamed_cell), TEST(test_corrected_event), TEST(test_removed_event),
		TEST(test_past_day), TEST(test_sent), TEST(test_damaged)};
	fixture_start();
	return cmocka_run_group_tests_name("frozen", tests, NULL, NULL);
}
