/* What the audit has of one person: what changed, what was removed, why; nothing of anybody else's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/audit_json.h"
#include "core/audit_log.h"
#include "core/dossier.h"

#include <stdlib.h>
#include <string.h>

#define D(y, m, d) ((struct date){y, m, d})

static void test_json(void **state)
{
	(void)state;
	struct json_pair *p;
	size_t n;
	struct err e = {0};
	assert_int_equal(
		audit_json_read(
			"{\"a\":\"x \\\"y\\\" \\\\ \\u000a\",\"b\":-12,\"c\":\"\"}", &p, &n, &e),
		0);
	assert_int_equal(n, 3);
	assert_string_equal(audit_json_value(p, n, "a"), "x \"y\" \\ \n");
	assert_string_equal(audit_json_value(p, n, "b"), "-12");
	assert_string_equal(audit_json_value(p, n, "c"), "");
	assert_null(audit_json_value(p, n, "d"));
	audit_json_done(p, n);
	assert_int_equal(audit_json_read(NULL, &p, &n, &e), 0);
	assert_int_equal(n, 0);
	audit_json_done(p, n);
	static const char *const bad[] = {"", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}",
		"{\"a\":1}x", "{\"a\":\"x}", "{\"a\":\"\\u00\"}", "{\"a\":\"\\n\"}", "{\"a\":[1]}",
		"[]"};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (audit_json_read(bad[i], &p, &n, &e) != ERR_CORRUPT)
			fail_msg("%s was read", bad[i]);
}

/* What was written by the trigger's own function comes back. */
static void test_round(void **state)
{
	(void)state;
	struct err e = {0};
	struct person p = fixture_load(office.db, office.candidate);
	free(p.note);
	p.note = mem_strdup("nói \"không\" \\ C:\\x — ổn");
	assert_int_equal(person_save(office.db, &fixture_by, &p, p.cell, &p.id, &e), 0);
	struct audit_log log;
	assert_int_equal(audit_log_load(office.db, office.candidate, &log, &e), 0);
	assert_int_equal(log.entries[0].change, LOG_CHANGED);
	assert_int_equal(log.entries[0].field_count, 1);
	assert_null(log.entries[0].fields[0].before);
	assert_string_equal(log.entries[0].fields[0].after, p.note);
	audit_log_done(&log);
	person_done(&p);
}

static const struct log_entry *entry(
	const struct audit_log *log, const char *act, const char *record, enum log_change change)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct log_entry *e = &log->entries[i];
		if (!strcmp(e->act, act) && !strcmp(e->record, record) && e->change == change)
			return e;
	}
	fail_msg("no %s of %s", act, record);
	return NULL;
}

static const struct log_field *field(const struct log_entry *e, const char *name)
{
	const char *label = audit_field_label(e->record, name);
	for (size_t i = 0; i < e->field_count; i++)
		if (!strcmp(e->fields[i].label, label))
			return &e->fields[i];
	fail_msg("no %s", name);
	return NULL;
}

static void test_log(void **state)
{
	(void)state;
	struct err e = {0};
	struct act_by by = {.actor = "lan", .reason = "Chờ thẩm tra"};
	struct event ev = {.person = office.candidate, .kind = EVENT_CLASS, .on = D(2025, 3, 1)};
	assert_int_equal(event_save(office.db, &by, &ev, false, &ev.id, NULL, &e), 0);
	ev.rev = 1;
	ev.on = D(2025, 4, 2);
	ev.paper_no = (char *)(uintptr_t) "7/GCN";
	assert_int_equal(event_save(office.db, &fixture_by, &ev, false, NULL, NULL, &e), 0);
	assert_int_equal(event_remove(office.db, &fixture_by, ev.id, 2, &e), 0);
	/* its number goes to somebody else's event */
	struct person_id other = fixture_person(office.db, "Lê Thị Khác", "1999", office.hamlet);
	assert_int_equal(fixture_event(office.db, other, EVENT_FOUND, "2026-05-05"), ev.id);

	struct audit_log log;
	assert_int_equal(audit_log_load(office.db, office.candidate, &log, &e), 0);
	const struct log_entry *at = entry(&log, "event_add", "event", LOG_ADDED);
	for (size_t i = 0; i < log.n; i++)
		if (log.entries[i].record_id == ev.id && !strcmp(log.entries[i].record, "event") &&
			log.entries[i].change == LOG_ADDED)
			at = &log.entries[i];
	assert_string_equal(at->actor, "lan");
	assert_string_equal(at->reason, "Chờ thẩm tra");
	assert_string_equal(at->name, "Class certificate");
	assert_string_equal(field(at, "on_date")->after, "01/03/2025");
	at = entry(&log, "event_change", "event", LOG_CHANGED);
	assert_int_equal(at->field_count, 2);
	assert_string_equal(field(at, "on_date")->before, "01/03/2025");
	assert_string_equal(field(at, "on_date")->after, "02/04/2025");
	assert_null(field(at, "paper_no")->before);
	assert_string_equal(field(at, "paper_no")->after, "7/GCN");
	at = entry(&log, "event_remove", "event", LOG_REMOVED);
	assert_string_equal(field(at, "paper_no")->before, "7/GCN");
	assert_null(field(at, "paper_no")->after);
	/* latest act first, each change once */
	for (size_t i = 1; i < log.n; i++)
		assert_true(log.entries[i - 1].act_id > log.entries[i].act_id ||
			    (log.entries[i - 1].act_id == log.entries[i].act_id &&
				    log.entries[i - 1].id < log.entries[i].id));
	for (size_t i = 0; i < log.n; i++)
		assert_true(!log.entries[i].name || !strstr(log.entries[i].name, "Found"));
	audit_log_done(&log);

	/* and of the other: his own, and nothing of what had the number before */
	assert_int_equal(audit_log_load(office.db, other, &log, &e), 0);
	for (size_t i = 0; i < log.n; i++)
		assert_int_not_equal(log.entries[i].change, LOG_REMOVED);
	entry(&log, "event_add", "event", LOG_ADDED);
	audit_log_done(&log);
}

/* A vote that was recorded and removed again. */
static void test_dossier(void **state)
{
	(void)state;
	struct err e = {0};
	bool passed = true;
	fixture_event(office.db, office.candidate, EVENT_PAPERS, "2026-08-03");
	struct vote v = {.fact = {.purpose = VOTE_ADMISSION,
				 .body = VOTE_CELL,
				 .round = 1,
				 .on = D(2026, 9, 1),
				 .base = 20,
				 .present = 20,
				 .yes = 13,
				 .no = 7}};
	assert_int_equal(
		vote_save(office.db, &fixture_by, office.candidate, &v, true, &passed, &e), 0);
	assert_false(passed);
	int64_t id = fixture_number(office.db, "SELECT id FROM vote");
	assert_int_equal(vote_remove(office.db, &fixture_by, id, 1, &e), 0);
	struct audit_log log;
	assert_int_equal(audit_log_load(office.db, office.candidate, &log, &e), 0);
	assert_string_equal(field(entry(&log, "vote_add", "vote", LOG_ADDED), "yes")->after, "13");
	assert_string_equal(
		field(entry(&log, "vote_remove", "vote", LOG_REMOVED), "yes")->before, "13");
	audit_log_done(&log);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_json), OFFICE_TEST(test_round),
		OFFICE_TEST(test_log), OFFICE_TEST(test_dossier)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
