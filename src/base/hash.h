/* A short number for a long text: the same everywhere and for good, never against somebody who wants it equal. */
#ifndef TN_BASE_HASH_H
#define TN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a, 64 bits. It is kept in files (what tasks were reckoned by, whose an event of a calendar is): it stays. */
uint64_t hash_bytes(const void *bytes, size_t n);

#endif
