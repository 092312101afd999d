#include "module/pdf_measure.h"

#include "report/doc_walk.h"

#include <string.h>

static double text_width(struct pdf *p, const char *text, int style)
{
	int w;
	pdf_set(p, p->layout, text, UNIT, style, 0, PANGO_ALIGN_LEFT);
	pango_layout_get_size(p->layout, &w, NULL);
	return (double)w / PANGO_SCALE;
}

/* A word longer than any word is breaks where it must: it widens its column no further. */
static size_t letters(const char *s, size_t n)
{
	size_t i = 0;
	for (int k = 0; i < n && k < WORD_LETTERS; k++)
		for (i++; i < n && ((unsigned char)s[i] & 0xC0) == 0x80; i++)
			continue;
	return i;
}

static struct words measure_words(struct pdf *p, const char *text, int style)
{
	struct words w = {0};
	char word[4 * WORD_LETTERS + 1];
	while (text && *text) {
		size_t n = strcspn(text, " \n"), k = letters(text, n);
		k = k < sizeof word - 1 ? k : sizeof word - 1;
		memcpy(word, text, k);
		word[k] = '\0';
		double width = text_width(p, word, style);
		w.longest = width > w.longest ? width : w.longest;
		if (k && w.n < WORDS_MAX)
			w.v[w.n++] = width;
		text += n + (text[n] != '\0');
	}
	return w;
}

static void measure_cell(struct pdf *p, struct measure *m, const struct doc_row *row, size_t c)
{
	struct column *to = &m->columns[c];
	const char *text = row->cells[c].text;
	int style = row->is_total ? PDF_BOLD : 0;
	double indent = c ? 0 : pdf_indent(row), all, word;
	if (!text || !*text)
		return;
	word = all = text_width(p, text, style) + indent;
	if (m->g->t->columns[c].weight)
		word = measure_words(p, text, style).longest + indent;
	to->least = word > to->least ? word : to->least;
	to->text[m->rows] = all;
}

/* There are more rows than anybody said: every other of those that are measured is forgotten. */
static void thin_out(struct measure *m)
{
	for (size_t c = 0; c < m->g->n; c++) {
		double *text = m->columns[c].text;
		for (size_t i = 0; i < MEASURED; i++)
			text[i] = 2 * i < MEASURED ? text[2 * i] : 0;
	}
	m->rows = MEASURED / 2;
	m->step *= 2;
}

static void measure_rows(struct pdf *p, struct measure *m, const struct doc_table *t)
{
	struct doc_walk walk;
	const struct doc_row *row;
	int r = doc_walk_begin(&walk, p->d, t, DOC_MEASURE, p->err);
	while (!r && (r = doc_walk_next(&walk, &row, p->err)) == 1) {
		r = 0;
		if (row->is_group || m->seen++ % m->step)
			continue;
		if (m->rows == MEASURED)
			thin_out(m);
		for (size_t c = 0; c < m->g->n; c++)
			measure_cell(p, m, row, c);
		m->rows++;
	}
	p->r = r;
}

bool pdf_is_alike(const struct doc_table *a, const struct doc_table *b)
{
	if (a->column_count != b->column_count)
		return false;
	for (size_t c = 0; c < a->column_count; c++) {
		const char *one = a->columns[c].title, *other = b->columns[c].title;
		if (strcmp(one ? one : "", other ? other : "") != 0 ||
			a->columns[c].weight != b->columns[c].weight)
			return false;
	}
	return true;
}

static const struct doc_table *alike(const struct pdf *p, const struct doc_table *t, size_t i)
{
	const struct doc_block *b = &p->d->blocks[i];
	return b->kind == DOC_TABLE && pdf_is_alike(&b->table, t) ? &b->table : NULL;
}

void pdf_measure(struct pdf *p, struct measure *m)
{
	struct pdf_grid *g = m->g;
	size_t all = 0;
	const struct doc_table *t;
	m->space = text_width(p, "a a", 0) - text_width(p, "aa", 0);
	for (size_t c = 0, end; c < g->n; c = end) {
		end = pdf_group_end(g, c);
		m->group[c] = measure_words(p, g->t->columns[c].group, PDF_BOLD);
	}
	for (size_t c = 0; c < g->n; c++) {
		m->columns[c].title = measure_words(p, g->t->columns[c].title, PDF_BOLD);
		m->columns[c].least = m->columns[c].title.longest;
	}
	for (size_t i = 0; i < p->d->block_count; i++)
		if ((t = alike(p, g->t, i)) != NULL)
			all += t->streamed ? t->streamed->count : t->row_count;
	m->step = all / MEASURED + 1;
	for (size_t i = 0; i < p->d->block_count && pdf_goes_on(p); i++)
		if ((t = alike(p, g->t, i)) != NULL)
			measure_rows(p, m, t);
}
