/* Short questions. Each runs until it is answered and returns the answer; when the program is
 * ending the answer is no. Texts are already translated. */
#ifndef TN_UI_ASK_H
#define TN_UI_ASK_H

#include "ui/form.h"

/* "Remove this mentor?" with what will be lost or changed in `text`; `yes` names the deed
 * ("Remove"). The cursor stands on no. */
bool ask_confirm(struct app *app, const char *title, const char *text, const char *yes);
/* The same with the cursor on yes: nothing is lost. */
bool ask_go_on(struct app *app, const char *title, const char *text, const char *yes);
/* One line of text, at least one letter: ERR_STOPPED if the user left. Ownership to the caller. */
int ask_line(struct app *app, const char *title, const char *label, const char *initial, char **ret,
	struct err *err);
/* The same where nothing is an answer too: then *ret is "". */
int ask_line_or_none(struct app *app, const char *title, const char *label, const char *initial,
	char **ret, struct err *err);
/* One of `choices`: its index, or ERR_STOPPED. */
int ask_choice(struct app *app, const char *title, const struct choice *choices, int initial);
/* One of the deeds of `lines` (translated, ends with NULL) after a text; the first is to leave it. Its index, or
 * ERR_STOPPED. */
int ask_among(struct app *app, const char *title, const char *text, const char *const *lines);
/* A text to read, closed with Enter or Esc. */
void ask_read(struct app *app, const char *title, const char *text);

#endif
