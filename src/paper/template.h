/* The text of a paper, line by line (templates/CODE.txt):
 *   # remark          = text in the middle     * heading        > line of "Nơi nhận"
 *   | head | head |   then | cell | cell |     anything else: a paragraph
 * A row of a table that names a field ds_… is repeated for each person. */
#ifndef TN_PAPER_TEMPLATE_H
#define TN_PAPER_TEMPLATE_H

#include "report/doc.h"

struct template_filler {
	/* Adds `text` with its fields filled in; `person` counts from 0, of lines about nobody of a list -1. */
	int (*fill)(void *ctx, const char *text, int person, struct strbuf *ret, struct err *err);
	void *ctx;
	int people;
};
/* The blocks and the lines of "Nơi nhận" into the document. */
int template_build(
	const char *text, const struct template_filler *f, struct doc *d, struct err *err);
/* The shipped text; NULL: there is none. */
const char *template_text(const char *code);

#endif
