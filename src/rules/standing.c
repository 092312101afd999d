#include "rules/dossier.h"

#include <string.h>

/* One way through the steps, from being found to the end or an exit that begins anew. */
struct candidacy {
	struct date on[EVENT_ARRIVED + 1]; /* latest date of each step; unset: not reached */
	enum event_kind out;		   /* the exit that holds now, 0: none */
	struct date out_on;
	struct date anew_on;	 /* the day all began anew, if it did */
	struct date certificate; /* of an earlier way: valid again once listed */
	struct date left_on;	 /* as in struct way */
	int terms;
	bool is_member;
};

/* Exits after which a return begins anew: what was resolved before no longer holds. */
static bool begins_anew(enum event_kind exit)
{
	return exit == EVENT_OFF_LIST || exit == EVENT_STRUCK || exit == EVENT_CANCELLED;
}

static bool is_exit(enum event_kind k)
{
	return k >= EVENT_OFF_LIST && k <= EVENT_DIED;
}

/* Earlier first; on one day by step, exits after the steps, a return after the exits. */
static int event_cmp(struct fact_event a, struct fact_event b)
{
	int c = date_cmp(a.on, b.on);
	return c ? c : (int)a.kind - (int)b.kind;
}

/* The event that follows `last` in that order, without sorting: a person has few. One that is recorded
 * twice says nothing new. */
static const struct fact_event *next_event(
	const struct fact_person *p, struct date as_of, const struct fact_event *last)
{
	const struct fact_event *best = NULL;
	for (size_t i = 0; i < p->event_count; i++) {
		const struct fact_event *e = &p->events[i];
		bool is_known = !date_is_set(as_of) || date_cmp(e->on, as_of) <= 0;
		if (is_known && (!last || event_cmp(*e, *last) > 0) &&
			(!best || event_cmp(*e, *best) < 0))
			best = e;
	}
	return best;
}

static void begin_anew(struct candidacy *c, enum event_kind by, struct date on)
{
	struct date certificate = date_max(c->on[EVENT_CLASS], c->certificate);
	*c = (struct candidacy){.left_on = c->left_on, .terms = c->terms};
	c->on[by == EVENT_RETURNED ? EVENT_FOUND : by] = on;
	c->on[EVENT_CLASS] = by == EVENT_LISTED ? certificate : (struct date){0};
	c->certificate = certificate;
	c->anew_on = on;
}

static void take(struct candidacy *c, struct fact_event e)
{
	if (is_exit(e.kind)) {
		if (e.kind == EVENT_STRUCK && c->is_member) {
			c->left_on = e.on;
			c->terms++;
			c->is_member = false;
		}
		if (c->out != EVENT_DIED) {
			c->out = e.kind;
			c->out_on = e.on;
		}
		return;
	}
	bool is_way_back = e.kind == EVENT_RETURNED || (e.kind == EVENT_LISTED && c->out);
	if (is_way_back && c->out && c->out != EVENT_DIED) {
		if (begins_anew(c->out)) {
			begin_anew(c, e.kind, e.on);
			return;
		}
		c->out = 0;
		if (e.kind == EVENT_RETURNED)
			return;
	}
	if (e.kind == EVENT_RETURNED)
		return;
	if (e.kind == EVENT_ARRIVED && c->out == EVENT_MOVED)
		c->out = 0; /* came back with the papers */
	c->on[e.kind] = e.on;
	c->is_member |= e.kind == EVENT_CEREMONY;
	if (e.kind == EVENT_LISTED)
		c->on[EVENT_CLASS] = date_max(c->certificate, c->on[EVENT_CLASS]);
}

static struct candidacy follow(const struct fact_person *p, struct date as_of, bool *is_candidate)
{
	struct candidacy c = {.is_member = p->is_listed_member || date_is_set(p->joined) ||
					   date_is_set(p->official)};
	const struct fact_event *e = NULL;
	*is_candidate = false;
	while ((e = next_event(p, as_of, e))) {
		*is_candidate |= e->kind <= EVENT_RECOGNISED;
		take(&c, *e);
	}
	return c;
}

static bool came_by(struct date d, struct date as_of)
{
	return date_is_set(d) && (!date_is_set(as_of) || date_cmp(d, as_of) <= 0);
}

/* Membership of somebody who was listed, not admitted here. */
static enum stage listed_stage(
	const struct fact_person *p, struct date as_of, struct date anew_on, struct date *since)
{
	*since = (struct date){0};
	if (date_is_set(anew_on)) /* that membership ended; only a new admission counts */
		return STAGE_NONE;
	if (came_by(p->official, as_of)) {
		*since = p->official;
		return STAGE_OFFICIAL;
	}
	if (came_by(p->joined, as_of)) {
		*since = p->joined;
		return STAGE_PROBATION;
	}
	bool has_dates = date_is_set(p->joined) || date_is_set(p->official);
	return p->is_listed_member && !has_dates ? STAGE_OFFICIAL : STAGE_NONE;
}

struct standing standing_of(const struct fact_person *p, struct date as_of)
{
	struct standing s = {0};
	struct candidacy c = follow(p, as_of, &s.is_candidate);
	struct date listed_since;
	enum stage listed = listed_stage(p, as_of, c.anew_on, &listed_since);
	for (int k = EVENT_FOUND; k <= EVENT_RECOGNISED; k++)
		if (date_is_set(c.on[k])) {
			s.stage = (enum stage)k;
			s.since = c.on[k];
		}
	bool mentored =
		date_is_set(p->first_mentored) ? came_by(p->first_mentored, as_of) : p->is_mentored;
	if (s.stage == STAGE_LISTED && mentored) {
		s.stage = STAGE_MENTORED;
		s.since = date_max(s.since, p->first_mentored);
	}
	if (listed > s.stage) {
		s.stage = listed;
		s.since = listed_since;
	}
	if (c.out) {
		s.stage = (enum stage)c.out;
		s.since = c.out_on;
	}
	return s;
}

bool was_official_on(const struct fact_person *p, struct date day)
{
	return standing_of(p, day).stage == STAGE_OFFICIAL;
}

struct way way_of(const struct fact_person *p, struct date as_of)
{
	bool is_candidate;
	struct candidacy c = follow(p, as_of, &is_candidate);
	struct way w = {.out = c.out,
		.out_on = c.out_on,
		.anew_on = c.anew_on,
		.left_on = c.left_on,
		.terms = c.terms};
	memcpy(w.on, c.on, sizeof w.on);
	return w;
}

struct date way_began(const struct way *w)
{
	struct date began = w->on[EVENT_PAPERS];
	for (int k = EVENT_DOSSIER; !date_is_set(began) && k <= EVENT_RECOGNISED; k++)
		began = w->on[k];
	return began;
}
