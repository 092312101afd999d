/* taonguon export: a table as the import takes it, or the whole database as a folder. */
#include "command.h"

#include "base/i18n.h"
#include "core/act.h"
#include "report/folder_out.h"
#include "report/table_out.h"

#include <string.h>

static int write_table(const struct options *o, struct db *db, enum import_kind kind,
	const struct doc_list_format *format, struct err *err)
{
	struct command_writing w;
	struct doc d;
	int r = o->template ? table_out_template(kind, &d, err) : table_out_make(db, kind, &d, err);
	if (r)
		return r;
	d.keep_existing = !o->replace;
	d.progress = command_writing_begin(&w, o->words[1]);
	r = format->write(&d, NULL, o->words[1], err);
	command_writing_end(&w);
	doc_done(&d);
	return r;
}

static int write_folder(struct db *db, const char *folder)
{
	struct command_writing w;
	struct err err = {0};
	int r = folder_out(db, folder, command_writing_begin(&w, folder), &err);
	command_writing_end(&w);
	return r ? command_failed(&err) : 0;
}

int command_export(const struct options *o, struct db *db)
{
	struct err err = {0};
	enum import_kind kind;
	bool is_all = o->word_count == 2 && strcmp(o->words[0], "all") == 0;
	if (is_all && (o->template || o->format || o->replace))
		return command_usage(
			_("export all takes a folder that is not there yet, and no options"));
	if (is_all)
		return write_folder(db, o->words[1]);
	if (o->word_count != 2 || !import_kind_from_code(o->words[0], &kind))
		return command_usage(_("export needs a kind and a file"));
	const struct doc_list_format *format =
		o->format ? table_out_format(o->format) : table_out_format_of(o->words[1]);
	if (!format)
		return command_usage(o->format || strcmp(o->words[1], "-") != 0
					     ? _("export writes CSV or XLSX: end the file’s name "
						 "so, or give --format csv or xlsx")
					     : _("export to standard output needs --format"));
	return write_table(o, db, kind, format, &err) ? command_failed(&err) : 0;
}
