/* members: who stands in the members' list. */
#include "exchange/verdict.h"

enum {
	NAME,
	BIRTH,
	SEX,
	CCCD,
	CELL,
	JOINED,
	OFFICIAL,
	CARD,
	POSITION,
	ETHNICITY,
	RELIGION,
	PHONE,
	HOME,
	RESIDENCE,
	OCCUPATION,
	EDUCATION,
	PROFESSIONAL,
	YOUTH,
	ORGANISATION,
	READMISSION,
	NOTE
};

static const struct column columns[] = {
	[NAME] = {"full_name", "Họ và tên", "ho ten|ho va ten dang vien|ho ten dang vien|ten",
		VALUE_TEXT, true},
	[BIRTH] = {"birth", "Ngày sinh",
		"nam sinh|ngay thang nam sinh|sinh ngay|ns|ngay thang sinh|ntns", VALUE_BIRTH},
	[SEX] = {"sex", "Giới tính", "nam nu|phai|gt|nu", VALUE_SEX},
	[CCCD] = {"cccd", "Số CCCD",
		"cccd|can cuoc cong dan|so can cuoc|so dinh danh|so dinh danh ca nhan|can "
		"cuoc|cmnd cccd|cmnd",
		VALUE_CCCD},
	[CELL] = {"cell", "Chi bộ",
		"ten chi bo|ma chi bo|chi bo sinh hoat|cb|thuoc chi bo|chi bo dang sinh hoat",
		VALUE_TEXT, true},
	[JOINED] = {"joined_on", "Ngày vào Đảng",
		"ngay ket nap|ngay vd|ngay kn|vao dang|ngay vao dang du bi", VALUE_DATE},
	[OFFICIAL] = {"official_on", "Ngày chính thức",
		"ngay cong nhan chinh thuc|ngay ct|ngay chuyen chinh thuc|ngay cnct|chinh thuc",
		VALUE_DATE},
	[CARD] = {"card_no", "Số thẻ", "so the dang|so the dang vien|so the dv|sothe", VALUE_TEXT},
	[POSITION] = {"position", "Chức vụ", "chuc vu dang|chuc vu hien nay|cv", VALUE_TEXT},
	[ETHNICITY] = {"ethnicity", "Dân tộc", NULL, VALUE_TEXT},
	[RELIGION] = {"religion", "Tôn giáo", NULL, VALUE_RELIGION},
	[PHONE] = {"phone", "Điện thoại",
		"so dien thoai|sdt|dt|so dt|dien thoai lien he|di dong|dthoai", VALUE_PHONE},
	[HOME] = {"home_place", "Quê quán", "que", VALUE_TEXT},
	[RESIDENCE] = {"residence", "Nơi cư trú", "noi o|dia chi|cho o hien nay", VALUE_TEXT},
	[OCCUPATION] = {"occupation", "Nghề nghiệp", "nghe", VALUE_TEXT},
	[EDUCATION] = {"education", "Trình độ học vấn", "hoc van|trinh do van hoa|van hoa",
		VALUE_EDUCATION},
	[PROFESSIONAL] = {"professional", "Trình độ chuyên môn", "chuyen mon|chuyen mon nghiep vu",
		VALUE_PROFESSIONAL},
	[YOUTH] = {"youth_union", "Đoàn viên", "la doan vien|doan vien doan tncs ho chi minh",
		VALUE_YES},
	[ORGANISATION] = {"organisation", "Đoàn thể", "to chuc doan the", VALUE_TEXT},
	[READMISSION] = {"readmission", "Kết nạp lại", NULL, VALUE_YES},
	[NOTE] = {"note", "Ghi chú", "gc|ghichu", VALUE_TEXT},
};

static const struct part parts[] = {
	{NAME, PART_NAME, offsetof(struct person, full_name)},
	{BIRTH, PART_DATE, offsetof(struct person, birth)},
	{SEX, PART_CHAR, offsetof(struct person, sex)},
	{CCCD, PART_TEXT, offsetof(struct person, cccd)},
	{JOINED, PART_DATE, offsetof(struct person, joined_on)},
	{OFFICIAL, PART_DATE, offsetof(struct person, official_on)},
	{CARD, PART_TEXT, offsetof(struct person, card_no)},
	{POSITION, PART_TEXT, offsetof(struct person, position)},
	{ETHNICITY, PART_TEXT, offsetof(struct person, ethnicity)},
	{RELIGION, PART_TEXT, offsetof(struct person, religion)},
	{PHONE, PART_TEXT, offsetof(struct person, phone)},
	{HOME, PART_TEXT, offsetof(struct person, home_place)},
	{RESIDENCE, PART_TEXT, offsetof(struct person, residence)},
	{OCCUPATION, PART_TEXT, offsetof(struct person, occupation)},
	{EDUCATION, PART_INT, offsetof(struct person, education)},
	{EDUCATION, PART_GRADE, offsetof(struct person, grade)},
	{PROFESSIONAL, PART_INT, offsetof(struct person, professional)},
	{YOUTH, PART_BOOL, offsetof(struct person, youth_union)},
	{ORGANISATION, PART_TEXT, offsetof(struct person, organisation)},
	{READMISSION, PART_BOOL, offsetof(struct person, readmission)},
	{NOTE, PART_TEXT, offsetof(struct person, note)},
};

static int add(struct import *im, struct cell_id cell, struct err *err)
{
	struct person p = {.is_member = true};
	struct person_id id;
	int r = cell.v ? 0 : import_need(im, CELL, err);
	if (r)
		return r;
	parts_fill(im, parts, ARRAY_LEN(parts), &p);
	im->outcome = ROW_ADDED;
	r = person_save(im->db, &im->by, &p, cell, &id, err);
	if (!r)
		r = verdict_person(im, id, err);
	return r ? r : warn_cccd(im, CCCD, &p);
}

static int row(struct import *im, struct err *err)
{
	static const struct person_columns who = {NAME, BIRTH, CCCD, CELL};
	struct person_id id;
	struct wanted w;
	int r = import_person(im, &who, &w, &id, err);
	if (!r)
		r = db_mark(im->db, err);
	if (r)
		return r;
	r = id.v ? person_change(im, parts, ARRAY_LEN(parts), &who, id, w.cell, true, err)
		 : add(im, w.cell, err);
	return import_mark_end(im, r, err);
}

const struct table import_members = {
	.columns = columns, .n = ARRAY_LEN(columns), .is_large = true, .row = row};
