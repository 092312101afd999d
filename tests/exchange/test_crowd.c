/* A large batch against the same rows taken in plainly, and against people and events saved one by one: the same
 * records, the same audit, the same schema. */
#include "fixture.h"

#include "base/mem.h"
#include "core/crowd.h"
#include "viet/name.h"

enum { ROWS = 2400 };

static const char cells[] =
	"Mã chi bộ,Tên chi bộ,Loại hình\nAP1,Ấp 1,Ấp\nAP2,Ấp 2,Ấp\nTH,Trường,Trường học\n";
static const char *const cell_codes[] = {"AP1", "AP2", "TH"};
static const char members[] = "Họ và tên,Ngày sinh,Chi bộ,Ngày vào Đảng,Ngày chính thức\n"
			      "Lê Văn Cũ,01/02/1970,AP1,01/01/2000,01/01/2001\n"
			      "Trần Thị Hòa,1975,AP2,01/01/2000,01/01/2001\n";

static int setup(void **state)
{
	fixture_open(state);
	struct fixture *f = *state;
	char sql[120];
	snprintf(sql, sizeof sql, "ATTACH '%s/other.db' AS other", f->folder);
	struct db *other;
	snprintf(f->path, sizeof f->path, "%s/other.db", f->folder);
	assert_int_equal(db_open(f->path, DB_CREATE | DB_FAST, &other, NULL), 0);
	db_close(other);
	assert_int_equal(sqlite3_exec(f->sql, sql, NULL, NULL, NULL), SQLITE_OK);
	return 0;
}

static int teardown(void **state)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	struct fixture *f = *state;
	for (size_t i = 0; i < 3; i++) {
		char path[96];
		snprintf(path, sizeof path, "%s/other.db%s", f->folder, tails[i]);
		unlink(path);
	}
	snprintf(f->path, sizeof f->path, "%s/t.db", f->folder);
	return fixture_close(state);
}

static struct db *open_other(struct fixture *f)
{
	struct db *db;
	assert_int_equal(db_open(f->path, DB_FAST, &db, NULL), 0);
	return db;
}

/* Both databases have the same rows, whatever the order in which they were written. */
static void expect_same(struct fixture *f, const char *table, const char *columns)
{
	char sql[600];
	for (int back = 0; back < 2; back++) {
		snprintf(sql, sizeof sql,
			"SELECT count (*) FROM (SELECT %s FROM %s.%s EXCEPT SELECT %s FROM %s.%s)",
			columns, back ? "other" : "main", table, columns, back ? "main" : "other",
			table);
		if (sql_number(f, sql))
			fail_msg("%s: %ld rows differ", table, sql_number(f, sql));
	}
	snprintf(sql, sizeof sql,
		"SELECT (SELECT count (*) FROM main.%s) = (SELECT count (*) FROM other.%s)", table,
		table);
	assert_int_equal(sql_number(f, sql), 1);
}

static const char *const people_tables[] = {
	"person", "person_cell", "event", "person_word", "mentor_assignment", "task", "dossier"};

/* ---- what an office's list may hold ---- */

static void add_row(struct strbuf *b, int i)
{
	static const char *const given[] = {"An", "Bình", "Chi", "Dũng", "Hoà", "Hòa", "Y"};
	static const char *const middle[] = {"Văn", "Thị", "H'"};
	/* every fifth row comes again later with other values */
	int who = i >= 2000 ? (i - 2000) * 5 : i;
	bool again = i >= 2000;
	bool has_year = who % 11 == 3; /* alone: of these each has a name of his own */
	strbuf_addf(
		b, "%s %s %s", has_year ? "Trần" : "Nguyễn", middle[who % 3], given[who / 3 % 7]);
	if (has_year)
		strbuf_addf(b, " Số %d", who);
	strbuf_addc(b, ',');
	if (has_year)
		strbuf_addf(b, "%d,", 1960 + who / 77);
	else
		strbuf_addf(b, "%02d/%02d/%d,", who % 28 + 1, who / 28 % 12 + 1, 1960 + who / 336);
	strbuf_addf(b, "%s,", again && who % 3 == 1 ? "Nữ" : "");
	if (who % 4)
		strbuf_addf(b, "0701%08d", who);
	strbuf_addf(b, ",%s,", again ? "0912345678" : "");
	strbuf_addf(b, "\"Ấp \"\"%d\"\" \\ %s\",", who % 9, again ? "mới" : "cũ");
	strbuf_addf(b, "%s,", cell_codes[who % 3]);
	if (who % 5)
		strbuf_addf(
			b, "%02d/0%d/2024,%d-NQ/CB,", who % 28 + 1, again ? 2 : who % 9 + 1, who);
	else
		strbuf_add(b, ",,");
	strbuf_addf(b, "%s,", who % 7 == 1 ? "Lê Văn Cũ" : who % 7 == 2 ? "Người Lạ" : "");
	strbuf_addf(b, "%s,", who % 6 == 1 ? "Đoàn Thanh niên" : "");
	strbuf_addf(b, "%s\n", who % 10 == 4 ? "15/10/2025" : "");
}

static char *make_list(void)
{
	struct strbuf b = {0};
	strbuf_add(&b, "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Điện thoại,Nơi cư trú,Chi bộ,"
		       "Ngày công nhận cảm tình Đảng,Số nghị quyết,Đảng viên giúp đỡ 1,"
		       "Tổ chức giới thiệu,Ngày chi bộ xét\n");
	for (int i = 0; i < ROWS; i++)
		add_row(&b, i);
	return strbuf_take(&b);
}

static void import_into(struct db *db, enum import_kind kind, const char *text)
{
	struct csv *csv;
	struct err err = {0};
	struct import_result r = {0};
	assert_int_equal(csv_open_memory(text, strlen(text), &csv, &err), 0);
	if (import_csv(db, &by, kind, csv, NULL, &r, &err))
		fail_msg("%d %s %s (%s:%d)", err.code, err.field, err.detail, err.file, err.line);
	csv_close(csv);
	struct strbuf b = {0};
	for (size_t i = 0; i < r.note_count && b.len < 500; i++)
		if (!r.notes[i].is_warning) {
			strbuf_addc(&b, '\n');
			import_note_add(&b, &r.notes[i]);
		}
	if (r.refused)
		fail_msg("%ld refused:%s", r.refused, strbuf_str(&b));
	strbuf_done(&b);
	import_result_done(&r);
}

static void test_plain(void **state)
{
	struct fixture *f = *state;
	struct db *other = open_other(f);
	char *list = make_list();
	for (int i = 0; i < 2; i++) {
		import_into(i ? other : f->db, IMPORT_CELLS, cells);
		import_into(i ? other : f->db, IMPORT_MEMBERS, members);
	}
	import_into(f->db, IMPORT_CANDIDATES, list);
	/* inside another act nothing is put off */
	assert_int_equal(
		db_act_begin(other, &(struct db_act){.actor = "tester", .act = "import_candidates"},
			NULL, NULL),
		0);
	import_into(other, IMPORT_CANDIDATES, list);
	assert_int_equal(db_act_commit(other, "import_candidates", 0, NULL), 0);
	db_close(other);
	free(list);
	/* the list does hold what it is to test */
	assert_true(sql_number(f, "SELECT count (*) FROM person WHERE rev > 1") > 100);
	assert_true(sql_number(f, "SELECT count (*) FROM person WHERE length (birth) = 4") > 100);
	assert_true(sql_number(f, "SELECT count (*) FROM mentor_assignment") > 300);
	assert_true(sql_number(f, "SELECT count (*) FROM task") > 300);
	for (size_t i = 0; i < ARRAY_LEN(people_tables); i++)
		expect_same(f, people_tables[i], "*");
	expect_same(f, "audit_change", "*");
	expect_same(f, "audit", "id, at, actor, act, record, record_id, reason");
	expect_same(f, "sqlite_schema", "type, name, tbl_name, sql");
}

/* ---- one by one ---- */

static void date_text(struct strbuf *b, struct date d)
{
	char text[DATE_TEXT];
	strbuf_addf(b, "%s,", date_to_user(d, text));
}

/* The person as a row of the list, and saved. */
static void put_both(struct db *db, struct strbuf *b, int i, const struct cell_id *ids)
{
	char name[60], cccd[13];
	struct person_id id = {0};
	struct date birth = {
		(short)(1970 + i % 30), (signed char)(i % 12 + 1), (signed char)(i % 27 + 1)};
	snprintf(name, sizeof name, "Người Thứ %s%d", i % 2 ? "H'" : "", i);
	snprintf(cccd, sizeof cccd, "0703%08d", i);
	struct person p = {.full_name = name,
		.birth = birth,
		.sex = i % 3 ? 'f' : 'm',
		.cccd = i % 5 ? cccd : NULL,
		.occupation = (char *)"Giáo viên \"dạy\" \\",
		.youth_union = i % 2};
	struct date listed = date_add_days((struct date){2023, 1, 1}, i % 300);
	struct event events[] = {
		{.kind = EVENT_LISTED, .on = listed, .paper_no = (char *)"1-NQ/CB"},
		{.kind = EVENT_CLASS, .on = date_add_days(listed, 60)},
		{.kind = EVENT_CELL_VOTE, .on = date_add_days(listed, 500)},
	};
	int n = i % 4;
	struct event found = {.kind = EVENT_FOUND, .on = clock_today()};
	assert_int_equal(person_save(db, &by, &p, ids[i % 3], &id, NULL), 0);
	for (int k = 0; k < (n ? n : 1); k++) {
		struct event e = n ? events[k] : found;
		e.person = id;
		assert_int_equal(event_save(db, &by, &e, true, NULL, NULL, NULL), 0);
	}
	strbuf_addf(b, "%s,", name);
	date_text(b, birth);
	strbuf_addf(b, "%s,%s,\"Giáo viên \"\"dạy\"\" \\\",%s,%s,", i % 3 ? "Nữ" : "Nam",
		i % 5 ? cccd : "", i % 2 ? "x" : "", cell_codes[i % 3]);
	for (int k = 0; k < 3; k++)
		date_text(b, k < n ? events[k].on : (struct date){0});
	strbuf_addf(b, "%s\n", n ? "1-NQ/CB" : "");
}

static void test_one_by_one(void **state)
{
	struct fixture *f = *state;
	struct db *other = open_other(f);
	struct strbuf b = {0};
	struct cell_id ids[3];
	import_into(f->db, IMPORT_CELLS, cells);
	import_into(other, IMPORT_CELLS, cells);
	for (int i = 0; i < 3; i++)
		assert_int_equal(cell_find(other, cell_codes[i], &ids[i], NULL), 0);
	strbuf_add(&b, "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Nghề nghiệp,Đoàn viên,Chi bộ,"
		       "Ngày công nhận cảm tình Đảng,Ngày cấp giấy chứng nhận,Ngày chi bộ xét,"
		       "Số nghị quyết\n");
	assert_int_equal(
		db_act_begin(other, &(struct db_act){.actor = "tester", .act = "many"}, NULL, NULL),
		0);
	for (int i = 0; i < ROWS; i++)
		put_both(other, &b, i, ids);
	assert_int_equal(db_act_commit(other, NULL, 0, NULL), 0);
	db_close(other);
	import_into(f->db, IMPORT_CANDIDATES, b.s);
	strbuf_done(&b);
	assert_int_equal(sql_number(f, "SELECT count (*) FROM person"), ROWS);
	for (size_t i = 0; i < ARRAY_LEN(people_tables); i++)
		expect_same(f, people_tables[i], "*");
	/* what the audit has of each record; the order of the records is the act's own */
	expect_same(f, "audit_change", "record, record_id, before, after");
}

/* ---- who is surely nobody ---- */

static bool is_nobody(struct db *db, const char *name, struct date birth, const char *cccd)
{
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	assert_int_equal(name_key(name, key, &n, NULL), 0);
	return crowd_has_not(db, key, n, birth, cccd);
}

static void test_nobody(void **state)
{
	struct fixture *f = *state;
	const struct date born = {1990, 1, 2}, year = {1990, 0, 0}, unset = {0};
	import_ok(f, IMPORT_CELLS, cells, "3/0/0/0 0");
	import_ok(f, IMPORT_MEMBERS, members, "2/0/0/0 0");
	assert_false(is_nobody(f->db, "Không Ai", born, NULL));
	struct db_act act = {.actor = "tester", .act = "many"};
	assert_int_equal(db_act_begin(f->db, &act, NULL, NULL), 0);
	assert_int_equal(crowd_begin(f->db, 3000, NULL), 0);
	assert_true(is_nobody(f->db, "Không Ai", born, NULL));
	assert_true(is_nobody(f->db, "Không Ai", unset, "070090000001"));
	/* there before: with the day, with the year alone */
	assert_false(is_nobody(f->db, "Lê Văn Cũ", (struct date){1970, 2, 1}, NULL));
	assert_true(is_nobody(f->db, "Lê Văn Cũ", born, NULL));
	assert_false(is_nobody(f->db, "LÊ VĂN CŨ", unset, NULL));
	assert_false(is_nobody(f->db, "Trần Thị Hoà", born, NULL));
	/* come since */
	struct person_id id = {0};
	struct person p = {
		.full_name = (char *)"Không Ai", .birth = born, .cccd = (char *)"070090000001"};
	assert_int_equal(person_save(f->db, &by, &p, (struct cell_id){1}, &id, NULL), 0);
	assert_false(is_nobody(f->db, "Không Ai", born, NULL));
	assert_false(is_nobody(f->db, "Không Ai", year, NULL));
	assert_false(is_nobody(f->db, "Ai Khác", unset, "070090000001"));
	assert_true(is_nobody(f->db, "Không Ai", (struct date){1991, 1, 2}, NULL));
	/* an act that leaves it open is taken back, and nothing is known any more */
	assert_int_equal(db_act_commit(f->db, NULL, 0, NULL), ERR_INTERNAL);
	assert_false(is_nobody(f->db, "Ai Khác", born, NULL));
	assert_int_equal(sql_number(f, "SELECT count (*) FROM person"), 2);
}

int main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_plain), TEST(test_one_by_one), TEST(test_nobody)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
