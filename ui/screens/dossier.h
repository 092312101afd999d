/* A person's dossier: papers, votes, background checks, more time; and the plan backwards. */
#ifndef TN_UI_SCREENS_DOSSIER_H
#define TN_UI_SCREENS_DOSSIER_H

#include "ui/screens/screens.h"

int dossier_open(struct app *app, struct person_id person, struct err *err);
/* "To admit on …": asks for the day, then shows the last day of each step. */
int plan_open(struct app *app, struct person_id person, struct err *err);

#endif
