/* A person on a page: who, what comes next, what happened, who helps. Also the preview beside lists. */
#ifndef TN_UI_SCREENS_PERSON_VIEW_H
#define TN_UI_SCREENS_PERSON_VIEW_H

#include "core/task.h"
#include "ui/page.h"
#include "ui/screens/screens.h"

/* DOOR_ASSIGNMENT: one that runs on, b the other person; of one that has ended, only the DOOR_PERSON. DOOR_RECORD: of
 * the book b. */
enum { DOOR_EVENT = 1, DOOR_ASSIGNMENT, DOOR_PERSON, DOOR_CELL, DOOR_RECORD };

/* The preview beside a list: who, the answer in a line, what happened. */
int person_view(struct db *db, struct page *page, struct person_id id, struct err *err);
/* The whole page, with doors. `usual`: the days that steps take here; NULL: not known yet. */
int person_view_full(struct db *db, struct page *page, struct person_id id,
	const struct step_days *usual, struct err *err);
/* Who proposed this person, what stands in the way, the latest talks: as far as there are any. */
int person_work(struct db *db, struct page *page, struct person_id id, struct err *err);
/* Goes on in the line: what still stands in the way. */
int person_obstacles_hint(struct db *db, struct page *page, struct person_id id, struct err *err);

#endif
