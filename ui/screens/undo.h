/* Hoàn tác: going back step by step. */
#ifndef TN_UI_SCREENS_UNDO_H
#define TN_UI_SCREENS_UNDO_H

#include "ui/screens/screens.h"

/* Asks with the words of what was done, and takes back the last act of this user (about one person; 0: of anything) that is
 * not taken back yet; what cannot be is said with its reason, and the one before it looked at on request. ERR_STOPPED: the
 * user left it. */
int undo_ask(struct app *app, struct person_id person, struct err *err);

#endif
