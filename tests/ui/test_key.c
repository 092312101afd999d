#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/action.h"
#include "ui/key.h"
#include "ui/script.h"

static void test_round_trip(void **state)
{
	static const char *const names[] = {"Up", "Down", "Left", "Right", "Home", "End", "PageUp",
		"PageDown", "Enter", "Esc", "Tab", "BackTab", "Backspace", "Delete", "Insert",
		"Space", "F1", "F9", "F12", "C-a", "C-z", "a", "Z", "0", "?", "ă", "ệ", "Đ", "~"};
	char buf[KEY_NAME_MAX];
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		uint32_t key = key_from_name(names[i]);
		assert_int_not_equal(key, K_NONE);
		assert_string_equal(key_to_name(key, buf), names[i]);
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(key_from_name(names[k]), key);
	}
}

static void test_no_keys(void **state)
{
	static const char *const names[] = {
		"", "F0", "F13", "F1x", "C-", "C-A", "C-ab", "ab", "down", "\x01", "\x7f", "\xff"};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(key_from_name(names[i]), K_NONE);
}

static void test_actions(void **state)
{
	static const struct action table[] = {{1, "e F4", "edit", "x"},
		{2, "Enter Space", "open", "x"}, {3, NULL, "none", "x"}, {0}};
	static const struct {
		const char *key;
		int id;
	} cases[] = {{"e", 1}, {"F4", 1}, {"Enter", 2}, {"Space", 2}, {"F", 0}, {"4", 0}, {"E", 0}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct action *a = action_find(table, key_from_name(cases[i].key));
		assert_int_equal(a ? a->id : 0, cases[i].id);
	}
	assert_null(action_find(NULL, 'a'));
}

static void test_size(void **state)
{
	int c = 0, l = 0;
	(void)state;
	assert_true(script_size("120x40", &c, &l));
	assert_int_equal(c, 120);
	assert_int_equal(l, 40);
	static const char *const bad[] = {"", "80", "80x", "0x24", "80x24x", "a", "-1x5", "5000x5"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(script_size(bad[i], &c, &l));
	assert_int_equal(c, 120);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_no_keys), cmocka_unit_test(test_actions),
		cmocka_unit_test(test_size)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
