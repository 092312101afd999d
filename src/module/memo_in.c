#include "module/memo_in.h"

#include <stdint.h>
#include <string.h>

enum { DBASE_BLOCK = 512, HEAD = 512, MEMO_HEAD = 8 };

static size_t number(const char *p, int bytes, bool is_big)
{
	const unsigned char *b = (const unsigned char *)p;
	size_t v = 0;
	for (int i = 0; i < bytes; i++)
		v = v << 8 | b[is_big ? i : bytes - 1 - i];
	return v;
}

struct memo_file memo_open(unsigned char version, const char *bytes, size_t size)
{
	struct memo_file m = {.bytes = bytes, .size = size};
	if (!bytes || size < HEAD)
		return m;
	if (version == 0x83) {
		m.kind = MEMO_DBASE3;
		m.block = DBASE_BLOCK;
	} else if (version == 0x8B || version == 0xCB) {
		m.kind = MEMO_DBASE4;
		m.block = number(bytes + 20, 2, false);
		m.block = m.block ? m.block : DBASE_BLOCK;
	} else {
		m.kind = MEMO_FOXPRO;
		m.block = number(bytes + 6, 2, true);
		m.block = m.block ? m.block : 1; /* SET BLOCKSIZE TO 0 */
	}
	return m;
}

/* dBase III says no length: the text ends at its mark. */
static bool dbase3_text(const struct memo_file *m, size_t from, const char **ret, size_t *ret_n)
{
	const char *end = memchr(m->bytes + from, 0x1A, m->size - from);
	*ret = m->bytes + from;
	*ret_n = end ? (size_t)(end - *ret) : 0;
	return end != NULL;
}

bool memo_text(const struct memo_file *m, size_t at, const char **ret, size_t *ret_n)
{
	/* never within the head; blocks beyond the end are no blocks */
	if (!m->kind || !at || at > m->size / m->block || at * m->block < HEAD / 2 ||
		m->size - at * m->block < MEMO_HEAD)
		return false;
	size_t from = at * m->block, n;
	const char *p = m->bytes + from;
	if (m->kind == MEMO_DBASE3)
		return dbase3_text(m, from, ret, ret_n);
	if (m->kind == MEMO_DBASE4) {
		n = number(p + 4, 4, false);
		if (memcmp(p, "\xFF\xFF\x08\x00", 4) != 0 || n < MEMO_HEAD)
			return false;
		n -= MEMO_HEAD;
	} else {
		n = number(p + 4, 4, true);
	}
	if (n > m->size - from - MEMO_HEAD)
		return false;
	bool is_text = m->kind == MEMO_DBASE4 || number(p, 4, true) == 1;
	*ret = is_text ? p + MEMO_HEAD : NULL;
	*ret_n = is_text ? n : 0;
	return true;
}
