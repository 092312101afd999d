/* The turnaround sheet: an order that outlives the month, what was heard last, and what is keyed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "core/turnaround.h"

#include <stdio.h>
#include <string.h>

/* "Huy Bình +Mận": given names of the rows, + before those that came in since. */
static void expect_order(int month, const char *want)
{
	struct turnaround t;
	struct strbuf b = {0};
	assert_int_equal(turnaround_read(office.db, office.hamlet, 2026, month, &t, NULL), 0);
	for (size_t i = 0; i < t.n; i++)
		strbuf_addf(&b, "%s%s%s", b.len ? " " : "", t.v[i].is_new ? "+" : "",
			strrchr(t.v[i].name, ' ') + 1);
	assert_string_equal(strbuf_str(&b), want);
	assert_int_equal(t.n, t.numbered + (strchr(want, '+') ? 1 : 0));
	strbuf_done(&b);
	turnaround_done(&t);
}

static struct person_id found(const char *name, const char *day)
{
	struct person_id p = fixture_person(office.db, name, "1999", office.hamlet);
	fixture_event(office.db, p, EVENT_FOUND, day);
	return p;
}

/* What is printed on the first of the month is numbered as what is keyed in on the last. */
static void test_order(void **state)
{
	(void)state;
	struct person_id binh = found("Nguyễn Văn Bình", "2026-01-05");
	found("Lê Thị Ánh", "2025-01-05");
	found("Trần Văn Đông", "2026-10-31");
	expect_order(11, "Ánh Bình Đông Huy");
	/* who leaves stays where they stood, who comes in stands below */
	fixture_event(office.db, binh, EVENT_OFF_LIST, "2026-11-10");
	found("Phạm Thị Bé", "2026-11-12");
	expect_order(11, "Ánh Bình Đông Huy +Bé");
	/* the sheet of the month after has its own numbers */
	expect_order(12, "Ánh Bé Đông Huy");
}

static struct turnaround_row *row_of(struct turnaround *t, struct person_id person)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].person.v == person.v)
			return &t->v[i];
	return NULL;
}

static void test_keying(void **state)
{
	struct turnaround t;
	struct strbuf b = {0};
	struct err e = {0};
	(void)state;
	assert_int_equal(turnaround_read(office.db, office.hamlet, 2026, 10, &t, &e), 0);
	assert_int_equal(turnaround_missing(&t), 1);
	struct turnaround_row *row = row_of(&t, office.candidate);
	assert_int_equal(turnaround_save(office.db, &fixture_by, &t, row, FOLLOW_NOTHING,
				 (struct date){2026, 10, 8}, "Tốt", &e),
		0);
	/* the same row once more: it is there already */
	assert_int_equal(turnaround_save(office.db, &fixture_by, &t, row, FOLLOW_NOT_SEEN,
				 (struct date){0}, NULL, &e),
		ERR_DUPLICATE);
	turnaround_done(&t);
	assert_int_equal(turnaround_read(office.db, office.hamlet, 2026, 10, &t, NULL), 0);
	assert_int_equal(turnaround_missing(&t), 0);
	row = row_of(&t, office.candidate);
	assert_int_equal(row->now.met.day, 8);
	assert_int_equal(turnaround_save(office.db, &fixture_by, &t, row, FOLLOW_DIFFICULTY,
				 row->now.met, "Đi làm xa", &e),
		0);
	/* somebody else was quicker */
	assert_int_equal(turnaround_save(office.db, &fixture_by, &t, row, FOLLOW_MOVED_ON,
				 (struct date){0}, NULL, &e),
		ERR_CONFLICT);
	turnaround_done(&t);
	/* months later it is what was heard last */
	assert_int_equal(turnaround_read(office.db, office.hamlet, 2026, 12, &t, NULL), 0);
	row = row_of(&t, office.candidate);
	assert_int_equal(row->now.id, 0);
	assert_int_equal(row->last.month, 10);
	follow_up_add(&b, &row->last);
	assert_string_equal(strbuf_str(&b), "a difficulty; talked with on 08/10: Đi làm xa");
	/* nothing is heard ahead of its month */
	e = (struct err){0};
	assert_int_equal(turnaround_save(office.db, &fixture_by, &t, row, FOLLOW_NOTHING,
				 (struct date){0}, NULL, &e),
		ERR_REFUSED);
	assert_string_equal(e.field, "month");
	strbuf_done(&b);
	turnaround_done(&t);
}

/* Who helps now, and nobody who did. */
static void test_mentors(void **state)
{
	struct turnaround t;
	(void)state;
	fixture_mentor(office.db, office.candidate, office.official[0], "2025-03-01", "2025-09-01");
	fixture_mentor(office.db, office.candidate, office.official[1], "2025-09-01", NULL);
	assert_int_equal(turnaround_read(office.db, office.hamlet, 2026, 11, &t, NULL), 0);
	assert_string_equal(row_of(&t, office.candidate)->mentors, "Trần Thị Bích");
	turnaround_done(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_order), OFFICE_TEST(test_keying), OFFICE_TEST(test_mentors)};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
