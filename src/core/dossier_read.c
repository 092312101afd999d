/* Reading a dossier, and the facts of it for the rules. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/dossier.h"
#include "core/dossier_own.h"
#include "core/standing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	YOUTH_YEARS = 30,
	LIVE_DAYS = 31
}; /* 35 for cadres of the youth union only: the office marks that by hand */

void dossier_done(struct dossier *d)
{
	free(d->rule_key);
	free(d->no_check_reason);
	free(d->age_consent);
	free(d->readmit_consent);
}

static void paper_done(struct paper *p)
{
	free(p->code);
	free(p->paper_no);
	free(p->kept_at);
	free(p->reason);
}

void vote_done(struct vote *v)
{
	free(v->left_out_why);
	free(v->paper_no);
	free(v->note);
}

static void inquiry_done(struct inquiry *q)
{
	free(q->sent_to);
	free(q->paper_no);
	free(q->kept_at);
}

static void extension_done(struct extension *e)
{
	free(e->paper_no);
	free(e->granted_by);
}

/* A text of the row; *ok false without memory. */
static char *text(struct db_stmt *s, const char *column, bool *ok)
{
	const char *t = db_text(s, column);
	char *copy = mem_strdup(t);
	*ok &= !t || copy;
	return copy;
}

/* ---- records ------------------------------------------------------------------------------------ */

/* 1: there is one, 0: none. */
static int read_dossier(struct db *db, struct person_id person, struct date not_before,
	struct dossier *ret, struct err *err)
{
	bool ok = true;
	char own[32] = "";
	struct db_stmt *s = db_begin(db, DBQ_DOSSIER_OF, err);
	db_bind_int(s, "person", person.v);
	int r = db_step(s, err);
	if (r <= 0)
		return r;
	struct dossier d = {.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.person = person,
		.began = db_date(s, "began_on"),
		.frozen = db_date(s, "frozen_on"),
		.decision_received = db_date(s, "decision_received"),
		.education_case = (enum education_case)db_int(s, "education_case"),
		.is_union = db_int(s, "is_union"),
		.is_pupil = db_int(s, "is_pupil"),
		.has_subcommittee = db_int(s, "has_subcommittee"),
		.no_check = db_int(s, "no_check"),
		.left_how = (enum left_how)db_int(s, "left_how"),
		.left_on = db_date(s, "left_on"),
		.was_readmitted = db_int(s, "was_readmitted")};
	if (date_is_set(not_before) && date_cmp(d.began, not_before) < 0) {
		db_reset(s); /* of an earlier way */
		return 0;
	}
	if (!db_is_null(s, "rule_set_id"))
		snprintf(own, sizeof own, "own/%lld", (long long)db_int(s, "rule_set_id"));
	d.rule_key = own[0] ? mem_strdup(own) : text(s, "rule_shipped", &ok);
	ok &= !own[0] || d.rule_key;
	d.no_check_reason = text(s, "no_check_reason", &ok);
	d.age_consent = text(s, "age_consent", &ok);
	d.readmit_consent = text(s, "readmit_consent", &ok);
	db_reset(s);
	if (!ok) {
		dossier_done(&d);
		return ERR_OOM(err);
	}
	*ret = d;
	return 1;
}

#define LIST(T)                                                                                    \
	struct {                                                                                   \
		struct T *v;                                                                       \
		size_t n, cap;                                                                     \
	}

/* Reads all rows of `query` of the dossier into a list of `type`, one row by READ. */
#define READ_ALL(db, query, dossier, list, read, done, err)                                        \
	do {                                                                                       \
		struct db_stmt *s_ = db_begin((db), (query), (err));                               \
		db_bind_int(s_, "dossier", (dossier));                                             \
		while ((r = db_step(s_, (err))) == 1) {                                            \
			bool ok_ = true;                                                           \
			__typeof__(*(list)->v) one_ = read(s_, &ok_);                              \
			if (!ok_ || !VEC_PUSH((list), one_)) {                                     \
				done(&one_);                                                       \
				r = ERR_OOM(err);                                                  \
				break;                                                             \
			}                                                                          \
		}                                                                                  \
		db_reset(s_);                                                                      \
	} while (0)

static struct paper read_paper(struct db_stmt *s, bool *ok)
{
	return (struct paper){.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.code = text(s, "code", ok),
		.state = (enum paper_state)db_int(s, "state"),
		.on = db_date(s, "on_date"),
		.paper_no = text(s, "paper_no", ok),
		.kept_at = text(s, "kept_at", ok),
		.reason = text(s, "reason", ok)};
}

static struct vote read_vote(struct db_stmt *s, bool *ok)
{
	return (struct vote){.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.fact = {.purpose = (enum vote_purpose)db_int(s, "purpose"),
			.body = (enum vote_body)db_int(s, "body"),
			.round = (int)db_int(s, "round"),
			.on = db_date(s, "on_date"),
			.base = (long)db_int(s, "base"),
			.left_out = (long)db_int(s, "left_out"),
			.present = (long)db_int(s, "present"),
			.yes = (long)db_int(s, "yes"),
			.no = (long)db_int(s, "no"),
			.invalid = (long)db_int(s, "invalid"),
			.is_secret = db_int(s, "is_secret")},
		.left_out_why = text(s, "left_out_why", ok),
		.paper_no = text(s, "paper_no", ok),
		.note = text(s, "note", ok)};
}

int vote_load(struct db *db, int64_t id, struct vote *ret, struct err *err)
{
	bool ok = true;
	struct db_stmt *s = db_begin(db, DBQ_VOTE_LOAD, err);
	db_bind_int(s, "id", id);
	*ret = (struct vote){0};
	int r = db_step(s, err);
	if (r != 1)
		return r ? r : ERR(err, ERR_NOT_FOUND, "vote", NULL);
	*ret = read_vote(s, &ok);
	db_reset(s);
	return ok ? 0 : ERR_OOM(err);
}

static struct inquiry read_inquiry(struct db_stmt *s, bool *ok)
{
	return (struct inquiry){.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.sent_to = text(s, "sent_to", ok),
		.fact = {.sent = db_date(s, "sent_on"),
			.answered = db_date(s, "answered_on"),
			.is_abroad = db_int(s, "is_abroad"),
			.is_recheck = db_int(s, "is_recheck"),
			.conclusion =
				db_is_null(s, "conclusion") ? -1 : (int)db_int(s, "conclusion")},
		.paper_no = text(s, "paper_no", ok),
		.kept_at = text(s, "kept_at", ok)};
}

static struct extension read_extension(struct db_stmt *s, bool *ok)
{
	return (struct extension){.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.fact = {.of = (enum need_kind)db_int(s, "kind"), .until = db_date(s, "until")},
		.paper_no = text(s, "paper_no", ok),
		.granted_by = text(s, "granted_by", ok)};
}

static int read_records(struct db *db, struct dossier_view *v, struct err *err)
{
	LIST(paper) papers = {0};
	LIST(vote) votes = {0};
	LIST(inquiry) inquiries = {0};
	LIST(extension) extensions = {0};
	int r = 0;
	READ_ALL(db, DBQ_PAPERS_OF, v->d.id, &papers, read_paper, paper_done, err);
	if (!r)
		READ_ALL(db, DBQ_VOTES_OF, v->d.id, &votes, read_vote, vote_done, err);
	if (!r)
		READ_ALL(
			db, DBQ_INQUIRIES_OF, v->d.id, &inquiries, read_inquiry, inquiry_done, err);
	if (!r)
		READ_ALL(db, DBQ_EXTENSIONS_OF, v->d.id, &extensions, read_extension,
			extension_done, err);
	v->papers = papers.v;
	v->paper_count = papers.n;
	v->votes = votes.v;
	v->vote_count = votes.n;
	v->inquiries = inquiries.v;
	v->inquiry_count = inquiries.n;
	v->extensions = extensions.v;
	v->extension_count = extensions.n;
	return r;
}

/* ---- facts -------------------------------------------------------------------------------------- */

/* Took over from somebody who had ended, or after the person moved: then the months are waived (294-QĐ/TW
 * 2025, 3.2.2; 06-HD/TW 2025, 3.9a). */
bool mentor_is_replacement(const struct fact_mentor *all, size_t n, size_t i,
	struct date person_moved, struct date anew_on)
{
	const struct date from = all[i].from;
	if (!date_is_set(from))
		return false;
	for (size_t k = 0; k < n; k++) {
		/* whoever helped on an earlier way is not replaced on this one */
		if (k == i || (date_is_set(all[k].to) && date_cmp(all[k].to, anew_on) < 0))
			continue;
		bool ended = date_is_set(all[k].to) && date_cmp(all[k].to, from) <= 0;
		bool was_before =
			date_is_set(person_moved) && date_cmp(from, person_moved) >= 0 &&
			(!date_is_set(all[k].from) || date_cmp(all[k].from, person_moved) < 0);
		if (ended || was_before)
			return true;
	}
	return false;
}

static int last_move(struct db *db, struct person_id id, struct date *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELLS, err);
	struct date moved = {0};
	int n = 0, r;
	db_bind_int(s, "person", id.v);
	while ((r = db_step(s, err)) == 1)
		if (n++)
			moved = date_max(moved, db_date(s, "from_date"));
	*ret = moved;
	return r;
}

static int read_mentors(struct db *db, struct person_id id, struct date anew_on,
	struct facts_own *own, size_t *ret_n, struct err *err)
{
	struct assignment *list;
	struct date moved;
	size_t n;
	int r = assignments_of_person(db, id, &list, &n, err);
	if (r)
		return r;
	r = n ? last_move(db, id, &moved, err) : 0;
	if (!r && n && !(own->mentors = mem_alloc(n * sizeof *own->mentors)))
		r = ERR_OOM(err);
	for (size_t i = 0; !r && i < n; i++) {
		own->mentors[i] = (struct fact_mentor){.from = list[i].from, .to = list[i].to};
		r = assignment_at_work(
			db, &list[i], &own->mentors[i].is_active, &own->mentors[i].gone, err);
	}
	for (size_t i = 0; !r && i < n; i++)
		own->mentors[i].is_replacement =
			mentor_is_replacement(own->mentors, n, i, moved, anew_on);
	assignments_done(list, n);
	*ret_n = n;
	return r;
}

bool fact_is_youth(bool is_in_union, struct date birth, const struct way *w)
{
	struct date on = w->on[EVENT_PAPERS];
	for (int k = EVENT_FOUND; !date_is_set(on) && k <= EVENT_CEREMONY; k++)
		on = date_max(on, w->on[k]);
	int years = date_is_set(on) ? age_years(birth, on) : -1;
	return is_in_union && years <= YOUTH_YEARS;
}

static bool fill_arrays(struct dossier_view *v, struct facts_own *own)
{
	size_t papers = v->paper_count, votes = v->vote_count, inquiries = v->inquiry_count,
	       extensions = v->extension_count;
	own->papers = papers ? mem_alloc(papers * sizeof *own->papers) : NULL;
	own->votes = votes ? mem_alloc(votes * sizeof *own->votes) : NULL;
	own->inquiries = inquiries ? mem_alloc(inquiries * sizeof *own->inquiries) : NULL;
	own->extensions = extensions ? mem_alloc(extensions * sizeof *own->extensions) : NULL;
	if ((papers && !own->papers) || (votes && !own->votes) || (inquiries && !own->inquiries) ||
		(extensions && !own->extensions))
		return false;
	for (size_t i = 0; i < papers; i++)
		own->papers[i] =
			(struct fact_paper){v->papers[i].code, v->papers[i].state, v->papers[i].on};
	for (size_t i = 0; i < votes; i++)
		own->votes[i] = v->votes[i].fact;
	for (size_t i = 0; i < inquiries; i++)
		own->inquiries[i] = v->inquiries[i].fact;
	for (size_t i = 0; i < extensions; i++)
		own->extensions[i] = v->extensions[i].fact;
	return true;
}

static void fill_facts(struct dossier_view *v, struct facts_own *own, size_t mentors,
	const struct fact_person *person)
{
	const struct dossier *d = &v->d;
	v->facts = (struct fact_dossier){.person = *person,
		.education = v->person.education,
		.education_case = d->education_case,
		.is_youth = fact_is_youth(v->person.youth_union, v->person.birth, &v->way),
		.is_union = d->is_union,
		.is_pupil = d->is_pupil,
		.has_subcommittee = d->has_subcommittee,
		.is_readmission = v->person.readmission,
		.needs_check = !d->no_check,
		.has_checklist = v->paper_count > 0,
		.left_how = d->left_how,
		.left_on = d->left_on,
		.was_readmitted = d->was_readmitted,
		.has_over_age_consent = d->age_consent != NULL,
		.has_readmit_consent = d->readmit_consent != NULL,
		.decision_received = d->decision_received,
		.arrived = v->way.on[EVENT_ARRIVED],
		.mentors = own->mentors,
		.mentor_count = mentors,
		.papers = own->papers,
		.paper_count = v->paper_count,
		.votes = own->votes,
		.vote_count = v->vote_count,
		.inquiries = own->inquiries,
		.inquiry_count = v->inquiry_count,
		.extensions = own->extensions,
		.extension_count = v->extension_count};
}

/* ---- the rules that hold -------------------------------------------------------------------------- */

/* The cell of that day and its type. */
static int cell_then(struct db *db, const struct person *p, struct date day, int64_t *ret_id,
	int64_t *ret_type, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELL_ON, err);
	db_bind_int(s, "person", p->id.v);
	db_bind_date(s, "day", day);
	int r = db_number(s, p->cell.v, ret_id, err);
	if (r || !*ret_id)
		return r;
	s = db_begin(db, DBQ_CELL_TYPE_OF, err);
	db_bind_int(s, "id", *ret_id);
	return db_number(s, 0, ret_type, err);
}

int authority_of(struct db *db, const struct person *p, struct date day,
	const struct authority **ret, struct err *err)
{
	const struct rulebook *book;
	int64_t id = 0, type = 0;
	bool by_cell = false; /* mostly one body decides about all: then nothing is read */
	int r = rulebook_of(db, &book, err);
	for (size_t i = 0; !r && i < book->authority_count; i++)
		by_cell |= book->authorities[i].cell || book->authorities[i].cell_type;
	if (!r && by_cell)
		r = cell_then(db, p, day, &id, &type, err);
	if (!r)
		*ret = authority_on(book->authorities, book->authority_count, id, (int)type, day);
	return r;
}

/* The day of the decision that is made next: on admission, and after the ceremony on recognition. */
static struct date decided_on(const struct way *w)
{
	enum event_kind k = date_is_set(w->on[EVENT_CEREMONY]) ? EVENT_RECOGNISED : EVENT_DECISION;
	return date_is_set(w->on[k]) ? w->on[k] : clock_today();
}

/* Who decides, now and in each vote of the past. */
static int choose_authority(struct db *db, struct dossier_view *v, struct err *err)
{
	struct facts_own *own = v->own;
	int r = authority_of(db, &v->person, decided_on(&v->way), &v->authority, err);
	if (!r && v->authority)
		v->facts.decide_vote = v->authority->vote;
	for (size_t i = 0; !r && i < v->vote_count; i++) {
		const struct authority *a = NULL;
		if (own->votes[i].body != VOTE_DECIDER)
			continue;
		r = authority_of(db, &v->person, own->votes[i].on, &a, err);
		if (!r && a)
			own->votes[i].fraction = v->votes[i].fact.fraction = a->vote;
	}
	return r;
}

static int choose_set(struct db *db, struct dossier_view *v, struct err *err)
{
	const struct rulebook *book;
	struct date began = way_began(&v->way), day = date_is_set(began) ? began : clock_today();
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	v->is_frozen = date_is_set(began);
	v->set_now = rulebook_on(book, clock_today());
	v->set = rulebook_on(book, day);
	if (v->d.rule_key && date_is_set(v->d.frozen))
		r = rulebook_find(book, v->d.rule_key, &v->set, err);
	return r ? r : choose_authority(db, v, err);
}

int dossier_view_load(
	struct db *db, struct person_id person, struct dossier_view *ret, struct err *err)
{
	struct dossier_view v = {0};
	struct facts_own *own = mem_alloc(sizeof *own);
	struct fact_person facts = {0};
	size_t mentors = 0;
	if (!own)
		return ERR_OOM(err);
	v.own = own;
	int r = person_load(db, person, &v.person, err);
	if (!r)
		r = person_facts(db, person, &own->events, &facts, err);
	if (!r) {
		v.way = way_of(&facts, (struct date){0});
		r = read_dossier(db, person, v.way.anew_on, &v.d, err);
		if (r == 1)
			r = read_records(db, &v, err);
	}
	if (!r)
		r = read_mentors(db, person, v.way.anew_on, own, &mentors, err);
	if (!r && !fill_arrays(&v, own))
		r = ERR_OOM(err);
	if (!r) {
		fill_facts(&v, own, mentors, &facts);
		r = choose_set(db, &v, err);
	}
	if (r) {
		dossier_view_done(&v);
		return r;
	}
	*ret = v;
	return 0;
}

void dossier_view_done(struct dossier_view *v)
{
	struct facts_own *own = v->own;
	for (size_t i = 0; i < v->paper_count; i++)
		paper_done(&v->papers[i]);
	for (size_t i = 0; i < v->vote_count; i++)
		vote_done(&v->votes[i]);
	for (size_t i = 0; i < v->inquiry_count; i++)
		inquiry_done(&v->inquiries[i]);
	for (size_t i = 0; i < v->extension_count; i++)
		extension_done(&v->extensions[i]);
	free(v->papers);
	free(v->votes);
	free(v->inquiries);
	free(v->extensions);
	person_done(&v->person);
	dossier_done(&v->d);
	if (own) {
		free(own->events);
		free(own->mentors);
		free(own->papers);
		free(own->votes);
		free(own->inquiries);
		free(own->extensions);
		free(own);
	}
	*v = (struct dossier_view){0};
}

/* What the order of events says, and the set. A refusal is never weakened; over the age the set alone knows
 * of a written consent. */
static struct verdict joined(
	struct verdict by_order, struct verdict by_set, const struct rule_set *set)
{
	bool by_age = by_order.kind == VERDICT_REASON && by_order.rule == RULE_OVER_AGE;
	struct verdict v =
		by_order.kind == VERDICT_OK || by_set.kind == VERDICT_REFUSED || (set && by_age)
			? by_set
			: by_order;
	if (by_order.kind == VERDICT_REFUSED)
		v = by_order;
	if (!v.param)
		v.param = v.rule == RULE_UNDER_AGE   ? PARAM_AGE_MIN
			  : v.rule == RULE_OVER_AGE  ? PARAM_AGE_MAX
			  : v.rule == RULE_PROBATION ? PARAM_PROBATION_MONTHS
						     : PARAM_NONE;
	return v;
}

int dossier_check_event(struct db *db, struct person_id person, struct fact_event e,
	struct verdict *v, struct err *err)
{
	struct dossier_view view;
	const struct rulebook *book;
	if (v->kind == VERDICT_OK && !dossier_event_is_asked(e.kind))
		return 0;
	int r = dossier_view_load(db, person, &view, err);
	if (r)
		return r;
	r = rulebook_of(db, &book, err);
	if (!r) {
		/* what begins with this event begins under the set of its day */
		const struct rule_set *set = view.is_frozen ? view.set : rulebook_on(book, e.on);
		/* entered as it happens, or out of old papers */
		view.facts.is_live = date_to_days(clock_today()) - date_to_days(e.on) <= LIVE_DAYS;
		*v = joined(*v, dossier_event_check(&view.facts, set, &book->calendar, e), set);
		if (!v->cite)
			v->cite = rule_cite(set, (enum rule_param)v->param);
	}
	dossier_view_done(&view);
	return r;
}

int dossier_check_votes(
	struct db *db, struct person_id person, struct verdict *ret, struct err *err)
{
	struct dossier_view view;
	int r = dossier_view_load(db, person, &view, err);
	if (r)
		return r;
	*ret = (struct verdict){0};
	/* what began under no set is held against none that came later */
	if (date_is_set(view.d.frozen)) {
		*ret = dossier_votes_hold(&view.facts, view.set);
		ret->cite = rule_cite(view.set, (enum rule_param)ret->param);
	}
	dossier_view_done(&view);
	return 0;
}
