/* What the form of the register of papers knows beyond its fields: the term of today, and which number comes next. */
#ifndef TN_UI_SCREENS_BOOK_REGISTER_H
#define TN_UI_SCREENS_BOOK_REGISTER_H

#include "core/register.h"
#include "ui/form.h"

/* The term of its day, or of today, into a new entry. */
int register_preset(struct db *db, struct book_row *row, struct err *err);
/* "The next one: 06-NQ/ĐU." for the body, type and term that the form has now; the number itself is typed. */
void register_hint(struct db *db, const struct form *f, char *ret, size_t size);

/* "06-NQ/ĐU", which comes next on papers of `day`; false: nobody knows. */
bool register_next_words(struct db *db, struct cell_id cell, enum paper_type type, int term,
	struct date day, struct strbuf *ret);

#endif
