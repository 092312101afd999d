/* Lists page by key: whichever way they are read, they are the whole list in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/people.h"
#include "db/conn.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE = 3000, CELLS = 5 };

static struct db *db;
static struct cell_id cells[CELLS];
static struct person_row all[PEOPLE + 8]; /* by id */
static size_t all_n;

static const char *const family[] = {
	"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Đỗ", "Võ", "H'"};
static const char *const middle[] = {"Văn", "Thị", "Thị Ngọc", "Hoàng", "Quốc", "Đức", "", "Thuý"};
static const char *const given[] = {"An", "Ân", "Ánh", "Ẩn", "Hoà", "Hòa", "Đức", "Duc", "Thủy",
	"Thuỷ", "Hen", "Linh", "Yến", "Y", "Ngọc-Lan"};

static void make_people(void)
{
	uint64_t seed = 1;
	struct db_act act = {.actor = "clerk", .act = "test"};
	struct err e = {0};
	assert_int_equal(db_open(NULL, DB_MEMORY, &db, &e), 0);
	for (int i = 0; i < CELLS; i++) {
		char code[8];
		snprintf(code, sizeof code, "C%d", i);
		cells[i] = fixture_cell(db, code, code, CELL_RESIDENTIAL);
	}
	assert_int_equal(db_act_begin(db, &act, NULL, &e), 0);
	for (int i = 0; i < PEOPLE; i++) {
		char name[120];
		snprintf(name, sizeof name, "%s %s %s",
			family[fixture_below(&seed, ARRAY_LEN(family))],
			middle[fixture_below(&seed, ARRAY_LEN(middle))],
			given[fixture_below(&seed, ARRAY_LEN(given))]);
		struct cell_id cell = cells[fixture_below(&seed, CELLS)];
		int kind = fixture_below(&seed, 10);
		struct person_id id = kind < 2 ? fixture_member(db, name, "2010-01-01",
							 kind ? "2011-01-01" : "", cell)
					       : fixture_person(db, name, "1990", cell);
		static const enum event_kind steps[] = {
			EVENT_FOUND, EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS, EVENT_CEREMONY};
		int day = fixture_below(&seed, 60); /* few days: many have the same */
		for (int k = 0; kind > 2 && k < kind - 2 && k < (int)ARRAY_LEN(steps); k++) {
			char on[DATE_TEXT];
			date_to_iso(date_add_days((struct date){2024, 1, 1}, day + 7 * k), on);
			fixture_event(db, id, steps[k], on);
		}
	}
	/* a word that is longer than any name's */
	char longest[121];
	memset(longest, 'a', 120);
	longest[120] = '\0';
	fixture_event(db, fixture_person(db, longest, "1990", cells[0]), EVENT_FOUND, "2024-01-05");
	fixture_event(
		db, fixture_person(db, "Ánh Anh Ảnh", "1990", cells[0]), EVENT_FOUND, "2024-01-05");
	assert_int_equal(db_act_commit(db, NULL, 0, &e), 0);
	fixture_sound(db);
}

/* What the office has, read without any of the lists' statements. */
static void read_all(void)
{
	sqlite3_stmt *s;
	assert_int_equal(
		sqlite3_prepare_v2(db->h,
			"SELECT id, name_key, full_name, cell_id, stage, stage_on, is_candidate, "
			"uncovered FROM person NOT INDEXED",
			-1, &s, NULL),
		SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW) {
		struct person_row *r = &all[all_n++];
		r->id = sqlite3_column_int64(s, 0);
		r->key_len = (size_t)sqlite3_column_bytes(s, 1);
		memcpy(r->key, sqlite3_column_blob(s, 1), r->key_len);
		snprintf(r->name, sizeof r->name, "%s", sqlite3_column_text(s, 2));
		r->cell.v = sqlite3_column_int64(s, 3);
		r->stage = (enum stage)sqlite3_column_int(s, 4);
		date_from_iso((const char *)sqlite3_column_text(s, 5), false, &r->stage_on);
		r->is_candidate = sqlite3_column_int(s, 6);
		r->uncovered = sqlite3_column_int(s, 7);
	}
	sqlite3_finalize(s);
	assert_int_equal(all_n, PEOPLE + 2);
}

static bool by_day;

static int compare(const void *pa, const void *pb)
{
	const struct person_row *a = pa, *b = pb;
	int c = 0;
	if (by_day)
		c = date_cmp(a->stage_on, b->stage_on);
	else {
		c = memcmp(a->key, b->key, a->key_len < b->key_len ? a->key_len : b->key_len);
		if (!c)
			c = (a->key_len > b->key_len) - (a->key_len < b->key_len);
	}
	return c ? c : (a->id > b->id) - (a->id < b->id);
}

static bool fits(const struct people_query *q, const struct person_row *r)
{
	bool matches = true;
	if (q->words && text_matches(r->name, q->words, &matches, NULL))
		fail();
	if (!matches)
		return false;
	if (q->set == PEOPLE_UNCOVERED)
		return r->uncovered;
	if (q->set == PEOPLE_PROBATION)
		return r->stage == STAGE_PROBATION;
	if (q->set == PEOPLE_ALL)
		return true;
	if (q->cell.v && q->cell.v != r->cell.v)
		return false;
	return q->set == PEOPLE_MEMBERS ? stage_is_member(r->stage)
					: r->is_candidate && (!q->stage || q->stage == r->stage);
}

static struct person_row want[PEOPLE + 8];

static size_t expect(const struct people_query *q)
{
	size_t n = 0;
	for (size_t i = 0; i < all_n; i++)
		if (fits(q, &all[i]))
			want[n++] = all[i];
	by_day = q->by_day || q->set == PEOPLE_PROBATION;
	qsort(want, n, sizeof *want, compare);
	return n;
}

static void read_through(const struct people_query *q, size_t expected, int dir, size_t page)
{
	struct person_row rows[64], anchor;
	size_t got = 0, n;
	bool has_anchor = false;
	do {
		struct err e = {0};
		if (people_read(db, q, has_anchor ? &anchor : NULL, dir, page, rows, &n, &e))
			fail_msg("%d %s", e.code, e.detail);
		for (size_t i = 0; i < n; i++, got++) {
			if (got >= expected)
				fail_msg("more than %zu rows", expected);
			const struct person_row *w = &want[dir > 0 ? got : expected - 1 - got];
			if (rows[i].id != w->id)
				fail_msg("row %zu of \"%s\": %s, not %s", got,
					q->words ? q->words : "", rows[i].name, w->name);
			assert_string_equal(rows[i].name, w->name);
			assert_int_equal(rows[i].stage, w->stage);
			assert_int_equal(rows[i].cell.v, w->cell.v);
			assert_int_equal(date_cmp(rows[i].stage_on, w->stage_on), 0);
		}
		if (n) {
			anchor = rows[n - 1];
			has_anchor = true;
		}
	} while (n == page);
	assert_int_equal(got, expected);
}

static void test_lists(void **state)
{
	(void)state;
	static const char *const words[] = {NULL, "an", "Ân", "ánh", "hoa", "hoà", "hòa", "hoà đức",
		"duc", "đức", "nguyen hoa", "thi ngoc", "NGUYỄN", "thuy", "thuỷ", "hen", "h'", "h",
		"lan", "ngoc-lan", "y n t", "anh anh", "a",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"khongco", "-", "'", ""};
	const struct people_query sets[] = {
		{.set = PEOPLE_ALL},
		{.set = PEOPLE_CANDIDATES},
		{.set = PEOPLE_CANDIDATES, .cell = cells[1]},
		{.set = PEOPLE_CANDIDATES, .stage = STAGE_LISTED},
		{.set = PEOPLE_CANDIDATES, .stage = STAGE_CLASS, .cell = cells[2]},
		{.set = PEOPLE_CANDIDATES, .by_day = true},
		{.set = PEOPLE_CANDIDATES, .by_day = true, .cell = cells[3]},
		{.set = PEOPLE_CANDIDATES, .by_day = true, .stage = STAGE_PAPERS},
		{.set = PEOPLE_CANDIDATES, .by_day = true, .stage = STAGE_FOUND, .cell = cells[0]},
		{.set = PEOPLE_UNCOVERED},
		{.set = PEOPLE_MEMBERS},
		{.set = PEOPLE_MEMBERS, .cell = cells[4]},
		{.set = PEOPLE_PROBATION},
	};
	for (size_t i = 0; i < ARRAY_LEN(sets); i++)
		for (size_t w = 0; w < ARRAY_LEN(words); w++) {
			struct people_query q = sets[i];
			q.words = words[w];
			size_t n = expect(&q);
			if (!q.words) /* the lists are there to be read */
				assert_true(n > 20);
			read_through(&q, n, 1, 17);
			read_through(&q, n, -1, 17);
			if (!w) {
				read_through(&q, n, 1, 64);
				read_through(&q, n, -1, 1);
			}
			long shown = -1, total = -1;
			assert_int_equal(people_count(db, &q, &shown, &total, NULL), 0);
			assert_int_equal(shown, n);
			q.words = NULL;
			assert_int_equal(total, expect(&q));
		}
}

/* The words find somebody at all: the walk above would pass with empty lists. */
static void test_words_find(void **state)
{
	(void)state;
	static const struct {
		const char *words, *name;
		bool found;
	} cases[] = {
		{"hoa", "Trần Thị Hoà", true},
		{"hòa", "Trần Thị Hoà", true},
		{"hoà", "Trần Thị Hòa", true},
		{"hoá", "Trần Thị Hòa", false},
		{"duc", "Đỗ Văn Đức", true},
		{"đức", "Đỗ Văn Duc", false},
		{"do duc", "Đỗ Văn Đức", true},
		{"đỗ van", "Đỗ Văn Đức", false},
		{"oa", "Trần Thị Hoà", false},
		{"thi tran", "Trần Thị Hoà", true},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct db *one = NULL;
		struct person_row row;
		size_t n = 9;
		assert_int_equal(db_open(NULL, DB_MEMORY, &one, NULL), 0);
		struct person_id id =
			fixture_person(one, cases[i].name, "1990", (struct cell_id){0});
		assert_int_equal(people_lookup(one, cases[i].words, false, &row, 1, &n, NULL), 0);
		if ((n == 1) != cases[i].found)
			fail_msg("%s in %s", cases[i].words, cases[i].name);
		struct people_query q = {.set = PEOPLE_ALL, .words = cases[i].words};
		assert_int_equal(
			people_at(one, &q, id, &row, NULL), cases[i].found ? 0 : ERR_NOT_FOUND);
		assert_int_equal(people_lookup(one, cases[i].words, true, &row, 1, &n, NULL), 0);
		assert_int_equal(n, 0);
		db_close(one);
	}
}

/* A row that is gone is still a place to go on from. */
static void test_anchor_gone(void **state)
{
	(void)state;
	struct people_query q = {.set = PEOPLE_CANDIDATES, .cell = cells[1]};
	struct person_row rows[3], anchor;
	size_t n = expect(&q);
	assert_true(n > 10);
	anchor = want[5];
	anchor.id -= 1000000; /* the same key, an id that nobody has */
	assert_int_equal(people_read(db, &q, &anchor, 1, 1, rows, &n, NULL), 0);
	size_t first = 5;
	while (first && memcmp(want[first - 1].key, anchor.key, anchor.key_len) == 0 &&
		want[first - 1].key_len == anchor.key_len)
		first--;
	assert_int_equal(rows[0].id, want[first].id);
	assert_int_equal(people_at(db, &q, (struct person_id){999999}, rows, NULL), ERR_NOT_FOUND);
}

static int setup(void **state)
{
	(void)state;
	make_people();
	read_all();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	db_close(db);
	return 0;
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_words_find),
		cmocka_unit_test(test_anchor_gone),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
