#include "reader/rows.h"

void rows_free(struct workbook_rows *r)
{
	if (!r)
		return;
	VEC_DONE(&r->rows);
	VEC_DONE(&r->cells);
	strbuf_done(&r->text);
	free(r);
}

int rows_begin(struct workbook_rows *r, uint32_t number, struct err *err)
{
	struct rows_row row = {.number = number, .first = (uint32_t)r->cells.n};
	return VEC_PUSH(&r->rows, row) ? 0 : ERR_OOM(err);
}

int rows_add(
	struct workbook_rows *r, const struct rows_cell *cell, const char *text, struct err *err)
{
	struct rows_cell c = *cell;
	c.at = (uint32_t)r->text.len;
	strbuf_addn(&r->text, text, c.size);
	strbuf_addc(&r->text, '\0');
	if (r->text.failed || !VEC_PUSH(&r->cells, c))
		return ERR_OOM(err);
	if (c.column >= r->columns)
		r->columns = (size_t)c.column + 1;
	return 0;
}

size_t rows_size(const struct workbook_rows *r)
{
	return r->rows.n * sizeof *r->rows.v + r->cells.n * sizeof *r->cells.v + r->text.len;
}

size_t rows_find(const struct workbook_rows *r, uint32_t number)
{
	size_t from = 0, to = r->rows.n;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (r->rows.v[mid].number < number)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static void shrink(void **v, size_t size)
{
	void *p = size ? mem_resize(*v, size) : NULL;
	if (p)
		*v = p;
}

void rows_close(struct workbook_rows *r)
{
	shrink((void **)&r->rows.v, r->rows.n * sizeof *r->rows.v);
	shrink((void **)&r->cells.v, r->cells.n * sizeof *r->cells.v);
	shrink((void **)&r->text.s, r->text.len ? r->text.len + 1 : 0);
	r->rows.cap = r->rows.n;
	r->cells.cap = r->cells.n;
	r->text.cap = r->text.len ? r->text.len + 1 : r->text.cap;
}

static const struct rows_cell *find(const struct workbook_rows *r, size_t row, size_t column)
{
	size_t from = r->rows.v[row].first;
	size_t to = row + 1 < r->rows.n ? r->rows.v[row + 1].first : r->cells.n;
	/* most rows have no gaps */
	if (column < to - from && r->cells.v[from + column].column == column)
		return &r->cells.v[from + column];
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (r->cells.v[mid].column < column)
			from = mid + 1;
		else if (r->cells.v[mid].column > column)
			to = mid;
		else
			return &r->cells.v[mid];
	}
	return NULL;
}

struct raw_cell workbook_cell(const struct workbook_sheet *s, size_t row, size_t column)
{
	const struct workbook_rows *r = s->own;
	const struct rows_cell *c = r && row < r->rows.n ? find(r, row, column) : NULL;
	if (!c)
		return (struct raw_cell){.text = ""};
	return (struct raw_cell){.kind = (enum raw_kind)c->kind,
		.is_mixed = c->font & ROWS_MIXED,
		.font = (enum charset)(c->font & ~ROWS_MIXED),
		.text = r->text.s + c->at,
		.size = c->size};
}

long workbook_row_number(const struct workbook_sheet *s, size_t row)
{
	return s->own && row < s->own->rows.n ? (long)s->own->rows.v[row].number : 0;
}
