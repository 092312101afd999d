#include "report/cell_map.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/report.h"

#include <stdlib.h>

void cell_map_done(struct cell_map *m)
{
	figures_done(&m->f);
	work_done(&m->w);
	free(m->rows);
	*m = (struct cell_map){0};
}

static unsigned reasons_of(const struct cell_figures *f, const struct cell_work *w)
{
	const struct dry_facts facts = {.nobody_left = f->cell.nobody_left,
		.has_resolution = w->resolution,
		.duties = w->members + w->associations,
		.reports_due = w->reports_due,
		.reports_made = w->reports_made,
		.names = w->names,
		.pipeline = f->in_pipeline,
		.obstacles = w->obstacles,
		.uncovered = w->uncovered};
	return dry_reasons(&facts);
}

static int make_rows(struct db *db, int year, const struct figures *f, struct cell_id only,
	struct cell_map *m, struct err *err)
{
	int r = work_read(db, year, f->as_of, &m->w, err);
	if (!r) {
		m->rows = mem_alloc((f->cells.n + 1) * sizeof *m->rows);
		r = m->rows ? 0 : ERR_OOM(err);
	}
	for (size_t i = 0; !r && i < f->cells.n; i++) {
		const struct cell_figures *c = &f->cells.v[i];
		const struct cell_work *w = work_of(&m->w, c->cell.id);
		if (!w || (only.v && c->cell.id.v != only.v))
			continue;
		m->rows[m->n++] = (struct cell_map_row){.figures = c,
			.work = w,
			.reasons = reasons_of(c, w),
			.is_shown = c->is_valid};
	}
	return r;
}

int cell_map_make(
	struct db *db, int year, struct cell_id only, struct cell_map *ret, struct err *err)
{
	struct cell_map m = {0};
	int r = figures_make(
		db, report_year_from(year), report_year_to(year), only, false, &m.f, err);
	if (!r)
		r = make_rows(db, year, &m.f, only, &m, err);
	if (r)
		cell_map_done(&m);
	else
		*ret = m;
	return r;
}

int cell_map_of(
	struct db *db, int year, const struct figures *f, struct cell_map *ret, struct err *err)
{
	struct cell_map m = {0};
	int r = make_rows(db, year, f, f->only, &m, err);
	if (r)
		cell_map_done(&m);
	else
		*ret = m;
	return r;
}

const char *dry_reason_code(enum dry_reason r)
{
	static const char *const codes[DRY_REASONS] = {[DRY_NOBODY_LEFT] = "nobody_left",
		[DRY_NO_RESOLUTION] = "no_resolution",
		[DRY_NO_DUTY] = "no_duty",
		[DRY_NO_REPORTS] = "no_reports",
		[DRY_NO_NAMES] = "no_names",
		[DRY_OBSTACLES] = "obstacles",
		[DRY_NO_MENTOR] = "no_mentor"};
	return codes[r];
}

const char *dry_reason_label(enum dry_reason r)
{
	static const char *const labels[DRY_REASONS] = {
		[DRY_NOBODY_LEFT] = N_("nobody is left to admit"),
		[DRY_NO_RESOLUTION] = N_("no resolution on sources"),
		[DRY_NO_DUTY] = N_("nobody was given a duty"),
		[DRY_NO_REPORTS] = N_("few or no monthly reports"),
		[DRY_NO_NAMES] = N_("nobody was named"),
		[DRY_OBSTACLES] = N_("names, but obstacles"),
		[DRY_NO_MENTOR] = N_("names, but no mentor")};
	return labels[r];
}

void dry_reasons_add(struct strbuf *b, unsigned reasons)
{
	size_t from = b->len;
	for (int i = 0; i < DRY_REASONS; i++)
		if (reasons >> i & 1)
			strbuf_addf(b, "%s%s", b->len > from ? ", " : "",
				_(dry_reason_label((enum dry_reason)i)));
}

void month_marks_add(struct strbuf *b, const struct cell_work *w, int from, int to)
{
	static const char *const marks[] = {
		[MONTH_NOT_DUE] = "·", [MONTH_NONE] = "○", [MONTH_SOME] = "◐", [MONTH_ALL] = "●"};
	for (int m = from; m <= to; m++)
		strbuf_add(b, marks[month_mark(w->months[m - 1].due, w->months[m - 1].made)]);
}
