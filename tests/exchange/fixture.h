/* A database in a temporary file, a second connection that counts by SQL, and files given as text.
 */
#ifndef TN_TESTS_EXCHANGE_FIXTURE_H
#define TN_TESTS_EXCHANGE_FIXTURE_H

#include "base/clock.h"
#include "base/i18n.h"
#include "base/program.h"
#include "base/strbuf.h"
#include "exchange/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	char folder[64], path[80];
	struct db *db;
	sqlite3 *sql;
};

static const struct act_by by = {.actor = "tester"};

static int fixture_open(void **state)
{
	struct err err = {0};
	struct fixture *f = calloc(1, sizeof *f);
	assert_non_null(f);
	assert_int_equal(program_init(getenv("TAONGUON_BUILD_DIR"), &err), 0);
	i18n_init(LANG_EN, program_locale_dir());
	clock_pin_today((struct date){2026, 11, 23});
	clock_pin_stamp("2026-11-23T08:00:00.000+07:00");
	strcpy(f->folder, "/tmp/taonguon-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof f->path, "%s/t.db", f->folder);
	if (db_open(f->path, DB_CREATE | DB_FAST, &f->db, &err))
		fail_msg("%d %s %s", err.code, err.field, err.detail);
	assert_int_equal(sqlite3_open_v2(f->path, &f->sql, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	*state = f;
	return 0;
}

static int fixture_close(void **state)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	struct fixture *f = *state;
	sqlite3_close(f->sql);
	db_close(f->db);
	for (size_t i = 0; i < 3; i++) {
		char path[96];
		snprintf(path, sizeof path, "%s%s", f->path, tails[i]);
		unlink(path);
	}
	rmdir(f->folder);
	free(f);
	return 0;
}

/* One number by SQL. */
static inline long sql_number(struct fixture *f, const char *sql)
{
	sqlite3_stmt *s;
	if (sqlite3_prepare_v2(f->sql, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(f->sql));
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	long n = (long)sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

/* One text by SQL; to the caller. "" for NULL or no row. */
static inline char *sql_text(struct fixture *f, const char *sql)
{
	sqlite3_stmt *s;
	if (sqlite3_prepare_v2(f->sql, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(f->sql));
	const unsigned char *text =
		sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_text(s, 0) : NULL;
	char *copy = strdup(text ? (const char *)text : "");
	sqlite3_finalize(s);
	return copy;
}

static inline void expect_text(struct fixture *f, const char *sql, const char *want)
{
	char *got = sql_text(f, sql);
	if (strcmp(got, want) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", sql, got, want);
	free(got);
}

/* Imports a file given as text; the caller frees the result. */
static inline struct import_result take(struct fixture *f, enum import_kind kind, const char *text,
	const struct import_options *options)
{
	struct csv *csv;
	struct err err = {0};
	struct import_result r = {0};
	assert_int_equal(csv_open_memory(text, strlen(text), &csv, &err), 0);
	if (import_csv(f->db, &by, kind, csv, options, &r, &err))
		fail_msg("%d %s %s (%s:%d)", err.code, err.field, err.detail, err.file, err.line);
	csv_close(csv);
	return r;
}

/* What an import did: "added/updated/same/refused warnings". */
static inline void expect_counts(const char *what, struct import_result r, const char *want)
{
	char got[100];
	snprintf(got, sizeof got, "%ld/%ld/%ld/%ld %ld", r.added, r.updated, r.same, r.refused,
		r.warnings);
	long reasons = 0;
	for (size_t i = 0; i < r.note_count; i++)
		reasons += !r.notes[i].is_warning;
	/* every refused row has its reason, and no other row has one */
	if (strcmp(got, want) != 0 || reasons < r.refused || (reasons && !r.refused)) {
		struct strbuf b = {0};
		for (size_t i = 0; i < r.note_count; i++) {
			strbuf_addc(&b, '\n');
			import_note_add(&b, &r.notes[i]);
		}
		fail_msg("%s: %s, not %s%s", what, got, want, strbuf_str(&b));
	}
	import_result_done(&r);
}

static inline void import_ok(
	struct fixture *f, enum import_kind kind, const char *text, const char *want)
{
	expect_counts(text, take(f, kind, text, NULL), want);
}

#endif
