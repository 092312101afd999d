/* The forms of mentor assignments. */
#ifndef TN_UI_SCREENS_MENTOR_FORM_H
#define TN_UI_SCREENS_MENTOR_FORM_H

#include "ui/screens/screens.h"

/* Assigns a mentor to a person; with `replaced` (0: none) that assignment ends on the same day. */
int mentor_form(struct app *app, struct person_id person, int64_t replaced, struct err *err);
/* Ends an assignment with its reason. */
int mentor_form_end(struct app *app, int64_t assignment, struct err *err);
/* One of the person's assignments that run on: the only one, or the one that is chosen. ERR_STOPPED if there
 * is none or the user left. */
int mentor_choose(struct app *app, struct person_id person, int64_t *ret, struct err *err);

#endif
