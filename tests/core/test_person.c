/* Acts on people: what they do and what they refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME(n)	   .full_name = (char *)(n)
#define D(y, m, d) ((struct date){y, m, d})

static void test_person_refused(void **state)
{
	(void)state;
	const struct {
		struct person p;
		int code, rule;
		const char *field;
	} cases[] = {
		{{NAME(NULL)}, ERR_INVALID, 0, "full_name"},
		{{NAME("")}, ERR_INVALID, 0, "full_name"},
		{{NAME("  ")}, ERR_INVALID, 0, "full_name"},
		{{NAME("123")}, ERR_INVALID, 0, "full_name"},
		{{NAME("Lê \xE2\x80\xAE"
		       "An")},
			ERR_INVALID, 0, "full_name"},
		{{NAME("Lê\xC3")}, ERR_INVALID, 0, "full_name"},
		{{NAME("Lê An"), .note = (char *)"a\x1b[31m"}, ERR_INVALID, 0, "note"},
		{{NAME("Lê An"), .cccd = (char *)"12345"}, ERR_INVALID, 0, "cccd"},
		{{NAME("Lê An"), .cccd = (char *)"01234567890a"}, ERR_INVALID, 0, "cccd"},
		{{NAME("Lê An"), .cccd = (char *)"012345678901"}, ERR_DUPLICATE, 0, "cccd"},
		{{NAME("Lê An"), .sex = 'x'}, ERR_INVALID, 0, "sex"},
		{{NAME("Lê An"), .education = 9}, ERR_INVALID, 0, "education"},
		{{NAME("Lê An"), .professional = -1}, ERR_INVALID, 0, "professional"},
		{{NAME("Lê An"), .birth = D(2027, 1, 1)}, ERR_REFUSED, RULE_FUTURE, "birth"},
		{{NAME("Lê An"), .birth = D(2026, 11, 23)}, 0, 0, ""},
		{{NAME("Lê An"), .joined_on = D(2026, 11, 24)}, ERR_REFUSED, RULE_FUTURE,
			"joined_on"},
		{{NAME("Lê An"), .birth = D(1990, 1, 1), .joined_on = D(1989, 1, 1)}, ERR_REFUSED,
			RULE_BEFORE_BIRTH, "joined_on"},
		{{NAME("Lê An"), .joined_on = D(2010, 1, 1), .official_on = D(2009, 1, 1)},
			ERR_REFUSED, RULE_ORDER, "official_on"},
		{{NAME("Lê An"), .birth = D(1990, 0, 0), .cccd = (char *)"001090000001"}, 0, 0, ""},
	};
	struct person with = {NAME("Lê Có"), .cccd = (char *)"012345678901"};
	struct person_id id = {0};
	assert_int_equal(person_save(office.db, &fixture_by, &with, office.hamlet, &id, NULL), 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		struct person_id none = {-5};
		int64_t before = office_audits();
		int r = person_save(office.db, &fixture_by, &cases[i].p, office.hamlet, &none, &e);
		char what[16];
		snprintf(what, sizeof what, "case %zu", i);
		expect_result(r, &e, cases[i].code, cases[i].rule, cases[i].field, what);
		assert_int_equal(none.v == -5, r != 0); /* outputs untouched on failure */
		assert_int_equal(office_audits(), before + !r);
	}
	struct err e = {0};
	struct person p = {NAME("Lê An")};
	/* a cell that is not there */
	assert_int_equal(
		person_save(office.db, &fixture_by, &p, (struct cell_id){77}, &id, &e), ERR_IN_USE);
	p.id.v = 7777;
	expect_result(person_save(office.db, &fixture_by, &p, office.hamlet, &id, &e), &e,
		ERR_NOT_FOUND, 0, "person", "none");
}

static void test_person_kept(void **state)
{
	(void)state;
	/* NFD, double spaces, blanks around: stored as the office writes it */
	struct person p = {NAME("  Ha\xCC\x80   Thi\xCC\xA3  Lan "), .birth = D(1991, 2, 3),
		.sex = 'f', .ethnicity = (char *)" Khmer ", .religion = (char *)"",
		.cccd = (char *)"001191000002", .grade = (char *)"12/12", .education = EDU_UPPER,
		.professional = PRO_COLLEGE, .youth_union = true, .note = (char *)"a"};
	struct person_id id;
	assert_int_equal(person_save(office.db, &fixture_by, &p, office.hamlet, &id, NULL), 0);
	struct person q = fixture_load(office.db, id);
	assert_string_equal(q.full_name, "Hà Thị Lan");
	assert_string_equal(q.ethnicity, "Khmer");
	assert_null(q.religion);
	assert_null(q.phone);
	assert_int_equal(q.sex, 'f');
	assert_int_equal(q.education, EDU_UPPER);
	assert_int_equal(q.professional, PRO_COLLEGE);
	assert_true(q.youth_union);
	assert_int_equal(date_cmp(q.birth, p.birth), 0);
	assert_int_equal(q.cell.v, office.hamlet.v);
	assert_int_equal(q.stage, STAGE_NONE);
	/* saved again as it is: no act, no new rev */
	int64_t before = office_audits();
	assert_int_equal(person_save(office.db, &fixture_by, &q, office.hamlet, &id, NULL), 0);
	assert_int_equal(office_audits(), before);
	assert_int_equal(fixture_number(office.db,
				 "SELECT max (rev) FROM person WHERE cccd = '001191000002'"),
		1);
	person_done(&q);
}

/* Two read the same record; the second to save is told, and nothing of his is written. */
static void test_rev(void **state)
{
	(void)state;
	struct err e = {0};
	struct person a = fixture_load(office.db, office.candidate),
		      b = fixture_load(office.db, office.candidate);
	struct person_id id = {0};
	free(a.phone);
	a.phone = strdup("0900000001");
	free(b.note);
	b.note = strdup("khác");
	assert_int_equal(person_save(office.db, &fixture_by, &a, (struct cell_id){0}, &id, &e), 0);
	int64_t before = office_audits();
	expect_result(person_save(office.db, &fixture_by, &b, (struct cell_id){0}, &id, &e), &e,
		ERR_CONFLICT, 0, "person", "person");
	assert_int_equal(office_audits(), before);
	person_done(&b);
	b = fixture_load(office.db, office.candidate);
	assert_string_equal(b.phone, "0900000001");
	assert_null(b.note);
	assert_int_equal(b.rev, a.rev + 1);
	assert_int_equal(b.cell.v, office.hamlet.v); /* no cell given: it stays */
	person_done(&a);
	person_done(&b);

	struct cell c, d;
	assert_int_equal(cell_load(office.db, office.school, D(0, 0, 0), &c, NULL), 0);
	assert_int_equal(cell_load(office.db, office.school, D(0, 0, 0), &d, NULL), 0);
	c.nobody_left = true;
	assert_int_equal(cell_save(office.db, &fixture_by, &c, D(0, 0, 0), &c.id, &e), 0);
	expect_result(cell_save(office.db, &fixture_by, &d, D(0, 0, 0), &d.id, &e), &e,
		ERR_CONFLICT, 0, "cell", "cell");
	cell_done(&c);
	cell_done(&d);

	struct target t = {.from_year = 2026,
		.to_year = 2026,
		.kind = TARGET_ADMISSION,
		.count = 3,
		.percent = -1,
		.base = -1};
	assert_int_equal(target_save(office.db, &fixture_by, &t, &t.id, &e), 0);
	t.rev = 1;
	t.count = 4;
	assert_int_equal(target_save(office.db, &fixture_by, &t, &t.id, &e), 0);
	expect_result(target_save(office.db, &fixture_by, &t, &t.id, &e), &e, ERR_CONFLICT, 0,
		"target", "target");
	expect_result(target_remove(office.db, &fixture_by, t.id, 1, &e), &e, ERR_CONFLICT, 0,
		"target", "target_remove");

	struct event ev = {.person = office.candidate, .kind = EVENT_CLASS, .on = D(2025, 5, 1)};
	assert_int_equal(event_save(office.db, &fixture_by, &ev, false, &ev.id, NULL, &e), 0);
	ev.rev = 1;
	ev.on = D(2025, 5, 2);
	assert_int_equal(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), 0);
	expect_result(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), &e,
		ERR_CONFLICT, 0, "event", "event");
	expect_result(event_remove(office.db, &fixture_by, ev.id, 1, &e), &e, ERR_CONFLICT, 0,
		"event", "event_remove");

	int64_t m =
		fixture_mentor(office.db, office.candidate, office.official[0], "2025-03-01", "");
	assert_int_equal(
		assignment_end(office.db, &fixture_by, m, 1, D(2025, 4, 1), "chuyển", &e), 0);
	expect_result(assignment_end(office.db, &fixture_by, m, 1, D(2025, 4, 2), "chuyển", &e), &e,
		ERR_CONFLICT, 0, "assignment", "assignment");
	/* an end that stands is not written over */
	expect_result(assignment_end(office.db, &fixture_by, m, 2, D(2025, 4, 2), "chuyển", &e), &e,
		ERR_INVALID, 0, "to_date", "assignment");

	struct committee k = {0}, l = {0};
	assert_int_equal(committee_load(office.db, D(2026, 1, 1), &k, NULL), 0);
	assert_int_equal(committee_load(office.db, D(2026, 1, 1), &l, NULL), 0);
	free(k.place);
	k.place = strdup("Tân Lập");
	assert_int_equal(committee_save(office.db, &fixture_by, &k, &e), 0);
	expect_result(committee_save(office.db, &fixture_by, &l, &e), &e, ERR_CONFLICT, 0,
		"committee", "committee");
	committee_done(&k);
	committee_done(&l);
}

/* The same uid is the same act: done once, whatever it is. */
static void test_uid(void **state)
{
	(void)state;
	struct person p = {NAME("Lê An")};
	struct act_by by = {.actor = "clerk", .uid = "p1"};
	struct person_id a = {0}, b = {0};
	assert_int_equal(person_save(office.db, &by, &p, office.hamlet, &a, NULL), 0);
	int64_t before = office_audits();
	assert_int_equal(person_save(office.db, &by, &p, office.hamlet, &b, NULL), 0);
	assert_int_equal(b.v, a.v);
	struct event e = {.person = a, .kind = EVENT_LISTED, .on = D(2025, 1, 1)};
	int64_t x = 0, y = 0;
	by.uid = "e1";
	assert_int_equal(event_save(office.db, &by, &e, false, &x, NULL, NULL), 0);
	assert_int_equal(event_save(office.db, &by, &e, false, &y, NULL, NULL), 0);
	assert_int_equal(x, y);
	struct assignment m = {.person = a, .mentor = office.official[0], .from = D(2025, 2, 1)};
	by.uid = "m1";
	assert_int_equal(assignment_save(office.db, &by, &m, &x, NULL), 0);
	assert_int_equal(assignment_save(office.db, &by, &m, &y, NULL), 0);
	assert_int_equal(x, y);
	struct target t = {.from_year = 2026,
		.to_year = 2026,
		.kind = TARGET_LIST,
		.count = 3,
		.percent = -1,
		.base = -1};
	by.uid = "t1";
	assert_int_equal(target_save(office.db, &by, &t, &x, NULL), 0);
	assert_int_equal(target_save(office.db, &by, &t, &y, NULL), 0);
	assert_int_equal(x, y);
	struct cell c = {.code = (char *)"X", .name = (char *)"X", .type = CELL_OTHER};
	struct cell_id ca = {0}, cb = {0};
	by.uid = "c1";
	assert_int_equal(cell_save(office.db, &by, &c, D(0, 0, 0), &ca, NULL), 0);
	assert_int_equal(cell_save(office.db, &by, &c, D(0, 0, 0), &cb, NULL), 0);
	assert_int_equal(ca.v, cb.v);
	by.uid = "v1";
	assert_int_equal(person_move(office.db, &by, a, office.school, D(2026, 1, 1), NULL), 0);
	assert_int_equal(person_move(office.db, &by, a, office.school, D(2026, 1, 1), NULL), 0);
	assert_int_equal(office_audits(), before + 5);
}

static void test_move(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell old;
	struct cell_id closed = fixture_cell(office.db, "CU", "Ấp cũ", CELL_RESIDENTIAL);
	assert_int_equal(cell_load(office.db, closed, D(0, 0, 0), &old, NULL), 0);
	old.valid_from = D(2000, 1, 1);
	old.valid_to = D(2020, 12, 31);
	assert_int_equal(cell_save(office.db, &fixture_by, &old, D(0, 0, 0), &old.id, NULL), 0);
	cell_done(&old);

	assert_int_equal(person_move(office.db, &fixture_by, office.candidate, office.school,
				 D(2025, 6, 1), &e),
		0);
	assert_int_equal(person_move(office.db, &fixture_by, office.candidate, office.hamlet,
				 D(2026, 6, 1), &e),
		0);
	struct person_history h;
	assert_int_equal(person_history_load(office.db, office.candidate, &h, NULL), 0);
	assert_int_equal(h.cell_count, 3);
	assert_false(date_is_set(h.cells[0].from));
	assert_int_equal(date_cmp(h.cells[0].to, D(2025, 6, 1)), 0);
	assert_int_equal(h.cells[1].cell.v, office.school.v);
	assert_int_equal(date_cmp(h.cells[1].to, D(2026, 6, 1)), 0);
	assert_int_equal(h.cells[2].cell.v, office.hamlet.v);
	assert_false(date_is_set(h.cells[2].to));
	assert_int_equal(h.event_count, 1); /* moving inside the committee is no exit */
	person_history_done(&h);

	const struct {
		struct person_id who;
		struct cell_id to;
		struct date on;
		int code, rule;
		const char *field;
	} cases[] = {
		{office.candidate, office.school, D(2026, 11, 24), ERR_REFUSED, RULE_FUTURE,
			"on_date"},
		{office.candidate, office.school, D(2026, 5, 31), ERR_REFUSED, RULE_CELL_PERIOD,
			"on_date"},
		{office.candidate, office.school, D(2026, 0, 0), ERR_INVALID, 0, "on_date"},
		{office.candidate, office.school, D(0, 0, 0), ERR_INVALID, 0, "on_date"},
		{office.candidate, {777}, D(2026, 7, 1), ERR_NOT_FOUND, 0, "cell"},
		{office.candidate, closed, D(2026, 7, 1), ERR_REFUSED, RULE_CELL_CLOSED, "cell"},
		{office.official[0], closed, D(1999, 12, 31), ERR_REFUSED, RULE_CELL_CLOSED,
			"cell"},
		{office.official[0], closed, D(2020, 12, 31), 0, 0, ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[16];
		snprintf(what, sizeof what, "case %zu", i);
		expect_result(person_move(office.db, &fixture_by, cases[i].who, cases[i].to,
				      cases[i].on, &e),
			&e, cases[i].code, cases[i].rule, cases[i].field, what);
	}
	/* a cell given to person_save is a correction: no new membership */
	struct person p = fixture_load(office.db, office.candidate);
	struct person_id id;
	assert_int_equal(person_save(office.db, &fixture_by, &p, office.school, &id, NULL), 0);
	person_done(&p);
	assert_int_equal(person_history_load(office.db, office.candidate, &h, NULL), 0);
	assert_int_equal(h.cell_count, 3);
	assert_int_equal(h.cells[2].cell.v, office.school.v);
	person_history_done(&h);
}

/* Memory that runs out anywhere in an act: an error, and nothing of the act. */
static void test_memory(void **state)
{
	(void)state;
	struct person p = {NAME("Trần Thị Hoà"), .birth = D(1990, 7, 15), .note = (char *)"a",
		.is_member = true, .joined_on = D(2015, 1, 1)};
	for (long n = 1, used = n; used >= n; n++) {
		struct person_id id = {0};
		struct err e = {0};
		int64_t before = office_audits();
		mem_fail_at(n);
		int r = person_save(office.db, &fixture_by, &p, office.hamlet, &id, &e);
		used = mem_count();
		mem_fail_at(0);
		assert_int_equal(r, used >= n ? ERR_NOMEM : 0);
		assert_int_equal(office_audits(), before + !r);
	}
	for (long n = 1, used = n; used >= n; n++) {
		struct assignment a = {.person = office.candidate,
			.mentor = office.official[0],
			.from = D(2025, 3, 1),
			.resolution = (char *)"12-NQ/CB"};
		struct err e = {0};
		int64_t before = office_audits();
		mem_fail_at(n);
		int r = assignment_save(office.db, &fixture_by, &a, NULL, &e);
		used = mem_count();
		mem_fail_at(0);
		assert_int_equal(r, used >= n ? ERR_NOMEM : 0);
		assert_int_equal(office_audits(), before + !r);
	}
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_person_refused),
		OFFICE_TEST(test_person_kept),
		OFFICE_TEST(test_rev),
		OFFICE_TEST(test_uid),
		OFFICE_TEST(test_move),
		OFFICE_TEST(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
