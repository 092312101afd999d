/* The file beside a DBF that holds its long texts. Nothing in it is followed: a memo is a place and a length, and both are
 * held against the bytes there are. */
#ifndef TN_MODULE_MEMO_IN_H
#define TN_MODULE_MEMO_IN_H

#include <stdbool.h>
#include <stddef.h>

struct memo_file {
	enum memo_kind { MEMO_NONE, MEMO_DBASE3, MEMO_DBASE4, MEMO_FOXPRO } kind;
	const char *bytes;
	size_t size;
	size_t block; /* bytes of a block */
};

/* `version`: first byte of the DBF. Without bytes, or with a head that cannot be, MEMO_NONE. */
struct memo_file memo_open(unsigned char version, const char *bytes, size_t size);
/* The text that begins at block `at`. false: there is none; *ret NULL where it is no text (a picture). */
bool memo_text(const struct memo_file *m, size_t at, const char **ret, size_t *ret_n);

#endif
