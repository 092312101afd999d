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

/* ---- what values were said to mean --------------------------------------------------------------------- */

static const char strange[] =
	"Họ và tên,Ngày sinh,Chi bộ\nAn An,2/3/1995,Ấp I\nBa Ba,1990,Ấp  I\nCa Ca,1991,Ấp II\n";

/* The plan of `text`, with its meanings: "nẤp I=Chi bộ Ấp 1;". */
static struct plan guess_meant(struct fixture *f, const struct workbook *w, const char *want)
{
	struct plan p = guess(f, w, IMPORT_CANDIDATES);
	struct strbuf b = {0};
	for (size_t i = 0; i < p.meaning_count; i++)
		strbuf_addf(&b, "%c%s=%s;", "nbx"[p.meanings[i].from], p.meanings[i].said,
			p.meanings[i].means);
	assert_string_equal(strbuf_str(&b), want);
	strbuf_done(&b);
	return p;
}

static void expect_meant(struct fixture *f, const struct workbook *w, const char *want)
{
	struct plan p = guess_meant(f, w, want);
	plan_done(&p);
}

static int64_t bring_meant(
	struct fixture *f, const struct workbook *w, const struct plan *p, const char *want)
{
	struct plan_result r = run_plan(f, w, p, NULL);
	expect_groups("meant", &r, want);
	int64_t id = r.batch;
	plan_result_done(&r);
	return id;
}

static void test_meaning(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_csv(strange);
	struct plan p = guess_meant(f, w, ""), q;
	const int cell = p.sheets[0].columns[2].field;
	assert_int_equal(plan_mean(&p, cell, "Ấp I", "Chi bộ Ấp 9", &err), 0);
	assert_int_equal(plan_mean(&p, cell, "Ấp I", "Chi bộ Ấp 1", &err), 0);
	assert_int_equal(plan_mean(&p, cell, "Không có", NULL, &err), 0);
	assert_int_equal(plan_mean(&p, cell, "", "Chi bộ Ấp 1", &err), ERR_INVALID);
	assert_int_equal(plan_mean(&p, PLAN_IGNORED, "Ấp I", "Chi bộ Ấp 1", &err), ERR_INVALID);
	assert_int_equal(p.meaning_count, 1);
	/* in every row that says so; what was put right in the row itself wins */
	long n;
	assert_int_equal(plan_meaning_rows(w, &p, 0, &p.meanings[0], &n, &err), 0);
	assert_int_equal(n, 2);
	assert_int_equal(plan_edit(&p, 0, 2, 2, "AP2", &err), 0);
	assert_int_equal(plan_meaning_rows(w, &p, 0, &p.meanings[0], &n, &err), 0);
	assert_int_equal(n, 1);
	struct strbuf b = {0}, again = {0};
	bool changed;
	assert_int_equal(plan_value(w, &p, 0, 1, 2, &b, &changed, &err), 0);
	assert_true(changed);
	assert_string_equal(strbuf_str(&b), "Chi bộ Ấp 1");
	strbuf_clear(&b);
	assert_int_equal(plan_said(w, &p, 0, 2, 2, &b, &err), 0);
	assert_string_equal(strbuf_str(&b), "Ấp I");
	/* through text and back */
	strbuf_clear(&b);
	assert_int_equal(plan_write(&p, &b), 0);
	assert_int_equal(plan_read(strbuf_str(&b), w, &q, &err), 0);
	assert_int_equal(plan_write(&q, &again), 0);
	assert_string_equal(strbuf_str(&b), strbuf_str(&again));
	assert_non_null(plan_meaning_of(&q, cell, "Ấp I"));
	assert_null(plan_meaning_of(&q, cell, "Ấp II"));
	/* one that nobody explained is refused under its own name */
	struct plan_result r = run_plan(f, w, &q, NULL);
	expect_groups("one unknown", &r, "2/0/0/0/1/0");
	plan_result_done(&r);
	assert_int_equal(plan_mean(&q, cell, "Ấp II", "AP2", &err), 0);
	bring_meant(f, w, &q, "3/0/0/0/0/0");
	expect_text(f,
		"SELECT group_concat(p.full_name || ':' || c.code, ' ') FROM person p "
		"JOIN person_cell s ON s.person_id = p.id JOIN cell c ON c.id = s.cell_id ORDER BY "
		"p.id",
		"An An:AP1 Ba Ba:AP2 Ca Ca:AP2");
	strbuf_done(&b);
	strbuf_done(&again);
	plan_done(&p);
	plan_done(&q);
	workbook_free(w);
}

static void test_remembered(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_csv(strange), *kept;
	struct workbook *plain = book_csv("Họ và tên,Ngày sinh,Chi bộ\nDa Da,1980,AP1\n");
	struct plan p = guess_meant(f, w, ""), q;
	const int cell = p.sheets[0].columns[2].field;
	assert_int_equal(plan_mean(&p, cell, "Ấp I", "Chi bộ Ấp 1", &err), 0);
	assert_int_equal(plan_mean(&p, cell, "Ấp II", "Chi bộ Ấp 2", &err), 0);
	/* of what is no cell nothing is proposed */
	assert_int_equal(plan_mean(&p, cell, "Ấp III", "Chi bộ Ấp 3", &err), 0);
	int64_t first = bring_meant(f, w, &p, "3/0/0/0/0/0");
	plan_done(&p);
	/* proposed for the next file, whatever list it is; carried out as it is, too */
	struct workbook *members =
		book_csv("Họ và tên,Chi bộ,Ngày vào Đảng\nTư Tư,Ấp II,1/1/2000\n");
	p = guess(f, members, IMPORT_MEMBERS);
	assert_int_equal(p.meaning_count, 2);
	assert_int_equal(p.meanings[0].from, PLAN_MEANT_BEFORE);
	plan_done(&p);
	p = guess_meant(f, w, "bẤp I=Chi bộ Ấp 1;bẤp II=Chi bộ Ấp 2;");
	/* what the latest batch says counts, and what was taken back is not proposed again */
	assert_int_equal(plan_mean(&p, cell, "Ấp I", "Chi bộ Ấp 2", &err), 0);
	assert_int_equal(plan_mean(&p, cell, "Ấp II", NULL, &err), 0);
	assert_null(plan_meaning_of(&p, cell, "Ấp II"));
	for (size_t row = 1; row < 4; row++)
		assert_int_equal(plan_leave_out(&p, 0, row, row != 1, &err), 0);
	int64_t second = bring_meant(f, w, &p, "0/1/0/0/0/2");
	plan_done(&p);
	expect_meant(f, w, "bẤp I=Chi bộ Ấp 2;");
	/* a batch in which nothing was explained forgets nothing; it is done again by what it said itself */
	bring(f, plain, IMPORT_CANDIDATES, &(struct plan_options){.leave_out = true},
		"1/0/0/0/0/0");
	expect_meant(f, w, "bẤp I=Chi bộ Ấp 2;");
	assert_int_equal(batch_open(f->db, first, NULL, &kept, &q, &err), 0);
	assert_string_equal(plan_meaning_of(&q, cell, "Ấp I")->means, "Chi bộ Ấp 1");
	plan_done(&q);
	workbook_free(kept);
	/* what was taken back said nothing */
	struct undo_result u;
	assert_int_equal(batch_undo(f->db, &by, second, false, &u, &err), 0);
	undo_result_done(&u);
	expect_meant(f, w, "bẤp I=Chi bộ Ấp 1;bẤp II=Chi bộ Ấp 2;");
	/* a cell that is called so by now is meant by its name; of one that is no more nothing is proposed */
	import_ok(f, IMPORT_CELLS, "Mã chi bộ,Tên chi bộ,Loại hình\nAPI,Ấp I,Ấp\n", "1/0/0/0 0");
	expect_meant(f, w, "bẤp II=Chi bộ Ấp 2;");
	workbook_free(members);
	workbook_free(plain);
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
		cmocka_unit_test_setup_teardown(test_meaning, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_remembered, setup, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
