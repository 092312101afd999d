#include "core/act_scope.h"
#include "core/dossier_own.h"
#include "core/standing.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>

int act_verdict(const struct verdict *v, const char *field, struct date on, struct err *err)
{
	char text[DATE_TEXT];
	struct date d = v->rule == RULE_FUTURE || !date_is_set(v->other_on) ? on : v->other_on;
	enum err_code code = v->kind == VERDICT_REFUSED ? ERR_REFUSED : ERR_REASON;
	int r = v->rule == RULE_STEP_MISSING ? ERR_RULE(err, code, (int)v->rule, field, "%s", "")
		: v->number ? ERR_RULE(err, code, (int)v->rule, field, "%ld", v->number)
			    : ERR_RULE(err, code, (int)v->rule, field, "%s", date_to_user(d, text));
	if (err) {
		struct strbuf cite = {0};
		cite_add(&cite, v->cite);
		err->other = (int)v->other;
		snprintf(err->cite, sizeof err->cite, "%s", strbuf_str(&cite));
		strbuf_done(&cite);
	}
	return r;
}

/* Puts the corrected event in the place of the old one, or refuses because those around it no longer hold
 * together. `events` has room for it: the old one is among them. */
static struct verdict check_corrected(struct fact_person *facts, struct fact_event *events,
	const struct event *old, struct fact_event corrected)
{
	struct date today = clock_today();
	for (size_t i = 0; i < facts->event_count; i++)
		if (events[i].kind == old->kind && date_cmp(events[i].on, old->on) == 0) {
			events[i] = events[--facts->event_count];
			break;
		}
	struct verdict v = event_check(facts, corrected, today);
	if (v.kind == VERDICT_REFUSED)
		return v;
	events[facts->event_count++] = corrected;
	struct verdict all = events_check_all(facts, today);
	return all.kind == VERDICT_REFUSED ? all : v;
}

/* Holds a new event against the person's others, or a corrected one (old) and the others against it. */
static int check(struct db *db, const struct event *e, const struct event *old, bool may_pass,
	int *ret_rule, struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	int r = person_facts(db, e->person, &events, &facts, err);
	if (r)
		return r;
	struct fact_event new = {e->kind, e->on};
	struct verdict v = old ? check_corrected(&facts, events, old, new)
			       : event_check(&facts, new, clock_today());
	free(events);
	r = dossier_check_event(db, e->person, new, &v, err);
	if (r)
		return r;
	*ret_rule = v.kind == VERDICT_REASON ? (int)v.rule : 0;
	return v.kind == VERDICT_REFUSED || (v.kind == VERDICT_REASON && !may_pass)
		       ? act_verdict(&v, "on_date", e->on, err)
		       : 0;
}

static int put(struct db *db, const struct event *e, char *const text[4], struct err *err)
{
	struct db_stmt *s = db_begin(db, e->id ? DBQ_EVENT_SAVE : DBQ_EVENT_ADD, err);
	if (e->id) {
		db_bind_int(s, "id", e->id);
		db_bind_int(s, "rev", e->rev);
	} else
		db_bind_int(s, "person_id", e->person.v);
	db_bind_int(s, "kind", e->kind);
	db_bind_date(s, "on_date", e->on);
	db_bind_text(s, "paper_no", text[0]);
	db_bind_text(s, "body", text[1]);
	db_bind_text(s, "source", text[2]);
	db_bind_text(s, "note", text[3]);
	db_bind_id(s, "finder_id", e->finder.v);
	int r = db_run(s, err);
	return r ? r : e->id ? act_saved(db, "event", err) : 0;
}

static int clean_event(const struct event *e, char *text[4], struct err *err)
{
	int r = act_clean(e->paper_no, "paper_no", &text[0], err);
	if (!r)
		r = act_clean(e->body, "body", &text[1], err);
	if (!r)
		r = act_clean(e->source, "source", &text[2], err);
	if (!r)
		r = act_clean(e->note, "note", &text[3], err);
	if (!r && !event_code(e->kind))
		r = ERR(err, ERR_INVALID, "kind", "%d", (int)e->kind);
	if (!r && !date_is_full(e->on))
		r = ERR(err, ERR_INVALID, "on_date", "%s", "");
	return r;
}

/* Inside the act: checks and writes; the id of a new event. */
static int save(struct db *db, const struct event *given, char *const text[4], bool may_pass,
	int64_t *ret_id, int *ret_rule, struct err *err)
{
	struct event e = *given, old = {0};
	int r = e.id ? event_load(db, e.id, &old, err) : 0;
	if (e.id)
		e.person = old.person; /* whose event it is does not change */
	if (!r)
		r = check(db, &e, e.id ? &old : NULL, may_pass, ret_rule, err);
	event_done(&old);
	if (!r)
		r = put(db, &e, text, err);
	if (!r && !e.id)
		*ret_id = db_last_id(db);
	if (!r)
		r = dossier_follow(db, e.person, err);
	if (!r)
		r = standing_refresh(db, e.person, true, err);
	return r ? r : act_check_helped(db, e.person, err);
}

int event_save(struct db *db, const struct act_by *by, const struct event *e, bool lenient,
	int64_t *ret, int *ret_rule, struct err *err)
{
	char *text[4] = {0};
	struct act_scope scope = {0};
	int rule = 0;
	int64_t id = e->id;
	bool has_reason = by->reason && *by->reason;
	int r = clean_event(e, text, err);
	if (!r)
		r = act_enter(&scope, db, by, e->id ? "event_change" : "event_add", err);
	if (r == 1) {
		id = scope.done;
		r = 0;
	} else if (!r) {
		r = save(db, e, text, lenient || has_reason, &id, &rule, err);
		r = act_leave(&scope, r, "event", id, err);
	}
	for (size_t i = 0; i < ARRAY_LEN(text); i++)
		free(text[i]);
	if (!r && ret)
		*ret = id;
	if (!r && ret_rule)
		*ret_rule = rule;
	return r;
}

int event_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	struct event old = {0};
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "event_remove", err);
	if (r)
		return r < 0 ? r : 0;
	r = event_load(db, id, &old, err);
	if (!r) {
		struct db_stmt *s = db_begin(db, DBQ_EVENT_REMOVE, err);
		db_bind_int(s, "id", id);
		db_bind_int(s, "rev", rev);
		r = db_run(s, err);
	}
	if (!r)
		r = act_saved(db, "event", err);
	struct fact_event *events = NULL;
	struct fact_person facts;
	if (!r)
		r = person_facts(db, old.person, &events, &facts, err);
	if (!r) {
		struct verdict v = events_check_all(&facts, clock_today());
		if (v.kind == VERDICT_REFUSED)
			r = act_verdict(&v, "on_date", old.on, err);
		free(events);
	}
	if (!r)
		r = dossier_follow(db, old.person, err);
	if (!r)
		r = standing_refresh(db, old.person, true, err);
	if (!r)
		r = act_check_helped(db, old.person, err);
	r = act_leave(&scope, r, "event", id, err);
	event_done(&old);
	return r;
}

int event_save_many(struct db *db, const struct act_by *by, const struct person_id *people,
	size_t n, const struct event *e, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "event_add_many", err);
	if (r)
		return r < 0 ? r : 0;
	for (size_t i = 0; !r && i < n; i++) {
		struct event one = *e;
		one.id = 0;
		one.person = people[i];
		r = event_save(db, by, &one, false, NULL, NULL, err);
		struct person p;
		if (r && err && !person_load(db, people[i], &p, NULL)) {
			snprintf(err->subject, sizeof err->subject, "%.90s", p.full_name);
			person_done(&p);
		}
	}
	return act_leave(&scope, r, "event", 0, err);
}
