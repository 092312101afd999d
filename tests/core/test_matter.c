/* What the sourcing work owes by a day, and where it stands among the things to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/matter.h"
#include "core/sourcing.h"

#include <stdio.h>
#include <string.h>

#define PUT(kind, ...) put(FIXTURE_RECORD(office.db, kind, __VA_ARGS__))

static int64_t put(int64_t id)
{
	assert_true(id);
	return id;
}

static char hamlet[24], school[24], candidate[24], member[24];

static int setup(void **state)
{
	int r = office_setup(state);
	snprintf(hamlet, sizeof hamlet, "%lld", (long long)office.hamlet.v);
	snprintf(school, sizeof school, "%lld", (long long)office.school.v);
	snprintf(candidate, sizeof candidate, "%lld", (long long)office.candidate.v);
	snprintf(member, sizeof member, "%lld", (long long)office.official[0].v);
	return r;
}
#define MATTER_TEST(f) cmocka_unit_test_setup_teardown(f, setup, office_teardown)

static const struct matters *matters_on(const char *day)
{
	const struct matters *m = NULL;
	struct err e = {0};
	assert_int_equal(matters_of(office.db, fixture_day(day), &m, &e), 0);
	return m;
}

static size_t count(const struct matters *m, enum need_kind kind)
{
	size_t n = 0;
	for (size_t i = 0; i < m->n; i++)
		n += m->v[i].kind == kind;
	return n;
}

static const struct task_row *only(const struct matters *m, enum need_kind kind)
{
	const struct task_row *found = NULL;
	assert_int_equal(count(m, kind), 1);
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].kind == kind)
			found = &m->v[i];
	return found;
}

static void due_is(const struct task_row *t, const char *day)
{
	char text[DATE_TEXT];
	assert_string_equal(date_to_iso(t->due, text), day);
}

/* A book that was never begun owes nothing. */
static void test_nothing_begun(void **state)
{
	(void)state;
	assert_int_equal(matters_on("2026-11-23")->n, 0);
}

static void test_resolution(void **state)
{
	(void)state;
	PUT(BOOK_RESOLUTION, "cell_id", hamlet, "year", "2026", "on_date", "2026-01-20");
	const struct task_row *t = only(matters_on("2026-11-23"), NEED_RESOLUTION);
	assert_int_equal(t->cell.v, office.school.v);
	assert_int_equal(t->person.v, 0);
	due_is(t, "2026-02-15");
	/* of the next year both lack one; of a year before the first nobody is asked */
	assert_int_equal(count(matters_on("2027-01-02"), NEED_RESOLUTION), 2);
	assert_int_equal(count(matters_on("2025-12-31"), NEED_RESOLUTION), 0);
	/* by another day, or not at all */
	struct err e = {0};
	assert_int_equal(setting_save(office.db, &fixture_by, "resolution_by", "03-31", &e), 0);
	due_is(only(matters_on("2026-11-23"), NEED_RESOLUTION), "2026-03-31");
	assert_int_equal(setting_save(office.db, &fixture_by, "resolution_by", "", &e), 0);
	assert_int_equal(count(matters_on("2026-11-23"), NEED_RESOLUTION), 0);
	assert_int_equal(
		setting_save(office.db, &fixture_by, "resolution_by", "02-30", &e), ERR_INVALID);
}

static void test_reports(void **state)
{
	(void)state;
	char id[24];
	snprintf(id, sizeof id, "%lld",
		(long long)PUT(BOOK_RESOLUTION, "cell_id", hamlet, "year", "2026", "on_date",
			"2026-09-10"));
	PUT(BOOK_DUTY, "resolution_id", id, "person_id", member, "find", "1");
	PUT(BOOK_DUTY, "resolution_id", id, "association_id", "3", "find", "1");
	/* September and October are over and owed; November runs; August was before the resolution */
	const struct matters *m = matters_on("2026-11-23");
	assert_int_equal(count(m, NEED_REPORTS), 2);
	due_is(&m->v[count(m, NEED_REPORTS) ? 1 : 0], "2026-10-05");
	PUT(BOOK_MONTHLY, "cell_id", hamlet, "month", "2026-10", "person_id", member);
	PUT(BOOK_MONTHLY, "cell_id", hamlet, "month", "2026-10", "association_id", "3", "done",
		"vận động hai hội viên");
	const struct task_row *t = only(matters_on("2026-11-23"), NEED_REPORTS);
	assert_string_equal(t->name, "09/2026: 2 are missing");
	/* who has no duty is not counted for who has */
	PUT(BOOK_MONTHLY, "cell_id", hamlet, "month", "2026-09", "association_id", "2");
	t = only(matters_on("2026-11-23"), NEED_REPORTS);
	assert_string_equal(t->name, "09/2026: 2 are missing");
	/* in January the months of last year are still told, and those that are long past are not */
	m = matters_on("2027-01-10");
	assert_int_equal(count(m, NEED_REPORTS), 2);
	assert_int_equal(count(matters_on("2027-04-01"), NEED_REPORTS), 0);
}

static void test_obstacle(void **state)
{
	(void)state;
	char id[24];
	int64_t diploma = PUT(BOOK_OBSTACLE, "person_id", candidate, "kind_id", "8", "since",
		"2026-10-02", "next_step", "liên hệ trung tâm", "next_on", "2026-11-30");
	const struct matters *m = matters_on("2026-11-23");
	due_is(only(m, NEED_DIPLOMA), "2026-10-02");
	due_is(only(m, NEED_OBSTACLE_STEP), "2026-11-30");
	assert_int_equal(only(m, NEED_DIPLOMA)->person.v, office.candidate.v);
	assert_int_equal(only(m, NEED_DIPLOMA)->cell.v, office.hamlet.v);
	struct book_row row;
	struct err e = {0};
	assert_int_equal(book_load(office.db, BOOK_OBSTACLE, diploma, &row, &e), 0);
	assert_int_equal(book_set(BOOK_OBSTACLE, &row, "reported_on", "2026-10-03", &e), 0);
	assert_int_equal(book_save(office.db, &fixture_by, BOOK_OBSTACLE, &row, NULL, &e), 0);
	book_row_done(&row);
	m = matters_on("2026-11-23");
	assert_int_equal(count(m, NEED_DIPLOMA), 0);
	assert_int_equal(count(m, NEED_OBSTACLE_STEP), 1);
	assert_int_equal(book_load(office.db, BOOK_OBSTACLE, diploma, &row, &e), 0);
	assert_int_equal(book_set(BOOK_OBSTACLE, &row, "ended_on", "2026-11-20", &e), 0);
	assert_int_equal(book_set(BOOK_OBSTACLE, &row, "outcome", "đã có bằng", &e), 0);
	assert_int_equal(book_save(office.db, &fixture_by, BOOK_OBSTACLE, &row, NULL, &e), 0);
	book_row_done(&row);
	assert_int_equal(matters_on("2026-11-23")->n, 0);
	/* another kind needs no report; of who is no longer followed nothing is asked */
	snprintf(id, sizeof id, "%lld", (long long)office.candidate.v);
	PUT(BOOK_OBSTACLE, "person_id", id, "kind_id", "9", "since", "2026-10-02", "next_on",
		"2026-11-01");
	assert_int_equal(matters_on("2026-11-23")->n, 1);
	fixture_event(office.db, office.candidate, EVENT_OFF_LIST, "2026-11-10");
	assert_int_equal(matters_on("2026-11-23")->n, 0);
}

static void test_talk(void **state)
{
	(void)state;
	PUT(BOOK_VISIT, "person_id", candidate, "on_date", "2026-10-01", "visitor", "Bí thư", "met",
		"2", "next_on", "2026-10-20");
	due_is(only(matters_on("2026-11-23"), NEED_TALK), "2026-10-20");
	PUT(BOOK_VISIT, "cell_id", school, "on_date", "2026-10-05", "visitor", "Bí thư", "met", "3",
		"next_step", "gặp tổ trưởng", "next_on", "2026-12-01");
	assert_int_equal(count(matters_on("2026-11-23"), NEED_TALK), 2);
	/* a later talk with the same person is what the next one was */
	PUT(BOOK_VISIT, "person_id", candidate, "on_date", "2026-10-21", "visitor", "Bí thư", "met",
		"1");
	const struct task_row *t = only(matters_on("2026-11-23"), NEED_TALK);
	assert_int_equal(t->person.v, 0);
	assert_string_equal(t->name, "gặp tổ trưởng");
}

static void test_meeting(void **state)
{
	(void)state;
	PUT(BOOK_MEETING, "cell_id", hamlet, "on_date", "2026-08-10", "attendee", "Trần Văn A",
		"asked_for", "giao việc cho từng đảng viên", "due_on", "2026-09-01");
	const struct matters *m = matters_on("2026-11-23");
	due_is(only(m, NEED_REQUEST), "2026-09-01");
	/* three months after the last time; where nobody was, after the first time anywhere */
	assert_int_equal(count(m, NEED_CELL_VISIT), 2);
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].kind == NEED_CELL_VISIT)
			due_is(&m->v[i], "2026-11-10");
	PUT(BOOK_MEETING, "cell_id", school, "on_date", "2026-11-01", "attendee", "Trần Văn A",
		"asked_for", "rà soát giáo viên");
	m = matters_on("2026-11-23");
	assert_int_equal(count(m, NEED_REQUEST), 2);
	assert_int_equal(count(m, NEED_CELL_VISIT), 2);
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].cell.v == office.school.v)
			due_is(&m->v[i],
				m->v[i].kind == NEED_REQUEST ? "2026-12-01" : "2027-02-01");
}

/* Read by pages from either end, row by row and as a whole: the same rows in the same order. */
static void walk(const struct task_query *q, size_t least)
{
	struct task_row forth[64], back[64], one;
	struct err e = {0};
	size_t n = 0, m = 0, got;
	long rows, people;
	assert_int_equal(tasks_read(office.db, q, NULL, 1, 64, forth, &n, &e), 0);
	assert_int_equal(tasks_read(office.db, q, NULL, -1, 64, back, &m, &e), 0);
	assert_int_equal(tasks_count(office.db, q, &rows, &people, &e), 0);
	assert_true(n >= least);
	assert_int_equal(n, m);
	assert_int_equal(n, rows);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(forth[i].id, back[n - 1 - i].id);
		assert_int_equal(tasks_at(office.db, q, forth[i].id, &one, &e), 0);
		assert_int_equal(task_row_cmp(&forth[i], &one), 0);
		assert_int_equal(tasks_read(office.db, q, &forth[i], 1, 1, &one, &got, &e), 0);
		assert_int_equal(got, i + 1 < n);
		if (got)
			assert_int_equal(one.id, forth[i + 1].id);
		assert_int_equal(tasks_read(office.db, q, &forth[i], -1, 1, &one, &got, &e), 0);
		assert_int_equal(got, i > 0);
		if (got)
			assert_int_equal(one.id, forth[i - 1].id);
	}
}

static void test_among_tasks(void **state)
{
	(void)state;
	struct task_query q = {.today = fixture_day("2026-11-23"), .with_work = true};
	long rows, people, all;
	struct err e = {0};
	PUT(BOOK_RESOLUTION, "cell_id", hamlet, "year", "2026", "on_date", "2026-01-20");
	PUT(BOOK_MEETING, "cell_id", hamlet, "on_date", "2026-08-10", "attendee", "Trần Văn A",
		"asked_for", "giao việc", "due_on", "2026-09-01");
	PUT(BOOK_OBSTACLE, "person_id", candidate, "kind_id", "8", "since", "2025-02-01", "next_on",
		"2027-03-01");
	walk(&q, 7);
	assert_int_equal(tasks_count(office.db, &q, &all, &people, &e), 0);
	q.with_work = false;
	assert_int_equal(tasks_count(office.db, &q, &rows, &people, &e), 0);
	assert_int_equal(all, rows + (long)matters_on("2026-11-23")->n);
	q.with_work = true;
	q.set = TASKS_OVERDUE;
	walk(&q, 4);
	q.without = NEEDS_OF_DOSSIER;
	walk(&q, 4);
	q = (struct task_query){
		.today = fixture_day("2026-11-23"), .with_work = true, .cell = office.school};
	walk(&q, 2);
	q.cell.v = 0;
	q.person = office.candidate;
	walk(&q, 2);
	q.person.v = 0;
	q.kind = NEED_REQUEST;
	walk(&q, 1);
	/* of whom this mentor helps */
	q.kind = 0;
	q.mentor = office.official[0];
	q.without = NEEDS_OF_DOSSIER;
	assert_int_equal(tasks_count(office.db, &q, &rows, &people, &e), 0);
	assert_int_equal(rows, 0);
	fixture_mentor(office.db, office.candidate, office.official[0], "2026-01-05", NULL);
	walk(&q, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MATTER_TEST(test_nothing_begun),
		MATTER_TEST(test_resolution),
		MATTER_TEST(test_reports),
		MATTER_TEST(test_obstacle),
		MATTER_TEST(test_talk),
		MATTER_TEST(test_meeting),
		MATTER_TEST(test_among_tasks),
	};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
