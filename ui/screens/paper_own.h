/* What the screens of papers share: a paper in the making. */
#ifndef TN_UI_SCREENS_PAPER_OWN_H
#define TN_UI_SCREENS_PAPER_OWN_H

#include "base/vec.h"
#include "paper/paper.h"
#include "ui/screens/paper.h"

/* A gap that the clerk has agreed to fill in by hand. */
struct paper_left {
	const struct paper_field *field;
	struct person_id person;
};

struct paper_making {
	struct office *office;
	const struct paper_kind *kind;
	struct person_id *people;
	size_t n;
	struct date on;
	bool is_dated;		       /* number and day are the clerk's, no longer the record's */
	char *number;		       /* as typed, or as the record has it; "": none */
	VEC(struct paper_given) given; /* for this paper alone; their texts are owned */
	VEC(struct paper_left) left;
	char *folder; /* of the office's own texts */
	bool is_own;  /* its text is there */
	struct office_paper paper;
	bool is_made; /* else: why not */
	struct err why_not;
};

int paper_open(struct app *app, const struct paper_kind *kind, const struct person_id *people,
	size_t n, struct err *err);
/* "Quyết định kết nạp (9-KNĐ)" */
void paper_kind_add(struct strbuf *b, const struct paper_kind *k);
/* Day and number to begin with: the record's own, where the paper is of one person and has them; else today and "". */
int paper_begin(struct db *db, const struct paper_kind *kind, const struct person_id *people,
	size_t n, struct date *ret_on, char **ret_number, struct err *err);
/* This kind's text into the folder, for the office to edit; says where. */
int paper_write_template(struct app *app, const struct paper_kind *kind, struct err *err);

/* What is typed for this paper alone: NULL takes it away. */
const char *paper_typed(const struct paper_making *m, const struct paper_field *f);
int paper_type_in(
	struct paper_making *m, const struct paper_field *f, const char *text, struct err *err);

/* ---- questions ------------------------------------------------------------------------------------ */

/* The form where this gap is mended. */
int paper_mend(struct app *app, struct paper_making *m, struct paper_gap gap, struct err *err);
/* What is typed for this paper alone: `f`, or all that no record has if it is one of these. */
int paper_type_form(
	struct app *app, struct paper_making *m, const struct paper_field *f, struct err *err);
/* Number and day. */
int paper_number_form(struct app *app, struct paper_making *m, struct err *err);
/* Its number in the register: free (or none that the register counts), there for this paper, or for another one, with
 * what that is in `detail`. */
enum paper_entry { ENTRY_NONE, ENTRY_OF_THIS, ENTRY_OF_OTHER };
int paper_registered(const struct paper_making *m, enum paper_entry *ret, char *detail, size_t size,
	struct err *err);
/* Has the clerk agreed that it stays open? */
bool paper_is_left(const struct paper_making *m, const struct paper_gap *g);

/* ---- out ------------------------------------------------------------------------------------------ */
/* Each asks first whether what is missing is left to be filled in by hand, and afterwards whether the paper goes into
 * the register. */

int paper_out_save(struct app *app, struct paper_making *m, struct err *err);
int paper_out_print(struct app *app, struct paper_making *m, struct err *err);
/* The pages, over the screen of the paper. */
int paper_out_pages(struct app *app, struct paper_making *m, struct err *err);

#endif
