/* What the screens of the health of the data share. */
#ifndef TN_UI_SCREENS_HEALTH_OWN_H
#define TN_UI_SCREENS_HEALTH_OWN_H

#include "core/health.h"
#include "ui/list_view.h"
#include "ui/screens/health.h"

/* Read once for all of the screens that are open over one another; each has a hold on it. */
struct health_data {
	struct app *app;
	struct office *office;
	int holds;
	bool is_read;
	struct health health;
};
struct health_data *health_data_hold(struct health_data *d);
void health_data_drop(struct health_data *d);
/* Reads anew what was read of older data. `progress` NULL: none is shown. */
int health_data_renew(struct health_data *d, bool (*progress)(void *ctx, long done, long all),
	void *ctx, struct err *err);
/* The progress of an action: in the status line, stopped by Esc. ctx: the app. */
bool health_progress(void *ctx, long done, long all);
bool health_is_old(const struct health_data *d);

/* In a scope the cell is known by its id: places change when the data is read anew. -1: all; 0: none. */
struct health_view {
	int64_t cell;
	int side, rule;
	bool accepted;
};
#define HEALTH_OF_ALL (-1)
struct health_scope health_scope_of(const struct health *h, const struct health_view *v);
/* "Ấp 1 · Đủ": what the view is narrowed to. */
void health_view_add(struct strbuf *b, const struct health_data *d, const struct health_view *v);
/* In short; of place `cells.n - 1` the words for no cell. */
int health_cell_name(
	struct db *db, const struct health *h, size_t place, struct strbuf *b, struct err *err);

/* The faults of a view by field. */
int health_faults_open(
	struct app *app, struct health_data *d, struct health_view v, struct err *err);
/* Whom it is about, one by one; with `mend` the first one's form is opened at once. */
int health_people_open(
	struct app *app, struct health_data *d, struct health_view v, bool mend, struct err *err);

/* ---- the rows of the list of faults ------------------------------------------------------------------ */

/* More rows than anybody mends one by one; of more, the foot says so. */
enum { HEALTH_ROWS_MAX = 20000, HEALTH_CACHE = 256, HEALTH_ROW_RULES = 256 };

/* The value of a row, read when it is seen. */
struct health_cached {
	int64_t row;
	char *value;
};

struct health_rows {
	struct health_data *data;
	struct health_view view;
	struct health_cached cache[HEALTH_CACHE];
	long found; /* in the scope, of which the first HEALTH_ROWS_MAX are here */
};

struct health_row {
	struct list_row row; /* person (of a cell its place below 0) and rule */
	int64_t person;
	struct cell_id cell;
	unsigned rule;
	enum stage stage; /* 0: a cell's */
	int place;	  /* by name */
	char name[200], cell_name[120], code[40];
};
/* list_source.load */
int health_rows_load(void *ctx, struct list *list, struct err *err);
void health_rows_clear(struct health_rows *p);
/* What stands there, as a judgement keeps it; NULL: nothing. To the caller; the other one is kept for the next painting. */
char *health_row_value(const struct health_rows *p, const struct health_row *row);
const char *health_row_seen(struct health_rows *p, const struct health_row *row);

/* ---- mending ----------------------------------------------------------------------------------------- */

/* Opens what mends the fault. 0: saved there; 1: a page was opened over the list; ERR_STOPPED: left. */
#define HEALTH_OPENED 1
int health_mend(struct app *app, struct person_id person, struct cell_id cell, size_t rule,
	struct err *err);

#endif
