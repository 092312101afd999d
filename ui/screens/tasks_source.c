#include "ui/screens/tasks_source.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/task_detail.h"
#include "ui/term.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

static const struct task_line *at(const void *row)
{
	return row;
}

/* ---- what is shown --------------------------------------------------------------------------- */

static struct date horizon_end(enum task_horizon h, struct date today)
{
	struct date first = {today.year, today.month, 1};
	switch (h) {
	case HORIZON_WEEK:
		return date_add_days(today, 6 - date_weekday(today));
	case HORIZON_MONTH:
		return date_add_days(date_add_months(first, 1), -1);
	case HORIZON_90:
		return date_add_days(today, 90);
	case HORIZON_ALL:
		break;
	}
	return (struct date){0};
}

void task_list_settle(struct task_list *l)
{
	struct task_query *q = &l->now.query;
	q->today = clock_today();
	q->to = l->now.horizon ? horizon_end(l->now.horizon, q->today) : l->to;
	q->with_waiting = l->now.horizon != HORIZON_ALL;
	q->with_work = true;
}

static void add_part(struct strbuf *b, size_t from, const char *text)
{
	strbuf_addf(b, "%s%s", b->len > from ? " · " : "", text);
}

static void add_person(
	struct db *db, struct person_id id, const char *all, size_t from, struct strbuf *ret)
{
	struct person p = {0};
	if (id.v)
		person_load(db, id, &p, NULL);
	add_part(ret, from, p.full_name ? p.full_name : all);
	person_done(&p);
}

void task_list_parts(const struct task_list *l, const struct task_view *old, struct strbuf *ret)
{
	const struct task_query *q = &l->now.query, *base = &old->query;
	size_t from = ret->len;
	if (q->set != base->set)
		add_part(ret, from, _(task_set_label(q->set)));
	if (l->now.horizon != old->horizon)
		add_part(ret, from, _(task_horizon_label(l->now.horizon)));
	if (q->kind != base->kind)
		add_part(ret, from, q->kind ? _(need_label(q->kind)) : _("everything"));
	if (q->mover != base->mover)
		add_part(ret, from, q->mover ? _(mover_label(q->mover)) : _("anybody"));
	if (q->cell.v != base->cell.v) {
		CLEANUP_FREE char *name = NULL;
		if (q->cell.v)
			cell_name(l->db, q->cell, (struct date){0}, &name, NULL);
		add_part(ret, from, name ? cell_short_name(name) : _("every cell"));
	}
	if (q->mentor.v != base->mentor.v)
		add_person(l->db, q->mentor, _("every mentor"), from, ret);
	if (q->person.v != base->person.v)
		add_person(l->db, q->person, _("everybody"), from, ret);
}

const char *task_set_label(enum task_set s)
{
	static const char *const labels[] = {
		N_("everything"), N_("overdue"), N_("blocked"), N_("waiting for others")};
	return labels[s];
}

const char *task_horizon_label(enum task_horizon h)
{
	static const char *const labels[HORIZONS] = {
		N_("all days"), N_("this week"), N_("this month"), N_("90 days")};
	return labels[h];
}

void task_what_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(need_label(at(row)->t.kind)));
	if (at(row)->t.is_lapse && at(row)->t.kind != NEED_PROBATION)
		strbuf_add(ret, _(" (lapses)"));
	long left = date_to_days(at(row)->t.due) - date_to_days(clock_today());
	int mark = task_mark(at(row)->t.kind, left);
	if (mark)
		strbuf_addf(ret, _(", mark %d"), mark);
}

void task_name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->t.name);
}

void task_cell_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->cell);
}

void task_cell_code(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->code);
}

/* ---- reading --------------------------------------------------------------------------------- */

static int name_cell(struct db *db, struct task_line *row, struct err *err)
{
	CLEANUP_FREE char *name = NULL, *code = NULL;
	int r = row->t.cell.v ? cell_name(db, row->t.cell, (struct date){0}, &name, err) : 0;
	if (!r && row->t.cell.v)
		r = cell_code_of(db, row->t.cell, &code, err);
	snprintf(row->cell, sizeof row->cell, "%s", name ? cell_shortest_name(name) : "");
	snprintf(row->code, sizeof row->code, "%s", code ? code : "");
	return r;
}

/* The texts that the list's columns are searched by. */
static int row_has(const struct task_line *row, const char *words, bool *ret, struct err *err)
{
	struct strbuf b = {0};
	task_what_text(row, NULL, &b);
	strbuf_addf(&b, " %s %s %s", row->t.name, row->cell, row->code);
	int r = b.failed ? ERR_OOM(err) : text_matches(strbuf_str(&b), words, ret, err);
	strbuf_done(&b);
	return r;
}

int task_list_has_words(
	struct db *db, const struct task_row *t, const char *words, bool *ret, struct err *err)
{
	struct task_line row = {.t = *t};
	int r = name_cell(db, &row, err);
	return r ? r : row_has(&row, words, ret, err);
}

static int read_plain(struct task_list *l, const struct task_row *anchor, int dir, size_t n,
	struct task_line *ret, size_t *ret_n, struct err *err)
{
	struct task_row *rows = mem_alloc((n ? n : 1) * sizeof *rows);
	size_t got = 0;
	if (!rows)
		return ERR_OOM(err);
	int r = tasks_read(l->db, &l->now.query, anchor, dir, n, rows, &got, err);
	for (size_t i = 0; !r && i < got; i++) {
		ret[i].t = rows[i];
		r = name_cell(l->db, &ret[i], err);
	}
	free(rows);
	if (!r)
		*ret_n = got;
	return r;
}

/* No index has the words of a task: rows are read and looked at. */
static int read_words(struct task_list *l, const char *words, const struct task_row *anchor,
	int dir, size_t n, struct task_line *ret, size_t *ret_n, struct err *err)
{
	enum { PAGE = 64 };
	struct task_line *page = mem_alloc(PAGE * sizeof *page);
	struct task_row last;
	size_t got = 0, k = PAGE;
	int r = page ? 0 : ERR_OOM(err);
	while (!r && got < n && k == PAGE) {
		r = read_plain(l, anchor, dir, PAGE, page, &k, err);
		for (size_t i = 0; !r && i < k && got < n; i++) {
			bool has = false;
			r = row_has(&page[i], words, &has, err);
			if (has)
				ret[got++] = page[i];
		}
		if (!r && k) {
			last = page[k - 1].t;
			anchor = &last;
		}
	}
	free(page);
	if (!r)
		*ret_n = got;
	return r;
}

int tasks_source_read(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret_rows, size_t *ret_n, struct err *err)
{
	struct task_list *l = ctx;
	const struct task_row *from = anchor ? &at(anchor)->t : NULL;
	int along = (int)dir * (q->descending ? -1 : 1);
	/* one transaction: each of its own would cost more than what it reads */
	int r = db_read_begin(l->db, err);
	if (r)
		return r;
	r = *q->filter ? read_words(l, q->filter, from, along, n, ret_rows, ret_n, err)
		       : read_plain(l, from, along, n, ret_rows, ret_n, err);
	snprintf(l->words, sizeof l->words, "%s", q->filter);
	struct task_line *rows = ret_rows;
	for (size_t i = 0; !r && i < *ret_n; i++)
		r = task_is_open(l->db, &rows[i].t, &rows[i].is_open, err);
	db_read_end(l->db);
	return r;
}

int tasks_source_at(
	void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err)
{
	struct task_list *l = ctx;
	struct task_line *row = ret_row;
	bool has = true;
	int r = tasks_at(l->db, &l->now.query, id, &row->t, err);
	if (!r)
		r = name_cell(l->db, row, err);
	if (!r)
		r = task_is_open(l->db, &row->t, &row->is_open, err);
	if (!r && *q->filter)
		r = row_has(row, q->filter, &has, err);
	return r || has ? r : ERR(err, ERR_NOT_FOUND, "task", NULL);
}

/* ---- counting -------------------------------------------------------------------------------- */

struct counting {
	struct db *db;
	const char *words;
	long shown, all;
	struct err *err;
};

static int count_one(void *ctx, const struct task_row *t)
{
	struct counting *c = ctx;
	bool has = false;
	if (c->all++ % 64 == 0 && term_key_pending())
		return LIST_LATER;
	int r = task_list_has_words(c->db, t, c->words, &has, c->err);
	c->shown += has;
	return r;
}

static bool pending(void *ctx)
{
	(void)ctx;
	return term_key_pending();
}

int tasks_source_count(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err)
{
	struct task_list *l = ctx;
	struct counting c = {.db = l->db, .words = q->filter, .err = err};
	long people;
	int r;
	db_stop_when(l->db, pending, NULL);
	if (*q->filter) {
		r = tasks_each(l->db, &l->now.query, count_one, &c, err);
	} else {
		r = tasks_count(l->db, &l->now.query, &c.all, &people, err);
		c.shown = c.all;
	}
	db_stop_when(l->db, NULL, NULL);
	if (!r) {
		*ret_shown = c.shown;
		*ret_all = c.all;
	}
	return r == ERR_STOPPED ? LIST_LATER : r;
}
