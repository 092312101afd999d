/* One field of many people: what is said before is what is saved after, as one act or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/bulk.h"
#include "core/undo.h"

#include <stdio.h>
#include <string.h>

static void set_text(struct person_id id, const char *field, const char *value)
{
	struct err err = {0};
	struct person p = fixture_load(office.db, id);
	char **at = strcmp(field, "phone") == 0	      ? &p.phone
		    : strcmp(field, "full_name") == 0 ? &p.full_name
						      : &p.note;
	free(*at);
	*at = mem_strdup(value);
	if (person_save(office.db, &fixture_by, &p, p.cell, &id, &err))
		fail_msg("%s %s", err.field, err.detail);
	person_done(&p);
}

static struct bulk_plan plan(const char *field, const char *value)
{
	const struct person_id ids[] = {
		office.official[0], office.official[1], office.candidate, {9999}};
	struct bulk_plan p;
	struct err err = {0};
	int64_t audits = office_audits();
	if (bulk_plan_make(office.db, &fixture_by, bulk_field_of(field), value, ids, ARRAY_LEN(ids),
		    NULL, NULL, &p, &err))
		fail_msg("%d %s %s", err.code, err.field, err.detail);
	/* nothing was written, who is gone is not there */
	assert_int_equal(office_audits(), audits);
	assert_int_equal(p.n, 3);
	return p;
}

static void save(struct bulk_plan *p, int expected)
{
	struct err err = {0};
	int64_t audits = office_audits();
	assert_int_equal(bulk_save(office.db, &fixture_by, p, &err), expected);
	assert_int_equal(office_audits(), audits + !expected);
	bulk_plan_done(p);
}

static void expect_text(struct person_id id, const char *text, const char *of)
{
	struct person p = fixture_load(office.db, id);
	const char *now = strcmp(of, "phone") == 0	 ? p.phone
			  : strcmp(of, "full_name") == 0 ? p.full_name
			  : strcmp(of, "ethnicity") == 0 ? p.ethnicity
							 : p.note;
	assert_string_equal(now ? now : "", text);
	person_done(&p);
}

static void test_text(void **state)
{
	(void)state;
	struct bulk_plan p = plan("ethnicity", " Kinh ");
	assert_int_equal(bulk_changes(&p), 3);
	assert_string_equal(p.rows[0].after, "Kinh");
	p.rows[1].left_out = true;
	assert_int_equal(bulk_changes(&p), 2);
	save(&p, 0);
	expect_text(office.official[0], "Kinh", "ethnicity");
	expect_text(office.official[1], "", "ethnicity");
	p = plan("ethnicity", "Kinh");
	assert_int_equal(p.rows[0].state, BULK_SAME);
	assert_int_equal(bulk_changes(&p), 1);
	bulk_plan_done(&p);
	/* emptied again */
	p = plan("ethnicity", "");
	assert_int_equal(bulk_changes(&p), 2);
	save(&p, 0);
	expect_text(office.official[0], "", "ethnicity");
}

static void test_note(void **state)
{
	(void)state;
	set_text(office.official[0], "note", "cũ");
	struct bulk_plan p = plan("note", "mới");
	assert_string_equal(p.rows[0].after, "cũ; mới");
	assert_string_equal(p.rows[1].after, "mới");
	save(&p, 0);
	expect_text(office.official[0], "cũ; mới", "note");
}

static void test_numbers(void **state)
{
	(void)state;
	struct bulk_plan p = plan("education", "4");
	assert_int_equal(bulk_changes(&p), 3);
	save(&p, 0);
	p = plan("youth_union", "1");
	save(&p, 0);
	p = plan("professional", "4");
	save(&p, 0);
	struct person one = fixture_load(office.db, office.candidate);
	assert_int_equal(one.education, EDU_UPPER);
	assert_int_equal(one.professional, PRO_UNIVERSITY);
	assert_true(one.youth_union);
	person_done(&one);
}

static void test_cell(void **state)
{
	char id[24];
	(void)state;
	struct bulk_plan p = plan("cell", fixture_id(office.school.v, id));
	assert_int_equal(bulk_changes(&p), 3);
	save(&p, 0);
	struct person one = fixture_load(office.db, office.candidate);
	assert_int_equal(one.cell.v, office.school.v);
	person_done(&one);
}

static void test_refused(void **state)
{
	(void)state;
	set_text(office.official[0], "phone", "12345");
	set_text(office.official[1], "phone", "01684567890");
	struct bulk_plan p = plan("phone", "");
	assert_int_equal(p.rows[0].state, BULK_REFUSED);
	assert_int_equal(p.rows[0].why.code, ERR_INVALID);
	assert_int_equal(p.rows[1].state, BULK_CHANGES);
	assert_int_equal(p.rows[2].state, BULK_SAME);
	save(&p, 0);
	expect_text(office.official[0], "12345", "phone");
	expect_text(office.official[1], "0384567890", "phone");
	/* a text that no record may have */
	struct err err = {0};
	assert_int_equal(bulk_plan_make(office.db, &fixture_by, bulk_field_of("residence"), "p\x01",
				 &office.candidate, 1, NULL, NULL, &p, &err),
		ERR_INVALID);
	assert_string_equal(err.field, "residence");
}

/* Somebody saved one of them meanwhile: nothing is saved, and he is named. */
static void test_overtaken(void **state)
{
	struct err err = {0};
	(void)state;
	struct bulk_plan p = plan("ethnicity", "Kinh");
	set_text(office.candidate, "note", "mới");
	assert_int_equal(bulk_save(office.db, &fixture_by, &p, &err), ERR_CONFLICT);
	assert_string_equal(err.subject, p.rows[2].name);
	expect_text(office.official[0], "", "ethnicity");
	bulk_plan_done(&p);
}

static bool stop(void *ctx, long done, long all)
{
	(void)ctx;
	(void)done;
	(void)all;
	return true;
}

static void test_stopped(void **state)
{
	struct person_id many[60];
	struct bulk_plan p;
	struct err err = {0};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(many); i++)
		many[i] = office.candidate;
	assert_int_equal(bulk_plan_make(office.db, &fixture_by, bulk_field_of("note"), "x", many,
				 ARRAY_LEN(many), stop, NULL, &p, &err),
		ERR_STOPPED);
	assert_false(db_act_is_open(office.db));
	expect_text(office.candidate, "", "note");
}

static void test_names(void **state)
{
	static const struct {
		const char *name, *tidy;
	} t[] = {{"NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh"}, {"nguyễn thị ánh", "Nguyễn Thị Ánh"},
		{"Nguyễn thị Ánh", "Nguyễn Thị Ánh"}, {"Nguyễn Thị Ánh", "Nguyễn Thị Ánh"},
		{"H'HEN NIÊ", "H'Hen Niê"}, {"H'Hen niê", "H'Hen Niê"}, {"Đỗ Ý", "Đỗ Ý"},
		{"ĐỖ Ý", "Đỗ Ý"}, {"Y Bhăm Êban", "Y Bhăm Êban"}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		CLEANUP_FREE char *tidy = NULL;
		assert_int_equal(bulk_tidy_name(t[i].name, &tidy, NULL), 0);
		assert_string_equal(tidy, t[i].tidy);
	}
	set_text(office.candidate, "full_name", "TRẦN VĂN BA");
	struct bulk_plan p = plan("full_name", NULL);
	assert_int_equal(bulk_changes(&p), 1);
	save(&p, 0);
	expect_text(office.candidate, "Trần Văn Ba", "full_name");
}

/* Taken back, everybody is as before. */
static void test_undone(void **state)
{
	struct undo_result result = {0};
	struct err err = {0};
	int64_t act = 0;
	(void)state;
	set_text(office.official[0], "phone", "0912 345 678");
	set_text(office.candidate, "phone", "01684567890");
	struct bulk_plan p = plan("phone", "");
	assert_int_equal(bulk_changes(&p), 2);
	save(&p, 0);
	expect_text(office.candidate, "0384567890", "phone");
	assert_int_equal(
		undo_last(office.db, fixture_by.actor, (struct person_id){0}, 0, &act, &err), 0);
	assert_int_equal(undo_act(office.db, &fixture_by, act, true, false, &result, &err), 0);
	assert_int_equal(result.kept_count, 0);
	undo_result_done(&result);
	expect_text(office.official[0], "0912 345 678", "phone");
	expect_text(office.candidate, "01684567890", "phone");
}

static void test_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < bulk_field_count; i++)
		assert_ptr_equal(bulk_field_of(bulk_fields[i].field), &bulk_fields[i]);
	assert_null(bulk_field_of("cccd"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		OFFICE_TEST(test_text),
		OFFICE_TEST(test_note),
		OFFICE_TEST(test_numbers),
		OFFICE_TEST(test_cell),
		OFFICE_TEST(test_overtaken),
		OFFICE_TEST(test_stopped),
		OFFICE_TEST(test_refused),
		OFFICE_TEST(test_names),
		OFFICE_TEST(test_undone),
	};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
