/* Two documents of one report: what differs, and no more. */
#include "fixture.h"

#include "report/doc_compare.h"

/* A table from rows of three texts, NULL at the end; a number before each where `numbered`. */
static void table(struct doc *d, const char *section, bool numbered, const char *const (*rows)[3])
{
	doc_heading(d, 1, "%s", section);
	struct doc_table *t = doc_table(d, "t");
	size_t at = 0;
	if (numbered)
		doc_table_column(d, t, NULL, "STT", DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, "Tên", DOC_LEFT, 1);
	doc_table_column(d, t, "Nhóm", "Số", DOC_RIGHT, 0);
	doc_table_column(d, t, "Nhóm", "Ngày", DOC_RIGHT, 0);
	for (; rows[at][0]; at++) {
		doc_table_row(d, t);
		if (numbered)
			doc_cell(d, t, 0, 0, "%zu", at + 1);
		for (size_t c = 0; c < 3; c++)
			doc_cell(d, t, c + numbered, c == 1 ? (int)at + 1 : 0, "%s", rows[at][c]);
	}
}

static struct doc_differences compare(
	const char *const (*a)[3], const char *const (*b)[3], bool numbered)
{
	/* the differences point into them */
	static struct doc paper, now;
	struct doc_differences d;
	doc_done(&paper);
	doc_done(&now);
	table(&paper, "Phần", numbered, a);
	table(&now, "Phần", numbered, b);
	assert_int_equal(doc_compare(&paper, &now, 0, &d, NULL), 0);
	return d;
}

static void expect(const struct doc_differences *d, size_t i, const char *line, const char *column,
	const char *paper, const char *now)
{
	assert_true(i < d->n);
	assert_string_equal(d->v[i].line, line);
	if (column)
		assert_string_equal(d->v[i].column, column);
	else
		assert_null(d->v[i].column);
	assert_string_equal(d->v[i].paper ? d->v[i].paper : "-", paper);
	assert_string_equal(d->v[i].now ? d->v[i].now : "-", now);
}

static const char *const base[][3] = {{"Ấp 1", "5", "01/01/2022"}, {"Ấp 2", "0", "02/02/2022"},
	{"Ấp 3", "7", "03/03/2022"}, {NULL}};

static void test_same(void **state)
{
	(void)state;
	static const char *const moved[][3] = {{"Ấp 3", "7", "03/03/2022"},
		{"Ấp 1", "5", "01/01/2022"}, {"Ấp 2", "0", "02/02/2022"}, {NULL}};
	struct doc_differences d = compare(base, base, false);
	assert_int_equal(d.n, 0);
	assert_int_equal(d.door_count, 3);
	doc_differences_done(&d);
	/* in another order, with other numbers: the same rows */
	d = compare(base, moved, true);
	assert_int_equal(d.n, 0);
	doc_differences_done(&d);
}

static void test_cell(void **state)
{
	(void)state;
	static const char *const other[][3] = {{"Ấp 1", "5", "01/01/2022"},
		{"Ấp 2", "1", "02/02/2022"}, {"Ấp 3", "7", "03/03/2022"}, {NULL}};
	struct doc_differences d = compare(base, other, false);
	assert_int_equal(d.n, 1);
	expect(&d, 0, "Ấp 2", "Số", "0", "1");
	assert_string_equal(d.v[0].section, "Phần");
	assert_string_equal(d.v[0].group, "Nhóm");
	assert_int_equal(d.v[0].paper_door, 2);
	doc_differences_done(&d);
}

static void test_renamed(void **state)
{
	(void)state;
	static const char *const other[][3] = {{"Ấp 2", "0", "02/02/2022"},
		{"Ấp 3", "7", "03/03/2022"}, {"Khu phố 1", "5", "01/01/2022"}, {NULL}};
	struct doc_differences d = compare(base, other, true);
	assert_int_equal(d.n, 1);
	expect(&d, 0, "Khu phố 1", "Tên", "Ấp 1", "Khu phố 1");
	doc_differences_done(&d);
}

static void test_gone_and_new(void **state)
{
	(void)state;
	static const char *const other[][3] = {{"Ấp 1", "5", "01/01/2022"},
		{"Ấp 3", "7", "03/03/2022"}, {"Ấp 9", "1", "09/09/2022"}, {NULL}};
	struct doc_differences d = compare(base, other, true);
	assert_int_equal(d.n, 2);
	assert_int_equal(d.v[0].kind, DIFFERS_GONE);
	expect(&d, 0, "Ấp 2", NULL, "Ấp 2 · 0 · 02/02/2022", "-");
	assert_int_equal(d.v[1].kind, DIFFERS_NEW);
	expect(&d, 1, "Ấp 9", NULL, "-", "Ấp 9 · 1 · 09/09/2022");
	doc_differences_done(&d);
}

/* The switch for the tone of "uy" is no correction; what stands beside it is. */
static void test_spelling(void **state)
{
	(void)state;
	static const char *const old[][3] = {
		{"Đảng ủy", "5", "Ủy ban"}, {"ĐẢNG ỦY", "1", "x"}, {NULL}};
	static const char *const new[][3] = {
		{"Đảng uỷ", "6", "Uỷ ban"}, {"ĐẢNG UỶ", "1", "x"}, {NULL}};
	struct doc_differences d = compare(old, new, false);
	assert_int_equal(d.n, 1);
	expect(&d, 0, "Đảng uỷ", "Số", "5", "6");
	doc_differences_done(&d);
}

static void test_texts_and_charts(void **state)
{
	(void)state;
	struct doc a = {0}, b = {0};
	struct doc_differences d;
	struct doc *both[] = {&a, &b};
	for (int i = 0; i < 2; i++) {
		doc_paragraph(both[i], "%s", i ? "Của hôm nay." : "Của ngày ấy.");
		doc_paragraph(both[i], "%s", "Như nhau.");
		struct doc_chart *c = doc_chart(both[i], "Kết nạp theo năm", "Kết nạp", "Chỉ tiêu");
		doc_chart_bar(both[i], c, "2021", 5, -1, 1);
		doc_chart_bar(both[i], c, "2022", i ? 6 : 7, i ? 9 : -1, 2);
	}
	assert_int_equal(doc_compare(&a, &b, 0, &d, NULL), 0);
	assert_int_equal(d.n, 3);
	expect(&d, 0, "2022", "Kết nạp", "7", "6");
	expect(&d, 1, "2022", "Chỉ tiêu", "-", "9");
	assert_string_equal(d.v[2].paper, "Của ngày ấy.");
	assert_string_equal(d.v[2].now, "Của hôm nay.");
	doc_differences_done(&d);
	/* without the first block of the paper the new one is only new */
	assert_int_equal(doc_compare(&a, &b, 1, &d, NULL), 0);
	assert_int_equal(d.n, 3);
	assert_int_equal(d.v[2].kind, DIFFERS_NEW);
	doc_differences_done(&d);
	doc_done(&a);
	doc_done(&b);
}

static void test_memory(void **state)
{
	(void)state;
	struct doc a = {0}, b = {0};
	static const char *const other[][3] = {
		{"Ấp 1", "6", "01/01/2022"}, {"Ấp 9", "1", "x"}, {NULL}};
	table(&a, "Phần", true, base);
	table(&b, "Phần", true, other);
	for (long n = 1;; n++) {
		struct doc_differences d;
		mem_fail_at(n);
		int r = doc_compare(&a, &b, 0, &d, NULL);
		bool is_all = mem_count() < n;
		mem_fail_at(0);
		if (!r)
			doc_differences_done(&d);
		if (is_all)
			break;
		assert_int_equal(r, ERR_NOMEM);
	}
	doc_done(&a);
	doc_done(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_same), cmocka_unit_test(test_cell),
		cmocka_unit_test(test_renamed), cmocka_unit_test(test_gone_and_new),
		cmocka_unit_test(test_spelling), cmocka_unit_test(test_texts_and_charts),
		cmocka_unit_test(test_memory)};
	return cmocka_run_group_tests_name("doc_compare", tests, NULL, NULL);
}
