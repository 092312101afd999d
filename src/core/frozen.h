/* Reports that were sent, as they are kept: what each says never changes; to whom it went, when and under which number
 * can be said later. src/report/frozen.h makes and opens them. */
#ifndef TN_CORE_FROZEN_H
#define TN_CORE_FROZEN_H

#include "core/act.h"

struct frozen_row {
	int64_t id, rev; /* the id first: it is a list row of the user interface */
	char *report;	 /* its name on the command line: "admissions" */
	struct date from, to;
	struct date as_of; /* the day until which what is recorded counts */
	struct cell_id cell;
	bool with_overdue;
	char *lang;	/* "vi", "en" */
	char *title;	/* as the paper has it */
	char *paper_no; /* of the paper that was sent, as it was typed; NULL */
	struct date sent_on;
	char *sent_to;
	char *at, *by;	  /* kept when (a stamp) and by whom */
	int64_t audit_id; /* the last act that it rests on */
};
void frozen_row_done(struct frozen_row *row);
struct frozen_rows {
	struct frozen_row *v; /* the latest first */
	size_t n, cap;
};
int frozen_rows_read(struct db *db, struct frozen_rows *ret, struct err *err);
void frozen_rows_done(struct frozen_rows *rows);
/* ERR_NOT_FOUND "frozen_report". */
int frozen_row_load(struct db *db, int64_t id, struct frozen_row *ret, struct err *err);

/* What it says, as bytes. */
struct frozen_says {
	const void *doc, *json, *names;
	size_t doc_n, json_n, names_n;
};
/* Calls `take` with the bytes, which are gone after it; returns what it does. ERR_NOT_FOUND "frozen_report". */
int frozen_says_read(struct db *db, int64_t id,
	int (*take)(void *ctx, const struct frozen_says *says, struct err *err), void *ctx,
	struct err *err);
/* The last act so far. */
int frozen_state(struct db *db, int64_t *ret, struct err *err);

/* Keeps one: of `row` all but id, rev, at and by. ERR_REFUSED RULE_FUTURE "sent_on" for a day to come. */
int frozen_add(struct db *db, const struct act_by *by, const struct frozen_row *row,
	const struct frozen_says *says, int64_t *ret, struct err *err);
/* paper_no, sent_on and sent_to of the row. */
int frozen_save(
	struct db *db, const struct act_by *by, const struct frozen_row *row, struct err *err);
/* One that was kept by mistake. */
int frozen_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);

#endif
