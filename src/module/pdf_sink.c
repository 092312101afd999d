/* The way of a PDF to its file. Cairo 1.16 sets no language: it is put into the catalog, the last object of the file,
 * after which only the table of places and the place of that table follow. */
#include "module/pdf_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CATALOG	  "<< /Type /Catalog\n"
#define STARTXREF "startxref\n"

struct pdf_sink {
	int (*put)(void *ctx, const unsigned char *data, unsigned n);
	void *ctx;
	char lang[32]; /* the line to be put in */
	bool has_seen; /* the catalog has passed: the rest is held back */
	struct strbuf held;
};

struct pdf_sink *pdf_sink_new(
	const char *lang, int (*put)(void *ctx, const unsigned char *data, unsigned n), void *ctx)
{
	struct pdf_sink *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	s->put = put;
	s->ctx = ctx;
	snprintf(s->lang, sizeof s->lang, "   /Lang (%s)\n",
		lang && strcmp(lang, "en") == 0 ? "en-US" : "vi-VN");
	return s;
}

static cairo_status_t pass(struct pdf_sink *s, const char *data, size_t n)
{
	return n == 0 || s->put(s->ctx, (const unsigned char *)data, (unsigned)n) == 0
		       ? CAIRO_STATUS_SUCCESS
		       : CAIRO_STATUS_WRITE_ERROR;
}

static char *find(const struct strbuf *b, const char *what)
{
	return b->len ? memmem(b->s, b->len, what, strlen(what)) : NULL;
}

/* All but what may be the beginning of a catalog goes on. */
cairo_status_t pdf_sink_write(void *sink, const unsigned char *data, unsigned n)
{
	struct pdf_sink *s = sink;
	if (!n)
		return CAIRO_STATUS_SUCCESS;
	strbuf_addn(&s->held, (const char *)data, n);
	if (s->held.failed)
		return CAIRO_STATUS_NO_MEMORY;
	if (s->has_seen)
		return CAIRO_STATUS_SUCCESS;
	char *at = find(&s->held, CATALOG);
	size_t keep = strlen(CATALOG) - 1, go = at ? (size_t)(at - s->held.s) + strlen(CATALOG)
						: s->held.len > keep ? s->held.len - keep
								     : 0;
	cairo_status_t r = pass(s, s->held.s, go);
	memmove(s->held.s, s->held.s + go, s->held.len - go + 1);
	s->held.len -= go;
	s->has_seen = at != NULL;
	return r || !at ? r : pass(s, s->lang, strlen(s->lang));
}

/* The table of places has moved by as much as was put in before it. */
cairo_status_t pdf_sink_end(struct pdf_sink *s)
{
	char *at = s->has_seen ? find(&s->held, STARTXREF) : NULL, *end;
	if (!at)
		return pass(s, s->held.s, s->held.len);
	at += strlen(STARTXREF);
	unsigned long place = strtoul(at, &end, 10) + strlen(s->lang);
	char text[24];
	snprintf(text, sizeof text, "%lu", place);
	cairo_status_t r = pass(s, s->held.s, (size_t)(at - s->held.s));
	if (!r)
		r = pass(s, text, strlen(text));
	return r ? r : pass(s, end, s->held.len - (size_t)(end - s->held.s));
}

void pdf_sink_free(struct pdf_sink *s)
{
	if (!s)
		return;
	strbuf_done(&s->held);
	free(s);
}
