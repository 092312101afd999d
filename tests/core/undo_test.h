/* The whole database as text, and acts taken back: for tests of undoing. */
#ifndef TN_TESTS_CORE_UNDO_TEST_H
#define TN_TESTS_CORE_UNDO_TEST_H

#include "fixture.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "core/undo.h"
#include "db/conn.h"

#include <stdlib.h>
#include <string.h>

/* ---- the whole database as text ------------------------------------------------------------------- */

/* The columns of a table but rev, ready to be selected. */
static char *columns_of(struct db *db, const char *table)
{
	struct strbuf b = {0};
	sqlite3_stmt *s;
	sqlite3_prepare_v2(db->h, "SELECT name FROM pragma_table_info (:t)", -1, &s, NULL);
	sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);
		if (strcmp(name, "rev") != 0)
			strbuf_addf(&b, "%squote (\"%s\")", b.len ? " || ',' || " : "", name);
	}
	sqlite3_finalize(s);
	char *r = strbuf_take(&b);
	strbuf_done(&b);
	return r;
}

static void add_rows(struct db *db, const char *table, struct strbuf *b)
{
	CLEANUP_FREE char *columns = columns_of(db, table);
	char *sql = sqlite3_mprintf("SELECT %s FROM \"%w\" ORDER BY 1", columns, table);
	sqlite3_stmt *s;
	assert_int_equal(sqlite3_prepare_v2(db->h, sql, -1, &s, NULL), SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW)
		strbuf_addf(b, "%s: %s\n", table, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_free(sql);
}

/* Every table but the audit, every column but rev. */
static char *dump(struct db *db)
{
	struct strbuf b = {0};
	sqlite3_stmt *s;
	sqlite3_prepare_v2(db->h,
		"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
		"AND name NOT IN ('audit', 'audit_change') ORDER BY name",
		-1, &s, NULL);
	while (sqlite3_step(s) == SQLITE_ROW)
		add_rows(db, (const char *)sqlite3_column_text(s, 0), &b);
	sqlite3_finalize(s);
	char *r = strbuf_take(&b);
	strbuf_done(&b);
	return r;
}

static void same_text(const char *what, const char *a, const char *b)
{
	size_t i = 0, line = 0;
	if (strcmp(a, b) == 0)
		return;
	for (; a[i] && a[i] == b[i]; i++)
		line = a[i] == '\n' ? i + 1 : line;
	fail_msg("%s:\n  %.*s\n  %.*s", what, (int)strcspn(a + line, "\n"), a + line,
		(int)strcspn(b + line, "\n"), b + line);
}

/* ---- undoing ---------------------------------------------------------------------------------------- */

static int64_t last_act(struct db *db)
{
	return fixture_number(db, "SELECT ifnull (max (id), 0) FROM audit");
}

static void tell(const struct undo_result *res)
{
	for (size_t i = 0; i < res->kept_count; i++)
		print_error("  stays: %s %d, why %d, act %d\n", res->kept[i].record,
			(int)res->kept[i].id, res->kept[i].why, (int)res->kept[i].act);
}

static void must_undo(struct db *db, int64_t act, const char *what)
{
	struct undo_result res;
	struct err e = {0};
	int r = undo_act(db, &fixture_by, act, true, false, &res, &e);
	if (r || !(res.removed + res.restored + res.brought_back)) {
		tell(&res);
		fail_msg("%s: %d %s %s:%d", what, r, e.field, e.file ? e.file : "", e.line);
	}
	undo_result_done(&res);
}

/* Undone, done again, undone: what was, what came of it, what was. */
static void there_and_back(struct db *db, int64_t act, const char *before, const char *what)
{
	CLEANUP_FREE char *after = dump(db);
	must_undo(db, act, what);
	CLEANUP_FREE char *undone = dump(db);
	same_text(what, before, undone);
	fixture_sound(db);
	must_undo(db, last_act(db), what);
	CLEANUP_FREE char *redone = dump(db);
	same_text(what, after, redone);
	fixture_sound(db);
	must_undo(db, last_act(db), what);
	CLEANUP_FREE char *again = dump(db);
	same_text(what, before, again);
}

#endif
