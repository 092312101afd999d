/* The form of one target. */
#ifndef TN_UI_SCREENS_TARGET_FORM_H
#define TN_UI_SCREENS_TARGET_FORM_H

#include "ui/screens/screens.h"

/* Sets or changes the target of a cell (0: the committee, `name` either way) for a year or for the
 * term around it. 0 saved, ERR_STOPPED left. */
int target_form(struct app *app, struct cell_id cell, const char *name, enum target_kind kind,
	int year, bool is_term, struct err *err);

#endif
