/* The pages of every report in cells: no text lies on another one or on a line, none is lost, at any width. */
#include "fixture.h"
#include "report/doc_pages.h"
#include "ui/screens/preview_cells.h"
#include "viet/text.h"

/* A line's cell, a letter's cell. */
enum { FREE, LINE, TEXT };

static bool is_line(const struct canvas *c, const struct canvas_piece *p)
{
	(void)c;
	return p->style == STYLE_BORDER;
}

static void expect_apart(const struct canvas *c)
{
	CLEANUP_FREE char *cells = mem_alloc((size_t)(c->rows * c->cols));
	VEC_EACH (p, &c->pieces) {
		assert_in_range(p->col + p->cells, 0, c->cols);
		for (int k = 0; k < p->cells; k++) {
			char *cell = &cells[p->row * c->cols + p->col + k];
			if (*cell == TEXT || (*cell == LINE && !is_line(c, p)))
				fail_msg("row %d, column %d: %s", p->row, p->col + k,
					c->texts.s + p->text);
			*cell = is_line(c, p) ? LINE : TEXT;
		}
	}
}

static int count_texts(const struct canvas *c)
{
	int n = 0;
	VEC_EACH (p, &c->pieces)
		n += !is_line(c, p);
	return n;
}

static void expect_page(const struct doc_sheet *s)
{
	static const int widths[] = {1, 40, 80, 120, 300};
	for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
		struct canvas c = {0};
		struct err err = {0};
		int texts = 0;
		assert_int_equal(preview_cells(s, widths[i], &c, &err), 0);
		expect_apart(&c);
		VEC_EACH (m, &s->marks)
			texts += m->kind == MARK_TEXT;
		assert_int_equal(count_texts(&c), texts);
		canvas_done(&c);
	}
}

static size_t expect_pages(const struct doc *d)
{
	struct doc_pages *p;
	const struct doc_sheet *s;
	struct err err = {0};
	size_t n = 0, at;
	assert_int_equal(doc_pages_new(d, &p, &err), 0);
	while (doc_pages_at(p, n, &s, &at, &err) == 0) {
		assert_int_equal(at, n++);
		expect_page(s);
	}
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_int_equal(doc_pages_count(p), n);
	assert_int_equal(doc_pages_at(p, DOC_PAGES_LAST, &s, &at, &err), 0);
	assert_int_equal(at, n - 1);
	doc_pages_free(p);
	return n;
}

static void test_reports(void **state)
{
	for (int k = 0; k < REPORT_KINDS; k++) {
		struct report *r = make(*state, (enum report_kind)k, "2026-01-01", "2026-12-31");
		assert_true(expect_pages(report_doc(r)) > 0);
		report_free(r);
	}
}

static void fill_long(struct doc *d, int rows)
{
	*d = (struct doc){0};
	d->title = doc_dup(d, "Danh sách dài");
	struct doc_table *t = doc_table(d, "people");
	doc_table_column(d, t, NULL, "Họ và tên", DOC_LEFT, 1);
	doc_table_column(d, t, NULL, "Số", DOC_RIGHT, 0);
	for (int i = 1; i <= rows; i++) {
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "Người thứ %d", i);
		doc_cell(d, t, 1, 0, "%d", i);
	}
}

static bool has(const struct doc_sheet *s, const char *text)
{
	VEC_EACH (m, &s->marks)
		if (m->kind == MARK_TEXT && !strcmp(s->texts.s + m->text, text))
			return true;
	return false;
}

/* Some dozen pages are kept: the others come again when they are asked for, from either side. */
static void test_long(void **state)
{
	struct doc d;
	struct doc_pages *p;
	const struct doc_sheet *s;
	struct err err = {0};
	size_t at, last;
	(void)state;
	fill_long(&d, 5000);
	assert_int_equal(doc_pages_new(&d, &p, &err), 0);
	assert_int_equal(doc_pages_at(p, 0, &s, &at, &err), 0);
	assert_true(has(s, "Người thứ 1"));
	/* nobody has counted them yet */
	assert_int_equal(doc_pages_count(p), 0);
	assert_int_equal(doc_pages_at(p, DOC_PAGES_LAST, &s, &last, &err), 0);
	assert_true(has(s, "Người thứ 5000"));
	assert_int_equal(doc_pages_count(p), last + 1);
	assert_true(last > 80);
	for (size_t n = last; n-- > 0;) {
		assert_int_equal(doc_pages_at(p, n, &s, &at, &err), 0);
		assert_int_equal(at, n);
	}
	assert_true(has(s, "Người thứ 1"));
	assert_int_equal(doc_pages_at(p, last / 2, &s, &at, &err), 0);
	assert_false(has(s, "Người thứ 1"));
	assert_int_equal(doc_pages_at(p, last + 1, &s, &at, &err), ERR_NOT_FOUND);
	doc_pages_free(p);
	doc_done(&d);
}

static int stop(void *ctx, size_t done, size_t all)
{
	(void)ctx;
	(void)all;
	return done > 1000;
}

static int stop_at_page(void *ctx, size_t pages)
{
	(void)ctx;
	return pages >= 40;
}

static void test_stopped(void **state)
{
	struct doc d;
	struct doc_pages *p;
	const struct doc_sheet *s;
	struct err err = {0};
	size_t at;
	(void)state;
	fill_long(&d, 5000);
	assert_int_equal(doc_pages_new(&d, &p, &err), 0);
	d.progress = (struct doc_progress){stop, NULL};
	assert_int_equal(doc_pages_at(p, DOC_PAGES_LAST, &s, &at, &err), ERR_STOPPED);
	d.progress = (struct doc_progress){0};
	doc_pages_watch(p, stop_at_page, NULL);
	assert_int_equal(doc_pages_at(p, DOC_PAGES_LAST, &s, &at, &err), ERR_STOPPED);
	assert_int_equal(doc_pages_count(p), 0);
	assert_int_equal(doc_pages_at(p, 1, &s, &at, &err), 0);
	doc_pages_free(p);
	doc_done(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reports),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_stopped),
	};
	return cmocka_run_group_tests(tests, open_sample, close_sample);
}
