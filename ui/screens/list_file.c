#include "ui/screens/list_file.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/doc_list.h"
#include "ui/ask.h"
#include "ui/screens/file_ask.h"
#include "ui/screens/preview.h"
#include "ui/screens/print_form.h"
#include "ui/screens/screens.h"
#include "ui/screens/writing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_WIDTH 120
/* More columns than this want a page on its side. */
#define WIDE_FROM 7

/* ---- rows ------------------------------------------------------------------------------------------- */

struct out_rows {
	const struct list_out *out;
	bool only_marked;
	struct list_walk walk;
	size_t place, n; /* of the row; columns, the place not counted */
	struct strbuf text[LIST_COLUMNS_MAX + 1];
	struct doc_cell cells[LIST_COLUMNS_MAX + 1];
	struct doc_row row;
};

static int rows_begin(void *ctx, struct err *err)
{
	struct out_rows *r = ctx;
	list_walk_done(&r->walk);
	r->place = 0;
	int k = list_walk_begin(&r->walk, r->out->list, err);
	r->walk.only_marked = r->only_marked;
	return k;
}

static int rows_next(void *ctx, const struct doc_row **ret, struct err *err)
{
	struct out_rows *r = ctx;
	const void *row;
	int k = list_walk_next(&r->walk, &row, err);
	if (k != 1)
		return k;
	strbuf_clear(&r->text[0]);
	strbuf_addf(&r->text[0], "%zu", ++r->place);
	for (size_t i = 0; i < r->n; i++) {
		strbuf_clear(&r->text[i + 1]);
		r->out->columns[i].text(row, r->out->ctx, &r->text[i + 1]);
	}
	for (size_t i = 0; i <= r->n; i++) {
		if (r->text[i].failed)
			return ERR_OOM(err);
		r->cells[i] = (struct doc_cell){.text = r->text[i].s};
	}
	r->row = (struct doc_row){.cells = r->cells};
	*ret = &r->row;
	return 1;
}

static void rows_done(void *ctx)
{
	struct out_rows *r = ctx;
	list_walk_done(&r->walk);
	for (size_t i = 0; i <= LIST_COLUMNS_MAX; i++)
		strbuf_done(&r->text[i]);
	free(r);
}

/* ---- the document ----------------------------------------------------------------------------------- */

static bool is_said_before(const struct column *columns, size_t i)
{
	bool is = !*columns[i].title;
	for (size_t k = 0; !is && k < i; k++)
		is = strcmp(_(columns[k].title), _(columns[i].title)) == 0;
	return is;
}

static void put_columns(struct doc *d, struct doc_table *t, const struct column *columns, size_t n)
{
	doc_table_column(d, t, NULL, _("No."), DOC_RIGHT, 0);
	for (size_t i = 0; i < n; i++) {
		const struct column *c = &columns[i];
		doc_table_column(d, t, NULL, *c->title ? _(c->title) : "",
			c->align > 0 ? DOC_RIGHT : DOC_LEFT, c->grow ? c->ideal : 0);
		/* members of a JSON object have names, each its own */
		if (is_said_before(columns, i)) {
			char code[32];
			snprintf(code, sizeof code, "column-%zu", i + 1);
			doc_table_column_code(d, t, code);
		}
	}
}

static size_t count_of(const struct list_out *out, bool only_marked)
{
	long shown, all;
	if (only_marked)
		return list_marked(out->list);
	return list_counts(out->list, &shown, &all) ? (size_t)shown : 0;
}

/* "as of 23/11/2026 · filter: giáo viên · by Full name" */
static char *about_of(const struct list_out *out)
{
	char today[DATE_TEXT];
	CLEANUP_FREE char *day =
		mem_printf(_("as of %s%s%s"), date_to_user(clock_today(), today), "", "");
	return day ? mem_printf("%s%s%s", day, *out->about ? " · " : "", out->about) : NULL;
}

static int make(const struct office *office, const struct list_out *out, bool only_marked,
	struct doc *d, struct err *err)
{
	CLEANUP_FREE char *about = about_of(out);
	struct out_rows *rows = mem_alloc(sizeof *rows);
	if (!rows || !about) {
		free(rows);
		return ERR_OOM(err);
	}
	*rows = (struct out_rows){.out = out, .only_marked = only_marked};
	while (rows->n < LIST_COLUMNS_MAX && out->columns[rows->n].text)
		rows->n++;
	struct doc_table *t = doc_table(d, "rows");
	put_columns(d, t, out->columns, rows->n);
	d->is_wide = rows->n >= WIDE_FROM;
	doc_table_rows(d, t,
		&(struct doc_rows){.begin = rows_begin,
			.next = rows_next,
			.done = rows_done,
			.ctx = rows,
			.count = count_of(out, only_marked)});
	int r = doc_list_head(office->db, out->title, about, office->by.actor, d, err);
	return r || !d->failed ? r : ERR_OOM(err);
}

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

int list_file_print(struct app *app, struct doc *d, const char *words, struct err *err)
{
	struct list_saving s = {d, doc_list_format("pdf"), words};
	return print_doc(app, d, save_pdf, &s, err);
}

int list_file_ask(struct app *app, struct doc *d, const char *words, struct err *err)
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
	return at == n ? list_file_print(app, d, words, err) : save_as(app, &s, err);
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
	return list_file_ask(app, &p->doc, p->words, err);
}

static int pages_pdf(struct app *app, void *ctx, struct err *err)
{
	struct list_pages *p = ctx;
	p->saving = (struct list_saving){&p->doc, doc_list_format("pdf"), p->words};
	return save_as(app, &p->saving, err);
}

int list_file_pages(struct app *app, struct doc *d, const char *words, struct err *err)
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
static int ask_marked(struct app *app, const struct list_out *out, bool *ret)
{
	static const struct choice choices[] = {
		{"marked", N_("The marked rows only")}, {"all", N_("All rows of the list")}, {0}};
	*ret = false;
	if (!list_marked(out->list))
		return 0;
	int at = ask_choice(app, _("Which rows?"), choices, 0);
	*ret = at == 0;
	return at < 0 ? at : 0;
}

int list_file_out(struct app *app, const struct list_out *out, struct err *err)
{
	struct doc d = {0};
	bool only_marked;
	int r = ask_marked(app, out, &only_marked);
	if (!r)
		r = make(app_data(app), out, only_marked, &d, err);
	if (!r)
		r = list_file_ask(app, &d, out->words, err);
	doc_done(&d);
	return r;
}
