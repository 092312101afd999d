#include "core/letterhead.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/text.h"

#include <stdlib.h>
#include <string.h>

void letterhead_done(struct letterhead *h)
{
	free(h->superior);
	free(h->body);
	free(h->symbol);
	free(h->place);
	free(h->on_behalf);
	free(h->office_held);
	free(h->signer);
	*h = (struct letterhead){0};
}

char *letterhead_body_name(const char *committee)
{
	static const char organisation[] = "Đảng bộ ";
	return strncmp(committee, organisation, sizeof organisation - 1) == 0
		       ? mem_printf("%s %s", i18n_spell("Đảng ủy"),
				 committee + sizeof organisation - 1)
		       : mem_strdup(committee);
}

/* ---- who signs -------------------------------------------------------------------------------------- */

static bool signs(
	const struct book_row *s, enum signer_body body, struct cell_id cell, struct date day)
{
	struct date from = book_date(BOOK_SIGNER, s, "from_date");
	struct date to = book_date(BOOK_SIGNER, s, "to_date");
	return book_id(BOOK_SIGNER, s, "body") == body &&
	       book_id(BOOK_SIGNER, s, "cell_id") == cell.v &&
	       (!date_is_set(from) || date_cmp(from, day) <= 0) &&
	       (!date_is_set(to) || date_cmp(day, to) <= 0);
}

static const char *usual_line(enum signer_body body)
{
	static const char *const lines[] = {[SIGNS_COMMITTEE] = N_("ON BEHALF OF THE COMMITTEE"),
		[SIGNS_STANDING] = N_("ON BEHALF OF THE STANDING COMMITTEE"),
		[SIGNS_OFFICE] = N_("BY ORDER OF THE STANDING COMMITTEE"),
		[SIGNS_CELL] = N_("ON BEHALF OF THE CELL")};
	return _(lines[body]);
}

/* Replaces *to by a copy of `text`, if there is one. */
static int take(char **to, const char *text, struct err *err)
{
	char *copy = text && *text ? mem_strdup(text) : NULL;
	if (text && *text && !copy)
		return ERR_OOM(err);
	if (copy) {
		free(*to);
		*to = copy;
	}
	return 0;
}

/* The book is in the order of days: the last one that fits is the one that began last. */
static int find_signer(struct db *db, enum signer_body body, struct cell_id cell, struct date day,
	struct letterhead *h, struct err *err)
{
	const struct book_query q = {.cell = cell};
	const struct book_row *found = NULL;
	struct book_rows rows = {0};
	int r = book_read(db, BOOK_SIGNER, &q, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++)
		if (signs(&rows.v[i], body, cell, day))
			found = &rows.v[i];
	if (found) {
		free(h->signer);
		h->signer = NULL;
		r = take(&h->on_behalf, book_text(BOOK_SIGNER, found, "on_behalf"), err);
		if (!r)
			r = take(
				&h->office_held, book_text(BOOK_SIGNER, found, "office_held"), err);
		if (!r)
			r = take(&h->signer, book_text(BOOK_SIGNER, found, "full_name"), err);
	}
	book_rows_done(&rows);
	return r;
}

/* ---- whose it is ------------------------------------------------------------------------------------ */

static int take_upper(char **to, const char *text, struct err *err)
{
	free(*to);
	*to = NULL;
	return text && *text ? text_upper(text, to, err) : 0;
}

static int fill_committee(
	struct letterhead *h, const struct committee *c, enum signer_body body, struct err *err)
{
	CLEANUP_FREE char *name = c->name ? letterhead_body_name(c->name) : NULL;
	if (c->name && !name)
		return ERR_OOM(err);
	int r = take_upper(&h->superior, c->superior, err);
	if (!r)
		r = take_upper(&h->body, name, err);
	if (!r)
		r = take(&h->symbol, c->symbol ? c->symbol : "ĐU", err);
	/* the committee's own line and signer are those of its papers */
	if (!r && body == SIGNS_COMMITTEE)
		r = take(&h->on_behalf, c->on_behalf, err);
	if (!r && body != SIGNS_OFFICE)
		r = take(&h->office_held, c->office_held ? c->office_held : _("SECRETARY"), err);
	if (!r && body == SIGNS_OFFICE)
		r = take(&h->office_held, _("HEAD OF THE OFFICE"), err);
	if (!r && body != SIGNS_OFFICE)
		r = take(&h->signer, c->signer, err);
	return r;
}

static int fill_cell(struct db *db, struct letterhead *h, const struct committee *c,
	struct cell_id id, struct date day, struct err *err)
{
	struct cell cell;
	CLEANUP_FREE char *above = c->name ? letterhead_body_name(c->name) : NULL;
	if (c->name && !above)
		return ERR_OOM(err);
	int r = cell_load(db, id, day, &cell, err);
	if (r)
		return r;
	CLEANUP_FREE char *name = mem_printf(
		"%s%s", cell_short_name(cell.name) == cell.name ? "Chi bộ " : "", cell.name);
	r = name ? take_upper(&h->superior, above, err) : ERR_OOM(err);
	if (!r)
		r = take_upper(&h->body, name, err);
	if (!r)
		r = take(&h->symbol, "CB", err);
	if (!r)
		r = take(&h->office_held, _("SECRETARY"), err);
	if (!r)
		r = take(&h->signer, cell.secretary, err);
	cell_done(&cell);
	return r;
}

int letterhead_load(struct db *db, enum signer_body body, struct cell_id cell, struct date day,
	struct letterhead *ret, struct err *err)
{
	struct letterhead h = {0};
	struct committee c = {0};
	struct err e = {0};
	if (body != SIGNS_CELL)
		cell.v = 0;
	int r = committee_load(db, day, &c, &e);
	if (r && r != ERR_NOT_FOUND) {
		if (err)
			*err = e;
		return r;
	}
	r = take(&h.on_behalf, usual_line(body), err);
	if (!r)
		r = take(&h.place, c.place, err);
	if (!r)
		r = body == SIGNS_CELL ? fill_cell(db, &h, &c, cell, day, err)
				       : fill_committee(&h, &c, body, err);
	if (!r)
		r = find_signer(db, body, cell, day, &h, err);
	committee_done(&c);
	if (r)
		letterhead_done(&h);
	else
		*ret = h;
	return r;
}
