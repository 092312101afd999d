/* One row of a file that is brought in, field by field: as it stands in the file, as it is read, what is there now and
 * would become of it. A field can be put right here; the file stays as it is. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <string.h>

enum { DOOR_FIELD = 1 };
enum { ACT_MEND = 1, ACT_LEAVE, ACT_AGAIN };

struct import_row {
	struct wizard *w;
	size_t sheet, row;
};

static const struct action actions[] = {
	{ACT_MEND, "e F4", N_("mend"),
		N_("Put this field right, here and not in the file; in all rows that say the same, "
		   "if you wish.")},
	{ACT_LEAVE, "x F8", N_("leave out"), N_("Leave the row out, or take it in again.")},
	{ACT_AGAIN, "z", N_("as in the file"), N_("Take back what was mended in this field.")},
	{0}};

/* The verdict of now: rows keep their places, but not for ever. */
static const struct row_verdict *verdict(const struct import_row *i)
{
	const struct plan_result *res = &i->w->result;
	for (size_t n = 0; n < res->row_count; n++)
		if (res->rows[n].sheet == i->sheet && res->rows[n].row == i->row)
			return &res->rows[n];
	return NULL;
}

static bool is_mended(const struct import_row *i, size_t column)
{
	return plan_edited(&i->w->plan, i->sheet, i->row, column);
}

static bool has_meaning(const struct import_row *i, size_t column)
{
	const struct plan_meaning *m;
	return import_meaning_at(i->w, i->sheet, i->row, column, &m, NULL) == 0 && m;
}

/* As it stands in the file: this row's, or what stands there in all rows that say so; *ret_all: all. */
static int take_back(struct import_row *i, size_t column, bool *ret_all, struct err *err)
{
	const struct plan_meaning *m;
	int r = import_meaning_at(i->w, i->sheet, i->row, column, &m, err);
	if (r || !m)
		return r ? r : plan_edit(&i->w->plan, i->sheet, i->row, column, NULL, err);
	*ret_all = true;
	return plan_mean(&i->w->plan, m->field, m->said, NULL, err);
}

static void add_notes(const struct import_row *i, const struct row_verdict *v, struct page *p)
{
	for (size_t n = 0; n < v->note_count; n++) {
		const struct import_note *note = &i->w->result.sum.notes[v->note + n];
		struct strbuf b = {0};
		if (note->column)
			strbuf_addf(&b, "%s: ", note->column);
		strbuf_add(&b, note->reason);
		page_line(p);
		page_wrap(p, note->is_warning ? STYLE_WARN : STYLE_BAD, 2, strbuf_str(&b));
		strbuf_done(&b);
	}
}

static const struct row_change *change_of(
	const struct import_row *i, const struct row_verdict *v, int field)
{
	for (size_t n = 0; v && n < v->change_count; n++)
		if (i->w->result.changes[v->change + n].field == field)
			return &i->w->result.changes[v->change + n];
	return NULL;
}

static void add_change(
	const struct import_row *i, const struct row_verdict *v, int field, struct page *p)
{
	const struct row_change *change = change_of(i, v, field);
	if (!change || v->group != ROW_GROUP_UPDATE)
		return;
	page_line(p);
	page_to(p, 28);
	page_textf(p, STYLE_STRONG, "%s → %s", change->before ? change->before : "…",
		change->after ? change->after : "…");
}

static int add_field(const struct import_row *i, const struct row_verdict *v, size_t column,
	struct page *p, struct err *err)
{
	const struct plan_column *c = &i->w->plan.sheets[i->sheet].columns[column];
	const struct plan_meaning *meaning = NULL;
	struct strbuf raw = {0}, value = {0};
	bool changed = false;
	int r = plan_as_stands(i->w->book, i->sheet, i->row, column, &raw, err);
	if (!r)
		r = import_meaning_at(i->w, i->sheet, i->row, column, &meaning, err);
	if (!r)
		r = plan_value(
			i->w->book, &i->w->plan, i->sheet, i->row, column, &value, &changed, err);
	page_line(p);
	page_door(p, (struct door){DOOR_FIELD, (int64_t)column, 0}, 26, -1,
		import_heading(i->w->plan.kind, (size_t)c->field));
	page_text(p, STYLE_NORMAL, "  ");
	page_text(p, STYLE_NORMAL, strbuf_str(&value));
	if (meaning && meaning->from == PLAN_MEANT_BEFORE)
		page_textf(p, STYLE_WARN, "  %s", _("remembered"));
	else if (meaning || is_mended(i, column))
		page_textf(p, STYLE_WARN, "  %s", _("mended"));
	if (changed && raw.len && strcmp(strbuf_str(&raw), strbuf_str(&value)) != 0)
		page_textf(p, STYLE_DIM, _("  in the file: %s"), strbuf_str(&raw));
	add_change(i, v, c->field, p);
	strbuf_done(&raw);
	strbuf_done(&value);
	return r;
}

/* What no column says: it is changed where all rows are seen. */
static int add_fixed(const struct import_row *i, const struct row_verdict *v,
	const struct plan_fixed *f, struct page *p, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf value = {0};
	int r = import_fixed_value(i->w, f, &value, err);
	page_line(p);
	page_cell(p, STYLE_DIM, 26, -1, import_heading(i->w->plan.kind, (size_t)f->field));
	page_textf(p, STYLE_NORMAL, "  %s", strbuf_str(&value));
	page_textf(p, STYLE_DIM, "  %s", _("all rows"));
	add_change(i, v, f->field, p);
	return r;
}

static int add(
	const struct import_row *i, const struct row_verdict *v, struct page *p, struct err *err)
{
	const struct plan_sheet *s = &i->w->plan.sheets[i->sheet];
	int r = 0;
	page_line(p);
	if (v) {
		page_text(p, STYLE_STRONG, _(row_group_label(v->group)));
		add_notes(i, v, p);
	}
	page_line(p);
	for (size_t c = 0; !r && c < s->column_count; c++)
		if (s->columns[c].field != PLAN_IGNORED)
			r = add_field(i, v, c, p, err);
	for (size_t k = 0; !r && k < s->fixed_count; k++)
		if (import_column_of(s, s->fixed[k].field) == SIZE_MAX)
			r = add_fixed(i, v, &s->fixed[k], p, err);
	return r;
}

int import_row_add(struct wizard *w, size_t at, struct page *p, struct err *err)
{
	const struct row_verdict *v = &w->result.rows[at];
	return add(&(struct import_row){w, v->sheet, v->row}, v, p, err);
}

static int build(void *ctx, struct page *p, struct err *err)
{
	return add(ctx, verdict(ctx), p, err);
}

static bool can(void *ctx, int action, struct door on)
{
	if (action == ACT_MEND)
		return on.kind == DOOR_FIELD;
	size_t column = (size_t)on.a;
	return action != ACT_AGAIN ||
	       (on.kind == DOOR_FIELD && (is_mended(ctx, column) || has_meaning(ctx, column)));
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct import_row *i = ctx;
	const struct row_verdict *v = verdict(i);
	bool leaves = v && v->group != ROW_GROUP_LEFT_OUT, of_all = false;
	if (action == ACT_MEND)
		return import_mend(i->w, i->sheet, i->row, (size_t)on.a, err);
	int r = action == ACT_LEAVE ? plan_leave_out(&i->w->plan, i->sheet, i->row, leaves, err)
				    : take_back(i, (size_t)on.a, &of_all, err);
	i->w->is_changed |= !r;
	r = r ? r : import_try(i->w, err);
	if (!r && of_all)
		app_say(app, "%s", _("It is read as it stands, in all rows that say so."));
	return r;
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct import_row *i = ctx;
	int r = import_mend(i->w, i->sheet, i->row, (size_t)door.a, err);
	if (!r)
		app_changed(app);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct import_row *i = ctx;
	strbuf_addf(ret, "%s · %s ", i->w->book->name, _("row"));
	import_place_add(i->w, i->sheet, i->row, ret);
}

static const struct page_ops ops = {
	.name = "import-row",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open,
	.done = free,
};

int import_row_open(struct wizard *w, size_t at, struct err *err)
{
	struct import_row *i = mem_alloc(sizeof *i);
	if (!i)
		return ERR_OOM(err);
	*i = (struct import_row){w, w->result.rows[at].sheet, w->result.rows[at].row};
	return page_open(w->app, &ops, i, err);
}
