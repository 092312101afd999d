/* taonguon reconcile: another system's list of people held against ours; nothing is written. */
#include "command.h"

#include "base/i18n.h"
#include "core/act.h"
#include "report/doc_list.h"
#include "report/reconcile_doc.h"

#include <stdio.h>
#include <string.h>

static int compare(const struct options *o, struct db *db, const struct workbook *w,
	const struct plan *p, struct reconcile *ret, struct err *err)
{
	struct command_writing ends;
	const struct act_by by = {.actor = act_user()};
	struct cell_id cell = {0};
	int r = o->cell ? cell_find(db, o->cell, &cell, err) : 0;
	if (r)
		return r;
	command_writing_begin(&ends, NULL);
	r = reconcile_run(db, &by, w, p, cell, command_progress, &ends, ret, err);
	command_writing_end(&ends);
	return r;
}

static void print_counts(const struct reconcile *r)
{
	for (int g = 0; g < RECONCILE_GROUPS; g++)
		printf("%s%s %ld", g ? ", " : "", _(reconcile_group_label((enum reconcile_group)g)),
			reconcile_count(r, (enum reconcile_group)g));
	printf(", %s %ld\n", _("Same"), r->there.of_group[ROW_GROUP_SAME]);
}

static int write_found(const struct options *o, struct db *db, const struct reconcile *r,
	const struct workbook *w, const struct plan *p, const struct doc_list_format *format,
	struct err *err)
{
	const struct doc_text_options text = {.width = 120, .ascii = o->ascii};
	struct doc d = {0};
	int k = doc_list_head(db, _("Reconciling"), w->name, act_user(), &d, err);
	if (!k)
		k = reconcile_doc(r, w, p, -1, &d, err);
	d.keep_existing = !o->replace;
	d.is_wide = true;
	if (!k)
		k = format->write(&d, &text, o->output ? o->output : "-", err);
	doc_done(&d);
	return k;
}

int command_reconcile(const struct options *o, struct db *db)
{
	struct err err = {0};
	enum import_kind kind;
	struct workbook *w = NULL;
	struct plan p;
	struct reconcile found;
	const char *name = o->format ? o->format : o->json ? "json" : "text";
	const struct doc_list_format *format = doc_list_format(name);
	if (o->word_count != 2 || !import_kind_from_code(o->words[0], &kind) ||
		!reconcile_is_of(kind))
		return command_usage(_("reconcile needs members or candidates, and a file"));
	if (!format)
		return command_usage(_("--format ics is for report due only"));
	if (format->is_binary && !o->output)
		return command_usage(_("this format needs --output FILE"));
	int status = command_plan(o, db, kind, o->words[1], &w, &p);
	if (status)
		return status;
	int r = compare(o, db, w, &p, &found, &err);
	if (!r) {
		r = write_found(o, db, &found, w, &p, format, &err);
		if (!r && (o->output || strcmp(name, "text") == 0))
			print_counts(&found);
		reconcile_done(&found);
	}
	plan_done(&p);
	workbook_free(w);
	return r ? command_failed(&err) : 0;
}
