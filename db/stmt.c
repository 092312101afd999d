/* Statements by name: prepared at first use, bound and read by name. */
#include "db/conn.h"

#include "base/mem.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { R = 0, W = 1, S = 2 };

static const struct {
	const char *name, *sql;
	int flags;
} queries[] = {
#define Q(name, flags, sql) {#name, sql, flags},
#include "db/query/all.def"
#undef Q
};

struct db_query_info db_query_info(enum db_query q)
{
	return (struct db_query_info){.name = queries[q].name,
		.sql = queries[q].sql,
		.writes = queries[q].flags & W,
		.scans = queries[q].flags & S};
}

static const char *param_name(sqlite3_stmt *s, int i)
{
	const char *name = sqlite3_bind_parameter_name(s, i + 1);
	return name ? name + 1 : "";
}

/* One block; NULL without memory. */
static const char **copy_names(sqlite3_stmt *s, int n, const char *(*name)(sqlite3_stmt *s, int i))
{
	size_t bytes = 1;
	for (int i = 0; i < n; i++)
		bytes += strlen(name(s, i)) + 1;
	const char **all = mem_alloc((size_t)n * sizeof *all + bytes);
	char *to = all ? (char *)(all + n) : NULL;
	for (int i = 0; all && i < n; i++) {
		all[i] = strcpy(to, name(s, i));
		to += strlen(to) + 1;
	}
	return all;
}

static int prepare(struct db *db, enum db_query q, sqlite3_stmt **ret, struct err *err)
{
	const char *tail;
	sqlite3_stmt *s;
	int rc =
		sqlite3_prepare_v3(db->h, queries[q].sql, -1, SQLITE_PREPARE_PERSISTENT, &s, &tail);
	if (rc != SQLITE_OK)
		return DB_ERR(db, rc, err);
	if (*tail) {
		sqlite3_finalize(s);
		return ERR(
			err, ERR_INTERNAL, NULL, "%s: text after the statement", queries[q].name);
	}
	*ret = s;
	return 0;
}

static int keep(struct db *db, enum db_query q, struct err *err)
{
	struct db_stmt *s = &db->stmts[q];
	int r = prepare(db, q, &s->s, err);
	if (r)
		return r;
	s->param_count = sqlite3_bind_parameter_count(s->s);
	s->column_count = sqlite3_column_count(s->s);
	s->params = copy_names(s->s, s->param_count, param_name);
	s->columns = copy_names(s->s, s->column_count, sqlite3_column_name);
	s->kept = db_bulk_table(queries[q].sql);
	if (s->kept)
		s->values = mem_alloc((size_t)s->param_count * sizeof *s->values);
	if (s->params && s->columns && (s->values || !s->kept))
		return 0;
	db_stmt_done(s);
	return ERR_OOM(err);
}

void db_stmt_done(struct db_stmt *s)
{
	sqlite3_finalize(s->s);
	free(s->params);
	free(s->columns);
	free(s->values);
	*s = (struct db_stmt){0};
}

/* Why the last statement could not be begun, for callers that ask for no more than the code. */
static int refused;

struct db_stmt *db_begin(struct db *db, enum db_query q, struct err *err)
{
	struct db_stmt *s = &db->stmts[q];
	if (s->is_active) {
		ERR(err, ERR_INTERNAL, NULL, "%s is being read", queries[q].name);
		return NULL;
	}
	if ((queries[q].flags & W) && !db->act_id && !db->is_past) {
		ERR(err, ERR_INTERNAL, NULL, "%s outside an act", queries[q].name);
		return NULL;
	}
	refused = s->s ? 0 : keep(db, q, err);
	if (refused)
		return NULL;
	s->db = db;
	s->q = q;
	s->bound = 0;
	s->bind_fault = 0;
	s->bind_hint = 0;
	s->has_row = false;
	sqlite3_clear_bindings(s->s);
	return s;
}

/* The parameter's number, or 0 with the fault noted. */
static int parameter(struct db_stmt *s, const char *name)
{
	if (!s)
		return 0;
	for (int k = 0; k < s->param_count; k++) {
		int i = (s->bind_hint + k) % s->param_count;
		if (i >= 64 || strcmp(s->params[i], name) != 0)
			continue;
		s->bind_hint = i + 1;
		s->bound |= 1ULL << i;
		return i + 1;
	}
	s->bind_fault = SQLITE_RANGE;
	return 0;
}

static void note(struct db_stmt *s, int rc)
{
	if (rc != SQLITE_OK)
		s->bind_fault = rc;
}

static void keep_value(struct db_stmt *s, int i, const struct db_bound *v)
{
	if (s->values) {
		s->values[i - 1].type = v->type;
		s->values[i - 1].number = v->number;
		s->values[i - 1].text = v->text;
	}
}

void db_bind_int(struct db_stmt *s, const char *name, int64_t v)
{
	int i = parameter(s, name);
	if (!i)
		return;
	note(s, sqlite3_bind_int64(s->s, i, v));
	keep_value(s, i, &(struct db_bound){.type = DB_BOUND_NUMBER, .number = v});
}

static void bind_null(struct db_stmt *s, int i)
{
	note(s, sqlite3_bind_null(s->s, i));
	keep_value(s, i, &(struct db_bound){0});
}

void db_bind_null(struct db_stmt *s, const char *name)
{
	int i = parameter(s, name);
	if (i)
		bind_null(s, i);
}

void db_bind_id(struct db_stmt *s, const char *name, int64_t id)
{
	if (id)
		db_bind_int(s, name, id);
	else
		db_bind_null(s, name);
}

void db_bind_text(struct db_stmt *s, const char *name, const char *text)
{
	int i = parameter(s, name);
	if (!i)
		return;
	note(s, sqlite3_bind_text(s->s, i, text, -1, SQLITE_STATIC));
	keep_value(s, i,
		&(struct db_bound){.type = text ? DB_BOUND_TEXT : DB_BOUND_NULL, .text = text});
}

void db_bind_blob(struct db_stmt *s, const char *name, const void *data, size_t n)
{
	int i = parameter(s, name);
	if (i)
		note(s, sqlite3_bind_blob64(s->s, i, data ? data : "", n, SQLITE_STATIC));
}

void db_bind_date(struct db_stmt *s, const char *name, struct date d)
{
	char near[DATE_TEXT];
	int i = parameter(s, name);
	if (!i)
		return;
	if (!date_is_set(d)) {
		bind_null(s, i);
		return;
	}
	char *text = date_to_iso(d, s->values ? s->values[i - 1].date : near);
	note(s, sqlite3_bind_text(s->s, i, text, -1, s->values ? SQLITE_STATIC : SQLITE_TRANSIENT));
	keep_value(s, i, &(struct db_bound){.type = DB_BOUND_TEXT, .text = text});
}

void db_reset(struct db_stmt *s)
{
	if (!s || !s->s)
		return;
	sqlite3_reset(s->s);
	s->is_active = false;
	s->has_row = false;
}

static int check_bound(struct db_stmt *s, struct err *err)
{
	int n = s->param_count;
	uint64_t all = n >= 64 ? ~0ULL : (1ULL << n) - 1;
	if (s->bind_fault == SQLITE_NOMEM)
		return ERR_OOM(err);
	if (s->bind_fault || s->bound != all)
		return ERR(err, ERR_INTERNAL, NULL, "%s: a parameter is unknown or unbound",
			queries[s->q].name);
	return 0;
}

int db_step(struct db_stmt *s, struct err *err)
{
	if (!s)
		return err && err->code ? (int)err->code : refused ? refused : ERR_INTERNAL;
	if (!s->is_active) {
		int r = check_bound(s, err);
		if (r)
			return r;
	}
	s->is_active = true;
	int rc = sqlite3_step(s->s);
	s->has_row = rc == SQLITE_ROW;
	if (rc == SQLITE_ROW)
		return 1;
	int r = rc == SQLITE_DONE ? 0 : DB_ERR(s->db, rc, err);
	db_reset(s);
	return !r && s->kept && s->db->is_bulk ? db_bulk_keep(s, err) : r;
}

int db_run(struct db_stmt *s, struct err *err)
{
	int r;
	while ((r = db_step(s, err)) == 1)
		;
	return r;
}

/* A column that is not there is a programming error: the statement and its reader disagree. */
static int column(struct db_stmt *s, const char *name)
{
	assert(s->has_row);
	int n = s->column_count;
	for (int k = 0; k < n; k++) {
		int i = (s->hint + k) % n;
		if (strcmp(s->columns[i], name) == 0) {
			s->hint = i + 1;
			return i;
		}
	}
	assert(!"no such column");
	abort();
}

int64_t db_int(struct db_stmt *s, const char *name)
{
	return sqlite3_column_int64(s->s, column(s, name));
}

bool db_is_null(struct db_stmt *s, const char *name)
{
	return sqlite3_column_type(s->s, column(s, name)) == SQLITE_NULL;
}

const char *db_text(struct db_stmt *s, const char *name)
{
	return (const char *)sqlite3_column_text(s->s, column(s, name));
}

const void *db_blob(struct db_stmt *s, const char *name, size_t *ret_n)
{
	int i = column(s, name);
	const void *data = sqlite3_column_blob(s->s, i);
	*ret_n = (size_t)sqlite3_column_bytes(s->s, i);
	return data;
}

struct date db_date(struct db_stmt *s, const char *name)
{
	struct date d = {0};
	date_from_iso(db_text(s, name), true, &d);
	return d;
}

int db_number(struct db_stmt *s, int64_t none, int64_t *ret, struct err *err)
{
	int r = db_step(s, err);
	if (r < 0)
		return r;
	*ret = r ? sqlite3_column_int64(s->s, 0) : none;
	db_reset(s);
	return 0;
}

int db_read_ids(struct db_stmt *s, int64_t **ret, size_t *ret_n, struct err *err)
{
	VEC(int64_t) ids = {0};
	int r;
	while ((r = db_step(s, err)) == 1) {
		int64_t id = db_int(s, "id");
		if (!VEC_PUSH(&ids, id)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	if (r) {
		VEC_DONE(&ids);
		return r;
	}
	*ret = ids.v;
	*ret_n = ids.n;
	return 0;
}

static int explain(struct db *db, enum db_query q,
	int (*fault)(void *ctx, const char *query, const char *text), void *ctx, struct err *err)
{
	sqlite3_stmt *s;
	char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", queries[q].sql);
	if (!sql)
		return ERR_OOM(err);
	int rc = sqlite3_prepare_v2(db->h, sql, -1, &s, NULL), r = 0;
	sqlite3_free(sql);
	if (rc != SQLITE_OK)
		return DB_ERR(db, rc, err);
	while (!r && sqlite3_step(s) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 3);
		/* a SCAN along an index stops early at a LIMIT; of a bare table, a view's rows or
		 * json it must be meant */
		if (!strncmp(text, "SCAN ", 5) && !(queries[q].flags & S) &&
			strcmp(text, "SCAN CONSTANT ROW") != 0 &&
			!(strstr(text, " USING ") && strstr(queries[q].sql, " LIMIT ")))
			r = fault(ctx, queries[q].name, text);
	}
	sqlite3_finalize(s);
	return r;
}

int db_check_queries(struct db *db, int (*fault)(void *ctx, const char *query, const char *text),
	void *ctx, struct err *err)
{
	for (int q = 0; q < DBQ_COUNT; q++) {
		sqlite3_stmt *s;
		struct err e;
		int r = 0;
		if (prepare(db, (enum db_query)q, &s, &e))
			r = fault(ctx, queries[q].name, e.detail);
		else {
			if (!sqlite3_stmt_readonly(s) != !!(queries[q].flags & W))
				r = fault(
					ctx, queries[q].name, "reads or writes other than it says");
			for (int i = 1; !r && i <= sqlite3_bind_parameter_count(s); i++)
				if (!sqlite3_bind_parameter_name(s, i))
					r = fault(
						ctx, queries[q].name, "a parameter without a name");
			sqlite3_finalize(s);
			if (!r)
				r = explain(db, (enum db_query)q, fault, ctx, err);
		}
		if (r)
			return r;
	}
	return 0;
}
