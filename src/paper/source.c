/* What papers are filled from: one person's record on a day. */
#include "base/clock.h"
#include "base/mem.h"
#include "paper/paper.h"
#include "viet/text.h"

#include <stdlib.h>
#include <string.h>

struct cell_id paper_cell_on(const struct person_history *h, struct date day)
{
	struct cell_id cell = h->cell_count ? h->cells[0].cell : (struct cell_id){0};
	for (size_t i = 0; i < h->cell_count; i++)
		if (!date_is_set(h->cells[i].from) || date_cmp(h->cells[i].from, day) <= 0)
			cell = h->cells[i].cell;
	return cell;
}

static int read_cell(struct paper_source *s, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	struct cell_id cell = paper_cell_on(&s->history, s->on);
	int r = cell.v ? cell_name(s->db, cell, s->on, &name, err) : 0;
	if (!r && name &&
		!(s->cell_name = mem_printf(
			  "%s%s", cell_short_name(name) == name ? "Chi bộ " : "", name)))
		r = ERR_OOM(err);
	return r;
}

static int read_committee(struct paper_source *s, struct err *err)
{
	struct committee c = {0};
	struct err e = {0};
	int r = committee_load(s->db, s->on, &c, &e);
	if (r && r != ERR_NOT_FOUND) {
		if (err)
			*err = e;
		return r;
	}
	r = 0;
	if (c.name && !(s->committee_name = letterhead_body_name(c.name)))
		r = ERR_OOM(err);
	committee_done(&c);
	return r;
}

int paper_source_load(struct db *db, const struct paper_kind *kind, struct person_id person,
	struct date on, struct paper_source *ret, struct err *err)
{
	struct paper_source *s = ret; /* filled where it stays: its facts point into it */
	*s = (struct paper_source){.db = db, .kind = kind, .on = on};
	int r = dossier_view_load(db, person, &s->view, err);
	if (r)
		return r;
	r = person_history_load(db, person, &s->history, err);
	if (!r)
		r = authority_of(db, &s->view.person, on, &s->authority, err);
	if (!r)
		r = read_cell(s, err);
	if (!r)
		r = read_committee(s, err);
	if (!r && s->authority)
		r = text_upper(s->authority->name, &s->signing, err);
	if (r)
		paper_source_done(s);
	return r;
}

void paper_source_done(struct paper_source *s)
{
	dossier_view_done(&s->view);
	person_history_done(&s->history);
	free(s->cell_name);
	free(s->committee_name);
	free(s->signing);
	*s = (struct paper_source){0};
}

/* ---- what is recorded of the paper itself ---------------------------------------------------------- */

static int read_field(
	const struct paper_source *s, const char *name, struct strbuf *b, struct err *err)
{
	const struct paper_field *f = name ? paper_field_of(name) : NULL;
	return f ? f->get(s, f->arg, b, err) : 0;
}

int paper_recorded(struct db *db, const struct paper_kind *kind, struct person_id person,
	struct date *ret_on, char **ret_number, struct err *err)
{
	struct paper_source s;
	struct strbuf day = {0}, number = {0};
	int r = paper_source_load(db, kind, person, clock_today(), &s, err);
	if (r)
		return r;
	r = read_field(&s, kind->day, &day, err);
	if (!r)
		r = read_field(&s, kind->number, &number, err);
	char *copy = r ? NULL : mem_strdup(strbuf_str(&number));
	if (!r && (!copy || day.failed || number.failed))
		r = ERR_OOM(err);
	if (!r && (!date_from_user(strbuf_str(&day), false, ret_on) || !date_is_full(*ret_on)))
		*ret_on = (struct date){0};
	if (r)
		free(copy);
	else
		*ret_number = copy;
	strbuf_done(&day);
	strbuf_done(&number);
	paper_source_done(&s);
	return r;
}
