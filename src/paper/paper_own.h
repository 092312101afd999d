/* What the parts of papers share. */
#ifndef TN_PAPER_PAPER_OWN_H
#define TN_PAPER_PAPER_OWN_H

#include "paper/kind.h"
#include "report/doc.h"

/* What stands over every paper of the kind; memory is checked by d->failed. */
void paper_put_title(struct doc *d, const struct paper_kind *kind);

#endif
