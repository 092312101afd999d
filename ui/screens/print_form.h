/* A document to the printer. */
#ifndef TN_UI_SCREENS_PRINT_FORM_H
#define TN_UI_SCREENS_PRINT_FORM_H

#include "report/doc.h"
#include "ui/screens/screens.h"

/* Asks for printer, copies, pages and sides, as they were last time, and prints. `save`, where there is no printer: the
 * PDF into a file instead. 0, or ERR_STOPPED where the user left. */
int print_doc(struct app *app, const struct doc *d,
	int (*save)(struct app *app, void *ctx, struct err *err), void *ctx, struct err *err);

#endif
