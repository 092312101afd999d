/* The list on screen into a file or to the printer, whichever list it is. */
#ifndef TN_UI_SCREENS_LIST_FILE_H
#define TN_UI_SCREENS_LIST_FILE_H

#include "report/doc.h"
#include "ui/list_view.h"

/* For app_config.list_out: asks which rows where some are marked, then as list_file_ask. The paper bears the
 * committee's letterhead; its rows are read while it is written. */
int list_file_out(struct app *app, const struct list_out *out, struct err *err);

/* A document of one table on its way out: asks for the format, or the printer, and the file. `words` begin the
 * suggested name, to which the day is added: never a person's name. NULL: "list". */
int list_file_ask(struct app *app, struct doc *d, const char *words, struct err *err);

/* To the printer; where there is none, as PDF into a file. */
int list_file_print(struct app *app, struct doc *d, const char *words, struct err *err);
/* The pages as they will be printed. What *d holds belongs to the view from now on, also on failure. */
int list_file_pages(struct app *app, struct doc *d, const char *words, struct err *err);

#endif
