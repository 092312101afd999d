#include "ui/screens/list_export.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/doc_list.h"
#include "ui/ask.h"
#include "ui/screens/file_ask.h"
#include "ui/screens/list_doc.h"
#include "ui/screens/preview.h"
#include "ui/screens/print_form.h"
#include "ui/screens/screens.h"
#include "ui/screens/writing.h"

#include <stdlib.h>

enum { TEXT_WIDTH = 120 };

/* ---- out -------------------------------------------------------------------------------------------- */

struct list_saving {
	struct doc *doc;
	const struct doc_list_format *format;
	const char *words;
};

/* All rows are of one state of the data, though they are read more than once. */
static int write_to(struct app *app, void *ctx, const char *path, struct err *err)
{
	const struct list_saving *s = ctx;
	const struct office *office = app_data(app);
	const struct doc_text_options text = {.width = TEXT_WIDTH};
	struct writing w;
	bool keep;
	if (!writing_may(app, path, &keep))
		return ERR_STOPPED;
	int r = db_read_begin(office->db, err);
	if (r)
		return r;
	s->doc->progress = writing_begin(&w, app);
	s->doc->keep_existing = keep;
	r = s->format->write(s->doc, &text, path, err);
	s->doc->progress = (struct doc_progress){0};
	db_read_end(office->db);
	return writing_end(&w, r, path);
}

static int save_as(struct app *app, struct list_saving *s, struct err *err)
{
	char day[DATE_TEXT];
	CLEANUP_FREE char *name = file_name_of(s->words ? s->words : _("list"), err);
	if (!name)
		return ERR_NOMEM;
	CLEANUP_FREE char *file =
		mem_printf("%s-%s.%s", name, date_to_iso(clock_today(), day), s->format->ending);
	return file ? file_ask(app, file, s->format->ending, write_to, s, err) : ERR_OOM(err);
}

static int save_pdf(struct app *app, void *ctx, struct err *err)
{
	return save_as(app, ctx, err);
}

int list_print(struct app *app, struct doc *d, const char *words, struct err *err)
{
	struct list_saving s = {d, doc_list_format("pdf"), words};
	return print_doc(app, d, save_pdf, &s, err);
}

int list_save(struct app *app, struct doc *d, const char *words, struct err *err)
{
	enum { OFFERED_MAX = 8 };
	struct choice choices[OFFERED_MAX] = {0};
	struct list_saving s = {.doc = d, .words = words};
	int n = 0;
	for (; doc_list_formats[n].name && n < OFFERED_MAX - 2; n++)
		choices[n] = (struct choice){doc_list_formats[n].name, doc_list_formats[n].title};
	choices[n] = (struct choice){"print", N_("To the printer")};
	int at = ask_choice(app, _("The list as it stands"), choices, 0);
	if (at < 0)
		return at;
	s.format = &doc_list_formats[at];
	return at == n ? list_print(app, d, words, err) : save_as(app, &s, err);
}

/* ---- pages ------------------------------------------------------------------------------------------ */

struct list_pages {
	struct doc doc;
	struct list_saving saving;
	char *words;
};

static void pages_done(void *ctx)
{
	struct list_pages *p = ctx;
	doc_done(&p->doc);
	free(p->words);
	free(p);
}

static int pages_save(struct app *app, void *ctx, struct err *err)
{
	struct list_pages *p = ctx;
	return list_save(app, &p->doc, p->words, err);
}

static int pages_pdf(struct app *app, void *ctx, struct err *err)
{
	struct list_pages *p = ctx;
	p->saving = (struct list_saving){&p->doc, doc_list_format("pdf"), p->words};
	return save_as(app, &p->saving, err);
}

int list_pages_open(struct app *app, struct doc *d, const char *words, struct err *err)
{
	struct list_pages *p = mem_alloc(sizeof *p);
	if (!p) {
		doc_done(d);
		return ERR_OOM(err);
	}
	*p = (struct list_pages){.doc = *d, .words = mem_strdup(words)};
	*d = (struct doc){0};
	const struct preview preview = {.doc = &p->doc,
		.save = pages_save,
		.save_pdf = pages_pdf,
		.ctx = p,
		.done = pages_done};
	return preview_open(app, &preview, err);
}

/* ---- what is on screen ------------------------------------------------------------------------------ */

/* Rows that were marked are perhaps what is wanted. */
static int ask_marked(struct app *app, const struct list *l, bool *ret)
{
	static const struct choice choices[] = {
		{"marked", N_("The marked rows only")}, {"all", N_("All rows of the list")}, {0}};
	*ret = false;
	if (!list_marked(l))
		return 0;
	int at = ask_choice(app, _("Which rows?"), choices, 0);
	*ret = at == 0;
	return at < 0 ? at : 0;
}

/* "as of 23/11/2026 · filter: giáo viên · by Full name" */
static char *about_of(const char *only)
{
	char today[DATE_TEXT];
	CLEANUP_FREE char *day = mem_printf(_("as of %s"), date_to_user(clock_today(), today));
	return day ? mem_printf("%s%s%s", day, *only ? " · " : "", only) : NULL;
}

int list_export(struct app *app, const struct list_export *what, struct err *err)
{
	const struct office *office = app_data(app);
	struct doc d = {0};
	bool only_marked = false;
	CLEANUP_FREE char *about = about_of(what->only);
	int r = about ? ask_marked(app, what->list, &only_marked) : ERR_OOM(err);
	if (!r)
		r = list_document(what->list, what->columns, what->ctx, only_marked, &d, err);
	if (!r)
		r = doc_list_head(office->db, what->title, about, office->by.actor, &d, err);
	if (!r)
		r = list_save(app, &d, what->words, err);
	doc_done(&d);
	return r;
}
