#include "ui/screens/list_export.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/roster.h"
#include "ui/ask.h"
#include "ui/screens/file_ask.h"
#include "ui/screens/list_doc.h"
#include "ui/screens/office.h"
#include "ui/screens/writing.h"

#include <stdlib.h>

enum { TEXT_WIDTH = 120 };

static int write_text(const struct doc *d, const char *path, struct err *err)
{
	const struct doc_text_options o = {.width = TEXT_WIDTH};
	return doc_save_text(d, &o, path, err);
}

static const struct list_format {
	const char *ending, *title;
	int (*write)(const struct doc *d, const char *path, struct err *err);
} formats[] = {{"xlsx", N_("Excel, a sheet for each table"), doc_write_xlsx},
	{"docx", N_("Word, to be edited further"), doc_write_docx},
	{"pdf", N_("PDF, as it is printed"), doc_write_pdf},
	{"csv", N_("CSV, for a spreadsheet"), roster_save_csv}, {"txt", N_("Text"), write_text}};

struct saving {
	struct doc *d;
	const struct list_format *format;
};

static int write_to(struct app *app, void *ctx, const char *path, struct err *err)
{
	struct saving *s = ctx;
	struct writing w;
	if (!writing_may(app, path, &s->d->keep_existing))
		return ERR_STOPPED;
	s->d->progress = writing_begin(&w, app);
	int r = s->format->write(s->d, path, err);
	s->d->progress = (struct doc_progress){0};
	return writing_end(&w, r, path);
}

int list_save(struct app *app, struct doc *d, const char *title, struct err *err)
{
	struct choice choices[ARRAY_LEN(formats) + 1] = {0};
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		choices[i] = (struct choice){formats[i].ending, formats[i].title};
	int at = ask_choice(app, _("Save as"), choices, 0);
	if (at < 0)
		return at;
	struct saving s = {d, &formats[at]};
	CLEANUP_FREE char *plain = file_name_of(title, err);
	if (!plain)
		return ERR_NOMEM;
	struct date today = clock_today();
	CLEANUP_FREE char *name = mem_printf("%s-%04d-%02d-%02d.%s", plain, today.year, today.month,
		today.day, s.format->ending);
	return name ? file_ask(app, name, s.format->ending, write_to, &s, err) : ERR_OOM(err);
}

int list_export(struct app *app, const struct list_export *what, struct err *err)
{
	const struct office *office = app_data(app);
	struct doc d = {0};
	int r = list_document(what->list, what->columns, what->ctx, &d, err);
	if (!r)
		r = roster_head(office->db, &d, what->title, *what->only ? what->only : NULL,
			office->by.actor, err);
	/* named by a fixed word: a title may have a person's name */
	if (!r)
		r = list_save(app, &d, _("list"), err);
	doc_done(&d);
	return r;
}
