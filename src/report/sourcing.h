/* What the reports of the sourcing work share. */
#ifndef TN_REPORT_SOURCING_H
#define TN_REPORT_SOURCING_H

#include "core/work.h"
#include "report/table.h"

/* Where a name came from: the id of an association, or one of these. */
enum { SOURCE_NONE = -3, SOURCE_HEAD, SOURCE_MEMBER };
enum { NAMED_LISTED = 1, NAMED_CLASS = 2, NAMED_ADMITTED = 4 };

/* A name of an office's list, as its terms are. */
struct sourcing_term {
	int64_t id;
	char *name;
	bool is_closed;
};
struct sourcing_terms {
	struct sourcing_term *v;
	size_t n, cap;
};
/* DBQ_SOURCING_ASSOCIATIONS, DBQ_SOURCING_OBSTACLE_KINDS. */
int sourcing_terms_read(
	struct db *db, enum db_query query, struct sourcing_terms *ret, struct err *err);
void sourcing_terms_done(struct sourcing_terms *t);
const char *sourcing_term_name(const struct sourcing_terms *t, int64_t id); /* NULL: none such */

/* Who was named in the days, by source, by finder, by cell and in all. */
struct named {
	struct tally by_source, by_finder, by_cell, all;
	struct tally by_source_cell; /* sourcing_pair(association, cell) */
	VEC(struct named_first {
		struct person_id person;
		int64_t source; /* 0: of the person, whatever the source */
		int month;	/* 1 … 12: of the first time */
	})
	firsts;
	long several; /* persons with more than one source */
};
int64_t sourcing_pair(int64_t association, int64_t cell);
int named_read(struct db *db, struct report *r, const struct cell_places *places, struct date from,
	struct date to, struct named *ret, struct err *err);
void named_done(struct named *n);

/* The years of a report with what their cells did; the months of each that lie in the period. */
struct work_year {
	struct work w;
	int first, last;
};
struct sourcing {
	struct db *db;
	struct report *r;
	struct json j;
	struct cell_places places;
	struct sourcing_terms associations;
	struct named named;
	VEC(struct work_year) years;
	struct err *err;
};
/* Reads names, associations, and the years' work; the report's JSON is begun. */
int sourcing_begin(struct sourcing *s, struct db *db, struct report *r, struct err *err);
void sourcing_done(struct sourcing *s);
long sourcing_reports(const struct work_year *y, const struct cell_work *w, bool made);

/* Its sections. */
int sourcing_add_reports(struct sourcing *s);
int sourcing_add_heads(struct sourcing *s);
int sourcing_add_associations(struct sourcing *s);
int sourcing_add_oversight(struct sourcing *s);
int sourcing_add_papers(struct sourcing *s);
int sourcing_add_schools(struct sourcing *s);
/* The years with their resolutions and reports, and what came of the names: also in the admission summary. */
int sourcing_add_short(struct sourcing *s);

/* The obstacles of the report's period by kind, each person once a kind. */
int obstacles_add_kinds(struct db *db, struct report *r, struct json *j, struct err *err);

/* Cell id 0 binds NULL. */
void sourcing_bind_cell(struct db_stmt *s, struct cell_id cell);

#endif
