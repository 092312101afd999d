/* The whole database held against what it promises, for `check`, the tests and whoever doubts a
 * file. */
#ifndef TN_CORE_CHECK_H
#define TN_CORE_CHECK_H

#include "db/db.h"

/* SQLite's own checks, then the office's: what is kept beside the records follows from them, events
 * do not contradict each other, mentors were official members on the day and two at most help now,
 * memberships and periods fit, figures and targets agree, and every record is what its last audited
 * change left. `fault` gets one translated sentence for each fault, beginning with the record it is
 * about, safe for a terminal; other than 0 from it ends the check and is returned. 0: the check
 * came to its end, whatever it found. Reads one state of the data, and pages by key. */
int check_database(
	struct db *db, int (*fault)(void *ctx, const char *text), void *ctx, struct err *err);

#endif
