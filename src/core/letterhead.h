/* Head and foot of a paper: whose it is, and who signs it, on its day (domain.md 4). Bodies and signers change; a
 * paper bears those of its own date. */
#ifndef TN_CORE_LETTERHEAD_H
#define TN_CORE_LETTERHEAD_H

#include "core/book.h"

struct letterhead {
	char *superior;	   /* ĐẢNG BỘ TỈNH …; of a cell's paper: ĐẢNG ỦY XÃ … */
	char *body;	   /* ĐẢNG ỦY XÃ …, CHI BỘ ẤP 1 */
	char *symbol;	   /* ĐU, CB */
	char *place;	   /* before the date; NULL: none */
	char *on_behalf;   /* T/M BAN THƯỜNG VỤ */
	char *office_held; /* BÍ THƯ */
	char *signer;	   /* NULL: nobody is named */
};
void letterhead_done(struct letterhead *h);
/* Of papers of `body` (a cell's: `cell`) on a day. The signer is the one that the book of signers has for the body and
 * day (the last that began), else the committee's usual one, of a cell its secretary. */
int letterhead_load(struct db *db, enum signer_body body, struct cell_id cell, struct date day,
	struct letterhead *ret, struct err *err);
/* "Đảng bộ xã …" is the organisation, "Đảng ủy xã …" the body that signs. To the caller; NULL without memory. */
char *letterhead_body_name(const char *committee);

#endif
