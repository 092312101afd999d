/* Every table of the file as it stands, for whoever goes on without this program: tables and columns are those that the
 * schema has, so that none is forgotten. The caller keeps the data still (db_read_begin). */
#ifndef TN_DB_DUMP_H
#define TN_DB_DUMP_H

#include "db/db.h"

struct db_dump_column {
	char *name, *type;
	bool is_needed;		    /* never NULL */
	char *of_table, *of_column; /* what it refers to; NULL: nothing */
};

struct db_dump_table {
	char *name;
	struct db_dump_column *columns;
	size_t column_count;
	int64_t rows;
};

/* In the order in which the schema made them; the array is the caller's (db_dump_tables_done). */
int db_dump_tables(struct db *db, struct db_dump_table **ret, size_t *ret_n, struct err *err);
void db_dump_tables_done(struct db_dump_table *list, size_t n);
/* The statements that make the schema anew, each without its ";": tables, indexes and views; or the triggers, which
 * call functions that only this program has. */
int db_dump_schema(struct db *db, bool triggers, int (*each)(void *ctx, const char *sql), void *ctx,
	struct err *err);

enum db_value { DB_NULL, DB_NUMBER, DB_TEXT, DB_BLOB };
struct db_dump;
int db_dump_open(
	struct db *db, const struct db_dump_table *t, struct db_dump **ret, struct err *err);
/* 1: a row; 0: no more. */
int db_dump_next(struct db_dump *d, struct err *err);
/* A value of the row: its bytes, a number as text; valid until the next row. */
enum db_value db_dump_value(struct db_dump *d, size_t column, const char **ret, size_t *ret_n);
void db_dump_close(struct db_dump *d);

#endif
