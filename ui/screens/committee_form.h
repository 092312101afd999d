/* The names of the committee and its superior, and who signs, from a day on. */
#ifndef TN_UI_SCREENS_COMMITTEE_FORM_H
#define TN_UI_SCREENS_COMMITTEE_FORM_H

#include "ui/screens/screens.h"

/* id 0: new names from a day on, begun with the present ones. *ret_id: the row. */
int committee_form(struct app *app, int64_t id, int64_t *ret_id, struct err *err);

#endif
