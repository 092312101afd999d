/* A paper on its way out: into a file, to the printer, as pages on the screen. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/file_ask.h"
#include "ui/screens/paper_own.h"
#include "ui/screens/paper_register.h"
#include "ui/screens/preview.h"
#include "ui/screens/print_form.h"
#include "ui/screens/writing.h"

#include <stdlib.h>
#include <string.h>

/* ---- nothing goes out with silent gaps ---------------------------------------------------------------- */

bool paper_is_left(const struct paper_making *m, const struct paper_gap *g)
{
	VEC_EACH (left, &m->left)
		if (left->field == g->field && left->person.v == g->person.v)
			return true;
	return false;
}

/* Room for the number is no gap. */
static bool is_agreed(const struct paper_making *m, const struct paper_gap *g)
{
	return g->field->mend == MEND_NUMBER || paper_is_left(m, g);
}

/* Line by line, as far as a window has room. */
static void list_gaps(const struct paper_making *m, struct strbuf *b)
{
	enum { MOST = 8 };
	size_t n = 0, all = paper_gaps_open(&m->paper);
	for (size_t i = 0; i < m->paper.gap_count && n < MOST; i++) {
		const struct paper_gap *g = &m->paper.gaps[i];
		if (g->field->mend == MEND_NUMBER)
			continue;
		n++;
		strbuf_addf(b, "· %s%s%s\n", g->name && m->n > 1 ? g->name : "",
			g->name && m->n > 1 ? ": " : "", _(g->field->label));
	}
	if (all > n)
		strbuf_addf(b, P_("… and %zu more\n", "… and %zu more\n", all - n), all - n);
}

/* What the clerk agrees to is what is listed, no more: another gap is asked about anew. */
static int may_leave(struct app *app, struct paper_making *m, struct err *err)
{
	struct strbuf b = {0};
	size_t asked = 0;
	for (size_t i = 0; i < m->paper.gap_count; i++)
		asked += !is_agreed(m, &m->paper.gaps[i]);
	if (!asked)
		return 0;
	list_gaps(m, &b);
	bool goes = ask_confirm(app, _("Not everything is there"), strbuf_str(&b),
		_("Leave blanks “……”, to be filled in by hand"));
	strbuf_done(&b);
	if (!goes)
		return ERR_STOPPED;
	for (size_t i = 0; i < m->paper.gap_count; i++) {
		const struct paper_gap *g = &m->paper.gaps[i];
		if (!is_agreed(m, g) &&
			!VEC_PUSH(&m->left, ((struct paper_left){g->field, g->person})))
			return ERR_OOM(err);
	}
	return 0;
}

/* ---- files -------------------------------------------------------------------------------------------- */

static int write_docx(const struct office_paper *p, const char *path, struct err *err)
{
	return paper_write_docx(p, path, err);
}

static int write_pdf(const struct office_paper *p, const char *path, struct err *err)
{
	return doc_write_pdf(&p->doc, path, err);
}

static int write_text(const struct office_paper *p, const char *path, struct err *err)
{
	const struct doc_text_options o = {.width = 100};
	return doc_save_text(&p->doc, &o, path, err);
}

static const struct format {
	const char *ending, *title;
	int (*write)(const struct office_paper *p, const char *path, struct err *err);
} formats[] = {{"docx", N_("Word, to be edited further"), write_docx},
	{"pdf", N_("PDF, as it is printed"), write_pdf}, {"txt", N_("Text"), write_text}};
enum { FORMAT_PDF = 1 };

struct saving {
	struct paper_making *m;
	const struct format *format;
};

/* "quyet-dinh-ket-nap-5-2026-11-23": fixed words, number and day, never a name. */
static char *suggest(const struct paper_making *m, const char *ending, struct err *err)
{
	long number = strtol(m->number, NULL, 10);
	CLEANUP_FREE char *words = file_name_of(_(m->kind->what), err), *no = NULL;
	no = number > 0 ? mem_printf("-%ld", number) : mem_strdup("");
	char *name = words && no ? mem_printf("%s%s-%04d-%02d-%02d.%s", words, no, m->on.year,
					   m->on.month, m->on.day, ending)
				 : NULL;
	if (words && !name)
		ERR_OOM(err);
	return name;
}

static int write_to(struct app *app, void *ctx, const char *path, struct err *err)
{
	struct saving *s = ctx;
	struct writing w;
	bool keep;
	if (!writing_may(app, path, &keep))
		return ERR_STOPPED;
	s->m->paper.doc.progress = writing_begin(&w, app);
	s->m->paper.doc.keep_existing = keep;
	int r = s->format->write(&s->m->paper, path, err);
	s->m->paper.doc.progress = (struct doc_progress){0};
	return writing_end(&w, r, path);
}

static int save_as(
	struct app *app, struct paper_making *m, const struct format *format, struct err *err)
{
	struct saving s = {m, format};
	CLEANUP_FREE char *name = suggest(m, format->ending, err);
	return name ? file_ask(app, name, format->ending, write_to, &s, err) : ERR_NOMEM;
}

int paper_out_save(struct app *app, struct paper_making *m, struct err *err)
{
	struct choice choices[ARRAY_LEN(formats) + 1] = {0};
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		choices[i] = (struct choice){formats[i].ending, formats[i].title};
	int r = may_leave(app, m, err);
	int at = r ? r : ask_choice(app, _("Save as"), choices, 0);
	if (at < 0)
		return at;
	r = save_as(app, m, &formats[at], err);
	return r ? r : paper_offer_register(app, m, err);
}

/* ---- paper and pages ---------------------------------------------------------------------------------- */

/* Where there is no printer. */
static int save_pdf(struct app *app, void *ctx, struct err *err)
{
	return save_as(app, ctx, &formats[FORMAT_PDF], err);
}

int paper_out_print(struct app *app, struct paper_making *m, struct err *err)
{
	int r = may_leave(app, m, err);
	if (!r)
		r = print_doc(app, &m->paper.doc, save_pdf, m, err);
	return r ? r : paper_offer_register(app, m, err);
}

static int save_any(struct app *app, void *ctx, struct err *err)
{
	return paper_out_save(app, ctx, err);
}

static int print(struct app *app, void *ctx, struct err *err)
{
	return paper_out_print(app, ctx, err);
}

int paper_out_pages(struct app *app, struct paper_making *m, struct err *err)
{
	const struct preview preview = {.doc = &m->paper.doc,
		.title = _(m->kind->what),
		.save = save_any,
		.save_pdf = save_pdf,
		.print = print,
		.ctx = m};
	/* the paper is made anew only when its own screen is on top again */
	return preview_open(app, &preview, err);
}
