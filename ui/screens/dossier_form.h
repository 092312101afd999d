/* The forms of a dossier. Each returns 0 saved, ERR_STOPPED left. */
#ifndef TN_UI_SCREENS_DOSSIER_FORM_H
#define TN_UI_SCREENS_DOSSIER_FORM_H

#include "core/dossier.h"
#include "ui/app.h"

/* One paper of the set, by its code. */
int paper_form(struct app *app, struct person_id person, const char *code, struct err *err);
/* id 0: a new one, the next round of the next body. */
int vote_form(struct app *app, struct person_id person, int64_t id, struct err *err);
/* A new one of this body on this matter, on the day of its step where that is recorded. */
int vote_form_of(struct app *app, struct person_id person, enum vote_purpose purpose,
	enum vote_body body, struct err *err);
int inquiry_form(struct app *app, struct person_id person, int64_t id, struct err *err);
int extension_form(struct app *app, struct person_id person, struct err *err);
/* The dossier's own fields. */
int dossier_form(struct app *app, struct person_id person, struct err *err);

#endif
