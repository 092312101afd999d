/* A list with the office's letterhead into a file or to the printer; its rows are read while it is written. */
#ifndef TN_UI_SCREENS_LIST_EXPORT_H
#define TN_UI_SCREENS_LIST_EXPORT_H

#include "report/doc.h"
#include "ui/app.h"
#include "ui/list_walk.h"

/* For app_config.export_list: asks which rows where some are marked, then as list_save. */
int list_export(struct app *app, const struct list_export *what, struct err *err);

/* A document of one table on its way out: asks for the format, or the printer, and the file. `words` begin the
 * suggested name, to which the day is added: never a person's name. NULL: "list". */
int list_save(struct app *app, struct doc *d, const char *words, struct err *err);
/* To the printer; where there is none, as PDF into a file. */
int list_print(struct app *app, struct doc *d, const char *words, struct err *err);
/* The pages as they will be printed. What *d holds belongs to the view from now on, also on failure. */
int list_pages_open(struct app *app, struct doc *d, const char *words, struct err *err);

#endif
