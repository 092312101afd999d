/* Files that were brought in: kept once each, with what was said of them. */
#include "exchange/batch_own.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/audit_log.h"
#include "exchange/plan_own.h"
#include "viet/heading.h"

#include <string.h>

/* ---- keeping ----------------------------------------------------------------------------------------- */

/* The same bytes are kept once; equal numbers alone prove nothing. */
static int file_id(struct db *db, const struct workbook *w, int64_t *ret, struct err *err)
{
	int64_t hash = (int64_t)hash_bytes(w->bytes, w->size);
	struct db_stmt *s = db_begin(db, DBQ_IMPORT_FILE_BY_HASH, err);
	db_bind_int(s, "hash", hash);
	int r;
	while ((r = db_step(s, err)) == 1) {
		size_t n;
		const void *bytes = db_blob(s, "bytes", &n);
		if (n == w->size && (!n || memcmp(bytes, w->bytes, n) == 0)) {
			*ret = db_int(s, "id");
			db_reset(s);
			return 0;
		}
	}
	if (r)
		return r;
	s = db_begin(db, DBQ_IMPORT_FILE_ADD, err);
	db_bind_int(s, "hash", hash);
	db_bind_blob(s, "bytes", w->bytes ? w->bytes : "", w->size);
	r = db_run(s, err);
	*ret = db_last_id(db);
	return r;
}

static bool is_repeated(const struct plan_sheet *s, size_t c)
{
	for (size_t i = 0; i < s->column_count; i++)
		if (i != c && strcmp(s->columns[i].heading, s->columns[c].heading) == 0)
			return true;
	return false;
}

/* What people chose is known from now on; a heading that stands twice in its head means nothing by itself. */
static int remember(struct db *db, const struct plan *p, struct err *err)
{
	const struct table *t = import_table(p->kind);
	int r = 0;
	for (size_t i = 0; i < p->sheet_count; i++)
		for (size_t c = 0; !r && p->sheets[i].is_used && p->sheets[i].head_rows &&
				   c < p->sheets[i].column_count;
			c++) {
			const struct plan_column *column = &p->sheets[i].columns[c];
			CLEANUP_FREE char *key = NULL;
			if (column->known != PLAN_CHOSEN || is_repeated(&p->sheets[i], c))
				continue;
			r = heading_key(column->heading, &key, err);
			if (r == ERR_INVALID || (!r && !*key)) {
				r = 0;
				continue;
			}
			struct db_stmt *s = r ? NULL : db_begin(db, DBQ_IMPORT_HEADING_PUT, err);
			db_bind_text(s, "kind", import_kind_code(p->kind));
			db_bind_text(s, "heading", key);
			db_bind_text(s, "field",
				column->field >= 0 ? t->columns[column->field].field : "");
			r = r ? r : db_run(s, err);
		}
	return r;
}

int batch_add(struct db *db, const struct workbook *w, const struct plan *p,
	const struct plan_options *options, const struct import_result *sum, long left_out,
	int64_t *ret, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf text = {0};
	int64_t file = 0;
	int r = plan_write(p, &text);
	if (r)
		return ERR_OOM(err);
	r = file_id(db, w, &file, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_IMPORT_BATCH_ADD, err);
	db_bind_text(s, "kind", import_kind_code(p->kind));
	db_bind_text(s, "file_name", w->name);
	db_bind_int(s, "file", file);
	db_bind_text(s, "plan", strbuf_str(&text));
	db_bind_int(s, "added", sum->added);
	db_bind_int(s, "updated", sum->updated);
	db_bind_int(s, "same", sum->same);
	db_bind_int(s, "left_out", sum->refused + left_out);
	db_bind_id(s, "redo_of", options->redo_of);
	r = db_run(s, err);
	*ret = db_last_id(db);
	return r ? r : remember(db, p, err);
}

/* ---- reading ----------------------------------------------------------------------------------------- */

void batch_done(struct batch *b)
{
	free(b->file_name);
	free(b->at);
	free(b->actor);
	free(b->undone_at);
	*b = (struct batch){0};
}

void batches_done(struct batch *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		batch_done(&list[i]);
	free(list);
}

static int read_batch(struct db_stmt *s, struct batch *ret, struct err *err)
{
	struct batch b = {.id = db_int(s, "id"),
		.act_id = db_int(s, "audit_id"),
		.file_name = mem_strdup(db_text(s, "file_name")),
		.at = audit_moment(db_text(s, "at")),
		.actor = mem_strdup(db_is_null(s, "actor") ? "" : db_text(s, "actor")),
		.added = (long)db_int(s, "added"),
		.updated = (long)db_int(s, "updated"),
		.same = (long)db_int(s, "same"),
		.left_out = (long)db_int(s, "left_out"),
		.undone_by = db_int(s, "undone_id"),
		.undone_at = audit_moment(db_text(s, "undone_at")),
		.redo_of = db_int(s, "redo_of"),
		.redone_as = db_int(s, "redone_as")};
	int r = 0;
	if (!b.file_name || !b.at || !b.actor || !b.undone_at)
		r = ERR_OOM(err);
	else if (!import_kind_from_code(db_text(s, "kind"), &b.kind))
		r = ERR(err, ERR_INVALID, "plan", NULL);
	if (r)
		batch_done(&b);
	else
		*ret = b;
	return r;
}

int batches_load(struct db *db, struct batch **ret, size_t *ret_n, struct err *err)
{
	VEC(struct batch) list = {0};
	struct db_stmt *s = db_begin(db, DBQ_IMPORT_BATCHES, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct batch b;
		r = read_batch(s, &b, err);
		if (!r && !VEC_PUSH(&list, b)) {
			batch_done(&b);
			r = ERR_OOM(err);
		}
		if (r)
			break;
	}
	if (r) {
		db_reset(s);
		batches_done(list.v, list.n);
		return r;
	}
	*ret = list.v;
	*ret_n = list.n;
	return 0;
}

static int not_there(struct err *err, int64_t id)
{
	return ERR(err, ERR_NOT_FOUND, "batch", "%lld", (long long)id);
}

int batch_load(struct db *db, int64_t id, struct batch *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_IMPORT_BATCH, err);
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	if (!r)
		return not_there(err, id);
	if (r < 0)
		return r;
	r = read_batch(s, ret, err);
	db_reset(s);
	return r;
}

int batch_open(struct db *db, int64_t id, const struct reader_options *options,
	struct workbook **ret, struct plan *ret_plan, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_IMPORT_BATCH_OPEN, err);
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	if (!r)
		return not_there(err, id);
	if (r < 0)
		return r;
	size_t n;
	const void *bytes = db_blob(s, "bytes", &n);
	struct workbook *w = NULL;
	r = workbook_from_bytes(db_text(s, "file_name"), bytes, n, options, &w, err);
	if (!r)
		r = plan_read(db_text(s, "plan"), w, ret_plan, err);
	db_reset(s);
	if (r)
		workbook_free(w);
	else
		*ret = w;
	return r;
}
