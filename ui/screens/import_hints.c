/* What a file may be instead of what it was said to be, and what has to come before it. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"

static int look_for_cells(struct wizard *w, struct err *err)
{
	struct db_stmt *s = db_begin(w->office->db, DBQ_CELL_ALL, err);
	int r = db_step(s, err);
	db_reset(s);
	w->lacks_cells = r == 0;
	return r < 0 ? r : 0;
}

int import_hints_find(struct wizard *w, struct err *err)
{
	w->likelier = w->plan.kind;
	/* a batch stays the list that it is */
	if (w->redo_of || w->compares)
		return 0;
	int r = look_for_cells(w, err);
	return r ? r : plan_likelier(w->office->db, w->book, &w->plan, &w->likelier, err);
}

static bool any_known(const struct plan_sheet *s)
{
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].known != PLAN_UNKNOWN)
			return true;
	return false;
}

void import_hints_add(const struct wizard *w, struct page *p)
{
	const struct plan_sheet *s = &w->plan.sheets[w->sheet];
	struct strbuf b = {0};
	if (w->lacks_cells && w->plan.kind != IMPORT_CELLS && w->plan.kind != IMPORT_TARGETS &&
		w->likelier == w->plan.kind)
		strbuf_add(&b,
			_("There is no cell yet: bring in the list of cells first, for every row "
			  "is of one."));
	else if (w->likelier != w->plan.kind)
		strbuf_addf(&b,
			_("The headings look like those of the list “%s”: l reads the file so."),
			_(import_kind_label(w->likelier)));
	else if (s->is_used && s->head_rows && !any_known(s))
		strbuf_add(&b, _("If there is no row of headings: h, then 0."));
	if (b.len) {
		page_line(p);
		page_wrap(p, STYLE_WARN, 2, strbuf_str(&b));
	}
	strbuf_done(&b);
}
