/* A table that a report says twice, once for people and once for programs: each cell is written once and goes into
 * the document and into the JSON. And the people behind its figures. */
#ifndef TN_REPORT_TABLE_H
#define TN_REPORT_TABLE_H

#include "report/build.h"

struct table_column {
	const char *title; /* N_(); NULL: of the JSON alone */
	const char *key;   /* of the JSON; NULL: of the document alone */
	enum doc_align align;
	int weight;
	const char *group; /* N_(); NULL */
};
#define TABLE_COLUMNS_MAX 20

struct table {
	struct report *r;
	struct json *j;
	const char *key;
	const struct table_column *columns;
	size_t n, at; /* at: the column that the next cell goes to */
	size_t shown; /* columns of the document before it */
	struct doc_table *t;
	bool in_row, is_total;
};
/* "key": [{…}, …]. Of the document only once there is a row; without any it says "None.". */
void table_begin(struct table *t, struct report *r, struct json *j, const char *key,
	const struct table_column *columns, size_t n);
void table_row(struct table *t);
/* The last row, "key_total": {…}; after it only table_end. */
void table_total(struct table *t);
void table_end(struct table *t);

/* The cells from left to right. */
void table_text(struct table *t, const char *text);   /* NULL: empty */
void table_number(struct table *t, int door, long n); /* negative: "-", null */
void table_year(struct table *t, int year);
void table_percent(struct table *t, long tenths);
void table_date(struct table *t, struct date d);
void table_yes(struct table *t, bool v);
void table_skip(struct table *t); /* neither has it */
/* What people read and what programs read. */
void table_both(struct table *t, int door, const char *shown, const char *code);

/* ---- people behind figures ------------------------------------------------------------------------ */

/* Who counts under which key (a cell, a term), with marks. Filled in the order of names, one person's entries side
 * by side; then sorted by key, so that each key's people stand together. */
struct tally {
	struct tally_item {
		int64_t key;
		size_t order;
		struct person_id person;
		unsigned flags;
	} * v;
	size_t n, cap;
};
struct tally_span {
	const struct tally_item *v;
	size_t n;
};
#define TALLY_DONE(t) VEC_DONE(t)
bool tally_add(struct tally *t, int64_t key, struct person_id person, unsigned flags);
void tally_sort(struct tally *t);
struct tally_span tally_of(const struct tally *t, int64_t key);
/* Persons with all of these marks in one entry, each once. */
long tally_count(struct tally_span s, unsigned flags);
/* The door to them; 0: nobody. */
int tally_door(struct report *r, struct tally_span s, unsigned flags);
void table_people(struct table *t, struct tally_span s, unsigned flags);

/* ---- cells --------------------------------------------------------------------------------------- */

/* The cells of the report by id; where nobody is found, the people count as without a cell. */
int report_places(const struct report *r, struct cell_places *ret, struct err *err);
/* The cell's id if the report has it, else 0. */
int64_t report_cell_key(const struct cell_places *places, int64_t cell);
/* "Ấp 1": NULL where the report has no such cell. */
const char *report_cell_name(
	const struct report *r, const struct cell_places *places, int64_t cell);

#endif
