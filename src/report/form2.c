/* Biểu 2-BTCTW: this period, the same one a year before, and the one in percent of the other. */
#include "report/form2.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/table.h"

#include <stdlib.h>

struct form2 {
	struct report *r;
	struct json *j;
	struct table t;
};

static const char *const marks[] = {[FORM2_AS_SEEN] = "",
	[FORM2_ASSUMED] = " (*)",
	[FORM2_DISTRICT] = " (**)",
	[FORM2_OURS] = " (***)"};

/* ---- figures ---------------------------------------------------------------------------------------- */

static void put_count(struct form2 *o, const struct form2_row *row, bool is_before)
{
	const struct figures *f = &o->r->f;
	const struct admissions *list = is_before ? &f->before : &f->now;
	long n = figures_count(list->v, list->n, row->test, row->arg);
	int door =
		n ? report_door(o->r, (struct door_rule){.of = is_before ? DOOR_BEFORE : DOOR_NOW,
					      .test = row->test,
					      .arg = row->arg})
		  : 0;
	table_number(&o->t, door, n);
}

static void put_average(struct form2 *o, const struct admissions *list)
{
	/* tenths, as a percentage has them */
	table_percent(&o->t, figures_average_age(list->v, list->n));
}

static bool admitted(const struct admissions *list, struct cell_id cell)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].cell.v == cell.v)
			return true;
	return false;
}

/* Cells of the period's end. Who had nobody left a year ago is not known: the flag has no day. */
static long count_cells(const struct form2 *o, const struct form2_row *row, bool is_before)
{
	const struct figures *f = &o->r->f;
	long n = 0;
	if (is_before && row->what == FORM2_CELLS_EMPTY)
		return -1;
	VEC_EACH (c, &f->cells) {
		bool is_in = row->what == FORM2_CELLS_EMPTY
				     ? c->is_valid && c->cell.nobody_left
				     : admitted(is_before ? &f->before : &f->now, c->cell.id);
		n += is_in;
	}
	return n;
}

static void put_share(struct form2 *o, long now, long before)
{
	table_percent(&o->t, now < 0 ? PERCENT_NONE : percent_tenths(now, before));
}

static void put_figures(struct form2 *o, const struct form2_row *row)
{
	const struct figures *f = &o->r->f;
	long now, before;
	switch (row->what) {
	case FORM2_AVERAGE_AGE:
		put_average(o, &f->now);
		put_average(o, &f->before);
		put_share(o, -1, 0);
		return;
	case FORM2_COUNT:
		put_count(o, row, false);
		put_count(o, row, true);
		put_share(o, figures_count(f->now.v, f->now.n, row->test, row->arg),
			figures_count(f->before.v, f->before.n, row->test, row->arg));
		return;
	default:
		now = count_cells(o, row, false);
		before = count_cells(o, row, true);
		table_number(&o->t, 0, now);
		table_number(&o->t, 0, before);
		put_share(o, before < 0 ? -1 : now, before);
	}
}

/* ---- the paper -------------------------------------------------------------------------------------- */

static void put_row(struct form2 *o, const struct form2_row *row)
{
	CLEANUP_FREE char *label =
		mem_printf("%s%s%s", row->indent ? "– " : "", _(row->label), marks[row->mark]);
	if (!label) {
		o->r->doc.failed = true;
		return;
	}
	table_row(&o->t);
	table_text(&o->t, row->section);
	table_both(&o->t, 0, label, _(row->label));
	put_figures(o, row);
}

static void put_table(struct form2 *o)
{
	static const struct table_column columns[] = {{N_("Section"), "section", DOC_LEFT, 0, NULL},
		{N_("Item"), "item", DOC_LEFT, 1, NULL},
		{N_("This period"), "now", DOC_RIGHT, 0, NULL},
		{N_("Same period a year before"), "before", DOC_RIGHT, 0, NULL},
		{N_("In percent"), "percent", DOC_RIGHT, 0, NULL}};
	table_begin(&o->t, o->r, o->j, "rows", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < form2_row_count; i++)
		put_row(o, &form2_rows[i]);
	table_end(&o->t);
}

static void put_notes(struct form2 *o)
{
	struct doc *d = &o->r->doc;
	doc_note(d, _("After the layout of %s; to be held against %s."), FORM2_LAYOUT, FORM2_NEWER);
	doc_note(d, "%s", _("(*) Not seen in a source; it follows from the rows beside it."));
	doc_note(d, "%s", _("(**) In the words of before 1/7/2025, when there were districts."));
	doc_note(d, "%s", _("(***) Not of the form: with it each part adds up to all."));
	doc_note(d, "%s",
		_("Cells where nobody is left to admit are known of today only. Percent: this "
		  "period "
		  "of the year before; “-” where that was none."));
	if (o->r->q.cell.v)
		doc_note(d, "%s",
			_("Of one cell: small figures can tell who is meant. Only for use "
			  "inside."));
}

/* The form has a name of its own in the corner, and is no report. */
static int put_title(struct report *r, struct err *err)
{
	struct doc *d = &r->doc;
	free(d->kind);
	free(d->title);
	free(d->form);
	d->form = doc_dup(d, _("Form 2-BTCTW"));
	d->kind = doc_dup(d, _("STATISTICS"));
	d->title = doc_dup(d, _("Members newly admitted"));
	return d->failed ? ERR_OOM(err) : 0;
}

int report_build_form2(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	struct form2 o = {.r = r, .j = &j};
	(void)db;
	int k = put_title(r, err);
	if (k)
		return k;
	report_basis(r);
	json_open(&j, NULL, '{');
	json_text(&j, "layout", FORM2_LAYOUT);
	json_text(&j, "to_be_held_against", FORM2_NEWER);
	json_open(&j, "period", '{');
	json_date(&j, "from", r->q.from);
	json_date(&j, "to", r->q.to);
	json_close(&j, '}');
	json_open(&j, "before", '{');
	json_date(&j, "from", r->f.prev_from);
	json_date(&j, "to", r->f.prev_to);
	json_close(&j, '}');
	json_date(&j, "as_of", r->f.as_of);
	put_table(&o);
	json_close(&j, '}');
	put_notes(&o);
	return 0;
}
