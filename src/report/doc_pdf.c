#include "base/program.h"
#include "module/pdf.h"
#include "report/doc_save.h"

static int put(void *ctx, const unsigned char *data, unsigned n)
{
	return fwrite(data, 1, n, ctx) == n ? 0 : -1;
}

struct job {
	const struct pdf_module *pdf;
	const struct doc *doc;
};

static int write_pdf(void *ctx, FILE *f, struct err *err)
{
	const struct job *job = ctx;
	return job->pdf->write(job->doc, put, f, err);
}

int doc_write_pdf(const struct doc *d, const char *path, struct err *err)
{
	const void *symbol;
	if (d->failed)
		return ERR_OOM(err);
	const struct doc_target t = doc_target(d, path);
	int r = program_module("pdf", PDF_MODULE_SYMBOL, &symbol, err);
	return r ? r : doc_save_with(&t, write_pdf, &(struct job){symbol, d}, err);
}
