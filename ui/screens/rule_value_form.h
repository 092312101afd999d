/* The form of one figure of the office's own rule set. */
#ifndef TN_UI_SCREENS_RULE_VALUE_FORM_H
#define TN_UI_SCREENS_RULE_VALUE_FORM_H

#include "core/rulebook.h"
#include "ui/screens/screens.h"

/* *ret: the set that has the new value now (a set that dossiers rest on gets a successor). 0 saved,
 * ERR_STOPPED left. */
int rule_value_form(
	struct app *app, int64_t set, enum rule_param p, int64_t *ret, struct err *err);

#endif
