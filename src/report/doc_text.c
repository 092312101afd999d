/* A document as text: box drawing or ASCII, by cells and never by bytes. */
#include "report/doc.h"

#include "base/mem.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <string.h>

struct marks {
	const char *across, *down, *cross, *top, *bottom, *left, *right;
	const char *corner[4]; /* upper left, upper right, lower left, lower right */
	const char *bar, *rest;
};

static const struct marks boxes = {
	"─", "│", "┼", "┬", "┴", "├", "┤", {"┌", "┐", "└", "┘"}, "█", "░"};
static const struct marks plain = {
	"-", "|", "+", "+", "+", "+", "+", {"+", "+", "+", "+"}, "#", "."};

struct out {
	struct strbuf *b;
	const struct marks *m;
	int width;
	bool ascii;
};

static void repeat(struct out *o, const char *s, int n)
{
	while (n-- > 0)
		strbuf_add(o->b, s);
}

static void put(struct out *o, const char *s, int cells, int align)
{
	struct strbuf safe = {0};
	text_safe(&safe, s, strlen(s), false, o->ascii);
	o->b->failed |= safe.failed;
	text_pad(o->b, strbuf_str(&safe), cells, align, o->ascii);
	strbuf_done(&safe);
}

/* Bytes of s that stand on the next line of `cells`; *ret_skip: blanks to pass over after it. */
static size_t line_break(const char *s, int cells, size_t *ret_skip)
{
	int w;
	size_t fit = text_fit(s, cells, &w), at = fit;
	*ret_skip = 0;
	if (!s[fit])
		return fit;
	while (at > 0 && s[at] != ' ')
		at--;
	if (!at) /* one word longer than the line is cut */
		return fit ? fit : strlen(s);
	*ret_skip = 1;
	return at;
}

static void paragraph(struct out *o, const char *text, int indent, int align)
{
	const char *s = text;
	while (*s) {
		size_t skip, n = line_break(s, o->width - indent, &skip);
		CLEANUP_FREE char *line = mem_strndup(s, n);
		if (!line) {
			o->b->failed = true;
			return;
		}
		if (align == 0) {
			put(o, line, o->width, 0);
			while (o->b->len && o->b->s[o->b->len - 1] == ' ')
				o->b->s[--o->b->len] = '\0';
		} else {
			repeat(o, " ", indent);
			put(o, line, text_cells(line), -1);
		}
		strbuf_addc(o->b, '\n');
		s += n + skip;
	}
}

/* ---- tables ---------------------------------------------------------------------------------------- */

enum { COLUMNS_MAX = 32 };

struct layout {
	int width[COLUMNS_MAX];
	size_t n;
	bool has_groups;
};

static int longest_word(const char *s)
{
	int longest = 0;
	while (*s) {
		const char *end = strchr(s, ' ');
		size_t n = end ? (size_t)(end - s) : strlen(s);
		char word[256];
		size_t k = n < sizeof word - 1 ? n : sizeof word - 1;
		memcpy(word, s, k);
		word[k] = '\0';
		int w = text_cells(word);
		longest = w > longest ? w : longest;
		s += n + (end ? 1 : 0);
	}
	return longest;
}

static void widths_of(const struct doc_table *t, size_t c, int *ret_least, int *ret_full)
{
	const char *title = t->columns[c].title ? t->columns[c].title : "";
	int least = longest_word(title), full = least;
	for (size_t r = 0; r < t->row_count; r++) {
		const char *text = t->rows[r].cells[c].text;
		if (!text || (t->rows[r].is_group && c == 0))
			continue;
		int all = text_cells(text) + t->rows[r].indent;
		int word = t->columns[c].weight ? longest_word(text) : all;
		least = word > least ? word : least;
		full = all > full ? all : full;
	}
	*ret_least = least > 0 ? least : 1;
	*ret_full = full > 0 ? full : 1;
}

static void shrink(struct layout *l, const int *least, int over)
{
	while (over > 0) {
		size_t widest = l->n;
		for (size_t c = 0; c < l->n; c++)
			if (l->width[c] > least[c] &&
				(widest == l->n || l->width[c] > l->width[widest]))
				widest = c;
		if (widest == l->n)
			return; /* wider than the page: the line is longer */
		l->width[widest]--;
		over--;
	}
}

/* The columns below a common head are at least as wide as it; returns the column behind them. */
static size_t widen_group(struct layout *l, const struct doc_table *t, size_t c)
{
	const char *group = t->columns[c].group;
	size_t end = c + 1;
	int w = l->width[c];
	for (; group && end < l->n && t->columns[end].group &&
		!strcmp(group, t->columns[end].group);
		end++)
		w += 3 + l->width[end];
	if (group && text_cells(group) > w)
		l->width[c] += text_cells(group) - w;
	return end;
}

static struct layout lay_out(const struct doc_table *t, int width)
{
	struct layout l = {.n = t->column_count < COLUMNS_MAX ? t->column_count : COLUMNS_MAX};
	int least[COLUMNS_MAX], sum = 1;
	for (size_t c = 0; c < l.n; c++) {
		widths_of(t, c, &least[c], &l.width[c]);
		sum += l.width[c] + 3;
		l.has_groups |= t->columns[c].group != NULL;
	}
	shrink(&l, least, sum - width);
	for (size_t c = 0; l.has_groups && c < l.n;)
		c = widen_group(&l, t, c);
	return l;
}

static void rule(
	struct out *o, const struct layout *l, const char *left, const char *mid, const char *right)
{
	strbuf_add(o->b, left);
	for (size_t c = 0; c < l->n; c++) {
		repeat(o, o->m->across, l->width[c] + 2);
		strbuf_add(o->b, c + 1 < l->n ? mid : right);
	}
	strbuf_addc(o->b, '\n');
}

/* One row, as many lines as its longest cell needs. `text(c)` is rest[c], moved along. */
static void put_row(struct out *o, const struct layout *l, const struct doc_table *t,
	const char *rest[COLUMNS_MAX], int indent, bool is_head)
{
	bool more = true;
	while (more) {
		more = false;
		for (size_t c = 0; c < l->n; c++) {
			int pad = c == 0 ? indent : 0;
			size_t skip, n = line_break(rest[c], l->width[c] - pad, &skip);
			CLEANUP_FREE char *line = mem_strndup(rest[c], n);
			int align = is_head				? 0
				    : t->columns[c].align == DOC_RIGHT	? 1
				    : t->columns[c].align == DOC_CENTRE ? 0
									: -1;
			strbuf_add(o->b, o->m->down);
			repeat(o, " ", 1 + pad);
			put(o, line ? line : "", l->width[c] - pad, align);
			strbuf_addc(o->b, ' ');
			o->b->failed |= !line;
			rest[c] += n + skip;
			more |= *rest[c] != '\0';
		}
		strbuf_add(o->b, o->m->down);
		strbuf_addc(o->b, '\n');
	}
}

static void put_wide(struct out *o, const struct layout *l, const char *text)
{
	int inner = -3;
	for (size_t c = 0; c < l->n; c++)
		inner += l->width[c] + 3;
	strbuf_add(o->b, o->m->down);
	strbuf_addc(o->b, ' ');
	put(o, text, inner, -1);
	strbuf_addc(o->b, ' ');
	strbuf_add(o->b, o->m->down);
	strbuf_addc(o->b, '\n');
}

/* The line of heads above several columns. */
static void put_groups(struct out *o, const struct layout *l, const struct doc_table *t)
{
	for (size_t c = 0; c < l->n;) {
		const char *group = t->columns[c].group;
		int w = l->width[c];
		size_t end = c + 1;
		for (; group && end < l->n && t->columns[end].group &&
			!strcmp(group, t->columns[end].group);
			end++)
			w += 3 + l->width[end];
		strbuf_add(o->b, o->m->down);
		strbuf_addc(o->b, ' ');
		put(o, group ? group : "", w, 0);
		strbuf_addc(o->b, ' ');
		c = end;
	}
	strbuf_add(o->b, o->m->down);
	strbuf_addc(o->b, '\n');
}

static void table(struct out *o, const struct doc_table *t)
{
	const char *rest[COLUMNS_MAX];
	struct layout l = lay_out(t, o->width);
	const struct marks *m = o->m;
	rule(o, &l, m->corner[0], m->top, m->corner[1]);
	if (l.has_groups)
		put_groups(o, &l, t);
	for (size_t c = 0; c < l.n; c++)
		rest[c] = t->columns[c].title ? t->columns[c].title : "";
	put_row(o, &l, t, rest, 0, true);
	rule(o, &l, m->left, m->cross, m->right);
	for (size_t r = 0; r < t->row_count; r++) {
		const struct doc_row *row = &t->rows[r];
		if (row->is_total && r)
			rule(o, &l, m->left, m->cross, m->right);
		if (row->is_group) {
			put_wide(o, &l, row->cells[0].text ? row->cells[0].text : "");
			continue;
		}
		for (size_t c = 0; c < l.n; c++)
			rest[c] = row->cells[c].text ? row->cells[c].text : "";
		put_row(o, &l, t, rest, row->indent, false);
		if (row->is_total && r == 0 && t->row_count > 1)
			rule(o, &l, m->left, m->cross, m->right);
	}
	rule(o, &l, m->corner[2], m->bottom, m->corner[3]);
}

static void chart(struct out *o, const struct doc_chart *ch)
{
	long most = 1;
	int label = 0;
	for (size_t i = 0; i < ch->bar_count; i++) {
		const struct doc_bar *b = &ch->bars[i];
		most = b->value > most ? b->value : most;
		most = b->target > most ? b->target : most;
		label = text_cells(b->label) > label ? text_cells(b->label) : label;
	}
	paragraph(o, ch->title ? ch->title : "", 0, -1);
	int room = o->width - label - 24;
	for (size_t i = 0; i < ch->bar_count; i++) {
		const struct doc_bar *b = &ch->bars[i];
		char n[WORDING_MAX];
		int full = (int)((b->value * room + most / 2) / most);
		int rest = b->target > b->value ? (int)((b->target * room + most / 2) / most) - full
						: 0;
		strbuf_add(o->b, "  ");
		put(o, b->label, label, -1);
		strbuf_addc(o->b, ' ');
		repeat(o, o->m->bar, full);
		repeat(o, o->m->rest, rest);
		strbuf_addf(o->b, " %s", wording_number(b->value, n));
		if (b->target >= 0)
			strbuf_addf(o->b, "/%s", wording_number(b->target, n));
		strbuf_addc(o->b, '\n');
	}
	if (ch->target_name) {
		strbuf_addf(o->b, "  %s ", o->m->bar);
		put(o, ch->value_name, text_cells(ch->value_name), -1);
		strbuf_addf(o->b, "   %s ", o->m->rest);
		put(o, ch->target_name, text_cells(ch->target_name), -1);
		strbuf_addc(o->b, '\n');
	}
}

/* ---- head and foot ----------------------------------------------------------------------------------- */

static void two_blocks(struct out *o, const char *left, const char *right)
{
	int half = o->width / 2;
	put(o, left ? left : "", half, 0);
	put(o, right ? right : "", o->width - half, 0);
	while (o->b->len && o->b->s[o->b->len - 1] == ' ')
		o->b->s[--o->b->len] = '\0';
	strbuf_addc(o->b, '\n');
}

static void head(struct out *o, const struct doc *d)
{
	const struct doc_letterhead *h = &d->head;
	if (h->body || h->motto) {
		if (h->superior) {
			two_blocks(o, h->superior, h->motto);
			two_blocks(o, h->body, "-----");
		} else {
			two_blocks(o, h->body, h->motto);
		}
		two_blocks(o, "*", h->place_date);
		if (h->number)
			two_blocks(o, h->number, NULL);
		strbuf_addc(o->b, '\n');
	}
	paragraph(o, d->kind ? d->kind : "", 0, 0);
	paragraph(o, d->title ? d->title : "", 0, 0);
	paragraph(o, d->subtitle ? d->subtitle : "", 0, 0);
	paragraph(o, "-----", 0, 0);
}

static void foot(struct out *o, const struct doc *d)
{
	const struct doc_letterhead *h = &d->head;
	strbuf_addc(o->b, '\n');
	if (h->on_behalf) {
		two_blocks(o, NULL, h->on_behalf);
		two_blocks(o, NULL, h->office_held);
		repeat(o, "\n", 3);
		two_blocks(o, NULL, h->signer);
	}
	for (size_t i = 0; i < h->copy_count; i++)
		paragraph(o, h->copies[i], 0, -1);
	if (d->printed_by)
		paragraph(o, d->printed_by, 0, -1);
}

int doc_write_text(const struct doc *d, const struct doc_text_options *options, struct strbuf *b,
	struct err *err)
{
	struct out o = {.b = b,
		.m = options->ascii ? &plain : &boxes,
		.ascii = options->ascii,
		.width = options->width < 60 ? 60 : options->width};
	if (d->failed)
		return ERR_OOM(err);
	head(&o, d);
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *block = &d->blocks[i];
		strbuf_addc(b, '\n');
		if (block->kind == DOC_TABLE)
			table(&o, &block->table);
		else if (block->kind == DOC_CHART)
			chart(&o, &block->chart);
		else
			paragraph(&o, block->text ? block->text : "",
				block->kind == DOC_NOTE ? 2 : 0, -1);
	}
	foot(&o, d);
	return b->failed ? ERR_OOM(err) : 0;
}
