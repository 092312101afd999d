/* The register of papers, who signs them, and the other books of the papers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "core/letterhead.h"
#include "core/register.h"
#include "db/conn.h"

#include <stdio.h>
#include <string.h>

static struct db *db;
static struct cell_id cell;
static const struct act_by by = {.actor = "vanphong"};

static int begin(void **state)
{
	(void)state;
	static const struct committee c = {.name = (char *)"Đảng bộ xã An Bình",
		.superior = (char *)"Đảng bộ tỉnh",
		.place = (char *)"An Bình",
		.signer = (char *)"Lê Văn Một",
		.symbol = (char *)"ĐU"};
	struct cell k = {
		.code = (char *)"A1", .type = CELL_RESIDENTIAL, .name = (char *)"Chi bộ Ấp 1"};
	clock_pin_today((struct date){2026, 11, 23});
	assert_int_equal(db_open(NULL, DB_MEMORY, &db, NULL), 0);
	assert_int_equal(committee_save(db, &by, &c, NULL), 0);
	assert_int_equal(cell_save(db, &by, &k, (struct date){0}, &cell, NULL), 0);
	assert_int_equal(cell_post_save(db, &by, cell, POST_SECRETARY, "Trần Thị Hai",
				 (struct date){0}, NULL),
		0);
	return 0;
}

static int end(void **state)
{
	(void)state;
	fixture_sound(db);
	db_close(db);
	clock_pin_today((struct date){2026, 11, 23});
	return 0;
}

static int save(enum book_kind kind, const char *const *pairs, const char *reason, struct err *err)
{
	struct book_row row = {0};
	struct act_by with = by;
	with.reason = reason;
	for (; *pairs; pairs += 2)
		assert_int_equal(book_set(kind, &row, pairs[0], pairs[1], NULL), 0);
	int r = book_save(db, &with, kind, &row, NULL, err);
	book_row_done(&row);
	return r;
}
#define SAVE(kind, reason, err, ...)                                                               \
	save(kind, (const char *const[]){__VA_ARGS__, NULL}, reason, err)

static int enter(const char *number, const char *day, const char *reason, struct err *err)
{
	*err = (struct err){0};
	return SAVE(BOOK_REGISTER, reason, err, "type", "1", "term", "2025", "number", number,
		"on_date", day, "subject", "Nghị quyết");
}

static void test_numbers(void **state)
{
	(void)state;
	struct strbuf b = {0};
	struct err e;
	long next = 0;
	assert_int_equal(
		register_next(db, (struct cell_id){0}, PAPER_RESOLUTION, 2025, &next, NULL), 0);
	assert_int_equal(next, 1);
	assert_int_equal(enter("4", "2026-03-01", NULL, &e), 0);
	/* twice is refused, whatever the reason; the paper that has it is named */
	assert_int_equal(enter("4", "2026-04-01", "vì sao", &e), ERR_REFUSED);
	assert_int_equal(e.rule, RULE_REGISTER_TAKEN);
	assert_string_equal(e.field, "number");
	assert_non_null(strstr(e.detail, "01/03/2026"));
	/* a day that runs backwards wants a reason, in both directions */
	assert_int_equal(enter("5", "2026-02-01", NULL, &e), ERR_REASON);
	assert_int_equal(e.rule, RULE_REGISTER_ORDER);
	assert_int_equal(enter("3", "2026-03-02", NULL, &e), ERR_REASON);
	assert_int_equal(enter("3", "2026-03-01", NULL, &e), 0);
	assert_int_equal(enter("5", "2026-02-01", "ghi muộn", &e), 0);
	/* another type, term or body has numbers of its own */
	assert_int_equal(SAVE(BOOK_REGISTER, NULL, &e, "type", "2", "term", "2025", "number", "4",
				 "on_date", "2026-04-01", "subject", "Quyết định"),
		0);
	assert_int_equal(SAVE(BOOK_REGISTER, NULL, &e, "type", "1", "term", "2020", "number", "4",
				 "on_date", "2024-04-01", "subject", "Nghị quyết"),
		0);
	assert_int_equal(SAVE(BOOK_REGISTER, NULL, &e, "cell_id", "1", "type", "1", "term", "2025",
				 "number", "4", "on_date", "2026-04-01", "subject", "Nghị quyết"),
		0);
	assert_int_equal(
		register_next(db, (struct cell_id){0}, PAPER_RESOLUTION, 2025, &next, NULL), 0);
	assert_int_equal(next, 6);
	assert_int_equal(register_next(db, cell, PAPER_RESOLUTION, 2025, &next, NULL), 0);
	assert_int_equal(next, 5);
	assert_int_equal(register_number_add(db, &b, (struct cell_id){0}, PAPER_REPORT, 5,
				 (struct date){2026, 1, 1}, NULL),
		0);
	strbuf_add(&b, " ");
	assert_int_equal(
		register_number_add(db, &b, cell, PAPER_RESOLUTION, 112, (struct date){0}, NULL),
		0);
	assert_string_equal(strbuf_str(&b), "05-BC/ĐU 112-NQ/CB");
	strbuf_done(&b);
}

static void test_entry(void **state)
{
	(void)state;
	struct err e;
	assert_int_equal(enter("0", "2026-03-01", NULL, &e), ERR_INVALID);
	assert_string_equal(e.field, "number");
	assert_int_equal(enter("x", "2026-03-01", NULL, &e), ERR_INVALID);
	assert_int_equal(enter("9", "2026-11-24", NULL, &e), ERR_REFUSED);
	assert_int_equal(e.rule, RULE_FUTURE);
	assert_int_equal(enter("9", "2019-11-24", NULL, &e), ERR_REFUSED);
	assert_int_equal(e.rule, RULE_REGISTER_TERM);
	/* the calendar's term, until the office has a target of a whole one */
	int term = 0;
	static const struct target t = {.from_year = 2024,
		.to_year = 2029,
		.kind = TARGET_ADMISSION,
		.count = 30,
		.percent = -1,
		.base = -1};
	assert_int_equal(register_term(db, (struct date){2026, 3, 1}, &term, NULL), 0);
	assert_int_equal(term, 2025);
	assert_int_equal(target_save(db, &by, &t, NULL, NULL), 0);
	assert_int_equal(register_term(db, (struct date){2026, 3, 1}, &term, NULL), 0);
	assert_int_equal(term, 2024);
}

static void head(enum signer_body body, struct date day, const char *expected)
{
	struct letterhead h;
	char text[400];
	assert_int_equal(letterhead_load(db, body, cell, day, &h, NULL), 0);
	snprintf(text, sizeof text, "%s|%s|%s|%s|%s|%s", h.superior, h.body, h.symbol, h.on_behalf,
		h.office_held, h.signer ? h.signer : "-");
	assert_string_equal(text, expected);
	letterhead_done(&h);
}

static void test_letterhead(void **state)
{
	(void)state;
	const struct date spring = {2026, 3, 1}, autumn = {2026, 10, 1};
	struct err e = {0};
	head(SIGNS_COMMITTEE, spring,
		"ĐẢNG BỘ TỈNH|ĐẢNG ỦY XÃ AN BÌNH|ĐU|ON BEHALF OF THE COMMITTEE|SECRETARY|Lê Văn "
		"Một");
	head(SIGNS_CELL, spring,
		"ĐẢNG ỦY XÃ AN BÌNH|CHI BỘ ẤP 1|CB|ON BEHALF OF THE CELL|SECRETARY|Trần Thị Hai");
	head(SIGNS_OFFICE, spring,
		"ĐẢNG BỘ TỈNH|ĐẢNG ỦY XÃ AN BÌNH|ĐU|BY ORDER OF THE STANDING COMMITTEE|HEAD OF THE "
		"OFFICE|-");
	assert_int_equal(SAVE(BOOK_SIGNER, NULL, &e, "body", "1", "on_behalf", "T/M ĐẢNG ỦY",
				 "office_held", "PHÓ BÍ THƯ", "full_name", "Phạm Văn Ba",
				 "from_date", "2026-01-01", "to_date", "2026-06-30"),
		0);
	assert_int_equal(SAVE(BOOK_SIGNER, NULL, &e, "body", "1", "office_held", "BÍ THƯ",
				 "full_name", "Ngô Thị Bốn", "from_date", "2026-07-01"),
		0);
	assert_int_equal(
		SAVE(BOOK_SIGNER, NULL, &e, "body", "4", "cell_id", "1", "office_held",
			"PHÓ BÍ THƯ", "full_name", "Võ Văn Năm", "from_date", "2026-07-01"),
		0);
	head(SIGNS_COMMITTEE, spring,
		"ĐẢNG BỘ TỈNH|ĐẢNG ỦY XÃ AN BÌNH|ĐU|T/M ĐẢNG ỦY|PHÓ BÍ THƯ|Phạm Văn Ba");
	head(SIGNS_COMMITTEE, autumn,
		"ĐẢNG BỘ TỈNH|ĐẢNG ỦY XÃ AN BÌNH|ĐU|ON BEHALF OF THE COMMITTEE|BÍ THƯ|Ngô Thị Bốn");
	head(SIGNS_CELL, spring,
		"ĐẢNG ỦY XÃ AN BÌNH|CHI BỘ ẤP 1|CB|ON BEHALF OF THE CELL|SECRETARY|Trần Thị Hai");
	head(SIGNS_CELL, autumn,
		"ĐẢNG ỦY XÃ AN BÌNH|CHI BỘ ẤP 1|CB|ON BEHALF OF THE CELL|PHÓ BÍ THƯ|Võ Văn Năm");
	assert_int_equal(SAVE(BOOK_SIGNER, NULL, &e, "body", "4", "office_held", "BÍ THƯ",
				 "full_name", "Ai Đó"),
		ERR_INVALID);
	assert_string_equal(e.field, "cell_id");
	assert_int_equal(SAVE(BOOK_SIGNER, NULL, &e, "body", "1", "cell_id", "1", "office_held",
				 "BÍ THƯ", "full_name", "Ai Đó"),
		ERR_REFUSED);
	assert_int_equal(e.rule, RULE_SIGNER_CELL);
}

static void test_one_each(void **state)
{
	(void)state;
	static const struct person p = {.full_name = (char *)"Đỗ Văn Sáu"};
	struct err e = {0};
	struct person_id id;
	assert_int_equal(person_save(db, &by, &p, cell, &id, NULL), 0);
	assert_int_equal(SAVE(BOOK_STATISTICS, NULL, &e, "person_id", "1", "work_kind", "10"), 0);
	assert_int_equal(SAVE(BOOK_STATISTICS, NULL, &e, "person_id", "1"), ERR_DUPLICATE);
	assert_int_equal(
		SAVE(BOOK_STATISTICS, NULL, &e, "person_id", "1", "work_kind", "15"), ERR_INVALID);
	assert_int_equal(
		SAVE(BOOK_FOLLOW_UP, NULL, &e, "person_id", "1", "month", "2026-10", "state", "1"),
		0);
	assert_int_equal(
		SAVE(BOOK_FOLLOW_UP, NULL, &e, "person_id", "1", "month", "2026-10", "state", "2"),
		ERR_DUPLICATE);
	assert_int_equal(SAVE(BOOK_SAVED_LIST, NULL, &e, "list", "admitted", "name", "Của tôi",
				 "columns", "name birth cell"),
		0);
	assert_int_equal(SAVE(BOOK_SAVED_LIST, NULL, &e, "list", "admitted", "name", "Của tôi",
				 "columns", "name"),
		ERR_DUPLICATE);
	struct book_rows rows = {0};
	assert_int_equal(
		book_read(db, BOOK_STATISTICS, &(struct book_query){.person = id}, &rows, NULL), 0);
	assert_int_equal(rows.n, 1);
	assert_int_equal(book_id(BOOK_STATISTICS, &rows.v[0], "work_kind"), WORK_FARMER);
	book_rows_done(&rows);
}

static void test_frozen_keeps(void **state)
{
	(void)state;
	/* by hand: the act that writes it stands in a layer above */
	fixture_sql(db,
		"INSERT INTO frozen_report (report, from_date, to_date, as_of, lang, title, "
		"frozen_at, "
		"frozen_by, audit_id, doc, json, names) VALUES ('cells', '2026-01-01', "
		"'2026-12-31', "
		"'2026-11-23', 'vi', 'T', '', '', 1, X'00', X'00', X'00')",
		true);
	assert_int_not_equal(
		sqlite3_exec(db->h, "UPDATE frozen_report SET json = X'01'", NULL, NULL, NULL),
		SQLITE_OK);
	fixture_sql(db, "UPDATE frozen_report SET paper_no = '05-BC/ĐU'", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_numbers, begin, end),
		cmocka_unit_test_setup_teardown(test_entry, begin, end),
		cmocka_unit_test_setup_teardown(test_letterhead, begin, end),
		cmocka_unit_test_setup_teardown(test_one_each, begin, end),
		cmocka_unit_test_setup_teardown(test_frozen_keeps, begin, end)};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
