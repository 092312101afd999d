/* Taking an act back by what the audit has of it: new records go, changed ones become what they were, removed ones come
 * again with their old ids. What somebody has changed since, or what others have come to depend on, stays and is listed. */
#ifndef TN_CORE_UNDO_H
#define TN_CORE_UNDO_H

#include "core/act.h"

struct undo_kept {
	char *record; /* table */
	int64_t id;
	struct person_id person; /* whose it is, 0 */
	struct cell_id cell;
	enum { UNDO_CHANGED = 1, UNDO_DEPENDED, UNDO_GONE, UNDO_CONTRADICTS } why;
	int64_t act; /* the first act since that touched it, 0 */
};

struct undo_result {
	long removed, restored, brought_back; /* records */
	struct undo_kept *kept;
	size_t kept_count;
};
void undo_result_done(struct undo_result *r);

/* One act "undo" whose audit row names the act (record "audit"), so that it can be taken back in turn. `whole`: anything
 * that would have to stay is ERR_CONFLICT with the list filled and nothing done. `dry_run`: the list, nothing done. What
 * follows from the records (stages, tasks, words of names) is made anew; rev goes on. Of an act that was taken back
 * before only what stayed then is tried. The batch of an import knows it (import_batch.undone_id). ERR_NOT_FOUND "audit"; ERR_REFUSED "audit" for acts that cannot be taken back
 * (that kept or removed a report as it was sent; that changed nothing). Joins an open act, which then must end with the
 * record "audit" and the act as its id: by that an undo is known. */
int undo_act(struct db *db, const struct act_by *by, int64_t act, bool whole, bool dry_run,
	struct undo_result *ret, struct err *err);
/* How many changes the act made. */
int undo_changes(struct db *db, int64_t act, int64_t *ret, struct err *err);
/* "Nguyễn Văn An: Event was changed since (Event corrected · 28/11/2026 09:12 · lan)". */
int undo_kept_add(struct db *db, struct strbuf *b, const struct undo_kept *k, struct err *err);
/* The last act of this actor, about this person (0: of anybody), older than the act `before` (0: of all), that is not
 * taken back yet; 0: none. Whether it can be taken back a dry run of undo_act says. */
int undo_last(struct db *db, const char *actor, struct person_id person, int64_t before,
	int64_t *ret, struct err *err);
/* What this actor took back last, in *ret_act, and the undo that undo_act takes back to do it again; 0: none, or
 * something was recorded since. */
int undo_again(struct db *db, const char *actor, struct person_id person, int64_t *ret,
	int64_t *ret_act, struct err *err);

#endif
