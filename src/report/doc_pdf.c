#include "report/doc.h"

#include "base/mem.h"
#include "base/program.h"
#include "module/pdf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int put(void *ctx, const unsigned char *data, unsigned n)
{
	return fwrite(data, 1, n, ctx) == n ? 0 : -1;
}

static int failed(const char *path, struct err *err)
{
	return ERR(err, errno == ENOSPC ? ERR_FULL : ERR_IO, "file", "%s: %s", path, strerror(errno));
}

int doc_write_pdf(const struct doc *d, const char *path, struct err *err)
{
	const void *symbol;
	if (d->failed)
		return ERR_OOM(err);
	int r = program_module("pdf", PDF_MODULE_SYMBOL, &symbol, err);
	if (r)
		return r;
	const struct pdf_module *pdf = symbol;
	if (strcmp(path, "-") == 0) {
		r = pdf->write(d, put, stdout, err);
		return r ? r : fflush(stdout) ? failed(path, err) : 0;
	}
	CLEANUP_FREE char *beside = mem_printf("%s.XXXXXX", path);
	if (!beside)
		return ERR_OOM(err);
	int fd = mkstemp(beside);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
	if (!f)
		return failed(path, err);
	r = pdf->write(d, put, f, err);
	if (!r && (fflush(f) || fsync(fd)))
		r = failed(path, err);
	if (fclose(f) != 0 && !r)
		r = failed(path, err);
	if (!r && rename(beside, path) != 0)
		r = failed(path, err);
	if (r)
		unlink(beside);
	return r;
}
