/* Sức khỏe số liệu: what is wrong with the data, cell by cell, and the way to mend it. */
#ifndef TN_UI_SCREENS_HEALTH_H
#define TN_UI_SCREENS_HEALTH_H

#include "ui/screens/screens.h"

/* The cells with their scores. */
int health_open(struct app *app, struct err *err);
/* The faults of one cell. */
int health_open_cell(struct app *app, struct cell_id cell, struct err *err);

#endif
