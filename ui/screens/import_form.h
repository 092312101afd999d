/* Which file an import reads. */
#ifndef TN_UI_SCREENS_IMPORT_FORM_H
#define TN_UI_SCREENS_IMPORT_FORM_H

#include "exchange/import.h"
#include "ui/app.h"

/* Asks for the file of a list; *ret is the caller's. ERR_STOPPED where the user left. */
int import_form(struct app *app, enum import_kind kind, char **ret, struct err *err);

#endif
