/* A person on a page: who, what comes next, what happened, who helps. Also the preview beside lists. */
#ifndef TN_UI_SCREENS_PERSON_VIEW_H
#define TN_UI_SCREENS_PERSON_VIEW_H

#include "ui/page.h"
#include "ui/screens/screens.h"

/* DOOR_ASSIGNMENT: one that runs on, b the other person; of one that has ended, only the DOOR_PERSON. */
enum { DOOR_EVENT = 1, DOOR_ASSIGNMENT, DOOR_PERSON, DOOR_CELL };

/* `full`: with doors, all data, cells and history. */
int person_view(struct db *db, struct page *page, struct person_id id, bool full, struct err *err);

#endif
