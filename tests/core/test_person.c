/* Acts on people, cells, figures, targets and settings: what they do and what they refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct office o;

static int setup(void **state)
{
	(void)state;
	office_open(&o);
	return 0;
}

/* Whatever an act did or refused, the database holds together. */
static int teardown(void **state)
{
	(void)state;
	fixture_sound(o.db);
	office_close(&o);
	return 0;
}

static void expect(int r, const struct err *e, int code, int rule, const char *field, const char *what)
{
	if (r != code || (code && (e->code != code || e->rule != rule || strcmp(e->field, field) != 0)))
		fail_msg("%s: %d rule %d \"%s\", expected %d rule %d \"%s\"", what, r, e->rule, e->field,
			code, rule, field);
}

static int64_t audits(void)
{
	return fixture_number(o.db, "SELECT count (*) FROM audit");
}

/* ---- people ---------------------------------------------------------------------------------------- */

#define NAME(n) .full_name = (char *)(n)
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
		{{NAME("Lê \xE2\x80\xAE" "An")}, ERR_INVALID, 0, "full_name"},
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
		{{NAME("Lê An"), .joined_on = D(2026, 11, 24)}, ERR_REFUSED, RULE_FUTURE, "joined_on"},
		{{NAME("Lê An"), .birth = D(1990, 1, 1), .joined_on = D(1989, 1, 1)}, ERR_REFUSED,
			RULE_BEFORE_BIRTH, "joined_on"},
		{{NAME("Lê An"), .joined_on = D(2010, 1, 1), .official_on = D(2009, 1, 1)}, ERR_REFUSED,
			RULE_ORDER, "official_on"},
		{{NAME("Lê An"), .birth = D(1990, 0, 0), .cccd = (char *)"001090000001"}, 0, 0, ""},
	};
	struct person with = {NAME("Lê Có"), .cccd = (char *)"012345678901"};
	struct person_id id = {0};
	assert_int_equal(person_save(o.db, &fixture_by, &with, o.hamlet, &id, NULL), 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		struct person_id none = {-5};
		int64_t before = audits();
		int r = person_save(o.db, &fixture_by, &cases[i].p, o.hamlet, &none, &e);
		char what[16];
		snprintf(what, sizeof what, "case %zu", i);
		expect(r, &e, cases[i].code, cases[i].rule, cases[i].field, what);
		assert_int_equal(none.v == -5, r != 0); /* outputs untouched on failure */
		assert_int_equal(audits(), before + !r);
	}
	struct err e = {0};
	struct person p = {NAME("Lê An")};
	/* a cell that is not there */
	assert_int_equal(person_save(o.db, &fixture_by, &p, (struct cell_id){77}, &id, &e), ERR_IN_USE);
	p.id.v = 7777;
	expect(person_save(o.db, &fixture_by, &p, o.hamlet, &id, &e), &e, ERR_NOT_FOUND, 0, "person", "none");
}

static void test_person_kept(void **state)
{
	(void)state;
	/* NFD, double spaces, blanks around: stored as the office writes it */
	struct person p = {NAME("  Ha\xCC\x80   Thi\xCC\xA3  Lan "), .birth = D(1991, 2, 3), .sex = 'f',
		.ethnicity = (char *)" Khmer ", .religion = (char *)"", .cccd = (char *)"001191000002",
		.grade = (char *)"12/12", .education = EDU_UPPER, .professional = PRO_COLLEGE, .youth_union = true,
		.note = (char *)"a"};
	struct person_id id;
	assert_int_equal(person_save(o.db, &fixture_by, &p, o.hamlet, &id, NULL), 0);
	struct person q = fixture_load(o.db, id);
	assert_string_equal(q.full_name, "Hà Thị Lan");
	assert_string_equal(q.ethnicity, "Khmer");
	assert_null(q.religion);
	assert_null(q.phone);
	assert_int_equal(q.sex, 'f');
	assert_int_equal(q.education, EDU_UPPER);
	assert_int_equal(q.professional, PRO_COLLEGE);
	assert_true(q.youth_union);
	assert_int_equal(date_cmp(q.birth, p.birth), 0);
	assert_int_equal(q.cell.v, o.hamlet.v);
	assert_int_equal(q.stage, STAGE_NONE);
	person_done(&q);
}

/* Two read the same record; the second to save is told, and nothing of his is written. */
static void test_rev(void **state)
{
	(void)state;
	struct err e = {0};
	struct person a = fixture_load(o.db, o.candidate), b = fixture_load(o.db, o.candidate);
	struct person_id id = {0};
	free(a.phone);
	a.phone = strdup("0900000001");
	free(b.note);
	b.note = strdup("khác");
	assert_int_equal(person_save(o.db, &fixture_by, &a, (struct cell_id){0}, &id, &e), 0);
	int64_t before = audits();
	expect(person_save(o.db, &fixture_by, &b, (struct cell_id){0}, &id, &e), &e, ERR_CONFLICT, 0, "person",
		"person");
	assert_int_equal(audits(), before);
	person_done(&b);
	b = fixture_load(o.db, o.candidate);
	assert_string_equal(b.phone, "0900000001");
	assert_null(b.note);
	assert_int_equal(b.rev, a.rev + 1);
	assert_int_equal(b.cell.v, o.hamlet.v); /* no cell given: it stays */
	person_done(&a);
	person_done(&b);

	struct cell c, d;
	assert_int_equal(cell_load(o.db, o.school, D(0, 0, 0), &c, NULL), 0);
	assert_int_equal(cell_load(o.db, o.school, D(0, 0, 0), &d, NULL), 0);
	c.nobody_left = true;
	assert_int_equal(cell_save(o.db, &fixture_by, &c, D(0, 0, 0), &c.id, &e), 0);
	expect(cell_save(o.db, &fixture_by, &d, D(0, 0, 0), &d.id, &e), &e, ERR_CONFLICT, 0, "cell", "cell");
	cell_done(&c);
	cell_done(&d);

	struct target t = {.from_year = 2026, .to_year = 2026, .kind = TARGET_ADMISSION, .count = 3, .percent = -1, .base = -1};
	assert_int_equal(target_save(o.db, &fixture_by, &t, &t.id, &e), 0);
	t.rev = 1;
	t.count = 4;
	assert_int_equal(target_save(o.db, &fixture_by, &t, &t.id, &e), 0);
	expect(target_save(o.db, &fixture_by, &t, &t.id, &e), &e, ERR_CONFLICT, 0, "target", "target");
	expect(target_remove(o.db, &fixture_by, t.id, 1, &e), &e, ERR_CONFLICT, 0, "target", "target_remove");

	struct event ev = {.person = o.candidate, .kind = EVENT_CLASS, .on = D(2025, 5, 1)};
	assert_int_equal(event_save(o.db, &fixture_by, &ev, false, &ev.id, NULL, &e), 0);
	ev.rev = 1;
	ev.on = D(2025, 5, 2);
	assert_int_equal(event_save(o.db, &fixture_by, &ev, false, NULL, NULL, &e), 0);
	expect(event_save(o.db, &fixture_by, &ev, false, NULL, NULL, &e), &e, ERR_CONFLICT, 0, "event", "event");
	expect(event_remove(o.db, &fixture_by, ev.id, 1, &e), &e, ERR_CONFLICT, 0, "event", "event_remove");

	int64_t m = fixture_mentor(o.db, o.candidate, o.official[0], "2025-03-01", "");
	assert_int_equal(assignment_end(o.db, &fixture_by, m, 1, D(2025, 4, 1), "chuyển", &e), 0);
	expect(assignment_end(o.db, &fixture_by, m, 1, D(2025, 4, 2), "chuyển", &e), &e, ERR_CONFLICT, 0,
		"assignment", "assignment");

	struct committee k = {0}, l = {0};
	assert_int_equal(committee_load(o.db, D(2026, 1, 1), &k, NULL), 0);
	assert_int_equal(committee_load(o.db, D(2026, 1, 1), &l, NULL), 0);
	free(k.place);
	k.place = strdup("Tân Lập");
	assert_int_equal(committee_save(o.db, &fixture_by, &k, &e), 0);
	expect(committee_save(o.db, &fixture_by, &l, &e), &e, ERR_CONFLICT, 0, "committee", "committee");
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
	assert_int_equal(person_save(o.db, &by, &p, o.hamlet, &a, NULL), 0);
	int64_t before = audits();
	assert_int_equal(person_save(o.db, &by, &p, o.hamlet, &b, NULL), 0);
	assert_int_equal(b.v, a.v);
	struct event e = {.person = a, .kind = EVENT_LISTED, .on = D(2025, 1, 1)};
	int64_t x = 0, y = 0;
	by.uid = "e1";
	assert_int_equal(event_save(o.db, &by, &e, false, &x, NULL, NULL), 0);
	assert_int_equal(event_save(o.db, &by, &e, false, &y, NULL, NULL), 0);
	assert_int_equal(x, y);
	struct assignment m = {.person = a, .mentor = o.official[0], .from = D(2025, 2, 1)};
	by.uid = "m1";
	assert_int_equal(assignment_save(o.db, &by, &m, &x, NULL), 0);
	assert_int_equal(assignment_save(o.db, &by, &m, &y, NULL), 0);
	assert_int_equal(x, y);
	struct target t = {.from_year = 2026, .to_year = 2026, .kind = TARGET_LIST, .count = 3, .percent = -1, .base = -1};
	by.uid = "t1";
	assert_int_equal(target_save(o.db, &by, &t, &x, NULL), 0);
	assert_int_equal(target_save(o.db, &by, &t, &y, NULL), 0);
	assert_int_equal(x, y);
	struct cell c = {.code = (char *)"X", .name = (char *)"X", .type = CELL_OTHER};
	struct cell_id ca = {0}, cb = {0};
	by.uid = "c1";
	assert_int_equal(cell_save(o.db, &by, &c, D(0, 0, 0), &ca, NULL), 0);
	assert_int_equal(cell_save(o.db, &by, &c, D(0, 0, 0), &cb, NULL), 0);
	assert_int_equal(ca.v, cb.v);
	by.uid = "v1";
	assert_int_equal(person_move(o.db, &by, a, o.school, D(2026, 1, 1), NULL), 0);
	assert_int_equal(person_move(o.db, &by, a, o.school, D(2026, 1, 1), NULL), 0);
	assert_int_equal(audits(), before + 5);
}

static void test_same(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct date birth;
		const char *cccd;
		size_t n;
	} cases[] = {
		{"Trần Thị Hòa", {1990, 7, 15}, NULL, 1},
		{"Trần Thị Hoà", {1990, 7, 15}, NULL, 1},
		{"TRẦN THỊ HÒA", {1990, 7, 15}, NULL, 1},
		{"Tra\xCC\x82\xCC\x80n  Thi\xCC\xA3 Hoa\xCC\x80 ", {1990, 7, 15}, NULL, 1},
		{"Trần Thị Hoa", {1990, 7, 15}, NULL, 0},
		{"Tran Thi Hoa", {1990, 7, 15}, NULL, 0},
		{"Trần Thị Hòa", {1990, 7, 16}, NULL, 0},
		{"Trần Thị Hòa", {1990, 0, 0}, NULL, 0},
		{"Trần Thị Hòa", {0}, NULL, 0},
		{"Ai Khác", {0}, "001190000003", 1},
		{"Trần Thị Hòa", {1990, 7, 15}, "001190000003", 1},
		{"Trần Thị Hòa", {1990, 7, 15}, "001190000009", 1},
		{"Hai Người", {1980, 0, 0}, NULL, 2},
		{"Hai Người", {1980, 0, 0}, "001190000003", 3},
	};
	struct person p = {NAME("Trần Thị Hoà"), .birth = D(1990, 7, 15), .cccd = (char *)"001190000003"};
	struct person_id id, ids[4];
	assert_int_equal(person_save(o.db, &fixture_by, &p, o.hamlet, &id, NULL), 0);
	fixture_person(o.db, "Hai Người", "1980", o.hamlet);
	fixture_person(o.db, "Hai  người", "1980", o.school);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct person q = {NAME(cases[i].name), .birth = cases[i].birth, .cccd = (char *)cases[i].cccd};
		size_t n = 99;
		assert_int_equal(person_same(o.db, &q, ids, 4, &n, NULL), 0);
		if (n != cases[i].n)
			fail_msg("case %zu: %zu", i, n);
		if (n == 1)
			assert_int_equal(ids[0].v, id.v);
	}
}

static void test_move(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell old;
	struct cell_id closed = fixture_cell(o.db, "CU", "Ấp cũ", CELL_RESIDENTIAL);
	assert_int_equal(cell_load(o.db, closed, D(0, 0, 0), &old, NULL), 0);
	old.valid_from = D(2000, 1, 1);
	old.valid_to = D(2020, 12, 31);
	assert_int_equal(cell_save(o.db, &fixture_by, &old, D(0, 0, 0), &old.id, NULL), 0);
	cell_done(&old);

	assert_int_equal(person_move(o.db, &fixture_by, o.candidate, o.school, D(2025, 6, 1), &e), 0);
	assert_int_equal(person_move(o.db, &fixture_by, o.candidate, o.hamlet, D(2026, 6, 1), &e), 0);
	struct person_history h;
	assert_int_equal(person_history_load(o.db, o.candidate, &h, NULL), 0);
	assert_int_equal(h.cell_count, 3);
	assert_false(date_is_set(h.cells[0].from));
	assert_int_equal(date_cmp(h.cells[0].to, D(2025, 6, 1)), 0);
	assert_int_equal(h.cells[1].cell.v, o.school.v);
	assert_int_equal(date_cmp(h.cells[1].to, D(2026, 6, 1)), 0);
	assert_int_equal(h.cells[2].cell.v, o.hamlet.v);
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
		{o.candidate, o.school, D(2026, 11, 24), ERR_REFUSED, RULE_FUTURE, "on_date"},
		{o.candidate, o.school, D(2026, 5, 31), ERR_REFUSED, RULE_CELL_PERIOD, "on_date"},
		{o.candidate, o.school, D(2026, 0, 0), ERR_INVALID, 0, "on_date"},
		{o.candidate, o.school, D(0, 0, 0), ERR_INVALID, 0, "on_date"},
		{o.candidate, {777}, D(2026, 7, 1), ERR_NOT_FOUND, 0, "cell"},
		{o.candidate, closed, D(2026, 7, 1), ERR_REFUSED, RULE_CELL_CLOSED, "cell"},
		{o.official[0], closed, D(1999, 12, 31), ERR_REFUSED, RULE_CELL_CLOSED, "cell"},
		{o.official[0], closed, D(2020, 12, 31), 0, 0, ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[16];
		snprintf(what, sizeof what, "case %zu", i);
		expect(person_move(o.db, &fixture_by, cases[i].who, cases[i].to, cases[i].on, &e), &e,
			cases[i].code, cases[i].rule, cases[i].field, what);
	}
	/* a cell given to person_save is a correction: no new membership */
	struct person p = fixture_load(o.db, o.candidate);
	struct person_id id;
	assert_int_equal(person_save(o.db, &fixture_by, &p, o.school, &id, NULL), 0);
	person_done(&p);
	assert_int_equal(person_history_load(o.db, o.candidate, &h, NULL), 0);
	assert_int_equal(h.cell_count, 3);
	assert_int_equal(h.cells[2].cell.v, o.school.v);
	person_history_done(&h);
}

/* ---- cells ----------------------------------------------------------------------------------------- */

static void test_cell(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell_id id = {0};
	const struct {
		struct cell c;
		int code, rule;
		const char *field;
	} cases[] = {
		{{.code = NULL, .name = (char *)"A", .type = CELL_OTHER}, ERR_INVALID, 0, "code"},
		{{.code = (char *)" ", .name = (char *)"A", .type = CELL_OTHER}, ERR_INVALID, 0, "code"},
		{{.code = (char *)"A", .name = NULL, .type = CELL_OTHER}, ERR_INVALID, 0, "name"},
		{{.code = (char *)"A", .name = (char *)"A"}, ERR_INVALID, 0, "type"},
		{{.code = (char *)"A", .name = (char *)"A", .type = 9}, ERR_INVALID, 0, "type"},
		{{.code = (char *)"AP1", .name = (char *)"A", .type = CELL_OTHER}, ERR_DUPLICATE, 0, "code"},
		{{.code = (char *)"A", .name = (char *)"A\x7f", .type = CELL_OTHER}, ERR_INVALID, 0, "name"},
		{{.code = (char *)"A", .name = (char *)"A", .type = CELL_OTHER, .valid_from = D(2020, 1, 2),
			 .valid_to = D(2020, 1, 1)},
			ERR_REFUSED, RULE_CELL_PERIOD, "valid_to"},
		{{.id = o.school, .rev = 1, .code = (char *)"TH", .name = (char *)"A", .type = CELL_SCHOOL,
			 .successor = o.school},
			ERR_INVALID, 0, "successor"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[16];
		int64_t before = audits();
		snprintf(what, sizeof what, "case %zu", i);
		expect(cell_save(o.db, &fixture_by, &cases[i].c, D(0, 0, 0), &id, &e), &e, cases[i].code,
			cases[i].rule, cases[i].field, what);
		assert_int_equal(audits(), before);
	}
	/* merged into one that was merged into it */
	struct cell c = {.id = o.hamlet, .rev = 1, .code = (char *)"AP1", .name = (char *)"Chi bộ Ấp 1",
		.type = CELL_RESIDENTIAL, .successor = o.school};
	assert_int_equal(cell_save(o.db, &fixture_by, &c, D(0, 0, 0), &id, &e), 0);
	struct cell d = {.id = o.school, .rev = 1, .code = (char *)"TH", .name = (char *)"Trường",
		.type = CELL_SCHOOL, .successor = o.hamlet};
	expect(cell_save(o.db, &fixture_by, &d, D(0, 0, 0), &id, &e), &e, ERR_INVALID, 0, "successor", "circle");
}

static void test_cell_find(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell_id other = fixture_cell(o.db, "ap2", "Ấp 2", CELL_RESIDENTIAL);
	fixture_cell(o.db, "AP2", "Ấp hai", CELL_RESIDENTIAL);
	fixture_cell(o.db, "T1", "Tân Thạnh", CELL_RESIDENTIAL);
	fixture_cell(o.db, "T2", "Tân Thành", CELL_RESIDENTIAL);
	assert_int_equal(cell_rename(o.db, &fixture_by, o.hamlet, "Chi bộ khu phố 1", D(2025, 7, 1), &e), 0);
	const struct {
		const char *text;
		int code;
		struct cell_id id;
	} cases[] = {
		{"AP1", 0, o.hamlet}, {"ap1", 0, o.hamlet}, {"Chi bộ khu phố 1", 0, o.hamlet},
		{"Khu phố 1", 0, o.hamlet}, {"khu pho 1", 0, o.hamlet}, {"CHI BO  KHU PHO 1", 0, o.hamlet},
		{"Chi bộ Ấp 1", 0, o.hamlet}, {"ấp 1", 0, o.hamlet}, {"ap2", 0, other}, {"Ap2", ERR_AMBIGUOUS, {0}},
		{"trường tiểu học", 0, o.school}, {"Tan Thanh", ERR_AMBIGUOUS, {0}}, {"Ấp 9", ERR_NOT_FOUND, {0}},
		{"", ERR_NOT_FOUND, {0}},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct cell_id id = {-1};
		int r = cell_find(o.db, cases[i].text, &id, &e);
		if (r != cases[i].code || (!r && id.v != cases[i].id.v))
			fail_msg("%s: %d, %d", cases[i].text, r, (int)id.v);
		if (r)
			assert_string_equal(e.field, "cell");
	}
	/* a paper of the past has the name of its day */
	static const struct {
		struct date day;
		const char *name;
	} names[] = {{{2025, 6, 30}, "Chi bộ Ấp 1"}, {{2025, 7, 1}, "Chi bộ khu phố 1"}, {{0}, "Chi bộ khu phố 1"}};
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		CLEANUP_FREE char *name = NULL;
		assert_int_equal(cell_name(o.db, o.hamlet, names[i].day, &name, NULL), 0);
		assert_string_equal(name, names[i].name);
	}
	expect(cell_rename(o.db, &fixture_by, o.hamlet, "Khác", D(2025, 7, 1), &e), &e, ERR_DUPLICATE, 0,
		"from_date", "two names of a day");
	expect(cell_rename(o.db, &fixture_by, o.hamlet, "", D(2025, 8, 1), &e), &e, ERR_INVALID, 0, "name", "none");
	expect(cell_rename(o.db, &fixture_by, o.hamlet, "Khác", D(2025, 0, 0), &e), &e, ERR_INVALID, 0,
		"from_date", "no day");
	/* a correction changes the name of its day and no other */
	struct cell c;
	assert_int_equal(cell_load(o.db, o.hamlet, D(2025, 6, 30), &c, NULL), 0);
	free(c.name);
	c.name = strdup("Chi bộ Ấp Một");
	assert_int_equal(cell_save(o.db, &fixture_by, &c, D(2025, 6, 30), &c.id, &e), 0);
	cell_done(&c);
	assert_int_equal(cell_load(o.db, o.hamlet, D(0, 0, 0), &c, NULL), 0);
	assert_string_equal(c.name, "Chi bộ khu phố 1");
	cell_done(&c);
	assert_int_equal(cell_find(o.db, "ấp 1", &other, &e), ERR_NOT_FOUND);
	assert_int_equal(cell_find(o.db, "ấp một", &other, &e), 0);
}

static void test_posts(void **state)
{
	(void)state;
	assert_int_equal(cell_post_save(o.db, &fixture_by, o.hamlet, POST_SECRETARY, "Ông A", D(0, 0, 0), NULL), 0);
	assert_int_equal(cell_post_save(o.db, &fixture_by, o.hamlet, POST_SECRETARY, "Bà B", D(2025, 1, 1), NULL), 0);
	int64_t before = audits();
	assert_int_equal(cell_post_save(o.db, &fixture_by, o.hamlet, POST_SECRETARY, "Bà B", D(2025, 5, 1), NULL), 0);
	assert_int_equal(cell_post_save(o.db, &fixture_by, o.hamlet, POST_OVERSEER, NULL, D(2025, 5, 1), NULL), 0);
	assert_int_equal(audits(), before);
	struct cell c;
	assert_int_equal(cell_load(o.db, o.hamlet, D(2024, 12, 31), &c, NULL), 0);
	assert_string_equal(c.secretary, "Ông A");
	assert_null(c.overseer);
	cell_done(&c);
	assert_int_equal(cell_load(o.db, o.hamlet, D(2025, 1, 1), &c, NULL), 0);
	assert_string_equal(c.secretary, "Bà B");
	cell_done(&c);
}

static void test_stated(void **state)
{
	(void)state;
	struct err e = {0};
	struct cell_stated s;
	expect(cell_stated_on(o.db, o.hamlet, D(2025, 1, 1), &s, &e), &e, ERR_NOT_FOUND, 0, "cell_count", "none");
	const struct {
		struct cell_count c;
		int code, rule;
		const char *field;
	} saves[] = {
		{{o.hamlet, D(2024, 12, 31), 30, 28, -1, -1}, 0, 0, ""},
		{{o.hamlet, D(2025, 12, 31), 33, 30, -1, -1}, 0, 0, ""},
		{{o.hamlet, D(2025, 12, 31), -1, 34, -1, -1}, ERR_REFUSED, RULE_PARTS, "official"},
		{{o.hamlet, D(2025, 6, 30), -1, -1, 20, 21}, ERR_REFUSED, RULE_PARTS, "workforce_members"},
		{{o.hamlet, D(2025, 6, 30), -1, -1, 20, 8}, 0, 0, ""},
		{{o.hamlet, D(2025, 0, 0), 1, 1, 1, 1}, ERR_INVALID, 0, "as_of"},
	};
	for (size_t i = 0; i < ARRAY_LEN(saves); i++)
		expect(cell_count_save(o.db, &fixture_by, &saves[i].c, &e), &e, saves[i].code, saves[i].rule,
			saves[i].field, "cell_count");
	static const struct {
		struct date day;
		long members, workforce;
		struct date members_on;
		bool members_after, workforce_after;
	} cases[] = {
		{{2024, 1, 1}, 30, 20, {2024, 12, 31}, true, true},
		{{2024, 12, 31}, 30, 20, {2024, 12, 31}, false, true},
		{{2025, 12, 30}, 30, 20, {2024, 12, 31}, false, false},
		{{2026, 1, 1}, 33, 20, {2025, 12, 31}, false, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(cell_stated_on(o.db, o.hamlet, cases[i].day, &s, NULL), 0);
		assert_int_equal(s.members, cases[i].members);
		assert_int_equal(s.workforce, cases[i].workforce);
		assert_int_equal(s.workforce_members, 8);
		assert_int_equal(date_cmp(s.members_on, cases[i].members_on), 0);
		assert_int_equal(s.members_after, cases[i].members_after);
		assert_int_equal(s.workforce_after, cases[i].workforce_after);
	}
	/* -1 keeps what was stated; the same again is no act */
	struct cell_count more = {o.hamlet, D(2025, 12, 31), 34, -1, -1, -1};
	assert_int_equal(cell_count_save(o.db, &fixture_by, &more, NULL), 0);
	assert_int_equal(cell_stated_on(o.db, o.hamlet, D(2026, 1, 1), &s, NULL), 0);
	assert_int_equal(s.official, 30);
	int64_t before = audits();
	assert_int_equal(cell_count_save(o.db, &fixture_by, &more, NULL), 0);
	assert_int_equal(audits(), before);
}

/* ---- targets, settings -------------------------------------------------------------------------------- */

static void test_targets(void **state)
{
	(void)state;
	struct err e = {0};
	const struct {
		struct target t;
		int code, rule;
		const char *field;
		long number;
	} cases[] = {
		{{.from_year = 2024, .to_year = 2024, .kind = 1, .count = 6, .percent = -1, .base = -1}, 0, 0, "", 6},
		{{.from_year = 2024, .to_year = 2024, .kind = 1, .count = 7, .percent = -1, .base = -1},
			ERR_DUPLICATE, 0, "kind", 0},
		{{.from_year = 2024, .to_year = 2024, .kind = 2, .count = -1, .percent = 300, .base = 356}, 0, 0, "", 11},
		{{.from_year = 2025, .to_year = 2025, .kind = 1, .count = 11, .percent = 300, .base = 356}, 0, 0, "", 11},
		{{.from_year = 2025, .to_year = 2025, .kind = 2, .count = 10, .percent = 300, .base = 356},
			ERR_REFUSED, RULE_TARGET_DISAGREES, "count", 0},
		{{.from_year = 2025, .to_year = 2025, .kind = 2, .count = -1, .percent = 300, .base = -1},
			ERR_REFUSED, RULE_TARGET_NO_BASE, "base", 0},
		{{.from_year = 2025, .to_year = 2025, .kind = 2, .count = -1, .percent = -1, .base = -1},
			ERR_INVALID, 0, "count", 0},
		{{.from_year = 2025, .to_year = 2024, .kind = 2, .count = 1, .percent = -1, .base = -1},
			ERR_INVALID, 0, "to_year", 0},
		{{.from_year = 1900, .to_year = 1900, .kind = 2, .count = 1, .percent = -1, .base = -1},
			ERR_INVALID, 0, "from_year", 0},
		{{.from_year = 2025, .to_year = 2025, .kind = 4, .count = 1, .percent = -1, .base = -1},
			ERR_INVALID, 0, "kind", 0},
		{{.from_year = 2025, .to_year = 2025, .kind = 2, .count = -1, .percent = 300, .base = 4000000000000000000},
			ERR_INVALID, 0, "base", 0},
		{{.from_year = 2025, .to_year = 2025, .kind = 2, .count = -1, .percent = 100001, .base = 1},
			ERR_INVALID, 0, "percent", 0},
		{{.from_year = 2020, .to_year = 2025, .kind = 1, .count = 40, .percent = -1, .base = -1}, 0, 0, "", 40},
		{{.from_year = 2024, .to_year = 2024, .cell = o.hamlet, .kind = 1, .count = 2, .percent = -1, .base = -1},
			0, 0, "", 2},
		{{.from_year = 2024, .to_year = 2024, .cell = {777}, .kind = 1, .count = 2, .percent = -1, .base = -1},
			ERR_IN_USE, 0, "", 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char what[16];
		int64_t id = -1;
		struct target t;
		snprintf(what, sizeof what, "case %zu", i);
		expect(target_save(o.db, &fixture_by, &cases[i].t, &id, &e), &e, cases[i].code, cases[i].rule,
			cases[i].field, what);
		assert_int_equal(id == -1, cases[i].code != 0);
		if (cases[i].code)
			continue;
		assert_int_equal(target_load(o.db, id, &t, NULL), 0);
		assert_int_equal(target_number(&t), cases[i].number);
		target_done(&t);
	}
	const struct {
		struct cell_id cell;
		struct date from, to;
		long want;
	} periods[] = {
		{{0}, {2024, 1, 1}, {2024, 12, 31}, 6}, {{0}, {2024, 6, 1}, {2025, 3, 31}, 17},
		{{0}, {2023, 1, 1}, {2023, 12, 31}, 40}, {{0}, {2019, 1, 1}, {2019, 12, 31}, -1},
		{o.hamlet, {2024, 1, 1}, {2024, 12, 31}, 2}, {o.school, {2024, 1, 1}, {2024, 12, 31}, -1},
	};
	for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
		long n = -9;
		assert_int_equal(target_for(o.db, periods[i].cell, TARGET_ADMISSION, periods[i].from,
					 periods[i].to, &n, NULL),
			0);
		assert_int_equal(n, periods[i].want);
	}
	struct target t;
	assert_int_equal(target_find(o.db, 2020, 2025, (struct cell_id){0}, TARGET_ADMISSION, &t, NULL), 0);
	assert_int_equal(target_remove(o.db, &fixture_by, t.id, t.rev, NULL), 0);
	target_done(&t);
	assert_int_equal(target_find(o.db, 2020, 2025, (struct cell_id){0}, TARGET_ADMISSION, &t, &e), ERR_NOT_FOUND);
}

static void test_settings(void **state)
{
	(void)state;
	static const struct {
		const char *key, *value;
		bool ok;
	} cases[] = {
		{"date_basis", "decision", true}, {"date_basis", "x", false}, {"dry_years", "5", true},
		{"dry_years", "0", false}, {"dry_years", "51", false}, {"dry_years", "3a", false},
		{"dry_years", "", false}, {"lang", "en", true}, {"lang", "fr", false}, {"colour", "red", false},
	};
	struct settings s;
	assert_int_equal(settings_load(o.db, &s, NULL), 0);
	assert_true(s.date_basis == BASIS_CEREMONY && s.dry_years == 3 && !s.lang[0]);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err e = {0};
		expect(setting_save(o.db, &fixture_by, cases[i].key, cases[i].value, &e), &e,
			cases[i].ok ? 0 : ERR_INVALID, 0, cases[i].ok ? "" : cases[i].key, cases[i].value);
	}
	assert_int_equal(settings_load(o.db, &s, NULL), 0);
	assert_true(s.date_basis == BASIS_DECISION && s.dry_years == 5);
	assert_string_equal(s.lang, "en");

	struct err e = {0};
	struct committee c = {.name = (char *)" ", .from = D(2025, 7, 1)}, read;
	expect(committee_save(o.db, &fixture_by, &c, &e), &e, ERR_INVALID, 0, "name", "committee");
	c.name = (char *)"Đảng bộ xã Tân Lập mới";
	assert_int_equal(committee_save(o.db, &fixture_by, &c, &e), 0);
	assert_int_equal(fixture_number(o.db, "SELECT record_id FROM audit ORDER BY id DESC LIMIT 1"), 2);
	expect(committee_save(o.db, &fixture_by, &c, &e), &e, ERR_DUPLICATE, 0, "from_date", "committee");
	assert_int_equal(committee_load(o.db, D(2025, 6, 30), &read, NULL), 0);
	assert_string_equal(read.name, "Đảng bộ xã Tân Lập");
	committee_done(&read);
	assert_int_equal(committee_load(o.db, D(2025, 7, 1), &read, NULL), 0);
	assert_string_equal(read.name, "Đảng bộ xã Tân Lập mới");
	committee_done(&read);
}

/* Memory that runs out anywhere in an act: an error, and nothing of the act. */
static void test_memory(void **state)
{
	(void)state;
	struct person p = {NAME("Trần Thị Hoà"), .birth = D(1990, 7, 15), .note = (char *)"a", .is_member = true,
		.joined_on = D(2015, 1, 1)};
	for (long n = 1, used = n; used >= n; n++) {
		struct person_id id = {0};
		struct err e = {0};
		int64_t before = audits();
		mem_fail_at(n);
		int r = person_save(o.db, &fixture_by, &p, o.hamlet, &id, &e);
		used = mem_count();
		mem_fail_at(0);
		assert_int_equal(r, used >= n ? ERR_NOMEM : 0);
		assert_int_equal(audits(), before + !r);
	}
	for (long n = 1, used = n; used >= n; n++) {
		struct assignment a = {.person = o.candidate, .mentor = o.official[0], .from = D(2025, 3, 1),
			.resolution = (char *)"12-NQ/CB"};
		struct err e = {0};
		int64_t before = audits();
		mem_fail_at(n);
		int r = assignment_save(o.db, &fixture_by, &a, NULL, &e);
		used = mem_count();
		mem_fail_at(0);
		assert_int_equal(r, used >= n ? ERR_NOMEM : 0);
		assert_int_equal(audits(), before + !r);
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	fixture_start();
	const struct CMUnitTest tests[] = {
		TEST(test_person_refused), TEST(test_person_kept), TEST(test_rev), TEST(test_uid), TEST(test_same),
		TEST(test_move), TEST(test_cell), TEST(test_cell_find), TEST(test_posts), TEST(test_stated),
		TEST(test_targets), TEST(test_settings), TEST(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
