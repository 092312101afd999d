/* The pages of a document as they will be printed, on the screen. */
#ifndef TN_UI_SCREENS_PREVIEW_H
#define TN_UI_SCREENS_PREVIEW_H

#include "report/doc.h"
#include "ui/screens/screens.h"

struct preview {
	const struct doc *doc; /* outlives the preview */
	/* Already translated: what it is. NULL: the document's title. */
	const char *title;
	/* Into a file, in whatever format; as PDF, where there is no printer. */
	int (*save)(struct app *app, void *ctx, struct err *err);
	int (*save_pdf)(struct app *app, void *ctx, struct err *err);
	/* To the printer; NULL: nothing but that is done (print_form.h). */
	int (*print)(struct app *app, void *ctx, struct err *err);
	void *ctx;
	void (*done)(void *ctx); /* may be NULL */
};
/* Pushes it; *p is copied, its ctx belongs to the view from now on, also on failure. */
int preview_open(struct app *app, const struct preview *p, struct err *err);

#endif
