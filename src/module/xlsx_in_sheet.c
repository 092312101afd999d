#include "module/xlsx_in.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	const struct xlsx_book *book;
	bool is_in_data, is_in_row;
	bool has_formula, has_value; /* of the cell */
	long row;		     /* from 1 */
	long column;		     /* from 0 */
	char type[12];
	struct xlsx_style style;
	struct xlsx_rich rich; /* of a cell that holds its text itself */
	struct strbuf value, scratch;
};

/* "AB12": column 27 from 0, row 12; what is missing stays as it is. false: it is no such name. */
static bool split_name(const char *s, size_t n, long *column, long *row)
{
	size_t i = 0, letters;
	long c = 0, r = 0;
	for (; i < n && s[i] >= 'A' && s[i] <= 'Z' && i < 4; i++)
		c = c * 26 + (s[i] - 'A' + 1);
	letters = i;
	for (; i < n && s[i] >= '0' && s[i] <= '9' && i < letters + 12; i++)
		r = r * 10 + (s[i] - '0');
	if (i != n || !letters || i == letters || !r)
		return false;
	*column = c - 1;
	*row = r;
	return true;
}

static int start_row(struct part *p, struct reading *r, struct err *err)
{
	long number = part_attr_number(p, "r", r->row + 1);
	if (number <= r->row || r->is_in_row)
		return part_bad("row", err);
	r->row = number;
	r->column = -1;
	r->is_in_row = true;
	return wire_row(r->book->package->out, number, err);
}

static int start_cell(struct part *p, struct reading *r, struct err *err)
{
	const char *name;
	size_t n;
	long column = r->column + 1, row = r->row, style = part_attr_number(p, "s", 0);
	if (part_attr(p, "r", &name, &n) && !split_name(name, n, &column, &row))
		return part_bad("cell", err);
	if (column <= r->column || row != r->row)
		return part_bad("cell", err);
	r->column = column;
	part_attr_text(p, "t", r->type, sizeof r->type);
	r->has_formula = r->has_value = false;
	r->style = (struct xlsx_style){0};
	if (style >= 0 && (size_t)style < r->book->styles->list.n)
		r->style = r->book->styles->list.v[style];
	strbuf_clear(&r->value);
	runs_clear(&r->rich.runs);
	return 0;
}

static int add_area(struct part *p, struct reading *r, struct err *err)
{
	const char *ref, *colon;
	size_t n;
	long column, row, last_column, last_row;
	if (!part_attr(p, "ref", &ref, &n) || !(colon = memchr(ref, ':', n)))
		return 0;
	size_t first = (size_t)(colon - ref);
	if (!split_name(ref, first, &column, &row) ||
		!split_name(colon + 1, n - first - 1, &last_column, &last_row) ||
		last_column < column || last_row < row)
		return part_bad("mergeCell", err);
	return wire_merged(r->book->package->out, row, (size_t)column, (size_t)(last_row - row + 1),
		(size_t)(last_column - column + 1), err);
}

static int on_start(struct part *p, const char *name, struct err *err)
{
	struct reading *r = p->ctx;
	if (r->rich.is_open)
		return xlsx_rich_start(p, &r->rich, name);
	if (!r->is_in_data) {
		r->is_in_data = strcmp(name, "sheetData") == 0;
		return strcmp(name, "mergeCell") == 0 ? add_area(p, r, err) : 0;
	}
	if (strcmp(name, "row") == 0)
		return start_row(p, r, err);
	if (!r->is_in_row)
		return 0;
	if (strcmp(name, "c") == 0)
		return start_cell(p, r, err);
	r->has_formula |= strcmp(name, "f") == 0;
	r->has_value |= strcmp(name, "v") == 0 || strcmp(name, "is") == 0;
	if (strcmp(name, "v") == 0) {
		strbuf_clear(&p->text);
		p->takes_text = true;
	} else if (strcmp(name, "is") == 0) {
		r->rich.is_open = true;
		r->rich.font = RUNS_OF_CELL;
		r->rich.phonetic = 0;
	}
	return 0;
}

/* ---- what a cell holds ------------------------------------------------------------------------------ */

static int of_shared(struct reading *r, struct raw_cell *ret, struct err *err)
{
	char *end;
	const char *form;
	size_t n;
	unsigned long i = strtoul(strbuf_str(&r->value), &end, 10);
	if (!r->value.len)
		return 0;
	if (*end || r->value.s[0] == '-' || !xlsx_string(r->book->strings, i, &form, &n))
		return part_bad("sharedStrings", err);
	return runs_cell(form, n, r->style.font, &r->scratch, ret, err);
}

static int of_rich(struct reading *r, struct raw_cell *ret, struct err *err)
{
	const struct strbuf *form = &r->rich.runs.form;
	return runs_cell(strbuf_str(form), form->len, r->style.font, &r->scratch, ret, err);
}

/* A text that a formula gave. */
static int of_text(struct reading *r, struct raw_cell *ret, struct err *err)
{
	runs_clear(&r->rich.runs);
	runs_add_escaped(&r->rich.runs, RUNS_OF_CELL, strbuf_str(&r->value), r->value.len);
	return of_rich(r, ret, err);
}

static int of_value(struct reading *r, enum raw_kind kind, struct raw_cell *ret)
{
	*ret = (struct raw_cell){.kind = kind,
		.font = r->style.font,
		.text = strbuf_str(&r->value),
		.size = r->value.len};
	return 0;
}

static int of_bool(struct reading *r, struct raw_cell *ret, struct err *err)
{
	const char *v = strbuf_str(&r->value);
	(void)err;
	return of_value(r, !strcmp(v, "0") || !strcmp(v, "1") ? RAW_BOOL : RAW_TEXT, ret);
}

static int of_error(struct reading *r, struct raw_cell *ret, struct err *err)
{
	(void)err;
	return of_value(r, RAW_ERROR, ret);
}

/* A program wrote the formula and left its result to Excel: what it gives nobody knows, and an empty cell it is not. */
static int of_uncalculated(struct reading *r, struct raw_cell *ret)
{
	strbuf_add(&r->value, "=?");
	return of_value(r, RAW_ERROR, ret);
}

/* 2023-02-24T00:00:00.000Z: only newer programs write days so. */
static int of_iso(struct reading *r, struct raw_cell *ret, struct err *err)
{
	(void)err;
	bool has_time = r->value.len >= 16 && strncmp(r->value.s + 11, "00:00", 5) != 0;
	of_value(r, RAW_TEXT, ret);
	if (r->value.len >= 10 && value_is_iso_date(r->value.s, r->value.len)) {
		ret->kind = RAW_DATE;
		ret->size = has_time ? 16 : 10;
	}
	return 0;
}

static int of_number(struct reading *r, struct raw_cell *ret, struct err *err)
{
	char number[VALUE_TEXT], date[VALUE_TEXT];
	bool is_time;
	(void)err;
	of_value(r, RAW_TEXT, ret);
	if (!r->value.len || !value_number(r->value.s, r->value.len, number))
		return 0;
	ret->kind = RAW_NUMBER;
	const char *text = number;
	if (r->style.format != VALUE_PLAIN &&
		value_date(number, r->book->is_1904, date, &is_time)) {
		ret->kind = is_time ? RAW_TEXT : RAW_DATE;
		text = date;
	}
	strbuf_clear(&r->scratch);
	strbuf_add(&r->scratch, text);
	ret->text = strbuf_str(&r->scratch);
	ret->size = r->scratch.len;
	return 0;
}

static int end_cell(struct reading *r, struct err *err)
{
	static const struct {
		const char *type;
		int (*read)(struct reading *, struct raw_cell *, struct err *);
	} types[] = {
		{"s", of_shared},
		{"", of_number},
		{"n", of_number},
		{"str", of_text},
		{"inlineStr", of_rich},
		{"b", of_bool},
		{"e", of_error},
		{"d", of_iso},
	};
	struct raw_cell cell = {.text = ""};
	if (r->value.failed || r->rich.runs.form.failed)
		return ERR_OOM(err);
	bool is_number = !r->type[0] || strcmp(r->type, "n") == 0;
	if (r->has_formula && (!r->has_value || (is_number && !r->value.len))) {
		int code = of_uncalculated(r, &cell);
		return code ? code
			    : wire_cell(r->book->package->out, (size_t)r->column, &cell, err);
	}
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(r->type, types[i].type) == 0) {
			int code = types[i].read(r, &cell, err);
			return code ? code
				    : wire_cell(
					      r->book->package->out, (size_t)r->column, &cell, err);
		}
	return part_bad("cell", err);
}

static int on_end(struct part *p, const char *name, struct err *err)
{
	struct reading *r = p->ctx;
	if (r->rich.is_open && strcmp(name, "is") != 0) {
		xlsx_rich_end(p, &r->rich, name);
		return 0;
	}
	if (!r->is_in_data)
		return 0;
	if (strcmp(name, "v") == 0 && p->takes_text) {
		p->takes_text = false;
		strbuf_clear(&r->value);
		strbuf_addn(&r->value, strbuf_str(&p->text), p->text.len);
		strbuf_clear(&p->text);
	} else if (strcmp(name, "is") == 0) {
		r->rich.is_open = false;
	} else if (strcmp(name, "c") == 0 && r->is_in_row && r->column >= 0) {
		return end_cell(r, err);
	} else if (strcmp(name, "row") == 0 && r->is_in_row) {
		r->is_in_row = false;
		int code = wire_row_end(p->package->out, err);
		return code ? code : package_progress(p->package, err);
	} else if (strcmp(name, "sheetData") == 0) {
		r->is_in_data = false;
	}
	return 0;
}

int xlsx_sheet_read(const struct xlsx_book *b, const char *part, struct err *err)
{
	static const struct part_ops ops = {on_start, on_end};
	struct reading r = {.book = b};
	int code = part_read(b->package, part, &ops, &r, err);
	strbuf_done(&r.value);
	strbuf_done(&r.scratch);
	runs_done(&r.rich.runs);
	return code;
}
