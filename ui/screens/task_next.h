/* What is recorded from the list of things to do. */
#ifndef TN_UI_SCREENS_TASK_NEXT_H
#define TN_UI_SCREENS_TASK_NEXT_H

#include "ui/screens/tasks_source.h"

/* The form of the next step for the people of the rows. Those who wait for something else are named,
 * and nothing is done: ERR_STOPPED. */
int task_next_step(
	struct app *app, const struct task_list *l, const struct chosen *on, struct err *err);

#endif
