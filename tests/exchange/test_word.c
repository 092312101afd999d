/* Words and numbers of lists, as offices write them. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/program.h"
#include "exchange/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

enum { NONE = -1000 };

/* Every parser as one that gives a number, NONE where it refuses. */
static int yes(const char *s)
{
	bool b;
	return word_yes(s, &b) ? b : NONE;
}
static int sex(const char *s)
{
	char c;
	return word_sex(s, &c) ? c : NONE;
}
static int cell_type(const char *s)
{
	enum cell_type t;
	return word_cell_type(s, &t) ? (int)t : NONE;
}
static int education(const char *s)
{
	int e;
	return word_education(s, &e) ? e : NONE;
}
static int professional(const char *s)
{
	int p;
	return word_professional(s, &p) ? p : NONE;
}
static int event(const char *s)
{
	enum event_kind k;
	return word_event(s, &k) ? (int)k : NONE;
}
static int number(const char *s)
{
	long n;
	return word_number(s, &n) ? (int)n : NONE;
}
static int percent(const char *s)
{
	long n;
	return word_percent(s, &n) ? (int)n : NONE;
}
static int years(const char *s)
{
	int from, to;
	return word_years(s, &from, &to) ? from * 100 + to - from : NONE;
}

static const struct {
	int (*read)(const char *s);
	const char *in;
	int want;
} cases[] = {
	{yes, "x", 1},
	{yes, "X", 1},
	{yes, "có", 1},
	{yes, "Có", 1},
	{yes, "1", 1},
	{yes, "không", 0},
	{yes, "0", 0},
	{yes, "2", NONE},
	{yes, "có thể", NONE},
	{yes, "?", NONE},
	{sex, "Nam", 'm'},
	{sex, "NỮ", 'f'},
	{sex, "nu", 'f'},
	{sex, "n", NONE},
	{cell_type, "Khu dân cư", CELL_RESIDENTIAL},
	{cell_type, "thôn", CELL_RESIDENTIAL},
	{cell_type, "Ấp", CELL_RESIDENTIAL},
	{cell_type, "khu phố", CELL_RESIDENTIAL},
	{cell_type, "Tổ dân phố", CELL_RESIDENTIAL},
	{cell_type, "Trường học", CELL_SCHOOL},
	{cell_type, "Trường mầm non", CELL_SCHOOL},
	{cell_type, "Quân sự", CELL_MILITARY},
	{cell_type, "Ban CHQS", NONE},
	{cell_type, "Ban Chỉ huy Quân sự xã", CELL_MILITARY},
	{cell_type, "Công an xã", CELL_POLICE},
	{cell_type, "trạm y tế", CELL_HEALTH},
	{cell_type, "cơ quan", CELL_OFFICE},
	{cell_type, "Doanh nghiệp", CELL_ENTERPRISE},
	{cell_type, "khác", CELL_OTHER},
	{cell_type, "Chi bộ trường học", CELL_SCHOOL},
	{cell_type, "apple", NONE},
	{cell_type, "school", CELL_SCHOOL},
	{education, "12/12", EDU_UPPER},
	{education, "12 / 12", EDU_UPPER},
	{education, "11/12", EDU_LOWER},
	{education, "9/12", EDU_LOWER},
	{education, "8/12", EDU_PRIMARY},
	{education, "5/12", EDU_PRIMARY},
	{education, "4/12", EDU_LITERATE},
	{education, "10/10", EDU_UPPER},
	{education, "7/10", EDU_LOWER},
	{education, "6/10", EDU_PRIMARY},
	{education, "13/12", NONE},
	{education, "0/12", NONE},
	{education, "9/11", NONE},
	{education, "9/12/2000", NONE},
	{education, "THPT", EDU_UPPER},
	{education, "Tốt nghiệp THCS", EDU_LOWER},
	{education, "trung học cơ sở", EDU_LOWER},
	{education, "đã tốt nghiệp trung học phổ thông", EDU_UPPER},
	{education, "Hoàn thành chương trình tiểu học", EDU_PRIMARY},
	{education, "cấp 3", EDU_UPPER},
	{education, "biết đọc, biết viết", EDU_LITERATE},
	{education, "đại học", NONE},
	{professional, "Sơ cấp", PRO_ELEMENTARY},
	{professional, "Công nhân kỹ thuật", PRO_ELEMENTARY},
	{professional, "trung cấp", PRO_INTERMEDIATE},
	{professional, "Cao đẳng Mầm non", PRO_COLLEGE},
	{professional, "CĐ", PRO_COLLEGE},
	{professional, "Đại học Sư phạm", PRO_UNIVERSITY},
	{professional, "ĐH", PRO_UNIVERSITY},
	{professional, "Thạc sĩ", PRO_MASTER},
	{professional, "ThS. Quản lý", PRO_MASTER},
	{professional, "Tiến sỹ", PRO_DOCTOR},
	{professional, "Không", 0},
	{professional, "giỏi", NONE},
	{event, "Phát hiện", EVENT_FOUND},
	{event, "found", EVENT_FOUND},
	{event, "cảm tình Đảng", EVENT_LISTED},
	{event, "Giấy chứng nhận", EVENT_CLASS},
	{event, "Được làm thủ tục", EVENT_PAPERS},
	{event, "lập hồ sơ", EVENT_DOSSIER},
	{event, "Nghị quyết chi bộ", EVENT_CELL_VOTE},
	{event, "Nghị quyết đảng ủy", EVENT_COMMITTEE},
	{event, "nghị quyết Đảng uỷ", EVENT_COMMITTEE},
	{event, "Quyết định kết nạp", EVENT_DECISION},
	{event, "Lễ kết nạp", EVENT_CEREMONY},
	{event, "Công nhận chính thức", EVENT_RECOGNISED},
	{event, "Đưa ra khỏi danh sách", EVENT_OFF_LIST},
	{event, "chuyển đi", EVENT_MOVED},
	{event, "Chưa đủ phiếu", EVENT_VOTE_FAILED},
	{event, "không đồng ý", EVENT_REFUSED},
	{event, "Hủy quyết định", EVENT_CANCELLED},
	{event, "Xóa tên", EVENT_STRUCK},
	{event, "xoá tên", EVENT_STRUCK},
	{event, "từ trần", EVENT_DIED},
	{event, "Trở lại danh sách", EVENT_RETURNED},
	{event, "Admission ceremony", EVENT_CEREMONY},
	{event, "gì đó", NONE},
	{number, "356", 356},
	{number, "0", 0},
	{number, "1.234", 1234},
	{number, "12.345.678", 12345678},
	{number, "1.23", NONE},
	{number, "1234.567", NONE},
	{number, "0.123", NONE},
	{number, "-1", NONE},
	{number, "3,5", NONE},
	{number, "1234567890", NONE},
	{number, "999.999.999.999", NONE},
	{number, "12a", NONE},
	{number, "1.", NONE},
	{percent, "3", 300},
	{percent, "3%", 300},
	{percent, "3,5 %", 350},
	{percent, "3.25", 325},
	{percent, "0,1%", 10},
	{percent, "3,", NONE},
	{percent, "3,125", NONE},
	{percent, "%", NONE},
	{percent, "-3", NONE},
	{percent, "3%%", NONE},
	{years, "2024", 202400},
	{years, "2020-2025", 202005},
	{years, "2020 – 2025", 202005},
	{years, "Nhiệm kỳ 2020-2025", 202005},
	{years, "năm 2024", 202400},
	{years, "2025-2020", NONE},
	{years, "24", NONE},
	{years, "20245", NONE},
	{years, "2020-25", NONE},
	{years, "2020-2025-2030", NONE},
};

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int got = cases[i].read(cases[i].in);
		if (got != cases[i].want)
			fail_msg("case %zu \"%s\": %d, not %d", i, cases[i].in, got, cases[i].want);
	}
}

/* What our own files say is read again as what it was, in either language. */
static void test_own_words(void **state)
{
	(void)state;
	for (int e = EDU_LITERATE; e <= EDU_UPPER; e++)
		assert_int_equal(education(word_of_education(e)), e);
	for (int p = PRO_ELEMENTARY; p <= PRO_DOCTOR; p++)
		assert_int_equal(professional(word_of_professional(p)), p);
	for (int t = CELL_RESIDENTIAL; t <= CELL_OTHER; t++)
		assert_int_equal(cell_type(word_of_cell_type((enum cell_type)t)), t);
	int events = 0;
	for (int k = EVENT_FOUND; k <= EVENT_ARRIVED; k++)
		if (*event_label((enum event_kind)k)) {
			assert_int_equal(event(word_of_event((enum event_kind)k)), k);
			events++;
		}
	assert_int_equal(events, 19);
	assert_int_equal(sex(word_of_sex('f')), 'f');
	assert_int_equal(sex(word_of_sex('m')), 'm');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words), cmocka_unit_test(test_own_words)};
	program_init(getenv("TAONGUON_BUILD_DIR"), NULL);
	i18n_init(LANG_EN, program_locale_dir());
	return cmocka_run_group_tests(tests, NULL, NULL);
}
