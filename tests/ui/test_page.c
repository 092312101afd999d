#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/page_model.h"
#include "viet/text.h"

#include <string.h>

static void test_wrap(void **state)
{
	static const char text[] = "Danh sách quần chúng ưu tú của chi bộ\nXong";
	(void)state;
	for (int width = 1; width < 60; width++) {
		struct page p = {0};
		struct strbuf all = {0};
		page_begin(&p, width);
		page_line(&p);
		page_wrap(&p, STYLE_NORMAL, 0, text);
		assert_false(p.failed);
		VEC_EACH (s, &p.spans) {
			assert_true(text_cells(page_span_text(&p, s)) <= width);
			strbuf_add(&all, page_span_text(&p, s));
		}
		/* nothing but blanks is lost */
		const char *a = text, *b = strbuf_str(&all);
		while (*a || *b) {
			a += strspn(a, " \n");
			b += strspn(b, " ");
			assert_int_equal(*a, *b);
			a += *a != 0;
			b += *b != 0;
		}
		strbuf_done(&all);
		page_done(&p);
	}
}

static void test_box(void **state)
{
	struct page p = {0};
	(void)state;
	page_begin(&p, 20);
	assert_int_equal(page_width(&p), 20);
	page_box(&p, "Năm 2026");
	assert_int_equal(page_width(&p), 16);
	page_line(&p);
	page_text(&p, STYLE_NORMAL, "một dòng dài hơn khung");
	page_to(&p, -4);
	page_door(&p, (struct door){1, 2, 3}, 4, 1, "12");
	page_box_end(&p);
	assert_int_equal(page_lines(&p), 3);
	VEC_EACH (s, &p.spans)
		assert_true(s->x + s->cells <= (s->style == STYLE_BORDER ? 20 : 18));
	const struct span *door = NULL;
	VEC_EACH (s, &p.spans)
		if (s->door.kind)
			door = s;
	assert_non_null(door);
	assert_int_equal(door->x, 14);
	assert_int_equal(door->line, 1);
	assert_int_equal(door->door.b, 3);
	page_done(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_wrap), cmocka_unit_test(test_box)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
