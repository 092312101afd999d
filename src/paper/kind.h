/* The papers that the office makes itself, each filled from the record of a person, or of several at a cell's meeting.
 * A further one is a line of the table and a template (templates/CODE.txt). */
#ifndef TN_PAPER_KIND_H
#define TN_PAPER_KIND_H

#include "core/book.h"
#include "rules/vote.h"

struct paper_kind {
	const char *code;  /* of the command line and of the template */
	const char *what;  /* N_(), as it is offered */
	const char *word;  /* NGHỊ QUYẾT; Vietnamese like all that a paper says */
	const char *title; /* the trích yếu, as the form has it (domain.md 2) */
	const char *form; /* its number, where that is confirmed for all (12-HD/BTCTW 2022); NULL */
	enum signer_body body;
	enum paper_type type;	   /* of its number */
	enum event_kind step;	   /* that it is about, or leads to */
	enum vote_purpose purpose; /* of the votes that it tells; 0: none */
	bool is_of_many;	   /* one paper for several people */
	bool is_unsigned;	   /* neither letterhead nor signature: for the office's own use */
	/* Fields that have the day and the number of this very paper, once its step is recorded; NULL: none has. */
	const char *day, *number;
};
extern const struct paper_kind paper_kinds[];
extern const size_t paper_kind_count;
/* NULL: there is none of that code. */
const struct paper_kind *paper_kind_of(const char *code);

#endif
