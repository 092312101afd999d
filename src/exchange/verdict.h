/* What is said of each row that is brought in by a plan, told by the code that writes. Everything here does nothing
 * where im->verdicts is NULL. Private to this folder. */
#ifndef TN_EXCHANGE_VERDICT_H
#define TN_EXCHANGE_VERDICT_H

#include "exchange/import_row.h"
#include "exchange/plan.h"

struct verdicts {
	const struct workbook *w;
	VEC(struct row_verdict) rows;
	VEC(struct verdict_change) changes;
	bool makes_people;  /* the list takes people in: who came with a row is new */
	struct memo people; /* a person → place of the row that was the first to speak of him */
	size_t doubtful; /* row from 1 that may be another's: its sheet has the same name in the same cell already */
};

struct verdict_change {
	size_t row, order;
	struct row_change change;
};

/* A row begins: it becomes im->row. */
int verdict_row(struct import *im, size_t sheet, size_t row, struct err *err);
/* The row is about this person. Where the list takes people in and an earlier row of its sheet was about him too, that is
 * said: without births two namesakes look like one. */
int verdict_person(struct import *im, struct person_id id, struct err *err);
/* A field of the row changed what was there; before NULL: nothing was. Where the row may be about a namesake, as neither
 * birth nor number tells, what an earlier row of its sheet said is not overwritten: ERR_DUPLICATE with the field. */
int verdict_change(
	struct import *im, int column, const char *before, const char *after, struct err *err);
int verdict_change_date(
	struct import *im, int column, struct date before, struct date after, struct err *err);
void verdict_outcome(struct import *im, enum outcome o);
void verdict_refused(struct import *im, enum err_code code);
/* Where the error is that the row contradicts one before it: appends which. */
void verdict_add_earlier(const struct import *im, const struct err *e, struct strbuf *b);
/* Warns of those who are new and look like somebody who is there, or who came with them; at the end, within the act
 * (verdict_same.c). Of many it asks now and then whether to stop: ERR_STOPPED. */
struct look_alike {
	bool (*stop)(void *ctx, long done, long total); /* NULL: never */
	void *ctx;
};
int verdict_look_alike(struct import *im, const struct look_alike *how, struct err *err);
/* Puts the changes and notes to their rows and hands all over; the result's notes must be there already. */
int verdicts_take(struct verdicts *v, bool is_written, struct plan_result *ret, struct err *err);
void verdicts_done(struct verdicts *v);

#endif
