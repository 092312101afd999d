/* What a Word file says, as a document: so that the same paper can be printed, previewed and written as text. */
#include "module/word_part.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct doc *d;
	struct err *err;
	bool has_body; /* kind and title are over */
};

int word_read(const char *file, struct doc *ret, struct err *err);

/* ---- paragraphs ------------------------------------------------------------------------------------- */

struct shape {
	bool is_centred, is_right, is_heading, is_note, is_bold;
};

static bool is_on(const xmlNode *looks, const char *name)
{
	char value[16];
	const xmlNode *n = looks ? word_child(looks, name) : NULL;
	if (!n)
		return false;
	word_attr(n, "val", value, sizeof value);
	return strcmp(value, "0") != 0 && strcmp(value, "false") != 0;
}

/* Is every run that says something bold? */
static bool all_bold(xmlNode *paragraph)
{
	bool any = false;
	for (xmlNode *n = paragraph; n; n = word_next(n, paragraph)) {
		struct strbuf text = {0};
		if (!word_is(n, "r"))
			continue;
		word_text(n, &text);
		bool says = text.len > 0;
		strbuf_done(&text);
		if (says && !is_on(word_child(n, "rPr"), "b"))
			return false;
		any |= says;
	}
	return any;
}

static struct shape shape_of(xmlNode *paragraph)
{
	static const char *const middle[] = {"ReportKind", "Title", "Subtitle", "Letterhead"};
	char style[40] = "", align[16] = "";
	const xmlNode *looks = word_child(paragraph, "pPr");
	const xmlNode *s = looks ? word_child(looks, "pStyle") : NULL;
	const xmlNode *jc = looks ? word_child(looks, "jc") : NULL;
	struct shape ret = {.is_bold = all_bold(paragraph)};
	if (s)
		word_attr(s, "val", style, sizeof style);
	if (jc)
		word_attr(jc, "val", align, sizeof align);
	for (size_t i = 0; !jc && i < sizeof middle / sizeof *middle; i++)
		ret.is_centred |= strcmp(style, middle[i]) == 0;
	ret.is_centred |= strcmp(align, "center") == 0;
	ret.is_right = strcmp(align, "right") == 0 || strcmp(align, "end") == 0;
	ret.is_heading = strncmp(style, "Heading", 7) == 0;
	ret.is_note = strcmp(style, "Note") == 0;
	return ret;
}

/* The lines above the first that is not in the middle: what it is, and about what. */
static bool take_title(struct reading *r, const struct shape *s, const char *text)
{
	struct doc *d = r->d;
	if (r->has_body)
		return false;
	if (s->is_right && !d->kind) {
		free(d->form);
		d->form = doc_dup(d, text);
		return true;
	}
	if (!s->is_centred)
		return false;
	if (!d->kind)
		d->kind = doc_dup(d, text);
	else if (!d->title)
		d->title = doc_dup(d, text);
	else if (strspn(text, "-_*") == strlen(text))
		r->has_body = true; /* the line under the title */
	else if (!d->subtitle)
		d->subtitle = doc_dup(d, text);
	else
		return false;
	return true;
}

static void put_paragraph(struct reading *r, xmlNode *paragraph)
{
	struct shape s = shape_of(paragraph);
	struct strbuf text = {0};
	word_text(paragraph, &text);
	const char *t = strbuf_str(&text);
	if (!*t || take_title(r, &s, t)) {
		strbuf_done(&text);
		return;
	}
	r->has_body = true;
	if (s.is_centred)
		doc_centred(r->d, "%s", t);
	else if (s.is_heading || s.is_bold)
		doc_heading(r->d, 1, "%s", t);
	else if (s.is_note)
		doc_note(r->d, "%s", t);
	else
		doc_paragraph(r->d, "%s", t);
	strbuf_done(&text);
}

/* ---- head and foot ---------------------------------------------------------------------------------- */

enum { LINES_MAX = 24 };
struct lines {
	char *v[LINES_MAX];
	bool is_bold[LINES_MAX];
	int n;
};

static int take_lines(xmlNode *cell, struct lines *l, struct err *err)
{
	for (xmlNode *n = cell; n; n = word_next(n, cell)) {
		struct strbuf text = {0};
		if (!word_is(n, "p"))
			continue;
		word_text(n, &text);
		char *copy = text.len && l->n < LINES_MAX ? mem_strdup(strbuf_str(&text)) : NULL;
		bool is_lost = text.len && l->n < LINES_MAX && !copy;
		strbuf_done(&text);
		if (is_lost)
			return ERR_OOM(err);
		if (copy) {
			l->is_bold[l->n] = all_bold(n);
			l->v[l->n++] = copy;
		}
	}
	return 0;
}

static void lines_done(struct lines *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->v[i]);
	l->n = 0;
}

/* Superior, body (bold), "*", number; motto and the day. */
static void put_head(struct doc *d, const struct lines *left, const struct lines *right)
{
	struct doc_letterhead *h = &d->head;
	int star = 0;
	while (star < left->n && strcmp(left->v[star], "*") != 0)
		star++;
	for (int i = 0; i < star; i++) {
		bool is_body = left->is_bold[i] || (i == star - 1 && !h->body);
		char **to = is_body ? &h->body : &h->superior;
		char *more = *to ? mem_printf("%s %s", *to, left->v[i]) : mem_strdup(left->v[i]);
		d->failed |= !more;
		free(*to);
		*to = more;
	}
	if (star + 1 < left->n)
		h->number = doc_dup(d, left->v[star + 1]);
	if (right->n)
		h->motto = doc_dup(d, right->v[0]);
	if (right->n > 1)
		h->place_date = doc_dup(d, right->v[right->n - 1]);
}

static int put_foot(
	struct doc *d, const struct lines *left, const struct lines *right, struct err *err)
{
	struct doc_letterhead *h = &d->head;
	h->copies = left->n ? mem_alloc((size_t)left->n * sizeof *h->copies) : NULL;
	if (left->n && !h->copies)
		return ERR_OOM(err);
	for (int i = 0; i < left->n; i++)
		h->copies[h->copy_count++] = doc_dup(d, left->v[i]);
	if (right->n)
		h->on_behalf = doc_dup(d, right->v[0]);
	if (right->n > 1)
		h->office_held = doc_dup(d, right->v[1]);
	if (right->n > 2)
		h->signer = doc_dup(d, right->v[right->n - 1]);
	return 0;
}

/* ---- tables ----------------------------------------------------------------------------------------- */

static int count(const xmlNode *n, const char *name)
{
	int k = 0;
	for (const xmlNode *c = n->children; c; c = c->next)
		k += word_is(c, name);
	return k;
}

static bool is_two_blocks(const xmlNode *table)
{
	const xmlNode *row = word_child(table, "tr");
	return count(table, "tr") == 1 && row && count(row, "tc") == 2;
}

static void put_row(struct reading *r, struct doc_table *t, const xmlNode *row, bool is_head)
{
	size_t column = 0, most = is_head ? 20 : t->column_count;
	if (!is_head)
		doc_table_row(r->d, t);
	for (xmlNode *c = row->children; c && column < most; c = c->next) {
		struct strbuf text = {0};
		if (!word_is(c, "tc"))
			continue;
		word_text(c, &text);
		if (is_head)
			doc_table_column(r->d, t, NULL, strbuf_str(&text),
				strcmp(strbuf_str(&text), "STT") == 0 ? DOC_CENTRE : DOC_LEFT,
				strcmp(strbuf_str(&text), "STT") == 0 ? 0 : 1);
		else
			doc_cell(r->d, t, column, 0, "%s", strbuf_str(&text));
		strbuf_done(&text);
		column++;
	}
}

static void put_table(struct reading *r, const xmlNode *table)
{
	struct doc_table *t = doc_table(r->d, "table");
	bool is_head = true;
	for (const xmlNode *c = table->children; c && t && !r->d->failed; c = c->next)
		if (word_is(c, "tr")) {
			put_row(r, t, c, is_head);
			is_head = false;
		}
}

/* Two blocks side by side above the title are the letterhead, as the last table the signature. */
static int take_table(struct reading *r, const xmlNode *table, bool is_last)
{
	struct lines left = {0}, right = {0};
	bool is_head = !r->has_body && !r->d->kind && !r->d->head.body;
	if (!is_two_blocks(table) || (!is_head && !is_last)) {
		r->has_body = true;
		put_table(r, table);
		return 0;
	}
	xmlNode *first = word_child(word_child(table, "tr"), "tc"), *second = first->next;
	while (!word_is(second, "tc"))
		second = second->next;
	int k = take_lines(first, &left, r->err);
	if (!k)
		k = take_lines(second, &right, r->err);
	if (!k && is_head)
		put_head(r->d, &left, &right);
	else if (!k)
		k = put_foot(r->d, &left, &right, r->err);
	lines_done(&left);
	lines_done(&right);
	return k;
}

/* ---- the file --------------------------------------------------------------------------------------- */

static const xmlNode *last_table(const xmlNode *body)
{
	const xmlNode *last = NULL;
	for (const xmlNode *n = body->children; n; n = n->next)
		if (word_is(n, "tbl"))
			last = n;
	return last;
}

static int read_body(struct reading *r, const xmlNode *body)
{
	const xmlNode *last = last_table(body);
	int k = 0;
	for (xmlNode *n = body->children; !k && n; n = n->next) {
		if (word_is(n, "p"))
			put_paragraph(r, n);
		else if (word_is(n, "tbl"))
			k = take_table(r, n, n == last);
	}
	return k ? k : r->d->failed ? ERR_OOM(r->err) : 0;
}

int word_read(const char *file, struct doc *ret, struct err *err)
{
	struct doc d = {0};
	struct reading reading = {.d = &d, .err = err};
	struct zip *z;
	xmlDocPtr xml = NULL;
	int r = word_open(file, ZIP_RDONLY, &z, err);
	if (r)
		return r;
	zip_int64_t i = zip_name_locate(z, "word/document.xml", 0);
	r = i < 0 ? word_bad("word/document.xml", err) : word_parse(z, (zip_uint64_t)i, &xml, err);
	zip_discard(z);
	if (r)
		return r;
	const xmlNode *body = word_child(xmlDocGetRootElement(xml), "body");
	r = body ? read_body(&reading, body) : word_bad("w:body", err);
	xmlFreeDoc(xml);
	d.lang = doc_dup(&d, "vi");
	if (!r && d.failed)
		r = ERR_OOM(err);
	if (r)
		doc_done(&d);
	else
		*ret = d;
	return r;
}
