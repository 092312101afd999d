/* Batches: kept with file and plan, listed, taken back, done again with another plan. */
#include "books.h"

static const char cells[] =
	"Mã chi bộ,Tên chi bộ,Loại hình\nAP1,Chi bộ Ấp 1,Ấp\nAP2,Chi bộ Ấp 2,Thôn\n";
static const char text[] = "Họ và tên,Ngày sinh,Chi bộ,Ngày A\nAn An,2/3/1995,AP1,1/2/2023\n"
			   "Ba Ba,1990,AP2,3/4/2023\n";

static int setup(void **state)
{
	fixture_open(state);
	import_ok(*state, IMPORT_CELLS, cells, "2/0/0/0 0");
	return 0;
}

static int64_t bring_first(struct fixture *f, struct workbook *w)
{
	struct plan p = guess(f, w, IMPORT_CANDIDATES);
	p.sheets[0].columns[3].known = PLAN_CHOSEN;
	struct plan_result r = run_plan(f, w, &p, NULL);
	expect_groups("first", &r, "2/0/0/0/0/0");
	int64_t id = r.batch;
	assert_true(id > 0 && r.sum.is_saved);
	plan_result_done(&r);
	plan_done(&p);
	return id;
}

static void test_list_and_undo(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_csv(text);
	int64_t id = bring_first(f, w);
	struct batch *list;
	size_t n;
	assert_int_equal(batches_load(f->db, &list, &n, &err), 0);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].file_name, "in.csv");
	assert_string_equal(list[0].at, "23/11/2026 08:00");
	assert_string_equal(list[0].actor, "tester");
	assert_int_equal(list[0].added, 2);
	assert_int_equal(list[0].undone_by, 0);
	batches_done(list, n);
	struct undo_result u;
	assert_int_equal(batch_undo(f->db, &by, id, true, &u, &err), 0);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 2);
	undo_result_done(&u);
	assert_int_equal(batch_undo(f->db, &by, id, false, &u, &err), 0);
	assert_int_equal(u.kept_count, 0);
	undo_result_done(&u);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 0);
	struct batch b;
	assert_int_equal(batch_load(f->db, id, &b, &err), 0);
	assert_true(b.undone_by > 0);
	assert_string_equal(b.undone_at, "23/11/2026 08:00");
	batch_done(&b);
	assert_int_equal(batch_undo(f->db, &by, id, false, &u, &err), ERR_REFUSED);
	assert_int_equal(batch_undo(f->db, &by, 99, false, &u, &err), ERR_NOT_FOUND);
	workbook_free(w);
}

/* What somebody changed since stays. */
static void test_undo_keeps(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_csv(text);
	int64_t id = bring_first(f, w);
	struct person p;
	struct person_id who = {sql_number(f, "SELECT id FROM person WHERE full_name = 'An An'")};
	assert_int_equal(person_load(f->db, who, &p, &err), 0);
	free(p.phone);
	p.phone = strdup("0912345678");
	assert_int_equal(person_save(f->db, &by, &p, (struct cell_id){0}, &who, &err), 0);
	person_done(&p);
	int64_t change = sql_number(f, "SELECT max (id) FROM audit");
	struct undo_result u;
	assert_int_equal(batch_undo(f->db, &by, id, false, &u, &err), 0);
	assert_true(u.kept_count > 0);
	assert_int_equal(u.kept[0].person.v, who.v);
	undo_result_done(&u);
	expect_text(f, "SELECT group_concat(full_name) FROM person", "An An");
	assert_int_equal(batch_undo(f->db, &by, id, false, &u, &err), ERR_REFUSED);
	/* once the change is taken back, nothing stands in the way of the rest */
	assert_int_equal(undo_act(f->db, &by, change, true, false, &u, &err), 0);
	undo_result_done(&u);
	assert_int_equal(batch_undo(f->db, &by, id, true, &u, &err), 0);
	assert_true(u.removed > 0);
	undo_result_done(&u);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 1);
	assert_int_equal(batch_undo(f->db, &by, id, false, &u, &err), 0);
	assert_int_equal(u.kept_count, 0);
	undo_result_done(&u);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 0);
	assert_int_equal(batch_undo(f->db, &by, id, false, &u, &err), ERR_REFUSED);
	workbook_free(w);
}

static void test_redo(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_csv(text), *again;
	struct plan p;
	int64_t id = bring_first(f, w);
	assert_int_equal(
		sql_number(f, "SELECT count(*) FROM event WHERE on_date = '2023-02-01'"), 0);
	assert_int_equal(batch_open(f->db, id, NULL, &again, &p, &err), 0);
	assert_int_equal(p.sheets[0].columns[3].field, PLAN_IGNORED);
	for (int i = 0; import_heading(IMPORT_CANDIDATES, (size_t)i); i++)
		if (strcmp(import_field(IMPORT_CANDIDATES, (size_t)i), "listed_on") == 0)
			p.sheets[0].columns[3].field = i;
	p.sheets[0].columns[3].known = PLAN_CHOSEN;
	struct undo_result u;
	struct plan_result r;
	assert_int_equal(batch_redo(f->db, &by, id, again, &p,
				 &(struct plan_options){.dry_run = true}, &u, &r, &err),
		0);
	expect_groups("tried", &r, "2/0/0/0/0/0");
	undo_result_done(&u);
	plan_result_done(&r);
	assert_int_equal(
		sql_number(f, "SELECT count(*) FROM event WHERE on_date = '2023-02-01'"), 0);
	assert_int_equal(batch_redo(f->db, &by, id, again, &p, NULL, &u, &r, &err), 0);
	expect_groups("done", &r, "2/0/0/0/0/0");
	int64_t second = r.batch;
	undo_result_done(&u);
	plan_result_done(&r);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 2);
	assert_int_equal(
		sql_number(f, "SELECT count(*) FROM event WHERE on_date = '2023-02-01'"), 1);
	struct batch b;
	assert_int_equal(batch_load(f->db, id, &b, &err), 0);
	assert_true(b.undone_by && b.redone_as == second);
	batch_done(&b);
	assert_int_equal(batch_load(f->db, second, &b, &err), 0);
	assert_int_equal(b.redo_of, id);
	batch_done(&b);
	/* one file, however often */
	assert_int_equal(sql_number(f, "SELECT count(*) FROM import_file"), 1);
	/* the heading is known from now on */
	struct plan next = guess(f, w, IMPORT_CANDIDATES);
	assert_int_equal(next.sheets[0].columns[3].known, PLAN_REMEMBERED);
	assert_string_equal(
		import_field(IMPORT_CANDIDATES, (size_t)next.sheets[0].columns[3].field),
		"listed_on");
	plan_done(&next);
	plan_done(&p);
	workbook_free(again);
	workbook_free(w);
}

/* A plan that does not let everything in leaves the batch as it is. */
static void test_redo_refused(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_csv(text), *again;
	struct plan p;
	int64_t id = bring_first(f, w);
	assert_int_equal(batch_open(f->db, id, NULL, &again, &p, &err), 0);
	assert_int_equal(plan_edit(&p, 0, 1, 2, "Không Có", &err), 0);
	struct undo_result u;
	struct plan_result r;
	assert_int_equal(batch_redo(f->db, &by, id, again, &p, NULL, &u, &r, &err), 0);
	expect_groups("refused", &r, "1/0/0/0/1/0");
	assert_int_equal(r.batch, 0);
	undo_result_done(&u);
	plan_result_done(&r);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 2);
	assert_int_equal(
		sql_number(f, "SELECT count(*) FROM import_batch WHERE undone_id IS NULL"), 1);
	plan_done(&p);
	workbook_free(again);
	workbook_free(w);
}

/* A row that is refused only at the end, after part of it was written, stays out of the rehearsal and of the deed. */
static void test_redo_refused_late(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	import_ok(f, IMPORT_MEMBERS,
		"Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
		"Phạm Dự Bị,05/05/1990,AP1,01/03/2026,\n",
		"1/0/0/0 0");
	struct workbook *w = book_csv("Họ và tên,Ngày sinh,Chi bộ,ĐVGĐ,Ngày phân công\n"
				      "Ca Ca,1/1/1991,AP1,Phạm Dự Bị,1/6/2026\n"
				      "Da Da,1/1/1992,AP1,,\n");
	struct plan p = guess(f, w, IMPORT_CANDIDATES);
	int mentor = p.sheets[0].columns[3].field;
	p.sheets[0].columns[3].field = PLAN_IGNORED;
	struct plan_result r = run_plan(f, w, &p, NULL);
	expect_groups("first", &r, "2/0/0/0/0/0");
	int64_t id = r.batch;
	plan_result_done(&r);
	p.sheets[0].columns[3].field = mentor;
	struct undo_result u;
	for (int dry_run = 1; dry_run >= 0; dry_run--) {
		const struct plan_options options = {.dry_run = dry_run, .leave_out = true};
		assert_int_equal(batch_redo(f->db, &by, id, w, &p, &options, &u, &r, &err), 0);
		expect_groups(dry_run ? "tried" : "done", &r, "1/0/0/0/1/0");
		undo_result_done(&u);
		plan_result_done(&r);
		assert_int_equal(sql_number(f, "SELECT count(*) FROM person WHERE NOT is_member"),
			dry_run ? 2 : 1);
	}
	plan_done(&p);
	workbook_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_list_and_undo, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_undo_keeps, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_redo, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_redo_refused, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_redo_refused_late, setup, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
