/* The books of the sourcing work on screen: one list and one form for all of them. */
#ifndef TN_UI_SCREENS_BOOK_H
#define TN_UI_SCREENS_BOOK_H

#include "core/sourcing.h"
#include "ui/app.h"

/* The records of a book as `q` narrows them down; new ones get its cell, person or parent. `title`, already
 * translated, says of whom or what; NULL: of all. */
int book_open(struct app *app, enum book_kind kind, const struct book_query *q, const char *title,
	struct err *err);
/* A new record with what `start` has (id 0), or the one with its id. ret (may be NULL): its id. */
int book_form(struct app *app, enum book_kind kind, const struct book_row *start, int64_t *ret,
	struct err *err);
/* Somebody is named: found in the lists, or new. What `start` has is filled in. */
int propose_form(
	struct app *app, const struct proposing *start, struct person_id *ret, struct err *err);

#endif
