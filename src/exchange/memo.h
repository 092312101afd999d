/* What was looked up once: a text and the number found for it. */
#ifndef TN_EXCHANGE_MEMO_H
#define TN_EXCHANGE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct memo {
	struct memo_entry {
		char *key; /* NULL: free */
		size_t len;
		int64_t value;
	} * v;
	size_t n, cap;
};

void memo_done(struct memo *m);
bool memo_get(const struct memo *m, const void *key, size_t len, int64_t *ret);
/* A key that is not there yet. false without memory. */
bool memo_put(struct memo *m, const void *key, size_t len, int64_t value);

#endif
