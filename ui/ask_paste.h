/* A table pasted from a spreadsheet: cells between tabs, rows between newlines, as many pastes as it takes. */
#ifndef TN_UI_ASK_PASTE_H
#define TN_UI_ASK_PASTE_H

#include "ui/app.h"

/* The pasted text, to the caller; what was typed between pastes is part of it. Title and text are already translated.
 * ERR_STOPPED if the user left or nothing was pasted; ERR_LIMIT "pasted" above 1 MB. */
int ask_paste(struct app *app, const char *title, const char *text, char **ret, struct err *err);

#endif
