/* The importers: what each row does, what refuses it and where, and that nothing is done by halves.
 */
#include "fixture.h"

#include "base/mem.h"
#include "core/standing.h"
#include "core/task_own.h"

#define CELL_HEAD "Mã chi bộ,Tên chi bộ,Loại hình"
static const char cells[] =
	CELL_HEAD "\nAP1,Chi bộ Ấp 1,Ấp\nAP2,Chi bộ Ấp 2,Thôn\nTH,Chi bộ Trường học,Trường học\n";
static const char members[] = "Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
			      "Lê Văn Cũ,01/02/1970,AP1,01/01/2000,01/01/2001\n"
			      "Trần Thị Hòa,1975,AP1,,\n"
			      "Phạm Dự Bị,05/05/1990,AP1,01/03/2026,\n"
			      "Ngô Trùng Tên,,AP1,,\nNgô Trùng Tên,,AP2,,\n"
			      "Võ Hai Nơi,1960,TH,,\nVõ Hai Nơi,1961,TH,,\n";

static int setup(void **state)
{
	fixture_open(state);
	import_ok(*state, IMPORT_CELLS, cells, "3/0/0/0 0");
	import_ok(*state, IMPORT_MEMBERS, members, "7/0/0/0 0");
	return 0;
}

/* ---- rows that are refused: where, and why ---- */

static const struct refusal {
	const char *what;
	enum import_kind kind;
	const char *text;
	long line;
	const char *field;
	enum err_code code;
	int rule;
} refusals[] = {
	{"an empty file", IMPORT_CELLS, "", 1, "", ERR_INVALID, 0},
	{"an unknown heading", IMPORT_CELLS, CELL_HEAD ",Màu sắc\n", 1, "", ERR_INVALID, 0},
	{"a heading twice", IMPORT_CELLS, CELL_HEAD ",LOAI HINH\n", 1, "", ERR_INVALID, 0},
	{"a required column missing", IMPORT_CANDIDATES, "Họ và tên\nAn An\n", 1, "", ERR_INVALID,
		0},
	{"a heading that is not UTF-8", IMPORT_CELLS, "M\xE3 chi b\xF4\n", 1, "", ERR_INVALID, 0},
	{"more fields than headings", IMPORT_CELLS, CELL_HEAD "\nA,B,Ấp,x\n", 2, "", ERR_INVALID,
		0},
	{"a row that is not UTF-8", IMPORT_CELLS, CELL_HEAD "\n\nA,\xFF,Ấp\n", 3, "", ERR_INVALID,
		0},
	{"no code", IMPORT_CELLS, CELL_HEAD "\n,Ấp 9,Ấp\n", 2, "code", ERR_INVALID, 0},
	{"no name", IMPORT_CELLS, CELL_HEAD "\nA9,,Ấp\n", 2, "name", ERR_INVALID, 0},
	{"no type", IMPORT_CELLS, CELL_HEAD "\nA9,Ấp 9,\n", 2, "type", ERR_INVALID, 0},
	{"a type that is none", IMPORT_CELLS, CELL_HEAD "\nA9,Ấp 9,Hành tinh\n", 2, "type",
		ERR_INVALID, 0},
	{"a cell under another code", IMPORT_CELLS, CELL_HEAD "\nX1,Ấp 1,Ấp\n", 2, "name",
		ERR_DUPLICATE, 0},
	{"a part above its whole", IMPORT_CELLS,
		"Mã chi bộ,Ngày số liệu,Số đảng viên,Đảng viên chính thức\nAP1,31/12/2022,10,11\n",
		2, "official", ERR_REFUSED, RULE_PARTS},
	{"figures of the future", IMPORT_CELLS,
		"Mã chi bộ,Ngày số liệu,Số đảng viên\nAP1,24/11/2026,1\n", 2, "as_of", ERR_REFUSED,
		RULE_FUTURE},
	{"not a number", IMPORT_CELLS, "Mã chi bộ,Số đảng viên\nAP1,mười\n", 2, "members",
		ERR_INVALID, 0},

	{"no such cell", IMPORT_MEMBERS, "Họ và tên,Chi bộ\nAn An,Ấp 77\n", 2, "cell",
		ERR_NOT_FOUND, 0},
	{"no cell", IMPORT_MEMBERS, "Họ và tên,Chi bộ\nAn An,\n", 2, "cell", ERR_INVALID, 0},
	{"no name", IMPORT_MEMBERS, "Họ và tên,Chi bộ,Số thẻ\n,AP1,5\n", 2, "full_name",
		ERR_INVALID, 0},
	{"a date that is none", IMPORT_MEMBERS,
		"Họ và tên,Chi bộ,Ngày sinh\nAn An,AP1,31/02/1990\n", 2, "birth", ERR_INVALID, 0},
	{"a year where a day is needed", IMPORT_MEMBERS,
		"Họ và tên,Chi bộ,Ngày vào Đảng\nAn An,AP1,2020\n", 2, "joined_on", ERR_INVALID, 0},
	{"joined in the future", IMPORT_MEMBERS,
		"Họ và tên,Chi bộ,Ngày vào Đảng\nAn An,AP1,24/11/2026\n", 2, "joined_on",
		ERR_REFUSED, RULE_FUTURE},
	{"official before joining", IMPORT_MEMBERS,
		"Họ và tên,Chi bộ,Ngày vào Đảng,Ngày chính thức\nAn An,AP1,1/2/2020,1/1/2020\n", 2,
		"official_on", ERR_REFUSED, RULE_ORDER},
	{"an identity number of 9 digits", IMPORT_MEMBERS,
		"Họ và tên,Chi bộ,Số CCCD\nAn An,AP1,123456789\n", 2, "cccd", ERR_INVALID, 0},
	{"neither sex", IMPORT_MEMBERS, "Họ và tên,Chi bộ,Giới tính\nAn An,AP1,z\n", 2, "sex",
		ERR_INVALID, 0},
	{"a bidi override", IMPORT_MEMBERS, "Họ và tên,Chi bộ\nAn \u202EAn,AP1\n", 2, "full_name",
		ERR_INVALID, 0},
	{"an escape character", IMPORT_MEMBERS, "Họ và tên,Chi bộ,Chức vụ\nAn An,AP1,\x1B[2J\n", 2,
		"position", ERR_INVALID, 0},
	{"a zero-width character", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Ghi chú\nAn An,AP1,a\u200Bb\n", 2, "note", ERR_INVALID, 0},
	{"two that fit in the cell", IMPORT_MEMBERS, "Họ và tên,Chi bộ\nVõ Hai Nơi,TH\n", 2,
		"full_name", ERR_AMBIGUOUS, 0},

	{"the ceremony before the decision", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Ngày quyết định,Ngày kết nạp\nAn An,AP1,2/3/2022,1/3/2022\n", 2,
		"ceremony_on", ERR_REFUSED, RULE_ORDER},
	{"a step in the future", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Ngày công nhận cảm tình Đảng\nAn An,AP1,24/11/2026\n", 2,
		"listed_on", ERR_REFUSED, RULE_FUTURE},
	{"under 18", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Ngày sinh,Ngày chi bộ xét\nAn An,AP1,2/4/2004,31/3/2022\n", 2,
		"cell_vote_on", ERR_REFUSED, RULE_UNDER_AGE},
	{"recognised too early", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Ngày kết nạp,Ngày chính thức\nAn An,AP1,1/3/2022,28/2/2023\n", 2,
		"recognised_on", ERR_REFUSED, RULE_PROBATION},
	{"a mentor on probation", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ 1,Đảng viên giúp đỡ 2,Ngày phân công\n"
		"An An,AP1,Lê Văn Cũ,Phạm Dự Bị,1/6/2026\n",
		2, "mentor_2", ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL},
	{"a mentor not yet official on the day", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ 1,Ngày phân công\nAn An,AP1,Lê Văn "
		"Cũ,31/12/2000\n",
		2, "mentor", ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL},
	{"two members of the mentor's name", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ 1\nAn An,TH,Ngô Trùng Tên\n", 2, "mentor",
		ERR_AMBIGUOUS, 0},
	{"the same mentor twice", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ 1,Đảng viên giúp đỡ 2\nAn An,AP1,Lê Văn Cũ,Lê "
		"Văn Cũ\n",
		2, "mentor_2", ERR_REFUSED, RULE_MENTOR_TWICE},
	{"education that is none", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Trình độ học vấn\nAn An,AP1,13/12\n", 2, "education", ERR_INVALID,
		0},
	{"neither yes nor no", IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Đoàn viên\nAn An,AP1,chắc vậy\n", 2, "youth_union", ERR_INVALID,
		0},

	{"an event of nobody", IMPORT_EVENTS,
		"Họ và tên,Chi bộ,Sự kiện,Ngày\nKhông Có Ai,AP1,Phát hiện,1/1/2022\n", 2,
		"full_name", ERR_NOT_FOUND, 0},
	{"an event without a cell to tell who", IMPORT_EVENTS,
		"Họ và tên,Sự kiện,Ngày\nLê Văn Cũ,Từ trần,1/1/2022\n", 2, "cell", ERR_INVALID, 0},
	{"an unknown event", IMPORT_EVENTS,
		"Họ và tên,Chi bộ,Sự kiện,Ngày\nLê Văn Cũ,AP1,Nhảy múa,1/1/2022\n", 2, "kind",
		ERR_INVALID, 0},
	{"a way back from nowhere", IMPORT_EVENTS,
		"Họ và tên,Chi bộ,Sự kiện,Ngày\nLê Văn Cũ,AP1,Trở lại,1/1/2022\n", 2, "on_date",
		ERR_REFUSED, RULE_NO_EXIT},
	{"an event without its day", IMPORT_EVENTS,
		"Họ và tên,Chi bộ,Sự kiện,Ngày\nLê Văn Cũ,AP1,Từ trần,\n", 2, "on_date",
		ERR_INVALID, 0},

	{"an assignment of nobody", IMPORT_MENTORS,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ\nKhông Có Ai,AP1,Lê Văn Cũ\n", 2, "full_name",
		ERR_NOT_FOUND, 0},
	{"an assignment that ends first", IMPORT_MENTORS,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ,Từ ngày,Đến ngày\n"
		"Phạm Dự Bị,AP1,Lê Văn Cũ,2/2/2022,1/2/2022\n",
		2, "to_date", ERR_REFUSED, RULE_MENTOR_PERIOD},
	{"one's own mentor", IMPORT_MENTORS,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ\nLê Văn Cũ,AP1,Lê Văn Cũ\n", 2, "mentor",
		ERR_REFUSED, RULE_MENTOR_SELF},

	{"a percentage without its base", IMPORT_TARGETS, "Năm,Tỷ lệ %\n2023,3\n", 2, "base",
		ERR_REFUSED, RULE_TARGET_NO_BASE},
	{"number and percentage disagree", IMPORT_TARGETS,
		"Năm,Chỉ tiêu kết nạp,Tỷ lệ %,Mẫu số\n2023,10,3,356\n", 2, "count", ERR_REFUSED,
		RULE_TARGET_DISAGREES},
	{"a year that is none", IMPORT_TARGETS, "Năm,Chỉ tiêu kết nạp\n23,1\n", 2, "from_year",
		ERR_INVALID, 0},
	{"a target of no cell", IMPORT_TARGETS, "Năm,Chi bộ,Chỉ tiêu kết nạp\n2023,AP9,1\n", 2,
		"cell", ERR_NOT_FOUND, 0},
};

static long all_rows(struct fixture *f)
{
	return sql_number(f,
		"SELECT (SELECT count (*) FROM audit_change) + (SELECT count (*) FROM audit) "
		"+ (SELECT count (*) FROM person) + (SELECT count (*) FROM event) "
		"+ (SELECT count (*) FROM person_word) + (SELECT count (*) FROM cell)");
}

static void test_refusals(void **state)
{
	struct fixture *f = *state;
	long before = all_rows(f);
	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		const struct refusal *t = &refusals[i];
		struct import_result r = take(f, t->kind, t->text, NULL);
		const struct import_note *n = r.notes;
		if (r.refused != 1 || !r.note_count || n->line != t->line || n->code != t->code ||
			n->rule != t->rule || strcmp(n->field, t->field) != 0 || !n->reason[0])
			fail_msg("%s: %ld refused, line %ld, field %s, code %d, rule %d: %s",
				t->what, r.refused, r.note_count ? n->line : 0,
				r.note_count ? n->field : "", r.note_count ? (int)n->code : 0,
				r.note_count ? n->rule : 0, r.note_count ? n->reason : "");
		assert_false(n->is_warning);
		assert_false(r.is_saved);
		import_result_done(&r);
		if (all_rows(f) != before)
			fail_msg("%s: something was written", t->what);
	}
}

/* One bad row keeps the good ones out; every bad one is named, with its line in the file. */
static void test_all_or_none(void **state)
{
	struct fixture *f = *state;
	long before = all_rows(f);
	struct import_result r = take(f, IMPORT_CANDIDATES,
		"Họ và tên;Chi bộ;Ngày sinh;Ghi chú\r\n"
		"An An;AP1;1990;\"hai\r\ndòng\"\r\n"
		"Bé Hai;AP9;1990;\r\n"
		"Cả Ba;AP1;99/99/1990;\r\n"
		"\r\n"
		"D\xFF;AP1;;\r\n"
		"Út Tư;AP2;1991;\r\n",
		NULL);
	assert_int_equal(r.added, 2);
	assert_int_equal(r.refused, 3);
	assert_int_equal(r.note_count, 3);
	assert_int_equal(r.notes[0].line, 4);
	assert_int_equal(r.notes[1].line, 5);
	assert_int_equal(r.notes[2].line, 7);
	assert_string_equal(r.notes[0].column, "Chi bộ");
	assert_string_equal(r.notes[1].column, "Ngày sinh");
	import_result_done(&r);
	assert_int_equal(all_rows(f), before);
}

/* What is printed about a hostile file gives a terminal no command. */
static void test_safe_notes(void **state)
{
	struct fixture *f = *state;
	struct import_result r =
		take(f, IMPORT_CELLS, CELL_HEAD ",\x1B[31mđỏ\u202E\nA\x07,\x9B,\u2066x\n", NULL);
	assert_true(r.note_count > 0);
	for (size_t i = 0; i < r.note_count; i++) {
		struct strbuf b = {0};
		import_note_add(&b, &r.notes[i]);
		assert_null(strpbrk(b.s, "\x1B\x07\x9B\n"));
		assert_null(strstr(b.s, "\u202E"));
		assert_null(strstr(b.s, "\u2066"));
		strbuf_done(&b);
	}
	import_result_done(&r);
}

/* ---- rows that are taken ---- */

static void test_headings(void **state)
{
	struct fixture *f = *state;
	import_ok(f, IMPORT_CANDIDATES, "Họ và tên,Chi bộ\n", "0/0/0/0 0");
	/* any order, marks and case aside, with blanks and a byte order mark; empty headings pass
	 */
	import_ok(f, IMPORT_CANDIDATES,
		"\xEF\xBB\xBF CHI  BO\tNGAY SINH\thọ và tên\t\nẤp 1\t1990\tAn An\t\n", "1/0/0/0 0");
	expect_text(f, "SELECT birth FROM person WHERE full_name = 'An An'", "1990");
	struct import_options ignore = {.ignore_unknown = true};
	expect_counts("unknown ignored",
		take(f, IMPORT_CANDIDATES, "Họ và tên,Chi bộ,Màu\nAn An,AP1,đỏ\n", &ignore),
		"0/0/1/0 1");
}

static void test_cells(void **state)
{
	struct fixture *f = *state;
	static const char head[] = "Mã chi bộ,Tên chi bộ,Loại hình,Ngày số liệu,Số đảng viên,"
				   "Đảng viên chính thức,Bí thư,Không còn quần chúng\n";
	char text[600];
#define CELLS(row) (snprintf(text, sizeof text, "%s%s", head, row), text)
	import_ok(f, IMPORT_CELLS, CELLS("AP3,Chi bộ Ấp 3,Ấp,31/12/2022,30,28,Lê Văn Cũ,x\n"),
		"1/0/0/0 0");
	import_ok(f, IMPORT_CELLS, CELLS("AP3,Chi bộ Ấp 3,Ấp,31/12/2022,30,28,Lê Văn Cũ,x\n"),
		"0/0/1/0 0");
	/* empty fields erase nothing */
	import_ok(f, IMPORT_CELLS, CELLS("AP3,,,,,,,\n"), "0/0/1/0 0");
	import_ok(f, IMPORT_CELLS, CELLS(",Ấp 3,,31/12/2022,,27,,\n"), "0/1/0/0 0");
	expect_text(f, "SELECT members || '/' || official FROM cell_count", "30/27");
	expect_text(f, "SELECT nobody_left FROM cell WHERE code = 'AP3'", "1");
	import_ok(f, IMPORT_CELLS, CELLS("AP3,,,,,,,không\n"), "0/1/0/0 0");
	expect_text(f, "SELECT nobody_left FROM cell WHERE code = 'AP3'", "0");
	/* a later secretary takes over on the day of the figures; the earlier one stays in the past
	 */
	import_ok(f, IMPORT_CELLS, CELLS("AP3,,,31/12/2024,,,Trần Thị Hòa,\n"), "0/1/0/0 0");
	import_ok(f, IMPORT_CELLS, CELLS("AP3,,,31/12/2022,,,Lê Văn Cũ,\n"), "0/0/1/0 0");
	expect_text(f, "SELECT group_concat (holder || ifnull (from_date, ''), '|') FROM cell_post",
		"Lê Văn Cũ|Trần Thị Hòa2024-12-31");
	/* figures without a day are today's, once */
	import_ok(f, IMPORT_CELLS, CELLS("AP3,,,,33,,,\n"), "0/1/0/0 1");
	import_ok(f, IMPORT_CELLS, CELLS("AP3,,,,33,,,\n"), "0/0/1/0 0");
	expect_text(f, "SELECT max (as_of) FROM cell_count", "2026-11-23");
#undef CELLS
}

static void test_members(void **state)
{
	struct fixture *f = *state;
	import_ok(f, IMPORT_MEMBERS, members,
		"0/0/7/0 0"); /* two of one name in one cell, years apart */
	import_ok(f, IMPORT_MEMBERS,
		"Họ và tên,Ngày sinh,Chi bộ,Chức vụ,Số thẻ\nLê Văn Cũ,01/02/1970,AP1,Bí thư,12\n"
		"Võ Hai Nơi,1961,TH,,13\n",
		"0/2/0/0 0");
	expect_text(f,
		"SELECT position || card_no || joined_on FROM person WHERE full_name = 'Lê Văn Cũ'",
		"Bí thư122000-01-01");
	/* a candidate who turns up in the members' list is one person */
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Ngày sinh,Chi bộ,Ngày kết nạp\nAn An,1/1/1990,AP1,3/2/2022\n",
		"1/0/0/0 0");
	import_ok(f, IMPORT_MEMBERS,
		"Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
		"An An,1/1/1990,AP1,3/2/2022,3/2/2023\n",
		"0/1/0/0 0");
	assert_int_equal(
		sql_number(f, "SELECT count (*) FROM person WHERE full_name = 'An An'"), 1);
	/* and the other way round */
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Ngày sinh,Chi bộ,Ngày công nhận cảm tình Đảng,Ngày kết nạp\n"
		"Lê Văn Cũ,01/02/1970,AP1,1/3/1999,1/1/2000\n",
		"0/1/0/0 0");
	assert_int_equal(
		sql_number(f, "SELECT stage FROM person WHERE full_name = 'Lê Văn Cũ'"), 12);
}

static void test_matching(void **state)
{
	struct fixture *f = *state;
	static const char head[] = "Họ và tên,Ngày sinh,Số CCCD,Chi bộ,Điện thoại\n";
	static const struct {
		const char *what, *row, *want;
	} t[] = {
		{"new", "Nguyễn Văn An,1/2/1999,999099000001,AP1,1", "1/0/0/0 0"},
		{"the same", "Nguyễn Văn An,01/02/1999,999099000001,AP1,1", "0/0/1/0 0"},
		{"the same by name and birth, written otherwise",
			"NGUYỄN  VĂN AN,1999-02-01,,Ấp 1,1", "0/0/1/0 0"},
		{"by number alone", "Nguyễn Văn An,,999 099 000 001,AP1,2", "0/1/0/0 0"},
		{"by name in the cell", "Nguyễn Văn An,,,AP1,3", "0/1/0/0 0"},
		{"a year that agrees", "Nguyễn Văn An,1999,,AP1,3", "0/0/1/0 0"},
		{"a year that does not: another", "Nguyễn Văn An,2000,,AP1,", "1/0/0/0 0"},
		{"now a name alone is ambiguous", "Nguyễn Văn An,,,AP1,", "0/0/0/1 0"},
		{"a name alone in another cell: another", "Nguyễn Văn An,,,AP2,", "1/0/0/0 0"},
		{"who becomes known by birth", "Nguyễn Văn An,3/3/1993,,AP2,", "0/1/0/0 0"},
		{"same name and birth, another number: another, with a warning",
			"Nguyễn Văn An,1/2/1999,999099000002,AP2,", "1/0/0/0 1"},
		{"and so the name alone no longer tells", "Nguyễn Văn An,1/2/1999,,TH,",
			"0/0/0/1 0"},
		{"the number of somebody else", "Bùi Khác,5/5/1995,999099000001,AP1,", "0/0/0/1 0"},
		{"the number says who, the name was wrong", "Nguyễn Văn Ân,,999099000001,AP1,",
			"0/1/0/0 0"},
		{"Hòa is Hoà", "Trần Thị Hoà,1975,,AP1,", "0/0/1/0 0"},
		{"another cell: corrected", "Nguyễn Văn Ân,1/2/1999,,TH,", "0/1/0/0 1"},
	};
	char text[300];
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		snprintf(text, sizeof text, "%s%s\n", head, t[i].row);
		expect_counts(t[i].what, take(f, IMPORT_CANDIDATES, text, NULL), t[i].want);
	}
	expect_text(f, "SELECT phone FROM person WHERE cccd = '999099000001'", "3");
	expect_text(f,
		"SELECT c.code FROM cell c JOIN person p ON p.cell_id = c.id "
		"WHERE p.cccd = '999099000001'",
		"TH");
}

/* Somebody who has moved is not moved back by an older file. */
static void test_moved(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "Họ và tên,Ngày sinh,Chi bộ\nAn An,1/1/1990,AP1\nBé Hai,,AP1\n";
	struct err err = {0};
	struct cell_id th;
	import_ok(f, IMPORT_CANDIDATES, text, "2/0/0/0 0");
	assert_int_equal(cell_find(f->db, "TH", &th, &err), 0);
	struct person_id an = {sql_number(f, "SELECT id FROM person WHERE full_name = 'An An'")};
	struct person_id be = {sql_number(f, "SELECT id FROM person WHERE full_name = 'Bé Hai'")};
	assert_int_equal(person_move(f->db, &by, an, th, (struct date){2026, 5, 1}, &err), 0);
	assert_int_equal(person_move(f->db, &by, be, th, (struct date){2026, 5, 1}, &err), 0);
	import_ok(f, IMPORT_CANDIDATES, text, "0/0/2/0 0");
}

#define EVENTS_OF(name)                                                                            \
	"SELECT group_concat (x, ' ') FROM (SELECT k.code || ':' || e.on_date || "                 \
	"ifnull ('/' || e.paper_no, '') || ifnull ('=' || e.source, '') AS x FROM event e "        \
	"JOIN event_kind k ON k.kind = e.kind JOIN person p ON p.id = e.person_id "                \
	"WHERE p.full_name = '" name "' ORDER BY e.on_date, e.kind)"
#define STAGE_OF(name) "SELECT stage FROM person WHERE full_name = '" name "'"

static void test_steps(void **state)
{
	struct fixture *f = *state;
	static const char head[] = "Họ và tên,Ngày sinh,Chi bộ,Tổ chức giới thiệu,Ngày công nhận "
				   "cảm tình Đảng,Số nghị quyết,"
				   "Số giấy chứng nhận,Ngày cấp giấy chứng nhận,Ngày chi bộ xét,Số "
				   "quyết định,Ngày quyết định,"
				   "Ngày kết nạp,Ngày chính thức\n";
	char text[900];
#define ROW(row) (snprintf(text, sizeof text, "%s%s\n", head, row), text)
	/* name and cell are enough; a ceremony of long ago, too */
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,,AP1,,,,,,,,,,"), "1/0/0/0 0");
	expect_text(f, EVENTS_OF("An An"), "found:2026-11-23");
	import_ok(f, IMPORT_CANDIDATES, ROW("Bà Cũ,,AP1,,,,,,,,,3/9/2009,"), "1/0/0/0 0");
	expect_text(f, EVENTS_OF("Bà Cũ"), "ceremony:2009-09-03");
	expect_text(f, STAGE_OF("Bà Cũ"), "10");
	import_ok(f, IMPORT_CANDIDATES,
		ROW("Cô Ba,2/2/1992,AP1,Hội Phụ "
		    "nữ,1/2/2021,05-NQ,7/GCN,1/6/2021,1/9/2021,9-QĐ,1/10/2021,"
		    "20/10/2021,20/10/2022"),
		"1/0/0/0 0");
	expect_text(f, EVENTS_OF("Cô Ba"),
		"found:2021-02-01=Hội Phụ nữ listed:2021-02-01/05-NQ class:2021-06-01/7/GCN "
		"cell:2021-09-01 decision:2021-10-01/9-QĐ ceremony:2021-10-20 "
		"recognised:2022-10-20");
	expect_text(f, STAGE_OF("Cô Ba"), "12");
	/* what a later file knows better is corrected, not doubled; dates that move together may */
	import_ok(f, IMPORT_CANDIDATES,
		ROW("Cô Ba,2/2/1992,AP1,,,,8/GCN,1/6/2021,,10-QĐ,5/11/2021,25/11/2021,25/11/2022"),
		"0/1/0/0 0");
	expect_text(f, EVENTS_OF("Cô Ba"),
		"found:2021-02-01=Hội Phụ nữ listed:2021-02-01/05-NQ class:2021-06-01/8/GCN "
		"cell:2021-09-01 decision:2021-11-05/10-QĐ ceremony:2021-11-25 "
		"recognised:2022-11-25");
	/* somebody found by a list alone was found at the latest on his first step's day */
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,,AP1,,1/3/2026,,,,,,,,"), "0/1/0/0 0");
	expect_text(f, EVENTS_OF("An An"), "found:2026-03-01 listed:2026-03-01");
	/* a number without its date is told of; a decision's goes with the ceremony */
	import_ok(f, IMPORT_CANDIDATES, ROW("Dì Tư,,AP1,,,9-NQ,,,,3-QĐ,,1/1/2020,"), "1/0/0/0 1");
	expect_text(f, EVENTS_OF("Dì Tư"), "ceremony:2020-01-01/3-QĐ");
	/* another number on another day is another class; after an exit a step begins a new round
	 */
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,,AP1,,,,1/GCN,1/4/2026,,,,,"), "0/1/0/0 0");
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,,AP1,,,,2/GCN,1/5/2026,,,,,"), "0/1/0/0 0");
	import_ok(f, IMPORT_EVENTS,
		"Họ và tên,Chi bộ,Sự kiện,Ngày\nAn An,AP1,Đưa ra khỏi danh sách,1/6/2026\n",
		"1/0/0/0 0");
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,,AP1,,1/9/2026,7,,,,,,,"), "0/1/0/0 0");
	expect_text(f, EVENTS_OF("An An"),
		"found:2026-03-01 listed:2026-03-01 class:2026-04-01/1/GCN class:2026-05-01/2/GCN "
		"off_list:2026-06-01 listed:2026-09-01/7");
	/* past sixty needs a reason on screen; an imported record passes, and says so */
	import_ok(f, IMPORT_CANDIDATES, ROW("Ông Già,1/1/1950,AP1,,,,,,1/3/2022,,,,"), "1/0/0/0 1");
#undef ROW
}

static void test_person_fields(void **state)
{
	struct fixture *f = *state;
	static const char head[] =
		"Họ và tên,Chi bộ,Giới tính,Dân tộc,Tôn giáo,Trình độ học vấn,"
		"Trình độ chuyên môn,Đoàn viên,Kết nạp lại,Nghề nghiệp,Số CCCD,Ngày sinh\n";
	char text[600];
#define ROW(row) (snprintf(text, sizeof text, "%s%s\n", head, row), text)
	static const char all[] =
		"SELECT sex || ethnicity || ifnull (religion, '-') || education || grade "
		"|| professional || youth_union || readmission || occupation "
		"FROM person WHERE full_name = 'An An'";
	import_ok(f, IMPORT_CANDIDATES,
		ROW("An An,AP1,Nữ,S'tiêng,Không,12/12,Đại học Sư phạm,x,có,Nông dân,,"),
		"1/0/0/0 0");
	expect_text(f, all, "fS'tiêng-412/12411Nông dân");
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,AP1,,,,,,,,,,"), "0/0/1/0 0");
	expect_text(f, all, "fS'tiêng-412/12411Nông dân");
	import_ok(f, IMPORT_CANDIDATES, ROW("An An,AP1,,Kinh,Phật giáo,THCS,Cao đẳng,không,,,,"),
		"0/1/0/0 0");
	expect_text(f, all, "fKinhPhật giáo3THCS301Nông dân");
	/* digits of sex and century are only odd */
	import_ok(f, IMPORT_CANDIDATES, ROW("Bé Hai,AP1,Nam,,,,,,,,999199000001,1/1/1999"),
		"1/0/0/0 1");
	/* a formula's guard comes off */
	import_ok(f, IMPORT_CANDIDATES, ROW("Cả Ba,AP1,,,,,,,,'+84,,"), "1/0/0/0 0");
	expect_text(f, "SELECT occupation FROM person WHERE full_name = 'Cả Ba'", "+84");
#undef ROW
}

#define MENTORS_OF(name)                                                                           \
	"SELECT group_concat (m.mentor_name || (m.mentor_id IS NULL) || ifnull (m.from_date, '') " \
	"|| "                                                                                      \
	"'-' || ifnull (m.to_date, ''), ' ') FROM mentor_assignment m JOIN person p "              \
	"ON p.id = m.person_id WHERE p.full_name = '" name "'"

static void test_candidate_mentors(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "Họ và tên,Chi bộ,Ngày công nhận cảm tình Đảng,Đảng viên giúp "
				   "đỡ 1,Đảng viên giúp đỡ 2,"
				   "Ngày phân công,Ngày kết nạp,Ngày chính thức\n"
				   "An An,AP1,1/3/2026,Lê Văn Cũ,Trần Thị Hòa,1/3/2026,,\n"
				   "Bé Hai,AP1,1/3/2026,Người Lạ,,1/3/2026,,\n"
				   "Cả Ba,AP2,1/3/2026,Ngô Trùng Tên,,,,\n"
				   "Út Tư,AP1,1/3/2026,Chị Năm,,1/3/2026,,\n"
				   "Chị Năm,AP1,,,,,1/1/2020,1/1/2021\n";
	import_ok(f, IMPORT_CANDIDATES, text, "5/0/0/0 1");
	expect_text(f, MENTORS_OF("An An"), "Lê Văn Cũ02026-03-01- Trần Thị Hòa02026-03-01-");
	expect_text(f, MENTORS_OF("Bé Hai"), "Người Lạ12026-03-01-");
	/* of two with that name, the one in the cell */
	expect_text(f,
		"SELECT c.code FROM mentor_assignment m JOIN person p ON p.id = m.mentor_id "
		"JOIN cell c ON c.id = p.cell_id WHERE m.mentor_name = 'Ngô Trùng Tên'",
		"AP2");
	/* a mentor who stands further down in the file */
	expect_text(f, MENTORS_OF("Út Tư"), "Chị Năm02026-03-01-");
	expect_text(f, STAGE_OF("An An"), "3");
	assert_int_equal(sql_number(f, "SELECT count (*) FROM person WHERE uncovered = 1"), 0);
	import_ok(f, IMPORT_CANDIDATES, text, "0/0/5/0 1");
	/* the name becomes a member: confirmed by the same file */
	import_ok(f, IMPORT_MEMBERS, "Họ và tên,Chi bộ\nNgười Lạ,AP1\n", "1/0/0/0 0");
	import_ok(f, IMPORT_CANDIDATES, text, "0/1/4/0 0");
	expect_text(f, MENTORS_OF("Bé Hai"), "Người Lạ02026-03-01-");
	/* a third at a time is refused */
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ 1,Ngày phân công\nAn An,AP1,Người "
		"Lạ,1/4/2026\n",
		"0/0/0/1 0");
}

static void test_events(void **state)
{
	struct fixture *f = *state;
	static const char head[] = "Họ và tên,Ngày sinh,Chi bộ,Sự kiện,Ngày,Số văn bản,Cơ quan\n";
	/* rows backwards: their order means nothing */
	static const char rows[] = "An An,1/1/1990,,Đưa vào danh sách,22/1/2026,2,\n"
				   "An An,1/1/1990,,Trở lại danh sách,20/11/2025,,\n"
				   "An An,1/1/1990,,Đưa ra khỏi danh sách,19/4/2024,,\n"
				   "An An,1/1/1990,,Cảm tình Đảng,10/3/2023,1,\n"
				   "An An,1/1/1990,,Phát hiện,16/1/2023,,Đoàn Thanh niên\n";
	char text[900];
	import_ok(f, IMPORT_CANDIDATES, "Họ và tên,Ngày sinh,Chi bộ\nAn An,1/1/1990,AP1\n",
		"1/0/0/0 0");
	snprintf(text, sizeof text, "%s%s", head, rows);
	import_ok(f, IMPORT_EVENTS, text, "4/1/0/0 0");
	expect_text(f, EVENTS_OF("An An"),
		"found:2023-01-16=Đoàn Thanh niên listed:2023-03-10/1 off_list:2024-04-19 "
		"returned:2025-11-20 listed:2026-01-22/2");
	expect_text(f, STAGE_OF("An An"), "2");
	import_ok(f, IMPORT_EVENTS, text, "0/0/5/0 0");
	/* also where the last step was known before */
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Ngày sinh,Chi bộ,Ngày công nhận cảm tình Đảng\nBé "
		"Hai,1/1/1990,AP1,22/1/2026\n",
		"1/0/0/0 0");
	snprintf(text, sizeof text,
		"%sBé Hai,1/1/1990,,Trở lại danh sách,20/11/2025,,\n"
		"Bé Hai,1/1/1990,,Đưa ra khỏi danh sách,19/4/2024,,\n"
		"Bé Hai,1/1/1990,,Cảm tình Đảng,10/3/2023,1,\n",
		head);
	import_ok(f, IMPORT_EVENTS, text, "3/0/0/0 0");
	expect_text(f, EVENTS_OF("Bé Hai"),
		"listed:2023-03-10/1 off_list:2024-04-19 returned:2025-11-20 listed:2026-01-22");
	snprintf(text, sizeof text, "%sAn An,1/1/1990,,Cảm tình Đảng,22/1/2026,3,Chi bộ Ấp 1\n",
		head);
	import_ok(f, IMPORT_EVENTS, text, "0/1/0/0 0");
	/* of two rows that contradict each other the second is refused, and so nothing is done */
	snprintf(text, sizeof text,
		"%sAn An,1/1/1990,,Kết nạp,1/6/2026,,\nAn An,1/1/1990,,Kết nạp,2/6/2026,,\n", head);
	struct import_result r = take(f, IMPORT_EVENTS, text, NULL);
	assert_int_equal(r.refused, 1);
	assert_int_equal(r.notes[0].rule, RULE_TWICE);
	assert_int_equal(r.notes[0].line, 3);
	import_result_done(&r);
	expect_text(f, STAGE_OF("An An"), "2");
}

static void test_mentors(void **state)
{
	struct fixture *f = *state;
	static const char head[] =
		"Họ và tên,Ngày sinh,Chi bộ,Đảng viên giúp đỡ,Từ ngày,Đến ngày,Nghị quyết,Lý do\n";
	char text[600];
#define ROW(row) (snprintf(text, sizeof text, "%s%s\n", head, row), text)
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Ngày sinh,Chi bộ,Ngày công nhận cảm tình Đảng,Đảng viên giúp đỡ 1,Ngày "
		"phân công\n"
		"An An,1/1/1990,AP1,1/3/2026,Lê Văn Cũ,1/3/2026\n",
		"1/0/0/0 0");
	import_ok(f, IMPORT_MENTORS, ROW("An An,1/1/1990,,Lê Văn Cũ,1/3/2026,1/6/2026,5-NQ,Nghỉ"),
		"0/1/0/0 0");
	expect_text(f, MENTORS_OF("An An"), "Lê Văn Cũ02026-03-01-2026-06-01");
	assert_int_equal(
		sql_number(f, "SELECT uncovered FROM person WHERE full_name = 'An An'"), 1);
	import_ok(f, IMPORT_MENTORS, ROW("An An,1/1/1990,,Lê Văn Cũ,1/3/2026,1/6/2026,5-NQ,Nghỉ"),
		"0/0/1/0 0");
	import_ok(f, IMPORT_MENTORS, ROW("An An,1/1/1990,,Lê Văn Cũ,1/3/2026,,,"), "0/0/1/0 0");
	/* the candidates' file does not open it again */
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Ngày sinh,Chi bộ,Đảng viên giúp đỡ 1,Ngày phân công\n"
		"An An,1/1/1990,AP1,Lê Văn Cũ,1/3/2026\n",
		"0/0/1/0 0");
	import_ok(f, IMPORT_MENTORS, ROW("An An,,AP1,Trần Thị Hòa,1/6/2026,,6-NQ,"), "1/0/0/0 0");
	assert_int_equal(
		sql_number(f, "SELECT uncovered FROM person WHERE full_name = 'An An'"), 0);
	import_ok(f, IMPORT_MENTORS, ROW("An An,,AP1,Người Lạ,1/6/2026,,6-NQ,"), "1/0/0/0 1");
#undef ROW
}

static void test_targets(void **state)
{
	struct fixture *f = *state;
	static const char text[] =
		"Năm,Chi bộ,Chỉ tiêu kết nạp,Chỉ tiêu học lớp,Chỉ tiêu tạo nguồn,Tỷ lệ %,"
		"Mẫu số,Ngày mẫu số,Số văn bản\n"
		"2020-2025,,40,,,,,,1-NQ\n"
		"2023,,,14,18,3%,356,31/12/2022,2-NQ\n"
		"2023,AP1,1,,,,,,\n2023,AP2,,,,,,,\n";
	import_ok(f, IMPORT_TARGETS, text, "3/0/1/0 0");
	import_ok(f, IMPORT_TARGETS, text, "0/0/4/0 0");
	assert_int_equal(sql_number(f, "SELECT count (*) FROM target"), 5);
	expect_text(f,
		"SELECT percent || '/' || base || '/' || base_date || ifnull (count, '') FROM "
		"target "
		"WHERE percent > 0",
		"300/356/2022-12-31");
	import_ok(f, IMPORT_TARGETS, "Năm,Chi bộ,Chỉ tiêu kết nạp\n2023,Ấp 1,2\n", "0/1/0/0 0");
	import_ok(f, IMPORT_TARGETS, "Năm,Chỉ tiêu kết nạp\n2023,11\n", "0/1/0/0 0");
	import_ok(f, IMPORT_TARGETS, "Năm,Chỉ tiêu kết nạp\n2023,12\n", "0/0/0/1 0");
}

/* ---- the import as one act ---- */

static void test_one_act(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "Họ và tên,Chi bộ\nAn An,AP1\nBé Hai,AP1\n";
	long acts = sql_number(f, "SELECT count (*) FROM audit");
	import_ok(f, IMPORT_CANDIDATES, text, "2/0/0/0 0");
	assert_int_equal(sql_number(f, "SELECT count (*) FROM audit"), acts + 1);
	expect_text(f, "SELECT act || '/' || actor FROM audit ORDER BY id DESC LIMIT 1",
		"import_candidates/tester");
	assert_true(sql_number(f, "SELECT count (*) FROM audit_change WHERE audit_id = "
				  "(SELECT max (id) FROM audit) AND record = 'person'") == 2);
	/* a file that changes nothing leaves no trace */
	long changes = sql_number(f, "SELECT count (*) FROM audit_change");
	import_ok(f, IMPORT_CANDIDATES, text, "0/0/2/0 0");
	assert_int_equal(sql_number(f, "SELECT count (*) FROM audit"), acts + 1);
	assert_int_equal(sql_number(f, "SELECT count (*) FROM audit_change"), changes);
}

static void test_dry_run(void **state)
{
	struct fixture *f = *state;
	struct import_options dry = {.dry_run = true};
	static const char text[] =
		"Họ và tên,Chi bộ,Đảng viên giúp đỡ 1\nAn An,AP1,Người Lạ\nTrần Thị Hòa,AP1,\n";
	long before = all_rows(f);
	struct import_result r = take(f, IMPORT_CANDIDATES, text, &dry);
	assert_false(r.is_saved);
	expect_counts("dry run", r, "1/0/1/0 1");
	assert_int_equal(all_rows(f), before);
	r = take(f, IMPORT_CANDIDATES, text, NULL);
	assert_true(r.is_saved);
	expect_counts("not dry", r, "1/0/1/0 1");
}

static bool stop_at_once(void *ctx, long done, long total)
{
	int *calls = ctx;
	assert_true(done <= total);
	return ++*calls == 2;
}

static void test_stopped(void **state)
{
	struct fixture *f = *state;
	struct strbuf b = {0};
	struct csv *csv;
	struct err err = {0};
	struct import_result r;
	int calls = 0;
	struct import_options o = {.progress = stop_at_once, .ctx = &calls};
	long before = all_rows(f);
	strbuf_add(&b, "Họ và tên,Chi bộ\n");
	for (int i = 0; i < 400; i++)
		strbuf_addf(&b, "Người Thứ %d,AP1\n", i);
	assert_int_equal(csv_open_memory(b.s, b.len, &csv, &err), 0);
	assert_int_equal(import_csv(f->db, &by, IMPORT_CANDIDATES, csv, &o, &r, &err), ERR_STOPPED);
	csv_close(csv);
	assert_int_equal(all_rows(f), before);
	strbuf_done(&b);
}

/* Many rows go the way of the large batch, come out the same, and leave every index where it was.
 */
static void test_large(void **state)
{
	struct fixture *f = *state;
	struct strbuf b = {0};
	struct import_options dry = {.dry_run = true};
	static const char indexes[] = "SELECT count (*) FROM sqlite_schema WHERE type = 'index'";
	long before = all_rows(f), index_count = sql_number(f, indexes);
	strbuf_add(&b, "Họ và tên,Chi bộ\n");
	for (int i = 0; i < 2500; i++)
		strbuf_addf(&b, "Người Thứ %d,AP1\n", i);
	expect_counts("dry run", take(f, IMPORT_CANDIDATES, b.s, &dry), "2500/0/0/0 0");
	assert_int_equal(all_rows(f), before);
	assert_int_equal(sql_number(f, indexes), index_count);
	import_ok(f, IMPORT_CANDIDATES, b.s, "2500/0/0/0 0");
	assert_int_equal(sql_number(f, indexes), index_count);
	import_ok(f, IMPORT_CANDIDATES, b.s, "0/0/2500/0 0");
	assert_int_equal(
		sql_number(f, "SELECT count (*) FROM person WHERE is_candidate = 1 AND stage = 1"),
		2500);
	strbuf_done(&b);
}

/* What was taken in at once stands as if it had been entered step by step. */
static void test_derived(void **state)
{
	struct fixture *f = *state;
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Chi bộ,Ngày công nhận cảm tình Đảng,Đảng viên giúp đỡ 1,Ngày kết nạp\n"
		"An An,AP1,1/3/2026,Lê Văn Cũ,\nBé Hai,AP1,1/3/2026,,\nCả Ba,AP1,,Lê Văn "
		"Cũ,1/3/2026\n"
		"Út Tư,AP1,,,\nAn An,AP1,2/3/2026,,\n",
		"4/1/0/0 0");
	for (long id = 1; id <= sql_number(f, "SELECT max (id) FROM person"); id++) {
		struct person p;
		struct derived d;
		assert_int_equal(person_load(f->db, (struct person_id){id}, &p, NULL), 0);
		assert_int_equal(standing_derive(f->db, p.id, &d, NULL), 0);
		assert_int_equal(d.stage, p.stage);
		assert_int_equal(d.cell.v, p.cell.v);
		assert_int_equal(d.is_candidate, p.is_candidate);
		assert_int_equal(d.uncovered, p.uncovered);
		assert_int_equal(date_cmp(d.stage_on, p.stage_on), 0);
		person_done(&p);
	}
}

static void expect_due(struct fixture *f, const char *name, enum need_kind kind, const char *on)
{
	char sql[200];
	snprintf(sql, sizeof sql,
		"SELECT t.due_on FROM task t JOIN person p ON p.id = t.person_id "
		"WHERE t.kind = %d AND p.full_name = '%s'",
		(int)kind, name);
	expect_text(f, sql, on);
}

/* What is due of those who were taken in at once follows from the same facts as everybody's. */
static void test_due(void **state)
{
	struct fixture *f = *state;
	import_ok(f, IMPORT_EVENTS,
		"Họ và tên,Chi bộ,Sự kiện,Ngày\nLê Văn Cũ,AP1,Từ trần,1/5/2026\n", "1/0/0/0 0");
	import_ok(f, IMPORT_CANDIDATES,
		"Họ và tên,Ngày sinh,Chi bộ,Trình độ học vấn,Đoàn viên,Kết nạp lại,Ngày công nhận "
		"cảm tình Đảng,Ngày chi bộ xét,Đảng viên giúp đỡ 1,Đảng viên giúp đỡ 2,Ngày phân "
		"công\n"
		"An An,1/1/2000,AP1,5/12,,,1/3/2026,,Lê Văn Cũ,,1/3/2026\n"
		"Bé Hai,1/1/2000,AP1,12/12,x,x,1/3/2026,2/11/2026,Lê Văn Cũ,Trần Thị Hòa,1/3/2026\n"
		"Cả Ba,1/1/1967,AP2,Tiểu học,x,,1/3/2026,,,,\n",
		"3/0/0/0 0");
	for (long id = 1; id <= sql_number(f, "SELECT max (id) FROM person"); id++) {
		bool agree = false;
		assert_int_equal(tasks_agree(f->db, (struct person_id){id}, &agree, NULL), 0);
		if (!agree)
			fail_msg("person %ld", id);
	}
	/* the education that is asked, and since when nobody helps */
	expect_due(f, "An An", NEED_EDUCATION, "2026-03-01");
	expect_due(f, "An An", NEED_MENTOR, "2026-05-01");
	expect_due(f, "Cả Ba", NEED_EDUCATION, "2026-03-01");
}

/* Each allocation fails in turn: an error, and nothing is written. */
static void test_memory(void **state)
{
	struct fixture *f = *state;
	static const char text[] =
		"Họ và tên,Chi bộ,Ngày công nhận cảm tình Đảng,Đảng viên giúp đỡ 1\n"
		"An An,AP1,1/3/2026,Lê Văn Cũ\nTrần Thị Hòa,AP1,1/4/2020,\nBé Hai,AP9,,\n";
	long before = all_rows(f);
	for (long at = 1;; at++) {
		struct csv *csv;
		struct import_result r;
		struct err err = {0};
		assert_int_equal(csv_open_memory(text, sizeof text - 1, &csv, &err), 0);
		mem_fail_at(at);
		int rc = import_csv(f->db, &by, IMPORT_CANDIDATES, csv, NULL, &r, &err);
		bool all = mem_count() < at;
		mem_fail_at(0);
		csv_close(csv);
		if (rc == 0)
			import_result_done(&r);
		assert_int_equal(all_rows(f), before);
		if (all)
			return;
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, fixture_close)
	const struct CMUnitTest tests[] = {
		T(test_refusals),
		T(test_all_or_none),
		T(test_safe_notes),
		T(test_headings),
		T(test_cells),
		T(test_members),
		T(test_matching),
		T(test_moved),
		T(test_steps),
		T(test_person_fields),
		T(test_candidate_mentors),
		T(test_events),
		T(test_mentors),
		T(test_targets),
		T(test_one_act),
		T(test_dry_run),
		T(test_stopped),
		T(test_large),
		T(test_derived),
		T(test_due),
		T(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
