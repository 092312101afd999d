/* An office at work, for the proofs: a small database, acts on it one after another, and the
 * question afterwards whether everything that was acknowledged is there and nothing else is wrong.
 */
#ifndef TN_TESTS_PROVE_OFFICE_H
#define TN_TESTS_PROVE_OFFICE_H

#include "core/act.h"

#include <stddef.h>

enum { OFFICE_ACTS_MAX = 512 };

struct office_run {
	struct db *db;
	long seed; /* part of the uids: no two runs share one */
	struct person_id newest;
	int acts;			/* tried */
	bool is_saved[OFFICE_ACTS_MAX]; /* acknowledged */
};

/* Leaves with status 2: a proof that cannot run proves nothing. */
void office_die(const char *what, const char *why) __attribute__((noreturn));
void office_must(int r, const struct err *err);

/* A folder of this process, in memory where there is one; removed at exit. A path in it. */
const char *office_path(const char *name);
/* Makes a database with some people in it and keeps its bytes. */
void office_make(const char *path);
/* Puts these bytes there again, and nothing beside them. */
void office_restore(const char *path);

/* The act number run->acts, which then counts as tried: people, events, corrections, moves. Its
 * result. */
int office_act(struct office_run *run, struct err *err);
/* The same act again with the same uid. */
int office_again(struct office_run *run, struct err *err);

struct office_verdict {
	long lost;     /* acknowledged and not there */
	long corrupt;  /* cannot be opened, fails its checks, or takes no further act */
	char why[200]; /* of the first fault */
};
/* Opens what is there and holds it against the run. */
struct office_verdict office_judge(const char *path, const struct office_run *run);

#endif
