/* Two records of one person: what is said of them, what becomes of them, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "undo_test.h"

#include "base/mem.h"
#include "core/dossier.h"
#include "core/same_own.h"
#include "core/sentence.h"
#include "db/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define D(y, m, d) ((struct date){y, m, d})
#define P(name, ...)                                                                               \
	(struct person)                                                                            \
	{                                                                                          \
		.full_name = (char *)(name), __VA_ARGS__                                           \
	}

/* ---- what is said --------------------------------------------------------------------------------------------- */

static void test_verdicts(void **state)
{
	(void)state;
	char *const cccd[] = {(char *)"070085123456", (char *)"070085123457",
		(char *)"070086999999", (char *)"070185123456"};
	char *phone[] = {(char *)"0912 345 678", (char *)"+84912345678", (char *)"912345678",
		(char *)"0162 345 6789", (char *)"0323456789"};
	char *home[] = {(char *)"Tổ 02, ấp 2, xã Tiến Hưng", (char *)"tổ 2 - Ấp 2 - X. TIẾN HƯNG"};
	const struct {
		const char *what;
		struct person a, b;
		enum same_level level;
		const char *words;
	} t[] = {
		{"the same", P("Nguyễn Thị Hòa", .birth = D(1985, 4, 9)),
			P("NGUYỄN THỊ HOÀ", .birth = D(1985, 4, 9)), SAME_LIKELY,
			"the same name, the same birth date"},
		{"a common name and the year", P("Nguyễn Văn Hùng", .birth = D(1985, 4, 9)),
			P("Nguyễn Văn Hùng", .birth = D(1985, 0, 0)), SAME_NO,
			"the same name, the same year of birth"},
		{"two years alone", P("Nguyễn Văn Hùng", .birth = D(1985, 0, 0)),
			P("Nguyễn Văn Hùng", .birth = D(1985, 0, 0)), SAME_NO, NULL},
		{"the year in one cell", P("Lý Thị Mỹ", .birth = D(1985, 4, 9), .cell = {3}),
			P("Lí Thị Mĩ", .birth = D(1985, 0, 0), .cell = {3}), SAME_MAYBE,
			"the same name, the same year of birth, the same cell"},
		{"day and month turned", P("Nguyễn Văn Hùng", .birth = D(1985, 4, 9)),
			P("Nguyễn Văn Hùng", .birth = D(1985, 9, 4)), SAME_MAYBE, NULL},
		{"another day", P("Nguyễn Văn Hùng", .birth = D(1985, 4, 9), .cell = {3}),
			P("Nguyễn Văn Hùng", .birth = D(1985, 11, 22), .cell = {3}), SAME_NO, NULL},
		{"father and son",
			P("Nguyễn Văn An", .birth = D(1960, 4, 9), .cell = {3}, .phone = phone[0],
				.residence = home[0], .sex = 'm'),
			P("Nguyễn Văn Anh", .birth = D(1985, 9, 1), .cell = {3}, .phone = phone[1],
				.residence = home[1], .sex = 'm'),
			SAME_NO,
			"names that differ by a letter, the same phone, the same cell, the same "
			"home, "
			"but another birth date"},
		{"twins",
			P("Nguyễn Văn Long", .birth = D(1985, 4, 9), .cell = {3}, .phone = phone[0],
				.residence = home[0]),
			P("Nguyễn Văn Phụng", .birth = D(1985, 4, 9), .cell = {3},
				.phone = phone[1], .residence = home[0]),
			SAME_NO, NULL},
		{"phones in three shapes", P("Trần Thị Bé", .phone = phone[0]),
			P("Tran Thi Be", .phone = phone[1]), SAME_MAYBE,
			"the same name without its marks, the same phone"},
		{"a lost zero", P("Trần Thị Bé", .phone = phone[2]),
			P("Trần Thị Bé", .phone = phone[1]), SAME_MAYBE, NULL},
		{"eleven digits of before 2018", P("Trần Thị Bé", .phone = phone[3]),
			P("Trần Thị Bé", .phone = phone[4]), SAME_MAYBE, NULL},
		{"another phone", P("Trần Thị Bé", .phone = phone[3]),
			P("Trần Thị Bé", .phone = phone[0]), SAME_NO, NULL},
		{"a slip in the number",
			P("Trần Bé", .cccd = cccd[0], .birth = D(1985, 4, 9), .sex = 'm'),
			P("Trần Bé", .cccd = cccd[1], .birth = D(1985, 4, 9)), SAME_SURE, NULL},
		{"two numbers and births",
			P("Trần Bé", .cccd = cccd[0], .birth = D(1985, 4, 9), .phone = phone[0],
				.cell = {3}),
			P("Trần Bé", .cccd = cccd[2], .birth = D(1986, 4, 7), .phone = phone[0],
				.cell = {3}),
			SAME_NO, NULL},
		{"the number alone", P("Trần Bé", .cccd = cccd[0]), P("Lê Lớn", .cccd = cccd[0]),
			SAME_MAYBE, "the same identity number, but another name"},
		{"birth and sex of the number", P("Trần Thị Bé", .cccd = cccd[3], .cell = {3}),
			P("Trần Thị Bé", .birth = D(1985, 3, 3), .sex = 'f', .cell = {3}),
			SAME_MAYBE, "the same name, the same year of birth, the same cell"},
		{"the other sex", P("Trần Bé", .birth = D(1985, 3, 3), .sex = 'f'),
			P("Trần Bé", .birth = D(1985, 3, 3), .sex = 'm'), SAME_NO,
			"the same name, the same birth date, but the other sex"},
		{"nothing", P(""), P(""), SAME_NO, NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct same_verdict v, w;
		struct strbuf words = {0};
		assert_int_equal(same_compare(&t[i].a, &t[i].b, &v, NULL), 0);
		assert_int_equal(same_compare(&t[i].b, &t[i].a, &w, NULL), 0);
		same_reasons_add(&words, &v);
		if (v.level != t[i].level || w.level != v.level || w.score != v.score ||
			(t[i].words && strcmp(strbuf_str(&words), t[i].words) != 0))
			fail_msg("%s: %d %d: %s", t[i].what, v.level, v.score, strbuf_str(&words));
		strbuf_done(&words);
	}
}

/* A new table that points at a person (or at a row that becomes one with another) has to be thought of in same_rows.c. */
static void test_references(void **state)
{
	(void)state;
	sqlite3_stmt *s;
	size_t n = 0;
	assert_int_equal(
		sqlite3_prepare_v2(office.db->h,
			"SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_schema m, "
			"pragma_foreign_key_list (m.name) f WHERE m.type = 'table' AND f.\"table\" "
			"IN "
			"('person', 'dossier', 'monthly_report', 'event', 'mentor_assignment', "
			"'paper', "
			"'vote', 'inquiry', 'extension', 'duty', 'follow_up', 'person_statistics', "
			"'judgement', 'person_cell')",
			-1, &s, NULL),
		SQLITE_OK);
	for (; sqlite3_step(s) == SQLITE_ROW; n++) {
		const char *table = (const char *)sqlite3_column_text(s, 0);
		const char *column = (const char *)sqlite3_column_text(s, 1);
		const char *parent = (const char *)sqlite3_column_text(s, 2);
		bool known = false;
		for (size_t i = 0; i < same_reference_count; i++)
			known |= !strcmp(same_references[i].table, table) &&
				 !strcmp(same_references[i].column, column) &&
				 !strcmp(same_references[i].parent, parent);
		if (!known)
			fail_msg("%s.%s of %s is not merged", table, column, parent);
	}
	sqlite3_finalize(s);
	assert_int_equal(n, same_reference_count);
}

/* ---- one of two ---------------------------------------------------------------------------------------------- */

static int64_t count(const char *sql, int64_t id)
{
	char *q = sqlite3_mprintf(sql, id, id);
	int64_t n = fixture_number(office.db, q);
	sqlite3_free(q);
	return n;
}

static void sql(const char *text, int64_t a, int64_t b)
{
	char *q = sqlite3_mprintf(text, a, b);
	fixture_sql(office.db, q, true);
	sqlite3_free(q);
}

static struct person_id twin(const char *name, const char *birth, struct cell_id cell)
{
	return fixture_person(office.db, name, birth, cell);
}

/* Merged, taken back, done again, taken back, merged: what was, to the letter. */
static void merge_as(struct person_id keep, struct person_id drop, const struct same_take *take)
{
	CLEANUP_FREE char *before = dump(office.db);
	for (int i = 0; i < 2; i++) {
		struct err e = {0};
		char text[400];
		if (same_merge(office.db, &fixture_by, keep, drop, take, &e))
			fail_msg("%d %s: %s", e.code, e.field, sentence(&e, text, sizeof text));
		fixture_sound(office.db);
		if (!i)
			there_and_back(office.db, last_act(office.db), before, "merge");
	}
	struct person p;
	assert_int_equal(person_load(office.db, drop, &p, NULL), ERR_NOT_FOUND);
}

static void merge(struct person_id keep, struct person_id drop, unsigned fields)
{
	merge_as(keep, drop, &(struct same_take){.fields = fields});
}

static void refused(struct person_id keep, struct person_id drop, int rule, const char *words)
{
	struct err e = {0};
	char text[400];
	int64_t audits = office_audits();
	expect_result(same_merge(office.db, &fixture_by, keep, drop, NULL, &e), &e, ERR_REFUSED,
		rule, NULL, "same_merge");
	sentence(&e, text, sizeof text);
	if (words && !strstr(text, words))
		fail_msg("%s", text);
	assert_int_equal(office_audits(), audits);
	struct person p = fixture_load(office.db, drop);
	person_done(&p);
}

/* Every table that points at a person, a row of each of the two. */
static void fill(struct person_id id, int64_t resolution, int nth)
{
	static const char *const rows[] = {
		"INSERT INTO local_head (cell_id, post, name, person_id) VALUES (1, 1, 'Trưởng "
		"ấp', %lld)",
		"INSERT INTO monthly_report (cell_id, month, person_id, done, received_on) "
		"VALUES (1, '2026-09', %lld, 'Gặp', '2026-10-01')",
		"INSERT INTO proposal (person_id, cell_id, on_date, report_id) VALUES (%lld, 1, "
		"'2026-09-05', "
		"(SELECT id FROM monthly_report WHERE person_id = %lld))",
		"INSERT INTO proposal (person_id, cell_id, on_date, finder_id) VALUES (3, 1, "
		"'2026-09-06', %lld)",
		"INSERT INTO obstacle (person_id, kind_id, since) VALUES (%lld, "
		"(SELECT id FROM term WHERE code = 'diploma'), '2026-01-05')",
		"INSERT INTO visit (person_id, on_date, visitor) VALUES (%lld, '2026-02-05', 'Lê "
		"Văn A')",
		"INSERT INTO follow_up (person_id, month, state, note) VALUES (%lld, '2026-10', 1, "
		"'x')",
		"INSERT INTO person_statistics (person_id, business_owner) VALUES (%lld, 0)",
		"INSERT INTO judgement (person_id, other_id, fault, on_date) VALUES (1, %lld, "
		"'same', "
		"'2026-11-01')",
		"INSERT INTO judgement (person_id, fault, on_date, value) VALUES (%lld, 'phone', "
		"'2026-11-01', '1')",
		"INSERT INTO event (person_id, kind, on_date, finder_id) VALUES (5, 1, "
		"'2024-01-01', %lld) "
		"ON CONFLICT DO NOTHING",
	};
	sql("INSERT INTO duty (resolution_id, person_id, find) VALUES (%lld, %lld, 2)", resolution,
		id.v);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		sql(rows[i], id.v, id.v);
	sql("INSERT INTO register (type, term, number, on_date, subject, person_id) "
	    "VALUES (1, 2025, %lld, '2026-01-15', 'Tạo nguồn', %lld)",
		nth, id.v);
}

static void test_merge_everything(void **state)
{
	(void)state;
	struct person_id a = office.candidate,
			 b = twin("Dang Quoc Huy", "1995-01-01", office.school);
	int64_t resolution = FIXTURE_RECORD(
		office.db, BOOK_RESOLUTION, "cell_id", "1", "year", "2026", "number", "02-NQ/CB");
	fill(a, resolution, 11);
	fill(b, resolution, 12);
	sql("UPDATE person_statistics SET business_owner = 1, work_kind = 3 WHERE person_id = %lld",
		b.v, 0);
	sql("UPDATE follow_up SET state = 3, note = 'xa nhà' WHERE person_id = %lld", b.v, 0);
	sql("UPDATE person SET phone = '0912345678', note = 'đi làm xa', birth = '1995-01-02' "
	    "WHERE id = %lld",
		b.v, 0);
	/* the same listing, told otherwise; a class that only the second record knows */
	fixture_event(office.db, b, EVENT_LISTED, "2025-02-01");
	sql("UPDATE event SET paper_no = '05-NQ/CB', note = 'x' WHERE person_id = %lld AND kind = "
	    "2",
		a.v, 0);
	sql("UPDATE event SET paper_no = '07-NQ/CB', note = 'x' WHERE person_id = %lld AND kind = "
	    "2",
		b.v, 0);
	fixture_event(office.db, b, EVENT_CLASS, "2025-06-10");
	fixture_mentor(office.db, a, office.official[0], "2025-03-01", NULL);
	fixture_mentor(office.db, b, office.official[0], "2025-02-10", "2026-01-01");
	fixture_mentor(office.db, b, office.official[1], "2025-02-10", "2026-01-01");
	int64_t events = count("SELECT count (*) FROM event", 0);

	merge(a, b, 0);

	static const struct {
		const char *sql;
		int64_t n;
	} t[] = {
		{"SELECT count (*) FROM event WHERE person_id = %lld AND kind = 2 AND paper_no = "
		 "'05-NQ/CB, 07-NQ/CB' AND note = 'x'",
			1},
		{"SELECT count (*) FROM event WHERE person_id = %lld AND kind = 4", 1},
		{"SELECT count (*) FROM event WHERE finder_id = %lld", 1},
		{"SELECT count (*) FROM mentor_assignment WHERE person_id = %lld", 2},
		{"SELECT count (*) FROM mentor_assignment WHERE person_id = %lld AND mentor_id = 1 "
		 "AND "
		 "from_date = '2025-02-10' AND to_date IS NULL",
			1},
		{"SELECT count (*) FROM local_head WHERE person_id = %lld", 2},
		{"SELECT count (*) FROM duty WHERE person_id = %lld", 1},
		{"SELECT count (*) FROM monthly_report WHERE person_id = %lld", 1},
		{"SELECT count (DISTINCT report_id) FROM proposal WHERE person_id = %lld", 1},
		{"SELECT count (*) FROM proposal WHERE person_id = %lld", 2},
		{"SELECT count (*) FROM proposal WHERE finder_id = %lld", 2},
		{"SELECT count (*) FROM obstacle WHERE person_id = %lld", 2},
		{"SELECT count (*) FROM visit WHERE person_id = %lld", 2},
		{"SELECT count (*) FROM register WHERE person_id = %lld", 2},
		{"SELECT count (*) FROM follow_up WHERE person_id = %lld AND state = 3 AND note = "
		 "'x, xa nhà'",
			1},
		{"SELECT count (*) FROM person_statistics WHERE person_id = %lld AND "
		 "business_owner = 1 "
		 "AND work_kind = 3",
			1},
		{"SELECT count (*) FROM judgement WHERE other_id = %lld AND person_id = 1", 1},
		{"SELECT count (*) FROM judgement WHERE person_id = %lld", 1},
		{"SELECT count (*) FROM person_cell WHERE person_id = %lld", 1},
		{"SELECT count (*) FROM person WHERE id = %lld AND full_name = 'Đặng Quốc Huy' AND "
		 "phone = "
		 "'0912345678' AND birth = '1995-01-01' AND stage = 4 AND cell_id = 1",
			1},
		{"SELECT count (*) FROM person WHERE id = %lld AND note LIKE 'đi làm xa. %%Trường "
		 "Tiểu học'",
			1},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (count(t[i].sql, a.v) != t[i].n)
			fail_msg("%s: %lld", t[i].sql, (long long)count(t[i].sql, a.v));
	assert_int_equal(count("SELECT count (*) FROM event", 0), events - 1);
	assert_int_equal(count("SELECT count (*) FROM person_word WHERE person_id = %lld", b.v), 0);
	assert_int_equal(
		count("SELECT count (*) FROM audit WHERE act = 'person_merge' AND record_id = %lld",
			a.v),
		2);
}

/* What is taken of the second: its fields and its cell; then the first one's memberships stand before it. */
static void test_merge_fields(void **state)
{
	(void)state;
	struct person a = P("Tran Thi Mai", .birth = D(1990, 0, 0), .cccd = (char *)"070190000009"),
		      b = P("Trần Thị Mai", .birth = D(1990, 5, 6), .cccd = (char *)"070190000001",
			      .sex = 'f');
	struct person_id k, d;
	struct strbuf text = {0};
	assert_int_equal(person_save(office.db, &fixture_by, &a, office.hamlet, &k, NULL), 0);
	assert_int_equal(person_save(office.db, &fixture_by, &b, office.school, &d, NULL), 0);
	assert_int_equal(
		person_move(office.db, &fixture_by, d, office.hamlet, D(2024, 3, 1), NULL), 0);
	assert_int_equal(
		person_move(office.db, &fixture_by, d, office.school, D(2025, 3, 1), NULL), 0);
	sql("UPDATE person_cell SET from_date = '2020-01-01' WHERE person_id = %lld AND from_date "
	    "IS NULL",
		d.v, 0);
	unsigned better = same_fields_better(&a, &b), all = (1u << same_field_count) - 1;
	assert_int_equal(better, 1 | 2 | 4); /* name, birth, sex */
	assert_int_equal(same_fields_better(&b, &a), 0);
	merge(k, d, all);
	assert_int_equal(count("SELECT count (*) FROM person WHERE id = %lld AND full_name = 'Trần "
			       "Thị Mai' AND "
			       "cccd = '070190000001' AND birth = '1990-05-06' AND sex = 'f' AND "
			       "cell_id = 2",
				 k.v),
		1);
	assert_int_equal(count("SELECT count (*) FROM person_cell WHERE person_id = %lld", k.v), 4);
	assert_int_equal(count("SELECT count (*) FROM person_cell WHERE person_id = %lld AND "
			       "from_date IS NULL "
			       "AND to_date = '2020-01-01' AND cell_id = 1",
				 k.v),
		1);
	struct person p = fixture_load(office.db, k);
	for (size_t i = 0; i < same_field_count; i++)
		assert_int_equal(same_field_add(office.db, &text, &p, i, NULL), 0);
	assert_string_equal(
		strbuf_str(&text), "Trần Thị Mai06/05/1990Female070190000001Trường Tiểu học");
	strbuf_done(&text);
	person_done(&p);
}

static void test_merge_found(void **state)
{
	(void)state;
	struct person_id a = twin("Lê Thị Nga", "1999", office.hamlet),
			 b = twin("Lê Thị Nga", "1999-03-02", office.hamlet);
	fixture_event(office.db, a, EVENT_FOUND, "2025-05-01");
	fixture_event(office.db, b, EVENT_FOUND, "2024-02-01");
	sql("UPDATE event SET source = 'Hội Phụ nữ' WHERE person_id = %lld", b.v, 0);
	fixture_event(office.db, b, EVENT_LISTED, "2024-06-01");
	merge(a, b, 0);
	assert_int_equal(
		count("SELECT count (*) FROM event WHERE person_id = %lld AND kind = 1 AND on_date "
		      "= "
		      "'2024-02-01' AND source = 'Hội Phụ nữ' AND note LIKE '%%01/05/2025'",
			a.v),
		1);
	assert_int_equal(count("SELECT count (*) FROM event WHERE person_id = %lld", a.v), 2);
}

/* Listed in the one record; in the other found on the day of an import, for nothing else was known of him then. */
static void test_merge_placeholder(void **state)
{
	(void)state;
	struct person_id a = twin("Lê Thị Bông", "1999-03-02", office.hamlet),
			 b = twin("Lê Thị Bống", "1999-03-02", office.hamlet);
	fixture_event(office.db, a, EVENT_FOUND, "2026-11-01");
	fixture_event(office.db, b, EVENT_LISTED, "2026-05-01");
	merge(a, b, 0);
	assert_int_equal(count("SELECT count (*) FROM event WHERE person_id = %lld AND kind = 1 AND "
			       "on_date = '2026-05-01' AND note = 'also recorded: 01/11/2026'",
				 a.v),
		1);
}

static int64_t events(struct person_id id, const char *where)
{
	CLEANUP_FREE char *text =
		mem_printf("SELECT count (*) FROM event WHERE person_id = %lld AND %s",
			(long long)id.v, where);
	return count(text, 0);
}

/* A step that both have on two days is one: that day stands which is chosen, the note says the rest of the other. */
static void test_merge_two_days(void **state)
{
	(void)state;
	struct person_id a = twin("Tô Văn Bảy", "1992-05-06", office.hamlet),
			 b = twin("Tô Văn Bẩy", "1992-05-06", office.school);
	struct person one, other;
	struct same_take take;
	fixture_event(office.db, a, EVENT_LISTED, "2025-03-01");
	sql("UPDATE event SET source = 'Hội Nông dân' WHERE person_id = %lld", a.v, 0);
	fixture_event(office.db, b, EVENT_LISTED, "2025-03-08");
	sql("UPDATE event SET paper_no = '08-NQ/CB', note = 'theo sổ' WHERE person_id = %lld", b.v,
		0);
	fixture_event(office.db, a, EVENT_PAPERS, "2025-06-01");
	fixture_event(office.db, b, EVENT_PAPERS, "2025-06-02");
	fixture_event(office.db, a, EVENT_OFF_LIST, "2025-09-01");
	fixture_event(office.db, b, EVENT_OFF_LIST, "2025-08-20");
	one = fixture_load(office.db, a);
	other = fixture_load(office.db, b);
	assert_int_equal(same_propose(office.db, &one, &other, &take, NULL), 0);
	assert_int_equal(take.double_count, 3);
	/* the one with its paper is proposed; of two without, the first record's */
	assert_true(take.doubles[0].second_stands);
	assert_string_equal(take.doubles[0].text[0], "01/03/2025, Hội Nông dân");
	assert_string_equal(take.doubles[0].text[1], "08/03/2025, 08-NQ/CB");
	assert_false(take.doubles[1].second_stands);
	assert_false(take.doubles[2].second_stands);
	take.doubles[2].second_stands = true;
	merge_as(a, b, &take);
	same_take_done(&take);
	person_done(&one);
	person_done(&other);
	assert_int_equal(
		events(a, "kind = 2 AND on_date = '2025-03-08' AND paper_no = '08-NQ/CB' "
			  "AND source = 'Hội Nông dân' AND note = 'theo sổ, also recorded: "
			  "01/03/2025, Hội Nông dân'"),
		1);
	assert_int_equal(
		events(a, "kind = 6 OR kind = 5 AND on_date = '2025-06-01' AND note = 'also "
			  "recorded: 02/06/2025'"),
		1);
	assert_int_equal(
		events(a, "kind = 21 AND on_date = '2025-08-20' AND note = 'also recorded: "
			  "01/09/2025'"),
		1);
	assert_int_equal(events(a, "1"), 3);
}

/* Two times on the list with an exit between them are two events, whoever of the two records has them. */
static void test_merge_two_ways(void **state)
{
	(void)state;
	struct person_id a = twin("Tô Văn Chín", "1992-05-06", office.hamlet),
			 b = twin("Tô Văn Chín", "1992-05-06", office.school);
	fixture_event(office.db, a, EVENT_LISTED, "2021-03-01");
	fixture_event(office.db, a, EVENT_OFF_LIST, "2022-03-01");
	fixture_event(office.db, b, EVENT_LISTED, "2025-03-08");
	merge(a, b, 0);
	assert_int_equal(events(a, "kind = 2 AND note IS NULL"), 2);
	assert_int_equal(events(a, "1"), 3);
}

static struct vote vote_of(long yes)
{
	return (struct vote){.fact = {.purpose = VOTE_ADMISSION,
				     .body = VOTE_CELL,
				     .round = 1,
				     .on = D(2026, 3, 1),
				     .base = 20,
				     .present = 20,
				     .yes = yes,
				     .no = 20 - yes,
				     .is_secret = true}};
}

static struct person_id with_dossier(const char *name, const char *form, long yes)
{
	struct person_id id = twin(name, "1995-07-08", office.hamlet);
	struct vote v = vote_of(yes);
	struct paper p = {.code = (char *)form,
		.state = PAPER_IN_HAND,
		.on = D(2026, 1, 10),
		.paper_no = (char *)name};
	struct inquiry q = {.sent_to = (char *)"Đảng ủy xã Tân Lập",
		.fact = {.sent = D(2026, 2, 1), .conclusion = -1},
		.paper_no = (char *)"15-CV/ĐU"};
	struct err e = {0};
	fixture_event(office.db, id, EVENT_LISTED, "2025-02-01");
	fixture_event(office.db, id, EVENT_PAPERS, "2025-12-01");
	if (paper_save(office.db, &fixture_by, id, &p, &e) ||
		inquiry_save(office.db, &fixture_by, id, &q, &e) ||
		vote_save(office.db, &fixture_by, id, &v, false, NULL, &e))
		fail_msg("%d %s %s", e.code, e.field, e.detail);
	return id;
}

/* The two dossiers of the way that runs are one; a vote of one round is told once, or the clerk is asked first. */
static void test_merge_dossiers(void **state)
{
	(void)state;
	char code[64];
	const char *first = "application";
	struct dossier_view v;
	struct person_id probe = twin("Người Xem", "1990", office.hamlet);
	assert_int_equal(dossier_view_load(office.db, probe, &v, NULL), 0);
	first = v.set->papers[0].code;
	snprintf(code, sizeof code, "%s", v.set->papers[1].code);
	struct person_id a = with_dossier("Cao Văn Tư", first, 18),
			 b = with_dossier("Cao Văn Tư", first, 18),
			 c = with_dossier("Cao Văn Tư", code, 17);
	dossier_view_done(&v);
	merge(a, b, 0);
	assert_int_equal(count("SELECT count (*) FROM dossier WHERE person_id = %lld", a.v), 1);
	assert_int_equal(count("SELECT count (*) FROM paper", 0), 2);
	assert_int_equal(count("SELECT count (*) FROM vote", 0), 2);
	assert_int_equal(count("SELECT count (*) FROM inquiry", 0), 2);
	/* a vote told with other figures: the first's stand unless the second's are chosen */
	struct person one = fixture_load(office.db, a), other = fixture_load(office.db, c);
	struct same_take take;
	assert_int_equal(same_propose(office.db, &one, &other, &take, NULL), 0);
	assert_int_equal(take.double_count, 1);
	assert_true(take.doubles[0].is_vote && !take.doubles[0].second_stands);
	assert_string_equal(take.doubles[0].text[0], "18 for, 2 against");
	assert_string_equal(take.doubles[0].text[1], "17 for, 3 against");
	take.doubles[0].second_stands = true;
	merge_as(a, c, &take);
	same_take_done(&take);
	person_done(&one);
	person_done(&other);
	assert_int_equal(
		count("SELECT count (*) FROM vote WHERE yes = 17 AND no = 3 AND note = 'also "
		      "recorded: 18 for, 2 against'",
			0),
		1);
	assert_int_equal(count("SELECT count (*) FROM paper", 0), 2);
	assert_int_equal(count("SELECT count (*) FROM vote", 0), 1);
	assert_int_equal(count("SELECT count (*) FROM dossier", 0), 1);
}

/* As a mentor: those who were helped by either are helped by the one. */
static void test_merge_mentors(void **state)
{
	(void)state;
	struct person_id other = twin("Ngô Văn Bảy", "1996", office.hamlet);
	fixture_event(office.db, other, EVENT_LISTED, "2025-02-01");
	fixture_mentor(office.db, office.candidate, office.official[0], "2025-02-01", "2025-09-01");
	fixture_mentor(office.db, office.candidate, office.official[1], "2025-06-01", NULL);
	fixture_mentor(office.db, other, office.official[1], "2025-06-01", NULL);
	merge(office.official[0], office.official[1], 0);
	assert_int_equal(
		count("SELECT count (*) FROM mentor_assignment WHERE mentor_id = %lld", 1), 2);
	assert_int_equal(count("SELECT count (*) FROM mentor_assignment WHERE mentor_id = 1 AND "
			       "person_id = %lld "
			       "AND from_date = '2025-02-01' AND to_date IS NULL",
				 office.candidate.v),
		1);
	assert_false(office_uncovered(office.candidate));
}

static void test_refusals(void **state)
{
	(void)state;
	struct person_id a = office.probationary,
			 b = twin("Võ Thị Hoà", "1990-07-15", office.school),
			 c = twin("Đặng Quốc Huy", "1995-01-01", office.hamlet);
	struct err e = {0};
	/* of two admissions neither may come before what the other has before it */
	fixture_event(office.db, a, EVENT_DECISION, "2026-02-01");
	fixture_event(office.db, b, EVENT_RECOGNISED, "2026-02-20");
	refused(a, b, RULE_ORDER, "20/02/2026");
	/* an order that does not fit */
	fixture_event(office.db, c, EVENT_PAPERS, "2024-06-01");
	refused(office.candidate, c, RULE_ORDER, "01/06/2024");
	/* one helps the other */
	fixture_mentor(office.db, office.candidate, office.official[0], "2025-03-01", NULL);
	refused(office.candidate, office.official[0], RULE_MERGE_SELF, "two people");
	refused(office.official[0], office.candidate, RULE_MERGE_SELF, NULL);
	/* three mentors at a time */
	struct person_id d = twin("Đặng Quốc Huy", "1995-01-01", office.hamlet);
	fixture_event(office.db, d, EVENT_LISTED, "2025-02-01");
	fixture_mentor(office.db, d, office.official[1], "2025-03-01", NULL);
	fixture_mentor(office.db, d, office.official[2], "2025-03-01", NULL);
	refused(office.candidate, d, RULE_MENTOR_THIRD, NULL);
	/* helped by one who would be no official member on that day */
	assert_int_equal(same_merge(office.db, &fixture_by, a, a, NULL, &e), ERR_INVALID);
	assert_int_equal(same_merge(office.db, &fixture_by, a, (struct person_id){999}, NULL, &e),
		ERR_NOT_FOUND);
}

/* What another clerk has put right meanwhile is not thrown away by a choice that was made before. */
static void test_changed_meanwhile(void **state)
{
	(void)state;
	struct err e = {0};
	struct person_id a = twin("Lê Thị Hồng Mai", "1996-05-01", office.hamlet),
			 b = twin("Lê Thị Hồng Mai", "1996-05-01", office.hamlet), id;
	struct person keep = fixture_load(office.db, a), drop = fixture_load(office.db, b),
		      now = fixture_load(office.db, b);
	now.phone = mem_strdup("0912345678");
	assert_int_equal(person_save(office.db, &fixture_by, &now, now.cell, &id, &e), 0);
	assert_int_equal(
		same_merge_seen(office.db, &fixture_by, &keep, &drop, NULL, &e), ERR_CONFLICT);
	person_done(&drop);
	drop = fixture_load(office.db, b);
	assert_int_equal(same_merge_seen(office.db, &fixture_by, &keep, &drop, NULL, &e), 0);
	person_done(&now);
	now = fixture_load(office.db, a);
	assert_string_equal(now.phone, "0912345678");
	person_done(&keep);
	person_done(&drop);
	person_done(&now);
}

/* ---- two for good ---------------------------------------------------------------------------------------------- */

static void test_judged(void **state)
{
	(void)state;
	struct person_id a = twin("Lý Văn Sáu", "1970-02-03", office.hamlet),
			 b = twin("Lí Văn Sáu", "1970-02-03", office.hamlet);
	struct same_pair found[4], *pairs;
	size_t n;
	struct person p = fixture_load(office.db, b);
	assert_int_equal(same_find(office.db, &p, found, 4, &n, NULL), 0);
	assert_int_equal(n, 1);
	assert_int_equal(found[0].a.v, a.v);
	assert_int_equal(found[0].b.v, b.v);
	p.id.v = 0; /* not stored yet: he is there already */
	assert_int_equal(same_find(office.db, &p, found, 4, &n, NULL), 0);
	assert_int_equal(n, 2);
	assert_int_equal(
		same_judge_other(office.db, &fixture_by, b, a, " hai anh em họ ", NULL), 0);
	struct err e = {0};
	assert_int_equal(same_judge_other(office.db, &fixture_by, a, b, NULL, &e), ERR_DUPLICATE);
	p.id = b;
	assert_int_equal(same_find(office.db, &p, found, 4, &n, NULL), 0);
	assert_int_equal(n, 0);
	assert_int_equal(same_pairs(office.db, NULL, NULL, &pairs, &n, NULL), 0);
	assert_int_equal(n, 0);
	free(pairs);
	person_done(&p);
	assert_int_equal(
		count("SELECT count (*) FROM judgement WHERE note = 'hai anh em họ' AND on_date = "
		      "'2026-11-23' AND person_id < other_id",
			0),
		1);
	/* who is made one after all is judged no more */
	merge(a, b, 0);
	assert_int_equal(count("SELECT count (*) FROM judgement", 0), 0);
}

/* Whoever has the name, and the likelier ones first: near names and births, too, where enough else is the same. */
static void test_known(void **state)
{
	(void)state;
	struct err e = {0};
	struct same_known who[4];
	size_t n = 0;
	struct person_id day = fixture_person(office.db, "Lê Thị Út", "1999-05-12", office.hamlet),
			 year = fixture_person(office.db, "Lê Thị Út", "1999", office.school);
	fixture_person(office.db, "Lê Thị Ưt", "1999-05-12", office.hamlet);
	static const struct {
		const char *name;
		struct date birth;
		size_t want;
	} t[] = {
		{"lê  thị út", {0}, 2},
		{"Lê Thị Út", {1999, 0, 0}, 2},
		{"Lê Thị Út", {1999, 5, 12}, 3}, /* and the slip of a mark, born on that day */
		{"Lê Thị Út", {1999, 5, 13}, 1},
		{"Lê Thị Út", {1998, 0, 0}, 0},
		{"Le Thi Ut", {0}, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct person p = {.full_name = (char *)t[i].name, .birth = t[i].birth};
		if (same_known_find(office.db, &p, who, 4, &n, &e) || n != t[i].want)
			fail_msg("%s (%zu): %zu", t[i].name, i, n);
	}
	struct person p = {.full_name = (char *)"Lê Thị Út"};
	assert_int_equal(same_known_find(office.db, &p, who, 1, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_true(who[0].id.v == day.v || who[0].id.v == year.v);
}

/* Whatever allocation fails: no harm, and nothing half done. */
static void test_no_memory(void **state)
{
	(void)state;
	struct person_id a = twin("Lý Văn Sáu", "1970-02-03", office.hamlet),
			 b = twin("Lí Văn Sáu", "1970-02-03", office.school);
	fixture_event(office.db, a, EVENT_FOUND, "2025-05-01");
	fixture_event(office.db, b, EVENT_FOUND, "2024-02-01");
	struct person p = fixture_load(office.db, b);
	CLEANUP_FREE char *before = dump(office.db);
	int r = ERR_NOMEM;
	for (long i = 1; r; i++) {
		struct same_pair found[4], *pairs;
		size_t n;
		mem_fail_at(i);
		r = same_find(office.db, &p, found, 4, &n, NULL);
		mem_fail_at(i);
		int again = same_pairs(office.db, NULL, NULL, &pairs, &n, NULL);
		if (!again)
			free(pairs);
		struct same_index *index;
		mem_fail_at(i);
		int third = same_index_make(office.db, &index, NULL);
		if (!third)
			same_index_free(index);
		r = r ? r : again ? again : third;
		assert_true(r == 0 || r == ERR_NOMEM);
	}
	r = ERR_NOMEM;
	for (long i = 1; r; i++) {
		mem_fail_at(i);
		r = same_merge(office.db, &fixture_by, a, b, NULL, NULL);
		mem_fail_at(0);
		if (r) {
			assert_int_equal(r, ERR_NOMEM);
			CLEANUP_FREE char *now = dump(office.db);
			same_text("no memory", before, now);
		}
	}
	mem_fail_at(0);
	person_done(&p);
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts),
		OFFICE_TEST(test_references),
		OFFICE_TEST(test_merge_everything),
		OFFICE_TEST(test_merge_fields),
		OFFICE_TEST(test_merge_found),
		OFFICE_TEST(test_merge_placeholder),
		OFFICE_TEST(test_merge_two_days),
		OFFICE_TEST(test_merge_two_ways),
		OFFICE_TEST(test_merge_dossiers),
		OFFICE_TEST(test_merge_mentors),
		OFFICE_TEST(test_refusals),
		OFFICE_TEST(test_changed_meanwhile),
		OFFICE_TEST(test_judged),
		OFFICE_TEST(test_known),
		OFFICE_TEST(test_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
