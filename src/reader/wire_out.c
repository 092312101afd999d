#include "reader/wire.h"

#include "reader/wire_frame.h"

#include <string.h>

enum { SEND_AT = 60000 };

static int send_all(struct wire_out *o, struct err *err)
{
	if (o->buf.failed)
		return ERR_OOM(err);
	int r = o->buf.len ? o->send(o->ctx, o->buf.s, o->buf.len) : 0;
	strbuf_clear(&o->buf);
	return r ? ERR(err, (enum err_code)r, NULL, NULL) : 0;
}

static size_t begin(struct wire_out *o, enum wire_tag tag)
{
	size_t at = o->buf.len;
	char head[WIRE_HEAD] = {(char)tag};
	strbuf_addn(&o->buf, head, sizeof head);
	return at;
}

static void put(struct wire_out *o, const void *p, size_t n)
{
	strbuf_addn(&o->buf, p, n);
}

static void put32(struct wire_out *o, size_t v)
{
	uint32_t u = v > UINT32_MAX ? UINT32_MAX : (uint32_t)v;
	put(o, &u, sizeof u);
}

static int end(struct wire_out *o, size_t at, struct err *err)
{
	if (o->buf.failed)
		return ERR_OOM(err);
	uint32_t n = (uint32_t)(o->buf.len - at - WIRE_HEAD);
	memcpy(o->buf.s + at + 1, &n, sizeof n);
	return o->buf.len >= SEND_AT ? send_all(o, err) : 0;
}

int wire_format(struct wire_out *o, enum workbook_format format, bool is_bytes, struct err *err)
{
	size_t at = begin(o, WIRE_FORMAT);
	unsigned char b[2] = {(unsigned char)format, is_bytes};
	put(o, b, sizeof b);
	return end(o, at, err);
}

int wire_sheet(
	struct wire_out *o, const char *name, bool is_hidden, bool is_headed, struct err *err)
{
	size_t at = begin(o, WIRE_SHEET);
	unsigned char b[2] = {is_hidden, is_headed};
	char fit[WIRE_NAME_MAX + 1];
	str_fit(fit, sizeof fit, name);
	put(o, b, sizeof b);
	put(o, fit, strlen(fit));
	return end(o, at, err);
}

static int bad_row(const struct wire_out *o, long number, struct err *err)
{
	if (number >= 0 && (size_t)number <= o->limits->rows + 1)
		return 0;
	return ERR(err, ERR_LIMIT, "rows", NULL);
}

int wire_row(struct wire_out *o, long number, struct err *err)
{
	int r = bad_row(o, number, err);
	if (r)
		return r;
	o->row_at = begin(o, WIRE_ROW);
	o->has_cells = false;
	put32(o, (size_t)number);
	return 0;
}

int wire_cell(struct wire_out *o, size_t column, const struct raw_cell *cell, struct err *err)
{
	if (cell->kind == RAW_EMPTY || !cell->size)
		return 0;
	if (column >= o->limits->columns)
		return ERR(err, ERR_LIMIT, "columns", NULL);
	if (cell->size > o->limits->cell)
		return ERR(err, ERR_LIMIT, "cell", NULL);
	struct wire_cell_head h = {.column = (uint16_t)column,
		.kind = (uint8_t)cell->kind,
		.font = (uint8_t)((unsigned)cell->font | (cell->is_mixed ? WIRE_MIXED : 0)),
		.size = (uint32_t)cell->size};
	put(o, &h, sizeof h);
	put(o, cell->text, cell->size);
	o->has_cells = true;
	return 0;
}

int wire_row_end(struct wire_out *o, struct err *err)
{
	if (o->buf.failed)
		return ERR_OOM(err);
	if (!o->has_cells) {
		o->buf.len = o->row_at;
		return 0;
	}
	if (o->keeps_last) {
		strbuf_clear(&o->last);
		strbuf_addn(&o->last, o->buf.s + o->row_at, o->buf.len - o->row_at);
		if (o->last.failed)
			return ERR_OOM(err);
	}
	return end(o, o->row_at, err);
}

int wire_row_again(struct wire_out *o, long number, struct err *err)
{
	int r = bad_row(o, number, err);
	if (r || !o->has_cells)
		return r;
	size_t at = o->buf.len;
	put(o, strbuf_str(&o->last), o->last.len);
	if (o->buf.failed)
		return ERR_OOM(err);
	uint32_t u = (uint32_t)number;
	memcpy(o->buf.s + at + WIRE_HEAD, &u, sizeof u);
	return end(o, at, err);
}

int wire_merged(struct wire_out *o, long number, size_t column, size_t rows, size_t columns,
	struct err *err)
{
	if (number < 1)
		return 0;
	size_t at = begin(o, WIRE_MERGED);
	put32(o, (size_t)number);
	put32(o, column);
	put32(o, rows);
	put32(o, columns);
	return end(o, at, err);
}

int wire_deleted(struct wire_out *o, long deleted, struct err *err)
{
	size_t at = begin(o, WIRE_DELETED);
	put32(o, (size_t)deleted);
	return end(o, at, err);
}

int wire_progress(struct wire_out *o, size_t done, size_t total, struct err *err)
{
	uint64_t v[2] = {done, total};
	size_t at = begin(o, WIRE_PROGRESS);
	put(o, v, sizeof v);
	return end(o, at, err);
}

int wire_end(struct wire_out *o, int r, const struct err *of, struct err *err)
{
	if (r) /* what stood there may be half a row */
		strbuf_clear(&o->buf);
	size_t at = begin(o, WIRE_END);
	int32_t code = r;
	uint8_t n = r ? (uint8_t)strlen(of->field) : 0;
	put(o, &code, sizeof code);
	put(o, &n, sizeof n);
	if (r) {
		char fit[WIRE_DETAIL_MAX];
		str_fit(fit, sizeof fit, of->detail);
		put(o, of->field, n);
		put(o, fit, strlen(fit));
	}
	r = end(o, at, err);
	return r ? r : send_all(o, err);
}

void wire_out_done(struct wire_out *o)
{
	strbuf_done(&o->buf);
	strbuf_done(&o->last);
}
