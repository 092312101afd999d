/* What the sourcing work owes, dealt with from the list of things to do. */
#ifndef TN_UI_SCREENS_TASK_WORK_H
#define TN_UI_SCREENS_TASK_WORK_H

#include "core/task.h"
#include "ui/app.h"

/* Opens what records it: the form of the step, the talk, the attendance or the resolution, or the month's sheet. */
int task_work(struct app *app, const struct task_row *row, struct err *err);

#endif
