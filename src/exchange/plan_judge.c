/* What the cells of a column tell of it: its charset, and whether its dates begin with the day. */
#include "exchange/plan_own.h"

#include "viet/text.h"

#include <string.h>

enum { TALLY_ROWS = 2000, SLIPS = 10, SWAPPED = 4 };

/* ---- charsets ---------------------------------------------------------------------------------------- */

/* Does any cell of the column stand in an old font? Then one that does not is Unicode, a head above old rows say. */
static bool has_fonts(const struct workbook_sheet *s, size_t column, size_t step)
{
	for (size_t row = 0; row < s->rows; row += step)
		if (workbook_cell(s, row, column).font != CHARSET_NONE)
			return true;
	return false;
}

/* Rows are taken evenly, for old rows and new ones may be typed in different fonts. */
static int tally_column(const struct workbook_sheet *s, size_t column, struct charset_tally *own,
	struct charset_tally *all, struct err *err)
{
	size_t step = s->rows / TALLY_ROWS + 1;
	bool by_font = has_fonts(s, column, step);
	int r = 0;
	for (size_t row = 0; !r && row < s->rows; row += step) {
		struct raw_cell c = workbook_cell(s, row, column);
		if (c.kind != RAW_TEXT || c.is_mixed || text_is_ascii(c.text, c.size) ||
			(by_font && c.font == CHARSET_NONE))
			continue;
		r = charset_tally_add(own, c.text, c.size, c.font, err);
		if (!r)
			r = charset_tally_add(all, c.text, c.size, c.font, err);
	}
	return r;
}

enum charset plan_charset(const struct charset_verdict *v, enum charset around)
{
	if (v->charset != CHARSET_NONE)
		return v->charset;
	return v->is_plain ? CHARSET_UTF8 : around;
}

/* What the column says by itself; where it is too short to say, what the sheet says. */
static int judge_sheet(const struct workbook *w, const struct workbook_sheet *s,
	struct plan_column *columns, struct err *err)
{
	struct charset_tally *all = charset_tally_make(!w->is_bytes);
	struct charset_verdict whole;
	int r = all ? 0 : ERR_OOM(err);
	for (size_t c = 0; !r && c < s->columns; c++) {
		struct charset_tally *own = charset_tally_make(!w->is_bytes);
		r = own ? tally_column(s, c, own, all, err) : ERR_OOM(err);
		if (!r)
			charset_tally_verdict(own, &columns[c].verdict);
		charset_tally_free(own);
	}
	if (!r)
		charset_tally_verdict(all, &whole);
	charset_tally_free(all);
	for (size_t c = 0; !r && c < s->columns; c++)
		columns[c].charset = plan_charset(&columns[c].verdict, whole.charset);
	return r;
}

/* ---- the order of days and months -------------------------------------------------------------------- */

/* Excel with American settings makes 10 March of 3/10/2022, and leaves 24/2/2022 as text: then every day that it took for
 * one is at most 12, and every text above. So few of real days are that this is no chance where there are some. */
struct days {
	size_t first, second; /* texts that prove that the day stands first, second */
	size_t either;	      /* texts that prove nothing */
	size_t low, high;     /* days of the file itself, up to 12 and above */
};

static void count_days(const struct raw_cell *c, struct days *d)
{
	if (c->kind == RAW_DATE && c->size >= 10) {
		bool is_high = strncmp(c->text + 8, "12", 2) > 0;
		d->low += !is_high;
		d->high += is_high;
	}
	if (c->kind != RAW_TEXT || c->size > 32 || !text_is_ascii(c->text, c->size))
		return;
	int order = value_date_order(c->text);
	d->first += order > 0;
	d->second += order < 0;
	d->either += !order && strspn(c->text, "0123456789/-. ") == c->size && c->size >= 8;
}

static void judge_days(const struct workbook_sheet *s, size_t column, struct plan_column *ret)
{
	struct days d = {0};
	for (size_t row = 0; row < s->rows; row++) {
		struct raw_cell c = workbook_cell(s, row, column);
		count_days(&c, &d);
	}
	ret->days = d.second && !d.first ? MONTHS_FIRST : DAYS_FIRST;
	ret->is_days_proved = !d.second != !d.first;
	/* a slip of the pen among many rows makes none of the others doubtful */
	size_t few = d.first < d.second ? d.first : d.second;
	ret->is_days_mixed = few && few * SLIPS >= d.first + d.second - few;
	ret->is_days_swapped =
		d.low >= SWAPPED && d.first >= SWAPPED && !d.high && !d.second && !d.either;
}

int plan_judge_columns(const struct workbook *w, const struct workbook_sheet *s,
	struct plan_column *columns, struct err *err)
{
	int r = judge_sheet(w, s, columns, err);
	for (size_t c = 0; !r && c < s->columns; c++)
		judge_days(s, c, &columns[c]);
	return r;
}
