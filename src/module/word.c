/* The fields of a Word file, filled in where they stand. */
#include "module/word_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct filling {
	const struct template_filler *f;
	struct err *err;
};

/* ---- a paragraph ------------------------------------------------------------------------------------ */

/* A word processor cuts a text into runs wherever it likes: a field is looked for in all of them together, stands
 * where it began, and goes from the others. */
enum { RUNS_MAX = 512 };
struct runs {
	xmlNode *node[RUNS_MAX]; /* w:t */
	size_t begin[RUNS_MAX + 1];
	int n;
	struct strbuf text;
};

static int take_runs(xmlNode *paragraph, struct runs *r, struct err *err)
{
	for (xmlNode *n = paragraph; n; n = word_next(n, paragraph)) {
		if (!word_is(n, "t"))
			continue;
		if (r->n == RUNS_MAX)
			return word_bad("w:t", err);
		xmlChar *content = xmlNodeGetContent(n);
		r->node[r->n] = n;
		r->begin[r->n++] = r->text.len;
		strbuf_add(&r->text, content ? (const char *)content : "");
		xmlFree(content);
	}
	r->begin[r->n] = r->text.len;
	return r->text.failed ? ERR_OOM(err) : 0;
}

static void set_text(xmlNode *t, const char *s, size_t n)
{
	xmlNodeSetContent(t, NULL);
	xmlNodeAddContentLen(t, (const xmlChar *)s, (int)n);
	xmlSetNsProp(t, xmlSearchNsByHref(t->doc, t, XML_XML_NAMESPACE), (const xmlChar *)"space",
		(const xmlChar *)"preserve");
}

/* What run i shows of the text with every field's value at its beginning. */
static int show_run(struct filling *c, const struct runs *r, int i, int person, struct strbuf *ret)
{
	const char *text = strbuf_str(&r->text);
	size_t at = 0;
	while (at < r->text.len) {
		const char *open = strstr(text + at, "{{"),
			   *close = open ? strstr(open, "}}") : NULL;
		size_t stop = close ? (size_t)(open - text) : r->text.len;
		/* plain text up to the field, as far as it is of this run */
		size_t from = at > r->begin[i] ? at : r->begin[i];
		size_t to = stop < r->begin[i + 1] ? stop : r->begin[i + 1];
		if (from < to)
			strbuf_addn(ret, text + from, to - from);
		if (!close)
			break;
		at = (size_t)(close - text) + 2;
		if (stop < r->begin[i] || stop >= r->begin[i + 1])
			continue;
		char field[80];
		if (at - stop >= sizeof field)
			return word_bad(open, c->err);
		memcpy(field, open, at - stop);
		field[at - stop] = '\0';
		int k = c->f->fill(c->f->ctx, field, person, ret, c->err);
		if (k)
			return k;
	}
	return ret->failed ? ERR_OOM(c->err) : 0;
}

static int fill_paragraph(struct filling *c, xmlNode *paragraph, int person)
{
	struct runs *r = calloc(1, sizeof *r);
	struct strbuf shown = {0};
	int k = r ? take_runs(paragraph, r, c->err) : ERR_OOM(c->err);
	bool has_field = !k && strstr(strbuf_str(&r->text), "{{");
	for (int i = 0; has_field && !k && i < r->n; i++) {
		strbuf_clear(&shown);
		k = show_run(c, r, i, person, &shown);
		if (!k)
			set_text(r->node[i], strbuf_str(&shown), shown.len);
	}
	strbuf_done(&shown);
	if (r)
		strbuf_done(&r->text);
	free(r);
	return k;
}

/* ---- a part ----------------------------------------------------------------------------------------- */

static bool is_of_each(xmlNode *row)
{
	struct strbuf text = {0};
	word_text(row, &text);
	bool is = strstr(strbuf_str(&text), "{{ds_") != NULL;
	strbuf_done(&text);
	return is;
}

/* What follows `n` and all that is in it. */
static xmlNode *after(xmlNode *n, const xmlNode *top)
{
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

/* The rows to be repeated are known before anything is filled in: what a value says is not looked at again. */
enum { ROWS_MAX = 200 };
struct rows {
	xmlNode *v[ROWS_MAX];
	int n;
};

static int find_rows(xmlNode *root, struct rows *rows, struct err *err)
{
	for (xmlNode *n = root, *next; n; n = next) {
		bool is_row = word_is(n, "tr") && is_of_each(n);
		next = is_row ? after(n, root) : word_next(n, root);
		if (is_row && rows->n == ROWS_MAX)
			return word_bad("w:tr", err);
		if (is_row)
			rows->v[rows->n++] = n;
	}
	return 0;
}

static bool is_in(const struct rows *rows, const xmlNode *n)
{
	for (int i = 0; rows && i < rows->n; i++)
		if (rows->v[i] == n)
			return true;
	return false;
}

/* Every paragraph below `top`, but for those in `rows`. */
static int fill_below(struct filling *c, xmlNode *top, const struct rows *rows, int person)
{
	int r = 0;
	for (xmlNode *n = top, *next; !r && n; n = next) {
		bool is_row = is_in(rows, n);
		next = is_row ? after(n, top) : word_next(n, top);
		if (!is_row && word_is(n, "p"))
			r = fill_paragraph(c, n, person);
	}
	return r;
}

/* A copy for each person before the row, which then goes. */
static int repeat(struct filling *c, xmlNode *row)
{
	int r = 0;
	for (int i = 0; !r && i < c->f->people; i++) {
		xmlNode *copy = xmlDocCopyNode(row, row->doc, 1);
		if (!copy)
			return ERR_OOM(c->err);
		xmlAddPrevSibling(row, copy);
		r = fill_below(c, copy, NULL, i);
	}
	xmlUnlinkNode(row);
	xmlFreeNode(row);
	return r;
}

static int fill_part(struct filling *c, xmlNode *root)
{
	struct rows rows = {.n = 0};
	int r = find_rows(root, &rows, c->err);
	if (!r)
		r = fill_below(c, root, &rows, -1);
	for (int i = 0; !r && i < rows.n; i++)
		r = repeat(c, rows.v[i]);
	return r;
}

/* ---- the file --------------------------------------------------------------------------------------- */

static bool has_text(const char *name)
{
	return strcmp(name, "word/document.xml") == 0 || strncmp(name, "word/header", 11) == 0 ||
	       strncmp(name, "word/footer", 11) == 0;
}

static int put_back(struct zip *z, zip_uint64_t index, xmlDocPtr doc, struct err *err)
{
	xmlChar *data = NULL;
	int n = 0;
	xmlDocDumpMemoryEnc(doc, &data, &n, "UTF-8");
	zip_source_t *s = data ? zip_source_buffer(z, data, (zip_uint64_t)n, 1) : NULL;
	if (!s) {
		xmlFree(data);
		return ERR_OOM(err);
	}
	if (zip_file_replace(z, index, s, 0) < 0) {
		zip_source_free(s);
		return ERR_OOM(err);
	}
	return 0;
}

static int fill_parts(struct filling *c, struct zip *z)
{
	bool has_document = false;
	zip_int64_t n = zip_get_num_entries(z, 0);
	int r = 0;
	for (zip_int64_t i = 0; !r && i < n; i++) {
		const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
		xmlDocPtr doc = NULL;
		if (!name || !has_text(name))
			continue;
		has_document |= strcmp(name, "word/document.xml") == 0;
		r = word_parse(z, (zip_uint64_t)i, &doc, c->err);
		if (!r) {
			r = fill_part(c, xmlDocGetRootElement(doc));
			if (!r)
				r = put_back(z, (zip_uint64_t)i, doc, c->err);
			xmlFreeDoc(doc);
		}
	}
	return r || has_document ? r : word_bad("word/document.xml", c->err);
}

static int copy_file(const char *from, const char *to, struct err *err)
{
	char buf[BUFSIZ];
	size_t n;
	FILE *in = fopen(from, "rbe"), *out = in ? fopen(to, "wbe") : NULL;
	bool ok = in && out;
	while (ok && (n = fread(buf, 1, sizeof buf, in)) > 0)
		ok = fwrite(buf, 1, n, out) == n;
	ok = ok && !ferror(in);
	int number = errno;
	if (in)
		fclose(in);
	if (out && fclose(out))
		ok = false;
	return ok ? 0
		  : ERR(err, number == ENOSPC ? ERR_FULL : ERR_IO, "file", "%s: %s", from,
			    strerror(number));
}

static int fill(
	const char *template, const char *file, const struct template_filler *f, struct err *err)
{
	struct filling c = {f, err};
	struct zip *z;
	int r = copy_file(template, file, err);
	if (!r)
		r = word_open(file, 0, &z, err);
	if (r)
		return r;
	r = fill_parts(&c, z);
	if (!r && zip_close(z) == 0)
		return 0;
	if (!r)
		r = ERR(err, ERR_IO, "file", "%s", zip_strerror(z));
	zip_discard(z);
	return r;
}

int word_read(const char *file, struct doc *ret, struct err *err);

__attribute__((visibility("default"))) extern const struct word_module word_module;
const struct word_module word_module = {.fill = fill, .read = word_read};
