/* Tables and charts, a sheet each: its heading, the heads of the columns (frozen, and again on every printed
 * page), the rows. */
#include "module/xlsx_book.h"

#include "base/mem.h"
#include "report/doc_walk.h"

#include <limits.h>
#include <string.h>

/* In letters: what a column may take before its text wraps; beyond WIDE_FROM in all the paper lies on its side. */
enum { WIDTH_MIN = 5, WIDTH_MAX = 40, WIDTH_MAX_WEIGHTED = 60, WIDE_FROM = 80 };
enum { ROW_POINTS = 17, TEXT_POINTS = 12, TITLE_POINTS = 13 };

struct sheet {
	struct book *b;
	const struct doc_table *t;
	lxw_worksheet *w;
	lxw_row_t row;	    /* the next one */
	int *widths, width; /* of each column, of all */
	int *cells;	    /* of each text of the row */
	bool has_groups;
};

/* "Hạn chế – Nguyên nhân": the headings that the table stands under. */
static char *path_of(struct book *b, const char *otherwise)
{
	struct strbuf path = {0};
	for (int i = 0; i < BOOK_LEVELS; i++)
		if (b->heading[i]) {
			strbuf_add(&path, path.len ? " – " : "");
			strbuf_add(&path, b->heading[i]);
		}
	if (!path.len)
		strbuf_add(&path, otherwise ? otherwise : "");
	char *s = path.failed ? NULL : strbuf_take(&path);
	b->failed |= !s;
	strbuf_done(&path);
	return s;
}

static const char *last_heading(const struct book *b)
{
	for (int i = BOOK_LEVELS; i-- > 0;)
		if (b->heading[i])
			return b->heading[i];
	return b->d->title;
}

static void plain_sheet(struct book *b, lxw_worksheet *w)
{
	/* names and codes of digits alone are right as they are */
	book_check(
		b, worksheet_ignore_errors(w, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
	worksheet_set_default_row(w, ROW_POINTS, LXW_FALSE);
}

/* The sheet, with a line on the cover, where there is one, that leads there: `shown`, or the sheet's name. */
static lxw_worksheet *new_sheet(struct book *b, const char *title, const char *shown)
{
	const char *name;
	lxw_worksheet *w = book_sheet(b, title, &name);
	if (w && !b->cover) {
		plain_sheet(b, w);
		return w;
	}
	CLEANUP_FREE char *url = w ? mem_printf("internal:'%s'!A1", name) : NULL;
	CLEANUP_FREE char *text = w ? mem_printf("→ %s", shown ? shown : name) : NULL;
	if (!url || !text) {
		b->failed = true;
		return NULL;
	}
	lxw_format *f = book_format(b, (struct style){.italic = 1});
	book_check(b,
		worksheet_write_url_opt(b->cover, b->row++, 0, url, f, book_clean(b, text), NULL));
	plain_sheet(b, w);
	return w;
}

/* The first line of a sheet, over the columns of its table. */
static void put_title(
	struct book *b, lxw_worksheet *w, const char *title, int width, size_t columns)
{
	book_height(b, w, 0, book_lines(b, title, width), TITLE_POINTS);
	book_wide(b, w, 0, 0, (lxw_col_t)(columns - 1), title,
		(struct style){.size = TITLE_POINTS, .bold = 1, .wrap = 1});
}

/* ---- widths ---------------------------------------------------------------------------------------- */

/* At least as many as the text is wide: most texts need no closer look. What is wide begins with a byte beyond those
 * of Latin. */
static int cells_at_most(const char *text)
{
	int n = 0;
	for (const unsigned char *s = (const unsigned char *)text; *s && n < INT_MAX - 1; s++)
		n += *s < 0x80 || (*s >= 0xC0 && *s < 0xE2) ? 1 : *s < 0xC0 ? 0 : 2;
	return n;
}

static int longest_word(struct book *b, const char *s)
{
	int longest = 0;
	char word[128];
	while (*s) {
		size_t n = strcspn(s, " "), k = n < sizeof word - 1 ? n : sizeof word - 1;
		memcpy(word, s, k);
		word[k] = '\0';
		int w = b->text->cells(word);
		longest = w > longest ? w : longest;
		s += n + (s[n] == ' ');
	}
	return longest;
}

/* Letters that a line of column c holds: those of the font are narrower than the digits that widths are counted
 * in. */
static int room(const struct sheet *s, size_t c)
{
	return s->widths[c] * 5 / 4 + 1;
}

static int width_most(const struct doc_column *col)
{
	return col->weight ? WIDTH_MAX_WEIGHTED : WIDTH_MAX;
}

static void measure_row(struct sheet *s, const struct doc_row *row)
{
	for (size_t c = 0; !row->is_group && c < s->t->column_count; c++) {
		const char *text = row->cells[c].text;
		int most = width_most(&s->t->columns[c]);
		if (!text || s->widths[c] >= most)
			continue;
		int indent = c ? 0 : 2 * row->indent;
		if (cells_at_most(text) + indent <= s->widths[c])
			continue;
		int cells = s->b->text->cells(text) + indent;
		s->widths[c] = cells > s->widths[c] ? cells < most ? cells : most : s->widths[c];
	}
}

static void measure(struct sheet *s)
{
	struct doc_walk walk;
	const struct doc_row *row;
	for (size_t c = 0; c < s->t->column_count; c++) {
		const struct doc_column *col = &s->t->columns[c];
		int w = longest_word(s->b, col->title ? col->title : "");
		s->widths[c] = w < WIDTH_MIN	     ? WIDTH_MIN
			       : w < width_most(col) ? w
						     : width_most(col);
	}
	int r = doc_walk_begin(&walk, s->b->d, s->t, DOC_MEASURE, s->b->err);
	while (!r && (r = doc_walk_next(&walk, &row, s->b->err)) == 1) {
		measure_row(s, row);
		r = 0;
	}
	s->b->r = r;
}

/* The column behind those with the same group as c. */
static size_t group_end(const struct doc_table *t, size_t c)
{
	const char *group = t->columns[c].group;
	size_t end = c + 1;
	while (group && end < t->column_count && t->columns[end].group &&
		!strcmp(group, t->columns[end].group))
		end++;
	return end;
}

static void widen_groups(struct sheet *s)
{
	for (size_t c = 0, end; c < s->t->column_count; c = end) {
		int w = 0;
		end = group_end(s->t, c);
		for (size_t i = c; i < end; i++)
			w += s->widths[i];
		int need = s->t->columns[c].group ? s->b->text->cells(s->t->columns[c].group) : 0;
		for (size_t i = c; need > w && i < end; i++)
			s->widths[i] += (need - w + (int)(end - c) - 1) / (int)(end - c);
	}
}

static void lay_out(struct sheet *s)
{
	measure(s);
	for (size_t c = 0; c < s->t->column_count; c++)
		s->has_groups |= s->t->columns[c].group != NULL;
	widen_groups(s);
	/* of a text the zero in front and 3/10 stay what they are */
	lxw_format *f = s->b->d->is_form ? book_format(s->b, (struct style){0}) : NULL;
	for (size_t c = 0; c < s->t->column_count; c++) {
		s->width += s->widths[c];
		/* twelve points instead of the eleven that a width is counted in, and bold heads */
		book_check(s->b, worksheet_set_column(s->w, (lxw_col_t)c, (lxw_col_t)c,
					 s->widths[c] * 1.1 + 2, f));
	}
}

/* ---- rows ------------------------------------------------------------------------------------------ */

static void put_heads(struct sheet *s)
{
	int lines = 1;
	const struct style style = {.bold = 1, .box = 1, .head = 1, .wrap = 1, .align = DOC_CENTRE};
	for (size_t c = 0, end; s->has_groups && c < s->t->column_count; c = end) {
		end = group_end(s->t, c);
		book_wide(s->b, s->w, s->row, (lxw_col_t)c, (lxw_col_t)(end - 1),
			s->t->columns[c].group, style);
	}
	s->row += s->has_groups;
	for (size_t c = 0; c < s->t->column_count; c++) {
		int n = book_lines(s->b, s->t->columns[c].title, s->widths[c] + 1);
		lines = n > lines ? n : lines;
	}
	book_height(s->b, s->w, s->row, lines, TEXT_POINTS);
	for (size_t c = 0; c < s->t->column_count; c++)
		book_text(s->b, s->w, s->row, (lxw_col_t)c, s->t->columns[c].title, style);
	s->row++;
}

/* `cells`: how wide the text is. */
static void put_cell(struct sheet *s, const struct doc_row *row, size_t c, int cells)
{
	const char *text = row->cells[c].text;
	const char *lang = s->b->d->lang;
	struct style style = {.box = 1,
		.bold = row->is_total,
		.total = row->is_total,
		.align = (unsigned char)s->t->columns[c].align,
		.indent = (unsigned char)(c || row->indent < 0 ? 0 : row->indent)};
	double number;
	enum number_look look;
	if (text && style.align == DOC_RIGHT &&
		number_read(text, !lang || strcmp(lang, "en") != 0, &number, &look)) {
		style.number = (unsigned char)look;
		lxw_format *f = book_format(s->b, style);
		if (book_is_well(s->b))
			book_check(s->b,
				worksheet_write_number(s->w, s->row, (lxw_col_t)c, number, f));
		return;
	}
	style.wrap = text && (cells > s->widths[c] || strchr(text, '\n'));
	book_text(s->b, s->w, s->row, (lxw_col_t)c, text, style);
}

static void put_group(struct sheet *s, const char *name)
{
	const struct style style = {.box = 1, .bold = 1, .italic = 1, .wrap = 1};
	book_height(s->b, s->w, s->row, book_lines(s->b, name, s->width), TEXT_POINTS);
	book_wide(s->b, s->w, s->row++, 0, (lxw_col_t)(s->t->column_count - 1), name, style);
}

static void put_row(struct sheet *s, const struct doc_row *row)
{
	int lines = 1;
	for (size_t c = 0; c < s->t->column_count; c++) {
		const char *text = row->cells[c].text;
		s->cells[c] = text ? cells_at_most(text) : 0;
		if (s->cells[c] > s->widths[c])
			s->cells[c] = s->b->text->cells(text);
		if (s->cells[c] <= room(s, c) && !(text && strchr(text, '\n')))
			continue;
		int n = book_lines(s->b, text, room(s, c));
		lines = n > lines ? n : lines;
	}
	/* two lines are room for a hand */
	if (s->t->is_form && lines < 2)
		lines = 2;
	if (lines > 1)
		book_height(s->b, s->w, s->row, lines, TEXT_POINTS);
	for (size_t c = 0; c < s->t->column_count; c++)
		put_cell(s, row, c, s->cells[c]);
	s->row++;
}

static void put_rows(struct sheet *s)
{
	struct book *b = s->b;
	struct doc_walk walk;
	const struct doc_row *row;
	int r = doc_walk_begin(&walk, b->d, s->t, DOC_WRITE, b->err);
	while (!r && !b->error && !b->failed && (r = doc_walk_next(&walk, &row, b->err)) == 1) {
		if (row->is_group)
			put_group(s, row->cells[0].text);
		else
			put_row(s, row);
		r = 0;
	}
	b->r = r;
}

void sheet_table(struct book *b, const struct doc_table *t)
{
	CLEANUP_FREE char *path = path_of(b, b->d->title);
	CLEANUP_FREE int *widths = mem_alloc(2 * (t->column_count + 1) * sizeof *widths);
	struct sheet s = {.b = b,
		.t = t,
		.widths = widths,
		.cells = widths ? widths + t->column_count : NULL,
		.row = b->d->is_data ? 0 : 1};
	b->failed |= !widths;
	if (!t->column_count || !book_is_well(b))
		return;
	s.w = new_sheet(b, last_heading(b), NULL);
	if (!s.w)
		return;
	lay_out(&s);
	book_page(b, s.w, s.width > WIDE_FROM || b->d->is_wide);
	if (!b->d->is_data)
		put_title(b, s.w, path, s.width, t->column_count);
	lxw_row_t head = s.row;
	put_heads(&s);
	worksheet_freeze_panes(s.w, s.row, 0);
	book_check(b, worksheet_repeat_rows(s.w, head, s.row - 1));
	if (book_is_well(b))
		put_rows(&s);
	if (!b->d->is_data)
		book_check(b, worksheet_print_area(
				      s.w, 0, 0, s.row - 1, (lxw_col_t)(t->column_count - 1)));
}

/* ---- charts ---------------------------------------------------------------------------------------- */

/* Columns of label, value and target; beside them the picture: a name given to it that begins with = would be a
 * formula, so those of its bars stand in cells. */
enum { LABEL, VALUE, TARGET, PICTURE = 4, PICTURE_COLUMNS = 8, PICTURE_ROWS = 18 };

static void add_series(struct book *b, lxw_worksheet *w, lxw_chart *chart, lxw_col_t col,
	lxw_row_t first, lxw_row_t last)
{
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	if (!series) {
		b->failed = true;
		return;
	}
	chart_series_set_categories(series, w->name, first, LABEL, last, LABEL);
	chart_series_set_values(series, w->name, first, col, last, col);
	chart_series_set_name_range(series, w->name, first - 1, col);
	chart_series_set_labels(series);
}

/* A line for each whole number as long as they are few: a third of a person is nobody. */
static void set_scale(lxw_chart *chart, const struct doc_chart *c)
{
	enum { FEW = 10 };
	long most = 0;
	for (size_t i = 0; i < c->bar_count; i++) {
		most = c->bars[i].value > most ? c->bars[i].value : most;
		most = c->bars[i].target > most ? c->bars[i].target : most;
	}
	if (most <= FEW)
		chart_axis_set_major_unit(chart->y_axis, 1);
	chart_axis_set_min(chart->y_axis, 0);
}

static void add_picture(struct book *b, lxw_worksheet *w, const struct doc_chart *c,
	const char *title, lxw_row_t first)
{
	lxw_row_t last = first + (lxw_row_t)c->bar_count - 1;
	lxw_chart *chart = workbook_add_chart(b->workbook, LXW_CHART_COLUMN);
	if (!chart) {
		b->failed = true;
		return;
	}
	const char *shown = book_clean(b, title);
	if (*shown == '=')
		chart_title_off(chart);
	else
		chart_title_set_name(chart, shown);
	set_scale(chart, c);
	add_series(b, w, chart, VALUE, first, last);
	if (c->target_name)
		add_series(b, w, chart, TARGET, first, last);
	else
		chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	book_check(b, worksheet_insert_chart(w, 1, PICTURE, chart));
}

static void put_bar(struct book *b, lxw_worksheet *w, lxw_row_t row, const struct doc_bar *bar)
{
	const struct style words = {.box = 1},
			   number = {.box = 1, .align = DOC_RIGHT, .number = LOOK_WHOLE};
	lxw_format *f = book_format(b, number);
	book_text(b, w, row, LABEL, bar->label, words);
	if (!book_is_well(b))
		return;
	book_check(b, worksheet_write_number(w, row, VALUE, (double)bar->value, f));
	if (bar->target >= 0)
		book_check(b, worksheet_write_number(w, row, TARGET, (double)bar->target, f));
}

void sheet_chart(struct book *b, const struct doc_chart *c)
{
	const struct style head = {.bold = 1, .box = 1, .head = 1, .wrap = 1, .align = DOC_CENTRE};
	const char *title = c->title && *c->title ? c->title : last_heading(b);
	lxw_row_t first = 2, last = first + (lxw_row_t)c->bar_count - 1;
	if (!c->bar_count || !book_is_well(b))
		return;
	lxw_worksheet *w = new_sheet(b, title, title);
	if (!w)
		return;
	int label = WIDTH_MIN;
	for (size_t i = 0; i < c->bar_count; i++) {
		int cells = c->bars[i].label ? b->text->cells(c->bars[i].label) : 0;
		label = cells > label ? cells : label;
	}
	label = label < WIDTH_MAX ? label : WIDTH_MAX;
	book_check(b, worksheet_set_column(w, LABEL, LABEL, label * 1.1 + 2, NULL));
	book_check(b, worksheet_set_column(w, VALUE, TARGET, 14, NULL));
	book_page(b, w, true);
	put_title(b, w, title, PICTURE_COLUMNS * 10, PICTURE + PICTURE_COLUMNS);
	book_text(b, w, 1, LABEL, NULL, head);
	book_text(b, w, 1, VALUE, c->value_name, head);
	if (c->target_name)
		book_text(b, w, 1, TARGET, c->target_name, head);
	for (size_t i = 0; i < c->bar_count; i++)
		put_bar(b, w, first + (lxw_row_t)i, &c->bars[i]);
	add_picture(b, w, c, title, first);
	worksheet_freeze_panes(w, first, 0);
	book_check(b, worksheet_repeat_rows(w, 1, 1));
	book_check(b, worksheet_print_area(w, 0, 0, last > PICTURE_ROWS ? last : PICTURE_ROWS,
			      PICTURE + PICTURE_COLUMNS));
}
