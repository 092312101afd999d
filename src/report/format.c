#include "report/format.h"

#include "base/i18n.h"

#include <string.h>

static int save(int r, struct strbuf *out, const char *path, struct err *err)
{
	if (!r)
		r = doc_save(path, strbuf_str(out), out->len, err);
	strbuf_done(out);
	return r;
}

static int write_text(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	struct strbuf out = {0};
	return save(doc_write_text(report_doc(r), o, &out, err), &out, path, err);
}

static int write_csv(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	struct strbuf out = {0};
	(void)o;
	return save(report_csv(r, &out, err), &out, path, err);
}

static int write_json(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	struct strbuf out = {0};
	(void)o;
	return save(report_json(r, &out, err), &out, path, err);
}

static int write_ics(
	const struct report *r, const struct doc_text_options *o, const char *path, struct err *err)
{
	struct strbuf out = {0};
	(void)o;
	return save(report_ics(r, &out, err), &out, path, err);
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
