/* Việc cần làm: what is due, by day, kept beside the records (table task) by the code that saves them, and
 * proven equal to what follows from them by `check`. */
#ifndef TN_CORE_TASK_H
#define TN_CORE_TASK_H

#include "core/dossier.h"

/* After opening for writing: if the kept tasks were made by another reading of the rules (an older program, a
 * migration), makes them anew. `progress` (may be NULL) true: stop. Leaves no audit row. */
int tasks_prepare(struct db *db, bool (*progress)(void *ctx, long done, long all), void *ctx,
	struct err *err);
/* Inside an act that changed rules or days off: the same for everybody, with the version kept. */
int tasks_refresh_all(struct db *db, struct err *err);
/* Are they of this program's rules and the present calendar? Where they are not and the database cannot be
 * written, reports of them are refused (ERR_READONLY). */
int tasks_are_current(struct db *db, bool *ret, struct err *err);

/* By which rule set what is due of this person is reckoned: the frozen one, that of the day the papers began,
 * or (not begun) that of today. NULL: none. */
const struct rule_set *task_set_of(const struct rulebook *book, const struct dossier_view *v);

enum task_set {
	TASKS_ALL,     /* sorted by day */
	TASKS_OVERDUE, /* due before `today`, no lapses that only end something; twelve months that are
			  over without recognition, unless so long ago that the record has a gap */
	TASKS_BLOCKED, /* NEED_BLOCKED, and lapses that have passed */
	TASKS_WAITING, /* NEED_WAITING */
};
struct task_query {
	enum task_set set;
	struct date from, to;		 /* of due; unset: open */
	struct date today;		 /* for the sets */
	struct cell_id cell;		 /* 0: all */
	struct person_id mentor, person; /* 0: all */
	enum mover mover;		 /* 0: all */
	enum need_kind kind;		 /* 0: all */
	bool with_waiting;		 /* what others have is in it after `to`, too */
	uint64_t without;		 /* kinds that are left out: 1 << kind */
	bool with_work; /* with what the sourcing work owes (core/matter.h), in the same order */
};
/* Flat, a row of a list. */
struct task_row {
	int64_t id; /* first: it is a list row; made of person, kind and nth, stable; of a matter < 0 */
	struct person_id person; /* 0: a matter of the cell */
	struct cell_id cell;
	enum need_kind kind;
	enum need_state state;
	enum mover mover;
	int nth;
	struct date due, opens;
	bool is_lapse;
	enum stage stage;
	char name[488]; /* of the person; of a cell's matter: what it is about */
};
/* By day, then person: up to n rows after (dir > 0) or before `anchor` (NULL: from the end). */
int tasks_read(struct db *db, const struct task_query *q, const struct task_row *anchor, int dir,
	size_t n, struct task_row *ret, size_t *ret_n, struct err *err);
/* Calls each for every row, in order: for reports. Other than 0 from it ends it and is returned. */
int tasks_each(struct db *db, const struct task_query *q,
	int (*each)(void *ctx, const struct task_row *row), void *ctx, struct err *err);
int tasks_at(struct db *db, const struct task_query *q, int64_t id, struct task_row *ret,
	struct err *err);
/* How many rows, and how many persons; ERR_STOPPED as db_stop_when says. */
int tasks_count(struct db *db, const struct task_query *q, long *ret_rows, long *ret_people,
	struct err *err);

/* How many days before it is first shown as due soon. */
int task_days_before(enum need_kind k);
/* Of what is counted down in marks (the end of probation: 90, 60, 30, 15, 7 days): the mark that was passed
 * last with `left` days to go; 0: none yet, not counted down so, or the day is over. */
#define TASK_MARKS 5
extern const int task_marks[TASK_MARKS]; /* from the last one on */
int task_mark(enum need_kind k, long left);
/* Overdue, due today or soon, later, waiting, blocked: for colour and grouping. */
enum task_tone { TONE_LATER, TONE_SOON, TONE_TODAY, TONE_OVERDUE, TONE_WAITING, TONE_BLOCKED };
enum task_tone task_tone(const struct task_row *row, struct date today);

/* Days between one step and the next, over the whole of the records: median and slowest. */
struct step_time {
	bool is_all;	     /* of everybody */
	struct cell_id cell; /* else of its people; 0: of those without one */
	enum event_kind from, to;
	long n, median, slowest;
	struct person_id slowest_person;
};
#define STEP_TIMES 16
/* Of persons whose later step lies in from … to; cell 0: all. In the order of the steps. */
int step_times_read(struct db *db, struct cell_id cell, struct date from, struct date to,
	struct step_time ret[STEP_TIMES], size_t *ret_n, struct err *err);
/* Of everybody, then of each cell that has any, by its id: one pass over the records, however many cells there
 * are. free(*ret). */
int step_times_by_cell(struct db *db, struct date from, struct date to, struct step_time **ret,
	size_t *ret_n, struct err *err);
/* The medians of the last years for the outlook. */
#define STEP_DAYS_YEARS 3
int step_days_read(struct db *db, struct date today, struct step_days *ret, struct err *err);

/* Every candidate that is followed, with his facts, in one pass over the records in the order of ids: for the
 * forecast, and for making the tasks anew. Facts and set are valid during the call only. */
struct followed {
	struct person_id person;
	struct cell_id cell;
	enum stage stage;
	const struct fact_dossier *facts;
	const struct rule_set *set;
};
int followed_each(struct db *db, int (*each)(void *ctx, const struct followed *f), void *ctx,
	struct err *err);

#endif
