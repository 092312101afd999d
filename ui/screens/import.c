/* Nhập dữ liệu: which list, from a file or pasted; what was brought in before. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/ask_paste.h"
#include "ui/screens/health.h"
#include "ui/screens/import_form.h"
#include "ui/screens/import_own.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <string.h>

enum { DOOR_KIND = 1, DOOR_OTHER };
enum { ACT_PASTE = 1, ACT_BATCHES };

static const struct action actions[] = {
	{ACT_PASTE, "v", N_("paste"),
		N_("Paste rows copied from a spreadsheet, with their heading."), ACTION_WRITE},
	{ACT_BATCHES, "b", N_("batches"), N_("What was brought in, to take back or do again.")},
	{0}};

static bool progress(void *app, long done, long total)
{
	return app_progress(app, _("Reading the file…"), done / 1024, total / 1024);
}

int import_read(struct app *app, const char *path, struct workbook **ret, struct err *err)
{
	const struct reader_options options = {.progress = progress, .ctx = app};
	return workbook_read(path, &options, ret, err);
}

static int open_file(struct app *app, enum import_kind kind, struct err *err)
{
	struct workbook *book = NULL;
	CLEANUP_FREE char *path = NULL;
	int r = import_form(app, kind, &path, err);
	if (!r)
		r = import_read(app, path, &book, err);
	return r ? r : import_wizard_open(app, kind, book, false, err);
}

static int open_pasted(struct app *app, enum import_kind kind, struct err *err)
{
	struct workbook *book = NULL;
	CLEANUP_FREE char *text = NULL;
	int r = ask_paste(app, _("Paste the rows here"),
		_("Copy the rows in the spreadsheet, the heading with them, and paste them into "
		  "this window."),
		&text, err);
	if (!r)
		r = workbook_from_bytes(_("pasted"), text, strlen(text), NULL, &book, err);
	return r ? r : import_wizard_open(app, kind, book, false, err);
}

/* As many of its headings as a line holds. */
static void add_headings(struct page *p, enum import_kind kind)
{
	struct strbuf b = {0};
	for (size_t i = 0; import_heading(kind, i); i++)
		strbuf_addf(&b, "%s%s", i ? ", " : "", import_heading(kind, i));
	page_line(p);
	page_cell(p, STYLE_DIM, 4, -1, "");
	page_cell(p, STYLE_DIM, page_width(p) - 4, -1, strbuf_str(&b));
	strbuf_done(&b);
}

/* What goes with bringing data in, each on a screen of its own. */
static const struct {
	const char *label;
	int (*open)(struct app *app, struct err *err);
} others[] = {
	{N_("What was brought in, to take back or do again"), import_batches_open},
	{N_("Compare a list of another system with ours"), reconcile_open},
	{N_("Who may stand in the lists twice"), same_open},
	{N_("Data to mend"), health_open},
	{N_("Take data out; empty forms to fill in"), export_open},
};

static int build(void *ctx, struct page *p, struct err *err)
{
	char label[200];
	(void)ctx;
	(void)err;
	page_line(p);
	page_wrap(p, STYLE_NORMAL, 0,
		_("Excel (.xlsx), LibreOffice (.ods), CSV and old FoxPro databases (.dbf), in "
		  "Unicode or in old fonts (.VnTime, VNI-Times). The columns may stand in any "
		  "order. Nothing is written before you have seen what would be."));
	page_line(p);
	for (int k = 0; k < IMPORT_KINDS; k++) {
		snprintf(label, sizeof label, " %s ", _(import_kind_label((enum import_kind)k)));
		page_line(p);
		page_door(p, (struct door){DOOR_KIND, k, 0}, 0, -1, label);
		add_headings(p, (enum import_kind)k);
	}
	page_line(p);
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		snprintf(label, sizeof label, " %s ", _(others[i].label));
		page_line(p);
		page_door(p, (struct door){DOOR_OTHER, (int64_t)i, 0}, 0, -1, label);
	}
	return 0;
}

static bool can(void *ctx, int action, struct door on)
{
	(void)ctx;
	return action != ACT_PASTE || on.kind == DOOR_KIND;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	(void)ctx;
	if (action == ACT_BATCHES)
		return import_batches_open(app, err);
	return open_pasted(app, (enum import_kind)on.a, err);
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	if (door.kind == DOOR_OTHER)
		return others[door.a].open(app, err);
	if (app_is_read_only(app))
		return ERR(err, ERR_READONLY, NULL, NULL);
	return open_file(app, (enum import_kind)door.a, err);
}

static const struct page_ops ops = {
	.name = "import",
	.title = N_("Bring in data"),
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open,
};

int imports_open(struct app *app, struct err *err)
{
	return page_open(app, &ops, NULL, err);
}
