/* A paper of a step, filled from the record (kind.h, field.h). Its text is a template: the shipped one is built in; the
 * office's own is a Word file in the folder beside the data (template.h). */
#ifndef TN_PAPER_PAPER_H
#define TN_PAPER_PAPER_H

#include "paper/field.h"
#include "report/doc.h"

/* What the clerk types for a field, instead of what the record has or lacks. */
struct paper_given {
	const char *field, *text;
};
struct paper_request {
	const struct paper_kind *kind;
	const struct person_id *people; /* of a paper about one person: one */
	size_t n;
	struct date on; /* the paper's day; unset: today */
	const char *
		number; /* as typed: "5" becomes 05-NQ/CB, anything else stays; NULL: room is left */
	const struct paper_given *given;
	size_t given_count;
	const char
		*folder; /* of the office's own texts: FOLDER/CODE.docx; NULL: the shipped ones */
};

/* A field that the text names and nothing fills. */
struct paper_gap {
	const struct paper_field *field;
	struct person_id person; /* whose; 0: the paper's own */
	char *name;		 /* of the person; NULL */
};
struct office_paper {
	struct doc doc; /* a gap stands in it as "……" */
	struct paper_gap *gaps;
	size_t gap_count, gap_cap;
	enum signer_body body; /* whose it is; of a cell's paper: which cell's */
	struct cell_id cell;
	char *filled; /* from the office's own text: the Word file as it goes out, kept until paper_done */
};
/* ERR_INVALID "people" for none, or several where the paper is about one; "field" for a given one that does not
 * exist; "template" (detail: where) for a shipped text that is wrong. ERR_REFUSED RULE_PAPER_SUPERIOR for a decision that
 * the body above makes, RULE_PAPER_CELLS for a cell's paper about people of several cells. */
int paper_make(
	struct db *db, const struct paper_request *q, struct office_paper *ret, struct err *err);
void paper_done(struct office_paper *p);
/* As a Word file: of an own text with all its looks. To doc.keep_existing. */
int paper_write_docx(const struct office_paper *p, const char *path, struct err *err);
/* The folder of own texts beside the database: "…/mau". To the caller; NULL without memory. */
char *paper_folder(const char *db_path);
/* Gaps that must be filled before it goes out; the rest is room for the number. */
size_t paper_gaps_open(const struct office_paper *p);
/* Day and number that the record already has for this very paper; unset and "" where it has none. *ret_number to the
 * caller. */
int paper_recorded(struct db *db, const struct paper_kind *kind, struct person_id person,
	struct date *ret_on, char **ret_number, struct err *err);

/* The template as a document, with its fields as they are written: to be edited, or to be looked at. */
int paper_template(const struct paper_kind *kind, struct doc *ret, struct err *err);
/* The same as FOLDER/CODE.docx, for the office to edit: the folder is made where it is missing. *ret_path, to the caller,
 * is set on failure, too (NULL without memory). ERR_EXISTS "file": the office has its own already. */
int paper_template_write(
	const struct paper_kind *kind, const char *folder, char **ret_path, struct err *err);

#endif
