#include "module/part_in.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { ENTRIES_MAX = 10000, TELL_EVERY = 1 << 20 };

int part_bad(const char *what, struct err *err)
{
	return ERR(err, ERR_CORRUPT, "file", "%s", what);
}

/* ---- the package ------------------------------------------------------------------------------------ */

int package_open(
	struct package *p, const struct parse_input *in, struct wire_out *out, struct err *err)
{
	zip_error_t why;
	*p = (struct package){.in = in, .out = out};
	if (in->size < 2 || memcmp(in->bytes, "PK", 2) != 0)
		return 0;
	zip_error_init(&why);
	zip_source_t *source = zip_source_buffer_create(in->bytes, in->size, 0, &why);
	if (source)
		p->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
	if (source && !p->zip)
		zip_source_free(source);
	bool oom = zip_error_code_zip(&why) == ZIP_ER_MEMORY;
	zip_error_fini(&why);
	if (!p->zip)
		return oom ? ERR_OOM(err) : part_bad("ZIP", err);
	if (zip_get_num_entries(p->zip, 0) > ENTRIES_MAX) {
		package_close(p);
		return part_bad("ZIP", err);
	}
	return 0;
}

void package_close(struct package *p)
{
	if (p->zip)
		zip_discard(p->zip);
	p->zip = NULL;
}

bool package_has(const struct package *p, const char *name)
{
	return p->zip && zip_name_locate(p->zip, name, ZIP_FL_NOCASE) >= 0;
}

size_t package_size(const struct package *p, const char *name)
{
	zip_stat_t st;
	if (!p->zip || zip_stat(p->zip, name, ZIP_FL_NOCASE, &st) != 0 ||
		!(st.valid & ZIP_STAT_SIZE))
		return 0;
	return st.size > p->in->limits->unpacked ? p->in->limits->unpacked : (size_t)st.size;
}

int package_progress(struct package *p, struct err *err)
{
	if (p->unpacked - p->told < TELL_EVERY)
		return 0;
	p->told = p->unpacked;
	return wire_progress(p->out, p->unpacked, p->total, err);
}

/* ---- bytes of a part -------------------------------------------------------------------------------- */

struct source {
	struct package *package;
	zip_file_t *file; /* NULL: the input itself */
	size_t at;
	bool is_begin;
	struct err *err;
	int r;
};

static long take(struct source *s, char *buf, size_t n)
{
	const struct parse_input *in = s->package->in;
	if (s->file)
		return (long)zip_fread(s->file, buf, n);
	n = n < in->size - s->at ? n : in->size - s->at;
	memcpy(buf, in->bytes + s->at, n);
	s->at += n;
	return (long)n;
}

/* Reading another encoding would load tables from files, which this process may not: it would die of it. */
static bool is_known_encoding(const char *head, size_t n)
{
	static const char *const known[] = {
		"UTF-8", "UTF8", "UTF-16", "ISO-8859-1", "US-ASCII", "ASCII"};
	char text[257];
	n = n < sizeof text - 1 ? n : sizeof text - 1;
	memcpy(text, head, n);
	text[n] = '\0';
	char *end = strstr(text, "?>"), *at = strstr(text, "encoding");
	if (!at || (end && at > end))
		return true;
	at += strcspn(at, "\"'");
	size_t len = *at ? strcspn(at + 1, "\"'") : 0;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i]) == len && strncasecmp(at + 1, known[i], len) == 0)
			return true;
	return false;
}

static int read_bytes(void *ctx, char *buf, int n)
{
	struct source *s = ctx;
	if (s->r || n <= 0)
		return -1;
	long got = take(s, buf, (size_t)n);
	if (got < 0) {
		s->r = part_bad("ZIP", s->err);
		return -1;
	}
	if (s->is_begin && !is_known_encoding(buf, (size_t)got)) {
		s->r = part_bad("encoding", s->err);
		return -1;
	}
	s->is_begin = false;
	s->package->unpacked += (size_t)got;
	if (s->package->unpacked > s->package->in->limits->unpacked) {
		s->r = ERR(s->err, ERR_LIMIT, "unpacked", NULL);
		return -1;
	}
	return (int)got;
}

static int close_bytes(void *ctx)
{
	(void)ctx;
	return 0;
}

/* ---- the parser's calls ----------------------------------------------------------------------------- */

static void stop(struct part *p, int r)
{
	if (!p->r)
		p->r = r;
	xmlStopParser(p->parser);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int spaces, const xmlChar **space, int n, int defaulted, const xmlChar **attributes)
{
	(void)prefix, (void)uri, (void)spaces, (void)space, (void)defaulted;
	struct part *p = ctx;
	if (p->r)
		return;
	p->attributes = attributes;
	p->attribute_count = n;
	int r = p->ops->start(p, (const char *)name, p->err);
	if (r)
		stop(p, r);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)prefix, (void)uri;
	struct part *p = ctx;
	p->attribute_count = 0;
	int r = p->r || !p->ops->end ? 0 : p->ops->end(p, (const char *)name, p->err);
	if (r)
		stop(p, r);
}

static void on_text(void *ctx, const xmlChar *s, int n)
{
	struct part *p = ctx;
	if (!p->takes_text || p->r || n <= 0)
		return;
	/* four times: blanks and marks of runs that are not kept in the end */
	if (p->text.len + (size_t)n > 4 * p->package->in->limits->cell)
		stop(p, ERR(p->err, ERR_LIMIT, "cell", NULL));
	else
		strbuf_addn(&p->text, (const char *)s, (size_t)n);
}

static void on_dtd(void *ctx, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	stop(ctx, part_bad("DTD", ((struct part *)ctx)->err));
}

static void __attribute__((format(printf, 2, 3))) on_fault(void *ctx, const char *format, ...)
{
	(void)ctx, (void)format;
}

static int parse(struct part *p, struct source *s, const char *name)
{
	static xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.internalSubset = on_dtd,
		.error = on_fault,
		.warning = on_fault};
	xmlParserCtxtPtr parser =
		xmlCreateIOParserCtxt(&sax, p, read_bytes, close_bytes, s, XML_CHAR_ENCODING_NONE);
	if (!parser)
		return s->r ? s->r : ERR_OOM(p->err);
	p->parser = parser;
	/* of entities there are only those that XML has by itself: without a DTD no others */
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT);
	xmlParseDocument(parser);
	bool is_well = parser->wellFormed && parser->errNo != XML_ERR_NO_MEMORY;
	bool oom = parser->errNo == XML_ERR_NO_MEMORY || p->text.failed;
	xmlFreeParserCtxt(parser);
	if (s->r) /* it saw the end of the bytes, and why is what counts */
		return s->r;
	if (p->r)
		return p->r;
	if (oom)
		return ERR_OOM(p->err);
	return is_well ? 0 : part_bad(name, p->err);
}

static int open_entry(struct package *p, const char *name, zip_file_t **ret, struct err *err)
{
	zip_stat_t st;
	zip_int64_t index = zip_name_locate(p->zip, name, ZIP_FL_NOCASE);
	if (index < 0 || zip_stat_index(p->zip, (zip_uint64_t)index, 0, &st) != 0)
		return part_bad(name, err);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
		return ERR(err, ERR_INVALID, "file", "ZIP, encrypted");
	*ret = zip_fopen_index(p->zip, (zip_uint64_t)index, 0);
	return *ret ? 0 : part_bad(name, err);
}

int part_read(
	struct package *p, const char *name, const struct part_ops *ops, void *ctx, struct err *err)
{
	struct part part = {.package = p, .ops = ops, .ctx = ctx, .err = err};
	struct source s = {.package = p, .is_begin = true, .err = err};
	int r = p->zip ? open_entry(p, name, &s.file, err) : 0;
	if (!r)
		r = parse(&part, &s, name);
	strbuf_done(&part.text);
	if (s.file)
		zip_fclose(s.file);
	return r;
}

/* ---- attributes ------------------------------------------------------------------------------------- */

bool part_attr(const struct part *p, const char *name, const char **ret, size_t *ret_n)
{
	/* five words each: local name, prefix, URI, first byte, behind the last */
	const xmlChar *const *a = p->attributes;
	for (int i = 0; i < p->attribute_count; i++, a += 5)
		if (strcmp((const char *)a[0], name) == 0) {
			*ret = (const char *)a[3];
			*ret_n = (size_t)(a[4] - a[3]);
			return true;
		}
	return false;
}

static const char *fit(char *buf, size_t size, const char *s, size_t n)
{
	char copy[1024];
	n = n < sizeof copy - 1 ? n : sizeof copy - 1;
	memcpy(copy, s, n);
	copy[n] = '\0';
	str_fit(buf, size, copy);
	return buf;
}

const char *part_attr_text(const struct part *p, const char *name, char *buf, size_t size)
{
	const char *s;
	size_t n;
	buf[0] = '\0';
	return part_attr(p, name, &s, &n) ? fit(buf, size, s, n) : buf;
}

const char *part_attr_from(
	const struct part *p, const char *space, const char *name, char *buf, size_t size)
{
	const xmlChar *const *a = p->attributes;
	buf[0] = '\0';
	for (int i = 0; i < p->attribute_count; i++, a += 5)
		if (strcmp((const char *)a[0], name) == 0 && a[2] &&
			strstr((const char *)a[2], space))
			return fit(buf, size, (const char *)a[3], (size_t)(a[4] - a[3]));
	return buf;
}

bool part_attr_is(const struct part *p, const char *name, const char *value)
{
	const char *s;
	size_t n;
	return part_attr(p, name, &s, &n) && strlen(value) == n && memcmp(s, value, n) == 0;
}

long part_attr_number(const struct part *p, const char *name, long otherwise)
{
	const char *s;
	size_t n;
	long v = 0;
	if (!part_attr(p, name, &s, &n))
		return otherwise;
	if (!n || n > 12)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}
