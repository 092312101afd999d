/* The turnaround sheet: a page of paper for each cell and month, with its candidates in a fixed order, which a
 * secretary without a computer fills in and the office keys back. The order is stored nowhere: paper and screen both
 * take it from here. */
#ifndef TN_CORE_TURNAROUND_H
#define TN_CORE_TURNAROUND_H

#include "core/book.h"

const char *follow_state_label(enum follow_state s); /* as the book words it, N_(); "" for 0 */

struct follow_up {
	int64_t id, rev; /* 0: none */
	int year, month;
	enum follow_state state;
	struct date met; /* unset: not talked with, or nobody knows when */
	char *note;	 /* NULL: none */
};

struct turnaround_row {
	struct person_id person;
	char *name;
	struct date birth;
	enum stage stage;
	struct date stage_on;
	char *mentors; /* at work, ", " between them; NULL: none */
	bool is_new;   /* found in that month or later: without a number on the paper */
	struct follow_up now, last; /* of the month; the last one before it */
};
/* In Vietnamese order of names. Who left or was admitted in the month keeps the place, and who came in it stands below
 * all others: what was printed at its beginning is numbered as what is keyed in at its end. */
struct turnaround {
	struct cell_id cell;
	int year, month;
	size_t numbered; /* the first ones of v: those that are not new */
	struct turnaround_row *v;
	size_t n, cap;
};
int turnaround_read(struct db *db, struct cell_id cell, int year, int month, struct turnaround *ret,
	struct err *err);
void turnaround_done(struct turnaround *t);
/* How many of the numbered ones are not followed up yet. */
size_t turnaround_missing(const struct turnaround *t);
/* What was heard of the row's person: adds, or changes what is there. `note` NULL or "": none. */
int turnaround_save(struct db *db, const struct act_by *by, const struct turnaround *t,
	const struct turnaround_row *row, enum follow_state state, struct date met,
	const char *note, struct err *err);
/* "nothing new", "talked with on 8/11; Tốt": in a line. */
void follow_up_add(struct strbuf *b, const struct follow_up *f);

#endif
