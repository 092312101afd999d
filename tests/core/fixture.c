#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/clock.h"
#include "base/program.h"
#include "core/check.h"
#include "core/sentence.h"
#include "core/task.h"
#include "db/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct act_by fixture_by = {.actor = "clerk"};
static char first_fault[400];

void fixture_start(void)
{
	struct err e = {0};
	if (program_init(NULL, &e)) {
		print_error("%s\n", e.detail);
		exit(1);
	}
	clock_pin_today((struct date){2026, 11, 23});
	clock_pin_stamp("2026-11-23T09:30:00.000+07:00");
}

static void must(int r, const struct err *e, const char *what)
{
	char text[300];
	if (r)
		fail_msg("%s: %d %s: %s", what, r, e->field, sentence(e, text, sizeof text));
}

struct date fixture_day(const char *day)
{
	struct date d = {0};
	if (!date_from_iso(day, true, &d))
		fail_msg("no date: %s", day);
	return d;
}

struct cell_id fixture_cell(struct db *db, const char *code, const char *name, enum cell_type type)
{
	struct cell c = {.code = (char *)code, .name = (char *)name, .type = type};
	struct cell_id id = {0};
	struct err e = {0};
	must(cell_save(db, &fixture_by, &c, (struct date){0}, &id, &e), &e, code);
	return id;
}

static struct person_id save(struct db *db, const struct person *p, struct cell_id cell)
{
	struct person_id id = {0};
	struct err e = {0};
	must(person_save(db, &fixture_by, p, cell, &id, &e), &e, p->full_name);
	return id;
}

struct person_id fixture_person(
	struct db *db, const char *name, const char *birth, struct cell_id cell)
{
	struct person p = {.full_name = (char *)name, .birth = fixture_day(birth)};
	return save(db, &p, cell);
}

struct person_id fixture_member(struct db *db, const char *name, const char *joined,
	const char *official, struct cell_id cell)
{
	struct person p = {.full_name = (char *)name,
		.is_member = true,
		.joined_on = fixture_day(joined),
		.official_on = fixture_day(official)};
	return save(db, &p, cell);
}

int try_event(
	struct db *db, struct person_id who, enum event_kind kind, const char *day, struct err *err)
{
	struct event e = {.person = who, .kind = kind, .on = fixture_day(day)};
	return event_save(db, &fixture_by, &e, false, NULL, NULL, err);
}

int64_t fixture_event(struct db *db, struct person_id who, enum event_kind kind, const char *day)
{
	struct event e = {.person = who, .kind = kind, .on = fixture_day(day)};
	struct err err = {0};
	int64_t id = 0;
	must(event_save(db, &fixture_by, &e, true, &id, NULL, &err), &err, event_code(kind));
	return id;
}

static struct assignment assignment(
	struct person_id who, struct person_id mentor, const char *from, const char *to)
{
	return (struct assignment){
		.person = who, .mentor = mentor, .from = fixture_day(from), .to = fixture_day(to)};
}

int try_mentor(struct db *db, struct person_id who, struct person_id mentor, const char *from,
	const char *to, struct err *err)
{
	struct assignment a = assignment(who, mentor, from, to);
	return assignment_save(db, &fixture_by, &a, NULL, err);
}

int64_t fixture_mentor(struct db *db, struct person_id who, struct person_id mentor,
	const char *from, const char *to)
{
	struct assignment a = assignment(who, mentor, from, to);
	struct err e = {0};
	int64_t id = 0;
	must(assignment_save(db, &fixture_by, &a, &id, &e), &e, "assignment");
	return id;
}

struct person fixture_load(struct db *db, struct person_id id)
{
	struct person p = {0};
	struct err e = {0};
	must(person_load(db, id, &p, &e), &e, "person_load");
	return p;
}

void office_open(struct office *o)
{
	static const char *const names[] = {
		"Nguyễn Văn An", "Trần Thị Bích", "Lê Hoàng Đức", "Phạm Ngọc Ánh"};
	struct err e = {0};
	*o = (struct office){0};
	must(db_open(NULL, DB_MEMORY, &o->db, &e), &e, "db_open");
	must(tasks_prepare(o->db, NULL, NULL, &e), &e, "tasks_prepare");
	struct committee c = {.name = (char *)"Đảng bộ xã Tân Lập"};
	must(committee_save(o->db, &fixture_by, &c, &e), &e, "committee_save");
	o->hamlet = fixture_cell(o->db, "AP1", "Chi bộ Ấp 1", CELL_RESIDENTIAL);
	o->school = fixture_cell(o->db, "TH", "Chi bộ Trường Tiểu học", CELL_SCHOOL);
	for (int i = 0; i < 4; i++) {
		char joined[DATE_TEXT], official[DATE_TEXT];
		snprintf(joined, sizeof joined, "20%02d-05-19", (9 + i) % 100);
		snprintf(official, sizeof official, "20%02d-05-19", (10 + i) % 100);
		o->official[i] = fixture_member(
			o->db, names[i], joined, official, i < 2 ? o->hamlet : o->school);
	}
	o->probationary = fixture_person(o->db, "Võ Thị Hòa", "1990-07-15", o->school);
	fixture_event(o->db, o->probationary, EVENT_LISTED, "2024-06-01");
	fixture_event(o->db, o->probationary, EVENT_CEREMONY, "2026-03-01");
	o->candidate = fixture_person(o->db, "Đặng Quốc Huy", "1995-01-01", o->hamlet);
	fixture_event(o->db, o->candidate, EVENT_LISTED, "2025-02-01");
}

void office_close(struct office *o)
{
	db_close(o->db);
	o->db = NULL;
}

struct office office;

int office_setup(void **state)
{
	(void)state;
	office_open(&office);
	return 0;
}

int office_teardown(void **state)
{
	(void)state;
	fixture_sound(office.db);
	office_close(&office);
	return 0;
}

void expect_result(
	int r, const struct err *e, int code, int rule, const char *field, const char *what)
{
	bool ok = r == code;
	if (ok && code)
		ok = e->code == (enum err_code)code && e->rule == rule &&
		     (!field || strcmp(e->field, field) == 0);
	if (!ok)
		fail_msg("%s: %d rule %d \"%s\", expected %d rule %d \"%s\"", what, r, e->rule,
			e->field, code, rule, field ? field : "");
}

int64_t office_audits(void)
{
	return fixture_number(office.db, "SELECT count (*) FROM audit");
}

bool office_uncovered(struct person_id id)
{
	struct person p = fixture_load(office.db, id);
	bool is = p.uncovered;
	person_done(&p);
	return is;
}

int64_t fixture_number(struct db *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int64_t n = -1;
	if (sqlite3_prepare_v2(db->h, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db->h));
	if (sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

static void exec(struct db *db, const char *sql)
{
	if (sqlite3_exec(db->h, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db->h));
}

void fixture_sql(struct db *db, const char *sql, bool audited)
{
	sqlite3_stmt *s = NULL;
	char *drop = NULL;
	if (audited) {
		db->act_id = fixture_number(db, "SELECT max (id) FROM audit");
		exec(db, sql);
		db->act_id = 0;
		return;
	}
	/* the triggers are away for as long as it takes */
	exec(db, "CREATE TEMP TABLE away (name TEXT, sql TEXT); INSERT INTO temp.away "
		 "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'");
	while (fixture_number(
		       db, "SELECT count (*) FROM main.sqlite_schema WHERE type = 'trigger'") > 0) {
		assert_int_equal(
			sqlite3_prepare_v2(db->h,
				"SELECT name FROM main.sqlite_schema WHERE type = 'trigger'", -1,
				&s, NULL),
			SQLITE_OK);
		assert_int_equal(sqlite3_step(s), SQLITE_ROW);
		drop = sqlite3_mprintf("DROP TRIGGER main.%s", sqlite3_column_text(s, 0));
		sqlite3_finalize(s);
		exec(db, drop);
		sqlite3_free(drop);
	}
	exec(db, sql);
	while (fixture_number(db, "SELECT count (*) FROM temp.away") > 0) {
		assert_int_equal(
			sqlite3_prepare_v2(db->h, "SELECT sql FROM temp.away", -1, &s, NULL),
			SQLITE_OK);
		assert_int_equal(sqlite3_step(s), SQLITE_ROW);
		drop = sqlite3_mprintf("%s", sqlite3_column_text(s, 0));
		sqlite3_finalize(s);
		exec(db, drop);
		sqlite3_free(drop);
		exec(db, "DELETE FROM temp.away WHERE rowid = (SELECT min (rowid) FROM temp.away)");
	}
	exec(db, "DROP TABLE temp.away");
}

static int on_fault(void *ctx, const char *text)
{
	int *n = ctx;
	if (!(*n)++)
		snprintf(first_fault, sizeof first_fault, "%s", text);
	return 0;
}

int fixture_faults(struct db *db)
{
	int n = 0;
	struct err e = {0};
	first_fault[0] = '\0';
	must(check_database(db, on_fault, &n, &e), &e, "check_database");
	return n;
}

const char *fixture_fault(void)
{
	return first_fault;
}

void fixture_sound(struct db *db)
{
	int n = fixture_faults(db);
	if (n)
		fail_msg("%d faults: %s", n, first_fault);
}

uint64_t fixture_random(uint64_t *state)
{
	uint64_t x = *state += 0x9E3779B97F4A7C15u; /* splitmix64 */
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return x ^ (x >> 31);
}

int fixture_below(uint64_t *state, int n)
{
	return (int)(fixture_random(state) % (uint64_t)n);
}

int64_t fixture_record(struct db *db, enum book_kind kind, const char *const *pairs)
{
	struct book_row row = {0};
	struct err e = {0};
	int64_t id = 0;
	for (; *pairs; pairs += 2)
		assert_int_equal(book_set(kind, &row, pairs[0], pairs[1], &e), 0);
	if (book_save(db, &fixture_by, kind, &row, &id, &e))
		id = 0;
	book_row_done(&row);
	return id;
}

const char *fixture_id(int64_t id, char buf[24])
{
	snprintf(buf, 24, "%lld", (long long)id);
	return buf;
}
