/* The shipped figures, for set.c: one table a rule set, one line a parameter. */
#ifndef TN_RULES_SHIPPED_H
#define TN_RULES_SHIPPED_H

#include "rules/set.h"

struct shipped_value {
	enum rule_param param;
	long value;
	struct rule_cite cite;
};

struct shipped_set {
	const char *key, *number;
	struct date from;
	const char *guides;
	/* key of the set that gives what is not said here, marked inferred; NULL: nothing */
	const char *like;
	const struct shipped_value *values;
	size_t value_count;
};

enum { SHIPPED_SETS = 4, SHIPPED_PAPERS = 39 };

/* Earliest first. */
extern const struct shipped_set shipped_sets[SHIPPED_SETS];

/* The same in all of them so far: forms of 12-HD/BTCTW, continued under 38-HD/BTCTW. */
extern const struct rule_paper shipped_papers[SHIPPED_PAPERS];
#define SHIPPED_FORMS "12-HD/BTCTW"

/* The documents that are cited. */
#define DAY(y, m, d)                                                                               \
	{                                                                                          \
		y, m, d                                                                            \
	}
#define DOC_CHARTER_5 "Điều 5 Điều lệ Đảng", DAY(2011, 1, 19)
#define DOC_24	      "24-QĐ/TW", DAY(2021, 7, 30)
#define DOC_232	      "232-QĐ/TW", DAY(2025, 1, 20)
#define DOC_294	      "294-QĐ/TW", DAY(2025, 5, 26)
#define DOC_208	      "208-QĐ/TW", DAY(2026, 7, 26)
#define DOC_06_HD     "06-HD/TW", DAY(2025, 6, 9)
#define DOC_38_HD     "38-HD/BTCTW", DAY(2025, 9, 29)
#define DOC_12_HD     SHIPPED_FORMS, DAY(2022, 1, 18)
#define DOC_1361      "1361-CV/BTCTW", DAY(2026, 6, 30)
#define DOC_HANOI     "Hướng dẫn của Ban Tổ chức Thành ủy Hà Nội, tháng 11/2025", DAY(0, 0, 0)
#define DOC_NONE      NULL, DAY(0, 0, 0)
#define CITE(document, point, mark)                                                                \
	{                                                                                          \
		document, point, mark                                                              \
	}

#endif
