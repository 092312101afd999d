/* taonguon list: lists of people with chosen columns. */
#include "command.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "core/act.h"
#include "core/sentence.h"
#include "report/doc_list.h"
#include "report/report.h"
#include "report/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int list_all(void)
{
	for (size_t i = 0; i < roster_count; i++)
		printf("%-20s %s\n", rosters[i].code, _(rosters[i].title));
	fputs(_("Columns:"), stdout);
	for (size_t i = 0; i < roster_column_count; i++)
		printf("%s%s", i % 6 ? " " : "\n  ", roster_columns[i].code);
	putchar('\n');
	return 0;
}

static int text_width(void)
{
	struct winsize size;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 120;
}

static int write_list(const struct options *o, const struct doc_list_format *format, struct doc *d,
	struct err *err)
{
	const struct doc_text_options text = {.width = text_width(), .ascii = o->ascii};
	struct command_writing w;
	d->keep_existing = !o->replace;
	d->progress = command_writing_begin(&w, o->output);
	int r = format->write(d, &text, o->output ? o->output : "-", err);
	command_writing_end(&w);
	return r;
}

static const char *misuse(
	const struct options *o, const struct roster *list, const struct doc_list_format *format)
{
	bool has_from = date_is_set(o->from), has_to = date_is_set(o->to);
	if (!roster_has_period(list) && (has_from || has_to || o->year))
		return _("this list has no period");
	if (has_from != has_to)
		return _("--from and --to belong together");
	if (has_from && date_cmp(o->from, o->to) > 0)
		return _("--from lies after --to");
	if (o->year && has_from)
		return _("--year does not go with --from and --to");
	if (!format)
		return _("--format ics is for report due only");
	return format->is_binary && !o->output ? _("this format needs --output FILE") : NULL;
}

int command_list(const struct options *o, struct db *db)
{
	struct err err = {0};
	struct doc d;
	int year = o->year ? o->year : clock_today().year;
	/* the options know the formats of reports: "ics" is none of a list */
	const struct doc_list_format *format = doc_list_format(o->format ? o->format : "text");
	struct roster_request q = {.columns = o->columns,
		.from = report_year_from(year),
		.to = report_year_to(year),
		.user = act_user()};
	if (!o->word_count)
		return list_all();
	q.roster = o->word_count == 1 ? roster_of(o->words[0]) : NULL;
	if (!q.roster)
		return command_usage(_("list takes one of the lists that “taonguon list” names"));
	const char *wrong = misuse(o, q.roster, format);
	if (wrong)
		return command_usage(wrong);
	if (date_is_set(o->from)) {
		q.from = o->from;
		q.to = o->to;
	}
	if (q.columns && strcmp(q.columns, "import") == 0)
		q.columns = roster_import_columns;
	int r = o->cell ? cell_find(db, o->cell, &q.cell, &err) : 0;
	if (!r)
		r = roster_make(db, &q, &d, &err);
	if (r)
		return command_failed(&err);
	r = write_list(o, format, &d, &err);
	doc_done(&d);
	return r ? command_failed(&err) : 0;
}
