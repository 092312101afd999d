/* Rule sets (bộ quy định): what a document in force since a day asks for, as data. A set is a table
 * of parameters and of papers, each with the place it rests on and how far that is confirmed. The
 * shipped ones are constant and have editions: an edition that was released is never changed (a test
 * holds its digest), a better reading of the document is a new edition. */
#ifndef TN_RULES_SET_H
#define TN_RULES_SET_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

/* How far a figure is confirmed (the marks of the sources). */
enum rule_mark {
	MARK_READ = 'P',     /* read in the document itself */
	MARK_LOCAL = 'L',    /* a provincial guide: holds where the province says so */
	MARK_QUOTED = 'S',   /* quoted by others, the text was not seen */
	MARK_INFERRED = 'I', /* in no source: kept from the set before, or reasoned */
	MARK_OFFICE = 'O',   /* the office's own, with its source */
};
/* Shown as "cần đối chiếu văn bản gốc": everything but what was read, or is the office's own. */
bool rule_mark_is_open(enum rule_mark m);

/* Where a figure stands. Texts are data ("294-QĐ/TW", "4.3.1"), never translated; NULL: none. */
struct rule_cite {
	const char *document;
	struct date date; /* of the document */
	const char *point;
	enum rule_mark mark;
};

enum rule_type {
	RULE_TYPE_MONTHS,
	RULE_TYPE_WORKDAYS,
	RULE_TYPE_COUNT,
	RULE_TYPE_FRACTION, /* of votes: rule_fraction() */
	RULE_TYPE_CHOICE,   /* rule_choices() */
	RULE_TYPE_FLAG,
};

enum rule_param {
	PARAM_NONE = 0,
	PARAM_AGE_MIN,	      /* months, reached when the cell considers it */
	PARAM_AGE_MAX,	      /* months; in that month itself: a warning */
	PARAM_AGE_OVER,	      /* flag: over it with the consent of the committee under the Centre */
	PARAM_EDUCATION,      /* choice: least general education, enum education */
	PARAM_EDUCATION_AREA, /* choice: least in mountain, border, island … areas */
	PARAM_EDUCATION_ELDER,	  /* choice: of respected elders there, with written consent */
	PARAM_LISTING,		  /* flag: the cell's resolution puts on the list */
	PARAM_CLASS,		  /* flag: the cell proposes the class */
	PARAM_PERMISSION,	  /* flag: the committee allows the papers */
	PARAM_INTRODUCERS,	  /* official members who introduce */
	PARAM_INTRODUCERS_UNION,  /* members beside a resolution of youth or trade union */
	PARAM_MENTOR_MONTHS,	  /* months together with the introducer */
	PARAM_MENTOR_WAIVER,	  /* flag: not asked of whoever replaces another, or after a move */
	PARAM_CERTIFICATE_MONTHS, /* validity of the class certificate */
	PARAM_DOSSIER_MONTHS,	  /* age of a dossier that the cell has not considered */
	PARAM_VOTE_CELL,	  /* fraction: the cell */
	PARAM_VOTE_COMMITTEE,	  /* fraction: the committee that proposes */
	PARAM_VOTE_DECIDE,   /* fraction: the body that decides; authority.h may say otherwise */
	PARAM_VOTE_ROUNDS,   /* failed rounds after which the higher committee decides */
	PARAM_CHECK_CONSENT, /* flag: a political problem needs the written consent of the superior */
	PARAM_CHECK_HOME,    /* workdays for an answer on the background, within the country */
	PARAM_CHECK_ABROAD, /* workdays: from abroad */
	PARAM_RECHECK,	    /* workdays: a check asked for by the receiving committee */
	PARAM_SEND_UP,	    /* workdays from the cell's resolution to the papers sent up (local) */
	PARAM_COMMITTEE_DAYS, /* workdays for the committee's resolution (local), from the cell's */
	PARAM_DECISION_DAYS,  /* workdays from the cell's resolution to the decision */
	PARAM_DECISION_EXTRA, /* workdays it may be extended by */
	PARAM_CEREMONY_DAYS,  /* workdays to the ceremony */
	PARAM_CEREMONY_CLOCK, /* choice: from enum rule_clock */
	PARAM_DECLARE_DAYS,   /* workdays after the ceremony: the member's own papers (local) */
	PARAM_REGISTER_DAYS,  /* workdays after the decision: member database (local) */
	PARAM_PROBATION_MONTHS, /* from the ceremony */
	PARAM_PROBATION_MENTOR, /* flag: official members are assigned to help in probation */
	PARAM_RECOGNITION_CELL, /* workdays from the end of probation to the cell's meeting */
	PARAM_RECOGNITION_DAYS, /* workdays from that meeting to the decision */
	PARAM_RECOGNITION_EXTRA,
	PARAM_FORWARD_DAYS,   /* workdays to forward the dossier of who moves */
	PARAM_RECEIVER_DAYS,  /* workdays for the receiving committee to decide */
	PARAM_MOVE_DECISION,  /* workdays after the move: a decision made until then stays valid */
	PARAM_READMIT_MONTHS, /* waiting time of who left */
	PARAM_READMIT_CONVICTED, /* months after a conviction was struck off the record */
	PARAM_READMIT_ONCE,	 /* flag */
	PARAM_COUNT
};
enum rule_clock { CLOCK_RECEIVED = 1, CLOCK_ISSUED = 2 };

struct rule_value {
	long value; /* RULE_NOT_SET: this set says nothing of it */
	struct rule_cite cite;
};
#define RULE_NOT_SET (-1L)

struct rule_fraction {
	int num, den;
	bool is_more; /* more than; else at least */
};
/* As stored: num × 1000 + den × 10 + is_more. */
#define RULE_FRACTION(num, den, more) ((num)*1000L + (den)*10L + (more))
struct rule_fraction rule_fraction(long value);

/* ---- papers ------------------------------------------------------------------------------------- */

/* At which step a paper is needed; in the order of the way. */
enum paper_step {
	PAPER_STEP_LIST = 1, /* put on the list */
	PAPER_STEP_CLASS,
	PAPER_STEP_PAPERS, /* before the cell considers it */
	PAPER_STEP_CELL,   /* the cell's resolution */
	PAPER_STEP_COMMITTEE,
	PAPER_STEP_DECISION,
	PAPER_STEP_CEREMONY,  /* after it */
	PAPER_STEP_PROBATION, /* after the twelve months */
	PAPER_STEP_RECOGNITION,
	PAPER_STEP_MOVE,
	PAPER_STEP_REMOVAL, /* striking off, cancelling */
};
#define PAPER_STEPS 11

enum paper_need { /* of whom */
	PAPER_ALL = 0,
	PAPER_IF_YOUTH, /* members of the youth union of the age */
	PAPER_IF_UNION, /* trade union members who are not introduced by two members */
	PAPER_IF_PUPIL,
	PAPER_IF_TWO_MEMBERS,  /* the second introduction, without a union's resolution */
	PAPER_IF_SUBCOMMITTEE, /* an intermediate committee (đảng ủy bộ phận) */
	PAPER_IF_READMITTED,
	PAPER_IF_CHECKED, /* a separate background check is made */
	PAPER_IF_MOVING,
	PAPER_OPTIONAL,
};

/* Whose move it is. */
enum mover {
	MOVER_CANDIDATE = 1,
	MOVER_MENTOR,
	MOVER_CELL,
	MOVER_UNIONS,	   /* mass organisations, youth and trade union */
	MOVER_CENTRE,	   /* trung tâm chính trị */
	MOVER_COMMITTEE,   /* đảng ủy */
	MOVER_DECIDER,	   /* the body that decides: authority.h */
	MOVER_SUPERIOR,	   /* the committee above */
	MOVER_OTHERS,	   /* another place's committee: an answer is waited for */
	MOVER_OFFICE,	   /* the clerk */
	MOVER_PROBATIONER, /* the probationary member */
};
#define MOVERS 12
const char *mover_code(enum mover m); /* "candidate", "mentor", … for JSON; NULL: none */

struct rule_paper {
	const char *code;  /* stable: "1-KND", "ly-lich"; of paper.code in the database */
	const char *form;  /* "1-KNĐ"; NULL where no number is confirmed */
	const char *title; /* Vietnamese, as the office names it */
	enum paper_step step;
	enum paper_need need;
	enum mover mover;
	int event;	/* enum event_kind whose paper number stands for this paper, 0: none */
	bool is_redone; /* after PARAM_DOSSIER_MONTHS: to be made anew */
	struct rule_cite cite;
};
#define PAPER_SENT_UP "gui-len" /* its code; in hand: the cell has sent the papers up */

/* ---- sets ----------------------------------------------------------------------------------------- */

struct rule_set {
	const char *key;    /* "294-QĐ/TW#1": number and edition; the office's own: "own/12" */
	const char *number; /* "294-QĐ/TW" */
	struct date from;   /* in force since */
	const char *guides; /* the guides that go with it, for people */
	struct rule_value values[PARAM_COUNT]; /* [PARAM_NONE] is not used */
	const struct rule_paper *papers;
	size_t paper_count;
};

/* The shipped ones, earliest first, editions of one number in order; *ret_n: how many. */
const struct rule_set *rule_sets_shipped(size_t *ret_n);
const struct rule_set *rule_set_by_key(const char *key);
/* The one in force on `day` among `sets` (any order; of two with one day the later in the array).
 * NULL before the first: only the order of events is checked then. */
const struct rule_set *rule_set_on(const struct rule_set *const *sets, size_t n, struct date day);

/* `none` where the set (may be NULL) says nothing. */
long rule_value(const struct rule_set *set, enum rule_param p, long none);
const struct rule_cite *rule_cite(const struct rule_set *set, enum rule_param p); /* NULL: none */
const struct rule_paper *rule_paper_find(const struct rule_set *set, const char *code);

enum rule_type rule_type(enum rule_param p);
const char *rule_param_code(enum rule_param p); /* "age_min", … as stored */
bool rule_param_from_code(const char *code, enum rule_param *ret);
/* May this parameter have that value? RULE_NOT_SET always. */
bool rule_value_is_valid(enum rule_param p, long value);

#endif
