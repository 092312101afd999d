/* Naming people, the sheet of monthly reports, duties for many, papers for all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/sourcing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ON ((struct date){2026, 10, 20})

static void must(int r, const struct err *e, const char *what)
{
	expect_result(r, e, 0, 0, NULL, what);
}

static int64_t term(const char *code)
{
	char sql[100];
	snprintf(sql, sizeof sql, "SELECT id FROM term WHERE code = '%s'", code);
	return fixture_number(office.db, sql);
}

/* A record of these columns ("column", value, …, NULL); what is a number is an id. */
static int64_t record(enum book_kind kind, const char *const *pairs)
{
	struct book_row row = {0};
	struct err e = {0};
	int64_t id = 0;
	for (; *pairs; pairs += 2)
		must(book_set(kind, &row, pairs[0], pairs[1], &e), &e, pairs[0]);
	must(book_save(office.db, &fixture_by, kind, &row, &id, &e), &e, book_of(kind)->code);
	book_row_done(&row);
	return id;
}

static int64_t resolution(struct cell_id cell, int year, const char *on)
{
	char id[24], text[8];
	snprintf(id, sizeof id, "%d", (int)cell.v);
	snprintf(text, sizeof text, "%d", year);
	const char *pairs[] = {"cell_id", id, "year", text, "on_date", on, NULL};
	return record(BOOK_RESOLUTION, pairs);
}

static void duty(int64_t of, int position, struct person_id member, int64_t association)
{
	char ids[4][24] = {""};
	snprintf(ids[0], sizeof ids[0], "%d", (int)of);
	snprintf(ids[1], sizeof ids[1], "%d", position);
	if (member.v)
		snprintf(ids[2], sizeof ids[2], "%d", (int)member.v);
	if (association)
		snprintf(ids[3], sizeof ids[3], "%d", (int)association);
	const char *pairs[] = {"resolution_id", ids[0], "position", ids[1], "person_id", ids[2],
		"association_id", ids[3], "find", "1", NULL};
	record(BOOK_DUTY, pairs);
}

/* ---- naming somebody -------------------------------------------------------------------------------- */

static struct event found_of(struct person_id id)
{
	struct event found;
	struct err e = {0};
	char sql[100];
	snprintf(sql, sizeof sql,
		"SELECT ifnull (max (id), 0) FROM event WHERE kind = 1 AND person_id = %d",
		(int)id.v);
	must(event_load(office.db, fixture_number(office.db, sql), &found, &e), &e, "found");
	return found;
}

static void test_propose_new(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id;
	int64_t audits = office_audits();
	const struct proposing p = {.name = "  Nguyễn  Văn An ",
		.birth = {1999, 5, 12},
		.cell = office.hamlet,
		.on = ON,
		.finder = office.official[0]};
	must(propose(office.db, &fixture_by, &p, &id, &e), &e, "propose");
	assert_int_equal(office_audits(), audits + 1);
	struct person now = fixture_load(office.db, id);
	assert_string_equal(now.full_name, "Nguyễn Văn An");
	assert_int_equal(now.stage, STAGE_FOUND);
	assert_int_equal(now.cell.v, office.hamlet.v);
	person_done(&now);
	struct event found = found_of(id);
	assert_int_equal(date_cmp(found.on, ON), 0);
	assert_int_equal(found.finder.v, office.official[0].v);
	event_done(&found);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM proposal WHERE finder_id > 0"), 1);
}

static void test_propose_known(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id id, again;
	/* by an association; its name is the source */
	struct proposing p = {.name = "Nguyễn Văn An",
		.cell = office.hamlet,
		.on = ON,
		.association = term("farmers")};
	must(propose(office.db, &fixture_by, &p, &id, &e), &e, "propose");
	struct event found = found_of(id);
	assert_string_equal(found.source, "Farmers' association");
	event_done(&found);
	/* by a second one: the same person, found once */
	p = (struct proposing){
		.known = id, .cell = office.hamlet, .on = ON, .association = term("women")};
	must(propose(office.db, &fixture_by, &p, &again, &e), &e, "second");
	assert_int_equal(again.v, id.v);
	assert_int_equal(fixture_number(office.db,
				 "SELECT count (*) FROM event e JOIN proposal x ON x.person_id = "
				 "e.person_id WHERE e.kind = 1"),
		2);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM proposal"), 2);
	/* somebody who is in the lists but was never found is found now */
	struct person_id known =
		fixture_person(office.db, "Trần Thị Bé", "2000-01-01", office.hamlet);
	p.known = known;
	must(propose(office.db, &fixture_by, &p, &again, &e), &e, "known");
	struct person now = fixture_load(office.db, known);
	assert_int_equal(now.stage, STAGE_FOUND);
	person_done(&now);
	/* members are not proposed */
	const struct person_id members[] = {office.official[0], office.probationary};
	for (size_t i = 0; i < ARRAY_LEN(members); i++) {
		int64_t audits = office_audits();
		p.known = members[i];
		expect_result(propose(office.db, &fixture_by, &p, &again, &e), &e, ERR_REFUSED,
			RULE_PROPOSED_MEMBER, "person_id", "member");
		assert_int_equal(office_audits(), audits);
	}
}

static void test_propose_wrong(void **state)
{
	(void)state;
	struct person_id id;
	const struct proposing good = {.name = "Nguyễn Văn An", .cell = office.hamlet, .on = ON};
	struct proposing bad[5] = {good, good, good, good, good};
	static const struct {
		int code, rule;
		const char *field;
	} want[] = {{ERR_INVALID, 0, "name"}, {ERR_INVALID, 0, "cell_id"},
		{ERR_INVALID, 0, "on_date"}, {ERR_REFUSED, RULE_FUTURE, NULL},
		{ERR_NOT_FOUND, 0, NULL}};
	bad[0].name = "";
	bad[1].cell.v = 0;
	bad[2].on = (struct date){2026, 0, 0};
	bad[3].on = (struct date){2026, 12, 1};
	bad[4].known.v = 999;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err e = {0};
		int64_t audits = office_audits();
		int r = propose(office.db, &fixture_by, &bad[i], &id, &e);
		expect_result(r, &e, want[i].code, want[i].rule, want[i].field, "propose");
		assert_int_equal(office_audits(), audits);
	}
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM proposal"), 0);
	/* the same uid again does nothing */
	char uid[DB_UID_MAX];
	const struct act_by by = {.actor = "tester", .uid = uid};
	struct person_id again;
	struct err e = {0};
	db_make_uid(uid);
	must(propose(office.db, &by, &good, &id, &e), &e, "once");
	must(propose(office.db, &by, &good, &again, &e), &e, "again");
	assert_int_equal(again.v, id.v);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM proposal"), 1);
}

static void test_parse(void **state)
{
	(void)state;
	static const struct {
		const char *line, *name, *wrong; /* wrong: the field */
		struct date birth;
	} t[] = {
		{"Nguyễn Văn An 12/5/1999", "Nguyễn Văn An", NULL, {1999, 5, 12}},
		{"Nguyễn Văn An 12/05/1999  ", "Nguyễn Văn An", NULL, {1999, 5, 12}},
		{"Nguyễn Văn An, 1999", "Nguyễn Văn An", NULL, {1999, 0, 0}},
		{"Nguyễn Văn An", "Nguyễn Văn An", NULL, {0}},
		{"An", "An", NULL, {0}},
		{"nguyễn văn an 12051999", "Nguyễn Văn An", NULL, {1999, 5, 12}},
		{"Nguyễn văn An", "Nguyễn văn An", NULL, {0}},
		{"Nguyễn Văn An 31/2/1999", NULL, "birth_last", {0}},
		{"Nguyễn Văn An 1x", NULL, "birth_last", {0}},
		{"12/5/1999", NULL, "name", {0}},
		{"  , 1999", NULL, "name", {0}},
		{"   ", NULL, "name", {0}},
		{"", NULL, "name", {0}},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct err e = {0};
		char *name = NULL;
		struct date birth = {0};
		int r = propose_parse(t[i].line, &name, &birth, &e);
		if (t[i].wrong) {
			expect_result(r, &e, ERR_INVALID, 0, t[i].wrong, t[i].line);
			continue;
		}
		must(r, &e, t[i].line);
		assert_string_equal(name, t[i].name);
		assert_int_equal(date_cmp(birth, t[i].birth), 0);
		free(name);
	}
}

/* ---- the sheet --------------------------------------------------------------------------------------- */

static struct sheet sheet(int year, int month)
{
	struct sheet s;
	struct err e = {0};
	must(sheet_read(office.db, office.hamlet, year, month, &s, &e), &e, "sheet");
	return s;
}

/* A duty for each, in another order than theirs, and one of an association. */
static int64_t year_of_duties(void)
{
	int64_t id = resolution(office.hamlet, 2026, "2026-03-10");
	duty(id, 3, (struct person_id){0}, term("farmers"));
	duty(id, 2, office.official[0], 0);
	duty(id, 1, office.official[1], 0);
	return id;
}

static void test_sheet(void **state)
{
	(void)state;
	struct err e = {0};
	int64_t report;
	struct sheet s = sheet(2026, 10);
	/* nothing is resolved: the official members, whom nobody has told to report */
	assert_int_equal(s.resolution, 0);
	assert_int_equal(s.n, 2);
	assert_false(s.v[0].is_due || s.is_owed);
	sheet_done(&s);

	int64_t of = year_of_duties();
	s = sheet(2026, 2);
	assert_int_equal(s.resolution, of);
	assert_false(s.is_owed);
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_true(s.is_owed);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.v[0].member.v, office.official[1].v);
	assert_int_equal(s.v[1].member.v, office.official[0].v);
	assert_int_equal(s.v[2].association, term("farmers"));
	assert_string_equal(s.v[2].name, "Farmers' association");

	/* one has nothing new; later he has */
	must(sheet_save(office.db, &fixture_by, &s, &s.v[0], NULL, ON, &report, &e), &e, "save");
	expect_result(sheet_save(office.db, &fixture_by, &s, &s.v[0], NULL, ON, NULL, &e), &e,
		ERR_DUPLICATE, 0, NULL, "an old sheet");
	/* and one reports who has no duty */
	const struct sheet_line other = {.association = term("women")};
	must(sheet_save(office.db, &fixture_by, &s, &other, "Rà soát", ON, NULL, &e), &e, "other");
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_int_equal(s.n, 4);
	assert_int_equal(s.v[0].report, report);
	assert_null(s.v[0].done);
	assert_int_equal(date_cmp(s.v[0].received, ON), 0);
	assert_false(s.v[3].is_due);
	assert_string_equal(s.v[3].done, "Rà soát");
	must(sheet_save(office.db, &fixture_by, &s, &s.v[0], "Gặp hai người", ON, NULL, &e), &e,
		"change");
	expect_result(sheet_save(office.db, &fixture_by, &s, &s.v[0], NULL, ON, NULL, &e), &e,
		ERR_CONFLICT, 0, "monthly_report", "an old sheet");
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_string_equal(s.v[0].done, "Gặp hai người");
	sheet_done(&s);
	/* the month before knows nothing of it */
	s = sheet(2026, 9);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.v[0].report, 0);
	sheet_done(&s);
}

static void test_sheet_rest(void **state)
{
	(void)state;
	struct err e = {0};
	long n = 0;
	year_of_duties();
	struct sheet s = sheet(2026, 10);
	must(sheet_save(office.db, &fixture_by, &s, &s.v[1], "Gặp hai người", ON, NULL, &e), &e,
		"one");
	sheet_done(&s);
	s = sheet(2026, 10);
	int64_t audits = office_audits();
	must(sheet_save_rest(office.db, &fixture_by, &s, ON, &n, &e), &e, "rest");
	assert_int_equal(n, 2);
	assert_int_equal(office_audits(), audits + 1);
	/* somebody has keyed them in meanwhile: all or nothing */
	expect_result(sheet_save_rest(office.db, &fixture_by, &s, ON, &n, &e), &e, ERR_DUPLICATE, 0,
		NULL, "rest");
	assert_int_equal(office_audits(), audits + 1);
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_string_equal(s.v[1].done, "Gặp hai người");
	assert_true(s.v[0].report && s.v[2].report);
	must(sheet_save_rest(office.db, &fixture_by, &s, ON, &n, &e), &e, "none left");
	assert_int_equal(n, 0);
	sheet_done(&s);
}

static void test_sheet_propose(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id first, second;
	year_of_duties();
	struct sheet s = sheet(2026, 10);
	int64_t audits = office_audits();
	must(sheet_propose(office.db, &fixture_by, &s, &s.v[0], (struct person_id){0},
		     "Nguyễn Văn An", (struct date){1999, 5, 12}, ON, &first, &e),
		&e, "propose");
	assert_int_equal(office_audits(), audits + 1);
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_true(s.v[0].report);
	assert_int_equal(s.v[0].names, 1);
	must(sheet_propose(office.db, &fixture_by, &s, &s.v[0], office.candidate, NULL,
		     (struct date){0}, ON, &second, &e),
		&e, "a known one");
	assert_int_equal(second.v, office.candidate.v);
	must(sheet_propose(office.db, &fixture_by, &s, &s.v[2], first, NULL, (struct date){0}, ON,
		     NULL, &e),
		&e, "by an association, too");
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_int_equal(s.v[0].names, 2);
	assert_non_null(strstr(s.v[0].proposed, "Nguyễn Văn An, "));
	assert_string_equal(s.v[2].proposed, "Nguyễn Văn An");
	/* a report that names hang on stays */
	expect_result(
		book_remove(office.db, &fixture_by, BOOK_MONTHLY, s.v[0].report, s.v[0].rev, &e),
		&e, ERR_IN_USE, 0, NULL, "remove");
	/* a member is refused, and no report is left of the attempt */
	audits = office_audits();
	expect_result(sheet_propose(office.db, &fixture_by, &s, &s.v[1], office.official[2], NULL,
			      (struct date){0}, ON, NULL, &e),
		&e, ERR_REFUSED, RULE_PROPOSED_MEMBER, NULL, "member");
	assert_int_equal(office_audits(), audits);
	sheet_done(&s);
	s = sheet(2026, 10);
	assert_int_equal(s.v[1].report, 0);
	sheet_done(&s);
	struct event found = found_of(first);
	assert_int_equal(found.finder.v, office.official[1].v);
	event_done(&found);
}

/* ---- for many --------------------------------------------------------------------------------------- */

static long duties(int64_t of)
{
	char sql[80];
	snprintf(sql, sizeof sql, "SELECT count (*) FROM duty WHERE resolution_id = %d", (int)of);
	return (long)fixture_number(office.db, sql);
}

static void test_duties_for_members(void **state)
{
	(void)state;
	struct err e = {0};
	long n = 0;
	int64_t of = resolution(office.hamlet, 2026, "2026-01-10");
	duty(of, 1, office.official[0], 0);
	must(duties_for_members(office.db, &fixture_by, of, 2, &n, &e), &e, "for members");
	assert_int_equal(n, 1);
	assert_int_equal(duties(of), 2);
	assert_int_equal(
		fixture_number(office.db, "SELECT sum (find) FROM duty WHERE find <> 1"), 2);
	int64_t audits = office_audits();
	must(duties_for_members(office.db, &fixture_by, of, 2, &n, &e), &e, "again");
	assert_int_equal(n, 0);
	assert_int_equal(duties(of), 2);
	assert_int_equal(office_audits(), audits);
	expect_result(duties_for_members(office.db, &fixture_by, 999, 1, &n, &e), &e, ERR_NOT_FOUND,
		0, NULL, "no resolution");
}

static void test_take_over(void **state)
{
	(void)state;
	struct err e = {0};
	long n = 0;
	int64_t to = 0;
	expect_result(
		duties_take_over(office.db, &fixture_by, office.hamlet, 2025, 2026, &to, &n, &e),
		&e, ERR_NOT_FOUND, 0, "resolution", "none");
	int64_t of = resolution(office.hamlet, 2025, "2025-01-10");
	duty(of, 1, office.official[0], 0);
	duty(of, 2, office.official[1], 0);
	duty(of, 3, (struct person_id){0}, term("farmers"));
	/* who has left meanwhile gets none */
	fixture_event(office.db, office.official[1], EVENT_MOVED, "2026-02-01");
	int64_t audits = office_audits();
	must(duties_take_over(office.db, &fixture_by, office.hamlet, 2025, 2026, &to, &n, &e), &e,
		"take over");
	assert_int_equal(office_audits(), audits + 1);
	assert_int_equal(n, 2);
	assert_int_equal(duties(to), 2);
	struct book_row row;
	must(book_load(office.db, BOOK_RESOLUTION, to, &row, &e), &e, "load");
	assert_string_equal(book_text(BOOK_RESOLUTION, &row, "year"), "2026");
	assert_string_equal(book_text(BOOK_RESOLUTION, &row, "number"), "");
	assert_string_equal(book_text(BOOK_RESOLUTION, &row, "on_date"), "");
	book_row_done(&row);
	/* again: what is there stays, nothing twice */
	int64_t same = 0;
	must(duties_take_over(office.db, &fixture_by, office.hamlet, 2025, 2026, &same, &n, &e), &e,
		"again");
	assert_int_equal(same, to);
	assert_int_equal(n, 0);
	assert_int_equal(duties(to), 2);
}

static void test_pass_to_all(void **state)
{
	(void)state;
	struct err e = {0};
	long n = 0;
	static const char *const paper[] = {
		"number", "18-HD/TU", "on_date", "2026-02-02", "subject", "Tạo nguồn", NULL};
	int64_t id = record(BOOK_DIRECTIVE, paper);
	/* a cell that was ended, and one that has the paper already */
	struct cell_id ended = fixture_cell(office.db, "CU", "Chi bộ Cũ", CELL_RESIDENTIAL);
	struct cell c;
	must(cell_load(office.db, ended, (struct date){0}, &c, &e), &e, "cell");
	c.valid_to = (struct date){2025, 12, 31};
	must(cell_save(office.db, &fixture_by, &c, (struct date){0}, &ended, &e), &e, "ended");
	cell_done(&c);
	char ids[2][24];
	snprintf(ids[0], sizeof ids[0], "%d", (int)id);
	snprintf(ids[1], sizeof ids[1], "%d", (int)office.hamlet.v);
	const char *passed[] = {
		"directive_id", ids[0], "cell_id", ids[1], "passed_on", "2026-02-03", NULL};
	record(BOOK_DIRECTIVE_CELL, passed);
	must(directive_pass_to_all(office.db, &fixture_by, id, (struct date){2026, 2, 9}, &n, &e),
		&e, "all");
	assert_int_equal(n, 1);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM directive_cell"), 2);
	must(directive_pass_to_all(office.db, &fixture_by, id, (struct date){2026, 2, 10}, &n, &e),
		&e, "again");
	assert_int_equal(n, 0);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_propose_new),
		OFFICE_TEST(test_propose_known),
		OFFICE_TEST(test_propose_wrong),
		OFFICE_TEST(test_parse),
		OFFICE_TEST(test_sheet),
		OFFICE_TEST(test_sheet_rest),
		OFFICE_TEST(test_sheet_propose),
		OFFICE_TEST(test_duties_for_members),
		OFFICE_TEST(test_take_over),
		OFFICE_TEST(test_pass_to_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
