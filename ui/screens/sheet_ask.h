/* What the sheet of monthly reports asks for. Each asks until it is answered or left (ERR_STOPPED). */
#ifndef TN_UI_SCREENS_SHEET_ASK_H
#define TN_UI_SCREENS_SHEET_ASK_H

#include "core/sourcing.h"
#include "ui/app.h"

/* "Nguyễn Văn An 12/5/1999" in one line: proposed in the report of this line. Who has that name already is offered
 * first. */
int sheet_ask_name(struct app *app, const struct sheet *s, const struct sheet_line *line,
	struct date on, struct err *err);
/* The day on which reports came in. */
int sheet_ask_day(struct app *app, struct date now, struct date *ret, struct err *err);
/* A member or an association that reports without a duty. */
int sheet_ask_reporter(struct app *app, struct sheet_line *ret, struct err *err);

#endif
