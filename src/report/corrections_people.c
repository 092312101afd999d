/* Who stands behind the figures of a paper no more, who does now, and whose names changed. */
#include "base/i18n.h"
#include "report/corrections_own.h"
#include "report/frozen_own.h"

#include <stdlib.h>
#include <string.h>

/* ---- who came and went -------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const struct person_id *x = a, *y = b;
	return (x->v > y->v) - (x->v < y->v);
}

/* Sorted; of no door nobody. */
static int people_of(const struct report *r, int door, struct report_people *ret, struct err *err)
{
	*ret = (struct report_people){0};
	int k = door ? report_people(r, door, ret, err) : 0;
	if (!k && ret->n)
		qsort(ret->v, ret->n, sizeof *ret->v, by_id);
	return k;
}

static bool add(
	struct corrections *c, struct person_id person, bool is_new, const struct doc_doors *where)
{
	const struct moved_person m = {person, is_new, where};
	return VEC_PUSH(&c->moved, m);
}

static int read_door(struct corrections *c, const struct doc_doors *where)
{
	struct report_people paper, now;
	size_t i = 0, k = 0;
	bool ok = true;
	int r = people_of(c->paper, where->paper, &paper, c->err);
	if (r)
		return r;
	r = people_of(c->now, where->now, &now, c->err);
	while (!r && ok && (i < paper.n || k < now.n)) {
		if (k == now.n || (i < paper.n && paper.v[i].v < now.v[k].v))
			ok = add(c, paper.v[i++], false, where);
		else if (i == paper.n || now.v[k].v < paper.v[i].v)
			ok = add(c, now.v[k++], true, where);
		else {
			i++;
			k++;
		}
	}
	report_people_done(&paper);
	report_people_done(&now);
	return r ? r : ok ? 0 : ERR_OOM(c->err);
}

static int by_person(const void *a, const void *b)
{
	const struct moved_person *x = a, *y = b;
	if (x->person.v != y->person.v)
		return x->person.v < y->person.v ? -1 : 1;
	if (x->is_new != y->is_new)
		return x->is_new ? 1 : -1;
	return (x->where > y->where) - (x->where < y->where);
}

/* ---- names -------------------------------------------------------------------------------------------- */

static int read_name(struct corrections *c, const struct frozen_person *then)
{
	struct renamed_person n = {
		.person = then->person, .name = then->name, .birth = then->birth};
	struct person p = {0};
	struct err e = {0};
	int r = person_load(c->db, then->person, &p, &e);
	if (r && r != ERR_NOT_FOUND) {
		if (c->err)
			*c->err = e;
		return r;
	}
	bool is_same =
		!r && strcmp(p.full_name, then->name) == 0 && date_cmp(p.birth, then->birth) == 0;
	if (!r) {
		n.name_now = TAKE_PTR(p.full_name);
		n.birth_now = p.birth;
		person_done(&p);
	}
	if (!is_same && VEC_PUSH(&c->renamed, n))
		return 0;
	free(n.name_now);
	return is_same ? 0 : ERR_OOM(c->err);
}

int corrections_read_people(struct corrections *c)
{
	const struct frozen_names *names = c->paper->names;
	int r = 0;
	for (size_t i = 0; !r && i < c->d.door_count; i++)
		r = read_door(c, &c->d.doors[i]);
	if (c->moved.n)
		qsort(c->moved.v, c->moved.n, sizeof *c->moved.v, by_person);
	for (size_t i = 0; !r && i < names->people_n; i++)
		r = read_name(c, &names->people[i]);
	return r;
}

/* ---- the document ------------------------------------------------------------------------------------- */

/* "Tổng quát: Đã kết nạp; Theo chi bộ: Ấp 1 · Đã kết nạp": the figures, each once; returns where they end. */
static size_t add_figures(struct corrections *c, size_t from, bool is_new, struct strbuf *b)
{
	size_t i = from;
	for (; i < c->moved.n && c->moved.v[i].person.v == c->moved.v[from].person.v &&
		c->moved.v[i].is_new == is_new;
		i++) {
		const struct doc_doors *w = c->moved.v[i].where;
		const struct doc_doors *before = i > from ? c->moved.v[i - 1].where : NULL;
		if (before && !strcmp(before->section, w->section) &&
			!strcmp(before->line, w->line) && !strcmp(before->column, w->column))
			continue;
		strbuf_addf(b, "%s%s%s%s", b->len ? "; " : "", w->section, *w->section ? ": " : "",
			*w->line ? w->line : w->column);
		if (*w->line && *w->column)
			strbuf_addf(b, " · %s", w->column);
	}
	return i;
}

/* As the paper knew him, else as the records do. */
static int describe(struct corrections *c, struct table *t, struct person_id id)
{
	const struct frozen_person *then = frozen_person(c->paper, id);
	struct door_rule rule = {.of = DOOR_LIST, .from = c->r->listed.n, .n = 1};
	char birth[DATE_TEXT];
	struct person p = {0};
	int door = 0, r = then ? 0 : person_load(c->db, id, &p, c->err);
	if (r)
		return r;
	if (VEC_PUSH(&c->r->listed, id))
		door = report_door(c->r, rule);
	else
		c->r->doc.failed = true;
	const char *name = then ? then->name : p.full_name;
	table_both(t, door, name, name);
	table_text(t, date_to_user(then ? then->birth : p.birth, birth));
	person_done(&p);
	return 0;
}

int corrections_add_people(struct corrections *c)
{
	static const struct table_column columns[] = {
		{N_("Full name"), "person", DOC_LEFT, 1, NULL},
		{N_("Born"), "birth", DOC_LEFT, 0, NULL},
		{N_("Not counted any more in"), "gone", DOC_LEFT, 3, NULL},
		{N_("Counted now in"), "new", DOC_LEFT, 3, NULL},
	};
	struct table t;
	int r = 0;
	doc_heading(&c->r->doc, 1, "%s", _("People behind the figures"));
	table_begin(&t, c->r, &c->j, "people", columns, ARRAY_LEN(columns));
	for (size_t i = 0; !r && i < c->moved.n;) {
		struct person_id person = c->moved.v[i].person;
		struct strbuf gone = {0}, new = {0};
		table_row(&t);
		r = describe(c, &t, person);
		if (!c->moved.v[i].is_new)
			i = add_figures(c, i, false, &gone);
		if (i < c->moved.n && c->moved.v[i].person.v == person.v)
			i = add_figures(c, i, true, &new);
		if (!r) {
			table_text(&t, strbuf_str(&gone));
			table_text(&t, strbuf_str(&new));
		}
		c->r->doc.failed |= gone.failed || new.failed;
		strbuf_done(&gone);
		strbuf_done(&new);
	}
	table_end(&t);
	return r;
}

int corrections_add_names(struct corrections *c)
{
	static const struct table_column columns[] = {
		{N_("On the paper"), "paper", DOC_LEFT, 1, NULL},
		{N_("Born"), "paper_birth", DOC_LEFT, 0, NULL},
		{N_("In the records now"), "now", DOC_LEFT, 1, NULL},
		{N_("Born"), "now_birth", DOC_LEFT, 0, NULL},
	};
	char text[DATE_TEXT];
	struct table t;
	doc_heading(&c->r->doc, 1, "%s", _("Names and births that changed"));
	table_begin(&t, c->r, &c->j, "names", columns, ARRAY_LEN(columns));
	VEC_EACH (n, &c->renamed) {
		table_row(&t);
		table_text(&t, n->name);
		table_text(&t, date_to_user(n->birth, text));
		table_both(&t, 0, n->name_now ? n->name_now : _("not in the records any more"),
			n->name_now);
		table_text(&t, date_to_user(n->birth_now, text));
	}
	table_end(&t);
	return 0;
}
