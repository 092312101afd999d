/* A past day: the records, and the day that is taken for today, as they were then. Whatever is read between
 * past_begin and past_end, by whatever function, is right for that day: where people stood, who helped them, what
 * cells were called, what was due. What the records do not date (targets, settings, a person's own data, whether a
 * cell has nobody left) is that of now. */
#ifndef TN_CORE_PAST_H
#define TN_CORE_PAST_H

#include "core/record.h"

struct past {
	struct db *db;
	struct date pinned; /* what clock_today was pinned to before */
};
/* `known`: until when decisions and ceremonies say what an admission counts for (the day itself, or the real today);
 * `with_tasks`: what was due, too. Writes nothing to the file; works where it is read only. ERR_STOPPED. */
int past_begin(struct past *p, struct db *db, struct date day, struct date known, bool with_tasks,
	struct err *err);
void past_end(struct past *p);
/* Until when what tells of the day is known; of the present: today. */
struct date past_known(const struct db *db);

#endif
