/* Acts and undos at random: what is taken back is what was, and nobody's work is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_acts.h"
#include "undo_test.h"

#if defined __SANITIZE_ADDRESS__
enum { STEPS = 600 };
#else
enum { STEPS = 10000 };
#endif

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
		} else {
			int which = fixture_below(&seed, ARRAY_LEN(acts));
			/* of many rule sets everybody's tasks are made anew each time */
			if (acts[which] != change_rules || fixture_below(&seed, 10) == 0)
				acts[which](&e);
		}
		if (last_act(o.db) != last)
			model_act(last_act(o.db));
		if (i % (STEPS / 10) == 0 && fixture_faults(o.db))
			fail_msg("step %d: %s", i, fixture_fault());
	}
	fixture_sound(o.db);
	print_message("%d tried, %d undone, %d of them in part, %d refused\n", tried, undone,
		partly, refused);
	assert_true(undone > STEPS / 20 && partly > STEPS / 200 && refused > STEPS / 200);
	sqlite3_close(model);
	office_close(&o);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_acts),
		cmocka_unit_test(test_two_clerks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
