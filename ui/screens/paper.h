/* The papers that the office makes itself for a step (paper/paper.h): which ones there are for somebody, and the making
 * of one. */
#ifndef TN_UI_SCREENS_PAPER_H
#define TN_UI_SCREENS_PAPER_H

#include "ui/screens/screens.h"

/* The kinds for these people, with how much of each is missing; of several people those that name several, in the
 * order of names. The ids are copied. */
int papers_open(struct app *app, const struct person_id *people, size_t n, struct err *err);

#endif
