#include "report/keep_bytes.h"

#include "base/mem.h"

#include <string.h>

enum { LENGTH = 4, NUMBER = 8 };
#define NO_TEXT UINT32_C(0xFFFFFFFF)

/* ---- writing ------------------------------------------------------------------------------------------ */

static void put(struct strbuf *out, uint64_t n, size_t bytes)
{
	char b[NUMBER];
	for (size_t i = 0; i < bytes; i++)
		b[i] = (char)(unsigned char)(n >> 8 * i);
	strbuf_addn(out, b, bytes);
}

size_t keep_begin(struct strbuf *out, char tag)
{
	size_t begun = out->len;
	strbuf_addc(out, tag);
	put(out, 0, LENGTH);
	return begun;
}

void keep_end(struct strbuf *out, size_t begun)
{
	if (out->failed)
		return;
	size_t n = out->len - begun - 1 - LENGTH;
	if (n >= NO_TEXT) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < LENGTH; i++)
		out->s[begun + 1 + i] = (char)(unsigned char)(n >> 8 * i);
}

void keep_number(struct strbuf *out, int64_t n)
{
	put(out, (uint64_t)n, NUMBER);
}

void keep_text(struct strbuf *out, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	put(out, s ? n : NO_TEXT, LENGTH);
	if (s)
		strbuf_addn(out, s, n);
}

void keep_text_record(struct strbuf *out, char tag, const char *s)
{
	if (!s)
		return;
	size_t begun = keep_begin(out, tag);
	keep_text(out, s);
	keep_end(out, begun);
}

/* ---- reading ------------------------------------------------------------------------------------------ */

struct keep_reader keep_read(const void *data, size_t n)
{
	const unsigned char *p = data;
	return (struct keep_reader){.at = p, .end = p ? p + n : p};
}

static uint64_t get(struct keep_reader *r, size_t bytes)
{
	uint64_t n = 0;
	if (r->failed || (size_t)(r->end - r->at) < bytes) {
		r->failed = true;
		return 0;
	}
	for (size_t i = 0; i < bytes; i++)
		n |= (uint64_t)r->at[i] << 8 * i;
	r->at += bytes;
	return n;
}

bool keep_next(struct keep_reader *r, char *ret_tag, struct keep_reader *ret_body)
{
	if (r->failed || r->at == r->end)
		return false;
	char tag = (char)*r->at++;
	size_t n = (size_t)get(r, LENGTH);
	if (r->failed || (size_t)(r->end - r->at) < n) {
		r->failed = true;
		return false;
	}
	*ret_tag = tag;
	*ret_body = (struct keep_reader){.at = r->at, .end = r->at + n};
	r->at += n;
	return true;
}

int64_t keep_take_number(struct keep_reader *r)
{
	return (int64_t)get(r, NUMBER);
}

int64_t keep_take_within(struct keep_reader *r, int64_t least, int64_t most)
{
	int64_t n = keep_take_number(r);
	if (!r->failed && n >= least && n <= most)
		return n;
	r->failed = true;
	return least;
}

char *keep_take_text(struct keep_reader *r)
{
	size_t n = (size_t)get(r, LENGTH);
	if (r->failed || n == NO_TEXT)
		return NULL;
	/* a text has no end within */
	if ((size_t)(r->end - r->at) < n || memchr(r->at, 0, n)) {
		r->failed = true;
		return NULL;
	}
	char *s = mem_strndup((const char *)r->at, n);
	r->failed = !s;
	r->at += n;
	return s;
}
