/* The PDF writer, loaded when the first PDF is made: Pango and Cairo would cost every start. */
#ifndef TN_MODULE_PDF_H
#define TN_MODULE_PDF_H

#include "report/doc.h"

struct pdf_module {
	/* Writes the document as PDF to `sink`, which returns 0 or anything else to stop. 0, ERR_NOMEM,
	 * ERR_IO (the sink refused). */
	int (*write)(const struct doc *d,
		int (*sink)(void *ctx, const unsigned char *data, unsigned n), void *ctx,
		struct err *err);
};
#define PDF_MODULE_SYMBOL "pdf_module"

#endif
