/* Reports that were sent: kept with their figures, their names and the state of the records that they rest on, and
 * opened again years later as they were. */
#ifndef TN_REPORT_FROZEN_H
#define TN_REPORT_FROZEN_H

#include "core/frozen.h"
#include "report/report.h"

/* What was sent: of the paper, as the clerk says it. All may be empty. */
struct frozen_sent {
	const char *paper_no, *to;
	struct date on;
};
/* Makes the report and keeps it, on one state of the records. ERR_INVALID "report" for rows of a list (q->rows): they
 * cannot be asked for again. */
int frozen_keep(struct db *db, const struct act_by *by, const struct report_request *q,
	const struct frozen_sent *sent, int64_t *ret, struct err *err);

/* The report as it was: document, JSON byte for byte, CSV, people. It goes wherever a report goes. Only the number is
 * that which is known now. ERR_NOT_FOUND, ERR_CORRUPT, ERR_NEWER. */
int frozen_open(struct db *db, int64_t id, struct report **ret, struct err *err);

/* Somebody behind a figure of an opened one, as the paper knew him. Texts live as long as the report. */
struct frozen_person {
	struct person_id person; /* may be gone since */
	const char *name;
	struct date birth;
	const char *cell; /* its name then; NULL: none */
};
/* NULL: nobody of that id. */
const struct frozen_person *frozen_person(const struct report *r, struct person_id person);

/* "3 · Số 05-BC/ĐU" is told from others by its number in the list; the request that makes the same report now. */
int frozen_request(const struct frozen_row *row, struct report_request *ret, struct err *err);

#endif
