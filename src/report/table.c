#include "report/table.h"

#include "base/i18n.h"
#include "viet/wording.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- tables --------------------------------------------------------------------------------------- */

void table_begin(struct table *t, struct report *r, struct json *j, const char *key,
	const struct table_column *columns, size_t n)
{
	*t = (struct table){.r = r, .j = j, .key = key, .columns = columns, .n = n};
	json_open(j, key, '[');
}

static void open_shown(struct table *t)
{
	struct doc *d = &t->r->doc;
	t->t = doc_table(d, t->key);
	for (size_t i = 0; i < t->n; i++) {
		const struct table_column *c = &t->columns[i];
		if (c->title)
			doc_table_column(d, t->t, c->group ? _(c->group) : NULL, _(c->title),
				c->align, c->weight);
	}
}

static void end_row(struct table *t)
{
	if (t->in_row)
		json_close(t->j, '}');
	t->in_row = false;
}

static struct doc_row *begin_row(struct table *t)
{
	if (!t->t)
		open_shown(t);
	t->in_row = true;
	t->at = t->shown = 0;
	return doc_table_row(&t->r->doc, t->t);
}

void table_row(struct table *t)
{
	end_row(t);
	json_open(t->j, NULL, '{');
	begin_row(t);
}

void table_total(struct table *t)
{
	char key[64];
	end_row(t);
	json_close(t->j, ']');
	snprintf(key, sizeof key, "%s_total", t->key);
	json_open(t->j, key, '{');
	t->is_total = true;
	struct doc_row *row = begin_row(t);
	if (row)
		row->is_total = true;
}

void table_end(struct table *t)
{
	end_row(t);
	if (!t->is_total)
		json_close(t->j, ']');
	if (!t->t)
		doc_paragraph(&t->r->doc, "%s", _("None."));
}

/* The column that is written now; moves on. */
static const struct table_column *next(struct table *t, size_t *ret_shown)
{
	static const struct table_column beyond;
	*ret_shown = t->shown;
	if (t->at >= t->n) { /* more cells than columns: a report that is wrong says nothing */
		t->r->doc.failed = true;
		return &beyond;
	}
	const struct table_column *c = &t->columns[t->at++];
	t->shown += c->title != NULL;
	return c;
}

void table_both(struct table *t, int door, const char *shown, const char *code)
{
	size_t at;
	const struct table_column *c = next(t, &at);
	if (c->title)
		doc_cell(&t->r->doc, t->t, at, door, "%s", shown ? shown : "");
	if (c->key)
		json_text(t->j, c->key, code);
}

void table_text(struct table *t, const char *text)
{
	table_both(t, 0, text, text);
}

void table_number(struct table *t, int door, long n)
{
	size_t at;
	const struct table_column *c = next(t, &at);
	if (c->title)
		report_number(t->r, t->t, at, door, n);
	if (c->key)
		json_number_or_null(t->j, c->key, n);
}

void table_year(struct table *t, int year)
{
	size_t at;
	const struct table_column *c = next(t, &at);
	if (c->title)
		doc_cell(&t->r->doc, t->t, at, 0, "%d", year);
	if (c->key)
		json_number(t->j, c->key, year);
}

void table_percent(struct table *t, long tenths)
{
	size_t at;
	const struct table_column *c = next(t, &at);
	if (c->title)
		report_percent(t->r, t->t, at, tenths);
	if (c->key)
		json_tenths(t->j, c->key, tenths);
}

void table_date(struct table *t, struct date d)
{
	char text[DATE_TEXT];
	size_t at;
	const struct table_column *c = next(t, &at);
	if (c->title)
		doc_cell(&t->r->doc, t->t, at, 0, "%s", date_to_user(d, text));
	if (c->key)
		json_date(t->j, c->key, d);
}

void table_yes(struct table *t, bool v)
{
	size_t at;
	const struct table_column *c = next(t, &at);
	if (c->title)
		doc_cell(&t->r->doc, t->t, at, 0, "%s", v ? "x" : "");
	if (c->key)
		json_bool(t->j, c->key, v);
}

void table_skip(struct table *t)
{
	size_t at;
	next(t, &at);
}

/* ---- people behind figures ------------------------------------------------------------------------ */

bool tally_add(struct tally *t, int64_t key, struct person_id person, unsigned flags)
{
	struct tally_item item = {key, t->n, person, flags};
	return VEC_PUSH(t, item);
}

static int by_key(const void *a, const void *b)
{
	const struct tally_item *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

void tally_sort(struct tally *t)
{
	if (t->n)
		qsort(t->v, t->n, sizeof *t->v, by_key);
}

struct tally_span tally_of(const struct tally *t, int64_t key)
{
	size_t a = 0, b = t->n;
	while (a < b) {
		size_t m = a + (b - a) / 2;
		if (t->v[m].key < key)
			a = m + 1;
		else
			b = m;
	}
	for (b = a; b < t->n && t->v[b].key == key; b++)
		;
	return (struct tally_span){t->n ? t->v + a : NULL, b - a};
}

/* Calls for each person with the marks once; *ret_n: how many. */
static bool each(struct tally_span s, unsigned flags, struct report *into, long *ret_n)
{
	int64_t last = 0;
	long n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if ((s.v[i].flags & flags) != flags || s.v[i].person.v == last)
			continue;
		last = s.v[i].person.v;
		if (into && !VEC_PUSH(&into->listed, s.v[i].person))
			return false;
		n++;
	}
	*ret_n = n;
	return true;
}

long tally_count(struct tally_span s, unsigned flags)
{
	long n = 0;
	each(s, flags, NULL, &n);
	return n;
}

int tally_door(struct report *r, struct tally_span s, unsigned flags)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n};
	long n = 0;
	if (!each(s, flags, r, &n))
		r->doc.failed = true;
	rule.n = (size_t)n;
	return n ? report_door(r, rule) : 0;
}

void table_people(struct table *t, struct tally_span s, unsigned flags)
{
	int door = tally_door(t->r, s, flags);
	table_number(t, door, tally_count(s, flags));
}

/* ---- cells --------------------------------------------------------------------------------------- */

int report_places(const struct report *r, struct cell_places *ret, struct err *err)
{
	struct cell_places places = {0};
	VEC_EACH (c, &r->f.cells)
		if (!cell_places_add(&places, c->cell.id)) {
			VEC_DONE(&places);
			return ERR_OOM(err);
		}
	cell_places_sort(&places);
	*ret = places;
	return 0;
}

int64_t report_cell_key(const struct cell_places *places, int64_t cell)
{
	return cell_places_find(places, (struct cell_id){cell}) == SIZE_MAX ? 0 : cell;
}

const char *report_cell_name(const struct report *r, const struct cell_places *places, int64_t cell)
{
	size_t at = cell_places_find(places, (struct cell_id){cell});
	return at == SIZE_MAX ? NULL : cell_short_name(r->f.cells.v[at].cell.name);
}
