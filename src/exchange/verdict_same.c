/* Who is new, but looks like somebody who is there: a warning, nothing more. */
#include "exchange/verdict.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/same.h"

#include <stdlib.h>

static int warn(struct import *im, const struct same_pair *pair, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	struct person_id other = pair->a.v == im->person.v ? pair->b : pair->a;
	strbuf_addf(&b, "%s ", _("Looks like somebody who is there already:"));
	int r = person_name_add(im->db, &b, other, err);
	if (r)
		return r;
	strbuf_add(&b, " (");
	same_reasons_add(&b, &pair->verdict);
	strbuf_add(&b, ").");
	return b.failed || import_warn(im, -1, 0, strbuf_str(&b)) ? ERR_OOM(err) : 0;
}

static long count_new(const struct verdicts *v)
{
	long n = 0;
	VEC_EACH (row, &v->rows)
		n += row->group == ROW_GROUP_NEW;
	return n;
}

static void stand_at(struct import *im, const struct row_verdict *row)
{
	im->row = (size_t)(row - im->verdicts->rows.v);
	im->person = row->person;
	im->line = workbook_row_number(&im->verdicts->w->sheets[row->sheet], row->row);
}

/* The row with the likeliest of its pairs; 0: it has none. */
typedef int find_pair(
	void *ctx, struct person_id id, struct same_pair *ret, size_t *ret_n, struct err *err);

static int look_at_new(struct import *im, find_pair *find, void *ctx, struct err *err)
{
	struct verdicts *v = im->verdicts;
	int r = 0;
	for (size_t i = 0; !r && i < v->rows.n; i++) {
		const struct row_verdict *row = &v->rows.v[i];
		struct same_pair pair;
		size_t n = 0;
		if (row->group != ROW_GROUP_NEW)
			continue;
		stand_at(im, row);
		r = find(ctx, row->person, &pair, &n, err);
		if (!r && n)
			r = warn(im, &pair, err);
	}
	return r;
}

/* ---- a few against many -------------------------------------------------------------------------------- */

static int find_known(
	void *ctx, struct person_id id, struct same_pair *ret, size_t *ret_n, struct err *err)
{
	return same_index_find(ctx, id, ret, 1, ret_n, err);
}

static int look_at_few(struct import *im, struct err *err)
{
	struct same_index *index;
	int r = same_index_make(im->db, &index, err);
	if (r)
		return r;
	r = look_at_new(im, find_known, index, err);
	same_index_free(index);
	return r;
}

/* ---- many: each pair is looked at once ----------------------------------------------------------------- */

struct place {
	int64_t person;
	size_t at; /* of a pair; the lesser, the likelier */
};

struct pairs {
	struct same_pair *v;
	struct place *places;
	size_t n; /* of places */
};

static int by_person(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return x->person != y->person ? (x->person > y->person) - (x->person < y->person)
				      : (x->at > y->at) - (x->at < y->at);
}

static int find_in_pairs(
	void *ctx, struct person_id id, struct same_pair *ret, size_t *ret_n, struct err *err)
{
	const struct pairs *p = ctx;
	size_t low = 0, high = p->n;
	(void)err;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->places[middle].person < id.v)
			low = middle + 1;
		else
			high = middle;
	}
	*ret_n = low < p->n && p->places[low].person == id.v;
	if (*ret_n)
		*ret = p->v[p->places[low].at];
	return 0;
}

static int look_at_many(struct import *im, const struct look_alike *how, struct err *err)
{
	struct pairs p = {0};
	size_t n = 0;
	int r = same_pairs(im->db, how->stop, how->ctx, &p.v, &n, err);
	if (r)
		return r;
	p.places = mem_alloc((2 * n + 1) * sizeof *p.places);
	for (size_t i = 0; p.places && i < n; i++) {
		p.places[p.n++] = (struct place){p.v[i].a.v, i};
		p.places[p.n++] = (struct place){p.v[i].b.v, i};
	}
	if (p.n)
		qsort(p.places, p.n, sizeof *p.places, by_person);
	r = p.places ? look_at_new(im, find_in_pairs, &p, err) : ERR_OOM(err);
	free(p.places);
	free(p.v);
	return r;
}

/* A whole province at once: the search over the database, which is there for that, says who they are. */
static int tell_too_many(struct import *im, struct err *err)
{
	VEC_EACH (row, &im->verdicts->rows) {
		if (row->group != ROW_GROUP_NEW)
			continue;
		stand_at(im, row);
		return import_warn(im, -1, 0,
			       _("So many new people were not held against those who are there: "
				 "afterwards look for people who are there twice."))
			       ? ERR_OOM(err)
			       : 0;
	}
	return 0;
}

int verdict_look_alike(struct import *im, const struct look_alike *how, struct err *err)
{
	enum {
		MANY = 20000,
		FEW = 8
	}; /* FEW: as a part of all, for which the index takes less time */
	int64_t people = 0;
	long n = im->verdicts->makes_people ? count_new(im->verdicts) : 0;
	if (!n)
		return 0;
	if (n > MANY)
		return tell_too_many(im, err);
	int r = db_number(db_begin(im->db, DBQ_SAME_COUNT, err), 0, &people, err);
	return r ? r : n < people / FEW ? look_at_few(im, err) : look_at_many(im, how, err);
}
