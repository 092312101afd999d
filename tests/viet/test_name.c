#include "base/mem.h"
#include "base/program.h"
#include "viet/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

struct sort_key {
	unsigned char bytes[NAME_KEY_MAX];
	size_t len;
};

static struct sort_key key_of(const char *name)
{
	struct sort_key k = {.len = 0};
	struct err err = {0};
	if (name_key(name, k.bytes, &k.len, &err))
		fail_msg("\"%s\": %d %s", name, err.code, err.detail);
	return k;
}

static bool same(const char *a, const char *b)
{
	struct sort_key ka = key_of(a), kb = key_of(b);
	return ka.len == kb.len && memcmp(ka.bytes, kb.bytes, ka.len) == 0;
}

static void test_sameness(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		bool same;
	} t[] = {
		{"Lê Hoà", "Lê Hòa", true},
		{"Lê Hoá", "Lê Hóa", true},
		{"LÊ HOÀ", "Lê hòa", true},
		{"Trần Thuỷ", "Trần Thủy", true},
		{"Trần Thị Thuý", "TRẦN  THỊ THÚY", true},
		{"Uỷ", "Ủy", true},
		{"Hoè", "Hòe", true},
		{"Hoạ Mi", "Họa Mi", true},
		{"Đoá", "Đóa", true},
		{"Quý", "Qúy", true},
		{"Quỳ", "Qùy", true},
		{"Quả", "Qủa", true},
		{"Giả", "Gỉa", true},
		{"Nguyễn\u00A0Văn An ", "Nguye\u0302\u0303n Va\u0306n An", true},
		{"Hoa\u0300", "Ho\u0300a", true},
		{"Ａn", "An", true},
		{"Hoà", "Hoa", false},
		{"Hoà", "Hoá", false},
		{"Quý", "Quí", false},
		{"Lý", "Lí", false},
		{"Hoàn", "Hòn", false},
		{"An", "Ân", false},
		{"Nguyễn An", "An Nguyễn", false},
		{"Nguyễn Văn An", "Nguyễn An", false},
		{"Nguyễn Văn An", "Nguyễn Van An", false},
		{"Đặng", "Dặng", false},
		{"An Bình", "AnBình", false},
		{"Gìn", "Gin", false},
		{"Thuế", "Thúê", false},
		{"A B C D", "A BC D", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (same(t[i].a, t[i].b) != t[i].same)
			fail_msg("\"%s\" and \"%s\"", t[i].a, t[i].b);
}

static void test_tones(void **state)
{
	(void)state;
	static const char *const t[][2] = {
		{"hoà", "hòa"},
		{"hoá", "hóa"},
		{"hoả", "hỏa"},
		{"loã", "lõa"},
		{"hoạ", "họa"},
		{"khoẻ", "khỏe"},
		{"oè", "òe"},
		{"uỷ", "ủy"},
		{"thuý", "thúy"},
		{"luỹ", "lũy"},
		{"luỵ", "lụy"},
		{"HOÀ", "HÒA"},
		{"Uỷ ban", "Ủy ban"},
		{"hoà, thuý.", "hòa, thúy."},
		{"hòa", "hòa"},
		{"quý", "quý"},
		{"qúy", "quý"},
		{"QÚY", "QUÝ"},
		{"quà", "quà"},
		{"qúa", "quá"},
		{"giả", "giả"},
		{"gìa", "già"},
		{"giò", "giò"},
		{"gì", "gì"},
		{"gìn giữ", "gìn giữ"},
		{"nghĩa", "nghĩa"},
		{"nghìa", "nghìa"},
		{"kìa", "kìa"},
		{"ngoài", "ngoài"},
		{"thuế", "thuế"},
		{"người", "người"},
		{"hoàng", "hoàng"},
		{"huỳnh", "huỳnh"},
		{"khuỷu", "khuỷu"},
		{"mùa", "mùa"},
		{"hoa", "hoa"},
		{"", ""},
		{"a", "a"},
		{"quớ", "quớ"},
		{"hòà", "hòà"},
		{"thuở", "thuở"},
		{"hoà1", "hoà1"},
		{"hoà-thuỷ", "hòa-thủy"},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		char *got = NULL;
		assert_int_equal(name_place_tones(t[i][0], &got, NULL), 0);
		assert_string_equal(got, t[i][1]);
		free(got);
	}
}

static void assert_ascending(const char *const *names, size_t n,
	int (*key)(const char *, unsigned char *, size_t *, struct err *))
{
	for (size_t i = 0; i + 1 < n; i++) {
		unsigned char a[NAME_KEY_MAX] = {0}, b[NAME_KEY_MAX] = {0};
		size_t len;
		assert_int_equal(key(names[i], a, &len, NULL), 0);
		assert_int_equal(key(names[i + 1], b, &len, NULL), 0);
		if (memcmp(a, b, NAME_KEY_MAX) >= 0)
			fail_msg("\"%s\" is not before \"%s\"", names[i], names[i + 1]);
	}
}

static void test_order(void **state)
{
	(void)state;
	static const char *const names[] = {"An", "Lê An", "Nguyễn An", "Lê Thị An",
		"Nguyễn Thị An", "Nguyễn Thị Thu An", "Nguyễn Văn An", "Lê Ăn", "Lê Ân", "Trần Bà",
		"Trần Bả", "Trần Bã", "Trần Bá", "Trần Bạ", "Trần Bằng", "Trần Bầu", "Lê Dung",
		"Lê Đào", "Lê Hoa", "Lê Hoà", "Lê Hóa", "Lê Yến"};
	static const char *const labels[] = {
		"Ấp 1", "Ấp 2", "Ấp 10", "Ấp Đông", "Chi bộ 3", "Chi bộ 12", "Trường Tiểu học 1"};
	assert_ascending(names, ARRAY_LEN(names), name_key);
	assert_ascending(labels, ARRAY_LEN(labels), label_key);
}

static void test_long_keys(void **state)
{
	(void)state;
	char s[4 * 400 + 8] = "";
	for (int i = 0; i < 400; i++)
		strcat(s, "ẵ");
	struct sort_key k = {.len = 7};
	struct err err = {0};
	assert_int_equal(name_key(s, k.bytes, &k.len, &err), ERR_INVALID);
	assert_string_equal(err.field, "full_name");
	assert_int_equal(k.len, 7);
	unsigned char low[NAME_KEY_MAX];
	size_t len;
	assert_int_equal(label_key(s, k.bytes, &k.len, NULL), 0);
	assert_int_equal(k.len, NAME_KEY_MAX);
	s[0] = 'b';
	s[1] = 'a';
	s[2] = 'a';
	assert_int_equal(label_key(s, low, &len, NULL), 0);
	assert_true(memcmp(k.bytes, low, NAME_KEY_MAX) < 0);
	/* the longest name that is stored has a key, whatever the letters */
	s[0] = '\0';
	for (int i = 0; i < 120; i++)
		strcat(s, i % 4 == 3 ? " " : i % 2 ? "Ẵ" : "ữ");
	assert_int_equal(name_key(s, k.bytes, &k.len, NULL), 0);
}

static void test_collator(void **state)
{
	(void)state;
	char a[32] = "";
	assert_int_equal(name_collator(a, NULL), 0);
	assert_int_equal(strncmp(a, "1-", 2), 0);
	assert_true(strlen(a) > 4);
}

static int join(void *ctx, const char *word)
{
	char *s = ctx;
	strcat(strcat(s, word), "|");
	return strcmp(word, "stop") == 0 ? 7 : 0;
}

static void test_words(void **state)
{
	(void)state;
	static const struct {
		const char *name, *words;
		int ret;
	} t[] = {
		{"Nguyễn Thị Ánh", "nguyen|thi|anh|", 0},
		{"Lê Lê Lệ", "le|", 0},
		{"H'Hen Niê", "h'hen|hen|nie|", 0},
		{"Y Bhăm Êban", "y|bham|eban|", 0},
		{"", "", 0},
		{"  Đỗ  ", "do|", 0},
		{"a stop b", "a|stop|", 7},
		{"An (Bé)", "an|(be)|be)|", 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		char got[128] = "";
		assert_int_equal(name_words(t[i].name, join, got, NULL), t[i].ret);
		assert_string_equal(got, t[i].words);
	}
}

static void test_clean(void **state)
{
	(void)state;
	char longest[3 * 121 + 1] = "";
	for (int i = 0; i < 120; i++)
		strcat(longest, "ễ");
	char *got = NULL;
	assert_int_equal(name_clean(longest, &got, NULL), 0);
	free(got);
	assert_int_equal(name_clean("  Y  Bhăm\u00A0Êban ", &got, NULL), 0);
	assert_string_equal(got, "Y Bhăm Êban");
	free(got);
	strcat(longest, "e");
	const struct {
		const char *name, *detail; /* NULL: not looked at */
	} t[] = {{"", ""}, {"   ", ""}, {"123", "123"}, {"-", "-"}, {"An\u202E", "U+202E"},
		{"An\xFF", "UTF-8"}, {longest, NULL}};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct err err = {0};
		assert_int_equal(name_clean(t[i].name, &got, &err), ERR_INVALID);
		assert_string_equal(err.field, "full_name");
		if (t[i].detail)
			assert_string_equal(err.detail, t[i].detail);
	}
}

static int setup(void **state)
{
	(void)state;
	return program_init(NULL, NULL);
}

static void test_capitals(void **state)
{
	(void)state;
	static const struct {
		const char *typed, *name;
	} t[] = {
		{"nguyễn thị ánh", "Nguyễn Thị Ánh"},
		{"đỗ ẩn", "Đỗ Ẩn"},
		{"le van be", "Le Van Be"},
		{"h'hen niê", "H'Hen Niê"},
		{"Trần văn Bé", "Trần văn Bé"},
		{"LÊ VĂN BÉ", "LÊ VĂN BÉ"},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		CLEANUP_FREE char *name = NULL;
		assert_int_equal(name_capitals(t[i].typed, &name, NULL), 0);
		assert_string_equal(name, t[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sameness),
		cmocka_unit_test(test_tones),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_long_keys),
		cmocka_unit_test(test_collator),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_capitals),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
