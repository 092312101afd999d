/* People: what is kept beside them must follow from their records. */
#include "core/check_scope.h"
#include "core/standing.h"
#include "core/task_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

struct stored {
	int64_t id;
	char *name, *fold;
	unsigned char key[NAME_KEY_MAX];
	size_t key_len;
	struct derived d;
};

static void stored_done(struct stored *p)
{
	free(p->name);
	free(p->fold);
}

static size_t copy_key(unsigned char key[NAME_KEY_MAX], struct db_stmt *s, const char *column)
{
	size_t n;
	const void *blob = db_blob(s, column, &n);
	n = n < NAME_KEY_MAX ? n : NAME_KEY_MAX;
	if (n)
		memcpy(key, blob, n);
	return n;
}

/* 1: the person after this id, 0: none. */
static int next_person(struct check *c, int64_t after, struct stored *ret)
{
	struct db_stmt *s = db_begin(c->db, DBQ_PERSON_AFTER, c->err);
	db_bind_int(s, "id", after);
	int r = db_step(s, c->err);
	if (r <= 0)
		return r;
	struct stored p = {
		.id = db_int(s, "id"),
		.name = mem_strdup(db_text(s, "full_name")),
		.fold = mem_strdup(db_text(s, "name_fold")),
		.d = {.cell = {db_int(s, "cell_id")},
			.stage = (enum stage)db_int(s, "stage"),
			.stage_on = db_date(s, "stage_on"),
			.is_candidate = db_int(s, "is_candidate"),
			.uncovered = db_int(s, "uncovered")},
	};
	p.key_len = copy_key(p.key, s, "name_key");
	db_reset(s);
	if (!p.name || !p.fold) {
		stored_done(&p);
		return ERR_OOM(c->err);
	}
	*ret = p;
	return 1;
}

static int check_derived(struct check *c, const struct stored *p)
{
	struct derived d;
	int r = standing_derive(c->db, (struct person_id){p->id}, &d, c->err);
	if (r)
		return r;
	const struct {
		bool ok;
		const char *what;
	} parts[] = {
		{d.cell.v == p->d.cell.v, N_("the cell is not that of the latest membership")},
		{d.stage == p->d.stage, N_("the stage does not follow from the events")},
		{date_cmp(d.stage_on, p->d.stage_on) == 0,
			N_("the day of the stage does not follow from the events")},
		{d.is_candidate == p->d.is_candidate,
			N_("whether this is a candidate does not follow from the events")},
		{d.uncovered == p->d.uncovered,
			N_("whether a mentor is missing does not follow from the assignments")},
	};
	for (size_t i = 0; !r && i < ARRAY_LEN(parts); i++)
		if (!parts[i].ok)
			r = check_tell(c, p->name, p->id, parts[i].what);
	return r;
}

static int check_events(struct check *c, const struct stored *p)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	int r = person_facts(c->db, (struct person_id){p->id}, &events, &facts, c->err);
	if (r)
		return r;
	struct verdict v = events_check_all(&facts, c->today);
	for (size_t i = 0; v.rule == RULE_FUTURE && i < facts.event_count; i++)
		v.other_on = date_max(v.other_on, events[i].on);
	free(events);
	return v.kind == VERDICT_REFUSED
		       ? check_tell_rule(c, p->name, p->id, (int)v.rule, (int)v.other, v.other_on)
		       : 0;
}

static int check_mentor(struct check *c, const struct stored *p, const struct assignment *a)
{
	if (date_is_set(a->from) && date_is_set(a->to) && date_cmp(a->to, a->from) < 0)
		return check_tell_rule(c, p->name, p->id, RULE_MENTOR_PERIOD, 0, a->to);
	/* when an undated one began is not known */
	if (!a->mentor.v || !date_is_set(a->from))
		return 0;
	struct fact_event *events = NULL;
	struct fact_person mentor;
	int r = person_facts(c->db, a->mentor, &events, &mentor, c->err);
	if (!r && !was_official_on(&mentor, a->from))
		r = check_tell_rule(c, p->name, p->id, RULE_MENTOR_NOT_OFFICIAL, 0, a->from);
	free(events);
	return r;
}

static int check_assignments(struct check *c, const struct stored *p)
{
	struct assignment *list;
	size_t n, at_work = 0;
	int r = assignments_of_person(c->db, (struct person_id){p->id}, &list, &n, c->err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < n; i++) {
		bool active = false;
		r = check_mentor(c, p, &list[i]);
		if (!r)
			r = assignment_is_active(c->db, &list[i], &active, c->err);
		at_work += active;
	}
	if (!r && at_work > 2)
		r = check_tell_rule(c, p->name, p->id, RULE_MENTOR_THIRD, 0, (struct date){0});
	assignments_done(list, n);
	return r;
}

static int check_memberships(struct check *c, const struct stored *p)
{
	struct db_stmt *s = db_begin(c->db, DBQ_PERSON_CELLS, c->err);
	db_bind_int(s, "person", p->id);
	bool is_first = true, overlap = false, backwards = false;
	struct date until = {0};
	int r;
	while ((r = db_step(s, c->err)) == 1) {
		struct date from = db_date(s, "from_date"), to = db_date(s, "to_date");
		/* an open one before, no beginning behind another, or a beginning before the end */
		if (!is_first &&
			(!date_is_set(until) || !date_is_set(from) || date_cmp(from, until) < 0))
			overlap = true;
		backwards |= date_is_set(from) && date_is_set(to) && date_cmp(to, from) < 0;
		is_first = false;
		until = to;
	}
	if (!r && overlap)
		r = check_tell(c, p->name, p->id, N_("two memberships overlap"));
	if (!r && backwards)
		r = check_tell_rule(c, p->name, p->id, RULE_CELL_PERIOD, 0, (struct date){0});
	return r;
}

static int check_tasks(struct check *c, const struct stored *p)
{
	bool agree = true;
	if (!c->has_tasks) /* made by another reading of the rules, and anew when next opened */
		return 0;
	int r = tasks_agree(c->db, (struct person_id){p->id}, &agree, c->err);
	return r || agree ? r
			  : check_tell(c, p->name, p->id,
				    N_("what is due does not follow from the records"));
}

/* Steps against their own votes. */
static int check_votes(struct check *c, const struct stored *p)
{
	struct verdict v = {.kind = VERDICT_OK};
	int64_t votes = 0;
	struct db_stmt *s = db_begin(c->db, DBQ_VOTES_OF_PERSON, c->err);
	db_bind_int(s, "person", p->id);
	int r = db_number(s, 0, &votes, c->err);
	if (!r && votes)
		r = dossier_check_votes(c->db, (struct person_id){p->id}, &v, c->err);
	return r || v.kind != VERDICT_REFUSED
		       ? r
		       : check_tell_rule(c, p->name, p->id, v.rule, v.other, v.other_on);
}

/* ---- names and the words of the search ------------------------------------------------------- */

struct words {
	struct check *c;
	const struct stored *p;
	bool is_missing;
};

static int find_word(void *ctx, const char *word)
{
	struct words *w = ctx;
	int64_t has = 0;
	struct db_stmt *s = db_begin(w->c->db, DBQ_WORD_HAS, w->c->err);
	db_bind_text(s, "word", word);
	db_bind_blob(s, "key", w->p->key, w->p->key_len);
	db_bind_int(s, "person", w->p->id);
	int r = db_number(s, 0, &has, w->c->err);
	w->c->words++;
	w->is_missing |= !has;
	return r;
}

static int check_name(struct check *c, const struct stored *p)
{
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	CLEANUP_FREE char *fold = NULL;
	struct words w = {.c = c, .p = p};
	int r = name_key(p->name, key, &n, c->err);
	if (!r)
		r = text_fold(p->name, &fold, c->err);
	if (!r && (n != p->key_len || memcmp(key, p->key, n) != 0))
		r = check_tell(c, p->name, p->id, N_("it is sorted by another name than its own"));
	if (!r && strcmp(fold, p->fold) != 0)
		r = check_tell(c, p->name, p->id, N_("it cannot be found by its name"));
	if (!r)
		r = name_words(p->name, find_word, &w, c->err);
	if (!r && w.is_missing)
		r = check_tell(c, p->name, p->id, N_("the search lacks a word of the name"));
	return r;
}

/* A row of the search as it was read. */
struct word_row {
	char word[512];
	unsigned char key[NAME_KEY_MAX], person_key[NAME_KEY_MAX];
	size_t key_len, person_key_len;
	int64_t person;
	char *name;
};

static int is_word(void *ctx, const char *word)
{
	return strcmp(ctx, word) == 0;
}

/* 1: there, 0: the end. */
static int next_word(struct check *c, struct word_row *row)
{
	struct db_stmt *s = db_begin(c->db, DBQ_CHECK_WORD_NEXT, c->err);
	db_bind_text(s, "word", row->word);
	db_bind_blob(s, "key", row->key, row->key_len);
	db_bind_int(s, "person", row->person);
	int r = db_step(s, c->err);
	if (r <= 0)
		return r;
	char word[sizeof row->word];
	snprintf(word, sizeof word, "%s", db_text(s, "word"));
	row->key_len = copy_key(row->key, s, "name_key");
	row->person = db_int(s, "person_id");
	row->person_key_len = copy_key(row->person_key, s, "person_key");
	const char *name = db_text(s, "full_name");
	row->name = mem_strdup(name);
	bool oom = name && !row->name;
	db_reset(s); /* row->word was bound until here */
	memcpy(row->word, word, sizeof word);
	return oom ? ERR_OOM(c->err) : 1;
}

/* Only where the search has more rows than the names give: which of them are too many. */
static int find_strays(struct check *c)
{
	struct word_row row = {0};
	int r;
	while ((r = next_word(c, &row)) == 1) {
		bool fits = row.name && row.key_len == row.person_key_len &&
			    memcmp(row.key, row.person_key, row.key_len) == 0;
		r = fits ? name_words(row.name, is_word, row.word, c->err) : 0;
		if (r == 0)
			r = check_tell(c, row.name ? row.name : row.word, row.person,
				N_("the search has a word that is not in the name"));
		else if (r == 1)
			r = 0;
		free(row.name);
		row.name = NULL;
		if (r)
			return r;
	}
	return r;
}

static int check_words(struct check *c)
{
	int64_t total = 0;
	int r = db_number(db_begin(c->db, DBQ_WORD_TOTAL, c->err), 0, &total, c->err);
	return r || total == c->words ? r : find_strays(c);
}

int check_person(struct check *c, struct person_id id)
{
	static int (*const parts[])(struct check * c, const struct stored *p) = {
		check_events, check_assignments, check_memberships, check_votes};
	struct stored p = {0};
	int r = next_person(c, id.v - 1, &p);
	if (r != 1)
		return r;
	r = 0;
	for (size_t i = 0; !r && p.id == id.v && i < ARRAY_LEN(parts); i++)
		r = parts[i](c, &p);
	stored_done(&p);
	return r;
}

int check_people(struct check *c)
{
	static int (*const parts[])(struct check * c, const struct stored *p) = {check_name,
		check_derived, check_events, check_assignments, check_memberships, check_votes,
		check_tasks};
	struct stored p = {0};
	int r = tasks_are_current(c->db, &c->has_tasks, c->err);
	while (!r && (r = next_person(c, p.id, &p)) == 1) {
		r = 0;
		for (size_t i = 0; !r && i < ARRAY_LEN(parts); i++) {
			r = parts[i](c, &p);
			if (r == ERR_NOT_FOUND)
				r = check_tell(c, p.name, p.id,
					N_("a record that belongs to it is not there"));
		}
		stored_done(&p);
		if (r)
			return r;
	}
	return r ? r : check_words(c);
}
