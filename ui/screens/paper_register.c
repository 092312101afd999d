#include "ui/screens/paper_register.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/register.h"
#include "ui/ask.h"
#include "ui/screens/book.h"

#include <stdlib.h>

struct cell_id paper_cell(const struct paper_making *m)
{
	return m->is_made ? m->paper.cell : (struct cell_id){0};
}

/* "5" and "05-NQ/CB" are number 5; 0: none that a register counts. */
static long number_of(const struct paper_making *m)
{
	enum { MOST = 99999 };
	long n = m->number ? strtol(m->number, NULL, 10) : 0;
	return m->kind->is_unsigned || n < 1 || n > MOST ? 0 : n;
}

/* Of the same day, about the same person (of several: nobody). */
static int compare(
	const struct paper_making *m, int64_t entry, enum paper_entry *ret, struct err *err)
{
	struct book_row row;
	int r = book_load(m->office->db, BOOK_REGISTER, entry, &row, err);
	if (r)
		return r;
	bool same = date_cmp(book_date(BOOK_REGISTER, &row, "on_date"), m->on) == 0 &&
		    book_id(BOOK_REGISTER, &row, "person_id") == (m->n == 1 ? m->people[0].v : 0);
	*ret = same ? ENTRY_OF_THIS : ENTRY_OF_OTHER;
	book_row_done(&row);
	return 0;
}

int paper_registered(const struct paper_making *m, enum paper_entry *ret, char *detail, size_t size,
	struct err *err)
{
	long number = number_of(m);
	int term = 0;
	int64_t id = 0;
	*ret = ENTRY_NONE;
	if (!number || !m->is_made)
		return 0;
	int r = register_term(m->office->db, m->on, &term, err);
	if (!r)
		r = register_find(m->office->db, paper_cell(m), m->kind->type, term, number, &id,
			detail, size, err);
	return r || !id ? r : compare(m, id, ret, err);
}

static int preset(const struct paper_making *m, struct book_row *row, struct err *err)
{
	int r = book_set_id(BOOK_REGISTER, row, "type", m->kind->type, err);
	if (!r && m->paper.cell.v)
		r = book_set_id(BOOK_REGISTER, row, "cell_id", m->paper.cell.v, err);
	if (!r)
		r = book_set_id(BOOK_REGISTER, row, "number", number_of(m), err);
	if (!r)
		r = book_set_date(BOOK_REGISTER, row, "on_date", m->on, err);
	if (!r)
		r = book_set(BOOK_REGISTER, row, "subject",
			m->kind->type == PAPER_OTHER ? _(m->kind->what) : m->kind->title, err);
	if (!r && m->n == 1)
		r = book_set_id(BOOK_REGISTER, row, "person_id", m->people[0].v, err);
	return r;
}

int paper_offer_register(struct app *app, struct paper_making *m, struct err *err)
{
	char entry[160];
	struct book_row row = {0};
	if (app_is_read_only(app) || !number_of(m))
		return 0;
	enum paper_entry has;
	int r = paper_registered(m, &has, entry, sizeof entry, err);
	if (r || has != ENTRY_NONE)
		return r;
	CLEANUP_FREE char *text = mem_printf(_("%s is not in the register of papers yet."),
		m->paper.doc.head.number ? m->paper.doc.head.number : m->number);
	if (!text)
		return ERR_OOM(err);
	if (!ask_go_on(app, _("Into the register?"), text, _("Enter it")))
		return 0;
	r = preset(m, &row, err);
	if (!r)
		r = book_form(app, BOOK_REGISTER, &row, NULL, err);
	book_row_done(&row);
	/* the paper is out, whatever became of the entry */
	return r == ERR_STOPPED ? 0 : r;
}
