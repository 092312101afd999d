/* Records as the office thinks of them, read whole. Texts are owned by the record; NULL is empty.
 * `rev` is the state that was read: a save with an overtaken rev is ERR_CONFLICT. */
#ifndef TN_CORE_RECORD_H
#define TN_CORE_RECORD_H

#include "base/date.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "db/db.h"
#include "rules/rules.h"

#include <stdbool.h>
#include <stdint.h>

enum cell_type {
	CELL_RESIDENTIAL = 1,
	CELL_SCHOOL,
	CELL_MILITARY,
	CELL_POLICE,
	CELL_HEALTH,
	CELL_OFFICE,
	CELL_ENTERPRISE,
	CELL_OTHER,
};
#define CELL_TYPES 8
const char *cell_type_code(enum cell_type t);  /* "residential", … */
const char *cell_type_label(enum cell_type t); /* N_(): translated at the point of drawing */

enum cell_post { POST_SECRETARY = 1, POST_OVERSEER = 2 };

struct cell {
	struct cell_id id;
	int64_t rev;
	char *code;
	char *name; /* of the day it was read for */
	enum cell_type type;
	struct date valid_from, valid_to;
	struct cell_id successor;
	bool nobody_left;
	char *secretary, *overseer; /* of the day it was read for */
};
void cell_done(struct cell *c);
/* By id; names and posts of `day` (unset: the latest). ERR_NOT_FOUND. */
int cell_load(struct db *db, struct cell_id id, struct date day, struct cell *ret, struct err *err);
/* Its name on `day`. */
int cell_name(struct db *db, struct cell_id id, struct date day, char **ret, struct err *err);
int cell_code_of(struct db *db, struct cell_id id, char **ret, struct err *err);
/* The name where everybody knows that a cell is meant: without "Chi bộ". Points into `name`. */
const char *cell_short_name(const char *name);
/* Where room is scarce, without "Trường", too: what tells a school from others stands at the end of its name. */
const char *cell_shortest_name(const char *name);
/* The name as it is now, in short; of a cell that is gone nothing. */
int cell_name_add(struct db *db, struct strbuf *b, struct cell_id id, struct err *err);
/* By code, or by any name it ever had (marks and case aside). ERR_NOT_FOUND, ERR_AMBIGUOUS; field
 * "cell". */
int cell_find(struct db *db, const char *code_or_name, struct cell_id *ret, struct err *err);

struct cell_count {
	struct cell_id cell;
	struct date as_of;
	long members, official, workforce, workforce_members; /* -1: not stated */
};
/* The latest on or before `day`, else the earliest after it (*ret_after true); ERR_NOT_FOUND. Each figure
 * by itself: members and workforce may come from different days, given by the two dates. */
struct cell_stated {
	long members, official;
	struct date members_on;
	bool members_after;
	long workforce, workforce_members;
	struct date workforce_on;
	bool workforce_after;
};
int cell_stated_on(struct db *db, struct cell_id id, struct date day, struct cell_stated *ret,
	struct err *err);

enum education { EDU_LITERATE = 1, EDU_PRIMARY, EDU_LOWER, EDU_UPPER };
enum professional {
	PRO_ELEMENTARY = 1,
	PRO_INTERMEDIATE,
	PRO_COLLEGE,
	PRO_UNIVERSITY,
	PRO_MASTER,
	PRO_DOCTOR
};
const char *education_label(int e);    /* N_(), "" for 0 */
const char *professional_label(int p); /* likewise */

struct person {
	struct person_id id;
	int64_t rev;
	char *full_name;
	struct date birth; /* a year alone is allowed */
	char sex;	   /* 'm', 'f' or 0 */
	char *ethnicity, *religion, *cccd, *phone, *home_place, *residence, *occupation;
	int education;	  /* enum education, 0 unknown */
	char *grade;	  /* as written: 12/12 */
	int professional; /* enum professional, 0 unknown */
	bool youth_union;
	char *organisation, *position;
	bool is_member;			    /* stands in the members' list */
	struct date joined_on, official_on; /* of a member who was listed */
	char *card_no;
	bool readmission; /* kết nạp lại */
	char *note;
	/* what follows from events and assignments: read only */
	struct cell_id cell;
	enum stage stage;
	struct date stage_on;
	bool is_candidate, uncovered;
};
void person_done(struct person *p);
int person_load(struct db *db, struct person_id id, struct person *ret, struct err *err);
/* The full name; of a person who is gone nothing. */
int person_name_add(struct db *db, struct strbuf *b, struct person_id id, struct err *err);

struct event {
	int64_t id, rev;
	struct person_id person;
	enum event_kind kind;
	struct date on;
	char *paper_no, *body, *source, *note;
	struct person_id finder; /* the member who found the person, 0 */
};
void event_done(struct event *e);
int event_load(struct db *db, int64_t id, struct event *ret, struct err *err);
int event_of_day(struct db *db, struct person_id person, enum event_kind kind, struct date on,
	struct event *ret, struct err *err);
/* The latest of a kind. ERR_NOT_FOUND. */
int event_last(struct db *db, struct person_id person, enum event_kind kind, struct event *ret,
	struct err *err);
const char *event_label(enum event_kind k); /* N_() */
const char *stage_label(enum stage s);	    /* N_() */
const char *stage_short(enum stage s); /* N_(): the board's head, two words of at most 6 cells */

struct assignment {
	int64_t id, rev;
	struct person_id person, mentor; /* mentor 0: a name not among the members, unconfirmed */
	char *mentor_name;
	struct date from, to;
	char *resolution, *end_reason;
};
void assignment_done(struct assignment *a);
int assignment_load(struct db *db, int64_t id, struct assignment *ret, struct err *err);
/* All of one mentor, or of one person, by date. The array is the caller's: assignments_done. */
int assignments_of_mentor(struct db *db, struct person_id mentor, struct assignment **ret,
	size_t *ret_n, struct err *err);
int assignments_of_person(struct db *db, struct person_id person, struct assignment **ret,
	size_t *ret_n, struct err *err);
void assignments_done(struct assignment *list, size_t n);

/* Everything about one person in one read: arrays owned by the history, by date. */
struct person_history {
	struct event *events;
	size_t event_count;
	struct assignment *assignments; /* as the one who is helped */
	size_t assignment_count;
	struct person_cell {
		int64_t id, rev;
		struct cell_id cell;
		struct date from, to;
	} * cells;
	size_t cell_count;
};
void person_history_done(struct person_history *h);
int person_history_load(
	struct db *db, struct person_id id, struct person_history *ret, struct err *err);
/* The facts for the rules; *events (owned by the caller, free) holds what ret->events points at. */
int person_facts(struct db *db, struct person_id id, struct fact_event **events,
	struct fact_person *ret, struct err *err);
/* Is this assignment without a mentor who helps now: ended, or the mentor left, died or was struck off? */
int assignment_is_active(struct db *db, const struct assignment *a, bool *ret, struct err *err);
/* The same, and since when the mentor of one that was not ended is gone (unset: helps, or was ended). */
int assignment_at_work(struct db *db, const struct assignment *a, bool *ret, struct date *ret_gone,
	struct err *err);

enum target_kind { TARGET_ADMISSION = 1, TARGET_CLASS = 2, TARGET_LIST = 3 };
struct target {
	int64_t id, rev;
	int from_year, to_year; /* equal: one year; else a term */
	struct cell_id cell;	/* 0: the whole committee */
	enum target_kind kind;
	long count;   /* -1: not stated, then from the percentage */
	long percent; /* hundredths of a percent, -1: none */
	long base;    /* -1: none */
	struct date base_date;
	char *set_by, *paper_no;
};
void target_done(struct target *t);
int target_load(struct db *db, int64_t id, struct target *ret, struct err *err);
long target_number(const struct target *t); /* the count, or from the percentage, rounded up */
const char *target_kind_label(enum target_kind k); /* N_() */
/* The one target of exactly this span, cell and kind; ERR_NOT_FOUND. */
int target_find(struct db *db, int from_year, int to_year, struct cell_id cell,
	enum target_kind kind, struct target *ret, struct err *err);
/* What a period has to reach (rules: target_of_period); -1: none. */
int target_for(struct db *db, struct cell_id cell, enum target_kind kind, struct date from,
	struct date to, long *ret, struct err *err);

/* The term's target that touches `year`, of several the one that begins last: 1 and *ret
 * (target_done), 0 if there is none. */
int target_of_term(struct db *db, int year, struct cell_id cell, enum target_kind kind,
	struct target *ret, struct err *err);

struct committee {
	int64_t id, rev;
	struct date from;
	char *name;	   /* Đảng bộ xã Tiến Hưng */
	char *superior;	   /* Thành ủy Đồng Xoài */
	char *place;	   /* Tiến Hưng */
	char *on_behalf;   /* T/M ĐẢNG ỦY */
	char *office_held; /* BÍ THƯ */
	char *signer;
	char *symbol; /* ĐU: Số …-BC/ĐU */
};
void committee_done(struct committee *c);
/* As it was called on `day` (the first one if none is that old). ERR_NOT_FOUND in an empty database. */
int committee_load(struct db *db, struct date day, struct committee *ret, struct err *err);

#endif
