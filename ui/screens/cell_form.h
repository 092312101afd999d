/* The forms of a cell. Each: 0 saved, ERR_STOPPED left. */
#ifndef TN_UI_SCREENS_CELL_FORM_H
#define TN_UI_SCREENS_CELL_FORM_H

#include "ui/screens/screens.h"

/* id 0: a new one. */
int cell_form(struct app *app, struct cell_id id, struct cell_id *ret, struct err *err);
/* What the cell states for a day: members, workforce. */
int cell_form_count(struct app *app, struct cell_id id, struct err *err);
/* Another name from a day on; what is past keeps the old one. */
int cell_form_rename(struct app *app, struct cell_id id, struct err *err);

#endif
