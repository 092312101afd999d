#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"
#include "ui/list_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ids 1 to `last`, of which `gone` are missing; the order is that of the ids. */
struct rows {
	long last;
	bool *gone;
	bool slow; /* answers "not yet" at first */
	long reads, most;
};

struct row {
	struct list_row row;
	char name[32];
};

static void make(struct row *r, int64_t id)
{
	memset(r, 0, sizeof *r);
	r->row.id = id;
	snprintf(r->name, sizeof r->name, "%s %ld", id % 1000 == 7 ? "Yến" : "Ánh", (long)id);
}

static bool fits(const struct rows *rows, const struct list_query *q, int64_t id)
{
	return id >= 1 && id <= rows->last && !(rows->gone && rows->gone[id]) &&
	       (!*q->filter || id % 2 == 0);
}

static int read_rows(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret, size_t *ret_n, struct err *err)
{
	struct rows *rows = ctx;
	int way = (int)dir * (q->descending ? -1 : 1);
	int64_t id = anchor ? ((const struct row *)anchor)->row.id : way > 0 ? 0 : rows->last + 1;
	size_t m = 0;
	(void)err;
	rows->reads++;
	for (id += way; m < n && id >= 1 && id <= rows->last; id += way)
		if (fits(rows, q, id))
			make((struct row *)ret + m++, id);
	if ((long)m > rows->most)
		rows->most = (long)m;
	*ret_n = m;
	return 0;
}

static int at(void *ctx, const struct list_query *q, int64_t id, void *ret, struct err *err)
{
	if (!fits(ctx, q, id))
		return ERR(err, ERR_NOT_FOUND, "row", NULL);
	make(ret, id);
	return 0;
}

static int count(void *ctx, const struct list_query *q, long *shown, long *all, struct err *err)
{
	struct rows *rows = ctx;
	(void)err;
	if (rows->slow) {
		rows->slow = false;
		return LIST_LATER;
	}
	*all = rows->last;
	*shown = *q->filter ? rows->last / 2 : rows->last;
	return 0;
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct row *)row)->name);
}

static const struct column columns[] = {
	{"Name", 4, 20, .grow = true, .sort = 1, .find = true, .text = name_text}, {0}};

static const struct list_source paged = {
	.row_size = sizeof(struct row), .read = read_rows, .at = at, .count = count};

static struct list *open_list(struct rows *rows, size_t height)
{
	struct list *l;
	struct err err = {0};
	assert_int_equal(list_new(&paged, columns, rows, &l, &err), 0);
	assert_int_equal(list_set_height(l, height, &err), 0);
	return l;
}

/* The window has no gap and no double, and the chosen row is in it. */
static void check_window(const struct list *l, const struct rows *rows)
{
	int step = list_query(l)->descending ? -1 : 1;
	for (size_t i = 1; i < list_visible(l); i++) {
		int64_t a = ((const struct row *)list_visible_row(l, i - 1))->row.id;
		int64_t b = ((const struct row *)list_visible_row(l, i))->row.id;
		assert_true(step > 0 ? a < b : a > b);
		for (a += step; a != b; a += step)
			assert_false(fits(rows, list_query(l), a));
	}
	if (list_visible(l))
		assert_true(list_chosen_index(l) < list_visible(l));
}

static void test_moving(void **state)
{
	struct rows rows = {.last = 100000};
	struct list *l = open_list(&rows, 20);
	struct err err = {0};
	(void)state;
	assert_int_equal(list_visible(l), 20);
	assert_int_equal(list_chosen_id(l), 1);
	for (int i = 0; i < 200; i++)
		assert_int_equal(list_move(l, 1, &err), 0);
	assert_int_equal(list_chosen_id(l), 201);
	assert_int_equal(list_chosen_index(l), 19);
	check_window(l, &rows);
	assert_int_equal(list_move(l, -5, &err), 0);
	assert_int_equal(list_chosen_id(l), 196);
	assert_int_equal(list_move(l, 57, &err), 0);
	assert_int_equal(list_chosen_id(l), 253);
	check_window(l, &rows);
	assert_int_equal(list_move_end(l, LIST_AFTER, &err), 0);
	assert_int_equal(list_chosen_id(l), 100000);
	assert_int_equal(list_visible(l), 20);
	check_window(l, &rows);
	assert_int_equal(list_move(l, 1, &err), 0);
	assert_int_equal(list_chosen_id(l), 100000);
	assert_int_equal(list_move_page(l, -1, &err), 0);
	assert_int_equal(list_chosen_id(l), 99980);
	assert_int_equal(list_move_page(l, 1, &err), 0);
	assert_int_equal(list_chosen_id(l), 100000);
	assert_int_equal(list_move_end(l, LIST_BEFORE, &err), 0);
	assert_int_equal(list_chosen_id(l), 1);
	assert_int_equal(list_move_page(l, -1, &err), 0);
	assert_int_equal(list_chosen_id(l), 1);
	/* never more than a window at a time: what is far away is not read */
	assert_true(rows.most <= 20);
	list_free(l);
}

static void test_height(void **state)
{
	struct rows rows = {.last = 1000};
	struct list *l = open_list(&rows, 10);
	struct err err = {0};
	(void)state;
	list_move(l, 500, &err);
	for (size_t h = 0; h < 60; h = h * 2 + 1) {
		list_set_height(l, h, &err);
		list_set_height(l, 7, &err);
		assert_int_equal(list_visible(l), 7);
		check_window(l, &rows);
	}
	list_move_end(l, LIST_AFTER, &err);
	list_set_height(l, 30, &err);
	assert_int_equal(list_visible(l), 30);
	assert_int_equal(list_chosen_id(l), 1000);
	check_window(l, &rows);
	list_set_height(l, 2000, &err);
	assert_int_equal(list_visible(l), 1000);
	list_free(l);
}

static void test_reload_keeps_the_row(void **state)
{
	bool gone[1002] = {false};
	struct rows rows = {.last = 1000, .gone = gone};
	struct list *l = open_list(&rows, 10);
	struct err err = {0};
	(void)state;
	list_choose(l, 500, &err);
	assert_int_equal(list_chosen_id(l), 500);
	size_t index = list_chosen_index(l);
	/* rows before it vanish: it stays chosen, and where it was */
	for (int i = 480; i < 500; i++)
		gone[i] = true;
	assert_int_equal(list_reload(l, &err), 0);
	assert_int_equal(list_chosen_id(l), 500);
	assert_int_equal(list_chosen_index(l), index);
	check_window(l, &rows);
	/* they come back */
	memset(gone, 0, sizeof gone);
	list_reload(l, &err);
	assert_int_equal(list_chosen_id(l), 500);
	check_window(l, &rows);
	/* it vanishes itself: the one after it */
	gone[500] = true;
	list_reload(l, &err);
	assert_int_equal(list_chosen_id(l), 501);
	/* the last one vanishes: the one before it */
	list_move_end(l, LIST_AFTER, &err);
	gone[1000] = true;
	list_reload(l, &err);
	assert_int_equal(list_chosen_id(l), 999);
	check_window(l, &rows);
	/* all vanish, and some come back */
	memset(gone, 1, sizeof gone);
	list_reload(l, &err);
	assert_int_equal(list_visible(l), 0);
	assert_null(list_chosen(l));
	assert_int_equal(list_move(l, 1, &err), 0);
	assert_int_equal(list_move_page(l, 1, &err), 0);
	assert_int_equal(list_move_end(l, LIST_AFTER, &err), 0);
	gone[3] = false;
	list_reload(l, &err);
	assert_int_equal(list_chosen_id(l), 3);
	list_free(l);
}

static void test_sort_and_filter(void **state)
{
	struct rows rows = {.last = 1000, .slow = true};
	struct list *l = open_list(&rows, 10);
	struct err err = {0};
	long shown, all;
	(void)state;
	list_choose(l, 500, &err);
	assert_int_equal(list_set_sort(l, 1, true, &err), 0);
	assert_int_equal(list_chosen_id(l), 500);
	check_window(l, &rows);
	list_set_filter(l, "x", &err);
	assert_int_equal(list_chosen_id(l), 500);
	check_window(l, &rows);
	assert_false(list_counts(l, &shown, &all));
	assert_int_equal(list_idle(l, &err), LIST_LATER);
	assert_int_equal(list_idle(l, &err), 0);
	assert_true(list_counts(l, &shown, &all));
	assert_int_equal(shown, 500);
	assert_int_equal(all, 1000);
	list_set_filter(l, "", &err);
	assert_false(list_counts(l, &shown, &all));
	list_choose(l, 501, &err);
	list_set_filter(l, "x", &err);
	/* not in the filter: the first row */
	assert_int_equal(list_chosen_id(l), 1000);
	list_free(l);
}

static void test_marks(void **state)
{
	bool gone[52] = {false};
	struct rows rows = {.last = 50, .gone = gone};
	struct list *l = open_list(&rows, 10);
	struct err err = {0};
	const int64_t *ids;
	(void)state;
	assert_int_equal(list_targets(l, &ids), 1);
	assert_int_equal(ids[0], 1);
	list_mark(l, 30, true, &err);
	list_mark(l, 7, true, &err);
	list_mark(l, 30, true, &err);
	assert_int_equal(list_targets(l, &ids), 2);
	assert_int_equal(ids[0], 7);
	assert_int_equal(ids[1], 30);
	list_set_sort(l, 1, true, &err);
	gone[7] = true;
	list_reload(l, &err);
	assert_true(list_is_marked(l, 30));
	assert_int_equal(list_mark_invert(l, &err), 0);
	assert_false(list_is_marked(l, 30));
	assert_true(list_is_marked(l, 1));
	/* 7 is not in the list: its mark is as it was */
	assert_int_equal(list_marked(l), 49);
	list_unmark(l);
	assert_int_equal(list_marked(l), 0);
	list_free(l);
	struct rows many = {.last = 20000};
	l = open_list(&many, 10);
	assert_int_equal(list_mark_invert(l, &err), ERR_REFUSED);
	assert_int_equal(list_marked(l), 0);
	list_free(l);
}

static int finish_search(struct list *l, struct err *err)
{
	int r = LIST_LATER;
	while (list_is_finding(l))
		r = list_idle(l, err);
	return r;
}

static void test_search(void **state)
{
	struct rows rows = {.last = 100000};
	struct list *l = open_list(&rows, 10);
	struct err err = {0};
	(void)state;
	int r = list_find(l, "yen", LIST_AFTER, true, &err);
	if (r == LIST_LATER)
		r = finish_search(l, &err);
	assert_int_equal(r, 0);
	assert_int_equal(list_chosen_id(l), 7);
	/* itself, when it may be */
	assert_int_equal(list_find(l, "yen", LIST_AFTER, true, &err), 0);
	assert_int_equal(list_chosen_id(l), 7);
	r = list_find(l, "yen", LIST_AFTER, false, &err);
	assert_int_equal(r == LIST_LATER ? finish_search(l, &err) : r, 0);
	assert_int_equal(list_chosen_id(l), 1007);
	r = list_find(l, "yến", LIST_BEFORE, false, &err);
	assert_int_equal(r == LIST_LATER ? finish_search(l, &err) : r, 0);
	assert_int_equal(list_chosen_id(l), 7);
	/* round the end */
	r = list_find(l, "yến", LIST_BEFORE, false, &err);
	assert_int_equal(r == LIST_LATER ? finish_search(l, &err) : r, 0);
	assert_int_equal(list_chosen_id(l), 99007);
	check_window(l, &rows);
	/* marks in the query count */
	r = list_find(l, "yên", LIST_AFTER, false, &err);
	assert_int_equal(r == LIST_LATER ? finish_search(l, &err) : r, ERR_NOT_FOUND);
	assert_int_equal(list_chosen_id(l), 99007);
	list_free(l);
}

/* ---- a source that knows how to search, and takes its time ----------------------------------- */

static int find_slowly(void *ctx, const struct list_query *q, const char *text, const void *anchor,
	enum list_dir dir, void *ret, struct err *err)
{
	struct rows *rows = ctx;
	int64_t id = anchor		 ? ((const struct row *)anchor)->row.id
		     : dir == LIST_AFTER ? 0
					 : rows->last + 1;
	(void)q;
	(void)text;
	rows->reads++;
	for (int i = 0; i < 100; i++) {
		id += (int)dir;
		if (id < 1 || id > rows->last)
			return ERR(err, ERR_NOT_FOUND, "row", NULL);
		if (id == 777)
			break;
	}
	make(ret, id);
	return id == 777 ? 0 : LIST_LATER;
}

static void test_search_of_source(void **state)
{
	struct rows rows = {.last = 1000};
	struct list_source source = paged;
	struct list *l;
	struct err err = {0};
	(void)state;
	source.find = find_slowly;
	list_new(&source, columns, &rows, &l, &err);
	list_set_height(l, 10, &err);
	rows.reads = 0;
	assert_int_equal(list_find(l, "x", LIST_AFTER, false, &err), LIST_LATER);
	assert_true(list_is_finding(l));
	assert_int_equal(finish_search(l, &err), 0);
	assert_int_equal(list_chosen_id(l), 777);
	assert_true(rows.reads >= 8);
	/* given up when something else is looked for or read anew */
	list_find(l, "x", LIST_AFTER, false, &err);
	list_find_stop(l);
	assert_false(list_is_finding(l));
	list_find(l, "x", LIST_AFTER, false, &err);
	list_reload(l, &err);
	assert_false(list_is_finding(l));
	list_free(l);
}

/* ---- a small list, loaded whole; its rows own memory ----------------------------------------- */

struct owning {
	struct list_row row;
	char *name;
};

struct names {
	const char *const *v;
	size_t n;
	long alive;
};

static struct names *owner;

static void owning_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct owning *)row)->name);
}

static const struct column owning_columns[] = {
	{"Name", 4, 20, .sort = 1, .find = true, .text = owning_text}, {0}};

static int load_names(void *ctx, struct list *list, struct err *err)
{
	struct names *names = ctx;
	for (size_t i = 0; i < names->n; i++) {
		struct owning row = {{(int64_t)i + 1}, strdup(names->v[i])};
		names->alive++;
		int r = list_add(list, &row, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static void row_done(void *row)
{
	free(((struct owning *)row)->name);
	owner->alive--;
}

static void test_small_list(void **state)
{
	static const char *const some[] = {"Ấp 10", "Ấp 2", "Trạm Y tế", "Ấp 1"};
	struct names names = {some, 4, 0};
	struct list_source source = {
		.row_size = sizeof(struct owning), .load = load_names, .row_done = row_done};
	struct list *l;
	struct err err = {0};
	long shown, all;
	(void)state;
	owner = &names;
	list_new(&source, owning_columns, &names, &l, &err);
	list_set_height(l, 3, &err);
	assert_int_equal(list_chosen_id(l), 1);
	assert_int_equal(list_set_sort(l, 1, false, &err), 0);
	list_move_end(l, LIST_BEFORE, &err);
	static const int64_t order[] = {4, 2, 1, 3};
	for (int i = 0; i < 4; i++) {
		assert_int_equal(list_chosen_id(l), order[i]);
		list_move(l, 1, &err);
	}
	list_set_filter(l, "tram", &err);
	assert_int_equal(list_visible(l), 1);
	list_idle(l, &err);
	assert_true(list_counts(l, &shown, &all));
	assert_int_equal(shown, 1);
	assert_int_equal(all, 4);
	list_set_filter(l, "", &err);
	names.n = 2;
	list_reload(l, &err);
	assert_int_equal(names.alive, 2);
	assert_int_equal(list_visible(l), 2);
	/* the third is gone: the last took its place */
	assert_int_equal(list_chosen_id(l), 1);
	list_free(l);
	assert_int_equal(names.alive, 0);
}

/* All rows in the list's own order, twice; never more than a page of them is asked for. */
static void test_walk(void **state)
{
	static const struct {
		const char *filter;
		bool descending;
		long n;
		int64_t first, last;
	} cases[] = {
		{"", false, 1000, 1, 1000}, {"", true, 1000, 1000, 1}, {"x", false, 500, 2, 1000}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rows rows = {.last = 1000};
		struct list *l = open_list(&rows, 20);
		struct list_walk *w;
		struct err err = {0};
		assert_int_equal(list_set_filter(l, cases[i].filter, &err), 0);
		assert_int_equal(list_set_sort(l, 1, cases[i].descending, &err), 0);
		assert_int_equal(list_walk_new(l, &w, &err), 0);
		rows.most = 0;
		for (int again = 0; again < 2; again++) {
			const void *row;
			int64_t last = 0;
			long n = 0;
			while (list_walk_next(w, &row, &err) == 1) {
				int64_t id = ((const struct row *)row)->row.id;
				if (!n)
					assert_int_equal(id, cases[i].first);
				else
					assert_true(cases[i].descending ? id < last : id > last);
				last = id;
				n++;
			}
			assert_int_equal(n, cases[i].n);
			assert_int_equal(last, cases[i].last);
			list_walk_rewind(w);
		}
		assert_true(rows.most <= 100);
		list_walk_free(w);
		check_window(l, &rows);
		list_free(l);
	}
}

static void test_layout(void **state)
{
	static const struct column some[] = {{"a", 10, 20, .grow = true, .text = name_text},
		{"b", 5, 8, .drop = 1, .text = name_text},
		{"c", 5, 8, .drop = 2, .text = name_text},
		{"d", 5, 8, .drop = 2, .text = name_text}, {0}};
	static const struct {
		int cells, width[4];
	} cases[] = {{100, {73, 8, 8, 8}}, {47, {20, 8, 8, 8}}, {28, {10, 5, 5, 5}},
		{27, {15, 5, 5, 0}}, {16, {10, 5, 0, 0}}, {15, {15, 0, 0, 0}}, {3, {10, 0, 0, 0}}};
	int width[LIST_COLUMNS_MAX];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		list_layout(some, cases[i].cells, width);
		for (int k = 0; k < 4; k++)
			assert_int_equal(width[k], cases[i].width[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_moving),
		cmocka_unit_test(test_height), cmocka_unit_test(test_reload_keeps_the_row),
		cmocka_unit_test(test_sort_and_filter), cmocka_unit_test(test_marks),
		cmocka_unit_test(test_search), cmocka_unit_test(test_search_of_source),
		cmocka_unit_test(test_small_list), cmocka_unit_test(test_walk),
		cmocka_unit_test(test_layout)};
	program_init(NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
