/* candidates: a person with the steps that the columns tell. Mentors are assigned after the last row, for
 * one of them may stand further down in the file. */
#include "exchange/import_row.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "core/standing.h"

#include <string.h>

enum {
	NAME, BIRTH, SEX, ETHNICITY, RELIGION, CCCD, PHONE, HOME, RESIDENCE, OCCUPATION, EDUCATION,
	PROFESSIONAL, YOUTH, SOURCE, CELL, LISTED, LISTED_NO, MENTOR_1, MENTOR_2, ASSIGNED, CLASS_NO,
	CLASS, CELL_VOTE, DECISION_NO, DECISION, CEREMONY, RECOGNISED, READMISSION, NOTE
};

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
	[MENTOR_1] = {"mentor", "Đảng viên giúp đỡ 1", "dang vien giup do|nguoi giup do 1", VALUE_TEXT},
	[MENTOR_2] = {"mentor_2", "Đảng viên giúp đỡ 2", "nguoi giup do 2", VALUE_TEXT},
	[ASSIGNED] = {"assigned_on", "Ngày phân công", "ngay phan cong giup do", VALUE_DATE},
	[CLASS_NO] = {"class_no", "Số giấy chứng nhận", "so gcn", VALUE_TEXT},
	[CLASS] = {"class_on", "Ngày cấp giấy chứng nhận", "ngay cap gcn", VALUE_DATE},
	[CELL_VOTE] = {"cell_vote_on", "Ngày chi bộ xét", "ngay nghi quyet chi bo", VALUE_DATE},
	[DECISION_NO] = {"decision_no", "Số quyết định", "so qd|so quyet dinh ket nap", VALUE_TEXT},
	[DECISION] = {"decision_on", "Ngày quyết định", "ngay qd|ngay quyet dinh ket nap", VALUE_DATE},
	[CEREMONY] = {"ceremony_on", "Ngày kết nạp", "ngay vao dang|ngay le ket nap", VALUE_DATE},
	[RECOGNISED] = {"recognised_on", "Ngày chính thức", "ngay cong nhan chinh thuc", VALUE_DATE},
	[READMISSION] = {"readmission", "Kết nạp lại", NULL, VALUE_YES},
	[NOTE] = {"note", "Ghi chú", NULL, VALUE_TEXT},
};

static const struct part parts[] = {
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
	{EDUCATION, PART_TEXT, offsetof(struct person, grade)},
	{PROFESSIONAL, PART_INT, offsetof(struct person, professional)},
	{YOUTH, PART_BOOL, offsetof(struct person, youth_union)},
	{READMISSION, PART_BOOL, offsetof(struct person, readmission)},
	{NOTE, PART_TEXT, offsetof(struct person, note)},
};

/* The columns that are steps, in their order. A decision's number without its day goes with the ceremony. */
static const struct step {
	enum event_kind kind;
	int on, paper; /* paper -1: none */
} steps[] = {
	{EVENT_LISTED, LISTED, LISTED_NO},
	{EVENT_CLASS, CLASS, CLASS_NO},
	{EVENT_CELL_VOTE, CELL_VOTE, -1},
	{EVENT_DECISION, DECISION, DECISION_NO},
	{EVENT_CEREMONY, CEREMONY, -1},
	{EVENT_RECOGNISED, RECOGNISED, -1},
};
static const int mentor_columns[INTAKE_MENTORS] = {MENTOR_1, MENTOR_2};

/* What waits until all rows are read. */
struct pending {
	long line;
	enum outcome outcome;
	bool is_new; /* taken in by this import: nothing stands yet that follows from its events */
	struct intake_taken taken;
	char *mentor[INTAKE_MENTORS];
	struct date assigned;
};

struct state {
	VEC(struct pending) list;
	struct mentor_finder finder;
	int64_t first_new; /* people from this id on are new */
	bool is_retouched; /* a new one came again in a later row: his stage is read anew */
};

static const char *paper_of(const struct import *im, const struct step *s)
{
	if (s->kind == EVENT_CEREMONY && !has(im, DECISION))
		return im->v[DECISION_NO].text;
	return s->paper >= 0 ? im->v[s->paper].text : NULL;
}

static int warn_dateless(struct import *im)
{
	const char *text = N_("The number is left out: its date is missing.");
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(steps); i++) {
		const struct step *s = &steps[i];
		bool is_kept = s->kind == EVENT_DECISION && has(im, CEREMONY);
		if (s->paper >= 0 && has(im, s->paper) && !has(im, s->on) && !is_kept)
			r = import_warn(im, s->paper, 0, _(text));
	}
	return r;
}

static struct date earliest(const struct import *im)
{
	struct date d = im->v[ASSIGNED].date;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		d = date_min(d, im->v[steps[i].on].date);
	return d;
}

static size_t events_of_row(const struct import *im, struct event *ret)
{
	size_t n = 0;
	struct date first = earliest(im);
	struct date found = date_is_set(first) ? first : clock_today();
	bool has_step = false;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		has_step |= has(im, steps[i].on);
	/* who introduced somebody did so at the latest on the day of the first step */
	if (!has_step || has(im, SOURCE))
		ret[n++] = (struct event){.kind = EVENT_FOUND,
			.on = found,
			.source = (char *)im->v[SOURCE].text};
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (has(im, steps[i].on))
			ret[n++] = (struct event){.kind = steps[i].kind,
				.on = im->v[steps[i].on].date,
				.paper_no = (char *)paper_of(im, &steps[i])};
	return n;
}

static int column_of_kind(enum event_kind kind)
{
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (steps[i].kind == kind)
			return steps[i].on;
	return SOURCE;
}

/* An event's own fields are dates and papers of several columns: which one, the kind tells. */
static void point_at(struct import *im, enum event_kind kind, const struct err *e)
{
	im->at = column_of_kind(kind);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (steps[i].kind == kind && steps[i].paper >= 0 && strcmp(e->field, "paper_no") == 0)
			im->at = steps[i].paper;
}

static int put_off(struct import *im, struct pending *p, struct err *err)
{
	struct state *state = im->state;
	p->line = im->line;
	p->outcome = im->outcome;
	p->assigned = im->v[ASSIGNED].date;
	bool ok = true;
	for (size_t i = 0; i < INTAKE_MENTORS; i++) {
		p->mentor[i] = mem_strdup(im->v[mentor_columns[i]].text);
		ok &= p->mentor[i] || !has(im, mentor_columns[i]);
	}
	if (ok && VEC_PUSH(&state->list, *p))
		return 0;
	for (size_t i = 0; i < INTAKE_MENTORS; i++)
		free(p->mentor[i]);
	return ERR_OOM(err);
}

static bool has_mentor(const struct import *im)
{
	return has(im, MENTOR_1) || has(im, MENTOR_2);
}

static int add(struct import *im, struct cell_id cell, struct err *err)
{
	struct state *state = im->state;
	struct person p = {0};
	struct event events[INTAKE_EVENTS];
	struct pending later = {.is_new = true};
	struct intake in = {.person = &p, .cell = cell, .events = events};
	size_t at = 0;
	int rule = 0;
	int r = cell.v ? 0 : import_need(im, CELL, err);
	if (r)
		return r;
	parts_fill(im, parts, ARRAY_LEN(parts), &p);
	in.event_count = events_of_row(im, events);
	im->outcome = ROW_ADDED;
	r = intake_person(im->db, &im->by, &in, &later.taken, &at, &rule, err);
	if (r) {
		if (at < in.event_count)
			point_at(im, events[at].kind, err);
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
	return has_mentor(im) ? put_off(im, &later, err)
			      : intake_mentors(im->db, &later.taken, NULL, 0, &at, err);
}

/* ---- a person who is there already ---------------------------------------------------------------- */

/* Was the person out between two days? Then the later one begins a new round. */
static int was_out(struct import *im, struct person_id id, struct date a, struct date b, bool *ret,
	struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	struct date from = date_min(a, b), to = date_max(a, b);
	int r = person_facts(im->db, id, &events, &facts, err);
	if (r)
		return r;
	*ret = false;
	for (size_t i = 0; i < facts.event_count; i++)
		*ret |= events[i].kind >= EVENT_OFF_LIST && events[i].kind != EVENT_RETURNED &&
			date_cmp(events[i].on, from) >= 0 && date_cmp(events[i].on, to) <= 0;
	free(events);
	return 0;
}

/* Another number and another day are another class: the certificate lapses after 60 months. */
static bool is_second_class(const struct event *e, const char *paper)
{
	return e->kind == EVENT_CLASS && e->paper_no && paper && strcmp(e->paper_no, paper) != 0;
}

/* The step as the row has it: the event of that day, else the latest of its round corrected, else new. */
static int bring_step(struct import *im, struct person_id id, enum event_kind kind, struct date on,
	const char *paper, struct err *err)
{
	struct event e = {0};
	bool is_new = false, changed = false;
	int rule = 0;
	int r = event_of_day(im->db, id, kind, on, &e, err);
	if (r == ERR_NOT_FOUND) {
		r = event_last(im->db, id, kind, &e, err);
		if (!r)
			r = was_out(im, id, e.on, on, &is_new, err);
		changed = true;
	}
	if (r && r != ERR_NOT_FOUND)
		return r;
	is_new |= r == ERR_NOT_FOUND || (changed && is_second_class(&e, paper));
	char *own = NULL;
	if (is_new) {
		event_done(&e);
		e = (struct event){.person = id, .kind = kind};
	}
	if (paper && (!e.paper_no || strcmp(e.paper_no, paper) != 0)) {
		own = e.paper_no;
		e.paper_no = mem_strdup(paper);
		changed = true;
	}
	free(own);
	e.on = on;
	r = paper && !e.paper_no ? ERR_OOM(err) : 0;
	if (!r && changed) {
		if (im->outcome == ROW_SAME)
			im->outcome = ROW_UPDATED;
		r = found_by(im, id, on, err);
		if (!r)
			r = event_save(im->db, &im->by, &e, true, NULL, &rule, err);
	}
	event_done(&e);
	if (r)
		point_at(im, kind, err);
	return !r && rule == RULE_OVER_AGE ? import_warn_rule(im, BIRTH, rule) : r;
}

/* Dates that move together may contradict each other half way: from the first step on, or from the last. */
static int bring_steps(struct import *im, struct person_id id, bool backwards, struct err *err)
{
	int r = db_mark(im->db, err);
	for (size_t i = 0; !r && i < ARRAY_LEN(steps); i++) {
		const struct step *s = &steps[backwards ? ARRAY_LEN(steps) - 1 - i : i];
		if (has(im, s->on))
			r = bring_step(im, id, s->kind, im->v[s->on].date, paper_of(im, s), err);
	}
	if (!r)
		return db_mark_release(im->db, err);
	db_mark_rollback(im->db);
	return r;
}

/* Who introduced him, or that he was found at all if nothing else is known. */
static int bring_found(struct import *im, struct person_id id, struct err *err)
{
	struct event e = {0}, given[INTAKE_EVENTS];
	struct fact_event *facts_events = NULL;
	struct fact_person facts;
	size_t n = events_of_row(im, given);
	if (!n || given[0].kind != EVENT_FOUND)
		return 0;
	int r = event_last(im->db, id, EVENT_FOUND, &e, err);
	if (!r) {
		const char *source = given[0].source;
		bool differs = source && (!e.source || strcmp(e.source, source) != 0);
		if (differs) {
			free(e.source);
			e.source = mem_strdup(source);
			im->outcome = ROW_UPDATED;
			r = e.source ? event_save(im->db, &im->by, &e, true, NULL, NULL, err) : ERR_OOM(err);
		}
		event_done(&e);
		return r;
	}
	if (r != ERR_NOT_FOUND)
		return r;
	r = person_facts(im->db, id, &facts_events, &facts, err);
	if (r)
		return r;
	/* a list without a date says nothing new of somebody who is past being found */
	bool is_known = facts.event_count > 0 || facts.is_listed_member;
	struct date first = given[0].on;
	for (size_t i = 0; i < facts.event_count; i++)
		first = date_min(first, facts_events[i].on);
	free(facts_events);
	if (is_known && (!given[0].source || facts.is_listed_member))
		return 0;
	given[0].person = id;
	given[0].on = first;
	im->outcome = ROW_UPDATED;
	return event_save(im->db, &im->by, &given[0], true, NULL, NULL, err);
}

static int change_data(struct import *im, struct person_id id, struct cell_id cell, struct err *err)
{
	struct person p;
	bool changed = false;
	int r = person_load(im->db, id, &p, err);
	if (r)
		return r;
	r = parts_merge(im, parts, ARRAY_LEN(parts), &p, &changed, err);
	if (!r)
		r = person_cell_wish(im, id, cell, CELL, &cell, err);
	if (!r && (changed || cell.v)) {
		im->outcome = ROW_UPDATED;
		r = person_save(im->db, &im->by, &p, cell, &id, err);
	}
	if (!r)
		r = warn_cccd(im, CCCD, &p);
	person_done(&p);
	return r;
}

static int change(struct import *im, struct person_id id, struct cell_id cell, struct err *err)
{
	struct state *state = im->state;
	struct pending later = {.taken = {.id = id, .cell = cell}};
	struct err first;
	if (state->first_new && id.v >= state->first_new)
		state->is_retouched = true;
	int r = db_mark(im->db, err);
	if (r)
		return r;
	r = change_data(im, id, cell, err);
	if (!r)
		r = bring_found(im, id, err);
	if (!r && (r = bring_steps(im, id, false, &first)) != 0) {
		int at = im->at;
		im->at = -1;
		if (!bring_steps(im, id, true, err)) {
			r = 0;
		} else {
			*err = first;
			im->at = at;
		}
	}
	if (r) {
		db_mark_rollback(im->db);
		return r;
	}
	r = db_mark_release(im->db, err);
	return r || !has_mentor(im) ? r : put_off(im, &later, err);
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
		r = wanted_set(&w, im->v[NAME].text, im->v[BIRTH].date, im->v[CCCD].text, cell, err);
	if (!r)
		r = match_person(im->db, &w, &id, err);
	if (!r)
		r = warn_namesake(im, CCCD, &w);
	if (!r)
		r = warn_dateless(im);
	if (r)
		return r;
	return id.v ? change(im, id, cell, err) : add(im, cell, err);
}

/* ---- mentors, after the last row ------------------------------------------------------------------ */

/* The assignment is there with its date, or without one that the row gives, or is new. */
static int bring_mentor(struct import *im, const struct pending *p, const struct intake_mentor *m,
	struct err *err)
{
	struct assignment *list, *same = NULL;
	struct assignment fresh = {.person = p->taken.id, .mentor = m->id, .mentor_name = (char *)m->name,
		.from = m->from};
	size_t n;
	int r = assignments_of_person(im->db, p->taken.id, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++) {
		bool is_him;
		r = assignment_is_of(&list[i], m, &is_him, err);
		bool fits = !date_is_set(m->from) || !date_is_set(list[i].to) ||
			date_cmp(m->from, list[i].to) < 0;
		if (!r && is_him && fits)
			same = &list[i];
	}
	if (!r && same) {
		bool is_dated = date_is_set(m->from) && date_cmp(m->from, same->from) != 0;
		bool is_confirmed = m->id.v && !same->mentor.v;
		fresh = *same;
		fresh.mentor = m->id.v ? m->id : same->mentor;
		fresh.from = is_dated ? m->from : same->from;
		r = is_dated || is_confirmed ? 1 : 0;
	} else if (!r) {
		r = 1;
	}
	if (r == 1) {
		im->outcome = im->outcome == ROW_SAME ? ROW_UPDATED : im->outcome;
		r = assignment_save(im->db, &im->by, &fresh, NULL, err);
	}
	assignments_done(list, n);
	return r;
}

static int find_mentors(struct import *im, const struct pending *p, struct intake_mentor *ret,
	int *columns_of, size_t *ret_n, struct err *err)
{
	struct state *state = im->state;
	size_t n = 0;
	for (size_t i = 0; i < INTAKE_MENTORS; i++) {
		if (!p->mentor[i])
			continue;
		im->at = mentor_columns[i];
		int r = mentor_find(&state->finder, im->db, p->mentor[i], p->taken.cell, &ret[n], err);
		if (!r && !ret[n].id.v)
			r = import_warn(im, mentor_columns[i], 0,
				_("Nobody of this name is among the members; kept as a name, unconfirmed."));
		if (r)
			return r;
		ret[n].from = p->assigned;
		columns_of[n++] = mentor_columns[i];
	}
	*ret_n = n;
	return 0;
}

static int assign(struct import *im, const struct pending *p, struct err *err)
{
	struct state *state = im->state;
	struct intake_mentor m[INTAKE_MENTORS];
	int columns_of[INTAKE_MENTORS];
	size_t n = 0, at = 0;
	int r = find_mentors(im, p, m, columns_of, &n, err);
	if (r)
		return r;
	if (p->is_new && !state->is_retouched) {
		r = intake_mentors(im->db, &p->taken, m, n, &at, err);
	} else {
		for (at = 0; !r && at < n; at++)
			r = bring_mentor(im, p, &m[at], err);
		at -= r ? 1 : 0;
		if (!r && p->is_new)
			r = standing_refresh(im->db, p->taken.id, false, err);
	}
	if (r)
		im->at = strcmp(err->field, "from_date") == 0 ? ASSIGNED : columns_of[at];
	return r;
}

static int end(struct import *im, struct err *err)
{
	struct state *state = im->state;
	VEC_EACH (p, &state->list) {
		im->line = p->line;
		im->at = -1;
		im->outcome = p->outcome;
		int r = import_settle(im, assign(im, p, err), err);
		if (r)
			return r;
		import_recount(im, p->outcome, im->outcome);
	}
	return 0;
}

static void done(struct import *im)
{
	struct state *state = im->state;
	VEC_EACH (p, &state->list)
		for (size_t i = 0; i < INTAKE_MENTORS; i++)
			free(p->mentor[i]);
	VEC_DONE(&state->list);
	mentor_finder_done(&state->finder);
}

const struct table import_candidates = {
	.columns = columns,
	.n = ARRAY_LEN(columns),
	.is_large = true,
	.state_size = sizeof(struct state),
	.row = row,
	.end = end,
	.done = done,
};
