#include "exchange/word.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/heading.h"

#include <ctype.h>
#include <string.h>

struct word {
	const char *key; /* as heading_key gives it */
	int value;
};

/* The key of a value; NULL without memory, which then reads as "none of them". */
static char *key_of(const char *s)
{
	char *key = NULL;
	return heading_key(s, &key, NULL) ? NULL : key;
}

static bool begins(const char *key, const char *word)
{
	size_t n = strlen(word);
	return strncmp(key, word, n) == 0 && (key[n] == '\0' || key[n] == ' ');
}

/* The longest word that the key is, or (`open`) begins with. */
static bool look_up(const struct word *list, size_t n, const char *key, bool open, int *ret)
{
	size_t best = 0;
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(list[i].key);
		if (len <= best ||
			(open ? !begins(key, list[i].key) : strcmp(key, list[i].key) != 0))
			continue;
		best = len;
		*ret = list[i].value;
	}
	return best > 0;
}

#define LOOK_UP(list, s, open, ret) find_word(list, ARRAY_LEN(list), s, open, ret)

static bool find_word(const struct word *list, size_t n, const char *s, bool open, int *ret)
{
	CLEANUP_FREE char *key = key_of(s);
	return key && look_up(list, n, key, open, ret);
}

bool word_yes(const char *s, bool *ret)
{
	static const struct word words[] = {{"x", 1}, {"co", 1}, {"1", 1}, {"yes", 1}, {"true", 1},
		{"dung", 1}, {"khong", 0}, {"0", 0}, {"no", 0}, {"false", 0}, {"sai", 0}};
	int v;
	if (!LOOK_UP(words, s, false, &v))
		return false;
	*ret = v;
	return true;
}

bool word_none(const char *s)
{
	static const struct word words[] = {{"khong", 0}, {"khong co", 0}, {"khong theo", 0}};
	int v;
	return LOOK_UP(words, s, false, &v);
}

bool word_sex(const char *s, char *ret)
{
	static const struct word words[] = {
		{"nam", 'm'}, {"nu", 'f'}, {"male", 'm'}, {"female", 'f'}};
	int v;
	if (!LOOK_UP(words, s, false, &v))
		return false;
	*ret = (char)v;
	return true;
}

bool word_cell_type(const char *s, enum cell_type *ret)
{
	static const struct word words[] = {
		{"khu dan cu", CELL_RESIDENTIAL},
		{"thon", CELL_RESIDENTIAL},
		{"ap", CELL_RESIDENTIAL},
		{"khu pho", CELL_RESIDENTIAL},
		{"to dan pho", CELL_RESIDENTIAL},
		{"khoi pho", CELL_RESIDENTIAL},
		{"xom", CELL_RESIDENTIAL},
		{"buon", CELL_RESIDENTIAL},
		{"bon", CELL_RESIDENTIAL},
		{"lang", CELL_RESIDENTIAL},
		{"soc", CELL_RESIDENTIAL},
		{"residential", CELL_RESIDENTIAL},
		{"truong", CELL_SCHOOL},
		{"truong hoc", CELL_SCHOOL},
		{"mam non", CELL_SCHOOL},
		{"mau giao", CELL_SCHOOL},
		{"tieu hoc", CELL_SCHOOL},
		{"thcs", CELL_SCHOOL},
		{"thpt", CELL_SCHOOL},
		{"trung hoc", CELL_SCHOOL},
		{"school", CELL_SCHOOL},
		{"quan su", CELL_MILITARY},
		{"ban chi huy quan su", CELL_MILITARY},
		{"quan doi", CELL_MILITARY},
		{"military", CELL_MILITARY},
		{"cong an", CELL_POLICE},
		{"police", CELL_POLICE},
		{"tram y te", CELL_HEALTH},
		{"y te", CELL_HEALTH},
		{"health", CELL_HEALTH},
		{"co quan", CELL_OFFICE},
		{"office", CELL_OFFICE},
		{"doanh nghiep", CELL_ENTERPRISE},
		{"cong ty", CELL_ENTERPRISE},
		{"enterprise", CELL_ENTERPRISE},
		{"khac", CELL_OTHER},
		{"loai khac", CELL_OTHER},
		{"loai hinh khac", CELL_OTHER},
		{"other", CELL_OTHER},
	};
	CLEANUP_FREE char *key = key_of(s);
	if (!key)
		return false;
	const char *bare = begins(key, "chi bo") && key[6] ? key + 7 : key;
	int v;
	if (!look_up(words, ARRAY_LEN(words), bare, true, &v))
		return false;
	*ret = (enum cell_type)v;
	return true;
}

/* N of 12 years, or of 10 as schools had until 1981. */
static bool school_years(const char *s, int *ret)
{
	static const struct {
		int of, upper, lower, primary;
	} systems[] = {{12, 12, 9, 5}, {10, 10, 7, 4}};
	int n = 0, of = 0, digits = 0;
	for (; isdigit((unsigned char)*s) && digits < 2; s++, digits++)
		n = n * 10 + (*s - '0');
	while (*s == ' ')
		s++;
	if (!digits || *s++ != '/')
		return false;
	while (*s == ' ')
		s++;
	for (digits = 0; isdigit((unsigned char)*s) && digits < 2; s++, digits++)
		of = of * 10 + (*s - '0');
	for (size_t i = 0; !*s && i < ARRAY_LEN(systems); i++) {
		if (of != systems[i].of || n > of || n < 1)
			continue;
		*ret = n == systems[i].upper	 ? EDU_UPPER
		       : n >= systems[i].lower	 ? EDU_LOWER
		       : n >= systems[i].primary ? EDU_PRIMARY
						 : EDU_LITERATE;
		return true;
	}
	return false;
}

bool word_education(const char *s, int *ret)
{
	static const struct word words[] = {
		{"thpt", EDU_UPPER},
		{"bt thpt", EDU_UPPER},
		{"btthpt", EDU_UPPER},
		{"trung hoc pho thong", EDU_UPPER},
		{"bo tuc thpt", EDU_UPPER},
		{"bo tuc trung hoc pho thong", EDU_UPPER},
		{"cap 3", EDU_UPPER},
		{"cap iii", EDU_UPPER},
		{"thcs", EDU_LOWER},
		{"trung hoc co so", EDU_LOWER},
		{"bo tuc thcs", EDU_LOWER},
		{"cap 2", EDU_LOWER},
		{"cap ii", EDU_LOWER},
		{"tieu hoc", EDU_PRIMARY},
		{"cap 1", EDU_PRIMARY},
		{"cap i", EDU_PRIMARY},
		{"biet doc biet viet", EDU_LITERATE},
		{"biet doc viet", EDU_LITERATE},
		{"xoa mu chu", EDU_LITERATE},
	};
	static const char *const before[] = {"da", "tot nghiep", "hoan thanh", "trinh do",
		"chuong trinh", "giao duc", "bac", "het"};
	if (school_years(s, ret))
		return true;
	CLEANUP_FREE char *key = key_of(s);
	const char *k = key;
	for (size_t i = 0; k && i < ARRAY_LEN(before); i++)
		if (begins(k, before[i]) && k[strlen(before[i])])
			k += strlen(before[i]) + 1;
	return k && look_up(words, ARRAY_LEN(words), k, false, ret);
}

bool word_professional(const char *s, int *ret)
{
	static const struct word words[] = {
		{"khong", 0},
		{"chua qua dao tao", 0},
		{"chua dao tao", 0},
		{"so cap", PRO_ELEMENTARY},
		{"cong nhan ky thuat", PRO_ELEMENTARY},
		{"cnkt", PRO_ELEMENTARY},
		{"trung cap", PRO_INTERMEDIATE},
		{"tc", PRO_INTERMEDIATE},
		{"trung hoc chuyen nghiep", PRO_INTERMEDIATE},
		{"thcn", PRO_INTERMEDIATE},
		{"cao dang", PRO_COLLEGE},
		{"cd", PRO_COLLEGE},
		{"dai hoc", PRO_UNIVERSITY},
		{"dh", PRO_UNIVERSITY},
		{"cu nhan", PRO_UNIVERSITY},
		{"ky su", PRO_UNIVERSITY},
		{"bac si", PRO_UNIVERSITY},
		{"bac sy", PRO_UNIVERSITY},
		{"duoc si", PRO_UNIVERSITY},
		{"thac si", PRO_MASTER},
		{"thac sy", PRO_MASTER},
		{"ths", PRO_MASTER},
		{"tien si", PRO_DOCTOR},
		{"tien sy", PRO_DOCTOR},
	};
	return LOOK_UP(words, s, true, ret);
}

bool word_event(const char *s, enum event_kind *ret)
{
	static const struct word words[] = {
		{"phat hien", EVENT_FOUND},
		{"phat hien gioi thieu", EVENT_FOUND},
		{"gioi thieu", EVENT_FOUND},
		{"tao nguon", EVENT_FOUND},
		{"cam tinh dang", EVENT_LISTED},
		{"cong nhan cam tinh dang", EVENT_LISTED},
		{"dua vao danh sach", EVENT_LISTED},
		{"dua vao danh sach cam tinh dang", EVENT_LISTED},
		{"vao danh sach cam tinh dang", EVENT_LISTED},
		{"hoc lop", EVENT_CLASS},
		{"giay chung nhan", EVENT_CLASS},
		{"hoc lop nhan thuc ve dang", EVENT_CLASS},
		{"cap giay chung nhan", EVENT_CLASS},
		{"hoc lop boi duong nhan thuc ve dang", EVENT_CLASS},
		{"giay chung nhan lop boi duong nhan thuc ve dang", EVENT_CLASS},
		{"lam thu tuc", EVENT_PAPERS},
		{"duoc lam thu tuc", EVENT_PAPERS},
		{"cho lam thu tuc", EVENT_PAPERS},
		{"lam ho so", EVENT_PAPERS},
		{"duoc lam ho so", EVENT_PAPERS},
		{"lap ho so", EVENT_DOSSIER},
		{"hoan thanh ho so", EVENT_DOSSIER},
		{"chi bo xet", EVENT_CELL_VOTE},
		{"nghi quyet chi bo", EVENT_CELL_VOTE},
		{"chi bo nghi quyet", EVENT_CELL_VOTE},
		{"chi bo de nghi ket nap", EVENT_CELL_VOTE},
		{"nghi quyet chi bo de nghi ket nap", EVENT_CELL_VOTE},
		{"dang uy xet", EVENT_COMMITTEE},
		{"nghi quyet dang uy", EVENT_COMMITTEE},
		{"dang uy nghi quyet", EVENT_COMMITTEE},
		{"dang uy de nghi ket nap", EVENT_COMMITTEE},
		{"quyet dinh", EVENT_DECISION},
		{"quyet dinh ket nap", EVENT_DECISION},
		{"co quyet dinh", EVENT_DECISION},
		{"ket nap", EVENT_CEREMONY},
		{"le ket nap", EVENT_CEREMONY},
		{"cong nhan chinh thuc", EVENT_RECOGNISED},
		{"chinh thuc", EVENT_RECOGNISED},
		{"cong nhan dang vien chinh thuc", EVENT_RECOGNISED},
		{"chuyen dang chinh thuc", EVENT_RECOGNISED},
		{"dua ra khoi danh sach", EVENT_OFF_LIST},
		{"ra khoi danh sach", EVENT_OFF_LIST},
		{"dua ra khoi danh sach cam tinh dang", EVENT_OFF_LIST},
		{"chuyen di", EVENT_MOVED},
		{"chuyen sinh hoat", EVENT_MOVED},
		{"chuyen di noi khac", EVENT_MOVED},
		{"chua du phieu", EVENT_VOTE_FAILED},
		{"khong du phieu", EVENT_VOTE_FAILED},
		{"khong dong y", EVENT_REFUSED},
		{"cap co tham quyen khong dong y", EVENT_REFUSED},
		{"huy quyet dinh", EVENT_CANCELLED},
		{"huy quyet dinh ket nap", EVENT_CANCELLED},
		{"xoa ten", EVENT_STRUCK},
		{"tu tran", EVENT_DIED},
		{"chet", EVENT_DIED},
		{"tro lai", EVENT_RETURNED},
		{"tro lai danh sach", EVENT_RETURNED},
		{"tro lai danh sach cam tinh dang", EVENT_RETURNED},
		{"chuyen ve", EVENT_RETURNED},
		{"chuyen den", EVENT_ARRIVED},
	};
	int v;
	if (event_from_code(s, ret))
		return true;
	if (LOOK_UP(words, s, false, &v)) {
		*ret = (enum event_kind)v;
		return true;
	}
	CLEANUP_FREE char *key = key_of(s);
	for (int k = EVENT_FOUND; key && k <= EVENT_ARRIVED; k++) {
		const char *label = event_label((enum event_kind)k);
		CLEANUP_FREE char *own = *label ? key_of(_(label)) : NULL;
		if (own && strcmp(own, key) == 0) {
			*ret = (enum event_kind)k;
			return true;
		}
	}
	return false;
}

/* Up to `max` digits; the place behind them, or NULL if there are none or more. */
static const char *digits(const char *s, int max, long *ret)
{
	long v = 0;
	int n = 0;
	for (; isdigit((unsigned char)s[n]); n++) {
		if (n == max)
			return NULL;
		v = v * 10 + (s[n] - '0');
	}
	if (!n)
		return NULL;
	*ret = v;
	return s + n;
}

bool word_number(const char *s, long *ret)
{
	long v;
	const char *p = digits(s, 9, &v);
	if (!p)
		return false;
	if (*p == '.' && (p - s > 3 || *s == '0'))
		return false;
	while (*p == '.') { /* groups of thousands */
		long group;
		const char *end = digits(p + 1, 3, &group);
		if (!end || end != p + 4 || v > 999999)
			return false;
		v = v * 1000 + group;
		p = end;
	}
	if (*p)
		return false;
	*ret = v;
	return true;
}

bool word_percent(const char *s, long *ret)
{
	long whole, part = 0;
	const char *p = digits(s, 4, &whole);
	if (!p)
		return false;
	if (*p == ',' || *p == '.') {
		const char *end = digits(p + 1, 2, &part);
		if (!end)
			return false;
		part *= end - p == 2 ? 10 : 1;
		p = end;
	}
	while (*p == ' ')
		p++;
	if (*p == '%')
		p++;
	if (*p)
		return false;
	*ret = whole * 100 + part;
	return true;
}

bool word_years(const char *s, int *ret_from, int *ret_to)
{
	static const char *const before[] = {"nhiem ky", "nam"};
	CLEANUP_FREE char *key = key_of(s); /* dashes become spaces */
	long from, to;
	const char *k = key;
	for (size_t i = 0; k && i < ARRAY_LEN(before); i++)
		if (begins(k, before[i]) && k[strlen(before[i])])
			k += strlen(before[i]) + 1;
	const char *p = k ? digits(k, 4, &from) : NULL;
	if (!p || p - k != 4)
		return false;
	to = from;
	if (*p == ' ') {
		const char *begin = p + 1;
		p = digits(begin, 4, &to);
		if (!p || p - begin != 4)
			return false;
	}
	if (*p || to < from)
		return false;
	*ret_from = (int)from;
	*ret_to = (int)to;
	return true;
}
