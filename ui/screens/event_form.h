/* The forms of what happens to a candidate or member. */
#ifndef TN_UI_SCREENS_EVENT_FORM_H
#define TN_UI_SCREENS_EVENT_FORM_H

#include "ui/screens/screens.h"

/* The next step, an exit or the way back, for one or many people: date, paper number, body, note. `kind` 0
 * lets the user choose. 0 saved, ERR_STOPPED left. */
int event_form(struct app *app, const struct person_id *people, size_t n, enum event_kind kind,
	struct err *err);
/* Asks which exit, or the way back, and records it. */
int event_form_leave(struct app *app, struct person_id person, struct err *err);
/* Corrects one that is there. */
int event_form_edit(struct app *app, int64_t id, struct err *err);
/* The same with the cursor in that field. */
int event_form_edit_at(struct app *app, int64_t id, const char *field, struct err *err);
/* Asks, then takes it back. */
int event_form_remove(struct app *app, int64_t id, struct err *err);
/* What would usually come after this stage; 0 if nothing. */
enum event_kind event_after(enum stage s);

#endif
