/* The dossier of a person's way to admission: papers, votes, background checks, the rule set that was
 * frozen. Records and acts; what follows from them is asked of rules/dossier.h through dossier_facts. */
#ifndef TN_CORE_DOSSIER_H
#define TN_CORE_DOSSIER_H

#include "core/rulebook.h"
#include "rules/dossier.h"

struct dossier {
	int64_t id, rev;
	struct person_id person;
	struct date began;  /* the day it was opened here */
	struct date frozen; /* since when the rule set is fixed; unset: it follows the day */
	char *rule_key;	    /* of the frozen set; NULL: none */
	struct date decision_received;
	enum education_case education_case;
	bool is_union, is_pupil, has_subcommittee, no_check;
	char *no_check_reason;
	enum left_how left_how;
	struct date left_on;
	bool was_readmitted;
	char *age_consent, *readmit_consent; /* number and day of the written consent */
};
void dossier_done(struct dossier *d);

struct paper {
	int64_t id, rev;
	char *code; /* rule_paper.code */
	enum paper_state state;
	struct date on;
	char *paper_no, *kept_at;
	char *reason; /* why it is not needed */
};

struct vote {
	int64_t id, rev;
	struct fact_vote fact;
	char *left_out_why, *paper_no, *note;
};

struct inquiry {
	int64_t id, rev;
	char *sent_to;
	struct fact_inquiry fact;
	char *paper_no, *kept_at;
};

struct extension {
	int64_t id, rev;
	struct fact_extension fact;
	char *paper_no, *granted_by;
};

/* All of one person's present way, in one read. Without a dossier record `d.id` is 0 and the arrays are
 * empty. Also holds the facts: they point into it. */
struct dossier_view {
	struct person person;
	struct dossier d;
	struct paper *papers;
	size_t paper_count;
	struct vote *votes;
	size_t vote_count;
	struct inquiry *inquiries;
	size_t inquiry_count;
	struct extension *extensions;
	size_t extension_count;
	struct way way;
	struct fact_dossier facts;
	const struct rule_set
		*set;	/* frozen, or of the day the papers began, or (not begun) of today */
	bool is_frozen; /* the papers have begun: the set stays */
	const struct rule_set *set_now; /* of today: to be shown where it differs */
	const struct authority
		*authority; /* who decides next: on the day it was decided, else today */
	void *own;
};
int dossier_view_load(
	struct db *db, struct person_id person, struct dossier_view *ret, struct err *err);
void dossier_view_done(struct dossier_view *v);

/* ---- acts: each opens the dossier if there is none yet ------------------------------------------------ */

/* The dossier's own fields (id 0: opens it on `began`, else today). */
int dossier_save(struct db *db, const struct act_by *by, const struct dossier *d, struct err *err);
/* The state of one paper, by its id and rev (0: a new record; ERR_CONFLICT "paper" where there is one);
 * PAPER_MISSING takes the record away. NOT_NEEDED wants a reason. A code that the
 * set does not know is ERR_INVALID "code". */
int paper_save(struct db *db, const struct act_by *by, struct person_id person,
	const struct paper *p, struct err *err);
/* The same state and day for several papers, as one act. */
int paper_save_many(struct db *db, const struct act_by *by, struct person_id person,
	const char *const *codes, size_t n, const struct paper *p, struct err *err);
/* A vote. The numbers are checked (RULE_VOTE_COUNT). With `and_event`, a vote that passes records the step it
 * stands for, too, in the same act (admission: EVENT_CELL_VOTE, EVENT_COMMITTEE; recognition by the
 * deciding body: EVENT_RECOGNISED is not recorded, its decision has a number of its own). One that fails is
 * recorded as it is and moves nobody. by->reason as in event_save. *ret_passed may be NULL. */
int vote_save(struct db *db, const struct act_by *by, struct person_id person, const struct vote *v,
	bool and_event, bool *ret_passed, struct err *err);
int vote_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);
int inquiry_save(struct db *db, const struct act_by *by, struct person_id person,
	const struct inquiry *q, struct err *err);
int inquiry_remove(
	struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);
int extension_save(struct db *db, const struct act_by *by, struct person_id person,
	const struct extension *e, struct err *err);
int extension_remove(
	struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);
/* The day the decision reached the commune (the ceremony's clock under 294-QĐ/TW). */
int decision_received_save(struct db *db, const struct act_by *by, struct person_id person,
	struct date on, struct err *err);

/* Inside an act: if the papers of this person's way have begun and rest on no frozen set, the set of the day
 * they began is frozen (the dossier opened where there is none). */
int dossier_freeze(struct db *db, struct person_id person, struct err *err);

/* What event_save asks beyond the order of events: *v is what the order says, and becomes what order and rule
 * set say together, with its citation. */
int dossier_check_event(struct db *db, struct person_id person, struct fact_event e,
	struct verdict *v, struct err *err);
/* Does a step stand whose own vote did not pass? (rules: dossier_votes_hold) */
int dossier_check_votes(
	struct db *db, struct person_id person, struct verdict *ret, struct err *err);
/* Who decides about this person on a day (authority.h), by the cell of that day; NULL before the first. */
int authority_of(struct db *db, const struct person *p, struct date day,
	const struct authority **ret, struct err *err);

/* ---- words ------------------------------------------------------------------------------------------ */
const char *need_label(enum need_kind k); /* N_(): "a mentor", "the cell's meeting" … */
const char *paper_state_label(enum paper_state s);
const char *vote_purpose_label(enum vote_purpose p);
const char *vote_body_label(enum vote_body b);
const char *education_case_label(enum education_case c);
const char *left_how_label(enum left_how h);
/* What has to be done, in one line: need_label or the paper's title with its form number, and the round. */
void need_add(struct strbuf *b, const struct need *n);
/* On what it rests: the citation of its parameter in `set`, or of its paper; nothing if none. */
void need_cite_add(struct strbuf *b, const struct rule_set *set, const struct need *n);

#endif
