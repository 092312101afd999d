/* What a plan says of itself: what is still missing, and its sheets in the order in which they go in. */
#include "exchange/plan_own.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

void plan_done(struct plan *p)
{
	for (size_t i = 0; i < p->sheet_count && p->sheets; i++) {
		struct plan_sheet *s = &p->sheets[i];
		for (size_t c = 0; c < s->column_count && s->columns; c++)
			free(s->columns[c].heading);
		free(s->columns);
		for (size_t k = 0; k < s->fixed_count; k++)
			free(s->fixed[k].text);
		free(s->fixed);
	}
	for (size_t i = 0; i < p->edit_count; i++)
		free(p->edits[i].text);
	plan_meanings_done(p);
	free(p->sheets);
	free(p->edits);
	*p = (struct plan){0};
}

/* What most columns that can say it say. */
static enum charset charset_of_most(const struct plan_sheet *s)
{
	size_t count[CHARSETS] = {0};
	enum charset best = CHARSET_NONE;
	for (size_t c = 0; c < s->column_count; c++)
		count[s->columns[c].verdict.charset]++;
	for (int c = CHARSET_NONE + 1; c < CHARSETS; c++)
		if (count[c] > (best ? count[best] : 0))
			best = (enum charset)c;
	return best;
}

void plan_set_charset(struct plan *p, enum charset c)
{
	for (size_t i = 0; i < p->sheet_count; i++) {
		struct plan_sheet *s = &p->sheets[i];
		enum charset most = charset_of_most(s);
		for (size_t k = 0; s->is_used && k < s->column_count; k++)
			s->columns[k].charset =
				c != CHARSET_NONE ? c : plan_charset(&s->columns[k].verdict, most);
	}
}

const char *row_group_label(enum row_group g)
{
	static const char *const labels[ROW_GROUPS] = {
		N_("New"), N_("Update"), N_("Same"), N_("Conflict"), N_("Refused"), N_("Left out")};
	return labels[g];
}

/* By year, one without a year as of today; of one year the sheet that bears nothing but the year is the one that counts,
 * "2024(v1)" a copy that was kept. */
static bool comes_later(const struct workbook *w, const struct plan *p, size_t a, size_t b)
{
	int x = p->sheets[a].year, y = p->sheets[b].year;
	if (x != y)
		return !x || (y && x > y);
	return x && strlen(w->sheets[a].name) == 4 && strlen(w->sheets[b].name) > 4;
}

/* Sheets of earlier years first: what a later one says of the same person wins. */
int plan_order(const struct workbook *w, const struct plan *p, size_t **ret, size_t *ret_n,
	struct err *err)
{
	size_t *list = mem_alloc((p->sheet_count + 1) * sizeof *list), n = 0;
	if (!list)
		return ERR_OOM(err);
	for (size_t i = 0; i < p->sheet_count; i++) {
		if (!p->sheets[i].is_used)
			continue;
		size_t at = n++;
		for (; at && comes_later(w, p, list[at - 1], i); at--)
			list[at] = list[at - 1];
		list[at] = i;
	}
	*ret = list;
	*ret_n = n;
	return 0;
}

void plan_result_done(struct plan_result *r)
{
	import_result_done(&r->sum);
	for (size_t i = 0; i < r->change_count; i++) {
		free(r->changes[i].before);
		free(r->changes[i].after);
	}
	free(r->changes);
	free(r->rows);
	*r = (struct plan_result){0};
}

/* ---- faults ------------------------------------------------------------------------------------------ */

struct saying {
	int (*each)(void *ctx, const char *text);
	void *ctx;
	const char *sheet; /* "": the file has but one */
};

static int say(const struct saying *s, const char *fmt, const char *what, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	if (s->sheet[0])
		strbuf_addf(&b, "%s: ", s->sheet);
	const char *mark = strstr(fmt, "%s");
	if (mark) {
		strbuf_addn(&b, fmt, (size_t)(mark - fmt));
		strbuf_add(&b, what);
		strbuf_add(&b, mark + 2);
	} else {
		strbuf_add(&b, fmt);
	}
	return b.failed ? ERR_OOM(err) : s->each(s->ctx, strbuf_str(&b));
}

static int sheet_faults(
	enum import_kind kind, const struct plan_sheet *s, const struct saying *to, struct err *err)
{
	const struct table *t = import_table(kind);
	int count[COLUMNS_MAX] = {0}, any = 0, r = 0;
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field >= 0) {
			count[s->columns[c].field]++;
			any++;
		}
	for (size_t k = 0; k < s->fixed_count; k++)
		if (!count[s->fixed[k].field])
			count[s->fixed[k].field] = 1;
	if (!any && !s->head_rows)
		return say(to,
			_("It is not known in which row the headings stand: say so, or what the "
			  "columns mean."),
			"", err);
	if (!any)
		return say(to, _("No heading is known: say what the columns mean."), "", err);
	for (size_t i = 0; !r && i < t->n; i++) {
		if (t->columns[i].is_required && !count[i])
			r = say(to,
				plan_may_fix(kind, i)
					? _("No column says “%s”: show which does, say it for all "
					    "rows, or add it to the file.")
					: _("No column says “%s”: show which does, or add it to "
					    "the file."),
				t->columns[i].heading, err);
		else if (count[i] > 1)
			r = say(to, _("Several columns say “%s”: one must be chosen."),
				t->columns[i].heading, err);
	}
	return r;
}

int plan_faults(
	const struct plan *p, int (*each)(void *ctx, const char *text), void *ctx, struct err *err)
{
	struct saying to = {each, ctx, ""};
	size_t used = 0, columns = 0;
	int r = 0;
	for (size_t i = 0; i < p->sheet_count; i++) {
		used += p->sheets[i].is_used;
		columns += p->sheets[i].column_count;
	}
	if (!columns)
		return say(&to, _("Nothing stands in this file."), "", err);
	if (!used)
		return say(&to, _("No sheet is chosen."), "", err);
	for (size_t i = 0; !r && i < p->sheet_count; i++) {
		char number[32];
		snprintf(number, sizeof number, "%s %zu", _("Sheet"), i + 1);
		to.sheet = used > 1 ? number : "";
		if (p->sheets[i].is_used)
			r = sheet_faults(p->kind, &p->sheets[i], &to, err);
	}
	return r;
}
