/* What all rows of a sheet have in common that no column of it says: "all of these are of Ấp 1". */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/record.h"
#include "ui/ask.h"
#include "ui/popup.h"
#include "ui/screens/ask_cell.h"

#include <string.h>

static bool is_cell(const struct wizard *w, int field)
{
	return strcmp(import_field(w->plan.kind, (size_t)field), "cell") == 0;
}

int import_fixed_value(
	const struct wizard *w, const struct plan_fixed *f, struct strbuf *b, struct err *err)
{
	struct cell_id cell;
	struct err none = {0};
	if (is_cell(w, f->field) && !cell_find(w->office->db, f->text, &cell, &none))
		return cell_name_add(w->office->db, b, cell, err);
	strbuf_add(b, f->text);
	return b->failed ? ERR_OOM(err) : 0;
}

int import_fixed_add(const struct wizard *w, int door, struct page *p, struct err *err)
{
	const struct plan_sheet *s = &w->plan.sheets[w->sheet];
	int r = 0;
	for (size_t i = 0; !r && i < s->fixed_count; i++) {
		const struct plan_fixed *f = &s->fixed[i];
		CLEANUP(strbuf_done) struct strbuf value = {0};
		r = import_fixed_value(w, f, &value, err);
		import_line_add(p, (struct door){door, (int64_t)w->sheet, f->field},
			_("(all rows)"), STYLE_STRONG,
			import_heading(w->plan.kind, (size_t)f->field));
		page_textf(p, STYLE_NORMAL, " %s", strbuf_str(&value));
		if (f->is_guessed)
			page_textf(p, STYLE_DIM, " · %s", _("by its name"));
	}
	return r;
}

/* Its code, for that is the cell's alone. */
static int ask_which_cell(struct wizard *w, const char *now, char **ret, struct err *err)
{
	static const struct ask_cell what = {
		N_("All rows are of which cell?"), N_("Choose"), .may_be_none = true};
	struct cell_id cell = {0};
	struct err none = {0};
	if (now && cell_find(w->office->db, now, &cell, &none))
		cell = (struct cell_id){0};
	int r = ask_cell(w->app, &what, &cell, err);
	if (!r && cell.v)
		r = cell_code_of(w->office->db, cell, ret, err);
	return r;
}

static int ask_value(struct wizard *w, int field, struct err *err)
{
	const char *now = plan_fixed(&w->plan.sheets[w->sheet], field);
	CLEANUP_FREE char *text = NULL;
	int r = is_cell(w, field) ? ask_which_cell(w, now, &text, err)
				  : ask_line_or_none(w->app, _("In all rows"),
					    import_heading(w->plan.kind, (size_t)field),
					    now ? now : "", &text, err);
	return r ? r : plan_fix(&w->plan, w->sheet, field, text, false, err);
}

/* Those that no column says, the cell first; the numbers of the others behind it. */
static int ask_field(struct wizard *w)
{
	const struct plan_sheet *s = &w->plan.sheets[w->sheet];
	struct popup p = {.kind = POPUP_FIND, .name = "fix-field", .title = _("In all rows")};
	int fields[64], n = 0;
	for (int cell = 1; cell >= 0; cell--)
		for (int i = 0;
			n < (int)ARRAY_LEN(fields) && import_heading(w->plan.kind, (size_t)i);
			i++) {
			if (is_cell(w, i) != cell || !plan_may_fix(w->plan.kind, (size_t)i) ||
				(!cell && import_column_of(s, i) != SIZE_MAX))
				continue;
			popup_add(&p, import_heading(w->plan.kind, (size_t)i), "");
			fields[n++] = i;
		}
	int at = popup_run(w->app, &p);
	return at < 0 ? ERR_STOPPED : fields[at];
}

int import_fix(struct wizard *w, int field, struct err *err)
{
	if (field < 0)
		field = ask_field(w);
	return field < 0 ? field : ask_value(w, field, err);
}
