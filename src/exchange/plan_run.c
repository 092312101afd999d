/* A plan carried out: rows of all used sheets through the importers, one act, one batch. */
#include "exchange/batch_own.h"
#include "exchange/memo.h"
#include "exchange/plan_own.h"
#include "exchange/verdict.h"

#include "base/i18n.h"
#include "core/crowd.h"

#include <string.h>

enum { PROGRESS_ROWS = 256, PASSES = 4 };

struct run {
	struct db *db;
	const struct act_by *by;
	const struct workbook *w;
	const struct plan *p;
	const struct plan_options *options;
	size_t *order, sheets;
	long done, total, left_out;
	/* rows that were refused when part of them was written: by their place, in the next pass they stay out */
	VEC(struct refused_row) refused;
	struct memo refused_at; /* row → its place among them */
};

struct refused_row {
	size_t row;
	enum row_group group;
	struct import_note note; /* the first reason; its texts are the row's */
};

/* ---- one row ----------------------------------------------------------------------------------------- */

static int note(struct import *im, const char *heading, const char *text, bool is_warning)
{
	CLEANUP_FREE char *safe = heading ? import_safe(heading) : NULL;
	if (!is_warning)
		return import_refuse_text(im, safe, _(text));
	struct import_note n = {.reason = mem_strdup(_(text)), .is_warning = true};
	return import_note_put(im, &n, safe);
}

static int put_values(struct import *im, const struct plan_reader *reader, struct plan_line *line,
	struct err *err)
{
	const struct plan_sheet *s = &reader->p->sheets[reader->sheet];
	int r = 0;
	for (size_t i = 0; !r && i < line->said_count; i++) {
		const struct plan_said *said = &line->said[i];
		const char *heading = said->column >= 0	 ? s->columns[said->column].heading
				      : said->field >= 0 ? im->table->columns[said->field].heading
							 : NULL;
		r = note(im, heading, said->text, said->is_warning);
	}
	bool is_refused = im->outcome == ROW_REFUSED;
	for (size_t i = 0; !r && !is_refused && i < im->table->n; i++)
		if (line->value[i])
			r = import_row_field(im, (int)i, line->value[i], err);
	return r == ERR_NOMEM ? ERR_OOM(err) : r;
}

static int leave_out(struct import *im, const char *why)
{
	im->verdicts->rows.v[im->row].group = ROW_GROUP_LEFT_OUT;
	im->result->warnings--; /* its note is why, and warns of nothing */
	return note(im, NULL, why, true);
}

/* Was it refused in a pass before, with more written than could stay? */
static const struct refused_row *refused_before(const struct run *run, size_t row)
{
	int64_t at;
	return memo_get(&run->refused_at, &row, sizeof row, &at) ? &run->refused.v[at] : NULL;
}

static int refuse_again(struct import *im, const struct refused_row *x, struct err *err)
{
	struct import_note n = x->note;
	im->outcome = ROW_REFUSED;
	im->verdicts->rows.v[im->row].group = x->group;
	n.reason = mem_strdup(x->note.reason);
	int r = import_note_put(im, &n, x->note.column);
	return r ? ERR_OOM(err) : 0;
}

static int bring_row(struct run *run, struct import *im, struct plan_reader *reader, size_t row,
	struct plan_line *line, struct err *err)
{
	int r = plan_reader_row(reader, row, line, err);
	if (r || line->is_empty)
		return r;
	import_row_clear(im);
	im->line = workbook_row_number(&run->w->sheets[reader->sheet], row);
	r = verdict_row(im, reader->sheet, row, err);
	if (r)
		return r;
	if (line->left_out) {
		run->left_out++;
		r = leave_out(im, line->left_out);
		return r ? ERR_OOM(err) : 0;
	}
	const struct refused_row *before = refused_before(run, im->row);
	r = before ? refuse_again(im, before, err) : put_values(im, reader, line, err);
	if (!r)
		r = import_row_enter(im, err);
	if (r)
		return r;
	++*import_counter(im->result, im->outcome);
	verdict_outcome(im, im->outcome);
	return 0;
}

static int tell(struct run *run, struct err *err)
{
	if (run->done++ % PROGRESS_ROWS || !run->options->progress)
		return 0;
	return run->options->progress(run->options->ctx, run->done - 1, run->total)
		       ? ERR(err, ERR_STOPPED, NULL, NULL)
		       : 0;
}

/* The columns' own headings, by field, for the notes. */
static int name_columns(struct import *im, const struct plan_sheet *s, struct err *err)
{
	import_headings_done(im);
	im->headings = mem_alloc((s->column_count + 1) * sizeof *im->headings);
	if (!im->headings)
		return ERR_OOM(err);
	memset(im->file_of, -1, sizeof im->file_of);
	for (size_t c = 0; c < s->column_count; c++) {
		im->headings[c] = import_safe(s->columns[c].heading);
		if (!im->headings[c])
			return ERR_OOM(err);
		im->heading_count++;
		if (s->columns[c].field >= 0)
			im->file_of[s->columns[c].field] = (int)c;
	}
	return 0;
}

static int bring_sheet(struct run *run, struct import *im, size_t sheet, struct err *err)
{
	const struct plan_sheet *s = &run->p->sheets[sheet];
	struct plan_reader reader;
	struct plan_line line;
	int r = name_columns(im, s, err);
	if (r)
		return r;
	plan_reader_open(&reader, run->w, run->p, sheet);
	for (size_t row = s->head + s->head_rows; !r && row < run->w->sheets[sheet].rows; row++) {
		r = tell(run, err);
		if (!r)
			r = bring_row(run, im, &reader, row, &line, err);
	}
	plan_reader_done(&reader);
	import_row_clear(im);
	return r;
}

/* ---- all rows ---------------------------------------------------------------------------------------- */

static int bring_all(struct run *run, struct import *im, bool may_bulk, struct err *err)
{
	bool is_bulk = may_bulk && im->table->is_large;
	int r = is_bulk ? crowd_begin(run->db, run->total, err) : 0;
	run->done = run->left_out = 0;
	for (size_t i = 0; !r && i < run->sheets; i++)
		r = bring_sheet(run, im, run->order[i], err);
	if (!r && im->table->end)
		r = im->table->end(im, err);
	return !r && is_bulk ? crowd_end(run->db, err) : r;
}

/* The rows that were refused at the end are kept for the next pass, with their reasons. */
static int keep_refused(struct run *run, const struct import *im, struct err *err)
{
	for (size_t i = 0; i < im->notes.n; i++) {
		const struct import_note *n = &im->notes.v[i];
		enum row_group group = im->verdicts->rows.v[n->row].group;
		if (n->is_warning || (group != ROW_GROUP_CONFLICT && group != ROW_GROUP_REFUSED) ||
			refused_before(run, n->row))
			continue;
		struct refused_row x = {.row = n->row, .group = group, .note = *n};
		x.note.reason = mem_strdup(n->reason);
		x.note.column = mem_strdup(n->column);
		if (!x.note.reason || (n->column && !x.note.column) ||
			!VEC_PUSH(&run->refused, x)) {
			free(x.note.reason);
			free(x.note.column);
			return ERR_OOM(err);
		}
		if (!memo_put(&run->refused_at, &x.row, sizeof x.row, (int64_t)run->refused.n - 1))
			return ERR_OOM(err);
	}
	return 0;
}

static bool lets_in(const struct plan_options *o, const struct import_result *sum)
{
	return !o->dry_run && (!sum->refused || o->leave_out) && sum->added + sum->updated > 0;
}

/* All rows are in: the bar stands at its end meanwhile. */
static bool stops_looking(void *ctx, long done, long total)
{
	const struct run *run = ctx;
	(void)done;
	(void)total;
	return run->options->progress(run->options->ctx, run->total, run->total);
}

static int look_alike(struct run *run, struct import *im, struct err *err)
{
	const struct look_alike how = {run->options->progress ? stops_looking : NULL, run};
	return verdict_look_alike(im, &how, err);
}

/* Everything within the act. 1: a row was refused too late, and all must be done again without it. */
static int bring(
	struct run *run, struct import *im, struct plan_result *ret, bool may_bulk, struct err *err)
{
	int r = bring_all(run, im, may_bulk, err);
	if (!r && im->is_left_behind && run->options->leave_out) {
		r = keep_refused(run, im, err);
		return r ? r : 1;
	}
	if (!r)
		r = look_alike(run, im, err);
	if (!r && lets_in(run->options, &ret->sum))
		r = batch_add(run->db, run->w, run->p, run->options, &ret->sum, run->left_out,
			&ret->batch, err);
	return r;
}

static int pass(struct run *run, struct plan_result *ret, struct err *err)
{
	struct verdicts verdicts = {.w = run->w,
		.makes_people =
			run->p->kind == IMPORT_MEMBERS || run->p->kind == IMPORT_CANDIDATES};
	struct import *im;
	bool joins = db_act_is_open(run->db), is_marked = joins && !run->options->again;
	int r = import_make(run->db, run->by, run->p->kind, NULL, &ret->sum, &im, err);
	if (r)
		return r;
	im->verdicts = &verdicts;
	/* a joined act belongs to somebody else: what must not stay goes back to this mark */
	r = is_marked ? db_mark(run->db, err) : joins ? 0 : import_begin(im, err);
	bool has_begun = !r;
	if (!r)
		r = bring(run, im, ret, !joins, err);
	bool keep = !r && lets_in(run->options, &ret->sum);
	if (has_begun && is_marked && !keep)
		db_mark_rollback(run->db);
	else if (has_begun && is_marked)
		r = db_mark_release(run->db, err);
	else if (has_begun && !joins)
		r = import_finish(im, keep, r, err);
	import_free(im);
	if (!r)
		r = verdicts_take(&verdicts, keep, ret, err);
	verdicts_done(&verdicts);
	if (!keep)
		ret->batch = 0;
	ret->sum.is_saved = keep && !r;
	return r;
}

static void count_rows(struct run *run)
{
	for (size_t i = 0; i < run->sheets; i++) {
		const struct plan_sheet *s = &run->p->sheets[run->order[i]];
		size_t rows = run->w->sheets[run->order[i]].rows, head = s->head + s->head_rows;
		run->total += rows > head ? (long)(rows - head) : 0;
	}
}

static int refuse_faulty(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
	return 1;
}

int plan_run(struct db *db, const struct act_by *by, const struct workbook *w, const struct plan *p,
	const struct plan_options *options, struct plan_result *ret, struct err *err)
{
	static const struct plan_options none = {0};
	struct err own = {0};
	struct run run = {.db = db, .by = by, .w = w, .p = p, .options = options ? options : &none};
	err = err ? err : &own;
	int r = plan_faults(p, refuse_faulty, NULL, err);
	if (r)
		return r < 0 ? r : ERR(err, ERR_INVALID, "plan", NULL);
	r = plan_order(w, p, &run.order, &run.sheets, err);
	if (r)
		return r;
	count_rows(&run);
	struct plan_result result = {0};
	for (int i = 0; i < PASSES; i++) {
		r = pass(&run, &result, err);
		if (r != 1)
			break;
		plan_result_done(&result);
		if (run.options->again && (r = run.options->again(run.options->again_ctx, err)))
			break;
		r = 1;
	}
	if (r == 1) /* rows that hang on each other without end */
		r = ERR(err, ERR_INTERNAL, NULL, "rows are refused in turn");
	if (r)
		plan_result_done(&result);
	else
		*ret = result;
	VEC_EACH (x, &run.refused) {
		free(x->note.reason);
		free(x->note.column);
	}
	VEC_DONE(&run.refused);
	memo_done(&run.refused_at);
	free(run.order);
	return r;
}
