/* Word files of the office's own: texts with named fields are filled in where they stand, so that all its looks stay;
 * and what such a file says is read back as a document. A module, loaded when the first such file is met. */
#ifndef TN_MODULE_WORD_H
#define TN_MODULE_WORD_H

#include "paper/template.h"

struct word_module {
	/* `template` with its fields filled into `file`, which exists and is empty. ERR_INVALID "template" for what is no
	 * such file or unpacks to too much (detail: why), or whatever the filler says. */
	int (*fill)(const char *template, const char *file, const struct template_filler *f,
		struct err *err);
	/* Letterhead, title, paragraphs, tables and signature of a file that has the shape of the shipped texts; what has
	 * another shape comes as paragraphs and tables in its order. */
	int (*read)(const char *file, struct doc *ret, struct err *err);
};
#define WORD_MODULE_SYMBOL "word_module"

#endif
