/* Are two records one person? A score with its reasons, pairs over the whole database, merging, "not the same". */
#ifndef TN_CORE_SAME_H
#define TN_CORE_SAME_H

#include "core/act.h"

/* Why two records may be one person, or may not. */
enum same_reason {
	SAME_CCCD = 1,	/* the same number */
	SAME_CCCD_SLIP, /* one digit other, or two changed places */
	SAME_NAME, /* the same name: case, marks' place, i/y, spaces, full-width letters aside */
	SAME_NAME_MARKS,    /* the same but for marks */
	SAME_NAME_INITIALS, /* N. V. An */
	SAME_NAME_SLIP,	    /* a letter or mark other, missing or too many */
	SAME_NAME_TURNED,   /* two words changed places */
	SAME_NAME_SHORT,    /* a word missing */
	SAME_BIRTH,
	SAME_BIRTH_YEAR,   /* of one of them no more is known */
	SAME_BIRTH_TURNED, /* day and month changed places */
	SAME_BIRTH_SLIP,   /* one digit other, or two neighbours turned */
	SAME_PHONE,
	SAME_HOME,
	SAME_CELL,
	/* against */
	OTHER_NAME,
	OTHER_CCCD,
	OTHER_SEX,
	OTHER_BIRTH,
	SAME_REASONS
};

enum same_level { SAME_NO, SAME_MAYBE, SAME_LIKELY, SAME_SURE };

struct same_verdict {
	enum same_level level;
	int score; /* 0 to 100 */
	enum same_reason reasons[8];
	size_t n;
};
const char *same_level_label(enum same_level level); /* N_(): "certainly", "likely", "perhaps" */
const char *same_reason_code(
	enum same_reason reason); /* for other programs: "birth", "name-slip" */
/* Pure: what is compared are the persons' own fields, and the cell. Where birth or sex are not recorded, those of a
 * valid CCCD stand for them. */
int same_compare(
	const struct person *a, const struct person *b, struct same_verdict *ret, struct err *err);
/* "the same birth date, the same phone": translated. */
void same_reasons_add(struct strbuf *b, const struct same_verdict *v);

struct same_pair {
	struct person_id a, b; /* a.v < b.v */
	struct same_verdict verdict;
};
/* Who in the database may be this person (id 0: not stored yet; others than himself); likeliest first, at most `max`.
 * Pairs that were judged not the same are left out. */
int same_find(struct db *db, const struct person *p, struct same_pair *ret, size_t max,
	size_t *ret_n, struct err *err);
/* Who a name (with its birth and cell) that is being entered may be: the likeliest first, then whoever has the same name
 * and may have this birth, in whatever cell; at most `max` (of 16). */
struct same_known {
	struct person_id id;
	char why[200]; /* the reasons in words, translated */
};
int same_known_find(struct db *db, const struct person *p, struct same_known *ret, size_t max,
	size_t *ret_n, struct err *err);
/* All pairs of the database, likeliest first; the array is the caller's (free). `progress` (may be NULL) is told how far
 * it is and says true to stop: ERR_STOPPED. */
int same_pairs(struct db *db, bool (*progress)(void *ctx, long done, long total), void *ctx,
	struct same_pair **ret, size_t *ret_n, struct err *err);
/* The same for many people one after another (an import): everybody as he stands now, read once, so that each of them
 * takes no time worth mentioning. Judgements are not asked. */
struct same_index;
int same_index_make(struct db *db, struct same_index **ret, struct err *err);
/* ERR_NOT_FOUND "person": he was not there when the index was made. */
int same_index_find(struct same_index *x, struct person_id id, struct same_pair *ret, size_t max,
	size_t *ret_n, struct err *err);
void same_index_free(struct same_index *x);
/* "Not the same": remembered with its day and note; such a pair is shown no more. */
int same_judge_other(struct db *db, const struct act_by *by, struct person_id a, struct person_id b,
	const char *note, struct err *err);
/* Was that said of the two (a.v < b.v)? */
int same_is_judged(
	struct db *db, struct person_id a, struct person_id b, bool *ret, struct err *err);

/* ---- making one of two ------------------------------------------------------------------------------- */

/* What stands in the person's own row, to be chosen of one of the two. */
struct same_field {
	const char *field, *label; /* column of person; N_() */
};
extern const struct same_field same_fields[];
extern const size_t same_field_count;
/* The field's value in words; nothing where it is empty. */
int same_field_add(
	struct db *db, struct strbuf *b, const struct person *p, size_t field, struct err *err);
/* What both have once and tell otherwise: a step or an exit with two days, a vote of one round with two results. One of them
 * stands, with what it lacks from the other; its note says the rest, so that nothing is lost. */
struct same_double {
	bool is_vote;
	int64_t id[2];	   /* rows of event or vote: of keep, of drop */
	const char *label; /* N_(): the step, or who voted */
	int round;	   /* of a vote */
	char *text[2];	   /* the day, papers and figures in which they differ, translated */
	bool second_stands;
};

/* What stands of two. */
struct same_take {
	unsigned
		fields; /* those of drop: bits by the places in same_fields; the empty ones are taken anyway */
	struct same_double *doubles;
	size_t double_count;
};
void same_take_done(struct same_take *take);
/* "Đưa vào danh sách", "Phiếu 1, chi bộ": translated. */
void same_double_label(struct strbuf *b, const struct same_double *d);
/* Of the fields those of which `drop` knows more: a whole date, a name with its marks, a number that agrees with its owner.
 * Of the doubles being found on the earlier day, and what has a paper before what has none; else keep's. The caller ends
 * it (same_take_done), after an error, too. */
int same_propose(struct db *db, const struct person *keep, const struct person *drop,
	struct same_take *ret, struct err *err);
/* What was chosen before, as far as it is still to be chosen among. */
void same_take_choose(struct same_take *take, const struct same_take *chosen);

/* Makes one of two: `keep` takes over every event, assignment, paper and record of `drop`, and the fields that are
 * chosen; then `drop` is gone. One act ("person_merge"), which undo_act takes back. `take` NULL: as same_propose says, as
 * is anything that it does not name.
 * What both have once and cannot have twice becomes one that keeps the papers and notes of both: events of a kind on one
 * day, the doubles as they are chosen, assignments to one mentor that overlap, the dossiers of the way that runs with
 * their papers, duties, monthly reports, months of the follow-up, statistics. Of the memberships those of the one whose
 * cell is taken stand; the other's stand as far as they lie before them, and the note says which do not.
 * ERR_REFUSED with the rule, the event in err->subject and the one it contradicts in err->other: an order that does not
 * fit, one who helps or named the other, three mentors at a time. */
int same_merge(struct db *db, const struct act_by *by, struct person_id keep, struct person_id drop,
	const struct same_take *take, struct err *err);
/* The same of the two as somebody has them before him: ERR_CONFLICT "person" where one was changed since, for the values
 * that he chose among may be others by now. */
int same_merge_seen(struct db *db, const struct act_by *by, const struct person *keep,
	const struct person *drop, const struct same_take *take, struct err *err);

#endif
