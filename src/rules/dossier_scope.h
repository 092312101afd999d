/* What the files of the dossier's rules share. */
#ifndef TN_RULES_DOSSIER_SCOPE_H
#define TN_RULES_DOSSIER_SCOPE_H

#include "rules/dossier.h"

/* The way that runs; the joining of a probationary member who was listed, not admitted here, is its ceremony. */
struct way way_now(const struct fact_dossier *d, enum stage *ret_stage);
/* Has this step, or a later one, been taken? The class is asked for by itself. */
bool way_reached(const struct way *w, enum event_kind step);

const struct fact_paper *paper_fact(
	const struct fact_dossier *d, const char *code); /* NULL: none */

/* On what the committee's resolution rests: its own time, or where none is set its majority. */
enum rule_param committee_param(const struct rule_set *set);

/* From which day the dossier's age counts; unset: not compiled. */
struct date dossier_compiled(
	const struct fact_dossier *d, const struct way *w, const struct rule_set *set);
/* Its last day; unset: none. */
struct date dossier_until(
	const struct fact_dossier *d, const struct way *w, const struct rule_set *set);

/* The latest vote on or before `on` (unset: of all); NULL: none. */
const struct fact_vote *vote_last(const struct fact_dossier *d, enum vote_purpose purpose,
	enum vote_body body, struct date on);
/* Failed rounds in a row up to and with `on` (unset: all); no rule: none has failed. */
int failed_rounds(const struct fact_dossier *d, const struct rule_set *set,
	enum vote_purpose purpose, enum vote_body body, struct date on);

/* From when the months with a mentor are full: unset, they are (or are waived). `on`: only those who
 * helped then, and *ret_any says whether anybody did; unset: those who help now. */
struct date mentor_full(
	const struct fact_dossier *d, const struct rule_set *set, struct date on, bool *ret_any);
/* On what the education asked of this person rests. */
enum rule_param education_param(const struct fact_dossier *d);
/* The least education asked of this person; 0: none. */
long education_least(const struct fact_dossier *d, const struct rule_set *set);
/* The first day of the month in which this age is reached; unset: birth unknown. A year alone gives the
 * benefit of the doubt. */
struct date age_begins(struct date birth, long months, bool is_upper);
/* Is it an admission again: said so, or the events here tell of a membership that ended? */
bool comes_again(const struct fact_dossier *d);
enum rule_param readmit_param(const struct fact_dossier *d); /* its waiting time */
/* Since when somebody may be admitted again; unset: no waiting time is known. */
struct date readmit_from(const struct fact_dossier *d, const struct rule_set *set);
/* Never again? */
bool readmit_never(const struct fact_dossier *d, const struct rule_set *set);
/* On what the time for its answer rests. */
enum rule_param check_param(const struct fact_inquiry *q);
/* When its answer is there, for which the whole of its time is counted: overdue, it may come from tomorrow on any
 * day. A paper that is in hand does not answer what the receiver asks again (06-HD/TW 2025, 3.9c). Unset:
 * nothing is waited for. */
struct date answer_due(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, const struct fact_inquiry *q, struct date today);
/* Is the paper with its answer in hand, or not needed? */
bool check_paper_is_done(const struct fact_dossier *d, const struct rule_set *set);
/* Answered, the last time it was, with no. */
bool check_is_negative(const struct fact_dossier *d);
bool check_is_answered(const struct fact_dossier *d);
/* The last of `days` working days after `from`, or the later day granted in writing for `of`: no further than
 * the set lets it be extended. Unset: the set has no limit, or `from` is not known; ret_how (may be NULL) is
 * untouched then, and zero where a day that was granted counts. */
struct date limit_of(const struct fact_dossier *d, const struct rule_set *set,
	const struct calendar *cal, struct date from, enum rule_param days, enum need_kind of,
	struct deadline *ret_how);
/* Came with the cell's resolution of another place: the receiver's clock counts (06-HD/TW 2025, 3.9b). */
bool receiver_decides(const struct fact_dossier *d, const struct way *w);
/* The ceremony's clock begins here; unset: not decided. */
struct date ceremony_clock(
	const struct fact_dossier *d, const struct way *w, const struct rule_set *set);

#endif
