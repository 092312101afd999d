/* The plan of a file: heads and columns as they are guessed, rows that are nobody, verdicts, one batch. */
#include "books.h"

#include "base/mem.h"

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

/* The words of the office's workbook, abbreviations, and a DBF's names without blanks. */
static void test_headings(void **state)
{
	static const struct {
		enum import_kind kind;
		const char *heading, *field;
	} headings[] = {
		{IMPORT_CANDIDATES, "Họ và tên", "full_name"},
		{IMPORT_CANDIDATES, "HOTEN", "full_name"},
		{IMPORT_CANDIDATES, "SĐT", "phone"},
		{IMPORT_CANDIDATES, "GT", "sex"},
		{IMPORT_CANDIDATES, "GIOITINH", "sex"},
		{IMPORT_CANDIDATES, "NS", "birth"},
		{IMPORT_CANDIDATES, "NGAYSINH", "birth"},
		{IMPORT_CANDIDATES, "NAM_SINH", "birth"},
		{IMPORT_CANDIDATES, "DANTOC", "ethnicity"},
		{IMPORT_CANDIDATES, "HT", NULL},
		{IMPORT_CANDIDATES, "QUEQUAN", "home_place"},
		{IMPORT_CANDIDATES, "CHIBO", "cell"},
		{IMPORT_CANDIDATES, "Chi bộ công nhận", "cell"},
		{IMPORT_CANDIDATES, "Số BC công nhận cảm tình", "listed_no"},
		{IMPORT_CANDIDATES, "Ngày họp CB", "listed_on"},
		{IMPORT_CANDIDATES, "ĐVGĐ", "mentor"},
		{IMPORT_CANDIDATES, "Đảng viên giúp đỡ", "mentor"},
		{IMPORT_CANDIDATES, "Ngày cấp CC", "class_on"},
		{IMPORT_CANDIDATES, "Số CC", "class_no"},
		{IMPORT_CANDIDATES, "Số QĐ", "decision_no"},
		{IMPORT_CANDIDATES, "Ngày QĐ", "decision_on"},
		{IMPORT_CANDIDATES, "Ngày kết nạp", "ceremony_on"},
		{IMPORT_CANDIDATES, "NGAYVD", "ceremony_on"},
		{IMPORT_CANDIDATES, "Ngày CTĐ", "listed_on"},
		{IMPORT_CANDIDATES, "Số QĐ mở lớp", NULL},
		{IMPORT_CANDIDATES, "Chi bộ khi cấp", NULL},
		{IMPORT_CANDIDATES, "Mã số", NULL},
		{IMPORT_MEMBERS, "NGAYVD", "joined_on"},
		{IMPORT_MEMBERS, "SOTHE", "card_no"},
		{IMPORT_MEMBERS, "Chức vụ", "position"},
	};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		struct workbook *w = book_make();
		book_sheet(w, "", false, ROWS(ROW(headings[i].heading, "x"), ROW("y", "z")));
		struct plan p = guess(*state, w, headings[i].kind);
		int field = p.sheets[0].columns[0].field;
		const char *got = field >= 0 ? import_field(headings[i].kind, (size_t)field) : "";
		if (strcmp(got, headings[i].field ? headings[i].field : "") != 0)
			fail_msg("%s: “%s”", headings[i].heading, got);
		plan_done(&p);
		workbook_free(w);
	}
}

/* ---- days and months ---- */

static void expect_days(
	struct fixture *f, const char *csv, enum plan_days days, bool is_proved, bool is_mixed)
{
	struct workbook *w = book_csv(csv);
	struct strbuf text = {0};
	struct err err = {0};
	struct plan p = guess(f, w, IMPORT_CANDIDATES), again;
	const struct plan_column *c = &p.sheets[0].columns[2];
	assert_int_equal(c->days, days);
	assert_int_equal(c->is_days_proved, is_proved);
	assert_int_equal(c->is_days_mixed, is_mixed);
	/* it is kept with the batch */
	assert_int_equal(plan_write(&p, &text), 0);
	assert_int_equal(plan_read(strbuf_str(&text), w, &again, &err), 0);
	c = &again.sheets[0].columns[2];
	assert_int_equal(c->days, days);
	assert_int_equal(c->is_days_proved, is_proved);
	assert_int_equal(c->is_days_mixed, is_mixed);
	strbuf_done(&text);
	plan_done(&again);
	plan_done(&p);
	workbook_free(w);
}

static void test_orders_of_days(void **state)
{
	static const char head[] = "Họ và tên,Chi bộ,Ngày công nhận\n";
	struct strbuf b = {0};
	strbuf_addf(&b, "%sAn An,AP1,3/10/2022\nBa Ba,AP1,4/10/2022\n", head);
	expect_days(*state, strbuf_str(&b), DAYS_FIRST, false, false);
	strbuf_addf(&b, "Ca Ca,AP1,10/25/2022\n");
	expect_days(*state, strbuf_str(&b), MONTHS_FIRST, true, false);
	strbuf_addf(&b, "Da Da,AP1,24/2/2022\n");
	expect_days(*state, strbuf_str(&b), DAYS_FIRST, false, true);
	struct workbook *w = book_csv(strbuf_str(&b));
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, &(struct plan_options){.dry_run = true});
	expect_groups("mixed", &r, "4/0/0/0/0/0");
	assert_int_equal(r.sum.warnings, 3); /* two that may be either, one the other way round */
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
	/* one slip among many */
	for (int i = 0; i < 20; i++)
		strbuf_addf(&b, "Da Da,AP1,24/2/2022\n");
	expect_days(*state, strbuf_str(&b), DAYS_FIRST, false, false);
	strbuf_done(&b);
}

/* Excel with American settings turned the dates that it could, and left the others as texts. */
static void test_swapped_days(void **state)
{
	struct workbook *w = book_make();
	book_sheet(w, "", false,
		ROWS(ROW("Họ và tên", "Chi bộ", "Ngày công nhận"), ROW("An Ba", "AP1", "24/2/2022"),
			ROW("An Ca", "AP1", "13/3/2022"), ROW("An Da", "AP1", "@2022-03-10"),
			ROW("An Ea", "AP1", "@2022-05-05"), ROW("An Ga", "AP1", "@2022-01-12"),
			ROW("An Ha", "AP1", "@2022-07-02"), ROW("An La", "AP1", "31/5/2022"),
			ROW("An Ma", "AP1", "30/5/2022")));
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	assert_true(p.sheets[0].columns[2].is_days_swapped);
	struct plan_result r = run_plan(*state, w, &p, &(struct plan_options){.dry_run = true});
	expect_groups("swapped", &r, "8/0/0/0/0/0");
	assert_int_equal(r.sum.warnings, 3); /* 5 May is 5 May */
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
	/* one day above 12, and they are what they are */
	w = book_make();
	book_sheet(w, "", false,
		ROWS(ROW("Họ và tên", "Chi bộ", "Ngày công nhận"), ROW("An Ba", "AP1", "24/2/2022"),
			ROW("An Ca", "AP1", "13/3/2022"), ROW("An Da", "AP1", "@2022-03-10"),
			ROW("An Ea", "AP1", "@2022-05-05"), ROW("An Ga", "AP1", "@2022-01-12"),
			ROW("An Ha", "AP1", "@2022-07-22"), ROW("An La", "AP1", "31/5/2022"),
			ROW("An Ma", "AP1", "30/5/2022")));
	p = guess(*state, w, IMPORT_CANDIDATES);
	assert_false(p.sheets[0].columns[2].is_days_swapped);
	plan_done(&p);
	workbook_free(w);
}

/* ---- what is said of rows ---- */

static void expect_change(const struct plan_result *r, size_t row, enum import_kind kind,
	const char *field, const char *before, const char *after)
{
	for (size_t i = 0; i < r->rows[row].change_count; i++) {
		const struct row_change *c = &r->changes[r->rows[row].change + i];
		if (strcmp(import_field(kind, (size_t)c->field), field) != 0)
			continue;
		assert_string_equal(c->before ? c->before : "", before);
		assert_string_equal(c->after, after);
		return;
	}
	fail_msg("no change of %s in row %zu", field, row);
}

static void test_changes(void **state)
{
	struct workbook *w =
		book_csv("Họ và tên,Ngày sinh,Chi bộ,Điện thoại,Giới tính,Ngày cảm tình Đảng\n"
			 "An An,2/3/1995,AP1,0912345678,,1/2/2023\n");
	bring(*state, w, IMPORT_CANDIDATES, NULL, "1/0/0/0/0/0");
	workbook_free(w);
	w = book_csv(
		"Họ và tên,Ngày sinh,Chi bộ,Điện thoại,Giới tính,Ngày cảm tình Đảng,Ghi chú,ĐVGĐ\n"
		"An An,2/3/1995,AP1,0987654321,nữ,3/2/2023,mới,Lê Văn Cũ\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, &(struct plan_options){.dry_run = true});
	expect_groups("changes", &r, "0/1/0/0/0/0");
	assert_int_equal(r.rows[0].change_count, 5);
	expect_change(&r, 0, IMPORT_CANDIDATES, "phone", "0912345678", "0987654321");
	expect_change(&r, 0, IMPORT_CANDIDATES, "sex", "", "Female");
	expect_change(&r, 0, IMPORT_CANDIDATES, "listed_on", "01/02/2023", "03/02/2023");
	expect_change(&r, 0, IMPORT_CANDIDATES, "note", "", "mới");
	expect_change(&r, 0, IMPORT_CANDIDATES, "mentor", "", "Lê Văn Cũ");
	expect_text(*state, "SELECT full_name FROM person WHERE phone = '0912345678'", "An An");
	assert_true(r.rows[0].person.v > 0);
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

static void test_conflicts(void **state)
{
	struct fixture *f = *state;
	struct workbook *w = book_csv(
		"Họ và tên,Ngày sinh,Chi bộ,Giới tính,Số CCCD,ĐVGĐ 1,Ngày phân công\n"
		"An An,2/3/1995,AP1,nam,001095000001,,\n"
		"An An,2/3/1995,AP1,nữ,,,\n"		     /* the other sex */
		"An An,3/3/1995,AP1,,001095000001,,\n"	     /* another birth under the number */
		"Ba Ba,1/1/1990,AP1,,001095000001,,\n"	     /* somebody else's number */
		"Ca Ca,1/1/1991,AP1,,,Phạm Dự Bị,1/6/2026\n" /* a mentor on probation: seen at the end */
		"Da Da,1/1/1992,AP9,,,,\n"
		"Ea Ea,1/1/1993,AP1,,,Lê Văn Cũ,1/6/2026\n");
	struct plan p = guess(f, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(f, w, &p, NULL);
	expect_groups("all or nothing", &r, "2/0/0/3/2/0");
	assert_false(r.sum.is_saved);
	assert_int_equal(r.batch, 0);
	plan_result_done(&r);
	assert_int_equal(
		sql_number(f, "SELECT count(*) FROM person WHERE full_name LIKE 'An%'"), 0);
	/* what is left out leaves nothing behind, not even the person whose mentor was refused */
	r = run_plan(f, w, &p, &(struct plan_options){.leave_out = true});
	expect_groups("the rest", &r, "2/0/0/3/2/0");
	assert_int_equal(r.sum.refused, 5);
	assert_true(r.sum.is_saved && r.batch);
	plan_result_done(&r);
	expect_text(f,
		"SELECT group_concat(full_name) FROM (SELECT full_name FROM person "
		"WHERE NOT is_member ORDER BY full_name)",
		"An An,Ea Ea");
	assert_int_equal(sql_number(f, "SELECT left_out FROM import_batch"), 5);
	plan_done(&p);
	workbook_free(w);
}

static void test_edits(void **state)
{
	struct err err = {0};
	struct workbook *w =
		book_csv("Họ và tên,Ngày sinh,Chi bộ\nAn An,2/3/1995,AP9\nBa Ba,x,AP1\n"
			 "Ca Ca,,AP1\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	/* a column too short to tell its charset */
	p.sheets[0].columns[1].charset = p.sheets[0].columns[1].verdict.charset = CHARSET_NONE;
	assert_int_equal(plan_edit(&p, 0, 1, 2, "AP1", &err), 0);
	assert_int_equal(plan_leave_out(&p, 0, 2, true, &err), 0);
	assert_int_equal(plan_edit(&p, 0, 3, 0, "sai", &err), 0);
	assert_int_equal(plan_edit(&p, 0, 3, 0, NULL, &err), 0);
	assert_int_equal(p.edit_count, 2);
	assert_int_equal(plan_edit(&p, 0, 3, 9, "sai", &err), ERR_INVALID);
	assert_int_equal(plan_leave_out(&p, 5, 2, true, &err), ERR_INVALID);
	/* through text and back */
	struct strbuf b = {0}, again = {0};
	struct plan q;
	assert_int_equal(plan_write(&p, &b), 0);
	assert_int_equal(plan_read(strbuf_str(&b), w, &q, &err), 0);
	assert_int_equal(plan_write(&q, &again), 0);
	assert_string_equal(strbuf_str(&b), strbuf_str(&again));
	struct plan_result r = run_plan(*state, w, &q, NULL);
	expect_groups("edited", &r, "2/0/0/0/0/1");
	plan_result_done(&r);
	strbuf_done(&b);
	strbuf_done(&again);
	plan_done(&p);
	plan_done(&q);
	workbook_free(w);
}

static int field_number(enum import_kind kind, const char *field)
{
	for (int i = 0; import_field(kind, (size_t)i); i++)
		if (strcmp(import_field(kind, (size_t)i), field) == 0)
			return i;
	fail_msg("%s", field);
	return -1;
}

/* Sheets that are called like a cell are of that cell; what people say wins over it, a column over both. */
static void test_fixed(void **state)
{
	struct err err = {0};
	struct fixture *f = *state;
	struct workbook *w = book_make();
	int cell = field_number(IMPORT_CANDIDATES, "cell"),
	    source = field_number(IMPORT_CANDIDATES, "source");
	book_sheet(w, "CB ấp 2", false,
		ROWS(ROW("Họ tên", "Năm sinh"), ROW("An An", "#1990"), ROW("Ba Ba", "#1991"),
			ROW("", "Tổng cộng: 2")));
	book_sheet(w, "Trường học", false,
		ROWS(ROW("Họ tên", "Năm sinh", "Chi bộ"), ROW("Ca Ca", "#1992", ""),
			ROW("Da Da", "#1993", "AP1")));
	book_sheet(w, "Khác", false, ROWS(ROW("Họ tên", "Năm sinh"), ROW("Ê Ê", "#1994")));
	struct plan p = guess(f, w, IMPORT_CANDIDATES), q;
	assert_true(p.sheets[0].is_used && p.sheets[1].is_used && !p.sheets[2].is_used);
	assert_string_equal(plan_fixed(&p.sheets[0], cell), "CB ấp 2");
	assert_true(p.sheets[0].fixed[0].is_guessed);
	assert_null(plan_fixed(&p.sheets[1], cell)); /* it has the column */
	assert_int_equal(plan_fix(&p, 1, cell, "th", false, &err), 0);
	assert_int_equal(plan_fix(&p, 1, source, "Công đoàn", false, &err), 0);
	assert_int_equal(plan_fix(&p, 2, cell, "AP9", false, &err), 0);
	assert_int_equal(plan_fix(&p, 2, cell, "", false, &err), 0);
	assert_int_equal(p.sheets[2].fixed_count, 0);
	/* nobody's own is everybody's; no such sheet */
	assert_int_equal(plan_fix(&p, 0, 0, "Lê Văn Cũ", false, &err), ERR_INVALID);
	assert_int_equal(plan_fix(&p, 9, cell, "AP1", false, &err), ERR_INVALID);
	/* through text and back */
	struct strbuf b = {0};
	assert_int_equal(plan_write(&p, &b), 0);
	assert_int_equal(plan_read(strbuf_str(&b), w, &q, &err), 0);
	assert_true(q.sheets[0].fixed[0].is_guessed && !q.sheets[1].fixed[0].is_guessed);
	assert_string_equal(plan_fixed(&q.sheets[1], source), "Công đoàn");
	struct plan_result r = run_plan(f, w, &q, NULL);
	expect_groups("fixed", &r, "4/0/0/0/0/1");
	expect_text(f,
		"SELECT group_concat(p.full_name || ' ' || c.code, ', ') FROM person p JOIN cell c "
		"ON c.id = p.cell_id WHERE p.is_candidate",
		"An An AP2, Ba Ba AP2, Ca Ca TH, Da Da AP1");
	expect_text(f, "SELECT group_concat(DISTINCT source) FROM event", "Công đoàn");
	plan_result_done(&r);
	/* a value that cannot be read is refused in every row, and named */
	assert_int_equal(plan_fix(&q, 0, cell, "AP9", false, &err), 0);
	r = run_plan(f, w, &q, &(struct plan_options){.dry_run = true});
	expect_groups("fixed", &r, "0/0/2/0/2/1");
	assert_string_equal(r.sum.notes[0].column, "Chi bộ");
	plan_result_done(&r);
	strbuf_done(&b);
	plan_done(&p);
	plan_done(&q);
	workbook_free(w);
}

/* A text that fits no file of ours is refused, wherever it is cut and whatever stands in it. */
static void test_hostile_text(void **state)
{
	struct err err = {0};
	struct workbook *w = book_csv("Họ và tên,Chi bộ\nAn\tAn\\,AP1\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES), q;
	struct strbuf b = {0};
	assert_int_equal(plan_edit(&p, 0, 1, 0, "a\tb\nc\\", &err), 0);
	assert_int_equal(plan_fix(&p, 0, field_number(p.kind, "cell"), "AP1", false, &err), 0);
	assert_int_equal(plan_write(&p, &b), 0);
	size_t lines = 0;
	for (size_t n = 0; n < b.len; n++) {
		char *cut = strndup(b.s, n);
		int r = plan_read(cut, w, &q, &err);
		/* cut behind a whole line, only edits and fixed values are missing */
		if (!r)
			plan_done(&q);
		lines += !r;
		assert_true(!r || r == ERR_INVALID);
		free(cut);
	}
	assert_int_equal(lines, 2);
	for (size_t n = 0; n < b.len; n++)
		for (const char *c = "\t\n\\9-z"; *c; c++) {
			char *bad = strdup(b.s);
			bad[n] = *c;
			int r = plan_read(bad, w, &q, &err);
			if (!r)
				plan_done(&q);
			assert_true(!r || r == ERR_INVALID);
			free(bad);
		}
	static const char *const texts[] = {"", "taonguon-plan 2\tcandidates\t1\n",
		"taonguon-plan 1\tcandidates\t99999999999999999999\n", "taonguon-plan 1\tx\t1\n",
		"taonguon-plan 1\tcandidates\t1\nsheet\t1\t0\t1\t0\t4000000000\n",
		"taonguon-plan 1\tcandidates\t1\nsheet\t1\t7\t1\t0\t2\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(plan_read(texts[i], w, &q, &err), ERR_INVALID);
	strbuf_done(&b);
	plan_done(&p);
	workbook_free(w);
}

/* ---- several years ---- */

static void test_years(void **state)
{
	struct fixture *f = *state;
	struct workbook *w = book_make();
	/* the newest stands first, the oldest knows no birth */
	book_sheet(w, "2024", false,
		ROWS(ROW("Họ tên", "Ngày sinh", "Chi bộ", "SĐT", "Ngày kết nạp"),
			ROW("An An", "2/3/1995", "AP1", "0987654321", "@2024-05-19"),
			ROW("Ba Ba", "1990", "AP2", "", "")));
	book_sheet(w, "2022", false,
		ROWS(ROW("Họ tên", "Chi bộ", "SĐT", "Ngày cảm tình Đảng"),
			ROW("AN AN", "ấp 1", "#912345678", "1/2/2022")));
	book_sheet(w, "2023", true,
		ROWS(ROW("Họ tên", "Ngày sinh", "Chi bộ", "Số CC", "Ngày cấp CC"),
			ROW("An An  ", "02/03/1995", "CB Ấp 1", "9/GCN", "09/9/2023 - 18/9/2023")));
	struct plan p = guess(f, w, IMPORT_CANDIDATES);
	assert_false(p.sheets[2].is_used);
	p.sheets[2].is_used = true;
	struct plan_result r = run_plan(f, w, &p, NULL);
	expect_groups("years", &r, "2/2/0/0/0/0");
	assert_int_equal(r.rows[0].sheet, 1);
	assert_int_equal(r.rows[1].sheet, 2);
	assert_int_equal(r.rows[2].sheet, 0);
	assert_int_equal(r.rows[0].person.v, r.rows[2].person.v);
	plan_result_done(&r);
	expect_text(f, "SELECT phone || birth FROM person WHERE full_name = 'AN AN'",
		"09876543211995-03-02");
	expect_text(f,
		"SELECT group_concat(on_date) FROM (SELECT e.on_date FROM event e JOIN person p "
		"ON p.id = e.person_id WHERE p.full_name = 'AN AN' AND e.kind IN (2, 4, 10) "
		"ORDER BY e.on_date)",
		"2022-02-01,2023-09-18,2024-05-19");
	plan_done(&p);
	workbook_free(w);
}

/* A copy of the year that was kept does not win over the year. */
static void test_copies_of_a_year(void **state)
{
	struct workbook *w = book_make();
	book_sheet(w, "2024", false,
		ROWS(ROW("Họ tên", "CB", "SĐT"), ROW("An An", "AP1", "0911111111")));
	book_sheet(w, "2024(v1)", false,
		ROWS(ROW("Họ tên", "CB", "SĐT"), ROW("1", "2", "3"),
			ROW("An An", "AP1", "0922222222")));
	bring(*state, w, IMPORT_CANDIDATES, NULL, "1/1/0/0/0/1");
	expect_text(*state, "SELECT phone FROM person WHERE full_name = 'An An'", "0911111111");
	workbook_free(w);
}

static bool stop_late(void *ctx, long done, long total)
{
	assert_int_equal(total, 600);
	++*(int *)ctx;
	return done >= 256;
}

static void test_stopped(void **state)
{
	struct fixture *f = *state;
	struct strbuf b = {0};
	struct err err = {0};
	int calls = 0;
	strbuf_add(&b, "Họ và tên,Ngày sinh,Chi bộ\n");
	for (int i = 0; i < 600; i++)
		strbuf_addf(
			&b, "An Thứ,%d/%d/%d,AP1\n", i % 28 + 1, i / 28 % 12 + 1, 1980 + i / 336);
	struct workbook *w = book_csv(strbuf_str(&b));
	struct plan p = guess(f, w, IMPORT_CANDIDATES);
	struct plan_result r;
	const struct plan_options options = {.progress = stop_late, .ctx = &calls};
	assert_int_equal(plan_run(f->db, &by, w, &p, &options, &r, &err), ERR_STOPPED);
	assert_int_equal(calls, 2);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), 3);
	assert_int_equal(sql_number(f, "SELECT count(*) FROM import_file"), 0);
	plan_done(&p);
	workbook_free(w);
	strbuf_done(&b);
}

static int count_text(void *ctx, const char *text)
{
	(void)text;
	++*(int *)ctx;
	return 0;
}

static void test_faults(void **state)
{
	struct err err = {0};
	struct workbook *w = book_csv("Họ và tên,Ngày sinh,Tuổi\nAn An,2/3/1995,AP1\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r;
	int n = 0;
	assert_int_equal(plan_faults(&p, count_text, &n, &err), 0);
	assert_int_equal(n, 1); /* no cell */
	assert_int_equal(
		plan_run(((struct fixture *)*state)->db, &by, w, &p, NULL, &r, &err), ERR_INVALID);
	p.sheets[0].is_used = false;
	n = 0;
	assert_int_equal(plan_faults(&p, count_text, &n, &err), 0);
	assert_int_equal(n, 1);
	plan_done(&p);
	workbook_free(w);
}

/* Without births two namesakes in one sheet look like one person: it is said. */
static void test_twice(void **state)
{
	struct workbook *w = book_csv("Họ và tên,Chi bộ\nAn An,AP1\nBa Ba,AP1\nAn An,AP1\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, NULL);
	expect_groups("twice", &r, "2/0/1/0/0/0");
	assert_int_equal(r.rows[2].note_count, 1);
	assert_non_null(strstr(r.sum.notes[r.rows[2].note].reason, "2"));
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

/* What one of them said is not overwritten by what may be the other's. */
static void test_namesakes(void **state)
{
	struct workbook *w =
		book_csv("Họ và tên,Ngày sinh,Chi bộ,Điện thoại,Đoàn viên,Ngày công nhận\n"
			 "An An,,AP1,0912345671,,1/2/2023\n"
			 "An An,,AP1,0912345672,,\n"
			 "An An,,AP1,,,2/2/2023\n"
			 "An An,,AP1,0912345671,x,1/2/2023\n"
			 "Ba Ba,1990,AP1,,,\n"
			 "Ba Ba,5/6/1990,AP1,,,\n"
			 "Ba Ba,5/6/1990,AP1,0912345673,,\n"
			 "Ba Ba,5/6/1990,AP1,0912345674,,\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, &(struct plan_options){.leave_out = true});
	expect_groups("namesakes", &r, "2/4/0/2/0/0");
	assert_int_equal(r.rows[1].group, ROW_GROUP_CONFLICT);
	assert_int_equal(r.rows[2].group, ROW_GROUP_CONFLICT);
	expect_text(*state, "SELECT group_concat(phone) FROM person WHERE phone IS NOT NULL",
		"0912345671,0912345674");
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

/* The number of a paper that Excel shortened is refused; a note may look so. */
static void test_shortened(void **state)
{
	struct workbook *w = book_make();
	book_sheet(w, "", false,
		ROWS(ROW("Họ và tên", "Chi bộ", "Ngày kết nạp", "Số QĐ", "Ghi chú"),
			ROW("An Ba", "AP1", "19/5/2022", "#1.23E+11", ""),
			ROW("An Ca", "AP1", "19/5/2022", "12-QĐ", "1.23E+11")));
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, &(struct plan_options){.dry_run = true});
	expect_groups("shortened", &r, "1/0/0/0/1/0");
	assert_int_equal(r.rows[0].group, ROW_GROUP_REFUSED);
	assert_int_equal(r.sum.warnings, 1);
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

/* What a program wrote as "?" because its charset had no such letter is nobody's name. */
static void test_lost_letters(void **state)
{
	struct workbook *w = book_csv("Họ và tên,Ngày sinh,Chi bộ,Quê quán,Đảng viên giúp đỡ\n"
				      "Nguy?n V?n An,2/3/1995,AP1,,\n"
				      "Tr?n Th? B?,2/3/1996,AP1,,\n"
				      "Ba \xEF\xBF\xBD Ba,2/3/1997,AP1,,\n"
				      "An An,2/3/1998,AP1,x? Ti?n Hưng,\n"
				      "Ca Ca,2/3/1999,AP1,có phải Tiến Hưng?,?\n"
				      "Da Da,2/3/1999,AP1,?,L? Văn C?\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, &(struct plan_options){.dry_run = true});
	expect_groups("lost", &r, "2/0/0/0/4/0");
	assert_int_equal(r.sum.warnings, 1);
	assert_int_equal(r.rows[3].note_count, 1);
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

/* Somebody who is nearly there already is new, and is warned of. */
static void test_look_alike(void **state)
{
	struct workbook *w = book_csv("Họ và tên,Ngày sinh,Chi bộ\nLê Văn Cu,01/02/1970,AP1\n");
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r = run_plan(*state, w, &p, NULL);
	expect_groups("alike", &r, "1/0/0/0/0/0");
	assert_int_equal(r.rows[0].note_count, 1);
	assert_non_null(strstr(r.sum.notes[0].reason, "Lê Văn Cũ"));
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

static size_t count_alike(const struct plan_result *r, size_t row)
{
	size_t n = 0;
	for (size_t i = 0; i < r->rows[row].note_count; i++)
		n += strstr(r->sum.notes[r->rows[row].note + i].reason, "Lê Văn Cũ") != NULL;
	return n;
}

static bool stop_at_end(void *ctx, long done, long total)
{
	(void)ctx;
	return done == total;
}

/* However many come at once; and one who comes alone to many. */
static void test_look_alike_many(void **state)
{
	enum { MANY = 2100 };
	static const char *const words[] = {"An", "Bé", "Chi", "Dũng", "Em", "Giang", "Hoa", "Khuê",
		"Lợi", "Mến", "Nga", "Oanh", "Phúc", "Quý"};
	struct strbuf b = {0};
	strbuf_add(&b, "Họ và tên,Ngày sinh,Chi bộ\n");
	for (int i = 0; i < MANY; i++)
		strbuf_addf(&b, "%s %s %s %s,%d,AP2\n", words[i % 14], words[i / 14 % 14],
			words[i / 196], words[(i * 3 + 1) % 14], 1960 + i % 40);
	strbuf_add(&b, "Lê Văn Cu,01/02/1970,AP1\n");
	struct workbook *w = book_csv(strbuf_str(&b));
	struct plan p = guess(*state, w, IMPORT_CANDIDATES);
	struct plan_result r;
	const struct plan_options stopped = {.progress = stop_at_end};
	assert_int_equal(plan_run(((struct fixture *)*state)->db, &by, w, &p, &stopped, &r, NULL),
		ERR_STOPPED);
	r = run_plan(*state, w, &p, NULL);
	assert_int_equal(r.of_group[ROW_GROUP_NEW], MANY + 1);
	assert_int_equal(count_alike(&r, MANY), 1);
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
	strbuf_done(&b);
	w = book_csv("Họ và tên,Ngày sinh,Chi bộ\nLê Van Cu,01/02/1970,AP1\n");
	p = guess(*state, w, IMPORT_CANDIDATES);
	r = run_plan(*state, w, &p, NULL);
	expect_groups("alone", &r, "1/0/0/0/0/0");
	assert_int_equal(r.rows[0].note_count, 1);
	plan_result_done(&r);
	plan_done(&p);
	workbook_free(w);
}

/* ---- every allocation fails once ---- */

static int go_through(struct fixture *f, const struct workbook *w, bool dry_run, struct err *err)
{
	struct plan p, q;
	struct plan_result r;
	struct strbuf b = {0};
	const struct plan_options options = {.dry_run = dry_run, .leave_out = true};
	int rc = plan_guess(f->db, w, IMPORT_CANDIDATES, &p, err);
	if (rc)
		return rc;
	p.sheets[0].columns[0].known = PLAN_CHOSEN;
	rc = plan_edit(&p, 0, 2, 4, "sửa", err);
	if (!rc)
		rc = plan_fix(&p, 0, field_number(p.kind, "source"), "Hội Phụ nữ", false, err);
	if (!rc)
		rc = plan_write(&p, &b);
	if (!rc)
		rc = plan_read(strbuf_str(&b), w, &q, err);
	strbuf_done(&b);
	if (!rc) {
		rc = plan_run(f->db, &by, w, &q, &options, &r, err);
		if (!rc)
			plan_result_done(&r);
		plan_done(&q);
	}
	plan_done(&p);
	return rc;
}

static void test_memory(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct workbook *w = book_make();
	book_sheet(w, "2023", false,
		ROWS(ROW("DANH SÁCH"), ROW("Họ tên", "Năm sinh", "CB", "ĐVGĐ", "Ghi chú", "GT"),
			ROW("An An", "#1990", "CB ấp 1", "Lê Văn Cũ; Trần Thị Hòa", "một", "nam"),
			ROW("Ba Ba", "1991", "ấp 9", "", "", ""),
			ROW("An An", "1990", "AP1", "Phạm Dự Bị", "hai", "nam"),
			ROW("Lê Văn Cũ", "01/02/1970", "AP1", "", "ba", "nữ"),
			ROW("", "Tổng cộng")));
	long people = sql_number(f, "SELECT count(*) FROM person");
	for (long at = 1;; at++) {
		mem_fail_at(at);
		int rc = go_through(f, w, true, &err);
		bool all = mem_count() < at;
		mem_fail_at(0);
		if (rc && rc != ERR_NOMEM && rc != ERR_MODULE)
			fail_msg("%ld: %d %s %s", at, rc, err.field, err.detail);
		assert_int_equal(sql_number(f, "SELECT count(*) FROM person"), people);
		if (all)
			break;
	}
	/* and for good: either all of it or nothing */
	for (long at = 1;; at += 5) {
		mem_fail_at(at);
		int rc = go_through(f, w, false, &err);
		mem_fail_at(0);
		long batches = sql_number(f, "SELECT count(*) FROM import_batch");
		assert_int_equal(batches, !rc);
		assert_int_equal(sql_number(f, "SELECT count(*) FROM person") > people, !rc);
		if (!rc)
			break;
	}
	workbook_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_csv, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_head_under_titles, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_head_of_two_rows, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_repeated_heading, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_headings, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_orders_of_days, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_swapped_days, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_changes, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_conflicts, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_edits, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_fixed, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_hostile_text, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_years, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_copies_of_a_year, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_stopped, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_faults, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_twice, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_namesakes, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_shortened, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_lost_letters, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_look_alike, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_look_alike_many, setup, fixture_close),
		cmocka_unit_test_setup_teardown(test_memory, setup, fixture_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
