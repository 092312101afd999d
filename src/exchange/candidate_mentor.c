/* The mentors that rows of candidates name, assigned when all rows are read. */
#include "exchange/candidate.h"

#include "base/i18n.h"
#include "core/standing.h"
#include "exchange/verdict.h"

#include <string.h>

static const int mentor_columns[INTAKE_MENTORS] = {MENTOR_1, MENTOR_2};

bool candidate_has_mentor(const struct import *im)
{
	return has(im, MENTOR_1) || has(im, MENTOR_2);
}

int candidate_put_off(struct import *im, struct candidate_pending *p, struct err *err)
{
	struct candidate_state *state = im->state;
	p->line = im->line;
	p->row = im->row;
	p->outcome = im->outcome;
	p->assigned = im->v[ASSIGNED].date;
	bool ok = true;
	for (size_t i = 0; i < INTAKE_MENTORS; i++) {
		p->mentor[i] = mem_strdup(im->v[mentor_columns[i]].text);
		ok &= p->mentor[i] || !has(im, mentor_columns[i]);
	}
	if (ok && VEC_PUSH(&state->list, *p))
		return 0;
	for (size_t i = 0; i < INTAKE_MENTORS; i++)
		free(p->mentor[i]);
	return ERR_OOM(err);
}

/* The assignment is there with its date, or without one that the row gives, or is new. */
static int bring_mentor(struct import *im, const struct candidate_pending *p, int column,
	const struct intake_mentor *m, struct err *err)
{
	struct assignment *list, *same = NULL;
	struct assignment fresh = {.person = p->taken.id,
		.mentor = m->id,
		.mentor_name = (char *)m->name,
		.from = m->from};
	size_t n;
	int r = assignments_of_person(im->db, p->taken.id, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++) {
		bool is_him;
		r = assignment_is_of(&list[i], m, &is_him, err);
		bool fits = !date_is_set(m->from) || !date_is_set(list[i].to) ||
			    date_cmp(m->from, list[i].to) < 0;
		if (!r && is_him && fits)
			same = &list[i];
	}
	if (!r && same) {
		bool is_dated = date_is_set(m->from) && date_cmp(m->from, same->from) != 0;
		bool is_confirmed = m->id.v && !same->mentor.v;
		fresh = *same;
		fresh.mentor = m->id.v ? m->id : same->mentor;
		fresh.from = is_dated ? m->from : same->from;
		r = is_dated || is_confirmed ? 1 : 0;
	} else if (!r) {
		r = 1;
	}
	if (r == 1) {
		im->at = -1;
		r = same ? verdict_change_date(im, ASSIGNED, same->from, fresh.from, err)
			 : verdict_change(im, column, NULL, m->name, err);
		im->at = column;
		if (r) {
			assignments_done(list, n);
			return r;
		}
		im->outcome = im->outcome == ROW_SAME ? ROW_UPDATED : im->outcome;
		r = assignment_save(im->db, &im->by, &fresh, NULL, err);
	}
	assignments_done(list, n);
	return r;
}

static int find_mentors(struct import *im, const struct candidate_pending *p,
	struct intake_mentor *ret, int *columns_of, size_t *ret_n, struct err *err)
{
	struct candidate_state *state = im->state;
	size_t n = 0;
	for (size_t i = 0; i < INTAKE_MENTORS; i++) {
		if (!p->mentor[i])
			continue;
		im->at = mentor_columns[i];
		int r = mentor_find(
			&state->finder, im->db, p->mentor[i], p->taken.cell, &ret[n], err);
		if (!r && !ret[n].id.v)
			r = import_warn(im, mentor_columns[i], 0,
				_("Nobody of this name is among the members; kept as a name, "
				  "unconfirmed."));
		if (r)
			return r;
		ret[n].from = p->assigned;
		columns_of[n++] = mentor_columns[i];
	}
	*ret_n = n;
	return 0;
}

static int assign(struct import *im, const struct candidate_pending *p, struct err *err)
{
	struct candidate_state *state = im->state;
	struct intake_mentor m[INTAKE_MENTORS];
	int columns_of[INTAKE_MENTORS];
	size_t n = 0, at = 0;
	int r = find_mentors(im, p, m, columns_of, &n, err);
	if (r)
		return r;
	if (p->is_new && !state->is_retouched) {
		r = intake_mentors(im->db, &p->taken, m, n, &at, err);
	} else {
		for (at = 0; !r && at < n; at++)
			r = bring_mentor(im, p, columns_of[at], &m[at], err);
		at -= r ? 1 : 0;
		if (!r && p->is_new)
			r = standing_refresh(im->db, p->taken.id, false, err);
	}
	if (r)
		im->at = strcmp(err->field, "from_date") == 0 ? ASSIGNED
			 : at < n			      ? columns_of[at]
							      : MENTOR_1;
	return r;
}

int candidate_end(struct import *im, struct err *err)
{
	struct candidate_state *state = im->state;
	VEC_EACH (p, &state->list) {
		im->line = p->line;
		im->row = p->row;
		im->person = p->taken.id;
		im->at = -1;
		im->outcome = p->outcome;
		int r = import_settle(im, assign(im, p, err), err);
		if (r)
			return r;
		im->is_left_behind |= im->outcome == ROW_REFUSED;
		import_recount(im, p->outcome, im->outcome);
	}
	return 0;
}

void candidate_done(struct import *im)
{
	struct candidate_state *state = im->state;
	VEC_EACH (p, &state->list)
		for (size_t i = 0; i < INTAKE_MENTORS; i++)
			free(p->mentor[i]);
	VEC_DONE(&state->list);
	mentor_finder_done(&state->finder);
}
