#include "report/doc_list.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/letterhead.h"
#include "report/doc_save.h"
#include "report/doc_walk.h"
#include "report/json.h"
#include "viet/wording.h"

#include <stdint.h>
#include <string.h>

int doc_list_head(struct db *db, const char *title, const char *about, const char *user,
	struct doc *d, struct err *err)
{
	struct letterhead h;
	char day[WORDING_MAX], text[DATE_TEXT], stamp[CLOCK_STAMP];
	struct date today = clock_today();
	int r = letterhead_load(db, SIGNS_COMMITTEE, (struct cell_id){0}, today, &h, err);
	if (r)
		return r;
	CLEANUP_FREE char *place = mem_printf("%s%s%s", h.place ? h.place : "", h.place ? ", " : "",
		wording_long_date(today, day));
	clock_stamp(stamp);
	CLEANUP_FREE char *printed = mem_printf(_("Printed by %s on %s at %.5s"), user ? user : "?",
		date_to_user(today, text), stamp + 11);
	d->head.superior = doc_dup(d, h.superior);
	d->head.body = doc_dup(d, h.body);
	d->head.motto = doc_dup(d, _("COMMUNIST PARTY OF VIETNAM"));
	d->head.place_date = doc_dup(d, place);
	d->head.on_behalf = doc_dup(d, h.on_behalf);
	d->head.office_held = doc_dup(d, h.office_held);
	d->head.signer = doc_dup(d, h.signer);
	d->kind = doc_dup(d, _("LIST"));
	d->title = doc_dup(d, title);
	d->subtitle = doc_dup(d, about);
	d->printed_by = doc_dup(d, printed);
	d->lang = doc_dup(d, i18n_lang() == LANG_VI ? "vi" : "en");
	letterhead_done(&h);
	return place && printed && !d->failed ? 0 : ERR_OOM(err);
}

/* ---- as data ---------------------------------------------------------------------------------------- */

static const struct doc_table *table_of(const struct doc *d)
{
	const struct doc_block *b = d->blocks;
	while (b->kind != DOC_TABLE)
		b++;
	return &b->table;
}

static int each_row(const struct doc *d, struct doc_sink *s,
	void (*put)(
		struct strbuf *b, const struct doc_table *t, const struct doc_row *row, size_t n),
	struct err *err)
{
	const struct doc_table *t = table_of(d);
	const struct doc_row *row;
	struct doc_walk w;
	size_t n = 0;
	int k = doc_walk_begin(&w, d, t, DOC_WRITE, err);
	while (!k && (k = doc_walk_next(&w, &row, err)) == 1) {
		put(s->text, t, row, n++);
		k = doc_sink_drain(s, err);
	}
	return k;
}

static void csv_row(
	struct strbuf *b, const struct doc_table *t, const struct doc_row *row, size_t n)
{
	(void)n;
	for (size_t c = 0; c < t->column_count; c++) {
		strbuf_add(b, c ? "," : "");
		doc_csv_field(b, row->cells[c].text ? row->cells[c].text : "");
	}
	strbuf_add(b, "\r\n");
}

static int put_csv(void *ctx, struct doc_sink *s, struct err *err)
{
	const struct doc *d = ctx;
	const struct doc_table *t = table_of(d);
	strbuf_add(s->text, "\xEF\xBB\xBF");
	for (size_t c = 0; c < t->column_count; c++) {
		strbuf_add(s->text, c ? "," : "");
		doc_csv_field(s->text, t->columns[c].title);
	}
	strbuf_add(s->text, "\r\n");
	return each_row(d, s, csv_row, err);
}

static void json_row(
	struct strbuf *b, const struct doc_table *t, const struct doc_row *row, size_t n)
{
	struct json j = {.out = b, .depth = 1, .has_member = n > 0};
	json_open(&j, NULL, '{');
	for (size_t c = 0; c < t->column_count; c++) {
		const struct doc_column *column = &t->columns[c];
		const char *text = row->cells[c].text;
		json_text(&j, column->code ? column->code : column->title,
			text && *text ? text : NULL);
	}
	json_close(&j, '}');
}

static int put_json(void *ctx, struct doc_sink *s, struct err *err)
{
	strbuf_add(s->text, "[");
	int r = each_row(ctx, s, json_row, err);
	strbuf_add(s->text, "\n]\n");
	return r;
}

/* ---- formats ---------------------------------------------------------------------------------------- */

static int save_by(int (*put)(void *ctx, struct doc_sink *s, struct err *err), const struct doc *d,
	const char *path, struct err *err)
{
	const struct doc_target t = doc_target(d, path);
	if (d->failed)
		return ERR_OOM(err);
	return doc_save_text_by(&t, put, (void *)(uintptr_t)d, err);
}

static int write_pdf(
	const struct doc *d, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return doc_write_pdf(d, path, err);
}

static int write_docx(
	const struct doc *d, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return doc_write_docx(d, path, err);
}

static int write_xlsx(
	const struct doc *d, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return doc_write_xlsx(d, path, err);
}

static int write_csv(
	const struct doc *d, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return save_by(put_csv, d, path, err);
}

static int write_json(
	const struct doc *d, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return save_by(put_json, d, path, err);
}

const struct doc_list_format doc_list_formats[] = {
	{"pdf", "pdf", N_("PDF, as it is printed"), true, write_pdf},
	{"docx", "docx", N_("Word, to be edited further"), true, write_docx},
	{"xlsx", "xlsx", N_("Excel, a sheet for each table"), true, write_xlsx},
	{"text", "txt", N_("Text"), false, doc_save_text},
	{"csv", "csv", N_("CSV, for a spreadsheet"), false, write_csv},
	{"json", "json", N_("JSON, for other programs"), false, write_json},
	{0},
};

const struct doc_list_format *doc_list_format(const char *name)
{
	for (const struct doc_list_format *f = doc_list_formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}
