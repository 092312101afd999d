/* The text of a cell, and what people put right in a plan by hand. */
#include "exchange/plan_own.h"

#include "viet/text.h"

#include <string.h>

/* A text that cannot be made clean stays as it is, for the importers to refuse. */
int plan_tidy(struct strbuf *b, size_t from, struct err *err)
{
	char *s = b->s + from, *own;
	size_t n = b->len - from;
	bool is_plain = true;
	if (b->failed)
		return ERR_OOM(err);
	for (size_t i = 0; i < n && is_plain; i++)
		is_plain = (unsigned char)s[i] < 0x80 && (unsigned char)s[i] >= ' ' &&
			   (s[i] != ' ' || s[i + 1] != ' ');
	if (is_plain)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\n' || s[i] == '\t')
			s[i] = ' ';
	int r = text_clean(s, &own, NULL);
	if (r)
		return r == ERR_INVALID ? 0
		       : r == ERR_NOMEM ? ERR_OOM(err)
					: ERR(err, r, NULL, NULL);
	b->len = from;
	b->s[from] = '\0';
	strbuf_add(b, own);
	free(own);
	return b->failed ? ERR_OOM(err) : 0;
}

/* Most cells of most files are ASCII or UTF-8 and mean what they say. */
static bool says_itself(const struct workbook *w, const struct raw_cell *c, enum charset charset)
{
	if (c->kind != RAW_TEXT)
		return true;
	if (c->is_mixed || charset == CHARSET_VIQR || charset == CHARSET_UTF16)
		return false;
	bool is_utf8 = charset == CHARSET_NONE || charset == CHARSET_UTF8;
	return text_is_ascii(c->text, c->size) ||
	       (is_utf8 && w->is_bytes && text_is_utf8(c->text, c->size));
}

/* Where the fonts of a column tell its charset, a cell in another font is none of it. */
static enum charset charset_of(
	const struct workbook *w, const struct raw_cell *c, const struct plan_column *as)
{
	bool is_by_font =
		!w->is_bytes && as->verdict.is_by_font && as->charset == as->verdict.charset;
	return is_by_font && c->font == CHARSET_NONE ? CHARSET_UTF8 : as->charset;
}

int plan_text(const struct workbook *w, const struct workbook_sheet *s, size_t row, size_t column,
	const struct plan_column *as, struct strbuf *ret, size_t *ret_odd, struct err *err)
{
	struct raw_cell c = workbook_cell(s, row, column);
	return plan_cell_text(w, &c, as, ret, ret_odd, err);
}

int plan_cell_text(const struct workbook *w, const struct raw_cell *cell,
	const struct plan_column *as, struct strbuf *ret, size_t *ret_odd, struct err *err)
{
	enum charset charset = charset_of(w, cell, as);
	size_t odd = 0;
	int r = 0;
	if (cell->kind == RAW_EMPTY || !cell->size)
		return 0;
	if (says_itself(w, cell, charset))
		strbuf_addn(ret, cell->text, cell->size);
	else
		r = workbook_text(w, cell, charset, ret, &odd, err);
	if (ret_odd)
		*ret_odd = odd;
	return r ? r : ret->failed ? ERR_OOM(err) : 0;
}

/* ---- edits ------------------------------------------------------------------------------------------- */

/* By sheet, row, column; what leaves a row out stands before its fields. */
static int order(const struct plan_edit *a, const struct plan_edit *b)
{
	if (a->sheet != b->sheet)
		return a->sheet < b->sheet ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (!a->text != !b->text)
		return !a->text ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

/* The place of the edit, or where it belongs. */
static size_t find(const struct plan *p, const struct plan_edit *e, bool *ret_there)
{
	size_t from = 0, to = p->edit_count;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (order(&p->edits[mid], e) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	*ret_there = from < p->edit_count && order(&p->edits[from], e) == 0;
	return from;
}

static void take_out(struct plan *p, size_t at)
{
	free(p->edits[at].text);
	memmove(&p->edits[at], &p->edits[at + 1], (p->edit_count - at - 1) * sizeof *p->edits);
	p->edit_count--;
}

/* Takes the text over. */
static int put_in(struct plan *p, size_t at, struct plan_edit e, struct err *err)
{
	struct plan_edit *more = mem_resize(p->edits, (p->edit_count + 1) * sizeof *more);
	if (!more) {
		free(e.text);
		return ERR_OOM(err);
	}
	p->edits = more;
	memmove(&more[at + 1], &more[at], (p->edit_count - at) * sizeof *more);
	more[at] = e;
	p->edit_count++;
	return 0;
}

static bool is_row(const struct plan *p, size_t sheet)
{
	return sheet < p->sheet_count;
}

int plan_edit(
	struct plan *p, size_t sheet, size_t row, size_t column, const char *text, struct err *err)
{
	struct plan_edit e = {sheet, row, column, mem_strdup(text ? text : "")};
	bool there;
	if (!is_row(p, sheet) || column >= p->sheets[sheet].column_count) {
		free(e.text);
		return ERR(err, ERR_INVALID, "plan", NULL);
	}
	if (!e.text)
		return ERR_OOM(err);
	size_t at = find(p, &e, &there);
	if (there)
		take_out(p, at);
	if (text)
		return put_in(p, at, e, err);
	free(e.text);
	return 0;
}

int plan_leave_out(struct plan *p, size_t sheet, size_t row, bool leave, struct err *err)
{
	struct plan_edit e = {sheet, row, 0, NULL};
	bool there;
	if (!is_row(p, sheet))
		return ERR(err, ERR_INVALID, "plan", NULL);
	size_t at = find(p, &e, &there);
	if (there && !leave)
		take_out(p, at);
	return !there && leave ? put_in(p, at, e, err) : 0;
}

const char *plan_edited(const struct plan *p, size_t sheet, size_t row, size_t column)
{
	char any[] = "";
	struct plan_edit e = {sheet, row, column, any};
	bool there;
	if (!p->edit_count)
		return NULL;
	size_t at = find(p, &e, &there);
	return there ? p->edits[at].text : NULL;
}

bool plan_is_left_out(const struct plan *p, size_t sheet, size_t row)
{
	struct plan_edit e = {sheet, row, 0, NULL};
	bool there = false;
	if (p->edit_count)
		find(p, &e, &there);
	return there;
}
