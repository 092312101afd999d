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

int main(void)
{
	fixture_start();
	cmocka_set_test_filter(getenv("UNDO_TEST"));
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_import),
		cmocka_unit_test(test_two_clerks),
		cmocka_unit_test(test_random_acts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
