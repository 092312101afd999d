#include "report/doc_ahead.h"

#include <stdlib.h>
#include <string.h>

static struct doc_kept *kept_at(const struct doc_ahead *a, size_t i)
{
	return &a->kept[(a->first + i) % AHEAD_ROWS];
}

const struct doc_row *doc_ahead_at(const struct doc_ahead *a, size_t i)
{
	return &kept_at(a, i)->row;
}

/* The texts first: only when all are in the buffer it stays where it is. */
static bool keep(struct doc_kept *k, const struct doc_row *row, size_t columns)
{
	size_t n = row->is_group ? 1 : columns, at = 0;
	strbuf_clear(&k->text);
	for (size_t c = 0; c < n; c++) {
		const char *text = row->cells[c].text;
		strbuf_addn(&k->text, text ? text : "", text ? strlen(text) + 1 : 1);
	}
	k->row = *row;
	k->row.cells = k->cells;
	for (size_t c = 0; c < n && !k->text.failed; c++) {
		k->cells[c].text = k->text.s + at;
		at += strlen(k->text.s + at) + 1;
	}
	return !k->text.failed;
}

static void fill(struct doc_ahead *a)
{
	const struct doc_row *row;
	while (!a->is_over && a->n < AHEAD_ROWS) {
		int r = doc_walk_next(&a->walk, &row, a->err);
		if (r == 1 && !keep(kept_at(a, a->n), row, a->columns))
			r = ERR_OOM(a->err);
		a->is_over = r != 1;
		a->r = r < 0 ? r : 0;
		a->n += r == 1;
	}
	if (a->r)
		a->n = 0;
}

void doc_ahead_begin(struct doc_ahead *a, const struct doc *d, const struct doc_table *t,
	enum doc_walk_purpose purpose, struct err *err)
{
	*a = (struct doc_ahead){
		.columns = t->column_count < AHEAD_COLUMNS ? t->column_count : AHEAD_COLUMNS,
		.kept = calloc(AHEAD_ROWS, sizeof *a->kept),
		.err = err};
	a->r = a->kept ? doc_walk_begin(&a->walk, d, t, purpose, err) : ERR_OOM(err);
	a->is_over = a->r != 0;
	fill(a);
}

void doc_ahead_done(struct doc_ahead *a)
{
	for (size_t i = 0; a->kept && i < AHEAD_ROWS; i++)
		strbuf_done(&a->kept[i].text);
	free(a->kept);
}

bool doc_ahead_end(const struct doc_ahead *a, size_t n)
{
	return a->n <= n;
}

bool doc_ahead_is_first(const struct doc_ahead *a)
{
	return a->given == 0;
}

bool doc_ahead_stays(const struct doc_ahead *a, size_t i)
{
	if (i + 1 >= a->n)
		return false;
	bool is_first = a->given + i == 0, is_last_but_one = i + 2 == a->n;
	return is_first || is_last_but_one || doc_ahead_at(a, i)->is_group ||
	       doc_ahead_at(a, i + 1)->is_total;
}

/* As many are ahead as are asked about, and one more: the end of `n` is the end of the table. */
size_t doc_ahead_together(const struct doc_ahead *a)
{
	size_t n = 0;
	while (n < a->n && n < AHEAD_TOGETHER) {
		n++;
		if (!doc_ahead_stays(a, n - 1))
			break;
	}
	return n;
}

void doc_ahead_drop(struct doc_ahead *a, size_t n)
{
	a->first = (a->first + n) % AHEAD_ROWS;
	a->n -= n;
	a->given += n;
	fill(a);
}
