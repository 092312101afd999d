/* What an opened report keeps of its people: shared by those who open and those who compare. */
#ifndef TN_REPORT_FROZEN_OWN_H
#define TN_REPORT_FROZEN_OWN_H

#include "base/vec.h"
#include "report/frozen.h"

struct frozen_door {
	int door;
	size_t from, n; /* of ids */
};
struct frozen_names {
	struct frozen_person *people; /* by id; name and cell are its own */
	size_t people_n, people_cap;
	VEC(struct frozen_door) doors; /* by number */
	VEC(struct person_id) ids;
	bool says_past;		/* the paper's first paragraph says that it is of a past day */
	struct strbuf csv, ics; /* where they say other than the document */
};
void frozen_names_done(struct frozen_names *n);
/* Of a report that was just made: everybody behind each of its doors. */
int frozen_names_of(
	struct db *db, const struct report *r, struct frozen_names *ret, struct err *err);
int frozen_names_keep(const struct frozen_names *n, struct strbuf *out, struct err *err);
int frozen_names_open(const void *data, size_t n, struct frozen_names *ret, struct err *err);
const struct frozen_door *frozen_door(const struct frozen_names *n, int door);

#endif
