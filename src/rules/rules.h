/* The office's rules as pure functions: facts in, verdicts out; no clock, no database, no words.
 * Numbers of documents are those of the rule's own header. */
#ifndef TN_RULES_RULES_H
#define TN_RULES_RULES_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- events and stages (domain.md 1.12) ------------------------------------------------------ */

/* What happens to a candidate, in the order of the steps; stored as these numbers (table event_kind
 * holds the codes). Exits are 21 and up. */
enum event_kind {
	EVENT_FOUND = 1, /* found      phát hiện, giới thiệu (by a member or an organisation) */
	EVENT_LISTED = 2, /* listed     đưa vào danh sách cảm tình Đảng (cell resolution) */
	EVENT_CLASS = 4, /* class      giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng */
	EVENT_PAPERS = 5,	/* papers     được làm thủ tục (committee) */
	EVENT_DOSSIER = 6,	/* dossier    lập hồ sơ */
	EVENT_CELL_VOTE = 7,	/* cell       nghị quyết chi bộ đề nghị kết nạp */
	EVENT_COMMITTEE = 8,	/* committee  nghị quyết đảng ủy */
	EVENT_DECISION = 9,	/* decision   quyết định kết nạp */
	EVENT_CEREMONY = 10,	/* ceremony   lễ kết nạp: đảng viên dự bị */
	EVENT_RECOGNISED = 12,	/* recognised công nhận đảng viên chính thức */
	EVENT_OFF_LIST = 21,	/* off_list   đưa ra khỏi danh sách */
	EVENT_MOVED = 22,	/* moved      chuyển đi khỏi đảng bộ */
	EVENT_VOTE_FAILED = 23, /* vote_failed chưa đủ phiếu */
	EVENT_REFUSED = 24,	/* refused    cấp có thẩm quyền không đồng ý */
	EVENT_CANCELLED = 25,	/* cancelled  hủy quyết định */
	EVENT_STRUCK = 26,	/* struck     xóa tên */
	EVENT_DIED = 27,	/* died       từ trần */
	EVENT_RETURNED = 30,	/* returned   trở lại danh sách, chuyển về */
	EVENT_ARRIVED = 31, /* arrived    chuyển đến, với hồ sơ đã làm ở nơi khác */
};

/* How far someone has come. 3 and 11 are computed (an assignment; twelve months after the ceremony);
 * the exits keep their event's number. Stored beside the events for lists, proven equal by `check`. */
enum stage {
	STAGE_NONE = 0,
	STAGE_FOUND = 1,
	STAGE_LISTED = 2,
	STAGE_MENTORED = 3,
	STAGE_CLASS = 4,
	STAGE_PAPERS = 5,
	STAGE_DOSSIER = 6,
	STAGE_CELL_VOTE = 7,
	STAGE_COMMITTEE = 8,
	STAGE_DECISION = 9,
	STAGE_PROBATION = 10,
	STAGE_PROBATION_OVER = 11,
	STAGE_OFFICIAL = 12,
	STAGE_OFF_LIST = 21,
	STAGE_MOVED = 22,
	STAGE_VOTE_FAILED = 23,
	STAGE_REFUSED = 24,
	STAGE_CANCELLED = 25,
	STAGE_STRUCK = 26,
	STAGE_DIED = 27,
};

static inline bool stage_is_out(enum stage s)
{
	return s >= STAGE_OFF_LIST;
}
/* found or later, not out, no ceremony yet */
static inline bool stage_in_pipeline(enum stage s)
{
	return s >= STAGE_FOUND && s <= STAGE_DECISION;
}
static inline bool stage_is_member(enum stage s)
{
	return s >= STAGE_PROBATION && s <= STAGE_OFFICIAL;
}

struct fact_event {
	enum event_kind kind;
	struct date on;
};

/* What is known of one person. Events in any order. */
struct fact_person {
	struct date birth; /* may be a year alone, or unset */
	const struct fact_event *events;
	size_t event_count;
	struct date first_mentored; /* earliest assignment; unset: none */
	bool is_mentored;	    /* has or had an assignment, dated or not */
	struct date joined;	    /* of a member who was listed, not admitted here */
	struct date official;	    /* likewise */
	bool is_listed_member;	    /* came from the members' list, dates or not */
};

struct standing {
	enum stage stage; /* STAGE_PROBATION_OVER is never given here: see probation_over */
	struct date
		since; /* the day the stage was reached; may be unset (listed member, no dates) */
	bool is_candidate; /* has at least one event of EVENT_FOUND … EVENT_RECOGNISED */
};

/* The standing on `as_of` (unset: all events count), from events and assignments on or before it: by
 * step, then by date, never by the order of entry. An exit counts from its date until a later way
 * back (EVENT_RETURNED, or a later EVENT_LISTED). Returning from being taken off the list, struck off
 * or cancelled begins anew at FOUND/LISTED; from the other exits at the step that was reached. A
 * person without events is a member by `joined`/`official`/`is_listed_member`. */
struct standing standing_of(const struct fact_person *p, struct date as_of);

/* Was this person an official member on `day`? Recognised (or listed as official) on or before it
 * and not out. A listed member without any date is taken as official (records are incomplete); one
 * with a date of joining and none of recognition is probationary. `day` unset: now. */
bool was_official_on(const struct fact_person *p, struct date day);

/* ---- what contradicts what ---------------------------------------------------------------------- */

enum rule_id {
	RULE_NONE,
	RULE_FUTURE,	   /* a date after today */
	RULE_BEFORE_BIRTH, /* a date before the birth */
	RULE_ORDER,	   /* a later step dated before an earlier one; other: the step it hits */
	RULE_AFTER_EXIT,   /* a step after an exit without a way back; other: the exit */
	RULE_NO_EXIT,	   /* a way back without an exit before it */
	RULE_TWICE,	   /* the same step on the same day, or a second ceremony/decision/… */
	RULE_UNDER_AGE,	   /* under 18 by months (294-QĐ/TW 2025, 1.1) */
	RULE_OVER_AGE,	/* in or past the month of the 60th birthday (294-QĐ/TW 2025, 1.1; 06-HD/TW
				   2025, 1.1): needs a reason */
	RULE_PROBATION, /* recognised before twelve months (Điều lệ Đảng 2011, Điều 5) */
	RULE_NO_CEREMONY,	  /* recognised without ceremony, or cancelled without decision */
	RULE_MENTOR_NOT_OFFICIAL, /* a mentor must be an official member on the day (294-QĐ/TW 3.2) */
	RULE_MENTOR_SELF,	  /* nobody is his own mentor */
	RULE_MENTOR_TWICE,	  /* that mentor already has this candidate */
	RULE_MENTOR_THIRD,	  /* two mentors at a time */
	RULE_MENTOR_PERIOD,	  /* ends before it begins */
	RULE_CELL_PERIOD, /* a cell's or membership's end before its beginning; overlapping ones */
	RULE_CELL_CLOSED, /* the cell was not valid on that day */
	RULE_TARGET_DISAGREES, /* number and percentage of the same target differ */
	RULE_TARGET_NO_BASE,   /* a percentage without its base */
	RULE_PARTS,	       /* a part larger than its whole (official > members …) */
	/* of a rule set (dossier.h): the verdict's param has the citation */
	RULE_CERTIFICATE,      /* the certificate had lapsed when the cell considered it */
	RULE_MENTOR_MONTHS,    /* not long enough together with the mentor */
	RULE_NO_MENTOR,	       /* the last mentor's work had ended */
	RULE_DOSSIER_LAPSED,   /* the dossier was older than twelve months */
	RULE_STEP_MISSING,     /* of a dossier that is kept here; other: the step */
	RULE_PAPERS_MISSING,   /* detail: how many */
	RULE_EDUCATION,	       /* below what is asked */
	RULE_VOTE_FAILED,      /* the vote that was recorded did not pass */
	RULE_VOTE_COUNT,       /* the numbers of a vote contradict each other */
	RULE_VOTE_ROUNDS,      /* failed three times: reported to the higher committee */
	RULE_CHECK_OPEN,       /* the background check is not answered */
	RULE_CHECK_NEGATIVE,   /* answered: not qualified */
	RULE_CEREMONY_LATE,    /* after the limit: with the consent of the superior */
	RULE_DECISION_LATE,    /* after the limit and its extension */
	RULE_READMIT_WAIT,     /* before the waiting time has passed */
	RULE_READMIT_ONCE,     /* a second time */
	RULE_READMIT_EXCLUDED, /* by the way he left */
	RULE_READMIT_CONSENT,  /* without the written consent */
	RULE_MOVE_DECISION,    /* decided too long after the move: to be cancelled */
	RULE_SET_SHIPPED,      /* a shipped rule set is not changed; copy it */
	RULE_SET_USED,	       /* dossiers rest on it */
	RULE_REPORTER,	       /* a member or an association, not both */
	RULE_PROPOSED_MEMBER,  /* who is a member already is not proposed */
	RULE_TERM_SHIPPED,     /* a shipped entry of a list is renamed or closed, not removed */
	RULE_REGISTER_TAKEN,   /* this number stands in the register; detail: the paper */
	RULE_REGISTER_ORDER,   /* its day runs against that of another number; detail: which */
	RULE_REGISTER_TERM,    /* the day is not of the term */
	RULE_SIGNER_CELL,      /* a cell stands with who signs for a cell alone */
	RULE_PAPER_SUPERIOR,   /* a paper of the body above; detail: its name */
	RULE_PAPER_CELL,       /* a cell's paper about one who belongs to none */
	RULE_PAPER_CELLS,      /* a cell's paper about people of several cells */
	RULE_MERGE_SELF,       /* two records of one person of whom one named or helped the other */
	RULE_COUNT
};

enum verdict_kind { VERDICT_OK, VERDICT_REASON, VERDICT_REFUSED };

struct rule_cite; /* set.h */

struct verdict {
	enum verdict_kind kind; /* REASON: may go on with a written reason */
	enum rule_id rule;
	enum event_kind other; /* the event it contradicts, 0 if none */
	struct date other_on;
	int param;		      /* enum rule_param of the set it rests on; 0: none */
	long number;		      /* how many, where the rule tells it */
	const struct rule_cite *cite; /* where it stands, once somebody knows the set; NULL */
};

/* May `e` be added to what is known of p? `today` bounds the dates. Records of the past may miss
 * anything; only contradictions are refused. Age is asked for at the cell's meeting, or where that is
 * unknown at the earlier of decision and ceremony: in months, a year alone gives the benefit of the
 * doubt. */
struct verdict event_check(const struct fact_person *p, struct fact_event e, struct date today);

/* All of p's events held against one another, as after a correction or an import. */
struct verdict events_check_all(const struct fact_person *p, struct date today);

/* ---- ages, months ------------------------------------------------------------------------------ */

/* Whole calendar months from the month of birth to the month of `on` (tính theo tháng). -1 unknown. */
int age_months(struct date birth, struct date on);
/* Completed years on the day, or the difference of years where only the year is known. -1 unknown. */
int age_years(struct date birth, struct date on);
/* The day the twelve months end (Điều lệ Đảng 2011, Điều 5; 06-HD/TW 2025, 4.2). */
struct date probation_end(struct date ceremony);
/* Full calendar years since the last admission: as_of year minus admission year, less one for the
 * year that runs unless it has ended on as_of (31/12). */
int years_without(struct date last_admission, struct date as_of);
/* Age bands of the summary: 0 "18-30" … 6 "56-60", 7 "60+"; -1 unknown or below 18. Over 60 is band 7. */
int age_band(int years);
#define AGE_BANDS 8
extern const char *const age_band_code[AGE_BANDS];

/* ---- whole numbers ------------------------------------------------------------------------------ */

#define PERCENT_NONE (-1L)
/* Tenths of a percent of part in whole, half away from zero; PERCENT_NONE where whole is 0. */
long percent_tenths(long part, long whole);
/* base × hundredths / 10000, rounded up: "3 % of 356" → 11. Negative input gives 0. */
long target_from_percent(long base, long hundredths);

/* ---- the period's target ------------------------------------------------------------------------ */

struct fact_target {
	int from_year, to_year; /* equal: a yearly one */
	long count;
};
/* Sum of the yearly targets of every calendar year the period touches, unreduced; if no year has one,
 * the term's that touches it (the one that begins last); else -1. */
long target_of_period(const struct fact_target *t, size_t n, struct date from, struct date to);

/* ---- identity card ------------------------------------------------------------------------------ */

enum cccd_fault { CCCD_OK, CCCD_FORM, CCCD_SEX, CCCD_YEAR };
/* 12 digits, or CCCD_FORM (which refuses). The 4th digit tells century and sex, the 5th and 6th the
 * year (Thông tư 59/2021/TT-BCA, Điều 4): they only warn. sex 'm', 'f' or 0. */
enum cccd_fault cccd_check(const char *cccd, char sex, struct date birth);

/* Codes as stored and printed in JSON: "found", "listed", …; NULL for unknown. */
const char *event_code(enum event_kind kind);
bool event_from_code(const char *code, enum event_kind *ret);
const char *stage_code(enum stage s);

#endif
