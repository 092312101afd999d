/* Targets and what was reached, the whole committee first, then cell by cell. */
#ifndef TN_REPORT_TARGET_LINES_H
#define TN_REPORT_TARGET_LINES_H

#include "report/figures.h"

struct target_line {
	const struct cell_figures
		*cell;		   /* of the figures; NULL: all that the figures are made of */
	long target[4], actual[4]; /* by enum target_kind; target -1: none */
};
struct target_lines {
	struct target_line *v;
	size_t n, cap;
};

/* For the period and the cells of f, which must outlive the lines. VEC_DONE frees them. */
int target_lines_read(
	struct db *db, const struct figures *f, struct target_lines *ret, struct err *err);
/* What is still missing to the target; 0 when it is reached, -1 without one. */
long target_missing(long target, long actual);

#endif
