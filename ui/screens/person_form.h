/* The form of a person: a new candidate, a new member, or one who is there. */
#ifndef TN_UI_SCREENS_PERSON_FORM_H
#define TN_UI_SCREENS_PERSON_FORM_H

#include "ui/form.h"
#include "ui/screens/screens.h"

enum person_form { PERSON_CANDIDATE, PERSON_MEMBER, PERSON_EDIT };

/* PERSON_EDIT changes `id`; the others make a new person, in `cell` to begin with (0: none). 0 and *ret,
 * or ERR_STOPPED. Where somebody of the same name and birth is there already, the user may open that one's
 * page instead: ERR_STOPPED too. */
int person_form(struct app *app, enum person_form mode, struct person_id id, struct cell_id cell,
	struct person_id *ret, struct err *err);
/* PERSON_EDIT with the cursor in that field (a column's name). */
int person_form_at(struct app *app, struct person_id id, const char *field, struct err *err);
/* Choices with "not recorded" first. */
extern const struct choice person_educations[], person_professionals[];

#endif
