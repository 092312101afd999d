/* What is due: each row with the rule that its day was reckoned by; the document by cell. */
#include "fixture.h"

#include "base/strbuf.h"
#include "core/act.h"
#include "report/build.h"

static const struct act_by by = {.actor = "test"};

static struct report *due(struct db *db, const char *from, const char *to, bool data_only)
{
	const struct report_request q = {.kind = REPORT_DUE,
		.from = day(from),
		.to = day(to),
		.user = "test",
		.with_overdue = true,
		.data_only = data_only};
	struct report *r = NULL;
	struct err err = {0};
	if (report_make(db, &q, &r, &err))
		fail_msg("%s %s", err.field, err.detail);
	return r;
}

/* Every row as its person's dossier explains it, whoever else is in the list; the reckoned day is the row's. */
static void test_rows(void **state)
{
	const struct rulebook *book;
	struct report *r = due(*state, "2026-11-01", "2028-12-31", true);
	long cited = 0;
	assert_int_equal(rulebook_of(*state, &book, NULL), 0);
	assert_true(r->due.n > 50);
	VEC_EACH (d, &r->due) {
		struct need needs[TASKS_MAX];
		struct dossier_view v;
		if (need_is_work(d->t.kind)) {
			assert_null(d->set);
			assert_null(d->missing);
			continue;
		}
		assert_int_equal(dossier_view_load(*state, d->t.person, &v, NULL), 0);
		const struct rule_set *set = task_set_of(book, &v);
		size_t n = dossier_tasks(&v.facts, set, &book->calendar, needs), found = 0;
		for (size_t i = 0; i < n; i++) {
			if (needs[i].kind != d->t.kind || needs[i].number != d->t.nth)
				continue;
			found++;
			assert_int_equal(date_cmp(needs[i].due, d->t.due), 0);
			assert_int_equal(needs[i].how.workdays, d->how.workdays);
			assert_string_equal(d->set, set->number);
		}
		assert_int_equal(found, 1);
		cited += d->cite.document != NULL;
		assert_true(!d->missing || v.facts.has_checklist);
		CLEANUP_FREE char *cell = NULL;
		assert_int_equal(cell_name(*state, d->t.cell, r->f.as_of, &cell, NULL), 0);
		assert_string_equal(d->cell, cell);
		dossier_view_done(&v);
	}
	assert_true(cited > 50);
	assert_int_equal(report_doc(r)->block_count, 0);
	report_free(r);
}

/* The same rows in the document, each cell once in each part, the rows of a cell by day. */
static void test_document(void **state)
{
	struct report *r = due(*state, "2026-11-01", "2027-12-31", false);
	const struct doc *d = report_doc(r);
	size_t rows = 0, parts = 0;
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		parts += b->kind == DOC_HEADING && b->level == 1;
		rows += b->kind == DOC_TABLE ? b->table.row_count : 0;
		if (b->kind != DOC_HEADING || b->level != 2)
			continue;
		assert_int_equal(d->blocks[i + 1].kind, DOC_TABLE);
		for (size_t k = i + 1; k < d->block_count; k++) {
			const struct doc_block *o = &d->blocks[k];
			if (o->kind == DOC_HEADING && o->level == 1)
				break;
			assert_false(o->kind == DOC_HEADING && strcmp(o->text, b->text) == 0);
		}
	}
	assert_int_equal(rows, r->due.n);
	assert_int_equal(parts, 2);
	report_free(r);
}

/* The row of the one certificate. */
static void expect_certificate(struct db *db, const char *on, const char *set, const char *document)
{
	struct err err = {0};
	assert_int_equal(tasks_prepare(db, NULL, NULL, &err), 0);
	struct report *r = due(db, "2028-01-01", "2030-01-01", true);
	size_t certificates = 0;
	VEC_EACH (d, &r->due)
		if (d->t.kind == NEED_CERTIFICATE) {
			certificates++;
			assert_int_equal(date_cmp(d->t.due, day(on)), 0);
			assert_string_equal(d->set, set);
			assert_string_equal(d->cite.document, document);
		}
	assert_int_equal(certificates, 1);
	report_free(r);
}

/* A set of next year with certificates of 48 months: the day of somebody whose papers have not begun and the
 * rule that the report cites change together, on its first day. */
static void test_next_set(void **state)
{
	const struct cell c = {
		.code = (char[]){"C1"}, .name = (char[]){"Ấp 1"}, .type = CELL_RESIDENTIAL};
	const struct person p = {.full_name = (char[]){"Lê Thị Hoa"}, .birth = {1995, 5, 5}};
	const struct rule_cite cite = {.document = "1-QĐ/TW", .mark = MARK_OFFICE};
	const struct rulebook *book;
	struct event e = {.kind = EVENT_LISTED, .on = {2024, 1, 2}};
	struct err err = {0};
	struct db *db = NULL;
	struct cell_id cell;
	int64_t id;
	(void)state;
	assert_int_equal(db_open("", DB_MEMORY, &db, &err), 0);
	assert_int_equal(tasks_prepare(db, NULL, NULL, &err), 0);
	assert_int_equal(cell_save(db, &by, &c, (struct date){0}, &cell, &err), 0);
	assert_int_equal(person_save(db, &by, &p, cell, &e.person, &err), 0);
	assert_int_equal(event_save(db, &by, &e, true, NULL, NULL, &err), 0);
	e.kind = EVENT_CLASS;
	e.on = day("2024-03-01");
	assert_int_equal(event_save(db, &by, &e, true, NULL, NULL, &err), 0);
	assert_int_equal(rulebook_of(db, &book, NULL), 0);
	assert_int_equal(rule_set_copy(db, &by, rulebook_on(book, clock_today())->key, "1-QĐ/TW",
				 day("2027-01-01"), NULL, &id, &err),
		0);
	assert_int_equal(
		rule_value_save(db, &by, id, PARAM_CERTIFICATE_MONTHS, 48, &cite, 1, &id, &err), 0);
	clock_pin_today(day("2026-12-31"));
	expect_certificate(db, "2029-03-01", "208-QĐ/TW", "06-HD/TW");
	clock_pin_today(day("2027-01-01"));
	expect_certificate(db, "2028-03-01", "1-QĐ/TW", "1-QĐ/TW");
	clock_pin_today(day("2026-11-23"));
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_document),
		cmocka_unit_test(test_next_set),
	};
	return cmocka_run_group_tests(tests, open_sample, close_sample);
}
