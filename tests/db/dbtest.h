/* What the tests of this folder share: a folder of their own, files as bytes, raw SQL. */
#ifndef TN_TESTS_DB_DBTEST_H
#define TN_TESTS_DB_DBTEST_H

#include "db/conn.h"

#include <stddef.h>

/* cmocka's fixtures: makes a folder of this test, and removes it with what it holds. */
int dbtest_setup(void **state);
int dbtest_teardown(void **state);
/* A path in it; valid until the next but seven. */
const char *dbtest_path(const char *name);
/* How many files it holds whose names begin so. */
int dbtest_count(const char *prefix);

struct bytes {
	unsigned char *data;
	size_t n;
};
struct bytes bytes_read(const char *path);
void bytes_write(const char *path, const void *data, size_t n);
/* Fails the test if the file is not these bytes; frees them. */
void bytes_same(struct bytes *b, const char *path);

/* Opens or fails the test. */
struct db *dbtest_open(const char *path, unsigned flags);
/* One statement or several of any kind on the connection; the result code. */
int dbtest_sql(struct db *db, const char *sql);
/* First column of the first row; -1 if there is none. */
int64_t dbtest_number(struct db *db, const char *sql);
/* An act that adds a setting; its result. */
int dbtest_put(struct db *db, const char *uid, const char *key, const char *value, struct err *err);

#endif
