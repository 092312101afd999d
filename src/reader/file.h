/* The bytes of a file, and those of the memos that stand beside a DBF, as one. */
#ifndef TN_READER_FILE_H
#define TN_READER_FILE_H

#include "base/err.h"

#include <stddef.h>

/* "-": standard input. With the memos behind it where there are some (file_memo). ERR_NOT_FOUND, ERR_IO, ERR_NOMEM;
 * ERR_LIMIT "unpacked" beyond `max`. Ownership to the caller. */
int file_load(const char *path, size_t max, char **ret, size_t *ret_n, struct err *err);
/* Where the memos begin, and how many bytes they are; returns the bytes of the DBF itself. *ret_memo NULL: none. */
size_t file_memo(const char *bytes, size_t n, const char **ret_memo, size_t *ret_memo_n);

#endif
