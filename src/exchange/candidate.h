/* What the parts of the candidates' importer share. Private to it. */
#ifndef TN_EXCHANGE_CANDIDATE_H
#define TN_EXCHANGE_CANDIDATE_H

#include "exchange/import_row.h"

/* columns */
enum {
	NAME,
	BIRTH,
	SEX,
	ETHNICITY,
	RELIGION,
	CCCD,
	PHONE,
	HOME,
	RESIDENCE,
	OCCUPATION,
	EDUCATION,
	PROFESSIONAL,
	YOUTH,
	SOURCE,
	CELL,
	LISTED,
	LISTED_NO,
	MENTOR_1,
	MENTOR_2,
	ASSIGNED,
	CLASS_NO,
	CLASS,
	CELL_VOTE,
	DECISION_NO,
	DECISION,
	CEREMONY,
	RECOGNISED,
	READMISSION,
	NOTE,
	ORGANISATION,
	POSITION
};

extern const struct part candidate_parts[];
extern const size_t candidate_part_count;
extern const struct person_columns candidate_who;

/* The columns that are steps, in their order. */
enum { CANDIDATE_STEPS = 6 };
extern const struct candidate_step {
	enum event_kind kind;
	int on, paper; /* paper -1: none */
} candidate_steps[CANDIDATE_STEPS];

/* What waits until all rows are read. */
struct candidate_pending {
	long line;
	size_t row;
	enum outcome outcome;
	bool is_new; /* taken in by this import: nothing stands yet that follows from its events */
	struct intake_taken taken;
	char *mentor[INTAKE_MENTORS];
	struct date assigned;
};

struct candidate_state {
	VEC(struct candidate_pending) list;
	struct mentor_finder finder;
	int64_t first_new; /* people from this id on are new */
	bool is_retouched; /* a new one came again in a later row: his stage is read anew */
};

/* The row's number of the step's paper, or NULL. A decision's number without its day goes with the
 * ceremony. */
const char *candidate_paper(const struct import *im, const struct candidate_step *s);
/* The events that the row tells of, in order of steps, up to INTAKE_EVENTS; texts stay the row's.
 */
size_t candidate_events(const struct import *im, struct event *ret);
/* Sets im->at for an error in an event: date and paper of several columns, which the kind tells. */
void candidate_point_at(struct import *im, enum event_kind kind, const struct err *e);

/* A person who is there already (candidate_merge.c). */
int candidate_merge(struct import *im, struct person_id id, struct cell_id cell, struct err *err);

/* Mentors (candidate_mentor.c): kept until the last row is read, then assigned. */
bool candidate_has_mentor(const struct import *im);
int candidate_put_off(struct import *im, struct candidate_pending *p, struct err *err);
int candidate_end(struct import *im, struct err *err);
void candidate_done(struct import *im);

#endif
