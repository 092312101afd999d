/* Rows from CSV: the heading, the records, one act. */
#include "exchange/import_row.h"

#include "base/i18n.h"
#include "core/crowd.h"
#include "viet/heading.h"

#include <string.h>

enum { PROGRESS_ROWS = 256 };

/* ---- the heading ----------------------------------------------------------------------------- */

static bool is_heading(const struct column *c, const char *key)
{
	CLEANUP_FREE char *own = NULL;
	if (!heading_key(c->heading, &own, NULL) && strcmp(own, key) == 0)
		return true;
	size_t n = strlen(key);
	for (const char *p = c->others; p && n && (p = strstr(p, key)); p += n)
		if ((p == c->others || p[-1] == '|') && (p[n] == '\0' || p[n] == '|'))
			return true;
	return false;
}

static const char *const faults[] = {
	[CSV_NOT_UTF8] = N_("This is not text in UTF-8. Save the file as “CSV UTF-8”."),
	[CSV_NUL] = N_("This has an invisible or control character."),
	[CSV_LONG] = N_("This is too long."),
	[CSV_QUOTE_TEXT] = N_("There is text behind a closing quotation mark."),
	[CSV_QUOTE_OPEN] = N_("A quotation mark is opened and never closed."),
};

static int read_heading(struct import *im, size_t f, const char *text, struct err *err)
{
	CLEANUP_FREE char *key = NULL;
	int r = heading_key(text, &key, err);
	if (r)
		return r;
	im->column_of[f] = -1;
	if (!*key)
		return 0;
	for (size_t i = 0; i < im->table->n; i++) {
		if (!is_heading(&im->table->columns[i], key))
			continue;
		if (im->file_of[i] >= 0)
			return import_refuse_text(
				im, im->headings[f], _("This heading occurs twice."));
		im->file_of[i] = (int)f;
		im->column_of[f] = (int)i;
		return 0;
	}
	if (!im->options->ignore_unknown)
		return import_refuse_text(im, im->headings[f], _("This heading is not known."));
	struct import_note n = {
		.reason = mem_strdup(_("This heading is not known; its column was left out.")),
		.is_warning = true};
	return import_note_put(im, &n, im->headings[f]);
}

static int read_headings(struct import *im, const struct csv_record *rec, struct err *err)
{
	im->line = rec->line;
	im->outcome = ROW_SAME;
	if (rec->fault)
		return import_refuse_text(im, NULL, _(faults[rec->fault]));
	im->headings = mem_alloc((rec->n + 1) * sizeof *im->headings);
	if (!im->headings)
		return ERR_OOM(err);
	im->heading_count = rec->n;
	int r = 0, known = 0;
	for (size_t f = 0; !r && f < rec->n; f++) {
		im->headings[f] = import_safe(rec->field[f]);
		r = im->headings[f] ? read_heading(im, f, rec->field[f], err) : ERR_OOM(err);
		known += im->column_of[f] >= 0;
	}
	if (!r && !known)
		r = import_refuse_text(im, NULL, _("The first line has no heading that is known."));
	for (size_t i = 0; !r && i < im->table->n; i++)
		if (im->table->columns[i].is_required && im->file_of[i] < 0)
			r = import_refuse_text(im, im->table->columns[i].heading,
				_("This column is missing from the file."));
	return r;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool is_empty(const struct csv_record *rec)
{
	for (size_t f = 0; f < rec->n; f++)
		if (rec->field[f][0])
			return false;
	return true;
}

static int read_row(struct import *im, const struct csv_record *rec, struct err *err)
{
	int r = 0;
	import_row_clear(im);
	im->line = rec->line;
	if (rec->fault) {
		const char *heading =
			rec->fault_at < im->heading_count ? im->headings[rec->fault_at] : NULL;
		return import_refuse_text(im, heading, _(faults[rec->fault]));
	}
	for (size_t f = 0; !r && f < rec->n; f++) {
		if (f < im->heading_count && im->column_of[f] >= 0)
			r = import_row_field(im, im->column_of[f], rec->field[f], err);
		else if (f >= im->heading_count && rec->field[f][0])
			return import_refuse_text(
				im, NULL, _("The row has more fields than the heading."));
	}
	return r ? r : import_row_enter(im, err);
}

static int read_rows(struct import *im, struct csv *csv, struct err *err)
{
	struct csv_record rec;
	long done, total, n = 0;
	int r;
	while ((r = csv_next(csv, &rec, err)) == 1) {
		if (im->options->progress && n++ % PROGRESS_ROWS == 0) {
			csv_progress(csv, &done, &total);
			if (im->options->progress(im->options->ctx, done, total))
				return ERR(err, ERR_STOPPED, NULL, NULL);
		}
		if (!rec.fault && is_empty(&rec))
			continue;
		r = read_row(im, &rec, err);
		if (r)
			return r;
		++*import_counter(im->result, im->outcome);
	}
	import_row_clear(im);
	return r;
}

static int read_all(struct import *im, struct csv *csv, bool may_bulk, struct err *err)
{
	struct csv_record rec = {.line = 1};
	int64_t lines = may_bulk && im->table->is_large ? csv_count_lines(csv) : 0;
	int r = csv_next(csv, &rec, err);
	if (r < 0)
		return r;
	r = read_headings(im, &rec, err);
	if (r)
		return r;
	if (im->outcome == ROW_REFUSED) {
		im->result->refused = 1;
		return 0;
	}
	if (lines)
		r = crowd_begin(im->db, lines, err);
	if (!r)
		r = read_rows(im, csv, err);
	if (!r && im->table->end)
		r = im->table->end(im, err);
	return !r && lines && !im->result->refused ? crowd_end(im->db, err) : r;
}

static int import_all(struct import *im, struct csv *csv, struct err *err)
{
	bool joins = db_act_is_open(im->db);
	if (joins && im->options->dry_run)
		return ERR(err, ERR_INTERNAL, NULL, "dry run inside an act");
	int r = joins ? 0 : import_begin(im, err);
	if (r)
		return r;
	r = read_all(im, csv, !joins, err);
	bool keep = !im->result->refused && !im->options->dry_run;
	return joins ? r : import_finish(im, keep, r, err);
}

int import_csv(struct db *db, const struct act_by *by, enum import_kind kind, struct csv *csv,
	const struct import_options *options, struct import_result *ret, struct err *err)
{
	struct err own = {0};
	struct import_result result = {0};
	struct import *im;
	err = err ? err : &own;
	int r = import_make(db, by, kind, options, &result, &im, err);
	if (r)
		return r;
	r = import_all(im, csv, err);
	if (r == ERR_NOMEM)
		ERR_OOM(err);
	import_free(im);
	result.is_saved = !r && !result.refused && !(options && options->dry_run) &&
			  result.added + result.updated > 0;
	if (r < 0)
		import_result_done(&result);
	else
		*ret = result;
	return r < 0 ? r : 0;
}
