#include "module/ods_in.h"

#include <stdio.h>
#include <string.h>

/* Columns that follow each other and have the same look where a cell says none. */
struct column_look {
	size_t end; /* behind the last */
	enum charset font;
};
struct area {
	long row;
	size_t column, rows, columns;
};

struct reading {
	struct package *package;
	struct ods_styles styles;
	struct ods_text text;
	struct strbuf scratch;
	bool has_spreadsheet;
	int tables;	 /* open ones: a table in a cell of a table is none of ours */
	int passed_over; /* elements that are open in what is not a cell's own text */
	/* the row */
	long row, row_repeated; /* from 1 */
	bool is_in_row, is_begun;
	enum charset row_font;
	bool has_row_font;
	/* the cell */
	size_t column, repeated;
	bool is_in_cell;
	enum charset font;
	char type[16], error[16], value[VALUE_TEXT];
	VEC(struct column_look) looks;
	VEC(struct area) areas;
};

/* Attributes of two meanings: office:value-type and calcext:value-type. */
static void read_types(struct part *p, struct reading *r)
{
	part_attr_from(p, ":office:", "value-type", r->type, sizeof r->type);
	part_attr_from(p, ":calcext:", "value-type", r->error, sizeof r->error);
}

static bool font_of(struct part *p, struct reading *r, const char *attribute, enum charset *ret)
{
	char name[64];
	part_attr_text(p, attribute, name, sizeof name);
	const struct ods_style *s = name[0] ? ods_style(&r->styles, 'c', name) : NULL;
	if (s)
		*ret = s->font == RUNS_OF_CELL ? CHARSET_NONE : (enum charset)s->font;
	return s != NULL;
}

/* So many times, within what can be counted. */
static long repeated(struct part *p, const char *attribute)
{
	long n = part_attr_number(p, attribute, 1);
	return n < 1 ? 1 : n > INT32_MAX ? INT32_MAX : n;
}

/* ---- tables, columns, rows -------------------------------------------------------------------------- */

static int start_table(struct part *p, struct reading *r, struct err *err)
{
	char name[256], style[64];
	if (r->tables++)
		return 0;
	const struct ods_style *s =
		ods_style(&r->styles, 'T', part_attr_text(p, "style-name", style, sizeof style));
	r->row = 1;
	r->looks.n = r->areas.n = 0;
	return wire_sheet(p->package->out, part_attr_text(p, "name", name, sizeof name),
		s && s->is_hidden, false, err);
}

static int end_table(struct reading *r, struct err *err)
{
	int code = 0;
	if (--r->tables)
		return 0;
	VEC_EACH (a, &r->areas)
		if (!code)
			code = wire_merged(
				r->package->out, a->row, a->column, a->rows, a->columns, err);
	return code;
}

static int add_column(struct part *p, struct reading *r, struct err *err)
{
	struct column_look l = {.end = (size_t)repeated(p, "number-columns-repeated")};
	if (r->looks.n)
		l.end += r->looks.v[r->looks.n - 1].end;
	font_of(p, r, "default-cell-style-name", &l.font);
	return VEC_PUSH(&r->looks, l) ? 0 : ERR_OOM(err);
}

static enum charset column_font(const struct reading *r)
{
	for (size_t i = 0; i < r->looks.n; i++)
		if (r->column < r->looks.v[i].end)
			return r->looks.v[i].font;
	return CHARSET_NONE;
}

static void start_row(struct part *p, struct reading *r)
{
	r->row_repeated = repeated(p, "number-rows-repeated");
	r->is_in_row = true;
	r->is_begun = false;
	r->column = 0;
	r->has_row_font = font_of(p, r, "default-cell-style-name", &r->row_font);
}

static int end_row(struct reading *r, struct err *err)
{
	int code = r->is_begun ? wire_row_end(r->package->out, err) : 0;
	for (long i = 1; !code && r->is_begun && i < r->row_repeated; i++)
		code = wire_row_again(r->package->out, r->row + i, err);
	r->row += r->row_repeated;
	r->is_in_row = false;
	return code ? code : package_progress(r->package, err);
}

/* ---- cells ------------------------------------------------------------------------------------------ */

static int add_area(struct part *p, struct reading *r, struct err *err)
{
	struct area a = {.row = r->row,
		.column = r->column,
		.rows = (size_t)repeated(p, "number-rows-spanned"),
		.columns = (size_t)repeated(p, "number-columns-spanned")};
	if (a.rows == 1 && a.columns == 1)
		return 0;
	return VEC_PUSH(&r->areas, a) ? 0 : ERR_OOM(err);
}

static int start_cell(struct part *p, struct reading *r, struct err *err)
{
	static const char *const values[] = {"value", "date-value", "time-value", "boolean-value"};
	read_types(p, r);
	r->value[0] = '\0';
	for (size_t i = 0; !r->value[0] && i < sizeof values / sizeof *values; i++)
		part_attr_text(p, values[i], r->value, sizeof r->value);
	if (!font_of(p, r, "style-name", &r->font))
		r->font = r->has_row_font ? r->row_font : column_font(r);
	r->repeated = (size_t)repeated(p, "number-columns-repeated");
	r->is_in_cell = true;
	ods_text_clear(&r->text);
	return add_area(p, r, err);
}

static struct raw_cell plain(struct reading *r, enum raw_kind kind, const char *s)
{
	return (struct raw_cell){
		.kind = *s ? kind : RAW_EMPTY, .font = r->font, .text = s, .size = strlen(s)};
}

/* "PT12H30M05S": of one day; more hours are no time of the day. */
static bool clock_time(const char *s, char ret[VALUE_TEXT])
{
	int hour, minute;
	if (sscanf(s, "PT%2dH%2dM", &hour, &minute) != 2 || hour < 0 || hour > 23 || minute < 0 ||
		minute > 59)
		return false;
	snprintf(ret, VALUE_TEXT, "%02d:%02d", hour, minute);
	return true;
}

/* What stands in the attributes; false: the text counts. */
static bool of_attributes(struct reading *r, struct raw_cell *ret)
{
	static const char *const numbers[] = {"float", "percentage", "currency"};
	char text[VALUE_TEXT];
	size_t n = strlen(r->value);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strcmp(r->type, numbers[i]) == 0 && value_number(r->value, n, text)) {
			snprintf(r->value, sizeof r->value, "%s", text);
			*ret = plain(r, RAW_NUMBER, r->value);
			return true;
		}
	if (strcmp(r->type, "date") == 0 && value_is_iso_date(r->value, n)) {
		bool has_time = n >= 16 && strncmp(r->value + 11, "00:00", 5) != 0;
		r->value[has_time ? 16 : 10] = '\0';
		*ret = plain(r, RAW_DATE, r->value);
		return true;
	}
	if (strcmp(r->type, "time") == 0 && clock_time(r->value, text)) {
		snprintf(r->value, sizeof r->value, "%s", text);
		*ret = plain(r, RAW_TEXT, r->value);
		return true;
	}
	if (strcmp(r->type, "boolean") == 0 && r->value[0]) {
		*ret = plain(r, RAW_BOOL, strcmp(r->value, "true") == 0 ? "1" : "0");
		return true;
	}
	return false;
}

static int send_cell(struct reading *r, const struct raw_cell *cell, struct err *err)
{
	int code = 0;
	if (!r->is_begun)
		code = wire_row(r->package->out, r->row, err);
	r->is_begun = true;
	for (size_t i = 0; !code && i < r->repeated; i++)
		code = wire_cell(r->package->out, r->column + i, cell, err);
	return code;
}

static int end_cell(struct reading *r, struct err *err)
{
	struct raw_cell cell = {.text = ""};
	const struct strbuf *form = &r->text.runs.form;
	int code = 0;
	r->is_in_cell = false;
	if (!of_attributes(r, &cell))
		code = runs_cell(strbuf_str(form), form->len, r->font, &r->scratch, &cell, err);
	if (!code && strcmp(r->error, "error") == 0 && cell.size && !cell.is_mixed)
		cell.kind = RAW_ERROR;
	if (!code && cell.kind != RAW_EMPTY && cell.size)
		code = send_cell(r, &cell, err);
	r->column += r->repeated;
	return code;
}

/* ---- elements --------------------------------------------------------------------------------------- */

/* Notes, drawings and what was there before: not what the cell says. */
static bool is_passed_over(const char *name)
{
	static const char *const names[] = {"annotation", "shapes", "frame", "custom-shape", "g",
		"line", "rect", "control", "tracked-changes", "forms", "scripts", "ruby-text",
		"note", "object", "content-validations"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static int start_in_table(struct part *p, struct reading *r, const char *name, struct err *err)
{
	if (strcmp(name, "table-column") == 0 && !r->is_in_row)
		return add_column(p, r, err);
	if (strcmp(name, "table-row") == 0 && !r->is_in_row)
		start_row(p, r);
	else if (r->is_in_row && !r->is_in_cell &&
		 (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0))
		return start_cell(p, r, err);
	return 0;
}

static int on_start(struct part *p, const char *name, struct err *err)
{
	struct reading *r = p->ctx;
	if (r->passed_over || is_passed_over(name)) {
		if (!r->passed_over++ && r->is_in_cell)
			p->takes_text = false;
		return 0;
	}
	if (strcmp(name, "spreadsheet") == 0 && !r->has_spreadsheet) {
		r->has_spreadsheet = true;
		return wire_format(p->package->out, WORKBOOK_ODS, false, err);
	}
	if (!r->has_spreadsheet)
		return ods_styles_start(p, &r->styles, name, err);
	if (strcmp(name, "table") == 0)
		return start_table(p, r, err);
	if (r->tables != 1)
		return 0;
	return r->is_in_cell ? ods_text_start(p, &r->text, name, err)
			     : start_in_table(p, r, name, err);
}

static int on_end(struct part *p, const char *name, struct err *err)
{
	struct reading *r = p->ctx;
	if (r->passed_over) {
		if (!--r->passed_over && r->is_in_cell)
			p->takes_text = r->text.is_in_paragraph;
		return 0;
	}
	if (!r->has_spreadsheet)
		ods_styles_end(&r->styles, name);
	else if (strcmp(name, "table") == 0 && r->tables)
		return end_table(r, err);
	else if (r->tables != 1)
		return 0;
	else if (r->is_in_cell && strstr(name, "table-cell"))
		return end_cell(r, err);
	else if (r->is_in_cell)
		return ods_text_end(p, &r->text, name, err);
	else if (strcmp(name, "table-row") == 0 && r->is_in_row)
		return end_row(r, err);
	return 0;
}

static int on_style_start(struct part *p, const char *name, struct err *err)
{
	return ods_styles_start(p, &((struct reading *)p->ctx)->styles, name, err);
}

static int on_style_end(struct part *p, const char *name, struct err *err)
{
	(void)err;
	ods_styles_end(&((struct reading *)p->ctx)->styles, name);
	return 0;
}

static int on_manifest(struct part *p, const char *name, struct err *err)
{
	(void)p;
	if (strcmp(name, "encryption-data") == 0)
		return ERR(err, ERR_INVALID, "file", "OpenDocument, encrypted");
	return 0;
}

static int read_parts(struct reading *r, struct err *err)
{
	static const struct {
		const char *name;
		struct part_ops ops;
		bool is_needed;
	} parts[] = {
		{"META-INF/manifest.xml", {.start = on_manifest}, false},
		{"styles.xml", {on_style_start, on_style_end}, false},
		{"content.xml", {on_start, on_end}, true},
	};
	int code = 0;
	for (size_t i = 0; !code && i < sizeof parts / sizeof *parts; i++)
		if (parts[i].is_needed || package_has(r->package, parts[i].name))
			code = part_read(r->package, parts[i].name, &parts[i].ops, r, err);
	if (!code && !r->has_spreadsheet)
		code = ERR(err, ERR_INVALID, "file", "OpenDocument");
	return code;
}

int ods_parse(struct package *p, struct err *err)
{
	struct reading r = {.package = p};
	r.text.styles = &r.styles;
	p->out->keeps_last = true;
	p->total = p->zip ? package_size(p, "content.xml") : p->in->size;
	int code = read_parts(&r, err);
	ods_styles_done(&r.styles);
	runs_done(&r.text.runs);
	strbuf_done(&r.scratch);
	VEC_DONE(&r.looks);
	VEC_DONE(&r.areas);
	return code;
}
