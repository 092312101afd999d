#include "db/dump.h"

#include "db/conn.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

#define OWN_TABLES                                                                                 \
	"FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "

/* A statement whose one parameter, if it has one, is `arg`. */
static sqlite3_stmt *prepare(
	struct db *db, const char *sql, const char *arg, int *r, struct err *err)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->h, sql, -1, &s, NULL);
	if (rc == SQLITE_OK && arg)
		rc = sqlite3_bind_text(s, 1, arg, -1, SQLITE_TRANSIENT);
	*r = rc == SQLITE_OK ? 0 : DB_ERR(db, rc, err);
	return s;
}

/* 1: a row, 0: the end. */
static int step(struct db *db, sqlite3_stmt *s, struct err *err)
{
	int rc = sqlite3_step(s);
	return rc == SQLITE_ROW ? 1 : rc == SQLITE_DONE ? 0 : DB_ERR(db, rc, err);
}

static char *text(sqlite3_stmt *s, int i)
{
	const char *t = (const char *)sqlite3_column_text(s, i);
	return mem_strdup(t ? t : "");
}

/* ---- the schema ------------------------------------------------------------------------------------- */

static int read_columns(struct db *db, struct db_dump_table *t, struct err *err)
{
	size_t cap = 0;
	int r;
	sqlite3_stmt *s = prepare(db,
		"SELECT name, type, \"notnull\" OR pk FROM pragma_table_info (:table, 'main') "
		"ORDER BY cid",
		t->name, &r, err);
	while (!r && (r = step(db, s, err)) == 1) {
		struct db_dump_column c = {
			text(s, 0), text(s, 1), .is_needed = sqlite3_column_int(s, 2) != 0};
		r = 0;
		if (!c.name || !c.type ||
			!vec_room((void **)&t->columns, t->column_count, &cap, sizeof c)) {
			free(c.name);
			free(c.type);
			r = ERR_OOM(err);
		} else {
			t->columns[t->column_count++] = c;
		}
	}
	sqlite3_finalize(s);
	return r;
}

static int read_references(struct db *db, struct db_dump_table *t, struct err *err)
{
	int r;
	sqlite3_stmt *s = prepare(db,
		"SELECT \"from\", \"table\", ifnull (\"to\", 'id') FROM pragma_foreign_key_list "
		"(:table, 'main')",
		t->name, &r, err);
	while (!r && (r = step(db, s, err)) == 1) {
		const char *from = (const char *)sqlite3_column_text(s, 0);
		r = 0;
		for (size_t i = 0; !r && i < t->column_count; i++) {
			struct db_dump_column *c = &t->columns[i];
			if (strcmp(c->name, from) != 0 || c->of_table)
				continue;
			c->of_table = text(s, 1);
			c->of_column = text(s, 2);
			r = c->of_table && c->of_column ? 0 : ERR_OOM(err);
		}
	}
	sqlite3_finalize(s);
	return r;
}

static int count_rows(struct db *db, struct db_dump_table *t, struct err *err)
{
	int r;
	char *sql = sqlite3_mprintf("SELECT count (*) FROM main.\"%w\"", t->name);
	if (!sql)
		return ERR_OOM(err);
	sqlite3_stmt *s = prepare(db, sql, NULL, &r, err);
	sqlite3_free(sql);
	if (!r && (r = step(db, s, err)) == 1) {
		t->rows = sqlite3_column_int64(s, 0);
		r = 0;
	}
	sqlite3_finalize(s);
	return r;
}

void db_dump_tables_done(struct db_dump_table *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t c = 0; c < list[i].column_count; c++) {
			free(list[i].columns[c].name);
			free(list[i].columns[c].type);
			free(list[i].columns[c].of_table);
			free(list[i].columns[c].of_column);
		}
		free(list[i].columns);
		free(list[i].name);
	}
	free(list);
}

int db_dump_tables(struct db *db, struct db_dump_table **ret, size_t *ret_n, struct err *err)
{
	VEC(struct db_dump_table) list = {0};
	int r;
	sqlite3_stmt *s = prepare(db, "SELECT name " OWN_TABLES "ORDER BY rowid", NULL, &r, err);
	while (!r && (r = step(db, s, err)) == 1) {
		struct db_dump_table t = {.name = text(s, 0)};
		r = t.name && VEC_PUSH(&list, t) ? 0 : ERR_OOM(err);
		if (r)
			free(t.name);
	}
	sqlite3_finalize(s);
	VEC_EACH (t, &list) {
		if (!r)
			r = read_columns(db, t, err);
		if (!r)
			r = read_references(db, t, err);
		if (!r)
			r = count_rows(db, t, err);
	}
	if (r) {
		db_dump_tables_done(list.v, list.n);
		return r;
	}
	*ret = list.v;
	*ret_n = list.n;
	return 0;
}

int db_dump_schema(struct db *db, bool triggers, int (*each)(void *ctx, const char *sql), void *ctx,
	struct err *err)
{
	int r;
	/* tables before what stands on them */
	sqlite3_stmt *s = prepare(db,
		triggers
			? "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
			: "SELECT sql FROM main.sqlite_schema WHERE type IN ('table', 'index', "
			  "'view') "
			  "AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
			  "ORDER BY type <> 'table', type, rowid",
		NULL, &r, err);
	while (!r && (r = step(db, s, err)) == 1)
		r = each(ctx, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return r;
}

/* ---- rows ------------------------------------------------------------------------------------------- */

struct db_dump {
	struct db *db;
	sqlite3_stmt *s;
};

int db_dump_open(
	struct db *db, const struct db_dump_table *t, struct db_dump **ret, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf sql = {0};
	struct db_dump *d = mem_alloc(sizeof *d);
	int r = d ? 0 : ERR_OOM(err);
	strbuf_add(&sql, "SELECT ");
	for (size_t i = 0; i <= t->column_count; i++) {
		bool is_end = i == t->column_count;
		char *name = sqlite3_mprintf(is_end ? " FROM main.\"%w\""
					     : i    ? ", \"%w\""
						    : "\"%w\"",
			is_end ? t->name : t->columns[i].name);
		strbuf_add(&sql, name ? name : "");
		sql.failed |= !name;
		sqlite3_free(name);
	}
	if (!r && sql.failed)
		r = ERR_OOM(err);
	if (!r) {
		d->db = db;
		d->s = prepare(db, strbuf_str(&sql), NULL, &r, err);
	}
	if (r) {
		db_dump_close(d);
		return r;
	}
	*ret = d;
	return 0;
}

int db_dump_next(struct db_dump *d, struct err *err)
{
	return step(d->db, d->s, err);
}

enum db_value db_dump_value(struct db_dump *d, size_t column, const char **ret, size_t *ret_n)
{
	int i = (int)column, type = sqlite3_column_type(d->s, i);
	bool is_blob = type == SQLITE_BLOB;
	*ret = is_blob ? sqlite3_column_blob(d->s, i) : (const char *)sqlite3_column_text(d->s, i);
	*ret_n = (size_t)sqlite3_column_bytes(d->s, i);
	if (!*ret)
		*ret = "";
	return type == SQLITE_NULL   ? DB_NULL
	       : is_blob	     ? DB_BLOB
	       : type == SQLITE_TEXT ? DB_TEXT
				     : DB_NUMBER;
}

void db_dump_close(struct db_dump *d)
{
	if (!d)
		return;
	sqlite3_finalize(d->s);
	free(d);
}
