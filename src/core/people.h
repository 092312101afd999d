/* Lists of people, paged by key: a window reads only what it shows, at a million people too. */
#ifndef TN_CORE_PEOPLE_H
#define TN_CORE_PEOPLE_H

#include "core/record.h"
#include "viet/name.h"

enum people_set {
	PEOPLE_CANDIDATES, /* cell, stage: 0 any */
	PEOPLE_UNCOVERED,
	PEOPLE_COVERED,	  /* candidates to be helped, and helped */
	PEOPLE_MEMBERS,	  /* cell: 0 any */
	PEOPLE_MENTORS,	  /* members who have somebody to help */
	PEOPLE_PROBATION, /* by the day their probation began */
	PEOPLE_ALL,
};

struct people_query {
	enum people_set set;
	struct cell_id cell;
	enum stage stage;
	bool by_day; /* candidates by the day of their stage instead of by name */
	const char *
		words; /* only those whose name has these words (viet text_matches); NULL, "": all */
};

/* A row of such a list; flat, so that it can be copied. */
struct person_row {
	int64_t id; /* first: it is a list row of the user interface */
	size_t key_len;
	unsigned char key[NAME_KEY_MAX];
	struct date birth, stage_on;
	struct cell_id cell;
	enum stage stage;
	bool is_candidate, uncovered;
	char name[488];
};

/* Up to n rows after (dir > 0) or before (dir < 0) `anchor`, nearest first; anchor NULL: from the first
 * or last. The anchor's row need not exist any more. */
int people_read(struct db *db, const struct people_query *q, const struct person_row *anchor,
	int dir, size_t n, struct person_row *ret, size_t *ret_n, struct err *err);
/* The row of one person, if he is in the query (words included); else ERR_NOT_FOUND. */
int people_at(struct db *db, const struct people_query *q, struct person_id id,
	struct person_row *ret, struct err *err);
/* How many with the words, and without; ERR_STOPPED when db_stop_when says so. */
int people_count(struct db *db, const struct people_query *q, long *ret_shown, long *ret_all,
	struct err *err);

/* People by words in the order of names, for a form's lookup. */
int people_lookup(struct db *db, const char *words, bool members_only, struct person_row *ret,
	size_t max, size_t *ret_n, struct err *err);

#endif
