/* A document as text: box drawing or ASCII, by cells and never by bytes. */
#include "report/doc_save.h"
#include "report/doc_walk.h"

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
	const struct doc *d;
	struct doc_sink *sink;
	struct strbuf *b; /* the sink's */
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

struct widths {
	int least[COLUMNS_MAX], full[COLUMNS_MAX];
};

static void take_width(struct widths *w, size_t c, int least, int full)
{
	w->least[c] = least > w->least[c] ? least : w->least[c];
	w->full[c] = full > w->full[c] ? full : w->full[c];
}

static void measure_row(
	struct widths *w, const struct doc_table *t, size_t n, const struct doc_row *row)
{
	for (size_t c = 0; c < n; c++) {
		const char *text = row->cells[c].text;
		if (!text || (row->is_group && c == 0))
			continue;
		int all = text_cells(text) + row->indent;
		take_width(w, c, t->columns[c].weight ? longest_word(text) : all, all);
	}
}

static int measure(
	struct out *o, const struct doc_table *t, size_t n, struct widths *w, struct err *err)
{
	struct doc_walk walk;
	const struct doc_row *row;
	*w = (struct widths){0};
	for (size_t c = 0; c < n; c++) {
		int word = longest_word(t->columns[c].title ? t->columns[c].title : "");
		take_width(w, c, word > 0 ? word : 1, word > 0 ? word : 1);
	}
	int r = doc_walk_begin(&walk, o->d, t, DOC_MEASURE, err);
	while (!r && (r = doc_walk_next(&walk, &row, err)) == 1) {
		measure_row(w, t, n, row);
		r = 0;
	}
	return r;
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

static int lay_out(struct out *o, const struct doc_table *t, struct layout *ret, struct err *err)
{
	struct layout l = {.n = t->column_count < COLUMNS_MAX ? t->column_count : COLUMNS_MAX};
	struct widths w;
	int sum = 1, r = measure(o, t, l.n, &w, err);
	for (size_t c = 0; c < l.n; c++) {
		l.width[c] = w.full[c];
		sum += l.width[c] + 3;
		l.has_groups |= t->columns[c].group != NULL;
	}
	shrink(&l, w.least, sum - o->width);
	for (size_t c = 0; l.has_groups && c < l.n;)
		c = widen_group(&l, t, c);
	*ret = l;
	return r;
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

static void put_head(struct out *o, const struct layout *l, const struct doc_table *t)
{
	const char *rest[COLUMNS_MAX];
	const struct marks *m = o->m;
	rule(o, l, m->corner[0], m->top, m->corner[1]);
	if (l->has_groups)
		put_groups(o, l, t);
	for (size_t c = 0; c < l->n; c++)
		rest[c] = t->columns[c].title ? t->columns[c].title : "";
	put_row(o, l, t, rest, 0, true);
	rule(o, l, m->left, m->cross, m->right);
}

static void put_body_row(
	struct out *o, const struct layout *l, const struct doc_table *t, const struct doc_row *row)
{
	const char *rest[COLUMNS_MAX];
	if (row->is_group) {
		put_wide(o, l, row->cells[0].text ? row->cells[0].text : "");
		return;
	}
	for (size_t c = 0; c < l->n; c++)
		rest[c] = row->cells[c].text ? row->cells[c].text : "";
	put_row(o, l, t, rest, row->indent, false);
}

/* A total is set off from the rows before it, or after it where it is the first one. */
static int table(struct out *o, const struct doc_table *t, struct err *err)
{
	const struct marks *m = o->m;
	const struct doc_row *row;
	struct doc_walk walk;
	struct layout l;
	bool total_is_first = false;
	int r = lay_out(o, t, &l, err);
	if (!r)
		r = doc_walk_begin(&walk, o->d, t, DOC_WRITE, err);
	if (r)
		return r;
	put_head(o, &l, t);
	while (!r && (r = doc_walk_next(&walk, &row, err)) == 1) {
		if (walk.given > 1 && (row->is_total || total_is_first))
			rule(o, &l, m->left, m->cross, m->right);
		total_is_first = walk.given == 1 && row->is_total && !row->is_group;
		put_body_row(o, &l, t, row);
		r = doc_sink_drain(o->sink, err);
	}
	rule(o, &l, m->corner[2], m->bottom, m->corner[3]);
	return r;
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

struct job {
	const struct doc *d;
	const struct doc_text_options *options;
};

static int write_doc(void *ctx, struct doc_sink *sink, struct err *err)
{
	const struct job *job = ctx;
	const struct doc *d = job->d;
	int r = 0;
	struct out o = {.d = d,
		.sink = sink,
		.b = sink->text,
		.m = job->options->ascii ? &plain : &boxes,
		.ascii = job->options->ascii,
		.width = job->options->width < 60 ? 60 : job->options->width};
	head(&o, d);
	for (size_t i = 0; !r && i < d->block_count; i++) {
		const struct doc_block *block = &d->blocks[i];
		strbuf_addc(o.b, '\n');
		if (block->kind == DOC_TABLE)
			r = table(&o, &block->table, err);
		else if (block->kind == DOC_CHART)
			chart(&o, &block->chart);
		else
			paragraph(&o, block->text ? block->text : "",
				block->kind == DOC_NOTE ? 2 : 0, -1);
	}
	foot(&o, d);
	return !r && o.b->failed ? ERR_OOM(err) : r;
}

int doc_write_text(const struct doc *d, const struct doc_text_options *options, struct strbuf *b,
	struct err *err)
{
	if (d->failed)
		return ERR_OOM(err);
	return write_doc(&(struct job){d, options}, &(struct doc_sink){.text = b}, err);
}

int doc_save_text(const struct doc *d, const struct doc_text_options *options, const char *path,
	struct err *err)
{
	const struct doc_target t = doc_target(d, path);
	if (d->failed)
		return ERR_OOM(err);
	return doc_save_text_by(&t, write_doc, &(struct job){d, options}, err);
}
