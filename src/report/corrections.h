/* What the records say otherwise now than a report that was sent: the same report made again for the same days and held
 * against the paper, table by table. A document of its own beside the paper, never in it. */
#ifndef TN_REPORT_CORRECTIONS_H
#define TN_REPORT_CORRECTIONS_H

#include "report/report.h"

/* The corrections as a report: document, JSON, people behind its doors. ERR_NEWER "report" for a report that this
 * program does not know how to make. */
int corrections_make(
	struct db *db, int64_t id, const char *user, struct report **ret, struct err *err);
/* How many there are: figures and texts that differ, rows that came or went, names that changed. */
long corrections_count(const struct report *corrections);

#endif
