#include "ui/screens/book_register.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>

int register_preset(struct db *db, struct book_row *row, struct err *err)
{
	int term = 0;
	struct date day = book_date(BOOK_REGISTER, row, "on_date");
	int r = register_term(db, date_is_set(day) ? day : clock_today(), &term, err);
	return r ? r : book_set_id(BOOK_REGISTER, row, "term", term, err);
}

bool register_next_words(struct db *db, struct cell_id cell, enum paper_type type, int term,
	struct date day, struct strbuf *ret)
{
	long next = 1;
	return type && !register_next(db, cell, type, term, &next, NULL) &&
	       !register_number_add(db, ret, cell, type, next, day, NULL);
}

void register_hint(struct db *db, const struct form *f, char *ret, size_t size)
{
	struct strbuf text = {0};
	if (register_next_words(db, (struct cell_id){form_id(f, "cell_id")},
		    (enum paper_type)form_id(f, "type"), atoi(form_value(f, "term")), clock_today(),
		    &text))
		snprintf(ret, size, _("As on the paper. The next free one is %s."),
			strbuf_str(&text));
	else
		snprintf(ret, size, "%s", _("As on the paper."));
	strbuf_done(&text);
}
