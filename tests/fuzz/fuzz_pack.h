/* Parts as text, each behind a line "#### NAME", become a package whose parts are stored: so that the bytes that change
 * are those of the XML, not of what packs it. What begins with PK is taken as it is. */
#ifndef TN_TESTS_FUZZ_PACK_H
#define TN_TESTS_FUZZ_PACK_H

#include "base/strbuf.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

static inline void pack_number(struct strbuf *b, unsigned long v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		strbuf_addc(b, (char)(v >> 8 * i & 0xFF));
}

/* What an entry's two heads have in common. */
static inline void pack_head(struct strbuf *b, size_t name, const char *data, size_t n)
{
	pack_number(b, 20, 2);
	pack_number(b, 0, 4);
	pack_number(b, 33UL << 16, 4);
	pack_number(b, crc32(0, (const Bytef *)data, (uInt)n), 4);
	pack_number(b, n, 4);
	pack_number(b, n, 4);
	pack_number(b, name, 2);
	pack_number(b, 0, 2);
}

static inline void pack_entry(struct strbuf *zip, struct strbuf *central, const char *name,
	size_t name_n, const char *data, size_t n)
{
	size_t at = zip->len;
	strbuf_addn(zip, "PK\3\4", 4);
	pack_head(zip, name_n, data, n);
	strbuf_addn(zip, name, name_n);
	strbuf_addn(zip, data, n);
	strbuf_addn(central, "PK\1\2\24\0", 6);
	pack_head(central, name_n, data, n);
	pack_number(central, 0, 6);
	pack_number(central, 0, 4);
	pack_number(central, at, 4);
	strbuf_addn(central, name, name_n);
}

static inline void pack_parts(const char *s, size_t n, struct strbuf *ret)
{
	struct strbuf central = {0};
	const char *end = s + n, *at = n >= 5 && memcmp(s, "#### ", 5) == 0 ? s + 5 : NULL;
	unsigned long count = 0;
	if (!at) {
		strbuf_addn(ret, s, n);
		return;
	}
	while (at && count < 50) {
		const char *line = memchr(at, '\n', (size_t)(end - at));
		if (!line)
			break;
		const char *next = memmem(line, (size_t)(end - line), "\n#### ", 6);
		const char *to = next ? next : end;
		pack_entry(ret, &central, at, (size_t)(line - at), line + 1,
			to > line ? (size_t)(to - line) - 1 : 0);
		count++;
		at = next ? next + 6 : NULL;
	}
	size_t from = ret->len;
	strbuf_addn(ret, strbuf_str(&central), central.len);
	strbuf_addn(ret, "PK\5\6\0\0\0\0", 8);
	pack_number(ret, count, 2);
	pack_number(ret, count, 2);
	pack_number(ret, central.len, 4);
	pack_number(ret, from, 4);
	pack_number(ret, 0, 2);
	strbuf_done(&central);
}

#endif
