/* Named fields of papers: {{ho_ten}} in a template. Their names are Vietnamese without marks, for the office types
 * them in its word processor. Values are read from the record; what the record does not have is a gap. */
#ifndef TN_PAPER_FIELD_H
#define TN_PAPER_FIELD_H

#include "core/dossier.h"
#include "core/letterhead.h"
#include "paper/kind.h"

/* Where a gap is mended. */
enum paper_mend {
	MEND_PERSON,  /* the person's data */
	MEND_EVENT,   /* paper_field.arg: enum event_kind, its day and number */
	MEND_VOTE,    /* arg: enum vote_body, of the kind's purpose */
	MEND_MENTOR,  /* an assignment */
	MEND_OFFICE,  /* the committee's names */
	MEND_SIGNER,  /* the book of signers */
	MEND_DECIDER, /* who decides about whom, from when */
	MEND_TYPE,    /* typed when the paper is made: no record has it */
	MEND_NUMBER,  /* the paper's own number: typed, or room is left for it */
	MEND_NOWHERE, /* always there */
};

struct paper_source;
struct paper_field {
	const char *name;
	const char *label; /* N_() */
	enum paper_mend mend;
	int arg;
	int (*get)(const struct paper_source *s, int arg, struct strbuf *b, struct err *err);
};
extern const struct paper_field paper_fields[];
extern const size_t paper_field_count;
/* By name, with or without ds_ before it; NULL: there is none. */
const struct paper_field *paper_field_of(const char *name);
/* Is it of the person, or of the paper as a whole? */
bool paper_field_is_of_person(const struct paper_field *f);
/* Of one with MEND_VOTE: whose vote. */
enum vote_body paper_field_body(const struct paper_field *f);
/* Where it is mended, as a place in the program: N_(). */
const char *paper_mend_label(enum paper_mend m);

/* Head and foot of the paper, as texts. */
struct paper_head {
	struct letterhead of;
	char *number;	  /* "Số 05-NQ/CB"; with room where the number is not known */
	char *place_date; /* "Tiến Hưng, ngày 05 tháng 02 năm 2026" */
	bool has_number;
};
/* What the values are read from: one person's record on the paper's day. */
struct paper_source {
	struct db *db;
	const struct paper_kind *kind;
	struct date on;
	size_t place; /* in a list, from 1 */
	struct dossier_view view;
	struct person_history history;
	const struct paper_head *head;	   /* NULL: without */
	const struct authority *authority; /* who decides on the day; NULL: unknown */
	char *cell_name, *committee_name,
		*signing; /* "Chi bộ Ấp 1", "Đảng ủy xã …", who decides as it signs */
};
int paper_source_load(struct db *db, const struct paper_kind *kind, struct person_id person,
	struct date on, struct paper_source *ret, struct err *err);
void paper_source_done(struct paper_source *s);
/* The cell that the person belonged to on the day; of a day before the first the first. 0: none. */
struct cell_id paper_cell_on(const struct person_history *h, struct date day);

#endif
