#include "rules_test.h"

#include "rules/contact.h"

#include <string.h>

static void test_phones(void **state)
{
	static const struct {
		const char *phone;
		enum phone_fault fault;
		const char *tidy; /* NULL: none */
	} t[] = {
		{"", PHONE_OK, ""},
		{"0912345678", PHONE_OK, "0912345678"},
		{"0512345678", PHONE_OK, "0512345678"},
		{"02513822333", PHONE_OK, "02513822333"},
		{"0912 345 678", PHONE_UNTIDY, "0912345678"},
		{"0912.345.678", PHONE_UNTIDY, "0912345678"},
		{"(0912) 345-678", PHONE_UNTIDY, "0912345678"},
		{"+84912345678", PHONE_UNTIDY, "0912345678"},
		{"84912345678", PHONE_UNTIDY, "0912345678"},
		{"912345678", PHONE_UNTIDY, "0912345678"}, /* the 0 that a spreadsheet took */
		{"01684567890", PHONE_OLD, "0384567890"},
		{"0199 456 7890", PHONE_OLD, "0594567890"},
		{"0912345678/0388765432", PHONE_OK, "0912345678; 0388765432"},
		{"0912345678 - 0388765432", PHONE_OK, "0912345678; 0388765432"},
		{"0912345678, ", PHONE_OK, "0912345678"},
		{"091234567", PHONE_FORM, NULL},
		{"0112345678", PHONE_FORM, NULL},
		{"0612345678", PHONE_FORM, NULL},
		{"01901234567", PHONE_FORM, NULL},
		{"091234567a", PHONE_FORM, NULL},
		{"+12025550123", PHONE_FORM, NULL},
		{"0912345678901234567890", PHONE_FORM, NULL},
		{"không có", PHONE_FORM, NULL},
		{"84", PHONE_FORM, NULL},
		{"+", PHONE_FORM, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char tidy[PHONE_MAX] = "before";
		if (phone_check(t[i].phone) != t[i].fault)
			fail_msg("%s: %d", t[i].phone, (int)phone_check(t[i].phone));
		bool is_tidy = phone_tidy(t[i].phone, tidy);
		assert_int_equal(is_tidy, t[i].tidy != NULL);
		assert_string_equal(tidy, t[i].tidy ? t[i].tidy : "before");
	}
}

/* Tidy is tidy: a second time changes nothing, and nothing is wrong with it. */
static void test_tidy_once(void **state)
{
	static const char *const t[] = {"+84 (912) 345-678", "01234567890;0912345678", "912345678"};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char once[PHONE_MAX], twice[PHONE_MAX];
		assert_true(phone_tidy(t[i], once));
		assert_true(phone_tidy(once, twice));
		assert_string_equal(once, twice);
		assert_int_equal(phone_check(once), PHONE_OK);
	}
}

/* One that would not fit is left as it is. */
static void test_long(void **state)
{
	char many[600] = "", tidy[PHONE_MAX] = "before";
	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(many, "0912345678,");
	assert_int_equal(phone_check(many), PHONE_OK);
	assert_false(phone_tidy(many, tidy));
	assert_string_equal(tidy, "before");
}

static void test_provinces(void **state)
{
	(void)state;
	assert_true(cccd_province_known("001095012345"));
	assert_true(cccd_province_known("075195012345"));
	assert_true(cccd_province_known("096095012345"));
	assert_true(cccd_province_known("101095012345")); /* born abroad */
	assert_false(cccd_province_known("003095012345"));
	assert_false(cccd_province_known("000095012345"));
	assert_false(cccd_province_known("097095012345"));
	assert_false(cccd_province_known("0a"));
	int n = 0;
	for (int i = 0; i < 100; i++) {
		char code[] = {'0', (char)('0' + i / 10), (char)('0' + i % 10), '\0'};
		n += cccd_province_known(code);
	}
	assert_int_equal(n, 63);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_phones),
		cmocka_unit_test(test_tidy_once),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_provinces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
