/* The PDF writer, loaded when the first PDF is made: Pango and Cairo would cost every start. */
#ifndef TN_MODULE_PDF_H
#define TN_MODULE_PDF_H

#include "report/doc.h"
#include "report/doc_trace.h"

/* What the module needs of viet/text.h: there it rests on ICU, which the program has loaded already. */
struct pdf_text {
	void (*safe)(struct strbuf *b, const char *s, size_t n, bool keep_newlines, bool ascii);
};

struct pdf_module {
	/* Writes the document as PDF to `sink`, which returns 0 or anything else to stop. 0, ERR_NOMEM,
	 * ERR_IO (the sink refused). */
	int (*write)(const struct doc *d, const struct pdf_text *text,
		int (*sink)(void *ctx, const unsigned char *data, unsigned n), void *ctx,
		struct err *err);
	/* The same layout told to `to`. 0, ERR_NOMEM, ERR_STOPPED. */
	int (*trace)(const struct doc *d, const struct pdf_text *text, const struct doc_trace *to,
		struct err *err);
};
#define PDF_MODULE_SYMBOL "pdf_module"

#endif
