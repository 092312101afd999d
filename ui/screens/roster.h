/* Lists of people with chosen columns, on the screen (report/roster.h). */
#ifndef TN_UI_SCREENS_ROSTER_H
#define TN_UI_SCREENS_ROSTER_H

#include "core/book.h"
#include "report/roster.h"
#include "ui/screens/screens.h"

/* Asks which list, and opens it. */
int roster_ask(struct app *app, struct err *err);

/* Which columns, in which order: codes with spaces between, room for all of them. */
#define ROSTER_CODES_MAX 1000
/* The columns as a list to choose from; what is chosen is in `codes` when the user comes back. It must live as long as
 * the list below it. */
int roster_choose_open(struct app *app, char codes[ROSTER_CODES_MAX], struct err *err);

#endif
