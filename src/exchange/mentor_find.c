#include "exchange/import_row.h"

#include <stdio.h>
#include <string.h>

void mentor_finder_done(struct mentor_finder *f)
{
	memo_done(&f->memo);
	VEC_EACH (m, &f->list) {
		free((void *)m->facts.events);
		free((void *)m->name);
	}
	VEC_DONE(&f->list);
}

static bool was_member(const struct fact_person *p)
{
	for (size_t i = 0; i < p->event_count; i++)
		if (p->events[i].kind == EVENT_CEREMONY || p->events[i].kind == EVENT_RECOGNISED)
			return true;
	return p->is_listed_member || date_is_set(p->joined) || date_is_set(p->official);
}

/* Members of the name in the cell, else in the whole committee. */
static int find(struct db *db, const struct wanted *w, struct intake_mentor *ret, struct err *err)
{
	struct place {
		int64_t id;
		bool is_here;
	};
	VEC(struct place) list = {0};
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_KEY, err);
	db_bind_blob(s, "key", w->key, w->key_len);
	int r, n = 0, n_here = 0;
	while ((r = db_step(s, err)) == 1) {
		struct place p = {db_int(s, "id"), db_int(s, "cell_id") == w->cell.v};
		if (!VEC_PUSH(&list, p)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	struct intake_mentor found = {0};
	VEC_EACH (p, &list) {
		struct fact_event *events = NULL;
		struct fact_person facts;
		if (!r)
			r = person_facts(db, (struct person_id){p->id}, &events, &facts, err);
		bool is_better = !r && was_member(&facts) && (!n || (p->is_here && !n_here));
		n += !r && was_member(&facts);
		n_here += !r && was_member(&facts) && p->is_here;
		if (!is_better) {
			free(events);
			continue;
		}
		free((void *)found.facts.events);
		found.id.v = p->id;
		found.facts = facts;
	}
	VEC_DONE(&list);
	if (!r && n > 1 && n_here != 1)
		r = ERR(err, ERR_AMBIGUOUS, "mentor", NULL);
	if (r)
		free((void *)found.facts.events);
	else
		*ret = found;
	return r;
}

int mentor_find(struct mentor_finder *f, struct db *db, const char *name, struct cell_id cell,
	struct intake_mentor *ret, struct err *err)
{
	char key[sizeof cell.v + CSV_FIELD_MAX + 1];
	size_t len = strlen(name);
	int64_t at;
	len = len < CSV_FIELD_MAX ? len : CSV_FIELD_MAX;
	memcpy(key, &cell.v, sizeof cell.v);
	memcpy(key + sizeof cell.v, name, len);
	len += sizeof cell.v;
	if (!memo_get(&f->memo, key, len, &at)) {
		struct wanted w;
		struct intake_mentor m = {0};
		int r = wanted_set(&w, name, (struct date){0}, NULL, cell, err);
		if (!r)
			r = find(db, &w, &m, err);
		if (r)
			return r;
		at = (int64_t)f->list.n;
		m.name = mem_strdup(name);
		if (!m.name || !VEC_PUSH(&f->list, m)) {
			free((void *)m.name);
			free((void *)m.facts.events);
			return ERR_OOM(err);
		}
		if (!memo_put(&f->memo, key, len, at))
			return ERR_OOM(err);
	}
	*ret = f->list.v[at];
	return 0;
}

int assignment_is_of(
	const struct assignment *a, const struct intake_mentor *m, bool *ret, struct err *err)
{
	struct wanted x, y;
	if (a->mentor.v && m->id.v) {
		*ret = a->mentor.v == m->id.v;
		return 0;
	}
	int r = wanted_set(&x, a->mentor_name, (struct date){0}, NULL, (struct cell_id){0}, err);
	if (!r)
		r = wanted_set(&y, m->name, (struct date){0}, NULL, (struct cell_id){0}, err);
	if (!r)
		*ret = !a->mentor.v && x.key_len == y.key_len &&
		       memcmp(x.key, y.key, x.key_len) == 0;
	return r;
}
