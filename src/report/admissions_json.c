/* The admission summary for other programs; its shape is a contract. Leaves the outer object open: what the
 * sourcing work adds comes last. */
#include "report/build.h"

#include <stdio.h>

static long count(struct report *r, bool (*test)(const struct admission *a, int arg), int arg)
{
	return figures_count(r->f.now.v, r->f.now.n, test, arg);
}

/* {"count": n, "percent": p}, with what stands before them in the same object already written */
static void share(struct json *j, long n, long whole)
{
	json_number(j, "count", n);
	json_tenths(j, "percent", percent_tenths(n, whole));
}

static void named_share(struct json *j, const char *key, long n, long whole)
{
	json_open(j, key, '{');
	share(j, n, whole);
	json_close(j, '}');
}

static void admitted(struct report *r, struct json *j)
{
	struct figures *f = &r->f;
	long all = (long)f->now.n;
	json_open(j, "admitted", '{');
	json_number(j, "total", all);
	json_open(j, "by_year", '{');
	for (int y = f->from.year; y <= f->as_of.year; y++) {
		char key[8];
		snprintf(key, sizeof key, "%d", y);
		json_number(j, key, count(r, admission_in_year, y));
	}
	json_close(j, '}');
	json_open(j, "by_group", '[');
	for (int other = 0; other < 2; other++) {
		json_open(j, NULL, '{');
		json_text(j, "group", other ? "other" : "residential");
		share(j, count(r, other ? admission_not_residential : admission_residential, 0),
			all);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_open(j, "by_type", '[');
	for (int type = CELL_RESIDENTIAL; type <= CELL_OTHER; type++) {
		bool any = false;
		VEC_EACH (c, &f->cells)
			any |= (int)c->cell.type == type;
		if (!any)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "type", cell_type_code((enum cell_type)type));
		share(j, count(r, admission_type, type), all);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void by_cell(struct report *r, struct json *j)
{
	json_open(j, "by_cell", '[');
	VEC_EACH (c, &r->f.cells) {
		json_open(j, NULL, '{');
		json_text(j, "code", c->cell.code);
		json_text(j, "name", c->cell.name);
		json_text(j, "type", cell_type_code(c->cell.type));
		json_number_or_null(j, "members", c->members);
		json_number_or_null(j, "target", c->target);
		json_number(j, "admitted", c->admitted);
		json_tenths(j, "percent_of_target",
			c->target < 0 ? PERCENT_NONE : percent_tenths(c->admitted, c->target));
		json_number(j, "in_pipeline", c->in_pipeline);
		json_date(j, "last_admission", c->last_admission);
		json_number_or_null(j, "years_without", c->years_without);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void composition(struct report *r, struct json *j)
{
	long all = (long)r->f.now.n;
	json_open(j, "composition", '{');
	named_share(j, "female", count(r, admission_female, 0), all);
	named_share(j, "ethnic_minority", count(r, admission_minority, 0), all);
	named_share(j, "religion", count(r, admission_religious, 0), all);
	named_share(j, "youth_union", count(r, admission_youth, 0), all);
	named_share(j, "readmitted", count(r, admission_readmitted, 0), all);
	json_open(j, "age_bands", '[');
	for (int b = 0; b < AGE_BANDS; b++) {
		json_open(j, NULL, '{');
		json_text(j, "band", age_band_code[b]);
		share(j, count(r, admission_band, b), all);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_tenths(j, "average_age", figures_average_age(r->f.now.v, r->f.now.n));
	json_close(j, '}');
}

static void targets(struct report *r, struct json *j)
{
	static const char *const keys[] = {
		[TARGET_ADMISSION] = "admission", [TARGET_CLASS] = "class", [TARGET_LIST] = "list"};
	json_open(j, "target", '{');
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		long target = r->f.target[k], actual = r->f.actual[k];
		json_open(j, keys[k], '{');
		json_number_or_null(j, "target", target);
		json_number(j, "actual", actual);
		json_tenths(
			j, "percent", target < 0 ? PERCENT_NONE : percent_tenths(actual, target));
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void workforce(struct report *r, struct json *j)
{
	json_open(j, "workforce", '[');
	for (int type = CELL_RESIDENTIAL; type <= CELL_OTHER; type++) {
		struct workforce w = figures_workforce(&r->f, type);
		if (w.all < 0)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "type", cell_type_code((enum cell_type)type));
		json_number(j, "members", w.members);
		json_number(j, "total", w.all);
		json_tenths(j, "percent", percent_tenths(w.members, w.all));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void dry_cells(struct report *r, struct json *j)
{
	json_open(j, "dry_cells", '[');
	VEC_EACH (c, &r->f.cells) {
		if (!c->is_dry)
			continue;
		json_open(j, NULL, '{');
		json_text(j, "code", c->cell.code);
		json_number_or_null(j, "years_without", c->years_without);
		json_bool(j, "nobody_left", c->cell.nobody_left);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static const char *code_of_cell(struct report *r, struct cell_id id)
{
	VEC_EACH (c, &r->f.cells)
		if (c->cell.id.v == id.v)
			return c->cell.code;
	return NULL;
}

static void people(struct report *r, struct json *j)
{
	json_open(j, "people", '[');
	VEC_EACH (a, &r->f.now) {
		json_open(j, NULL, '{');
		json_text(j, "name", a->name);
		json_date(j, "birth", a->birth);
		json_text(j, "cell", code_of_cell(r, a->cell));
		json_date(j, "date", a->on);
		json_text(j, "decision", a->decision_no);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void report_admissions_json(struct report *r, struct json *j)
{
	struct figures *f = &r->f;
	json_open(j, NULL, '{');
	json_open(j, "period", '{');
	json_date(j, "from", f->from);
	json_date(j, "to", f->to);
	json_close(j, '}');
	json_text(j, "date_basis",
		f->settings.date_basis == BASIS_DECISION ? "decision" : "ceremony");
	json_number(j, "counted_by_other_date", f->other_date);
	json_date(j, "as_of", f->as_of);
	json_number(j, "members", f->members);
	json_number(j, "cells", f->cell_count);
	admitted(r, j);
	by_cell(r, j);
	composition(r, j);
	json_close(j, '}'); /* admitted */
	targets(r, j);
	workforce(r, j);
	dry_cells(r, j);
	people(r, j);
}
