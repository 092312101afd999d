/* mentors: one assignment each, also ended ones. */
#include "exchange/verdict.h"

#include "base/i18n.h"

#include <string.h>

enum { NAME, BIRTH, CCCD, CELL, MENTOR, FROM, TO, RESOLUTION, REASON };

static const struct column columns[] = {
	[NAME] = {"full_name", "Họ và tên", "ho ten|ho va ten quan chung", VALUE_TEXT, true},
	[BIRTH] = {"birth", "Ngày sinh",
		"nam sinh|ngay thang nam sinh|sinh ngay|ns|ngay thang sinh|ntns", VALUE_BIRTH},
	[CCCD] = {"cccd", "Số CCCD",
		"cccd|can cuoc cong dan|so can cuoc|so dinh danh|can cuoc|cmnd cccd|cmnd",
		VALUE_CCCD},
	[CELL] = {"cell", "Chi bộ", "ten chi bo|ma chi bo|cb|thuoc chi bo", VALUE_TEXT},
	[MENTOR] = {"mentor", "Đảng viên giúp đỡ",
		"nguoi giup do|ho ten dang vien giup do|dvgd|dv giup do", VALUE_TEXT, true},
	[FROM] = {"from_date", "Từ ngày", "ngay phan cong", VALUE_DATE},
	[TO] = {"to_date", "Đến ngày", "ngay ket thuc", VALUE_DATE},
	[RESOLUTION] = {"resolution", "Nghị quyết", "so nghi quyet|so nq", VALUE_TEXT},
	[REASON] = {"end_reason", "Lý do", "ly do ket thuc|ly do thoi", VALUE_TEXT},
};

struct state {
	struct mentor_finder finder;
};

static int replace(struct import *im, int column, char **to, bool *changed, struct err *err)
{
	const char *given = im->v[column].text, *was = *to;
	if (!given || (was && strcmp(was, given) == 0))
		return 0;
	*to = (char *)given;
	*changed = true;
	return verdict_change(im, column, was, given, err);
}

static int set_date(struct import *im, int column, struct date *to, bool *changed, struct err *err)
{
	struct date given = im->v[column].date, was = *to;
	if (!date_is_set(given) || date_cmp(was, given) == 0)
		return 0;
	*to = given;
	*changed = true;
	return verdict_change_date(im, column, was, given, err);
}

/* The same assignment has the same first day, or one of the two does not know it; -1: none. */
static int find(const struct import *im, const struct assignment *list, size_t n,
	const struct intake_mentor *m, int *ret, struct err *err)
{
	struct date from = im->v[FROM].date;
	*ret = -1;
	for (size_t i = 0; i < n; i++) {
		bool is_his;
		int r = assignment_is_of(&list[i], m, &is_his, err);
		if (r)
			return r;
		if (!is_his)
			continue;
		if (date_cmp(list[i].from, from) == 0) {
			*ret = (int)i;
			return 0;
		}
		if (!date_is_set(from) || !date_is_set(list[i].from))
			*ret = (int)i;
	}
	return 0;
}

static int save(struct import *im, struct person_id id, const struct assignment *list, size_t n,
	const struct intake_mentor *m, struct err *err)
{
	struct assignment a = {.person = id, .mentor = m->id, .mentor_name = (char *)m->name};
	int at;
	int r = find(im, list, n, m, &at, err);
	if (r)
		return r;
	bool changed = at < 0;
	if (at >= 0) {
		a = list[at];
		changed = m->id.v && !a.mentor.v;
		a.mentor = m->id.v ? m->id : a.mentor;
	}
	r = set_date(im, FROM, &a.from, &changed, err);
	if (!r)
		r = set_date(im, TO, &a.to, &changed, err);
	if (!r)
		r = replace(im, RESOLUTION, &a.resolution, &changed, err);
	if (!r)
		r = replace(im, REASON, &a.end_reason, &changed, err);
	if (r || !changed)
		return r;
	im->outcome = at < 0 ? ROW_ADDED : ROW_UPDATED;
	return assignment_save(im->db, &im->by, &a, NULL, err);
}

static int assign(struct import *im, struct person_id id, struct cell_id cell, struct err *err)
{
	struct state *state = im->state;
	struct intake_mentor m;
	struct assignment *list;
	size_t n;
	im->at = MENTOR;
	int r = mentor_find(&state->finder, im->db, im->v[MENTOR].text, cell, &m, err);
	if (!r && !m.id.v)
		r = import_warn(im, MENTOR, 0,
			_("Nobody of this name is among the members; kept as a name, "
			  "unconfirmed."));
	im->at = -1;
	if (!r)
		r = assignments_of_person(im->db, id, &list, &n, err);
	if (r)
		return r;
	r = save(im, id, list, n, &m, err);
	assignments_done(list, n);
	return r;
}

static int row(struct import *im, struct err *err)
{
	static const struct person_columns who = {NAME, BIRTH, CCCD, CELL};
	struct cell_id cell;
	struct person_id id;
	struct person p;
	int r = import_need(im, NAME, err);
	if (!r)
		r = import_need(im, MENTOR, err);
	if (!r)
		r = import_known_person(im, &who, &cell, &id, err);
	if (!r && !cell.v && !(r = person_load(im->db, id, &p, err))) {
		cell = p.cell;
		person_done(&p);
	}
	if (!r)
		r = db_mark(im->db, err);
	return r ? r : import_mark_end(im, assign(im, id, cell, err), err);
}

static void done(struct import *im)
{
	struct state *state = im->state;
	mentor_finder_done(&state->finder);
}

const struct table import_mentors = {
	.columns = columns,
	.n = ARRAY_LEN(columns),
	.state_size = sizeof(struct state),
	.row = row,
	.done = done,
};
