/* XLSX and DOCX: each by its module. */
#include "base/program.h"
#include "module/office.h"
#include "report/doc_save.h"
#include "report/doc_walk.h"
#include "viet/text.h"

struct job {
	const struct office_module *module;
	const struct doc *doc;
};

static int write_office(void *ctx, const char *file, struct err *err)
{
	static const struct office_text text = {text_safe, text_cells, text_lower};
	const struct job *job = ctx;
	int r = job->module->write(job->doc, file, &text, err);
	return r ? r : doc_go_on(job->doc, err);
}

static int write_by(const char *module, const struct doc *d, const char *path, struct err *err)
{
	const void *symbol;
	if (d->failed)
		return ERR_OOM(err);
	const struct doc_target t = doc_target(d, path);
	int r = program_module(module, OFFICE_MODULE_SYMBOL, &symbol, err);
	return r ? r : doc_save_named(&t, write_office, &(struct job){symbol, d}, err);
}

int doc_write_xlsx(const struct doc *d, const char *path, struct err *err)
{
	return write_by("xlsx", d, path, err);
}

int doc_write_docx(const struct doc *d, const char *path, struct err *err)
{
	return write_by("docx", d, path, err);
}
