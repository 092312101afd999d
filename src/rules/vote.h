/* Votes in whole numbers (06-HD/TW 2025, 3.6b, 3.6c, 3.7a, 4.6; 294-QĐ/TW 2025, 4.2.3). */
#ifndef TN_RULES_VOTE_H
#define TN_RULES_VOTE_H

#include "rules/set.h"

enum vote_purpose { VOTE_ADMISSION = 1, VOTE_RECOGNITION, VOTE_REMOVAL };
enum vote_body { VOTE_CELL = 1, VOTE_COMMITTEE, VOTE_DECIDER };

struct fact_vote {
	enum vote_purpose purpose;
	enum vote_body body;
	int round; /* 1, 2, … */
	struct date on;
	long base;     /* who must attend: those left out are not in it */
	long left_out; /* excused, suspended, temporarily elsewhere: only told */
	long present;  /* of the base */
	long yes, no, invalid;
	bool is_secret;		       /* bỏ phiếu kín; else by card or open */
	struct rule_fraction fraction; /* of the body that decided on that day; den 0: the set's */
};

enum vote_fault {
	VOTE_FINE,
	VOTE_NO_BASE, /* the base is none or less */
	VOTE_PRESENT, /* more present than in the base */
	VOTE_COUNT,   /* yes + no + invalid more than present */
	VOTE_NEGATIVE,
};
enum vote_fault vote_check(const struct fact_vote *v);
/* den·yes ≥ num·base, or > where more than is asked. */
bool vote_passes(struct rule_fraction f, long yes, long base);
/* The least number of votes that passes. */
long vote_needed(struct rule_fraction f, long base);
/* Failed rounds in a row of one purpose and body, up to the latest; `f` where a vote has no fraction of its
 * own. */
int vote_failed_rounds(const struct fact_vote *v, size_t n, enum vote_purpose purpose,
	enum vote_body body, struct rule_fraction f);

#endif
