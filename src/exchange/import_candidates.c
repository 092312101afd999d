/* candidates: a person with the steps that the columns tell. Mentors are assigned after the last
 * row, for one of them may stand further down in the file. */
#include "exchange/candidate.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <string.h>

static const struct column columns[] = {
	[NAME] = {"full_name", "Họ và tên", "ho ten", VALUE_TEXT, true},
	[BIRTH] = {"birth", "Ngày sinh", "nam sinh|ngay thang nam sinh|sinh ngay", VALUE_BIRTH},
	[SEX] = {"sex", "Giới tính", "nam nu|phai", VALUE_SEX},
	[ETHNICITY] = {"ethnicity", "Dân tộc", NULL, VALUE_TEXT},
	[RELIGION] = {"religion", "Tôn giáo", NULL, VALUE_RELIGION},
	[CCCD] = {"cccd", "Số CCCD", "cccd|can cuoc cong dan|so can cuoc|so dinh danh", VALUE_CCCD},
	[PHONE] = {"phone", "Điện thoại", "so dien thoai|sdt|dt", VALUE_TEXT},
	[HOME] = {"home_place", "Quê quán", "que", VALUE_TEXT},
	[RESIDENCE] = {"residence", "Nơi cư trú", "noi o|dia chi|cho o hien nay", VALUE_TEXT},
	[OCCUPATION] = {"occupation", "Nghề nghiệp", "nghe", VALUE_TEXT},
	[EDUCATION] = {"education", "Trình độ học vấn", "hoc van|trinh do van hoa|van hoa",
		VALUE_EDUCATION},
	[PROFESSIONAL] = {"professional", "Trình độ chuyên môn", "chuyen mon|chuyen mon nghiep vu",
		VALUE_PROFESSIONAL},
	[YOUTH] = {"youth_union", "Đoàn viên", "la doan vien|doan vien doan tncs ho chi minh",
		VALUE_YES},
	[SOURCE] = {"source", "Tổ chức giới thiệu", "to chuc doan the gioi thieu|gioi thieu cua",
		VALUE_TEXT},
	[CELL] = {"cell", "Chi bộ", "ten chi bo|ma chi bo", VALUE_TEXT, true},
	[LISTED] = {"listed_on", "Ngày công nhận cảm tình Đảng", "ngay cam tinh dang", VALUE_DATE},
	[LISTED_NO] = {"listed_no", "Số nghị quyết", "so nghi quyet cong nhan", VALUE_TEXT},
	[MENTOR_1] = {"mentor", "Đảng viên giúp đỡ 1", "dang vien giup do|nguoi giup do 1",
		VALUE_TEXT},
	[MENTOR_2] = {"mentor_2", "Đảng viên giúp đỡ 2", "nguoi giup do 2", VALUE_TEXT},
	[ASSIGNED] = {"assigned_on", "Ngày phân công", "ngay phan cong giup do", VALUE_DATE},
	[CLASS_NO] = {"class_no", "Số giấy chứng nhận", "so gcn", VALUE_TEXT},
	[CLASS] = {"class_on", "Ngày cấp giấy chứng nhận", "ngay cap gcn", VALUE_DATE},
	[CELL_VOTE] = {"cell_vote_on", "Ngày chi bộ xét", "ngay nghi quyet chi bo", VALUE_DATE},
	[DECISION_NO] = {"decision_no", "Số quyết định", "so qd|so quyet dinh ket nap", VALUE_TEXT},
	[DECISION] = {"decision_on", "Ngày quyết định", "ngay qd|ngay quyet dinh ket nap",
		VALUE_DATE},
	[CEREMONY] = {"ceremony_on", "Ngày kết nạp", "ngay vao dang|ngay le ket nap", VALUE_DATE},
	[RECOGNISED] = {"recognised_on", "Ngày chính thức", "ngay cong nhan chinh thuc",
		VALUE_DATE},
	[READMISSION] = {"readmission", "Kết nạp lại", NULL, VALUE_YES},
	[NOTE] = {"note", "Ghi chú", NULL, VALUE_TEXT},
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
	if (rule == RULE_OVER_AGE)
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
	struct cell_id cell;
	struct person_id id;
	struct wanted w;
	int r = import_need(im, NAME, err);
	if (!r)
		r = import_cell(im, CELL, &cell, err);
	if (!r)
		r = wanted_set(
			&w, im->v[NAME].text, im->v[BIRTH].date, im->v[CCCD].text, cell, err);
	if (!r)
		r = match_person(im->db, &w, &id, err);
	if (!r)
		r = warn_namesake(im, CCCD, &w);
	if (!r)
		r = warn_dateless(im);
	if (r)
		return r;
	return id.v ? candidate_merge(im, id, cell, err) : add(im, cell, err);
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
