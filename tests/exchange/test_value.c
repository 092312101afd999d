/* What cells of office files say: dates of every shape, numbers with their zeros, and what is never guessed. */
#include "base/program.h"
#include "exchange/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static int setup(void **state)
{
	struct err err = {0};
	(void)state;
	assert_int_equal(program_init(getenv("TAONGUON_BUILD_DIR"), &err), 0);
	return 0;
}

static const struct shape {
	enum value_kind kind;
	enum raw_kind raw;
	const char *text, *want;
	char said; /* 'w' warned, 'r' refused, 0 neither */
} shapes[] = {
	/* days */
	{VALUE_DATE, RAW_TEXT, "24/02/2023", "24/02/2023", 0},
	{VALUE_DATE, RAW_TEXT, "3/10/2022", "03/10/2022", 0},
	{VALUE_DATE, RAW_TEXT, "27/5/2022 ", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "27.5.2022", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "27 . 5 . 2022", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "5-2-22", "05/02/2022", 0},
	{VALUE_DATE, RAW_TEXT, "5/2/98", "05/02/1998", 0},
	{VALUE_DATE, RAW_TEXT, "ngày 5 tháng 2 năm 2022", "05/02/2022", 0},
	{VALUE_DATE, RAW_TEXT, "Ngày 05 tháng 02 năm 2022.", "05/02/2022", 0},
	{VALUE_DATE, RAW_TEXT, "5 tháng 2, 2022", "05/02/2022", 0},
	{VALUE_DATE, RAW_TEXT, "2022-05-27T00:00:00", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "2022-05-27T00:00:00.000Z", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "2022/05/27", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "24/02/2023 00:00:00", "24/02/2023", 0},
	{VALUE_DATE, RAW_TEXT, "24/02/2023 7h30", "24/02/2023", 0},
	{VALUE_DATE, RAW_TEXT, "27-May-22", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "20220527", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "27052022", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "20010203", "03/02/2001", 0},
	{VALUE_DATE, RAW_NUMBER, "20121210", "10/12/2012", 0},
	{VALUE_DATE, RAW_TEXT, "20102010", "20/10/2010", 0},
	{VALUE_DATE, RAW_TEXT, "20131310", "20131310", 0},
	{VALUE_DATE, RAW_NUMBER, "2010203", "2010203", 0},
	{VALUE_DATE, RAW_DATE, "1900-02-29", "1900-02-29", 0},
	{VALUE_DATE, RAW_NUMBER, "5022022", "05/02/2022", 'w'},
	{VALUE_DATE, RAW_DATE, "2022-05-27", "27/05/2022", 0},
	{VALUE_DATE, RAW_DATE, "2022-05-27T07:30", "27/05/2022", 0},
	{VALUE_DATE, RAW_NUMBER, "44708", "27/05/2022", 0},
	{VALUE_DATE, RAW_NUMBER, "44708.3125", "27/05/2022", 0},
	{VALUE_DATE, RAW_TEXT, "44708", "27/05/2022", 0},
	{VALUE_BIRTH, RAW_NUMBER, "29221", "01/01/1980", 0},
	{VALUE_DATE, RAW_NUMBER, "99999", "99999", 0},
	{VALUE_DATE, RAW_NUMBER, "12345678901", "12345678901", 0},
	/* spans */
	{VALUE_DATE, RAW_TEXT, "09/9/2022 - 18/9/2022", "18/09/2022", 'w'},
	{VALUE_DATE, RAW_TEXT, "09/9/2022-18/9/2022", "18/09/2022", 'w'},
	{VALUE_DATE, RAW_TEXT, "từ 9/9 đến 18/9/2022", "18/09/2022", 'w'},
	{VALUE_DATE, RAW_TEXT, "Từ ngày 9/9/2022 đến ngày 18/9/2022", "18/09/2022", 'w'},
	{VALUE_DATE, RAW_TEXT, "09-18/9/2022", "18/09/2022", 'w'},
	{VALUE_DATE, RAW_TEXT, "09/9/2022 – 18/9/2022", "18/09/2022", 'w'},
	{VALUE_BIRTH, RAW_TEXT, "1/1/1990 - 2/1/1990", "1/1/1990 - 2/1/1990", 0},
	/* a year, a month and a year: of a birth alone */
	{VALUE_BIRTH, RAW_TEXT, "1990", "1990", 0},
	{VALUE_BIRTH, RAW_NUMBER, "1990", "1990", 0},
	{VALUE_BIRTH, RAW_TEXT, "năm 1990", "1990", 0},
	{VALUE_BIRTH, RAW_TEXT, "05/1990", "1990", 'w'},
	{VALUE_BIRTH, RAW_TEXT, "tháng 5 năm 1990", "1990", 'w'},
	{VALUE_BIRTH, RAW_TEXT, "5/2/22", "05/02/1922", 0},
	{VALUE_DATE, RAW_TEXT, "2022", "2022", 0},
	{VALUE_DATE, RAW_TEXT, "05/2022", "05/2022", 0},
	/* no days */
	{VALUE_DATE, RAW_TEXT, "31/02/2022", "31/02/2022", 0},
	{VALUE_DATE, RAW_TEXT, "13/13/2022", "13/13/2022", 0},
	{VALUE_DATE, RAW_TEXT, "chưa", "chưa", 0},
	{VALUE_DATE, RAW_TEXT, "5/2/022", "5/2/022", 0},
	{VALUE_DATE, RAW_TEXT, "1/2/2022 x", "1/2/2022 x", 0},
	{VALUE_DATE, RAW_TEXT, "-", "", 0},
	{VALUE_DATE, RAW_TEXT, "…", "", 0},
	{VALUE_TEXT, RAW_DATE, "2022-05-27", "27/05/2022", 0},
	/* the other order, where only one can be */
	{VALUE_DATE, RAW_TEXT, "5/27/2022", "27/05/2022", 'w'},
	/* phones */
	{VALUE_PHONE, RAW_TEXT, "0912 345 678", "0912345678", 0},
	{VALUE_PHONE, RAW_TEXT, "0912.345.678", "0912345678", 0},
	{VALUE_PHONE, RAW_TEXT, "+84912345678", "0912345678", 0},
	{VALUE_PHONE, RAW_TEXT, "+84 (0)912 345 678", "0912345678", 0},
	{VALUE_PHONE, RAW_TEXT, "84912345678", "0912345678", 0},
	{VALUE_PHONE, RAW_NUMBER, "912345678", "0912345678", 'w'},
	{VALUE_PHONE, RAW_TEXT, "0912345678; 0987654321", "0912345678; 0987654321", 0},
	{VALUE_PHONE, RAW_NUMBER, "9.12E+8", "9.12E+8", 'r'},
	{VALUE_PHONE, RAW_TEXT, "0274 3822 456", "02743822456", 0},
	{VALUE_PHONE, RAW_TEXT, "01682345678", "01682345678", 0},
	{VALUE_PHONE, RAW_TEXT, "075095000001", "075095000001", 'r'}, /* an identity number */
	{VALUE_PHONE, RAW_NUMBER, "75095000001", "75095000001", 'w'},
	{VALUE_PHONE, RAW_TEXT, "123", "123", 'w'},
	{VALUE_PHONE, RAW_TEXT, "của mẹ", "của mẹ", 0},
	/* identity numbers; the row says a man born in 1990 */
	{VALUE_CCCD, RAW_TEXT, "001090012345", "001090012345", 0},
	{VALUE_CCCD, RAW_TEXT, "001 090 012 345", "001090012345", 0},
	{VALUE_CCCD, RAW_NUMBER, "1090012345", "001090012345", 'w'},
	{VALUE_CCCD, RAW_NUMBER, "75090012345", "075090012345", 'w'},
	{VALUE_CCCD, RAW_NUMBER, "75190012345", "75190012345", 'r'}, /* a woman's */
	{VALUE_CCCD, RAW_NUMBER, "75091012345", "75091012345", 'r'}, /* of 1991 */
	{VALUE_CCCD, RAW_NUMBER, "99090012345", "99090012345", 'r'}, /* of no province */
	{VALUE_CCCD, RAW_NUMBER, "1.23E+11", "1.23E+11", 'r'},
	{VALUE_CCCD, RAW_TEXT, "7,5090E+10", "7,5090E+10", 'r'},
	{VALUE_CCCD, RAW_TEXT, "285123456", "285123456", 'r'},
	{VALUE_CCCD, RAW_TEXT, "12345", "12345", 0},
	{VALUE_CCCD, RAW_TEXT, "chưa có", "chưa có", 0},
	/* the rest */
	{VALUE_YES, RAW_TEXT, "✓", "x", 0},
	{VALUE_YES, RAW_TEXT, "V", "x", 0},
	{VALUE_YES, RAW_BOOL, "1", "1", 0},
	{VALUE_EDUCATION, RAW_NUMBER, "12", "12/12", 0},
	{VALUE_EDUCATION, RAW_TEXT, "9/12", "9/12", 0},
	{VALUE_EDUCATION, RAW_DATE, "2024-12-09", "9/12", 'w'},
	{VALUE_EDUCATION, RAW_DATE, "2024-12-12", "12/12", 'w'},
	{VALUE_EDUCATION, RAW_DATE, "2024-07-12", "7/12", 'w'},
	{VALUE_TEXT, RAW_TEXT, "  An An  ", "An An", 0},
	{VALUE_TEXT, RAW_ERROR, "#REF!", "#REF!", 'r'},
	/* a note may say what it likes */
	{VALUE_TEXT, RAW_NUMBER, "1.23E+11", "1.23E+11", 'w'},
	{VALUE_TEXT, RAW_TEXT, "1,23E+11", "1,23E+11", 'w'},
	{VALUE_TEXT, RAW_TEXT, "7E+10", "7E+10", 'w'},
	{VALUE_TEXT, RAW_TEXT, "1E+5", "1E+5", 0},
	{VALUE_TEXT, RAW_TEXT, "12E+1/QĐ", "12E+1/QĐ", 0},
	{VALUE_TEXT, RAW_TEXT, "Lô 1E2", "Lô 1E2", 0},
};

static void test_shapes(void **state)
{
	const struct value_about about = {
		.today = {2026, 11, 23}, .birth = {1990, 0, 0}, .sex = 'm'};
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct shape *s = &shapes[i];
		struct strbuf b = {0};
		struct value_said said;
		value_read(s->kind, s->raw, s->text, &about, &b, &said);
		char got = said.refusal ? 'r' : said.warning ? 'w' : 0;
		if (strcmp(strbuf_str(&b), s->want) != 0 || got != s->said)
			fail_msg("“%s”: “%s” %c, not “%s” %c", s->text, strbuf_str(&b),
				got ? got : '-', s->want, s->said ? s->said : '-');
		strbuf_done(&b);
	}
}

/* Without sex and birth nothing holds a lost zero. */
static void test_unknown_person(void **state)
{
	const struct value_about about = {.today = {2026, 11, 23}};
	struct strbuf b = {0};
	struct value_said said;
	(void)state;
	value_read(VALUE_CCCD, RAW_NUMBER, "75090012345", &about, &b, &said);
	assert_non_null(said.refusal);
	strbuf_done(&b);
}

/* In a column that has both orders a date that may be either is read, and said to be doubtful. */
static void test_mixed_orders(void **state)
{
	static const struct {
		const char *text, *want;
		bool is_doubtful;
	} t[] = {{"3/10/2022", "03/10/2022", true}, {"03/10/2022", "03/10/2022", true},
		{"10/10/2022", "10/10/2022", false}, {"13/10/2022", "13/10/2022", false},
		{"2022-10-03", "03/10/2022", false}, {"3 tháng 10, 2022", "03/10/2022", false}};
	const struct value_about about = {.today = {2026, 11, 23}, .is_days_mixed = true};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct strbuf b = {0};
		struct value_said said;
		value_read(VALUE_DATE, RAW_TEXT, t[i].text, &about, &b, &said);
		assert_string_equal(strbuf_str(&b), t[i].want);
		assert_int_equal(said.warning != NULL, t[i].is_doubtful);
		strbuf_done(&b);
	}
}

static void test_months_first(void **state)
{
	const struct value_about about = {.today = {2026, 11, 23}, .days = MONTHS_FIRST};
	struct strbuf b = {0};
	struct value_said said;
	(void)state;
	value_read(VALUE_DATE, RAW_TEXT, "3/10/2022", &about, &b, &said);
	assert_string_equal(strbuf_str(&b), "10/03/2022");
	strbuf_done(&b);
	value_read(VALUE_DATE, RAW_TEXT, "ngày 3 tháng 10 năm 2022", &about, &b, &said);
	assert_string_equal(strbuf_str(&b), "03/10/2022");
	strbuf_done(&b);
	assert_int_equal(value_date_order("13/10/2022"), 1);
	assert_int_equal(value_date_order("10/13/2022"), -1);
	assert_int_equal(value_date_order("10/11/2022"), 0);
	assert_int_equal(value_date_order("2022-10-13"), 0);
}

static void test_names(void **state)
{
	static const struct {
		const char *text, *first, *second;
	} names[] = {
		{"Lê Văn Cũ", "Lê Văn Cũ", ""},
		{"Lê Văn Cũ, Trần Thị Hòa", "Lê Văn Cũ", "Trần Thị Hòa"},
		{"Lê Văn Cũ; Trần Thị Hòa", "Lê Văn Cũ", "Trần Thị Hòa"},
		{"Lê Văn Cũ và Trần Thị Hòa", "Lê Văn Cũ", "Trần Thị Hòa"},
		{"Lê Văn Cũ\nTrần Thị Hòa", "Lê Văn Cũ", "Trần Thị Hòa"},
		{"1. Đ/c Lê Văn Cũ\n2. Đ/c Trần Thị Hòa", "Lê Văn Cũ", "Trần Thị Hòa"},
		{"đ/c Lê Văn Cũ - đ/c Trần Thị Hòa", "Lê Văn Cũ", "Trần Thị Hòa"},
		{"- Lê Văn Cũ;\n- Trần Thị Hòa.", "Lê Văn Cũ", "Trần Thị Hòa"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct strbuf a = {0}, b = {0};
		value_names(names[i].text, &a, &b);
		if (strcmp(strbuf_str(&a), names[i].first) ||
			strcmp(strbuf_str(&b), names[i].second))
			fail_msg("“%s”: “%s”, “%s”", names[i].text, strbuf_str(&a), strbuf_str(&b));
		strbuf_done(&a);
		strbuf_done(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_unknown_person),
		cmocka_unit_test(test_mixed_orders),
		cmocka_unit_test(test_mixed_orders),
		cmocka_unit_test(test_months_first),
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
