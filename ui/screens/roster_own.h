/* What the screens of the lists of people share. */
#ifndef TN_UI_SCREENS_ROSTER_OWN_H
#define TN_UI_SCREENS_ROSTER_OWN_H

#include "report/roster.h"
#include "ui/list_view.h"
#include "ui/screens/screens.h"

/* Which columns, in which order: places in roster_columns. */
struct roster_choice {
	int v[ROSTER_COLUMNS_MAX];
	int n;
};
/* From codes with spaces between; codes that no longer exist are left out. */
void roster_choice_from(struct roster_choice *c, const char *codes);
/* To the caller; NULL without memory. */
char *roster_choice_codes(const struct roster_choice *c);
/* A list of all columns, those that are shown first: Space takes and leaves one, u and d move it. `choice` changes while
 * it is open and must outlive it; the list's own columns come back with m. */
int roster_choose_open(struct app *app, const struct roster *roster, struct roster_choice *choice,
	struct err *err);

/* The rows of a list. `columns`: codes; `order`: the code of the column to sort by, with "-" before it the other way
 * round; `name` that the choice was saved under. All three may be NULL. */
int roster_rows_open(struct app *app, const struct roster *roster, struct cell_id cell,
	const char *columns, const char *order, const char *name, struct err *err);

/* Asks for a name and saves columns and order under it. ERR_STOPPED: the user left. *ret: the name, to the caller. */
int roster_save_choice(struct app *app, const struct roster *roster,
	const struct roster_choice *choice, const char *order, const char *name, char **ret,
	struct err *err);

/* ---- between the files of the rows' screen ---------------------------------------------------------- */

enum { ROSTER_SHOWN_MAX = LIST_COLUMNS_MAX - 1 };
struct roster_view {
	struct list_ops ops; /* its own: the columns are not always the same */
	struct column columns[ROSTER_SHOWN_MAX + 1];
	struct office *office;
	struct roster_request q;
	struct roster_choice choice;
	char *name; /* that the choice was saved under; NULL */
	size_t shown;
	bool has_more; /* than the screen shows */
};
struct roster_line {
	struct list_row row; /* the person; of mentors the place, for a person may have several */
	int64_t person;
	char code[40];			 /* of the cell */
	char *cells[ROSTER_COLUMNS_MAX]; /* also those that the screen has no place for */
	int n;
};
enum roster_way { ROSTER_TO_FILE, ROSTER_TO_PRINTER, ROSTER_TO_PAGES };
/* In act(): the list on top goes out as it is seen, with all its columns. */
int roster_out(struct app *app, const struct roster_view *c, enum roster_way way, struct err *err);
/* Asks for cell and period. */
int roster_ask_only(struct app *app, struct roster_request *q, struct err *err);

#endif
