/* What the files of this folder share about a connection. */
#ifndef TN_DB_CONN_H
#define TN_DB_CONN_H

#include "db/db.h"

#include "base/vec.h"
#include "db/embed.h"

#include <sqlite3.h>

#define DB_APPLICATION_ID 0x74616F6E /* "taon" */

/* What was bound, of a statement whose new row a large batch keeps in the audit (bulk.c). */
struct db_bound {
	enum { DB_BOUND_NULL, DB_BOUND_NUMBER, DB_BOUND_TEXT } type;
	int64_t number;
	const char *text;
	char date[DATE_TEXT];
	int order; /* of the audit's columns by number: their parameters */
};

/* A table with the columns that the audit keeps of it. */
struct db_kept {
	const char *table;
	const char *const *columns;
	size_t n;
};

struct db_stmt {
	struct db *db;
	sqlite3_stmt *s;
	enum db_query q;
	uint64_t bound; /* parameters that were bound, by number */
	int bind_fault; /* a parameter the statement lacks, or memory */
	bool is_active; /* stepped and not yet at its end */
	bool has_row;
	int hint, bind_hint; /* columns and parameters are mostly asked for in their order */
	/* copies: SQLite's own go when it prepares the statement anew for a changed schema */
	const char **params, **columns;
	int param_count, column_count;
	const struct db_kept *kept; /* db_bulk_table */
	struct db_bound *values;
	bool has_order; /* of the values in the audit: found when first asked for */
};

struct db {
	sqlite3 *h;
	char *path, *backup, *scratch; /* scratch: private copy to unlink at close */
	unsigned flags;
	int version;
	struct db_stmt stmts[DBQ_COUNT];
	int64_t act_id; /* of the open act, 0: none */
	char act_uid[DB_UID_MAX];
	char *actor, *act, *reason;
	int read_depth;
	bool is_past; /* db_past_begin */
	struct date known;
	bool is_bulk;
	VEC(char *) dropped; /* by db_bulk_begin: how it is made again */
	char *record;	     /* of the audit, as it is written */
	size_t record_room;
	int64_t act_saw; /* db_data_version of the act that is open, 0: not asked yet */
	sqlite3_stmt *version_of;
	bool is_new;	      /* this opening made the file */
	int checkpoint_fault; /* SQLite code of a checkpoint that failed since the last act began */
	bool (*stop)(void *ctx);
	void *stop_ctx;
	struct {
		void *thing;
		void (*done)(void *thing);
	} kept[DB_PLACES];
};

/* SQLite's last error of this connection as ours: extended codes to code and field. */
int db_error(struct db *db, int rc, struct err *err, const char *file, int line);
#define DB_ERR(db, rc, err) db_error((db), (rc), (err), __FILE__, __LINE__)
/* Finalized, its copies freed. */
void db_stmt_done(struct db_stmt *s);
/* The table into which the statement inserts, if it is one whose audit rows a large batch writes itself; else NULL. */
const struct db_kept *db_bulk_table(const char *sql);
/* The act is over: nothing is dropped any more. */
void db_bulk_forget(struct db *db);
/* Keeps the row that the statement has inserted in the audit, as its trigger would. */
int db_bulk_keep(struct db_stmt *s, struct err *err);
/* Parts of a record of the audit: written to where there is room, the place behind them is returned. */
#define DB_RECORD_ROOM(n) (6 * (n) + 24)
char *db_record_text(char *to, const char *s, size_t n);
char *db_record_number(char *to, int64_t v);
/* The function audit_json of the audit triggers. */
int db_audit_json_register(sqlite3 *h);
/* One statement without rows or parameters, from this folder only. */
int db_exec(struct db *db, const char *sql, struct err *err);

/* Brings the schema to version `to` (0: the newest), each step in a transaction of its own. Fails, with
 * the file as it was, for a file that is foreign or newer. */
int db_migrate(struct db *db, int to, struct err *err);
int db_newest_version(void);
int db_user_version(struct db *db, int *ret, struct err *err);
/* For tests: another chain than the embedded one; NULL returns to it. */
void db_migrate_use(const struct embedded *chain, unsigned count);

#endif
