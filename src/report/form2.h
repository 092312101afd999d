/* Biểu 2-BTCTW "Thống kê đảng viên mới kết nạp": its rows are data, so that another layout is another table
 * (domain.md 3.1). */
#ifndef TN_REPORT_FORM2_H
#define TN_REPORT_FORM2_H

#include "report/figures.h"

/* How far a row may be trusted to stand in the form so. */
enum form2_mark {
	FORM2_AS_SEEN,
	FORM2_ASSUMED,	/* not seen in any source: follows from the rows beside it */
	FORM2_DISTRICT, /* words of before 1/7/2025, when there were districts */
	FORM2_OURS,	/* not of the form: who is not recorded, so that each group adds up */
};

struct form2_row {
	const char *section;				  /* "II.1" where it begins, else NULL */
	const char *label;				  /* N_() */
	bool (*test)(const struct admission *a, int arg); /* NULL: not a count of people */
	int arg;
	int indent;
	enum form2_mark mark;
	enum { FORM2_COUNT, FORM2_AVERAGE_AGE, FORM2_CELLS_ADMITTED, FORM2_CELLS_EMPTY } what;
};
extern const struct form2_row form2_rows[];
extern const size_t form2_row_count;
/* The layout that the table follows, and what it is to be held against. */
#define FORM2_LAYOUT "11-HD/BTCTW 2021"
#define FORM2_NEWER  "40-HD/BTCTW 2025"

#endif
