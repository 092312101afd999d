/* How an import takes in many new people: what person_save, event_save (lenient) and
 * assignment_save do one after another, held together in memory first and then written once. Inside
 * an open act only. */
#ifndef TN_CORE_INTAKE_H
#define TN_CORE_INTAKE_H

#include "core/act.h"

enum { INTAKE_EVENTS = 8, INTAKE_MENTORS = 2 };

struct intake {
	const struct person *person; /* id 0 */
	struct cell_id cell;
	const struct event *events; /* in the order of the steps; their person is not looked at */
	size_t event_count;	    /* at most INTAKE_EVENTS */
};

/* What was taken in, for intake_mentors. */
struct intake_taken {
	struct person_id id;
	struct cell_id cell;
	struct fact_person person; /* its events are those below, not yet pointed to */
	struct fact_event events[INTAKE_EVENTS];
	int education;
	bool is_readmission, is_in_youth_union;
};

/* Refuses as person_save and event_save do, before anything is written; *ret_at then has the number
 * of the event, or event_count where it is the person. *ret_rule: a rule that asks for a reason and
 * let the last such event pass, else 0. A person who is a candidate still needs intake_mentors. */
int intake_person(struct db *db, const struct act_by *by, const struct intake *in,
	struct intake_taken *ret, size_t *ret_at, int *ret_rule, struct err *err);

struct intake_mentor {
	struct person_id id; /* 0: a name that is not among the members */
	const char *name;
	struct fact_person facts; /* of a mentor with an id: person_facts */
	struct date from;	  /* unset: not known */
};
/* Assigns up to INTAKE_MENTORS mentors (n may be 0) and writes what follows for the person's stage.
 * Refuses as assignment_save does, before anything is written; *ret_at then has the number of the
 * mentor. */
int intake_mentors(struct db *db, const struct intake_taken *taken, const struct intake_mentor *m,
	size_t n, size_t *ret_at, struct err *err);

#endif
