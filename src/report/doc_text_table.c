/* Tables in a text: as wide as their words need, the widest columns giving first. */
#include "report/doc_text.h"
#include "report/doc_walk.h"

#include "base/mem.h"
#include "viet/text.h"

#include <string.h>

enum { COLUMNS_MAX = 64 };

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
		out_repeat(o, o->m->across, l->width[c] + 2);
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
			size_t skip, n = out_line_break(rest[c], l->width[c] - pad, &skip);
			CLEANUP_FREE char *line = mem_strndup(rest[c], n);
			int align = is_head				? 0
				    : t->columns[c].align == DOC_RIGHT	? 1
				    : t->columns[c].align == DOC_CENTRE ? 0
									: -1;
			strbuf_add(o->b, o->m->down);
			out_repeat(o, " ", 1 + pad);
			out_put(o, line ? line : "", l->width[c] - pad, align);
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
	out_put(o, text, inner, -1);
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
		out_put(o, group ? group : "", w, 0);
		strbuf_addc(o->b, ' ');
		c = end;
	}
	strbuf_add(o->b, o->m->down);
	strbuf_addc(o->b, '\n');
}

static void put_head(struct out *o, const struct layout *l, const struct doc_table *t)
{
	const char *rest[COLUMNS_MAX];
	const struct out_marks *m = o->m;
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
int out_table(struct out *o, const struct doc_table *t, struct err *err)
{
	const struct out_marks *m = o->m;
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
