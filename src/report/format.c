#include "report/format.h"

#include "base/i18n.h"
#include "report/doc_save.h"

#include <string.h>

static int write_text(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	return doc_save_text(report_doc(r), o, path, err);
}

static int write_csv(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return report_save_csv(r, path, err);
}

static int add_json(void *ctx, struct doc_sink *s, struct err *err)
{
	return report_json(ctx, s->text, err);
}

static int write_json(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	const struct doc_target t = doc_target(report_doc(r), path);
	(void)o;
	return doc_save_text_by(&t, add_json, (void *)r, err);
}

static int add_ics(void *ctx, struct doc_sink *s, struct err *err)
{
	return report_ics(ctx, s->text, err);
}

static int write_ics(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	const struct doc_target t = doc_target(report_doc(r), path);
	(void)o;
	return doc_save_text_by(&t, add_ics, (void *)r, err);
}

static int write_pdf(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return doc_write_pdf(report_doc(r), path, err);
}

static int write_xlsx(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return doc_write_xlsx(report_doc(r), path, err);
}

static int write_docx(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	(void)o;
	return doc_write_docx(report_doc(r), path, err);
}

const struct report_format report_formats[] = {
	{"pdf", "pdf", N_("PDF, as it is printed"), .is_binary = true, .write = write_pdf},
	{"docx", "docx", N_("Word, to be edited further"), .is_binary = true, .write = write_docx},
	{"xlsx", "xlsx", N_("Excel, a sheet for each table"), .is_binary = true,
		.write = write_xlsx},
	{"text", "txt", N_("Text"), .write = write_text},
	{"csv", "csv", N_("CSV, for a spreadsheet"), .data_only = true, .write = write_csv},
	{"json", "json", N_("JSON, for other programs"), .data_only = true, .write = write_json},
	{"ics", "ics", NULL, .data_only = true, .of_due = true, .write = write_ics},
	{0},
};

const struct report_format *report_format(const char *name)
{
	for (const struct report_format *f = report_formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}
