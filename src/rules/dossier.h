/* From first name to official member: what is missing, whose move it is, by when, on which rule; when
 * the person can be admitted at the earliest. Pure: facts, a rule set and a calendar in, verdicts out.
 * A set of NULL (before the first one) asks for nothing but the order of events. */
#ifndef TN_RULES_DOSSIER_H
#define TN_RULES_DOSSIER_H

#include "rules/calendar.h"
#include "rules/rules.h"
#include "rules/set.h"
#include "rules/vote.h"

#include <stdint.h>

/* ---- what can be needed ---------------------------------------------------------------------------- */

/* Kinds are stored (task.kind): numbers stay. */
enum need_kind {
	NEED_MENTOR = 1,	  /* nobody helps; due: the day that began */
	NEED_LISTING = 2,	  /* the cell's resolution on the list */
	NEED_CLASS = 3,		  /* the class */
	NEED_CERTIFICATE = 4,	  /* lapses on due, unless the cell considers it before */
	NEED_MENTOR_MONTHS = 5,	  /* twelve months together: opens on */
	NEED_AGE = 6,		  /* 18 by months: opens on */
	NEED_AGE_LIMIT = 7,	  /* the month of the 60th birthday begins on due */
	NEED_EDUCATION = 8,	  /* below what is asked */
	NEED_PERMISSION = 9,	  /* the committee allows the papers */
	NEED_PAPER = 10,	  /* one paper: need.paper */
	NEED_CHECK = 11,	  /* the background check is to be sent */
	NEED_CHECK_ANSWER = 12,	  /* the answer is waited for */
	NEED_CHECK_NEGATIVE = 13, /* answered: not qualified */
	NEED_COMPILED = 14,	  /* the dossier is to be put together (ngày lập hồ sơ) */
	NEED_DOSSIER_LAPSE = 15,  /* twelve months old on due: papers are to be made anew */
	NEED_CELL_VOTE = 16,	  /* the cell's meeting; number: the round */
	NEED_SEND_UP = 17,
	NEED_COMMITTEE = 18,
	NEED_DECISION = 19,
	NEED_CEREMONY = 20,
	NEED_DECLARE = 21,   /* the new member's own papers */
	NEED_REGISTER = 22,  /* the member database */
	NEED_PROBATION = 23, /* twelve months end on due */
	NEED_RECOGNITION_CELL = 24,
	NEED_RECOGNITION_COMMITTEE = 25,
	NEED_RECOGNITION_DECISION = 26,
	NEED_ROUNDS = 27,	/* failed three times: the higher committee decides */
	NEED_READMIT_WAIT = 28, /* opens on */
	NEED_READMIT_NEVER = 29,
	NEED_READMIT_CONSENT = 30,
	NEED_FORWARD = 31,  /* the dossier of who moved away */
	NEED_RECEIVER = 32, /* of who arrived: to be decided */
	NEED_OVER_AGE_CONSENT = 33,
	NEED_PROBATION_MENTOR =
		34,	   /* nobody helps the probationary member; due: the day that began */
	NEED_REMOVAL = 35, /* the cell proposes striking off: the committees decide */
	/* of the sourcing work (core/matter.h): never kept beside a dossier */
	NEED_RESOLUTION = 36,	 /* the cell's resolution of the year */
	NEED_REPORTS = 37,	 /* monthly reports are missing; number: the month */
	NEED_DIPLOMA = 38,	 /* a missing diploma is to be reported to the standing committee */
	NEED_OBSTACLE_STEP = 39, /* the next step against an obstacle */
	NEED_TALK = 40,		 /* the next talk */
	NEED_CELL_VISIT = 41,	 /* nobody of the committee was at the cell for too long */
	NEED_REQUEST = 42,	 /* asked for at the cell, not done */
	NEED_KINDS
};
/* Is it of the sourcing work? */
static inline bool need_is_work(enum need_kind k)
{
	return k >= NEED_RESOLUTION && k < NEED_KINDS;
}
/* The same as sets of 1 << kind. */
#define NEEDS_OF_WORK	 (((UINT64_C(1) << NEED_KINDS) - 1) & ~((UINT64_C(1) << NEED_RESOLUTION) - 1))
#define NEEDS_OF_DOSSIER ((UINT64_C(1) << NEED_RESOLUTION) - 2)
const char *need_code(enum need_kind k); /* "mentor", "listing", … for JSON */

/* ---- facts ------------------------------------------------------------------------------------------ */

enum paper_state { PAPER_MISSING = 0, PAPER_ASKED = 1, PAPER_IN_HAND = 2, PAPER_NOT_NEEDED = 3 };

struct fact_paper {
	const char *code; /* rule_paper.code */
	enum paper_state state;
	struct date on; /* of the paper; may be unset */
};

struct fact_mentor {
	struct date from, to; /* may be unset */
	struct date gone;     /* not ended, but the mentor left the committee then */
	bool is_active;	      /* helps now: not ended, and still a member here */
	bool is_replacement;  /* took over from another, or after the candidate moved */
};

struct fact_inquiry { /* a background check; never its content */
	struct date sent, answered;
	bool is_abroad, is_recheck;
	int conclusion; /* 1 qualified, 0 not, -1 not answered */
};

struct fact_extension {	   /* granted in writing */
	enum need_kind of; /* NEED_DECISION, NEED_CEREMONY, NEED_RECOGNITION_DECISION … */
	struct date until;
};

/* How somebody left the Party before, for a re-admission (294-QĐ/TW 2025, 3.5). */
enum left_how {
	LEFT_NOT = 0,
	LEFT_STRUCK,	/* name struck off, or any other way that allows to come back */
	LEFT_CONVICTED, /* after a conviction for a less serious crime: from its striking off */
	LEFT_EXCLUDED,	/* gave up, resigned, disunity, corruption, serious crime: not again */
};

/* Least education by place and person (06-HD/TW 2025, 1.2). */
enum education_case { EDUCATION_USUAL = 0, EDUCATION_AREA = 1, EDUCATION_ELDER = 2 };

struct fact_dossier {
	struct fact_person person;
	int education; /* enum education of core, 1 … 4; 0 unknown */
	enum education_case education_case;
	bool is_youth, is_union, is_pupil, is_readmission;
	bool has_subcommittee; /* an intermediate committee */
	bool needs_check;      /* a separate background check is made (usual) */
	bool has_checklist;    /* the office keeps this dossier here: papers were recorded */
	bool is_live;	       /* what is asked about is of these days: what lacks is no gap in old
				  records */
	enum left_how left_how;
	struct date left_on;
	bool was_readmitted; /* once before */
	bool has_over_age_consent, has_readmit_consent;
	struct date decision_received; /* by the commune; unset: not known */
	struct date arrived;	       /* from another committee, with papers begun there */
	const struct fact_mentor *mentors;
	size_t mentor_count;
	const struct fact_paper *papers;
	size_t paper_count;
	const struct fact_vote *votes; /* of this way, by date and round */
	size_t vote_count;
	const struct fact_inquiry *inquiries;
	size_t inquiry_count;
	const struct fact_extension *extensions;
	size_t extension_count;
	struct rule_fraction decide_vote; /* of the body that decides next (authority.h); den 0: the
					     set's. A vote that was taken has its own. */
};

/* The way that runs (after the last exit that begins anew), with the latest day of each step. */
struct way {
	struct date on[EVENT_ARRIVED + 1]; /* by enum event_kind; unset: not reached */
	enum event_kind out;		   /* the exit that holds, 0: none */
	struct date out_on;
	struct date anew_on; /* the day all began anew, if it did */
	struct date left_on; /* the last time a membership ended by striking off, before this way */
	int terms;	     /* how many did */
};
struct way way_of(const struct fact_person *p, struct date as_of);

/* From the list to the ceremony, in order. */
#define WAY_STEPS 8
extern const enum event_kind way_steps[WAY_STEPS];

/* The day by which the rule set is chosen: when the papers began, or the earliest later step; unset:
 * not begun. */
struct date way_began(const struct way *w);

/* ---- what is needed ------------------------------------------------------------------------------- */

enum need_state {
	NEED_OPEN,    /* can be done */
	NEED_LATER,   /* from need.opens on, or after an earlier step */
	NEED_WAITING, /* somebody outside has it */
	NEED_BLOCKED, /* nothing goes on before this is mended */
	NEED_DONE,    /* only where everything is asked for: dossier_needs with_done */
};

struct need {
	enum need_kind kind;
	enum need_state state;
	enum mover mover;
	int stage;	   /* enum event_kind before which it must be done; 0: none */
	struct date opens; /* unset: at once */
	struct date due;   /* unset: no day is set */
	bool is_lapse;	   /* due is a day on which something ends, not one by which to act */
	int param;	   /* enum rule_param it rests on; 0: the paper's own citation, or none */
	const struct rule_paper *paper; /* NEED_PAPER; of the set */
	struct deadline how;		/* the arithmetic of due; workdays 0: not of working days */
	long number;
};

/* Everything that is missing, in the order of the steps; with_done: what is there, too. Does not depend on
 * today: `state` is of the facts alone (what opens later is NEED_LATER whatever the day). At most NEEDS_MAX. */
#define NEEDS_MAX 96
size_t dossier_needs(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, bool with_done, struct need ret[NEEDS_MAX]);

/* Is this paper asked of this person, as far as is known; is it in hand, or has its event happened? */
bool paper_applies(const struct fact_dossier *d, const struct way *w, const struct rule_paper *p);
bool paper_is_there(const struct fact_dossier *d, const struct way *w, const struct rule_paper *p);
/* Is it only time that this waited for, and has it come? (NEED_AGE, NEED_MENTOR_MONTHS, NEED_READMIT_WAIT,
 * NEED_PROBATION.) */
bool need_is_met(const struct need *n, struct date today);
/* Has what it warns of happened: a lapse whose day has passed. */
bool need_has_lapsed(const struct need *n, struct date today);
/* The papers that are to be made anew once the dossier has grown too old (06-HD/TW 2025, 5.4a); at most
 * NEEDS_MAX. The age counts from the day it was compiled, or, if all of them were made anew since, from the
 * earliest of those. */
size_t dossier_redone(const struct fact_dossier *d, const struct rule_set *set,
	const struct rule_paper *ret[NEEDS_MAX]);

/* Those with a day, for the list of what is due; one a kind (checks: one each, by number). What has no day
 * of its own (a single paper) is not in it. Depends on facts, set and calendar alone. */
#define TASKS_MAX 24
size_t dossier_tasks(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct need ret[TASKS_MAX]);

/* ---- can this person be admitted, and when ---------------------------------------------------------- */

/* How many days a step takes here, from the office's own records (median; -1 unknown), by enum
 * event_kind: from the step before. */
struct step_days {
	int days[EVENT_ARRIVED + 1];
};

enum outlook_answer {
	OUTLOOK_NOW,	 /* nothing is missing but the ceremony */
	OUTLOOK_LATER,	 /* on `earliest` by the rules */
	OUTLOOK_BLOCKED, /* not before `blocked_by` is mended: no day can be told */
	OUTLOOK_NEVER,	 /* the rules exclude it */
	OUTLOOK_MEMBER,	 /* is one; `earliest`: recognition */
	OUTLOOK_OUT,	 /* no longer followed */
	OUTLOOK_NO_SET,	 /* no rule set in force: only the order of events is known */
};

struct outlook {
	enum outlook_answer answer;
	struct date earliest; /* of the ceremony, never before today; OUTLOOK_MEMBER: the official
				 day, twelve months after the ceremony whatever the decision's;
				 OUTLOOK_OUT: since when a member who was struck off may be
				 admitted again */
	struct date likely; /* with the days that steps take here; unset where they are not known */
	enum need_kind blocked_by;	/* of a probationary member: what stands in the way */
	const struct rule_paper *paper; /* where blocked_by is NEED_PAPER */
};
/* The earliest day assumes that every missing step is done on the first day that the rules allow, one
 * working day for each step that a body must still take; an inquiry that is not answered yet counts its full
 * time, a certificate that must be renewed counts a class. Losing a paper never makes it earlier. */
struct outlook dossier_outlook(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, const struct step_days *usual, struct date today);

/* How the earliest day came about, where the answer is OUTLOOK_LATER: each step with the first day it can be
 * taken, each wait with its end (NEED_MENTOR_MONTHS, NEED_AGE …), in the order of the walk. */
struct outlook_step {
	enum need_kind kind;
	struct date on;
};
#define TRAIL_MAX 24
size_t dossier_trail(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date today, struct outlook_step ret[TRAIL_MAX]);

/* Backwards from a ceremony on `goal`: the last day of each step that is still missing, latest step first,
 * every body taking the whole of its time. */
struct plan_line {
	enum need_kind kind;
	struct date by;
	struct deadline how;
	int param;	  /* as in struct need */
	bool is_too_late; /* by lies before today */
};
#define PLAN_MAX 16
size_t dossier_plan(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date goal, struct date today,
	struct plan_line ret[PLAN_MAX]);

/* The fraction of its base that the body needs; den 0: no rule. */
struct rule_fraction vote_fraction(
	const struct fact_dossier *d, const struct rule_set *set, enum vote_body body);
/* By it; without a rule every vote passes. */
bool vote_has_passed(
	const struct fact_dossier *d, const struct rule_set *set, const struct fact_vote *v);

/* May this vote be recorded: recognition after the twelve months (Điều lệ Đảng, Điều 5; 06-HD/TW 2025, 4.2),
 * removal of members, admission before the ceremony, a committee not before the cell. */
struct verdict dossier_vote_check(
	const struct fact_dossier *d, const struct rule_set *set, const struct fact_vote *v);
/* Does a step stand whose own vote, of the same day, did not pass? REFUSED, `other` is the step. */
struct verdict dossier_votes_hold(const struct fact_dossier *d, const struct rule_set *set);

/* ---- may this event be recorded --------------------------------------------------------------------- */

/* After event_check (rules.h) has passed: what the rule set says of `e`. Only what is known and
 * contradicts asks for a reason (a lapsed certificate, eleven months with the mentor, a ceremony after its
 * limit, papers of a kept checklist that are missing); what is not recorded is no contradiction. REFUSED
 * where the rule leaves no room (a vote that did not pass, a re-admission too early or a second time). The
 * verdict's `param` says on what it rests. */
/* Does any set say anything of this event? */
bool dossier_event_is_asked(enum event_kind k);
struct verdict dossier_event_check(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct fact_event e);

#endif
