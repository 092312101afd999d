/* How a file is read, as the options say. */
#include "command_import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/heading.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_heading(const char *a, const char *b)
{
	CLEANUP_FREE char *x = NULL, *y = NULL;
	if (heading_key(a, &x, NULL) || heading_key(b, &y, NULL))
		return false;
	return strcmp(x, y) == 0;
}

static int no_such(const char *what, const char *value)
{
	fprintf(stderr, "taonguon: %s: ", what);
	import_print_safe(stderr, value);
	fprintf(stderr, ": %s\n", _("there is no such thing in this file"));
	return 2;
}

static int choose_sheets(struct import_job *j)
{
	const struct options *o = j->o;
	for (size_t i = 0; i < j->w->sheet_count && (o->sheet_count || o->all_sheets); i++)
		j->plan.sheets[i].is_used = o->all_sheets && j->plan.sheets[i].head_rows;
	for (int k = 0; k < o->sheet_count; k++) {
		bool found = false;
		for (size_t i = 0; i < j->w->sheet_count && !found; i++) {
			found = strcmp(j->w->sheets[i].name, o->sheets[k]) == 0 ||
				same_heading(j->w->sheets[i].name, o->sheets[k]);
			if (found)
				j->plan.sheets[i].is_used = true;
		}
		if (!found)
			return no_such("--sheet", o->sheets[k]);
	}
	return 0;
}

static int choose_charset(struct import_job *j, struct err *err)
{
	enum charset c = CHARSET_NONE;
	if (!j->o->charset || strcmp(j->o->charset, "auto") == 0)
		return 0;
	if (!charset_from_code(j->o->charset, &c))
		return ERR(err, ERR_INVALID, "charset", "%s", j->o->charset);
	for (size_t i = 0; i < j->plan.sheet_count; i++)
		for (size_t k = 0; k < j->plan.sheets[i].column_count; k++)
			j->plan.sheets[i].columns[k].charset = c;
	return plan_find_heads(j->db, j->w, &j->plan, err);
}

static size_t row_of_number(const struct workbook_sheet *s, long number)
{
	size_t row = 0;
	while (row < s->rows && workbook_row_number(s, row) < number)
		row++;
	return row;
}

static int choose_head(struct import_job *j, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < j->plan.sheet_count && j->o->head; i++)
		if (j->plan.sheets[i].is_used)
			r = plan_set_head(j->db, j->w, &j->plan, i,
				row_of_number(&j->w->sheets[i], j->o->head),
				(size_t)(j->o->head_rows ? j->o->head_rows : 1), err);
	return r;
}

/* The field by its key or the list's heading; PLAN_IGNORED for "-"; -2: there is none. */
static int field_of(enum import_kind kind, const char *word)
{
	if (strcmp(word, "-") == 0)
		return PLAN_IGNORED;
	for (size_t i = 0; import_heading(kind, i); i++)
		if (strcmp(import_field(kind, i), word) == 0 ||
			same_heading(import_heading(kind, i), word))
			return (int)i;
	return -2;
}

/* By the whole of it, or by what stands in the lower row of a head of two. */
static bool is_headed(const struct plan_column *c, const char *heading)
{
	const char *last = c->heading;
	for (const char *p = last; (p = strstr(p, " · "));)
		last = p += strlen(" · ");
	return same_heading(c->heading, heading) || same_heading(last, heading);
}

/* HEADING, or HEADING#2 for the second of that name. Other columns for the field give way. */
static bool map_column(struct plan_sheet *s, const char *heading, int field)
{
	CLEANUP_FREE char *own = mem_strdup(heading);
	char *mark = own ? strrchr(own, '#') : NULL;
	long wanted = 1, n = 0;
	if (mark && mark > own && isdigit((unsigned char)mark[1])) {
		wanted = strtol(mark + 1, NULL, 10);
		*mark = '\0';
	}
	for (size_t c = 0; own && c < s->column_count; c++) {
		if (!is_headed(&s->columns[c], own) || ++n != wanted)
			continue;
		for (size_t k = 0; k < s->column_count && field >= 0; k++)
			if (k != c && s->columns[k].field == field)
				s->columns[k].field = PLAN_IGNORED;
		s->columns[c].field = field;
		s->columns[c].known = PLAN_CHOSEN;
		return true;
	}
	return false;
}

static int map_columns(struct import_job *j)
{
	for (int k = 0; k < j->o->map_count; k++) {
		const char *equals = strrchr(j->o->maps[k], '=');
		CLEANUP_FREE char *heading =
			equals ? mem_strndup(j->o->maps[k], (size_t)(equals - j->o->maps[k]))
			       : NULL;
		int field = heading ? field_of(j->plan.kind, equals + 1) : -2;
		bool found = false;
		if (field == -2)
			return command_usage(
				_("--map needs HEADING=FIELD, or HEADING=- to pass it over"));
		for (size_t i = 0; i < j->plan.sheet_count; i++)
			if (j->plan.sheets[i].is_used)
				found |= map_column(&j->plan.sheets[i], heading, field);
		if (!found)
			return no_such("--map", heading);
	}
	return 0;
}

/* Of the sheets that are used; a column that says the same wins where it says something. */
static int fix_fields(struct import_job *j, struct err *err)
{
	for (int k = 0; k < j->o->set_count; k++) {
		const char *equals = strchr(j->o->sets[k], '=');
		CLEANUP_FREE char *word =
			equals ? mem_strndup(j->o->sets[k], (size_t)(equals - j->o->sets[k]))
			       : NULL;
		int field = word ? field_of(j->plan.kind, word) : -2;
		if (field < 0 || !plan_may_fix(j->plan.kind, (size_t)field))
			return command_usage(_("--set needs FIELD=VALUE, for all rows of the file; "
					       "not of what is one person's own"));
		for (size_t i = 0; i < j->plan.sheet_count; i++) {
			int r = j->plan.sheets[i].is_used
					? plan_fix(&j->plan, i, field, equals + 1, false, err)
					: 0;
			if (r)
				return command_failed(err);
		}
	}
	return 0;
}

static void choose_days(struct import_job *j)
{
	for (size_t i = 0; i < j->plan.sheet_count && j->o->days; i++)
		for (size_t c = 0; c < j->plan.sheets[i].column_count; c++) {
			struct plan_column *column = &j->plan.sheets[i].columns[c];
			column->days = j->o->days == 'm' ? MONTHS_FIRST : DAYS_FIRST;
			column->is_days_mixed = false;
		}
}

/* Headings that nobody knows: of a CSV they are refused, for it was made for us; of a workbook they are passed over. The
 * number of those that are refused. */
static long unknown_headings(const struct import_job *j)
{
	bool is_refused = j->w->format == WORKBOOK_CSV && !j->o->ignore_unknown && !j->o->redo;
	long n = 0;
	for (size_t i = 0; i < j->plan.sheet_count; i++) {
		const struct plan_sheet *s = &j->plan.sheets[i];
		for (size_t c = 0; s->is_used && c < s->column_count; c++) {
			if (s->columns[c].known != PLAN_UNKNOWN || !s->columns[c].heading[0])
				continue;
			FILE *to = is_refused ? stderr : j->say;
			fputs(is_refused ? "" : _("warning: "), to);
			import_print_sheet(to, j, i);
			/* the names of a DBF's fields stand in no record */
			long line =
				workbook_row_number(&j->w->sheets[i], s->head + s->head_rows - 1);
			if (line > 0)
				fprintf(to, "%s %ld, ", _("Line"), line);
			import_print_safe(to, s->columns[c].heading);
			fprintf(to, ": %s\n",
				is_refused
					? _("This heading is not known.")
					: _("This heading is not known; its column was left out."));
			n += is_refused;
		}
	}
	return n;
}

/* ---- what is said of it -------------------------------------------------------------------------------- */

/* The columns that are read in a charset other than UTF-8: their headings, and how sure the least sure of them is. */
static int add_columns_in(const struct import_job *j, enum charset charset, struct strbuf *ret)
{
	int sure = 100;
	for (size_t i = 0; i < j->plan.sheet_count; i++) {
		const struct plan_sheet *s = &j->plan.sheets[i];
		for (size_t c = 0; s->is_used && c < s->column_count; c++) {
			const struct plan_column *column = &s->columns[c];
			if (column->charset != charset || column->verdict.is_plain ||
				column->field < 0)
				continue;
			/* the same column of another year's sheet is told once */
			if (!strstr(strbuf_str(ret), column->heading))
				strbuf_addf(ret, ret->len ? ", %s" : "%s", column->heading);
			/* one that is too short to tell goes with the rest; one that was chosen is certain */
			if (column->verdict.charset == charset && column->verdict.confidence < sure)
				sure = column->verdict.confidence;
		}
	}
	return sure;
}

static void print_before_after(void *ctx, const char *before, const char *after)
{
	FILE *to = ctx;
	fputs("  ", to);
	import_print_safe(to, before);
	fputs(" → ", to);
	import_print_safe(to, after);
	fputs("\n", to);
}

/* Of one column, the first that has this charset and letters that show it. */
static int show_column_in(const struct import_job *j, enum charset charset, struct err *err)
{
	for (size_t i = 0; i < j->plan.sheet_count; i++) {
		const struct plan_sheet *s = &j->plan.sheets[i];
		for (size_t c = 0; s->is_used && c < s->column_count; c++)
			if (s->columns[c].charset == charset && !s->columns[c].verdict.is_plain &&
				s->columns[c].field >= 0)
				return plan_before_after(
					j->w, &j->plan, i, c, print_before_after, j->say, err);
	}
	return 0;
}

static int say_charsets(const struct import_job *j, struct err *err)
{
	int r = 0;
	for (int c = CHARSET_NONE + 1; !r && c < CHARSETS; c++) {
		struct strbuf columns = {0};
		int sure = c == CHARSET_UTF8 ? 0 : add_columns_in(j, (enum charset)c, &columns);
		if (columns.len) {
			fprintf(j->say, _("Read as %s, certainty %d %%: "),
				charset_label((enum charset)c), sure);
			import_print_safe(j->say, strbuf_str(&columns));
			fputs("\n", j->say);
			r = show_column_in(j, (enum charset)c, err);
		}
		if (columns.len && c == CHARSET_TCVN3)
			fputs(_("TCVN3 has no capitals with a tone: they follow the letters around "
				"them; look them over.\n"),
				j->say);
		strbuf_done(&columns);
	}
	return r;
}

/* What was said in an earlier batch of what stands in this file. */
static int say_remembered(const struct import_job *j, struct err *err)
{
	int r = 0;
	for (size_t k = 0; k < j->plan.meaning_count; k++) {
		const struct plan_meaning *m = &j->plan.meanings[k];
		long rows = 0;
		for (size_t i = 0; !r && m->from == PLAN_MEANT_BEFORE && i < j->plan.sheet_count;
			i++) {
			long n = 0;
			if (j->plan.sheets[i].is_used)
				r = plan_meaning_rows(j->w, &j->plan, i, m, &n, err);
			rows += n;
		}
		if (r)
			return r;
		if (!rows)
			continue;
		fprintf(j->say, _("Read as said before, in %ld rows: "), rows);
		import_print_safe(j->say, m->said);
		fputs(" → ", j->say);
		import_print_safe(j->say, m->means);
		fputs("\n", j->say);
	}
	return 0;
}

/* What was guessed is said; what the options say is known. */
static void say_fixed(const struct import_job *j)
{
	for (size_t i = 0; i < j->plan.sheet_count; i++) {
		const struct plan_sheet *s = &j->plan.sheets[i];
		for (size_t k = 0; s->is_used && k < s->fixed_count; k++) {
			if (!s->fixed[k].is_guessed)
				continue;
			import_print_sheet(j->say, j, i);
			fprintf(j->say, _("All rows: %s = "),
				import_heading(j->plan.kind, (size_t)s->fixed[k].field));
			import_print_safe(j->say, s->fixed[k].text);
			fprintf(j->say, " (%s)\n", _("by its name"));
		}
	}
}

static int print_fault(void *ctx, const char *text)
{
	++*(long *)ctx;
	fprintf(stderr, "taonguon: %s\n", text);
	return 0;
}

int import_make_plan(struct import_job *j)
{
	struct err err = {0};
	long faults = 0;
	int r = choose_charset(j, &err);
	if (r)
		return command_failed(&err);
	int status = choose_sheets(j);
	if (status)
		return status;
	r = choose_head(j, &err);
	if (r)
		return command_failed(&err);
	status = map_columns(j);
	if (status)
		return status;
	status = fix_fields(j, &err);
	if (status)
		return status;
	choose_days(j);
	faults = unknown_headings(j);
	r = say_charsets(j, &err);
	say_fixed(j);
	if (!r)
		r = say_remembered(j, &err);
	if (!r)
		r = plan_faults(&j->plan, print_fault, &faults, &err);
	if (r)
		return command_failed(&err);
	if (faults)
		fputs(_("Nothing was changed: mend the rows above and bring the file in again.\n"),
			stderr);
	return faults ? 1 : 0;
}
