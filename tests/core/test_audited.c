/* The list of what is audited (db/query/audited.h), held against the schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "db/conn.h"

#include <stdio.h>
#include <string.h>

/* The statement whose text begins so. */
static const char *statement(const char *begin)
{
	for (int q = 0; q < DBQ_COUNT; q++) {
		const char *sql = db_query_info((enum db_query)q).sql;
		if (strncmp(sql, begin, strlen(begin)) == 0)
			return sql;
	}
	fail_msg("no statement %s", begin);
	return "";
}

static void must_have(const char *sql, const char *fmt, const char *column)
{
	char *text = sqlite3_mprintf(fmt, column);
	if (!strstr(sql, text))
		fail_msg("%s lacks %s", sql, text);
	sqlite3_free(text);
}

/* What the trigger of an insert keeps. */
static void check_table(const char *table, const char *trigger)
{
	char begin[120];
	bool is_frozen = strcmp(table, "frozen_report") == 0;
	snprintf(begin, sizeof begin, "UPDATE %s SET rev = rev + 1, %s", table,
		is_frozen ? "paper_no = :json" : "");
	const char *update = statement(begin);
	snprintf(begin, sizeof begin, "INSERT INTO %s (id, rev, ", table);
	const char *insert = is_frozen ? update : statement(begin);
	snprintf(begin, sizeof begin, "SELECT t.id FROM %s t WHERE t.id > :id AND audit_json",
		table);
	const char *check = statement(begin);
	int n = 0;
	for (const char *p = trigger; (p = strstr(p, ", NEW.")) != NULL; n++) {
		char column[64];
		p += 6;
		snprintf(column, sizeof column, "%.*s", (int)strcspn(p, " ,)"), p);
		if (strcmp(column, "id") == 0)
			continue;
		must_have(check, "'%s', t.", column);
		if (is_frozen)
			continue;
		must_have(update, " = :json ->> '%s'", column);
		must_have(insert, ", :json ->> '%s'", column);
	}
	assert_true(n > 0);
}

static void test_every_column(void **state)
{
	(void)state;
	sqlite3_stmt *s;
	int n = 0;
	sqlite3_prepare_v2(office.db->h,
		"SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE "
		"'%_audit_insert'",
		-1, &s, NULL);
	for (; sqlite3_step(s) == SQLITE_ROW; n++)
		check_table((const char *)sqlite3_column_text(s, 0),
			(const char *)sqlite3_column_text(s, 1));
	sqlite3_finalize(s);
	assert_true(n > 40);
}

/* Whatever refers to a record is looked at before it goes. */
static void test_every_reference(void **state)
{
	(void)state;
	sqlite3_stmt *s;
	int n = 0;
	sqlite3_prepare_v2(office.db->h,
		"SELECT t.name, f.\"from\", f.\"table\" FROM sqlite_schema t, "
		"pragma_foreign_key_list (t.name) f WHERE t.type = 'table' AND f.\"table\" IN "
		"(SELECT "
		"tbl_name FROM sqlite_schema WHERE name LIKE '%_audit_insert') AND t.name <> "
		"'task' "
		"AND NOT (t.name = 'person' AND f.\"from\" = 'cell_id')",
		-1, &s, NULL);
	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		char select[200];
		int found = 0;
		snprintf(select, sizeof select, " FROM %s WHERE %s = :id",
			(const char *)sqlite3_column_text(s, 0),
			(const char *)sqlite3_column_text(s, 1));
		for (int q = 0; q < DBQ_COUNT; q++) {
			const struct db_query_info i = db_query_info((enum db_query)q);
			char name[64] = "UNDO_USERS_";
			strncat(name, (const char *)sqlite3_column_text(s, 2), 50);
			if (sqlite3_stricmp(i.name, name) == 0 && strstr(i.sql, select))
				found++;
		}
		if (!found)
			fail_msg("%s", select);
	}
	sqlite3_finalize(s);
	assert_true(n > 50);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_every_column),
		OFFICE_TEST(test_every_reference),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
