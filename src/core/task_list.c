/* Lists of what is due: windows by key over the kept rows. */
#include "core/matter.h"
#include "core/task_own.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static const struct date last_day = {2300, 1, 1}, first_day = {1800, 1, 1};

/* Person, kind and number in one: stable as long as the matter is. */
static int64_t row_id(int64_t person, enum need_kind kind, int nth)
{
	return person * 4096 + (int64_t)kind * 32 + (nth & 31);
}

static void read_row(struct db_stmt *s, struct task_row *ret)
{
	/* in the order of the columns: they are found fastest so */
	ret->due = db_date(s, "due_on");
	ret->person.v = db_int(s, "person_id");
	ret->kind = (enum need_kind)db_int(s, "kind");
	ret->nth = (int)db_int(s, "nth");
	ret->opens = db_date(s, "opens_on");
	ret->mover = (enum mover)db_int(s, "mover");
	ret->state = (enum need_state)db_int(s, "state");
	ret->is_lapse = db_int(s, "is_lapse");
	ret->cell.v = db_int(s, "cell_id");
	const char *name = db_text(s, "full_name");
	size_t n = name ? strlen(name) : 0;
	n = n < sizeof ret->name ? n : sizeof ret->name - 1;
	memcpy(ret->name, name ? name : "", n);
	ret->name[n] = '\0';
	ret->stage = (enum stage)db_int(s, "stage");
	ret->id = row_id(ret->person.v, ret->kind, ret->nth);
}

/* A lapse that has come about stands in the way. */
static bool is_lapsed(const struct task_row *t, struct date today)
{
	const struct need n = {.kind = t->kind, .is_lapse = t->is_lapse, .due = t->due};
	return need_has_lapsed(&n, today);
}

/* A ceremony of years ago without recognition is an incomplete record, not a matter of today. */
enum { INCOMPLETE_MONTHS = 24 };

/* The end of the twelve months only ends something, but from then on the cell has its time to consider. */
static bool is_overdue(const struct task_row *t, struct date today)
{
	if (t->state == NEED_BLOCKED || date_cmp(t->due, today) >= 0)
		return false;
	return !t->is_lapse ||
	       (t->kind == NEED_PROBATION &&
		       date_cmp(t->due, date_add_months(today, -INCOMPLETE_MONTHS)) >= 0);
}

static bool in_set(const struct task_query *q, const struct task_row *t)
{
	switch (q->set) {
	case TASKS_OVERDUE:
		return is_overdue(t, q->today);
	case TASKS_BLOCKED:
		return t->state == NEED_BLOCKED || is_lapsed(t, q->today);
	case TASKS_WAITING:
		return t->state == NEED_WAITING;
	default:
		return true;
	}
}

/* What the statement did not ask already. */
static bool is_meant(const struct task_query *q, const struct task_row *t)
{
	if (date_is_set(q->from) && date_cmp(t->due, q->from) < 0)
		return false;
	if (date_is_set(q->to) && date_cmp(t->due, q->to) > 0 &&
		!(q->with_waiting && t->state == NEED_WAITING))
		return false;
	if (q->without >> t->kind & 1)
		return false;
	return (!q->cell.v || t->cell.v == q->cell.v) &&
	       (!q->person.v || t->person.v == q->person.v) &&
	       (!q->mover || t->mover == q->mover) && (!q->kind || t->kind == q->kind) &&
	       in_set(q, t);
}

static enum db_query query_of(const struct task_query *q, bool back)
{
	if (q->person.v)
		return back ? DBQ_TASKS_PERSON_BEFORE : DBQ_TASKS_PERSON_AFTER;
	if (q->mentor.v)
		return back ? DBQ_TASKS_MENTOR_BEFORE : DBQ_TASKS_MENTOR_AFTER;
	if (q->cell.v)
		return back ? DBQ_TASKS_CELL_BEFORE : DBQ_TASKS_CELL_AFTER;
	if (q->kind)
		return back ? DBQ_TASKS_KIND_BEFORE : DBQ_TASKS_KIND_AFTER;
	return back ? DBQ_TASKS_BEFORE : DBQ_TASKS_AFTER;
}

/* Of what is overdue or blocked nothing lies after today: the walk ends there. */
static struct date upper(const struct task_query *q)
{
	struct date to = date_is_set(q->to) && !q->with_waiting ? q->to : last_day;
	return (q->set == TASKS_OVERDUE || q->set == TASKS_BLOCKED) && date_is_set(q->today)
		       ? date_min(to, q->today)
		       : to;
}

static struct db_stmt *start(struct db *db, const struct task_query *q,
	const struct task_row *anchor, bool back, struct err *err)
{
	struct db_stmt *s = db_begin(db, query_of(q, back), err);
	struct date to = upper(q), from = date_is_set(q->from) ? q->from : first_day;
	struct date at = anchor ? anchor->due : back ? date_add_days(to, 1) : from;
	db_bind_date(s, "due", at);
	db_bind_int(s, "person", anchor ? anchor->person.v : 0);
	db_bind_int(s, "kind", anchor ? (int64_t)anchor->kind : 0);
	db_bind_int(s, "nth", anchor ? anchor->nth : 0);
	db_bind_date(s, back ? "from" : "to", back ? from : to);
	if (q->person.v)
		db_bind_int(s, "of_person", q->person.v);
	else if (q->mentor.v)
		db_bind_int(s, "mentor", q->mentor.v);
	else if (q->cell.v)
		db_bind_int(s, "cell", q->cell.v);
	else if (q->kind)
		db_bind_int(s, "of_kind", q->kind);
	return s;
}

/* Are rows asked for that are kept at all? Else none is looked at. */
static bool asks_kept(const struct task_query *q)
{
	return q->kind ? !need_is_work(q->kind) : (~q->without & NEEDS_OF_DOSSIER) != 0;
}

static int read_kept(struct db *db, const struct task_query *q, const struct task_row *anchor,
	int dir, size_t n, struct task_row *ret, size_t *ret_n, struct err *err)
{
	struct db_stmt *s = start(db, q, anchor, dir < 0, err);
	size_t got = 0;
	int r = 0;
	while (got < n && (r = db_step(s, err)) == 1) {
		read_row(s, &ret[got]);
		got += is_meant(q, &ret[got]);
	}
	db_reset(s);
	if (r < 0)
		return r;
	*ret_n = got;
	return 0;
}

/* ---- with what the sourcing work owes --------------------------------------------------------- */

/* The matters that are meant, in order; the array is the caller's. */
struct meant {
	const struct task_row **v;
	size_t n;
};

static bool is_helped(const struct assignment *list, size_t n, struct person_id person)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].person.v == person.v && !date_is_set(list[i].to))
			return true;
	return false;
}

static int meant_matters(
	struct db *db, const struct task_query *q, struct meant *ret, struct err *err)
{
	const struct matters *m;
	struct assignment *helped = NULL;
	size_t n = 0;
	*ret = (struct meant){0};
	if (!q->with_work)
		return 0;
	int r = matters_of(db, date_is_set(q->today) ? q->today : clock_today(), &m, err);
	if (r || !m->n)
		return r;
	if (q->mentor.v)
		r = assignments_of_mentor(db, q->mentor, &helped, &n, err);
	if (!r && !(ret->v = mem_alloc(m->n * sizeof *ret->v)))
		r = ERR_OOM(err);
	for (size_t i = 0; !r && i < m->n; i++)
		if (is_meant(q, &m->v[i]) && (!q->mentor.v || is_helped(helped, n, m->v[i].person)))
			ret->v[ret->n++] = &m->v[i];
	assignments_done(helped, n);
	return r;
}

/* Where a walk from `anchor` begins: the nearest matter behind it in the direction. */
static size_t begin_at(const struct meant *m, const struct task_row *anchor, int dir)
{
	size_t i = 0;
	if (!anchor)
		return dir < 0 ? m->n : 0;
	while (i < m->n && task_row_cmp(m->v[i], anchor) < (dir < 0 ? 0 : 1))
		i++;
	return i;
}

/* Two walks as one: up to n rows of both, nearest first. */
static size_t merge(struct task_row *rows, size_t kept, const struct meant *m, size_t at, int dir,
	size_t n, struct task_row *ret)
{
	size_t k = 0, got = 0, left = dir < 0 ? at : m->n - at;
	while (got < n && (k < kept || left)) {
		const struct task_row *w = !left ? NULL : m->v[dir < 0 ? left - 1 : m->n - left];
		bool is_kept = k < kept && (!w || task_row_cmp(&rows[k], w) * dir < 0);
		ret[got++] = is_kept ? rows[k++] : *w;
		left -= !is_kept;
	}
	return got;
}

int tasks_read(struct db *db, const struct task_query *q, const struct task_row *anchor, int dir,
	size_t n, struct task_row *ret, size_t *ret_n, struct err *err)
{
	struct meant m;
	size_t kept = 0;
	int r = meant_matters(db, q, &m, err);
	if (!r && !m.n)
		r = read_kept(db, q, anchor, dir, n, ret, ret_n, err);
	else if (!r) {
		struct task_row *rows = mem_alloc((n + 1) * sizeof *rows);
		r = !rows	   ? ERR_OOM(err)
		    : asks_kept(q) ? read_kept(db, q, anchor, dir, n, rows, &kept, err)
				   : 0;
		if (!r)
			*ret_n = merge(rows, kept, &m, begin_at(&m, anchor, dir), dir, n, ret);
		free(rows);
	}
	free(m.v);
	return r;
}

int tasks_each(struct db *db, const struct task_query *q,
	int (*each)(void *ctx, const struct task_row *row), void *ctx, struct err *err)
{
	struct meant m;
	struct task_row row;
	size_t next = 0;
	int r = meant_matters(db, q, &m, err);
	if (r)
		return r;
	bool is_asked = asks_kept(q);
	struct db_stmt *s = is_asked ? start(db, q, NULL, false, err) : NULL;
	while (is_asked && (r = db_step(s, err)) == 1) {
		read_row(s, &row);
		for (r = 0; !r && next < m.n && task_row_cmp(m.v[next], &row) < 0; next++)
			r = each(ctx, m.v[next]);
		if (!r && is_meant(q, &row))
			r = each(ctx, &row);
		if (r)
			break;
	}
	if (is_asked)
		db_reset(s);
	for (; !r && next < m.n; next++)
		r = each(ctx, m.v[next]);
	free(m.v);
	return r;
}

static int matter_at(struct db *db, const struct task_query *q, int64_t id, struct task_row *ret,
	struct err *err)
{
	struct meant m;
	int r = meant_matters(db, q, &m, err);
	size_t i = 0;
	while (!r && i < m.n && m.v[i]->id != id)
		i++;
	if (!r && i < m.n)
		*ret = *m.v[i];
	else if (!r)
		r = ERR(err, ERR_NOT_FOUND, "task", NULL);
	free(m.v);
	return r;
}

int tasks_at(struct db *db, const struct task_query *q, int64_t id, struct task_row *ret,
	struct err *err)
{
	struct task_row row;
	if (id < 0)
		return matter_at(db, q, id, ret, err);
	struct db_stmt *s = db_begin(db, DBQ_TASK_ONE, err);
	db_bind_int(s, "of_person", id / 4096);
	db_bind_int(s, "kind", id % 4096 / 32);
	db_bind_int(s, "nth", id % 32);
	int r = db_step(s, err);
	if (r == 1)
		read_row(s, &row);
	db_reset(s);
	if (r < 0)
		return r;
	if (r == 0 || !is_meant(q, &row))
		return ERR(err, ERR_NOT_FOUND, "task", NULL);
	*ret = row;
	return 0;
}

struct counting {
	long rows, people;
	int64_t last;
};

/* By day one person's rows are apart: people are counted in the order of persons where that is asked, else
 * row by row; at most a few rows each. */
static int count_one(void *ctx, const struct task_row *row)
{
	struct counting *c = ctx;
	c->rows++;
	c->people += row->person.v != c->last;
	c->last = row->person.v;
	return 0;
}

int tasks_count(struct db *db, const struct task_query *q, long *ret_rows, long *ret_people,
	struct err *err)
{
	struct counting c = {0};
	int r = tasks_each(db, q, count_one, &c, err);
	if (r)
		return r;
	*ret_rows = c.rows;
	*ret_people = c.people;
	return 0;
}

int task_days_before(enum need_kind k)
{
	switch (k) {
	case NEED_CERTIFICATE:
	case NEED_PROBATION:
	case NEED_AGE_LIMIT:
		return 90;
	case NEED_DOSSIER_LAPSE:
		return 60;
	default:
		return 15;
	}
}

const int task_marks[TASK_MARKS] = {7, 15, 30, 60, 90};

int task_mark(enum need_kind k, long left)
{
	if (k != NEED_PROBATION || left < 0)
		return 0;
	for (int i = 0; i < TASK_MARKS; i++)
		if (left <= task_marks[i])
			return task_marks[i];
	return 0;
}

enum task_tone task_tone(const struct task_row *t, struct date today)
{
	int days = date_cmp(t->due, today);
	if (t->state == NEED_BLOCKED || is_lapsed(t, today))
		return TONE_BLOCKED;
	if (t->state == NEED_WAITING && days >= 0)
		return TONE_WAITING;
	if (days < 0)
		return is_overdue(t, today) ? TONE_OVERDUE : TONE_LATER;
	if (days == 0)
		return TONE_TODAY;
	return date_to_days(t->due) - date_to_days(today) <= task_days_before(t->kind) ? TONE_SOON
										       : TONE_LATER;
}
