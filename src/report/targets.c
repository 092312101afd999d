/* Targets and what was reached, the committee first, then cell by cell, for the three kinds. */
#include "base/i18n.h"
#include "report/build.h"

static int actual(struct db *db, struct report *r, struct cell_id cell, enum target_kind kind, long *ret,
	struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, cell.v ? DBQ_EVENT_COUNT_CELL : DBQ_EVENT_COUNT, err);
	db_bind_int(s, "kind", kind == TARGET_CLASS ? EVENT_CLASS : EVENT_LISTED);
	db_bind_date(s, "from", r->f.from);
	db_bind_date(s, "to", r->f.to);
	if (cell.v)
		db_bind_int(s, "cell", cell.v);
	int k = db_number(s, 0, &n, err);
	*ret = (long)n;
	return k;
}

struct line {
	long target[4], actual[4];
};

static int read_line(struct db *db, struct report *r, const struct cell_figures *c, struct line *ret,
	struct err *err)
{
	struct cell_id cell = c ? c->cell.id : r->f.only;
	int k = 0;
	for (int kind = TARGET_ADMISSION; !k && kind <= TARGET_LIST; kind++) {
		k = target_for(db, cell, (enum target_kind)kind, r->f.from, r->f.to, &ret->target[kind], err);
		if (k)
			break;
		if (kind == TARGET_ADMISSION)
			ret->actual[kind] = c ? c->admitted : (long)r->f.now.n;
		else
			k = actual(db, r, cell, (enum target_kind)kind, &ret->actual[kind], err);
	}
	return k;
}

static long missing(long target, long done)
{
	return target < 0 ? -1 : done >= target ? 0 : target - done;
}

static void add_line(struct report *r, struct doc_table *t, const char *name, int door,
	const struct line *l)
{
	struct doc *d = &r->doc;
	doc_cell(d, t, 0, 0, "%s", name);
	for (size_t k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		size_t at = 1 + (k - 1) * 4;
		report_number(r, t, at, 0, l->target[k]);
		report_number(r, t, at + 1, k == TARGET_ADMISSION ? door : 0, l->actual[k]);
		report_percent(r, t, at + 2,
			l->target[k] < 0 ? PERCENT_NONE : percent_tenths(l->actual[k], l->target[k]));
		report_number(r, t, at + 3, 0, missing(l->target[k], l->actual[k]));
	}
}

static void add_json(struct json *j, const char *code, const char *name, const struct line *l)
{
	static const char *const keys[] = {"", "admission", "class", "list"};
	json_open(j, NULL, '{');
	json_text(j, "code", code);
	json_text(j, "name", name);
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		json_open(j, keys[k], '{');
		json_number_or_null(j, "target", l->target[k]);
		json_number(j, "actual", l->actual[k]);
		json_tenths(j, "percent",
			l->target[k] < 0 ? PERCENT_NONE : percent_tenths(l->actual[k], l->target[k]));
		json_number_or_null(j, "missing", missing(l->target[k], l->actual[k]));
		json_close(j, '}');
	}
	json_close(j, '}');
}

static struct doc_table *head(struct report *r)
{
	struct doc *d = &r->doc;
	struct doc_table *t = doc_table(d, "targets");
	doc_table_column(d, t, NULL, _("Cell"), DOC_LEFT, 1);
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		const char *group = _(target_kind_label((enum target_kind)k));
		doc_table_column(d, t, group, _("Target"), DOC_RIGHT, 0);
		doc_table_column(d, t, group, _("Reached"), DOC_RIGHT, 0);
		doc_table_column(d, t, group, _("%"), DOC_RIGHT, 0);
		doc_table_column(d, t, group, _("Missing"), DOC_RIGHT, 0);
	}
	return t;
}

int report_build_targets(struct db *db, struct report *r, struct err *err)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	struct json j = {.out = &r->json};
	struct line all, one;
	report_basis(r);
	int k = read_line(db, r, NULL, &all, err);
	struct doc_table *t = head(r);
	json_open(&j, NULL, '{');
	json_date(&j, "as_of", f->as_of);
	json_open(&j, "lines", '[');
	if (!k) {
		struct doc_row *row = doc_table_row(d, t);
		if (row)
			row->is_total = true;
		add_line(r, t, _("Whole committee"), report_door_now(r, admission_any, 0), &all);
		add_json(&j, NULL, _("Whole committee"), &all);
	}
	VEC_EACH (c, &f->cells) {
		k = k ? k : read_line(db, r, c, &one, err);
		if (k)
			break;
		doc_table_row(d, t);
		add_line(r, t, c->cell.name, report_door_now(r, admission_cell, (int)c->cell.id.v), &one);
		add_json(&j, c->cell.code, c->cell.name, &one);
	}
	json_close(&j, ']');
	json_number_or_null(&j, "cells_target", f->cells_target);
	json_close(&j, '}');
	if (!k && f->cells_target >= 0 && f->target[TARGET_ADMISSION] >= 0)
		doc_note(d, _("Admission targets: %ld for the committee, %ld for the cells together."),
			f->target[TARGET_ADMISSION], f->cells_target);
	return k;
}
