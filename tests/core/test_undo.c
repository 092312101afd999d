/* Taking acts back: what was, to the letter; never what somebody else has done since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "undo_test.h"

#include "core/intake.h"

#include <stdio.h>
#include <unistd.h>

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
	CLEANUP_FREE char *before = dump(office.db);
	int64_t act;
	bring_in(office.db, 500, &act);
	there_and_back(office.db, act, before, "import");
	/* its batch knows */
	char *sql = sqlite3_mprintf(
		"INSERT INTO import_file VALUES (1, 1, x'00'); INSERT INTO import_batch "
		"VALUES (1, %lld, 'candidates', 'x.csv', 1, '', 500, 0, 0, 0, NULL, NULL)",
		(long long)act);
	must_undo(office.db, last_act(office.db), "import again");
	assert_int_equal(sqlite3_exec(office.db->h, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_free(sql);
	must_undo(office.db, act, "import, with its batch");
	assert_int_equal(fixture_number(office.db, "SELECT undone_id FROM import_batch"),
		last_act(office.db));
	must_undo(office.db, last_act(office.db), "import again, with its batch");
	assert_int_equal(
		fixture_number(office.db, "SELECT undone_id IS NULL FROM import_batch"), 1);
	must_undo(office.db, last_act(office.db), "import once more, with its batch");
	assert_int_equal(fixture_number(office.db, "SELECT undone_id FROM import_batch"),
		last_act(office.db));
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
	assert_int_equal(undo_last(office.db, who->actor, person, 0, &act, NULL), 0);
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
	/* what was taken back last is done again first */
	must_undo(office.db, b, "b");
	int64_t first = last_act(office.db), again = 0, of = 0;
	must_undo(office.db, a, "a");
	int64_t second = last_act(office.db);
	const struct act_by *who = &fixture_by; /* who pressed the keys */
	assert_int_equal(undo_again(office.db, who->actor, any, &again, &of, NULL), 0);
	assert_int_equal(again, second);
	assert_int_equal(of, a);
	must_undo(office.db, again, "a again");
	assert_int_equal(undo_again(office.db, who->actor, any, &again, &of, NULL), 0);
	assert_int_equal(again, first);
	must_undo(office.db, again, "b again");
	assert_int_equal(undo_again(office.db, who->actor, any, &again, &of, NULL), 0);
	assert_int_equal(again, 0);
	assert_int_equal(last_of(&lan, any), b);
	int64_t older = 0;
	assert_int_equal(undo_last(office.db, "lan", any, b, &older, NULL), 0);
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
	assert_int_equal(undo_last(db, fixture_by.actor, (struct person_id){0}, 0, &act, NULL), 0);
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

/* ---- memory that runs out ---------------------------------------------------------------------------------- */

/* Wherever it does, nothing is done, and in the end all is. */
static void test_memory(void **state)
{
	(void)state;
	int64_t act;
	bring_in(office.db, 3, &act);
	change_note((struct person_id){fixture_number(office.db, "SELECT max (id) FROM person")},
		"đã gặp", &hoa);
	CLEANUP_FREE char *before = dump(office.db);
	int r = ERR_NOMEM, failed = 0;
	for (long n = 1; r == ERR_NOMEM; n++) {
		struct undo_result res;
		struct err e = {0};
		mem_fail_at(n);
		r = undo_act(office.db, &lan, act, false, false, &res, &e);
		mem_fail_at(0);
		failed += r == ERR_NOMEM;
		undo_result_done(&res);
		if (r == ERR_NOMEM) {
			CLEANUP_FREE char *after = dump(office.db);
			same_text("without memory", before, after);
		} else if (r)
			fail_msg("%ld: %d %s", n, r, e.detail);
	}
	assert_true(failed > 50);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM person WHERE note = 'đã gặp'"), 1);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_changed_since),
		OFFICE_TEST(test_depended_on),
		OFFICE_TEST(test_gone),
		OFFICE_TEST(test_contradicts),
		OFFICE_TEST(test_never),
		OFFICE_TEST(test_import),
		OFFICE_TEST(test_import_in_part),
		OFFICE_TEST(test_merge),
		OFFICE_TEST(test_last),
		OFFICE_TEST(test_once),
		OFFICE_TEST(test_memory),
		cmocka_unit_test(test_restart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
