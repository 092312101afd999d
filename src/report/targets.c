/* Targets and what was reached, the committee first, then cell by cell, for the three kinds. */
#include "base/i18n.h"
#include "report/build.h"
#include "report/target_lines.h"

static void add_line(struct report *r, struct doc_table *t, const char *name, int door,
	const struct target_line *l)
{
	struct doc *d = &r->doc;
	doc_cell(d, t, 0, 0, "%s", name);
	for (size_t k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		size_t at = 1 + (k - 1) * 4;
		report_number(r, t, at, 0, l->target[k]);
		report_number(r, t, at + 1, k == TARGET_ADMISSION ? door : 0, l->actual[k]);
		report_percent(r, t, at + 2,
			l->target[k] < 0 ? PERCENT_NONE
					 : percent_tenths(l->actual[k], l->target[k]));
		report_number(r, t, at + 3, 0, target_missing(l->target[k], l->actual[k]));
	}
}

static void add_json(
	struct json *j, const char *code, const char *name, const struct target_line *l)
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
			l->target[k] < 0 ? PERCENT_NONE
					 : percent_tenths(l->actual[k], l->target[k]));
		json_number_or_null(j, "missing", target_missing(l->target[k], l->actual[k]));
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
	struct target_lines lines = {0};
	report_basis(r);
	int k = target_lines_read(db, f, &lines, err);
	struct doc_table *t = head(r);
	json_open(&j, NULL, '{');
	json_date(&j, "as_of", f->as_of);
	json_open(&j, "lines", '[');
	VEC_EACH (l, &lines) {
		struct doc_row *row = doc_table_row(d, t);
		if (row)
			row->is_total = !l->cell;
		if (l->cell) {
			int cell = (int)l->cell->cell.id.v;
			add_line(r, t, l->cell->cell.name, report_door_now(r, admission_cell, cell),
				l);
			add_json(&j, l->cell->cell.code, l->cell->cell.name, l);
		} else {
			add_line(r, t, _("Whole committee"), report_door_now(r, admission_any, 0),
				l);
			add_json(&j, NULL, _("Whole committee"), l);
		}
	}
	VEC_DONE(&lines);
	json_close(&j, ']');
	json_number_or_null(&j, "cells_target", f->cells_target);
	json_close(&j, '}');
	if (!k && f->cells_target >= 0 && f->target[TARGET_ADMISSION] >= 0)
		doc_note(d,
			_("Admission targets: %ld for the committee, %ld for the cells together."),
			f->target[TARGET_ADMISSION], f->cells_target);
	return k;
}
