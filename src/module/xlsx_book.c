#include "module/xlsx_book.h"

#include "base/mem.h"

#include <ctype.h>
#include <string.h>

#define FONT "Times New Roman"
#define INCH 25.4

/* A cell holds 32,767 units of UTF-16, a sheet's name 31, head and foot 255 letters. */
enum { CELL_MAX = 32000, FOOT_MAX = 100 };

void book_done(struct book *b)
{
	VEC_EACH (name, &b->names)
		free(*name);
	VEC_DONE(&b->names);
	VEC_DONE(&b->formats);
	strbuf_done(&b->clean);
}

void book_check(struct book *b, lxw_error e)
{
	if (e && !b->error)
		b->error = e;
}

/* ---- formats --------------------------------------------------------------------------------------- */

static lxw_format *new_format(struct book *b, struct style s)
{
	static const unsigned char aligns[] = {[DOC_LEFT] = LXW_ALIGN_LEFT,
		[DOC_CENTRE] = LXW_ALIGN_CENTER,
		[DOC_RIGHT] = LXW_ALIGN_RIGHT};
	/* "@" keeps a text that begins with = a text when someone edits its cell */
	static const char *const looks[] = {[LOOK_TEXT] = "@",
		[LOOK_WHOLE] = "0",
		[LOOK_GROUPED] = "#,##0",
		[LOOK_TENTHS] = "0.0",
		[LOOK_GROUPED_TENTHS] = "#,##0.0",
		/* a sign that stands there, not one that multiplies: 29.4 is shown as 29,4 % */
		[LOOK_PERCENT] = "0.0\" %\"",
		[LOOK_PERCENT_TIGHT] = "0.0\"%\""};
	lxw_format *f = workbook_add_format(b->workbook);
	if (!f)
		return NULL;
	format_set_font_name(f, FONT);
	format_set_font_size(f, s.size ? s.size : 12);
	format_set_num_format(f, looks[s.number]);
	format_set_align(f, aligns[s.align]);
	format_set_align(f, s.head ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
	if (s.bold)
		format_set_bold(f);
	if (s.italic)
		format_set_italic(f);
	if (s.wrap)
		format_set_text_wrap(f);
	if (s.box)
		format_set_border(f, LXW_BORDER_THIN);
	if (s.total)
		format_set_top(f, LXW_BORDER_MEDIUM);
	if (s.head)
		format_set_bg_color(f, 0xEDEDED);
	if (s.indent)
		format_set_indent(f, s.indent < 15 ? s.indent : 15);
	return f;
}

lxw_format *book_format(struct book *b, struct style s)
{
	VEC_EACH (known, &b->formats)
		if (memcmp(&known->style, &s, sizeof s) == 0)
			return known->format;
	lxw_format *f = new_format(b, s);
	__typeof__(*b->formats.v) entry = {.style = s, .format = f};
	if (!f || !VEC_PUSH(&b->formats, entry))
		b->failed = true;
	return f;
}

/* ---- text ------------------------------------------------------------------------------------------ */

/* Spreadsheets read "_x0041_" in a cell as "A": its first sign is then written so itself. */
static bool is_escape(const char *s)
{
	if (s[0] != '_' || s[1] != 'x')
		return false;
	for (int i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)s[i]))
			return false;
	return s[6] == '_';
}

static void escape(struct book *b)
{
	if (!strstr(strbuf_str(&b->clean), "_x"))
		return;
	struct strbuf out = {0};
	for (const char *s = strbuf_str(&b->clean); *s; s++) {
		if (is_escape(s))
			strbuf_add(&out, "_x005F");
		strbuf_addc(&out, *s);
	}
	strbuf_done(&b->clean);
	b->clean = out;
}

/* Cuts after `max` units of UTF-16, between letters. */
static void cut(struct strbuf *b, size_t max)
{
	size_t units = 0;
	for (size_t i = 0; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];
		units += c >= 0xF0 ? 2 : (c & 0xC0) != 0x80;
		if (units > max) {
			b->s[i] = '\0';
			b->len = i;
			strbuf_add(b, "…");
			return;
		}
	}
}

static const char *clean_to(struct book *b, const char *s, size_t max, bool keep_newlines)
{
	strbuf_clear(&b->clean);
	b->text->safe(&b->clean, s ? s : "", s ? strlen(s) : 0, keep_newlines, false);
	cut(&b->clean, max);
	b->failed |= b->clean.failed;
	return strbuf_str(&b->clean);
}

/* Letters and signs that nothing has to be done to: ASCII, Latin with the Vietnamese letters. Nearly all texts of a
 * long list are such. */
static bool is_plain(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	while (*s) {
		size_t n = *s < 0x80					? *s >= 0x20 && *s != 0x7F
			   : *s >= 0xC3 && *s <= 0xC9			? 2
			   : *s == 0xE1 && s[1] >= 0xB8 && s[1] <= 0xBB ? 3
									: 0;
		if (!n || (*s == '_' && s[1] == 'x'))
			return false;
		for (size_t i = 1; i < n; i++)
			if ((s[i] & 0xC0) != 0x80)
				return false;
		s += n;
	}
	return (const char *)s - text <= CELL_MAX;
}

const char *book_clean(struct book *b, const char *s)
{
	if (s && is_plain(s))
		return s;
	clean_to(b, s, CELL_MAX, true);
	escape(b);
	b->failed |= b->clean.failed;
	return strbuf_str(&b->clean);
}

int book_lines(struct book *b, const char *s, int width)
{
	int lines = 1, used = 0;
	char word[128];
	while (s && *s) {
		size_t n = strcspn(s, " \n"), k = n < sizeof word - 1 ? n : sizeof word - 1;
		memcpy(word, s, k);
		word[k] = '\0';
		int cells = b->text->cells(word);
		bool fits = used + cells + (used > 0) <= width;
		if (!fits && used)
			lines++;
		used = fits ? used + cells + (used > 0) : cells;
		/* a word longer than the line is broken */
		for (; used > width && width > 0; used -= width)
			lines++;
		s += n;
		if (*s == '\n') {
			lines++;
			used = 0;
		}
		s += *s != '\0';
	}
	return lines;
}

void book_height(struct book *b, lxw_worksheet *w, lxw_row_t row, int lines, int points)
{
	enum { POINTS_MAX = 400 };
	/* the distance of lines in the font */
	double height = lines * points * 1.2 + 3;
	if (w && book_is_well(b))
		book_check(b,
			worksheet_set_row(w, row, height < POINTS_MAX ? height : POINTS_MAX, NULL));
}

void book_text(struct book *b, lxw_worksheet *w, lxw_row_t row, lxw_col_t col, const char *s,
	struct style style)
{
	lxw_format *f = book_format(b, style);
	if (!w || !book_is_well(b))
		return;
	if (s && *s)
		book_check(b, worksheet_write_string(w, row, col, book_clean(b, s), f));
	else
		book_check(b, worksheet_write_blank(w, row, col, f));
}

void book_wide(struct book *b, lxw_worksheet *w, lxw_row_t row, lxw_col_t from, lxw_col_t to,
	const char *s, struct style style)
{
	lxw_format *f = book_format(b, style);
	if (!w || !book_is_well(b))
		return;
	if (from == to)
		book_text(b, w, row, from, s, style);
	else
		book_check(b, worksheet_merge_range(w, row, from, row, to, book_clean(b, s), f));
}

/* ---- sheets ---------------------------------------------------------------------------------------- */

/* "Chi bộ từ 3 năm trở lên chưa k…" → "Chi bộ từ 3 năm trở lên chưa…" */
static void cut_at_word(struct strbuf *b)
{
	static const char mark[] = "…";
	size_t n = sizeof mark - 1, at = b->len;
	if (b->len < n || strcmp(b->s + b->len - n, mark) != 0)
		return;
	while (at > b->len / 2 && b->s[at - 1] != ' ')
		at--;
	if (at <= b->len / 2)
		return;
	b->s[b->len = at - 1] = '\0';
	strbuf_add(b, mark);
}

/* Only signs that a name may have; a ' is harmless inside, yet not worth the quoting in references. */
static void to_name(struct strbuf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if (strchr("[]:*?/\\'", b->s[i]))
			b->s[i] = b->s[i] == '/' ? '-' : ' ';
	while (b->len && b->s[b->len - 1] == ' ')
		b->s[--b->len] = '\0';
}

static bool is_taken(struct book *b, const char *name)
{
	CLEANUP_FREE char *lower = NULL;
	if (b->text->lower(name, &lower, NULL)) {
		b->failed = true;
		return false;
	}
	VEC_EACH (other, &b->names)
		if (strcmp(*other, lower) == 0)
			return true;
	if (VEC_PUSH(&b->names, lower))
		lower = NULL;
	else
		b->failed = true;
	return false;
}

/* A bare "A1" or "2022" would be read as a cell or a number where other sheets refer to it. */
static bool is_bare(const char *name)
{
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && *name != '_' && *name != '.')
			return false;
	return true;
}

lxw_worksheet *book_sheet(struct book *b, const char *title, const char **ret_name)
{
	CLEANUP_FREE char *name = NULL;
	for (int n = 1; !name || is_taken(b, name); n++) {
		char suffix[16] = "";
		if (n > 1)
			snprintf(suffix, sizeof suffix, " (%d)", n);
		clean_to(b, title, LXW_SHEETNAME_MAX - 1 - strlen(suffix), false);
		cut_at_word(&b->clean);
		to_name(&b->clean);
		if (n == 1 && is_bare(strbuf_str(&b->clean)))
			snprintf(suffix, sizeof suffix, " (1)");
		free(name);
		name = mem_printf("%s%s", strbuf_str(&b->clean), suffix);
		b->failed |= !name;
		if (b->failed)
			return NULL;
	}
	lxw_worksheet *w = workbook_add_worksheet(b->workbook, name);
	if (!w)
		b->failed = true;
	else if (ret_name)
		*ret_name = w->name;
	return w;
}

void book_page(struct book *b, lxw_worksheet *w, bool landscape)
{
	struct strbuf foot = {0};
	worksheet_set_paper(w, 9); /* A4 */
	worksheet_set_margins(w, 30 / INCH, 15 / INCH, 20 / INCH, 20 / INCH);
	worksheet_fit_to_pages(w, 1, 0);
	if (landscape)
		worksheet_set_landscape(w);
	strbuf_add(&foot, "&L&8");
	/* & begins a command, and a number after the size would belong to it */
	strbuf_addc(&foot, ' ');
	for (const char *s = clean_to(b, b->d->printed_by, FOOT_MAX, false); *s; s++)
		strbuf_add(&foot, *s == '&' ? "&&" : (char[]){*s, '\0'});
	strbuf_add(&foot, "&R&8&P/&N");
	b->failed |= foot.failed;
	book_check(b, worksheet_set_footer(w, strbuf_str(&foot)));
	strbuf_done(&foot);
}
