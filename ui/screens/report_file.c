#include "ui/screens/report_file.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/format.h"
#include "ui/ask.h"
#include "ui/screens/file_ask.h"
#include "ui/screens/preview.h"
#include "ui/screens/print_form.h"
#include "ui/screens/writing.h"

#include <stdlib.h>

#define TEXT_WIDTH 100

/* "vuong-mac-cua-quan-chung-2026.pdf" in the folder that the program was started in. */
static char *suggest(
	const struct report_request *q, const struct report_format *format, struct err *err)
{
	bool is_year = q->from.year == q->to.year;
	CLEANUP_FREE char *name = file_name_of(_(report_title(q->kind)), err);
	char *file = !name     ? NULL
		     : is_year ? mem_printf("%s-%d.%s", name, q->from.year, format->ending)
			       : mem_printf("%s-%d-%d.%s", name, q->from.year, q->to.year,
					 format->ending);
	if (name && !file)
		ERR_OOM(err);
	return file;
}

struct saving {
	struct report *report;
	const struct report_format *format;
};

static int write_to(struct app *app, void *ctx, const char *path, struct err *err)
{
	const struct saving *s = ctx;
	const struct doc_text_options text = {.width = TEXT_WIDTH};
	struct writing w;
	bool keep;
	if (!writing_may(app, path, &keep))
		return ERR_STOPPED;
	report_saving(s->report, writing_begin(&w, app), keep);
	int r = s->format->write(s->report, &text, path, err);
	report_saving(s->report, (struct doc_progress){0}, false);
	return writing_end(&w, r, path);
}

static int save_as(struct app *app, struct report *report, const struct report_request *q,
	const struct report_format *format, struct err *err)
{
	struct saving s = {report, format};
	CLEANUP_FREE char *name = suggest(q, format, err);
	return name ? file_ask(app, name, format->ending, write_to, &s, err) : ERR_NOMEM;
}

int report_save(
	struct app *app, struct report *report, const struct report_request *q, struct err *err)
{
	enum { OFFERED_MAX = 16 };
	struct choice choices[OFFERED_MAX] = {0};
	const struct report_format *offered[OFFERED_MAX];
	int n = 0;
	for (const struct report_format *f = report_formats; f->name && n < OFFERED_MAX - 1; f++)
		if (f->title) {
			choices[n] = (struct choice){f->name, f->title};
			offered[n++] = f;
		}
	int at = ask_choice(app, _("Save as"), choices, 0);
	return at < 0 ? at : save_as(app, report, q, offered[at], err);
}

/* ---- pages and printing ----------------------------------------------------------------------------- */

struct report_paper {
	struct report *report;
	struct report_request q;
};

static int save_any(struct app *app, void *ctx, struct err *err)
{
	struct report_paper *p = ctx;
	return report_save(app, p->report, &p->q, err);
}

static int save_pdf(struct app *app, void *ctx, struct err *err)
{
	struct report_paper *p = ctx;
	return save_as(app, p->report, &p->q, report_format("pdf"), err);
}

int report_print(
	struct app *app, struct report *report, const struct report_request *q, struct err *err)
{
	struct report_paper p = {report, *q};
	return print_doc(app, report_doc(report), save_pdf, &p, err);
}

int report_pages(
	struct app *app, struct report *report, const struct report_request *q, struct err *err)
{
	struct report_paper *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	*p = (struct report_paper){report, *q};
	const struct preview preview = {.doc = report_doc(report),
		.save = save_any,
		.save_pdf = save_pdf,
		.ctx = p,
		.done = free};
	return preview_open(app, &preview, err);
}
