/* Which row of a table is which of the other. */
#include "base/mem.h"
#include "report/doc_compare_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Beyond so many pairs, what is left over is not held against each other one by one. */
enum { PAIRS_MOST = 4000000 };

const char *table_cell(const struct doc_row *row, size_t column)
{
	return row->cells[column].text ? row->cells[column].text : "";
}

/* ---- columns ------------------------------------------------------------------------------------------ */

static bool only_numbers(const struct doc_table *t)
{
	size_t n = 0;
	char text[24];
	for (size_t r = 0; r < t->row_count; r++) {
		if (t->rows[r].is_total || t->rows[r].is_group)
			continue;
		snprintf(text, sizeof text, "%zu", ++n);
		if (strcmp(table_cell(&t->rows[r], 0), text) != 0)
			return false;
	}
	return n && t->columns[0].align == DOC_RIGHT && t->column_count > 1;
}

void table_pair_make(
	struct table_pair *p, const struct doc_table *paper, const struct doc_table *now)
{
	bool taken[COMPARED_COLUMNS] = {false};
	size_t n = paper->column_count < COMPARED_COLUMNS ? paper->column_count : COMPARED_COLUMNS;
	*p = (struct table_pair){.paper = paper, .now = now, .numbering = NO_ROW};
	for (size_t c = 0; c < COMPARED_COLUMNS; c++)
		p->now_of[c] = NO_ROW;
	for (size_t c = 0; c < n; c++)
		for (size_t k = 0;
			p->now_of[c] == NO_ROW && k < now->column_count && k < COMPARED_COLUMNS;
			k++)
			if (!taken[k] &&
				words_same(paper->columns[c].title, now->columns[k].title) &&
				words_same(paper->columns[c].group, now->columns[k].group)) {
				p->now_of[c] = k;
				taken[k] = true;
			}
	if (n && p->now_of[0] == 0 && only_numbers(paper) && only_numbers(now))
		p->numbering = 0;
	for (size_t c = 0; c < n; c++)
		if (c != p->numbering && paper->columns[c].align == DOC_LEFT &&
			p->now_of[c] != NO_ROW) {
			p->name = c;
			break;
		}
}

/* ---- rows --------------------------------------------------------------------------------------------- */

struct mark {
	uint64_t hash;
	size_t row;
};

/* Of all that the row says but its number, or of its name alone. */
static uint64_t hash_row(
	const struct table_pair *p, const struct doc_row *row, bool is_paper, bool whole)
{
	uint64_t hash = row->is_total * 3U + row->is_group * 5U;
	for (size_t c = 0; c < COMPARED_COLUMNS; c++) {
		size_t at = is_paper ? c : p->now_of[c];
		if (p->now_of[c] == NO_ROW || c == p->numbering || (!whole && c != p->name))
			continue;
		hash = words_hash(hash, table_cell(row, at));
	}
	return hash;
}

static int by_hash(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Those that are not found yet, sorted. A name that is empty finds nothing. */
static size_t mark_rows(const struct table_pair *p, bool is_paper, bool whole, const size_t *found,
	struct mark *ret)
{
	const struct doc_table *t = is_paper ? p->paper : p->now;
	size_t n = 0, name = is_paper ? p->name : p->now_of[p->name];
	for (size_t r = 0; r < t->row_count; r++) {
		if (found[r] != NO_ROW ||
			(!whole && (name == NO_ROW || !*table_cell(&t->rows[r], name))))
			continue;
		ret[n++] = (struct mark){hash_row(p, &t->rows[r], is_paper, whole), r};
	}
	if (n)
		qsort(ret, n, sizeof *ret, by_hash);
	return n;
}

struct matching {
	const struct table_pair *p;
	size_t *paper, *now; /* by row: the other's row */
	struct mark *a, *b;
};

static void join(struct matching *m, size_t paper, size_t now)
{
	m->paper[paper] = now;
	m->now[now] = paper;
}

/* The same hash in both, in the order of rows. */
static void match_by_hash(struct matching *m, bool whole)
{
	size_t n = mark_rows(m->p, true, whole, m->paper, m->a);
	size_t k = mark_rows(m->p, false, whole, m->now, m->b);
	for (size_t i = 0, j = 0; i < n && j < k;) {
		if (m->a[i].hash == m->b[j].hash)
			join(m, m->a[i++].row, m->b[j++].row);
		else if (m->a[i].hash < m->b[j].hash)
			i++;
		else
			j++;
	}
}

/* How much two rows say alike, of 100; what is empty or nothing in both tells nothing of either. */
static int likeness(const struct table_pair *p, const struct doc_row *a, const struct doc_row *b)
{
	int same = 0, all = 0;
	if (a->is_total != b->is_total || a->is_group != b->is_group)
		return 0;
	for (size_t c = 0; c < COMPARED_COLUMNS && c < p->paper->column_count; c++) {
		size_t k = p->now_of[c];
		if (k == NO_ROW || c == p->numbering || c == p->name)
			continue;
		const char *x = table_cell(a, c), *y = table_cell(b, k);
		if (!*x && !*y)
			continue;
		all++;
		same += words_same(x, y);
	}
	return all >= 2 ? 100 * same / all : 0;
}

static void match_by_likeness(struct matching *m)
{
	size_t n = mark_rows(m->p, true, true, m->paper, m->a);
	size_t k = mark_rows(m->p, false, true, m->now, m->b);
	if (!n || !k || n > PAIRS_MOST / k)
		return;
	for (size_t i = 0; i < n; i++) {
		size_t best = NO_ROW;
		int most = 49; /* at least half */
		for (size_t j = 0; j < k; j++) {
			int like = m->now[m->b[j].row] != NO_ROW
					   ? 0
					   : likeness(m->p, &m->p->paper->rows[m->a[i].row],
						     &m->p->now->rows[m->b[j].row]);
			if (like > most) {
				most = like;
				best = m->b[j].row;
			}
		}
		if (best != NO_ROW)
			join(m, m->a[i].row, best);
	}
}

size_t *table_pair_rows(const struct table_pair *p)
{
	size_t n = p->paper->row_count, k = p->now->row_count;
	struct matching m = {.p = p,
		.paper = mem_alloc((n + 1) * sizeof *m.paper),
		.now = mem_alloc((k + 1) * sizeof *m.now),
		.a = mem_alloc((n + 1) * sizeof *m.a),
		.b = mem_alloc((k + 1) * sizeof *m.b)};
	bool ok = m.paper && m.now && m.a && m.b;
	for (size_t i = 0; ok && i < n; i++)
		m.paper[i] = NO_ROW;
	for (size_t i = 0; ok && i < k; i++)
		m.now[i] = NO_ROW;
	if (ok) {
		match_by_hash(&m, true);
		match_by_hash(&m, false);
		match_by_likeness(&m);
	}
	free(m.now);
	free(m.a);
	free(m.b);
	if (!ok)
		free(m.paper);
	return ok ? m.paper : NULL;
}
