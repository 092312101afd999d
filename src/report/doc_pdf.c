#include "base/program.h"
#include "module/pdf.h"
#include "report/doc_save.h"
#include "viet/text.h"

static const struct pdf_text text = {text_safe};

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
	return job->pdf->write(job->doc, &text, put, f, err);
}

static int load(struct job *job, struct err *err)
{
	const void *symbol;
	if (job->doc->failed)
		return ERR_OOM(err);
	int r = program_module("pdf", PDF_MODULE_SYMBOL, &symbol, err);
	if (!r)
		job->pdf = symbol;
	return r;
}

int doc_write_pdf(const struct doc *d, const char *path, struct err *err)
{
	const struct doc_target t = doc_target(d, path);
	struct job job = {.doc = d};
	int r = load(&job, err);
	return r ? r : doc_save_with(&t, write_pdf, &job, err);
}

int doc_trace(const struct doc *d, const struct doc_trace *to, struct err *err)
{
	struct job job = {.doc = d};
	int r = load(&job, err);
	return r ? r : job.pdf->trace(d, &text, to, err);
}
