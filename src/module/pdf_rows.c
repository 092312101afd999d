#include "module/pdf_rows.h"

#include <stdlib.h>
#include <string.h>

static struct pdf_kept *kept_at(const struct pdf_rows *r, size_t i)
{
	return &r->kept[(r->first + i) % PDF_AHEAD];
}

const struct doc_row *pdf_rows_at(const struct pdf_rows *r, size_t i)
{
	return &kept_at(r, i)->row;
}

/* The texts first: only when all are in the buffer it stays where it is. */
static bool keep(struct pdf_kept *k, const struct doc_row *row, size_t columns)
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

static void fill(struct pdf_rows *r)
{
	struct pdf *p = r->p;
	const struct doc_row *row;
	while (!r->is_over && r->n < PDF_AHEAD && pdf_goes_on(p)) {
		int k = doc_walk_next(&r->walk, &row, p->err);
		if (k == 1) {
			p->failed |= !keep(kept_at(r, r->n), row, r->columns);
			r->n++;
			continue;
		}
		p->r = k;
		r->is_over = true;
	}
}

void pdf_rows_begin(struct pdf_rows *r, struct pdf *p, const struct doc_table *t)
{
	*r = (struct pdf_rows){.p = p,
		.columns = t->column_count < PDF_COLUMNS ? t->column_count : PDF_COLUMNS,
		.kept = calloc(PDF_AHEAD, sizeof *r->kept)};
	p->failed |= !r->kept;
	if (pdf_goes_on(p))
		p->r = doc_walk_begin(&r->walk, p->d, t, DOC_WRITE, p->err);
	fill(r);
}

void pdf_rows_done(struct pdf_rows *r)
{
	for (size_t i = 0; r->kept && i < PDF_AHEAD; i++)
		strbuf_done(&r->kept[i].text);
	free(r->kept);
}

bool pdf_rows_end(const struct pdf_rows *r, size_t n)
{
	return r->n <= n;
}

bool pdf_rows_is_first(const struct pdf_rows *r)
{
	return r->given == 0;
}

static bool stays_with_next(const struct pdf_rows *r, size_t i)
{
	if (i + 1 >= r->n)
		return false;
	bool is_first = r->given + i == 0, is_last_but_one = i + 2 == r->n;
	return is_first || is_last_but_one || pdf_rows_at(r, i)->is_group ||
	       pdf_rows_at(r, i + 1)->is_total;
}

/* As many are ahead as are asked about, and one more: the end of `n` is the end of the table. */
size_t pdf_rows_together(const struct pdf_rows *r)
{
	size_t n = 0;
	while (n < r->n && n < PDF_TOGETHER) {
		n++;
		if (!stays_with_next(r, n - 1))
			break;
	}
	return n;
}

void pdf_rows_drop(struct pdf_rows *r, size_t n)
{
	r->first = (r->first + n) % PDF_AHEAD;
	r->n -= n;
	r->given += n;
	fill(r);
}
