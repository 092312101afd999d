/* The admission summary as a document. */
#include "base/i18n.h"
#include "base/mem.h"
#include "report/build.h"
#include "viet/wording.h"

#include <stdio.h>
#include <string.h>

static long count(struct report *r, bool (*test)(const struct admission *a, int arg), int arg)
{
	return figures_count(r->f.now.v, r->f.now.n, test, arg);
}

/* "12 (70,6 %)" */
static char *share(long part, long whole, char buf[2 * WORDING_MAX])
{
	char n[WORDING_MAX], p[WORDING_MAX];
	wording_number(part, n);
	wording_percent(percent_tenths(part, whole), p);
	strcpy(buf, n);
	strcat(buf, " (");
	strcat(buf, p);
	return strcat(buf, ")");
}

static void key_figure(
	struct report *r, struct doc_table *t, const char *label, int door, const char *value)
{
	doc_table_row(&r->doc, t);
	doc_cell(&r->doc, t, 0, 0, "%s", label);
	doc_cell(&r->doc, t, 1, door, "%s", value);
}

static void headline(struct report *r)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	char n[WORDING_MAX], two[2 * WORDING_MAX];
	long all = (long)f->now.n;
	doc_heading(d, 1, "%s", _("In short"));
	struct doc_table *t = doc_table(d, "headline");
	doc_table_column(d, t, NULL, _("Figure"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Number"), DOC_RIGHT, 0);
	key_figure(r, t, _("Members"), 0, wording_number(f->members, n));
	key_figure(r, t, _("Cells"), 0, wording_number(f->cell_count, n));
	key_figure(
		r, t, _("Admitted"), report_door_now(r, admission_any, 0), wording_number(all, n));
	long in_hamlets = count(r, admission_residential, 0);
	key_figure(r, t, _("of them in residential cells"),
		report_door_now(r, admission_residential, 0), share(in_hamlets, all, two));
	key_figure(r, t, _("of them in offices, schools and other cells"),
		report_door_now(r, admission_not_residential, 0),
		share(all - in_hamlets, all, two));
	key_figure(r, t, _("Target"), 0,
		f->target[TARGET_ADMISSION] < 0 ? "-"
						: wording_number(f->target[TARGET_ADMISSION], n));
	key_figure(r, t, _("Percent of the target"), 0,
		wording_percent(f->target[TARGET_ADMISSION] < 0
					? PERCENT_NONE
					: percent_tenths(all, f->target[TARGET_ADMISSION]),
			n));
	if (f->cells_target >= 0 && !f->only.v)
		key_figure(r, t, _("Targets of the cells together"), 0,
			wording_number(f->cells_target, n));
	report_basis(r);
	if (f->cells_after)
		doc_note(d,
			P_("The number of members of %ld cell was stated after that day.",
				"The number of members of %ld cells was stated after that day.",
				(unsigned long)f->cells_after),
			f->cells_after);
	if (f->cells_from_list)
		doc_note(d,
			P_("%ld cell has stated no number: its members were counted from the list.",
				"%ld cells have stated no number: their members were counted from "
				"the list.",
				(unsigned long)f->cells_from_list),
			f->cells_from_list);
}

static int by_year(struct db *db, struct report *r, struct err *err)
{
	struct figures *f = &r->f;
	if (f->from.year >= f->as_of.year)
		return 0;
	struct doc_chart *c = doc_chart(&r->doc, _("Admitted by year"), _("Admitted"), _("Target"));
	for (int y = f->from.year; y <= f->as_of.year; y++) {
		char label[8];
		long target;
		int k = target_for(db, f->only, TARGET_ADMISSION, report_year_from(y),
			report_year_to(y), &target, err);
		if (k)
			return k;
		snprintf(label, sizeof label, "%d", y);
		doc_chart_bar(&r->doc, c, label, count(r, admission_in_year, y), target,
			report_door_now(r, admission_in_year, y));
	}
	return 0;
}

static void last_and_years(
	struct report *r, struct doc_table *t, size_t column, const struct cell_figures *c)
{
	char date[DATE_TEXT];
	bool known = date_is_set(c->last_admission);
	doc_cell(&r->doc, t, column, 0, "%s",
		known ? date_to_user(c->last_admission, date) : _("never"));
	report_number(r, t, column + 1, 0, c->years_without);
}

static void by_cell(struct report *r)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	doc_heading(d, 1, "%s", _("By cell"));
	struct doc_table *t = doc_table(d, "by_cell");
	static const char *const titles[] = {N_("Cell"), N_("Type"), N_("Members"), N_("Target"),
		N_("Admitted"), N_("Share of target"), N_("In the pipeline"), N_("Last admission"),
		N_("Years without")};
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(d, t, NULL, _(titles[i]), i < 2 ? DOC_LEFT : DOC_RIGHT, i == 0);
	long pipeline = 0;
	VEC_EACH (c, &f->cells) {
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", c->cell.name);
		doc_cell(d, t, 1, 0, "%s", _(cell_type_label(c->cell.type)));
		report_number(r, t, 2, 0, c->members);
		report_number(r, t, 3, 0, c->target);
		report_number(r, t, 4, report_door_now(r, admission_cell, (int)c->cell.id.v),
			c->admitted);
		report_percent(r, t, 5,
			c->target < 0 ? PERCENT_NONE : percent_tenths(c->admitted, c->target));
		report_number(r, t, 6, 0, c->in_pipeline);
		last_and_years(r, t, 7, c);
		pipeline += c->in_pipeline;
	}
	struct doc_row *total = doc_table_row(d, t);
	if (total)
		total->is_total = true;
	long target = f->target[TARGET_ADMISSION], all = (long)f->now.n;
	doc_cell(d, t, 0, 0, "%s", _("Total"));
	report_number(r, t, 2, 0, f->members);
	report_number(r, t, 3, 0, target);
	report_number(r, t, 4, report_door_now(r, admission_any, 0), all);
	report_percent(r, t, 5, target < 0 ? PERCENT_NONE : percent_tenths(all, target));
	report_number(r, t, 6, 0, pipeline);
}

static void by_type(struct report *r)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	doc_heading(d, 1, "%s", _("By type of cell"));
	struct doc_table *t = doc_table(d, "by_type");
	doc_table_column(d, t, NULL, _("Type"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Cells"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Members"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Admitted"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("%"), DOC_RIGHT, 0);
	for (int type = CELL_RESIDENTIAL; type <= CELL_OTHER; type++) {
		long cells = 0, members = 0, n = count(r, admission_type, type);
		VEC_EACH (c, &f->cells)
			if ((int)c->cell.type == type && c->is_valid) {
				cells++;
				members += c->members > 0 ? c->members : 0;
			}
		if (!cells && !n)
			continue;
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", _(cell_type_label((enum cell_type)type)));
		report_number(r, t, 1, 0, cells);
		report_number(r, t, 2, 0, members);
		report_number(r, t, 3, report_door_now(r, admission_type, type), n);
		report_percent(r, t, 4, percent_tenths(n, (long)f->now.n));
	}
}

/* One row of the composition: this period and the same one of the year before. */
static void composition_row(struct report *r, struct doc_table *t, const char *label,
	bool (*test)(const struct admission *a, int arg), int arg)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	long n = count(r, test, arg), before = figures_count(f->before.v, f->before.n, test, arg);
	struct door_rule then = {.of = DOOR_BEFORE, .test = test, .arg = arg};
	doc_table_row(d, t);
	doc_cell(d, t, 0, 0, "%s", label);
	report_number(r, t, 1, report_door_now(r, test, arg), n);
	report_percent(r, t, 2, percent_tenths(n, (long)f->now.n));
	report_number(r, t, 3, report_door(r, then), before);
	report_percent(r, t, 4, percent_tenths(before, (long)f->before.n));
}

static void group_row(struct report *r, struct doc_table *t, const char *label)
{
	struct doc_row *row = doc_table_row(&r->doc, t);
	if (row)
		row->is_group = true;
	doc_cell(&r->doc, t, 0, 0, "%s", label);
}

static void composition(struct report *r)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	char from[DATE_TEXT], to[DATE_TEXT], text[WORDING_MAX];
	doc_heading(d, 1, "%s", _("Composition of the admitted"));
	struct doc_table *t = doc_table(d, "composition");
	doc_table_column(d, t, NULL, _("Criterion"), DOC_LEFT, 1);
	doc_table_column(d, t, _("This period"), _("Number"), DOC_RIGHT, 0);
	doc_table_column(d, t, _("This period"), _("%"), DOC_RIGHT, 0);
	doc_table_column(d, t, _("Same period, year before"), _("Number"), DOC_RIGHT, 0);
	doc_table_column(d, t, _("Same period, year before"), _("%"), DOC_RIGHT, 0);
	composition_row(r, t, _("Admitted"), admission_any, 0);
	composition_row(r, t, _("Women"), admission_female, 0);
	composition_row(r, t, _("Ethnic minorities"), admission_minority, 0);
	composition_row(r, t, _("With a religion"), admission_religious, 0);
	composition_row(r, t, _("Youth union members"), admission_youth, 0);
	composition_row(r, t, _("Admitted again"), admission_readmitted, 0);
	group_row(r, t, _("Age"));
	for (int b = 0; b < AGE_BANDS; b++) {
		/* "60+" is what other programs read; people read "over 60" */
		const char *label = b == AGE_BANDS - 1 ? _("over 60") : age_band_code[b];
		composition_row(r, t, label, admission_band, b);
	}
	doc_table_row(d, t);
	doc_cell(d, t, 0, 0, "%s", _("Average age"));
	doc_cell(d, t, 1, 0, "%s", wording_tenths(figures_average_age(f->now.v, f->now.n), text));
	doc_cell(d, t, 3, 0, "%s",
		wording_tenths(figures_average_age(f->before.v, f->before.n), text));
	group_row(r, t, _("General education"));
	for (int e = EDU_LITERATE; e <= EDU_UPPER; e++)
		composition_row(r, t, _(education_label(e)), admission_education, e);
	composition_row(r, t, _("not recorded"), admission_education, 0);
	group_row(r, t, _("Professional level"));
	for (int p = PRO_ELEMENTARY; p <= PRO_DOCTOR; p++)
		composition_row(r, t, _(professional_label(p)), admission_professional, p);
	composition_row(r, t, _("none or not recorded"), admission_professional, 0);
	doc_note(d, _("Same period, year before: %s to %s."), date_to_user(f->prev_from, from),
		date_to_user(f->prev_to, to));
}

static void dry_cells(struct report *r)
{
	struct doc *d = &r->doc;
	doc_heading(
		d, 1, _("Cells without admission for %d years and more"), r->f.settings.dry_years);
	bool any = false;
	VEC_EACH (c, &r->f.cells)
		any |= c->is_dry;
	if (!any) {
		doc_paragraph(d, "%s", _("None."));
		return;
	}
	struct doc_table *t = doc_table(d, "dry_cells");
	doc_table_column(d, t, NULL, _("Cell"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Last admission"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Years without"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Nobody left to admit"), DOC_CENTRE, 0);
	VEC_EACH (c, &r->f.cells) {
		if (!c->is_dry)
			continue;
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", c->cell.name);
		last_and_years(r, t, 1, c);
		doc_cell(d, t, 3, 0, "%s", c->cell.nobody_left ? "x" : "");
	}
}

static void workforce(struct report *r)
{
	struct doc *d = &r->doc;
	struct doc_table *t = NULL;
	for (int type = CELL_RESIDENTIAL; type <= CELL_OTHER; type++) {
		struct workforce w = figures_workforce(&r->f, type);
		char date[DATE_TEXT];
		if (w.all < 0)
			continue;
		if (!t) {
			doc_heading(d, 1, "%s", _("Members in the workforce"));
			t = doc_table(d, "workforce");
			doc_table_column(d, t, NULL, _("Type of cell"), DOC_LEFT, 1);
			doc_table_column(d, t, NULL, _("Workforce"), DOC_RIGHT, 0);
			doc_table_column(d, t, NULL, _("Members"), DOC_RIGHT, 0);
			doc_table_column(d, t, NULL, _("%"), DOC_RIGHT, 0);
			doc_table_column(d, t, NULL, _("Latest figures of"), DOC_RIGHT, 0);
		}
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s",
			type == CELL_SCHOOL ? _("Schools (teachers)")
					    : _(cell_type_label((enum cell_type)type)));
		report_number(r, t, 1, 0, w.all);
		report_number(r, t, 2, 0, w.members);
		report_percent(r, t, 3, percent_tenths(w.members, w.all));
		doc_cell(d, t, 4, 0, "%s", date_to_user(w.on, date));
	}
}

static const char *name_of_cell(struct report *r, struct cell_id id)
{
	VEC_EACH (c, &r->f.cells)
		if (c->cell.id.v == id.v)
			return c->cell.name;
	return "";
}

static void people(struct report *r)
{
	struct doc *d = &r->doc;
	long n = 0;
	doc_heading(d, 1, "%s", _("Persons admitted"));
	if (!r->f.now.n) {
		doc_paragraph(d, "%s", _("None."));
		return;
	}
	struct doc_table *t = doc_table(d, "people");
	static const char *const titles[] = {
		N_("No."), N_("Full name"), N_("Born"), N_("Cell"), N_("Date"), N_("Decision")};
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(
			d, t, NULL, _(titles[i]), i == 0 ? DOC_RIGHT : DOC_LEFT, i == 1 || i == 3);
	VEC_EACH (a, &r->f.now) {
		char date[DATE_TEXT];
		doc_table_row(d, t);
		report_number(r, t, 0, 0, ++n);
		doc_cell(d, t, 1, 0, "%s", a->name);
		doc_cell(d, t, 2, 0, "%s", date_to_user(a->birth, date));
		doc_cell(d, t, 3, 0, "%s", name_of_cell(r, a->cell));
		doc_cell(d, t, 4, 0, "%s", date_to_user(a->on, date));
		doc_cell(d, t, 5, 0, "%s", a->decision_no ? a->decision_no : "");
	}
	doc_note(d, "%s",
		_("A person stays in the count after moving away or being struck off; a cancelled "
		  "decision "
		  "leaves it."));
}

int report_build_admissions(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	headline(r);
	int k = by_year(db, r, err);
	if (k)
		return k;
	by_cell(r);
	by_type(r);
	composition(r);
	dry_cells(r);
	workforce(r);
	people(r);
	report_admissions_json(r, &j);
	k = report_add_causes(db, r, &j, err);
	json_close(&j, '}');
	return k;
}
