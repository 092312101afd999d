/* What a paper lacks is put right where it is recorded. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/book.h"
#include "ui/screens/committee_form.h"
#include "ui/screens/dossier_form.h"
#include "ui/screens/event_form.h"
#include "ui/screens/mentor_form.h"
#include "ui/screens/paper_own.h"
#include "ui/screens/person_form.h"

#include <stdlib.h>
#include <string.h>

static int mend_person(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	struct person_id id;
	(void)m;
	return person_form(app, PERSON_EDIT, g->person, (struct cell_id){0}, &id, err);
}

static int mend_event(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	enum event_kind kind = (enum event_kind)g->field->arg;
	struct event e;
	struct err missing = {0};
	int r = event_last(m->office->db, g->person, kind, &e, &missing);
	if (r == ERR_NOT_FOUND)
		return event_form(app, &g->person, 1, kind, err);
	if (r) {
		if (err)
			*err = missing;
		return r;
	}
	int64_t id = e.id;
	event_done(&e);
	return event_form_edit(app, id, err);
}

/* The vote that the paper tells, or a new one. */
static int mend_vote(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	enum vote_body body = paper_field_body(g->field);
	struct dossier_view v;
	int64_t id = 0;
	int r = dossier_view_load(m->office->db, g->person, &v, err);
	if (r)
		return r;
	for (size_t i = 0; i < v.vote_count; i++)
		if (v.votes[i].fact.body == body && v.votes[i].fact.purpose == m->kind->purpose)
			id = v.votes[i].id;
	dossier_view_done(&v);
	return id ? vote_form(app, g->person, id, err)
		  : vote_form_of(app, g->person, m->kind->purpose, body, err);
}

static int mend_mentor(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	(void)m;
	return mentor_form(app, g->person, 0, err);
}

static int mend_office(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	struct committee c = {0};
	struct err missing = {0};
	int64_t id = 0;
	int r = committee_load(m->office->db, m->on, &c, &missing);
	(void)g;
	if (!r)
		id = c.id;
	committee_done(&c);
	if (r && r != ERR_NOT_FOUND) {
		if (err)
			*err = missing;
		return r;
	}
	return committee_form(app, id, &id, err);
}

static bool is_missing(const struct paper_making *m, const char *field)
{
	for (size_t i = 0; i < m->paper.gap_count; i++)
		if (strcmp(m->paper.gaps[i].field->name, field) == 0)
			return true;
	return false;
}

/* Somebody who signs for whose paper it is, in the office that stands there already. */
static int mend_signer(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	struct book_row row = {0};
	const char *held = m->paper.doc.head.office_held;
	int r = book_set_id(BOOK_SIGNER, &row, "body", m->paper.body, err);
	(void)g;
	if (!r && held && !is_missing(m, "chuc_vu_ky"))
		r = book_set(BOOK_SIGNER, &row, "office_held", held, err);
	if (!r && m->paper.cell.v)
		r = book_set_id(BOOK_SIGNER, &row, "cell_id", m->paper.cell.v, err);
	if (!r)
		r = book_form(app, BOOK_SIGNER, &row, NULL, err);
	book_row_done(&row);
	return r;
}

static int mend_decider(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	(void)m;
	(void)g;
	return authorities_open(app, err);
}

static int mend_typed(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	return paper_type_form(app, m, g->field, err);
}

static int mend_number(
	struct app *app, struct paper_making *m, const struct paper_gap *g, struct err *err)
{
	(void)g;
	return paper_number_form(app, m, err);
}

int paper_mend(struct app *app, struct paper_making *m, struct paper_gap gap, struct err *err)
{
	static int (*const by_place[])(struct app *, struct paper_making *,
		const struct paper_gap *, struct err *) = {[MEND_PERSON] = mend_person,
		[MEND_EVENT] = mend_event,
		[MEND_VOTE] = mend_vote,
		[MEND_MENTOR] = mend_mentor,
		[MEND_OFFICE] = mend_office,
		[MEND_SIGNER] = mend_signer,
		[MEND_DECIDER] = mend_decider,
		[MEND_TYPE] = mend_typed,
		[MEND_NUMBER] = mend_number};
	enum paper_mend place = gap.field->mend;
	bool has_place = (size_t)place < ARRAY_LEN(by_place) && by_place[place];
	return has_place ? by_place[place](app, m, &gap, err) : ERR_STOPPED;
}
