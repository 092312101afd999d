/* Nhập dữ liệu: which list, which file; what it would do; then it is done. */
#include "exchange/import.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/page.h"
#include "ui/screens/import_form.h"
#include "ui/screens/screens.h"
#include "viet/wording.h"

#include <stdio.h>

enum { DOOR_KIND = 1 };
enum { ACT_WRITE = 1, ACT_AGAIN, ACT_UNKNOWN };

/* ---- a file ---------------------------------------------------------------------------------- */

struct import {
	struct app *app;
	const struct office *office;
	enum import_kind kind;
	char *path;
	bool ignore_unknown, is_written;
	struct import_result result;
};

static const struct action file_actions[] = {
	{ACT_WRITE, "Enter F2", N_("write"), N_("Write what is shown into the database."),
		ACTION_WRITE},
	{ACT_AGAIN, "r F5", N_("read again"), N_("Read the file again, after it was put right.")},
	{ACT_UNKNOWN, "u", N_("pass over unknown"),
		N_("Pass over columns whose heading is not known, or refuse them.")},
	{0}};

static bool progress(void *ctx, long done, long total)
{
	return app_progress(ctx, _("Reading the file…"), done / 1024, total / 1024);
}

static int run(struct import *i, bool dry_run, struct err *err)
{
	const struct import_options options = {.dry_run = dry_run,
		.ignore_unknown = i->ignore_unknown,
		.progress = progress,
		.ctx = i->app};
	struct import_result result = {0};
	int r = import_file(
		i->office->db, &i->office->by, i->kind, i->path, &options, &result, err);
	if (r) {
		import_result_done(&result);
		return r;
	}
	import_result_done(&i->result);
	i->result = result;
	i->is_written = !dry_run && !result.refused;
	app_say(i->app, "%s", _("The file has been read."));
	return 0;
}

static bool is_anything(const struct import_result *r)
{
	return r->added || r->updated;
}

static void add_count(struct page *p, const char *label, long n, enum style style)
{
	char buf[WORDING_MAX];
	page_line(p);
	page_cell(p, STYLE_NORMAL, 24, -1, label);
	page_cell(p, n ? style : STYLE_DIM, 10, 1, wording_number(n, buf));
}

static void add_verdict(struct page *p, const struct import *i)
{
	const struct import_result *r = &i->result;
	page_line(p);
	page_line(p);
	if (r->refused)
		page_wrap(p, STYLE_BAD, 0,
			_("Nothing is written as long as a row is refused. Put the rows below "
			  "right in "
			  "the file and press r to read it again."));
	else if (i->is_written)
		page_wrap(p, STYLE_GOOD, 0, _("Written."));
	else if (is_anything(r))
		page_wrap(p, STYLE_STRONG, 0,
			_("Nothing has been written yet. Press Enter to write it."));
	else
		page_wrap(p, STYLE_NORMAL, 0, _("Everything in this file is there already."));
}

static void add_notes(struct page *p, const struct import_result *r, bool warnings)
{
	bool headed = false;
	for (size_t i = 0; i < r->note_count; i++) {
		const struct import_note *n = &r->notes[i];
		struct strbuf b = {0};
		if (n->is_warning != warnings)
			continue;
		if (!headed) {
			page_line(p);
			page_line(p);
			page_text(p, STYLE_HEAD, warnings ? _("Warnings") : _("Refused rows"));
			headed = true;
		}
		import_note_add(&b, n);
		page_line(p);
		page_wrap(p, warnings ? STYLE_WARN : STYLE_NORMAL, 2, strbuf_str(&b));
		strbuf_done(&b);
	}
}

static int file_build(void *ctx, struct page *p, struct err *err)
{
	const struct import *i = ctx;
	const struct import_result *r = &i->result;
	(void)err;
	page_line(p);
	page_textf(p, STYLE_STRONG, "%s", i->path);
	page_line(p);
	add_count(p, _("New"), r->added, STYLE_GOOD);
	add_count(p, _("Updated"), r->updated, STYLE_STRONG);
	add_count(p, _("Already the same"), r->same, STYLE_NORMAL);
	add_count(p, _("Refused"), r->refused, STYLE_BAD);
	add_count(p, _("Warnings"), r->warnings, STYLE_WARN);
	add_verdict(p, i);
	add_notes(p, r, false);
	add_notes(p, r, true);
	return 0;
}

static bool file_can(void *ctx, int action, struct door on)
{
	const struct import *i = ctx;
	(void)on;
	return action != ACT_WRITE ||
	       (!i->is_written && !i->result.refused && is_anything(&i->result));
}

static int file_act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct import *i = ctx;
	(void)on;
	if (action == ACT_UNKNOWN)
		i->ignore_unknown = !i->ignore_unknown;
	int r = run(i, action != ACT_WRITE, err);
	if (!r && i->is_written)
		app_say(app, _("Written: %ld new, %ld updated."), i->result.added,
			i->result.updated);
	else if (!r && action == ACT_UNKNOWN)
		app_say(app, "%s",
			i->ignore_unknown ? _("Unknown columns are passed over.")
					  : _("Unknown columns are refused."));
	return r;
}

static void file_title(void *ctx, struct strbuf *ret)
{
	const struct import *i = ctx;
	strbuf_addf(ret, "%s · %s", _("Bring in data"), _(import_kind_label(i->kind)));
}

static void file_done(void *ctx)
{
	struct import *i = ctx;
	import_result_done(&i->result);
	free(i->path);
	free(i);
}

static const struct page_ops file_ops = {
	.name = "import-file",
	.title_text = file_title,
	.actions = file_actions,
	.build = file_build,
	.can = file_can,
	.act = file_act,
	.done = file_done,
};

static int open_file(struct app *app, enum import_kind kind, struct err *err)
{
	CLEANUP_FREE char *path = NULL;
	int r = import_form(app, kind, &path, err);
	if (r)
		return r;
	struct import *i = mem_alloc(sizeof *i);
	if (!i)
		return ERR_OOM(err);
	i->app = app;
	i->office = app_data(app);
	i->kind = kind;
	i->path = TAKE_PTR(path);
	r = run(i, true, err);
	if (r) {
		file_done(i);
		return r;
	}
	return page_open(app, &file_ops, i, err);
}

/* ---- the lists that can be brought in -------------------------------------------------------- */

static void add_headings(struct page *p, enum import_kind kind)
{
	struct strbuf b = {0};
	for (size_t i = 0; import_heading(kind, i); i++)
		strbuf_addf(&b, "%s%s", i ? ", " : "", import_heading(kind, i));
	page_line(p);
	page_to(p, 4);
	page_wrap(p, STYLE_DIM, 4, strbuf_str(&b));
	strbuf_done(&b);
}

static int build(void *ctx, struct page *p, struct err *err)
{
	(void)ctx;
	(void)err;
	page_line(p);
	page_wrap(p, STYLE_NORMAL, 0,
		_("CSV files as a spreadsheet saves them. The columns may stand in any order, and "
		  "not "
		  "all are needed. Nothing is written before you have seen what would be."));
	for (int k = 0; k < IMPORT_KINDS; k++) {
		char label[160];
		snprintf(label, sizeof label, " %s ", _(import_kind_label((enum import_kind)k)));
		page_line(p);
		page_line(p);
		page_door(p, (struct door){DOOR_KIND, k, 0}, 0, -1, label);
		add_headings(p, (enum import_kind)k);
	}
	return 0;
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	if (app_is_read_only(app))
		return ERR(err, ERR_READONLY, NULL, NULL);
	return open_file(app, (enum import_kind)door.a, err);
}

static const struct page_ops ops = {
	.name = "import",
	.title = N_("Bring in data"),
	.build = build,
	.open = open,
};

int import_open(struct app *app, struct err *err)
{
	return page_open(app, &ops, NULL, err);
}
