#include "ui/screens/doc_page.h"

#include "base/mem.h"
#include "core/record.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <string.h>

#define COLUMNS_MAX 24
#define GAP	    2
#define TEXT_ENOUGH 8
#define TEXT_LEAST  4
#define CHART_MAX   40

struct layout {
	size_t n;
	int gap;
	int x[COLUMNS_MAX], width[COLUMNS_MAX];
	bool has_groups;
};

static const char *title_of(const struct doc_table *t, size_t c)
{
	return t->columns[c].title ? t->columns[c].title : "";
}

/* A column of cells says so at its head: the names go without the word. */
static const char *text_of(const struct doc_row *row, size_t c)
{
	return row->cells[c].text ? cell_short_name(row->cells[c].text) : "";
}

/* Bytes of the first line of s in `cells`; *ret_next: where the next line begins. */
static size_t first_line(const char *s, int cells, const char **ret_next)
{
	int used;
	size_t fit = text_fit(s, cells, &used), at = fit;
	if (s[fit])
		while (at > 0 && s[at] != ' ')
			at--;
	if (!at)
		at = fit ? fit : strlen(s);
	*ret_next = s + at + strspn(s + at, " ");
	return at;
}

static int longest_word(const char *s)
{
	int longest = 0;
	while (*s) {
		size_t n = strcspn(s, " ");
		CLEANUP_FREE char *word = mem_strndup(s, n);
		int w = word ? text_cells(word) : 0;
		longest = w > longest ? w : longest;
		s += n + strspn(s + n, " ");
	}
	return longest;
}

/* A column is as wide as its widest figure or the longest word of its title. */
static int natural_width(const struct doc_table *t, size_t c)
{
	int widest = longest_word(title_of(t, c));
	for (size_t r = 0; r < t->row_count; r++) {
		const struct doc_row *row = &t->rows[r];
		int w = text_cells(text_of(row, c)) + (c == 0 ? row->indent * GAP : 0);
		if (!row->is_group && w > widest)
			widest = w;
	}
	return widest;
}

/* The columns from c on that stand under the same head. */
static size_t group_end(const struct doc_table *t, size_t n, size_t c)
{
	const char *group = t->columns[c].group;
	size_t end = c + 1;
	while (group && end < n && t->columns[end].group && !strcmp(t->columns[end].group, group))
		end++;
	return end;
}

static int sum_of(const struct layout *l, size_t from, size_t to, int gap)
{
	int sum = -gap;
	for (size_t c = from; c < to; c++)
		sum += l->width[c] + gap;
	return sum;
}

/* Too wide: the widest texts get less. */
static void shrink(const struct doc_table *t, struct layout *l, int over, int least)
{
	for (; over > 0; over--) {
		size_t widest = l->n;
		for (size_t c = 0; c < l->n; c++)
			if (t->columns[c].align == DOC_LEFT && l->width[c] > least &&
				(widest == l->n || l->width[c] > l->width[widest]))
				widest = c;
		if (widest == l->n)
			return;
		l->width[widest]--;
	}
}

/* Room is left: heads over several columns in full, then titles on one line. */
static void grow(const struct doc_table *t, struct layout *l, int room)
{
	for (size_t c = 0, end; c < l->n; c = end) {
		end = group_end(t, l->n, c);
		int more = t->columns[c].group
				   ? text_cells(t->columns[c].group) - sum_of(l, c, end, l->gap)
				   : 0;
		for (size_t k = c; more > 0 && room > 0;
			k = k + 1 < end ? k + 1 : c, more--, room--)
			l->width[k]++;
	}
	for (size_t c = 0; c < l->n; c++) {
		int more = text_cells(title_of(t, c)) - l->width[c];
		if (more > 0 && more <= room) {
			l->width[c] += more;
			room -= more;
		}
	}
}

static struct layout lay_out(const struct doc_table *t, int cells)
{
	struct layout l = {
		.n = t->column_count < COLUMNS_MAX ? t->column_count : COLUMNS_MAX, .gap = GAP};
	int x = 0;
	for (size_t c = 0; c < l.n; c++) {
		l.width[c] = natural_width(t, c);
		l.has_groups |= t->columns[c].group != NULL;
	}
	if (sum_of(&l, 0, l.n, l.gap) > cells)
		l.gap = 1;
	shrink(t, &l, sum_of(&l, 0, l.n, l.gap) - cells, TEXT_ENOUGH);
	shrink(t, &l, sum_of(&l, 0, l.n, l.gap) - cells, TEXT_LEAST);
	grow(t, &l, cells - sum_of(&l, 0, l.n, l.gap));
	for (size_t c = 0; c < l.n; c++) {
		l.x[c] = x;
		x += l.width[c] + l.gap;
	}
	return l;
}

static int align_of(const struct doc_column *c)
{
	return c->align == DOC_RIGHT ? 1 : c->align == DOC_CENTRE ? 0 : -1;
}

/* ---- the head -------------------------------------------------------------------------------- */

static void add_groups(struct page *p, const struct doc_table *t, const struct layout *l)
{
	page_line(p);
	for (size_t c = 0, end; c < l->n; c = end) {
		const char *group = t->columns[c].group;
		end = group_end(t, l->n, c);
		page_to(p, l->x[c]);
		page_cell(p, STYLE_HEAD, l->x[end - 1] + l->width[end - 1] - l->x[c], 0,
			group ? group : "");
	}
}

/* Titles stand on as many lines as the longest needs, at the bottom of them. */
static int lines_of(const char *s, int cells)
{
	int n = 0;
	for (; *s; n++)
		first_line(s, cells, &s);
	return n;
}

static void add_titles(struct page *p, const struct doc_table *t, const struct layout *l)
{
	const char *rest[COLUMNS_MAX];
	int lines[COLUMNS_MAX], most = 0;
	for (size_t c = 0; c < l->n; c++) {
		rest[c] = title_of(t, c);
		lines[c] = lines_of(rest[c], l->width[c]);
		most = lines[c] > most ? lines[c] : most;
	}
	for (int i = 0; i < most; i++) {
		page_line(p);
		for (size_t c = 0; c < l->n; c++) {
			if (most - i > lines[c])
				continue;
			const char *at = rest[c];
			CLEANUP_FREE char *line =
				mem_strndup(at, first_line(at, l->width[c], &rest[c]));
			page_to(p, l->x[c]);
			page_cell(p, STYLE_HEAD, l->width[c], align_of(&t->columns[c]),
				line ? line : "");
		}
	}
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void add_row(struct page *p, const struct doc_table *t, const struct layout *l,
	const struct doc_row *row, int kind)
{
	page_line(p);
	if (row->is_group) {
		page_text(p, STYLE_HEAD, text_of(row, 0));
		return;
	}
	for (size_t c = 0; c < l->n; c++) {
		const struct doc_cell *cell = &row->cells[c];
		int align = align_of(&t->columns[c]), indent = c == 0 ? row->indent * GAP : 0;
		int cells = l->width[c] - indent;
		const char *text = text_of(row, c);
		if (!*text || cells <= 0)
			continue;
		page_to(p, l->x[c] + indent);
		if (cell->door)
			page_door(p, (struct door){kind, cell->door, 0}, cells, align, text);
		else
			page_cell(
				p, row->is_total ? STYLE_STRONG : STYLE_NORMAL, cells, align, text);
	}
}

static void add_table(struct page *p, const struct doc_table *t, int kind)
{
	struct layout l = lay_out(t, page_width(p));
	if (l.has_groups)
		add_groups(p, t, &l);
	add_titles(p, t, &l);
	page_rule(p);
	for (size_t r = 0; r < t->row_count; r++) {
		const struct doc_row *row = &t->rows[r];
		if (row->is_total && r > 0)
			page_rule(p);
		add_row(p, t, &l, row, kind);
		if (row->is_total && r == 0 && t->row_count > 1)
			page_rule(p);
	}
}

/* ---- charts ---------------------------------------------------------------------------------- */

static void add_chart_bar(
	struct page *p, const struct doc_bar *b, int label, int room, long most, int kind)
{
	char value[WORDING_MAX], target[WORDING_MAX];
	bool has_target = b->target >= 0;
	long longest = b->target > b->value ? b->target : b->value;
	int cells = (int)((longest * room + most - 1) / most);
	page_line(p);
	page_cell(p, STYLE_NORMAL, label, -1, b->label ? b->label : "");
	page_to(p, label + GAP);
	if (cells > 0)
		page_bar(p, cells, b->value, longest);
	page_text(p, STYLE_NORMAL, " ");
	wording_number(b->value, value);
	if (b->door)
		page_door(p, (struct door){kind, b->door, 0}, 0, -1, value);
	else
		page_text(p, STYLE_STRONG, value);
	if (has_target)
		page_textf(p, STYLE_NORMAL, "/%s", wording_number(b->target, target));
}

static void add_chart(struct page *p, const struct doc_chart *chart, int kind)
{
	int label = 0, room;
	long most = 1;
	for (size_t i = 0; i < chart->bar_count; i++) {
		const struct doc_bar *b = &chart->bars[i];
		int w = b->label ? text_cells(b->label) : 0;
		label = w > label ? w : label;
		most = b->value > most ? b->value : most;
		most = b->target > most ? b->target : most;
	}
	room = page_width(p) - label - 16;
	room = room > CHART_MAX ? CHART_MAX : room < 1 ? 1 : room;
	page_line(p);
	page_textf(p, STYLE_HEAD, "%s", chart->title ? chart->title : "");
	if (chart->target_name)
		page_textf(p, STYLE_DIM, "  █ %s  ░ %s", chart->value_name ? chart->value_name : "",
			chart->target_name);
	for (size_t i = 0; i < chart->bar_count; i++)
		add_chart_bar(p, &chart->bars[i], label, room, most, kind);
}

/* ---- the document ---------------------------------------------------------------------------- */

void doc_page(struct page *p, const struct doc *d, int kind)
{
	page_line(p);
	page_cell(p, STYLE_STRONG, page_width(p), 0, d->title ? d->title : "");
	page_line(p);
	page_cell(p, STYLE_NORMAL, page_width(p), 0, d->subtitle ? d->subtitle : "");
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind != DOC_NOTE)
			page_line(p);
		switch (b->kind) {
		case DOC_HEADING:
			page_line(p);
			page_text(p, STYLE_HEAD, b->text);
			break;
		case DOC_CENTRED:
			page_line(p);
			page_cell(p, STYLE_STRONG, page_width(p), 0, b->text);
			break;
		case DOC_PARAGRAPH:
		case DOC_NOTE:
			page_line(p);
			page_wrap(p, b->kind == DOC_NOTE ? STYLE_DIM : STYLE_NORMAL, 0, b->text);
			break;
		case DOC_TABLE:
			add_table(p, &b->table, kind);
			break;
		case DOC_CHART:
			add_chart(p, &b->chart, kind);
			break;
		case DOC_PAGE:
			break;
		}
	}
	page_line(p);
	page_line(p);
	page_text(p, STYLE_DIM, d->printed_by ? d->printed_by : "");
}

static bool title_in_table(const struct doc_table *t, int door, struct strbuf *ret)
{
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->column_count; c++) {
			if (t->rows[r].cells[c].door != door)
				continue;
			/* a table whose first column only numbers the rows has the name in the
			 * second */
			size_t name =
				t->columns[0].align == DOC_RIGHT && t->column_count > 1 && c > 1;
			strbuf_add(ret, text_of(&t->rows[r], name));
			if (c != name)
				strbuf_addf(ret, " · %s", title_of(t, c));
			return true;
		}
	return false;
}

void doc_door_title(const struct doc *d, int door, struct strbuf *ret)
{
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind == DOC_TABLE && title_in_table(&b->table, door, ret))
			return;
		for (size_t k = 0; b->kind == DOC_CHART && k < b->chart.bar_count; k++)
			if (b->chart.bars[k].door == door) {
				strbuf_addf(ret, "%s · %s", b->chart.bars[k].label,
					b->chart.value_name ? b->chart.value_name : "");
				return;
			}
	}
	strbuf_add(ret, d->title ? d->title : "");
}
