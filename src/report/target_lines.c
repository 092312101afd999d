#include "report/target_lines.h"

static const enum event_kind events[] = {
	[TARGET_CLASS] = EVENT_CLASS, [TARGET_LIST] = EVENT_LISTED};

long target_missing(long target, long actual)
{
	return target < 0 ? -1 : actual >= target ? 0 : target - actual;
}

static int read_targets(
	struct db *db, const struct figures *f, struct target_line *l, struct err *err)
{
	struct cell_id cell = l->cell ? l->cell->cell.id : f->only;
	int r = 0;
	for (int k = TARGET_ADMISSION; !r && k <= TARGET_LIST; k++)
		r = target_for(db, cell, (enum target_kind)k, f->from, f->to, &l->target[k], err);
	return r;
}

/* What people of now in each cell did in the period, in one pass over the events. */
static int count_events(struct db *db, const struct figures *f, enum target_kind kind,
	struct target_lines *lines, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_EVENT_COUNT_CELLS, err);
	db_bind_int(s, "kind", events[kind]);
	db_bind_date(s, "from", f->from);
	db_bind_date(s, "to", f->to);
	int r;
	while ((r = db_step(s, err)) == 1) {
		int64_t cell = db_int(s, "cell_id");
		VEC_EACH (l, lines)
			if (l->cell && l->cell->cell.id.v == cell)
				l->actual[kind] = (long)db_int(s, "n");
	}
	return r;
}

int target_lines_read(
	struct db *db, const struct figures *f, struct target_lines *ret, struct err *err)
{
	struct target_lines lines = {0};
	struct target_line all = {0};
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++)
		all.actual[k] = f->actual[k];
	int r = read_targets(db, f, &all, err);
	if (!r && !VEC_PUSH(&lines, all))
		r = ERR_OOM(err);
	VEC_EACH (c, &f->cells) {
		struct target_line l = {.cell = c};
		l.actual[TARGET_ADMISSION] = c->admitted;
		if (!r)
			r = read_targets(db, f, &l, err);
		if (!r && !VEC_PUSH(&lines, l))
			r = ERR_OOM(err);
	}
	for (int k = TARGET_CLASS; !r && k <= TARGET_LIST; k++)
		r = count_events(db, f, (enum target_kind)k, &lines, err);
	if (r)
		VEC_DONE(&lines);
	else
		*ret = lines;
	return r;
}
