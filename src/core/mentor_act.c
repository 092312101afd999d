#include "core/act_scope.h"
#include "core/standing.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

/* A mentor is an official member on the day (294-QĐ/TW 2025, 3.2); one who is not among the members
 * is kept as a name. */
static int check_mentor(struct db *db, const struct assignment *a, struct err *err)
{
	char text[DATE_TEXT];
	if (!a->mentor.v)
		return 0;
	if (a->mentor.v == a->person.v)
		return ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_SELF, "mentor", NULL);
	struct fact_event *events = NULL;
	struct fact_person mentor;
	int r = person_facts(db, a->mentor, &events, &mentor, err);
	if (r)
		return r;
	if (!was_official_on(&mentor, a->from))
		r = ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL, "mentor", "%s",
			date_to_user(a->from, text));
	free(events);
	return r;
}

static bool overlap(const struct assignment *a, const struct assignment *b)
{
	bool a_before = date_is_set(a->to) && date_is_set(b->from) && date_cmp(a->to, b->from) <= 0;
	bool b_before = date_is_set(b->to) && date_is_set(a->from) && date_cmp(b->to, a->from) <= 0;
	return !a_before && !b_before;
}

static bool same_mentor(const struct assignment *a, const struct assignment *b)
{
	return a->mentor.v ? a->mentor.v == b->mentor.v
			   : !b->mentor.v && strcmp(a->mentor_name, b->mentor_name) == 0;
}

static bool is_at_work(struct db *db, const struct assignment *a, int *r, struct err *err)
{
	bool active = true;
	if (!*r && !date_is_set(a->to))
		*r = assignment_is_active(db, a, &active, err);
	return active;
}

/* Two at a time (Điều lệ Đảng 2011, Điều 4; 294-QĐ/TW 2025, 3.1), each once. One whose mentor has left
 * is no longer at work, ended or not. Three that overlap by twos have a day in common. */
static int check_others(struct db *db, const struct assignment *a, struct err *err)
{
	struct assignment *list;
	size_t n, others = 0;
	int r = assignments_of_person(db, a->person, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++) {
		if (list[i].id == a->id || !overlap(a, &list[i]))
			continue;
		if (same_mentor(a, &list[i]))
			r = ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_TWICE, "mentor", NULL);
		else if (is_at_work(db, &list[i], &r, err)) {
			struct assignment other = list[i];
			list[i] = list[others];
			list[others++] = other;
		}
	}
	for (size_t i = 0; !r && i < others; i++)
		for (size_t j = i + 1; !r && j < others; j++)
			if (overlap(&list[i], &list[j]))
				r = ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_THIRD, "mentor", NULL);
	assignments_done(list, n);
	return r;
}

int act_check_mentors(struct db *db, struct person_id person, struct err *err)
{
	struct assignment *list;
	size_t n;
	int r = assignments_of_person(db, person, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++)
		for (size_t j = i + 1; !r && j < n; j++)
			if (same_mentor(&list[i], &list[j]) && overlap(&list[i], &list[j]))
				r = ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_TWICE, "mentor", NULL);
	assignments_done(list, n);
	return r;
}

int act_check_third(struct db *db, struct person_id person, struct err *err)
{
	struct assignment *list;
	size_t n, at_work = 0;
	int r = assignments_of_person(db, person, &list, &n, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++)
		at_work += !date_is_set(list[i].to) && is_at_work(db, &list[i], &r, err);
	assignments_done(list, n);
	return r || at_work <= 2 ? r
				 : ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_THIRD, "mentor", NULL);
}

int act_check_helped(struct db *db, struct person_id mentor, struct err *err)
{
	struct assignment *list;
	size_t n;
	int r = assignments_of_mentor(db, mentor, &list, &n, err);
	if (r || !n)
		return r;
	struct fact_event *events = NULL;
	struct fact_person facts;
	r = person_facts(db, mentor, &events, &facts, err);
	struct person_id helped = {0};
	for (size_t i = 0; !r && i < n; i++) {
		char text[DATE_TEXT];
		helped = list[i].person;
		/* when an undated one began is not known */
		if (date_is_set(list[i].from) && !was_official_on(&facts, list[i].from))
			r = ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_NOT_OFFICIAL, "mentor", "%s",
				date_to_user(list[i].from, text));
		else if (!date_is_set(list[i].to))
			r = act_check_third(db, helped, err);
	}
	free(events);
	assignments_done(list, n);
	struct person p;
	if (r == ERR_REFUSED && err && !person_load(db, helped, &p, NULL)) {
		snprintf(err->subject, sizeof err->subject, "%.90s", p.full_name);
		person_done(&p);
	}
	return r;
}

static int check_period(const struct assignment *a, struct err *err)
{
	struct date today = clock_today();
	char text[DATE_TEXT];
	if (date_is_set(a->from) && date_cmp(a->from, today) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "from_date", "%s",
			date_to_user(a->from, text));
	if (date_is_set(a->to) && date_cmp(a->to, today) > 0)
		return ERR_RULE(
			err, ERR_REFUSED, RULE_FUTURE, "to_date", "%s", date_to_user(a->to, text));
	if (date_is_set(a->from) && date_is_set(a->to) && date_cmp(a->to, a->from) < 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_PERIOD, "to_date", "%s",
			date_to_user(a->to, text));
	return 0;
}

/* The mentor's name as it stood that day goes with the assignment. */
static int mentor_name_of(struct db *db, const struct assignment *a, char **ret, struct err *err)
{
	struct person mentor;
	if (!a->mentor.v) {
		int r = act_clean(a->mentor_name, "mentor", ret, err);
		return r ? r : *ret ? 0 : ERR(err, ERR_INVALID, "mentor", "%s", "");
	}
	int r = person_load(db, a->mentor, &mentor, err);
	if (r)
		return r;
	*ret = TAKE_PTR(mentor.full_name);
	person_done(&mentor);
	return 0;
}

static int put(struct db *db, const struct assignment *a, const char *resolution,
	const char *end_reason, struct err *err)
{
	struct db_stmt *s = db_begin(db, a->id ? DBQ_ASSIGNMENT_SAVE : DBQ_ASSIGNMENT_ADD, err);
	if (a->id) {
		db_bind_int(s, "id", a->id);
		db_bind_int(s, "rev", a->rev);
	} else
		db_bind_int(s, "person", a->person.v);
	db_bind_id(s, "mentor", a->mentor.v);
	db_bind_text(s, "mentor_name", a->mentor_name);
	db_bind_date(s, "from", a->from);
	db_bind_date(s, "to", a->to);
	db_bind_text(s, "resolution", resolution);
	db_bind_text(s, "end_reason", end_reason);
	int r = db_run(s, err);
	return r ? r : a->id ? act_saved(db, "assignment", err) : 0;
}

/* Whose assignment it is does not change. */
static int stored_person(struct db *db, struct assignment *a, struct err *err)
{
	struct assignment old;
	int r = assignment_load(db, a->id, &old, err);
	if (r)
		return r;
	a->person = old.person;
	assignment_done(&old);
	return 0;
}

int assignment_save(struct db *db, const struct act_by *by, const struct assignment *given,
	int64_t *ret, struct err *err)
{
	CLEANUP_FREE char *name = NULL, *resolution = NULL, *end_reason = NULL;
	struct assignment a = *given;
	struct act_scope scope;
	int r = act_clean(a.resolution, "resolution", &resolution, err);
	if (!r)
		r = act_clean(a.end_reason, "end_reason", &end_reason, err);
	if (!r)
		r = check_period(&a, err);
	if (!r)
		r = act_enter(&scope, db, by, a.id ? "mentor_change" : "mentor_assign", err);
	if (r) {
		if (r == 1 && ret)
			*ret = scope.done;
		return r < 0 ? r : 0;
	}
	if (a.id)
		r = stored_person(db, &a, err);
	if (!r)
		r = mentor_name_of(db, &a, &name, err);
	a.mentor_name = name;
	if (!r)
		r = check_mentor(db, &a, err);
	if (!r)
		r = check_others(db, &a, err);
	if (!r)
		r = put(db, &a, resolution, end_reason, err);
	if (!r && !a.id)
		a.id = db_last_id(db);
	if (!r)
		r = standing_refresh(db, a.person, false, err);
	r = act_leave(&scope, r, "mentor_assignment", a.id, err);
	if (!r && ret)
		*ret = a.id;
	return r;
}

int assignment_end(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct date on,
	const char *reason, struct err *err)
{
	CLEANUP_FREE char *clean = NULL;
	struct assignment a = {0};
	struct act_scope scope;
	int r = act_clean(reason, "end_reason", &clean, err);
	if (!r && !date_is_full(on))
		r = ERR(err, ERR_INVALID, "to_date", "%s", "");
	if (!r)
		r = act_enter(&scope, db, by, "mentor_end", err);
	if (r)
		return r < 0 ? r : 0;
	r = assignment_load(db, id, &a, err);
	if (!r && a.rev != rev)
		r = ERR(err, ERR_CONFLICT, "assignment", NULL);
	/* an end that stands is corrected by assignment_save, not written over */
	if (!r && date_is_set(a.to)) {
		char text[DATE_TEXT];
		r = ERR(err, ERR_INVALID, "to_date", "%s", date_to_user(a.to, text));
	}
	if (!r) {
		a.rev = rev;
		a.to = on;
		r = check_period(&a, err);
	}
	if (!r)
		r = put(db, &a, a.resolution, clean, err);
	if (!r)
		r = standing_refresh(db, a.person, false, err);
	r = act_leave(&scope, r, "mentor_assignment", id, err);
	assignment_done(&a);
	return r;
}

int assignment_replace(struct db *db, const struct act_by *by, int64_t old, int64_t old_rev,
	const struct assignment *next, const char *reason, int64_t *ret, struct err *err)
{
	struct act_scope scope;
	int64_t id = 0;
	int r = act_enter(&scope, db, by, "mentor_replace", err);
	if (r) {
		if (r == 1 && ret)
			*ret = scope.done;
		return r < 0 ? r : 0;
	}
	r = assignment_end(db, by, old, old_rev, next->from, reason, err);
	if (!r)
		r = assignment_save(db, by, next, &id, err);
	r = act_leave(&scope, r, "mentor_assignment", id, err);
	if (!r && ret)
		*ret = id;
	return r;
}
