/* The cells with their people in posts, their stated figures, and what they have reached. */
#include "base/i18n.h"
#include "report/build.h"

static void table(struct report *r)
{
	static const char *const titles[] = {N_("Cell code"), N_("Cell"), N_("Type"),
		N_("Secretary"), N_("Committee member in charge"), N_("Members"), N_("Stated for"),
		N_("Admitted"), N_("In the pipeline"), N_("Last admission"), N_("Years without")};
	struct doc *d = &r->doc;
	struct doc_table *t = doc_table(d, "cells");
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(d, t, NULL, _(titles[i]), i < 5 ? DOC_LEFT : DOC_RIGHT,
			i == 1 || i == 3 || i == 4);
	VEC_EACH (c, &r->f.cells) {
		char date[DATE_TEXT];
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", c->cell.code);
		doc_cell(d, t, 1, 0, "%s", c->cell.name);
		doc_cell(d, t, 2, 0, "%s", _(cell_type_label(c->cell.type)));
		doc_cell(d, t, 3, 0, "%s", c->cell.secretary ? c->cell.secretary : "");
		doc_cell(d, t, 4, 0, "%s", c->cell.overseer ? c->cell.overseer : "");
		report_number(r, t, 5, 0, c->members);
		doc_cell(d, t, 6, 0, "%s",
			c->members_from_list ? _("from the list")
					     : date_to_user(c->members_on, date));
		report_number(r, t, 7, report_door_now(r, admission_cell, (int)c->cell.id.v),
			c->admitted);
		report_number(r, t, 8, 0, c->in_pipeline);
		doc_cell(d, t, 9, 0, "%s",
			date_is_set(c->last_admission) ? date_to_user(c->last_admission, date)
						       : _("never"));
		report_number(r, t, 10, 0, c->years_without);
	}
	struct doc_row *total = doc_table_row(d, t);
	if (total)
		total->is_total = true;
	doc_cell(d, t, 1, 0, "%s", _("Total"));
	report_number(r, t, 5, 0, r->f.members);
	report_number(r, t, 7, report_door_now(r, admission_any, 0), (long)r->f.now.n);
}

static void json(struct report *r)
{
	struct json j = {.out = &r->json};
	json_open(&j, NULL, '{');
	json_date(&j, "as_of", r->f.as_of);
	json_number(&j, "members", r->f.members);
	json_open(&j, "cells", '[');
	VEC_EACH (c, &r->f.cells) {
		json_open(&j, NULL, '{');
		json_text(&j, "code", c->cell.code);
		json_text(&j, "name", c->cell.name);
		json_text(&j, "type", cell_type_code(c->cell.type));
		json_text(&j, "secretary", c->cell.secretary);
		json_text(&j, "in_charge", c->cell.overseer);
		json_number_or_null(&j, "members", c->members);
		json_date(&j, "members_as_of", c->members_on);
		json_bool(&j, "members_from_list", c->members_from_list);
		json_number_or_null(&j, "workforce", c->workforce);
		json_number_or_null(&j, "workforce_members", c->workforce_members);
		json_number(&j, "admitted", c->admitted);
		json_number(&j, "in_pipeline", c->in_pipeline);
		json_date(&j, "last_admission", c->last_admission);
		json_number_or_null(&j, "years_without", c->years_without);
		json_bool(&j, "nobody_left", c->cell.nobody_left);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
}

int report_build_cells(struct db *db, struct report *r, struct err *err)
{
	(void)db;
	(void)err;
	report_basis(r);
	table(r);
	json(r);
	return 0;
}
