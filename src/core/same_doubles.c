/* What both have once and tell otherwise: which stands, and what of the other is kept in its note. */
#include "core/dossier_own.h"
#include "core/same_own.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

typedef VEC(struct same_double) doubles;

void same_take_done(struct same_take *take)
{
	for (size_t i = 0; i < take->double_count; i++)
		for (int k = 0; k < 2; k++)
			free(take->doubles[i].text[k]);
	free(take->doubles);
	*take = (struct same_take){0};
}

void same_double_label(struct strbuf *b, const struct same_double *d)
{
	if (d->is_vote)
		strbuf_addf(b, _("Vote %d, %s"), d->round, _(d->label));
	else
		strbuf_add(b, _(d->label));
}

static void add_part(struct strbuf *b, const char *text)
{
	strbuf_addf(b, "%s%s", b->len ? ", " : "", text);
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* With the words of each, in the other's absence. */
static int push(doubles *list, struct same_double d, struct strbuf words[2], struct err *err)
{
	for (int k = 0; k < 2; k++) {
		d.text[k] = strbuf_take(&words[k]);
		strbuf_done(&words[k]);
	}
	if (d.text[0] && d.text[1] && VEC_PUSH(list, d))
		return 0;
	free(d.text[0]);
	free(d.text[1]);
	return ERR_OOM(err);
}

/* ---- steps --------------------------------------------------------------------------------------------------- */

static bool is_step(enum event_kind kind)
{
	return kind <= EVENT_RECOGNISED;
}

static const struct event *event_on(
	const struct person_history *h, enum event_kind kind, struct date on)
{
	for (size_t i = 0; i < h->event_count; i++)
		if (h->events[i].kind == kind && date_cmp(h->events[i].on, on) == 0)
			return &h->events[i];
	return NULL;
}

static bool has_exit(const struct person_history *h)
{
	for (size_t i = 0; i < h->event_count; i++)
		if (!is_step(h->events[i].kind))
			return true;
	return false;
}

/* Of keep's events the one that `e` of drop tells again, with another day; NULL: none. Only its like, and the ways out and
 * back of both, can say that: an order that does not fit is another matter. */
static const struct event *told_by(
	const struct person_history *keep, const struct person_history *drop, const struct event *e)
{
	enum { ENOUGH = 64 };
	struct fact_event events[ENOUGH];
	struct fact_person facts = {.events = events, .is_listed_member = true};
	bool with_lists = has_exit(keep) || has_exit(drop); /* a listing may be the way back */
	if (event_on(keep, e->kind, e->on))
		return NULL;
	for (size_t i = 0; i < keep->event_count && facts.event_count < ENOUGH; i++) {
		const struct event *k = &keep->events[i];
		if (k->kind == e->kind || !is_step(k->kind) ||
			(with_lists && k->kind == EVENT_LISTED))
			events[facts.event_count++] = (struct fact_event){k->kind, k->on};
	}
	for (size_t i = 0; i < drop->event_count && facts.event_count < ENOUGH; i++) {
		const struct event *d = &drop->events[i];
		if (d != e && !is_step(d->kind) && !event_on(keep, d->kind, d->on))
			events[facts.event_count++] = (struct fact_event){d->kind, d->on};
	}
	struct verdict v =
		event_check(&facts, (struct fact_event){e->kind, e->on}, (struct date){0});
	bool is_told = v.kind == VERDICT_REFUSED && v.other == e->kind &&
		       (v.rule == RULE_TWICE || v.rule == RULE_AFTER_EXIT);
	return is_told ? event_on(keep, e->kind, v.other_on) : NULL;
}

static void add_event_words(struct strbuf *b, const struct event *e, const struct event *other)
{
	char day[DATE_TEXT];
	add_part(b, date_to_user(e->on, day));
	if (e->paper_no && !same_text(e->paper_no, other->paper_no))
		add_part(b, e->paper_no);
	if (e->body && !same_text(e->body, other->body))
		add_part(b, e->body);
	if (e->source && !same_text(e->source, other->source))
		add_part(b, e->source);
}

/* Somebody was found on the earlier day; of the other steps that stands which has its paper. */
static bool is_better(const struct event *keep, const struct event *drop)
{
	return keep->kind == EVENT_FOUND ? date_cmp(drop->on, keep->on) < 0
					 : !keep->paper_no && drop->paper_no;
}

static bool is_taken(const doubles *list, int64_t keep_id)
{
	for (size_t i = 0; i < list->n; i++)
		if (!list->v[i].is_vote && list->v[i].id[0] == keep_id)
			return true;
	return false;
}

static int find_steps(const struct person_history *keep, const struct person_history *drop,
	doubles *ret, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < drop->event_count; i++) {
		const struct event *d = &drop->events[i], *k = told_by(keep, drop, d);
		struct strbuf words[2] = {{0}, {0}};
		/* the day of the one may be another's of the other */
		if (!k || is_taken(ret, k->id) || event_on(drop, k->kind, k->on))
			continue;
		add_event_words(&words[0], k, d);
		add_event_words(&words[1], d, k);
		struct same_double two = {.id = {k->id, d->id},
			.label = event_label(d->kind),
			.second_stands = is_better(k, d)};
		r = push(ret, two, words, err);
	}
	return r;
}

/* ---- votes --------------------------------------------------------------------------------------------------- */

static void add_number(struct strbuf *b, const char *format, long n, long other)
{
	if (n == other)
		return;
	if (b->len)
		strbuf_add(b, ", ");
	strbuf_addf(b, format, n);
}

static void add_vote_words(struct strbuf *b, const struct vote *v, const struct vote *other)
{
	const struct fact_vote *f = &v->fact, *o = &other->fact;
	char day[DATE_TEXT];
	if (date_cmp(f->on, o->on))
		add_part(b, date_to_user(f->on, day));
	add_number(b, _("%ld counted"), f->base, o->base);
	add_number(b, _("%ld left out"), f->left_out, o->left_out);
	add_number(b, _("%ld present"), f->present, o->present);
	add_number(b, _("%ld for"), f->yes, o->yes);
	add_number(b, _("%ld against"), f->no, o->no);
	add_number(b, _("%ld invalid"), f->invalid, o->invalid);
	if (v->paper_no && !same_text(v->paper_no, other->paper_no))
		add_part(b, v->paper_no);
}

static int load_two(
	struct db *db, const int64_t id[2], struct vote *keep, struct vote *drop, struct err *err)
{
	*drop = (struct vote){0};
	int r = vote_load(db, id[0], keep, err);
	if (!r)
		r = vote_load(db, id[1], drop, err);
	return r;
}

static int find_votes_of(struct db *db, struct same_two dossiers, doubles *ret, struct err *err)
{
	same_twos votes = {0};
	struct db_stmt *s = db_begin(db, DBQ_SAME_VOTES_DIFFER, err);
	db_bind_int(s, "keep", dossiers.keep);
	db_bind_int(s, "drop", dossiers.drop);
	int r = same_twos_read(s, &votes, err);
	for (size_t i = 0; !r && i < votes.n; i++) {
		struct same_double two = {
			.is_vote = true, .id = {votes.v[i].keep, votes.v[i].drop}};
		struct vote k = {0}, d = {0};
		struct strbuf words[2] = {{0}, {0}};
		r = load_two(db, two.id, &k, &d, err);
		if (!r) {
			add_vote_words(&words[0], &k, &d);
			add_vote_words(&words[1], &d, &k);
			two.label = vote_body_label(d.fact.body);
			two.round = d.fact.round;
			two.second_stands = !k.paper_no && d.paper_no;
			r = push(ret, two, words, err);
		}
		vote_done(&k);
		vote_done(&d);
	}
	VEC_DONE(&votes);
	return r;
}

static int find_votes(
	struct db *db, struct person_id keep, struct person_id drop, doubles *ret, struct err *err)
{
	same_twos dossiers = {0};
	struct db_stmt *s = db_begin(db, DBQ_SAME_DOSSIERS, err);
	db_bind_int(s, "keep", keep.v);
	db_bind_int(s, "drop", drop.v);
	int r = same_twos_read(s, &dossiers, err);
	for (size_t i = 0; !r && i < dossiers.n; i++)
		r = find_votes_of(db, dossiers.v[i], ret, err);
	VEC_DONE(&dossiers);
	return r;
}

/* ---- both ------------------------------------------------------------------------------------------------------ */

int same_propose(struct db *db, const struct person *keep, const struct person *drop,
	struct same_take *ret, struct err *err)
{
	struct person_history k = {0}, d = {0};
	doubles list = {0};
	int r = person_history_load(db, keep->id, &k, err);
	if (!r)
		r = person_history_load(db, drop->id, &d, err);
	if (!r)
		r = find_steps(&k, &d, &list, err);
	if (!r)
		r = find_votes(db, keep->id, drop->id, &list, err);
	person_history_done(&k);
	person_history_done(&d);
	*ret = (struct same_take){.fields = same_fields_better(keep, drop),
		.doubles = list.v,
		.double_count = list.n};
	if (r)
		same_take_done(ret);
	return r;
}

void same_take_choose(struct same_take *take, const struct same_take *chosen)
{
	take->fields = chosen->fields;
	for (size_t i = 0; i < take->double_count; i++)
		for (size_t j = 0; j < chosen->double_count; j++) {
			struct same_double *d = &take->doubles[i];
			const struct same_double *c = &chosen->doubles[j];
			if (d->is_vote == c->is_vote && d->id[0] == c->id[0] &&
				d->id[1] == c->id[1])
				d->second_stands = c->second_stands;
		}
}

/* The notes of both, the standing one's first, and what the other says. */
static char *note_of(const char *stands, const char *other, const char *words)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	if (stands)
		add_part(&b, stands);
	if (other && !same_text(other, stands))
		add_part(&b, other);
	if (b.len)
		strbuf_add(&b, ", ");
	strbuf_addf(&b, _("also recorded: %s"), words);
	return strbuf_take(&b);
}

static char *either(char *stands, char *other)
{
	return stands ? stands : other;
}

static int gone(struct db *db, enum db_query q, int64_t id, struct err *err)
{
	struct db_stmt *s = db_begin(db, q, err);
	db_bind_int(s, "drop_id", id);
	return db_run(s, err);
}

static int set_event(
	struct db *db, int64_t id, const struct event *e, const char *note, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_SAME_EVENT_SET, err);
	db_bind_int(s, "id", id);
	db_bind_date(s, "on", e->on);
	db_bind_text(s, "paper_no", e->paper_no);
	db_bind_text(s, "body", e->body);
	db_bind_text(s, "source", e->source);
	db_bind_id(s, "finder", e->finder.v);
	db_bind_text(s, "note", note);
	return db_run(s, err);
}

static int join_event(struct db *db, const struct same_double *two, struct err *err)
{
	struct event e[2] = {{0}, {0}};
	int r = event_load(db, two->id[0], &e[0], err);
	if (!r)
		r = event_load(db, two->id[1], &e[1], err);
	const struct event *stands = &e[two->second_stands], *other = &e[!two->second_stands];
	CLEANUP_FREE char *note =
		note_of(stands->note, other->note, two->text[!two->second_stands]);
	if (!r && !note)
		r = ERR_OOM(err);
	if (!r)
		r = gone(db, DBQ_SAME_GONE_EVENT, two->id[1], err);
	if (!r) {
		struct event one = *stands;
		one.paper_no = either(stands->paper_no, other->paper_no);
		one.body = either(stands->body, other->body);
		one.source = either(stands->source, other->source);
		one.finder = stands->finder.v ? stands->finder : other->finder;
		r = set_event(db, two->id[0], &one, note, err);
	}
	event_done(&e[0]);
	event_done(&e[1]);
	return r;
}

static int join_vote(struct db *db, const struct same_double *two, struct err *err)
{
	struct vote v[2] = {{0}, {0}};
	int r = load_two(db, two->id, &v[0], &v[1], err);
	const struct vote *stands = &v[two->second_stands], *other = &v[!two->second_stands];
	CLEANUP_FREE char *note =
		note_of(stands->note, other->note, two->text[!two->second_stands]);
	if (!r && !note)
		r = ERR_OOM(err);
	if (!r) {
		struct db_stmt *s = db_begin(db, DBQ_SAME_VOTE_SET, err);
		db_bind_int(s, "id", two->id[0]);
		db_bind_int(s, "stands", stands->id);
		db_bind_text(s, "left_out_why", either(stands->left_out_why, other->left_out_why));
		db_bind_text(s, "paper_no", either(stands->paper_no, other->paper_no));
		db_bind_text(s, "note", note);
		r = db_run(s, err);
	}
	if (!r)
		r = gone(db, DBQ_SAME_GONE_VOTE, two->id[1], err);
	vote_done(&v[0]);
	vote_done(&v[1]);
	return r;
}

/* The only day of being found, with nothing but its date and source; NULL: there is none, or it is known better. */
static const struct event *bare_found(const struct person_history *h)
{
	const struct event *found = NULL;
	for (size_t i = 0; i < h->event_count; i++) {
		const struct event *e = &h->events[i];
		if (!is_step(e->kind))
			return NULL;
		if (e->kind != EVENT_FOUND)
			continue;
		if (found || e->paper_no || e->note || e->finder.v)
			return NULL;
		found = e;
	}
	return found;
}

int same_take_found(struct db *db, struct person_id keep, struct err *err)
{
	struct person_history h = {0};
	int r = person_history_load(db, keep, &h, err);
	const struct event *found = r ? NULL : bare_found(&h);
	struct date first = {0};
	for (size_t i = 0; found && i < h.event_count; i++)
		/* a certificate may be older */
		if (h.events[i].kind != EVENT_FOUND && h.events[i].kind != EVENT_CLASS)
			first = date_min(first, h.events[i].on);
	if (found && date_is_set(first) && date_cmp(first, found->on) < 0) {
		char day[DATE_TEXT];
		struct event moved = *found;
		moved.on = first;
		CLEANUP_FREE char *note = note_of(NULL, NULL, date_to_user(found->on, day));
		r = note ? set_event(db, found->id, &moved, note, err) : ERR_OOM(err);
	}
	person_history_done(&h);
	return r;
}

int same_take_doubles(struct db *db, const struct same_take *take, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < take->double_count; i++)
		r = (take->doubles[i].is_vote ? join_vote : join_event)(db, &take->doubles[i], err);
	return r;
}
