/* Reports that were sent, on the command line. */
#include "command.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/act.h"
#include "report/corrections.h"
#include "report/frozen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- report --freeze ---------------------------------------------------------------------------------- */

static int write_kept(
	const struct options *o, struct db *db, const struct report_format *format, int64_t id)
{
	struct report *rep;
	struct err err = {0};
	int r = frozen_open(db, id, &rep, &err);
	if (r)
		return command_failed(&err);
	r = command_write(o, format, rep, &err);
	report_free(rep);
	return r ? command_failed(&err) : 0;
}

int command_freeze(const struct options *o, struct db *db, const struct report_request *q)
{
	const struct act_by by = {.actor = act_user()};
	const struct frozen_sent sent = {.paper_no = o->number, .to = o->sent_to, .on = o->sent_on};
	bool writes = o->output || o->format;
	struct err err = {0};
	int64_t id;
	int r = frozen_keep(db, &by, q, &sent, &id, &err);
	if (r)
		return command_failed(&err);
	/* where the paper itself goes to standard output, this does not stand in it */
	bool is_stdout = writes && (!o->output || strcmp(o->output, "-") == 0);
	fprintf(is_stdout ? stderr : stdout, _("Kept as report %lld.\n"), (long long)id);
	return writes ? write_kept(o, db, report_format(o->format ? o->format : "text"), id) : 0;
}

/* ---- frozen ------------------------------------------------------------------------------------------- */

static void add_row(struct doc *d, struct doc_table *t, const struct frozen_row *row)
{
	char a[DATE_TEXT], b[DATE_TEXT];
	doc_table_row(d, t);
	doc_cell(d, t, 0, 0, "%lld", (long long)row->id);
	doc_cell(d, t, 1, 0, "%s", row->title);
	doc_cell(d, t, 2, 0, "%s - %s", date_to_user(row->from, a), date_to_user(row->to, b));
	doc_cell(d, t, 3, 0, "%s", date_to_user(date_min(row->to, row->as_of), a));
	doc_cell(d, t, 4, 0, "%s", row->paper_no ? row->paper_no : "");
	doc_cell(d, t, 5, 0, "%s", date_to_user(row->sent_on, a));
	doc_cell(d, t, 6, 0, "%s", row->sent_to ? row->sent_to : "");
}

static int list(const struct options *o, struct db *db)
{
	static const char *const titles[] = {N_("No."), N_("Report"), N_("Period"),
		N_("As it stood on"), N_("Paper number"), N_("Sent on"), N_("Sent to")};
	const struct doc_text_options text = {.width = 120, .ascii = o->ascii};
	struct frozen_rows rows;
	struct strbuf out = {0};
	struct err err = {0};
	struct doc d = {0};
	int r = frozen_rows_read(db, &rows, &err);
	if (r)
		return command_failed(&err);
	if (!rows.n) {
		puts(_("No report was kept yet."));
		return 0;
	}
	struct doc_table *t = doc_table(&d, "frozen");
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(
			&d, t, NULL, _(titles[i]), i ? DOC_LEFT : DOC_RIGHT, i == 1 || i == 6);
	VEC_EACH (row, &rows)
		add_row(&d, t, row);
	r = doc_write_text(&d, &text, &out, &err);
	if (!r)
		fputs(strbuf_str(&out), stdout);
	strbuf_done(&out);
	doc_done(&d);
	frozen_rows_done(&rows);
	return r ? command_failed(&err) : 0;
}

static int write_corrections(
	const struct options *o, struct db *db, const struct report_format *format, int64_t id)
{
	struct report *rep;
	struct err err = {0};
	int r = corrections_make(db, id, act_user(), &rep, &err);
	if (r)
		return command_failed(&err);
	r = command_write(o, format, rep, &err);
	report_free(rep);
	return r ? command_failed(&err) : 0;
}

static bool parse_id(const char *word, int64_t *ret)
{
	char *end;
	long long n = strtoll(word, &end, 10);
	*ret = n;
	return *word && !*end && n > 0;
}

int command_frozen(const struct options *o, struct db *db)
{
	const struct report_format *format = report_format(o->format ? o->format : "text");
	int64_t id;
	if (!o->word_count && !o->corrections)
		return list(o, db);
	if (o->word_count != 1 || !parse_id(o->words[0], &id))
		return command_usage(
			_("frozen needs the number of a report, as taonguon frozen lists it"));
	if (format->of_due && o->corrections)
		return command_usage(_("--format ics is for report due only"));
	if (format->is_binary && !o->output)
		return command_usage(_("this format needs --output FILE"));
	if (command_would_replace(o))
		return command_refuse_replacing();
	return o->corrections ? write_corrections(o, db, format, id)
			      : write_kept(o, db, format, id);
}
