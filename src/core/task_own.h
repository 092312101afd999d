/* What the files of the tasks share. */
#ifndef TN_CORE_TASK_OWN_H
#define TN_CORE_TASK_OWN_H

#include "core/task.h"

/* By which set a person's tasks are reckoned: the frozen one (NULL: none), else that of the day the papers
 * began; not begun: the newest. */
const struct rule_set *task_set(
	const struct rulebook *book, const struct way *w, const struct rule_set *frozen);
/* Inside an act: what is due of this person follows the records again. */
int tasks_refresh(struct db *db, struct person_id person, struct err *err);
/* Inside an act, after the rulebook was touched: what is kept is of the rules and days off of now. */
int tasks_stamp(struct db *db, struct err *err);
/* Inside an act that made this one day a working day or a day off (unset: that only confirmed days), after the
 * rulebook was touched: what is due follows again. `were_current`: tasks_are_current before the change. */
int tasks_refresh_day(struct db *db, bool were_current, struct date day, struct err *err);
/* Is the day of this kind counted in working days? */
bool task_counts_workdays(enum need_kind k);
/* Is what is kept what follows? */
int tasks_agree(struct db *db, struct person_id person, bool *ret, struct err *err);
/* Writes the tasks of a person who has none. */
int tasks_add(struct db *db, struct person_id person, struct cell_id cell, const struct need *v,
	size_t n, struct err *err);

#endif
