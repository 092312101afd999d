/* A CSV file as a sheet, whatever its charset is. */
#include "reader/csv.h"
#include "reader/parse.h"
#include "reader/sniff.h"

#include <string.h>

static int of_fault(const struct csv_record *rec, struct err *err)
{
	if (rec->fault == CSV_LONG && rec->n >= CSV_FIELDS_MAX)
		return ERR(err, ERR_LIMIT, "columns", "%ld", rec->line);
	if (rec->fault == CSV_LONG)
		return ERR(err, ERR_LIMIT, "cell", "%ld", rec->line);
	if (rec->fault == CSV_NUL)
		return ERR(err, ERR_CORRUPT, "line", "%ld", rec->line);
	return ERR(err, ERR_CORRUPT, "quote", "%ld", rec->line);
}

static int send_record(struct wire_out *out, const struct csv_record *rec, struct err *err)
{
	int r = rec->fault ? of_fault(rec, err) : wire_row(out, rec->line, err);
	for (size_t i = 0; !r && i < rec->n; i++) {
		struct raw_cell cell = {.kind = RAW_TEXT, .text = rec->field[i]};
		cell.size = strlen(cell.text);
		r = wire_cell(out, i, &cell, err);
	}
	return r ? r : wire_row_end(out, err);
}

static int send_records(struct csv *csv, struct wire_out *out, struct err *err)
{
	enum { EVERY = 512 };
	struct csv_record rec;
	long done, total, rows = 0;
	int r;
	while ((r = csv_next(csv, &rec, err)) == 1) {
		r = send_record(out, &rec, err);
		if (!r && ++rows % EVERY == 0) {
			csv_progress(csv, &done, &total);
			r = wire_progress(out, (size_t)done, (size_t)total, err);
		}
		if (r)
			break;
	}
	return r;
}

int csv_parse(const struct parse_input *in, struct wire_out *out, struct err *err)
{
	struct csv *csv;
	struct strbuf text = {0};
	size_t mark;
	enum sniff_utf16 wide = sniff_utf16(in->bytes, in->size, &mark);
	if (wide)
		charset_from_utf16(in->bytes + mark, in->size - mark, wide == UTF16_BIG, &text);
	int r = text.failed ? ERR_OOM(err) : wire_format(out, WORKBOOK_CSV, true, err);
	if (!r)
		r = wire_sheet(out, "", false, false, err);
	if (!r)
		r = wide ? csv_open_memory(strbuf_str(&text), text.len, &csv, err)
			 : csv_open_memory(in->bytes, in->size, &csv, err);
	if (!r) {
		csv_take_bytes(csv);
		r = send_records(csv, out, err);
		csv_close(csv);
	}
	strbuf_done(&text);
	return r;
}
