/* What is asked about a file that is brought in: which field a column is, its charset, where the head stands. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/popup.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int import_choose_field(struct wizard *w, size_t column, struct err *err)
{
	struct plan_column *c = &w->plan.sheets[w->sheet].columns[column];
	struct popup p = {.kind = POPUP_FIND,
		.name = "field",
		.title = c->heading,
		.chosen = (size_t)(c->field + 1)};
	(void)err;
	popup_add(&p, _("Leave this column out"), "");
	for (size_t i = 0; import_heading(w->plan.kind, i); i++)
		popup_add(&p, import_heading(w->plan.kind, i), "");
	int at = popup_run(w->app, &p);
	if (at < 0)
		return ERR_STOPPED;
	struct plan_sheet *s = &w->plan.sheets[w->sheet];
	size_t had = at > 0 ? import_column_of(s, at - 1) : SIZE_MAX;
	if (had != SIZE_MAX && had != column) /* a field stands in one column */
		s->columns[had].field = PLAN_IGNORED;
	c->field = at - 1;
	c->known = PLAN_CHOSEN;
	return 0;
}

/* Which charsets may be chosen, in the order in which offices had them. */
static const enum charset offered[] = {CHARSET_UTF8, CHARSET_TCVN3, CHARSET_TCVN3_CAPITALS,
	CHARSET_VNI, CHARSET_VISCII, CHARSET_CP1258, CHARSET_VPS, CHARSET_VIQR, CHARSET_CP1252};
#define OFFERED (sizeof offered / sizeof *offered)

int import_choose_charset(struct wizard *w, size_t column, struct err *err)
{
	struct plan_sheet *s = &w->plan.sheets[w->sheet];
	struct popup p = {.kind = POPUP_CHOOSE,
		.name = "charset",
		.title = column == SIZE_MAX ? _("Charset of all columns")
					    : s->columns[column].heading};
	(void)err;
	popup_add(&p, _("As each column was found to be"), "");
	for (size_t i = 0; i < OFFERED; i++)
		popup_add(&p, charset_label(offered[i]), "");
	int at = popup_run(w->app, &p);
	if (at < 0)
		return ERR_STOPPED;
	enum charset chosen = at ? offered[at - 1] : CHARSET_NONE;
	if (column == SIZE_MAX)
		plan_set_charset(&w->plan, chosen);
	else
		s->columns[column].charset = chosen ? chosen : s->columns[column].verdict.charset;
	return 0;
}

/* The row that the file's own program shows with this number. */
static bool find_row(const struct workbook_sheet *s, unsigned long number, size_t *ret)
{
	for (size_t row = 0; row < s->rows; row++)
		if (workbook_row_number(s, row) == (long)number) {
			*ret = row;
			return true;
		}
	return false;
}

/* "5", "5-6"; "0": there is none. */
static bool read_rows(
	const struct workbook_sheet *s, const char *typed, size_t *ret_first, size_t *ret_n)
{
	char *end;
	unsigned long first = strtoul(typed, &end, 10), last = first;
	size_t last_row;
	if (!isdigit((unsigned char)*typed))
		return false;
	*ret_first = *ret_n = 0;
	if (!first && !*end)
		return true;
	if (*end == '-') {
		if (!isdigit((unsigned char)end[1]))
			return false;
		last = strtoul(end + 1, &end, 10);
	}
	if (*end || !find_row(s, first, ret_first) || !find_row(s, last, &last_row))
		return false;
	*ret_n = last_row - *ret_first + 1;
	return last_row >= *ret_first && *ret_n <= 2;
}

int import_choose_head(struct wizard *w, size_t sheet, struct err *err)
{
	const struct plan_sheet *s = &w->plan.sheets[sheet];
	const struct workbook_sheet *of = &w->book->sheets[sheet];
	CLEANUP_FREE char *typed = NULL;
	char now[64];
	size_t first, n;
	if (!s->head_rows)
		snprintf(now, sizeof now, "0");
	else if (s->head_rows > 1)
		snprintf(now, sizeof now, "%ld-%ld", workbook_row_number(of, s->head),
			workbook_row_number(of, s->head + 1));
	else
		snprintf(now, sizeof now, "%ld", workbook_row_number(of, s->head));
	int r = ask_line(w->app, _("Where the head stands"), _("Row, or rows (5-6); 0: none"), now,
		&typed, err);
	if (r)
		return r;
	if (!read_rows(of, typed, &first, &n))
		return ERR(err, ERR_INVALID, "head", "%s", typed);
	r = plan_set_head(w->office->db, w->book, &w->plan, sheet, first, n, err);
	if (!r) {
		w->plan.sheets[sheet].is_used = true;
		w->sheet = sheet;
	}
	return r;
}

static void add_shown(void *ctx, const char *before, const char *after)
{
	popup_add(ctx, before, after);
}

int import_show_column(struct wizard *w, size_t column, struct err *err)
{
	struct popup p = {.kind = POPUP_READ,
		.name = "before-after",
		.title = w->plan.sheets[w->sheet].columns[column].heading,
		.label_cells = 32};
	popup_add(&p, _("In the file"), _("As it is read"));
	int r = plan_before_after(w->book, &w->plan, w->sheet, column, add_shown, &p, err);
	/* shown whatever there is of it: it also frees it */
	popup_run(w->app, &p);
	return r;
}
