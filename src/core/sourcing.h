/* What the office does with the books beyond keeping them: naming people, the sheet of monthly reports, duties for
 * many, papers passed on to all. */
#ifndef TN_CORE_SOURCING_H
#define TN_CORE_SOURCING_H

#include "core/book.h"

/* ---- naming somebody ------------------------------------------------------------------------------ */

struct proposing {
	struct person_id known; /* in the lists already; else a new candidate with … */
	const char *name;
	struct date birth; /* may be a year, or unset */
	struct cell_id cell;
	struct date on;
	struct person_id finder;	  /* by a member … */
	int64_t association;		  /* … an association … */
	int64_t head;			  /* … or the head of a hamlet or association */
	int64_t report, activity, review; /* in which report, at which activity, in which review */
	const char *note;
};
/* One act: the candidate (if new, or known but never found) with the source in the words of the office, and the
 * proposal. ERR_REFUSED RULE_PROPOSED_MEMBER; else as candidate_add. */
int propose(struct db *db, const struct act_by *by, const struct proposing *p,
	struct person_id *ret, struct err *err);
/* "Nguyễn Văn An 12/5/1999", "Nguyễn Văn An 1999", "Nguyễn Văn An": the name (to the caller) and the birth.
 * ERR_INVALID "name". */
int propose_parse(const char *line, char **ret_name, struct date *ret_birth, struct err *err);

/* ---- the sheet of a cell and a month -------------------------------------------------------------- */

struct sheet_line {
	struct person_id member; /* or */
	int64_t association;
	char *name;
	bool is_due;	     /* by a duty of the year's resolution */
	int64_t report, rev; /* 0: none yet */
	char *done;	     /* NULL: nothing new */
	struct date received;
	char *proposed; /* names, ", " between them; NULL: none */
	size_t names;	/* how many */
};
/* In the order of the paper sheet: as the duties stand in the resolution, members first; then who reported
 * without a duty. Where the year has no duties: the cell's official members by name. */
struct sheet {
	struct cell_id cell;
	int year, month;
	int64_t resolution; /* of the year; 0: none */
	bool is_owed;	    /* it reaches this month */
	struct sheet_line *v;
	size_t n, cap;
};
int sheet_read(struct db *db, struct cell_id cell, int year, int month, struct sheet *ret,
	struct err *err);
void sheet_done(struct sheet *s);
/* Has reported; `done` NULL: nothing new. Adds, or changes what is there. */
int sheet_save(struct db *db, const struct act_by *by, const struct sheet *s,
	const struct sheet_line *line, const char *done, struct date received, int64_t *ret,
	struct err *err);
/* The same for every line that has not reported yet: nothing new. *ret_n: how many. */
int sheet_save_rest(struct db *db, const struct act_by *by, const struct sheet *s,
	struct date received, long *ret_n, struct err *err);
/* Proposed in the report of this line, which is made where there is none. */
int sheet_propose(struct db *db, const struct act_by *by, const struct sheet *s,
	const struct sheet_line *line, struct person_id known, const char *name, struct date birth,
	struct date on, struct person_id *ret, struct err *err);

/* ---- for many ------------------------------------------------------------------------------------ */

/* A duty for each official member of the cell who has none in this resolution. */
int duties_for_members(struct db *db, const struct act_by *by, int64_t resolution, long find,
	long *ret_n, struct err *err);
/* The resolution of `from` with its duties for `to`: without number and date (to be filled in), without who is no
 * official member of the cell any more; what `to` has already stays. ERR_NOT_FOUND "resolution". */
int duties_take_over(struct db *db, const struct act_by *by, struct cell_id cell, int from, int to,
	int64_t *ret_resolution, long *ret_n, struct err *err);
/* To each cell that it was not passed to yet and that is there on the day. */
int directive_pass_to_all(struct db *db, const struct act_by *by, int64_t directive, struct date on,
	long *ret_n, struct err *err);

#endif
