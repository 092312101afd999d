#include "ui/screens/preview.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/doc_pages.h"
#include "ui/canvas.h"
#include "ui/screens/preview_cells.h"
#include "ui/screens/print_form.h"

#include <stdint.h>

enum { ACT_PRINT = 1, ACT_SAVE };

struct view_ctx {
	struct app *app;
	struct preview p;
	struct doc_pages *pages;
	size_t page;
};

static const struct action actions[] = {{ACT_PRINT, "p", N_("print"), N_("Print the paper.")},
	{ACT_SAVE, "s F2", N_("save"), N_("Save the paper into a file.")}, {0}};

/* On the way to the last page of a long list. */
static int go_on(void *ctx, size_t pages)
{
	enum { EVERY = 20 };
	const struct view_ctx *v = ctx;
	return pages % EVERY == 0 &&
	       app_progress(v->app, _("Laying out the pages… Esc stops."), (long)pages, 0);
}

static int build(void *ctx, struct canvas *c, int width, struct err *err)
{
	struct view_ctx *v = ctx;
	const struct doc_sheet *sheet;
	int r = doc_pages_at(v->pages, v->page, &sheet, &v->page, err);
	return r ? r : preview_cells(sheet, width, c, err);
}

static int turn(void *ctx, enum canvas_turn where, struct err *err)
{
	struct view_ctx *v = ctx;
	const struct doc_sheet *sheet;
	struct err e = {0};
	size_t to = where == TURN_FIRST	  ? 0
		    : where == TURN_LAST  ? DOC_PAGES_LAST
		    : where == TURN_AFTER ? v->page + 1
		    : v->page		  ? v->page - 1
					  : 0,
	       was = v->page;
	int r = doc_pages_at(v->pages, to, &sheet, &to, &e);
	if (r == ERR_NOT_FOUND)
		return 0;
	if (r == ERR_STOPPED)
		app_say(v->app, "%s", _("Stopped."));
	if (r) {
		if (err)
			*err = e;
		return r;
	}
	v->page = to;
	return to != was;
}

static int act(struct app *app, void *ctx, int action, struct err *err)
{
	struct view_ctx *v = ctx;
	if (action == ACT_PRINT && v->p.print)
		return v->p.print(app, v->p.ctx, err);
	if (action == ACT_PRINT)
		return print_doc(app, v->p.doc, v->p.save_pdf, v->p.ctx, err);
	return v->p.save(app, v->p.ctx, err);
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct view_ctx *v = ctx;
	const char *title = v->p.title ? v->p.title : v->p.doc->title;
	strbuf_addf(ret, _("%s as printed"), title ? title : "");
}

/* Of a long document that was not yet laid out to its end nobody knows how many there are. */
static void info(void *ctx, struct strbuf *ret)
{
	const struct view_ctx *v = ctx;
	size_t all = doc_pages_count(v->pages);
	if (all)
		strbuf_addf(ret, _("page %zu/%zu"), v->page + 1, all);
	else
		strbuf_addf(ret, _("page %zu"), v->page + 1);
}

static void done(void *ctx)
{
	struct view_ctx *v = ctx;
	doc_pages_free(v->pages);
	if (v->p.done)
		v->p.done(v->p.ctx);
	free(v);
}

static const struct canvas_ops ops = {
	.name = "preview",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.turn = turn,
	.act = act,
	.info = info,
	.done = done,
};

int preview_open(struct app *app, const struct preview *p, struct err *err)
{
	struct view_ctx *v = mem_alloc(sizeof *v);
	if (!v) {
		if (p->done)
			p->done(p->ctx);
		return ERR_OOM(err);
	}
	v->app = app;
	v->p = *p;
	int r = doc_pages_new(p->doc, &v->pages, err);
	if (r) {
		done(v);
		return r;
	}
	doc_pages_watch(v->pages, go_on, v);
	return canvas_open(app, &ops, v, err);
}
