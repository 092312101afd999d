/* A small office in memory, for tests of whatever stands above the database. */
#ifndef TN_TESTS_CORE_FIXTURE_H
#define TN_TESTS_CORE_FIXTURE_H

#include "core/act.h"
#include "core/book.h"
#include "core/record.h"

#include <stdint.h>

/* Who acts where it does not matter. */
extern const struct act_by fixture_by;

/* Once in main: finds the program's modules (TAONGUON_BUILD_DIR), pins today to 23/11/2026 and the
 * audit's time. */
void fixture_start(void);

/* An office: committee, cells, members and candidates as below. */
struct office {
	struct db *db;
	struct cell_id hamlet, school; /* "AP1" "Chi bộ Ấp 1", "TH" "Chi bộ Trường Tiểu học" */
	struct person_id
		official[4]; /* joined 2009 to 2012, official a year later; 0 and 1 in the hamlet */
	struct person_id probationary; /* ceremony 1/3/2026, in the school */
	struct person_id
		candidate; /* listed 1/2/2025, nobody helps; born 1/1/1995, in the hamlet */
};
void office_open(struct office *o);
void office_close(struct office *o);

/* Each of these does one act or fails the test. A `day` is ISO text; NULL or "": none. */
struct date fixture_day(const char *day);
struct cell_id fixture_cell(struct db *db, const char *code, const char *name, enum cell_type type);
struct person_id fixture_person(
	struct db *db, const char *name, const char *birth, struct cell_id cell);
struct person_id fixture_member(struct db *db, const char *name, const char *joined,
	const char *official, struct cell_id cell);
int64_t fixture_event(struct db *db, struct person_id who, enum event_kind kind, const char *day);
int64_t fixture_mentor(struct db *db, struct person_id who, struct person_id mentor,
	const char *from, const char *to);

/* A record of a book from "column", "value", …, NULL; its id, 0 where it is refused (is there already, contradicts
 * itself). */
int64_t fixture_record(struct db *db, enum book_kind kind, const char *const *pairs);
#define FIXTURE_RECORD(db, kind, ...)                                                              \
	fixture_record(db, kind, (const char *const[]){__VA_ARGS__, NULL})
/* An id as such a value. Returns buf. */
const char *fixture_id(int64_t id, char buf[24]);

/* The act's result, to look at. */
int try_event(struct db *db, struct person_id who, enum event_kind kind, const char *day,
	struct err *err);
int try_mentor(struct db *db, struct person_id who, struct person_id mentor, const char *from,
	const char *to, struct err *err);
struct person fixture_load(struct db *db, struct person_id id);

/* cmocka's fixtures around a test of `office`: opens it; closes it, and fails if the check of the
 * whole database finds anything, whatever the acts of the test did or refused. */
extern struct office office;
int office_setup(void **state);
int office_teardown(void **state);
#define OFFICE_TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)
/* Fails unless `r` is the code, with the rule and (unless NULL) the field in *e. */
void expect_result(
	int r, const struct err *e, int code, int rule, const char *field, const char *what);
/* How many acts the audit has. */
int64_t office_audits(void);
/* Is the person without a mentor? */
bool office_uncovered(struct person_id id);

/* First column of the first row; -1 if there is none. */
int64_t fixture_number(struct db *db, const char *sql);
/* Raw SQL as an act that the audit keeps (`audited`), or beside it. Fails the test if SQLite
 * refuses. */
void fixture_sql(struct db *db, const char *sql, bool audited);

/* How many faults check_database finds; the first one's text is kept. */
int fixture_faults(struct db *db);
const char *fixture_fault(void);
/* Fails the test if there is any. */
void fixture_sound(struct db *db);

/* The same numbers in every run. */
uint64_t fixture_random(uint64_t *state);
int fixture_below(uint64_t *state, int n);

#endif
