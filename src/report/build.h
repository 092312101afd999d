/* What the reports share while they build: the document with its head, doors and their people. */
#ifndef TN_REPORT_BUILD_H
#define TN_REPORT_BUILD_H

#include "core/task.h"
#include "report/figures.h"
#include "report/json.h"
#include "report/report.h"

/* Who stands behind a door: a predicate over admissions, or over the pipeline. */
struct door_rule {
	enum { DOOR_NOW, DOOR_BEFORE, DOOR_PIPELINE, DOOR_LIST } of;
	bool (*test)(const struct admission *a, int arg);
	int arg;
	size_t cell;	/* DOOR_PIPELINE: index in figures.cells; SIZE_MAX: all */
	int stage;	/* DOOR_PIPELINE: a stage, 0: all in the pipeline, -1: all candidates */
	size_t from, n; /* DOOR_LIST: part of report.listed */
};

struct frozen_names;
#define ICS_OFFICE_MAX 17
/* What is due, with where it stands. */
struct report;
struct due_row {
	struct task_row t;
	struct deadline how;
	struct rule_cite cite; /* of the rulebook: lives as long as the connection */
	const char *set;       /* number of the rule set */
	char *cell;	       /* its name on the day of the report; NULL: without one */
	char *missing;	       /* single papers that are missing, where the dossier is kept here */
	bool is_before;	       /* due before the period */
};
void report_due_done(struct report *r);

struct report {
	struct report_request q;
	struct date today; /* the day of the paper itself: of its head and stamp */
	struct date day;   /* what was taken for today while it was made */
	struct doc doc;
	struct figures f;
	VEC(struct door_rule) doors;  /* door k is doors.v[k - 1] */
	VEC(struct person_id) listed; /* people that reports keep for their doors */
	struct strbuf json;
	VEC(struct due_row) due; /* REPORT_DUE, in the order of days */
	struct frozen_names
		*names;	  /* of one that was kept and opened again (frozen.h); else NULL */
	long corrections; /* of the corrections of another (corrections.h): how many */
	char office[ICS_OFFICE_MAX]; /* REPORT_DUE: what tells this database from others */
};

/* A door for the rule; 0 without memory (the document is then failed). */
int report_door(struct report *r, struct door_rule rule);
int report_door_now(struct report *r, bool (*test)(const struct admission *a, int arg), int arg);

/* Head, title, subtitle with the period, foot. `what` is already translated. */
int report_head(struct db *db, struct report *r, const char *what, struct err *err);
/* The paragraph that says which date counts and until when. */
void report_basis(struct report *r);

/* Does its first paragraph say that it is of a past day? */
bool report_says_past(const struct report *r);
/* Bytes that were kept, appended to `out`. */
int report_kept(const struct strbuf *kept, struct strbuf *out, struct err *err);

/* Cells of a table: text of a number, "-" where there is none. */
void report_number(struct report *r, struct doc_table *t, size_t column, int door, long n);
void report_percent(struct report *r, struct doc_table *t, size_t column, long tenths);

/* One file each: builds document and JSON from r->f. */
int report_build_admissions(struct db *db, struct report *r, struct err *err);
int report_build_pipeline(struct db *db, struct report *r, struct err *err);
int report_build_cells(struct db *db, struct report *r, struct err *err);
int report_build_mentors(struct db *db, struct report *r, struct err *err);
int report_build_targets(struct db *db, struct report *r, struct err *err);
int report_build_due(struct db *db, struct report *r, struct err *err);
int report_build_forecast(struct db *db, struct report *r, struct err *err);
int report_build_times(struct db *db, struct report *r, struct err *err);
int report_build_map(struct db *db, struct report *r, struct err *err);
int report_build_sourcing(struct db *db, struct report *r, struct err *err);
int report_build_obstacles(struct db *db, struct report *r, struct err *err);
int report_build_evaluation(struct db *db, struct report *r, struct err *err);
int report_build_form2(struct db *db, struct report *r, struct err *err);
int report_build_turnaround(struct db *db, struct report *r, struct err *err);
int report_build_health(struct db *db, struct report *r, struct err *err);
int report_build_trends(struct db *db, struct report *r, struct err *err);
/* At the end of the admission summary of whole years: what was done for sources, limits and causes; nothing
 * where nothing of it is recorded. `j` stands in the summary's outer object. */
int report_add_causes(struct db *db, struct report *r, struct json *j, struct err *err);
/* The JSON of the admission summary (its shape is a contract: other programs read it). */
void report_admissions_json(struct report *r, struct json *j);

#endif
