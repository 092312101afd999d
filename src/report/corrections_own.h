/* What the files of the corrections share while they build. */
#ifndef TN_REPORT_CORRECTIONS_OWN_H
#define TN_REPORT_CORRECTIONS_OWN_H

#include "core/frozen.h"
#include "report/corrections.h"
#include "report/doc_compare.h"
#include "report/table.h"

/* Somebody who stands behind a figure no more, or does now. */
struct moved_person {
	struct person_id person;
	bool is_new;
	const struct doc_doors *where;
};
struct renamed_person {
	struct person_id person;
	const char *name; /* on the paper: of it */
	struct date birth;
	char *name_now; /* NULL: he is not in the records any more */
	struct date birth_now;
};
struct corrections {
	struct db *db;
	struct frozen_row row;
	struct report *paper, *now;
	struct report *r; /* what is made */
	struct json j;
	struct doc_differences d;
	VEC(struct moved_person) moved; /* by person, gone before new */
	VEC(struct renamed_person) renamed;
	struct err *err;
};
/* Who came and went, and whose name or birth changed. */
int corrections_read_people(struct corrections *c);
int corrections_add_people(struct corrections *c);
int corrections_add_names(struct corrections *c);
/* What was recorded since the paper that bears on any of it. */
int corrections_add_acts(struct corrections *c);

#endif
