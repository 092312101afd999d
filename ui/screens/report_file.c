#include "ui/screens/report_file.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/format.h"
#include "ui/ask.h"
#include "ui/screens/path.h"
#include "ui/screens/preview.h"
#include "ui/screens/print_form.h"
#include "ui/screens/writing.h"

#include <string.h>
#include <unistd.h>

#define TEXT_WIDTH 100

/* "admissions-2026.pdf" in the folder that the program was started in. */
static char *suggest(const struct report_request *q, const struct report_format *format)
{
	bool is_year = q->from.year == q->to.year;
	return is_year ? mem_printf("%s-%d.%s", report_name(q->kind), q->from.year, format->ending)
		       : mem_printf("%s-%d-%d.%s", report_name(q->kind), q->from.year, q->to.year,
				 format->ending);
}

static int save_as(struct app *app, struct report *report, const struct report_request *q,
	const struct report_format *format, struct err *err)
{
	const struct doc_text_options text = {.width = TEXT_WIDTH};
	CLEANUP_FREE char *initial = suggest(q, format), *typed = NULL;
	if (!initial)
		return ERR_OOM(err);
	int r = ask_line(app, _("Save the paper"), _("File"), initial, &typed, err);
	if (r)
		return r;
	CLEANUP_FREE char *path = path_from_user(typed);
	if (!path)
		return ERR_OOM(err);
	struct writing w;
	bool keep;
	if (!writing_may(app, path, &keep))
		return ERR_STOPPED;
	report_saving(report, writing_begin(&w, app), keep);
	r = format->write(report, &text, path, err);
	report_saving(report, (struct doc_progress){0}, false);
	return writing_end(&w, r, path);
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
