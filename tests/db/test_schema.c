/* The schema and the statements held to the habits of this layer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dbtest.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct db *db;

static int open_memory(void **state)
{
	(void)state;
	return db_open(NULL, DB_MEMORY, &db, NULL);
}

static int close_memory(void **state)
{
	(void)state;
	db_close(db);
	return 0;
}

/* A number for a table, and a column or trigger, put into a statement of the test by hand. */
static int64_t ask(const char *sql, const char *a, const char *b)
{
	char *q = sqlite3_mprintf(sql, a, b);
	assert_non_null(q);
	int64_t n = dbtest_number(db, q);
	sqlite3_free(q);
	return n;
}

/* Calls `each` with the first text of every row. */
static void for_each(
	const char *sql, const char *arg, void (*each)(const char *arg, const char *text))
{
	sqlite3_stmt *s;
	char *q = sqlite3_mprintf(sql, arg);
	int rows = 0;
	assert_int_equal(sqlite3_prepare_v2(db->h, q, -1, &s, NULL), SQLITE_OK);
	sqlite3_free(q);
	for (; sqlite3_step(s) == SQLITE_ROW; rows++)
		each(arg, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	assert_true(rows > 0);
}

#define TABLES "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'"

/* ---- statements --------------------------------------------------------------------------------
 */

static int on_fault(void *ctx, const char *query, const char *text)
{
	(void)ctx;
	print_error("%s: %s\n", query, text);
	++*(int *)ctx;
	return 0;
}

static void test_queries(void **state)
{
	(void)state;
	int faults = 0;
	assert_int_equal(db_check_queries(db, on_fault, &faults, NULL), 0);
	assert_int_equal(faults, 0);
	for (int q = 0; q < DBQ_COUNT; q++) {
		struct db_query_info i = db_query_info((enum db_query)q);
		if (strchr(i.sql, '?') || strchr(i.sql, '@') || strchr(i.sql, '$') ||
			strchr(i.sql, ';') || strstr(i.sql, "SELECT *") || strstr(i.sql, "'now'") ||
			strstr(i.sql, "OFFSET"))
			fail_msg("%s: %s", i.name, i.sql);
	}
}

/* The walk finds what it is there to find: here, a table whose index is gone. */
static int stop_at(void *ctx, const char *query, const char *text)
{
	snprintf(ctx, 100, "%s: %s", query, text);
	return 9;
}

static void test_walk_finds(void **state)
{
	(void)state;
	char said[100] = "";
	assert_int_equal(dbtest_sql(db, "DROP INDEX event_kind_date"), SQLITE_OK);
	assert_int_equal(db_check_queries(db, stop_at, said, NULL), 9);
	assert_non_null(strstr(said, "SCAN"));
	assert_int_equal(dbtest_sql(db, "DROP TABLE target"), SQLITE_OK);
	said[0] = '\0';
	assert_int_equal(db_check_queries(db, stop_at, said, NULL), 9);
}

/* ---- tables ------------------------------------------------------------------------------------
 */

static void is_strict(const char *arg, const char *table)
{
	(void)arg;
	if (ask("SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name = %Q", table,
		    NULL) != 1)
		fail_msg("%s is not STRICT", table);
}

static void test_strict(void **state)
{
	(void)state;
	for_each(TABLES, NULL, is_strict);
}

static void has_index(const char *table, const char *column)
{
	if (ask("SELECT count (*) FROM pragma_index_list (%Q) l, pragma_index_info (l.name) i "
		"WHERE i.seqno = 0 AND i.name = %Q",
		    table, column) == 0)
		fail_msg("foreign key %s.%s has no index", table, column);
}

static void test_foreign_keys(void **state)
{
	(void)state;
	static const char *const tables[] = {"audit_change", "cell", "cell_name", "cell_post",
		"cell_count", "person", "person_cell", "event", "mentor_assignment", "target",
		"rule_value", "rule_paper", "authority", "dossier", "paper", "vote", "inquiry",
		"extension", "task", "local_head", "resolution", "duty", "monthly_report",
		"activity", "review", "proposal", "obstacle", "visit", "meeting", "directive_cell",
		"briefing", "staff", "cause", "signer", "register", "follow_up",
		"person_statistics", "frozen_report", "import_batch", "judgement"};
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		for_each("SELECT \"from\" FROM pragma_foreign_key_list (%Q)", tables[i], has_index);
	/* none was forgotten above */
	assert_int_equal(
		dbtest_number(db, "SELECT count (DISTINCT t.name) FROM sqlite_schema t, "
				  "pragma_foreign_key_list (t.name) WHERE t.type = 'table'"),
		ARRAY_LEN(tables));
}

/* `CONSTRAINT name CHECK`: the name is the column's, or without its _id. */
static void checks_are_named(const char *arg, const char *table)
{
	(void)arg;
	sqlite3_stmt *s;
	assert_int_equal(sqlite3_prepare_v2(db->h, "SELECT sql FROM sqlite_schema WHERE name = :t",
				 -1, &s, NULL),
		SQLITE_OK);
	sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	const char *sql = (const char *)sqlite3_column_text(s, 0), *begin = sql;
	while ((sql = strstr(sql, "CHECK ("))) {
		const char *end = sql - 1, *name = end;
		while (name > begin && (isalnum((unsigned char)name[-1]) || name[-1] == '_'))
			name--;
		char field[64];
		snprintf(field, sizeof field, "%.*s", (int)(end - name), name);
		if (name - begin < 11 || strncmp(name - 11, "CONSTRAINT ", 11) != 0 ||
			ask("SELECT count (*) FROM pragma_table_info (%Q) WHERE name = %Q", table,
				field) + ask("SELECT count (*) FROM pragma_table_info (%Q) WHERE "
					     "name = %Q || '_id'",
						 table, field) ==
				0)
			fail_msg("%s: a CHECK without a field's name (%s)", table, field);
		sql++;
	}
	sqlite3_finalize(s);
}

static void test_checks(void **state)
{
	(void)state;
	for_each(TABLES, NULL, checks_are_named);
}

/* ---- the audit ---------------------------------------------------------------------------------
 */

/* Columns that follow from others: `check` proves them, the audit does not keep them. */
static bool is_derived(const char *table, const char *column)
{
	static const struct {
		const char *table, *column;
	} list[] = {{"cell", "code_key"}, {"cell_name", "name_fold"}, {"person", "name_key"},
		{"person", "name_fold"}, {"person", "cell_id"}, {"person", "stage"},
		{"person", "stage_on"}, {"person", "is_candidate"}, {"person", "uncovered"},
		/* never changed, and too much to keep twice */
		{"frozen_report", "doc"}, {"frozen_report", "json"}, {"frozen_report", "names"}};
	if (strcmp(column, "rev") == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if (!strcmp(list[i].table, table) && !strcmp(list[i].column, column))
			return true;
	return false;
}

static char *trigger_of(const char *table, const char *what)
{
	char name[64], *sql = NULL;
	sqlite3_stmt *s;
	snprintf(name, sizeof name, "%s_audit_%s", table, what);
	assert_int_equal(sqlite3_prepare_v2(db->h,
				 "SELECT sql FROM sqlite_schema WHERE type = 'trigger' "
				 "AND name = :n AND tbl_name = :t",
				 -1, &s, NULL),
		SQLITE_OK);
	sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, table, -1, SQLITE_STATIC);
	if (sqlite3_step(s) == SQLITE_ROW)
		sql = mem_strdup((const char *)sqlite3_column_text(s, 0));
	else
		fail_msg("no trigger %s", name);
	sqlite3_finalize(s);
	return sql;
}

/* Is `word` in the text as a whole word? */
static bool has_word(const char *text, const char *end, const char *word)
{
	size_t n = strlen(word);
	for (const char *p = text; (p = strstr(p, word)) && p < end; p++)
		if (!(isalnum((unsigned char)p[-1]) || p[-1] == '_') &&
			!(isalnum((unsigned char)p[n]) || p[n] == '_'))
			return true;
	return false;
}

static void is_kept(const char *table, const char *column)
{
	static const struct {
		const char *what;
		bool old, new;
	} triggers[] = {{"insert", false, true}, {"update", true, true}, {"delete", true, false}};
	bool derived = is_derived(table, column), is_id = !strcmp(column, "id");
	for (size_t i = 0; i < ARRAY_LEN(triggers); i++) {
		CLEANUP_FREE char *sql = trigger_of(table, triggers[i].what);
		char old[128], new[128];
		snprintf(old, sizeof old, "'%s', OLD.%s", column, column);
		snprintf(new, sizeof new, "'%s', NEW.%s", column, column);
		const char *end = sql + strlen(sql);
		bool kept = !derived && !is_id;
		if (has_word(sql, end, old) != (kept && triggers[i].old) ||
			has_word(sql, end, new) != (kept && triggers[i].new))
			fail_msg("%s_audit_%s and the column %s", table, triggers[i].what, column);
		const char *of = strstr(sql, "AFTER UPDATE OF");
		if (of && has_word(of, strstr(of, "\nON "), column) == derived)
			fail_msg("%s_audit_update fires on %s wrongly", table, column);
		if (!of && i == 1)
			fail_msg("%s_audit_update names no columns", table);
	}
}

static void is_audited(const char *arg, const char *table)
{
	(void)arg;
	for_each("SELECT name FROM pragma_table_info (%Q)", table, is_kept);
}

static void test_triggers(void **state)
{
	(void)state;
	for_each("SELECT t.name FROM sqlite_schema t, pragma_table_info (t.name) c "
		 "WHERE t.type = 'table' AND c.name = 'rev'",
		NULL, is_audited);
	/* tables without rev: lists that are part of the schema, the audit, what is derived, how files were
	 * brought in */
	assert_int_equal(
		dbtest_number(db,
			"SELECT count (*) FROM sqlite_schema t WHERE t.type = 'table' AND "
			"t.name NOT LIKE 'sqlite_%' AND NOT EXISTS "
			"(SELECT 1 FROM pragma_table_info (t.name) c WHERE c.name = 'rev') AND "
			"t.name NOT IN "
			"('cell_type', 'event_kind', 'audit', 'audit_change', 'person_word', "
			"'task', 'derived', 'import_file', 'import_batch', 'import_heading')"),
		0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_memory, close_memory)
	const struct CMUnitTest tests[] = {
		TEST(test_queries),
		TEST(test_walk_finds),
		TEST(test_strict),
		TEST(test_foreign_keys),
		TEST(test_checks),
		TEST(test_triggers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
