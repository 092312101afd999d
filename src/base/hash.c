#include "base/hash.h"

uint64_t hash_bytes(const void *bytes, size_t n)
{
	const unsigned char *b = bytes;
	uint64_t h = 0xcbf29ce484222325U;
	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * 0x100000001b3U;
	return h;
}
