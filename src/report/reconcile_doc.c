#include "report/reconcile_doc.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <string.h>

enum { GROUP, LINE, NAME, BIRTH, CELL, FIELD, THERE, HERE };

const char *reconcile_group_label(enum reconcile_group g)
{
	static const char *const labels[RECONCILE_GROUPS] = {
		[RECONCILE_THERE] = N_("Only there"),
		[RECONCILE_HERE] = N_("Only here"),
		[RECONCILE_DIFFERENT] = N_("Different"),
		[RECONCILE_UNCLEAR] = N_("Cannot be told"),
	};
	return labels[g];
}

int reconcile_group_of(const struct row_verdict *v)
{
	switch (v->group) {
	case ROW_GROUP_NEW:
		return RECONCILE_THERE;
	case ROW_GROUP_UPDATE:
		return RECONCILE_DIFFERENT;
	case ROW_GROUP_CONFLICT:
	case ROW_GROUP_REFUSED:
		return RECONCILE_UNCLEAR;
	default:
		return -1;
	}
}

long reconcile_count(const struct reconcile *r, enum reconcile_group g)
{
	long n = g == RECONCILE_HERE ? (long)r->our_count : 0;
	for (size_t i = 0; i < r->there.row_count; i++)
		n += reconcile_group_of(&r->there.rows[i]) == (int)g;
	return n;
}

void reconcile_value_add(struct strbuf *b, const struct workbook *w, const struct plan *p,
	const struct row_verdict *v, const char *key)
{
	const struct plan_sheet *s = &p->sheets[v->sheet];
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field >= 0 &&
			strcmp(import_field(p->kind, (size_t)s->columns[c].field), key) == 0) {
			plan_value(w, p, v->sheet, v->row, c, b, NULL, NULL);
			return;
		}
	for (size_t i = 0; i < s->fixed_count; i++)
		if (strcmp(import_field(p->kind, (size_t)s->fixed[i].field), key) == 0)
			strbuf_add(b, s->fixed[i].text);
}

static void put_value(struct doc *d, struct doc_table *t, size_t column, const struct workbook *w,
	const struct plan *p, const struct row_verdict *v, const char *key)
{
	struct strbuf b = {0};
	reconcile_value_add(&b, w, p, v, key);
	doc_cell(d, t, column, 0, "%s", strbuf_str(&b));
	strbuf_done(&b);
}

static void begin_row(struct doc *d, struct doc_table *t, const struct workbook *w,
	const struct plan *p, const struct row_verdict *v)
{
	doc_table_row(d, t);
	doc_cell(d, t, GROUP, 0, "%s",
		_(reconcile_group_label((enum reconcile_group)reconcile_group_of(v))));
	doc_cell(d, t, LINE, 0, "%ld", workbook_row_number(&w->sheets[v->sheet], v->row));
	put_value(d, t, NAME, w, p, v, "full_name");
	put_value(d, t, BIRTH, w, p, v, "birth");
	put_value(d, t, CELL, w, p, v, "cell");
}

static void put_row(struct doc *d, struct doc_table *t, const struct reconcile *r,
	const struct workbook *w, const struct plan *p, const struct row_verdict *v)
{
	for (size_t i = 0; i < v->change_count && v->group == ROW_GROUP_UPDATE; i++) {
		const struct row_change *c = &r->there.changes[v->change + i];
		begin_row(d, t, w, p, v);
		doc_cell(d, t, FIELD, 0, "%s", import_heading(p->kind, (size_t)c->field));
		doc_cell(d, t, THERE, 0, "%s", c->after);
		doc_cell(d, t, HERE, 0, "%s", c->before ? c->before : "");
	}
	if (v->group == ROW_GROUP_UPDATE && v->change_count)
		return;
	begin_row(d, t, w, p, v);
	/* why it cannot be told */
	if (reconcile_group_of(v) == RECONCILE_UNCLEAR && v->note_count) {
		const struct import_note *n = &r->there.sum.notes[v->note];
		doc_cell(d, t, FIELD, 0, "%s", n->column ? n->column : "");
		doc_cell(d, t, THERE, 0, "%s", n->reason);
	}
}

static void put_ours(struct doc *d, struct doc_table *t, const struct reconcile_ours *o)
{
	char text[DATE_TEXT] = "";
	if (date_is_set(o->birth))
		date_to_user(o->birth, text);
	doc_table_row(d, t);
	doc_cell(d, t, GROUP, 0, "%s", _(reconcile_group_label(RECONCILE_HERE)));
	doc_cell(d, t, NAME, 0, "%s", o->name);
	doc_cell(d, t, BIRTH, 0, "%s", text);
	doc_cell(d, t, CELL, 0, "%s", o->cell ? o->cell : "");
}

int reconcile_doc(const struct reconcile *r, const struct workbook *w, const struct plan *p,
	int only, struct doc *d, struct err *err)
{
	static const struct {
		const char *code, *title;
		enum doc_align align;
		int weight;
	} columns[] = {
		[GROUP] = {"group", N_("Group"), DOC_LEFT, 0},
		[LINE] = {"line", N_("Line"), DOC_RIGHT, 0},
		[NAME] = {"full_name", N_("Full name"), DOC_LEFT, 2},
		[BIRTH] = {"birth", N_("Birth date"), DOC_LEFT, 0},
		[CELL] = {"cell", N_("Cell"), DOC_LEFT, 0},
		[FIELD] = {"field", N_("Column"), DOC_LEFT, 1},
		[THERE] = {"there", N_("There"), DOC_LEFT, 2},
		[HERE] = {"here", N_("Here"), DOC_LEFT, 2},
	};
	struct doc_table *t = doc_table(d, "reconcile");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		doc_table_column(
			d, t, NULL, _(columns[i].title), columns[i].align, columns[i].weight);
		doc_table_column_code(d, t, columns[i].code);
	}
	for (int g = 0; g < RECONCILE_GROUPS; g++) {
		if (only >= 0 && g != only)
			continue;
		for (size_t i = 0; g == RECONCILE_HERE && i < r->our_count; i++)
			put_ours(d, t, &r->ours[i]);
		for (size_t i = 0; i < r->there.row_count; i++)
			if (reconcile_group_of(&r->there.rows[i]) == g)
				put_row(d, t, r, w, p, &r->there.rows[i]);
	}
	return d->failed ? ERR_OOM(err) : 0;
}
