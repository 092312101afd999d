#include "base/mem.h"
#include "base/program.h"
#include "viet/name_near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum name_likeness near(const char *a, const char *b)
{
	struct name_near x, y;
	assert_int_equal(name_near_make(a, &x, NULL), 0);
	assert_int_equal(name_near_make(b, &y, NULL), 0);
	enum name_likeness l = name_near_compare(&x, &y);
	assert_int_equal(l, name_near_compare(&y, &x));
	name_near_done(&x);
	name_near_done(&y);
	return l;
}

static void test_likeness(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		enum name_likeness likeness;
	} t[] = {
		{"Nguyễn Văn An", "NGUYỄN  VĂN AN", NAME_SAME},
		{"Nguyễn Văn An", "Nguye\u0302\u0303n Va\u0306n An ", NAME_SAME},
		{"Nguyễn Văn An", "Ｎｇｕｙễｎ Văn An", NAME_SAME},
		{"Trần Thị Thuỷ", "Trần Thị Thủy", NAME_SAME},
		{"Lê Hoà", "Lê Hòa", NAME_SAME},
		{"Lý Mỹ", "Lí Mĩ", NAME_SAME},
		{"Vũ Quý Kỳ", "Vũ Quí Kì", NAME_SAME},
		{"Lê Quýnh", "Lê Quính", NAME_SAME},
		{"Trần Ý", "Trần Í", NAME_SAME},
		{"H'Hen Niê", "H’Hen Niê", NAME_SAME},
		{"H'Hen Niê", "H Hen Niê", NAME_SAME},
		{"Lê Thúy", "Lê Thúi", NAME_SLIP},
		{"Hải Yến", "Hải Iến", NAME_SLIP},
		{"Huỳnh Hoa", "Huình Hoa", NAME_SLIP},
		{"Nguyễn Thị Ánh", "nguyen thi anh", NAME_MARKS},
		{"Đỗ Đức Đạt", "Do Duc Dat", NAME_MARKS},
		{"Lý Thị Mỹ", "Ly Thi My", NAME_MARKS},
		{"Nguyễn Thị Ánh", "Nguyen Thi Ánh", NAME_MARKS},
		{"Nguyễn Văn An", "N.V.An", NAME_INITIALS},
		{"Nguyễn Văn An", "N. V. An", NAME_INITIALS},
		{"Nguyễn Văn An", "Nguyễn V. An", NAME_INITIALS},
		{"Đặng Đình Ánh", "D.D.Anh", NAME_INITIALS},
		{"Nguyễn Văn An", "N.V.Anh", NAME_OTHER},
		{"Nguyễn Văn An", "Nguyễn Văn Anh", NAME_SLIP},
		{"Nguyễn Văn Hùng", "Nguyễn Văn Hưng", NAME_SLIP},
		{"Nguyễn Văn Thanh", "Nguyễn Văn Thành", NAME_SLIP},
		{"Nguyễn Văn An", "Nguễyn Văn An", NAME_SLIP},
		{"Nguyễn Văn An", "Nguyễn VănAn", NAME_SLIP},
		{"Nguyễn Văn An", "Nguyen Van Ann", NAME_SLIP},
		{"Nguyễn Văn Thanh An", "Nguyễn Văn An Thanh", NAME_TURNED},
		{"Nguyễn Văn An", "An Văn Nguyễn", NAME_TURNED},
		{"Nguyễn Thị Ánh", "Thi Nguyen Anh", NAME_TURNED},
		{"Nguyễn Thị Ngọc Ánh", "Nguyễn Ngọc Ánh", NAME_SHORT},
		{"Nguyễn Văn An", "Nguyễn An", NAME_SHORT},
		{"Nguyễn An", "An", NAME_OTHER},
		{"Nguyễn Văn An", "Trần Văn An", NAME_OTHER},
		{"Nguyễn Văn An", "Nguyễn Thị An", NAME_OTHER},
		{"Lê Lan", "Lê Lân", NAME_SLIP},
		{"An", "An", NAME_SAME},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		if (near(t[i].a, t[i].b) != t[i].likeness)
			fail_msg("%s / %s: %d", t[i].a, t[i].b, near(t[i].a, t[i].b));
}

/* Nothing that comes from outside runs over the edges. */
static void test_odd(void **state)
{
	(void)state;
	static const char *const odd[] = {"", ".", "a b c d e f g h i j k l m n o p q r s t u v w",
		"ỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳỳ"
		"ỳỳỳỳỳỳỳ",
		"名前", "１２３"};
	struct name_near n;
	struct err err = {0};
	for (size_t i = 0; i < ARRAY_LEN(odd); i++)
		for (size_t k = 0; k < ARRAY_LEN(odd); k++)
			assert_int_equal(
				near(odd[i], odd[k]) == NAME_SAME, i == k || (i < 2 && k < 2));
	assert_int_equal(name_near_make("\xff", &n, &err), ERR_INVALID);
	assert_int_equal(name_near_make("a\u202eb", &n, &err), ERR_INVALID);
}

static int setup(void **state)
{
	(void)state;
	return program_init(NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_likeness), cmocka_unit_test(test_odd)};
	return cmocka_run_group_tests(tests, setup, NULL);
}
