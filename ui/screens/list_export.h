/* A list of a screen as it stands, with the office's letterhead, into a file. */
#ifndef TN_UI_SCREENS_LIST_EXPORT_H
#define TN_UI_SCREENS_LIST_EXPORT_H

#include "report/doc.h"
#include "ui/app.h"
#include "ui/list_walk.h"

/* For app_config.export_list: asks for format and file. */
int list_export(struct app *app, const struct list_export *what, struct err *err);
/* Any document of one table into a file that is asked for, by the name of `title`. */
int list_save(struct app *app, struct doc *d, const char *title, struct err *err);

#endif
