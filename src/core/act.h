/* What the office does: one function per act, one transaction, one audit row. Called while an act is
 * open (an import) they join it instead. A function that is called again with the same `uid`
 * does nothing and gives the first one's id. Text fields are cleaned (viet/text.h) on the way in. */
#ifndef TN_CORE_ACT_H
#define TN_CORE_ACT_H

#include "core/record.h"

struct act_by {
	const char *actor; /* the operating system's user: act_user() */
	const char *uid; /* made when the form opened (db_make_uid); NULL: each call is a new act */
	const char *reason; /* written reason, where ERR_REASON asked for one; else NULL */
};

/* Login name of the person at the keyboard, from the system, never typed. */
const char *act_user(void);

/* ---- committee, settings ------------------------------------------------------------------------ */
/* id 0 adds a name from a day on; else the row is changed (rev). */
int committee_save(
	struct db *db, const struct act_by *by, const struct committee *c, struct err *err);
int setting_save(struct db *db, const struct act_by *by, const char *key, const char *value,
	struct err *err);

/* ---- cells --------------------------------------------------------------------------------------- */
/* id 0: a new cell. A changed name of an existing cell corrects the name of `day` (unset: its latest);
 * cell_rename begins a new one. Posts likewise. ERR_DUPLICATE "code". */
int cell_save(struct db *db, const struct act_by *by, const struct cell *c, struct date day,
	struct cell_id *ret, struct err *err);
int cell_rename(struct db *db, const struct act_by *by, struct cell_id id, const char *name,
	struct date from, struct err *err);
/* What a cell stated for a day; figures of -1 keep what is there. RULE_PARTS. */
int cell_count_save(
	struct db *db, const struct act_by *by, const struct cell_count *c, struct err *err);
/* Who holds the post from a day on. Unset: puts the name of the latest holder right; the first one has held it
 * always, one after those who have ended since then. NULL holder: nothing. */
int cell_post_save(struct db *db, const struct act_by *by, struct cell_id id, enum cell_post post,
	const char *holder, struct date from, struct err *err);

/* ---- people -------------------------------------------------------------------------------------- */
/* id 0: a new person in `cell` (0: none yet); else changed (rev) and, if `cell` differs, moved as a
 * correction. Fields: names of columns. Duplicate CCCD: ERR_DUPLICATE "cccd". A change that contradicts the
 * person's events, or the assignments as a mentor, is ERR_REFUSED with the rule. */
int person_save(struct db *db, const struct act_by *by, const struct person *p, struct cell_id cell,
	struct person_id *ret, struct err *err);
/* Inside the committee: no exit; history kept. RULE_FUTURE, RULE_CELL_PERIOD, RULE_CELL_CLOSED. */
int person_move(struct db *db, const struct act_by *by, struct person_id id, struct cell_id to,
	struct date on, struct err *err);

/* ---- events -------------------------------------------------------------------------------------- */
/* id 0 adds, else corrects (rev). ERR_REFUSED or ERR_REASON with the rule; with by->reason a REASON
 * verdict passes and the audit keeps it. `lenient` (records of the past, imports): a REASON verdict
 * passes by itself and *ret_rule gets the rule (0 if none). ret, ret_rule may be NULL. An event that would
 * make the person no official member on the day of an assignment as a mentor, or bring somebody a third
 * mentor, is refused with that rule and the helped person as err->subject. */
int event_save(struct db *db, const struct act_by *by, const struct event *e, bool lenient,
	int64_t *ret, int *ret_rule, struct err *err);
/* Takes an event back that was entered by mistake: what remains must hold together. */
int event_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);
/* The same event for many people, all or none; err->detail names who was refused. */
int event_save_many(struct db *db, const struct act_by *by, const struct person_id *people,
	size_t n, const struct event *e, struct err *err);

/* A new candidate with the day and the source of being found, as one act. `arrived`: of one who comes with
 * papers begun in another commune (`found` is then of there), else unset; not before `found`; its errors have
 * the field "arrived_on". */
int candidate_add(struct db *db, const struct act_by *by, const struct person *p,
	struct cell_id cell, const struct event *found, struct date arrived, struct person_id *ret,
	struct err *err);

/* ---- mentors ------------------------------------------------------------------------------------- */
int assignment_save(struct db *db, const struct act_by *by, const struct assignment *a,
	int64_t *ret, struct err *err);
int assignment_end(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct date on,
	const char *reason, struct err *err);
/* Ends `old` and assigns `next` from the same day, as one act. */
int assignment_replace(struct db *db, const struct act_by *by, int64_t old, int64_t old_rev,
	const struct assignment *next, const char *reason, int64_t *ret, struct err *err);

/* ---- targets ------------------------------------------------------------------------------------- */
/* id 0 adds, else changes. RULE_TARGET_DISAGREES, RULE_TARGET_NO_BASE; ERR_DUPLICATE "kind". */
int target_save(struct db *db, const struct act_by *by, const struct target *t, int64_t *ret,
	struct err *err);
/* Every target of the year `from` that has none in `to` yet, with its figures and without its paper;
 * *ret_n: how many. */
int target_copy_year(
	struct db *db, const struct act_by *by, int from, int to, long *ret_n, struct err *err);
int target_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);

/* For whoever groups several of the above as one act (imports): begin/commit of db/db.h with these
 * helpers. 1 from act_begin: done before, *ret_done is the record's id. */
int act_begin(struct db *db, const struct act_by *by, const char *act, int64_t *ret_done,
	struct err *err);

#endif
