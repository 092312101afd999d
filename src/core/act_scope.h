/* How the acts of this folder begin and end: they make a transaction of their own, or join the one that
 * is open (an import, an act made of several). */
#ifndef TN_CORE_ACT_SCOPE_H
#define TN_CORE_ACT_SCOPE_H

#include "core/act.h"

struct act_scope {
	struct db *db;
	bool is_own;
	int64_t done; /* record of an act with this uid that was done before */
};
/* 0: go on; 1: done before (scope->done); <0: error. */
int act_enter(struct act_scope *scope, struct db *db, const struct act_by *by, const char *act,
	struct err *err);
/* Ends what act_enter began: commits if r is 0, else takes all back. Returns the result. */
int act_leave(
	struct act_scope *scope, int r, const char *record, int64_t record_id, struct err *err);

/* Ends an act of which only kept rows came: db_act_keep. Inside another act: nothing. */
int act_keep(struct act_scope *scope, int r, struct err *err);

/* One optional text, cleaned: "" and NULL become NULL. `field` goes into the error. */
int act_clean(const char *text, const char *field, char **ret, struct err *err);
/* After an UPDATE … WHERE id AND rev: one row, or ERR_CONFLICT with the table as field. */
int act_saved(struct db *db, const char *table, struct err *err);

/* For what is known by its key and written with ON CONFLICT, asked inside the act: `now` is the rev that is there,
 * `read` the one that was read, 0 none. ERR_DUPLICATE for a new one that is there already, ERR_NOT_FOUND for one
 * that is gone, ERR_CONFLICT for one that somebody else has saved. */
int act_is_current(int64_t now, int64_t read, const char *field, struct err *err);

/* A verdict as an error: ERR_REFUSED or ERR_REASON with its rule and citation; `on` is the day that was asked
 * about. */
int act_verdict(const struct verdict *v, const char *field, struct date on, struct err *err);

/* Whether what this person is as a mentor still holds after a change of his events or dates: an official
 * member on the day of each assignment, nobody with three mentors. ERR_REFUSED with the rule, the helped
 * person as subject. */
int act_check_helped(struct db *db, struct person_id mentor, struct err *err);
/* Inside an act: a person of whom no record is left goes, with what follows from the name. */
int person_remove(struct db *db, struct person_id id, int64_t rev, struct err *err);
/* No two assignments of this person to one mentor at a time: ERR_REFUSED with the rule. */
int act_check_mentors(struct db *db, struct person_id person, struct err *err);
/* No three mentors at work (Điều lệ Đảng 2011, Điều 4): likewise. */
int act_check_third(struct db *db, struct person_id person, struct err *err);
/* The words of the search: an older name's go before the new ones come. */
int person_words_drop(struct db *db, struct person_id id, struct err *err);
int person_words_add(struct db *db, struct person_id id, const char *name, const void *key,
	size_t n, struct err *err);
/* Who holds a post on a day (holder, from_date); unset: the latest whose time is not over today. */
struct db_stmt *cell_post_begin(
	struct db *db, struct cell_id id, enum cell_post post, struct date day, struct err *err);
/* How a cell's name is found: without marks, case and "Chi bộ" before it. To the caller. */
int act_cell_fold(const char *name, char **ret, struct err *err);

#endif
