/* What the list, the form and the deeds of the books share. */
#ifndef TN_UI_SCREENS_BOOK_OWN_H
#define TN_UI_SCREENS_BOOK_OWN_H

#include "ui/form.h"
#include "ui/list_view.h"
#include "ui/screens/book.h"
#include "ui/screens/office.h"

struct book_list {
	struct office *office;
	enum book_kind kind;
	struct book_query q;
	char *title; /* of whom or what; NULL: of all */
	int year;    /* of dated books; 0: all years, or q.from to q.to */
	bool is_all; /* obstacles: those that have ended too */
	char foot[240];
	struct column columns[BOOK_FIELDS_MAX + 1];
	struct action actions[16];
	struct list_ops ops;
};

struct book_line {
	struct list_row row;
	char *words[BOOK_FIELDS_MAX]; /* by field, as people read them; only of what is listed */
	char *raw[BOOK_FIELDS_MAX];   /* as the database has them */
	char code[40];		      /* of its cell */
};
/* What says the same in every row of this list is left out of it. */
bool book_is_listed(const struct book_list *l, const struct book_field *f);
void book_make_columns(struct book_list *l);

/* ---- what only some books can do ------------------------------------------------------------------ */

struct book_deed {
	enum book_kind kind;
	struct action action; /* one with the keys of a common action stands in its place */
	/* `row` is read anew: NULL where the action needs none. */
	int (*act)(
		struct app *app, struct book_list *l, const struct book_row *row, struct err *err);
	/* NULL: always. */
	bool (*can)(const struct book_list *l, const struct book_row *row);
};
enum { BOOK_DEEDS = 100 }; /* where their action ids begin */
extern const struct book_deed book_deeds[];
extern const size_t book_deed_count;

/* ---- records ---------------------------------------------------------------------------------------- */

/* What is shown for a field: as book_value_add; a shipped term by its translated name, a cause of the list with the list's
 * side. */
int book_cell_add(struct db *db, struct strbuf *b, enum book_kind kind, const struct book_row *row,
	size_t field, struct err *err);
/* All of a record, a line each field, to read. */
int book_show(struct app *app, enum book_kind kind, int64_t id, struct err *err);
/* The form of the record that is there. */
int book_edit(struct app *app, enum book_kind kind, int64_t id, struct err *err);
/* Only some fields of a record that is there: all of them must be filled in, days begin with today. */
struct book_part {
	const char *title; /* N_() */
	const char *columns[3];
};
int book_form_part(struct app *app, enum book_kind kind, int64_t id, const struct book_part *part,
	struct err *err);
/* Asks, naming what is lost. */
int book_ask_remove(struct app *app, enum book_kind kind, int64_t id, struct err *err);
/* An open one about the lower-secondary diploma that the standing committee does not know of. */
int obstacle_is_unreported(struct db *db, const struct book_row *row, bool *ret, struct err *err);
/* After a new obstacle: is it reported today? If not, says that it is to be done. */
int obstacle_ask_report(struct app *app, int64_t id, struct err *err);
int obstacle_report(struct app *app, int64_t id, struct err *err);

/* ---- lookups of the office's lists and of records ------------------------------------------------- */

/* ctx begins so. */
struct book_lookup {
	struct db *db;	     /* first: lookup.h */
	struct cell_id cell; /* records of this cell; 0: of all */
};
typedef int book_lookup_fn(void *ctx, const char *typed, struct picks *ret, struct err *err);
/* Open terms of a list. */
book_lookup_fn *lookup_term_of(enum term_list list);
/* Heads, activities and reviews, the latest first. NULL: none of other books. */
book_lookup_fn *lookup_record_of(enum book_kind kind);
/* Members; the value is the name itself. */
int lookup_name(void *ctx, const char *typed, struct picks *ret, struct err *err);
/* "One of the list. …" with where the office's lists are kept. */
const char *lookup_term_hint(void);

#endif
