/* The map of the cells: per cell what it owes and does for sources, what comes of it, and why a dry one is dry. */
#ifndef TN_REPORT_CELL_MAP_H
#define TN_REPORT_CELL_MAP_H

#include "core/work.h"
#include "report/figures.h"

struct cell_map_row {
	const struct cell_figures *figures;
	const struct cell_work *work;
	unsigned reasons; /* 1 << enum dry_reason: of every cell, dry or not */
	bool is_shown;	  /* it is there on the day */
};
struct cell_map {
	struct figures f;
	struct work w;
	struct cell_map_row *rows; /* in the order of cells */
	size_t n;
};
/* Of a year, as of its end or of today, whichever is earlier. */
int cell_map_make(
	struct db *db, int year, struct cell_id only, struct cell_map *ret, struct err *err);
/* The same over figures of that year which the caller keeps: `ret->f` stays empty. */
int cell_map_of(
	struct db *db, int year, const struct figures *f, struct cell_map *ret, struct err *err);
void cell_map_done(struct cell_map *m);

const char *dry_reason_label(enum dry_reason r); /* N_() */
const char *dry_reason_code(enum dry_reason r);
/* The reasons of a set, ", " between them, translated. */
void dry_reasons_add(struct strbuf *b, unsigned reasons);
/* "●●◐○··…": the months `from` to `to` (1 … 12), one cell each; drawn in ASCII: "**+o..". */
void month_marks_add(struct strbuf *b, const struct cell_work *w, int from, int to);

#endif
