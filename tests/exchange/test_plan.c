/* The plan of a file: heads and columns as they are guessed, rows that are nobody, verdicts, one batch. */
#include "books.h"

static const char cells[] = "Mã chi bộ,Tên chi bộ,Loại hình\nAP1,Chi bộ Ấp 1,Ấp\n"
			    "AP2,Chi bộ Ấp 2,Thôn\nTH,Chi bộ Trường học,Trường học\n";
static const char members[] = "Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
			      "Lê Văn Cũ,01/02/1970,AP1,01/01/2000,01/01/2001\n"
			      "Trần Thị Hòa,1975,AP1,1/1/2000,1/1/2001\n"
			      "Phạm Dự Bị,05/05/1990,AP1,01/03/2026,\n";

static int setup(void **state)
{
	fixture_open(state);
	import_ok(*state, IMPORT_CELLS, cells, "3/0/0/0 0");
	import_ok(*state, IMPORT_MEMBERS, members, "3/0/0/0 0");
	return 0;
}

static void test_csv(void **state)
{
	struct fixture *f = *state;
	struct workbook *w =
		book_csv("Họ và tên,Ngày sinh,Chi bộ\nAn An,2/3/1995,AP1\nBa Ba,1990,AP2\n");
	bring(f, w, IMPORT_CANDIDATES, &(struct plan_options){.dry_run = true}, "2/0/0/0/0/0");
	assert_int_equal(sql_number(f, "SELECT count(*) FROM import_batch"), 0);
	bring(f, w, IMPORT_CANDIDATES, NULL, "2/0/0/0/0/0");
	expect_text(f,
		"SELECT b.kind || b.file_name || b.added || a.act FROM import_batch b "
		"JOIN audit a ON a.id = b.audit_id",
		"candidatesin.csv2import_candidates");
	/* the same again changes nothing and is no batch */
	bring(f, w, IMPORT_CANDIDATES, NULL, "0/0/2/0/0/0");
	assert_int_equal(sql_number(f, "SELECT count(*) FROM import_batch"), 1);
	workbook_free(w);
}

/* ---- heads ---- */

static const char *field_of(const struct plan *p, size_t sheet, size_t column)
{
	const struct plan_column *c = &p->sheets[sheet].columns[column];
	return c->field >= 0		  ? import_heading(p->kind, (size_t)c->field)
	       : c->known == PLAN_UNKNOWN ? "?"
					  : "-";
}

static void expect_fields(const struct plan *p, size_t sheet, const char *want)
{
	struct strbuf b = {0};
	for (size_t c = 0; c < p->sheets[sheet].column_count; c++)
		strbuf_addf(&b, "%s%s", c ? "|" : "", field_of(p, sheet, c));
	assert_string_equal(strbuf_str(&b), want);
	strbuf_done(&b);
}

static void test_head_under_titles(void **state)
{
	struct workbook *w = book_make();
	book_sheet(w, "2023", false,
		ROWS(ROW("ĐẢNG ỦY XÃ TIẾN HƯNG"), ROW("", "DANH SÁCH QUẦN CHÚNG ƯU TÚ"), ROW(""),
			ROW("STT", "Họ tên", "SĐT", "Năm sinh", "CB", "Ngày QĐ", "Màu"),
			ROW("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
			ROW("#1", "An An", "#912345678", "#1990", "CB ấp 1", "", ""), ROW("#2"),
			ROW("STT", "Họ tên", "SĐT", "Năm sinh", "CB", "Ngày QĐ", "Màu"),
			ROW("#3", "Ba Ba ", "0912 345 679", "1991", "ấp 1", "", "đỏ"),
			ROW("", "Tổng cộng: 2 đồng chí"),
			ROW("", "", "", "Tiến Hưng, ngày 5 tháng 2 năm 2023"),
			ROW("", "NGƯỜI LẬP BIỂU"), ROW("", "Lê Văn Cũ")));
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	assert_true(p.sheets[0].is_used);
	assert_int_equal(p.sheets[0].head, 3);
	assert_int_equal(p.sheets[0].head_rows, 1);
	assert_int_equal(p.sheets[0].year, 2023);
	expect_fields(&p, 0, "-|Họ và tên|Điện thoại|Ngày sinh|Chi bộ|Ngày quyết định|?");
	struct plan_result r = run_plan(*state, w, &p, NULL);
	expect_groups("titles", &r, "2/0/0/0/0/7");
	assert_int_equal(r.sum.warnings, 1); /* the zero */
	expect_text(*state, "SELECT group_concat(phone) FROM person WHERE phone IS NOT NULL",
		"0912345678,0912345679");
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

static void test_head_of_two_rows(void **state)
{
	struct workbook *w = book_make();
	book_sheet(w, "", false,
		ROWS(ROW("Họ và tên", "Chi bộ", "Quyết định kết nạp", "", "Ngày kết nạp"),
			ROW("", "", "Số", "Ngày", ""),
			ROW("An An", "AP1", "5-QĐ", "1/5/2024", "19/5/2024")));
	book_merge(w, 0, 0, 2, 1);
	book_merge(w, 0, 1, 2, 1);
	book_merge(w, 0, 2, 1, 2);
	book_merge(w, 0, 4, 2, 1);
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	assert_int_equal(p.sheets[0].head_rows, 2);
	assert_string_equal(p.sheets[0].columns[2].heading, "Quyết định kết nạp · Số");
	expect_fields(&p, 0, "Họ và tên|Chi bộ|Số quyết định|Ngày quyết định|Ngày kết nạp");
	plan_done(&p);
	workbook_free(w);
	/* the same without areas, as a CSV has it */
	w = book_csv("Họ và tên,Chi bộ,Quyết định kết nạp,,Ngày kết nạp\n,,Số,Ngày,\n"
		     "An An,AP1,5-QĐ,1/5/2024,19/5/2024\n");
	p = guess(*state, w, IMPORT_CANDIDATES);
	assert_int_equal(p.sheets[0].head_rows, 2);
	expect_fields(&p, 0, "Họ và tên|Chi bộ|Số quyết định|Ngày quyết định|Ngày kết nạp");
	plan_done(&p);
	workbook_free(w);
}

/* A bare "Ngày QĐ" belongs to the number beside it. */
static void test_repeated_heading(void **state)
{
	struct workbook *w = book_make();
	book_sheet(w, "", false,
		ROWS(ROW("Họ và tên", "Chi bộ", "Số QĐ mở lớp", "Ngày QĐ", "Thời gian lớp",
			     "Kết nạp", "Ngày QĐ", "Số QĐ"),
			ROW("An An", "AP1")));
	book_sheet(w, "2", false,
		ROWS(ROW("Họ và tên", "Chi bộ", "Số QĐ mở lớp", "Ngày QĐ"), ROW("An An", "AP1")));
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	expect_fields(&p, 0,
		"Họ và tên|Chi bộ|?|?|Ngày cấp giấy chứng nhận|?|Ngày quyết định|Số quyết định");
	expect_fields(&p, 1, "Họ và tên|Chi bộ|?|?");
	plan_done(&p);
	workbook_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_csv, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_head_under_titles, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_head_of_two_rows, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_repeated_heading, setup, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
