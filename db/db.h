/* The database: one file, SQLite behind it, and no SQL outside this folder. Statements are named in
 * db/query, bound and read by name. Reading may be done by anybody; writing only between
 * db_act_begin and db_act_commit, one act of the office at a time, which leaves one audit row. */
#ifndef TN_DB_DB_H
#define TN_DB_DB_H

#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct db_stmt;

/* Ids of two tables never mix. 0 is no record. */
struct cell_id {
	int64_t v;
};
struct person_id {
	int64_t v;
};

enum db_flags {
	DB_CREATE = 1, /* make the file; ERR_EXISTS if it is there; none is left where it fails */
	DB_READONLY =
		2,     /* no writing; where the folder cannot be written, a private copy is read */
	DB_MEMORY = 4, /* no file: tests */
	DB_FAST = 8,   /* scratch file: no waiting for the disk (the sample, benchmarks) */
};

/* Opens, checks application_id before all else (ERR_FOREIGN), refuses a newer schema (ERR_NEWER) with
 * the file unchanged, and runs what migrations are missing, after a backup beside the file. */
int db_open(const char *path, unsigned flags, struct db **ret, struct err *err);
void db_close(struct db *db);
const char *db_path(const struct db *db);
bool db_is_readonly(const struct db *db);
/* Path of the backup that an upgrade at opening made, NULL if none was needed. */
const char *db_upgrade_backup(const struct db *db);
int db_schema_version(const struct db *db);
/* Something that lives as long as this connection, one a place: `done` gets it at db_close. */
enum db_place { DB_RULEBOOK, DB_MATTERS, DB_CROWD, DB_PLACES };
void db_keep(struct db *db, enum db_place place, void *thing, void (*done)(void *thing));
void *db_kept(const struct db *db, enum db_place place);

/* ---- statements --------------------------------------------------------------------------------- */

enum db_query {
#define Q(name, flags, sql) DBQ_##name,
#include "db/query/all.def"
#undef Q
	DBQ_COUNT
};

/* The statement, reset and with nothing bound. NULL (err filled) if it cannot be prepared. A statement
 * that is being read cannot be begun again (ERR_INTERNAL): finish or db_reset it first. */
struct db_stmt *db_begin(struct db *db, enum db_query q, struct err *err);
/* Binding: a NULL statement and a NULL text are allowed (NULL is bound). Names without the colon. The
 * text must live until the statement is reset. A name that the statement lacks is ERR_INTERNAL at the
 * next step, as is a parameter that was left unbound. */
void db_bind_int(struct db_stmt *s, const char *name, int64_t v);
void db_bind_null(struct db_stmt *s, const char *name);
void db_bind_id(struct db_stmt *s, const char *name, int64_t id); /* 0, no record: NULL */
void db_bind_text(struct db_stmt *s, const char *name, const char *text);
void db_bind_blob(struct db_stmt *s, const char *name, const void *data, size_t n);
void db_bind_date(struct db_stmt *s, const char *name, struct date d); /* unset: NULL */
/* 1: a row, 0: the end (the statement is reset), <0: error (reset too). */
int db_step(struct db_stmt *s, struct err *err);
/* Steps to the end and resets: for statements that give no rows. */
int db_run(struct db_stmt *s, struct err *err);
void db_reset(struct db_stmt *s);
/* Columns of the present row by name; valid until the next step. NULL gives 0, NULL, no date. */
int64_t db_int(struct db_stmt *s, const char *column);
bool db_is_null(struct db_stmt *s, const char *column);
const char *db_text(struct db_stmt *s, const char *column);
const void *db_blob(struct db_stmt *s, const char *column, size_t *ret_n);
struct date db_date(struct db_stmt *s, const char *column);
/* A whole answer of one number: the first column of the first row, `none` if there is no row. */
int db_number(struct db_stmt *s, int64_t none, int64_t *ret, struct err *err);

/* Runs a statement and gives its column `id`, row by row; the array is the caller's (free). */
int db_read_ids(struct db_stmt *s, int64_t **ret, size_t *ret_n, struct err *err);

/* Rows changed by the last db_run; id of the last insert. */
int64_t db_changes(const struct db *db);
int64_t db_last_id(const struct db *db);

/* Long reads stop with ERR_STOPPED as soon as `pending` says true (a key was pressed). NULL: never. Not
 * asked inside an act. */
void db_stop_when(struct db *db, bool (*pending)(void *ctx), void *ctx);
/* A number that changes when another program has saved. */
int64_t db_data_version(struct db *db);

/* Several reads on one state of the data. May be nested in an act (then it does nothing). */
int db_read_begin(struct db *db, struct err *err);
void db_read_end(struct db *db);

/* ---- a past day ---------------------------------------------------------------------------------- */

/* Until db_past_end every statement sees the records as they stood on `day` (db/past.sql): what is dated later is not
 * there. `known`: the last day whose decisions and ceremonies tell what an admission counts for. Writing goes to what
 * is temporary alone: `UPDATE person` keeps what follows of a person, task and derived are empty. One at a time, not
 * inside an act; reads on one state of the data (db_read_begin is part of it). src/core/past.h does the rest. */
int db_past_begin(struct db *db, struct date day, struct date known, struct err *err);
void db_past_end(struct db *db);
bool db_past_is_open(const struct db *db);
/* Of the past that is open, else far ahead. */
struct date db_past_known(const struct db *db);

/* ---- acts --------------------------------------------------------------------------------------- */

#define DB_UID_MAX 64

struct db_act {
	const char
		*uid; /* made by the client; the same one again is the same act. NULL: a new one */
	const char *actor;  /* the operating system's user */
	const char *act;    /* "person_add", … : src/core/act.h */
	const char *reason; /* written reason where a rule leaves room, or NULL */
};

/* 0: begun (BEGIN IMMEDIATE; waits for another writer up to 5 s, then ERR_BUSY). 1: an act with this uid
 * was done before; nothing is begun, *ret_done (may be NULL) gets its record's id. */
int db_act_begin(struct db *db, const struct db_act *act, int64_t *ret_done, struct err *err);
/* Saves: after 0 it is on the disk. An act that changed nothing, or wrote what was there already, leaves no
 * audit row and no new rev. */
int db_act_commit(struct db *db, const char *record, int64_t record_id, struct err *err);
/* Saves what only follows from the records (kept rows made anew): no audit row, nothing that it watches may
 * have changed. */
int db_act_keep(struct db *db, struct err *err);
void db_act_rollback(struct db *db);
bool db_act_is_open(const struct db *db);
/* Marks inside an act: what one row of an import did can be taken back by itself. */
int db_mark(struct db *db, struct err *err);
int db_mark_release(struct db *db, struct err *err);
void db_mark_rollback(struct db *db);

/* A fresh uid. */
void db_make_uid(char ret[DB_UID_MAX]);

/* ---- the whole file ------------------------------------------------------------------------------ */

/* SQLite's integrity_check and foreign_key_check: calls `fault` for each line found. */
int db_check_file(
	struct db *db, int (*fault)(void *ctx, const char *text), void *ctx, struct err *err);
/* Copies the database as it is now to a new file. ERR_EXISTS if it is there. */
int db_copy_to(struct db *db, const char *path, struct err *err);
/* Before a large batch into a small table the indexes of people and events can be dropped and built
 * again inside the act; `begin` decides by the sizes whether that pays. */
int db_bulk_begin(struct db *db, int64_t rows, struct err *err);
int db_bulk_end(struct db *db, struct err *err);
/* Between the two, of a batch that pays. */
bool db_bulk_is_open(const struct db *db);
/* Table statistics for the planner; at most once an import, outside acts. */
int db_analyze(struct db *db, struct err *err);

/* For tests that walk every statement. */
struct db_query_info {
	const char *name, *sql;
	bool writes, scans; /* scans: a SCAN of a table is meant */
};
struct db_query_info db_query_info(enum db_query q);
/* Prepares every statement and EXPLAINs it: `fault` gets the name and what is wrong. */
int db_check_queries(struct db *db, int (*fault)(void *ctx, const char *query, const char *text),
	void *ctx, struct err *err);

#endif
