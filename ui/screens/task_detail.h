/* One thing to do, explained: its day, how that was reckoned, and on what it rests. */
#ifndef TN_UI_SCREENS_TASK_DETAIL_H
#define TN_UI_SCREENS_TASK_DETAIL_H

#include "base/strbuf.h"
#include "core/task.h"

/* Does its day rest on working days of a year whose days off the office has not confirmed? */
int task_is_open(struct db *db, const struct task_row *t, bool *ret, struct err *err);
/* Lines of text, translated. */
int task_detail_add(struct db *db, const struct task_row *t, struct strbuf *ret, struct err *err);

#endif
