/* Xuất dữ liệu: each list as the import takes it, its empty form, or the whole database as a folder. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/folder_out.h"
#include "report/table_out.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/file_ask.h"
#include "ui/screens/screens.h"
#include "ui/screens/writing.h"

#include <stdlib.h>
#include <string.h>

enum { DOOR_KIND = 1, DOOR_ALL };
enum { ACT_RECONCILE = 1 };

static const char *const what[IMPORT_KINDS] = {
	[IMPORT_CELLS] = N_("Codes, names, types, figures of each day, who holds which post."),
	[IMPORT_MEMBERS] = N_("The list of members with all that is recorded of each."),
	[IMPORT_CANDIDATES] =
		N_("Candidates and those admitted here, with their steps and mentors."),
	[IMPORT_EVENTS] = N_("Every step and event of everybody, one a row."),
	[IMPORT_MENTORS] = N_("Who helped whom, from when until when."),
	[IMPORT_TARGETS] = N_("Targets of years and terms."),
};

/* ---- a list ----------------------------------------------------------------------------------------- */

struct out {
	enum import_kind kind;
	bool is_template;
	const struct doc_list_format *format;
};

static const struct {
	const char *format;
	bool is_template;
} ways[] = {{"xlsx", false}, {"csv", false}, {"xlsx", true}, {"csv", true}};

static int write_list(struct app *app, void *ctx, const char *path, struct err *err)
{
	const struct out *o = ctx;
	const struct office *office = app_data(app);
	struct writing w;
	struct doc d;
	bool keep;
	if (!writing_may(app, path, &keep))
		return ERR_STOPPED;
	int r = o->is_template ? table_out_template(o->kind, &d, err)
			       : table_out_make(office->db, o->kind, &d, err);
	if (r)
		return r;
	d.progress = writing_begin(&w, app);
	d.keep_existing = keep;
	r = o->format->write(&d, NULL, path, err);
	doc_done(&d);
	return writing_end(&w, r, path);
}

/* "quan-chung-2026-11-23.xlsx", "mau-quan-chung.xlsx" */
static char *name_of(const struct out *o)
{
	char day[DATE_TEXT];
	if (o->is_template)
		return mem_printf("mau-%s.%s", table_out_file(o->kind), o->format->ending);
	return mem_printf("%s-%s.%s", table_out_file(o->kind), date_to_iso(clock_today(), day),
		o->format->ending);
}

static int open_list(struct app *app, enum import_kind kind, struct err *err)
{
	static const struct choice choices[] = {{"xlsx", N_("Excel (XLSX)")},
		{"csv", N_("CSV, for other programs")},
		{"template-xlsx", N_("Empty form in Excel, with a sheet that explains it")},
		{"template-csv", N_("Empty form in CSV")}, {0}};
	int at = ask_choice(app, _(import_kind_label(kind)), choices, 0);
	if (at < 0)
		return at;
	struct out o = {kind, ways[at].is_template, table_out_format(ways[at].format)};
	CLEANUP_FREE char *name = name_of(&o);
	return name ? file_ask(app, name, o.format->ending, write_list, &o, err) : ERR_OOM(err);
}

/* ---- all -------------------------------------------------------------------------------------------- */

static int write_all(struct app *app, void *ctx, const char *path, struct err *err)
{
	const struct office *office = app_data(app);
	struct writing w;
	(void)ctx;
	int r = folder_out(office->db, path, writing_begin(&w, app), err);
	return writing_end(&w, r, path);
}

static int open_all(struct app *app, struct err *err)
{
	char day[DATE_TEXT];
	CLEANUP_FREE char *name = mem_printf("taonguon-%s", date_to_iso(clock_today(), day));
	if (!name)
		return ERR_OOM(err);
	return folder_ask(app, _("The whole database as a folder"), name, write_all, NULL, err);
}

/* ---- the page --------------------------------------------------------------------------------------- */

/* Its name, and beside it what it holds. */
static void add_door(struct page *p, struct door door, const char *label, const char *about)
{
	enum { LABEL_CELLS = 28 };
	CLEANUP_FREE char *text = mem_printf(" %s ", label);
	page_line(p);
	page_door(p, door, 0, -1, text ? text : "");
	page_to(p, LABEL_CELLS);
	page_wrap(p, STYLE_DIM, LABEL_CELLS, about);
	page_line(p);
}

static int build(void *ctx, struct page *p, struct err *err)
{
	(void)ctx;
	(void)err;
	page_line(p);
	page_wrap(p, STYLE_NORMAL, 0,
		_("Lists with the headings that “Bring in data” knows: what goes out can be "
		  "brought in "
		  "again. An empty form is filled in by whoever has the data."));
	page_line(p);
	for (int k = 0; k < IMPORT_KINDS; k++)
		add_door(p, (struct door){DOOR_KIND, k, 0},
			_(import_kind_label((enum import_kind)k)), _(what[k]));
	add_door(p, (struct door){DOOR_ALL, 0, 0}, _("The whole database"),
		_("A folder with every table as CSV and a description, for other programs. It "
		  "holds "
		  "everybody’s personal data: keep it as the records themselves."));
	return 0;
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	return door.kind == DOOR_ALL ? open_all(app, err)
				     : open_list(app, (enum import_kind)door.a, err);
}

static const struct action actions[] = {
	{ACT_RECONCILE, "c", N_("reconcile"),
		N_("Hold another system’s list of members or candidates against ours."),
		ACTION_WRITE},
	{0}};

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	(void)ctx;
	(void)on;
	return action == ACT_RECONCILE ? reconcile_open(app, err) : 0;
}

static const struct page_ops ops = {
	.name = "export",
	.title = N_("Take data out"),
	.actions = actions,
	.act = act,
	.build = build,
	.open = open,
};

int export_open(struct app *app, struct err *err)
{
	return page_open(app, &ops, NULL, err);
}
