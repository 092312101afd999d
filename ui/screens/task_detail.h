/* One thing to do, explained: its day, how that was reckoned, and on what it rests. */
#ifndef TN_UI_SCREENS_TASK_DETAIL_H
#define TN_UI_SCREENS_TASK_DETAIL_H

#include "base/strbuf.h"
#include "core/task.h"

/* Lines of text, translated. */
int task_detail_add(struct db *db, const struct task_row *t, struct strbuf *ret, struct err *err);

#endif
