/* The form of who decides on admissions from a day on. */
#ifndef TN_UI_SCREENS_AUTHORITY_FORM_H
#define TN_UI_SCREENS_AUTHORITY_FORM_H

#include "core/rulebook.h"
#include "ui/screens/screens.h"

/* id 0 adds a row that begins with what holds today. 0 saved, ERR_STOPPED left. */
int authority_form(struct app *app, int64_t id, struct err *err);
/* Asks, then takes the office's row back. */
int authority_form_remove(struct app *app, int64_t id, struct err *err);

#endif
