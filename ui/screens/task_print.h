/* The list of things to do as a paper. */
#ifndef TN_UI_SCREENS_TASK_PRINT_H
#define TN_UI_SCREENS_TASK_PRINT_H

#include "ui/screens/tasks_source.h"

/* Opens the paper: the rows that the list shows, no more and no less, with what it is narrowed down to. */
int task_list_print(struct app *app, const struct task_list *l, struct err *err);

#endif
