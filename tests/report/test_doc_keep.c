/* Documents kept as bytes: what is opened again is what was kept, in every format; bytes that are none are refused. */
#include "fixture.h"

#include "report/doc_keep.h"

static void keep(const struct doc *d, struct strbuf *out)
{
	struct err err = {0};
	assert_int_equal(doc_keep(d, out, &err), 0);
	assert_true(out->len > 0);
}

static void expect_same(const struct doc *a, const struct doc *b)
{
	struct strbuf x = {0}, y = {0};
	struct err err = {0};
	const struct doc_text_options o = {.width = 120};
	assert_int_equal(doc_write_text(a, &o, &x, &err), 0);
	assert_int_equal(doc_write_text(b, &o, &y, &err), 0);
	assert_string_equal(strbuf_str(&x), strbuf_str(&y));
	strbuf_clear(&x);
	strbuf_clear(&y);
	assert_int_equal(doc_write_csv(a, &x, &err), 0);
	assert_int_equal(doc_write_csv(b, &y, &err), 0);
	assert_string_equal(strbuf_str(&x), strbuf_str(&y));
	strbuf_clear(&x);
	strbuf_clear(&y);
	/* and the same bytes again: doors, levels, weights and all */
	keep(a, &x);
	keep(b, &y);
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.s, y.s, x.len);
	strbuf_done(&x);
	strbuf_done(&y);
}

static void test_every_report(void **state)
{
	for (int k = 0; k < REPORT_KINDS; k++) {
		struct report *r = make(*state, (enum report_kind)k, "2020-01-01", "2026-12-31");
		struct strbuf bytes = {0};
		struct err err = {0};
		struct doc d;
		keep(report_doc(r), &bytes);
		assert_int_equal(doc_open(bytes.s, bytes.len, &d, &err), 0);
		expect_same(report_doc(r), &d);
		doc_done(&d);
		strbuf_done(&bytes);
		report_free(r);
	}
}

/* Rows that are read while they are written are kept as they are read. */
static int begin_rows(void *ctx, struct err *err)
{
	(void)err;
	*(int *)ctx = 0;
	return 0;
}

static int next_row(void *ctx, const struct doc_row **row, struct err *err)
{
	static char text[24];
	static struct doc_cell cell = {.text = text, .door = 4};
	static const struct doc_row one = {.cells = &cell};
	int *n = ctx;
	(void)err;
	snprintf(text, sizeof text, "dòng %d", ++*n);
	*row = &one;
	return *n <= 300;
}

static void test_streamed(void **state)
{
	(void)state;
	int n = 0;
	const struct doc_rows rows = {.begin = begin_rows, .next = next_row, .ctx = &n};
	struct doc d = {0}, again;
	struct strbuf bytes = {0};
	struct doc_table *t = doc_table(&d, "t");
	doc_table_column(&d, t, NULL, "Tên", DOC_LEFT, 1);
	doc_table_rows(&d, t, &rows);
	t->is_form = true;
	doc_centred(&d, "%s", "QUYẾT NGHỊ");
	doc_page_break(&d);
	d.form = doc_dup(&d, "9-KNĐ");
	keep(&d, &bytes);
	assert_int_equal(doc_open(bytes.s, bytes.len, &again, NULL), 0);
	assert_int_equal(again.blocks[0].table.row_count, 300);
	assert_string_equal(again.blocks[0].table.rows[299].cells[0].text, "dòng 300");
	assert_true(again.blocks[0].table.is_form);
	assert_int_equal(again.blocks[1].kind, DOC_CENTRED);
	assert_int_equal(again.blocks[2].kind, DOC_PAGE);
	assert_string_equal(again.form, "9-KNĐ");
	expect_same(&d, &again);
	doc_done(&again);
	doc_done(&d);
	strbuf_done(&bytes);
}

static void small(struct doc *d)
{
	memset(d, 0, sizeof *d);
	d->title = doc_dup(d, "Tổng hợp");
	d->head.copies = mem_alloc(sizeof *d->head.copies);
	d->head.copies[d->head.copy_count++] = doc_dup(d, "- Lưu Văn phòng.");
	d->is_wide = true;
	doc_heading(d, 2, "Mục");
	struct doc_table *t = doc_table(d, "t");
	doc_table_column(d, t, NULL, "Chi bộ", DOC_LEFT, 1);
	doc_table_column(d, t, "Nhóm", "Số", DOC_RIGHT, 0);
	struct doc_row *row = doc_table_row(d, t);
	row->indent = 2;
	doc_cell(d, t, 0, 0, "=1+2\x1b[31m\xE2\x80\xAE");
	doc_cell(d, t, 1, 7, "5");
	row = doc_table_row(d, t);
	row->is_total = true;
	struct doc_chart *c = doc_chart(d, "Biểu", "Số", NULL);
	doc_chart_bar(d, c, "2026", 5, -1, 3);
	doc_note(d, "%s", "Ghi chú");
}

static void test_all_of_it(void **state)
{
	(void)state;
	struct doc d, again;
	struct strbuf bytes = {0};
	small(&d);
	keep(&d, &bytes);
	assert_int_equal(doc_open(bytes.s, bytes.len, &again, NULL), 0);
	assert_string_equal(again.head.copies[0], "- Lưu Văn phòng.");
	assert_true(again.is_wide);
	assert_int_equal(again.blocks[1].table.rows[0].cells[1].door, 7);
	assert_null(again.blocks[1].table.rows[1].cells[0].text);
	assert_int_equal(again.blocks[2].chart.bars[0].door, 3);
	expect_same(&d, &again);
	doc_done(&again);
	doc_done(&d);
	strbuf_done(&bytes);
}

/* Cut anywhere, or with any byte changed: an error, or a document that can be written; never more than that. */
static void test_damaged(void **state)
{
	(void)state;
	struct doc d, again;
	struct strbuf bytes = {0};
	struct err err = {0};
	small(&d);
	keep(&d, &bytes);
	for (size_t n = 0; n < bytes.len; n++) {
		char *cut = malloc(n + 1); /* its end is the end of the memory */
		memcpy(cut, bytes.s, n);
		assert_int_equal(doc_open(cut, n, &again, &err), ERR_CORRUPT);
		free(cut);
	}
	for (size_t i = 0; i < bytes.len; i++)
		for (int bit = 0; bit < 8; bit++) {
			bytes.s[i] = (char)(bytes.s[i] ^ 1 << bit);
			if (doc_open(bytes.s, bytes.len, &again, &err) == 0) {
				struct strbuf out = {0};
				const struct doc_text_options o = {.width = 80};
				doc_write_text(&again, &o, &out, &err);
				strbuf_done(&out);
				doc_done(&again);
			}
			bytes.s[i] = (char)(bytes.s[i] ^ 1 << bit);
		}
	/* of a later program */
	bytes.s[5] = 2;
	assert_int_equal(doc_open(bytes.s, bytes.len, &again, &err), ERR_NEWER);
	doc_done(&d);
	strbuf_done(&bytes);
}

static void test_memory(void **state)
{
	(void)state;
	struct doc d, again;
	struct strbuf bytes = {0};
	small(&d);
	keep(&d, &bytes);
	for (long n = 1;; n++) {
		struct err err = {0};
		mem_fail_at(n);
		int r = doc_open(bytes.s, bytes.len, &again, &err);
		bool is_all = mem_count() < n;
		mem_fail_at(0);
		if (!r)
			doc_done(&again);
		if (is_all) {
			assert_int_equal(r, 0);
			break;
		}
		assert_true(r != 0);
	}
	doc_done(&d);
	strbuf_done(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_report),
		cmocka_unit_test(test_streamed), cmocka_unit_test(test_all_of_it),
		cmocka_unit_test(test_damaged), cmocka_unit_test(test_memory)};
	return cmocka_run_group_tests_name("doc_keep", tests, open_sample, close_sample);
}
