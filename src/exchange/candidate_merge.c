/* A row of candidates about a person who is there already: what differs is changed, nothing is
 * doubled or erased. */
#include "exchange/candidate.h"

#include "base/mem.h"
#include "exchange/verdict.h"

#include <string.h>

/* Was the person out between two days? Then the later one begins a new round. */
static int was_out(struct import *im, struct person_id id, struct date a, struct date b, bool *ret,
	struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	struct date from = date_min(a, b), to = date_max(a, b);
	int r = person_facts(im->db, id, &events, &facts, err);
	if (r)
		return r;
	*ret = false;
	for (size_t i = 0; i < facts.event_count; i++)
		*ret |= events[i].kind >= EVENT_OFF_LIST && events[i].kind != EVENT_RETURNED &&
			date_cmp(events[i].on, from) >= 0 && date_cmp(events[i].on, to) <= 0;
	free(events);
	return 0;
}

/* Another number and another day are another class: the certificate lapses after 60 months. */
static bool is_second_class(const struct event *e, const char *paper)
{
	return e->kind == EVENT_CLASS && e->paper_no && paper && strcmp(e->paper_no, paper) != 0;
}

/* Where the paper's number stands: that of a decision may come without its day, with the ceremony. */
static int paper_column(const struct import *im, const struct candidate_step *s)
{
	return s->paper >= 0 && has(im, s->paper) ? s->paper : DECISION_NO;
}

/* The step as the row has it: the event of that day, else the latest of its round corrected, else
 * new. */
static int bring_step(
	struct import *im, struct person_id id, const struct candidate_step *step, struct err *err)
{
	enum event_kind kind = step->kind;
	struct date on = im->v[step->on].date;
	const char *paper = candidate_paper(im, step);
	struct event e = {0};
	bool is_new = false, changed = false;
	int rule = 0;
	int r = event_of_day(im->db, id, kind, on, &e, err);
	if (r == ERR_NOT_FOUND) {
		r = event_last(im->db, id, kind, &e, err);
		if (!r)
			r = was_out(im, id, e.on, on, &is_new, err);
		changed = true;
	}
	if (r && r != ERR_NOT_FOUND)
		return r;
	is_new |= r == ERR_NOT_FOUND || (changed && is_second_class(&e, paper));
	char *own = NULL;
	if (is_new) {
		event_done(&e);
		e = (struct event){.person = id, .kind = kind};
	}
	r = 0;
	if (paper && (!e.paper_no || strcmp(e.paper_no, paper) != 0)) {
		own = e.paper_no;
		e.paper_no = mem_strdup(paper);
		changed = true;
		r = !e.paper_no ? ERR_OOM(err)
				: verdict_change(im, paper_column(im, step), own, paper, err);
	}
	free(own);
	if (!r)
		r = verdict_change_date(im, step->on, e.on, on, err);
	e.on = on;
	if (!r && changed) {
		if (im->outcome == ROW_SAME)
			im->outcome = ROW_UPDATED;
		r = found_by(im, id, on, err);
		if (!r)
			r = event_save(im->db, &im->by, &e, true, NULL, &rule, err);
	}
	event_done(&e);
	if (r)
		candidate_point_at(im, kind, err);
	return !r && rule == RULE_OVER_AGE ? import_warn_rule(im, BIRTH, rule) : r;
}

/* Dates that move together may contradict each other half way: from the first step on, or from the
 * last. */
static int bring_steps(struct import *im, struct person_id id, bool backwards, struct err *err)
{
	int r = db_mark(im->db, err);
	for (size_t i = 0; !r && i < CANDIDATE_STEPS; i++) {
		const struct candidate_step *s =
			&candidate_steps[backwards ? CANDIDATE_STEPS - 1 - i : i];
		if (has(im, s->on))
			r = bring_step(im, id, s, err);
	}
	return import_mark_end(im, r, err);
}

/* Who introduced him, or that he was found at all if nothing else is known. */
static int bring_found(struct import *im, struct person_id id, struct err *err)
{
	struct event e = {0}, given[INTAKE_EVENTS];
	struct fact_event *facts_events = NULL;
	struct fact_person facts;
	size_t n = candidate_events(im, given);
	if (!n || given[0].kind != EVENT_FOUND)
		return 0;
	int r = event_last(im->db, id, EVENT_FOUND, &e, err);
	if (!r) {
		const char *source = given[0].source;
		bool differs = source && (!e.source || strcmp(e.source, source) != 0);
		if (differs) {
			r = verdict_change(im, SOURCE, e.source, source, err);
			free(e.source);
			e.source = mem_strdup(source);
			im->outcome = ROW_UPDATED;
			if (!r)
				r = e.source
					    ? event_save(im->db, &im->by, &e, true, NULL, NULL, err)
					    : ERR_OOM(err);
		}
		event_done(&e);
		return r;
	}
	if (r != ERR_NOT_FOUND)
		return r;
	r = person_facts(im->db, id, &facts_events, &facts, err);
	if (r)
		return r;
	/* a list without a date says nothing new of somebody who is past being found */
	bool is_known = facts.event_count > 0 || facts.is_listed_member;
	struct date first = given[0].on;
	for (size_t i = 0; i < facts.event_count; i++)
		first = date_min(first, facts_events[i].on);
	free(facts_events);
	if (is_known && (!given[0].source || facts.is_listed_member))
		return 0;
	given[0].person = id;
	given[0].on = first;
	im->outcome = ROW_UPDATED;
	return event_save(im->db, &im->by, &given[0], true, NULL, NULL, err);
}

int candidate_merge(struct import *im, struct person_id id, struct cell_id cell, struct err *err)
{
	struct candidate_state *state = im->state;
	struct candidate_pending later = {.taken = {.id = id, .cell = cell}};
	struct err first;
	if (state->first_new && id.v >= state->first_new)
		state->is_retouched = true;
	int r = db_mark(im->db, err);
	if (r)
		return r;
	r = person_change(
		im, candidate_parts, candidate_part_count, &candidate_who, id, cell, false, err);
	if (!r)
		r = bring_found(im, id, err);
	if (!r && (r = bring_steps(im, id, false, &first)) != 0 && import_is_refusal(r)) {
		int at = im->at;
		im->at = -1;
		if (!bring_steps(im, id, true, err)) {
			r = 0;
		} else {
			*err = first;
			im->at = at;
		}
	}
	r = import_mark_end(im, r, err);
	return r || !candidate_has_mentor(im) ? r : candidate_put_off(im, &later, err);
}
