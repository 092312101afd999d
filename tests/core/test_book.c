/* The books of the sourcing work: each kind of record is added, read, changed, removed; what is wrong is refused by
 * its field; the audit and the check of the database know all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "core/audit_log.h"
#include "core/sourcing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sound record of each kind: "column value" by ";". A value that begins with @ is looked up. */
static const struct kind {
	const char *values, *changed; /* what another saves: one of the columns */
} kinds[BOOK_KINDS] = {
	[BOOK_TERM] = {"list 1;name Hội Sinh vật cảnh", "name Hội Làm vườn"},
	[BOOK_HEAD] =
		{"cell_id @hamlet;post 2;association_id @farmers;name Trần Văn Phước;person_id "
		 "@candidate;is_member 0;from_date 2020-01-01;to_date 2026-01-31;note xóm 2",
			"name Trần Văn Phúc"},
	[BOOK_RESOLUTION] = {"cell_id @hamlet;year 2025;number 02-NQ/CB;on_date 2025-01-14;note x",
		"number 03-NQ/CB"},
	[BOOK_DUTY] = {"resolution_id @resolution;position 1;person_id @member;find 2;note tổ 1",
		"find 3"},
	[BOOK_MONTHLY] = {"cell_id @hamlet;month 2026-10;association_id @farmers;done Gặp hai "
			  "người;received_on 2026-11-03",
		"done Gặp ba người"},
	[BOOK_PROPOSAL] = {"person_id @candidate;cell_id @hamlet;on_date 2026-10-05;finder_id "
			   "@member;association_id @farmers;head_id @local_head;report_id "
			   "@monthly_report;activity_id @activity;review_id @review;note x",
		"on_date 2026-10-06"},
	[BOOK_OBSTACLE] = {"person_id @candidate;kind_id @diploma;since 2026-01-05;owner Lê Văn "
			   "A;next_step Liên hệ trung tâm;next_on 2026-12-01;reported_on "
			   "2026-01-06;school Trung tâm;study_from 2026-02-01;study_done "
			   "2026-10-01;ended_on 2026-10-02;outcome Đã có bằng",
		"outcome Đã đủ bằng"},
	[BOOK_VISIT] = {"cell_id @hamlet;person_id @candidate;on_date 2026-10-07;visitor Lê Văn "
			"A;met 2;result Đồng thuận;next_step Gặp lại;next_on 2026-12-01",
		"result Chưa đồng thuận"},
	[BOOK_OVERSIGHT] = {"cell_id @hamlet;holder Trần Quốc Tài;rank 1;from_date "
			    "2026-01-01;to_date 2026-12-31",
		"rank 2"},
	[BOOK_MEETING] = {"cell_id @hamlet;on_date 2026-09-10;attendee Trần Quốc Tài;what Sinh "
			  "hoạt;asked_for Ra nghị quyết;due_on 2026-09-30;done_on "
			  "2026-09-28;how_done Đã ra",
		"how_done Đã ra nghị quyết"},
	[BOOK_DIRECTIVE] = {"number 18-HD/TU;on_date 2026-02-02;issuer Tỉnh ủy;subject Tạo "
			    "nguồn;note x",
		"subject Phát triển đảng"},
	[BOOK_DIRECTIVE_CELL] = {"directive_id @directive;cell_id @hamlet;passed_on 2026-02-05",
		"passed_on 2026-02-06"},
	[BOOK_BRIEFING] = {"on_date 2026-03-03;subject Tiêu chuẩn;speaker Trần Quốc Tài;audience "
			   "Chi ủy;cell_id @hamlet;attended 40",
		"attended 41"},
	[BOOK_REVIEW] = {"cell_id @hamlet;association_id @farmers;on_date 2026-03-04;looked_at "
			 "60;noticed 2;why_not lớn tuổi",
		"noticed 60"},
	[BOOK_ACTIVITY] = {"cell_id @hamlet;association_id @farmers;on_date 2026-03-05;name Ngày "
			   "hội;place Nhà văn hóa;took_part 90",
		"took_part 0"},
	[BOOK_STAFF] = {"cell_id @school;as_of 2025-12-31;post Giáo viên;age_from 22;age_to "
			"35;count 9",
		"count 8"},
	[BOOK_CAUSE] = {"year 2025;cell_id @hamlet;kind_id @young_away;side 2;words Ít người",
		"words Còn ít người"},
	[BOOK_SIGNER] =
		{"body 4;cell_id @hamlet;on_behalf T/M CHI BỘ;office_held BÍ THƯ;full_name Lê "
		 "Văn Hai;from_date 2025-01-05;to_date 2026-12-31",
			"to_date 2027-06-30"},
	[BOOK_REGISTER] =
		{"cell_id @hamlet;type 1;term 2025;number 7;on_date 2026-01-15;subject Tạo "
		 "nguồn;person_id @candidate;sent_to Đảng ủy xã;note x",
			"subject Tạo nguồn năm 2026"},
	[BOOK_FOLLOW_UP] = {"person_id @candidate;month 2026-10;state 2;met_on 2026-10-08;note Tốt",
		"state 3"},
	[BOOK_STATISTICS] = {"person_id @candidate;work_kind 10;academic_title 1;business_owner "
			     "1;foreign_marriage 1;policy_case 1",
		"work_kind 14"},
	[BOOK_SAVED_LIST] = {"list admitted;name Gửi tỉnh;columns name birth;order_by name",
		"columns name"},
};

static int64_t make(enum book_kind kind);

/* What one case has left is not to stand in the way of the next. */
static void another_office(void)
{
	office_close(&office);
	office_open(&office);
}

static int64_t term(const char *code)
{
	char sql[100];
	snprintf(sql, sizeof sql, "SELECT ifnull (max (id), 0) FROM term WHERE code = '%s'", code);
	return fixture_number(office.db, sql);
}

static int64_t meant(const char *name)
{
	if (strcmp(name, "hamlet") == 0)
		return office.hamlet.v;
	if (strcmp(name, "school") == 0)
		return office.school.v;
	if (strcmp(name, "member") == 0)
		return office.official[0].v;
	if (strcmp(name, "candidate") == 0)
		return office.candidate.v;
	enum book_kind kind = book_of_table(name);
	return kind < BOOK_KINDS ? make(kind) : term(name);
}

/* "column value": a value with @ is an id. */
static void set(enum book_kind kind, struct book_row *row, const char *pair)
{
	struct err e = {0};
	size_t n = strcspn(pair, " ");
	CLEANUP_FREE char *column = mem_strndup(pair, n);
	const char *value = pair[n] ? pair + n + 1 : "";
	int r = *value == '@' ? book_set_id(kind, row, column, meant(value + 1), &e)
			      : book_set(kind, row, column, value, &e);
	expect_result(r, &e, 0, 0, NULL, pair);
}

static struct book_row sound(enum book_kind kind)
{
	struct book_row row = {0};
	char values[600], *rest;
	snprintf(values, sizeof values, "%s", kinds[kind].values);
	for (char *p = strtok_r(values, ";", &rest); p; p = strtok_r(NULL, ";", &rest))
		set(kind, &row, p);
	return row;
}

static int64_t add(enum book_kind kind, const struct book_row *row)
{
	struct err e = {0};
	int64_t id = 0;
	expect_result(book_save(office.db, &fixture_by, kind, row, &id, &e), &e, 0, 0, NULL,
		book_of(kind)->code);
	assert_true(id > 0);
	return id;
}

static int64_t make(enum book_kind kind)
{
	struct book_row row = sound(kind);
	int64_t id = add(kind, &row);
	book_row_done(&row);
	return id;
}

static struct book_row loaded(enum book_kind kind, int64_t id)
{
	struct book_row row;
	struct err e = {0};
	expect_result(book_load(office.db, kind, id, &row, &e), &e, 0, 0, NULL, "load");
	return row;
}

static void expect_same(enum book_kind kind, const struct book_row *a, const struct book_row *b)
{
	const struct book *book = book_of(kind);
	for (size_t i = 0; i < book->field_count; i++) {
		const char *column = book->fields[i].column, *x = book_text(kind, a, column);
		/* what is not said has its value all the same */
		if (!*x && (book->fields[i].type == BOOK_YES || book->fields[i].unset))
			x = "0";
		if (strcmp(x, book_text(kind, b, column)) != 0)
			fail_msg("%s.%s: %s, not %s", book->code, column,
				book_text(kind, b, column), x);
	}
}

/* ---- every kind --------------------------------------------------------------------------------------- */

static bool is_listed(enum book_kind kind, const struct book_query *q, int64_t id)
{
	struct book_rows rows = {0};
	struct err e = {0};
	bool found = false;
	expect_result(
		book_read(office.db, kind, q, &rows, &e), &e, 0, 0, NULL, book_of(kind)->code);
	for (size_t i = 0; i < rows.n; i++)
		found = found || rows.v[i].id == id;
	book_rows_done(&rows);
	return found;
}

/* Every value and the record's name can be said in words. */
static void expect_words(enum book_kind kind, const struct book_row *row)
{
	struct err e = {0};
	for (size_t i = 0; i < book_of(kind)->field_count; i++) {
		struct strbuf b = {0};
		const char *no = book_of(kind)->fields[i].type == BOOK_YES ? "0" : NULL;
		expect_result(book_value_add(office.db, &b, kind, i, row->v[i], &e), &e, 0, 0, NULL,
			"words");
		if (row->v[i] && !b.len && (!no || strcmp(row->v[i], no) != 0))
			fail_msg("%s.%s has no words", book_of(kind)->code,
				book_of(kind)->fields[i].column);
		strbuf_done(&b);
	}
}

static void one_kind(enum book_kind kind)
{
	struct err e = {0};
	struct book_row row = sound(kind), other;
	int64_t audits = office_audits(), id = add(kind, &row);
	assert_int_equal(office_audits(), audits + 1);
	struct book_row now = loaded(kind, id);
	expect_same(kind, &row, &now);
	expect_words(kind, &now);
	assert_true(is_listed(kind, &(struct book_query){0}, id));

	/* somebody else is faster */
	other = loaded(kind, id);
	set(kind, &now, kinds[kind].changed);
	assert_int_equal(add(kind, &now), id);
	set(kind, &other, kinds[kind].changed);
	expect_result(book_save(office.db, &fixture_by, kind, &other, NULL, &e), &e, ERR_CONFLICT,
		0, book_of(kind)->table, "change");
	expect_result(book_remove(office.db, &fixture_by, kind, id, other.rev, &e), &e,
		ERR_CONFLICT, 0, book_of(kind)->table, "remove");
	book_row_done(&other);
	other = loaded(kind, id);
	expect_same(kind, &now, &other);
	assert_int_equal(office_audits(), audits + 2);

	expect_result(book_remove(office.db, &fixture_by, kind, id, other.rev, &e), &e, 0, 0, NULL,
		"remove");
	book_row_done(&other);
	expect_result(
		book_load(office.db, kind, id, &other, &e), &e, ERR_NOT_FOUND, 0, NULL, "gone");
	assert_false(is_listed(kind, &(struct book_query){0}, id));
	assert_int_equal(office_audits(), audits + 3);
	book_row_done(&row);
	book_row_done(&now);
}

static void test_every_kind(void **state)
{
	(void)state;
	for (int k = 0; k < BOOK_KINDS; k++) {
		one_kind((enum book_kind)k);
		fixture_sound(office.db);
		another_office();
	}
}

/* The same uid again adds nothing and gives the first one's id. */
static void test_uid(void **state)
{
	(void)state;
	char uid[DB_UID_MAX];
	const struct act_by by = {.actor = "tester", .uid = uid};
	struct err e = {0};
	int64_t first = 0, second = 0;
	db_make_uid(uid);
	struct book_row row = sound(BOOK_VISIT);
	assert_int_equal(book_save(office.db, &by, BOOK_VISIT, &row, &first, &e), 0);
	assert_int_equal(book_save(office.db, &by, BOOK_VISIT, &row, &second, &e), 0);
	assert_true(first && first == second);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM visit"), 1);
	book_row_done(&row);
}

/* A list is narrowed down by what its rows have; one that has no such column stays out. */
static void test_narrowed(void **state)
{
	(void)state;
	int64_t visit = make(BOOK_VISIT), duty = make(BOOK_DUTY), cause = make(BOOK_CAUSE);
	char who[24];
	/* without a cell it is of the person's */
	int64_t talk = FIXTURE_RECORD(office.db, BOOK_VISIT, "person_id",
		fixture_id(office.candidate.v, who), "on_date", "2026-10-09", "visitor", "A", "met",
		"1");
	const struct {
		enum book_kind kind;
		struct book_query q;
		int64_t id;
		bool want;
	} t[] = {
		{BOOK_VISIT, {.cell = office.hamlet}, talk, true},
		{BOOK_VISIT, {.cell = office.school}, talk, false},
		{BOOK_VISIT, {.cell = office.hamlet}, visit, true},
		{BOOK_VISIT, {.cell = office.school}, visit, false},
		{BOOK_VISIT, {.person = office.candidate}, visit, true},
		{BOOK_VISIT, {.person = office.official[1]}, visit, false},
		{BOOK_VISIT, {.from = {2026, 10, 7}, .to = {2026, 10, 7}}, visit, true},
		{BOOK_VISIT, {.from = {2026, 10, 8}}, visit, false},
		{BOOK_VISIT, {.to = {2026, 10, 6}}, visit, false},
		{BOOK_VISIT, {.parent = 1}, visit, false},
		{BOOK_DUTY, {.person = office.official[0]}, duty, true},
		{BOOK_DUTY, {.cell = office.hamlet}, duty, false},
		{BOOK_CAUSE, {.from = {2025, 12, 31}, .to = {2025, 12, 31}}, cause, true},
		{BOOK_CAUSE, {.from = {2026, 12, 31}}, cause, false},
		{BOOK_TERM, {.parent = TERM_CAUSE}, term("young_away"), true},
		{BOOK_TERM, {.parent = TERM_OBSTACLE}, term("young_away"), false},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (is_listed(t[i].kind, &t[i].q, t[i].id) != t[i].want)
			fail_msg("query %zu", i);
}

/* ---- what is wrong -------------------------------------------------------------------------------- */

static void test_wrong(void **state)
{
	(void)state;
	static const struct {
		enum book_kind kind;
		const char *set; /* "column value" over the sound record; no value empties */
		int code, rule;
		const char *field;
	} t[] = {
		/* dates */
		{BOOK_VISIT, "on_date 2026-02-30", ERR_INVALID, 0, "on_date"},
		{BOOK_VISIT, "on_date 7/10/2026", ERR_INVALID, 0, "on_date"},
		{BOOK_VISIT, "on_date 2026", ERR_INVALID, 0, "on_date"},
		{BOOK_VISIT, "on_date 2026-11-24", ERR_REFUSED, RULE_FUTURE, "on_date"},
		{BOOK_VISIT, "next_on 2026-10-06", ERR_REFUSED, RULE_MENTOR_PERIOD, "next_on"},
		{BOOK_MONTHLY, "month 2026-13", ERR_INVALID, 0, "month"},
		{BOOK_MONTHLY, "month 2026", ERR_INVALID, 0, "month"},
		{BOOK_MONTHLY, "month 2026-10-01", ERR_INVALID, 0, "month"},
		{BOOK_MONTHLY, "month 2026-12", ERR_REFUSED, RULE_FUTURE, "month"},
		{BOOK_MONTHLY, "received_on 2027-01-01", ERR_REFUSED, RULE_FUTURE, "received_on"},
		{BOOK_HEAD, "to_date 2019-12-31", ERR_REFUSED, RULE_MENTOR_PERIOD, "to_date"},
		{BOOK_OVERSIGHT, "to_date 2025-12-31", ERR_REFUSED, RULE_MENTOR_PERIOD, "to_date"},
		{BOOK_OBSTACLE, "since 2026-11-01", ERR_REFUSED, RULE_MENTOR_PERIOD, "ended_on"},
		{BOOK_MEETING, "done_on 2026-09-09", ERR_REFUSED, RULE_MENTOR_PERIOD, "done_on"},
		/* numbers and choices */
		{BOOK_DUTY, "find x", ERR_INVALID, 0, "find"},
		{BOOK_DUTY, "find -1", ERR_INVALID, 0, "find"},
		{BOOK_DUTY, "find 1001", ERR_INVALID, 0, "find"},
		{BOOK_DUTY, "find 2,5", ERR_INVALID, 0, "find"},
		{BOOK_RESOLUTION, "year 1900", ERR_INVALID, 0, "year"},
		{BOOK_RESOLUTION, "year 26", ERR_INVALID, 0, "year"},
		{BOOK_STAFF, "age_to 21", ERR_INVALID, 0, "age_to"},
		{BOOK_STAFF, "age_from 121", ERR_INVALID, 0, "age_from"},
		{BOOK_VISIT, "met 5", ERR_INVALID, 0, "met"},
		{BOOK_VISIT, "met 0", ERR_INVALID, 0, "met"},
		{BOOK_VISIT, "met 1x", ERR_INVALID, 0, "met"},
		{BOOK_HEAD, "is_member x", ERR_INVALID, 0, "is_member"},
		{BOOK_HEAD, "is_member 2", ERR_INVALID, 0, "is_member"},
		{BOOK_REVIEW, "noticed 61", ERR_REFUSED, RULE_PARTS, "noticed"},
		/* what has to be there */
		{BOOK_TERM, "name", ERR_INVALID, 0, "name"},
		{BOOK_HEAD, "name", ERR_INVALID, 0, "name"},
		{BOOK_HEAD, "association_id", ERR_INVALID, 0, "association_id"},
		{BOOK_RESOLUTION, "cell_id", ERR_INVALID, 0, "cell_id"},
		{BOOK_DUTY, "person_id", ERR_INVALID, 0, "person_id"},
		{BOOK_MONTHLY, "association_id", ERR_INVALID, 0, "person_id"},
		{BOOK_OBSTACLE, "kind_id", ERR_INVALID, 0, "kind_id"},
		{BOOK_OBSTACLE, "outcome", ERR_INVALID, 0, "outcome"},
		{BOOK_MEETING, "asked_for", ERR_INVALID, 0, "asked_for"},
		{BOOK_PROPOSAL, "person_id", ERR_INVALID, 0, "person_id"},
		{BOOK_STAFF, "count", ERR_INVALID, 0, "count"},
		{BOOK_DIRECTIVE_CELL, "directive_id", ERR_INVALID, 0, "directive_id"},
		/* a member and an association */
		{BOOK_DUTY, "association_id @farmers", ERR_REFUSED, RULE_REPORTER,
			"association_id"},
		{BOOK_MONTHLY, "person_id @member", ERR_REFUSED, RULE_REPORTER, "association_id"},
		/* what is not there, or of another list */
		{BOOK_DUTY, "resolution_id 999", ERR_NOT_FOUND, 0, "resolution_id"},
		{BOOK_OBSTACLE, "person_id 999", ERR_NOT_FOUND, 0, "person_id"},
		{BOOK_OBSTACLE, "kind_id 999", ERR_NOT_FOUND, 0, "kind_id"},
		{BOOK_OBSTACLE, "kind_id @farmers", ERR_INVALID, 0, "kind_id"},
		{BOOK_DUTY, "person_id x", ERR_INVALID, 0, "person_id"},
		{BOOK_VISIT, "cell_id 999", ERR_NOT_FOUND, 0, "cell_id"},
		{BOOK_PROPOSAL, "activity_id 999", ERR_NOT_FOUND, 0, "activity_id"},
		{BOOK_DIRECTIVE_CELL, "cell_id 999", ERR_NOT_FOUND, 0, "cell_id"},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct err e = {0};
		struct book_row row = sound(t[i].kind);
		int64_t audits = office_audits();
		set(t[i].kind, &row, t[i].set);
		int r = book_save(office.db, &fixture_by, t[i].kind, &row, NULL, &e);
		expect_result(r, &e, t[i].code, t[i].rule, t[i].field, t[i].set);
		assert_int_equal(office_audits(), audits);
		book_row_done(&row);
		another_office();
	}
}

/* Texts that are too long are told by their field. */
static void test_long(void **state)
{
	(void)state;
	char text[402];
	memset(text, 'x', 401);
	text[401] = 0;
	static const struct {
		enum book_kind kind;
		const char *column;
	} t[] = {{BOOK_TERM, "name"}, {BOOK_HEAD, "name"}, {BOOK_VISIT, "visitor"},
		{BOOK_MEETING, "attendee"}, {BOOK_DIRECTIVE, "number"}, {BOOK_DIRECTIVE, "subject"},
		{BOOK_BRIEFING, "subject"}, {BOOK_ACTIVITY, "name"}};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct err e = {0};
		struct book_row row = sound(t[i].kind);
		assert_int_equal(book_set(t[i].kind, &row, t[i].column, text, &e), 0);
		int r = book_save(office.db, &fixture_by, t[i].kind, &row, NULL, &e);
		expect_result(r, &e, ERR_INVALID, 0, t[i].column, t[i].column);
		book_row_done(&row);
	}
}

static void test_twice(void **state)
{
	(void)state;
	static const enum book_kind once[] = {
		BOOK_RESOLUTION, BOOK_MONTHLY, BOOK_DIRECTIVE_CELL, BOOK_DUTY};
	for (size_t i = 0; i < ARRAY_LEN(once); i++) {
		struct err e = {0};
		struct book_row row = sound(once[i]);
		add(once[i], &row);
		expect_result(book_save(office.db, &fixture_by, once[i], &row, NULL, &e), &e,
			ERR_DUPLICATE, 0, NULL, book_of(once[i])->code);
		book_row_done(&row);
		another_office();
	}
}

static void refuse_removal(enum book_kind kind, int64_t id)
{
	struct err e = {0};
	struct book_row row = loaded(kind, id);
	expect_result(book_remove(office.db, &fixture_by, kind, id, row.rev, &e), &e, ERR_IN_USE, 0,
		NULL, book_of(kind)->code);
	book_row_done(&row);
}

static void test_in_use(void **state)
{
	(void)state;
	struct book_row proposal = loaded(BOOK_PROPOSAL, make(BOOK_PROPOSAL)),
			duty = loaded(BOOK_DUTY, make(BOOK_DUTY)),
			passed = loaded(BOOK_DIRECTIVE_CELL, make(BOOK_DIRECTIVE_CELL));
	refuse_removal(BOOK_HEAD, book_id(BOOK_PROPOSAL, &proposal, "head_id"));
	refuse_removal(BOOK_MONTHLY, book_id(BOOK_PROPOSAL, &proposal, "report_id"));
	refuse_removal(BOOK_ACTIVITY, book_id(BOOK_PROPOSAL, &proposal, "activity_id"));
	refuse_removal(BOOK_REVIEW, book_id(BOOK_PROPOSAL, &proposal, "review_id"));
	refuse_removal(BOOK_RESOLUTION, book_id(BOOK_DUTY, &duty, "resolution_id"));
	refuse_removal(BOOK_DIRECTIVE, book_id(BOOK_DIRECTIVE_CELL, &passed, "directive_id"));
	struct book_row review = sound(BOOK_REVIEW);
	set(BOOK_REVIEW, &review, "association_id @term");
	add(BOOK_REVIEW, &review);
	refuse_removal(BOOK_TERM, book_id(BOOK_REVIEW, &review, "association_id"));
	book_row_done(&review);
	book_row_done(&proposal);
	book_row_done(&duty);
	book_row_done(&passed);
}

/* What the program knows by its code stays, used or not. */
static void test_shipped(void **state)
{
	static const char *const codes[] = {"farmers", "diploma", "nobody_left"};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		struct err e = {0};
		struct book_row row = loaded(BOOK_TERM, term(codes[i]));
		expect_result(book_remove(office.db, &fixture_by, BOOK_TERM, row.id, row.rev, &e),
			&e, ERR_REFUSED, RULE_TERM_SHIPPED, "code", codes[i]);
		book_row_done(&row);
	}
}

/* ---- audit and check ------------------------------------------------------------------------------- */

/* An edit beside the audit is found in each table. */
static void test_beside_audit(void **state)
{
	(void)state;
	for (int k = 0; k < BOOK_KINDS; k++) {
		const struct book *b = book_of((enum book_kind)k);
		char sql[200], column[40];
		int64_t id = make((enum book_kind)k);
		snprintf(column, sizeof column, "%.*s", (int)strcspn(kinds[k].changed, " "),
			kinds[k].changed);
		snprintf(sql, sizeof sql, "UPDATE %s SET %s = '%s' WHERE id = %d", b->table, column,
			kinds[k].changed + strlen(column) + 1, (int)id);
		fixture_sql(office.db, sql, false);
		if (!fixture_faults(office.db))
			fail_msg("%s: an edit beside the audit is not found", b->table);
		another_office();
		id = make((enum book_kind)k);
		snprintf(sql, sizeof sql, "DELETE FROM %s WHERE id = %d", b->table, (int)id);
		fixture_sql(office.db, sql, false);
		if (!fixture_faults(office.db))
			fail_msg("%s: a removal beside the audit is not found", b->table);
		another_office();
	}
}

/* What the books say of a person is in the log of the person, in words. */
static void test_log(void **state)
{
	(void)state;
	static const enum book_kind of_person[] = {
		BOOK_OBSTACLE, BOOK_VISIT, BOOK_HEAD, BOOK_PROPOSAL};
	struct err e = {0};
	for (size_t i = 0; i < ARRAY_LEN(of_person); i++) {
		enum book_kind kind = of_person[i];
		struct audit_log log;
		int64_t id = make(kind);
		size_t at = 0;
		assert_int_equal(audit_log_load(office.db, office.candidate, &log, &e), 0);
		while (at < log.n && (strcmp(log.entries[at].record, book_of(kind)->table) != 0 ||
					     log.entries[at].record_id != id))
			at++;
		if (at == log.n)
			fail_msg("%s is not in the log", book_of(kind)->code);
		assert_int_equal(log.entries[at].change, LOG_ADDED);
		assert_string_equal(audit_act_label(log.entries[at].act), book_of(kind)->one);
		for (size_t f = 0; f < log.entries[at].field_count; f++)
			/* neither a column's name nor an id: words */
			if (!log.entries[at].fields[f].label ||
				strchr(log.entries[at].fields[f].label, '_'))
				fail_msg("%s: %s", book_of(kind)->code,
					log.entries[at].fields[f].label);
		audit_log_done(&log);
		another_office();
	}
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_every_kind),
		OFFICE_TEST(test_uid),
		OFFICE_TEST(test_narrowed),
		OFFICE_TEST(test_wrong),
		OFFICE_TEST(test_long),
		OFFICE_TEST(test_twice),
		OFFICE_TEST(test_in_use),
		OFFICE_TEST(test_shipped),
		OFFICE_TEST(test_beside_audit),
		OFFICE_TEST(test_log),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
