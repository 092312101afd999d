#include "report/doc.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdarg.h>
#include <string.h>

char *doc_dup(struct doc *d, const char *s)
{
	char *copy = mem_strdup(s);
	if (s && !copy)
		d->failed = true;
	return copy;
}

static char *format(struct doc *d, const char *fmt, va_list ap)
{
	char *s = mem_vprintf(fmt, ap);
	if (!s)
		d->failed = true;
	return s;
}

static struct doc_block *add_block(struct doc *d, enum doc_block_kind kind)
{
	if (d->failed ||
		!vec_room((void **)&d->blocks, d->block_count, &d->block_cap, sizeof *d->blocks)) {
		d->failed = true;
		return NULL;
	}
	struct doc_block *b = &d->blocks[d->block_count++];
	memset(b, 0, sizeof *b);
	b->kind = kind;
	return b;
}

void doc_heading(struct doc *d, int level, const char *fmt, ...)
{
	struct doc_block *b = add_block(d, DOC_HEADING);
	va_list ap;
	va_start(ap, fmt);
	if (b) {
		b->level = level;
		b->text = format(d, fmt, ap);
	}
	va_end(ap);
}

void doc_paragraph(struct doc *d, const char *fmt, ...)
{
	struct doc_block *b = add_block(d, DOC_PARAGRAPH);
	va_list ap;
	va_start(ap, fmt);
	if (b)
		b->text = format(d, fmt, ap);
	va_end(ap);
}

void doc_centred(struct doc *d, const char *fmt, ...)
{
	struct doc_block *b = add_block(d, DOC_CENTRED);
	va_list ap;
	va_start(ap, fmt);
	if (b)
		b->text = format(d, fmt, ap);
	va_end(ap);
}

void doc_note(struct doc *d, const char *fmt, ...)
{
	struct doc_block *b = add_block(d, DOC_NOTE);
	va_list ap;
	va_start(ap, fmt);
	if (b)
		b->text = format(d, fmt, ap);
	va_end(ap);
}

void doc_page_break(struct doc *d)
{
	add_block(d, DOC_PAGE);
}

struct doc_table *doc_table(struct doc *d, const char *key)
{
	struct doc_block *b = add_block(d, DOC_TABLE);
	if (!b)
		return NULL;
	b->table.key = doc_dup(d, key);
	return &b->table;
}

void doc_table_column(struct doc *d, struct doc_table *t, const char *group, const char *title,
	enum doc_align align, int weight)
{
	if (!t || d->failed)
		return;
	struct doc_column *more = mem_resize(t->columns, (t->column_count + 1) * sizeof *more);
	if (!more) {
		d->failed = true;
		return;
	}
	t->columns = more;
	t->columns[t->column_count++] = (struct doc_column){.title = doc_dup(d, title),
		.group = doc_dup(d, group),
		.align = align,
		.weight = weight};
}

void doc_table_column_code(struct doc *d, struct doc_table *t, const char *code)
{
	if (!t || d->failed)
		return;
	struct doc_column *c = &t->columns[t->column_count - 1];
	free(c->code);
	c->code = doc_dup(d, code);
}

struct doc_row *doc_table_row(struct doc *d, struct doc_table *t)
{
	if (!t || d->failed ||
		!vec_room((void **)&t->rows, t->row_count, &t->row_cap, sizeof *t->rows)) {
		d->failed = true;
		return NULL;
	}
	struct doc_row *row = &t->rows[t->row_count];
	*row = (struct doc_row){.cells = mem_alloc(t->column_count * sizeof *row->cells)};
	if (!row->cells) {
		d->failed = true;
		return NULL;
	}
	t->row_count++;
	return row;
}

void doc_cell(struct doc *d, struct doc_table *t, size_t column, int door, const char *fmt, ...)
{
	va_list ap;
	if (!t || d->failed || !t->row_count || column >= t->column_count)
		return;
	struct doc_cell *c = &t->rows[t->row_count - 1].cells[column];
	va_start(ap, fmt);
	free(c->text);
	c->text = format(d, fmt, ap);
	c->door = door;
	va_end(ap);
}

static void rows_done(const struct doc_rows *rows)
{
	if (rows->done)
		rows->done(rows->ctx);
}

void doc_table_rows(struct doc *d, struct doc_table *t, const struct doc_rows *rows)
{
	struct doc_rows *copy = t && !d->failed ? mem_alloc(sizeof *copy) : NULL;
	if (!copy) {
		d->failed = true;
		rows_done(rows);
		return;
	}
	*copy = *rows;
	if (t->streamed)
		rows_done(t->streamed);
	free(t->streamed);
	t->streamed = copy;
}

struct doc_chart *doc_chart(
	struct doc *d, const char *title, const char *value_name, const char *target_name)
{
	struct doc_block *b = add_block(d, DOC_CHART);
	if (!b)
		return NULL;
	b->chart.title = doc_dup(d, title);
	b->chart.value_name = doc_dup(d, value_name);
	b->chart.target_name = doc_dup(d, target_name);
	return &b->chart;
}

void doc_chart_bar(
	struct doc *d, struct doc_chart *c, const char *label, long value, long target, int door)
{
	if (!c || d->failed ||
		!vec_room((void **)&c->bars, c->bar_count, &c->bar_cap, sizeof *c->bars)) {
		d->failed = true;
		return;
	}
	c->bars[c->bar_count++] = (struct doc_bar){
		.label = doc_dup(d, label), .value = value, .target = target, .door = door};
}

static void table_done(struct doc_table *t)
{
	for (size_t r = 0; r < t->row_count; r++) {
		for (size_t c = 0; c < t->column_count; c++)
			free(t->rows[r].cells[c].text);
		free(t->rows[r].cells);
	}
	for (size_t c = 0; c < t->column_count; c++) {
		free(t->columns[c].title);
		free(t->columns[c].group);
		free(t->columns[c].code);
	}
	if (t->streamed)
		rows_done(t->streamed);
	free(t->streamed);
	free(t->rows);
	free(t->columns);
	free(t->key);
}

static void chart_done(struct doc_chart *c)
{
	for (size_t i = 0; i < c->bar_count; i++)
		free(c->bars[i].label);
	free(c->bars);
	free(c->title);
	free(c->value_name);
	free(c->target_name);
}

static void head_done(struct doc_letterhead *h)
{
	free(h->superior);
	free(h->body);
	free(h->number);
	free(h->motto);
	free(h->place_date);
	free(h->on_behalf);
	free(h->office_held);
	free(h->signer);
	for (size_t i = 0; i < h->copy_count; i++)
		free(h->copies[i]);
	free(h->copies);
}

void doc_done(struct doc *d)
{
	for (size_t i = 0; i < d->block_count; i++) {
		free(d->blocks[i].text);
		table_done(&d->blocks[i].table);
		chart_done(&d->blocks[i].chart);
	}
	free(d->blocks);
	head_done(&d->head);
	free(d->kind);
	free(d->title);
	free(d->subtitle);
	free(d->form);
	free(d->lang);
	free(d->printed_by);
	memset(d, 0, sizeof *d);
}
