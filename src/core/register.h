/* The register of papers that went out (sổ văn bản): numbers run through a term of office, per body (the committee, or a
 * cell) and type of paper (domain.md 4). A number is the clerk's; the register says which ones are taken. */
#ifndef TN_CORE_REGISTER_H
#define TN_CORE_REGISTER_H

#include "core/book.h"

/* "NQ", "QĐ" …; "" for other papers. */
const char *paper_type_symbol(enum paper_type type);
/* The first year of the term that a day lies in: of the target for a whole term, else the calendar's five years. */
int register_term(struct db *db, struct date day, int *ret, struct err *err);
/* The number after the last one that is taken; 1 for the first. cell 0: the committee. */
int register_next(struct db *db, struct cell_id cell, enum paper_type type, int term, long *ret,
	struct err *err);
/* The entry that has this number: its id, 0 where the number is free, and what it is in `detail`. */
int register_find(struct db *db, struct cell_id cell, enum paper_type type, int term, long number,
	int64_t *ret_id, char *detail, size_t size, struct err *err);
/* "05-BC/ĐU", as it stands on a paper of that day: two digits at least, the committee's own symbol or CB. */
int register_number_add(struct db *db, struct strbuf *b, struct cell_id cell, enum paper_type type,
	long number, struct date day, struct err *err);
/* What book_save asks of an entry, inside its act. ERR_REFUSED RULE_REGISTER_TAKEN, RULE_REGISTER_TERM; ERR_REASON
 * RULE_REGISTER_ORDER unless `reason` is given: a smaller number with a later day, or a greater one with an
 * earlier day. */
int register_check(struct db *db, const struct book_row *row, const char *reason, struct err *err);

#endif
