/* What was brought in: the list of batches, what each said of its file, taking one back, doing it again. */
#ifndef TN_EXCHANGE_BATCH_H
#define TN_EXCHANGE_BATCH_H

#include "core/undo.h"
#include "exchange/plan.h"

struct batch {
	int64_t id, act_id;
	enum import_kind kind;
	char *file_name, *at, *actor; /* at: dd/mm/yyyy hh:mm */
	long added, updated, same, left_out;
	int64_t undone_by; /* act, 0 */
	char *undone_at;
	int64_t redo_of, redone_as;
};
void batch_done(struct batch *b);
/* Latest first; the array is the caller's (batches_done). */
int batches_load(struct db *db, struct batch **ret, size_t *ret_n, struct err *err);
void batches_done(struct batch *list, size_t n);
int batch_load(struct db *db, int64_t id, struct batch *ret, struct err *err);
/* The file as it was and the plan by which it was read. */
int batch_open(struct db *db, int64_t id, const struct reader_options *options,
	struct workbook **ret, struct plan *ret_plan, struct err *err);
/* Takes back what nobody has changed since; the rest is listed and stays (core/undo.h). Of one that was taken back
 * before, what stayed then and need not any more; ERR_REFUSED if there is nothing of it. Where all of it was changed
 * since nothing is done, and it can be tried again. */
int batch_undo(struct db *db, const struct act_by *by, int64_t id, bool dry_run,
	struct undo_result *ret, struct err *err);
/* Takes the batch back (unless it was) and carries its file out anew by another plan (batch_open gives both): two acts,
 * after both were tried together; where the plan would not let everything in, neither is done and ret->batch is 0. What
 * was changed since stays as it is and is listed in *ret_undone; the new plan finds it there. Of a dry run both results
 * are what would be. ERR_REFUSED "batch_anew" with the number in err->detail: it was done again before, and that stands. */
int batch_redo(struct db *db, const struct act_by *by, int64_t id, const struct workbook *w,
	const struct plan *p, const struct plan_options *options, struct undo_result *ret_undone,
	struct plan_result *ret, struct err *err);

#endif
