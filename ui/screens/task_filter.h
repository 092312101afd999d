/* What the list of things to do is narrowed down to. */
#ifndef TN_UI_SCREENS_TASK_FILTER_H
#define TN_UI_SCREENS_TASK_FILTER_H

#include "ui/screens/tasks_source.h"

/* Changes *v by a form. 0, or ERR_STOPPED with *v as it was. */
int task_filter_form(struct app *app, struct task_view *v, struct err *err);

#endif
