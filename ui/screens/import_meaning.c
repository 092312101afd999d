/* What values of the file were said to mean, now or in an earlier batch: "Ấp I" is the cell "Chi bộ Ấp 1". */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "viet/wording.h"

static void add_meaning(const struct plan_meaning *m, long rows, struct door door, struct page *p)
{
	bool is_used = m->from != PLAN_MEANT_NOT;
	struct strbuf b = {0};
	char n[WORDING_MAX];
	strbuf_addf(&b, "“%s”", m->said);
	import_line_add(p, door, strbuf_str(&b), is_used ? STYLE_STRONG : STYLE_DIM,
		is_used ? m->means : _("as it stands"));
	strbuf_clear(&b);
	if (m->from == PLAN_MEANT_BEFORE)
		strbuf_addf(&b, " %s ·", _("remembered"));
	page_textf(p, STYLE_DIM, "%s %s %s", strbuf_str(&b), wording_number(rows, n), _("rows"));
	strbuf_done(&b);
}

int import_meanings_add(const struct wizard *w, int door, struct page *p, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < w->plan.meaning_count; i++) {
		const struct plan_meaning *m = &w->plan.meanings[i];
		long rows;
		r = plan_meaning_rows(w->book, &w->plan, w->sheet, m, &rows, err);
		if (!r && rows)
			add_meaning(m, rows, (struct door){door, (int64_t)i, 0}, p);
	}
	return r;
}

int import_meaning_turn(struct wizard *w, size_t at, struct err *err)
{
	const struct plan_meaning *m = &w->plan.meanings[at];
	const char *means = m->from == PLAN_MEANT_NOT ? m->means : NULL;
	return plan_mean(&w->plan, m->field, m->said, means, err);
}

int import_meaning_at(const struct wizard *w, size_t sheet, size_t row, size_t column,
	const struct plan_meaning **ret, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf said = {0};
	*ret = NULL;
	if (!w->plan.meaning_count || plan_edited(&w->plan, sheet, row, column))
		return 0;
	int r = plan_said(w->book, &w->plan, sheet, row, column, &said, err);
	if (!r)
		*ret = plan_meaning_of(
			&w->plan, w->plan.sheets[sheet].columns[column].field, strbuf_str(&said));
	return r;
}
