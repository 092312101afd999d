/* A paper and the register of papers that went out. */
#ifndef TN_UI_SCREENS_PAPER_REGISTER_H
#define TN_UI_SCREENS_PAPER_REGISTER_H

#include "ui/screens/paper_own.h"

/* Whose register: of the committee's papers 0. */
struct cell_id paper_cell(const struct paper_making *m);
/* After it went out: one with a number that the register does not have yet is offered to it. */
int paper_offer_register(struct app *app, struct paper_making *m, struct err *err);

#endif
