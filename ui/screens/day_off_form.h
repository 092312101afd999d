/* A day off of the office, a Saturday that is worked, or a day of law that is worked after all. */
#ifndef TN_UI_SCREENS_DAY_OFF_FORM_H
#define TN_UI_SCREENS_DAY_OFF_FORM_H

#include "ui/screens/screens.h"

/* *on set: that day, which stays as it is; unset: a new one, whose date is given back. */
int day_off_form(struct app *app, struct date *on, struct err *err);

#endif
