/* Who decides on an admission (domain.md 1.0, 1.8, 5): it changed three times in eighteen months and
 * may differ for the military and the police cell. Data with a day, like the rule sets. */
#ifndef TN_RULES_AUTHORITY_H
#define TN_RULES_AUTHORITY_H

#include "rules/set.h"

#include <stdint.h>

enum authority_kind {
	AUTHORITY_SUPERIOR = 1, /* the standing committee above: the commune only proposes */
	AUTHORITY_STANDING,	/* the commune committee's own standing committee */
	AUTHORITY_COMMITTEE,	/* the whole committee, by delegation */
};

struct authority {
	int64_t id, rev; /* of the office's own row; 0: shipped */
	struct date from;
	int64_t cell;  /* 0: not for one cell */
	int cell_type; /* enum cell_type, 0: all */
	enum authority_kind kind;
	const char *name;      /* "Ban Thường vụ Đảng ủy"; as it signs: on_behalf */
	const char *on_behalf; /* "T/M BAN THƯỜNG VỤ" */
	struct rule_fraction vote;
	struct rule_cite cite;
};

const struct authority *authorities_shipped(size_t *ret_n);
/* The one for a cell on a day, among those that have begun: a row for the cell wins over one for its type, that
 * over one for all (an army cell keeps its own rules when the others' change); then the latest, then the
 * office's over the shipped. NULL: none. */
const struct authority *authority_on(
	const struct authority *list, size_t n, int64_t cell, int cell_type, struct date day);

#endif
