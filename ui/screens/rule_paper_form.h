/* The form of one paper that the office's own rule set asks for. */
#ifndef TN_UI_SCREENS_RULE_PAPER_FORM_H
#define TN_UI_SCREENS_RULE_PAPER_FORM_H

#include "core/rulebook.h"
#include "ui/screens/screens.h"

/* `code` NULL adds one; *ret as rule_value_form. 0 saved, ERR_STOPPED left. */
int rule_paper_form(
	struct app *app, int64_t set, const char *code, int64_t *ret, struct err *err);
/* Asks, then takes the paper out of the set. */
int rule_paper_remove(
	struct app *app, int64_t set, const char *code, int64_t *ret, struct err *err);

#endif
