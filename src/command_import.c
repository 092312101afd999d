/* A file brought in from the command line: the steps of the wizard as options. */
#include "command_import_own.h"

#include "base/i18n.h"
#include "exchange/batch.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

void import_print_safe(FILE *to, const char *s)
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

void import_print_sheet(FILE *to, const struct import_job *j, size_t sheet)
{
	if (used_sheets(&j->plan) < 2)
		return;
	import_print_safe(to, j->w->sheets[sheet].name);
	fputs(", ", to);
}

static void print_note(
	const struct import_job *j, const struct row_verdict *v, const struct import_note *n)
{
	FILE *to = n->is_warning ? stdout : stderr;
	struct strbuf b = {0};
	if (v->group == ROW_GROUP_LEFT_OUT && !j->o->verbose)
		return;
	import_note_add(&b, n);
	if (n->is_warning && v->group != ROW_GROUP_LEFT_OUT)
		fputs(_("warning: "), to);
	import_print_sheet(to, j, v->sheet);
	fprintf(to, "%s\n", strbuf_str(&b));
	strbuf_done(&b);
}

/* The name in the row, as it is read: the first of the list's columns; "" where the file has none. */
static void add_name(const struct import_job *j, const struct row_verdict *v, struct strbuf *b)
{
	const struct plan_sheet *s = &j->plan.sheets[v->sheet];
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field == 0) {
			plan_value(j->w, &j->plan, v->sheet, v->row, c, b, NULL, NULL);
			return;
		}
}

/* "2023, dòng 5: cập nhật: Nguyễn Văn An" and what changes, a line each. */
static void print_verdict(
	const struct import_job *j, const struct plan_result *r, const struct row_verdict *v)
{
	struct strbuf name = {0};
	add_name(j, v, &name);
	import_print_sheet(stdout, j, v->sheet);
	printf("%s %ld: %s", _("Line"), workbook_row_number(&j->w->sheets[v->sheet], v->row),
		_(row_group_label(v->group)));
	if (name.len) {
		fputs(": ", stdout);
		import_print_safe(stdout, strbuf_str(&name));
	}
	strbuf_done(&name);
	puts("");
	for (size_t i = 0; i < v->change_count; i++) {
		const struct row_change *c = &r->changes[v->change + i];
		printf("    %s: ", import_heading(j->plan.kind, (size_t)c->field));
		import_print_safe(stdout, c->before ? c->before : "");
		fputs(c->before ? " → " : "→ ", stdout);
		import_print_safe(stdout, c->after);
		puts("");
	}
}

static void print_result(const struct import_job *j, const struct plan_result *r)
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

/* ---- bringing in, taking back ------------------------------------------------------------------------- */

static void print_undone(struct db *db, const struct undo_result *u)
{
	printf(_("removed %ld, put back as it was %ld, brought back %ld, kept %zu\n"), u->removed,
		u->restored, u->brought_back, u->kept_count);
	for (size_t i = 0; i < u->kept_count; i++) {
		struct strbuf b = {0};
		undo_kept_add(db, &b, &u->kept[i], NULL);
		fputs("    ", stdout);
		import_print_safe(stdout, strbuf_str(&b));
		puts("");
		strbuf_done(&b);
	}
}

static int finish(const struct import_job *j, const struct plan_result *r)
{
	print_result(j, r);
	return r->sum.refused && !j->o->leave_out ? 1 : 0;
}

static struct plan_options options_of(const struct import_job *j, struct command_writing *w)
{
	return (struct plan_options){.dry_run = j->o->dry_run,
		.leave_out = j->o->leave_out,
		.progress = command_progress,
		.ctx = w};
}

static int run(struct import_job *j)
{
	struct err err = {0};
	struct plan_result res;
	struct command_writing ends;
	const struct act_by by = {.actor = act_user()};
	const struct plan_options options = options_of(j, &ends);
	command_writing_begin(&ends, NULL);
	int r = plan_run(j->db, &by, j->w, &j->plan, &options, &res, &err);
	command_writing_end(&ends);
	if (r)
		return command_failed(&err);
	int status = finish(j, &res);
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

static int redo(struct import_job *j)
{
	struct err err = {0};
	struct undo_result u;
	struct plan_result res;
	struct command_writing ends;
	const struct act_by by = {.actor = act_user()};
	const struct plan_options options = options_of(j, &ends);
	command_writing_begin(&ends, NULL);
	int r = batch_redo(j->db, &by, j->o->redo, j->w, &j->plan, &options, &u, &res, &err);
	command_writing_end(&ends);
	if (r)
		return command_failed(&err);
	print_undone(j->db, &u);
	int status = finish(j, &res);
	undo_result_done(&u);
	plan_result_done(&res);
	return status;
}

static void close_job(struct import_job *j)
{
	plan_done(&j->plan);
	workbook_free(j->w);
}

static int import_redo(struct import_job *j)
{
	struct err err = {0};
	if (batch_open(j->db, j->o->redo, NULL, &j->w, &j->plan, &err))
		return command_failed(&err);
	int status = import_make_plan(j);
	if (!status)
		status = redo(j);
	close_job(j);
	return status;
}

/* The file, and how the options say that it is read; else the exit status, and nothing is open. */
static int open_job(struct import_job *j, enum import_kind kind, const char *path)
{
	struct err err = {0};
	if (workbook_read(path, NULL, &j->w, &err))
		return command_failed(&err);
	int r = plan_guess(j->db, j->w, kind, &j->plan, &err);
	int status = r ? command_failed(&err) : import_make_plan(j);
	if (status)
		close_job(j);
	return status;
}

int command_import(const struct options *o, struct db *db)
{
	struct import_job j = {.o = o, .db = db, .say = stdout};
	enum import_kind kind;
	if ((o->undo || o->redo) && (o->word_count || (o->undo && o->redo)))
		return command_usage(_("--undo and --redo take the number of a batch and no file"));
	if (o->undo)
		return import_undo(o, db);
	if (o->redo)
		return import_redo(&j);
	if (o->word_count != 2 || !import_kind_from_code(o->words[0], &kind))
		return command_usage(_("import needs a kind and a file"));
	int status = open_job(&j, kind, o->words[1]);
	if (status)
		return status;
	status = run(&j);
	close_job(&j);
	return status;
}

int command_plan(const struct options *o, struct db *db, enum import_kind kind, const char *path,
	struct workbook **ret, struct plan *ret_plan)
{
	struct import_job j = {.o = o, .db = db, .say = stderr};
	int status = open_job(&j, kind, path);
	if (status)
		return status;
	*ret = j.w;
	*ret_plan = j.plan;
	return 0;
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
		import_print_safe(stdout, b->file_name);
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
