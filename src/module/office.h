/* The writers of office files, XLSX and DOCX: each a module of its own, loaded when the first such file is
 * made. */
#ifndef TN_MODULE_OFFICE_H
#define TN_MODULE_OFFICE_H

#include "report/doc.h"

#include <stddef.h>

/* What the modules need of viet/text.h: there it rests on ICU, which the program has loaded already. */
struct office_text {
	void (*safe)(struct strbuf *b, const char *s, size_t n, bool keep_newlines, bool ascii);
	int (*cells)(const char *s);
	int (*lower)(const char *s, char **ret, struct err *err);
};

struct office_module {
	/* Fills `file`, which exists and is empty. 0, ERR_NOMEM, ERR_IO, ERR_FULL; ERR_INVALID "format"
	 * where the format has no room for the document. */
	int (*write)(const struct doc *d, const char *file, const struct office_text *text,
		struct err *err);
};
#define OFFICE_MODULE_SYMBOL "office_module"

#endif
