/* Copying a rule set as the office's own, and taking the own one back. */
#ifndef TN_UI_SCREENS_RULE_SET_FORM_H
#define TN_UI_SCREENS_RULE_SET_FORM_H

#include "core/rulebook.h"
#include "ui/screens/screens.h"

/* 0 and the new set's id, or ERR_STOPPED. */
int rule_set_copy_form(struct app *app, const char *key, int64_t *ret, struct err *err);
/* Asks, telling what happens to dossiers; 0 gone. */
int rule_set_reset(struct app *app, int64_t id, struct err *err);

/* The own set's row of a key "own/12"; 0: a shipped set's. */
int64_t rule_set_own_id(const char *key);
#define RULE_KEY_MAX 96
void rule_set_own_key(int64_t id, char ret[RULE_KEY_MAX]);
/* The set that was in force before this one; NULL: none. */
const struct rule_set *rule_set_before(const struct rulebook *book, const struct rule_set *set);
/* Figures and papers to be held against the document's own text. */
int rule_set_open_points(const struct rule_set *set);

#endif
