/* What the sourcing work owes by a day: resolutions, monthly reports, a missing diploma to be reported, the next step
 * against an obstacle, the next talk, cells where nobody was for too long, what was asked for there. Rows of the list of
 * things to do; they follow from the books and are never stored. Nothing is owed to a book that the office has not
 * begun to keep. */
#ifndef TN_CORE_MATTER_H
#define TN_CORE_MATTER_H

#include "core/task.h"

struct matters {
	struct task_row *v; /* by day, person, kind and number, as tasks are */
	size_t n, cap;
};
/* Of the day; read anew when something was saved here or elsewhere. Lives as long as the connection, until the next
 * call. */
int matters_of(struct db *db, struct date today, const struct matters **ret, struct err *err);

/* The order of both: tasks and matters. */
int task_row_cmp(const struct task_row *a, const struct task_row *b);

/* How many months back missing reports are told one by one; older ones stand in the map of the cells. */
#define MATTER_MONTHS 3
/* Without a day of its own, what was asked for is looked at again after so many days. */
#define MATTER_REQUEST_DAYS 30

#endif
