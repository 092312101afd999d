#include "exchange/reconcile.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>

bool reconcile_is_of(enum import_kind kind)
{
	return kind == IMPORT_MEMBERS || kind == IMPORT_CANDIDATES;
}

void reconcile_done(struct reconcile *r)
{
	for (size_t i = 0; i < r->our_count; i++) {
		free(r->ours[i].name);
		free(r->ours[i].cell);
	}
	free(r->ours);
	plan_result_done(&r->there);
	*r = (struct reconcile){0};
}

/* ---- who is only here -------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Whom their rows are about, in order. */
static int64_t *named_there(const struct plan_result *there, size_t *ret_n)
{
	int64_t *ids = mem_alloc((there->row_count + 1) * sizeof *ids);
	size_t n = 0;
	for (size_t i = 0; ids && i < there->row_count; i++)
		if (there->rows[i].person.v && there->rows[i].group != ROW_GROUP_NEW)
			ids[n++] = there->rows[i].person.v;
	if (n)
		qsort(ids, n, sizeof *ids, by_id);
	*ret_n = n;
	return ids;
}

static int read_ours(struct db *db, enum import_kind kind, struct cell_id cell,
	struct reconcile *ret, struct err *err)
{
	size_t n, cap = 0;
	CLEANUP_FREE int64_t *there = named_there(&ret->there, &n);
	if (!there)
		return ERR_OOM(err);
	struct db_stmt *s =
		db_begin(db, kind == IMPORT_MEMBERS ? DBQ_OUR_MEMBERS : DBQ_OUR_CANDIDATES, err);
	db_bind_int(s, "cell", cell.v);
	int r;
	while ((r = db_step(s, err)) == 1) {
		int64_t id = db_int(s, "id");
		if (bsearch(&id, there, n, sizeof id, by_id))
			continue;
		struct reconcile_ours o = {{id}, mem_strdup(db_text(s, "full_name")),
			mem_strdup(db_text(s, "cell")), db_date(s, "birth")};
		bool is_whole = o.name && (o.cell || db_is_null(s, "cell"));
		if (!is_whole || !vec_room((void **)&ret->ours, ret->our_count, &cap, sizeof o)) {
			free(o.name);
			free(o.cell);
			r = ERR_OOM(err);
			break;
		}
		ret->ours[ret->our_count++] = o;
	}
	db_reset(s);
	return r;
}

int reconcile_run(struct db *db, const struct act_by *by, const struct workbook *w,
	const struct plan *p, struct cell_id cell,
	bool (*progress)(void *ctx, long done, long total), void *ctx, struct reconcile *ret,
	struct err *err)
{
	const struct plan_options options = {
		.dry_run = true, .leave_out = true, .progress = progress, .ctx = ctx};
	struct reconcile found = {0};
	if (!reconcile_is_of(p->kind))
		return ERR(err, ERR_INVALID, "kind", NULL);
	int r = plan_run(db, by, w, p, &options, &found.there, err);
	if (r)
		return r;
	r = read_ours(db, p->kind, cell, &found, err);
	if (r)
		reconcile_done(&found);
	else
		*ret = found;
	return r;
}

/* ---- taking over ------------------------------------------------------------------------------------- */

static int column_of(const struct plan_sheet *s, int field)
{
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field == field)
			return (int)c;
	return -1;
}

/* The row alone, and of it what differs in other fields as we have it already. */
static int narrow(struct plan *p, const struct reconcile *r, size_t row, int field, struct err *err)
{
	const struct row_verdict *v = &r->there.rows[row];
	int k = 0;
	for (size_t i = 0; !k && i < r->there.row_count; i++)
		if (i != row)
			k = plan_leave_out(
				p, r->there.rows[i].sheet, r->there.rows[i].row, true, err);
	for (size_t i = 0; !k && field >= 0 && i < v->change_count; i++) {
		const struct row_change *c = &r->there.changes[v->change + i];
		int column = column_of(&p->sheets[v->sheet], c->field);
		if (c->field != field && column >= 0)
			k = plan_edit(p, v->sheet, v->row, (size_t)column,
				c->before ? c->before : "", err);
	}
	return k;
}

int reconcile_take(struct db *db, const struct act_by *by, const struct workbook *w,
	const struct plan *p, const struct reconcile *r, size_t row, int field,
	struct plan_result *ret, struct err *err)
{
	static const struct plan_options options = {0};
	CLEANUP(strbuf_done) struct strbuf text = {0};
	struct plan own;
	int k = plan_write(p, &text);
	if (k)
		return ERR_OOM(err);
	k = plan_read(strbuf_str(&text), w, &own, err);
	if (k)
		return k;
	k = narrow(&own, r, row, field, err);
	if (!k)
		k = plan_run(db, by, w, &own, &options, ret, err);
	plan_done(&own);
	return k;
}
