/* Reading the heading and the rows; what a row means is the tables' (import_*.c). */
#include "exchange/import_row.h"

#include "base/i18n.h"
#include "core/bulk.h"
#include "exchange/word.h"
#include "viet/heading.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

enum { PROGRESS_ROWS = 256 };

static const struct {
	const char *code, *label, *act;
	const struct table *table;
} kinds[IMPORT_KINDS] = {
	[IMPORT_CELLS] = {"cells", N_("Cells"), "import_cells", &import_cells},
	[IMPORT_MEMBERS] = {"members", N_("Members"), "import_members", &import_members},
	[IMPORT_CANDIDATES] = {"candidates", N_("Candidates"), "import_candidates",
		&import_candidates},
	[IMPORT_EVENTS] = {"events", N_("Events of candidates"), "import_events", &import_events},
	[IMPORT_MENTORS] = {"mentors", N_("Mentor assignments"), "import_mentors", &import_mentors},
	[IMPORT_TARGETS] = {"targets", N_("Targets"), "import_targets", &import_targets},
};

const char *import_kind_label(enum import_kind k)
{
	return kinds[k].label;
}

bool import_kind_from_code(const char *code, enum import_kind *ret)
{
	for (int k = 0; k < IMPORT_KINDS; k++)
		if (strcmp(kinds[k].code, code) == 0) {
			*ret = (enum import_kind)k;
			return true;
		}
	return false;
}

const char *import_heading(enum import_kind k, size_t i)
{
	return i < kinds[k].table->n ? kinds[k].table->columns[i].heading : NULL;
}

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

/* Nothing that text_clean would change. */
static bool is_clean_ascii(const char *s)
{
	if (*s == ' ')
		return false;
	for (; *s; s++)
		if (*s < 0x20 || *s > 0x7E || (*s == ' ' && (s[1] == ' ' || !s[1])))
			return false;
	return true;
}

/* The clean value, the row's own; "" where nothing is left. */
static int clean(struct import *im, char *s, char **ret, struct err *err)
{
	*ret = s;
	if (is_clean_ascii(s))
		return 0;
	/* a line broken within a cell of a spreadsheet */
	for (char *p = s; (p = strchr(p, '\n'));)
		*p = ' ';
	char *own;
	int r = text_clean(s, &own, err);
	if (r)
		return r;
	if (!VEC_PUSH(&im->texts, own)) {
		free(own);
		return ERR_OOM(err);
	}
	*ret = own;
	return 0;
}

/* Blanks out of an identity number. */
static void squeeze(char *s)
{
	char *to = s;
	for (; *s; s++)
		if (*s != ' ')
			*to++ = *s;
	*to = '\0';
}

static bool read_value(enum value_kind kind, const char *s, struct value *v)
{
	bool yes = false, ok = true;
	char sex = 0;
	int number = 0, second = 0;
	enum cell_type type = CELL_OTHER;
	enum event_kind event = EVENT_FOUND;
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_CCCD:
		return true;
	case VALUE_RELIGION:
		if (word_none(s))
			v->text = NULL;
		return true;
	case VALUE_DATE:
	case VALUE_BIRTH:
		return date_from_user(s, kind == VALUE_BIRTH, &v->date);
	case VALUE_NUMBER:
		return word_number(s, &v->number);
	case VALUE_PERCENT:
		return word_percent(s, &v->number);
	case VALUE_YES:
		ok = word_yes(s, &yes);
		number = yes;
		break;
	case VALUE_SEX:
		ok = word_sex(s, &sex);
		number = sex;
		break;
	case VALUE_YEARS:
		ok = word_years(s, &number, &second);
		break;
	case VALUE_CELL_TYPE:
		ok = word_cell_type(s, &type);
		number = (int)type;
		break;
	case VALUE_EDUCATION:
		ok = word_education(s, &number);
		break;
	case VALUE_PROFESSIONAL:
		ok = word_professional(s, &number);
		break;
	case VALUE_EVENT:
		ok = word_event(s, &event);
		number = (int)event;
		break;
	}
	v->number = number;
	v->second = second;
	return ok;
}

static int read_field(struct import *im, int column, char *raw, struct err *err)
{
	const struct column *c = &im->table->columns[column];
	struct value *v = &im->v[column];
	char *s;
	im->at = column;
	if (!*raw)
		return 0;
	int r = clean(im, raw, &s, err);
	if (r || !*s)
		return import_settle(im, r, err);
	if (c->kind == VALUE_CCCD)
		squeeze(s);
	*v = (struct value){.text = s};
	if (read_value(c->kind, s, v))
		return 0;
	ERR(err, ERR_INVALID, c->field, "%.80s", s);
	return import_refuse(im, err);
}

static bool is_empty(const struct csv_record *rec)
{
	for (size_t f = 0; f < rec->n; f++)
		if (rec->field[f][0])
			return false;
	return true;
}

static void clear_row(struct import *im)
{
	VEC_EACH (s, &im->texts)
		free(*s);
	im->texts.n = 0;
	memset(im->v, 0, sizeof im->v);
	im->at = -1;
	im->outcome = ROW_SAME;
}

static int read_row(struct import *im, const struct csv_record *rec, struct err *err)
{
	int r = 0;
	clear_row(im);
	im->line = rec->line;
	if (rec->fault) {
		const char *heading =
			rec->fault_at < im->heading_count ? im->headings[rec->fault_at] : NULL;
		return import_refuse_text(im, heading, _(faults[rec->fault]));
	}
	for (size_t f = 0; !r && f < rec->n; f++) {
		if (f < im->heading_count && im->column_of[f] >= 0)
			r = read_field(im, im->column_of[f], rec->field[f], err);
		else if (f >= im->heading_count && rec->field[f][0])
			return import_refuse_text(
				im, NULL, _("The row has more fields than the heading."));
	}
	if (r || im->outcome == ROW_REFUSED)
		return r;
	im->at = -1;
	return import_settle(im, im->table->row(im, err), err);
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
	clear_row(im);
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
		r = bulk_begin(im->db, lines, err);
	if (!r)
		r = read_rows(im, csv, err);
	if (!r && im->table->end)
		r = im->table->end(im, err);
	return !r && lines && !im->result->refused ? bulk_end(im->db, err) : r;
}

static int by_line(const void *a, const void *b)
{
	const struct import_note *x = a, *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->is_warning > y->is_warning) - (x->is_warning < y->is_warning);
}

static void import_done(struct import *im)
{
	clear_row(im);
	VEC_DONE(&im->texts);
	if (im->state && im->table->done)
		im->table->done(im);
	free(im->state);
	for (size_t f = 0; f < im->heading_count; f++)
		free(im->headings[f]);
	free(im->headings);
	memo_done(&im->cells);
	im->result->notes = im->notes.v;
	im->result->note_count = im->notes.n;
	if (im->notes.n)
		qsort(im->notes.v, im->notes.n, sizeof *im->notes.v, by_line);
}

/* Ends the act that import_csv began: the file as a whole or nothing of it. */
static int finish(struct import *im, enum import_kind kind, int r, struct err *err)
{
	if (r || im->result->refused || im->options->dry_run) {
		db_act_rollback(im->db);
		return r;
	}
	return db_act_commit(im->db, kinds[kind].act, 0, err);
}

int import_csv(struct db *db, const struct act_by *by, enum import_kind kind, struct csv *csv,
	const struct import_options *options, struct import_result *ret, struct err *err)
{
	static const struct import_options none = {0};
	struct err own = {0};
	struct import_result result = {0};
	struct import *im = mem_alloc(sizeof *im);
	err = err ? err : &own;
	if (!im)
		return ERR_OOM(err);
	im->db = db;
	im->by = *by;
	im->table = kinds[kind].table;
	im->options = options ? options : &none;
	im->result = &result;
	memset(im->file_of, -1, sizeof im->file_of);
	bool joins = db_act_is_open(db);
	int r = joins && im->options->dry_run
			? ERR(err, ERR_INTERNAL, NULL, "dry run inside an act")
			: 0;
	if (!r && !(im->state = mem_alloc(im->table->state_size + 1)))
		r = ERR_OOM(err);
	if (!r && !joins)
		r = act_begin(db, by, kinds[kind].act, NULL, err);
	if (!r) {
		r = read_all(im, csv, !joins, err);
		if (!joins)
			r = finish(im, kind, r, err);
	}
	if (r == ERR_NOMEM)
		ERR_OOM(err);
	import_done(im);
	free(im);
	result.is_saved = !r && !result.refused && !(options && options->dry_run) &&
			  result.added + result.updated > 0;
	if (r < 0)
		import_result_done(&result);
	else
		*ret = result;
	return r < 0 ? r : 0;
}

int import_file(struct db *db, const struct act_by *by, enum import_kind kind, const char *path,
	const struct import_options *options, struct import_result *ret, struct err *err)
{
	struct csv *csv;
	int r = csv_open(path, &csv, err);
	if (r)
		return r;
	r = import_csv(db, by, kind, csv, options, ret, err);
	csv_close(csv);
	return r;
}
