#include "ui/screens/people_source.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/person_view.h"
#include "ui/term.h"

#include <stdio.h>
#include <string.h>

static struct people_query query_of(
	const struct people_list *l, const struct list_query *q, const char *words)
{
	struct people_query r = l->query;
	r.words = words;
	if (q->sort == PEOPLE_SORT_DAY && r.set == PEOPLE_CANDIDATES && !r.cell.v && !r.stage)
		r.by_day = true;
	return r;
}

int people_row_name_cell(struct db *db, struct people_row *row, struct err *err)
{
	CLEANUP_FREE char *name = NULL, *code = NULL;
	int r = row->p.cell.v ? cell_name(db, row->p.cell, (struct date){0}, &name, err) : 0;
	if (!r && row->p.cell.v)
		r = cell_code_of(db, row->p.cell, &code, err);
	snprintf(row->cell, sizeof row->cell, "%s", name ? cell_shortest_name(name) : "");
	snprintf(row->code, sizeof row->code, "%s", code ? code : "");
	return r;
}

int people_source_read(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret_rows, size_t *ret_n, struct err *err)
{
	struct people_list *l = ctx;
	struct people_query query = query_of(l, q, q->filter);
	struct person_row *rows = mem_alloc((n ? n : 1) * sizeof *rows);
	struct people_row *out = ret_rows;
	size_t got = 0;
	if (!rows)
		return ERR_OOM(err);
	int along = (int)dir * (q->descending ? -1 : 1);
	/* one transaction: each of its own would cost more than what it reads */
	int r = db_read_begin(l->db, err);
	if (!r) {
		r = people_read(l->db, &query, anchor, along, n, rows, &got, err);
		for (size_t i = 0; !r && i < got; i++) {
			out[i].p = rows[i];
			r = people_row_name_cell(l->db, &out[i], err);
		}
		db_read_end(l->db);
	}
	free(rows);
	if (!r)
		*ret_n = got;
	return r;
}

int people_source_at(
	void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err)
{
	struct people_list *l = ctx;
	struct people_row *row = ret_row;
	struct people_query query = query_of(l, q, q->filter);
	int r = people_at(l->db, &query, (struct person_id){id}, &row->p, err);
	return r ? r : people_row_name_cell(l->db, row, err);
}

static bool pending(void *ctx)
{
	(void)ctx;
	return term_key_pending();
}

int people_source_count(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err)
{
	struct people_list *l = ctx;
	struct people_query query = query_of(l, q, q->filter);
	db_stop_when(l->db, pending, NULL);
	int r = people_count(l->db, &query, ret_shown, ret_all, err);
	db_stop_when(l->db, NULL, NULL);
	return r == ERR_STOPPED ? LIST_LATER : r;
}

int people_source_find(void *ctx, const struct list_query *q, const char *text, const void *anchor,
	enum list_dir dir, void *ret_row, struct err *err)
{
	struct people_list *l = ctx;
	struct people_row *row = ret_row;
	struct people_query query = query_of(l, q, text);
	size_t n = 0;
	int r = people_read(
		l->db, &query, anchor, (int)dir * (q->descending ? -1 : 1), 1, &row->p, &n, err);
	if (r)
		return r;
	return n ? people_row_name_cell(l->db, row, err) : ERR(err, ERR_NOT_FOUND, NULL, NULL);
}

static const struct people_row *at(const void *row)
{
	return row;
}

void people_name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->p.name);
}

void people_birth_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(at(row)->p.birth, buf));
}

void people_cell_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->cell);
}

void people_cell_code(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->code);
}

/* "!" where somebody should help and nobody does: never by colour alone. */
void people_stage_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(
		ret, "%s%s", _(stage_label(at(row)->p.stage)), at(row)->p.uncovered ? " !" : "");
}

void people_since_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(at(row)->p.stage_on, buf));
}

int people_preview(void *ctx, const void *row, struct page *page, struct err *err)
{
	const struct people_list *l = ctx;
	return person_view(l->db, page, (struct person_id){at(row)->p.id}, err);
}
