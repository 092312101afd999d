/* One of two, and two for good. */
#include "core/act_scope.h"
#include "core/dossier_own.h"
#include "core/same_own.h"
#include "core/standing.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- not the same ---------------------------------------------------------------------------------------- */

int same_judge_other(struct db *db, const struct act_by *by, struct person_id a, struct person_id b,
	const char *note, struct err *err)
{
	CLEANUP_FREE char *clean = NULL;
	struct act_scope scope;
	if (a.v == b.v)
		return ERR(err, ERR_INVALID, "person", NULL);
	int r = act_clean(note, "note", &clean, err);
	if (!r)
		r = act_enter(&scope, db, by, "person_other", err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_SAME_JUDGE, err);
	db_bind_int(s, "person", a.v < b.v ? a.v : b.v);
	db_bind_int(s, "other", a.v < b.v ? b.v : a.v);
	db_bind_date(s, "on_date", clock_today());
	db_bind_text(s, "note", clean);
	r = db_run(s, err);
	return act_leave(&scope, r, "judgement", db_last_id(db), err);
}

int same_is_judged(
	struct db *db, struct person_id a, struct person_id b, bool *ret, struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_SAME_IS_JUDGED, err);
	db_bind_int(s, "a", a.v);
	db_bind_int(s, "b", b.v);
	int r = db_number(s, 0, &n, err);
	if (!r)
		*ret = n != 0;
	return r;
}

/* ---- what must hold of the one --------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
	const struct fact_event *x = a, *y = b;
	int c = date_cmp(x->on, y->on);
	return c ? c : (int)x->kind - (int)y->kind;
}

static int refuse(const struct verdict *v, struct fact_event e, struct err *err)
{
	char day[DATE_TEXT];
	int r = ERR_RULE(
		err, ERR_REFUSED, (int)v->rule, "event", "%s", date_to_user(v->other_on, day));
	CLEANUP_FREE char *subject =
		mem_printf("%s %s", _(event_label(e.kind)), date_to_user(e.on, day));
	if (err) {
		/* the same step twice is named once */
		err->other = v->rule == RULE_TWICE ? 0 : (int)v->other;
		str_fit(err->subject, sizeof err->subject, subject);
	}
	return r;
}

/* The events one after the other: the first that contradicts those before it is named with the one it hits. A step that
 * both have taken on other days tells most: what it brings into disorder follows from it. */
static int check_events(struct db *db, struct person_id id, struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	int r = person_facts(db, id, &events, &facts, err);
	if (r)
		return r;
	size_t n = facts.event_count;
	if (n)
		qsort(events, n, sizeof *events, by_day);
	for (int any = 0; !r && any < 2; any++)
		for (size_t i = 0; !r && i < n; i++) {
			facts.event_count = i;
			struct verdict v = event_check(&facts, events[i], clock_today());
			if (v.kind == VERDICT_REFUSED && (any || v.rule == RULE_TWICE))
				r = refuse(&v, events[i], err);
		}
	free(events);
	return r;
}

static int check_each_other(struct db *db, struct person_id a, struct person_id b, struct err *err)
{
	int64_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_SAME_EACH_OTHER, err);
	db_bind_int(s, "a", a.v);
	db_bind_int(s, "b", b.v);
	int r = db_number(s, 0, &n, err);
	return r || !n ? r : ERR_RULE(err, ERR_REFUSED, RULE_MERGE_SELF, "person", NULL);
}

/* ---- merging ---------------------------------------------------------------------------------------------- */

/* The words of both, and what of the memberships could not stand. */
static int take_note(
	struct person *keep, const struct person *drop, const struct strbuf *cells, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	const char *notes[] = {keep->note, drop->note, strbuf_str(cells)};
	for (size_t i = 0; i < ARRAY_LEN(notes); i++) {
		bool is_new = notes[i] && *notes[i] && !(i && strstr(strbuf_str(&b), notes[i]));
		if (is_new)
			strbuf_addf(&b, "%s%s", b.len ? ". " : "", notes[i]);
	}
	free(keep->note);
	keep->note = strbuf_take(&b);
	return keep->note || !b.failed ? 0 : ERR_OOM(err);
}

static bool takes(unsigned take, const char *field)
{
	for (size_t i = 0; i < same_field_count; i++)
		if (strcmp(same_fields[i].field, field) == 0)
			return take >> i & 1;
	return false;
}

/* Inside the act: the records first, so that `drop` can go; then the row, whose number nobody else has any more; then what
 * follows. */
static int merge(struct db *db, const struct act_by *by, struct person *keep, struct person *drop,
	const struct same_take *take, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf cells = {0};
	struct person_id id = keep->id;
	int r = check_each_other(db, id, drop->id, err);
	if (!r)
		r = same_take_cells(db, id, drop->id, takes(take->fields, "cell_id"), &cells, err);
	if (!r)
		r = same_take_doubles(db, take, err);
	if (!r)
		r = same_take_rows(db, id, drop->id, err);
	if (!r)
		r = same_take_found(db, id, err);
	if (!r)
		r = person_remove(db, drop->id, drop->rev, err);
	if (!r)
		r = take_note(keep, drop, &cells, err);
	if (r)
		return r;
	same_fields_take(keep, drop, take->fields);
	r = check_events(db, id, err);
	if (!r)
		r = dossier_follow(db, id, err);
	if (!r)
		r = person_save(db, by, keep, (struct cell_id){0}, &id, err);
	if (!r)
		r = check_events(
			db, id, err); /* once more, with the birth and the dates that were taken */
	return r ? r : act_check_third(db, id, err);
}

/* As somebody saw it; rev 0: as it is. */
static int load(
	struct db *db, struct person_id id, int64_t rev, struct person *ret, struct err *err)
{
	int r = person_load(db, id, ret, err);
	return !r && rev && ret->rev != rev ? ERR(err, ERR_CONFLICT, "person", NULL) : r;
}

static int merge_act(struct db *db, const struct act_by *by, struct person_id keep,
	struct person_id drop, const int64_t revs[2], const struct same_take *chosen,
	struct err *err)
{
	struct person k = {0}, d = {0};
	struct same_take take = {0};
	struct act_scope scope;
	if (keep.v == drop.v)
		return ERR(err, ERR_INVALID, "person", NULL);
	int r = act_enter(&scope, db, by, "person_merge", err);
	if (r)
		return r < 0 ? r : 0;
	r = load(db, keep, revs[0], &k, err);
	if (!r)
		r = load(db, drop, revs[1], &d, err);
	if (!r)
		r = same_propose(db, &k, &d, &take, err);
	if (!r && chosen)
		same_take_choose(&take, chosen);
	if (!r)
		r = merge(db, by, &k, &d, &take, err);
	same_take_done(&take);
	person_done(&k);
	person_done(&d);
	return act_leave(&scope, r, "person", keep.v, err);
}

int same_merge(struct db *db, const struct act_by *by, struct person_id keep, struct person_id drop,
	const struct same_take *take, struct err *err)
{
	return merge_act(db, by, keep, drop, (const int64_t[2]){0}, take, err);
}

int same_merge_seen(struct db *db, const struct act_by *by, const struct person *keep,
	const struct person *drop, const struct same_take *take, struct err *err)
{
	const int64_t revs[] = {keep->rev, drop->rev};
	return merge_act(db, by, keep->id, drop->id, revs, take, err);
}
