#include "command.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "core/check.h"
#include "core/sentence.h"
#include "core/task.h"
#include "exchange/sample.h"
#include "report/format.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

int command_failed(const struct err *err)
{
	char buf[512];
	fprintf(stderr, "taonguon: %s\n", sentence(err, buf, sizeof buf));
	return 1;
}

int command_usage(const char *what)
{
	fprintf(stderr, _("taonguon: %s. See taonguon --help.\n"), what);
	return 2;
}

int command_init(const struct options *o)
{
	struct err err = {0};
	struct db *db;
	const struct act_by by = {.actor = act_user()};
	if (o->word_count)
		return command_usage(_("init takes no further word"));
	if (!o->db)
		return command_usage(_("init needs --db FILE"));
	int r = db_open(o->db, DB_CREATE, &db, &err);
	if (r)
		return command_failed(&err);
	r = tasks_prepare(db, NULL, NULL, &err);
	if (!r && o->sample)
		r = sample_load(db, &by, &err);
	db_close(db);
	if (r) {
		unlink(o->db);
		return command_failed(&err);
	}
	return 0;
}

/* ---- report --------------------------------------------------------------------------------------- */

static bool report_kind(const char *name, enum report_kind *ret)
{
	for (int k = 0; k < REPORT_KINDS; k++)
		if (strcmp(report_name((enum report_kind)k), name) == 0) {
			*ret = (enum report_kind)k;
			return true;
		}
	return false;
}

/* As wide as the terminal; a file or a pipe gets what a page in landscape holds. */
static int text_width(void)
{
	struct winsize size;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 120;
}

int command_write(const struct options *o, const struct report_format *format, struct report *rep,
	struct err *err)
{
	const struct doc_text_options text = {.width = text_width(), .ascii = o->ascii};
	struct command_writing w;
	if (o->print)
		return print_document(report_doc(rep), &o->printing, err);
	report_saving(rep, command_writing_begin(&w, o->output), !o->replace);
	int r = format->write(rep, &text, o->output ? o->output : "-", err);
	command_writing_end(&w);
	return r;
}

/* What is wrong with the words alone, before anything is read; NULL: nothing. */
static const char *report_misuse(
	const struct options *o, enum report_kind kind, const struct report_format *format)
{
	bool has_from = date_is_set(o->from), has_to = date_is_set(o->to);
	if (kind == REPORT_FORECAST && (has_from || has_to))
		return _("the forecast is of a year: --year instead of --from and --to");
	if (report_is_of_year(kind) && (has_from || has_to))
		return _("this report is of a year: --year instead of --from and --to");
	if (has_from && !has_to)
		return _("--from needs --to: the last day is missing");
	if (has_to && !has_from)
		return _("--to needs --from: the first day is missing");
	if (has_from && date_cmp(o->from, o->to) > 0)
		return _("--from lies after --to");
	if (o->year && has_from)
		return _("--year does not go with --from and --to");
	if (date_is_set(o->as_of) && date_cmp(o->as_of, clock_today()) > 0)
		return _("--as-of lies ahead: what will be is not known");
	if (!o->freeze && (o->number || o->sent_to || date_is_set(o->sent_on)))
		return _("--number, --sent-to and --sent-on go with --freeze");
	if (kind != REPORT_DUE && o->overdue)
		return _("--overdue is for report due only");
	if (kind != REPORT_DUE && format->of_due)
		return _("--format ics is for report due only");
	if (o->has_print_options && !o->print)
		return _("--printer, --copies, --pages and --two-sided go with --print");
	if (o->print && (o->format || o->output))
		return _("--print does not go with --format and --output");
	if (format->is_binary && !o->output)
		return _("this format needs --output FILE");
	return NULL;
}

/* Nobody asked for the file that is there to go. */
bool command_would_replace(const struct options *o)
{
	struct stat st;
	return o->output && strcmp(o->output, "-") != 0 && !o->replace &&
	       lstat(o->output, &st) == 0 && !S_ISDIR(st.st_mode);
}

int command_refuse_replacing(void)
{
	return command_failed(&(struct err){.code = ERR_EXISTS, .field = "file"});
}

static int no_such_cell(const struct err *err)
{
	char buf[512];
	fprintf(stderr, "taonguon: --cell: %s\n", sentence(err, buf, sizeof buf));
	return 1;
}

int command_report(const struct options *o, struct db *db)
{
	struct err err = {0};
	struct report *rep;
	int year = o->year ? o->year : clock_today().year;
	struct report_request q = {.from = report_year_from(year),
		.to = report_year_to(year),
		.as_of = o->as_of,
		.user = act_user(),
		.with_overdue = o->overdue};
	const struct report_format *format = report_format(o->format ? o->format : "text");
	if (o->word_count != 1 || !report_kind(o->words[0], &q.kind))
		return command_usage(_("report needs one of admissions, pipeline, cells, mentors, "
				       "targets, due, forecast, times, map, sourcing, obstacles, "
				       "evaluation-facts, trends, form-2, turnaround, health"));
	const char *misuse = report_misuse(o, q.kind, format);
	if (misuse)
		return command_usage(misuse);
	if (command_would_replace(o))
		return command_refuse_replacing();
	q.data_only = format->data_only;
	if (date_is_set(o->from)) {
		q.from = o->from;
		q.to = o->to;
	}
	int r = o->cell ? cell_find(db, o->cell, &q.cell, &err) : 0;
	if (r)
		return no_such_cell(&err);
	if (o->freeze)
		return command_freeze(o, db, &q);
	r = report_make(db, &q, &rep, &err);
	if (r)
		return command_failed(&err);
	r = command_write(o, format, rep, &err);
	report_free(rep);
	return r ? command_failed(&err) : 0;
}

/* ---- check ---------------------------------------------------------------------------------------- */

static int print_fault(void *ctx, const char *text)
{
	struct strbuf b = {0};
	++*(long *)ctx;
	text_safe(&b, text, strlen(text), false, false);
	puts(strbuf_str(&b));
	strbuf_done(&b);
	return 0;
}

int command_check(const struct options *o, struct db *db)
{
	struct err err = {0};
	long faults = 0;
	if (o->word_count)
		return command_usage(_("check takes no further word"));
	int r = check_database(db, print_fault, &faults, &err);
	if (r)
		return command_failed(&err);
	if (!faults)
		puts(_("The database is in order."));
	else
		fprintf(stderr,
			P_("%ld fault found.\n", "%ld faults found.\n", (unsigned long)faults),
			faults);
	return faults ? 1 : 0;
}
