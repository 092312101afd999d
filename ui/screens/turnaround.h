/* The turnaround sheet on screen: what came back on paper is keyed in, row by row in the paper's order. */
#ifndef TN_UI_SCREENS_TURNAROUND_H
#define TN_UI_SCREENS_TURNAROUND_H

#include "core/turnaround.h"
#include "ui/app.h"

/* Of a cell and a month (1 … 12). */
int turnaround_open(struct app *app, struct cell_id cell, int year, int month, struct err *err);
/* Of the month whose sheets come back now. */
int turnaround_open_now(struct app *app, struct cell_id cell, struct err *err);
/* The month whose sheets come back about today: the one before, in its first days. */
struct date turnaround_month(struct date today);
/* Asks what was heard of the row's person, with what is recorded filled in, and records it. */
int turnaround_ask(struct app *app, const struct turnaround *t, const struct turnaround_row *row,
	struct err *err);

#endif
