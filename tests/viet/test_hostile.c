/* Any bytes, and no memory: nothing crashes, leaks or lets through what it should not. */
#include "base/mem.h"
#include "base/program.h"
#include "viet/heading.h"
#include "viet/name.h"
#include "viet/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

typedef int text_function(const char *s, char **ret, struct err *err);

static uint32_t seed = 20260205;

static uint32_t random_next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed;
}

static uint32_t random_cp(void)
{
	static const uint32_t spans[][2] = {{0x01, 0x7F}, {0x80, 0x1B0}, {0x300, 0x36F},
		{0x1EA0, 0x1EF9}, {0x2000, 0x206F}, {0xAC00, 0xD7A3}, {0xE000, 0xFFFF},
		{0x370, 0x1DFF}, {0x10000, 0x10FFFF}};
	const uint32_t *s = spans[random_next() % ARRAY_LEN(spans)];
	return s[0] + random_next() % (s[1] - s[0] + 1);
}

/* Raw bytes, characters, or characters with one byte broken. */
static void random_text(struct strbuf *b)
{
	uint32_t kind = random_next() % 3, n = random_next() % 40;
	strbuf_clear(b);
	strbuf_add(b, "");
	for (uint32_t i = 0; i < n; i++) {
		if (kind == 0)
			strbuf_addc(b, (char)(1 + random_next() % 255));
		else
			text_put(b, random_cp());
	}
	if (kind == 2 && b->len)
		b->s[random_next() % b->len] = (char)(1 + random_next() % 255);
}

static void check_clean(const char *s)
{
	char *once = NULL, *twice = NULL;
	struct err err = {0};
	int r = text_clean(s, &once, &err);
	assert_true(r == 0 || r == ERR_INVALID);
	if (r) {
		assert_null(once);
		assert_true(err.detail[0]);
		return;
	}
	for (size_t i = 0, n = strlen(once); i < n;) {
		uint32_t cp = 0;
		int len = text_next(once + i, n - i, &cp);
		assert_true(len > 0);
		assert_false(text_is_forbidden(cp));
		i += (size_t)len;
	}
	assert_int_equal(text_clean(once, &twice, NULL), 0);
	assert_string_equal(once, twice);
	free(once);
	free(twice);
}

static void check_forms(const char *s)
{
	static text_function *const forms[] = {text_fold, text_lower, heading_key};
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		char *once = NULL, *twice = NULL;
		int r = forms[i](s, &once, NULL);
		assert_int_equal(r, text_is_utf8(s, strlen(s)) ? 0 : ERR_INVALID);
		if (r)
			continue;
		assert_int_equal(forms[i](once, &twice, NULL), 0);
		assert_string_equal(once, twice);
		free(once);
		free(twice);
	}
}

static void check_shown(const char *s)
{
	for (int ascii = 0; ascii < 2; ascii++) {
		struct strbuf safe = {0}, padded = {0};
		text_safe(&safe, s, strlen(s), false, ascii);
		const char *p = strbuf_str(&safe);
		for (size_t i = 0; i < safe.len;) {
			uint32_t cp = 0;
			int len = text_next(p + i, safe.len - i, &cp);
			assert_true(len > 0 && !text_is_forbidden(cp) && (!ascii || cp < 0x80));
			i += (size_t)len;
		}
		int cells = (int)(random_next() % 20);
		text_pad(&padded, p, cells, (int)(random_next() % 3) - 1, ascii);
		assert_int_equal(text_cells(strbuf_str(&padded)), cells);
		strbuf_done(&safe);
		strbuf_done(&padded);
	}
}

static void test_random(void **state)
{
	(void)state;
	struct strbuf b = {0};
	for (int i = 0; i < 20000; i++) {
		unsigned char key[NAME_KEY_MAX];
		size_t len;
		bool yes;
		char *name = NULL;
		random_text(&b);
		const char *s = strbuf_str(&b);
		check_clean(s);
		check_forms(s);
		check_shown(s);
		text_has_marks(s);
		assert_int_equal(text_matches("Nguyễn Hoà", s, &yes, NULL), 0);
		assert_int_equal(text_matches(s, "nguyễn hoà", &yes, NULL), 0);
		int r = name_key(s, key, &len, NULL);
		assert_true(r == ERR_INVALID || (r == 0 && len <= NAME_KEY_MAX));
		if (name_clean(s, &name, NULL) == 0)
			free(name);
	}
	strbuf_done(&b);
}

/* ---- without memory -------------------------------------------------------------------------- */

static int key_of(const char *s, char **ret, struct err *err)
{
	(void)ret;
	unsigned char key[NAME_KEY_MAX];
	size_t len;
	return name_key(s, key, &len, err);
}

static int label_of(const char *s, char **ret, struct err *err)
{
	(void)ret;
	unsigned char key[NAME_KEY_MAX];
	size_t len;
	return label_key(s, key, &len, err);
}

static int each_word(void *ctx, const char *word)
{
	(void)ctx;
	(void)word;
	return 0;
}

static int words_of(const char *s, char **ret, struct err *err)
{
	(void)ret;
	return name_words(s, each_word, NULL, err);
}

static int matches(const char *s, char **ret, struct err *err)
{
	(void)ret;
	bool yes;
	return text_matches(s, "thuỷ", &yes, err);
}

static void test_no_memory(void **state)
{
	(void)state;
	static text_function *const functions[] = {text_clean, text_fold, text_lower, heading_key,
		name_clean, name_place_tones, key_of, label_of, words_of, matches};
	char longer[90 * 7 + 1] = "";
	for (int i = 0; i < 90; i++)
		strcat(longer, "Thuỷ ");
	const char *const texts[] = {"An", "Trần Thị Thuỷ", "Thu\u0309y Mu\u0308ller", longer};
	for (size_t f = 0; f < ARRAY_LEN(functions); f++)
		for (size_t t = 0; t < ARRAY_LEN(texts); t++) {
			long n = 0;
			int r = ERR_NOMEM;
			while (r == ERR_NOMEM) {
				char *out = NULL;
				struct err err = {0};
				mem_fail_at(++n);
				r = functions[f](texts[t], &out, &err);
				assert_int_equal(r, err.code);
				assert_true(r == 0 || !out);
				free(out);
			}
			mem_fail_at(0);
			assert_true(n > 1);
		}
}

static int setup(void **state)
{
	(void)state;
	return program_init(NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
