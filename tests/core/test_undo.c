/* Taking acts back: what was, to the letter; never what somebody else has done since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_acts.h"

#include "core/intake.h"
#include "core/undo.h"
#include "db/conn.h"

#include <time.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
enum { STEPS = 600 };
#else
enum { STEPS = 10000 };
#endif

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

/* ---- every act ---------------------------------------------------------------------------------------
 */

static void test_random_acts(void **state)
{
	(void)state;
	enum { ACTS_EACH = STEPS / 10 };
	int done[ARRAY_LEN(acts)] = {0};
	seed = 77;
	random_open();
	for (int i = 0; i < ACTS_EACH; i++) {
		struct err e = {0};
		int which = fixture_below(&seed, ARRAY_LEN(acts)), people_before = people_n;
		int64_t last = last_act(o.db);
		CLEANUP_FREE char *before = dump(o.db);
		char what[40];
		snprintf(what, sizeof what, "step %d, act %d", i, which);
		acts[which](&e);
		if (last_act(o.db) == last)
			continue;
		there_and_back(o.db, last_act(o.db), before, what);
		done[which]++;
		/* in the end it is done, so that the next ones have something to rest on */
		if (fixture_below(&seed, 4))
			must_undo(o.db, last_act(o.db), what);
		else
			people_n = people_before;
	}
	fixture_sound(o.db);
	office_close(&o);
	for (size_t i = 0; i < ARRAY_LEN(acts); i++)
		if (!done[i])
			print_error("act %zu was never done\n", i);
}

/* ---- an import ---------------------------------------------------------------------------------------- */

/* n candidates as one act, with a cell, two events and a mentor each; the first one's id. */
static int64_t bring_in(struct db *db, int n, int64_t *ret_act)
{
	struct err e = {0};
	int64_t first = 0;
	assert_int_equal(act_begin(db, &fixture_by, "import_candidates", NULL, &e), 0);
	for (int i = 0; i < n; i++) {
		char name[40];
		snprintf(name, sizeof name, "Trần Văn %c%c%c", 'A' + i % 26, 'a' + i / 26 % 26,
			'a' + i / 676 % 26);
		const struct person p = {
			.full_name = name, .birth = {(short)(1980 + i % 20), 3, 4}};
		const struct event events[] = {{.kind = EVENT_FOUND, .on = {2025, 1, 2}},
			{.kind = EVENT_LISTED, .on = {2025, 3, 2}}};
		const struct intake in = {&p, office.hamlet, events, 2};
		struct intake_mentor m = {
			.id = office.official[0], .name = "Đảng viên", .from = {2025, 3, 2}};
		struct fact_event *facts = NULL;
		struct intake_taken taken;
		size_t at;
		int rule;
		assert_int_equal(person_facts(db, m.id, &facts, &m.facts, &e), 0);
		assert_int_equal(intake_person(db, &fixture_by, &in, &taken, &at, &rule, &e), 0);
		assert_int_equal(intake_mentors(db, &taken, &m, 1, &at, &e), 0);
		free(facts);
		first = first ? first : taken.id.v;
	}
	assert_int_equal(db_act_commit(db, "import", 0, &e), 0);
	*ret_act = last_act(db);
	return first;
}

static void test_import(void **state)
{
	(void)state;
	const char *many = getenv("UNDO_PEOPLE");
	int n = many ? atoi(many) : STEPS / 10;
	CLEANUP_FREE char *before = dump(office.db);
	int64_t act;
	struct timespec a, b;
	bring_in(office.db, n, &act);
	CLEANUP_FREE char *after = dump(office.db);
	clock_gettime(CLOCK_MONOTONIC, &a);
	must_undo(office.db, act, "import");
	clock_gettime(CLOCK_MONOTONIC, &b);
	print_message(
		"%.1f s\n", (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec));
	CLEANUP_FREE char *undone = dump(office.db);
	same_text("import", before, undone);
	clock_gettime(CLOCK_MONOTONIC, &a);
	must_undo(office.db, last_act(office.db), "import again");
	clock_gettime(CLOCK_MONOTONIC, &b);
	print_message(
		"%.1f s\n", (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec));
	CLEANUP_FREE char *redone = dump(office.db);
	same_text("import again", after, redone);
}

/* ---- two clerks, edits and undos ---------------------------------------------------------------------- */

/* What each act did to each record, told by the audit alone: it put its own state on top of those before, or (an undo)
 * took one off or put it back. An undo may only take off what is on top: whatever lies above is somebody's work. */
static sqlite3 *model;

static int64_t model_number(const char *sql, int64_t a, const char *record, int64_t id)
{
	sqlite3_stmt *s;
	int64_t r = 0;
	assert_int_equal(sqlite3_prepare_v2(model, sql, -1, &s, NULL), SQLITE_OK);
	sqlite3_bind_int64(s, 1, a);
	sqlite3_bind_text(s, 2, record, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s, 3, id);
	if (sqlite3_step(s) == SQLITE_ROW)
		r = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return r;
}

static void model_open(void)
{
	assert_int_equal(sqlite3_open(":memory:", &model), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(model,
			/* state: lies on `below`; 0 where it was taken off */
			"CREATE TABLE state (n INTEGER PRIMARY KEY, act INT, record TEXT, "
			"id INT, is_on INT);"
			"CREATE INDEX of_record ON state (record, id, is_on, n);"
			/* is_off: took the state n off, else put it on; below: what was under it */
			"CREATE TABLE deed (act INT, record TEXT, id INT, n INT, below INT, "
			"is_off INT, PRIMARY KEY (act, record, id))",
			NULL, NULL, NULL),
		SQLITE_OK);
}

#define TOP                                                                                        \
	"SELECT n FROM state WHERE ?1 = 0 AND record = ?2 AND id = ?3 AND is_on ORDER BY n DESC "  \
	"LIMIT 1"

static void model_write(
	int64_t act, const char *record, int64_t id, int64_t n, int64_t below, int off)
{
	char *sql = sqlite3_mprintf("INSERT INTO deed VALUES (%lld, %Q, %lld, %lld, %lld, %d);"
				    "UPDATE state SET is_on = %d WHERE n = %lld",
		(long long)act, record, (long long)id, (long long)n, (long long)below, off, !off,
		(long long)n);
	assert_int_equal(sqlite3_exec(model, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_free(sql);
}

static void model_add(int64_t act, const char *record, int64_t id, int64_t top)
{
	model_number("INSERT INTO state (act, record, id, is_on) VALUES (?1, ?2, ?3, 1)", act,
		record, id);
	model_write(act, record, id, sqlite3_last_insert_rowid(model), top, 0);
}

/* Which rule set a dossier keeps follows from the events, and is nobody's work. */
static bool is_only_rule_set(int64_t act, const char *record, int64_t id)
{
	char *sql = sqlite3_mprintf(
		"SELECT count (*) FROM audit_change WHERE audit_id = %lld AND record = %Q AND "
		"record_id = %lld "
		"AND json_remove (before, '$.frozen_on', '$.rule_shipped', '$.rule_set_id') IS NOT "
		"json_remove (after, '$.frozen_on', '$.rule_shipped', '$.rule_set_id')",
		(long long)act, record, (long long)id);
	bool is_only = strcmp(record, "dossier") == 0 && fixture_number(o.db, sql) == 0;
	sqlite3_free(sql);
	return is_only;
}

/* One record that an act changed; `of`: the act it takes back, 0. */
static void model_take(int64_t act, int64_t of, const char *record, int64_t id)
{
	int64_t top = model_number(TOP, 0, record, id);
	int64_t n =
		of ? model_number("SELECT n FROM deed WHERE act = ?1 AND record = ?2 AND id = ?3",
			     of, record, id)
		   : 0;
	if (!of)
		model_add(act, record, id, top);
	if (!of || (!n && is_only_rule_set(act, record, id)))
		return;
	if (!n)
		fail_msg("undo of %d wrote %s %d", (int)of, record, (int)id);
	int64_t below =
		model_number("SELECT below FROM deed WHERE act = ?1 AND record = ?2 AND id = ?3",
			of, record, id);
	bool was_off =
		model_number("SELECT is_off FROM deed WHERE act = ?1 AND record = ?2 AND id = ?3",
			of, record, id);
	if (top != (was_off ? below : n) && is_only_rule_set(act, record, id))
		return;
	if (top != (was_off ? below : n))
		fail_msg("act %d, undo of %d: another's %s %d was written over", (int)act, (int)of,
			record, (int)id);
	model_write(act, record, id, n, below, !was_off);
}

static void model_act(int64_t act)
{
	sqlite3_stmt *s;
	int64_t of = 0;
	char *sql =
		sqlite3_mprintf("SELECT DISTINCT c.record, c.record_id, CASE a.record WHEN 'audit' "
				"THEN a.record_id ELSE 0 END FROM audit_change c JOIN audit a "
				"ON a.id = c.audit_id WHERE c.audit_id = %lld "
				"AND c.before IS NOT c.after",
			(long long)act);
	assert_int_equal(sqlite3_prepare_v2(o.db->h, sql, -1, &s, NULL), SQLITE_OK);
	sqlite3_free(sql);
	while (sqlite3_step(s) == SQLITE_ROW) {
		of = sqlite3_column_int64(s, 2);
		model_take(act, of, (const char *)sqlite3_column_text(s, 0),
			sqlite3_column_int64(s, 1));
	}
	sqlite3_finalize(s);
}

/* Who is there now. */
static void count_people(void)
{
	sqlite3_stmt *s;
	sqlite3_prepare_v2(o.db->h, "SELECT id FROM person ORDER BY id LIMIT 60", -1, &s, NULL);
	for (people_n = 0; people_n < MOST && sqlite3_step(s) == SQLITE_ROW; people_n++)
		people[people_n].v = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
}

static void check_kept(const struct undo_result *res, bool whole, int r)
{
	for (size_t i = 0; i < res->kept_count; i++) {
		const struct undo_kept *k = &res->kept[i];
		if (!k->record || !k->id || k->why < UNDO_CHANGED || k->why > UNDO_CONTRADICTS)
			fail_msg("kept: %s %d", k->record, (int)k->id);
	}
	if (whole && (res->kept_count > 0) != (r == ERR_CONFLICT))
		fail_msg("whole: %d, %zu", r, res->kept_count);
}

static void test_two_clerks(void **state)
{
	(void)state;
	int tried = 0, undone = 0, partly = 0, refused = 0;
	seed = 4711;
	random_open();
	model_open();
	int64_t base = last_act(o.db);
	for (int64_t a = 1; a <= base; a++)
		model_act(a);
	for (int i = 0; i < STEPS; i++) {
		struct err e = {0};
		int64_t last = last_act(o.db);
		by.actor = fixture_below(&seed, 2) ? "lan" : "hoa";
		if (last > base && fixture_below(&seed, 3) == 0) {
			int64_t act = last - fixture_below(&seed,
						     last - base < 40 ? (int)(last - base) : 40);
			bool whole = fixture_below(&seed, 2);
			struct undo_result res;
			int r = undo_act(
				o.db, &by, act, whole, fixture_below(&seed, 10) == 0, &res, &e);
			if (r && r != ERR_CONFLICT && r != ERR_REFUSED)
				fail_msg("step %d: %d %s %s:%d", i, r, e.detail, e.file, e.line);
			check_kept(&res, whole, r);
			tried++;
			refused += r != 0;
			undone += !r && res.removed + res.restored + res.brought_back;
			partly += !r && res.kept_count;
			undo_result_done(&res);
			count_people();
		} else
			acts[fixture_below(&seed, ARRAY_LEN(acts))](&e);
		if (last_act(o.db) != last)
			model_act(last_act(o.db));
		if (i % (STEPS / 10) == 0 && fixture_faults(o.db))
			fail_msg("step %d: %s", i, fixture_fault());
	}
	fixture_sound(o.db);
	print_message("%d tried, %d undone, %d of them in part, %d refused\n", tried, undone,
		partly, refused);
	assert_true(undone > STEPS / 20 && partly > STEPS / 200 && refused > STEPS / 100);
	sqlite3_close(model);
	office_close(&o);
}

/* ---- the list of what is audited ------------------------------------------------------------------------ */

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

/* ---- what stays ------------------------------------------------------------------------------------------ */

static const struct act_by lan = {.actor = "lan"}, hoa = {.actor = "hoa"};

/* Whole is refused and does nothing; the first reason. */
static struct undo_kept refused(int64_t act, const char *what)
{
	struct undo_result res;
	struct err e = {0};
	CLEANUP_FREE char *before = dump(office.db);
	int r = undo_act(office.db, &lan, act, true, false, &res, &e);
	if (r != ERR_CONFLICT || !res.kept_count || res.removed + res.restored + res.brought_back)
		fail_msg("%s: %d, %zu stay", what, r, res.kept_count);
	CLEANUP_FREE char *after = dump(office.db);
	same_text(what, before, after);
	struct undo_kept k = res.kept[0];
	for (size_t i = 0; i < res.kept_count; i++)
		if (res.kept[i].why != UNDO_DEPENDED && k.why == UNDO_DEPENDED)
			k = res.kept[i];
	k.record = NULL;
	undo_result_done(&res);
	return k;
}

/* SQL as an act of its own. */
static int64_t sql_act(const char *sql)
{
	char *fault = NULL;
	assert_int_equal(act_begin(office.db, &lan, "by_hand", NULL, NULL), 0);
	if (sqlite3_exec(office.db->h, sql, NULL, NULL, &fault) != SQLITE_OK)
		fail_msg("%s", fault);
	assert_int_equal(db_act_commit(office.db, "person", 0, NULL), 0);
	return last_act(office.db);
}

static int64_t change_note(struct person_id id, const char *note, const struct act_by *who)
{
	struct person p = fixture_load(office.db, id);
	struct err e = {0};
	free(p.note);
	p.note = mem_strdup(note);
	assert_int_equal(person_save(office.db, who, &p, p.cell, &id, &e), 0);
	person_done(&p);
	return last_act(office.db);
}

static void test_changed_since(void **state)
{
	(void)state;
	int64_t first = change_note(office.candidate, "một", &lan);
	int64_t second = change_note(office.candidate, "hai", &hoa);
	struct undo_kept k = refused(first, "changed since");
	assert_int_equal(k.why, UNDO_CHANGED);
	assert_int_equal(k.act, second);
	assert_int_equal(k.person.v, office.candidate.v);
	struct strbuf b = {0};
	k.record = (char *)"person";
	assert_int_equal(undo_kept_add(office.db, &b, &k, NULL), 0);
	assert_non_null(strstr(strbuf_str(&b), "hoa"));
	strbuf_done(&b);
	/* the newer one first, and then the older one */
	must_undo(office.db, second, "the newer");
	must_undo(office.db, first, "the older");
	struct person p = fixture_load(office.db, office.candidate);
	assert_null(p.note);
	person_done(&p);
	/* nothing is left of it */
	struct undo_result res;
	int64_t last = last_act(office.db);
	assert_int_equal(undo_act(office.db, &lan, first, true, false, &res, NULL), 0);
	assert_int_equal(res.removed + res.restored + res.brought_back + (long)res.kept_count, 0);
	assert_int_equal(last_act(office.db), last);
}

static void test_depended_on(void **state)
{
	(void)state;
	struct person_id member =
		fixture_member(office.db, "Đỗ Văn Sáu", "2001-01-01", "2002-01-01", office.hamlet);
	int64_t act = last_act(office.db);
	fixture_mentor(office.db, office.candidate, member, "2025-03-01", NULL);
	struct undo_kept k = refused(act, "a mentor");
	assert_int_equal(k.why, UNDO_DEPENDED);
	assert_int_equal(k.act, last_act(office.db));
	/* in part: he stays with all that was recorded of him */
	struct undo_result res;
	assert_int_equal(undo_act(office.db, &lan, act, false, false, &res, NULL), 0);
	assert_int_equal(res.removed, 0);
	assert_int_equal(res.kept_count, 2);
	undo_result_done(&res);
	must_undo(office.db, last_act(office.db), "the assignment");
	must_undo(office.db, act, "the mentor");
	assert_int_equal(person_load(office.db, member, &(struct person){0}, NULL), ERR_NOT_FOUND);
}

static void test_gone(void **state)
{
	(void)state;
	struct event e;
	int64_t id = fixture_event(office.db, office.candidate, EVENT_CLASS, "2025-05-01"), act;
	assert_int_equal(event_load(office.db, id, &e, NULL), 0);
	e.on = fixture_day("2025-06-01");
	assert_int_equal(event_save(office.db, &lan, &e, true, NULL, NULL, NULL), 0);
	act = last_act(office.db);
	assert_int_equal(event_remove(office.db, &hoa, id, e.rev + 1, NULL), 0);
	event_done(&e);
	assert_int_equal(refused(act, "gone").why, UNDO_GONE);
	/* it comes back by undoing that, with its number, and never with a rev that it has had */
	must_undo(office.db, last_act(office.db), "the removal");
	assert_int_equal(event_load(office.db, id, &e, NULL), 0);
	assert_true(e.rev > 2);
	assert_int_equal(event_remove(office.db, &hoa, id, 2, NULL), ERR_CONFLICT);
	event_done(&e);
	must_undo(office.db, act, "the correction");
}

static void give_number(struct person_id id, const char *cccd)
{
	struct person p = fixture_load(office.db, id);
	struct err e = {0};
	free(p.cccd);
	p.cccd = mem_strdup(cccd);
	if (person_save(office.db, &lan, &p, p.cell, &id, &e))
		fail_msg("%s: %s %s", cccd, e.field, e.detail);
	person_done(&p);
}

static void test_contradicts(void **state)
{
	(void)state;
	give_number(office.candidate, "070195000017");
	give_number(office.candidate, NULL);
	int64_t act = last_act(office.db);
	give_number(office.probationary, "070195000017");
	assert_int_equal(refused(act, "two with one number").why, UNDO_CONTRADICTS);
	/* a mentor who was no member yet on that day */
	struct person p = fixture_load(office.db, office.official[2]);
	struct date was = p.official_on;
	p.official_on = fixture_day("2024-01-01");
	p.joined_on = fixture_day("2023-01-01");
	assert_int_equal(person_save(office.db, &lan, &p, p.cell, &p.id, NULL), 0);
	p.rev++;
	p.official_on = was;
	p.joined_on = fixture_day("2011-01-01");
	assert_int_equal(person_save(office.db, &lan, &p, p.cell, &p.id, NULL), 0);
	act = last_act(office.db);
	person_done(&p);
	fixture_mentor(office.db, office.candidate, office.official[2], "2023-06-01", NULL);
	assert_int_equal(refused(act, "no member yet").why, UNDO_CONTRADICTS);
}

static void test_never(void **state)
{
	(void)state;
	struct undo_result res;
	struct err e = {0};
	assert_int_equal(undo_act(office.db, &lan, 99999, true, false, &res, &e), ERR_NOT_FOUND);
	assert_string_equal(e.field, "audit");
	int64_t act = sql_act(
		"INSERT INTO frozen_report (report, from_date, to_date, as_of, lang, title, "
		"frozen_at, "
		"frozen_by, audit_id, doc, json, names) VALUES ('x', '2026-01-01', '2026-12-31', "
		"'2026-11-23', 'vi', 'x', 'x', 'x', 1, x'00', x'00', x'00')");
	assert_int_equal(undo_act(office.db, &lan, act, true, false, &res, &e), ERR_REFUSED);
	/* to whom it was sent can be said anew */
	act = sql_act("UPDATE frozen_report SET sent_to = 'y', rev = rev + 1");
	must_undo(office.db, act, "sent to");
	assert_int_equal(fixture_number(office.db, "SELECT sent_to IS NULL FROM frozen_report"), 1);
	/* the only name of the committee */
	act = fixture_number(
		office.db, "SELECT audit_id FROM audit_change WHERE record = 'committee' LIMIT 1");
	assert_int_equal(refused(act, "the committee").why, UNDO_CONTRADICTS);
}

/* ---- in part ------------------------------------------------------------------------------------------ */

static void test_import_in_part(void **state)
{
	(void)state;
	CLEANUP_FREE char *before = dump(office.db);
	struct undo_result res;
	int64_t act, first = bring_in(office.db, 10, &act), edit, step;
	edit = change_note((struct person_id){first + 3}, "đã gặp", &hoa);
	fixture_event(office.db, (struct person_id){first + 5}, EVENT_CLASS, "2025-06-01");
	step = last_act(office.db);
	CLEANUP_FREE char *full = dump(office.db);
	assert_int_equal(undo_act(office.db, &lan, act, false, true, &res, NULL), 0);
	undo_result_done(&res);
	CLEANUP_FREE char *tried = dump(office.db);
	same_text("on trial", full, tried);
	assert_int_equal(undo_act(office.db, &lan, act, false, false, &res, NULL), 0);
	/* each of the two with the membership, two events and the assignment */
	assert_int_equal(res.kept_count, 10);
	assert_int_equal(res.removed, 40);
	int changed = 0;
	for (size_t i = 0; i < res.kept_count; i++) {
		const struct undo_kept *k = &res.kept[i];
		assert_true(k->person.v == first + 3 || k->person.v == first + 5);
		assert_true(k->act == edit || k->act == step);
		changed += k->why == UNDO_CHANGED;
	}
	assert_int_equal(changed, 1);
	undo_result_done(&res);
	fixture_sound(office.db);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM person WHERE note = 'đã gặp'"), 1);
	/* without what held them the rest goes, too */
	must_undo(office.db, edit, "the note");
	must_undo(office.db, step, "the step");
	must_undo(office.db, act, "the rest");
	CLEANUP_FREE char *after = dump(office.db);
	same_text("in two parts", before, after);
}

/* Two made one: what was the other's comes back to him, and he with his number. */
static void test_merge(void **state)
{
	(void)state;
	struct person_id other =
		fixture_person(office.db, "Nguyễn Văn Ảnh", "1995-01-01", office.school);
	fixture_event(office.db, other, EVENT_FOUND, "2024-01-01");
	fixture_mentor(office.db, other, office.official[1], "2024-02-01", NULL);
	CLEANUP_FREE char *before = dump(office.db);
	char *sql = sqlite3_mprintf(
		"DELETE FROM task WHERE person_id = %d; "
		"DELETE FROM person_word WHERE person_id = %d; "
		"UPDATE event SET person_id = %d, rev = rev + 1 WHERE person_id = %d; "
		"DELETE FROM person_cell WHERE person_id = %d; "
		"UPDATE mentor_assignment SET person_id = %d, rev = rev + 1 "
		"WHERE person_id = %d; DELETE FROM person WHERE id = %d; "
		"UPDATE person SET note = 'hai làm một', rev = rev + 1 WHERE id = %d",
		(int)other.v, (int)other.v, (int)office.candidate.v, (int)other.v, (int)other.v,
		(int)office.candidate.v, (int)other.v, (int)other.v, (int)office.candidate.v);
	int64_t act = sql_act(sql);
	sqlite3_free(sql);
	must_undo(office.db, act, "merge");
	CLEANUP_FREE char *after = dump(office.db);
	same_text("merge", before, after);
}

/* ---- step by step --------------------------------------------------------------------------------------- */

static int64_t last_of(const struct act_by *who, struct person_id person)
{
	int64_t act = -1;
	assert_int_equal(undo_last(office.db, who->actor, person, &act, NULL), 0);
	return act;
}

static void test_last(void **state)
{
	(void)state;
	const struct person_id any = {0};
	assert_int_equal(last_of(&lan, any), 0);
	int64_t a = change_note(office.candidate, "một", &lan);
	int64_t b = change_note(office.probationary, "hai", &lan);
	int64_t c = change_note(office.official[0], "ba", &hoa);
	assert_int_equal(last_of(&lan, any), b);
	assert_int_equal(last_of(&hoa, any), c);
	assert_int_equal(last_of(&lan, office.candidate), a);
	assert_int_equal(last_of(&hoa, office.candidate), 0);
	must_undo(office.db, b, "b");
	assert_int_equal(last_of(&lan, any), a);
	assert_int_equal(last_of(&lan, office.probationary), 0);
	must_undo(office.db, last_act(office.db), "b again");
	assert_int_equal(last_of(&lan, any), b);
	assert_int_equal(last_of(&lan, office.probationary), b);
	int64_t older = 0;
	assert_int_equal(undo_before(office.db, "lan", any, b, &older, NULL), 0);
	assert_int_equal(older, a);
}

/* The audit is all it needs: another day, another program. */
static void test_restart(void **state)
{
	(void)state;
	char path[] = "/tmp/test-undo-XXXXXX", file[64];
	struct db *db;
	struct cell_id cell;
	assert_non_null(mkdtemp(path));
	snprintf(file, sizeof file, "%s/x.db", path);
	assert_int_equal(db_open(file, DB_CREATE, &db, NULL), 0);
	cell = fixture_cell(db, "AP1", "Chi bộ Ấp 1", CELL_RESIDENTIAL);
	CLEANUP_FREE char *before = dump(db);
	fixture_person(db, "Lê Thị Bốn", "1999-01-01", cell);
	CLEANUP_FREE char *after = dump(db);
	db_close(db);
	assert_int_equal(db_open(file, 0, &db, NULL), 0);
	int64_t act = 0;
	assert_int_equal(undo_last(db, fixture_by.actor, (struct person_id){0}, &act, NULL), 0);
	must_undo(db, act, "after a restart");
	CLEANUP_FREE char *undone = dump(db);
	same_text("after a restart", before, undone);
	db_close(db);
	assert_int_equal(db_open(file, 0, &db, NULL), 0);
	must_undo(db, last_act(db), "redo after a restart");
	CLEANUP_FREE char *redone = dump(db);
	same_text("redo after a restart", after, redone);
	db_close(db);
	unlink(file);
	rmdir(path);
}

/* The same press twice is one undo; and inside another act it is a part of it. */
static void test_once(void **state)
{
	(void)state;
	struct undo_result res;
	const struct act_by once = {.actor = "lan", .uid = "u-1"}, outer = {.actor = "lan"};
	int64_t act = change_note(office.candidate, "một", &lan);
	assert_int_equal(undo_act(office.db, &once, act, true, false, &res, NULL), 0);
	assert_int_equal(res.restored, 1);
	int64_t last = last_act(office.db);
	assert_int_equal(undo_act(office.db, &once, act, true, false, &res, NULL), 0);
	assert_int_equal(res.restored, 0);
	assert_int_equal(last_act(office.db), last);
	act = change_note(office.candidate, "hai", &lan);
	assert_int_equal(act_begin(office.db, &outer, "import_undo", NULL, NULL), 0);
	assert_int_equal(undo_act(office.db, &outer, act, false, false, &res, NULL), 0);
	assert_int_equal(db_act_commit(office.db, "audit", act, NULL), 0);
	assert_int_equal(last_of(&lan, (struct person_id){0}), 0);
}

int main(void)
{
	fixture_start();
	cmocka_set_test_filter(getenv("UNDO_TEST"));
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_every_column),
		OFFICE_TEST(test_every_reference),
		OFFICE_TEST(test_changed_since),
		OFFICE_TEST(test_depended_on),
		OFFICE_TEST(test_gone),
		OFFICE_TEST(test_contradicts),
		OFFICE_TEST(test_never),
		OFFICE_TEST(test_import_in_part),
		OFFICE_TEST(test_merge),
		OFFICE_TEST(test_last),
		OFFICE_TEST(test_once),
		cmocka_unit_test(test_restart),
		OFFICE_TEST(test_import),
		cmocka_unit_test(test_two_clerks),
		cmocka_unit_test(test_random_acts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
