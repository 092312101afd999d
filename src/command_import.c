/* A file brought in from the command line: the steps of the wizard as options. */
#include "command.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/sentence.h"
#include "exchange/batch.h"
#include "viet/heading.h"
#include "viet/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct job {
	const struct options *o;
	struct db *db;
	struct workbook *w;
	struct plan plan;
	bool is_shown; /* a bar */
};

/* A bar on a terminal, from the first call on. Ctrl-C stops it and leaves nothing behind. */
static bool show_progress(void *ctx, long done, long total)
{
	struct job *j = ctx;
	if (command_was_ended())
		return true;
	if (!isatty(STDERR_FILENO) || total <= 0)
		return false;
	j->is_shown = true;
	command_bar((size_t)done, (size_t)total);
	return false;
}

static void print_safe(FILE *to, const char *s)
{
	struct strbuf b = {0};
	text_safe(&b, s, strlen(s), false, false);
	fputs(strbuf_str(&b), to);
	strbuf_done(&b);
}

/* ---- what was said of the rows ------------------------------------------------------------------------ */

static size_t used_sheets(const struct plan *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->sheet_count; i++)
		n += p->sheets[i].is_used;
	return n;
}

static void print_sheet(FILE *to, const struct job *j, size_t sheet)
{
	if (used_sheets(&j->plan) < 2)
		return;
	print_safe(to, j->w->sheets[sheet].name);
	fputs(", ", to);
}

static void print_note(
	const struct job *j, const struct row_verdict *v, const struct import_note *n)
{
	FILE *to = n->is_warning ? stdout : stderr;
	struct strbuf b = {0};
	if (v->group == ROW_GROUP_LEFT_OUT && !j->o->verbose)
		return;
	import_note_add(&b, n);
	if (n->is_warning && v->group != ROW_GROUP_LEFT_OUT)
		fputs(_("warning: "), to);
	print_sheet(to, j, v->sheet);
	fprintf(to, "%s\n", strbuf_str(&b));
	strbuf_done(&b);
}

/* The name in the row, as it is read; "" where the list has none. */
static void add_name(const struct job *j, const struct row_verdict *v, struct strbuf *b)
{
	const struct plan_sheet *s = &j->plan.sheets[v->sheet];
	const char *heading = import_heading(j->plan.kind, 0);
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field >= 0 &&
			strcmp(import_heading(j->plan.kind, (size_t)s->columns[c].field),
				heading) == 0) {
			plan_value(j->w, &j->plan, v->sheet, v->row, c, b, NULL, NULL);
			return;
		}
}

/* "2023, dòng 5: cập nhật: Nguyễn Văn An" and what changes, a line each. */
static void print_verdict(
	const struct job *j, const struct plan_result *r, const struct row_verdict *v)
{
	struct strbuf name = {0};
	add_name(j, v, &name);
	print_sheet(stdout, j, v->sheet);
	printf("%s %ld: %s", _("Line"), workbook_row_number(&j->w->sheets[v->sheet], v->row),
		_(row_group_label(v->group)));
	if (name.len) {
		fputs(": ", stdout);
		print_safe(stdout, strbuf_str(&name));
	}
	strbuf_done(&name);
	puts("");
	for (size_t i = 0; i < v->change_count; i++) {
		const struct row_change *c = &r->changes[v->change + i];
		printf("    %s: ", import_heading(j->plan.kind, (size_t)c->field));
		print_safe(stdout, c->before ? c->before : "");
		fputs(c->before ? " → " : "→ ", stdout);
		print_safe(stdout, c->after);
		puts("");
	}
}

static void print_result(const struct job *j, const struct plan_result *r)
{
	const struct import_result *sum = &r->sum;
	for (size_t i = 0; i < r->row_count; i++) {
		const struct row_verdict *v = &r->rows[i];
		if (j->o->verbose)
			print_verdict(j, r, v);
		for (size_t k = 0; k < v->note_count; k++)
			print_note(j, v, &sum->notes[v->note + k]);
	}
	printf(_("new %ld, updated %ld, same %ld, refused %ld, warnings %ld\n"), sum->added,
		sum->updated, sum->same, sum->refused, sum->warnings);
	if (r->of_group[ROW_GROUP_CONFLICT] || r->of_group[ROW_GROUP_LEFT_OUT])
		printf(_("of these in conflict %ld; left out %ld\n"),
			r->of_group[ROW_GROUP_CONFLICT], r->of_group[ROW_GROUP_LEFT_OUT]);
	if (sum->refused && !j->o->leave_out)
		fputs(_("Nothing was changed: mend the rows above and bring the file in again.\n"),
			stderr);
	else if (j->o->dry_run)
		puts(_("Tried only: nothing was changed."));
	else if (r->batch)
		printf(_("Batch number %lld.\n"), (long long)r->batch);
}

/* ---- how the file is read ----------------------------------------------------------------------------- */

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
	print_safe(stderr, value);
	fprintf(stderr, ": %s\n", _("there is no such thing in this file"));
	return 2;
}

static int choose_sheets(struct job *j)
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

static int choose_charset(struct job *j, struct err *err)
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

static int choose_head(struct job *j, struct err *err)
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

static int map_columns(struct job *j)
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

static void choose_days(struct job *j)
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
static long unknown_headings(const struct job *j)
{
	bool is_refused = j->w->format == WORKBOOK_CSV && !j->o->ignore_unknown && !j->o->redo;
	long n = 0;
	for (size_t i = 0; i < j->plan.sheet_count; i++) {
		const struct plan_sheet *s = &j->plan.sheets[i];
		for (size_t c = 0; s->is_used && c < s->column_count; c++) {
			if (s->columns[c].known != PLAN_UNKNOWN || !s->columns[c].heading[0])
				continue;
			FILE *to = is_refused ? stderr : stdout;
			fputs(is_refused ? "" : _("warning: "), to);
			print_sheet(to, j, i);
			/* the names of a DBF's fields stand in no record */
			long line =
				workbook_row_number(&j->w->sheets[i], s->head + s->head_rows - 1);
			if (line > 0)
				fprintf(to, "%s %ld, ", _("Line"), line);
			print_safe(to, s->columns[c].heading);
			fprintf(to, ": %s\n",
				is_refused
					? _("This heading is not known.")
					: _("This heading is not known; its column was left out."));
			n += is_refused;
		}
	}
	return n;
}

static int print_fault(void *ctx, const char *text)
{
	++*(long *)ctx;
	fprintf(stderr, "taonguon: %s\n", text);
	return 0;
}

/* 0: it can be carried out; else the exit status, said why. */
static int make_plan(struct job *j)
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
	choose_days(j);
	faults = unknown_headings(j);
	r = plan_faults(&j->plan, print_fault, &faults, &err);
	if (r)
		return command_failed(&err);
	if (faults)
		fputs(_("Nothing was changed: mend the rows above and bring the file in again.\n"),
			stderr);
	return faults ? 1 : 0;
}

/* ---- bringing in, taking back ------------------------------------------------------------------------- */

static void print_undone(struct db *db, const struct undo_result *u)
{
	printf(_("removed %ld, put back as it was %ld, brought back %ld, kept %zu\n"), u->removed,
		u->restored, u->brought_back, u->kept_count);
	for (size_t i = 0; i < u->kept_count; i++) {
		struct strbuf b = {0};
		undo_kept_add(db, &b, &u->kept[i], NULL);
		fputs("    ", stdout);
		print_safe(stdout, strbuf_str(&b));
		puts("");
		strbuf_done(&b);
	}
}

static int finish(const struct job *j, const struct plan_result *r)
{
	print_result(j, r);
	return r->sum.refused && !j->o->leave_out ? 1 : 0;
}

static int run(struct job *j)
{
	struct err err = {0};
	struct plan_result res;
	struct command_writing ends;
	const struct act_by by = {.actor = act_user()};
	const struct plan_options options = {.dry_run = j->o->dry_run,
		.leave_out = j->o->leave_out,
		.progress = show_progress,
		.ctx = j};
	int status = make_plan(j);
	if (status)
		return status;
	command_writing_begin(&ends, NULL);
	int r = plan_run(j->db, &by, j->w, &j->plan, &options, &res, &err);
	command_writing_end(&ends);
	if (j->is_shown)
		fputs("\r\033[K", stderr);
	if (r)
		return command_failed(&err);
	status = finish(j, &res);
	plan_result_done(&res);
	return status;
}

static int import_undo(const struct options *o, struct db *db)
{
	struct err err = {0};
	struct undo_result u;
	const struct act_by by = {.actor = act_user()};
	if (batch_undo(db, &by, o->undo, o->dry_run, &u, &err))
		return command_failed(&err);
	print_undone(db, &u);
	if (o->dry_run)
		puts(_("Tried only: nothing was changed."));
	bool is_done = u.removed || u.restored || u.brought_back;
	undo_result_done(&u);
	return is_done ? 0 : 1;
}

static int redo(struct job *j)
{
	struct err err = {0};
	struct undo_result u;
	struct plan_result res;
	const struct act_by by = {.actor = act_user()};
	const struct plan_options options = {
		.dry_run = j->o->dry_run, .leave_out = j->o->leave_out};
	int status = make_plan(j);
	if (status)
		return status;
	if (batch_redo(j->db, &by, j->o->redo, j->w, &j->plan, &options, &u, &res, &err))
		return command_failed(&err);
	print_undone(j->db, &u);
	status = finish(j, &res);
	undo_result_done(&u);
	plan_result_done(&res);
	return status;
}

static int import_redo(struct job *j)
{
	struct err err = {0};
	if (batch_open(j->db, j->o->redo, NULL, &j->w, &j->plan, &err))
		return command_failed(&err);
	int status = redo(j);
	plan_done(&j->plan);
	workbook_free(j->w);
	return status;
}

int command_import(const struct options *o, struct db *db)
{
	struct job j = {.o = o, .db = db};
	struct err err = {0};
	enum import_kind kind;
	if ((o->undo || o->redo) && (o->word_count || (o->undo && o->redo)))
		return command_usage(_("--undo and --redo take the number of a batch and no file"));
	if (o->undo)
		return import_undo(o, db);
	if (o->redo)
		return import_redo(&j);
	if (o->word_count != 2 || !import_kind_from_code(o->words[0], &kind))
		return command_usage(_("import needs a kind and a file"));
	if (workbook_read(o->words[1], NULL, &j.w, &err))
		return command_failed(&err);
	int r = plan_guess(db, j.w, kind, &j.plan, &err);
	int status = r ? command_failed(&err) : run(&j);
	if (!r)
		plan_done(&j.plan);
	workbook_free(j.w);
	return status;
}

int command_plan(const struct options *o, struct db *db, enum import_kind kind, const char *path,
	struct workbook **ret, struct plan *ret_plan)
{
	struct job j = {.o = o, .db = db};
	struct err err = {0};
	if (workbook_read(path, NULL, &j.w, &err))
		return command_failed(&err);
	int r = plan_guess(db, j.w, kind, &j.plan, &err);
	int status = r ? command_failed(&err) : make_plan(&j);
	if (!status) {
		*ret = j.w;
		*ret_plan = j.plan;
		return 0;
	}
	if (!r)
		plan_done(&j.plan);
	workbook_free(j.w);
	return status;
}

/* ---- batches ------------------------------------------------------------------------------------------ */

int command_batches(const struct options *o, struct db *db)
{
	struct err err = {0};
	struct batch *list;
	size_t n;
	if (o->word_count)
		return command_usage(_("batches takes no further word"));
	if (batches_load(db, &list, &n, &err))
		return command_failed(&err);
	for (size_t i = 0; i < n; i++) {
		const struct batch *b = &list[i];
		printf("%lld  %s  %s  ", (long long)b->id, b->at, _(import_kind_label(b->kind)));
		print_safe(stdout, b->file_name);
		printf(_("  new %ld, updated %ld, same %ld, left out %ld"), b->added, b->updated,
			b->same, b->left_out);
		if (b->redo_of)
			printf(_("  anew of %lld"), (long long)b->redo_of);
		if (b->undone_by)
			printf(_("  taken back %s"), b->undone_at);
		puts("");
	}
	if (!n)
		puts(_("Nothing was brought in from a file yet."));
	batches_done(list, n);
	return 0;
}
