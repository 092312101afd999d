/* Which cell: one form for all who ask. */
#ifndef TN_UI_SCREENS_ASK_CELL_H
#define TN_UI_SCREENS_ASK_CELL_H

#include "core/record.h"
#include "ui/app.h"

/* What is asked, and what saving is called. */
struct ask_cell {
	const char *title, *save_name; /* N_() */
	bool may_be_none;	       /* nothing is an answer too: 0 */
};
/* *cell: the one that stands there at first. ERR_STOPPED: the user left. */
int ask_cell(struct app *app, const struct ask_cell *what, struct cell_id *cell, struct err *err);

#endif
