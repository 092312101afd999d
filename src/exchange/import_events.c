/* events: one step, exit or way back each. The rows of a person are entered by date and step, and
 * those that only fit once others stand are tried again, so that their order in the file means
 * nothing. */
#include "exchange/verdict.h"

#include <string.h>

enum { NAME, BIRTH, CCCD, CELL, EVENT, ON, PAPER, BODY, NOTE };

static const struct column columns[] = {
	[NAME] = {"full_name", "Họ và tên", "ho ten", VALUE_TEXT, true},
	[BIRTH] = {"birth", "Ngày sinh",
		"nam sinh|ngay thang nam sinh|sinh ngay|ns|ngay thang sinh|ntns", VALUE_BIRTH},
	[CCCD] = {"cccd", "Số CCCD",
		"cccd|can cuoc cong dan|so can cuoc|so dinh danh|can cuoc|cmnd cccd|cmnd",
		VALUE_CCCD},
	[CELL] = {"cell", "Chi bộ", "ten chi bo|ma chi bo|cb|thuoc chi bo", VALUE_TEXT},
	[EVENT] = {"kind", "Sự kiện", "buoc|dien bien", VALUE_EVENT, true},
	[ON] = {"on_date", "Ngày", "ngay thang|ngay su kien", VALUE_DATE, true},
	[PAPER] = {"paper_no", "Số văn bản",
		"so nghi quyet|so quyet dinh|so giay chung nhan|so nq|so qd|so gcn|so vb",
		VALUE_TEXT},
	[BODY] = {"body", "Cơ quan", "co quan ban hanh|co quan cap|to chuc", VALUE_TEXT},
	[NOTE] = {"note", "Ghi chú", NULL, VALUE_TEXT},
};

struct pending {
	long line;
	size_t row;
	bool is_done;
	bool is_found_told; /* a row of the same person says when he was found */
	struct event e;
};

struct state {
	VEC(struct pending) list;
};

static int need_all(struct import *im, struct err *err)
{
	static const int needed[] = {NAME, EVENT, ON};
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		int r = import_need(im, needed[i], err);
		if (r)
			return r;
	}
	return 0;
}

static bool copy(const struct import *im, int column, char **ret)
{
	*ret = mem_strdup(im->v[column].text);
	return *ret || !has(im, column);
}

static int keep(struct import *im, struct person_id id, struct err *err)
{
	struct state *state = im->state;
	struct pending p = {.line = im->line,
		.row = im->row,
		.e = {.person = id,
			.kind = (enum event_kind)im->v[EVENT].number,
			.on = im->v[ON].date}};
	/* who found somebody is a source, not a body that decides */
	char **body = p.e.kind == EVENT_FOUND ? &p.e.source : &p.e.body;
	if (copy(im, PAPER, &p.e.paper_no) && copy(im, BODY, body) && copy(im, NOTE, &p.e.note) &&
		VEC_PUSH(&state->list, p))
		return 0;
	event_done(&p.e);
	return ERR_OOM(err);
}

static int row(struct import *im, struct err *err)
{
	static const struct person_columns who = {NAME, BIRTH, CCCD, CELL};
	struct cell_id cell;
	struct person_id id;
	int r = need_all(im, err);
	if (!r)
		r = import_known_person(im, &who, &cell, &id, err);
	return r ? r : keep(im, id, err);
}

static int by_date(const void *a, const void *b)
{
	const struct pending *x = a, *y = b;
	if (x->e.person.v != y->e.person.v)
		return x->e.person.v < y->e.person.v ? -1 : 1;
	int c = date_cmp(x->e.on, y->e.on);
	if (!c)
		c = (int)x->e.kind - (int)y->e.kind;
	return c ? c : (x->line > y->line) - (x->line < y->line);
}

static int replace(
	struct import *im, int column, char **to, const char *given, bool *changed, struct err *err)
{
	if (!given || (*to && strcmp(*to, given) == 0))
		return 0;
	char *own = mem_strdup(given);
	if (!own)
		return ERR_OOM(err);
	int r = verdict_change(im, column, *to, given, err);
	free(*to);
	*to = own;
	*changed = true;
	return r;
}

static int merge(struct import *im, struct event *there, const struct event *e, bool *changed,
	struct err *err)
{
	int r = replace(im, PAPER, &there->paper_no, e->paper_no, changed, err);
	if (!r)
		r = replace(im, BODY, &there->body, e->body, changed, err);
	if (!r)
		r = replace(im, BODY, &there->source, e->source, changed, err);
	return r ? r : replace(im, NOTE, &there->note, e->note, changed, err);
}

/* The event that the row means, if it is there: that of the day; or the day on which somebody was
 * found, which an older date corrects. */
static int find(
	struct import *im, const struct event *e, struct event *ret, bool *changed, struct err *err)
{
	int r = event_of_day(im->db, e->person, e->kind, e->on, ret, err);
	if (r != ERR_NOT_FOUND || e->kind != EVENT_FOUND)
		return r;
	r = event_last(im->db, e->person, e->kind, ret, err);
	if (!r && date_cmp(e->on, ret->on) < 0) {
		r = verdict_change_date(im, ON, ret->on, e->on, err);
		ret->on = e->on;
		*changed = true;
	}
	return r;
}

static int enter(struct import *im, const struct pending *p, struct err *err)
{
	const struct event *e = &p->e;
	struct event there = {0};
	bool changed = false;
	int rule = 0;
	int r = find(im, e, &there, &changed, err);
	if (r == ERR_NOT_FOUND || (!r && !changed && date_cmp(there.on, e->on) != 0)) {
		event_done(&there);
		im->outcome = ROW_ADDED;
		r = p->is_found_told ? 0 : found_by(im, e->person, e->on, err);
		if (!r)
			r = event_save(im->db, &im->by, e, true, NULL, &rule, err);
	} else if (!r) {
		r = merge(im, &there, e, &changed, err);
		im->outcome = changed ? ROW_UPDATED : ROW_SAME;
		if (!r && changed)
			r = event_save(im->db, &im->by, &there, true, NULL, &rule, err);
		event_done(&there);
	}
	if (!r && rule == RULE_OVER_AGE)
		r = import_warn_rule(im, ON, rule);
	return r;
}

static int try(struct import *im, struct pending *p, struct err *err)
{
	im->line = p->line;
	im->row = p->row;
	im->person = p->e.person;
	im->at = -1;
	im->outcome = ROW_SAME;
	int r = db_mark(im->db, err);
	if (r)
		return r;
	r = enter(im, p, err);
	if (r) {
		db_mark_rollback(im->db);
		return r;
	}
	p->is_done = true;
	import_recount(im, ROW_SAME, im->outcome);
	return db_mark_release(im->db, err);
}

/* All rows of one person. What is refused may fit once the others stand: it is tried twice. */
static int enter_group(struct import *im, struct pending *list, size_t n, struct err *err)
{
	bool is_found_told = false;
	for (size_t i = 0; i < n; i++)
		is_found_told |= list[i].e.kind == EVENT_FOUND;
	for (size_t i = 0; i < n; i++) {
		list[i].is_found_told = is_found_told;
		int r = try(im, &list[i], err);
		if (r && !import_is_refusal(r))
			return r;
	}
	for (size_t i = 0; i < n; i++) {
		if (list[i].is_done)
			continue;
		int r = import_settle(im, try(im, &list[i], err), err);
		if (r)
			return r;
		if (!list[i].is_done)
			import_recount(im, ROW_SAME, ROW_REFUSED);
	}
	return 0;
}

static int end(struct import *im, struct err *err)
{
	struct state *state = im->state;
	size_t n = state->list.n;
	if (n)
		qsort(state->list.v, n, sizeof *state->list.v, by_date);
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1;
			j < n && state->list.v[j].e.person.v == state->list.v[i].e.person.v;)
			j++;
		int r = enter_group(im, &state->list.v[i], j - i, err);
		if (r)
			return r;
	}
	return 0;
}

static void done(struct import *im)
{
	struct state *state = im->state;
	VEC_EACH (p, &state->list)
		event_done(&p->e);
	VEC_DONE(&state->list);
}

const struct table import_events = {
	.columns = columns,
	.n = ARRAY_LEN(columns),
	.is_large = true,
	.state_size = sizeof(struct state),
	.row = row,
	.end = end,
	.done = done,
};
