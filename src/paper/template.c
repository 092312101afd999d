#include "paper/template.h"

#include "base/mem.h"
#include "db/embed.h"

#include <stdlib.h>
#include <string.h>

extern const struct embedded paper_templates[];
extern const unsigned paper_templates_count;

const char *template_text(const char *code)
{
	size_t n = strlen(code);
	for (unsigned i = 0; i < paper_templates_count; i++)
		if (strncmp(paper_templates[i].name, code, n) == 0 &&
			strcmp(paper_templates[i].name + n, ".txt") == 0)
			return (const char *)paper_templates[i].data;
	return NULL;
}

struct building {
	const struct template_filler *f;
	struct doc *d;
	struct doc_table *table; /* that the last line belongs to; NULL: none */
	struct err *err;
};

static int filled(struct building *b, const char *text, int person, struct strbuf *ret)
{
	strbuf_clear(ret);
	int r = b->f->fill(b->f->ctx, text, person, ret, b->err);
	return r ? r : ret->failed ? ERR_OOM(b->err) : 0;
}

/* ---- tables ----------------------------------------------------------------------------------------- */

enum { CELLS_MAX = 12 };

/* "| a | b |" → its cells, cut out of `line`. */
static int split(char *line, char *cells[CELLS_MAX])
{
	int n = 0;
	for (char *at = line + 1; n < CELLS_MAX; at++) {
		char *end = strchr(at, '|');
		if (!end)
			break;
		*end = '\0';
		while (*at == ' ')
			at++;
		for (char *last = end; last > at && last[-1] == ' ';)
			*--last = '\0';
		cells[n++] = at;
		at = end;
	}
	return n;
}

static void put_heads(struct building *b, char *const cells[], int n)
{
	b->table = doc_table(b->d, "people");
	for (int i = 0; i < n; i++)
		doc_table_column(b->d, b->table, NULL, cells[i],
			strcmp(cells[i], "STT") == 0 ? DOC_CENTRE : DOC_LEFT,
			strcmp(cells[i], "STT") == 0 ? 0 : 1);
}

static int put_row(struct building *b, char *const cells[], int n, int person)
{
	struct strbuf text = {0};
	int r = 0;
	doc_table_row(b->d, b->table);
	for (int i = 0; !r && i < n; i++) {
		r = filled(b, cells[i], person, &text);
		if (!r)
			doc_cell(b->d, b->table, (size_t)i, 0, "%s", strbuf_str(&text));
	}
	strbuf_done(&text);
	return r;
}

static int table_line(struct building *b, char *line)
{
	char *cells[CELLS_MAX];
	bool is_each = strstr(line, "{{ds_") != NULL;
	int n = split(line, cells), r = 0;
	if (!n)
		return ERR(b->err, ERR_INVALID, "template", "%s", line);
	if (!b->table) {
		put_heads(b, cells, n);
		return 0;
	}
	if (!is_each)
		return put_row(b, cells, n, -1);
	for (int i = 0; !r && i < b->f->people; i++)
		r = put_row(b, cells, n, i);
	return r;
}

/* ---- lines ------------------------------------------------------------------------------------------ */

static int add_copy(struct doc *d, const char *text, struct err *err)
{
	struct doc_letterhead *h = &d->head;
	char **more = mem_resize(h->copies, (h->copy_count + 1) * sizeof *more);
	if (!more)
		return ERR_OOM(err);
	h->copies = more;
	h->copies[h->copy_count] = doc_dup(d, text);
	h->copy_count++;
	return d->failed ? ERR_OOM(err) : 0;
}

static int add_receiver(struct doc *d, const char *text, struct err *err)
{
	int r = d->head.copy_count ? 0 : add_copy(d, "Nơi nhận:", err);
	return r ? r : add_copy(d, text, err);
}

static const char *content(const char *line)
{
	line++;
	return *line == ' ' ? line + 1 : line;
}

static int put_line(struct building *b, char *line)
{
	struct strbuf text = {0};
	int r = 0;
	if (*line == '|')
		return table_line(b, line);
	b->table = NULL;
	if (!*line || *line == '#')
		return 0;
	bool is_marked = strchr("=*>", *line) != NULL;
	r = filled(b, is_marked ? content(line) : line, -1, &text);
	if (r)
		;
	else if (*line == '>')
		r = add_receiver(b->d, strbuf_str(&text), b->err);
	else if (*line == '=')
		doc_centred(b->d, "%s", strbuf_str(&text));
	else if (*line == '*')
		doc_heading(b->d, 1, "%s", strbuf_str(&text));
	else
		doc_paragraph(b->d, "%s", strbuf_str(&text));
	strbuf_done(&text);
	return r;
}

int template_build(
	const char *text, const struct template_filler *f, struct doc *d, struct err *err)
{
	struct building b = {f, d, NULL, err};
	CLEANUP_FREE char *copy = mem_strdup(text);
	int r = copy ? 0 : ERR_OOM(err);
	for (char *line = copy, *next; !r && line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		r = put_line(&b, line);
	}
	return r ? r : d->failed ? ERR_OOM(err) : 0;
}
