/* candidates: a person with the steps that the columns tell. Mentors are assigned after the last
 * row, for one of them may stand further down in the file. */
#include "exchange/candidate.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "exchange/verdict.h"

#include <string.h>

/* A day that may be that of several papers is its number's neighbour (pair). The last of the synonyms are only taken where
 * nothing nearer stands in the file. */
static const struct column columns[] = {
	[NAME] = {"full_name", "Họ và tên",
		"ho ten|ho va ten quan chung|ho ten quan chung|ten|hoten|ho va ten qcut",
		VALUE_TEXT, true},
	[BIRTH] = {"birth", "Ngày sinh",
		"nam sinh|ngay thang nam sinh|sinh ngay|ns|ngay ns|ngay thang sinh|n sinh|ntns",
		VALUE_BIRTH},
	[SEX] = {"sex", "Giới tính", "nam nu|phai|gt|nu", VALUE_SEX},
	[ETHNICITY] = {"ethnicity", "Dân tộc", "dt toc", VALUE_TEXT},
	[RELIGION] = {"religion", "Tôn giáo", "t giao", VALUE_RELIGION},
	[CCCD] = {"cccd", "Số CCCD",
		"cccd|can cuoc cong dan|so can cuoc|so dinh danh|so dinh danh ca nhan|can cuoc|so "
		"cc cd|"
		"so cmnd cccd|cmnd cccd|cccd cmnd|cmnd",
		VALUE_CCCD},
	[PHONE] = {"phone", "Điện thoại",
		"so dien thoai|sdt|dt|so dt|dien thoai lien he|di dong|dthoai", VALUE_PHONE},
	[HOME] = {"home_place", "Quê quán", "que|nguyen quan", VALUE_TEXT},
	[RESIDENCE] = {"residence", "Nơi cư trú",
		"noi o|dia chi|cho o hien nay|noi o hien nay|thuong tru|noi thuong tru|ho khau "
		"thuong tru",
		VALUE_TEXT},
	[OCCUPATION] = {"occupation", "Nghề nghiệp", "nghe|nghe nghiep chuc vu|cong viec",
		VALUE_TEXT},
	[EDUCATION] = {"education", "Trình độ học vấn",
		"hoc van|trinh do van hoa|van hoa|tdhv|tdvh|trinh do hv|trinh do vh",
		VALUE_EDUCATION},
	[PROFESSIONAL] = {"professional", "Trình độ chuyên môn",
		"chuyen mon|chuyen mon nghiep vu|tdcm|trinh do cm", VALUE_PROFESSIONAL},
	[YOUTH] = {"youth_union", "Đoàn viên",
		"la doan vien|doan vien doan tncs ho chi minh|doan vien tncs", VALUE_YES},
	[SOURCE] = {"source", "Tổ chức giới thiệu",
		"to chuc doan the gioi thieu|gioi thieu cua|dv gt|dvgt|don vi gioi thieu|doan the "
		"gioi thieu",
		VALUE_TEXT},
	[CELL] = {"cell", "Chi bộ",
		"ten chi bo|ma chi bo|cb|chi bo cong nhan|chi bo gioi thieu|chi bo quan ly|thuoc "
		"chi bo",
		VALUE_TEXT, true},
	[LISTED] = {"listed_on", "Ngày công nhận cảm tình Đảng",
		"ngay cam tinh dang|ngay cong nhan ct|ngay ctd|ngay cn ctd|ngay cong nhan|ngay hop "
		"cb|"
		"ngay hop chi bo|ngayctd",
		VALUE_DATE, .pair = LISTED_NO + 1},
	[LISTED_NO] = {"listed_no", "Số nghị quyết",
		"so nghi quyet cong nhan|so nq|so bc cong nhan cam tinh|so bao cao cong nhan cam "
		"tinh|"
		"so nq ctd|so nq cong nhan",
		VALUE_TEXT},
	[MENTOR_1] = {"mentor", "Đảng viên giúp đỡ 1",
		"dang vien giup do|nguoi giup do 1|dvgd 1|dvgd|dv gd|dv giup do|dang vien phu "
		"trach|"
		"dang vien theo doi giup do|nguoi giup do|dang vien duoc phan cong giup do",
		VALUE_TEXT, .second = MENTOR_2 + 1},
	[MENTOR_2] = {"mentor_2", "Đảng viên giúp đỡ 2", "nguoi giup do 2|dvgd 2|dv giup do 2",
		VALUE_TEXT},
	[ASSIGNED] = {"assigned_on", "Ngày phân công",
		"ngay phan cong giup do|ngay pc|ngay phan cong dvgd|ngaypc", VALUE_DATE},
	[CLASS_NO] = {"class_no", "Số giấy chứng nhận",
		"so gcn|so cc|so chung chi|so chung nhan|so gcn lop nhan thuc", VALUE_TEXT},
	[CLASS] = {"class_on", "Ngày cấp giấy chứng nhận",
		"ngay cap gcn|ngay cap cc|ngay cap chung chi|ngay gcn|ngay cap chung nhan|ngay hoc "
		"lop|"
		"thoi gian lop|thoi gian hoc lop|thoi gian hoc",
		VALUE_DATE, .pair = CLASS_NO + 1},
	[CELL_VOTE] = {"cell_vote_on", "Ngày chi bộ xét",
		"ngay nghi quyet chi bo|ngay nq chi bo|ngay nq cb|ngay cb xet|ngay xet cua chi bo",
		VALUE_DATE},
	[DECISION_NO] = {"decision_no", "Số quyết định",
		"so quyet dinh ket nap|so qd ket nap|so qd kn|qd ket nap so|qd so|so qd|soqd",
		VALUE_TEXT},
	[DECISION] = {"decision_on", "Ngày quyết định",
		"ngay quyet dinh ket nap|ngay qd ket nap|ngay qd kn|qd ket nap ngay|ngay qd|ngayqd",
		VALUE_DATE, .pair = DECISION_NO + 1},
	[CEREMONY] = {"ceremony_on", "Ngày kết nạp",
		"ngay vao dang|ngay le ket nap|ngay kn|ngay vd|ngay to chuc ket nap|ngay to chuc "
		"le ket nap|"
		"ngayvd|ngaykn",
		VALUE_DATE},
	[RECOGNISED] = {"recognised_on", "Ngày chính thức",
		"ngay cong nhan chinh thuc|ngay ct|ngay chuyen dang chinh thuc|ngay cn chinh "
		"thuc|ngay cnct|"
		"ngaycthuc",
		VALUE_DATE},
	[READMISSION] = {"readmission", "Kết nạp lại", NULL, VALUE_YES},
	[NOTE] = {"note", "Ghi chú", "gc|ghichu", VALUE_TEXT},
	[ORGANISATION] = {"organisation", "Đoàn thể", "to chuc doan the", VALUE_TEXT},
	[POSITION] = {"position", "Chức vụ", NULL, VALUE_TEXT},
};

const struct part candidate_parts[] = {
	{NAME, PART_NAME, offsetof(struct person, full_name)},
	{BIRTH, PART_DATE, offsetof(struct person, birth)},
	{SEX, PART_CHAR, offsetof(struct person, sex)},
	{ETHNICITY, PART_TEXT, offsetof(struct person, ethnicity)},
	{RELIGION, PART_TEXT, offsetof(struct person, religion)},
	{CCCD, PART_TEXT, offsetof(struct person, cccd)},
	{PHONE, PART_TEXT, offsetof(struct person, phone)},
	{HOME, PART_TEXT, offsetof(struct person, home_place)},
	{RESIDENCE, PART_TEXT, offsetof(struct person, residence)},
	{OCCUPATION, PART_TEXT, offsetof(struct person, occupation)},
	{EDUCATION, PART_INT, offsetof(struct person, education)},
	{EDUCATION, PART_GRADE, offsetof(struct person, grade)},
	{PROFESSIONAL, PART_INT, offsetof(struct person, professional)},
	{YOUTH, PART_BOOL, offsetof(struct person, youth_union)},
	{READMISSION, PART_BOOL, offsetof(struct person, readmission)},
	{NOTE, PART_TEXT, offsetof(struct person, note)},
	{ORGANISATION, PART_TEXT, offsetof(struct person, organisation)},
	{POSITION, PART_TEXT, offsetof(struct person, position)},
};
const size_t candidate_part_count = ARRAY_LEN(candidate_parts);
const struct person_columns candidate_who = {NAME, BIRTH, CCCD, CELL};

const struct candidate_step candidate_steps[CANDIDATE_STEPS] = {
	{EVENT_LISTED, LISTED, LISTED_NO},
	{EVENT_CLASS, CLASS, CLASS_NO},
	{EVENT_CELL_VOTE, CELL_VOTE, -1},
	{EVENT_DECISION, DECISION, DECISION_NO},
	{EVENT_CEREMONY, CEREMONY, -1},
	{EVENT_RECOGNISED, RECOGNISED, -1},
};

const char *candidate_paper(const struct import *im, const struct candidate_step *s)
{
	if (s->kind == EVENT_CEREMONY && !has(im, DECISION))
		return im->v[DECISION_NO].text;
	return s->paper >= 0 ? im->v[s->paper].text : NULL;
}

static int warn_dateless(struct import *im)
{
	const char *text = N_("The number is left out: its date is missing.");
	int r = 0;
	for (size_t i = 0; !r && i < CANDIDATE_STEPS; i++) {
		const struct candidate_step *s = &candidate_steps[i];
		bool is_kept = s->kind == EVENT_DECISION && has(im, CEREMONY);
		if (s->paper >= 0 && has(im, s->paper) && !has(im, s->on) && !is_kept)
			r = import_warn(im, s->paper, 0, _(text));
	}
	return r;
}

static struct date earliest(const struct import *im)
{
	struct date d = im->v[ASSIGNED].date;
	for (size_t i = 0; i < CANDIDATE_STEPS; i++)
		d = date_min(d, im->v[candidate_steps[i].on].date);
	return d;
}

size_t candidate_events(const struct import *im, struct event *ret)
{
	size_t n = 0;
	struct date first = earliest(im);
	struct date found = date_is_set(first) ? first : clock_today();
	bool has_step = false;
	for (size_t i = 0; i < CANDIDATE_STEPS; i++)
		has_step |= has(im, candidate_steps[i].on);
	/* who introduced somebody did so at the latest on the day of the first step */
	if (!has_step || has(im, SOURCE))
		ret[n++] = (struct event){
			.kind = EVENT_FOUND, .on = found, .source = (char *)im->v[SOURCE].text};
	for (size_t i = 0; i < CANDIDATE_STEPS; i++)
		if (has(im, candidate_steps[i].on))
			ret[n++] = (struct event){.kind = candidate_steps[i].kind,
				.on = im->v[candidate_steps[i].on].date,
				.paper_no = (char *)candidate_paper(im, &candidate_steps[i])};
	return n;
}

static int column_of_kind(enum event_kind kind)
{
	for (size_t i = 0; i < CANDIDATE_STEPS; i++)
		if (candidate_steps[i].kind == kind)
			return candidate_steps[i].on;
	return SOURCE;
}

/* An event's own fields are dates and papers of several columns: which one, the kind tells. */
void candidate_point_at(struct import *im, enum event_kind kind, const struct err *e)
{
	im->at = column_of_kind(kind);
	for (size_t i = 0; i < CANDIDATE_STEPS; i++)
		if (candidate_steps[i].kind == kind && candidate_steps[i].paper >= 0 &&
			strcmp(e->field, "paper_no") == 0)
			im->at = candidate_steps[i].paper;
}

static int add(struct import *im, struct cell_id cell, struct err *err)
{
	struct candidate_state *state = im->state;
	struct person p = {0};
	struct event events[INTAKE_EVENTS];
	struct candidate_pending later = {.is_new = true};
	struct intake in = {.person = &p, .cell = cell, .events = events};
	size_t at = 0;
	int rule = 0;
	int r = cell.v ? 0 : import_need(im, CELL, err);
	if (r)
		return r;
	parts_fill(im, candidate_parts, ARRAY_LEN(candidate_parts), &p);
	in.event_count = candidate_events(im, events);
	im->outcome = ROW_ADDED;
	r = intake_person(im->db, &im->by, &in, &later.taken, &at, &rule, err);
	if (r) {
		if (at < in.event_count)
			candidate_point_at(im, events[at].kind, err);
		return r;
	}
	if (!state->first_new)
		state->first_new = later.taken.id.v;
	r = verdict_person(im, later.taken.id, err);
	if (!r && rule == RULE_OVER_AGE)
		r = import_warn_rule(im, BIRTH, rule);
	if (!r)
		r = warn_cccd(im, CCCD, &p);
	if (r)
		return r;
	return candidate_has_mentor(im) ? candidate_put_off(im, &later, err)
					: intake_mentors(im->db, &later.taken, NULL, 0, &at, err);
}

static int row(struct import *im, struct err *err)
{
	struct person_id id;
	struct wanted w;
	int r = import_person(im, &candidate_who, &w, &id, err);
	if (!r)
		r = warn_dateless(im);
	if (r)
		return r;
	return id.v ? candidate_merge(im, id, w.cell, err) : add(im, w.cell, err);
}

const struct table import_candidates = {
	.columns = columns,
	.n = ARRAY_LEN(columns),
	.is_large = true,
	.state_size = sizeof(struct candidate_state),
	.row = row,
	.end = candidate_end,
	.done = candidate_done,
};
