/* The people behind the figures of a report that was sent, as they were. */
#include "report/admissions_read.h"
#include "report/build.h"
#include "report/frozen_own.h"
#include "report/keep_bytes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* In files for years: none is given to something else. */
enum { TAG_PERSON = 'p', TAG_DOOR = 'd', TAG_CSV = 'c', TAG_ICS = 'i', TAG_PAST = 'a' };

void frozen_names_done(struct frozen_names *n)
{
	for (size_t i = 0; i < n->people_n; i++) {
		free((char *)n->people[i].name);
		free((char *)n->people[i].cell);
	}
	free(n->people);
	VEC_DONE(&n->doors);
	VEC_DONE(&n->ids);
	strbuf_done(&n->csv);
	strbuf_done(&n->ics);
	*n = (struct frozen_names){0};
}

static int by_person(const void *a, const void *b)
{
	const struct frozen_person *x = a, *y = b;
	return (x->person.v > y->person.v) - (x->person.v < y->person.v);
}

static int by_door(const void *a, const void *b)
{
	const struct frozen_door *x = a, *y = b;
	return (x->door > y->door) - (x->door < y->door);
}

const struct frozen_door *frozen_door(const struct frozen_names *n, int door)
{
	const struct frozen_door key = {.door = door};
	return n->doors.n ? bsearch(&key, n->doors.v, n->doors.n, sizeof key, by_door) : NULL;
}

static const struct frozen_person *find(const struct frozen_names *n, struct person_id person)
{
	const struct frozen_person key = {.person = person};
	return n->people_n ? bsearch(&key, n->people, n->people_n, sizeof key, by_person) : NULL;
}

const struct frozen_person *frozen_person(const struct report *r, struct person_id person)
{
	return r->names ? find(r->names, person) : NULL;
}

static bool add_person(struct frozen_names *n, const struct frozen_person *p)
{
	if (!vec_room((void **)&n->people, n->people_n, &n->people_cap, sizeof *n->people))
		return false;
	n->people[n->people_n++] = *p;
	return true;
}

/* ---- making ------------------------------------------------------------------------------------------- */

static int add_door(struct frozen_names *n, const struct report *r, int door, struct err *err)
{
	struct report_people people;
	struct frozen_door d = {.door = door, .from = n->ids.n};
	int k = report_people(r, door, &people, err);
	if (k)
		return k;
	bool ok = true;
	for (size_t i = 0; ok && i < people.n; i++)
		ok = VEC_PUSH(&n->ids, people.v[i]);
	d.n = people.n;
	report_people_done(&people);
	return ok && VEC_PUSH(&n->doors, d) ? 0 : ERR_OOM(err);
}

static int describe(struct db *db, struct person_id id, struct date day, struct frozen_names *n,
	struct err *err)
{
	struct frozen_person one = {.person = id};
	struct cell_id cell = {0};
	struct person p;
	char *name = NULL;
	int r = person_load(db, id, &p, err);
	if (r)
		return r;
	one.name = TAKE_PTR(p.full_name);
	one.birth = p.birth;
	person_done(&p);
	r = admission_cell_on(db, id, day, &cell, err);
	if (!r && cell.v)
		r = cell_name(db, cell, day, &name, err);
	one.cell = name;
	if (!r && !add_person(n, &one))
		r = ERR_OOM(err);
	if (r) {
		free((char *)one.name);
		free(name);
	}
	return r;
}

static int by_id(const void *a, const void *b)
{
	const struct person_id *x = a, *y = b;
	return (x->v > y->v) - (x->v < y->v);
}

/* Each once, however many figures he stands behind. */
static int describe_all(struct db *db, struct date day, struct frozen_names *n, struct err *err)
{
	struct person_id *all = mem_alloc((n->ids.n + 1) * sizeof *all);
	int r = all ? 0 : ERR_OOM(err);
	if (!r && n->ids.n) {
		memcpy(all, n->ids.v, n->ids.n * sizeof *all);
		qsort(all, n->ids.n, sizeof *all, by_id);
	}
	for (size_t i = 0; !r && i < n->ids.n; i++)
		if (i == 0 || all[i].v != all[i - 1].v)
			r = describe(db, all[i], day, n, err);
	free(all);
	return r;
}

int frozen_names_of(
	struct db *db, const struct report *r, struct frozen_names *ret, struct err *err)
{
	struct frozen_names n = {.says_past = report_says_past(r)};
	int k = 0;
	for (size_t i = 1; !k && i <= r->doors.n; i++)
		k = add_door(&n, r, (int)i, err);
	if (!k)
		k = describe_all(db, r->f.as_of, &n, err);
	if (!k && r->q.kind == REPORT_DUE)
		k = report_csv(r, &n.csv, err);
	if (!k && r->q.kind == REPORT_DUE)
		k = report_ics(r, &n.ics, err);
	if (k)
		frozen_names_done(&n);
	else
		*ret = n;
	return k;
}

/* ---- as bytes ----------------------------------------------------------------------------------------- */

int frozen_names_keep(const struct frozen_names *n, struct strbuf *out, struct err *err)
{
	char birth[DATE_TEXT];
	for (size_t i = 0; i < n->people_n; i++) {
		const struct frozen_person *p = &n->people[i];
		size_t begun = keep_begin(out, TAG_PERSON);
		keep_number(out, p->person.v);
		keep_text(out, p->name);
		keep_text(out, date_to_iso(p->birth, birth));
		keep_text(out, p->cell);
		keep_end(out, begun);
	}
	VEC_EACH (d, &n->doors) {
		size_t begun = keep_begin(out, TAG_DOOR);
		keep_number(out, d->door);
		keep_number(out, (int64_t)d->n);
		for (size_t i = 0; i < d->n; i++)
			keep_number(out, n->ids.v[d->from + i].v);
		keep_end(out, begun);
	}
	if (n->csv.len)
		keep_text_record(out, TAG_CSV, strbuf_str(&n->csv));
	if (n->ics.len)
		keep_text_record(out, TAG_ICS, strbuf_str(&n->ics));
	if (n->says_past)
		keep_end(out, keep_begin(out, TAG_PAST));
	return out->failed ? ERR_OOM(err) : 0;
}

static bool open_person(struct frozen_names *n, struct keep_reader *r)
{
	struct frozen_person p = {.person = {keep_take_within(r, 1, INT64_MAX)}};
	char *name = keep_take_text(r), *birth = keep_take_text(r), *cell = keep_take_text(r);
	bool ok = !r->failed && name && birth && (!*birth || date_from_iso(birth, true, &p.birth));
	free(birth);
	p.name = name;
	p.cell = cell;
	/* in the order of ids, or they are not found */
	ok = ok && (!n->people_n || n->people[n->people_n - 1].person.v < p.person.v);
	if (ok && add_person(n, &p))
		return true;
	free(name);
	free(cell);
	return false;
}

static bool open_door(struct frozen_names *n, struct keep_reader *r)
{
	struct frozen_door d = {.door = (int)keep_take_within(r, 1, INT_MAX), .from = n->ids.n};
	size_t count = (size_t)keep_take_within(r, 0, (r->end - r->at) / 8);
	bool ok = !r->failed && (!n->doors.n || n->doors.v[n->doors.n - 1].door < d.door);
	for (size_t i = 0; ok && i < count; i++) {
		struct person_id id = {keep_take_within(r, 1, INT64_MAX)};
		ok = !r->failed && find(n, id) && VEC_PUSH(&n->ids, id);
	}
	d.n = count;
	return ok && VEC_PUSH(&n->doors, d);
}

static bool open_text(struct strbuf *out, struct keep_reader *r)
{
	char *text = keep_take_text(r);
	if (text)
		strbuf_add(out, text);
	free(text);
	return !r->failed && !out->failed;
}

int frozen_names_open(const void *data, size_t n, struct frozen_names *ret, struct err *err)
{
	struct keep_reader r = keep_read(data, n), body;
	struct frozen_names names = {0};
	bool ok = true;
	char tag;
	while (ok && keep_next(&r, &tag, &body)) {
		names.says_past |= tag == TAG_PAST;
		ok = tag == TAG_PERSON ? open_person(&names, &body)
		     : tag == TAG_DOOR ? open_door(&names, &body)
		     : tag == TAG_CSV  ? open_text(&names.csv, &body)
		     : tag == TAG_ICS  ? open_text(&names.ics, &body)
				       : true;
	}
	if (ok && !r.failed) {
		*ret = names;
		return 0;
	}
	frozen_names_done(&names);
	return ERR(err, ERR_CORRUPT, "names", NULL);
}
