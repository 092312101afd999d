/* Reconciling: another system's list of people held against ours. What differs is found by the very code that brings a
 * list in, all of it taken back; who stands only in ours is looked up besides. Nothing is written unless it is taken over. */
#ifndef TN_EXCHANGE_RECONCILE_H
#define TN_EXCHANGE_RECONCILE_H

#include "exchange/plan.h"

struct reconcile_ours {
	struct person_id id;
	char *name, *cell; /* code; NULL: in none */
	struct date birth;
};

struct reconcile {
	/* Rows of the list: new ones are only there, updates differ (a change's before is ours, its after theirs; what
	 * their list leaves empty differs from nothing), conflicts and refused ones cannot be told. */
	struct plan_result there;
	struct reconcile_ours *ours; /* only here, by name */
	size_t our_count;
};
void reconcile_done(struct reconcile *r);

/* Lists of people: members (held against those who are members now) and candidates (those on the way to admission). */
bool reconcile_is_of(enum import_kind kind);
/* `cell`: only ours of it are looked for, 0: all. ERR_INVALID "kind"; ERR_READONLY, ERR_BUSY as an act; ERR_STOPPED. */
int reconcile_run(struct db *db, const struct act_by *by, const struct workbook *w,
	const struct plan *p, struct cell_id cell,
	bool (*progress)(void *ctx, long done, long total), void *ctx, struct reconcile *ret,
	struct err *err);
/* Takes over what one differing row says of one field (-1: of all that differ): a batch like any other. */
int reconcile_take(struct db *db, const struct act_by *by, const struct workbook *w,
	const struct plan *p, const struct reconcile *r, size_t row, int field,
	struct plan_result *ret, struct err *err);

#endif
